"""The text of each event's page as plain HTML, kept beside the doctrees for exports that want it.

It is taken from a page when that is written, in whichever process that is, because only then it is
known what the page shows. A page that is not written again shows what it did.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx

from eventnotes.builders import abilities
from eventnotes.diagnostics import must_be_written
from eventnotes.domain import notes_domain
from eventnotes.kinds.added import kinds_of

_ACTIVE = """
button dialog form iframe input label nav noscript object script select style svg template textarea
title
"""
_LEFT_OUT = frozenset(_ACTIVE.split())
"""Elements that go with all that is in them: what a browser does something with."""
_EMPTY = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_EMPTY.split())
_PLAIN = """
a abbr audio b blockquote br caption cite code col colgroup dd del details dfn div dl dt em
figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark math ol p pre q s samp small strong
sub summary sup table tbody td tfoot th thead time tr u ul var video
"""
_KEPT = frozenset(_PLAIN.split())
"""Elements that stay; of any other, what is in it does."""
_ADDRESSES = frozenset({"cite", "href", "poster", "src"})
_OTHERS = """
alt colspan controls datetime dir height lang open reversed rowspan scope start title type value
width
"""
_ATTRIBUTES = _ADDRESSES.union(_OTHERS.split())
_FURNITURE = frozenset({"headerlink", "en-cited", "en-share"})
"""Classes of what leads around a site, and of what says who refers to something."""
_PARTED = frozenset({"p-org", "p-job-title"})
"""Classes of what a style sheet sets apart from the name before it."""
_LABELS = frozenset({"admonition-title", "en-label"})


def keep_text(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Keep the text of an event's page (``html-page-context``, before others add to it)."""
    can = abilities(app.builder)
    if not (can.is_published and can.has_addresses and isinstance(doctree, nodes.document)):
        return
    if not any(export.text for export in kinds_of(app.config).exports.values()):
        return
    notes = notes_domain(app.env).pages.get(pagename)
    if notes is None or notes.event is None or app.config.eventnotes_private:
        return
    from eventnotes.api.published import base_of

    address = urljoin(base_of(app.config), app.builder.get_target_uri(pagename))
    text = plain_html(context.get("body", ""), address)
    path = folder(app) / f"{pagename}.html"
    if read(folder(app), pagename) != text:
        with must_be_written(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def folder(app: Sphinx) -> Path:
    """Return where the texts of this builder's pages are kept."""
    return Path(app.doctreedir, "texts", app.builder.name)


def read(kept: Path, page: str) -> str:
    """Return what is kept of a page, or nothing."""
    try:
        return (kept / f"{page}.html").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def state(app: Sphinx) -> list[tuple[str, int, int]]:
    """Return what tells all texts from other ones; those of pages that are gone are removed."""
    pages, kept = notes_domain(app.env).pages, folder(app)
    found = []
    for path in sorted(kept.rglob("*.html")):
        page = path.relative_to(kept).with_suffix("").as_posix()
        if page in pages:
            stat = path.stat()
            found.append((page, stat.st_mtime_ns, stat.st_size))
        else:
            path.unlink(missing_ok=True)
    return found


def plain_html(body: str, address: str) -> str:
    """Return a page's body as HTML that any program shows alike.

    :param address: of the page, to which its own are relative.
    """
    reader = _Reader(address)
    reader.feed(body)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Writes down what stays of a page: elements without classes, with whole addresses."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=False)
        self._address = address
        self._written: list[str] = []
        self._inside: list[tuple[str, str]] = []
        """The open elements, each with what closes it."""
        self._left_out = 0
        """How many elements were open where something began that is left out; 0 elsewhere."""
        self._titled = False
        self._facts: list[int] = []
        """How many elements are open where facts stand in a row, after the first of them."""

    def text(self) -> str:
        """Return what was written, without empty lines."""
        lines = "".join(self._written).split("\n")
        return "\n".join(line for line in lines if line.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or write one that holds nothing."""
        if self._left_out:
            if tag not in _VOID:
                self._inside.append((tag, ""))
            return
        given = dict(attrs)
        if self._is_left_out(tag, given):
            if tag not in _VOID:
                self._inside.append((tag, ""))
                self._left_out = len(self._inside)
            return
        classes = {*(given.get("class") or "").split()}
        depth, label = len(self._inside), classes & _LABELS
        if (tag == "span" and classes & _PARTED) or depth in self._facts:
            self._written.append("· ")
        if "en-fact" in classes:
            self._facts.append(depth)
        if tag in _KEPT:
            opened = "<strong>" if label else ""
            self._written.append(f"<{tag}{self._attributes(given)}>{opened}")
        if tag not in _VOID:
            closing = f"</{tag}>" if tag in _KEPT else ""
            self._inside.append((tag, f"</strong>{closing}" if label else closing))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an element that is closed where it is opened."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those left open inside it."""
        if not any(name == tag for name, _ in self._inside):
            return
        while self._inside:
            name, closing = self._inside.pop()
            self._facts = [depth for depth in self._facts if depth <= len(self._inside)]
            if not self._left_out:
                self._written.append(closing)
            elif len(self._inside) < self._left_out:
                self._left_out = 0
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Write text as it stands, escaped."""
        if not self._left_out:
            self._written.append(data.replace("<", "&lt;"))

    def handle_entityref(self, name: str) -> None:
        """Write a character by its name."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Write a character by its number."""
        self.handle_data(f"&#{name};")

    def _is_left_out(self, tag: str, given: dict[str, str | None]) -> bool:
        if tag == "h1" and not self._titled:
            self._titled = True  # a feed has it beside the text
            return True
        classes = (given.get("class") or "").split()
        unseen = "hidden" in given or given.get("aria-hidden") == "true"
        return unseen or tag in _LEFT_OUT or not _FURNITURE.isdisjoint(classes)

    def _attributes(self, given: dict[str, str | None]) -> str:
        written = []
        for name, value in given.items():
            if name not in _ATTRIBUTES:
                continue
            if name in _ADDRESSES and value is not None:
                value = _join(self._address, value)
            written.append(f" {name}" if value is None else f' {name}="{escape(value)}"')
        return "".join(written)


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # as with "http://[", which an author's own HTML may hold
        return address
