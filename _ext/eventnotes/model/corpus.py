"""Everything that was noted, read-only: which object has which id and lives where.

The corpus is built from the notes of all pages once they have been read, in the order of page
names, so that it is the same whatever order or process they were read in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from eventnotes.model import ids
from eventnotes.model.people import Mention, Name, person_id
from eventnotes.model.records import About, Event, Link, PageNotes, Takeaway, Talk
from eventnotes.model.vocabulary import nearest

KINDS = {
    "event": "",
    "talk": "",
    "link": "links",
    "takeaway": "",
    "person": "people",
    "org": "orgs",
    "topic": "topics",
}
"""Each kind of object with the first part of its ids, where that is fixed."""

_KIND_OF_PREFIX = {prefix: kind for kind, prefix in KINDS.items() if prefix}


class Entry(NamedTuple):
    """One object of the inventory: what it is called and where it lives."""

    id: str
    kind: str
    title: str
    page: str
    anchor: str
    line: int
    alias_of: str = ""
    """The id that this one is an older or other form of."""


class Clash(NamedTuple):
    """Two objects that claim one id; the first keeps it."""

    id: str
    first: Entry
    second: Entry


class Corpus:
    """All entries by id, and the look-ups that references need."""

    def __init__(self, pages: Mapping[str, PageNotes]) -> None:
        self.entries: dict[str, Entry] = {}
        self.clashes: list[Clash] = []
        self._titles: dict[str, dict[str, list[str]]] = {}
        self._written: dict[str, str] = {}
        self._event_of = {name: pages[name].event for name in pages}
        ordered = [pages[name] for name in sorted(pages)]
        for notes in ordered:
            for kind, record in _defined(notes):
                self._add(kind, record)
        self._add_mentioned(ordered)
        self._add_about([about for notes in ordered for about in notes.about])

    def _add(self, kind: str, record: Event | Talk | Link | Takeaway) -> None:
        title = record.title or record.id  # readers of an inventory drop a line without one
        entry = Entry(record.id, kind, title, record.page, record.anchor, record.line)
        known = self.entries.setdefault(record.id, entry)
        if known is not entry:
            self.clashes.append(Clash(record.id, known, entry))
        elif isinstance(record, Event | Talk) and record.written:
            self._written[record.id] = record.written

    def _add_mentioned(self, pages: list[PageNotes]) -> None:
        """Add people, organisations and topics where the first event or talk names them."""
        for record in _by_date(pages):
            for name in _named(record):
                if name.id and name.id not in self.entries:
                    kind = _KIND_OF_PREFIX[name.id.partition("/")[0]]
                    title = name[1] or _title_of_id(name.id)
                    self.entries[name.id] = Entry(
                        name.id, kind, title, record.page, record.anchor, record.line
                    )

    def _add_about(self, abouts: list[About]) -> None:
        described: dict[str, Entry] = {}
        for about in abouts:
            kind = _KIND_OF_PREFIX[about.id.partition("/")[0]]
            mentioned = self.entries.get(about.id)
            aliased = (self.entries[a].title for a in about.aliases if a in self.entries)
            title = about.title or (mentioned.title if mentioned else next(aliased, ""))
            entry = Entry(
                about.id,
                kind,
                title or _title_of_id(about.id),
                about.page,
                about.anchor,
                about.line,
            )
            known = described.setdefault(about.id, entry)
            if known is entry:
                self.entries[about.id] = entry
            else:
                self.clashes.append(Clash(about.id, known, entry))
        for about in abouts:
            target = self.entries[about.id]
            for alias in about.aliases:
                if alias == about.id:
                    continue
                entry = target._replace(id=alias, alias_of=about.id)
                known = described.setdefault(alias, entry)
                if known is entry:
                    self.entries[alias] = entry
                elif known.alias_of != about.id:
                    self.clashes.append(Clash(alias, known, entry))

    def find(self, kind: str, target: str, page: str) -> Entry | None:
        """Return the object that *target* means in a role of *kind* on *page*.

        *target* is an id, an id without its prefix, or a title or name as written.
        """
        event = self._event_of.get(page)
        by_id = find_by_id(self.entries, kind, target, event.id if event else "")
        return by_id or self.find_by_title(kind, target, page)

    def find_by_title(self, kind: str, target: str, page: str) -> Entry | None:
        """Return the object of that kind with that title or name.

        A title that several talks have means the one on *page*. Without such a title, *target*
        may be the last part of an id, if only one ends in it.
        """
        same_title = [name for name in self._titled(kind, target) if name in self.entries]
        if len(same_title) > 1:
            here = [name for name in same_title if self.entries[name].page == page]
            same_title = here or same_title
        if len(same_title) == 1:
            return self.entries[same_title[0]]
        if kind in {"talk", "takeaway"} and not same_title:
            return self._only_with_tail(kind, target)
        return None

    def _titled(self, kind: str, target: str) -> list[str]:
        if not self._titles:
            self._titles = {kind: {} for kind in KINDS}
            for entry in self.entries.values():
                if entry.alias_of:
                    continue
                written = self._written.get(entry.id, entry.title)
                for title in {_fold(entry.title), _fold(written)}:
                    self._titles[entry.kind].setdefault(title, []).append(entry.id)
        return self._titles[kind].get(_fold(target), [])

    def _only_with_tail(self, kind: str, target: str) -> Entry | None:
        tail = f"/{target}"
        found = [e for e in self.entries.values() if e.kind == kind and e.id.endswith(tail)]
        return found[0] if len(found) == 1 else None

    def nearest(self, kind: str, target: str) -> list[str]:
        """Return the names or ids of that kind that look most like *target*, best first."""
        known = [entry for entry in self.entries.values() if entry.kind == kind]
        looks = {entry.title: None for entry in known} | {entry.id: None for entry in known}
        return nearest(target, looks, most=3)


def find_by_id(entries: Mapping[str, Entry], kind: str, target: str, event: str) -> Entry | None:
    """Return the object of that kind whose id, or part of it, *target* is or would make.

    :param event: id of the event on the page that asks; its talks go by the last part alone.
    """
    for identifier in _candidates(kind, " ".join(target.split()), event):
        entry = entries.get(identifier)
        if entry is not None and entry.kind == kind:
            return entry
    return None


def _candidates(kind: str, target: str, event: str) -> Iterator[str]:
    yield target
    prefix = KINDS[kind]
    if prefix:
        yield f"{prefix}/{target}"
        own = person_id(target) if kind == "person" else ""
        yield own or f"{prefix}/{ids.slug(target)}"
    elif kind in {"talk", "takeaway"} and event:
        yield f"{event}/{target}"


_TYPED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "--", "—": "---", "…": "..."})
"""What an author types for the characters that typography puts in their place."""


def _fold(title: str) -> str:
    return " ".join(title.translate(_TYPED).split()).casefold()


def name_of(entries: Mapping[str, Entry], named: Name | Mention) -> str:
    """Return the name to show: as written there, or of whom the id that was written means.

    It is empty for somebody unnamed.
    """
    if named[1] or not named.id:
        return named[1]
    entry = entries.get(named.id)
    return entry.title if entry else _title_of_id(named.id)


def _title_of_id(identifier: str) -> str:
    return identifier.rpartition("/")[2].replace("-", " ").title()


def _defined(notes: PageNotes) -> Iterator[tuple[str, Event | Talk | Link | Takeaway]]:
    """Yield what a page defines under an id, in the order of its lines."""
    found: list[tuple[str, Event | Talk | Link | Takeaway]] = []
    if notes.event:
        found.append(("event", notes.event))
    found += [("talk", talk) for talk in notes.talks]
    found += [("link", link) for link in notes.links]
    found += [("takeaway", takeaway) for takeaway in notes.takeaways if takeaway.id]
    yield from sorted(found, key=lambda pair: pair[1].line)


def _by_date(pages: Iterable[PageNotes]) -> list[Event | Talk]:
    """Return events and talks by date, then page and line; those of unknown date come last."""
    keyed: list[tuple[tuple[str, str, int], Event | Talk]] = []
    for notes in pages:
        day = notes.event.date.first if notes.event and notes.event.date else "9999"
        if notes.event:
            keyed.append(((day, notes.event.page, 0), notes.event))
        for talk in notes.talks:
            own = (talk.start.day if talk.start else "") or day
            keyed.append(((own, talk.page, talk.line), talk))
    return [record for _, record in sorted(keyed, key=lambda pair: pair[0])]


def _named(record: Event | Talk | Link | Takeaway) -> Iterator[Name | Mention]:
    """Yield the people, organisations and topics a record names."""
    mentions: tuple[Mention, ...] = ()
    if isinstance(record, Talk):
        mentions = record.speakers + record.moderator + record.absent
        yield from record.org
    elif isinstance(record, Event):
        yield from record.host
        yield from record.sponsors
    elif isinstance(record, Link):
        mentions = record.authors
    for mention in mentions:
        yield mention
        if mention.org is not None:
            yield mention.org
    yield from record.topics


def names_on(notes: PageNotes) -> set[str]:
    """Return the ids of the people, organisations and topics that a page's cards name."""
    records: list[Event | Talk | Link | Takeaway] = [*notes.talks, *notes.links, *notes.takeaways]
    if notes.event:
        records.append(notes.event)
    return {name.id for record in records for name in _named(record) if name.id}
