"""The program's own words on a page: labels, heads of columns, counts and scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.model.quantities import on_scale
from eventnotes.model.records import Rating, Talk
from eventnotes.moments import duration, overrun

if TYPE_CHECKING:
    from eventnotes.model.statistics import Distribution

UPDATE = "Update"
TAKEAWAY = "Takeaway"
COMMENTARY = "My view"
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
DEAD = "dead link"
WATCH = "Watch the video"
RATING = "Rating"
TOPICS = "Topics"

PERMALINK = "Link to this heading"
LINK_COPIED = "Link copied"
CONTENTS = "On this page"
NOTES = "Notes"
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
    "over": "Ran over",
    "average": "On average",
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

CITED_AS = {
    "recording": "recording",
    "slides": "slides",
    "paper": "paper",
    "code": "code",
    "event": "event site",
    "programme": "programme",
    "about": "their page",
}
"""What the option that holds an address says of it, after the place."""

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


def nothing(plural: str, form: str = "") -> str:
    """Return what a list without entries says.

    >>> nothing("talks")
    'No talks here.'
    """
    if form == "overrun":
        return "No talks here whose planned and actual durations are known."
    return f"No {_PLURALS[plural][1]} here."


def shown(plural: str, count: int, total: int) -> str:
    """Return how many entries of a list are shown.

    >>> shown("talks", 10, 24)
    '10 of 24 talks'
    """
    return f"{count} of {total} {_PLURALS[plural][total != 1]}"


def of_all(count: int, total: int) -> str:
    """Return how many rows of an entry are shown.

    >>> of_all(1000, 5000)
    'The latest 1000 of 5000'
    """
    return f"The latest {count} of {total}"


def count(plural: str, number: int) -> str:
    """Return a number of things.

    >>> count("talks", 1)
    '1 talk'
    """
    return f"{number} {_PLURALS[plural][number != 1]}"


def first_of(count: int, total: int) -> str:
    """Return how many places are shown.

    >>> first_of(1000, 5000)
    'The first 1000 of 5000'
    """
    return f"The first {count} of {total}"


def every(plural: str) -> str:
    """Return the words of a link to the whole list."""
    return f"All {_PLURALS[plural][1]}"


def note(mark: str) -> str:
    """Return what a folded note is called.

    >>> note("3")
    'Note 3'
    """
    return f"Note {mark}"


def all_notes(count: int) -> str:
    """Return the words of a link to the list of a page's notes.

    >>> all_notes(3)
    'All 3 notes of this page'
    """
    return f"All {count} notes of this page"


def archived(day: str) -> str:
    """Return the words of a link to an archived copy.

    >>> archived("1 May 2024")
    'archived copy of 1 May 2024'
    """
    return f"archived copy of {day}" if day else "archived copy"


def at(part: str) -> str:
    """Return the words of a link to a part of a resource.

    >>> at("12:34")
    'at 12:34'
    """
    return f"at {part}"


def more_places(count: int) -> str:
    """Return how many places that cite something are not shown."""
    return f"and in {count} more places"


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


def between(least: str, most: str) -> str:
    """Return a range in words."""
    return f"{least} to {most}"


def table_words(*, divided: bool) -> dict[str, str]:
    """Return what the script of a table says, by the names it knows; ``{…}`` are its places.

    :param divided: whether the page holds a part of the table only.
    """
    return {
        "controls": "Filter the table",
        "filter": "Filter all talks" if divided else "Filter {total} talks",
        "topics": GROUPS["topic"],
        "formats": GROUPS["format"],
        "years": GROUPS["year"],
        "scores": COLUMNS["rating"],
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


def rel(*, private: bool) -> str:
    """Return how a link to another site is related to the page (HTML Living Standard §4.6.7).

    The author's own copy tells no other site where it was read.
    """
    return "external noreferrer" if private else "external"


# -- photos ------------------------------------------------------------------------------------

PHOTO = "Photo"
PHOTO_WORDS = {
    "photos": "Photos",
    "counter": "{number} of {total}",
    "previous": "Previous photo",
    "next": "Next photo",
    "whole": "Open the whole picture",
    "close": "Close",
}
"""What the script of the light box says, by the names it knows; ``{…}`` are its places."""


def photo(number: int, total: int) -> str:
    """Return what a photo is called that nobody has described.

    >>> photo(3, 12)
    'Photo 3 of 12'
    """
    return f"{PHOTO} {number} of {total}" if total > 1 else PHOTO
