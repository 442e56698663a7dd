"""What was noted, put together: each talk with its event, each name with all that bears it.

A library is built from a corpus when something asks across pages, at most once a build. Names are
resolved here: an alias is whom it stands for, so that a person is one whatever they were called.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from eventnotes.kinds.added import BUILT_IN, Kinds
from eventnotes.kinds.tables import NAMES
from eventnotes.model import ids, urls
from eventnotes.model.collation import page_order
from eventnotes.model.corpus import Corpus, Entry, entry_of
from eventnotes.model.dates import DateRange, settle
from eventnotes.model.entry_pages import entry_pages
from eventnotes.model.homes import homes
from eventnotes.model.lock import Known
from eventnotes.model.people import Mention, Name
from eventnotes.model.profiles import Compiler, Profile, Row
from eventnotes.model.prose import Prose, plain
from eventnotes.model.records import About, Citation, Event, Link, Listing, Takeaway, Talk
from eventnotes.model.web import Web


class Cited(NamedTuple):
    """One place that refers to something."""

    page: str
    title: str
    """The page's."""
    section: str
    anchor: str
    sentence: Prose
    via: str
    """``page`` or ``url`` for a link that names no id, else empty."""


class Library:
    """Everything that was noted, across pages."""

    def __init__(
        self,
        corpus: Corpus,
        docnames: Collection[str] = (),
        title_of: Callable[[str, str], str] = lambda role, target: "",
        known: Mapping[str, Known] = MappingProxyType({}),
        kinds: Kinds = BUILT_IN,
        *,
        language: str = "en",
        scale: int = 5,
        most_talks: int = 0,
        entry_pages: Mapping[str, str] | None = None,
    ) -> None:
        """Put together what was noted.

        :param docnames: the names of all pages, also of those without notes.
        :param kinds: what there is to note, with what other extensions have added.
        :param known: by canonical address, what the network was found to say of links.
        :param title_of: what finds the title of a page, or of a label if the role is empty.
        :param language: of the site, in which dates are said.
        :param scale: the best score of the site.
        :param most_talks: how many talks an entry may have before it gets a page of its own; 0 for
            any number.
        :param entry_pages: by id, those pages, if they are known.
        """
        self.corpus = corpus
        self._title_of = title_of
        self.docnames = docnames
        self.kinds = kinds
        self.entries: Mapping[str, Entry] = corpus.entries
        self.events: list[Row] = []
        self.talks: list[Row] = []
        self.links: list[Row] = []
        self.takeaways: list[Row] = []
        self.web = Web(corpus.pages, self.links, known)
        self.talks_at: dict[str, list[Row]] = {}
        """By name of the event's page."""
        self.kept: dict[Any, Any] = {}
        """What was asked before, with the answers."""
        self.shown: dict[tuple[Any, ...], tuple[Any, Any]] = {}
        """What views make of one thing, which several lists may show: with that thing, by what
        they are called, its identity, and what else they go by."""
        self.language = language
        self.scale = scale
        self._most_talks = most_talks
        self._entry_pages = entry_pages
        self._canonical: dict[tuple[str, str], str] = {}
        for name in sorted(corpus.pages, key=page_order):
            self._add(name)
        for rows in (self.events, self.talks, self.links, self.takeaways):
            # stable: page and line within a day
            rows.sort(key=lambda row: (row.day, row.last), reverse=True)

    def _add(self, page: str) -> None:
        notes = self.corpus.pages[page]
        event = notes.event
        span = event.date if event and event.date else DateRange("", "")
        if event is not None:
            self.events.append(Row(event, None, event, span.first, span.last))
        talks: dict[str, Row] = {}
        for talk in notes.talks:
            row = self._row_of(talk, event)
            if row.event is not event and row.event is not None:
                self.talks_at.setdefault(row.event.page, []).append(row)
            talks.setdefault(talk.id, row)
            self.talks.append(row)
        self.talks_at.setdefault(page, [])[:0] = talks.values()
        for link in notes.links:
            row = self._within(link, talks.get(link.owner), event, span)
            if link.date:
                row = row._replace(day=link.date, last=link.date)
            self.links.append(row)
        for takeaway in notes.takeaways:
            self.takeaways.append(self._within(takeaway, talks.get(takeaway.owner), event, span))

    def _row_of(self, talk: Talk, event: Event | None) -> Row:
        """Return a talk with its event, which may be on another page and knows its day."""
        elsewhere = self.event_elsewhere(talk) if event is None else None
        if elsewhere is not None:
            event, start = elsewhere, talk.start
            if start is not None:
                start = settle(start, event.date, event.timezone)
            talk = talk._replace(event=event.id, start=start)
        span = event.date if event is not None and event.date else DateRange("", "")
        day = talk.start.day if talk.start else ""
        return Row(talk, talk, event, day or span.first, day or span.last)

    def event_elsewhere(self, talk: Talk) -> Event | None:
        """Return the event that a talk on a page of its own names, if there is one."""
        entry = self.entries.get(talk.event) if talk.event else None
        if entry is None or entry.kind != "event" or entry.page == talk.page:
            return None
        notes = self.corpus.pages.get(entry.page)
        return notes.event if notes is not None else None

    def talks_elsewhere(self, event: Event) -> list[Row]:
        """Return the talks of an event that stand on pages of their own."""
        rows = self.talks_at.get(event.page, ()) if self.keeps_id(event) else ()
        return [row for row in rows if row.record.page != event.page]

    def _within(
        self, record: Link | Takeaway, owner: Row | None, event: Event | None, span: DateRange
    ) -> Row:
        if owner is not None:
            return Row(record, owner.talk, owner.event, owner.day, owner.last)
        return Row(record, None, event, span.first, span.last)

    def id_of(self, named: Name | Mention) -> str:
        """Return the id of whom or what is named, an alias's own where it is one; or nothing."""
        key = (named.id, "" if named.id else named[1])
        found = self._canonical.get(key)
        if found is None:
            entry = entry_of(self.entries, named)
            found = (entry.alias_of or entry.id) if entry else ""
            self._canonical[key] = found
        return found

    # -- who is cited where ------------------------------------------------------------------

    @cached_property
    def cited(self) -> dict[str, list[Cited]]:
        """By id, the places that refer to it, in the order of page names."""
        links: dict[str, str] = {}
        for row in self.links:
            if isinstance(row.record, Link) and row.record.url:
                links.setdefault(urls.canonical_url(row.record.url), row.record.id)
        found: dict[str, list[Cited]] = {}
        seen: set[tuple[Any, ...]] = set()
        for page in sorted(self.corpus.pages):
            notes = self.corpus.pages[page]
            for cite in notes.cites:
                identifier = self._meant(cite, page, links)
                entry = self.entries.get(identifier)
                if entry is None:
                    continue
                own = (entry.page, entry.anchor) == (page, cite.anchor)
                if own and entry.kind in {"event", "talk"}:
                    continue  # its own text
                via = cite.role if cite.role in {"page", "url"} else ""
                place = Cited(page, notes.title, cite.section, cite.anchor, cite.sentence, via)
                same = (identifier, place[:4], via, plain(cite.sentence))
                if same not in seen:  # twice in one sentence is once
                    seen.add(same)
                    found.setdefault(identifier, []).append(place)
        return found

    def _meant(self, cite: Citation, page: str, links: Mapping[str, str]) -> str:
        if cite.role == "url":
            return links.get(urls.canonical_url(cite.target), "") if links else ""
        if cite.role == "page":
            return self._on_page(*cite.target.partition("#")[::2])
        entry = self.meant(cite.role, cite.target, page)
        return (entry.alias_of or entry.id) if entry else ""

    def meant(self, role: str, target: str, page: str) -> Entry | None:
        """Return what a role on *page* means, or a plain id where *role* is empty."""
        return self.corpus.find(role, target, page) if role else self.entries.get(target)

    def _on_page(self, page: str, anchor: str) -> str:
        """Return what a link to a page, or to an anchor on it, points at: else its event."""
        if page not in self.corpus.pages:
            return ""
        event = self.corpus.pages[page].event
        return self._at.get((page, anchor)) or (event.id if event is not None else "")

    @cached_property
    def _at(self) -> dict[tuple[str, str], str]:
        """What stands at each anchor of each page."""
        entries = (entry for entry in self.entries.values() if not entry.alias_of)
        found = {(entry.page, entry.anchor): entry.id for entry in entries}
        for row in self.talks:
            if row.talk is not None and row.talk.slug:
                found.setdefault((row.talk.page, row.talk.slug), row.talk.id)
        return found

    def called(self, role: str, target: str, page: str) -> str:
        """Return what a reference on *page* is called that has no words of its own."""
        if role == "page":
            name = target.partition("#")[0]
            return self._title_of(role, name) or name
        entry = self.meant(role, target, page)
        if entry is not None:
            return self.title_of(entry)
        return self._title_of("", target) or target

    def title_of(self, entry: Entry) -> str:
        """Return what an object is called on a page: a link without a title as the network has it.

        What is written for other projects to find does not depend on the network.
        """
        return self.web.titles.get(entry.id, entry.title) if entry.kind == "link" else entry.title

    def keeps_id(self, event: Event) -> bool:
        """Tell whether an event has its id to itself."""
        entry = self.entries.get(event.id)
        return entry is not None and entry.page == event.page and entry.kind == "event"

    # -- who is who --------------------------------------------------------------------------

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """All that was noted of each person, organisation, topic and series, by id."""
        found = self.compile(self.events, self.talks, self.links, self.takeaways)
        for entry in self.entries.values():
            if entry.kind in NAMES and not entry.alias_of:
                found.setdefault(entry.id, Profile(entry))
        return found

    def compile(
        self,
        events: Iterable[Row],
        talks: Iterable[Row],
        links: Iterable[Row],
        takeaways: Iterable[Row],
    ) -> dict[str, Profile]:
        """Return by id what those rows say of each person, organisation, topic and series."""
        compiler = Compiler(self.entries, self.id_of)
        for row in events:
            compiler.add_event(row)
        for row in talks:
            compiler.add_talk(row)
        for row in links:
            compiler.add_link(row)
        for row in takeaways:
            compiler.add_takeaway(row)
        return compiler.found

    @cached_property
    def abouts(self) -> dict[str, About]:
        """What authors added, by id."""
        found: dict[str, About] = {}
        for page in sorted(self.corpus.pages):
            for about in self.corpus.pages[page].about:
                found.setdefault(about.id, about)
        return found

    @cached_property
    def spellings(self) -> dict[str, str]:
        """By slug, how formats and kinds of links are written in the newest notes."""
        words = [row.talk.format for row in self.talks if row.talk is not None]
        return {ids.slug(word): word for word in reversed(words) if word}

    @cached_property
    def aliases(self) -> dict[str, list[str]]:
        """By id, the other ids that lead to it."""
        found: dict[str, list[str]] = {}
        for identifier in sorted(self.entries):
            target = self.entries[identifier].alias_of
            if target:
                found.setdefault(target, []).append(identifier)
        return found

    @cached_property
    def homes(self) -> dict[str, Listing]:
        """By what may live in a list (:mod:`~eventnotes.model.homes`), the first such list."""
        return homes(self.corpus.pages[name] for name in sorted(self.corpus.pages))

    @cached_property
    def entry_pages(self) -> Mapping[str, str]:
        """By id, the pages of entries that have one for themselves, where pages have addresses."""
        if self._entry_pages is not None:
            return self._entry_pages
        if not (self._most_talks and self.homes):
            return {}
        profiles, abouts = self.profiles.values(), self.abouts
        pages, docnames = self.corpus.pages, self.docnames
        return entry_pages(profiles, self.homes, pages, abouts, docnames, self._most_talks)

    def own_page(self, entry: Entry) -> str:
        """Return the page that an entry has for itself, or nothing."""
        return self.entry_pages.get(entry.alias_of or entry.id, "")

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The years of all talks and events that are not private, in order."""
        rows = (*self.events, *self.talks)
        return tuple(sorted({row.day[:4] for row in rows if row.day and not row.private}))

    @cached_property
    def whole_lists(self) -> dict[str, str]:
        """By plural, the first page that lists all of them; a schedule is for one event."""
        found: dict[str, str] = {}
        for page in sorted(self.corpus.pages):
            for listing in self.corpus.pages[page].lists:
                if listing.query.is_whole and listing.query.form != "schedule":
                    found.setdefault(listing.query.kind, page)
        return found

    def neighbours(self, page: str) -> tuple[Event | None, Event | None]:
        """Return the events before and after the one on *page* in time."""
        place = self._places.get(page)
        if place is None:
            return None, None
        ordered = self._in_time
        before = ordered[place - 1] if place else None
        after = ordered[place + 1] if place + 1 < len(ordered) else None
        return before, after

    @cached_property
    def _in_time(self) -> list[Event]:
        dated = [row.record for row in self.events if isinstance(row.record, Event) and row.day]
        return sorted(dated, key=lambda e: (e.date or DateRange("", ""), page_order(e.page)))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {event.page: number for number, event in enumerate(self._in_time)}
