"""The navigation tree of every page, made once.

For each page, Sphinx copies the contents of all pages with all their headings, prunes them to
titles and marks the way to the page (pages times headings). Here its own function runs once,
over contents that hold titles only; for each page the links are pointed and the way is marked,
and taken back after it is written. What comes out is the same to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.util import url_re

from eventnotes.domain import notes_domain


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

    @staticmethod
    def get_relative_uri(from_: str, to: str, typ: str | None = None) -> str:
        return to


class _Tree:
    """The navigation of a site, to be pointed at one page after the other."""

    def __init__(self, builder: StandaloneHTMLBuilder, options: dict[str, Any]) -> None:
        self._builder = builder
        self._options = options
        self._view = cast("BuildEnvironment", _View(builder.env))
        self._tree = self._make("", cast("Builder", _Names))
        self._links: list[tuple[nodes.reference, str, str]] = []
        self._of_page: dict[str, list[nodes.reference]] = {}
        for link in self._tree.findall(nodes.reference) if self._tree is not None else ():
            anchor = link["anchorname"]
            if url_re.match(link["refuri"]) is None:
                page = link["refuri"].removesuffix(anchor)
                self._links.append((link, page, anchor))
                self._of_page.setdefault(page, []).append(link)

    def _make(self, pagename: str, builder: Builder) -> nodes.Element | None:
        return global_toctree_for_doc(
            self._view, pagename, builder, tags=self._builder.tags, **self._options
        )

    def write(self, pagename: str) -> str:
        """Return the tree as it stands on that page."""
        here = self._of_page.get(pagename, ())
        if len(here) > 1 or any(link["anchorname"] for link in here):
            # a page that is in the tree in several places: leave the way there to Sphinx
            made = self._make(pagename, self._builder)
            return str(self._builder.render_partial(made)["fragment"])
        if self._tree is None:
            return str(self._builder.render_partial(None)["fragment"])
        for link, page, anchor in self._links:
            link["refuri"] = self._builder.get_relative_uri(pagename, page) + anchor
        way: list[nodes.Element] = []
        self._tree.parent = None
        for link in here:
            node: nodes.Element | None = link
            while node is not None:
                node["classes"].append("current")
                way.append(node)
                node = node.parent
        written = str(self._builder.render_partial(self._tree)["fragment"])
        for node in way:
            node["classes"].remove("current")
        return written


_KEY = "eventnotes_navigation"


def put_toctree(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Replace the page context's ``toctree`` (``html-page-context``, before the theme's)."""
    builder = app.builder
    plain: Callable[..., str] | None = context.get("toctree")
    if plain is None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if isinstance(builder, SingleFileHTMLBuilder) or builder.name == "epub":
        return
    trees: dict[Any, _Tree] = builder.globalcontext.setdefault(_KEY, {})
    context.pop(_KEY, None)

    def toctree(**options: Any) -> str:
        if not options.get("titles_only") or options.get("collapse", True):
            return plain(**options)
        options.setdefault("includehidden", False)
        if options.get("maxdepth") == "":
            del options["maxdepth"]
        key = tuple(sorted(options.items()))
        if key not in trees:
            trees[key] = _Tree(builder, options)
        return trees[key].write(pagename)

    context["toctree"] = toctree


def put_neighbours(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Lead from an event's page to the events before and after it (``html-page-context``).

    A theme shows them where it shows the previous and the next page, which by the toctree would
    be those of the next file by name.
    """
    domain = notes_domain(app.env)
    notes = domain.pages.get(pagename)
    if notes is None or notes.event is None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    if notes.event.date is None or isinstance(app.builder, SingleFileHTMLBuilder):
        return
    kept = [link for link in context["rellinks"] if link[3] not in {"next", "previous"}]
    before, after = domain.library.neighbours(pagename)
    for key, event, access, text in (
        ("next", after, "N", "next"),
        ("prev", before, "P", "previous"),
    ):
        context[key] = None
        if event is not None:
            address = app.builder.get_relative_uri(pagename, event.page)
            context[key] = {"link": address, "title": escape(event.title)}
            kept.append((event.page, escape(event.title), access, text))
    context["rellinks"] = kept
