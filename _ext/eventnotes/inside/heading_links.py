"""The link that Sphinx puts at the end of a heading.

Reason: each is called alike, and each is a stop for the tab key: sixty on a page of sixty talks.
Written against: Sphinx 8.1 to 9.2 (``HTML5Translator.depart_title`` adds a link where the section
has ids, and the stack ``context`` has what closes the heading).
Without it: headings have the links of Sphinx.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

Translator = Any
"""Sphinx's HTML translator; its classes differ by builder and docutils leaves them untyped."""


def is_free(app: Sphinx) -> bool:
    """Tell whether no other extension writes headings."""
    handlers = getattr(app.registry, "translation_handlers", {})
    return not any(nodes.title.__name__ in known for known in handlers.values())


def open_heading(self: Translator, node: nodes.title) -> None:
    """Open a heading as its translator does."""
    type(self).visit_title(self, node)


def close_heading(self: Translator, node: nodes.title) -> None:
    """Close a heading as its translator does."""
    type(self).depart_title(self, node)


def gets_link(self: Translator, node: nodes.title) -> bool:
    """Tell whether Sphinx is about to put its link into a heading."""
    wanted = self.config.html_permalinks and getattr(self.builder, "add_permalinks", False)
    closing = self.context[-1:] if wanted and node.parent.get("ids") else ()
    return any(isinstance(each, str) and each.startswith("</h") for each in closing)


def close_with(self: Translator, node: nodes.title, link: str) -> None:
    """Close a heading with that link and none of Sphinx's."""
    self.body.append(link)
    section = node.parent
    ids, section["ids"] = section["ids"], []
    try:
        type(self).depart_title(self, node)
    finally:
        section["ids"] = ids
