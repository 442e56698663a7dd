"""Dates as people remember them: a day, a month, a year, a range; and the start of a talk.

A date is kept as an ISO 8601 calendar date cut to what is known: ``2025``, ``2025-03`` or
``2025-03-17``. Nothing is ever made more precise than it was written.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple
from zoneinfo import ZoneInfo

from eventnotes.model.fullwidth import narrow

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_RANGE = re.compile(r"\s+to\s+|\s+-+\s+|\s*\.\.+\s*|\s*/\s*|\s*[–—~〜]\s*")
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::[0-5]\d(?:[.,]\d{1,9})?)?)?"
    r"\s*(?P<half>am|pm|a\.m\.|p\.m\.)?"
    r"\s*(?:(?P<utc>Z|UTC|GMT)|(?P<sign>[+−-])(?P<east>0\d|1[0-4])(?::?(?P<east_minute>[0-5]\d))?)?\Z",
    re.IGNORECASE,
)
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년](?:\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?)?")
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?=\D|\Z)")
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
    offset: int | None = None
    """By how many minutes that time is ahead of UTC, if it was written, until it is settled."""


def _parts(date: str) -> tuple[int, int | None, int | None]:
    year, *rest = (int(part) for part in date.split("-"))
    return year, rest[0] if rest else None, rest[1] if len(rest) > 1 else None


def _plain(text: str) -> str:
    """Return a date in ASCII, with dashes, and on one line."""
    text = narrow(" ".join(text.split()))
    return text if text.isascii() else _EAST_ASIAN.sub(_with_dashes, text)


def _with_dashes(match: re.Match[str]) -> str:
    return "-".join(filter(None, match.groups()))


def read_date(text: str) -> str:
    """Return the ISO form of one date.

    :raises ValueError: it is no date, or none in the calendar.
    """
    match = _DATE.match(_plain(text))
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
    parts = _RANGE.split(_plain(text))
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


def _at(text: str, day: str = "", weekday: int | None = None, *, is_iso: bool = False) -> Start:
    """Return the start at the time of day in *text*, if there is any text.

    :param is_iso: whether it is of ISO 8601: elsewhere ``09:30-10:00`` are two times.
    """
    if not text.strip():
        return Start(day, weekday)
    match = _TIME.match(text.strip())
    if match is None or not (match["minute"] or match["half"]):
        raise ValueError(START_FORMS)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(START_FORMS)
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    if hour > 23 or minute > 59 or (match["sign"] not in {None, "+"} and not is_iso):
        raise ValueError(START_FORMS)
    offset: int | None = 0 if match["utc"] else None
    if match["sign"]:
        offset = int(match["east"]) * 60 + int(match["east_minute"] or 0)
        offset *= 1 if match["sign"] == "+" else -1
    return Start(day, weekday, f"{hour:02}:{minute:02}", offset)


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
    text = _plain(text)
    basic = _BASIC.match(text)
    if basic:
        year, month, day, hour, minute, _ = basic.groups()
        text = f"{year}-{month}-{day}T{hour}:{minute}{text[basic.end() :]}"
    is_iso = text[10:11] == "T" and _DATE.match(text[:10]) is not None
    if is_iso:
        text = f"{text[:10]} {text[11:]}"
    head, _, tail = text.partition(" ")
    weekday = _weekday(head)
    if weekday is not None:
        return _at(tail, weekday=weekday)
    if not _DATE.match(head) or len(head) == 4:
        if not text:
            raise ValueError(START_FORMS)
        return _at(text)
    try:
        day = read_date(head)
    except ValueError as error:
        raise ValueError(str(error).replace(DATE_FORMS, START_FORMS)) from None
    if tail.strip() and len(day) < 10:
        raise ValueError(START_FORMS)
    return _at(tail, day, is_iso=is_iso)


def settle(start: Start, span: DateRange | None, timezone: str = "") -> Start:
    """Return *start* with the day that the event's dates leave no doubt about.

    A bare time gets the day of a one-day event; a weekday the only such day in the range.
    Where there is a doubt the day stays open. A time that was written with its distance from UTC
    becomes the event's own where its *timezone* is known, and stays as written where it is not.
    """
    start = _with_day(start, span)
    own, start = start, start._replace(offset=None)
    if own.offset is None or not (own.day and own.time and timezone):
        return start
    east = datetime.timezone(datetime.timedelta(minutes=own.offset))
    written = datetime.datetime.fromisoformat(f"{own.day}T{own.time}").replace(tzinfo=east)
    try:
        there = written.astimezone(ZoneInfo(timezone))
    except OverflowError:  # in the first or last hours of the calendar
        return start
    return start._replace(day=there.date().isoformat(), time=f"{there:%H:%M}")


def after_gap(start: Start, timezone: str) -> str:
    """Return what the clocks show instead of a time that they leave out in spring, or nothing."""
    if not (start.day and start.time and timezone):
        return ""
    written = datetime.datetime.fromisoformat(f"{start.day}T{start.time}")
    try:
        there = written.replace(tzinfo=ZoneInfo(timezone)).astimezone(datetime.UTC)
        shown = there.astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
    except OverflowError:
        return ""
    return "" if shown == written else f"{shown:%H:%M}"


def _with_day(start: Start, span: DateRange | None) -> Start:
    if start.day or span is None:
        return start
    if start.weekday is None:
        return start._replace(day=span.only_day)
    days = [d for d in span.days if datetime.date.fromisoformat(d).weekday() == start.weekday]
    if len(days) == 1:
        return start._replace(day=days[0], weekday=None)
    return start
