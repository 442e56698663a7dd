"""The nodes that footnotes become in HTML."""

from __future__ import annotations

from docutils import nodes

from eventnotes.nodes import aside


class side_note(aside):
    """A footnote in HTML, right after the first block that refers to it.

    ``mark`` is its number or sign, and ``backrefs`` are the ids of the references to it.
    ``listed`` tells its copy in a :class:`note_list`, which has no ids. ``beside`` tells whether
    nothing around it would cut it off in the margin.
    """


class note_list(nodes.General, nodes.Element):
    """All side notes of a page in one list: for paper, and for whoever asks for it."""
