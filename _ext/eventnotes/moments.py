"""Dates, times and durations as people say them, in the site's language."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING

from eventnotes.model.dates import DateRange, Start

if TYPE_CHECKING:
    from babel.core import Locale

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@functools.lru_cache(maxsize=4096)
def day(iso: str, language: str) -> str:
    """Return one date as people write it, as exact as it is known.

    >>> day("2025-03-17", "en")
    '17 March 2025'
    """
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return iso
    date = datetime.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    locale = _locale(language)
    if locale is None or locale.language == "en":
        month = f"{_MONTHS[date.month - 1]} {date.year}"
        return f"{date.day} {month}" if len(parts) > 2 else month
    from babel.dates import format_date

    if len(parts) == 2:
        return str(format_date(date, "LLLL y", locale=locale))
    return str(format_date(date, "long", locale=locale))


@functools.lru_cache(maxsize=4096)
def short_day(iso: str, language: str) -> str:
    """Return one date with its month cut short, for a table.

    >>> short_day("2025-03-17", "en")
    '17 Mar 2025'
    """
    parts = iso.split("-")
    locale = _locale(language)
    if len(parts) == 1:
        return iso
    if locale is None or locale.language == "en":
        month = f"{_MONTHS[int(parts[1]) - 1][:3]} {parts[0]}"
        return f"{int(parts[2])} {month}" if len(parts) > 2 else month
    from babel.dates import format_date

    date = datetime.date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    return str(format_date(date, "medium" if len(parts) > 2 else "LLL y", locale=locale))


@functools.lru_cache(maxsize=8)
def _locale(language: str) -> Locale | None:
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


@functools.lru_cache(maxsize=4096)
def days(span: DateRange, language: str, *, short: bool = False) -> str:
    """Return a range of dates without saying anything twice.

    >>> days(DateRange("2025-03-17", "2025-03-21"), "en")
    '17–21 March 2025'
    """
    say = short_day if short else day
    first, last = say(span.first, language), say(span.last, language)
    if span.first == span.last:
        return first
    locale = _locale(language)
    if (locale is None or locale.language == "en") and len(span.first) == len(span.last):
        for known in (span.last[:7], span.last[:4]):
            if span.first.startswith(known) and len(span.first) > len(known):
                tail = f" {say(known, language)}" if len(known) == 7 else f" {known}"
                return (
                    f"{first.removesuffix(tail)}–{last}"
                    if len(known) == 7
                    else (f"{first.removesuffix(tail)} – {last}")
                )
    return f"{first} – {last}"


def start(value: Start, *, show_day: bool, language: str) -> str:
    """Return when a talk began; its day only where the event has several."""
    if value.weekday is not None:
        head = _WEEKDAYS[value.weekday]
    else:
        head = day(value.day, language) if value.day and (show_day or not value.time) else ""
    return ", ".join(part for part in (head, value.time) if part)


def moment(value: Start, timezone: str) -> str:
    """Return a start for machines, with the zone's offset on that day (HTML, RFC 3339)."""
    if not value.time or not value.day:
        return value.day
    if not timezone:
        return f"{value.day}T{value.time}"
    from zoneinfo import ZoneInfo

    local = datetime.datetime.fromisoformat(f"{value.day}T{value.time}")
    return local.replace(tzinfo=ZoneInfo(timezone)).isoformat(timespec="minutes")


@functools.lru_cache(maxsize=256)
def language(tag: str, site: str) -> str:
    """Return the name of a language in the site's own.

    >>> language("de", "en")
    'in German'
    """
    from babel.core import Locale, UnknownLocaleError

    try:
        name = Locale.parse(tag.replace("-", "_")).get_display_name(_locale(site))
    except (UnknownLocaleError, ValueError):
        name = None
    return f"in {name or tag}"


@functools.lru_cache(maxsize=4096)
def duration(seconds: int) -> str:
    """Return a duration.

    >>> duration(4800)
    '1 h 20 min'
    """
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (rest, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


@functools.lru_cache(maxsize=4096)
def overrun(planned: int, actual: int) -> str:
    """Return the difference in minutes with its sign, or nothing below half a minute."""
    minutes = round((actual - planned) / 60)
    return f"{'+' if minutes > 0 else '−'}{abs(minutes)}" if minutes else ""


def minutes(seconds: int) -> str:
    """Return a difference in minutes, with its sign.

    >>> minutes(540)
    '+9 min'
    """
    number = round(seconds / 60)
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{abs(number)} min"
