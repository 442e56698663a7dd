"""The rules of private words on every page, whether it uses notes or not.

Comments are cut and sources hidden everywhere, drafts are left out, what only looks private stops
the build, and no parser but ours reads Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core
from eventnotes.scope import SETTING, is_home

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def leave_out_drafts(app: Sphinx, config: Config) -> None:
    """Leave folders of drafts out of a published build (``config-inited``)."""
    from eventnotes.leaks.drafts import PATTERNS

    if is_home(config) and not config.eventnotes_private:
        config.exclude_patterns = [*config.exclude_patterns, *PATTERNS]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what concerns pages without notes; the core does the rest wherever this says so."""
    from eventnotes.privacy import unreadable
    from eventnotes.reading import markdown, parsers

    parsers.load_myst(app)
    app.add_source_parser(markdown.NotesParser, override=True)
    safe = load_core(app)
    app.add_config_value(SETTING, True, "env", types=(bool,))
    safe.connect("config-inited", leave_out_drafts, private=True)
    safe.connect("builder-inited", parsers.refuse_other_parsers, private=True)
    # before others are told what is read
    safe.connect("env-before-read-docs", unreadable.leave_out_unreadable, priority=400)
    return SAFE
