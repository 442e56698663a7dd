"""What the search index holds of notes: the words of cards, and objects with who and what they are.

A talk stands in it with those who gave it, so that Sphinx's own search finds it by their names. Its
kind there says in words of a reader what was found: "Keynote, 17 March 2025, 4 of 5".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.inside.search_index import Hit
from eventnotes.kinds.tables import NAMES
from eventnotes.model.corpus import Entry, name_of
from eventnotes.model.dates import DateRange
from eventnotes.model.library import Library
from eventnotes.model.people import Mention, Name
from eventnotes.model.profiles import Row
from eventnotes.model.records import About, Event, Link, Rating, Talk
from eventnotes.model.resources import Resource
from eventnotes.views.lines import counted

_ORDER = ("person", "org", "topic", "series", "year", "event", "talk", "takeaway", "link")
"""In which order kinds of objects are found that fit equally well."""
_FIRST, _LATER = 0, 1
"""Priorities, as Sphinx counts: before a page that is called so, and after it."""


def card_words(library: Library, record: Talk | Event | Link | About | Rating | None) -> str:
    """Return the words of a card that somebody may look for, beside its prose."""
    said: list[str] = []
    if isinstance(record, Talk):
        said = [*_people(library, record), *_formats(record), record.room]
    elif isinstance(record, Event):
        hosts = (name_of(library.entries, name) for name in (*record.host, *record.sponsors))
        said = [record.place, record.venue, _series(library, record), *hosts]
    elif isinstance(record, Link):
        said = [record.title, record.site, *_named(library, record.authors)]
    elif isinstance(record, About):
        said = [record.title, *(alias.text for alias in record.aliases)]
    if isinstance(record, Talk | Event | Link):
        said += [name_of(library.entries, topic) for topic in record.topics]
    if isinstance(record, Talk | Event):
        for field in library.kinds.fields_of("talk" if isinstance(record, Talk) else "event"):
            said += field.words(record)
    return " ".join(filter(None, said))


def hits(library: Library) -> list[Hit]:
    """Return all objects as the search index has them, in the order of what is found first."""
    found: list[tuple[tuple[Any, ...], Hit]] = []
    for row in (*library.events, *library.talks, *library.links, *library.takeaways):
        record = row.record
        if record.id and not isinstance(record, Resource):
            kind = type(record).__name__.lower()
            name, said, order = _ROWS[kind](library, row)
            priority = _FIRST if kind in {"event", "talk"} else _LATER
            hit = Hit(record.page, record.anchor, kind, name, said, priority)
            found.append(((_ORDER.index(kind), order, record.page, record.line), hit))
    for entry in library.entries.values():
        if entry.kind == "year":
            hit = Hit(entry.page, entry.anchor, "year", entry.title, terms.KINDS["year"], _FIRST)
            found.append(((_ORDER.index("year"), -int(entry.title), entry.id), hit))
        if entry.kind in NAMES and not entry.alias_of:
            said, order = _profile(library, entry)
            hit = Hit(entry.page, entry.anchor, entry.kind, entry.title, said, _FIRST)
            found.append(((_ORDER.index(entry.kind), order, entry.id), hit))
    return [hit for _, hit in sorted(found, key=lambda pair: pair[0])]


_Said = tuple[str, str, Any]
"""Under which name something is found, what is said of it, and what it is sorted by."""


def _talk(library: Library, row: Row) -> _Said:
    talk = row.record
    assert isinstance(talk, Talk)
    absent = words.joined(_named(library, talk.absent))
    missing = gettext(terms.ABSENT, names=absent) if absent else ""
    people = [*talk.speakers, *talk.moderator]
    who = words.joined(dict.fromkeys([*_named(library, people), *_names(library, talk.org)]))
    what = words.format_name(talk) if talk.format or talk.planned_format else terms.KINDS["talk"]
    said = words.joined((what, _days(library, row), _score(library, talk.rating)))
    return _joined(talk.title or talk.id, who, missing), said, _latest(row.day)


def _event(library: Library, row: Row) -> _Said:
    event = row.record
    assert isinstance(event, Event)
    title = event.title or event.id
    series = _series(library, event)
    own = "" if series.casefold() in title.casefold() else series
    hosts = _names(library, (*event.host, *event.sponsors))
    around = words.joined(dict.fromkeys((own, event.venue, event.place, *hosts)))
    said = words.joined(
        (terms.KINDS["event"], _days(library, row), _score(library, event.rating)),
    )
    return _joined(title, around), said, _latest(row.day)


def _series(library: Library, event: Event) -> str:
    return name_of(library.entries, event.series) if event.series is not None else ""


def _link(library: Library, row: Row) -> _Said:
    link = row.record
    assert isinstance(link, Link)
    return link.title or link.id, words.capital(terms.LINK_KINDS[link.kind]), ()


def _takeaway(library: Library, row: Row) -> _Said:
    return row.record.title or row.record.id, gettext(terms.TAKEAWAY), _latest(row.day)


_ROWS: dict[str, Callable[[Library, Row], _Said]] = {
    "event": _event,
    "talk": _talk,
    "link": _link,
    "takeaway": _takeaway,
}


def _profile(library: Library, entry: Entry) -> tuple[str, Any]:
    """Return what is said of a name, and what it is sorted by."""
    profile = library.profiles[entry.id]
    talks, events = counted(profile.talks), counted(profile.events)
    most = words.count("talks", talks) if talks else words.count("events", events) if events else ""
    return words.joined((terms.KINDS[entry.kind], most)), (-talks, -events)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _days(library: Library, row: Row) -> str:
    if not row.day:
        return ""
    return date_words.days(DateRange(row.day, row.last or row.day), library.language)


def _latest(day: str) -> tuple[int, ...]:
    """Return what a day is sorted by, the latest first."""
    return tuple([-int(part) for part in day.split("-")]) if day else (0,)


def _score(library: Library, rating: Rating | None) -> str:
    return words.score(rating, library.scale) if rating is not None else ""


def _people(library: Library, talk: Talk) -> list[str]:
    mentions = (*talk.speakers, *talk.moderator, *talk.absent)
    roles = [mention.role for mention in mentions]
    return [*_named(library, mentions), *roles, *_names(library, talk.org)]


def _formats(talk: Talk) -> list[str]:
    """Return what a talk was and what it was to be."""
    return [terms.FORMATS.get(name, name) for name in (talk.format, talk.planned_format) if name]


def _named(library: Library, mentions: Iterable[Mention]) -> list[str]:
    """Return names with the organisations they were from, each once."""
    found: list[str] = []
    for mention in mentions:
        found += [name_of(library.entries, mention)]
        found += [name_of(library.entries, mention.org)] if mention.org is not None else []
    return list(dict.fromkeys(filter(None, found)))


def _names(library: Library, names: Iterable[Name]) -> list[str]:
    return [name_of(library.entries, name) for name in names]
