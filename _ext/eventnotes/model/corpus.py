"""Everything that was noted, read-only: which object has which id and lives where.

The corpus is built from the notes of all pages once they have been read, in the order of page
names, so that it is the same whatever order or process they were read in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, Protocol

from eventnotes.kinds.tables import KIND_OF_PREFIX, KINDS
from eventnotes.model import ids
from eventnotes.model.homes import home_key, homes, years_of
from eventnotes.model.mentions import Noted, by_date, named
from eventnotes.model.naming import follow, without_company_form
from eventnotes.model.people import Mention, Name, person_id
from eventnotes.model.records import About, Event, Link, Listing, PageNotes, Takeaway, Talk
from eventnotes.model.vocabulary import nearest


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

    def __init__(
        self,
        pages: Mapping[str, PageNotes],
        docnames: Collection[str] | None = None,
    ) -> None:
        """Find all that has an id on *pages*.

        :param docnames: the names of all pages, if each year with events gets one of its own.
        """
        self.pages = pages
        self.entries: dict[str, Entry] = {}
        self.clashes: list[Clash] = []
        self.spellings: dict[str, dict[str, Noted]] = {}
        """By id of a name, its spellings, each with what has it first in the order of time."""
        self.addresses: dict[str, Entry] = {}
        """By old address of a page, what it leads to."""
        self.inferred: set[str] = set()
        """The aliases that no author has written: they give way to whatever has their names."""
        self._titles: dict[str, dict[str, list[str]]] = {}
        ordered = [pages[name] for name in sorted(pages)]
        for notes in ordered:
            for kind, record in _defined(notes):
                self._add(kind, record)
        found = homes(ordered)
        self._add_mentioned(ordered, found)
        self._add_years(ordered, docnames)
        self._add_about([about for notes in ordered for about in notes.about])
        self._add_former(ordered)

    @classmethod
    def known(cls, pages: Mapping[str, PageNotes], entries: dict[str, Entry]) -> Corpus:
        """Return the corpus of *pages* whose entries have been settled before."""
        made = cls.__new__(cls)
        made.pages, made.entries, made.clashes, made._titles = pages, entries, [], {}
        made.spellings, made.addresses, made.inferred = {}, {}, set()
        return made

    def _add(self, kind: str, record: Noted) -> None:
        title = record.title or record.id  # readers of an inventory drop a line without one
        entry = Entry(record.id, kind, title, record.page, record.anchor, record.line)
        known = self.entries.setdefault(record.id, entry)
        if known is not entry:
            self.clashes.append(Clash(record.id, known, entry))

    def _add_mentioned(self, pages: list[PageNotes], homes: Mapping[str, Listing]) -> None:
        """Add people, organisations, topics and series, in the spelling that most events and
        talks use.

        They live where a list shows them under a heading, else where they are first named.
        """
        taken: set[str] = set()
        spellings: dict[str, dict[str, int]] = {}
        """By id of a name, how often each spelling is used."""
        for record in by_date(pages):
            for name in named(record):
                if not name.id:
                    continue
                kind = KIND_OF_PREFIX[name.id.partition("/")[0]]
                if name[1]:
                    used = spellings.setdefault(name.id, {})
                    used[name[1]] = used.get(name[1], 0) + 1
                    self.spellings.setdefault(name.id, {}).setdefault(name[1], record)
                known = self.entries.get(name.id)
                if known is None or (known.kind != kind and name.id not in taken):
                    title = name[1] or _title_of_id(name.id)
                    place = (record.page, record.anchor, record.line)
                    home = homes.get(name.id) or homes.get(kind)
                    if home is not None:
                        place = (home.page, ids.anchor(kind, name.id), home.line)
                    entry = Entry(name.id, kind, title, *place)
                    if known is None:
                        self.entries[name.id] = entry
                    else:  # a talk at an event called "people"
                        taken.add(name.id)
                        self.clashes.append(Clash(name.id, known, entry))
        for identifier, used in spellings.items():
            entry = self.entries[identifier]
            if KINDS[entry.kind].is_name:
                self.entries[identifier] = entry._replace(title=max(used, key=used.__getitem__))
        for notes in pages:
            self._add_topics(notes, homes)

    def _add_topics(self, notes: PageNotes, homes: Mapping[str, Listing]) -> None:
        """Add the topics that only a link or a takeaway has."""
        records: list[Link | Takeaway] = [*notes.links, *notes.takeaways]
        for record in records:
            for name in record.topics:
                if name.text:
                    self.spellings.setdefault(name.id, {}).setdefault(name.text, record)
                if name.id not in self.entries:
                    place = (record.page, record.anchor, record.line)
                    if "topic" in homes:
                        home = homes["topic"]
                        place = (home.page, ids.anchor("topic", name.id), home.line)
                    title = name.text or _title_of_id(name.id)
                    self.entries[name.id] = Entry(name.id, "topic", title, *place)

    def _add_years(self, pages: list[PageNotes], docnames: Collection[str] | None) -> None:
        """Add the years that pages are about, and those with events: a page of that name is its."""
        for notes in pages:
            for listing in notes.lists:
                if listing.query.kind == "years":
                    identifier = home_key(listing.query)
                    place = (listing.page, ids.anchor("year", identifier), listing.line)
                    entry = Entry(identifier, "year", identifier.rpartition("/")[2], *place)
                    known = self.entries.setdefault(identifier, entry)
                    if known is not entry:
                        self.clashes.append(Clash(identifier, known, entry))
        for year in years_of(pages) if docnames is not None else ():
            name = f"years/{year}"
            own = next((each for each in (name, f"{name}/index") if each in (docnames or ())), "")
            anchor = "" if own else ids.anchor("year", name)
            self.entries.setdefault(name, Entry(name, "year", year, own or name, anchor, 0))

    def _add_about(self, abouts: list[About]) -> None:
        described: dict[str, Entry] = {}
        for about in abouts:
            kind = KIND_OF_PREFIX[about.id.partition("/")[0]]
            mentioned = self.entries.get(about.id)
            known_by = [alias.id for alias in about.aliases if alias.id in self.entries]
            title = about.title or (mentioned.title if mentioned else "")
            if not title and known_by:
                title = self.entries[known_by[0]].title
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
        aliases: dict[str, str] = {}
        for about in abouts:
            target = self.entries[about.id]
            for alias in (name.id for name in about.aliases):
                if alias == about.id:
                    continue
                owner = alias if alias in described else aliases.setdefault(alias, about.id)
                if owner != about.id:
                    clash = Clash(alias, self.entries[owner], target._replace(id=alias))
                    self.clashes.append(clash)
        for name in sorted(self.entries):
            is_org = name.startswith("orgs/")
            plain = without_company_form(name, self.entries[name].title) if is_org else name
            if plain != name and plain in self.entries and name not in described:
                aliases.setdefault(name, plain)
        for alias, end in follow(aliases).items():
            self.entries[alias] = self.entries[end]._replace(id=alias, alias_of=end)

    def _add_former(self, pages: list[PageNotes]) -> None:
        """Add the older ids of events and talks, and what an event's older ids make of others."""
        former: list[tuple[Entry, Event]] = []
        for notes in pages:
            for kind, record in _defined(notes):
                entry = self.entries.get(record.id)
                if not isinstance(record, Event | Talk) or entry is None:
                    continue
                if (entry.kind, entry.page) != (kind, record.page):
                    continue  # its id is somebody else's
                for alias in record.aliases:
                    if alias != record.id:
                        self._add_alias(alias, entry)
                for address in record.addresses:
                    owner = self.addresses.setdefault(address, entry)
                    if owner is not entry:
                        self.clashes.append(Clash(address, owner, entry._replace(id=address)))
                if isinstance(record, Event):
                    former.append((entry, record))
        for entry, event in former:
            for path in filter(ids.is_page_name, event.addresses):
                self._infer(ids.event_id(path[1:]), entry)
        for entry, event in sorted(former):
            if event.shared:
                self._infer(event.shared, entry)
        names: dict[str, list[str]] = {}
        for alias, entry in self.entries.items():
            if entry.kind == "event" and entry.alias_of:
                names.setdefault(entry.alias_of, []).append(alias)
        if names:
            for identifier, entry in list(self.entries.items()):
                event_id, slash, own = identifier.partition("/")
                for name in names.get(event_id, ()) if slash else ():
                    self._infer(f"{name}/{own}", entry)

    def _add_alias(self, alias: str, entry: Entry) -> None:
        made = entry._replace(id=alias, alias_of=entry.id)
        owner = self.entries.setdefault(alias, made)
        if owner is not made and owner.alias_of != entry.id:
            self.clashes.append(Clash(alias, owner, made))

    def _infer(self, alias: str, entry: Entry) -> None:
        if alias not in self.entries:
            self.entries[alias] = entry._replace(id=alias, alias_of=entry.alias_of or entry.id)
            self.inferred.add(alias)

    def find(self, kind: str, target: str, page: str) -> Entry | None:
        """Return the object that *target* means in a role of *kind* on *page*.

        *target* is an id, an id without its prefix, or a title or name as written.
        """
        event = self.pages[page].event if page in self.pages else None
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
            written: dict[str, str] = {}
            for notes in self.pages.values():
                for _, record in _defined(notes):
                    if isinstance(record, Event | Talk) and record.written:
                        written.setdefault(record.id, record.written)
            for entry in self.entries.values():
                if entry.alias_of:
                    continue
                titles = {_fold(entry.title), _fold(written.get(entry.id, entry.title))}
                for title in titles:
                    self._titles[entry.kind].setdefault(title, []).append(entry.id)
        return self._titles[kind].get(_fold(target), [])

    def _only_with_tail(self, kind: str, target: str) -> Entry | None:
        tail = f"/{target}"
        found = {
            entry.alias_of or entry.id: entry
            for entry in self.entries.values()
            if entry.kind == kind and entry.id.endswith(tail)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def nearest(self, kind: str, target: str) -> list[str]:
        """Return the names or ids of that kind that look most like *target*, best first."""
        known = [entry for entry in self.entries.values() if entry.kind == kind]
        looks = {entry.title: None for entry in known} | {entry.id: None for entry in known}
        return nearest(target, looks, most=3)


class Placed(Protocol):
    """What stands somewhere on a page."""

    @property
    def page(self) -> str: ...
    @property
    def anchor(self) -> str: ...
    @property
    def line(self) -> int: ...


def leads_to(entries: Mapping[str, Entry], identifier: str, place: Placed) -> bool:
    """Tell whether an id leads to what claims it there: of two that claim one, the first has it."""
    entry = entries.get(identifier)
    if entry is None or (entry.page, entry.anchor) != (place.page, place.anchor):
        return False
    return entry.line in {0, place.line}  # no line is kept where each id is claimed once


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
    prefix = KINDS[kind].prefix
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


def entry_of(entries: Mapping[str, Entry], named: Name | Mention) -> Entry | None:
    """Return whom or what is named, if anybody can be told.

    A first name alone is somebody only where that is an alias or an id of theirs.
    """
    identifier = named.id
    if not identifier and named[1]:
        identifier = f"people/{ids.slug(named[1])}"
    return entries.get(identifier) if identifier else None


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


def _defined(notes: PageNotes) -> Iterator[tuple[str, Noted]]:
    """Yield what a page defines under an id, in the order of its lines."""
    found: list[tuple[str, Noted]] = []
    if notes.event:
        found.append(("event", notes.event))
    found += [("talk", talk) for talk in notes.talks]
    found += [("link", link) for link in notes.links]
    found += [("takeaway", takeaway) for takeaway in notes.takeaways if takeaway.id]
    yield from sorted(found, key=lambda pair: pair[1].line)
