"""Footnotes beside their text, on every HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes and what places them."""
    from eventnotes import nodes
    from eventnotes.boundary import Guarded
    from eventnotes.writing import side_notes

    app.setup_extension("eventnotes")
    app.setup_extension("eventnotes.styles")
    safe = Guarded(app)
    safe.add_node(nodes.side_note, html=(side_notes.visit_side_note, side_notes.depart_side_note))
    safe.add_node(nodes.note_list, html=(side_notes.visit_note_list, side_notes.depart_note_list))
    safe.add_post_transform(side_notes.PlaceNotes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
