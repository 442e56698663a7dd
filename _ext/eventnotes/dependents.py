"""Which pages a change concerns: a digest of everything a page shows that others say.

Each page names what it uses while it is read; when all have been read, what that means now is put
into one digest a page. A page whose digest is not what it was is written again, and no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from eventnotes.model.answer import Group, answer
from eventnotes.model.corpus import entry_of, named, names_on
from eventnotes.model.dossiers import KIND_OF_PLURAL, Dossier, Row
from eventnotes.model.library import Library
from eventnotes.model.parts import divide
from eventnotes.model.prose import Prose
from eventnotes.model.query import LISTS, Query
from eventnotes.model.records import About, Event, Link, PageNotes, Takeaway, Talk
from eventnotes.model.resources import Resource


def digest_of(values: Iterable[Any]) -> str:
    """Return a short digest of the values' representations."""
    digest = hashlib.blake2b(digest_size=8)
    for value in values:
        digest.update(repr(value).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


class Dependents:
    """The digests of pages, and of the parts of lists that have pages of their own."""

    def __init__(self, library: Library, label_of: Callable[[str], Any], *, divided: bool) -> None:
        """Take what was noted.

        :param label_of: what finds a label that is not of these notes.
        :param divided: whether the builder divides lists that are too long for a page.
        """
        self._library = library
        self._divided = divided
        self._label_of = label_of
        self._entries = library.entries
        self._records: dict[int, str] = {}
        self._rows: dict[int, str] = {}
        self.parts: dict[str, dict[str, str]] = {}
        """By page with a divided list, the names of the parts' pages with their digests."""

    def digest(self, page: str) -> str:
        """Return the digest of all that *page* shows of others."""
        return digest_of(self._shown(page, self._library.corpus.pages[page]))

    def _shown(self, page: str, notes: PageNotes) -> Iterator[Any]:
        for name in names_on(notes):
            entry = entry_of(self._entries, name)
            yield entry and self._entry(entry.id)
        find = self._library.corpus.find
        for role, target in notes.uses:
            entry = find(role, target, page) if role else self._entries.get(target)
            yield self._entry(entry.id) if entry is not None else self._label_of(target)
        for record in objects_on(notes):
            yield from self._cited(record.id)
        for about in notes.about:
            yield from self._dossier(about.id)
        if notes.event is not None:
            for event in self._library.neighbours(page):
                yield event and (event.title, event.page)
        yield from self._known([*notes.addresses, *addresses_on(notes)])
        for query in notes.examples:
            yield from self._list(query, page)
            yield from self._groups(query, answer(self._library, query, page).groups)
        for number, listing in enumerate(notes.lists):
            yield from self._list(listing.query, page)
            found = answer(self._library, listing.query, page)
            parts = divide(self._library, listing.query, found, page, number)
            every = [(address, part.label) for address, part in parts.items()]
            for address, part in parts.items():
                digest = digest_of([*self._groups(listing.query, part.groups), every])
                self.parts.setdefault(page, {})[address] = digest
            if not parts or not self._divided:
                yield from self._groups(listing.query, found.groups)
            elif listing.query.kind in KIND_OF_PLURAL:  # the page has their names, and no more
                yield [(every, [*self._names(part.groups)]) for part in parts.values()]
            else:
                yield self.parts[page][next(iter(parts))]

    def _list(self, query: Query, page: str) -> Iterator[Any]:
        """Yield what a list says besides its entries."""
        found = answer(self._library, query, page)
        yield (found.total, found.shown, found.unknown)
        yield self._library.whole_lists.get(query.kind)

    def _names(self, groups: Iterable[Group]) -> Iterator[Any]:
        for group in groups:
            for item in group.items:
                if isinstance(item, Dossier):
                    yield self._entry(item.entry.id)
                    yield self._library.aliases.get(item.entry.id)

    def _groups(self, query: Query, groups: Iterable[Group]) -> Iterator[Any]:
        columns = query.columns or LISTS[query.kind].shown
        counts = query.form == "cards" or (query.form == "table" and "talks" in columns)
        for group in groups:
            yield group[:2]
            for item in group.items:
                if isinstance(item, Row):
                    yield self._row(item)
                    if isinstance(item.record, Event) and counts:
                        talks = self._library.talks_at[item.record.page]
                        yield sum(1 for talk in talks if not talk.private)
                else:
                    yield from self._dossier(item.entry.id, item)

    def _entry(self, identifier: str) -> tuple[str, ...]:
        entry = self._entries[identifier]
        title = self._library.title_of(entry)
        return (entry.id, entry.kind, title, entry.page, entry.anchor, entry.alias_of)

    def _row(self, row: Row) -> str:
        known = self._rows.get(id(row))
        if known is None:
            parts: list[Any] = [self._record(row.record)]
            if row.talk is not None and row.talk is not row.record:
                parts.append(self._record(row.talk))
            if row.event is not None and row.event is not row.record:
                event = row.event
                parts.append((event.id, event.title, event.page, event.anchor, event.date))
                parts.append((event.attended, event.series, event.language))
            known = self._rows[id(row)] = digest_of(parts)
        return known

    def _record(self, record: Event | Talk | Link | Takeaway | Resource) -> str:
        known = self._records.get(id(record))
        if known is None:
            if isinstance(record, Resource):
                return digest_of(self._resource(record))
            parts: list[Any] = [record._replace(line=0), *self._known(addresses_of(record))]
            for name in named(record):
                entry = entry_of(self._entries, name)
                parts.append(entry and self._entry(entry.id))
            if isinstance(record, Event):
                parts += self._titles(record.summary, record.page)
            elif isinstance(record, Takeaway):
                parts += [[*self._titles(runs, record.page)] for runs in record.prose]
            known = self._records[id(record)] = digest_of(parts)
        return known

    def _resource(self, resource: Resource) -> Iterator[Any]:
        """Yield what the line of a resource shows, but not where on its page a place stands."""
        yield resource._replace(key="", places=(), topics=())
        yield from self._known([resource.url])
        for author in resource.authors:
            entry = entry_of(self._entries, author)
            yield entry and self._entry(entry.id)
        for place in resource.places:
            yield place._replace(talk=None, event=None, link=None, number=0)
            yield from self._titles(place.sentence, place.page)
        for name in resource.topics:
            yield self._entry(name.id) if name.id in self._entries else name

    def _known(self, addresses: Iterable[str]) -> Iterator[Any]:
        """Yield what the network was found to say of links and their pages show."""
        for url in addresses if self._library.web.known else ():
            known = self._library.web.known_of(url)
            if known is not None:
                yield url, known.title, known.dead and self._library.web.copy_of(url)

    def _cited(self, identifier: str) -> Iterator[Any]:
        for place in self._library.cited.get(identifier, ()):
            yield place
            yield from self._titles(place.sentence, place.page)

    def _titles(self, runs: Prose, page: str) -> Iterator[Any]:
        """Yield what the references in some words are called, where the words do not say."""
        yield from self._known(run.url for run in runs if run.url)
        for run in runs:
            if run.target and not run.text:
                yield self._library.called(run.role, run.target, page)

    def _dossier(self, identifier: str, shown: Dossier | None = None) -> Iterator[Any]:
        dossier = shown or self._library.dossiers.get(identifier)
        if dossier is None:
            return
        yield self._entry(dossier.entry.id)
        yield tuple(dossier.names)
        for shelf in dossier.shelves():
            yield [self._row(row) for row in shelf]
        for other in dossier.people:
            yield self._entry(other)
        about = self._library.abouts.get(dossier.entry.id)
        if about is not None:
            yield about._replace(line=0)
            for runs in about.prose:
                yield from self._titles(runs, about.page)
        yield from self._cited(dossier.entry.id)


def addresses_on(notes: PageNotes) -> Iterator[str]:
    """Yield the addresses of other sites that the cards on a page show."""
    for record in objects_on(notes):
        yield from addresses_of(record)


def addresses_of(record: Event | Talk | Link | Takeaway | About) -> Iterator[str]:
    """Yield the addresses of other sites that a record holds."""
    if isinstance(record, Event | Talk | Link | About) and record.url:
        yield record.url
    if isinstance(record, Event | Talk):
        yield from (*record.recording, *record.slides)
    if isinstance(record, Talk):
        yield from (*record.paper, *record.code)


def objects_on(notes: PageNotes) -> Iterator[Event | Talk | Link | Takeaway | About]:
    """Yield what has an id on a page."""
    if notes.event is not None:
        yield notes.event
    yield from notes.talks
    yield from notes.links
    yield from (takeaway for takeaway in notes.takeaways if takeaway.id)
    yield from notes.about
