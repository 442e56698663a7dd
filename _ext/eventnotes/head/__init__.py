"""A description in the head of every page that has none, for search engines and previews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what writes the description."""
    from eventnotes.faults.boundary import Guarded
    from eventnotes.head.description import add_description

    app.setup_extension("eventnotes")
    Guarded(app).connect("html-page-context", add_description)
    return SAFE
