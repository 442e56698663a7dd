"""The navigation tree of a site, made once and written on each page from its pieces.

For each page, Sphinx copies the contents of all pages with all their headings, prunes them to
titles and marks the way to the page (pages times headings). Here its own function runs once,
over contents that hold titles only. What comes out is the same to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.util import url_re
from sphinx.util.tags import Tags

from eventnotes.compat import TREE_TAKES_TAGS


class _Titles(Mapping[str, nodes.Element]):
    """The contents of each page, cut to its titles and toctrees when first asked for."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._contents: Mapping[str, nodes.Element] = env.tocs
        self._with_toctrees = env.toctree_includes
        self._cut: dict[str, nodes.Element] = {}

    def __getitem__(self, docname: str) -> nodes.Element:
        found = self._cut.get(docname)
        if found is None:
            nested = docname in self._with_toctrees
            found = self._cut[docname] = _titles_of(self._contents[docname], nested)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)


def _titles_of(contents: nodes.Element, nested: bool) -> nodes.Element:
    """Return a page's contents as Sphinx would leave them for ``titles_only``.

    What is kept is shared with *contents*: Sphinx copies it before it changes anything.

    :param nested: whether the page holds toctrees, which stay.
    """
    return _with_children(contents, [_title_of(item, nested) for item in contents.children])


def _title_of(item: nodes.Node, nested: bool) -> nodes.Node:
    if not isinstance(item, nodes.list_item) or len(item) < 2:
        return item
    title, below = item.children[:2]
    toctrees = list(item.findall(addnodes.toctree)) if nested else []
    if not toctrees:
        return _with_children(item, [title])
    assert isinstance(below, nodes.Element)
    return _with_children(item, [title, _with_children(below, toctrees)])


def _with_children(element: nodes.Element, children: Sequence[nodes.Node]) -> nodes.Element:
    """Return *element* with other children, which keep the parents they have."""
    made = element.copy()
    made.children = list(children)
    return made


class _View:
    """An environment whose contents hold titles only; everything else is the environment's."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self.tocs = _Titles(env)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)


class _Names:
    """Stands for a builder while the tree is made: addresses are page names."""

    def __init__(self, tags: Tags) -> None:
        self.tags = tags

    @staticmethod
    def get_relative_uri(from_: str, to: str, typ: str | None = None) -> str:
        return to


_PLACE = "eventnotes:address"
"""Stands for an address in a link that has been rendered without one."""


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
        self._options = options
        self._view = cast("BuildEnvironment", _View(builder.env))
        self._parts: list[str | list[Item]] | None = []
        self._of_page: dict[str, list[Item]] = {}
        tree = self._make("", cast("Builder", _Names(builder.tags)))
        try:
            for child in tree.children if tree is not None else ():
                self._add(child, tree)
        except ValueError:
            self._parts = None  # a tree of another shape is left to Sphinx
        self._links: dict[tuple[int, bool], tuple[str, str]] = {}
        self._folder = ""
        self._written: dict[int, str] = {}
        """The entries as they stand on any page of that folder; only the last one's are kept."""

    def _add(self, child: nodes.Node, tree: nodes.Element | None) -> None:
        assert self._parts is not None
        assert tree is not None
        if not isinstance(child, nodes.bullet_list):  # a caption looks like what it stands in
            self._parts.append(self._render(_with_children(tree, [child])))
            return
        items = [Item(item, None) for item in child.children]
        self._parts.append(items)
        for top in items:
            for item in top.every():
                if not item.external:
                    self._of_page.setdefault(item.page, []).append(item)

    def _make(self, pagename: str, builder: Builder) -> nodes.Element | None:
        tags: dict[str, Any] = {"tags": self._builder.tags} if TREE_TAKES_TAGS else {}
        return global_toctree_for_doc(self._view, pagename, builder, **tags, **self._options)

    def _render(self, node: nodes.Element | None) -> str:
        return self.dress(str(self._builder.render_partial(node)["fragment"]))

    def dress(self, piece: str) -> str:
        """Return a rendered piece as the theme has it."""
        return piece

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
            return self._render(self._make(pagename, self._builder))
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
        return f"<ul{mark}>\n{''.join(lines)}</ul>\n"

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
        before, after = self._links.get((id(item), current), ("", ""))
        if not before:
            link = item.link.deepcopy()
            link["classes"] = [*link["classes"], *(["current"] if current else [])]
            line = addnodes.compact_paragraph("", "", link)
            if item.external:
                return self._render(line)
            link["refuri"] = _PLACE
            before, _, after = self._render(line).partition(_PLACE)
            self._links[id(item), current] = before, after
        address = self._builder.get_relative_uri(pagename, item.page) + item.anchor or "#"
        return f"{before}{escape(address)}{after}"
