"""Links to other sites on every page: bare addresses, titles, dead marks, and what is no link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core, need

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what reads and marks links."""
    need("linkify_it", "linkify-it-py", __name__)
    from eventnotes.links import addresses, lock_file, marks
    from eventnotes.reading import markdown

    safe = load_core(app)
    app.setup_extension("eventnotes.styles")
    safe.connect("config-inited", addresses.find_bare, private=True)
    safe.connect(markdown.PARSER_MADE, addresses.find_addresses)
    safe.add_transform(addresses.KeepAddresses)
    safe.add_transform(addresses.DefuseAllLinks)
    safe.connect("env-updated", lock_file.read_lock, priority=499)  # before the domain uses it
    safe.add_post_transform(marks.MarkLinks)
    safe.connect("linkcheck-process-uri", marks.one_spelling)
    return SAFE
