"""Every option of every directive, stated once: its name, how it is read, what it means.

The readers below turn text into values and raise :exc:`ValueError` with what is allowed.
The tables of options in the guide are made from :data:`OPTIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eventnotes.leaks.drafts import NO, YES
from eventnotes.model import dates, people, quantities, urls
from eventnotes.model.vocabulary import ATTENDANCE, FORMATS, LINK_KINDS, choose, nearest
from eventnotes.notices import Notice

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a directive."""

    name: str
    help: str
    read: Callable[[str], Any]
    """Text in, value out; raises ValueError that says what is allowed."""
    notice: Notice
    """The warning when it can't be read."""
    split: Callable[[str], Iterator[str]] | None = None
    """How a list is split into what :attr:`read` takes; a list's lines add up."""
    example: str = ""
    flag: bool = False
    """Whether no value stands for true."""


def _text(value: str) -> str:
    return " ".join(value.split())


def _prose(value: str) -> str:
    return value.strip()


def _language(value: str) -> str:
    if not _LANGUAGE.match(value.strip()):
        raise ValueError("a language tag such as en, de or pt-BR")
    return value.strip()


def _flag(value: str) -> bool:
    word = value.strip().lower()
    if word not in YES | NO:
        raise ValueError("true or false, or no value, which is true")
    return word in YES


def _timezone(value: str) -> str:
    from zoneinfo import ZoneInfo, available_timezones

    name = value.strip()
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        guess = nearest(name, available_timezones())
        hint = f"; did you mean {guess[0]!r}?" if guess else ""
        raise ValueError(f"an IANA time zone name such as Europe/Berlin{hint}") from None
    return name


def _format(value: str) -> str:
    word = _text(value).casefold()
    return word if word in FORMATS else _text(value)


def _split_urls(value: str) -> Iterator[str]:
    yield from value.split()


def _id(name: str, text: str, example: str) -> Option:
    return Option(name, text, _prose, Notice.ID, example=example)


def _people(name: str, text: str, example: str = "") -> Option:
    return Option(name, text, people.read_person, Notice.PERSON, people.split_people, example)


def _orgs(name: str, text: str, example: str = "") -> Option:
    def read(value: str) -> people.Name:
        return people.read_name(value, "orgs")

    return Option(name, text, read, Notice.ARGUMENT, people.split_orgs, example)


def _urls(name: str, text: str) -> Option:
    return Option(name, text, urls.read_url, Notice.URL, _split_urls, "https://example.org/v/1")


def _topic(value: str) -> people.Name:
    return people.read_name(value, "topics")


_TOPICS = Option(
    "topics",
    "Topics, joined by commas.",
    _topic,
    Notice.ARGUMENT,
    people.split_topics,
    "GPU compilers, ROCm",
)
_LANGUAGE_OPTION = Option(
    "language", "Language it was held in, a BCP 47 tag.", _language, Notice.LANGUAGE, example="de"
)
_RATING = Option(
    "rating",
    "A score, the words after it the reason; or words alone.",
    _prose,
    Notice.SCORE,
    example="4/5 Clear and short.",
)
_ATTENDED = Option(
    "attended",
    f"How you were there: {', '.join(ATTENDANCE)}.",
    lambda value: choose(value, ATTENDANCE),
    Notice.WORD,
    example="in person",
)


def _url(text: str) -> Option:
    return Option("url", text, urls.read_url, Notice.URL, example="https://example.org/")


def _date(name: str, text: str, example: str = "2025-03-17") -> Option:
    return Option(name, text, dates.read_date, Notice.DATE, example=example)


def _duration(name: str, text: str, example: str) -> Option:
    return Option(name, text, quantities.read_duration, Notice.DURATION, example=example)


def _words(name: str, text: str, example: str) -> Option:
    return Option(name, text, _text, Notice.EMPTY, example=example)


EVENT = (
    _id("id", "The event's id, instead of the one from the file's name.", "beyond-cuda-2025"),
    Option(
        "date",
        "A day, a month, a year, or two of them joined by `to`, `..` or `/`.",
        dates.read_range,
        Notice.DATE,
        example="2025-03-17 to 2025-03-21",
    ),
    _date("published", "When the notes came out; else the event's last day.", "2025-04-02"),
    Option(
        "timezone",
        "IANA name of the zone that the talks' times are in.",
        _timezone,
        Notice.TIMEZONE,
        example="America/Los_Angeles",
    ),
    _words("place", "Town and country or state; `online` is a place too.", "San Jose, California"),
    _words("venue", "The building.", "SAP Center"),
    _orgs("host", "Who ran it.", "TensorWave"),
    _orgs("sponsors", "Who paid for it.", "NVIDIA; AMD"),
    _words("series", "What it is one of.", "GTC"),
    _url("The event's own page."),
    _ATTENDED,
    _RATING,
    _TOPICS,
    _LANGUAGE_OPTION,
    Option(
        "draft",
        "Without a value: only your own copy is built with this page, as with one in `drafts/`.",
        _flag,
        Notice.DRAFT,
        flag=True,
    ),
    _urls("recording", "Recordings of the whole event."),
    _urls("slides", "Slides of the whole event."),
)

TALK = (
    _id("id", "The talk's own part of its id, instead of the title's slug.", "scale"),
    Option(
        "title",
        "The talk's title where the heading above is not it.",
        _prose,
        Notice.EMPTY,
        example="SCALE: CUDA on AMD",
    ),
    _people(
        "speakers",
        "People: `Name`, `Name (Organisation)` or `Name (Organisation, role)`.",
        "Greg Diamos (TensorWave), Nicholas Wilt",
    ),
    _people("moderator", "Who led a panel.", "Jane Doe (Example Inc.)"),
    _people("absent", "Who was announced and did not come.", "Jim Keller (Tenstorrent)"),
    _orgs("org", "Whose talk, booth, poster or demo it is.", "Spectral Compute"),
    Option(
        "format",
        f"What it was: {', '.join(FORMATS)}, or any other word.",
        _format,
        Notice.EMPTY,
        example="panel",
    ),
    Option(
        "planned-format",
        "What it was announced as, if it turned out otherwise.",
        _format,
        Notice.EMPTY,
        example="panel",
    ),
    Option(
        "start",
        "A time, a weekday and time, a date, or date and time.",
        dates.read_start,
        Notice.START,
        example="Tue 14:00",
    ),
    _duration("planned", "How long it was meant to take; a bare number is minutes.", "5 min"),
    _duration("actual", "How long it took.", "1 h 20"),
    _words("room", "Where in the building.", "Hall 2"),
    _url("The talk's page in the programme."),
    _urls("recording", "Recordings."),
    _urls("slides", "Slides."),
    _urls("paper", "Papers it is about."),
    _urls("code", "Code it shows."),
    Option(
        "attended",
        f"How you were there: {', '.join(ATTENDANCE)}; else as the event says.",
        _ATTENDED.read,
        Notice.WORD,
        example="recording",
    ),
    _RATING,
    _TOPICS,
    _LANGUAGE_OPTION,
)

LINK = (
    _id("id", "Its id after `links/`, instead of the title's slug.", "scale-docs"),
    Option("title", "Its title.", _prose, Notice.EMPTY, example="SCALE documentation"),
    _people("authors", "Who wrote or made it.", "Jane Doe"),
    _words("site", "Where it came out, if the host does not say.", "SemiAnalysis"),
    _date("date", "When it came out.", "2025-03-19"),
    Option(
        "kind",
        f"One of {', '.join(LINK_KINDS)}; told from the address if left out.",
        lambda value: choose(value, LINK_KINDS),
        Notice.WORD,
        example="article",
    ),
    _TOPICS,
    Option(
        "archive",
        "Address of an archived copy.",
        urls.read_url,
        Notice.URL,
        example="https://web.archive.org/web/2025/https://example.org/",
    ),
)

TAKEAWAY = (
    _id("id", "Gives it an id, so that it can be referred to.", "quirks"),
    _TOPICS,
)

ABOUT = (
    _words("name", "The name to show.", "Dylan Patel"),
    Option(
        "aliases",
        "Other or older names and ids; they lead here.",
        _text,
        Notice.ID,
        people.split_people,
        "Dylan; people/d-patel",
    ),
    _url("A page of theirs."),
)

OPTIONS: Mapping[str, tuple[Option, ...]] = {
    "event": EVENT,
    "talk": TALK,
    "rating": (),
    "link": LINK,
    "takeaway": TAKEAWAY,
    "about": ABOUT,
    "update": (),
    "private": (),
    "photos": (),
}
"""The options of each directive. ``{rating}`` takes the site's own criteria as well."""


def by_name(options: tuple[Option, ...]) -> dict[str, Option]:
    """Return options by every spelling that is taken: singular and plural."""
    table = {option.name: option for option in options}
    for option in options:
        other = option.name.removesuffix("s") if option.name.endswith("s") else f"{option.name}s"
        table.setdefault(other, option)
    if "aliases" in table:
        table["alias"] = table["aliases"]
    return table
