"""What an edit changes of a page's notes, as far as other pages may show it.

A page that was read is written again in any case. Whether others are depends on what of its notes
is another: where on the page something stands is shown nowhere else, the words below the facts of
an event in lists of events alone, and where an extension chooses by them.
"""

from __future__ import annotations

from collections.abc import Set
from enum import Enum
from typing import Any

from eventnotes.model.records import PageNotes


class Change(Enum):
    """What may have changed; an object's id, title or place is among its facts."""

    FACTS = "facts"
    SUMMARY = "summary"
    """The opening paragraph of an event."""
    CITES = "cites"
    """What a text refers to, with the sentence around it."""
    OWN = "own"
    """What the page itself shows of others."""


_OWN = frozenset(
    {"updates", "uses", "leaks", "private", "addresses", "examples", "drawn", "photos", "keys"}
)
"""The fields of a page's notes that say what it needs itself, and no other page asks for."""


def changes_of(before: PageNotes | None, after: PageNotes | None) -> set[Change]:
    """Return what is another in a page's notes; they are None for a page without any."""
    if before is None or after is None:
        return set() if before is after else set(Change)
    found: set[Change] = set()
    for name in PageNotes._fields:
        was, now = _without_lines(getattr(before, name)), _without_lines(getattr(after, name))
        if was == now:
            continue
        if name in _OWN:
            found.add(Change.OWN)
        elif name == "cites":
            found.add(Change.CITES)
        elif name == "event" and was and now and was._replace(summary=now.summary) == now:
            found.add(Change.SUMMARY)
        else:
            found.add(Change.FACTS)
    return found


def concerns(changes: Set[Change], notes: PageNotes = PageNotes()) -> bool:  # noqa: B008  # frozen
    """Tell whether a page with those notes may show what has changed on another one.

    That of a year, which has none, shows neither what opens an event's page nor what any page says
    of itself alone.
    """
    if not changes.isdisjoint({Change.FACTS, Change.CITES}):
        return True
    queries = (*notes.examples, *(listing.query for listing in notes.lists))
    return Change.SUMMARY in changes and any(q.only or q.kind == "events" for q in queries)


def _without_lines(value: Any) -> Any:
    """Return a record, or several, as if all stood in one line."""
    if hasattr(value, "_fields"):
        return value._replace(line=0) if "line" in value._fields else value
    return [*map(_without_lines, value)] if isinstance(value, tuple) else value
