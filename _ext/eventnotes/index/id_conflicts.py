"""Ids that are used twice, by notes or by Sphinx: each is left to the first."""

from __future__ import annotations

from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import Notice, shorten, warn
from eventnotes.model import ids
from eventnotes.model.corpus import Corpus, Entry


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
