"""The program's own words on a page: labels, dates, durations and scores for a reader."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING

from eventnotes.model.dates import DateRange, Start
from eventnotes.model.quantities import on_scale
from eventnotes.model.records import Rating, Talk

if TYPE_CHECKING:
    from babel.core import Locale

UPDATE = "Update"
TAKEAWAY = "Takeaway"
PRIVATE = "Private"
PRIVATE_COPY = "Private copy: it holds words that are not for others."
RUN_BY = "Run by"
SPONSORS = "Sponsored by"
MODERATED = "Moderated by"
ABSENT = "Announced but absent"
EVENT_SITE = "Event site"
PROGRAMME = "Programme"
PUBLISHED = "notes of"
ARCHIVED = "Archived copy"
RATING = "Rating"
TOPICS = "Topics"

MEDIA = {"recording": "Recording", "slides": "Slides", "paper": "Paper", "code": "Code"}

ATTENDED = {
    "in person": "in person",
    "online": "attended online",
    "recording": "seen as a recording",
    "not yet": "not seen yet",
    "no": "not attended",
}

_FORMATS = {"lightning": "lightning talk", "show": "show", "hallway": "hallway conversation"}
_GIVEN_AS = {  # format and whether several people gave it
    ("talk", True): "talks",
    ("talk", False): "a talk",
    ("lightning", True): "lightning talks",
    ("lightning", False): "a lightning talk",
    ("panel", True): "a panel",
    ("keynote", False): "a keynote",
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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


@functools.lru_cache(maxsize=8)
def _locale(language: str) -> Locale | None:
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


@functools.lru_cache(maxsize=4096)
def days(span: DateRange, language: str) -> str:
    """Return a range of dates without saying anything twice.

    >>> days(DateRange("2025-03-17", "2025-03-21"), "en")
    '17–21 March 2025'
    """
    if span.first == span.last:
        return day(span.first, language)
    first, last = day(span.first, language), day(span.last, language)
    locale = _locale(language)
    if (locale is None or locale.language == "en") and len(span.first) == len(span.last):
        for known in (span.last[:7], span.last[:4]):
            if span.first.startswith(known) and len(span.first) > len(known):
                tail = f" {day(known, language)}" if len(known) == 7 else f" {known}"
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


def what(talk: Talk) -> tuple[str, str]:
    """Return what a talk was and how long, and by how much it ran over.

    >>> what(Talk("", "", "", 0, "", format="lightning", planned=300, actual=840))
    ('Lightning talk, planned 5 min, ran 14 min', '+9')
    """
    named = talk.planned_format or talk.format
    parts: list[str] = []
    if named:
        parts.append(_FORMATS.get(named, named))
    if talk.planned_format and talk.format and talk.planned_format != talk.format:
        several = len(talk.speakers) != 1
        parts.append(f"given as {_GIVEN_AS.get((talk.format, several), talk.format)}")
    over = ""
    if talk.planned and talk.actual:
        parts.append(f"planned {duration(talk.planned)}")
        parts.append(f"ran {duration(talk.actual)}")
        over = overrun(talk.planned, talk.actual)
    elif talk.planned:
        parts.append(f"planned {duration(talk.planned)}")
    elif talk.actual:
        parts.append(f"ran {duration(talk.actual)}" if parts else duration(talk.actual))
    return capital(", ".join(parts)), over


def capital(text: str) -> str:
    """Return *text* with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def score(rating: Rating, scale: int) -> str:
    """Return a score on the site's scale, as ``4.5 of 5``, or nothing without one."""
    return "" if rating.fraction is None else f"{on_scale(rating.fraction, scale)} of {scale}"


def half_stars(fraction: float, scale: int) -> int:
    """Return the number of half stars to draw on *scale* stars, a half rounded up."""
    return int(fraction * scale * 2 + 0.5)


def talks(count: int) -> str:
    """Return a count of talks in words."""
    return f"{count} talk" if count == 1 else f"{count} talks"
