"""How the fields that several kinds have are read, and the fields that they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from eventnotes.kinds.field import Option
from eventnotes.model import dates, ids, people, quantities, urls
from eventnotes.model.vocabulary import ATTENDANCE, FORMATS, NO, YES, choose

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


# -- from text to a value ----------------------------------------------------------------------


def text(value: str) -> str:
    """Return words on one line."""
    return " ".join(value.split())


def name(value: str) -> str:
    """Return words that something is called by and headings show."""
    if not ids.is_name(value):
        raise ValueError(people.NAME_FORMS)
    return text(value)


def prose(value: str) -> str:
    """Return words that may hold markup."""
    return value.strip()


def whole_number(value: str) -> int:
    """Return a number from 1."""
    if not value.strip().isdecimal() or len(value) > 7 or not int(value):
        raise ValueError("a whole number from 1")
    return int(value)


def flag(value: str) -> bool:
    """Return yes or no."""
    word = value.strip().lower()
    if word not in YES | NO:
        raise ValueError("true or false, or no value, which is true")
    return word in YES


def talk_format(value: str) -> str:
    """Return what a talk is, in one spelling if it is one of ours."""
    word = text(value).casefold()
    return word if word in FORMATS else name(value)


def attendance(value: str) -> str:
    """Return how the author attended."""
    return choose(value, ATTENDANCE)


def _language(value: str) -> str:
    if not _LANGUAGE.match(value.strip()):
        raise ValueError("a language tag such as en, de or pt-BR")
    return value.strip()


def _topic(value: str) -> people.Name:
    return people.read_name(value, "topics")


def series_name(value: str) -> people.Name:
    """Return what an event is one of."""
    return people.read_name(text(value), "series")


def _org(value: str) -> people.Name:
    return people.read_name(value, "orgs")


def _split_aliases(value: str) -> Iterator[str]:
    yield from filter(None, re.split(r"[\s,;]+", value))


def _split_urls(value: str) -> Iterator[str]:
    yield from value.split()


# -- fields of one type ------------------------------------------------------------------------


def an_id(name: str, help: str, example: str) -> Option:
    """Return an option for an id; which characters it may have depends on the kind."""
    return Option(name, help, prose, "id", example=example)


def earlier(what: str, read: Callable[[str], str], example: str) -> Option:
    """Return an option for older ids, and for addresses where a page was."""
    help = f"Other and older ids of the {what}, and old addresses; all of them lead here."
    return Option("aliases", help, read, "id", _split_aliases, example)


def persons(name: str, help: str, example: str = "") -> Option:
    """Return an option for people."""
    return Option(name, help, people.read_person, "person", people.split_people, example)


def orgs(name: str, help: str, example: str = "") -> Option:
    """Return an option for organisations."""
    return Option(name, help, _org, "argument", people.split_orgs, example)


def links(name: str, help: str) -> Option:
    """Return an option for addresses."""
    return Option(name, help, urls.read_url, "url", _split_urls, "https://example.org/v/1")


def link(help: str) -> Option:
    """Return the option for the address of a thing's own page."""
    return Option("url", help, urls.read_url, "url", example="https://example.org/")


def day(name: str, help: str, example: str = "2025-03-17") -> Option:
    """Return an option for a date."""
    return Option(name, help, dates.read_date, "date", example=example)


def length(name: str, help: str, example: str) -> Option:
    """Return an option for a duration."""
    return Option(name, help, quantities.read_duration, "duration", example=example)


def words(name: str, help: str, example: str, read: Callable[[str], str] = text) -> Option:
    """Return an option for words without markup."""
    return Option(name, help, read, "empty", example=example)


# -- fields that several kinds have ------------------------------------------------------------

TOPICS = Option(
    "topics",
    "Topics, joined by commas.",
    _topic,
    "argument",
    people.split_topics,
    "GPU compilers, ROCm",
)
LANGUAGE = Option(
    "language", "Language it was held in, a BCP 47 tag.", _language, "language", example="de"
)
RATING = Option(
    "rating",
    "A score, the words after it the reason; or words alone.",
    prose,
    "score",
    example="4/5 Clear and short.",
)
ATTENDED = Option(
    "attended",
    f"How you were there: {', '.join(ATTENDANCE)}.",
    attendance,
    "word",
    example="in person",
)
