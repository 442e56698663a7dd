"""The pen that makes docutils nodes, for every builder that has no pen of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from docutils.utils import column_width
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from eventnotes import terms, words
from eventnotes.model.corpus import name_of
from eventnotes.model.dates import DateRange
from eventnotes.model.library import Library
from eventnotes.model.people import Mention, Name
from eventnotes.nodes import text_of
from eventnotes.writing.pen import Column, Pen, Tile

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


class NodePen(Pen[Nodes, Nodes]):
    """Makes nodes that any builder knows."""

    def __init__(
        self,
        builder: Builder,
        library: Library,
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
        config = builder.config
        super().__init__(library, page, config.language, config.eventnotes_rating_scale)
        self.builder = builder
        self._sections = sections
        self._tables = tables
        self._number = number
        self._made = 0
        self._here = here

    # -- within a line -------------------------------------------------------------------

    def text(self, text: str, css: str = "", *, language: str = "") -> Nodes:
        """Write words."""
        return [nodes.Text(text)] if text else []

    def styled(self, style: str, text: str) -> Nodes:
        """Write words in a style."""
        kind = _STYLES.get(style)
        return [kind(text, text)] if kind is not None else self.text(text)

    def to(self, page: str, anchor: str, shown: Nodes) -> Nodes:
        """Write a link to a place, unless that is here or the format has no links."""
        if page == self.page and anchor == self._here:
            return shown
        inline = nodes.inline("", "", *shown)
        try:
            return [make_refnode(self.builder, self.page, page, anchor, inline)]
        except NoUri:
            return shown

    def out(self, url: str, text: str, css: str = "") -> Nodes:
        """Write a link, its address in words where a reader cannot follow it."""
        link = nodes.reference("", text, refuri=url, internal=False)
        shown = self.builder.format in WITHOUT_LINKS and text != url
        return [link, nodes.Text(f" <{url}>")] if shown else [link]

    def time(self, iso: str, text: str, css: str = "") -> Nodes:
        """Write a date or a moment."""
        return self.text(text)

    def span(self, span: DateRange, text: str) -> Nodes:
        """Write when an event was."""
        return self.text(text)

    def amount(self, value: int, text: str) -> Nodes:
        """Write an amount."""
        return self.text(text)

    def kind(self, kind: str) -> Nodes:
        """Write what kind of resource a link leads to."""
        return self.text(words.capital(terms.LINK_KINDS[kind]))

    def strong(self, text: str, css: str = "") -> Nodes:
        """Write words with weight."""
        return [nodes.strong(text, text)]

    def over(self, text: str, over: str) -> Nodes:
        """Write what a talk was, and by how much it ran over, in brackets."""
        return self.text(f"{text} ({over})" if over else text)

    def person(self, mention: Mention, css: str, *, bracketed: bool = False) -> Nodes:
        """Write somebody, the rest in brackets."""
        if not name_of(self.library.entries, mention):
            return self.org(mention.org, css) if mention.org else []
        org = self.named(mention.org) if mention.org is not None else []
        more = self.join([org, self.text(mention.role)])
        shown = self.named(mention)
        return [*shown, nodes.Text(" ("), *more, nodes.Text(")")] if more else shown

    def org(self, name: Name, css: str) -> Nodes:
        """Write an organisation."""
        return self.named(name)

    def fact(self, shown: Nodes, css: str = "") -> Nodes:
        """Write one of several facts."""
        return shown

    def opening(self, text: str) -> str:
        """Return the words as they are: facts stand in one sentence."""
        return text

    def facts(self, facts: Iterable[Nodes]) -> Nodes:
        """Write facts in a row."""
        return self.join(facts)

    def score(self, fraction: float) -> Nodes:
        """Write a score in words."""
        return self.text(words.of_scale(fraction, self.scale))

    def bar(self, share: float) -> Nodes:
        """Write a bar of characters, where a font surely has them."""
        length = round(share * _BAR)
        if self.builder.format == "latex":
            return [nodes.raw("", rf"\rule{{{share * 8:.2f}em}}{{0.6em}}", format="latex")]
        return self.text("#" * max(length, 1 if share else 0))

    def join(self, parts: Iterable[Nodes], between: str | None = None) -> Nodes:
        """Write parts one after the other."""
        if between is None:
            between = self._separator
        made: Nodes = []
        for part in parts:
            if part and any(text_of(node) or not between for node in part):
                made += [nodes.Text(between), *part] if made and between else part
        return made

    def small(self, shown: Nodes, css: str) -> Nodes:
        """Write what is of less weight, in brackets."""
        return [nodes.Text(" ("), *shown, nodes.Text(")")] if shown else []

    # -- blocks --------------------------------------------------------------------------

    def blocks(self, parts: Iterable[Nodes]) -> Nodes:
        """Put blocks one after the other."""
        return [node for part in parts for node in part]

    def line(self, shown: Nodes, css: str = "") -> Nodes:
        """Write a paragraph."""
        return [nodes.paragraph("", "", *shown)] if shown else []

    def section(
        self, heading: Nodes, level: int, anchors: Sequence[str], body: Iterable[Nodes]
    ) -> Nodes:
        """Write a section, or a rubric where none can be."""
        inside = self.blocks(body)
        if self._sections:
            self._made += 1
            names = list(anchors) or [f"list-{self._number}-{self._made}"]
            return [nodes.section("", nodes.title("", "", *heading), *inside, ids=names)]
        targets = [nodes.target("", "", ids=[anchor]) for anchor in anchors]
        return [*targets, nodes.container("", nodes.rubric("", "", *heading), *inside)]

    def items(self, items: Iterable[Nodes], css: str = "") -> Nodes:
        """Write a list."""
        made = [nodes.list_item("", nodes.paragraph("", "", *item)) for item in items]
        return [nodes.bullet_list("", *made, bullet="*")] if made else []

    def detailed(self, items: Iterable[tuple[Nodes, Sequence[Nodes]]], css: str = "") -> Nodes:
        """Write a list with lists in it."""
        made = [
            nodes.list_item("", nodes.paragraph("", "", *line), *self.items(below))
            for line, below in items
        ]
        return [nodes.bullet_list("", *made, bullet="*")] if made else []

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Nodes]], css: str) -> Nodes:
        """Write a table, its columns as wide as their text wants to be.

        Few formats have tables in tables, so there it is a list.
        """
        if not self._tables:
            return self.items(self.join(row, " · ") for row in rows)
        cells = [list(row) for row in rows]
        widths = _widths([column.label for column in columns], cells)
        group = nodes.tgroup("", cols=len(columns))
        group += [nodes.colspec("", colwidth=width) for width in widths]
        heads = [_cell([nodes.Text(column.label)]) for column in columns]
        group += nodes.thead("", nodes.row("", *heads))
        group += nodes.tbody("", *(nodes.row("", *map(_cell, row)) for row in cells))
        columned = addnodes.tabular_col_spec()
        shares = "".join(rf"\X{{{width}}}{{{sum(widths)}}}" for width in widths)
        columned["spec"] = shares
        return [columned, nodes.table("", group, classes=["longtable", "colwidths-given"])]

    def grid(self, tiles: Iterable[Tile[Nodes]]) -> Nodes:
        """Write what would be cards as a list."""
        made: list[nodes.Node] = []
        for tile in tiles:
            head = nodes.paragraph("", "", nodes.strong("", "", *tile.title))
            others = [
                nodes.paragraph("", "", *part)
                for part in (tile.kicker, tile.text, tile.foot)
                if part
            ]
            made.append(nodes.list_item("", head, *others))
        return [nodes.bullet_list("", *made, bullet="*")] if made else []

    def fold(self, summary: str, body: Iterable[Nodes], css: str) -> Nodes:
        """Write blocks below a label; nothing can be folded here."""
        return self.box(css, [[nodes.paragraph("", "", nodes.strong(summary, summary))], *body])

    def jump(self, label: str, places: Sequence[tuple[str, str]]) -> Nodes:
        """Write nothing: a book is not jumped about in."""
        return []

    def box(self, css: str, body: Iterable[Nodes]) -> Nodes:
        """Write blocks that belong together."""
        return [nodes.container("", *self.blocks(body), classes=[css])]


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
