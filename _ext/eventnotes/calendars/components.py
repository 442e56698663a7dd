"""What is in a calendar: events whose days are known, and talks whose time is known.

An event takes its whole days and keeps nobody busy. A talk has its time in UTC where the event says
its time zone, else the time on the clock there; it ends after the time that it took, or was to
take. What is known to the month only is in no calendar: nothing is made more exact than it is.

What a calendar says is as of the day on which the notes came out or were last updated, else of the
event's last day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from eventnotes.api import Event, Mention, Published, Talk
from eventnotes.calendars.ical import Line, calendar, line, text, texts
from eventnotes.model.dates import DateRange

ALL = "events.ics"
EACH = "calendars/*.ics"

_DAY = datetime.timedelta(days=1)


def all_events(notes: Published) -> str | None:
    """Return the calendar of all events, without their talks; none where it would be empty."""
    found = [event for event in notes.events if _is_in(notes, event)]
    if notes.site.is_private or not found:
        return None
    lines = [_event(notes, event, ()) for event in found]
    return calendar(_head(notes, ALL, notes.site.title, found), lines)


def each_event(notes: Published) -> Iterator[tuple[str, str]]:
    """Yield the calendar of each event with its talks."""
    if notes.site.is_private:
        return
    talks: dict[str, list[Talk]] = {}
    for talk in notes.talks:
        talks.setdefault(talk.event, []).append(talk)
    for event in notes.events:
        if not _is_in(notes, event):
            continue
        own = sorted(talks.get(event.id, ()), key=partial(_in_time, event))
        timed = [talk for talk in own if _has_time(talk) and notes.has_id(talk)]
        name = EACH.replace("*", event.id)
        as_of = _as_of(event)
        lines = [_event(notes, event, own), *(_talk(notes, talk, event, as_of) for talk in timed)]
        yield name, calendar(_head(notes, name, event.title, [event]), lines)


def _in_time(event: Event, talk: Talk) -> tuple[bool, str, bool, str, int]:
    """Return what sorts an event's talks; those whose day or time is not known come last."""
    unknown = not talk.time and (talk.first, talk.last) == (event.first, event.last)
    return (unknown, talk.first, not talk.time, talk.time, talk.at.line)


def _is_in(notes: Published, event: Event) -> bool:
    return has_days(event.first, event.last) and notes.has_id(event)


def has_days(first: str, last: str) -> bool:
    """Tell whether days are known, and so may be in a calendar."""
    return len(first) == len(last) == 10


def _has_time(talk: Talk) -> bool:
    return bool(talk.time) and talk.first == talk.last and len(talk.first) == 10


def _head(notes: Published, name: str, title: str, events: Iterable[Event]) -> Iterator[Line]:
    """Yield what a calendar says of itself; that others can read, too, in the older way.

    It has no UID of its own, which RFC 7986 §5.3 allows: vdirsyncer would take that for the one of
    each event, and keep the last.
    """
    yield from (text("NAME", title), text("X-WR-CALNAME", title))
    yield line("LAST-MODIFIED", max(map(_as_of, events)))
    if notes.site.url:
        yield line("URL", notes.address(""))
        yield line("SOURCE;VALUE=URI", notes.address(name))


def _uid(notes: Published, name: str) -> str:
    """Return an id that is the same in each build and wherever the site moves."""
    return f"{name}@{notes.site.authority.partition(',')[0]}"


def _event(notes: Published, event: Event, talks: Iterable[Talk]) -> Iterator[Line]:
    days = DateRange(event.first, event.last)
    yield text("UID", _uid(notes, notes.lasting_id(event)))
    yield line("DTSTAMP", _as_of(event))
    yield line("DTSTART;VALUE=DATE", _digits(days.first_day))
    try:
        yield line("DTEND;VALUE=DATE", _digits(days.last_day + _DAY))
    except OverflowError:  # on the last day that there is
        yield line("DURATION", f"P{(days.last_day - days.first_day).days + 1}D")
    yield text("SUMMARY", event.title)
    yield from _where(event.venue, event.place)
    said = [event.summary, "\n".join(map(_in_a_line, talks))]
    yield from _description(notes, event, said)
    yield line("TRANSP", "TRANSPARENT")


def _talk(notes: Published, talk: Talk, event: Event, as_of: str) -> Iterator[Line]:
    yield text("UID", _uid(notes, notes.lasting_id(talk)))
    yield line("DTSTAMP", as_of)
    start = datetime.datetime.fromisoformat(f"{talk.first}T{talk.time}")
    length = talk.actual or talk.planned
    try:
        times = [line("DTSTART", _instant(start, event.timezone))]
        if length:
            after = datetime.timedelta(seconds=length)
            times.append(line("DTEND", _instant(start, event.timezone, after)))
    except OverflowError:  # in the first or last hours of the calendar
        times = [line("DTSTART", _instant(start, ""))]
        if length:
            times.append(line("DURATION", f"PT{int(length)}S"))
    yield from times
    yield text("SUMMARY", talk.title)
    yield from _where(talk.room, event.venue, event.place)
    yield from _description(notes, talk, [_people(talk.speakers)])
    yield text("RELATED-TO", _uid(notes, notes.lasting_id(event)))


def _instant(
    start: datetime.datetime,
    timezone: str,
    after: datetime.timedelta = datetime.timedelta(),
) -> str:
    """Return a time in UTC, or as a clock shows it where its zone is not known (RFC 5545 §3.3.5).

    :param after: how long after the start, as time passes and not as clocks are set.
    :raises OverflowError: the calendar has no such time.
    """
    try:
        zone = ZoneInfo(timezone) if timezone else None
    except ZoneInfoNotFoundError:  # a machine without the names of zones
        zone = None
    if zone is None:
        return _digits(start + after)
    return f"{_digits(start.replace(tzinfo=zone).astimezone(datetime.UTC) + after)}Z"


def _digits(day: datetime.date) -> str:
    """Return a day in eight digits, with the time of one that has a time (RFC 5545 §3.3.4, §3.3.5);
    also before the year 1000.
    """
    return day.isoformat().replace("-", "").replace(":", "")[:15]


def _as_of(event: Event) -> str:
    """Return the beginning of the day of which all this is true."""
    days = (event.published or event.last, *event.updates)
    return f"{_digits(max(DateRange(day, day).last_day for day in days))}T000000Z"


def _where(*places: str) -> Iterator[Line]:
    if said := ", ".join(filter(None, places)):
        yield text("LOCATION", said)


def _description(notes: Published, record: Event | Talk, said: list[str]) -> Iterator[Line]:
    if words := "\n\n".join(filter(None, said)):
        yield text("DESCRIPTION", words)
    if record.topics:
        yield texts("CATEGORIES", [topic.name for topic in record.topics])
    if notes.site.url:
        yield line("URL", notes.address(record.at))


def _in_a_line(talk: Talk) -> str:
    people = _people(talk.speakers)
    return f"{talk.title} ({people})" if people else talk.title


def _people(speakers: Iterable[Mention]) -> str:
    names = (each.name or (each.org.name if each.org else "") for each in speakers)
    return ", ".join(filter(None, names))
