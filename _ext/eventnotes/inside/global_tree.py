"""The navigation tree of a site as Sphinx makes it, over contents that hold titles only.

Reason: for each page, Sphinx copies the contents of all pages with all their headings and prunes
them to titles. Its own function is given an environment in which they are pruned already.
Written against: Sphinx 8.1 to 9.2 (``global_toctree_for_doc``; which attributes of the environment
and of the builder it uses; ``titles_only``).
Without it: the navigation is left to Sphinx.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from inspect import signature
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters import toctree
from sphinx.util.tags import Tags

_make: Callable[..., nodes.Element | None] | None = getattr(toctree, "global_toctree_for_doc", None)
IS_KNOWN = _make is not None
"""Whether Sphinx makes the tree as it did."""


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
    return with_children(contents, [_title_of(item, nested) for item in contents.children])


def _title_of(item: nodes.Node, nested: bool) -> nodes.Node:
    if not isinstance(item, nodes.list_item) or len(item) < 2:
        return item
    title, below = item.children[:2]
    toctrees = list(item.findall(addnodes.toctree)) if nested else []
    if not toctrees:
        return with_children(item, [title])
    assert isinstance(below, nodes.Element)
    return with_children(item, [title, with_children(below, toctrees)])


def with_children(element: nodes.Element, children: Sequence[nodes.Node]) -> nodes.Element:
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


class GlobalTree:
    """The tree of a builder's pages."""

    def __init__(self, builder: StandaloneHTMLBuilder, options: dict[str, Any]) -> None:
        self._builder = builder
        self._view = cast("BuildEnvironment", _View(builder.env))
        assert _make is not None  # whoever wants a tree has asked
        self._make = _make
        self._options = dict(options)
        if "tags" in signature(_make).parameters:  # since 9.0; before, Sphinx asked the builder
            self._options["tags"] = builder.tags

    def on_page(self, pagename: str) -> nodes.Element | None:
        """Return the tree as it stands on a page, the way there marked."""
        return self._make(self._view, pagename, self._builder, **self._options)

    def with_names(self) -> nodes.Element | None:
        """Return the tree as it stands on none, with names of pages for addresses."""
        names = cast("Builder", _Names(self._builder.tags))
        return self._make(self._view, "", names, **self._options)
