"""Dates, times and durations as people say them, in the site's language."""

from __future__ import annotations

import datetime
import functools
import re
from typing import TYPE_CHECKING

from eventnotes.i18n.messages import N_, gettext, normal, pgettext, spoken
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
    >>> day("2025-03-17", "ja")
    '2025年3月17日'
    """
    locale = _locale(language)
    if locale is None or locale.language == "en":
        return _english(iso, None)
    if len(iso) == 10:
        from babel.dates import format_date

        return str(format_date(_date(iso), "long", locale=locale))
    return _as_skeleton(iso, locale, wide=True)


@functools.lru_cache(maxsize=4096)
def short_day(iso: str, language: str) -> str:
    """Return one date with its month cut short, for a table.

    >>> short_day("2025-03-17", "en")
    '17 Mar 2025'
    """
    locale = _locale(language)
    if locale is None or locale.language == "en":
        return _english(iso, 3)
    return _as_skeleton(iso, locale, wide=False)


def month_name(day: datetime.date, language: str) -> str:
    """Return the name of a day's month alone and cut short.

    >>> month_name(datetime.date(2025, 3, 1), "en")
    'Mar'
    """
    locale = _locale(language)
    if locale is None or locale.language == "en":
        return _MONTHS[day.month - 1][:3]
    from babel.dates import format_date

    return str(format_date(day, "LLL", locale=locale))


def _english(iso: str, letters: int | None) -> str:
    """Return a date whose month has so many letters."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return iso
    month = f"{_MONTHS[parts[1] - 1][:letters]} {parts[0]:04}"
    return f"{parts[2]} {month}" if len(parts) > 2 else month


def _date(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{iso}-01-01"[:10])


_SKELETONS = {4: "y", 7: "yMMM", 10: "yMMMd"}
"""What is known of a date, by the length of its ISO form (UTS #35, part 4, §2.6.2)."""


def _as_skeleton(iso: str, locale: Locale, *, wide: bool) -> str:
    from babel.dates import format_skeleton

    skeleton = _SKELETONS[len(iso)]
    if wide and len(iso) == 7:
        skeleton = "yMMMM"
    return str(format_skeleton(skeleton, _date(iso), locale=locale))


@functools.lru_cache(maxsize=8)
def _locale(language: str) -> Locale | None:
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(normal(language))
    except (UnknownLocaleError, ValueError):
        return None


@functools.lru_cache(maxsize=4096)
def days(span: DateRange, language: str, *, short: bool = False) -> str:
    """Return a range of dates without saying anything twice.

    >>> days(DateRange("2025-03-17", "2025-03-21"), "en")
    '17–21 March 2025'
    >>> days(DateRange("2025-03-17", "2025-03-21"), "de")
    '17.–21. März 2025'
    """
    say = short_day if short else day
    first, last = say(span.first, language), say(span.last, language)
    if span.first == span.last:
        return first
    locale = _locale(language)
    if len(span.first) != len(span.last):
        return f"{first} – {last}"
    if locale is None or locale.language == "en":
        return _english_days(span, first, last, language, short=short)
    return _interval(span, locale, wide=not short) or f"{first} – {last}"


def _english_days(span: DateRange, first: str, last: str, language: str, *, short: bool) -> str:
    say = short_day if short else day
    for known in (span.last[:7], span.last[:4]):
        if span.first.startswith(known) and len(span.first) > len(known):
            if len(known) == 7:
                return f"{first.removesuffix(f' {say(known, language)}')}–{last}"
            return f"{first.removesuffix(f' {known}')} – {last}"
    return f"{first} – {last}"


def _interval(span: DateRange, locale: Locale, *, wide: bool) -> str:
    """Return a range in the locale's own form (UTS #35, part 4, §2.6.3), or nothing without one.

    :param wide: whether months are written in full; CLDR has the forms with short ones only.
    """
    from babel.dates import format_date

    field = "y" if span.first[:4] != span.last[:4] else "M"
    if span.first[:7] == span.last[:7]:
        field = "d"
    pattern = locale.interval_formats.get(_SKELETONS[len(span.first)], {}).get(field)
    if pattern is None or len(pattern) != 2:
        return ""
    ends = zip((span.first, span.last), pattern, strict=True)
    return "".join(
        str(format_date(_date(iso), _widened(part) if wide else part, locale=locale))
        for iso, part in ends
    )


def _widened(pattern: str) -> str:
    return re.sub(r"(?<!M)MMM(?!M)|(?<!L)LLL(?!L)", lambda match: match[0] + match[0][0], pattern)


def start(value: Start, *, show_day: bool, language: str) -> str:
    """Return when a talk began; its day only where the event has several."""
    if value.weekday is not None:
        head = _weekday(value.weekday, language)
    else:
        head = day(value.day, language) if value.day and (show_day or not value.time) else ""
    if not value.time:
        return head
    if not head:
        # translators: when a talk began, a time such as 14:00
        return pgettext("start of a talk", "{time}", time=value.time)
    # translators: when a talk began; {day} is a date or a day of the week
    return pgettext("start of a talk", "{day}, {time}", day=head, time=value.time)


def _weekday(number: int, language: str) -> str:
    """Return the name of a day of the week, from 0 for Monday."""
    locale = _locale(language)
    if locale is None or locale.language == "en":
        return _WEEKDAYS[number]
    from babel.dates import get_day_names

    return str(get_day_names("wide", "stand-alone", locale)[number])


def moment(value: Start, timezone: str) -> str:
    """Return a start for machines, with the zone's offset on that day (HTML, RFC 3339)."""
    if not value.time or not value.day:
        return value.day
    if not timezone:
        return f"{value.day}T{value.time}"
    from zoneinfo import ZoneInfo

    local = datetime.datetime.fromisoformat(f"{value.day}T{value.time}")
    return local.replace(tzinfo=ZoneInfo(timezone)).isoformat(timespec="minutes")


def language(tag: str) -> str:
    """Return in which language something was, in the words' own.

    >>> language("de")
    'in German'
    """
    # translators: the language in which a talk was given or an event was held
    return gettext("in {language}", language=_language_name(tag, str(spoken())))


@functools.lru_cache(maxsize=256)
def _language_name(tag: str, among: str) -> str:
    locale = _locale(tag)
    return (locale and locale.get_display_name(among)) or tag


def is_other_language(tag: str, site: str) -> bool:
    """Tell whether a language is not the site's; one without its region is any of its regions'.

    >>> is_other_language("de", "de_AT")
    False
    """
    one, other = (normal(each).split("_") for each in (tag, site))
    return any(a != b for a, b in zip(one, other, strict=False))


_DURATIONS = {  # by whether there are hours, minutes and seconds
    # translators: durations, short; h, min and s are the signs of the units (SI)
    (True, False, False): N_("{hours} h"),
    (True, True, False): N_("{hours} h {minutes} min"),
    (True, True, True): N_("{hours} h {minutes} min {seconds} s"),
    (True, False, True): N_("{hours} h {seconds} s"),
    (False, True, False): N_("{minutes} min"),
    (False, True, True): N_("{minutes} min {seconds} s"),
    (False, False, True): N_("{seconds} s"),
}


def duration(seconds: int) -> str:
    """Return a duration.

    >>> duration(4800)
    '1 h 20 min'
    """
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    message = _DURATIONS.get((hours > 0, minutes > 0, rest > 0), "")
    return gettext(message, hours=hours, minutes=minutes, seconds=rest)


def overrun(planned: int, actual: int) -> str:
    """Return by how much something ran over, or was short; nothing below half a minute.

    >>> overrun(1800, 600)
    '20 min short'
    """
    number = round((actual - planned) / 60)
    if number > 0:
        # translators: by how much a talk was longer than planned
        return gettext("{minutes} min over", minutes=number)
    # translators: by how much a talk was shorter than planned
    return gettext("{minutes} min short", minutes=-number) if number else ""


def minutes(seconds: int) -> str:
    """Return a difference in minutes, with its sign.

    >>> minutes(540)
    '+9 min'
    """
    number = round(seconds / 60)
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return gettext("{minutes} min", minutes=f"{sign}{abs(number)}")
