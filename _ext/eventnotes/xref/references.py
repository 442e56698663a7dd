"""``myst.xref.json`` and the data of each page that it points to, as mystmd 1 reads them.

A reference has the address of its page and names the data of that; in the data, a heading with the
same identifier gives it its words, and the paragraphs after the heading its hover card
(https://mystmd.org/guide/website-metadata#myst-xref-json).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring as _json
from operator import itemgetter
from urllib.parse import quote
from weakref import WeakKeyDictionary

from eventnotes.api import Link, Org, Person, Place, Published, Talk, Target, Topic
from eventnotes.api.adding import is_path
from eventnotes.model import ids
from eventnotes.xref.names import are_wanted, named

PAGES = "myst/*.json"

_SAFE = re.compile(r"[A-Za-z0-9/._:,'()?!%-]*\Z")


def references(notes: Published) -> str | None:
    """Return all references: by name, and by title where only one thing has that."""
    if not are_wanted(notes):
        return None
    where = {page.name: _where(notes, page.name) for page in notes.pages}
    rows = [f'{{"kind": "page", {where[page.name]}}}' for page in notes.pages]
    for identifier, target in _identified(notes):
        row = f'"identifier": {_json(identifier)}, '
        if target.at.anchor not in ("", identifier):
            row += f'"html_id": {_json(target.at.anchor)}, '
        rows.append(f'{{{row}"kind": "heading", {where[target.at.page]}}}')
    lines = ",\n".join(rows)
    return f'{{\n"version": "1",\n"references": [\n{lines}\n]\n}}\n'


def page_data(notes: Published) -> Iterator[tuple[str, str]]:
    """Yield the data of each page."""
    if not are_wanted(notes):
        return
    said = dict(_said(notes))
    on_page: dict[str, list[str]] = {page.name: [] for page in notes.pages}
    for identifier, target in _identified(notes):
        nodes = on_page[target.at.page]
        nodes.append(_heading(identifier, target))
        nodes += [f"{_PARAGRAPH}{_json(words)}}}]}}" for words in said.get(target.name, ())]
    for page in notes.pages:
        said_of_it = (
            f'"kind": "Article", "slug": {_json(page.name)}, "location": {_json(f"/{page.name}")},'
            f' "dependencies": [], "frontmatter": {{"title": {_json(page.title)}}}'
        )
        tree = f'{{"type": "root", "children": [{", ".join(on_page[page.name])}]}}'
        yield _data(page.name), f'{{{said_of_it}, "mdast": {tree}}}\n'


def _identified(notes: Published) -> list[tuple[str, Target]]:
    """Return the targets by name, and by title, as it stands after ``#`` in an address.

    Both files need it, so it is asked once.
    """
    if notes not in _IDENTIFIED:
        found: dict[str, Target] = {}
        for names in named(notes):
            for name, target in names.items():
                found.setdefault(_escaped(name), target)
        _IDENTIFIED[notes] = sorted(found.items(), key=itemgetter(0))
    return _IDENTIFIED[notes]


_IDENTIFIED: WeakKeyDictionary[Published, list[tuple[str, Target]]] = WeakKeyDictionary()


def _escaped(name: str) -> str:
    """Return a name as a browser and mystmd write it after ``#`` (URL Standard, fragment)."""
    plain = name.replace(" ", "%20")  # most titles need no more
    return plain if _SAFE.match(plain) else quote(name, safe="!#$%&'()*+,/:;=?@[]^_{|}~-.\\")


def _where(notes: Published, page: str) -> str:
    """Return what a reference to a page, or to something on it, says of that."""
    return f'"data": {_json(f"/{_data(page)}")}, "url": {_json(_url(notes, page))}'


def _url(notes: Published, page: str) -> str:
    """Return the address of a page, from the root of the site, which mystmd puts before it."""
    return f"/{notes.address(Place(page, '', 0)).removeprefix(notes.site.url)}"


def _data(page: str) -> str:
    """Return the name of the file with a page's data; one that no file may have is its digest."""
    name = PAGES.replace("*", page)
    return name if is_path(name) else PAGES.replace("*", f"page-{ids.digest(page)}")


def _heading(identifier: str, target: Target) -> str:
    anchor = f', "html_id": {_json(target.at.anchor)}' if target.at.anchor else ""
    words = _json(target.title if target.title != "-" else target.name)
    head = f'"type": "heading", "depth": 2, "identifier": {_json(identifier)}{anchor}'
    return f'{{{head}, "children": [{_TEXT}{words}}}]}}'


_TEXT = '{"type": "text", "value": '
_PARAGRAPH = f'{{"type": "paragraph", "children": [{_TEXT}'


# -- what hover cards show -----------------------------------------------------------------------


def _said(notes: Published) -> Iterator[tuple[str, list[str]]]:
    """Yield what is said of each thing, by its id, a line each."""
    events = {event.id: event for event in notes.events if notes.has_id(event)}
    for event in events.values():
        days = " – ".join(dict.fromkeys(filter(None, (event.first, event.last))))
        where = ", ".join(filter(None, (event.venue, event.place)))
        yield event.id, _lines(event.summary, " · ".join(filter(None, (days, where))))
    talks = {talk.id: talk for talk in notes.talks if notes.has_id(talk)}
    for talk in talks.values():
        event_title = events[talk.event].title if talk.event in events else ""
        yield talk.id, _lines(_people(talk), event_title, _score(talk))
    for link in notes.links:
        if link.id:
            yield link.id, _lines(_of_link(link), link.url)
    for takeaway in notes.takeaways:
        if takeaway.id:
            yield takeaway.id, takeaway.text.split("\n\n")
    names: list[Person | Org | Topic] = [*notes.people, *notes.orgs, *notes.topics]
    for name in names:
        yield name.id, _of_name(name, talks)
    for series in notes.series:
        yield series.id, [events[each].title for each in series.events[:5] if each in events]


def _lines(*lines: str) -> list[str]:
    return [line for line in lines if line]


def _people(talk: Talk) -> str:
    return ", ".join(
        " – ".join(filter(None, (each.name, each.org.name if each.org is not None else "")))
        for each in talk.speakers
    )


def _score(talk: Talk) -> str:
    return talk.rating.written if talk.rating is not None else ""


def _of_link(link: Link) -> str:
    authors = ", ".join(each.name for each in link.authors if each.name)
    return " · ".join(filter(None, (authors, link.site, link.date)))


def _of_name(name: Person | Org | Topic, talks: dict[str, Talk]) -> list[str]:
    """Return where somebody was from, and the newest talks."""
    orgs = ", ".join(org.name for org in name.orgs) if isinstance(name, Person) else ""
    newest: Iterable[str] = (talks[each].title for each in name.talks[:5] if each in talks)
    return _lines(orgs, *newest)
