"""Feeds of the events: Atom and JSON Feed, for the site, each series and each topic. An extension
of its own.

``entries`` says which events are in a feed, ``atom`` and ``json_feed`` write one, ``links`` names
them in the head and at the foot of pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def check_number(app: Sphinx, config: Config) -> None:
    """Mend a setting that can't be used (``config-inited``)."""
    from eventnotes.diagnostics import Notice, warn

    most = config.eventnotes_feed_entries
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        message = f"eventnotes_feed_entries is {most!r}; allowed: a whole number from 1"
        warn(Notice.CONFIG, message, None)
        config.eventnotes_feed_entries = 20


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the files, and what leads to them."""
    from functools import partial

    from eventnotes import api
    from eventnotes.feeds import atom, entries, json_feed, links

    safe = load_core(app)
    app.add_config_value("eventnotes_feed_entries", 20, "html", types=(int,))
    for suffix, write in (("xml", atom.write), ("json", json_feed.write)):
        one = partial(entries.main, config=app.config, suffix=suffix, write=write)
        several = partial(entries.others, config=app.config, suffix=suffix, write=write)
        api.add_export(app, f"feed.{suffix}", one, text=True)
        api.add_exports(app, f"feeds/*.{suffix}", several, text=True)
    safe.connect("config-inited", check_number)
    safe.connect("builder-inited", links.hint)
    safe.connect("builder-inited", links.lead_from_entries)
    safe.connect("html-page-context", links.add_links, priority=503)
    return SAFE
