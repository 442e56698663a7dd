"""Calendars of the events: one of all, and one of each with its talks. An extension of its own.

``components`` says what is in one, ``ical`` writes it (RFC 5545, RFC 7986), ``links`` leads to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the files, and what leads to them."""
    from eventnotes import api
    from eventnotes.calendars import components, links

    safe = load_core(app)
    api.add_export(app, components.ALL, components.all_events)
    api.add_exports(app, components.EACH, components.each_event)
    safe.connect("env-updated", links.note_whether_any, priority=501)
    safe.connect("html-page-context", links.add_link, priority=504)
    return SAFE
