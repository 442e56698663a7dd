"""``{commentary}``, or the class ``commentary`` on a block: the author's own view.

What stands outside is the report. A block with the class, however an author put it there, is the
same thing as the directive: a quotation or a paragraph is set into a commentary, a container
becomes one.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from eventnotes.diagnostics import Notice
from eventnotes.nodes import commentary
from eventnotes.reading.base import NotesDirective, set_place
from eventnotes.reading.page import draft

_CLASS = "commentary"
_MADE = "en-commentary"


class CommentaryDirective(NotesDirective):
    """``{commentary}``: what the author thinks, apart from what was said."""

    argument_is_body = takes_words = True

    def build(self) -> list[nodes.Node]:
        """Return the block; one without words is nothing."""
        body = self.body()
        if not body:
            self.warn(Notice.EMPTY, "has no words")
            return []
        made = commentary("", *body, classes=[_MADE])
        set_place([made], self)
        return [made]


class MarkCommentary(SphinxTransform):
    """Make a commentary of each block with the class."""

    default_priority = 212  # after docutils has put classes on blocks (210)

    def apply(self, **kwargs: object) -> None:
        """Look at each block once."""
        if draft(self.env).is_guest(self.env):
            return
        for node in list(self.document.findall(_has_class)):
            assert isinstance(node, nodes.Element)
            node["classes"].remove(_CLASS)
            made = commentary("", classes=[_MADE])
            made.source, made.line = node.source, node.line
            if type(node) is nodes.container:
                made += node.children
                node.replace_self(made)  # hands its ids and its other classes on
            else:
                node.parent.replace(node, made)
                made += node


def _has_class(node: nodes.Node) -> bool:
    block = isinstance(node, nodes.Body | nodes.General) and not isinstance(node, nodes.Inline)
    return block and isinstance(node, nodes.Element) and _CLASS in node["classes"]
