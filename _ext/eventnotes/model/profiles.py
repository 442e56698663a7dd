"""All that was noted of one name: a person, an organisation, a topic or a series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from eventnotes.model.corpus import Entry
from eventnotes.model.people import Mention, Name
from eventnotes.model.records import Event, Link, Takeaway, Talk
from eventnotes.model.resources import Resource


class Row(NamedTuple):
    """One thing that was noted, with the talk and the event it belongs to."""

    record: Event | Talk | Link | Takeaway | Resource
    talk: Talk | None
    event: Event | None
    day: str
    """ISO date as far as it is known, or empty: the first, where it took several days. That of a
    link is when it came out, if that is known."""
    last: str
    """The last."""

    @property
    def private(self) -> bool:
        """Whether it stands in private words, and so is never counted."""
        record, talk, event, _, _ = self
        return bool(
            record.private or (talk and talk.private) or (event is not None and event.private)
        )


class Affiliation(NamedTuple):
    """Where somebody was from, as it was said at talks from the first day to the last."""

    org: Name | None
    role: str
    first: str
    last: str


@dataclass(slots=True)
class Profile:
    """All that was noted of one person, organisation, topic or series; talks are newest first."""

    entry: Entry
    names: dict[str, None] = field(default_factory=dict)
    """Other names in use, in the order of their first use."""
    talks: list[Row] = field(default_factory=list)
    moderated: list[Row] = field(default_factory=list)
    absent: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    """Those it is a topic of, that an organisation ran, or that are one of a series."""
    sponsored: list[Row] = field(default_factory=list)
    takeaways: list[Row] = field(default_factory=list)
    mentions: list[tuple[str, Mention, str]] = field(default_factory=list)
    """A person's own, for the affiliations: with the day and the id of the organisation."""
    people: dict[str, Entry] = field(default_factory=dict)
    """An organisation's people by id."""
    known: set[str] = field(default_factory=set)
    """The ids of those whom not only private words name."""

    def by_role(self) -> tuple[list[Row], ...]:
        """Return everything it is named in, by what it does there."""
        roles = (self.talks, self.moderated, self.absent)
        return (*roles, self.events, self.sponsored, self.links, self.takeaways)

    def rows(self) -> Iterator[Row]:
        """Yield everything it is named in."""
        return chain.from_iterable(self.by_role())

    @property
    def private(self) -> bool:
        """Whether private words alone name it."""
        rows = list(self.rows())
        return bool(rows) and all(row.private for row in rows)

    @property
    def last(self) -> str:
        """The latest day of them."""
        return max((row.day for row in self.rows()), default="")

    def affiliations(self) -> list[Affiliation]:
        """Return a person's affiliations in order of time; the undated come first."""
        spans: list[Affiliation] = []
        latest: tuple[str, str] | None = None
        for day, mention, org in sorted(self.mentions, key=lambda found: found[0]):
            if mention.org is None and not mention.role:
                continue
            if (org, mention.role) == latest:
                first = spans[-1].first or day
                spans[-1] = Affiliation(mention.org, mention.role, first, day)
            else:
                spans.append(Affiliation(mention.org, mention.role, day, day))
            latest = (org, mention.role)
        return spans


def at_org(
    profile: Profile,
    orgs: Set[str],
    id_of: Callable[[Name | Mention], str],
    *,
    elsewhere: bool = False,
) -> Profile:
    """Return what is known of somebody from the time they were at some organisations.

    :param elsewhere: the other way round, from the time they were not.
    """

    def was(row: Row) -> bool:
        mentions = row.record.authors if isinstance(row.record, Link) else ()
        if row.talk is not None:
            mentions += row.talk.speakers + row.talk.moderator + row.talk.absent
        return any(
            (mention.org is not None and id_of(mention.org) in orgs) != elsewhere
            and id_of(mention) == profile.entry.id
            for mention in mentions
        )

    made = Profile(profile.entry, profile.names)
    for kept, rows in zip(made.by_role(), profile.by_role(), strict=True):
        kept += filter(was, rows)
    made.mentions = [found for found in profile.mentions if (found[2] in orgs) != elsewhere]
    return made


class Compiler:
    """Puts rows into the profiles of all they name."""

    def __init__(
        self, entries: Mapping[str, Entry], id_of: Callable[[Name | Mention], str]
    ) -> None:
        """Take all objects, and what tells whose id a name is."""
        self._entries = entries
        self._id_of = id_of
        self.found: dict[str, Profile] = {}

    def _profile(self, named: Name | Mention) -> Profile | None:
        identifier = self._id_of(named)
        if not identifier:
            return None
        profile = self.found.get(identifier)
        if profile is None:
            entry = self._entries[identifier]
            profile = self.found[identifier] = Profile(entry)
        if named[1] and named[1] != profile.entry.title:
            profile.names[named[1]] = None
        return profile

    def _put(self, names: Iterable[Name | Mention], role: str, row: Row) -> None:
        for named in names:
            profile = self._profile(named)
            if profile is not None:
                _once(getattr(profile, role), row)

    def add_event(self, row: Row) -> None:
        event = row.event
        assert event is not None
        self._put(event.host, "events", row)
        self._put(event.sponsors, "sponsored", row)
        self._put(event.topics, "events", row)
        self._put([event.series] if event.series is not None else (), "events", row)

    def add_talk(self, row: Row) -> None:
        talk = row.talk
        assert talk is not None
        for mentions, role in (
            (talk.speakers, "talks"),
            (talk.moderator, "moderated"),
            (talk.absent, "absent"),
        ):
            for mention in mentions:
                self._add_mention(mention, role, row)
        self._put(talk.org, "talks", row)
        self._put(talk.topics, "talks", row)

    def _add_mention(self, mention: Mention, role: str, row: Row) -> None:
        person = self._profile(mention)
        if person is not None:
            _once(getattr(person, role), row)
            where = self._id_of(mention.org) if mention.org is not None else ""
            person.mentions.append((row.day, mention, where))
        org = self._profile(mention.org) if mention.org is not None else None
        if org is not None:
            _once(getattr(org, role), row)
            if person is not None:
                org.people[person.entry.id] = person.entry
                if not row.private:
                    org.known.add(person.entry.id)

    def add_link(self, row: Row) -> None:
        link = row.record
        assert isinstance(link, Link)
        for mention in link.authors:
            for named in (mention, mention.org):
                if named is not None:
                    self._put((named,), "links", row)
        self._put(link.topics, "links", row)

    def add_takeaway(self, row: Row) -> None:
        takeaway = row.record
        assert isinstance(takeaway, Takeaway)
        self._put(takeaway.topics, "takeaways", row)


def _once(rows: list[Row], row: Row) -> None:
    if not rows or rows[-1] is not row:
        rows.append(row)
