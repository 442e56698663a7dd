"""Records made without reading a page, and a small library of them to ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventnotes.kinds.tables import LISTS
from eventnotes.model.answer import Answer, Item, answer
from eventnotes.model.corpus import Corpus
from eventnotes.model.dates import DateRange, Start
from eventnotes.model.library import Library
from eventnotes.model.people import Mention, Name, read_name, read_person
from eventnotes.model.profiles import Profile, Row
from eventnotes.model.query import Query
from eventnotes.model.records import About, Event, Link, PageNotes, Rating, Takeaway, Talk
from eventnotes.model.resources import Resource


def people(*names: str) -> tuple[Mention, ...]:
    """Return people as they would be written."""
    return tuple(read_person(name) for name in names)


def orgs(*names: str) -> tuple[Name, ...]:
    """Return organisations."""
    return tuple(read_name(name, "orgs") for name in names)


def topics(*names: str) -> tuple[Name, ...]:
    """Return topics."""
    return tuple(read_name(name, "topics") for name in names)


def score(fraction: float | None) -> Rating:
    """Return a rating, in words only where there is no fraction."""
    return Rating("", fraction, "So it was.")


def event(identifier: str, title: str, dates: str = "", **facts: Any) -> Event:
    """Return an event on the page ``events/<id>``; *dates* are one or two joined by ``/``."""
    first, _, last = dates.partition("/")
    span = DateRange(first, last or first) if first else None
    page = f"events/{identifier}"
    return Event(identifier, title, page, 3, f"event-{identifier}", date=span, **facts)


def talk(identifier: str, title: str, line: int = 10, **facts: Any) -> Talk:
    """Return a talk on the page of its event, or on ``notes``."""
    home, slash, _ = identifier.partition("/")
    page = f"events/{home}" if slash else "notes"
    anchor = f"talk-{identifier.replace('/', '-')}"
    return Talk(identifier, title, page, line, anchor, event=home if slash else "", **facts)


def library(pages: Iterable[PageNotes]) -> Library:
    """Return the library of pages, named as their events are, or ``notes``."""
    return Library(Corpus({p.event.page if p.event else "notes": p for p in pages}))


def ids_of(items: Iterable[Item]) -> str:
    """Return the ids of what is listed, parted by spaces; the title where there is none.

    A resource without a card has its address.
    """
    return " ".join(item.entry.id if isinstance(item, Profile) else _id(item) for item in items)


def _id(row: Row) -> str:
    record = row.record
    if isinstance(record, Resource):
        return record.id or record.url.removeprefix("https://")
    return record.id or record.title


def listed(found: Answer) -> str:
    """Return the ids of everything in an answer."""
    return " ".join(filter(None, (ids_of(group.items) for group in found.groups)))


def grouped(found: Answer) -> dict[str, str]:
    """Return the ids in each group of an answer by its title."""
    return {group.title: ids_of(group.items) for group in found.groups}


# -- a library to ask ------------------------------------------------------------------------

A = PageNotes(
    event(
        *("a", "Alpha Days", "2025-03-17/2025-03-19"),
        series=Name("series/alpha", "Alpha"),
        host=orgs("Mako"),
        topics=topics("GPU"),
        attended="in person",
        rating=score(0.8),
    ),
    (
        talk(
            *("a/one", "One"),
            speakers=people("Ada Example (Mako)"),
            topics=topics("GPU"),
            format="keynote",
            start=Start("2025-03-18", time="10:00"),
            planned=1200,
            actual=1500,
            rating=score(1.0),
            recording=("https://a.example/v",),
        ),
        talk(
            *("a/two", "Two", 20),
            speakers=people("Bo Example"),
            moderator=people("Cy Example"),
            topics=topics("Compilers"),
            format="panel",
            planned=3600,
            rating=score(0.6),
            attended="recording",
            paper=("https://a.example/p",),
        ),
        talk(
            *("a/secret", "Secret", 30),
            speakers=people("Dee Example"),
            topics=topics("gpu"),
            format="keynote",
            rating=score(0.2),
            private=True,
        ),
    ),
    links=(
        Link(
            *("links/docs", "Docs", "events/a", 40, "l1", "a/one", "https://z.example/", "code"),
            authors=people("Ada Example (Mako)"),
            site="z.example",
            date="2020-01",
        ),
    ),
    takeaways=(Takeaway("", "tk-a", "events/a", 50, "t1", "a/one", topics("Compilers")),),
)
B = PageNotes(
    event(
        *("b", "beta days", "2024-06"),
        series=Name("series/beta", "Beta"),
        host=orgs("Lab"),
        topics=topics("Compilers"),
        attended="online",
    ),
    (
        talk(
            *("b/three", "Three"),
            speakers=people("Ada Example (Lab)"),
            org=orgs("Mako"),
            topics=topics("GPU"),
            format="lightning",
            actual=600,
        ),
        talk("b/four", "Élan", 20, planned_format="Fireside chat", rating=score(None)),
    ),
    links=(
        Link(
            *("links/vid", "Video", "events/b", 30, "l2", "b", "https://a.example/", "video"),
            site="a.example",
            date="2023-05-01",
        ),
    ),
    takeaways=(Takeaway("", "tk-b", "events/b", 40, "t2", "b"),),
)
C = PageNotes(
    event("c", "Gamma", attended="no", rating=score(0.4)),
    (talk("c/five", "Five", speakers=people("Eve Example (Mako)"), rating=score(0.0)),),
)
D = PageNotes(
    event(
        *("d", "Delta", "2023"),
        attended="not yet",
        sponsors=orgs("Mako"),
        topics=topics("ROCm"),
    )
)
NOTES = PageNotes(
    talks=(
        talk(
            *("solo", "Solo", 3),
            speakers=people("Fay Example"),
            absent=people("Bo Example"),
            format="talk",
            start=Start("2024-12-31"),
        ),
    ),
    links=(
        Link(
            *("links/loose", "a loose one", "notes", 9, "l3", "", "https://x.example/", "article"),
            date="2022",
            topics=topics("GPU"),
        ),
        Link("links/blank", "Blank", "notes", 12, "l4", "", "https://y.example/", "other"),
    ),
    takeaways=(Takeaway("notes-tk", "tk-n", "notes", 15, "t3", ""),),
    about=(
        About(
            *("people/ada-example", "", "notes", 20, "person-ada-example"),
            aliases=(Name("people/ada", "Ada"),),
        ),
    ),
)
LIBRARY = library([A, B, C, D, NOTES])
ALL = "a/one a/two a/secret solo b/three b/four c/five"
"""Its talks, the newest first."""


def ask(
    plural: str,
    *,
    form: str = "",
    sort: str = "",
    limit: int = 0,
    group: str = "",
    **filters: str,
) -> Answer:
    """Return what a list shows; the values of a filter are parted by ``|``."""
    wanted = tuple(
        (name.replace("_", "-"), tuple(value.split("|"))) for name, value in filters.items()
    )
    form = form or LISTS[plural].forms[0]
    return answer(LIBRARY, Query(plural, form, wanted, sort, limit, group=group), "index")


def who(*names: str) -> str:
    """Return the ids of people called *names* ``Example``."""
    return " ".join(f"people/{name}-example" for name in names)
