"""What docutils took for text and an author may have taken for private.

reStructuredText has one comment, ``..``. Those of Markdown are text there, also on a page of
Markdown that holds ``{eval-rst}`` and in a file of Markdown that is included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docutils import nodes

from eventnotes.diagnostics import Notice, warn
from eventnotes.nodes import parents
from eventnotes.reading.comments import (
    DEEP_PERCENT,
    PERCENT_LINE,
    PRIVATE_ROLE,
    cut_comments,
    has_marks,
)
from eventnotes.reading.fences import LOST_FENCE, is_misspelt
from eventnotes.reading.page import NO_CLASS, NO_ROLE, PageDraft
from eventnotes.reading.private.lines import HALF_FENCE

_NEAR_MISS = re.compile(r"^\s*\.\.\s*(?:notes:)?private\b", re.IGNORECASE | re.MULTILINE)
_UNKNOWN = re.compile(r'Unknown directive type "([^"\s]+)"')
_NAMING = re.compile(
    r"^[ \t|]*(?::[\w .-]+:[ \t]|\.\.[ \t]+[\w:.+-]+::|\.\.[ \t]+_)"
    r"(?P<value>[^\n]*<!--(?:[^\n]|\n(?![ \t]*\n))*?(?:-->[^\n]*|(?=\n[ \t]*\n)|\Z))",
    re.MULTILINE,
)
"""An option, a directive's first line or a target with an HTML comment in it."""
_CODE = (nodes.literal, nodes.literal_block, nodes.raw, nodes.math, nodes.math_block)


def check_rst(
    found: Iterable[nodes.Node],
    page: PageDraft,
    *,
    guest: bool | None = None,
    markdown: tuple[str, ...] = (),
) -> None:
    """Look at what docutils took for text; tokens have told of Markdown.

    :param guest: whether the page, of reStructuredText, is one without notes. None for what
        stands on a page of Markdown, whose comments its author may have in mind.
    :param markdown: the endings of files of Markdown, which such a page may include.
    """
    for top in found:
        for node in top.findall(nodes.Element):
            if isinstance(node, nodes.raw):
                if not node.get("source") and LOST_FENCE.search(node.astext()):
                    page.leak(place(node), "a private block hides nothing in a raw block")
            elif isinstance(node, nodes.system_message):
                unknown = _UNKNOWN.search(node.astext())
                if unknown and is_misspelt(unknown[1]):
                    message = f"{unknown[1]!r} is no directive and hides nothing; write private"
                    page.leak(place(node), message)
            elif isinstance(node, nodes.pending) and "private" in node.details.get("class", ()):
                page.doubt(place(node), NO_CLASS)  # MyST leaves it at that in {eval-rst}
            elif isinstance(node, nodes.TextElement) and not isinstance(node, _CODE):
                included = str(node.source or "").endswith(markdown)
                _check_text(node, page, None if included else guest)


def check_names(
    found: Iterable[nodes.Node], text: str, page: PageDraft, source: str, line: int
) -> None:
    """Look for comments that have become classes, ids or names, which keep no mark of them.

    :param text: the source that the nodes were made of.
    :param line: the line at which it begins, from 1.
    """
    if "<!--" not in text:
        return
    elements = [node for top in found for node in top.findall(nodes.Element)]
    classes = {name for node in elements for name in _classes_of(node)}
    ids = {name for node in elements for name in node["ids"]}
    for match in _NAMING.finditer(text):
        value = match["value"]
        kept = cut_comments(value, code=False).kept
        said = {nodes.make_id(each) for each in value.split()}
        whole = nodes.make_id(nodes.fully_normalize_name(value))
        # a value that is no class as a whole makes none
        made = set() if "" in said else classes & said - {*map(nodes.make_id, kept.split())}
        if whole != nodes.make_id(kept) and whole:
            made |= {name for name in ids if name == whole or name.endswith(f"-{whole}")}
        if made:
            number = line + text.count("\n", 0, match.start("value"))
            message = "an HTML comment in an option is a class or a name there; take it away"
            page.doubt(f"{source}:{number}", message)


def _classes_of(node: nodes.Element) -> list[str]:
    """Return the classes of a node, or those that it will give to others."""
    found = node.details.get("class", ()) if isinstance(node, nodes.pending) else ()
    return [*node["classes"], *found]


def _check_text(node: nodes.TextElement, page: PageDraft, guest: bool | None) -> None:
    if ":docstring of " in str(node.source):  # it is a programmer's
        return
    own = "".join(str(child) for child in node.children if isinstance(child, nodes.Text))
    if not own:
        return
    where = place(node)
    if any(lost.search(own) for lost in (LOST_FENCE, HALF_FENCE, _NEAR_MISS)):
        page.leak(where, "this hides nothing; write '.. private::'")
    if PRIVATE_ROLE.search(own):
        page.leak(where, NO_ROLE)
    message = ""
    if has_marks(own):
        message = "a comment mark is left over; reStructuredText has no HTML comments"
        if guest is not None:
            warn(Notice.COMMENT, message, node)
    elif _lines_to_hide(node).search(node.rawsource or own):
        message = "a line with % is text in reStructuredText; write '.. ' before private words"
        if guest is False:
            warn(Notice.COMMENT, message, node)
    if message and guest is None:
        page.doubt(where, message)


def _lines_to_hide(node: nodes.TextElement) -> re.Pattern[str]:
    """Return what a comment line begins with: the first line of a cell or a title is none."""
    cell = node.parent if isinstance(node.parent, nodes.entry) else None
    own_line = isinstance(node, nodes.paragraph | nodes.term | nodes.line)
    return PERCENT_LINE if own_line and (cell is None or cell[0] is not node) else DEEP_PERCENT


def place(node: nodes.Element) -> str:
    """Return ``file:line`` of a node, or of what is around it."""
    around = [node, *parents(node)]
    placed = next((each for each in around if each.source and each.line), None)
    if placed is not None:  # else its parts say something: a line of one file is none of another
        return f"{placed.source}:{placed.line}"
    source = next((each.source for each in around if each.source), None)
    return f"{source}:{next((each.line for each in around if each.line), 0)}"
