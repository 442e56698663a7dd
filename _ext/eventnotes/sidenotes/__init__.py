"""Footnotes beside their text, on every HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes and what places them."""
    from eventnotes.sidenotes import nodes, placing

    safe = load_core(app)
    app.setup_extension("eventnotes.styles")
    safe.add_node(nodes.side_note, html=(placing.visit_side_note, placing.depart_side_note))
    safe.add_node(nodes.note_list, html=(placing.visit_note_list, placing.depart_note_list))
    safe.add_post_transform(placing.PlaceNotes)
    return SAFE
