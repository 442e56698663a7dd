"""What a list shows: a query held against the library, filtered, sorted, cut and grouped."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from eventnotes.kinds.added import Chosen, fold
from eventnotes.kinds.tables import KIND_OF_PLURAL, NAMES, NOT
from eventnotes.model import ids
from eventnotes.model.collation import collate
from eventnotes.model.filters import (
    Filters,
    Unknown,
    added_of,
    bearers,
    format_of,
    score_of,
    spellings_of,
    through_talks,
)
from eventnotes.model.library import Library
from eventnotes.model.link_lists import in_order_of, merged
from eventnotes.model.profiles import Profile, Row, at_org
from eventnotes.model.query import Query
from eventnotes.model.records import Event, Link, Takeaway, Talk
from eventnotes.model.resources import Resource
from eventnotes.model.vocabulary import FORMATS, LINK_KINDS

Item = Row | Profile
_T = TypeVar("_T", Row, Profile)


class Group(NamedTuple):
    """Some items of an answer under one heading."""

    title: str
    """Empty where the answer is not grouped, or for the items that fit no group."""
    id: str
    """Of the object the heading names, if it names one."""
    items: tuple[Item, ...]


class Answer(NamedTuple):
    """What a list shows."""

    groups: tuple[Group, ...]
    total: int
    """How many there are before the limit; private ones are never counted."""
    shown: int
    """How many of those are shown."""
    unknown: tuple[Unknown, ...]
    fault: Exception | None = None
    """Why the list of an extension could not say what is in it."""


def answer(library: Library, query: Query, page: str) -> Answer:
    """Answer the query of a list on *page*; asked again, with the same answer."""
    key = (query, page)
    if key not in library.kept:
        library.kept[key] = _answer(library, query, page)
    found: Answer = library.kept[key]
    return found


def _answer(library: Library, query: Query, page: str) -> Answer:
    if query.kind == "years":  # it is no list
        return Answer((), 0, 0, ())
    wanted = Filters(library, query, page)
    if query.only:
        fault = _chosen(library, query).fault
        if fault is not None:
            return Answer((), 0, 0, (), fault)
    if query.kind in KIND_OF_PLURAL:
        return _names(library, query, wanted)
    if query.kind == "links":
        return _links(library, query, wanted)
    rows = _sorted_rows(
        library, query, _only(library, query, wanted.keep(_rows_of(library, query)))
    )
    shown = rows[: query.limit] if query.limit else rows
    return Answer(
        _grouped(library, query, shown), _count(rows), _count(shown), tuple(wanted.unknown)
    )


def _links(library: Library, query: Query, wanted: Filters) -> Answer:
    """Answer for resources: one may be in several groups, with what cites it there."""
    citings = _only(library, query, wanted.keep(library.web.citings))
    rows = _sorted_rows(library, query, merged(citings))
    shown = rows[: query.limit] if query.limit else rows
    groups = _grouped(library, query, in_order_of(shown, citings) if query.group else shown)
    if query.group:
        groups = tuple(Group(each.title, each.id, tuple(merged(each.items))) for each in groups)
    return Answer(groups, _count(rows), _count(shown), tuple(wanted.unknown))


def _chosen(library: Library, query: Query) -> Chosen:
    """Return what an extension's list holds, asked once for all pages with such a list."""
    key = ("chosen", query.only)
    if key not in library.kept:
        library.kept[key] = library.kinds.lists[query.only].choose(library)
    found: Chosen = library.kept[key]
    return found


def _only(library: Library, query: Query, rows: list[Row]) -> list[Row]:
    """Return those of some rows that the list is about."""
    if not query.only:
        return rows
    keys = _chosen(library, query).keys
    return [row for row in rows if key_of(row.record) in keys]


def key_of(record: Event | Talk | Link | Takeaway | Resource) -> tuple[object, ...]:
    """Return what tells a record from all others, also from one that claims the same id."""
    if isinstance(record, Resource):
        return (record.key,)
    return (type(record).__name__, record.page, record.line, record.id)


def _rows_of(library: Library, query: Query) -> Sequence[Row]:
    if query.kind != "ratings":
        rows: Sequence[Row] = getattr(library, query.kind)
        return rows
    counted = (row for row in library.talks if row.talk is not None and not row.private)
    if query.form == "overrun":
        return [row for row in counted if row.talk and row.talk.planned and row.talk.actual]
    return [row for row in counted if score_of(row) is not None]


def _count(items: Iterable[Item]) -> int:
    """Count what is not private; a name is if nothing else bears it."""
    return len([True for item in items if not item.private])


# -- order -------------------------------------------------------------------------------------


def _sorted_rows(library: Library, query: Query, rows: list[Row]) -> list[Row]:
    wanted = query.sort or next(iter(library.kinds.listed[query.kind].sorts), "")
    descending, key = wanted.startswith("-"), wanted.removeprefix("-")
    if key == "date" and descending:
        return rows  # they stand like that in the library
    value: Callable[[Row], Any]
    added = library.kinds.field(query.kind, key)
    if added is not None:
        value = functools.partial(_added, library, added.name)
    elif key == "date":
        value = _date
    elif key == "rating":
        value = score_of
    elif key == "talks":
        value = functools.partial(_talks, library)
    else:
        value = {"title": _title, "event": _event, "format": format_of, "duration": _duration}.get(
            key, functools.partial(_fact, key)
        )
    return _by(rows, value, descending)


_NOTHING = (None, "", ())


def _by(items: list[_T], value: Callable[[_T], Any], descending: bool) -> list[_T]:
    """Sort, what has no such value last in either direction."""
    every = [(value(item), item) for item in items]
    valued = [pair for pair in every if pair[0] not in _NOTHING]
    without = [item for found, item in every if found in _NOTHING]
    valued.sort(key=itemgetter(0), reverse=descending)
    return [item for _, item in valued] + without


def _date(row: Row) -> str:
    return row.day


def _title(row: Row) -> str:
    return collate(row.record.title)


def _event(row: Row) -> str:
    return collate(row.event.title) if row.event is not None else ""


def _duration(row: Row) -> float | None:
    return (row.talk.actual or row.talk.planned) if row.talk is not None else None


def _added(library: Library, name: str, row: Row) -> tuple[tuple[bool, float, str], ...]:
    """Return what to sort a field of an extension by: numbers come before words."""
    return tuple(
        (True, 0.0, collate(value)) if isinstance(value, str) else (False, float(value), "")
        for value in library.kinds.values_of(name, row.talk, row.event)
    )


def _fact(name: str, row: Row) -> str:
    return collate(str(getattr(row.record, name, "")))


def _talks(library: Library, row: Row) -> float:
    return float(_count(library.talks_at[row.record.page]))


# -- groups ------------------------------------------------------------------------------------


def _grouped(library: Library, query: Query, rows: Sequence[Row]) -> tuple[Group, ...]:
    by = query.group or ("year" if query.form == "timeline" else "")
    if not by:
        return (Group("", "", tuple(rows)),) if rows else ()
    found: dict[tuple[str, str], list[Row]] = {}
    rest: list[Row] = []
    for row in rows:
        keys = _keys(library, by, row)
        if isinstance(row.record, Event) and not keys and through_talks(library, by):
            keys = [
                key
                for talk in library.talks_at[row.record.page]
                for key in _keys(library, by, talk)
            ]
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(row)
        if not keys:
            rest.append(row)
    order = _order(by, list(found), query.sort)
    groups = [Group(*key, tuple(found[key])) for key in order]
    return (*groups, *((Group("", "", tuple(rest)),) if rest else ()))


def _keys(library: Library, by: str, row: Row) -> list[tuple[str, str]]:
    """Return the titles and ids of the groups that *row* belongs to."""
    if by == "year":
        return [(row.day[:4], "")] if row.day else []
    if by == "event":
        if row.event is None:
            return []
        return [(row.event.title, row.event.id if library.keeps_id(row.event) else "")]
    if by in NAMES:
        found = filter(None, (library.id_of(named) for named in bearers(row, by)))
        return [(library.entries[name].title, name) for name in found]
    if by in library.kinds.names:
        spelled = spellings_of(library, by)
        return [(spelled.get(fold(word), word), "") for word in added_of(library, by, row)]
    words = {
        "format": format_of(row),
        "kind": row.record.kind if isinstance(row.record, Link | Resource) else "",
        "site": row.record.site if isinstance(row.record, Link | Resource) else "",
    }
    return [(library.spellings.get(ids.slug(words[by]), words[by]), "")] if words[by] else []


def _order(by: str, keys: list[tuple[str, str]], sort: str = "") -> list[tuple[str, str]]:
    if by == "year":
        return sorted(keys, reverse=sort != "date")
    if by == "event":
        return keys  # as its rows come
    if by in {"format", "kind"}:
        known = FORMATS if by == "format" else LINK_KINDS
        place = {word: number for number, word in enumerate(known)}
        return sorted(keys, key=lambda key: (place.get(key[0], len(place)), collate(key[0])))
    return sorted(keys, key=lambda key: (collate(key[0]), key[1]))


# -- people, organisations, topics -------------------------------------------------------------


def _names(library: Library, query: Query, wanted: Filters) -> Answer:
    kind = KIND_OF_PLURAL[query.kind]
    if not query.filters and not query.group and not query.only:
        found = {name: d for name, d in library.profiles.items() if d.entry.kind == kind}
        profiles = _sorted_names(query, list(found.values()))
        shown = profiles[: query.limit] if query.limit else profiles
        return Answer((Group("", "", tuple(shown)),), _count(profiles), _count(shown), ())
    kinds = [library.events, library.talks, library.links, library.takeaways]
    but = {"person", "org"} if kind == "person" else {kind}  # told by the names themselves
    kept = [wanted.keep_own(rows, but) for rows in kinds]
    total = _profiles_of(library, query, wanted, kept)
    shown = total[: query.limit or None]
    limited = {profile.entry.id for profile in shown}
    if not query.group:
        whole = Group("", "", tuple(shown))
        return Answer((whole,), _count(total), _count(shown), tuple(wanted.unknown))
    if query.group == "org" and kind == "person":
        return Answer(_by_org(library, shown), _count(total), _count(shown), tuple(wanted.unknown))
    parts: dict[tuple[str, str], list[list[Row]]] = {}
    for at, rows in enumerate(kept):
        for row in rows:
            for key in dict.fromkeys(_keys(library, query.group, row)) or [("", "")]:
                parts.setdefault(key, [[], [], [], []])[at].append(row)
    groups: list[Group] = []
    rest = ("", "")
    for key in [*_order(query.group, [key for key in parts if key != rest]), rest]:
        within = _profiles_of(library, query, wanted, parts.get(key, [[], [], [], []]))
        items = tuple(profile for profile in within if profile.entry.id in limited)
        if items:
            groups.append(Group(*key, items))
    return Answer(tuple(groups), _count(total), _count(shown), tuple(wanted.unknown))


def _by_org(library: Library, people: list[Profile]) -> tuple[Group, ...]:
    """Put people under each organisation they were at, and those of none last."""
    found: dict[tuple[str, str], list[Item]] = {}
    rest: list[Item] = []
    for profile in people:
        orgs = dict.fromkeys(org for _, _, org in profile.mentions if org)
        for org in orgs:
            key = (library.entries[org].title, org)
            found.setdefault(key, []).append(at_org(profile, {org}, library.id_of))
        if not orgs:
            rest.append(profile)
    groups = [Group(*key, tuple(found[key])) for key in _order("org", list(found))]
    return (*groups, *((Group("", "", tuple(rest)),) if rest else ()))


def _profiles_of(
    library: Library, query: Query, wanted: Filters, rows: list[list[Row]]
) -> list[Profile]:
    """Return what *rows* say of those that the query lists."""
    kind = KIND_OF_PLURAL[query.kind]
    found = library.compile(*rows).values()
    kept = [profile for profile in found if profile.entry.kind == kind]
    if query.only:
        chosen = _chosen(library, query).keys
        kept = [profile for profile in kept if profile.entry.id in chosen]
    if kind in wanted.named:
        kept = [profile for profile in kept if profile.entry.id in wanted.named[kind]]
    unwanted = wanted.named.get(f"{NOT}{kind}", frozenset())
    kept = [profile for profile in kept if profile.entry.id not in unwanted]
    if kind == "person" and "org" in wanted.named:
        orgs = wanted.named["org"]
        kept = [at_org(d, orgs, library.id_of) for d in kept]
        kept = [profile for profile in kept if profile.mentions]
    if kind == "person" and f"{NOT}org" in wanted.named:
        orgs = wanted.named[f"{NOT}org"]
        kept = [at_org(d, orgs, library.id_of, elsewhere=True) for d in kept]
        kept = [profile for profile in kept if any(profile.by_role())]
    if kind == "org" and "person" in wanted.named:
        kept = [d for d in kept if not wanted.named["person"].isdisjoint(d.people)]
    return _sorted_names(query, kept)


def _sorted_names(query: Query, profiles: list[Profile]) -> list[Profile]:
    by_name = sorted(profiles, key=lambda d: (collate(d.entry.title), d.entry.id))
    wanted = query.sort or "name"
    descending, key = wanted.startswith("-"), wanted.removeprefix("-")
    if key == "name":
        return by_name[::-1] if descending else by_name
    if key == "talks":
        return _by(by_name, lambda d: float(_count(d.talks)), descending)
    return _by(by_name, lambda d: d.last, descending)
