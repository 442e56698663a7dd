"""Talks by day, time and room: the schedule of an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.model import schedule as model
from eventnotes.model.corpus import name_of
from eventnotes.model.dates import Start
from eventnotes.model.library import Library
from eventnotes.model.profiles import Row
from eventnotes.model.records import Event, Talk
from eventnotes.views import lines
from eventnotes.views.inline import join, small
from eventnotes.views.times import Booking, Moment, Schedule
from eventnotes.views.tree import Block, Blocks, Inline, Items, Line, Section, Small, Time


def schedules(library: Library, rows: Iterable[Row], page: str) -> Blocks:
    """Return the schedule of each event that *rows* are of, as *page* shows them."""
    events: dict[str, list[Row]] = {}
    for row in rows:
        events.setdefault(row.event.page if row.event is not None else "", []).append(row)
    rest = events.pop("", [])
    found = sorted(((of[0].event, of) for of in events.values()), key=_date_of, reverse=True)
    found += [(None, rest)] if rest else []
    if len(found) == 1:
        return _of_event(library, *found[0], 1, page)
    return tuple(
        Section(title, 1, (), _of_event(library, event, of, 2, page))
        for event, of in found
        for title in [lines.event_of(of[0]) or terms.NO_GROUP["event"]]
    )


def _date_of(pair: tuple[Event | None, list[Row]]) -> str:
    event = pair[0]
    return event.date.first if event is not None and event.date is not None else ""


def _of_event(
    library: Library, event: Event | None, rows: Sequence[Row], level: int, page: str
) -> Blocks:
    """Return the days of an event.

    :param level: of their headings. The one day of the event that a page is about needs none.
    """
    found = model.schedule(rows)
    shown: list[Block] = []
    zone = event.timezone if event is not None else ""
    if zone and (found.dayless or any(day.rooms for day in found.days)):
        shown.append(Line(words.timezone(zone), "en-count"))
    only = event.date.only_day if event is not None and event.date else ""
    for day in found.days:
        body = _day(library, day, zone)
        if only and only == day.start.day and event is not None and event.page == page:
            shown += body
        else:
            shown.append(Section(_date(library, day.start), level, (), body))
    shown += _apart(library, gettext(terms.NO_DAY), found.dayless)
    shown += _apart(library, gettext(terms.NO_TIME), found.untimed)
    return tuple(shown)


def _date(library: Library, start: Start) -> Inline:
    said = date_words.start(start, show_day=True, language=library.language)
    return Time(start.day, said) if start.day else said


def _apart(library: Library, label: str, rows: Iterable[Row]) -> Blocks:
    """Return talks that have no place between the others, under a label."""
    items = tuple(_line(library, row) for row in rows)
    return (Line(label, "en-label"), Items(items, "en-rows")) if items else ()


def _line(library: Library, row: Row) -> Inline:
    talk = _talk_of(row)
    time = talk.start.time if talk.start is not None else ""
    facts = [time, talk.room, who(library, talk), lines.score(library, talk.rating)]
    return join([lines.title(library, row), small(join(facts, " · "), "en-meta")], "")


def _talk_of(row: Row) -> Talk:
    assert row.talk is not None
    return row.talk


def _day(library: Library, day: model.Day, zone: str) -> Blocks:
    without = _apart(library, gettext(terms.NO_TIME), day.untimed)
    if not day.rooms:
        return without
    at = {time: number for number, time in enumerate(day.times)}
    cells: list[list[Booking | None]] = [[] for _ in day.times]
    for room in day.rooms:
        for lane in room.lanes:
            free = 0  # the first row that nothing takes yet
            for each in lane:
                first = at[each.start]
                _leave_free(cells[free:first])
                rows = sum(each.start <= time < each.end for time in day.times)
                cells[first].append(_booking(library, each, room.name, rows))
                free = first + rows
            _leave_free(cells[free:])
    named = any(room.name for room in day.rooms)
    rooms = tuple(
        (room.name or (gettext(terms.NO_ROOM) if named else ""), len(room.lanes))
        for room in day.rooms
    )
    moments = tuple(
        Moment(_moment(library, day.start, time, zone), tuple(row))
        for time, row in zip(day.times, cells, strict=True)
    )
    return (Schedule(rooms, moments), *without)


def _leave_free(rows: Iterable[list[Booking | None]]) -> None:
    for row in rows:
        row.append(None)


def _moment(library: Library, day: Start, minutes: int, zone: str) -> Inline:
    """Return a time; one after midnight says its date."""
    time = clock(minutes)
    if not day.day:
        return time
    date = model.date_after(day.day, minutes)
    shown = Time(date_words.moment(Start(date, None, time), zone), time)
    return (
        (shown, Small(date_words.short_day(date, library.language), "en-when"))
        if date != day.day
        else shown
    )


def clock(minutes: int) -> str:
    """Return the time of day after so many minutes.

    >>> clock(1470)
    '00:30'
    """
    return f"{minutes % model.DAY // 60:02}:{minutes % 60:02}"


def _booking(library: Library, booking: model.Booking, room: str, rows: int) -> Booking:
    talk = _talk_of(booking.row)
    times = [booking.start, *([booking.end] if booking.is_known else [])]
    return Booking(
        "–".join(map(clock, times)),
        lines.title(library, booking.row),
        join([who(library, talk), lines.missed(talk)], " · "),
        lines.score(library, talk.rating),
        room,
        rows,
    )


def who(library: Library, talk: Talk) -> str:
    """Return who gave a talk, in words: a schedule has links to talks enough."""
    people = [name_of(library.entries, each) for each in talk.speakers if each.name or each.id]
    orgs = [each.org for each in talk.speakers if each.org is not None]
    named = people or [name_of(library.entries, org) for org in dict.fromkeys([*orgs, *talk.org])]
    return words.joined(named)
