"""What a list looks like: its groups, its form, what it says when it is empty or cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from eventnotes.i18n import terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.kinds.tables import KIND_OF_PLURAL
from eventnotes.model import ids
from eventnotes.model.answer import Answer, Group, Item, answer
from eventnotes.model.corpus import Entry
from eventnotes.model.library import Library
from eventnotes.model.pagination import initial
from eventnotes.model.profiles import Profile, Row
from eventnotes.model.query import Query
from eventnotes.model.records import Event
from eventnotes.views import columns, lines, tree
from eventnotes.views.inline import entry_link, join, prose
from eventnotes.views.links import resource_items
from eventnotes.views.profiles import described, line, profile_blocks
from eventnotes.views.ratings import heading, ratings
from eventnotes.views.tree import Block, Blocks, Inline, Section

_MANY = 15
"""Names from which a list on one page gets links to its letters."""
_FEW = 3
"""Letters from which that is worth while."""


class Place(NamedTuple):
    """Where a list stands."""

    page: str
    """The page that asks."""
    number: int = -1
    """Of the list on its page; -1 for an example, in which nothing lives."""
    part: str = ""
    """The page that shows it, where that is one of a part of it."""

    @property
    def shown_on(self) -> str:
        """The page on which it is seen."""
        return self.part or self.page


def home_of(library: Library, query: Query, place: Place) -> str:
    """Return the list's page if what it shows lives there, else nothing."""
    home = library.homes.get(KIND_OF_PLURAL.get(query.kind, ""))
    if home is None or place.number < 0 or home.page != place.page:
        return ""
    return place.page if library.corpus.pages[place.page].lists[place.number] is home else ""


def list_blocks(
    library: Library, query: Query, place: Place, groups: Sequence[Group] | None = None
) -> Blocks:
    """Return a list, or only those *groups* of it, with what is to say of the whole."""
    found = answer(library, query, place.page)
    wanted = found.groups if groups is None else groups
    kept = [group for group in wanted if group.items]
    above = query.kind == "talks" and query.form == "table"  # where the script puts its own
    shown: list[Block] = []
    if kept and above and wanted is found.groups:
        shown += _counted(library, query, found, place, also_all=True)
    elif kept and above and not place.part:  # of what changes with each talk, one page has to say
        here = sum(not item.private for group in kept for item in group.items)
        shown += line(words.shown(query.kind, here, found.total), "en-count")
    if not kept:
        shown += line(words.nothing(query.kind, query.form), "en-none")
    elif query.kind == "ratings":
        shown += ratings(library, query, kept)
    else:
        shown += _listed(library, query, kept, place)
    if not above:
        shown += _counted(library, query, found, place)
    return tuple(shown)


def points(
    library: Library, query: Query, place: Place, groups: Iterable[Group]
) -> list[tree.Point]:
    """Return the names that are listed, with their anchors here where they live here."""
    home = home_of(library, query, place)

    def point(entry: Entry) -> tree.Point:
        own = home == entry.page and entry.id not in library.abouts
        anchors = _anchors(library, entry) if own else ()
        return tree.Point(entry.title, entry.page, entry.anchor, anchors)

    items = (item for group in groups for item in group.items)
    return [point(item.entry) for item in items if isinstance(item, Profile)]


def _listed(library: Library, query: Query, groups: Sequence[Group], place: Place) -> list[Block]:
    home = home_of(library, query, place)
    shown: list[Block] = []
    if home and len(groups) == 1:
        shown += _letters(query, groups[0], home)
    anchored: set[str] = set()
    for group in groups:
        title = heading(library, query, group)
        if query.kind in KIND_OF_PLURAL and query.form != "table":
            body = _entries(library, group.items, place, home, 2 if title else 1, anchored)
        else:
            body = _body(library, query, group.items)
        shown += (Section(title, 1, (), body),) if title else body
    return shown


def _letters(query: Query, group: Group, home: str) -> Blocks:
    firsts: dict[str, str] = {}
    for item in group.items:
        if isinstance(item, Profile) and item.entry.page == home:
            firsts.setdefault(initial(item), item.entry.anchor)
    named = query.sort in {"", "name"}
    if len(group.items) < _MANY or len(firsts) < _FEW or not named:
        return ()
    return (tree.Jump(gettext(terms.LETTERS), tuple(firsts.items())),)


def _counted(
    library: Library, query: Query, found: Answer, place: Place, *, also_all: bool = False
) -> Blocks:
    """Say how many there are where not all are shown, and lead to them."""
    if found.shown == found.total:
        return line(words.count(query.kind, found.total) if also_all else "", "en-count")
    shown: Inline = words.shown(query.kind, found.shown, found.total)
    whole = library.whole_lists.get(query.kind, place.shown_on)
    if whole != place.shown_on:
        shown = join([shown, tree.Ref(whole, "", words.every(query.kind))], " · ")
    return line(shown, "en-count")


def _body(library: Library, query: Query, items: Sequence[Item]) -> Blocks:
    if query.form == "table":
        return (columns.table(library, query, items),)
    rows = [item for item in items if isinstance(item, Row)]
    if query.form == "cards":
        return (tree.Grid(tuple([_tile(library, row) for row in rows])),)
    if query.kind == "links":
        return (resource_items(library, rows, within=query.group),)
    css = "en-takeaways" if query.kind == "takeaways" else "en-rows"
    within = query.group if query.group in {"event", "kind"} else ""
    return (tree.Items(tuple([lines.line_of(library, row, within=within) for row in rows]), css),)


def _entries(
    library: Library,
    items: Iterable[Item],
    place: Place,
    home: str,
    level: int,
    anchored: set[str],
) -> Blocks:
    """Return names with what is known of each.

    :param anchored: those that have their anchors already.
    """
    shown: list[Block] = []
    for profile in items:
        assert isinstance(profile, Profile)
        entry = profile.entry
        about = library.abouts.get(entry.id)
        if about is not None and about.page == place.shown_on:
            # it is described on this very page, with all there is
            shown.append(Section(entry_link(library, entry), level, (), ()))
        elif about is not None:
            known = profile_blocks(library, profile, about, place.shown_on)
            body = (*described(library, about), *known)
            shown.append(Section(entry_link(library, entry), level, (), body))
        else:
            own = home == entry.page and entry.id not in anchored
            anchored.add(entry.id)
            title: Inline = entry.title if own else entry_link(library, entry)
            anchors = _anchors(library, entry) if own else ()
            known = profile_blocks(library, profile, None, place.shown_on)
            shown.append(Section(title, level, anchors, tuple(known)))
    return tuple(shown)


def _anchors(library: Library, entry: Entry) -> tuple[str, ...]:
    """Return the anchors of an entry: its own first, then those of names it used to have."""
    names = (entry.id, *library.aliases.get(entry.id, ()))
    return tuple(ids.anchor(entry.kind, name) for name in names)


def _tile(library: Library, row: Row) -> tree.Tile:
    event = row.event
    assert isinstance(event, Event)
    count = lines.counted(library.talks_at[event.page])
    talks = words.count("talks", count) if count else ""
    return tree.Tile(
        join([lines.dates(library, event), event.place], " · "),
        lines.title(library, row),
        prose(library, event.summary, event.page),
        join([talks, lines.score(library, event.rating)], " · "),
    )
