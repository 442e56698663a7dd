"""Lists too long for one page, divided: by letter or by year where they are in such an order.

How long a list is follows from what it shows, not from what a theme makes of it, so that the
division is the same for every builder and every build.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from eventnotes.kinds.tables import KIND_OF_PLURAL
from eventnotes.model.answer import Answer, Group, Item
from eventnotes.model.collation import bare
from eventnotes.model.entry_pages import part_page
from eventnotes.model.library import Cited, Library
from eventnotes.model.profiles import Profile, Row
from eventnotes.model.query import Query
from eventnotes.model.resources import Place, Resource

LONGEST = 1_000_000
"""About the most bytes of HTML that a list may take on one page."""
MOST_ROWS = 1000
"""The most talks, or anything else, that the entry of one name lists."""
MOST_PLACES = 12
"""The most places that the line of a resource names."""
FIRST_ROWS = 5
"""The rows of an entry that are seen at once; a list has no others of a name with a page."""
_SMALL = 8
"""A year is small if it takes less than one such part of the longest page."""
_OTHER = "other"
_MARKS = ("", "part-", "list-part-")
"""What to put before the names of parts, where an author's page has the name of one."""


class Part(NamedTuple):
    """A part of a list, on a page of its own."""

    name: str
    """Of its page, below that of the list: a letter, a year or several, or a number."""
    label: str
    groups: tuple[Group, ...]


def divide(
    library: Library, query: Query, found: Answer, page: str, number: int
) -> dict[str, Part]:
    """Return the parts of list *number* on *page* by the names of their pages.

    There are none if the list is short enough.
    """
    key = (page, number)
    if key not in library.kept:
        parts: dict[str, Part] = {}
        if query.kind != "ratings" and _is_long(library, found):
            named = _parts(library, query, found)
            taken = {*library.docnames, *library.entry_pages.values()}
            for mark in _MARKS:
                parts = {
                    part_page(page, number, mark + part.name, library.docnames): part
                    for part in named
                }
                if parts.keys().isdisjoint(taken):
                    break
        library.kept[key] = parts
    kept: dict[str, Part] = library.kept[key]
    return kept


def _is_long(library: Library, found: Answer) -> bool:
    items = (item for group in found.groups for item in group.items)
    weights = itertools.accumulate(_weight(library, item) for item in items)
    return any(weight > LONGEST for weight in weights)


def _parts(library: Library, query: Query, found: Answer) -> list[Part]:
    key = (query.sort or library.kinds.listed[query.kind].sorts[0]).removeprefix("-")
    if query.group and not (query.group == "year" and key == "date"):
        return list(_numbered(library, "", found.groups))
    by_letter = query.kind in KIND_OF_PLURAL and key == "name"
    by_letter = by_letter or (query.kind == "links" and key == "title")
    if not by_letter and key != "date":
        return list(_numbered(library, "", found.groups))
    buckets: dict[str, list[Item]] = {}
    for group in found.groups:
        for item in group.items:
            bucket = _letter(item) if by_letter else _year(item)
            buckets.setdefault(bucket, []).append(item)
    parts: list[Part] = []
    for names in [[name] for name in buckets] if by_letter else _joined(library, buckets):
        titles = [name if query.group and name != _OTHER else "" for name in names]
        groups = [
            Group(title, "", tuple(buckets[name]))
            for title, name in zip(titles, names, strict=True)
        ]
        if not query.group:
            groups = [Group("", "", tuple(item for group in groups for item in group.items))]
        name = f"{min(names)}-{max(names)}" if len(names) > 1 else names[0]
        parts += _numbered(library, name, groups)
    return parts


def _joined(library: Library, years: Mapping[str, Sequence[Item]]) -> list[list[str]]:
    """Return the years of each part, in their order: one that says little goes with its neighbour.

    So a list does not open with a page of two talks, because its newest year has just begun.
    """
    joined: list[list[str]] = []
    before = 0
    for name, items in years.items():
        weight = sum(_weight(library, item) for item in items)
        small = min(before, weight) < LONGEST // _SMALL and before + weight <= LONGEST
        if joined and small and _OTHER not in {name, joined[-1][0]}:
            joined[-1].append(name)
            before += weight
        else:
            joined.append([name])
            before = weight
    return joined


def initial(item: Item) -> str:
    """Return the letter that a name is under; ``#`` for digits and other scripts."""
    letter = _letter(item)
    return letter.upper() if letter != _OTHER else "#"


def _letter(item: Item) -> str:
    title = item.entry.title if isinstance(item, Profile) else item.record.title
    first = bare(title)[:1]
    return first if "a" <= first <= "z" else _OTHER


def _year(item: Item) -> str:
    if isinstance(item, Profile):
        return item.last[:4] or _OTHER
    return item.day[:4] or _OTHER


def _numbered(library: Library, name: str, groups: Sequence[Group]) -> Iterable[Part]:
    """Yield *groups* in parts that are short enough, numbered from the second or without a name."""
    number = 0
    kept: list[Group] = []
    weight = 0
    for group in groups:
        items: list[Item] = []
        for item in group.items:
            each = _weight(library, item)
            if weight + each > LONGEST and (items or kept):
                number += 1
                kept += [group._replace(items=tuple(items))] if items else []
                yield _part(name, number, kept)
                kept, items, weight = [], [], 0
            items.append(item)
            weight += each
        kept += [group._replace(items=tuple(items))] if items else []
    if kept:
        yield _part(name, number + 1, kept)


def _part(name: str, number: int, groups: Sequence[Group]) -> Part:
    if not name:
        return Part(str(number), str(number), tuple(groups))
    label = name.upper() if len(name) == 1 else name.replace("-", "–")
    if number == 1:
        return Part(name, label, tuple(groups))
    return Part(f"{name}-{number}", f"{label} {number}", tuple(groups))


def _weight(library: Library, item: Item) -> int:
    """Return about how many bytes of HTML an item takes."""
    if isinstance(item, Row) and isinstance(item.record, Resource):
        resource = item.record
        weight = 330 + len(resource.url) + len(resource.title)
        return weight + sum([_place(place) for place in resource.places[:MOST_PLACES]])
    if isinstance(item, Row):
        talk = item.talk
        weight = 420 + 2 * len(item.record.id) + len(item.record.title)
        if talk is not None:
            weight += sum([110 + 2 * len(name[1]) for name in talk.speakers])
            weight += sum([40 + len(name.text) for name in talk.topics])
        return weight
    weight = 700 + 3 * len(item.entry.id)
    if is_brief(library, item):
        return weight + sum([_line(row, item.entry.kind) for row in item.talks[:FIRST_ROWS]])
    for rows in item.by_role():
        weight += sum([_line(row, item.entry.kind) for row in rows[:MOST_ROWS]])
    weight += 160 * len(item.people) + 60 * len(item.names)
    places = library.cited.get(item.entry.id, [])[:MOST_ROWS]
    return weight + sum([_cited(place) for place in places])


def is_brief(library: Library, profile: Profile) -> bool:
    """Tell whether a list need not say all of an entry, since that has a page of its own.

    What a filter has left of it stands nowhere else.
    """
    name = profile.entry.id
    return name in library.entry_pages and library.profiles[name] is profile


def _line(row: Row, kind: str) -> int:
    """Return about how many bytes a row takes in the entry of a name of that *kind*."""
    weight = 300 + 2 * len(row.record.id) + len(row.record.title)
    if row.event is not None:
        weight += len(row.event.title) + len(row.event.page) + len(row.event.id)
    if kind != "person" and row.talk is not None:
        weight += sum([130 + 2 * len(name[1]) for name in row.talk.speakers])
    return weight


def _place(place: Place) -> int:
    """Return about how many bytes a place takes below a resource."""
    words = sum([len(run.text) + len(run.url) + (90 if run.url else 20) for run in place.sentence])
    return 170 + len(place.page) + len(place.anchor) + len(place.section) + words


def _cited(place: Cited) -> int:
    return 260 + len(place.page) + sum([len(run.text) + 60 for run in place.sentence])
