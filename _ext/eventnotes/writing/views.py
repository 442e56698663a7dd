"""What a list looks like: its groups, its form, what it says when it is empty or cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eventnotes import terms, words
from eventnotes.kinds.tables import KIND_OF_PLURAL, LISTS
from eventnotes.messages import gettext
from eventnotes.model.answer import Answer, Group, Item
from eventnotes.model.corpus import Entry
from eventnotes.model.dossiers import Dossier, Row
from eventnotes.model.library import Library
from eventnotes.model.parts import initial
from eventnotes.model.query import Query
from eventnotes.model.records import Event
from eventnotes.writing import plots, rows
from eventnotes.writing.citings import resource_items
from eventnotes.writing.dossiers import anchors_of, described, dossier_blocks, talks_counted
from eventnotes.writing.pen import B, Column, I, Pen, Tile

_MANY = 15
"""Names from which a list on one page gets links to its letters."""
_FEW = 3
"""Letters from which that is worth while."""


class View:
    """Writes the answer to one query."""

    def __init__(self, query: Query, found: Answer, *, home: str = "") -> None:
        """Prepare to write *found*.

        :param home: the page whose list this is, if what it shows lives there: its entries get
            their anchors.
        """
        self._query = query
        self._found = found
        self._home = home
        self._anchored: set[str] = set()

    def blocks(self, pen: Pen[I, B], groups: Sequence[Group]) -> Iterator[B]:
        """Yield those groups of the list, then what is to say of the whole."""
        query = self._query
        kept = [group for group in groups if group.items]
        above = query.kind == "talks" and query.form == "table"  # where the script puts its own
        if kept and above and groups is self._found.groups:
            yield self._counted(pen, also_all=True)
        if not kept:
            yield pen.line(pen.text(words.nothing(query.kind, query.form)), "en-none")
        elif query.kind == "ratings":
            yield from plots.plots(pen, query, kept)
        else:
            yield from self._listed(pen, kept)
        if not above:
            yield self._counted(pen)

    def _listed(self, pen: Pen[I, B], groups: Sequence[Group]) -> Iterator[B]:
        if self._home and len(groups) == 1:
            yield self._letters(pen, groups[0])
        for group in groups:
            title = plots.heading(pen, self._query, group)
            if title is None:
                yield from self._body(pen, group.items, 1)
            else:
                yield pen.section(title, 1, (), self._body(pen, group.items, 2))

    def _letters(self, pen: Pen[I, B], group: Group) -> B:
        firsts: dict[str, str] = {}
        for item in group.items:
            if isinstance(item, Dossier) and item.entry.page == self._home:
                firsts.setdefault(initial(item), item.entry.anchor)
        named = self._query.sort in {"", "name"}
        if len(group.items) < _MANY or len(firsts) < _FEW or not named:
            return pen.blocks(())
        return pen.jump(gettext(terms.LETTERS), list(firsts.items()))

    def _counted(self, pen: Pen[I, B], *, also_all: bool = False) -> B:
        """Say how many there are where not all are shown, and lead to them."""
        query, found = self._query, self._found
        if found.shown == found.total:
            count = words.count(query.kind, found.total) if also_all else ""
            return pen.line(pen.text(count), "en-count")
        shown = pen.text(words.shown(query.kind, found.shown, found.total))
        whole = pen.library.whole_lists.get(query.kind, pen.page)
        if whole != pen.page:
            more = pen.to(whole, "", pen.text(words.every(query.kind)))
            shown = pen.join([shown, more], " · ")
        return pen.line(shown, "en-count")

    def _body(self, pen: Pen[I, B], items: tuple[Item, ...], level: int) -> Iterable[B]:
        query = self._query
        names = [item for item in items if isinstance(item, Dossier)]
        listed = [item for item in items if isinstance(item, Row)]
        if query.form == "table":
            return [_name_table(pen, query, names) if names else _table(pen, query, listed)]
        if query.kind in KIND_OF_PLURAL:
            return [self._entry(pen, dossier, level) for dossier in names]
        if query.form == "cards":
            return [pen.grid(_tile(pen, row) for row in listed)]
        if query.kind == "links":
            return [resource_items(pen, listed, within=query.group)]
        within = query.group if query.group in {"event", "kind"} else ""
        css = "en-takeaways" if query.kind == "takeaways" else "en-rows"
        return [pen.items((rows.line_of(pen, row, within=within) for row in listed), css)]

    def anchors(
        self, library: Library, groups: Sequence[Group]
    ) -> Iterator[tuple[Entry, list[str]]]:
        """Yield each name that is listed with its anchors here; none where it lives elsewhere."""
        for group in groups:
            for item in group.items:
                if isinstance(item, Dossier):
                    entry = item.entry
                    own = self._home == entry.page and entry.id not in library.abouts
                    yield entry, anchors_of(library, entry) if own else []

    def _entry(self, pen: Pen[I, B], dossier: Dossier, level: int) -> B:
        entry = dossier.entry
        about = pen.library.abouts.get(entry.id)
        if about is not None:
            if about.page == pen.page:  # it is described on this very page, with all there is
                return pen.section(pen.entry(entry), level, (), ())
            body = [*described(pen, about), *dossier_blocks(pen, dossier, about)]
            return pen.section(pen.entry(entry), level, (), body)
        own = self._home == entry.page and entry.id not in self._anchored
        self._anchored.add(entry.id)
        anchors = anchors_of(pen.library, entry) if own else ()
        shown = pen.text(entry.title) if own else pen.entry(entry)
        return pen.section(shown, level, anchors, dossier_blocks(pen, dossier, None))


def _table(pen: Pen[I, B], query: Query, listed: list[Row]) -> B:
    wanted = query.columns or LISTS[query.kind].shown
    writers = rows.cells(pen, wanted)
    return pen.table(
        rows.columns(query.kind, wanted),
        ([write(pen, row) for write in writers] for row in listed),
        "en-sortable" if query.kind == "talks" else "en-plain",
    )


def _name_table(pen: Pen[I, B], query: Query, names: list[Dossier]) -> B:
    wanted = query.columns or LISTS[query.kind].shown
    columns: list[Column] = rows.columns(query.kind, wanted)
    return pen.table(columns, ([_fact(pen, d, name) for name in wanted] for d in names), "en-plain")


def _fact(pen: Pen[I, B], dossier: Dossier, name: str) -> I:
    if name == "name":
        return pen.entry(dossier.entry)
    if name == "org":
        latest = next((each.org for each in reversed(dossier.affiliations()) if each.org), None)
        return pen.named(latest) if latest is not None else pen.text("")
    if name == "last":
        return pen.day(dossier.last, short=True)
    if name == "mentions":
        return pen.text(str(len(pen.library.cited.get(dossier.entry.id, ()))))
    if name == "people":
        return pen.text(str(len(dossier.known)))
    return pen.text(str(talks_counted(getattr(dossier, name))))


def _tile(pen: Pen[I, B], row: Row) -> Tile[I]:
    event = row.event
    assert isinstance(event, Event)
    count = talks_counted(pen.library.talks_at[event.page])
    fraction = event.rating.fraction if event.rating is not None else None
    score = pen.text("") if fraction is None else pen.score(fraction)
    return Tile(
        pen.join([rows.dates(pen, event), pen.text(event.place)], " · "),
        rows.title(pen, row),
        pen.prose(event.summary, event.page),
        pen.join([pen.text(words.count("talks", count) if count else ""), score], " · "),
    )
