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

    from eventnotes.model.statistics import Distribution

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

PERMALINK = "Link to this heading"
OF = "of"
ALSO = "Also"
PEOPLE = "People"
TALKS = "Talks"
MODERATED_TALKS = "Moderated"
ABSENT_FROM = "Announced, did not come"
EVENTS = "Events"
EVENTS_RUN = "Ran"
EVENTS_SPONSORED = "Sponsored"
LINKS = "Links"
LINKS_MADE = "Wrote or made"
TAKEAWAYS = "Takeaways"
THIS_PAGE = "This page"
LETTERS = "Letters"
PARTS = "Parts of the list"
ALL = "All"
ALL_TALKS = "All talks"
VIA = {"page": "links to the page", "url": "links to it"}
"""How a mention refers that names no id."""

COLUMNS = {
    "title": "Title",
    "speakers": "Who",
    "event": "Event",
    "date": "Date",
    "format": "Format",
    "topics": "Topics",
    "room": "Room",
    "place": "Place",
    "series": "Series",
    "site": "Site",
    "duration": "Duration",
    "attended": "Attended",
    "recording": "Recording",
    "rating": "Score",
    "talks": "Talks",
    "host": "Run by",
    "kind": "Kind",
    "authors": "By",
    "name": "Name",
    "org": "Organisation",
    "moderated": "Moderated",
    "mentions": "Mentions",
    "last": "Last",
    "people": "People",
    "events": "Events",
    "ratings": "Ratings",
    "mean": "Mean",
    "range": "Range",
    "planned": "Planned",
    "actual": "Ran",
    "over": "Over, on average",
}
GROUPS = {
    "year": "Year",
    "event": "Event",
    "topic": "Topic",
    "format": "Format",
    "person": "Person",
    "org": "Organisation",
    "series": "Series",
    "kind": "Kind",
    "site": "Site",
}
_NO_GROUP = {
    "year": "Without a date",
    "event": "Without an event",
    "topic": "Without a topic",
    "format": "Without a format",
    "person": "Without a person",
    "org": "Without an organisation",
    "series": "Not in a series",
    "kind": "Of no kind",
    "site": "Without a site",
}
LINK_KINDS = {
    "article": "article",
    "video": "video",
    "paper": "paper",
    "slides": "slides",
    "code": "code",
    "event": "event",
    "channel": "channel",
    "post": "post",
    "dataset": "data set",
    "book": "book",
    "other": "link",
}
_PLURALS = {  # one of them, several
    "events": ("event", "events"),
    "talks": ("talk", "talks"),
    "people": ("person", "people"),
    "orgs": ("organisation", "organisations"),
    "topics": ("topic", "topics"),
    "links": ("link", "links"),
    "takeaways": ("takeaway", "takeaways"),
    "ratings": ("rating", "ratings"),
}

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


# -- lists -------------------------------------------------------------------------------------


def column(plural: str, key: str) -> str:
    """Return the head of a column.

    >>> column("talks", "title")
    'Talk'
    """
    return capital(_PLURALS[plural][0]) if key == "title" else COLUMNS[key]


def format_name(talk: Talk) -> str:
    """Return what a talk was, for a table.

    >>> format_name(Talk("", "", "", 0, "", format="lightning"))
    'Lightning talk'
    """
    named = talk.format or talk.planned_format
    return capital(_FORMATS.get(named, named))


def group(by: str, title: str) -> str:
    """Return the heading of a group of a list; *title* is empty for what fits none."""
    if not title:
        return _NO_GROUP[by]
    if by == "format":
        return capital(_FORMATS.get(title, title))
    return capital(LINK_KINDS[title]) if by == "kind" else title


def nothing(plural: str) -> str:
    """Return what a list without entries says.

    >>> nothing("talks")
    'No talks here.'
    """
    return f"No {_PLURALS[plural][1]} here."


def shown(plural: str, count: int, total: int) -> str:
    """Return how many entries of a list are shown.

    >>> shown("talks", 10, 24)
    '10 of 24 talks'
    """
    return f"{count} of {total} {_PLURALS[plural][total != 1]}"


def every(plural: str) -> str:
    """Return the words of a link to the whole list."""
    return f"All {_PLURALS[plural][1]}"


def cited(count: int) -> str:
    """Return the summary of what refers to something.

    >>> cited(3)
    'Mentioned in 3 places'
    """
    return f"Mentioned in {count} {'place' if count == 1 else 'places'}"


def summary(found: Distribution, scale: int) -> str:
    """Return the mean of some ratings, never without their count and range.

    >>> summary(Distribution((), 4, "3.5", "2", "5"), 5)
    'Mean 3.5 of 5, from 4 ratings between 2 and 5'
    """
    count = f"{found.number} {_PLURALS['ratings'][found.number != 1]}"
    ends = f" between {found.least} and {found.most}" if found.number > 1 else ""
    return f"Mean {found.mean} of {scale}, from {count}{ends}"


def minutes(seconds: int) -> str:
    """Return a difference in minutes, with its sign.

    >>> minutes(540)
    '+9 min'
    """
    number = round(seconds / 60)
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{abs(number)} min"


def between(least: str, most: str) -> str:
    """Return a range in words."""
    return f"{least} to {most}"


def table_words() -> dict[str, str]:
    """Return what the script of a table says, by the names it knows; ``{…}`` are its places."""
    return {
        "controls": "Filter the table",
        "filter": "Filter {total} talks",
        "topic": "All topics",
        "format": "All formats",
        "year": "All years",
        "score": "Any score",
        "least": "{score} and up",
        "shown": "{count} of {total} talks",
        "none": "No talk matches.",
        "clear": "Clear",
        "sort": "Sort by {column}",
        "loading": "Loading the other parts…",
        "failed": "Only this part is searched: the others can't be loaded.",
    }
