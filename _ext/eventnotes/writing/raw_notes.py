"""Raw notes in the author's own copy: one thought a line, as they were written.

A paragraph joins its lines. In private words, and nowhere else, each line of the source is a
line on the page. A line block says so in every format.
"""

from __future__ import annotations

from typing import Any, TypeGuard

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes.nodes import aside, parents, private, rows_of

_PLACES = (private, aside, nodes.footnote)
"""What tells whether a paragraph in it is of private words; a note may stand among them."""
_WHOLE = (nodes.image, nodes.math, nodes.raw)
"""What stands in a line and has no lines of its own."""


class KeepLines(SphinxPostTransform):
    """Make line blocks of the paragraphs that hold private words of several lines."""

    default_priority = 890  # after all that looks for paragraphs

    def run(self, **kwargs: Any) -> None:
        """Look at each paragraph in private words, and at comments in others."""
        if not self.config.eventnotes_private:
            return
        for paragraph in list(self.document.findall(nodes.paragraph)):
            around = (each for each in parents(paragraph) if isinstance(each, _PLACES))
            hidden = isinstance(next(around, None), private)
            if type(paragraph) is not nodes.paragraph or rows_of(paragraph):
                continue
            lines = _lines_of(paragraph, hidden=hidden)
            if len(lines) > 1:
                made = nodes.line_block("", ids=paragraph["ids"], classes=paragraph["classes"])
                made.source, made.line = paragraph.source, paragraph.line
                made += [nodes.line("", "", *line) for line in lines]
                paragraph.replace_self(made)


def _lines_of(parent: nodes.Element, *, hidden: bool) -> list[list[nodes.Node]]:
    """Return the children of *parent* line by line; markup over two lines is there in both."""
    lines: list[list[nodes.Node]] = [[]]
    for child in parent.children:
        if isinstance(child, nodes.Text) and hidden:
            words = [nodes.Text(line) for line in str(child).split("\n")]
            lines[-1].append(words[0])
            lines += [[word] for word in words[1:]]
        elif isinstance(child, nodes.raw) and hidden and _is_break(child):
            if child["format"] == "html":  # MyST says a break in HTML and in LaTeX
                lines.append([])
        elif _is_markup(child):
            inside = hidden or "en-private" in child["classes"]
            first, *others = _lines_of(child, hidden=inside)
            if others:
                lines[-1].append(_part(child, first))
                lines += [[_part(child, other, ids=False)] for other in others]
            else:
                lines[-1].append(child)
        else:
            lines[-1].append(child)
    return lines


def _is_markup(node: nodes.Node) -> TypeGuard[nodes.Element]:
    return isinstance(node, nodes.Inline) and not isinstance(node, _WHOLE)


def _is_break(raw: nodes.raw) -> bool:
    return raw.astext().strip() in {"<br />", "\\\\"}


def _part(whole: nodes.Element, children: list[nodes.Node], *, ids: bool = True) -> nodes.Element:
    part: nodes.Element = whole.copy()
    if not ids:
        part["ids"] = []
    part += children
    return part
