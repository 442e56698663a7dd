"""What Sphinx's search index forgets between builds.

Of pages that are not written again it keeps words and titles, but no entries of the general index.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.search import IndexBuilder
from sphinx.util.index_entries import split_index_msg

from eventnotes.domain import notes_domain


def keep_index_entries(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Put the entries of all pages into the search index (``html-collect-pages``).

    They stand in the order of the pages, whichever of them was written in this build. A page that
    was never written, because others were named on the command line, has none.
    """
    indexer = getattr(app.builder, "indexer", None)
    if isinstance(indexer, IndexBuilder) and not notes_domain(app.env).idle:
        written = dict(indexer._index_entries)
        indexer._index_entries.clear()
        for docname in sorted(app.env.all_docs.keys() & indexer._titles.keys()):
            found = written.get(docname)
            indexer._index_entries[docname] = _entries(app, docname) if found is None else found
    return []


def _entries(app: Sphinx, docname: str) -> list[tuple[str, str, str]]:
    """Return a page's entries as Sphinx finds them when it is written."""
    found: set[tuple[str, str, str]] = set()
    for kind, value, target, main, _ in app.env.domains.index_domain.entries.get(docname, ()):
        parts = split_index_msg(kind, value)  # Sphinx has dropped what can't be split
        found.update((part, target or "", main) for part in parts)
    return sorted(found)
