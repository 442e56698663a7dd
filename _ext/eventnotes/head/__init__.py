"""What stands in the head of each page for search engines and previews. An extension of its own.

``description`` describes a page that does not describe itself. Once it is known where the site is
published, ``preview`` adds what others show of it: ``open_graph`` on all pages, ``linked_data`` on
those of events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what writes it."""
    from eventnotes.head.description import add_description
    from eventnotes.head.preview import add_preview

    safe = load_core(app)
    safe.connect("html-page-context", add_description)
    safe.connect("html-page-context", add_preview, priority=505)
    return SAFE
