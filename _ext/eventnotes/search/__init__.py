"""Search that finds who spoke: names in Sphinx's index, and results with what they are.

The index keeps its format, so that the search of any theme reads it. On the page of results a
script puts talks, events and names before pages, and offers to show one kind alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything."""
    from eventnotes.search import indexing

    safe = load_core(app)
    safe.add_node(indexing.unseen_words, html=(indexing.skip, None))
    safe.add_post_transform(indexing.SayCards)
    safe.connect("html-page-context", indexing.add_script)
    safe.connect("html-collect-pages", indexing.put_hits)
    return SAFE
