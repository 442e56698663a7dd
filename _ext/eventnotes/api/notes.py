"""All notes of a site as records for other extensions, made when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from eventnotes.api.records import (
    Event,
    Link,
    Mention,
    Name,
    Org,
    Person,
    Place,
    Rating,
    Series,
    Takeaway,
    Talk,
    Topic,
    Vote,
)
from eventnotes.model import records
from eventnotes.model.collation import collate
from eventnotes.model.corpus import leads_to, name_of
from eventnotes.model.filters import attended_of
from eventnotes.model.library import Library
from eventnotes.model.people import Mention as Mentioned
from eventnotes.model.people import Name as Named
from eventnotes.model.profiles import Profile, Row
from eventnotes.model.prose import Prose, plain
from eventnotes.model.resources import Resource

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class Notes:
    """Everything that was noted, to be read.

    What only private words say or name is in the author's own copy alone.
    """

    def __init__(self, library: Callable[[], Library]) -> None:
        """Take what finds the library, which is asked when somebody asks these notes."""
        self._find = library

    @cached_property
    def _library(self) -> Library:
        return self._find()

    @cached_property
    def _all(self) -> bool:
        return self._library.kinds.private

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All events, the newest first."""
        return tuple(self._event(row) for row in self._shown(self._library.events))

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """All talks, the newest first, those of one day in the order of their pages."""
        return tuple(self._talk(row) for row in self._shown(self._library.talks))

    @cached_property
    def takeaways(self) -> tuple[Takeaway, ...]:
        """All takeaways, the newest first."""
        return tuple(self._takeaway(row) for row in self._shown(self._library.takeaways))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All that is cited of the web, in the order of the first places that cite it."""
        every = self._library.web.resource_at.values()
        return tuple(self._link(each) for each in every if self._all or not each.private)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """All people, by name."""
        return tuple(
            Person(
                *self._named(profile),
                self._ids(profile.talks),
                self._ids(profile.moderated),
                self._ids(profile.absent),
                self._names(dict.fromkeys(each.org for each in profile.affiliations() if each.org)),
            )
            for profile in self._profiles("person")
        )

    @cached_property
    def orgs(self) -> tuple[Org, ...]:
        """All organisations, by name."""
        return tuple(
            Org(
                *self._named(profile),
                self._ids(profile.talks),
                tuple(sorted(profile.people if self._all else profile.known)),
                self._ids(profile.events),
                self._ids(profile.sponsored),
            )
            for profile in self._profiles("org")
        )

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """All topics, by name."""
        return tuple(
            Topic(*self._named(profile), self._ids(profile.talks), self._ids(profile.events))
            for profile in self._profiles("topic")
        )

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """All series, by name."""
        return tuple(
            Series(*self._named(profile), self._ids(profile.events))
            for profile in self._profiles("series")
        )

    def has_id(self, record: Event | Talk) -> bool:
        """Tell whether its id leads to a record: of two that claim one id, the first has it."""
        return leads_to(self._library.entries, record.id, record.at)

    def lasting_id(self, record: Event | Talk) -> str:
        """Return the id by which programs know a record again: that of the first event of its name
        and year stays without the month, which came with the second.
        """
        event = record.id if isinstance(record, Event) else record.event
        shared = self._shared_ids.get(event, "")
        return f"{shared}{record.id.removeprefix(event)}" if shared else record.id

    @cached_property
    def _shared_ids(self) -> dict[str, str]:
        """By id of an event, the one without its month, if that leads to it."""
        events = (row.record for row in self._library.events)
        shared = {e.id: e.shared for e in events if isinstance(e, records.Event) and e.shared}
        entries = self._library.entries
        return {
            name: short
            for name, short in shared.items()
            if short in entries and entries[short].alias_of == name
        }

    def on_page(self, page: str) -> tuple[Event | None, tuple[Talk, ...]]:
        """Return the event of a page, and the talks on it in the order of their lines.

        It costs what that page has, however many notes there are.
        """
        library = self._library
        rows = library.kept.get("event rows")
        if rows is None:
            rows = library.kept["event rows"] = {row.record.page: row for row in library.events}
        found = self._shown(rows[page] for page in [page] if page in rows)
        event = next((self._event(row) for row in found), None)
        near = self._shown(library.talks_at.get(page, ()))
        talks = [self._talk(row) for row in near if row.record.page == page]
        return event, tuple(sorted(talks, key=lambda talk: talk.at.line))

    # -- from rows to records ------------------------------------------------------------------

    @cached_property
    def _made(self) -> dict[object, Any]:
        """What was made for these notes and others of the same library: records of events and
        talks by the identity of their rows, names and mentions by what they are of.
        """
        made: dict[object, Any] = self._library.kept.setdefault("records", {})
        return made

    def _shown(self, rows: Iterable[Row]) -> Iterable[Row]:
        return rows if self._all else [row for row in rows if not row.private]

    def _title_of(self, series: Named | None) -> str:
        """Return what a series is called, whatever one event calls it."""
        entry = self._library.entries.get(self._library.id_of(series)) if series else None
        return entry.title if entry is not None else ""

    def _event(self, row: Row) -> Event:
        made: Event | None = self._made.get(id(row))
        if made is None:
            made = self._made[id(row)] = self._new_event(row)
        return made

    def _new_event(self, row: Row) -> Event:
        event = row.record
        assert isinstance(event, records.Event)
        return Event(
            id=event.id,
            title=event.title,
            at=_place(event),
            first=row.day,
            last=row.last,
            published=event.published,
            updates=tuple(sorted({*self._library.corpus.pages[event.page].updates})),
            timezone=event.timezone,
            place=event.place,
            venue=event.venue,
            series=self._title_of(event.series),
            hosts=self._names(event.host),
            sponsors=self._names(event.sponsors),
            topics=self._names(event.topics),
            language=event.language,
            url=event.url,
            recordings=event.recording,
            slides=event.slides,
            attended=event.attended,
            by=self._mentions(event.by),
            attended_by=self._mentions(event.attended_by),
            rating=_rating(event.rating),
            summary=self._words(event.summary, event.page),
            private=event.private,
            fields=event.added,
        )

    def _talk(self, row: Row) -> Talk:
        made: Talk | None = self._made.get(id(row))
        if made is None:
            made = self._made[id(row)] = self._new_talk(row)
        return made

    def _new_talk(self, row: Row) -> Talk:
        talk = row.record
        assert isinstance(talk, records.Talk)
        return Talk(
            id=talk.id,
            title=talk.title,
            at=_place(talk),
            event=talk.event,
            first=row.day,
            last=row.last,
            time=talk.start.time if talk.start is not None else "",
            speakers=self._mentions(talk.speakers),
            moderators=self._mentions(talk.moderator),
            absent=self._mentions(talk.absent),
            orgs=self._names(talk.org),
            topics=self._names(talk.topics),
            format=talk.format,
            planned_format=talk.planned_format,
            planned=talk.planned,
            actual=talk.actual,
            room=talk.room,
            language=talk.language,
            url=talk.url,
            recordings=talk.recording,
            slides=talk.slides,
            papers=talk.paper,
            code=talk.code,
            attended=attended_of(row),
            rating=_rating(talk.rating),
            private=row.private,
            fields=self._added(row),
        )

    def _added(self, row: Row) -> tuple[tuple[str, Any], ...]:
        """Return what a talk has in fields that were added, its event's where it says nothing."""
        own = dict(row.talk.added if row.talk is not None else ())
        others = dict(row.event.added if row.event is not None else ())
        if not (own or others):
            return ()
        of_talks = {field.name for field in self._library.kinds.fields_of("talk")}
        every = {**{name: others[name] for name in others.keys() & of_talks}, **own}
        return tuple(sorted(every.items()))

    def _takeaway(self, row: Row) -> Takeaway:
        takeaway = row.record
        assert isinstance(takeaway, records.Takeaway)
        said = [self._words(runs, takeaway.page) for runs in takeaway.prose]
        return Takeaway(
            id=takeaway.id,
            text="\n\n".join(said),
            at=_place(takeaway),
            talk=row.talk.id if row.talk is not None else "",
            event=row.event.id if row.event is not None else "",
            topics=self._names(takeaway.topics),
            private=row.private,
        )

    def _link(self, resource: Resource) -> Link:
        places = [each for each in resource.places if self._all or not each.private]
        return Link(
            key=resource.key,
            id=resource.id,
            url=resource.url,
            title=resource.title,
            kind=resource.kind,
            site=resource.site,
            authors=self._mentions(resource.authors),
            date=resource.date,
            topics=self._names(resource.topics),
            archive=resource.archive,
            at=Place(resource.page, resource.anchor, 0),
            cited_at=tuple([Place(each.page, each.anchor, 0) for each in places]),
            private=resource.private,
        )

    # -- names -----------------------------------------------------------------------------------

    def _profiles(self, kind: str) -> list[Profile]:
        found = [
            profile
            for profile in self._library.profiles.values()
            if profile.entry.kind == kind and (self._all or not profile.private)
        ]
        return sorted(found, key=lambda each: (collate(each.entry.title), each.entry.id))

    def _named(self, profile: Profile) -> tuple[str, str, Place, tuple[str, ...]]:
        entry = profile.entry
        at = Place(entry.page, entry.anchor, 0)
        return entry.id, entry.title, at, tuple(profile.names)

    def _ids(self, rows: Iterable[Row]) -> tuple[str, ...]:
        return tuple([row.record.id for row in self._shown(rows)])

    def _names(self, names: Iterable[Named]) -> tuple[Name, ...]:
        return tuple([self._name(name) for name in names])

    def _name(self, named: Named) -> Name:
        made: Name | None = self._made.get(named)
        if made is None:
            library = self._library
            made = Name(library.id_of(named), name_of(library.entries, named))
            self._made[named] = made
        return made

    def _mentions(self, mentions: Iterable[Mentioned]) -> tuple[Mention, ...]:
        return tuple([self._mention(mention) for mention in mentions])

    def _mention(self, mention: Mentioned) -> Mention:
        made: Mention | None = self._made.get(mention)
        if made is None:
            made = self._made[mention] = Mention(
                self._library.id_of(mention),
                name_of(self._library.entries, mention),
                self._name(mention.org) if mention.org is not None else None,
                mention.role,
                mention.pronouns,
                mention.handle,
            )
        return made

    def _words(self, runs: Prose, page: str) -> str:
        called = self._library.called
        return plain(
            [
                run if run.text or not run.target else run._replace(text=called(*run[2:4], page))
                for run in runs
            ]
        )


def _place(record: records.Event | records.Talk | records.Takeaway) -> Place:
    return Place(record.page, record.anchor, record.line)


def _rating(rating: records.Rating | None) -> Rating | None:
    if rating is None:
        return None
    each = (Vote(v.name, v.fraction, v.written, v.reason) for v in rating.each)
    return Rating(rating.fraction, rating.written, rating.reason, rating.criteria, tuple(each))


def notes(env: BuildEnvironment) -> Notes:
    """Return all notes of a site, once all pages have been read."""
    domain: Any = env.get_domain("notes")
    return Notes(lambda: domain.library)


def notes_of(library: Library) -> Notes:
    """Return all notes as they stand in a library, the same each time."""
    found: Notes = library.kept.setdefault("notes", Notes(lambda: library))
    return found
