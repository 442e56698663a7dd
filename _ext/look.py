"""What this site's own look needs besides its style sheet.

Colours for code, a lighter head, and the columns' names in the cells of a table on a phone.

Colours are those of ``_static/site.css``. Pygments wants them as values, in both schemes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from docutils import nodes
from pygments.style import Style  # type: ignore[import-untyped]  # Pygments has no types
from pygments.token import (  # type: ignore[import-untyped]  # nor here
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
)
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes.domain import notes_domain
from eventnotes.nodes import card

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
_FOR_COMPONENTS = ["sphinx-design.min.css", "design-tabs.js", "styles/furo-extensions.css"]


def _styles(ink: str, quiet: str, blue: str, amber: str, rose: str) -> dict[Any, str]:
    """Colour what a reader looks for: names that mean something, and values. The rest is text."""
    return {
        Text: ink,
        Comment: quiet,
        Punctuation: quiet,
        Operator: quiet,
        Keyword: blue,
        Name.Attribute: blue,
        Name.Decorator: blue,
        Name.Tag: blue,
        Name.Class: blue,
        Name.Function: blue,
        Name.Label: blue,
        String: amber,
        Number: amber,
        Keyword.Constant: amber,
        Generic.Heading: blue,
        Generic.Subheading: blue,
        Generic.Prompt: quiet,
        Generic.Output: quiet,
        Generic.Deleted: rose,
        Generic.Inserted: blue,
        Error: rose,
    }


class Day(Style):  # type: ignore[misc]  # Pygments has no types
    """Code on a light ground."""

    background_color = "#f2f3f8"
    highlight_color = "#e8eaf3"
    styles: ClassVar[dict[Any, str]] = _styles(
        "#23273d", "#5d6485", "#284f98", "#9a5300", "#a3214b"
    )


class Night(Style):  # type: ignore[misc]  # nor here
    """Code on a dark ground."""

    background_color = "#1c1d2a"
    highlight_color = "#262838"
    styles: ClassVar[dict[Any, str]] = _styles(
        "#d5daf2", "#8f97bf", "#8fb2ff", "#e0af68", "#f7889f"
    )


def lighten(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Ask for no file that a page has no use for, and let none hold it up (``html-page-context``).

    sphinx-design's files are for its components, and furo's second style sheet for those and for
    services and extensions that this site does not have. Scripts wait until a page is read, but
    for the search page, which has scripts of its own that need the others at once.
    """
    unwanted: list[str] = []
    if not _has(doctree, _is_component):
        unwanted += _FOR_COMPONENTS
    if isinstance(doctree, nodes.document) and not _has(doctree, _is_coloured):
        unwanted.append("pygments.css")
    for name in ("css_files", "script_files"):
        files = context.get(name, ())
        context[name] = [file for file in files if not _address(file).endswith(tuple(unwanted))]
    # docutils' own, which says again what furo's template has said
    context["metatags"] = (context.get("metatags") or "").replace(_VIEWPORT, "", 1)
    if pagename != "search":
        context["script_files"] = [_deferred(file) for file in context["script_files"]]


def ask_for_fonts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Say how a page is to ask for its fonts (``html-page-context``).

    An event's page begins with italics, in its summary. A page without any, or without bold
    words, fetches them when it has nothing else to do, because the next one has some. What is
    asked for early is not taken for something that the first paint has to wait for.
    """
    early = ["sans"] if pagename == "search" else ["serif", "sans"]
    later = []
    if _has(doctree, lambda node: isinstance(node, card) and node.get("kind") == "event"):
        early.append("serif-italic")
    elif not _has(doctree, lambda node: isinstance(node, nodes.emphasis | card)):
        later.append("serif-italic")
    if _has(doctree, lambda node: isinstance(node, nodes.strong)):
        early.append("serif-bold")
    else:
        later.append("serif-bold")
    context["early_fonts"], context["later_fonts"] = early, later


def _address(file: Any) -> str:
    return str(getattr(file, "filename", None) or file)


def _deferred(file: Any) -> Any:
    if not getattr(file, "filename", None) or {"async", "defer"} & file.attributes.keys():
        return file
    return type(file)(file.filename, priority=file.priority, defer="defer", **file.attributes)


def _has(doctree: Any, kind: Callable[[nodes.Element], bool]) -> bool:
    return isinstance(doctree, nodes.document) and any(map(kind, doctree.findall(nodes.Element)))


def _is_component(node: nodes.Element) -> bool:
    classes: list[str] = node.get("classes", [])
    return "design_component" in node or any(name.startswith("sd-") for name in classes)


def _is_coloured(node: nodes.Element) -> bool:
    return isinstance(node, nodes.literal_block | nodes.doctest_block) or "language" in node


class NameCells(SphinxPostTransform):
    """Put the name of its column into each cell but the first of a table with three or more.

    A window has them above the columns and hides these; on a phone a row is a block of lines.
    """

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Name the cells of each table that has a head."""
        if notes_domain(self.env).builder.name not in {"html", "dirhtml", "singlehtml"}:
            return
        for group in list(self.document.findall(nodes.tgroup)):
            heads, rows = _rows(group, nodes.thead), _rows(group, nodes.tbody)
            if heads and len(names := _cells(heads[-1])) > 2:
                for row in rows:
                    _name(_cells(row), names)


def _rows(group: nodes.tgroup, part: type[nodes.Element]) -> list[nodes.Node]:
    return [row for each in group.children if isinstance(each, part) for row in each.children]


def _cells(row: nodes.Node) -> list[nodes.entry | None]:
    """Return the cell of each column, None where the one before it reaches over."""
    cells: list[nodes.entry | None] = []
    for cell in row.children:
        if isinstance(cell, nodes.entry):
            cells += [cell, *[None] * cell.get("morecols", 0)]
    return cells


def _name(cells: list[nodes.entry | None], names: list[nodes.entry | None]) -> None:
    if len(cells) != len(names):
        return  # a cell of a row above reaches into this one
    for cell, name in list(zip(cells, names, strict=True))[1:]:
        if cell and name and name.astext() and _has_content(cell):
            said = cell[0]
            if not isinstance(said, nodes.paragraph):
                cell.insert(0, said := nodes.paragraph())
            said.insert(0, nodes.inline("", f"{name.astext()} ", classes=["column-name"]))


def _has_content(cell: nodes.entry) -> bool:
    return any(True for _ in cell.findall(lambda node: isinstance(node, nodes.Text | nodes.image)))


def lost_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Make the page for lost readers (``html-collect-pages``).

    It is shown at any address, so it is told where the site begins.
    """
    if app.builder.name in {"html", "dirhtml"}:
        root = urlsplit(app.config.html_baseurl).path.rstrip("/")
        yield "404", {"root": f"{root}/"}, "404.html"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handlers; after sphinx-design's and furo's, which add the files."""
    app.add_post_transform(NameCells)
    app.connect("html-page-context", lighten, priority=900)
    app.connect("html-page-context", ask_for_fonts)
    app.connect("html-collect-pages", lost_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
