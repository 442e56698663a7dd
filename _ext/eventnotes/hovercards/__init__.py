"""Cards that show what a reference leads to, under the pointer or the focus. An extension of its
own.

``cards`` makes them, as files that the script of a page asks for when the first card is wanted, so
that no page carries them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SCRIPT = "eventnotes-hovercards.js"
_REFERENCE = re.compile(
    r'<a class="(?:en-ref|reference internal)" '
    r'href="[^"#]*#(?:event|talk|person|org|topic|series|year|link)-'
)
"""What the script takes for a reference."""


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give pages with references their script (``html-page-context``)."""
    from eventnotes.builders import abilities
    from eventnotes.domain import notes_domain
    from eventnotes.writing.html import is_styled

    can = abilities(app.builder)
    if not (can.in_browser and can.is_published and can.has_addresses):
        return
    if app.config.eventnotes_private or not is_styled(notes_domain(app.env), pagename):
        return
    if _REFERENCE.search(context.get("body") or ""):
        app.add_js_file(SCRIPT, loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the files, and what asks for them."""
    from eventnotes import api
    from eventnotes.hovercards import cards

    safe = load_core(app)
    api.add_exports(app, cards.PATTERN, cards.files)
    safe.connect("html-page-context", add_script, priority=502)
    return SAFE
