"""Which lists things without a directive of their own live in, and which years there are."""

from __future__ import annotations

from collections.abc import Iterable

from eventnotes.kinds.tables import KIND_OF_PLURAL
from eventnotes.model import ids
from eventnotes.model.query import Query
from eventnotes.model.records import Listing, PageNotes


def years_of(pages: Iterable[PageNotes]) -> list[str]:
    """Return the years of all events but private ones and those that have yet to be seen."""
    found: set[str] = set()
    for notes in pages:
        event = notes.event
        if event and event.date and not event.private and event.attended != "not yet":
            found.add(event.date.first[:4])
    return sorted(found)


def homes(pages: Iterable[PageNotes]) -> dict[str, Listing]:
    """Return by :func:`home_key` the first list of each.

    :param pages: in the order of their names.
    """
    found: dict[str, Listing] = {}
    for notes in pages:
        for listing in notes.lists:
            key = home_key(listing.query)
            if key:
                found.setdefault(key, listing)
    return found


def home_key(query: Query) -> str:
    """Return what may live in a list, because it shows that under a heading; mostly nothing.

    That is a kind, where all of that kind are there, or the id of one series or year.
    """
    if query.kind == "years":
        return f"years/{query.filters[0][1][0]}"
    if query.kind in KIND_OF_PLURAL and query.form == "list" and query.is_whole:
        return KIND_OF_PLURAL[query.kind]
    if query.kind != "events" or query.limit or query.only:
        return ""
    if query.group == "series" and not query.filters:
        return "series"
    match query.filters:
        case (("series", (name,)),) if name and not query.group:
            return name if ids.is_typed_id(name, "series") else f"series/{ids.slug(name)}"
    return ""
