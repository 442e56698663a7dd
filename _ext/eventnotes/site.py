"""The extension with all its features, as a site of notes has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FEATURES = (
    "eventnotes.privacy",
    "eventnotes.styles",
    "eventnotes.incremental",
    "eventnotes.quotes",
    "eventnotes.links",
    "eventnotes.photos",
    "eventnotes.sidenotes",
    "eventnotes.navigation",
    "eventnotes.head",
    "eventnotes.corpus",
    "eventnotes.feeds",
    "eventnotes.calendars",
    "eventnotes.sharing",
    "eventnotes.hovercards",
    "eventnotes.socialcards",
    "eventnotes.search",
    "eventnotes.xref",
)
"""In the order in which they are loaded."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the features; each loads the core."""
    for name in FEATURES:
        app.setup_extension(name)
    return SAFE
