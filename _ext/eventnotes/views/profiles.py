"""What is known of one person, organisation, topic or series, and what refers to anything."""

from __future__ import annotations

from collections.abc import Sequence

from eventnotes.i18n import terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.model import ids
from eventnotes.model.answer import collate
from eventnotes.model.library import Cited, Library
from eventnotes.model.pagination import MOST_ROWS
from eventnotes.model.profiles import Affiliation, Profile, Row
from eventnotes.model.records import About
from eventnotes.model.resources import bare_address
from eventnotes.views.inline import entry_link, filled, join, link, name, prose, small
from eventnotes.views.lines import counted, line_of
from eventnotes.views.over_time import of_events
from eventnotes.views.tree import Block, Blocks, Fold, Inline, Items, Line, Ref

_FIRST = 5
"""Rows of an entry that are not folded away."""
_FEW = 2
"""Further rows that are not worth folding."""


def profile_blocks(
    library: Library, profile: Profile, about: About | None, page: str
) -> list[Block]:
    """Return what stands in the entry of a name on *page*, below its heading."""
    kind = profile.entry.kind
    shown: list[Block] = []
    if kind == "person":
        spans = join(_affiliation(library, each) for each in profile.affiliations())
        shown += line(spans, "en-affiliations")
    others = join(_other_names(profile, about))
    shown += line(filled(gettext(terms.ALSO), names=others), "en-also")
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
        rows = [
            row for row in found if id(row.record) not in seen
        ]  # each once, as what counts most
        seen.update(id(row.record) for row in rows)
        if rows:
            shown += line(label, "en-label")
            shown += latest_first(library, rows, kind)
    if kind == "series":
        shown += of_events(library, profile.events)
    shown += cited_blocks(library, profile.entry.id, page)
    return shown


def latest_first(library: Library, rows: list[Row], kind: str = "") -> list[Block]:
    """Return the latest rows, and those before them folded away if they are several."""
    items = [line_of(library, row, within=kind) for row in rows[:MOST_ROWS]]
    first = _FIRST if len(items) > _FIRST + _FEW else len(items)
    shown: list[Block] = [Items(tuple(items[:first]), "en-rows")]
    if first < len(items):
        older = Items(tuple(items[first:]), "en-rows")
        shown.append(Fold(words.more(counted(rows[first:MOST_ROWS])), (older,), "en-rest"))
    if len(items) < len(rows):
        shown.append(Line(words.of_all(counted(rows[:MOST_ROWS]), counted(rows)), "en-count"))
    return shown


def summary(profile: Profile) -> str:
    """Return in a few words how much is known of a name, and of which year the latest is."""
    plurals = ("talks", "talks", "talks", "events")
    known = [
        (plural, counted(rows)) for plural, rows in zip(plurals, profile.by_role(), strict=False)
    ]
    count = next((words.count(plural, number) for plural, number in known if number), "")
    last = max((row.day[:4] for row in profile.rows() if not row.private), default="")
    return " · ".join(filter(None, (count, last)))


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
