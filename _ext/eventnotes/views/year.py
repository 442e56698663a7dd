"""A year: its best talks and why, every rating over time, and what stayed of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlencode

from eventnotes.i18n import terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.model.collation import collate
from eventnotes.model.dates import DateRange
from eventnotes.model.filters import attended_of, score_of
from eventnotes.model.library import Library
from eventnotes.model.profiles import Row
from eventnotes.model.records import Event
from eventnotes.model.resources import Resource
from eventnotes.views import lines, over_time
from eventnotes.views.inline import entry_link, join, link, small
from eventnotes.views.profiles import latest_first
from eventnotes.views.tree import Block, Blocks, Inline, Item, Items, Line, Ref, Section

MOST = 5
"""How many there are of each, so that all of it is read."""
GOOD = 0.6
"""The least score of what may be called best, as a fraction."""
_PHOTOS = 4
"""The most photos, so that they are one row."""
_OFTEN = 2
"""Talks of one person, or places that cite one link, from which they are told."""
_UNHEARD = frozenset({"no", "not yet"})


def year_blocks(library: Library, year: str, page: str) -> Blocks:
    """Return what the notes say of a year, on *page*; what is private is left out."""
    events, talks, takeaways = (
        _of(year, rows) for rows in (library.events, library.talks, library.takeaways)
    )
    rated, best = over_time.rated(talks), _best(talks)
    people = _people(library, talks)
    links = _links(library, year)
    shown: list[Block] = [Line(_counts(library, year, events, talks, page), "en-count")]
    shown += _section(
        gettext(terms.BEST_TALKS), [Items(tuple(_reasoned(library, best)), "en-rows en-best-of")]
    )
    if len(rated) >= over_time.FEWEST:
        drawn = over_time.plot(library, rated, DateRange(year, year), best)
        shown += _section(gettext(terms.EVERY_RATING), [*over_time.mean(library, rated), *drawn])
    by_words = {row.record.title: row for row in sorted(takeaways, key=_worth)}
    learned = sorted(by_words.values(), key=_worth, reverse=True)[:MOST]
    said = [lines.line_of(library, row) for row in learned]
    more = _more(library, "takeaways", len(learned), len(takeaways), page) if learned else ()
    shown += _section(gettext(terms.LEARNED), [Items(tuple(said), "en-takeaways"), *more])
    shown += _section(gettext(terms.HEARD_MOST), [Items(tuple(people), "en-rows en-most")])
    shown += _section(gettext(terms.CITED_MOST), [Items(tuple(links), "en-rows en-most")])
    shown += _section(gettext(terms.EVENTS), latest_first(library, events))
    return tuple(shown)


def description(library: Library, year: str) -> str:
    """Return what previews say of a year: how much there was, and the best talks."""
    events, talks = _of(year, library.events), _of(year, library.talks)
    said = [words.count("events", len(events)), words.count("talks", len(talks)) if talks else ""]
    if best := [row.record.title for row in _best(talks)]:
        said.append(words.labelled(gettext(terms.BEST_TALKS), "; ".join(best)))
    return " · ".join(filter(None, said))


def _of(year: str, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.day[:4] == year and not row.private]


def _best(talks: list[Row]) -> list[Row]:
    good = [row for row in over_time.rated(talks) if (score_of(row) or 0) >= GOOD]
    return sorted(good, key=_worth, reverse=True)[:MOST]


def pictured(library: Library, year: str) -> list[Event]:
    """Return the best events of a year among those with a photo, the first first."""
    rows = _of(year, library.events)
    found = [row for row in rows if row.event is not None and row.event.picture is not None]
    best = sorted(found, key=lambda row: score_of(row) or 0.0, reverse=True)[:_PHOTOS]
    best.sort(key=lambda row: row.day)
    return [row.event for row in best if row.event is not None]


def _section(title: str, body: list[Block]) -> Blocks:
    """Return blocks under a heading, if there is anything in the first of them."""
    if not body or (isinstance(body[0], Items) and not body[0].items):
        return ()
    return (Section(title, 1, (), tuple(body)),)


def _counts(library: Library, year: str, events: list[Row], talks: list[Row], page: str) -> Inline:
    """Return how many events and talks there were; the talks lead to all of them in a table."""
    counted: Inline = words.count("talks", len(talks)) if talks else ""
    whole = library.whole_lists.get("talks", page)
    if talks and whole != page:
        counted = Ref(whole, "", counted, urlencode({"year": year}))
    return join([words.count("events", len(events)), counted], " · ")


def _worth(row: Row) -> tuple[float, bool, str]:
    """Return what the best is known by: its score, then that there is a reason, then its day."""
    return score_of(row) or 0.0, bool(lines.reason(row)), row.day


def _reasoned(library: Library, rows: Iterable[Row]) -> list[Item]:
    return [
        Item(lines.line_of(library, row), tuple(filter(None, [lines.reason(row)]))) for row in rows
    ]


def _more(library: Library, plural: str, count: int, total: int, page: str) -> Blocks:
    """Say how many there are of what is cut, and lead to all of them."""
    if count == total:
        return ()
    shown: Inline = words.shown(plural, count, total)
    whole = library.whole_lists.get(plural, page)
    if whole != page:
        shown = join([shown, Ref(whole, "", words.every(plural))], " · ")
    return (Line(shown, "en-count"),)


def _people(library: Library, talks: Iterable[Row]) -> list[Inline]:
    """Return who gave most of the talks that the author heard, with how many."""
    counts: Counter[str] = Counter()
    for row in talks:
        if row.talk is not None and attended_of(row) not in _UNHEARD:
            people = (*row.talk.speakers, *row.talk.moderator)
            counts.update({found for each in people if (found := library.id_of(each))})
    entries = {name: library.entries[name] for name in counts}
    often = [name for name, number in counts.items() if number >= _OFTEN]
    often.sort(key=lambda name: (-counts[name], collate(entries[name].title), name))
    return [
        _counted(entry_link(library, entries[name]), words.count("talks", counts[name]))
        for name in often[:MOST]
    ]


def _links(library: Library, year: str) -> list[Inline]:
    """Return what the notes of a year cite most, with how often."""
    found = sorted(
        _often_cited(library).get(year, ()),
        key=lambda each: (-each[0], collate(each[1].title), each[1].key),
    )
    return [
        _counted(link(library, each.url, each.title), words.cited(number))
        for number, each in found[:MOST]
    ]


def _often_cited(library: Library) -> dict[str, list[tuple[int, Resource]]]:
    """Return by year what is cited often in it, with how often; counted once for all years."""
    key = "often cited"
    if key not in library.kept:
        found = library.kept[key] = {}
        for resource in library.web.resource_at.values():
            if len(resource.places) < _OFTEN or not resource.url or resource.private:
                continue
            dates = (
                place.event and place.event.date for place in resource.places if not place.private
            )
            for year, number in Counter(date.first[:4] for date in dates if date).items():
                if number >= _OFTEN:
                    found.setdefault(year, []).append((number, resource))
    kept: dict[str, list[tuple[int, Resource]]] = library.kept[key]
    return kept


def _counted(shown: Inline, count: str) -> Inline:
    return join([shown, small(count, "en-meta")], "")
