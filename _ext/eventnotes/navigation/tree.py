"""The navigation tree of a site, made once and written on each page from its pieces.

Sphinx makes the tree again for each page (pages times headings). Here it is made once
(:mod:`eventnotes.inside.global_tree`), and what comes out is the same to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import url_re

from eventnotes.inside.global_tree import GlobalTree, with_children

_PLACE = "eventnotes:address"
"""Stands for an address in a link that has been rendered without one."""
_END = "<!--eventnotes:end-->"
"""Stands behind each of several links that have been rendered together."""


class Item:
    """An entry of the tree: a link, and the entries below it."""

    def __init__(self, node: nodes.Node, around: Item | None) -> None:
        """Take an entry as Sphinx makes it.

        :raises ValueError: it is made otherwise.
        """
        head, *below = node.children
        if not isinstance(node, nodes.list_item) or len(head.children) != 1:
            raise ValueError(node)
        link = head.children[0]
        if not isinstance(link, nodes.reference):
            raise ValueError(link)
        self.link = link
        self.css = " ".join(node["classes"])
        self.around = around
        self.below = [Item(item, self) for part in below for item in part.children]
        self.anchor: str = link["anchorname"]
        self.external = url_re.match(link["refuri"]) is not None
        self.page = "" if self.external else link["refuri"].removesuffix(self.anchor)

    def every(self) -> Iterator[Item]:
        """Yield this entry and all below it."""
        yield self
        for item in self.below:
            yield from item.every()


class Tree:
    """The navigation of a site, to be written on one page after the other.

    Its pieces are rendered by Sphinx once. From a page to the next in the same folder only the way
    to the page differs, so a page is put together from what was written for the last one.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, options: dict[str, Any]) -> None:
        self._builder = builder
        self._global = GlobalTree(builder, options)
        self._parts: list[str | list[Item]] | None = []
        self._of_page: dict[str, list[Item]] = {}
        tree = self._global.with_names()
        try:
            for child in tree.children if tree is not None else ():
                self._add(child, tree)
        except ValueError:
            self._parts = None  # a tree of another shape is left to Sphinx
        self._links: dict[tuple[int, bool], str] = {}
        """Rendered links, with a place for the address of those that lead to a page."""
        self._folder = ""
        self._written: dict[int, str] = {}
        """The entries as they stand on any page of that folder; only the last one's are kept."""

    def _add(self, child: nodes.Node, tree: nodes.Element | None) -> None:
        assert self._parts is not None
        assert tree is not None
        if not isinstance(child, nodes.bullet_list):  # a caption looks like what it stands in
            self._parts.append(self._render(with_children(tree, [child])))
            return
        items = [Item(item, None) for item in child.children]
        self._parts.append(items)
        for top in items:
            for item in top.every():
                if not item.external:
                    self._of_page.setdefault(item.page, []).append(item)

    def _render(self, node: nodes.Element | None) -> str:
        return self.dress(str(self._builder.render_partial(node)["fragment"]))

    def dress(self, piece: str) -> str:
        """Return a rendered piece as the theme has it."""
        return piece

    def forget(self) -> None:
        """Write each entry anew from now on."""
        self._written = {}
        self._folder = ""

    def every(self) -> Iterator[Item]:
        """Yield each entry, from top to bottom."""
        for part in self._parts or ():
            for top in () if isinstance(part, str) else part:
                yield from top.every()

    def has_entry_of(self, pagename: str) -> bool:
        """Tell whether the page has one entry, which is written here and not by Sphinx."""
        here = self._of_page.get(pagename, ())
        return self._parts is not None and len(here) == 1 and not here[0].anchor

    def write(self, pagename: str) -> str:
        """Return the tree as it stands on that page."""
        here = self._of_page.get(pagename, ())
        if self._parts is None or len(here) > 1 or any(item.anchor for item in here):
            # a page that is in the tree in several places: the way there is left to Sphinx too
            return self._render(self._global.on_page(pagename))
        if not self._parts:
            return self._render(None)
        way: set[int] = set()
        for item in here:
            step: Item | None = item
            while step is not None:
                way.add(id(step))
                step = step.around
        folder = self._builder.get_target_uri(pagename).rpartition("/")[0]
        if folder != self._folder:
            self._folder, self._written = folder, {}
        known = self._written
        written = [
            part if isinstance(part, str) else self._list(part, pagename, way, known, here)
            for part in self._parts
        ]
        return "".join(written)

    def _list(
        self,
        items: list[Item],
        pagename: str,
        way: set[int],
        known: dict[int, str],
        here: Sequence[Item],
    ) -> str:
        lines: list[str] = []
        current = False
        for item in items:
            if id(item) in way:
                current = True
                lines.append(self._item(item, pagename, way, known, here))
                continue
            line = known.get(id(item))
            if line is None:
                line = known[id(item)] = self._item(item, pagename, way, known, here)
            lines.append(line)
        mark = ' class="current"' if current else ""
        return f"<ul{mark}>\n{self.grouped(items, lines, way)}</ul>\n"

    def grouped(self, items: list[Item], lines: list[str], way: set[int]) -> str:
        """Return the entries of a list as the theme has them.

        :param way: the entries, by their ``id()``, that lead to the page.
        """
        return "".join(lines)

    def _item(
        self,
        item: Item,
        pagename: str,
        way: set[int],
        known: dict[int, str],
        here: Sequence[Item],
    ) -> str:
        link = self._link(item, pagename, item in here)
        below = self._list(item.below, pagename, way, known, here) if item.below else ""
        return self.entry(item, link, below, on_way=id(item) in way, here=item in here)

    def entry(self, item: Item, link: str, below: str, *, on_way: bool, here: bool) -> str:
        """Write an entry around its link and the list below it."""
        css = f"{item.css} current" if on_way else item.css
        return f'<li class="{css}">{link}{below}</li>\n'

    def _link(self, item: Item, pagename: str, current: bool) -> str:
        if not self._links:
            self._render_links()
        link = self._links.get((id(item), current))
        if link is None:
            link = self._links[id(item), current] = self._render(_line(item, current=current))
        if item.external:
            return link
        address = self._builder.get_relative_uri(pagename, item.page) + item.anchor or "#"
        return link.replace(_PLACE, escape(address), 1)

    def _render_links(self) -> None:
        """Render all links at once, as they stand on other pages than the one they lead to.

        Sphinx makes a document of each piece that it renders, which takes longer than a link.
        """
        items = list(self.every())
        lines: list[nodes.Node] = []
        for item in items:
            lines += (_line(item, current=False), nodes.raw("", _END, format="html"))
        *links, rest = self._render(addnodes.compact_paragraph("", "", *lines)).split(_END)
        if len(links) == len(items) and not rest:  # else each is rendered by itself
            self._links = {(id(item), False): link for item, link in zip(items, links, strict=True)}


def _line(item: Item, *, current: bool) -> addnodes.compact_paragraph:
    """Return the line of an entry, to be rendered."""
    link = item.link.deepcopy()
    link["classes"] = [*link["classes"], *(["current"] if current else [])]
    if not item.external:
        link["refuri"] = _PLACE
    return addnodes.compact_paragraph("", "", link)
