"""What the notes of a whole site may mean otherwise than they say: hints, which change nothing.

Whatever has an ``{about}`` has been thought about.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import CALLED, Notice, hint, hint_at_spellings
from eventnotes.kinds.tables import NAMES
from eventnotes.model import ids
from eventnotes.model.corpus import Corpus
from eventnotes.model.library import Library
from eventnotes.model.misreadings import misreadings
from eventnotes.model.naming import look_alikes, plain_spelling
from eventnotes.model.people import Mention
from eventnotes.model.records import Event, Link, PageNotes, Talk
from eventnotes.model.resources import Resource
from eventnotes.model.spelling import spelt_alike


def give_hints(env: BuildEnvironment, corpus: Corpus, library: Library, read: Set[str]) -> None:
    """Give the hints that concern the pages in *read*."""
    _hint_at_months(env, corpus, read)
    _hint_at_spellings(env, corpus, library, read)
    _hint_at_names(env, library, read)
    _hint_at_misreadings(env, corpus, library, read)


def _hint_at_months(env: BuildEnvironment, corpus: Corpus, read: Set[str]) -> None:
    """Say which events got their month into their ids, and whose is the id without it."""
    groups: dict[str, list[Event]] = {}
    for page in sorted(corpus.pages):
        event = corpus.pages[page].event
        if event is not None and event.shared:
            groups.setdefault(event.shared, []).append(event)
    for shared, events in sorted(groups.items()):
        owner = corpus.entries.get(shared)
        if owner is None or not any(event.page in read for event in events):
            continue
        names = ", ".join(event.id for event in events)
        first = owner.alias_of or owner.id
        message = f"event: several are called {shared!r}, so their ids are {names}"
        todo = f"{shared!r} leads to {first}; ':aliases: {shared}' in another turns it there"
        at = f"{env.doc2path(events[0].page)}:{events[0].line}"
        hint(Notice.MONTHS, f"{message}; {todo}", at, env.config)


def _hint_at_names(env: BuildEnvironment, library: Library, read: Set[str]) -> None:
    """Say which names are two and may be one."""
    by_kind: dict[str, dict[str, str]] = {kind: {} for kind in sorted(NAMES)}
    for entry in library.entries.values():
        if entry.kind in by_kind and not entry.alias_of and entry.id not in library.abouts:
            by_kind[entry.kind][entry.id] = entry.title
    for kind, names in by_kind.items():
        pairs = look_alikes(names) if kind == "person" else []
        for pair in dict.fromkeys((*pairs, *map(_sorted, spelt_alike(names)))):
            _hint_at_pair(env, library, pair, read)


def _sorted(pair: tuple[str, str]) -> tuple[str, str]:
    return min(pair), max(pair)


def _hint_at_pair(
    env: BuildEnvironment, library: Library, pair: tuple[str, str], read: Set[str]
) -> None:
    """Say that two may be one. The one with fewer notes is asked about."""
    rows = {name: len(list(library.profiles[name].rows())) for name in pair}
    first, second = sorted(pair, key=lambda name: (-rows[name], name))
    rows_of = [row for name in (first, second) for row in library.profiles[name].rows()]
    place = next((row.record for row in rows_of if row.record.page in read), None)
    if place is not None and not isinstance(place, Resource):
        names = " and ".join(repr(library.entries[name].title) for name in (first, second))
        kind = CALLED[first.partition("/")[0]]
        todo = f"join them with {{about}} {first} and ':aliases: {second}', else describe one"
        at = f"{env.doc2path(place.page)}:{place.line}"
        message = f"{names} may be one {kind}; if so, {todo} of them"
        hint(Notice.SPELLING, message, at, env.config)


def _hint_at_spellings(
    env: BuildEnvironment, corpus: Corpus, library: Library, read: Set[str]
) -> None:
    """Say which names are one and may be two."""
    for identifier, spelt in sorted(corpus.spellings.items()):
        entry = corpus.entries.get(identifier)
        if len(spelt) == 1 or entry is None or entry.alias_of or identifier in library.abouts:
            continue
        found = {plain_spelling(text): (text, at) for text, at in spelt.items()}
        (first, where), *others = found.values()
        for text, at in others:
            if at.page in read or where.page in read:
                where_to = f"{env.doc2path(at.page)}:{at.line}"
                hint_at_spellings(first, text, identifier, where_to, env.config)


def _hint_at_misreadings(
    env: BuildEnvironment, corpus: Corpus, library: Library, read: Set[str]
) -> None:
    """Say who was perhaps meant otherwise than as a person, or an organisation, of that name."""

    def is_org(name: str) -> bool:
        return f"orgs/{ids.slug(name)}" in corpus.entries

    for page in sorted(read):
        for record, mentions in _people(corpus.pages[page]) if page in corpus.pages else ():
            for said in misreadings(
                mentions, is_org, corpus.entries.__contains__, library.abouts.__contains__
            ):
                message = f"{type(record).__name__.lower()}: {said}"
                hint(Notice.NAMES, message, f"{env.doc2path(page)}:{record.line}", env.config)


def _people(notes: PageNotes) -> Iterator[tuple[Event | Talk | Link, tuple[Mention, ...]]]:
    for talk in notes.talks:
        for mentions in (talk.speakers, talk.moderator, talk.absent):
            yield talk, mentions
    if notes.event is not None:
        yield notes.event, notes.event.by
        yield notes.event, notes.event.attended_by
    for link in notes.links:
        yield link, link.authors
