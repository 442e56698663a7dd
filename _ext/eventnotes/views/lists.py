"""What a list looks like: its groups, its form, what it says when it is empty or cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from eventnotes.i18n import terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.kinds.tables import KIND_OF_PLURAL
from eventnotes.model.answer import Answer, Group, Item, answer
from eventnotes.model.filters import score_of
from eventnotes.model.homes import home_key
from eventnotes.model.library import Library
from eventnotes.model.pagination import initial, is_brief
from eventnotes.model.profiles import Profile, Row
from eventnotes.model.prose import shortened
from eventnotes.model.query import Query
from eventnotes.model.records import Event
from eventnotes.views import columns, lines, tree
from eventnotes.views.extent import are_folded
from eventnotes.views.inline import entry_link, filled, join, prose
from eventnotes.views.links import resource_items
from eventnotes.views.over_time import of_events
from eventnotes.views.profiles import (
    Known,
    anchors_of,
    brief_blocks,
    cited_blocks,
    described,
    known_of,
    line,
    profile_blocks,
)
from eventnotes.views.ratings import heading, ratings
from eventnotes.views.schedule import schedules
from eventnotes.views.tree import Block, Blocks, Inline, Section
from eventnotes.views.year import year_blocks

_MANY = 15
"""Names from which a list on one page gets links to its letters."""
_SUMMARY = 200
"""Characters of an event's summary that a card has room for."""
_SENTENCE = 120
"""Characters of it in a line."""
_EXACT = 1e-6
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
    whole: bool = False
    """Whether entries that may have pages of their own stand in it, since pages of the format have
    no addresses."""

    @property
    def shown_on(self) -> str:
        """The page on which it is seen."""
        return self.part or self.page


def home_of(library: Library, query: Query, place: Place) -> str:
    """Return the list's page if what it shows lives there, else nothing."""
    home = library.homes.get(home_key(query))
    if home is None or place.number < 0 or home.page != place.page:
        return ""
    return place.page if library.corpus.pages[place.page].lists[place.number] is home else ""


def list_blocks(
    library: Library, query: Query, place: Place, groups: Sequence[Group] | None = None
) -> Blocks:
    """Return a list, or only those *groups* of it, with what is to say of the whole.

    It is derived once, for the digest of its page, and written as it is.
    """
    key = ("list", query, place, groups is None)
    if key not in library.kept:
        library.kept[key] = _list_blocks(library, query, place, groups)
    kept: Blocks = library.kept[key]
    return kept


def _list_blocks(
    library: Library, query: Query, place: Place, groups: Sequence[Group] | None
) -> Blocks:
    if query.kind == "years":
        return _year_place(library, query, place)
    found = answer(library, query, place.page)
    wanted = found.groups if groups is None else groups
    kept = [group for group in wanted if group.items]
    above = _counts_above(query)
    shown: list[Block] = []
    if kept and above and wanted is found.groups:
        shown += _counted(library, query, found, place, also_all=True)
    elif not place.part:  # of what changes with each talk, one page has to say
        shown += count_of_part(library, query, found, kept)
    if not kept:
        shown += line(words.nothing(query.kind, query.form), "en-none")
    elif query.kind == "ratings":
        shown += ratings(library, query, kept)
    elif query.kind == "events" and home_key(query):
        shown += _series(library, query, kept, place)
    else:
        shown += _listed(library, query, kept, place)
    if not above:
        shown += _counted(library, query, found, place)
    return tuple(shown)


def _counts_above(query: Query) -> bool:
    """Tell whether a list says above itself how many there are, where the script puts its own."""
    return (query.kind, query.form) == ("talks", "table")


def count_of_part(library: Library, query: Query, found: Answer, groups: Iterable[Group]) -> Blocks:
    """Say above a table of talks how many of all are in the part that its page shows."""
    items = [item for group in groups for item in group.items]
    if not items or not _counts_above(query):
        return ()
    here = sum(not item.private for item in items)
    return line(words.shown(query.kind, here, found.total), "en-count")


def _year_place(library: Library, query: Query, place: Place) -> Blocks:
    """Return a year where it lives, or once more."""
    identifier = home_key(query)
    entry = library.entries.get(identifier)
    blocks = year_blocks(library, identifier.rpartition("/")[2], place.shown_on)
    if entry is not None and place.number >= 0 and entry.page == place.shown_on:
        return (tree.Place((entry.anchor,), blocks),)
    return blocks


def points(
    library: Library, query: Query, place: Place, groups: Iterable[Group]
) -> list[tree.Point]:
    """Return the names that are listed, with their anchors here where they live here."""
    home = home_of(library, query, place)

    def point(profile: Profile) -> tree.Point:
        entry = profile.entry
        own = home == entry.page and entry.id not in library.abouts
        anchors = anchors_of(library, entry) if own else ()
        address = (entry.page, entry.anchor, anchors, library.own_page(entry))
        return tree.Point(entry.title, *address, *known_of(library, profile))

    items = (item for group in groups for item in group.items)
    return [point(item) for item in items if isinstance(item, Profile)]


def _listed(library: Library, query: Query, groups: Sequence[Group], place: Place) -> list[Block]:
    if query.form == "schedule":
        rows = (item for group in groups for item in group.items if isinstance(item, Row))
        return [*schedules(library, rows, place.page)]
    home = home_of(library, query, place)
    shown: list[Block] = []
    if home and len(groups) == 1:
        shown += _letters(query, groups[0], home)
    anchored: set[str] = set()
    for at, group in enumerate(groups):
        title = heading(library, query, group)
        if query.kind in KIND_OF_PLURAL and query.form != "table":
            body = _entries(library, group.items, place, home, 2 if title else 1, anchored)
        else:
            body = _body(library, query, group.items, is_next=at > 0)
        shown += (Section(title, 1, (), body),) if title else body
    return shown


def _series(library: Library, query: Query, groups: Sequence[Group], place: Place) -> list[Block]:
    """Return a list in which series may live, with more of those that do."""
    home = home_of(library, query, place)
    shown: list[Block] = []
    for group in groups:
        body = _body(library, query, group.items)
        key = group.id or home_key(query)
        entry = library.entries.get(key)
        anchors: tuple[str, ...] = ()
        if home and entry is not None and (entry.page, entry.alias_of) == (home, ""):
            anchors = anchors_of(library, entry) if entry.id not in library.abouts else ()
        if entry is not None and anchors:
            rows = [item for item in group.items if isinstance(item, Row)]
            body = (*body, *of_events(library, rows), *cited_blocks(library, entry.id, home))
        title = heading(library, query, group)
        if title:
            named = entry.title if entry is not None and anchors else title
            shown.append(Section(named, 1, anchors, body))
        else:
            shown += [tree.Place(anchors, body)] if anchors else body
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
        asked = _asked(library, query)
        every = gettext(terms.ALL_OF_THEM) if asked else words.every(query.kind)
        shown = join([shown, tree.Ref(whole, "", every, asked)], " · ")
    return line(shown, "en-count")


def _asked(library: Library, query: Query) -> str:
    """Return what shows in a table of all talks those that a list was cut from, if one can."""
    asked: dict[str, str] = {}
    years: set[str] = set()
    for name, values in query.filters:
        if name == "min-rating":
            score = min(map(float, values)) * library.scale
            if abs(score - round(score)) > _EXACT:
                return ""
            asked["score"] = str(round(score))
        elif name in {"since", "until"}:
            years.add(values[0])
        else:
            return ""
    if years:
        if len(years) != 1 or len(query.filters) != len(asked) + 2:
            return ""
        asked["year"] = min(years)
    if query.kind != "talks" or not asked or len(asked.get("year", "2000")) != 4:
        return ""
    return urlencode({**asked, **({"sort": query.sort} if query.sort else {})})


def _body(
    library: Library, query: Query, items: Sequence[Item], *, is_next: bool = False
) -> Blocks:
    """Return the items of a group.

    :param is_next: whether there was another group before it.
    """
    if query.form == "table":
        return (columns.table(library, query, items),)
    rows = [item for item in items if isinstance(item, Row)]
    if query.form == "lead":
        first = () if is_next else (tree.Grid((_lead(library, rows[0]),), leads=True),)
        others = tuple(_entry(library, row) for row in rows[len(first) :])
        return (*first, tree.Entries(others)) if others else first
    if query.form == "cards":
        tiles = [_tile(library, row) for row in rows]
        leads = len(tiles) > 1
        if leads:
            tiles[0] = tiles[0]._replace(quote=_best_of(library, rows[0]))
        return (tree.Grid(tuple(tiles), leads),)
    if query.kind == "links":
        folded = are_folded(items)
        return (resource_items(library, rows, within=query.group, folded=folded),)
    css = "en-takeaways" if query.kind == "takeaways" else "en-rows"
    within = query.group if query.group in {"event", "kind"} else ""
    shown: list[Inline | tree.Item] = []
    for row in rows:
        item = lines.line_of(library, row, within=within)
        below = _below(library, query, row)
        shown.append(tree.Item(item, below) if below else item)
    return (tree.Items(tuple(shown), css),)


def _below(library: Library, query: Query, row: Row) -> tuple[Inline, ...]:
    """Return what a line of a list says below itself: why the best are so, what an event was."""
    shown: list[Inline] = [lines.reason(row)] if query.sort == "-rating" else []
    if query.kind == "events" and query.form == "list":
        shown.append(_summary(library, row, _SENTENCE))
    return tuple(filter(None, shown))


def _entries(
    library: Library,
    items: Sequence[Item],
    place: Place,
    home: str,
    level: int,
    anchored: set[str],
) -> Blocks:
    """Return names with what is known of each.

    :param anchored: those that have their anchors already.
    """
    shown: list[Block] = []
    is_long = are_folded(items)
    for profile in items:
        assert isinstance(profile, Profile)
        entry = profile.entry
        known = known_of(library, profile) if is_long else Known("", None, ())
        folded = (known.said or gettext(terms.MORE)) if is_long else ""
        about = library.abouts.get(entry.id)
        if about is not None and about.page == place.shown_on:
            # it is described on this very page, with all there is
            shown.append(Section(entry_link(library, entry), level, (), ()))
        elif about is not None:
            body = (
                *described(library, about),
                *profile_blocks(library, profile, about, place.shown_on),
            )
            title: Inline = entry_link(library, entry)
            shown.append(Section(title, level, (), body, folded, *known[1:]))
        else:
            own = home == entry.page and entry.id not in anchored
            anchored.add(entry.id)
            anchors = anchors_of(library, entry) if own else ()
            brief = not place.whole and is_brief(library, profile)
            title = entry_link(library, entry) if brief or not own else entry.title
            if brief:
                body = tuple(brief_blocks(library, profile))
            else:
                body = tuple(profile_blocks(library, profile, None, place.shown_on))
            page = library.own_page(entry) if brief and own else ""
            shown.append(Section(title, level, anchors, body, folded, *known[1:], page))
    return tuple(shown)


def _best_of(library: Library, row: Row) -> Inline:
    """Return why the best talk of an event is its best, with a link to it."""
    event = row.event
    talks = library.talks_at[event.page] if event is not None else []
    scored = [(score_of(each) or 0, each) for each in talks if lines.reason(each)]
    if not scored:
        return ""
    best = max(scored, key=lambda pair: pair[0])[1]
    return filled(gettext(terms.QUOTED), words=lines.reason(best), title=lines.title(library, best))


def _tile(library: Library, row: Row) -> tree.Tile:
    event = row.event
    assert isinstance(event, Event)
    count = lines.counted(library.talks_at[event.page])
    talks = words.count("talks", count) if count else ""
    return tree.Tile(
        join([lines.dates(library, event), event.place], " · "),
        lines.title(library, row),
        _summary(library, row, _SUMMARY),
        join([talks, lines.score(library, event.rating)], " · "),
    )


def _summary(library: Library, row: Row, longest: int) -> Inline:
    event = row.event
    assert event is not None
    return prose(library, shortened(event.summary, longest), event.page)


def _lead(library: Library, row: Row) -> tree.Tile:
    """Return the card of the event that a list begins with."""
    assert row.event is not None
    text, quote = _summary(library, row, _SENTENCE), _best_of(library, row)
    return _tile(library, row)._replace(text=text, quote=quote, picture=row.event.picture)


def _entry(library: Library, row: Row) -> tree.Entry:
    """Return an event as one of the lines after it."""
    event = row.event
    assert event is not None
    return tree.Entry(
        lines.dates(library, event),
        lines.title(library, row),
        _summary(library, row, _SENTENCE),
        lines.score(library, event.rating),
    )
