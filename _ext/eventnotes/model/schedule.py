"""Where talks stand in the schedule of their event: on which day, in which room, and how long.

Minutes are counted from the midnight that a day begins with, so those of a night go on after 1440.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from eventnotes.model.collation import bare, collate, natural
from eventnotes.model.dates import Start
from eventnotes.model.profiles import Row

DAY = 24 * 60
_SMALL_HOURS = 6 * 60
"""A talk before this time may belong to the night before …"""
_PAUSE = 3 * 60
"""… if no more than this lies between it and what was before."""


class Booking(NamedTuple):
    """A talk in its room."""

    row: Row
    start: int
    end: int
    """When it was to end; without a duration, when the next begins there."""
    is_known: bool
    """Whether that end was noted."""


class Room(NamedTuple):
    """A room on one day."""

    name: str
    """Empty for talks of which no room is known."""
    lanes: tuple[tuple[Booking, ...], ...]
    """Talks one after the other; there are several where talks overlap."""


class Day(NamedTuple):
    """A day with the night that follows."""

    start: Start
    """Its date, or else the day of the week."""
    rooms: tuple[Room, ...]
    times: tuple[int, ...]
    """When something begins, or a break of all does."""
    untimed: tuple[Row, ...]
    """The talks of that day of which no time is known."""


class Schedule(NamedTuple):
    """The schedule of an event."""

    days: tuple[Day, ...]
    dayless: tuple[Row, ...]
    """Talks at a time of an unknown day."""
    untimed: tuple[Row, ...]
    """Talks of which neither day nor time is known."""


def schedule(rows: Iterable[Row]) -> Schedule:
    """Return the schedule of the talks in *rows*; each of them is in it once."""
    days: dict[Start, list[Row]] = {}
    dayless: list[Row] = []
    untimed: list[Row] = []
    for row in rows:
        start = row.talk.start if row.talk is not None else None
        if start is not None and (start.day or start.weekday is not None):
            days.setdefault(Start(start.day, start.weekday), []).append(row)
        elif start is not None and start.time:
            dayless.append(row)
        else:
            untimed.append(row)
    found: list[Day] = []
    timed: dict[Start, list[tuple[int, Row]]] = {}
    night = (Start(), 0)  # the day before, and when its last talk ends
    for day in sorted(days, key=_in_time):
        for row in sorted(days[day], key=_time):
            if not _time(row):
                continue
            minutes, of = _minutes(_time(row)), day
            late = minutes < _SMALL_HOURS and minutes + DAY <= night[1] + _PAUSE
            if late and _follows(night[0], day):
                minutes, of = minutes + DAY, night[0]
            timed.setdefault(of, []).append((minutes, row))
            end = minutes + (_length(row) or 0)
            night = (of, max(night[1], end) if of == night[0] else end)
    for day in sorted({**days, **timed}, key=_in_time):
        without = tuple(row for row in days[day] if not _time(row))
        rooms = _rooms(timed.get(day, []))
        if rooms or without:
            found.append(Day(day, rooms, _times(rooms), without))
    return Schedule(tuple(found), tuple(sorted(dayless, key=_time)), tuple(untimed))


def _in_time(day: Start) -> tuple[str, int]:
    return (day.day or "~", -1 if day.weekday is None else day.weekday)


def _time(row: Row) -> str:
    return row.talk.start.time if row.talk is not None and row.talk.start is not None else ""


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def _follows(before: Start, day: Start) -> bool:
    """Tell whether *day* is the one after *before*."""
    if not (before.day and day.day):
        return False
    first, next_one = (datetime.date.fromisoformat(each.day) for each in (before, day))
    return (next_one - first).days == 1


def date_after(day: str, minutes: int) -> str:
    """Return the date so many minutes after the midnight that a day begins with.

    >>> date_after("2025-02-28", 1470)
    '2025-03-01'
    """
    return (datetime.date.fromisoformat(day) + datetime.timedelta(minutes=minutes)).isoformat()


def _length(row: Row) -> int:
    """Return how many minutes a talk was to take, or took; 0 if neither is known."""
    talk = row.talk
    seconds = (talk.planned or talk.actual or 0) if talk is not None else 0
    return -(-seconds // 60)


def _rooms(timed: Iterable[tuple[int, Row]]) -> tuple[Room, ...]:
    """Return the rooms by name, as people count; talks without one stand last."""
    found: dict[str, list[tuple[int, Row]]] = {}
    names: dict[str, str] = {}
    for minutes, row in timed:
        name = row.talk.room if row.talk is not None else ""
        found.setdefault(bare(name), []).append((minutes, row))
        names.setdefault(bare(name), name)
    order = sorted(found, key=lambda key: (not key, natural(key)))
    return tuple(Room(names[key], _lanes(_bookings(found[key]))) for key in order)


def _bookings(timed: Sequence[tuple[int, Row]]) -> Iterator[Booking]:
    """Yield the talks in a room, by their starts."""
    starts = sorted({minutes for minutes, _ in timed})
    following = dict(itertools.pairwise(starts))
    for minutes, row in sorted(timed, key=lambda pair: (pair[0], collate(pair[1].record.title))):
        length = _length(row)
        end = minutes + length if length else following.get(minutes, minutes + 1)
        yield Booking(row, minutes, end, bool(length))


def _lanes(bookings: Iterable[Booking]) -> tuple[tuple[Booking, ...], ...]:
    """Put each talk into the first lane that is free when it begins."""
    lanes: list[list[Booking]] = []
    for booking in bookings:
        free = next((lane for lane in lanes if lane[-1].end <= booking.start), None)
        if free is None:
            lanes.append([booking])
        else:
            free.append(booking)
    return tuple(map(tuple, lanes))


def _times(rooms: Sequence[Room]) -> tuple[int, ...]:
    """Return the times of a day's rows: of all starts, and of ends after which nothing goes on."""
    ends: dict[int, list[Booking]] = {}
    for booking in (each for room in rooms for lane in room.lanes for each in lane):
        ends.setdefault(booking.start, []).append(booking)
    times = sorted(ends)
    reached = 0
    for start, following in itertools.pairwise(times[:]):
        for booking in ends[start]:
            known = booking.end if booking.is_known else max(booking.end, following)
            reached = max(reached, known)
        if reached < following:
            times.append(reached)
    return tuple(sorted(times))
