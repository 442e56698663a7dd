"""Notes from conferences as a Sphinx extension: events, talks, ratings, links and takeaways.

This is the core: directives, roles, lists, mentions, and private words on the pages that use them.
A page that uses none comes out as without it. What changes every page is a feature, an extension
of its own that loads the core; ``eventnotes.site`` loads all of them.

A note goes through the program once. A directive (``reading``) makes a node and keeps what it
read; when the page has been read, its records (``model``) go to the domain; when all pages have,
ids and labels follow from them, and which pages show something else than before (``index``);
when a page is written, visitors and post-transforms (``writing``) put in the place of its nodes
what ``views`` find in the records and ``renderers`` make of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes import faults

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the core, a line for each of its rooms."""
    from eventnotes import config, events, i18n, leaks, reading, writing
    from eventnotes.api import exports
    from eventnotes.faults.boundary import Guarded

    app.require_sphinx("8.1")
    faults.begin(app)
    safe = Guarded(app)
    config.register(safe)
    reading.register(safe)
    i18n.register(safe)
    events.register(safe)
    writing.register(safe)
    exports.register(safe)
    leaks.register(safe)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
