"""Cross-references for sites made with mystmd, with what their hover cards show, and an inventory
with names and titles. An extension of its own.

A site of mystmd that finds ``myst.xref.json`` reads nothing else, so everything that the inventory
holds is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the files."""
    from eventnotes import api
    from eventnotes.xref import names, references

    api.add_export(app, "names.inv", names.inventory)
    api.add_export(app, "myst.xref.json", references.references)
    api.add_exports(app, references.PAGES, references.page_data)
    return SAFE
