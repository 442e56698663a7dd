"""The style sheet on every page, for what changes the look of pages without notes.

Without this extension a page has it that uses notes, and no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def add_folder(app: Sphinx, config: Config) -> None:
    """Have Sphinx copy the static files (``config-inited``)."""
    from eventnotes.writing.html import STATIC

    config.html_static_path = [*config.html_static_path, str(STATIC)]


def style_everything(app: Sphinx) -> None:
    """Tell the core that no page need be given the style sheet (``builder-inited``)."""
    from eventnotes.domain import notes_domain

    notes_domain(app.env).styled = True


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the style sheet."""
    from eventnotes.writing.html import SHEET

    safe = load_core(app)
    app.add_css_file(SHEET)
    safe.connect("config-inited", add_folder)
    safe.connect("builder-inited", style_everything)
    return SAFE
