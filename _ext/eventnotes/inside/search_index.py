"""What is in Sphinx's search index: words by page, titles, and entries of the general index.

Reason: the index keeps a word that no page has any more, one that has become private among them,
and forgets the entries of pages that are not written again.
Written against: Sphinx 8.1 to 9.2 (``IndexBuilder._mapping``, ``_title_mapping``, ``_titles``,
``_index_entries``).
Without it: a build that has to forget words stops, and entries stay as Sphinx leaves them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from sphinx.builders import Builder
from sphinx.search import IndexBuilder

Entry = tuple[str, str, str]
"""An entry of the general index: its words, the anchor it leads to, and whether it is main."""


def index_of(builder: Builder) -> IndexBuilder | None:
    """Return the search index that a builder makes, if it makes any."""
    found = getattr(builder, "indexer", None)
    return found if isinstance(found, IndexBuilder) else None


def forget_words(index: IndexBuilder, pages: Collection[str]) -> None:
    """Keep words of those pages alone.

    :raises AttributeError: Sphinx keeps its words elsewhere.
    """
    index.prune(pages)
    for words_of in (index._mapping, index._title_mapping):
        for word in [word for word, pages in words_of.items() if not pages]:
            del words_of[word]


def put_entries(
    index: IndexBuilder, pages: Collection[str], entries_of: Callable[[str], list[Entry]]
) -> None:
    """Put the entries of pages into the index, in the order of the pages.

    :param entries_of: returns the entries of a page that was not written in this build.
    """
    try:
        written, titles = dict(index._index_entries), index._titles
    except AttributeError:
        return
    index._index_entries.clear()
    for docname in sorted({*pages} & titles.keys()):
        found = written.get(docname)
        index._index_entries[docname] = entries_of(docname) if found is None else found
