"""How to refer to one thing of a corpus, from each tool: what ``eventnotes cite`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eventnotes.corpus import bibliography
from eventnotes.corpus.reading import Corpus
from eventnotes.model import citing
from eventnotes.model.citing import Thing
from eventnotes.model.urls import is_web
from eventnotes.model.vocabulary import nearest

_KINDS = {
    "events": "event",
    "talks": "talk",
    "takeaways": "takeaway",
    "links": "link",
    "people": "person",
    "orgs": "org",
    "topics": "topic",
    "series": "series",
}


_NAMES = frozenset({"person", "org", "topic", "series"})
"""The kinds that no bibliography has."""
_NOWHERE = "html_baseurl in conf.py has to say first where these notes are published"
_GUESSES = 3
"""The most names that are offered for one that nothing has."""


def find(corpus: Corpus, wanted: str) -> Thing:
    """Return the one thing that has an id, the last part of one, or a title.

    :raises ValueError: there is none, or several; says which.
    """
    things = [(kind, row) for kind in _KINDS for row in corpus.records(kind) if row.get("id")]
    tests = (
        lambda row: row["id"] == wanted,
        lambda row: row["id"].rpartition("/")[2] == wanted,
        lambda row: _title(row).casefold() == wanted.casefold(),
    )
    for test in tests:
        found = [(kind, row) for kind, row in things if test(row)]
        if len(found) == 1:
            return _thing(corpus, *found[0])
        if found:
            several = ", ".join(row["id"] for _, row in found)
            raise ValueError(f"{wanted!r} may be each of {several}")
    known = [name for _, row in things for name in (row["id"], _title(row))]
    near = nearest(wanted, known, most=_GUESSES)
    near += [name for name in known if wanted.casefold() in name.casefold() and name not in near]
    guesses = ", ".join(map(repr, near[:_GUESSES]))
    raise ValueError(f"nothing is called {wanted!r}" + (f"; nearest: {guesses}" if guesses else ""))


def lines(thing: Thing, key: str) -> Iterator[str]:
    """Yield what is printed.

    :param key: by which other projects call these notes.
    """
    yield f"{thing.title}\n{thing.address}"
    yield "\nIn these notes"
    yield from _rows(citing.in_notes(thing))
    yield f"\nIn other documentation, which calls these notes {key!r}"
    yield from _rows(citing.elsewhere(thing, key))
    if not is_web(thing.address):
        yield f"\nAnywhere else\n  {_NOWHERE}"
        return
    yield "\nAnywhere"
    yield f"  {citing.markdown(thing)}"
    if thing.kind not in _NAMES:
        yield f"\n{citing.bib_entry(thing)}".rstrip()


def _rows(forms: Any) -> Iterator[str]:
    width = max(map(len, forms))
    yield from (f"  {tool:{width}}  {form}" for tool, form in forms.items())


def _title(row: dict[str, Any]) -> str:
    title: str = row.get("title") or row.get("name") or row.get("text") or row["address"]
    return title


def _thing(corpus: Corpus, plural: str, row: dict[str, Any]) -> Thing:
    events = {event["id"]: event for event in corpus.records("events")}
    event = row if plural == "events" else events.get(row.get("event", ""), {})
    people = (*row.get("speakers", ()), *row.get("authors", ()))
    names = [each.get("name") or each.get("org", {}).get("name", "") for each in people]
    first, last = row.get("first", ""), row.get("last", "")
    if plural == "takeaways":  # which the author of the notes took from it
        names = [corpus.author]
        first, last = event.get("first", ""), event.get("last", "")
    return Thing(
        _KINDS[plural],
        row["id"],
        _title(row),
        (plural == "links" and row.get("url")) or row["address"],
        tuple(filter(None, names)),
        event.get("title", "") if plural != "events" else "",
        ", ".join(filter(None, (event.get("venue", ""), event.get("place", "")))),
        first or row.get("date", ""),
        last or row.get("date", ""),
        frozenset(each["org"]["name"] for each in people if not each.get("name") and "org" in each),
        _source(row) if plural == "links" else "",
    )


def _source(row: dict[str, Any]) -> str:
    """Return a link's entry, as it is among those of all."""
    source = bibliography.Source(
        row.get("kind", ""),
        _title(row),
        row.get("site", ""),
        tuple(each.get("name", "") for each in row.get("authors", ())),
        row.get("date", ""),
        row.get("url", "") or row["address"],
        tuple(topic["name"] for topic in row.get("topics", ())),
    )
    return bibliography.entry(bibliography.key_of(row["id"]), source)
