"""What Sphinx's search index forgets between builds.

Of pages that are not written again it keeps words and titles, but no entries of the general index.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.util.index_entries import split_index_msg

from eventnotes.domain import notes_domain
from eventnotes.inside.search_index import Entry, index_of, put_entries


def keep_index_entries(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Put the entries of all pages into the search index (``html-collect-pages``).

    They stand in the order of the pages, whichever of them was written in this build. A page that
    was never written, because others were named on the command line, has none.
    """
    index = index_of(app.builder)
    if index is not None and not notes_domain(app.env).idle:
        put_entries(index, app.env.all_docs, lambda docname: _entries(app, docname))
    return []


def _entries(app: Sphinx, docname: str) -> list[Entry]:
    """Return a page's entries as Sphinx finds them when it is written."""
    found: set[Entry] = set()
    for kind, value, target, main, _ in app.env.domains.index_domain.entries.get(docname, ()):
        parts = split_index_msg(kind, value)  # Sphinx has dropped what can't be split
        found.update((part, target or "", main) for part in parts)
    return sorted(found)
