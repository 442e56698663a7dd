"""What a page says of itself in its head: a description for search engines and previews.

It is the summary of an event, elsewhere the first paragraph of the page; of a page that no source
has, what those who made it say. A page that describes
itself (``html_meta`` in MyST, ``meta`` in reStructuredText) keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from eventnotes.nodes import listing
from eventnotes.writing.part_pages import DESCRIPTION

LONGEST = 160
"""The most characters of a description: what a page of results shows of it."""

ENOUGH = 60
"""The fewest characters that whole sentences are preferred for."""

_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s)|[。！？][」』）]*")
_NO_WORDS = (
    nodes.Invisible,
    nodes.footnote_reference,
    nodes.image,
    nodes.raw,
    nodes.system_message,
    addnodes.only,
    listing,
)


def add_description(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Describe a page that does not describe itself (``html-page-context``)."""
    tags = context.get("metatags") or ""
    if isinstance(doctree, nodes.document):
        if 'name="description"' in tags:
            return
        text = describe(doctree)
    else:
        text = _bounded(context.get(DESCRIPTION, ""))
    if not text:
        titles = (context.get("title"), app.config.html_title)
        text = _bounded(" – ".join(plain_title(title) for title in titles if title))
    if text:
        tag = f'<meta name="description" content="{escape(text)}" />\n'
        context["metatags"] = f"{tag}{tags}"


def describe(document: nodes.document) -> str:
    """Return a description of a page in its own words, or nothing if it opens with none."""
    first = ""
    for paragraph in _paragraphs(document.children):
        is_summary = "en-summary" in paragraph["classes"]
        if is_summary or not first:
            text = " ".join("".join(_words(paragraph)).split())
            if is_summary and text:
                return _bounded(text)
            first = first or text
    return _bounded(first)


def _paragraphs(children: list[nodes.Node]) -> Iterator[nodes.paragraph]:
    """Find paragraphs that stand in the page itself, not in a block or in private words."""
    for node in children:
        if isinstance(node, nodes.section):
            yield from _paragraphs(node.children)
        elif isinstance(node, nodes.paragraph) and not _is_private(node):
            yield node


def _is_private(node: nodes.Element) -> bool:
    classes: list[str] = node.get("classes", [])
    return any(name.startswith("en-private") for name in classes)


def _words(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, nodes.Element) and not (isinstance(node, _NO_WORDS) or _is_private(node)):
        for child in node.children:
            yield from _words(child)


def plain_title(title: str) -> str:
    """Take the tags from a title that is already HTML."""
    return unescape(re.sub(r"<[^>]*>", "", title))


def _bounded(text: str) -> str:
    """Cut a text that is too long: after a sentence, if that leaves enough, or between words.

    Where there is no such place, as in Japanese, it is cut between two characters.
    """
    if len(text) <= LONGEST:
        return text
    ends = [match.end() for match in _END.finditer(text, ENOUGH, LONGEST + 1)]
    if ends:
        return text[: ends[-1]]
    space = text.rfind(" ", ENOUGH, LONGEST)
    return text[: space if space > 0 else LONGEST - 1].rstrip(" ,;:–—、") + "…"
