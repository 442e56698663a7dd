"""How much a list holds, and so how it looks: folded, with lines to open, in the margin as well."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice

from eventnotes.kinds.tables import KIND_OF_PLURAL
from eventnotes.model.answer import Answer, Item
from eventnotes.model.profiles import Profile, Row
from eventnotes.model.query import Query

_LONG = 40
"""Rows of all entries from which they are folded away."""
_MANY_ROOMS = 3
"""Rooms from which a schedule is wide."""


def are_folded(items: Iterable[Item]) -> bool:
    """Tell whether so much is known of what is in a list that each is a line to open."""
    rows = (each.rows() if isinstance(each, Profile) else (each,) for each in items)
    return next(islice(chain.from_iterable(rows), _LONG, None), None) is not None


def is_index(query: Query, found: Answer) -> bool:
    """Tell whether a list has a line that opens for each name or link."""
    lines = query.kind in {*KIND_OF_PLURAL, "links"} and query.form == "list"
    return lines and any(are_folded(group.items) for group in found.groups)


def is_wide(query: Query, found: Answer) -> bool:
    """Tell whether a list takes the margin of its page as well, where it may: all talks, many names
    or rooms.
    """
    if not found.groups:
        return False
    if query.form == "schedule":
        rows = (item for group in found.groups for item in group.items if isinstance(item, Row))
        rooms = {row.talk.room for row in rows if row.talk is not None}
        return len(rooms - {""}) >= _MANY_ROOMS
    if not query.is_whole:
        return False
    return is_index(query, found) or (query.kind, query.form) == ("talks", "table")
