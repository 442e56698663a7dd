"""Trees as docutils nodes, for every builder that has no renderer of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docutils import nodes
from docutils.utils import column_width
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from eventnotes.i18n import terms, words
from eventnotes.i18n.messages import gettext, pieces
from eventnotes.model.quantities import half_stars
from eventnotes.nodes import text_of
from eventnotes.views import times, tree
from eventnotes.views.inline import filled, join
from eventnotes.views.tree import Block, Inline

Nodes = list[nodes.Node]
_STYLES: dict[str, type[nodes.TextElement]] = {
    "em": nodes.emphasis,
    "strong": nodes.strong,
    "code": nodes.literal,
    "here": nodes.emphasis,
}
WITHOUT_LINKS = frozenset({"text", "man"})
"""The formats in which a reader sees no address that is not in words."""
_BAR = 20
"""Characters of a full bar."""
_LINE = 78
"""Characters a table may be wide, if its words allow it."""
_NARROW = 20
"""Characters of a column that is not made narrower."""


class NodeRenderer:
    """Makes nodes that any builder knows."""

    def __init__(
        self,
        builder: Builder,
        page: str,
        *,
        sections: bool = False,
        tables: bool = True,
        number: int = 0,
        here: str = "",
    ) -> None:
        """Write for *page*.

        :param sections: whether sections may stand where the nodes will, else rubrics do.
        :param tables: whether tables may stand there, else lists do.
        :param number: of the list on its page, for the ids of its sections.
        :param here: the anchor of what is written, to which nothing links.
        """
        self._builder = builder
        self._page = page
        self._scale: int = builder.config.eventnotes_rating_scale
        self._sections = sections
        self._tables = tables
        self._number = number
        self._made = 0
        self._here = here

    def inline(self, shown: Inline) -> Nodes:
        """Return what stands within a line."""
        kind: type[Any] = shown.__class__
        if kind is tuple:
            return [node for part in shown for node in self.inline(part)]  # type: ignore[arg-type]  # so it is
        return _RENDER[kind](self, shown)

    def blocks(self, blocks: Iterable[Block]) -> Nodes:
        """Return what stands between lines."""
        return [node for block in blocks for node in _RENDER[block.__class__](self, block)]

    # -- within a line -------------------------------------------------------------------

    def _str(self, text: str) -> Nodes:
        return [nodes.Text(text)] if text else []

    def _words(self, words: tree.Words) -> Nodes:
        text = words.text
        return [nodes.strong(text, text)] if words.strong else self._str(text)

    def _run(self, run: tree.Run) -> Nodes:
        kind = _STYLES.get(run.style)
        return [kind(run.text, run.text)] if kind is not None else self._str(run.text)

    def _ref(self, ref: tree.Ref) -> Nodes:
        """Make a link, unless its end is here or the format has no links."""
        shown = self.inline(ref.shown)
        if ref.page == self._page and ref.anchor == self._here:
            return shown
        inline = nodes.inline("", "", *shown)
        try:
            return [make_refnode(self._builder, self._page, ref.page, ref.anchor, inline)]
        except NoUri:
            return shown

    def _out(self, out: tree.Out) -> Nodes:
        """Make a link, its address in words where a reader cannot follow it."""
        link = nodes.reference("", out.text, refuri=out.url, internal=False)
        shown = self._builder.format in WITHOUT_LINKS and out.text != out.url
        return [link, nodes.Text(f" <{out.url}>")] if shown else [link]

    def _time(self, time: tree.Time) -> Nodes:
        return self._str(time.text)

    def _amount(self, amount: tree.Amount) -> Nodes:
        return self._str(amount.text)

    def _score(self, score: tree.Score) -> Nodes:
        return self._str(words.of_scale(score.fraction, self._scale))

    def _bar(self, bar: tree.Bar) -> Nodes:
        """Make a bar of characters, where a font surely has them."""
        share = bar.share
        if self._builder.format == "latex":
            return [nodes.raw("", rf"\rule{{{share * 8:.2f}em}}{{0.6em}}", format="latex")]
        return self._str("#" * max(round(share * _BAR), 1 if share else 0))

    def _activity(self, activity: tree.Activity) -> Nodes:
        """Make nothing: what there was stands with its dates."""
        return []

    def _small(self, small: tree.Small) -> Nodes:
        """Put what is of less weight in brackets."""
        return [nodes.Text(" ("), *self.inline(small.shown), nodes.Text(")")]

    def _person(self, person: tree.Person) -> Nodes:
        """Make somebody, the rest in brackets."""
        shown = self.inline(_light(person.shown))
        parts = [*person.also, person.org, person.role]
        more = self._joined(parts, gettext(terms.SEPARATOR))
        return [*shown, nodes.Text(" ("), *more, nodes.Text(")")] if more else shown

    def _fact(self, fact: tree.Fact) -> Nodes:
        return self.inline(fact.shown)

    def _joined(self, parts: Iterable[Inline], between: str) -> Nodes:
        made: Nodes = []
        for part in map(self.inline, parts):
            if any(map(text_of, part)):
                made += [nodes.Text(between), *part] if made else part
        return made

    # -- blocks --------------------------------------------------------------------------

    def _line(self, line: tree.Line) -> Nodes:
        return [nodes.paragraph("", "", *self.inline(line.shown))]

    def _facts(self, facts: tree.Facts) -> Nodes:
        """Make one sentence of facts."""
        shown = self._joined(facts.facts, gettext(terms.SEPARATOR))
        return [nodes.paragraph("", "", *shown)] if shown else []

    def _verdict(self, verdict: tree.Verdict) -> Nodes:
        """Make the score in words, and for LaTeX with stars."""
        said = words.of_scale(verdict.fraction, self._scale)
        score: Nodes = [nodes.strong(said, said)]
        if self._builder.format == "latex":
            halves, most = half_stars(verdict.fraction, self._scale)
            full = (halves + 1) // 2
            stars = r"\bigstar" * full + r"{\scriptstyle\star}" * (most - full)
            score.insert(0, nodes.raw("", rf"\(\mathord{{{stars}}}\)~", format="latex"))
        shown: Nodes = []
        for before, place in pieces(gettext(terms.RATING_OF)):
            shown += self._str(before)
            shown += score if place == "score" else self._str(place and f"{{{place}}}")
        return [nodes.paragraph("", "", *shown)]

    def _criteria(self, criteria: tree.Criteria) -> Nodes:
        """Say them in a line: numbers need no bars where few formats can draw them."""
        said = ((name, " ", points) for name, _, points in criteria.parts)
        return [nodes.paragraph("", "", *self._joined(said, gettext(terms.SEPARATOR)))]

    def _topics(self, topics: tree.Topics) -> Nodes:
        names = join(topics.names)
        return self._line(tree.Line(filled(gettext(terms.TOPICS_ARE), names=names)))

    def _section(self, section: tree.Section) -> Nodes:
        """Make a section, or a rubric where none can be."""
        heading, inside = self.inline(section.heading), self.blocks(section.body)
        if self._sections:
            self._made += 1
            names = list(section.anchors) or [f"list-{self._number}-{self._made}"]
            return [nodes.section("", nodes.title("", "", *heading), *inside, ids=names)]
        targets = [nodes.target("", "", ids=[anchor]) for anchor in section.anchors]
        return [*targets, nodes.container("", nodes.rubric("", "", *heading), *inside)]

    def _items(self, items: tree.Items) -> Nodes:
        return _bullets([self._item(item) for item in items.items])

    def _item(self, item: Inline | tree.Item) -> Nodes:
        if not isinstance(item, tree.Item):
            return [nodes.paragraph("", "", *self.inline(item))]
        below = self._items(tree.Items(item.below)) if item.below else []
        return [nodes.paragraph("", "", *self.inline(item.shown)), *below]

    def _table(self, table: tree.Table) -> Nodes:
        """Make a table, its columns as wide as their text wants to be.

        Few formats have tables in tables, so there it is a list.
        """
        if not self._tables:
            rows = (self._joined(row, " · ") for row in table.rows)
            return _bullets([[nodes.paragraph("", "", *row)] for row in rows])
        cells = [[self.inline(cell) for cell in row] for row in table.rows]
        labels = [head.label for head in table.heads]
        widths = _widths(labels, cells)
        group = nodes.tgroup("", cols=len(labels))
        group += [nodes.colspec("", colwidth=width) for width in widths]
        group += nodes.thead("", nodes.row("", *(_cell([nodes.Text(text)]) for text in labels)))
        group += nodes.tbody("", *(nodes.row("", *map(_cell, row)) for row in cells))
        columned = addnodes.tabular_col_spec()
        columned["spec"] = "".join(rf"\X{{{width}}}{{{sum(widths)}}}" for width in widths)
        return [columned, nodes.table("", group, classes=["longtable", "colwidths-given"])]

    def _grid(self, grid: tree.Grid) -> Nodes:
        """Make what would be cards as a list."""
        return _bullets([self._tile(tile) for tile in grid.tiles])

    def _tile(self, tile: tree.Tile) -> Nodes:
        head = nodes.paragraph("", "", nodes.strong("", "", *self.inline(tile.title)))
        others = [self.inline(part) for part in (tile.kicker, tile.text, tile.quote, tile.foot)]
        return [head, *(nodes.paragraph("", "", *part) for part in others if part)]

    def _entries(self, entries: tree.Entries) -> Nodes:
        return _bullets([self._entry(entry) for entry in entries.entries])

    def _entry(self, entry: tree.Entry) -> Nodes:
        line = self._joined((entry.title, entry.date, entry.score), " · ")
        text = self.inline(entry.text)
        return [nodes.paragraph("", "", *line), *([nodes.paragraph("", "", *text)] if text else [])]

    def _fold(self, fold: tree.Fold) -> Nodes:
        """Make blocks below a label; nothing can be folded here."""
        label = nodes.paragraph("", "", nodes.strong(fold.summary, fold.summary))
        return [nodes.container("", label, *self.blocks(fold.body), classes=[fold.css])]

    def _programme(self, programme: times.Programme) -> Nodes:
        """Make what would be seen at first: nothing can be folded here."""
        if not programme.is_open:
            return []
        made: Nodes = [nodes.paragraph("", "", nodes.strong("", programme.summary))]
        for day in programme.days:
            if day.label:
                made.append(nodes.paragraph("", "", *self.inline(day.label)))
            made += _bullets([nodes.paragraph("", "", *self._slot(slot))] for slot in day.slots)
        return made

    def _slot(self, slot: times.Slot) -> Nodes:
        learned = tree.Small(slot.learned, "") if slot.learned else ""
        what = (slot.title, learned)
        return self._joined([slot.time, what, slot.score], " · ")

    def _schedule(self, schedule: times.Schedule) -> Nodes:
        """Make a list by time: few formats have room for many columns."""
        return _bullets(
            [
                nodes.paragraph(
                    "", "", *self._joined([of.time, of.room, of.title, of.who, of.score], " · ")
                )
            ]
            for of in schedule.bookings
        )

    def _place(self, place: tree.Place) -> Nodes:
        targets = [nodes.target("", "", ids=[anchor]) for anchor in place.anchors]
        return [*targets, *self.blocks(place.body)]

    def _plot(self, plot: times.Plot) -> Nodes:
        """Make nothing: the same follows in words."""
        return []

    def _feed(self, feed: tree.Feed) -> Nodes:
        """Make nothing: feeds stand beside pages."""
        return []

    def _jump(self, jump: tree.Jump) -> Nodes:
        """Make nothing: a book is not jumped about in."""
        return []


_RENDER: dict[type[Any], Callable[[NodeRenderer, Any], Nodes]] = {
    kind: getattr(NodeRenderer, f"_{kind.__name__.lower()}") for kind in tree.KINDS
}
"""What writes each kind: the method of its name."""


def _light(shown: Inline) -> Inline:
    """Return words without their weight: here it marks nothing."""
    if isinstance(shown, tree.Ref):
        return shown._replace(shown=_light(shown.shown))
    return shown._replace(strong=False) if isinstance(shown, tree.Words) else shown


def _bullets(items: Iterable[Nodes]) -> Nodes:
    made = [nodes.list_item("", *item) for item in items]
    return [nodes.bullet_list("", *made, bullet="*")] if made else []


def _widths(labels: Sequence[str], cells: Sequence[Sequence[Nodes]]) -> list[int]:
    """Return a width for each column in characters, so that the table fits a line of text.

    A Chinese, Japanese or Korean character is as wide as two others.
    """
    widths = [column_width(label) for label in labels]
    for row in cells:
        for at, cell in enumerate(row):
            widths[at] = max(widths[at], column_width("".join(node.astext() for node in cell)))
    wide = [at for at, width in enumerate(widths) if width > _NARROW]
    left = max(_LINE - sum(width + 3 for width in widths if width <= _NARROW), 12 * len(wide))
    asked = sum(min(widths[at], 2 * _NARROW) for at in wide)
    for at in wide if asked > left else ():
        widths[at] = max(10, min(widths[at], 2 * _NARROW) * left // asked - 3)
    return widths


def _cell(content: Nodes) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))
