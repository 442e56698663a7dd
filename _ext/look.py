"""What this site's own look needs besides its style sheet: colours for code, a lighter head.

Colours are those of ``_static/site.css``. Pygments wants them as values, in both schemes.
"""

from __future__ import annotations

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
    Token,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_TABS = ("sphinx-design.min.css", "design-tabs.js")
_OTHERS = "styles/furo-extensions.css"


def _styles(ink: str, quiet: str, blue: str, amber: str, rose: str) -> dict[Any, str]:
    """Colour what a reader looks for: names that mean something, and values. The rest is text."""
    return {
        Token: ink,
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
        Generic.Heading: f"bold {ink}",
        Generic.Subheading: f"bold {ink}",
        Generic.Strong: "bold",
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
    """Ask for no style sheet and script that a page has no use for (``html-page-context``).

    sphinx-design's are for its components. furo's second one is for services and extensions that
    this site does not have, and for sphinx-design.
    """
    if _has_components(doctree):
        return
    unwanted = (*_TABS, _OTHERS)
    for name in ("css_files", "script_files"):
        files = context.get(name, ())
        context[name] = [f for f in files if not str(_address(f)).endswith(unwanted)]


def _address(file: Any) -> str:
    return str(getattr(file, "filename", None) or file)


def _has_components(doctree: Any) -> bool:
    if not isinstance(doctree, nodes.document):
        return False
    return any(map(_is_component, doctree.findall(nodes.Element)))


def _is_component(node: nodes.Element) -> bool:
    classes: list[str] = node.get("classes", [])
    return "design_component" in node or any(name.startswith("sd-") for name in classes)


def say_root(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Tell the page for lost readers where the site begins: it is shown at any address."""
    if pagename == "404":
        context["root"] = urlsplit(app.config.html_baseurl).path or "/"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handlers; after sphinx-design's and furo's, which add the files."""
    app.connect("html-page-context", lighten, priority=900)
    app.connect("html-page-context", say_root)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
