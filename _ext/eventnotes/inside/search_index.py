"""What is in Sphinx's search index: words by page, titles, objects, entries of the general index.

Reason: the index keeps a word that no page has any more, one that has become private among them,
and forgets the entries of pages that are not written again. Its objects are those of the inventory,
with the names of their types, and there is no other way to say more of one. Before it is written,
Sphinx drops the pages that no source has.
Written against: Sphinx 8.1 to 9.2 (``IndexBuilder._mapping``, ``_title_mapping``, ``_titles``,
``_all_titles``, ``_index_entries``, ``_objtypes``, ``_objnames``, ``get_objects``, ``prune``).
Without it: a build that has to forget words stops, entries stay as Sphinx leaves them, and objects
are found by their titles alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from html import escape
from typing import NamedTuple

from docutils import nodes
from sphinx.builders import Builder
from sphinx.search import IndexBuilder

Entry = tuple[str, str, str]
"""An entry of the general index: its words, the anchor it leads to, and whether it is main."""

Objects = dict[str, list[tuple[int, int, int, str, str]]]
"""By the part of a name before its last dot: page, type, priority, anchor, the rest of the name."""


class Hit(NamedTuple):
    """An object as the index has it."""

    page: str
    anchor: str
    kind: str
    name: str
    """What it is found by, and called."""
    said: str
    """What is said of it beside its name: to Sphinx, the name of its type."""
    priority: int
    """As Sphinx counts: 0 important, 1 default, 2 unimportant."""


def index_of(builder: Builder) -> IndexBuilder | None:
    """Return the search index that a builder makes, if it makes any."""
    found = getattr(builder, "indexer", None)
    return found if isinstance(found, IndexBuilder) else None


def forget_words(index: IndexBuilder, pages: Collection[str]) -> None:
    """Keep words of those pages alone.

    :raises AttributeError: Sphinx keeps its words elsewhere.
    """
    index.prune({*pages})
    for words_of in (index._mapping, index._title_mapping):
        for word in [word for word, pages in words_of.items() if not pages]:
            del words_of[word]


def put_pages(index: IndexBuilder, pages: Iterable[tuple[str, str, str, nodes.document]]) -> None:
    """Put pages that no source has into the index: name, file, title and document of each."""
    own, made = index.prune, list(pages)

    def prune(docnames: Iterable[str]) -> None:
        own({*docnames, *(each[0] for each in made)})  # a list would be gone through for each word

    index.prune = prune  # type: ignore[method-assign]  # of this one index
    for page in made:
        index.feed(*page)


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


def put_objects(index: IndexBuilder, domain: str, hits: Iterable[Hit]) -> None:
    """Put objects in the place of those that a domain has in the inventory.

    A type has as many names as there are things to say, numbered in the order of the hits. A
    heading that is an object is found as that, and not once more as a title.
    """
    hits = list(hits)
    own = getattr(index, "get_objects", None)
    types, names = getattr(index, "_objtypes", None), getattr(index, "_objnames", None)
    if own is None or types is None or names is None:
        return
    places = {(hit.page, hit.anchor) for hit in hits}
    for page, titles in index._all_titles.items():
        index._all_titles[page] = [each for each in titles if (page, each[1]) not in places]

    def get_objects(numbers: dict[str, int]) -> Objects:
        types.clear()  # Sphinx counts on from what it may have kept of another build
        names.clear()
        every: Objects = own(numbers)
        gone = {number for key, number in types.items() if key[0] == domain}
        for key in [key for key in types if key[0] == domain]:
            del names[types.pop(key)]
        found: Objects = {}
        for before, rows in every.items():
            if kept := [row for row in rows if row[1] not in gone]:
                found[before] = kept
        first = max(names, default=-1) + 1
        known: dict[tuple[str, str], int] = {}
        for hit in hits:
            if hit.page in numbers:
                number = known.setdefault((hit.kind, hit.said), first + len(known))
                types[domain, hit.kind, hit.said] = number  # Sphinx writes the first two
                names[number] = (domain, hit.kind, escape(hit.said, quote=False))
                before, _, name = escape(hit.name).rpartition(".")
                row = (numbers[hit.page], number, hit.priority, hit.anchor, name)
                found.setdefault(before, []).append(row)
        return found

    index.get_objects = get_objects  # type: ignore[assignment]  # of this one index
