"""The talks of an event in a list under its card: when, what, how good, and what was learned.

All of it is said on the page itself, so the list needs no digest: it changes with its page.
"""

from __future__ import annotations

from eventnotes.i18n import date_words, words
from eventnotes.model.library import Library
from eventnotes.model.profiles import Row
from eventnotes.model.records import Event
from eventnotes.views import lines
from eventnotes.views.inline import day
from eventnotes.views.times import Day, Programme, Slot
from eventnotes.views.tree import Blocks, Inline, Time

FEWEST = 3
"""Talks from which an event has a list of them."""
MANY = 12
"""Talks from which it is open."""
BEST = 0.8
"""The least score of those that can be shown alone, as a fraction."""


def programme(library: Library, event: Event) -> Blocks:
    """Return the list of an event's talks; nothing if they are few, or the event is an example."""
    notes = library.corpus.pages.get(event.page)
    rows = library.talks_at.get(event.page, [])
    if notes is None or notes.event != event or len(rows) < FEWEST:
        return ()
    learned: dict[str, str] = {}
    for takeaway in notes.takeaways:
        learned.setdefault(takeaway.owner, takeaway.title)
    days: dict[str, list[Row]] = {}
    several = len({_day(row) for row in rows} - {""}) > 1
    for row in rows:
        days.setdefault(_day(row) if several else "", []).append(row)
    shown = tuple(
        Day(day(library, date), tuple([_slot(library, row, learned) for row in _ordered(found)]))
        for date, found in sorted(days.items(), key=lambda item: item[0] or "~")
    )
    best = sum(slot.is_best for each in shown for slot in each.slots)
    only = words.and_better(BEST, library.scale) if 0 < best < len(rows) else ""
    count = words.count("talks", lines.counted(rows))
    anchor = f"talks-{event.anchor}"
    return (Programme(count, anchor, shown, only, is_open=len(rows) >= MANY),)


def _day(row: Row) -> str:
    return row.talk.start.day if row.talk and row.talk.start else ""


def _time(row: Row) -> str:
    return row.talk.start.time if row.talk and row.talk.start else ""


def _ordered(rows: list[Row]) -> list[Row]:
    """Return the talks of a day by their times, or as on the page where not all are known."""
    return sorted(rows, key=_time) if all(map(_time, rows)) else rows


def _slot(library: Library, row: Row, learned: dict[str, str]) -> Slot:
    talk = row.talk
    assert talk is not None
    time: Inline = ""
    if talk.start is not None and talk.start.time:
        time = Time(talk.start.time, talk.start.time)
    elif talk.start is not None and talk.start.weekday is not None:
        time = date_words.start(talk.start, show_day=False, language=library.language)
    rank = talk.rating.rank if talk.rating is not None else None
    return Slot(
        time,
        lines.title(library, row),
        lines.score(library, talk.rating),
        learned.get(talk.id, ""),
        rank is not None and rank >= BEST,
    )
