"""Which rows a query asks for: each filter held against what a row and its surroundings say."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Set
from typing import NamedTuple

from eventnotes.kinds.added import OR, fold
from eventnotes.kinds.tables import NOT
from eventnotes.model import ids
from eventnotes.model.library import Library
from eventnotes.model.people import Mention, Name
from eventnotes.model.profiles import Row
from eventnotes.model.query import ATTENDED_AT_ALL, Query
from eventnotes.model.records import Event, Link
from eventnotes.model.resources import Resource
from eventnotes.model.vocabulary import ATTENDED_BY, FORMATS, nearest

_OBJECTS = frozenset({"event", "person", "org", "topic", "series"})
"""The filters that name objects: each is called as their kind."""
_THROUGH_TALKS = frozenset({"person", "org", "topic", "format"})


def through_talks(library: Library, name: str) -> bool:
    """Tell whether an event has what one of its talks has under that name."""
    return name in _THROUGH_TALKS or any(f.kind == "talk" for f in library.kinds.fields(name))


class Unknown(NamedTuple):
    """A value in a filter that nothing in these notes has."""

    filter: str
    value: str
    nearest: tuple[str, ...]


class Filters:
    """The filters of a query, their names resolved."""

    def __init__(self, library: Library, query: Query, page: str) -> None:
        self.library = library
        self.unknown: list[Unknown] = []
        self._tests: list[tuple[str, Callable[[Row], bool]]] = []
        self._without: list[tuple[str, Callable[[Row], bool]]] = []
        """What a row must not pass."""
        self.named: dict[str, frozenset[str]] = {}
        """By filter that names objects, their ids."""
        self._nothing = False
        """Whether a value could not be read, or something unknown was to be left out: then the
        list shows nothing, rather than what was not asked for."""
        for name, values in query.filters:
            plain = name.removeprefix(NOT)
            if "" in values:
                self._nothing = True
                continue
            before = len(self.unknown)
            tests = self._tests if plain == name else self._without
            if plain in library.kinds.names:
                test = self._word_test(plain, values, asked=name)
            elif plain in _OBJECTS:
                found = (self._resolve(plain, value, page, asked=name) for value in values)
                self.named[name] = frozenset(filter(None, found))
                test = functools.partial(self._bears, plain, self.named[name])
            else:
                test = self._plain_test(plain, values, asked=name)
            tests.append((plain, test))
            if tests is self._without and len(self.unknown) > before:
                self._nothing = True

    def _resolve(self, name: str, value: str, page: str, *, asked: str) -> str:
        found = self.library.corpus.find(name, value, page)
        if found is None:
            guesses = self.library.corpus.nearest(name, value)
            self.unknown.append(Unknown(asked, value, tuple(guesses)))
            return ""
        return found.alias_of or found.id

    def _plain_test(
        self, name: str, values: tuple[str, ...], *, asked: str
    ) -> Callable[[Row], bool]:
        if name == "format":
            used = dict.fromkeys(format_of(row) for row in self.library.talks)
            self._check(asked, values, [*FORMATS, *used])
            wanted = {ids.slug(value) for value in values}
            formats = {word for word in [*FORMATS, *used] if word and ids.slug(word) in wanted}
            return lambda row: format_of(row) in formats
        if name == "kind":
            return lambda row: not self._kinds(row).isdisjoint(values)
        if name == "attended":
            ways = set(values)
            if ATTENDED_AT_ALL in ways:
                ways |= set(ATTENDED_BY)
            return lambda row: attended_of(row, by_a_speaker=ATTENDED_AT_ALL) in ways
        if name == "min-rating":
            least = min(map(float, values))
            return lambda row: (score := score_of(row)) is not None and score >= least
        bound = values[0]
        if name == "since":
            return lambda row: bool(row.last) and f"{row.last}~" >= bound
        if name == "until":
            return lambda row: bool(row.day) and row.day <= f"{bound}~"
        raise LookupError(f"nothing fits a filter called {name!r}")

    def _word_test(
        self, name: str, values: tuple[str, ...], *, asked: str
    ) -> Callable[[Row], bool]:
        """Return what tells whether a row has one of those words in a field that was added.

        :param asked: the filter.
        """
        known = spellings_of(self.library, name)
        wanted: set[str] = set()
        for value in values:
            ways = value.split(OR)
            wanted.update(map(fold, ways))
            if known.keys().isdisjoint(map(fold, ways)):
                guesses = nearest(ways[0], known.values(), most=3)
                self.unknown.append(Unknown(asked, ways[0], tuple(guesses)))
        return lambda row: any(fold(word) in wanted for word in added_of(self.library, name, row))

    def _check(self, name: str, values: Iterable[str], used: Iterable[str]) -> None:
        known = {ids.slug(word): word for word in used if word}
        for value in values:
            if ids.slug(value) not in known:
                guesses = nearest(value, known.values(), most=3)
                self.unknown.append(Unknown(name, value, tuple(guesses)))

    def keep(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows that pass every filter.

        An event also has what one of its talks has; its score and how it was attended are its own.
        """
        if self._nothing:
            return []
        return [
            row
            for row in rows
            if all(self._passes(row, *test) for test in self._tests)
            and not any(self._passes(row, *test) for test in self._without)
        ]

    def keep_own(self, rows: Iterable[Row], but: Set[str]) -> list[Row]:
        """Return the rows that pass by themselves, whatever the talks of an event have.

        :param but: names of filters that are left out.
        """
        if self._nothing:
            return []
        tests = [test for name, test in self._tests if name not in but]
        unwanted = [test for name, test in self._without if name not in but]
        return [
            row
            for row in rows
            if all(test(row) for test in tests) and not any(test(row) for test in unwanted)
        ]

    def _passes(self, row: Row, name: str, test: Callable[[Row], bool]) -> bool:
        if test(row):
            return True
        if not isinstance(row.record, Event) or not through_talks(self.library, name):
            return False
        return any(test(talk) for talk in self.library.talks_at[row.record.page])

    def _bears(self, name: str, meant: frozenset[str], row: Row) -> bool:
        if name == "event":
            event = row.event
            return event is not None and event.id in meant and self.library.keeps_id(event)
        return any(self.library.id_of(named) in meant for named in bearers(row, name))

    def _kinds(self, row: Row) -> set[str]:
        record = row.record
        if isinstance(record, Link | Resource):
            return {record.kind}
        owner = row.talk or row.event
        if owner is None:
            return set()
        return self.library.web.kinds_cited.get(owner.id, set())


def bearers(row: Row, kind: str) -> tuple[Name | Mention, ...]:
    """Return the people, organisations, topics or series (*kind*) that a row bears, as written."""
    record, talk = row.record, row.talk
    if kind == "series":
        series = row.event.series if row.event is not None else None
        return (series,) if series is not None else ()
    if kind == "topic":
        if record.topics or talk is None:
            return record.topics
        return talk.topics
    mentions: tuple[Mention, ...] = ()
    orgs: tuple[Name, ...] = ()
    if isinstance(record, Link | Resource) and record.authors:
        mentions = record.authors
    elif talk is not None:
        mentions, orgs = talk.speakers + talk.moderator, talk.org
    elif row.event is not None and isinstance(record, Event):
        orgs = row.event.host + row.event.sponsors
    if kind == "person":
        return mentions
    return orgs + tuple(mention.org for mention in mentions if mention.org is not None)


def added_of(library: Library, name: str, row: Row) -> tuple[str, ...]:
    """Return the words of a row's talk, or else of its event, in a field that was added."""
    return library.kinds.words_of(name, row.talk, row.event)


def spellings_of(library: Library, name: str) -> dict[str, str]:
    """Return each word in a field that was added as the newest notes write it, by its fold."""
    key = ("spellings", name)
    if key not in library.kept:
        rows = [*reversed(library.events), *reversed(library.talks)]
        library.kept[key] = {fold(w): w for row in rows for w in added_of(library, name, row)}
    found: dict[str, str] = library.kept[key]
    return found


def format_of(row: Row) -> str:
    """Return what a row's talk was, or else was to be."""
    return (row.talk.format or row.talk.planned_format) if row.talk is not None else ""


def attended_of(row: Row, *, by_a_speaker: str = "") -> str:
    """Return how the author attended a row's talk, or else its event.

    :param by_a_speaker: what to return of a talk that does not say, at an event where the author
        gave one: that they were there, which is not to say that they gave this one.
    """
    own = row.talk.attended if row.talk is not None else ""
    way = own or (row.event.attended if row.event is not None else "")
    return by_a_speaker if way == "gave" and not own and row.talk is not None else way


def score_of(row: Row) -> float | None:
    """Return the score of a row's talk, or else of its event, as a fraction."""
    rated = row.talk if row.talk is not None else row.event
    return rated.rating.rank if rated is not None and rated.rating is not None else None
