"""What talks and events name: people, organisations, topics and series, and what is added to one;
and the years that they are of.
"""

from __future__ import annotations

from eventnotes.kinds.field import Kind, Listed, Option
from eventnotes.kinds.readers import link, text, words
from eventnotes.model import people

_SORTS = ("name", "-talks", "-last")

PERSON = Kind(
    "person",
    "people",
    Listed(
        ("list", "table"),
        _SORTS,
        ("name", "org", "talks", "moderated", "mentions", "last"),
        ("name", "org", "talks", "last"),
        ("org", "topic", "event", "series", "year", "format"),
    ),
    prefix="people",
    is_name=True,
)
ORG = Kind(
    "org",
    "orgs",
    Listed(
        ("list", "table"),
        _SORTS,
        ("name", "people", "talks", "events", "mentions", "last"),
        ("name", "people", "talks", "last"),
        ("topic", "event", "series", "year", "format"),
    ),
    prefix="orgs",
    is_name=True,
)
TOPIC = Kind(
    "topic",
    "topics",
    Listed(
        ("list", "table"),
        _SORTS,
        ("name", "talks", "events", "mentions", "last"),
        ("name", "talks", "events", "last"),
        ("event", "series", "year", "format", "org"),
    ),
    prefix="topics",
    search=2,
    is_name=True,
)

SERIES = Kind("series", "series", Listed(()), prefix="series", search=2, is_name=True)
"""Lists of events have them under headings."""
YEAR = Kind("year", "years", Listed(()), prefix="years")

ABOUT = (
    words("name", "The name to show.", "Dylan Patel"),
    Option(
        "aliases",
        "Other or older names and ids; they lead here.",
        text,
        "id",
        people.split_people,
        "Dylan; people/d-patel",
    ),
    link("A page of theirs."),
)
"""The options of ``{about}``."""
