"""Dates as people remember them: a day, a month, a year, a range; and the start of a talk.

A date is kept as an ISO 8601 calendar date cut to what is known: ``2025``, ``2025-03`` or
``2025-03-17``. Nothing is ever made more precise than it was written.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_RANGE = re.compile(r"\s+to\s+|\s+-+\s+|\s*\.\.+\s*|\s*/\s*|\s*[–—]\s*")
_TIME = re.compile(r"(\d{1,2})(?::(\d\d))?\s*(am|pm|a\.m\.|p\.m\.)?\Z", re.IGNORECASE)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DATE_FORMS = "a day (2025-03-17), a month (2025-03) or a year (2025)"
RANGE_FORMS = f"{DATE_FORMS}, or two of them joined by 'to', '..' or '/'"
START_FORMS = "a time (14:00, 2 pm), a weekday and time (Tue 14:00), a date, or a date and time"


class DateRange(NamedTuple):
    """First and last date, both inclusive and equal for a single one."""

    first: str
    last: str

    @property
    def first_day(self) -> datetime.date:
        """The earliest day it can mean."""
        year, month, day = _parts(self.first)
        return datetime.date(year, month or 1, day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The latest day it can mean."""
        year, month, day = _parts(self.last)
        month = month or 12
        return datetime.date(year, month, day or calendar.monthrange(year, month)[1])

    @property
    def only_day(self) -> str:
        """The day, if it is one day and known, else an empty string."""
        return self.first if self.first == self.last and len(self.first) == 10 else ""

    @property
    def days(self) -> list[str]:
        """Each day from first to last where both are known to the day, else nothing."""
        if len(self.first) < 10 or len(self.last) < 10:
            return []
        start = self.first_day
        count = (self.last_day - start).days + 1
        return [(start + datetime.timedelta(n)).isoformat() for n in range(min(count, 366))]


class Start(NamedTuple):
    """When a talk began, in the event's time zone, as far as it is known."""

    day: str = ""
    """ISO date, or empty."""
    weekday: int | None = None
    """0 for Monday, where a weekday was written and its date is not known."""
    time: str = ""
    """``HH:MM``, or empty."""


def _parts(date: str) -> tuple[int, int | None, int | None]:
    year, *rest = (int(part) for part in date.split("-"))
    return year, rest[0] if rest else None, rest[1] if len(rest) > 1 else None


def read_date(text: str) -> str:
    """Return the ISO form of one date.

    :raises ValueError: it is no date, or none in the calendar.
    """
    match = _DATE.match(text.strip())
    if match is None:
        raise ValueError(DATE_FORMS)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        datetime.date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"{DATE_FORMS}; {error}") from None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def read_range(text: str) -> DateRange:
    """Return the dates an event spans.

    :raises ValueError: one of them is no date, or the last comes before the first.
    """
    parts = _RANGE.split(" ".join(text.split()))
    if len(parts) > 2:
        raise ValueError(RANGE_FORMS)
    try:
        dates = [read_date(part) for part in parts]
    except ValueError as error:
        raise ValueError(str(error).replace(DATE_FORMS, RANGE_FORMS)) from None
    span = DateRange(dates[0], dates[-1])
    if span.last_day < span.first_day:
        raise ValueError(f"{RANGE_FORMS}; the last comes before the first")
    return span


def _read_time(text: str) -> str:
    match = _TIME.match(text.strip())
    if match is None or not (match[2] or match[3]):
        raise ValueError(START_FORMS)
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            raise ValueError(START_FORMS)
        hour = hour % 12 + (12 if match[3].lower().startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise ValueError(START_FORMS)
    return f"{hour:02}:{minute:02}"


def _weekday(word: str) -> int | None:
    wanted = word.rstrip(".,").lower()
    if len(wanted) < 2:
        return None
    found = [n for n, name in enumerate(_WEEKDAYS) if name.startswith(wanted)]
    return found[0] if len(found) == 1 else None


def read_start(text: str) -> Start:
    """Return when a talk began.

    :raises ValueError: it is neither a time nor a date.
    """
    text = " ".join(text.split())
    if text[10:11] == "T" and _DATE.match(text[:10]):
        text = f"{text[:10]} {text[11:]}"
    head, _, tail = text.partition(" ")
    weekday = _weekday(head)
    if weekday is not None:
        return Start(weekday=weekday, time=_read_time(tail) if tail.strip() else "")
    if not _DATE.match(head) or len(head) == 4:
        return Start(time=_read_time(text))
    try:
        day = read_date(head)
    except ValueError as error:
        raise ValueError(str(error).replace(DATE_FORMS, START_FORMS)) from None
    if tail.strip() and len(day) < 10:
        raise ValueError(START_FORMS)
    return Start(day=day, time=_read_time(tail) if tail.strip() else "")


def settle(start: Start, span: DateRange | None) -> Start:
    """Return *start* with the day that the event's dates leave no doubt about.

    A bare time gets the day of a one-day event; a weekday the only such day in the range.
    Where there is a doubt the day stays open.
    """
    if start.day or span is None:
        return start
    if start.weekday is None:
        return start._replace(day=span.only_day)
    days = [d for d in span.days if datetime.date.fromisoformat(d).weekday() == start.weekday]
    if len(days) == 1:
        return Start(day=days[0], time=start.time)
    return start
