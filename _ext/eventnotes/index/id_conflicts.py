"""What cannot be told apart, or may be one: ids used twice, and names that look alike."""

from __future__ import annotations

from collections.abc import Collection

from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import CALLED, Notice, hint_at_spellings, logger, shorten, warn
from eventnotes.model.corpus import Corpus, Entry
from eventnotes.model.library import Library
from eventnotes.model.naming import look_alikes, plain_spelling
from eventnotes.model.resources import Resource
from eventnotes.model.spelling import spelt_alike


def settle(env: BuildEnvironment, corpus: Corpus) -> bool:
    """Warn about ids used twice, by us or by Sphinx, and leave each to the first.

    A page's name cannot be taken from it, so a page always keeps it. An event on the page of that
    name is no rival: whoever asks for either comes to the same page.

    :returns: whether there are any.
    """
    for clash in corpus.clashes:
        _warn(env, clash.id, _place(env, clash.first), clash.second)
    anonymous = env.domains.standard_domain.anonlabels
    pages = {
        name
        for name in corpus.entries.keys() & env.all_docs.keys()
        if (corpus.entries[name].kind, corpus.entries[name].page) != ("event", name)
    }
    taken = pages | (corpus.entries.keys() & anonymous.keys())
    for identifier in sorted(taken):
        entry = corpus.entries[identifier]
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
    return bool(corpus.clashes or taken)


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
    name = f"{second.kind}: the id {identifier!r} of {shorten(second.title)!r}"
    message = f"{name} is that of {first} already; give it another with ':id:'"
    warn(Notice.DUPLICATE_ID, message, f"{path}:{second.line}")


def hint_at_names(
    env: BuildEnvironment, corpus: Corpus, library: Library, read: Collection[str]
) -> None:
    """Say which names are one and may be two, and which are two and may be one.

    It is said when a page that has one of them has been read. Whatever has an ``{about}`` has been
    thought about.
    """
    _hint_at_spellings(env, corpus, library, read)
    by_kind: dict[str, dict[str, str]] = {"person": {}, "org": {}, "topic": {}}
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
        logger.info(
            "%s may be one %s; if so, join them with {about} %s and ':aliases: %s', "
            "else describe one of them",
            *(names, CALLED[first.partition("/")[0]], first, second),
            location=f"{env.doc2path(place.page)}:{place.line}",
        )


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
                hint_at_spellings(first, text, identifier, f"{env.doc2path(at.page)}:{at.line}")
