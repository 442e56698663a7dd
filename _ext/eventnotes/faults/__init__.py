"""What becomes of a fault in the program itself: one place of a page is lost, and it is said.

An exception of ours is caught around the smallest thing that can be left out. It becomes an error
with file and line, a mark on the page, and an exit status. Where private words are cut, or anything
else decides what is published, the build stops instead.

What Sphinx and docutils say by exceptions (a node to skip, an error of the author's, an address
that a builder has not) is no fault and passes, as does whatever ends the program.
"""

from __future__ import annotations

import functools
import logging as plain_logging
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from docutils import nodes
from docutils.parsers.rst import DirectiveError
from docutils.parsers.rst.states import MarkupError
from docutils.utils import SystemMessage
from myst_parser.mocking import MockingError
from sphinx.errors import NoUri, SphinxError
from sphinx.util import logging
from sphinx.util.logging import get_node_location

from eventnotes.diagnostics import Notice, logger, shorten
from eventnotes.i18n import terms
from eventnotes.i18n.messages import gettext

if TYPE_CHECKING:
    from sphinx.application import Sphinx

P = ParamSpec("P")
R = TypeVar("R")

_SIGNALS = (
    SphinxError,
    NoUri,
    nodes.TreePruningException,
    DirectiveError,
    MarkupError,
    MockingError,
    SystemMessage,
)
"""Exceptions by which Sphinx, docutils and MyST speak to each other."""

_PAGE = "eventnotes_page"
"""Attribute of a log record: the page that a fault is on, nothing for the whole site's."""

REQUEST = "this is a fault of eventnotes, not of the page; please report it to its maintainers"


class PrivateFaultError(SystemExit):
    """A fault where it is decided what is published; nothing more is written."""


class _Asked:
    """What the command line asks for; Sphinx hands neither to what runs while pages are read."""

    traceback = False
    debugger = False


class _Log(plain_logging.Handler):
    """Notes the pages of all faults, those of other processes too: their records come here."""

    def __init__(self) -> None:
        super().__init__(plain_logging.ERROR)
        self.pages: set[str] = set()

    def emit(self, record: plain_logging.LogRecord) -> None:
        """Note a fault; a record that is held back and repeated counts once."""
        page = getattr(record, _PAGE, None)
        if page is not None:
            self.pages.add(page)


def begin(app: Sphinx) -> None:
    """Prepare for faults: the first thing of all in ``setup()``."""
    _Asked.traceback = app.verbosity > 0 or _wants_traceback()
    _Asked.debugger = app.pdb
    log = _Log()
    plain_logging.getLogger(logging.NAMESPACE).addHandler(log)

    def finish(app: Sphinx, exception: Exception | None) -> None:
        if log.pages and exception is None:
            app.statuscode = app.statuscode or 1
            _read_again(app, log.pages)

    app.connect("build-finished", finish, priority=1000)


def _wants_traceback() -> bool:
    """Tell whether Sphinx was called with ``-T``.

    Sphinx 9.0 keeps that to itself: nothing but a variable of the function behind its command line
    knows. Where there is none, ``-v`` shows tracebacks, as it does Sphinx's own.
    """
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_name == "build_main":
            return bool(getattr(frame.f_locals.get("args"), "traceback", False))
        frame = frame.f_back  # type: ignore[assignment]  # it ends in None
    return False


def _read_again(app: Sphinx, pages: set[str]) -> None:
    """Keep nothing of a page with a fault, so that the next build meets the fault again."""
    folder = Path(app.doctreedir)
    for page in pages:
        name = f"{page}.doctree" if page else "environment.pickle"
        (folder / name).unlink(missing_ok=True)


# -- catching ----------------------------------------------------------------------------------


def passes(error: Exception) -> bool:
    """Tell whether an exception is none of ours, or wanted by a debugger."""
    return _Asked.debugger or isinstance(error, _SIGNALS)


def contain(function: Callable[P, R], mend: Callable[..., R]) -> functools._Wrapped[P, R, P, R]:
    """Return *function* with a boundary around it.

    :param mend: is called with a fault and with what *function* was; it reports the fault and
        returns what stands in for the result.
    """

    @functools.wraps(function)
    def contained(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return contained.__wrapped__(*args, **kwargs)
        except Exception as error:
            if passes(error):
                raise
            return mend(error, *args, **kwargs)

    return contained


@contextmanager
def around(node: nodes.Element, what: str, page: str) -> Iterator[None]:
    """Put a mark in the place of a node if what is done to it fails.

    :param what: what is missing then, in a word or two.
    """
    parent = node.parent
    try:
        yield
    except Exception as error:
        if passes(error):
            raise
        report(error, what, node, page)
        if any(child is node for child in parent.children):
            put_mark(node, what)
        else:  # it was taken out before the fault
            parent.append(mark_node(what, inline=isinstance(parent, nodes.TextElement)))


# -- saying so ---------------------------------------------------------------------------------


def report(
    error: Exception,
    what: str,
    where: nodes.Node | str | None,
    page: str | None,
    owner: str = "",
) -> None:
    """Report a fault.

    :param what: what is lost.
    :param where: a node, or ``file:line``.
    :param page: the page it is on; nothing if it concerns the whole site, None if no page has to
        be read again.
    :param owner: the module of another extension, where the fault is its own.
    """
    notice = Notice.EXTENSION if owner else Notice.INTERNAL
    logger.error(
        "%s",
        told(error, what, owner),
        type="notes",
        subtype=notice.subtype,
        location=where,
        extra={_PAGE: page} if page is not None else {},
    )


def stop(error: Exception, what: str, where: nodes.Node | str | None) -> PrivateFaultError:
    """Return what ends the build: private words might get out."""
    place = get_node_location(where) if isinstance(where, nodes.Node) else where
    message = f"{place}: {told(error, what)}" if place else told(error, what)
    return PrivateFaultError(f"\nPrivate words may get out, nothing more is written:\n  {message}")


def told(error: Exception, what: str, owner: str = "") -> str:
    """Return what is said of a fault."""
    request = f"this is a fault of the extension {owner}" if owner else REQUEST
    last = traceback.extract_tb(error.__traceback__)[-1:]
    at = f" (in {Path(last[0].filename).name}, line {last[0].lineno})" if last else ""
    said = f"{what} is missing: {type(error).__name__}: {shorten(str(error))}{at}; {request}"
    if _Asked.traceback:
        return f"{said}\n{''.join(traceback.format_exception(error))}"
    return f"{said}, with what Sphinx says with the option -T"


def mark(what: str) -> str:
    """Return the words that stand for what is missing."""
    return gettext(terms.MISSING, what=what)


def html_mark(what: str) -> str:
    """Return those words as a block of HTML."""
    return f'<p class="en-fault admonition error" role="note">{escape(mark(what))}</p>\n'


def mark_node(what: str, *, inline: bool = False) -> nodes.Element:
    """Return those words as a node."""
    if inline:
        return nodes.inline("", mark(what), classes=["en-fault"])
    return nodes.error("", nodes.paragraph("", mark(what)), classes=["en-fault"])


def put_mark(node: nodes.Element, what: str) -> None:
    """Put those words in the place of a node; of a page, below its title."""
    parent = node.parent
    if parent is None or not any(child is node for child in parent.children):
        first = next(iter(node.findall(nodes.section)), node)
        titled = bool(first.children) and isinstance(first[0], nodes.title)
        first.insert(int(titled), mark_node(what))
        return
    made = mark_node(what, inline=isinstance(parent, nodes.TextElement))
    made["ids"] = list(node.get("ids", ()))
    made["names"] = list(node.get("names", ()))
    parent.replace(node, made)
