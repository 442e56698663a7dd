"""The side bar of a large site written fast, and the events before and after an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what writes the navigation."""
    from eventnotes.navigation import furo, order, single_page, toctree, years

    safe = load_core(app)
    safe.add_transform(order.NoteOrder)
    safe.connect("env-before-read-docs", order.note_read)
    safe.connect("env-updated", order.sort_events, priority=498)  # before what looks at toctrees
    safe.connect("env-updated", years.note_years, priority=499)
    safe.add_post_transform(single_page.JoinSinglePage)
    safe.connect("builder-inited", furo.free_margin)
    safe.connect("html-page-context", toctree.put_toctree, priority=400)
    safe.connect("html-page-context", furo.spare_tree, priority=401)
    safe.connect("html-page-context", furo.put_tree, priority=600)
    safe.connect("html-page-context", toctree.put_neighbours)
    return SAFE
