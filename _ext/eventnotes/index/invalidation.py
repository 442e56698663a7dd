"""Which pages a change concerns: those whose views show something else than they did.

Each page has a digest of the trees that it shows, and a page whose digest is not what it was is
written again. What a view shows is known to the view alone: here stands only which views are on a
page. What a page says itself is left out, since a page that has changed is read and written anyway.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from eventnotes import faults
from eventnotes.inside.link_texts import LinkTexts
from eventnotes.kinds.tables import KIND_OF_PLURAL
from eventnotes.model.answer import answer
from eventnotes.model.corpus import leads_to
from eventnotes.model.homes import home_key
from eventnotes.model.library import Library
from eventnotes.model.mentions import names_on
from eventnotes.model.pagination import divide
from eventnotes.model.query import Query
from eventnotes.model.records import (
    WORDED,
    About,
    Event,
    Link,
    PageNotes,
    Takeaway,
    Talk,
)
from eventnotes.views import cards, inline
from eventnotes.views.extent import is_index, is_wide
from eventnotes.views.lists import Place, count_of_part, home_of, list_blocks, points
from eventnotes.views.profiles import about_blocks, cited_blocks, entry_page
from eventnotes.views.tree import Items, Section, Table
from eventnotes.views.year import pictured

YEARS = ""
"""Where a page with a divided list would stand: the pages of years belong to none."""


class Digests:
    """The digests of pages, and of the parts of lists that have pages of their own."""

    def __init__(self, library: Library, texts: LinkTexts, *, divided: bool) -> None:
        """Take what was noted.

        :param texts: what links show that lead to nothing of these notes.
        :param divided: whether the builder divides lists that are too long for a page.
        """
        self._library = library
        self._divided = divided
        self._texts = texts
        self._hash = _Hash()
        self.parts: dict[str, dict[str, str]] = {}
        """By page with a divided list, the names of the parts' pages with their digests."""

    def digest(self, page: str) -> str:
        """Return the digest of all that *page* shows of others."""
        return self._hash.of(self._views(page, self._library.corpus.pages[page]))

    def add_years(self, pages: Mapping[str, str]) -> None:
        """Take the digests of the pages of years: by name, the year of each."""
        every = sorted(pages.items())
        for name, year in every:
            query = Query("years", "", (("year", (year,)),))
            shown = self._list(query, Place(name))
            self.parts.setdefault(YEARS, {})[name] = self._hash.of([every, *shown])

    def _views(self, page: str, notes: PageNotes) -> Iterator[Any]:
        library = self._library
        # What a card shows of others is whom it names, and what is known of the addresses it leads
        # to. The trees of all cards of all pages would take four times as long.
        for name in names_on(notes):
            yield inline.name(library, name)
        for url in (*notes.addresses, *_addresses_on(notes)):
            yield inline.link(library, url, url)
        for url in _recordings_on(notes):  # which its head says the days of
            yield library.web.date_of(url)
        for role, target in notes.uses:
            yield self._reference(role, target, page)
        for record in _objects_on(notes):
            yield self._view(cited_blocks, record.id, page)
            if not leads_to(library.entries, record.id, record):  # features lead to what has one
                yield record.id
        if notes.event is not None and notes.event.series is not None:
            series = library.entries.get(library.id_of(notes.event.series))
            yield series and series.title
        if any(key.startswith("series") for key in _homes_on(notes)):
            yield self._series
        for about in notes.about:
            yield self._view(cards.card, about)
            yield self._view(about_blocks, about, page)
        for talk in notes.talks:
            if library.event_elsewhere(talk) is not None:
                yield self._view(cards.card, talk)
        if notes.event is not None:
            yield len(library.talks_elsewhere(notes.event))
            yield [event and (event.title, event.page) for event in library.neighbours(page)]
        for query in notes.examples:
            yield self._list(query, Place(page, whole=not self._divided))
        for number, listing in enumerate(notes.lists):
            place = Place(page, number, whole=not self._divided)
            yield from self._divided_list(listing.query, place)
            self._note_entry_pages(listing.query, place)

    def _reference(self, role: str, target: str, page: str) -> Any:
        """Return what a reference shows, and where it leads."""
        if role == "page":
            return self._texts.to_page(target)
        if role == WORDED:
            return self._texts.to_place(target)
        library = self._library
        entry = library.corpus.find(role, target, page) if role else library.entries.get(target)
        return inline.entry_link(library, entry) if entry else self._texts.to_label(target)

    @cached_property
    def _series(self) -> list[Any]:
        """What says which series have a feed."""
        events = (row.event for row in self._library.events)
        return [(e.id, e.date, e.published, e.attended) for e in events if e and e.series]

    def _list(self, query: Query, place: Place) -> Any:
        shown = self._view(list_blocks, query, place)
        if query.kind == "years":
            return [*self._view(_pictures, query.filters[0][1][0]), *shown]
        unknown = answer(self._library, query, place.page).unknown  # of these a reader is warned
        return [unknown, *shown]

    def _divided_list(self, query: Query, place: Place) -> Iterator[Any]:
        """Yield what of a list stands on its page, and note what stands on those of its parts."""
        library, page = self._library, place.page
        found = answer(library, query, page)
        parts = divide(library, query, found, page, place.number)
        every: list[Any] = [(address, part.label) for address, part in parts.items()]
        every += [is_index(query, found), is_wide(query, found)]
        for address, part in parts.items():
            there = place._replace(part=address)
            shown = self._view(list_blocks, query, there, part.groups)
            self.parts.setdefault(page, {})[address] = self._hash.of([every, *shown])
        if not parts or not self._divided:
            yield from self._list(query, place)
        elif query.kind in KIND_OF_PLURAL:  # the page has their names, and no more
            yield [found.unknown, *every]
            yield [self._view(points, query, place, part.groups) for part in parts.values()]
        else:
            first, part = next(iter(parts.items()))
            yield found.unknown
            yield self._view(count_of_part, query, found, part.groups)
            yield self.parts[page][first]

    def _note_entry_pages(self, query: Query, place: Place) -> None:
        """Note what stands on the pages that entries of a list have for themselves."""
        library = self._library
        if query.kind in KIND_OF_PLURAL and home_of(library, query, place):
            kind = KIND_OF_PLURAL[query.kind]
            for name, address in library.entry_pages.items():
                profile = library.profiles[name]
                if profile.entry.kind == kind:
                    shown = self._view(entry_page, profile, address)
                    self.parts.setdefault(place.page, {})[address] = self._hash.of(shown)

    def _view(self, view: Callable[..., Any], *asked: Any) -> Any:
        """Return what a view shows; its fault is told where the page is written."""
        try:
            return view(self._library, *asked)
        except Exception as error:
            if faults.passes(error):
                raise
            return [repr(error)]


class _Hash:
    """Hashes trees; what several lists show is hashed once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, str]] = {}

    def of(self, trees: Iterable[Any]) -> str:
        """Return a short digest of some trees."""
        return _digest(map(self._told, trees))

    def _told(self, tree: Any) -> str:
        if type(tree) in {list, tuple}:
            return f"({' '.join(map(self._told, tree))})"
        if isinstance(tree, Section):
            return f"{tree[:3]!r} {tree[4:]!r} {self._told(tree.body)}"
        if isinstance(tree, Items):
            return f"{tree.css} {' '.join(map(self._once, tree.items))}"
        if isinstance(tree, Table):
            rows = " ".join(map(self._once, tree.rows))
            return f"{tree.heads!r} {tree.css} {tree.known!r} {rows}"
        return repr(tree)

    def _once(self, tree: Any) -> str:
        known = self._known.get(id(tree))
        if known is None:  # the tree is kept with it, so that no other gets its identity
            known = self._known[id(tree)] = (tree, _digest([repr(tree)]))
        return known[1]


def digest_of(values: Iterable[Any]) -> str:
    """Return a short digest of the values' representations."""
    return _digest(map(repr, values))


def _digest(texts: Iterable[str]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _pictures(library: Library, year: str) -> list[Any]:
    return [(e.picture, e.page, e.anchor, e.title) for e in pictured(library, year)]


def _homes_on(notes: PageNotes) -> Iterator[str]:
    """Yield what may live on a page."""
    yield from (home_key(listing.query) for listing in notes.lists)
    yield from (about.id for about in notes.about)


def _addresses_on(notes: PageNotes) -> Iterator[str]:
    """Yield the addresses of other sites that the cards on a page show."""
    for record in _objects_on(notes):
        if isinstance(record, Event | Talk | Link | About) and record.url:
            yield record.url
        if isinstance(record, Event | Talk):
            yield from (*record.recording, *record.slides)
        if isinstance(record, Talk):
            yield from (*record.paper, *record.code)


def _recordings_on(notes: PageNotes) -> Iterator[str]:
    """Yield the addresses of recordings on an event's page."""
    if notes.event is not None:
        yield from notes.event.recording
        for talk in notes.talks:
            yield from talk.recording


def _objects_on(notes: PageNotes) -> Iterator[Event | Talk | Link | Takeaway | About]:
    """Yield what has an id on a page."""
    if notes.event is not None:
        yield notes.event
    yield from notes.talks
    yield from notes.links
    yield from (takeaway for takeaway in notes.takeaways if takeaway.id)
    yield from notes.about
