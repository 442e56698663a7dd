"""The navigation tree, at a cost that does not grow with the headings of every other page.

For each page, Sphinx copies the contents of all pages with all their headings before it prunes
them to titles (pages times headings). Here its own function sees contents that hold titles
only; what it returns is the same to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import global_toctree_for_doc


class _Titles(Mapping[str, nodes.Element]):
    """The contents of each page, cut to its titles and toctrees when first asked for."""

    def __init__(self, contents: Mapping[str, nodes.Element]) -> None:
        self._contents = contents
        self._cut: dict[str, nodes.Element] = {}

    def __getitem__(self, docname: str) -> nodes.Element:
        found = self._cut.get(docname)
        if found is None:
            found = self._cut[docname] = _titles_of(self._contents[docname])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)


def _titles_of(contents: nodes.Element) -> nodes.Element:
    """Return a page's contents as Sphinx would leave them for ``titles_only``."""
    cut = contents.copy()
    for item in contents.children:
        if not isinstance(item, nodes.list_item) or len(item) < 2:
            cut += item.deepcopy()
            continue
        kept = item.copy()
        kept += item[0].deepcopy()
        toctrees = [toctree.deepcopy() for toctree in item.findall(addnodes.toctree)]
        if toctrees:
            inner = item[1]
            assert isinstance(inner, nodes.Element)
            below = inner.copy()
            below += toctrees
            kept += below
        cut += kept
    return cut


class _View:
    """An environment whose contents hold titles only; everything else is the environment's."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self.tocs = _Titles(env.tocs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)


_KEY = "eventnotes_titles"


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
    if _KEY not in builder.globalcontext:
        builder.globalcontext[_KEY] = cast("BuildEnvironment", _View(builder.env)), {}
    view: BuildEnvironment
    outside: dict[Any, str]
    view, outside = builder.globalcontext[_KEY]
    context.pop(_KEY, None)

    def toctree(**options: Any) -> str:
        if not options.get("titles_only"):
            return plain(**options)
        if pagename in builder.env.all_docs:
            return write(**options)
        # pages such as the index and the search are in no toctree: one tree for all in a folder
        folder = builder.get_target_uri(pagename).count("/")
        key = (folder, *sorted(options.items()))
        if key not in outside:
            outside[key] = write(**options)
        return outside[key]

    def write(**options: Any) -> str:
        options.setdefault("collapse", True)
        options.setdefault("includehidden", False)
        if options.get("maxdepth") == "":
            del options["maxdepth"]
        tree = global_toctree_for_doc(view, pagename, builder, tags=builder.tags, **options)
        return str(builder.render_partial(tree)["fragment"])

    context["toctree"] = toctree
