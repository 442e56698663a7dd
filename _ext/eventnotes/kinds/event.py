"""Events."""

from __future__ import annotations

from eventnotes.kinds.field import Kind, Listed, Option
from eventnotes.kinds.readers import (
    ATTENDED,
    LANGUAGE,
    RATING,
    TOPICS,
    an_id,
    day,
    earlier,
    flag,
    link,
    links,
    orgs,
    persons,
    series_name,
    words,
)
from eventnotes.model import dates, ids
from eventnotes.model.zones import read_timezone

EVENT = Kind(
    "event",
    "events",
    Listed(
        ("lead", "cards", "list", "table", "timeline"),
        ("-date", "title", "-rating", "-talks"),
        (
            *("title", "date", "place", "host", "series", "talks", "attended", "topics"),
            *("recording", "slides", "rating"),
        ),
        ("title", "date", "place", "talks", "rating"),
        ("year", "series", "topic", "org", "person", "format"),
    ),
    (
        an_id("id", "The event's id, instead of the one from the file's name.", "beyond-cuda-2025"),
        earlier("event", ids.read_alias, "beyond-cuda-24, research/2024-beyond-cuda/"),
        Option(
            "date",
            "A day, a month, a year, or two of them joined by `to`, `..` or `/`.",
            dates.read_range,
            "date",
            example="2025-03-17 to 2025-03-21",
        ),
        day("published", "When the notes came out; else the event's last day.", "2025-04-02"),
        Option(
            "timezone",
            "IANA name of the zone that the talks' times are in.",
            read_timezone,
            "timezone",
            example="America/Los_Angeles",
        ),
        words(
            "place", "Town and country or state; `online` is a place too.", "San Jose, California"
        ),
        words("venue", "The building.", "SAP Center"),
        orgs("host", "Who ran it.", "TensorWave"),
        orgs("sponsors", "Who paid for it.", "NVIDIA; AMD"),
        Option(
            "series", "What it is one of: a name or an id.", series_name, "empty", example="GTC"
        ),
        link("The event's own page."),
        ATTENDED,
        persons("by", "Who wrote the notes, where several do.", "Ann Miller; Bo Ek"),
        persons("attended-by", "Who went, where several do.", "Ann Miller"),
        RATING,
        TOPICS,
        LANGUAGE,
        Option(
            "draft",
            "Without a value: only your own copy is built with this page, as with one in"
            " `drafts/`.",
            flag,
            "draft",
            flag=True,
        ),
        links("recording", "Recordings of the whole event."),
        links("slides", "Slides of the whole event."),
    ),
    facts=(
        *("date", "place", "attended", "series", "language", "published"),
        *("url", "recording", "slides"),
    ),
    search=0,
)
