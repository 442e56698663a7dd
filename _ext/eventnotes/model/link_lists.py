"""What a list of links shows: resources, each with those of its places that pass the filters."""

from __future__ import annotations

from collections.abc import Iterable

from eventnotes.model.collation import page_order
from eventnotes.model.profiles import Row
from eventnotes.model.resources import Resource


def merged(rows: Iterable[object]) -> list[Row]:
    """Return one row for each resource, in the order of their first places.

    A resource that is cited in one talk or event alone keeps it.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        if isinstance(row, Row) and isinstance(row.record, Resource):
            found.setdefault(row.record.key, []).append(row)
    return [_merge(same) if len(same) > 1 else same[0] for same in found.values()]


def in_order_of(resources: Iterable[Row], citings: Iterable[Row]) -> list[Row]:
    """Return the places among *citings* that cite one of some resources, in the order of these."""
    order: dict[str, list[Row]] = {
        row.record.key: [] for row in resources if isinstance(row.record, Resource)
    }
    for row in citings:
        if isinstance(row.record, Resource) and row.record.key in order:
            order[row.record.key].append(row)
    return [row for rows in order.values() for row in rows]


def _merge(rows: list[Row]) -> Row:
    records = [row.record for row in rows if isinstance(row.record, Resource)]
    places = [place for record in records for place in record.places]
    places.sort(key=lambda place: (page_order(place.page), place.number))
    first = rows[0]
    return first._replace(
        record=records[0]._replace(
            places=tuple(places), private=all(place.private for place in places)
        ),
        talk=first.talk if all(row.talk == first.talk for row in rows) else None,
        event=first.event if all(row.event == first.event for row in rows) else None,
    )
