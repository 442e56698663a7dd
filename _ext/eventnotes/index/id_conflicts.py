"""What cannot be told apart, or may be one: ids used twice, and names that look alike."""

from __future__ import annotations

from collections.abc import Collection

from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import CALLED, Notice, hint, hint_at_spellings, shorten, warn
from eventnotes.kinds.tables import NAMES
from eventnotes.model import ids
from eventnotes.model.corpus import Corpus, Entry
from eventnotes.model.library import Library
from eventnotes.model.naming import look_alikes, plain_spelling
from eventnotes.model.records import Event
from eventnotes.model.resources import Resource
from eventnotes.model.spelling import spelt_alike


def settle(env: BuildEnvironment, corpus: Corpus) -> bool:
    """Warn about ids used twice, by us or by Sphinx, and leave each to the first.

    A page's name cannot be taken from it, so a page always keeps it. An event or a year on the page
    of that name is no rival: whoever asks for either comes to the same page.

    :returns: whether there are any.
    """
    for clash in corpus.clashes:
        _warn(env, clash.id, _place(env, clash.first), clash.second)
    anonymous = env.domains.standard_domain.anonlabels
    pages = {
        name
        for name in corpus.entries.keys() & env.all_docs.keys()
        if corpus.entries[name].kind not in {"event", "year"} or corpus.entries[name].page != name
    }
    taken = pages | (corpus.entries.keys() & anonymous.keys())
    for identifier in sorted(taken):
        entry = corpus.entries[identifier]
        if identifier in corpus.inferred:
            del corpus.entries[identifier]
            continue
        if identifier in pages:
            path = env.doc2path(identifier, base=False)
            _warn(env, identifier, f"the page {path}", entry)
            del corpus.entries[identifier]
            continue
        page, node_id = anonymous[identifier]
        line, same = _label_place(env, page, node_id, entry)
        if same:
            continue
        path = env.doc2path(page, base=False)
        _warn(env, identifier, f"a label, {path}:{line}", entry)
        if (page, line) <= (entry.page, entry.line):
            del corpus.entries[identifier]
    lost = _warn_of_lost_talks(env, corpus)
    for address in sorted(corpus.addresses):
        name = address[1:]
        if ids.is_page_name(address) and name in env.all_docs:
            path = env.doc2path(name, base=False)
            _warn(env, address, f"the page {path}", corpus.addresses.pop(address))
            taken.add(address)
    return bool(corpus.clashes or taken or lost)


def hint_at_months(env: BuildEnvironment, corpus: Corpus, read: Collection[str]) -> None:
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


def _warn_of_lost_talks(env: BuildEnvironment, corpus: Corpus) -> bool:
    """Warn about talks on pages of their own whose events nobody knows; tell if there are any."""
    found = False
    for page in sorted(corpus.pages):
        notes = corpus.pages[page]
        for talk in notes.talks if notes.event is None else ():
            entry = corpus.entries.get(talk.event)
            if talk.event and (entry is None or entry.kind != "event"):
                found = True
                guesses = corpus.nearest("event", talk.event)
                nearest = f"; nearest: {', '.join(map(repr, guesses))}" if guesses else ""
                message = f"talk: no event has the id {talk.event!r}{nearest}"
                warn(Notice.REFERENCE, message, f"{env.doc2path(page)}:{talk.line}")
    return found


def _label_place(env: BuildEnvironment, page: str, node_id: str, entry: Entry) -> tuple[int, bool]:
    """Return the line of a label, and whether it labels what *entry* is."""
    if page not in env.all_docs:
        return 0, False
    element = env.get_doctree(page).ids.get(node_id)
    if element is None:
        return 0, False
    same = page == entry.page and entry.anchor in element["ids"]
    return element.line or 0, same


def _place(env: BuildEnvironment, entry: Entry) -> str:
    path = env.doc2path(entry.page, base=False)
    return f"{entry.kind} {shorten(entry.title)!r}, {path}:{entry.line}"


def _warn(env: BuildEnvironment, identifier: str, first: str, second: Entry) -> None:
    path = env.doc2path(second.page)
    what = "address" if identifier.startswith("/") else "alias" if second.alias_of else "id"
    name = f"{second.kind}: the {what} {identifier.removeprefix('/')!r} of"
    todo = "give it another with ':id:'" if what == "id" else "it does not lead here"
    message = f"{name} {shorten(second.title)!r} is that of {first} already; {todo}"
    if second.kind == "year" and what == "id":
        message = f"{name} this year is that of {first} already; leave one of them out"
    warn(Notice.DUPLICATE_ID, message, f"{path}:{second.line}")


def hint_at_names(
    env: BuildEnvironment, corpus: Corpus, library: Library, read: Collection[str]
) -> None:
    """Say which names are one and may be two, and which are two and may be one.

    It is said when a page that has one of them has been read. Whatever has an ``{about}`` has been
    thought about.
    """
    _hint_at_spellings(env, corpus, library, read)
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
    env: BuildEnvironment, library: Library, pair: tuple[str, str], read: Collection[str]
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
    env: BuildEnvironment, corpus: Corpus, library: Library, read: Collection[str]
) -> None:
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
