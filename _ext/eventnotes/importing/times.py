"""Times as schedules write them: moments with or without a zone, clocks, and durations."""

from __future__ import annotations

import datetime
import re
from zoneinfo import ZoneInfo

from eventnotes.model.quantities import read_duration

Moment = datetime.datetime | datetime.date
"""A day, or a day and time, which may know its offset from UTC."""

DAY_FORMS = "a day such as 2026-01-10"
MOMENT_FORMS = f"{DAY_FORMS}, or with a time, such as 2026-01-10T09:30:00+01:00"
CLOCK_FORMS = "a time such as 09:30"
LENGTH_FORMS = "a duration such as 00:20, 20 (minutes) or PT20M"

_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?\Z")
_LENGTH = re.compile(r"(?:(?P<d>\d{1,2}):(?=\d+:\d+))?(?P<h>\d{1,3}):(?P<m>[0-5]\d)\Z")
_SECONDS = re.compile(r"(?P<h>\d{1,2}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)\Z")
_EARLY = datetime.time(6)
"""Before it, a time that is before the change of days belongs to the night of its day."""


def read_moment(text: str) -> Moment:
    """Return a moment of ISO 8601, or a day.

    :raises ValueError: it is none, or none in the calendar.
    """
    text = text.strip()
    try:
        if not is_usual(int(text[:4])):
            raise ValueError(MOMENT_FORMS)
        if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
            return datetime.date.fromisoformat(text)
        if not re.match(r"\d{4}-?\d\d-?\d\d[T ]", text):
            raise ValueError(MOMENT_FORMS)
        # the offset is written with a space before it by some, and without a colon by others
        return datetime.datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d)", "", text))
    except ValueError:
        raise ValueError(MOMENT_FORMS) from None


def is_usual(year: int) -> bool:
    """Tell whether there are some days before and after each day of a year, to count with."""
    return 1 < year < 9999


def read_day(text: str) -> datetime.date:
    """Return a day, also of a moment.

    :raises ValueError: it is none, or none in the calendar.
    """
    return day_of(read_moment(text))


def day_of(moment: Moment) -> datetime.date:
    """Return the day of a moment, as a clock on the wall has it."""
    return moment.date() if isinstance(moment, datetime.datetime) else moment


def read_clock(text: str) -> datetime.time:
    """Return a time of the day.

    :raises ValueError: it is none.
    """
    match = _CLOCK.match(text.strip())
    if match is None or int(match[1]) > 23:
        raise ValueError(CLOCK_FORMS)
    return datetime.time(int(match[1]), int(match[2]))


def on_day(
    day: datetime.date, clock: datetime.time, change: datetime.time | None = None
) -> datetime.datetime:
    """Return a time on a day of a programme, whose nights belong to the day before.

    :param change: when the next day of the programme begins.
    """
    if change is not None and clock < min(change, _EARLY):
        day += datetime.timedelta(days=1)
    return datetime.datetime.combine(day, clock)


def read_length(value: str | int | float) -> int:
    """Return a duration in seconds; a bare number is minutes, ``00:20`` hours and minutes.

    :raises ValueError: it is none, nothing, or longer than a week.
    """
    text = str(value).strip()
    match = _LENGTH.match(text) or _SECONDS.match(text)
    if match:
        parts = {name: int(number or 0) for name, number in match.groupdict().items()}
        total = parts.get("d", 0) * 24 * 60 + parts["h"] * 60 + parts["m"]
        text = f"{total} min {parts.get('s', 0)} s" if total or parts.get("s") else "none"
    try:
        return read_duration(re.sub(r"^P(?=\d+D)(\d+)D(?:T(\d+)H)?", _with_days, text))
    except ValueError:
        raise ValueError(LENGTH_FORMS) from None


def _with_days(match: re.Match[str]) -> str:
    return f"PT{int(match[1]) * 24 + int(match[2] or 0)}H"


def between(start: Moment | None, end: Moment | None) -> int:
    """Return the seconds from one moment to a later one; 0 where that can't be told."""
    if not isinstance(start, datetime.datetime) or not isinstance(end, datetime.datetime):
        return 0
    if bool(start.tzinfo) != bool(end.tzinfo):
        return 0
    return max(0, int((end - start).total_seconds()))


def say_length(seconds: int) -> str:
    """Return a duration as a person writes it: ``45 min``, ``1 h 20``."""
    minutes, rest = divmod(seconds, 60)
    if rest:
        return f"{minutes} min {rest} s" if minutes else f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"


def zone_named(name: str) -> ZoneInfo | None:
    """Return the time zone of a name, None where there is none."""
    try:
        return ZoneInfo(name.strip()) if name.strip() else None
    except (KeyError, ValueError, OSError):
        return None


def zone_at(offset: datetime.timedelta) -> str:
    """Return the name of a zone that is always that far from UTC; empty where none has a name."""
    hours, rest = divmod(int(offset.total_seconds()), 3600)
    if rest or not -12 <= hours <= 14:
        return ""
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"  # their sign is that of POSIX, west is plus
