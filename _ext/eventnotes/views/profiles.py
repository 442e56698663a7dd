"""What is known of one person, organisation, topic or series, and what refers to anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from eventnotes.i18n import terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.model import ids
from eventnotes.model.collation import collate
from eventnotes.model.corpus import Entry, leads_to
from eventnotes.model.library import Cited, Library
from eventnotes.model.pagination import FIRST_ROWS, MOST_ROWS
from eventnotes.model.profiles import Affiliation, Profile, Row
from eventnotes.model.records import About
from eventnotes.model.resources import bare_address
from eventnotes.views.inline import entry_link, filled, join, link, name, prose, small
from eventnotes.views.lines import counted, line_of
from eventnotes.views.over_time import of_events
from eventnotes.views.tree import (
    Activity,
    Block,
    Blocks,
    Feed,
    Fold,
    Inline,
    Items,
    Line,
    Ref,
    Section,
)

_FEW = 2
"""Further rows that are not worth folding."""
_YEARS = 10
"""The most years that a line of activity shows."""


def profile_blocks(
    library: Library, profile: Profile, about: About | None, page: str, *, whole: bool = False
) -> list[Block]:
    """Return what stands in the entry of a name on *page*, below its heading.

    :param whole: whether nothing is folded away.
    """
    kind = profile.entry.kind
    shown = _known_as(library, profile, about)
    if kind == "org":
        people = sorted(profile.people.values(), key=lambda entry: collate(entry.title))
        names = join(entry_link(library, entry) for entry in people)
        shown += line(filled(gettext(terms.PEOPLE), names=names), "en-affiliations")
    labels = (
        "" if kind == "person" else gettext(terms.TALKS),
        gettext(terms.MODERATED_TALKS),
        gettext(terms.ABSENT_FROM),
        gettext(terms.EVENTS_RUN) if kind == "org" else gettext(terms.EVENTS),
        gettext(terms.EVENTS_SPONSORED),
        gettext(terms.LINKS) if kind == "topic" else gettext(terms.LINKS_MADE),
        gettext(terms.TAKEAWAYS),
    )
    seen: set[int] = set()
    for found, label in zip(profile.by_role(), labels, strict=True):
        # each once, as what counts most
        rows = [row for row in found if id(row.record) not in seen]
        if rows:
            seen.update([id(row.record) for row in rows])
            shown += line(label, "en-label")
            shown += latest_first(library, rows, kind, whole=whole)
    if kind == "series":
        shown += of_events(library, profile.events)
    elif kind == "topic" and has_feed(library, profile):
        shown.append(Feed(profile.entry.id, profile.entry.title))
    shown += cited_blocks(library, profile.entry.id, page)
    return shown


def has_feed(library: Library, profile: Profile) -> bool:
    """Tell whether a topic or a series has an event that can be in a feed, by an id of its own."""
    for row in profile.events:
        event = row.event
        if event is None or not event.is_dated or row.private:
            continue
        if leads_to(library.entries, event.id, event):
            return True
    return False


def _known_as(library: Library, profile: Profile, about: About | None) -> list[Block]:
    """Return where somebody was, and other names in use."""
    shown: list[Block] = []
    if profile.entry.kind == "person":
        spans = join(_affiliation(library, each) for each in profile.affiliations())
        shown += line(spans, "en-affiliations")
    others = join(_other_names(profile, about))
    return [*shown, *line(filled(gettext(terms.ALSO), names=others), "en-also")]


def brief_blocks(library: Library, profile: Profile) -> list[Block]:
    """Return what a list shows of an entry that has a page of its own: the latest talks, and the
    way there.
    """
    entry, talks = profile.entry, profile.talks
    items = [line_of(library, row, within=entry.kind) for row in talks[:FIRST_ROWS]]
    every = words.all_talks(counted(talks))
    way = Ref(entry.page, entry.anchor, every, own=library.own_page(entry))
    known = _known_as(library, profile, None)
    return [*known, Items(tuple(items), "en-rows"), Line(way, "en-count")]


def entry_page(library: Library, profile: Profile, page: str) -> Blocks:
    """Return what stands on the *page* that an entry has for itself, derived once."""
    key = ("entry page", page)
    if key not in library.kept:
        library.kept[key] = _entry_page(library, profile, page)
    kept: Blocks = library.kept[key]
    return kept


def _entry_page(library: Library, profile: Profile, page: str) -> Blocks:
    entry = profile.entry
    list_title = library.corpus.pages[entry.page].title or entry.page
    body: list[Block] = [Line(Ref(entry.page, "", list_title), "en-count")]
    known = known_of(library, profile)
    bars = known.activity if known.activity and known.activity.said else ""
    body += line(join([known.said, bars], " "), "en-known")
    body += profile_blocks(library, profile, None, page, whole=True)
    return (Section(entry.title, 1, anchors_of(library, entry), tuple(body)),)


def anchors_of(library: Library, entry: Entry) -> tuple[str, ...]:
    """Return the anchors of an entry: its own first, then those of names it used to have."""
    names = (entry.id, *library.aliases.get(entry.id, ()))
    return tuple(ids.anchor(entry.kind, name) for name in names)


def latest_first(
    library: Library, rows: list[Row], kind: str = "", *, whole: bool = False
) -> list[Block]:
    """Return the latest rows, and those before them folded away if they are several."""
    items = [line_of(library, row, within=kind) for row in rows[:MOST_ROWS]]
    first = len(items) if whole or len(items) <= FIRST_ROWS + _FEW else FIRST_ROWS
    shown: list[Block] = [Items(tuple(items[:first]), "en-rows")]
    if first < len(items):
        older = Items(tuple(items[first:]), "en-rows")
        shown.append(Fold(words.more(counted(rows[first:MOST_ROWS])), (older,), "en-rest"))
    if len(items) < len(rows):
        shown.append(Line(words.of_all(counted(rows[:MOST_ROWS]), counted(rows)), "en-count"))
    return shown


class Known(NamedTuple):
    """How much is known of a name."""

    said: str
    """In a few words, with the year of the latest."""
    activity: Activity | None
    """In each year, where there are several. It says nothing of who was there in none of them."""
    facts: tuple[tuple[str, str], ...]
    """What a script may choose and sort an entry by."""


def known_of(library: Library, profile: Profile) -> Known:
    """Return how much is known of a name."""
    key = ("known", id(profile))
    kept = library.shown.get(key)
    if kept is None:
        told = [[row for row in rows if not row.private] for rows in profile.by_role()]
        rows = next(filter(None, told[:4]), [])  # what it is mostly known for
        days = sorted({row.day for row in chain.from_iterable(told) if row.day})
        last = days[-1] if days else ""
        count = words.count("events" if rows is told[3] else "talks", len(rows)) if rows else ""
        said = " · ".join(filter(None, (count, last[:4])))
        years = " ".join(dict.fromkeys(day[:4] for day in days))
        facts = {"talks": str(len(told[0])), "last": last, "years": years}
        named = tuple([(name, value) for name, value in facts.items() if value])
        kept = library.shown[key] = (profile, Known(said, _activity(library, rows), named))
    known: Known = kept[1]
    return known


def _activity(library: Library, rows: list[Row]) -> Activity | None:
    """Return how much there was in each year; many names are known from the same ones."""
    key = ("activity", *[row.day[:4] for row in rows])
    if key not in library.kept:
        library.kept[key] = _activity_in(library, key[1:])
    kept: Activity | None = library.kept[key]
    return kept


def _activity_in(library: Library, found_in: tuple[str, ...]) -> Activity | None:
    years = _years_of_activity(library.years)
    if not years:
        return None
    found = Counter(found_in)
    counts = {year: found[year] for year in years}
    kept = {year: count for year, count in counts.items() if count}
    return Activity(tuple(counts.values()), words.by_year(kept))


def _years_of_activity(years: Sequence[str]) -> list[str]:
    """Return the years that all lines of activity show, the gaps among them.

    They end with the latest that has another one near it: what is far from all others, as a
    mistyped year is, would leave no room for them.
    """
    for before, last in zip(years[-2::-1], years[:0:-1], strict=True):
        first = int(last) - _YEARS + 1
        if int(before) >= first:
            first = next(year for year in map(int, years) if year >= first)
            return [f"{year:04}" for year in range(first, int(last) + 1)]
    return []


def line(shown: Inline, css: str) -> Blocks:
    """Return a paragraph, if it is anything."""
    return (Line(shown, css),) if shown else ()


def described(library: Library, about: About) -> list[Block]:
    """Return an author's description, for an entry that stands elsewhere than it does."""
    shown = [
        block
        for runs in about.prose
        for block in line(prose(library, runs, about.page), "en-described")
    ]
    site = link(library, about.url, bare_address(about.url)) if about.url else ""
    return [*shown, *line(site, "en-site")]


def about_blocks(library: Library, about: About, page: str) -> Blocks:
    """Return what the notes say of whom ``{about}`` describes, if it is no example."""
    profile = library.profiles.get(about.id)
    if profile is None or library.abouts.get(about.id) != about:
        return ()
    return tuple(profile_blocks(library, profile, about, page))


def _affiliation(library: Library, each: Affiliation) -> Inline:
    where = name(library, each.org) if each.org is not None else ""
    shown = join([where, each.role])
    first, last = each.first[:4], each.last[:4]
    if not first:
        return shown
    years = first if first == last else f"{first}–{last}"
    return join([shown, f"({years})"], " ")


def _other_names(profile: Profile, about: About | None) -> list[str]:
    """Return the names in use that are not the one shown in another spelling."""
    written = [*profile.names, *(alias.text for alias in (about.aliases if about else ()))]
    if not written:
        return []
    own = ids.slug(profile.entry.title)
    found = {ids.slug(name): name for name in reversed(written) if name}
    return sorted((name for slug, name in found.items() if slug != own), key=collate)


# -- what refers here --------------------------------------------------------------------------


def cited_here(library: Library, identifier: str, page: str, anchors: Sequence[str]) -> Blocks:
    """Return what refers to an object that stands on *page* at *anchors*.

    There is nothing at a second one that claims its id.
    """
    entry = library.entries.get(identifier)
    own = entry is not None and entry.page == page and entry.anchor in anchors
    return cited_blocks(library, identifier, page) if own else ()


def cited_blocks(library: Library, identifier: str, page: str) -> Blocks:
    """Return what refers to an object, folded, with the count; nothing if nothing does."""
    places = library.cited.get(identifier, ())
    if not places:
        return ()
    shown = places[:MOST_ROWS]
    body: list[Block] = [Items(tuple([_cited(library, place, page) for place in shown]))]
    if len(shown) < len(places):
        body.append(Line(words.first_of(len(shown), len(places)), "en-count"))
    return (Fold(words.cited(len(places)), tuple(body), "en-cited"),)


def _cited(library: Library, place: Cited, page: str) -> Inline:
    titles = [] if place.page == page else [place.title or place.page]
    if place.section and place.section != place.title:
        titles.append(place.section)
    shown = " › ".join(titles or [gettext(terms.THIS_PAGE)])
    head: Inline = Ref(place.page, place.anchor, shown)
    if place.via:
        head = join([head, f"({terms.VIA[place.via]})"], " ")
    sentence = prose(library, place.sentence, place.page)
    return join([head, small(sentence, "en-sentence")], "")
