"""Whom and what records name, and in which order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventnotes.model.people import Mention, Name
from eventnotes.model.records import Event, Link, PageNotes, Takeaway, Talk

Noted = Event | Talk | Link | Takeaway
"""What has an id of its own, and may name others."""


def by_date(pages: Iterable[PageNotes]) -> list[Event | Talk]:
    """Return events and talks by date, then page and line; those of unknown date come last."""
    keyed: list[tuple[tuple[str, str, int], Event | Talk]] = []
    pages = list(pages)
    days = {
        notes.event.id: notes.event.date.first
        for notes in pages
        if notes.event and notes.event.date
    }
    for notes in pages:
        day = notes.event.date.first if notes.event and notes.event.date else "9999"
        if notes.event:
            keyed.append(((day, notes.event.page, 0), notes.event))
        for talk in notes.talks:
            own = (talk.start.day if talk.start else "") or days.get(talk.event, day)
            keyed.append(((own, talk.page, talk.line), talk))
    return [record for _, record in sorted(keyed, key=lambda pair: pair[0])]


def named(record: Noted) -> Iterator[Name | Mention]:
    """Yield the people, organisations, topics and series a record names."""
    mentions: tuple[Mention, ...] = ()
    if isinstance(record, Talk):
        mentions = record.speakers + record.moderator + record.absent
        yield from record.org
    elif isinstance(record, Event):
        yield from record.host
        yield from record.sponsors
        if record.series is not None:
            yield record.series
    elif isinstance(record, Link):
        mentions = record.authors
    for mention in mentions:
        yield mention
        if mention.org is not None:
            yield mention.org
    yield from record.topics


def names_on(notes: PageNotes) -> list[Name | Mention]:
    """Return the people, organisations and so on that a page's cards name, each once, sorted."""
    records: list[Noted] = [*notes.talks, *notes.links, *notes.takeaways]
    if notes.event:
        records.append(notes.event)
    found = {(name.id, name[1]): name for record in records for name in named(record)}
    if notes.event:  # they make no entries, and lead to those that there are
        found |= {(m.id, m.name): m for m in notes.event.by + notes.event.attended_by}
    found |= {(name.id, name[1]): name for name in notes.drawn}
    return [found[key] for key in sorted(found)]
