"""What leads to the feeds: in the head of each page for programs, at its foot for people."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from eventnotes.api.published import site_of
from eventnotes.builders import abilities
from eventnotes.diagnostics import logger
from eventnotes.domain import notes_domain
from eventnotes.feeds.entries import are_wanted
from eventnotes.i18n.messages import N_, gettext
from eventnotes.model.library import Library
from eventnotes.model.records import Event

_TYPES = (("xml", "application/atom+xml"), ("json", "application/feed+json"))
_ICON = (
    '<svg aria-hidden="true" viewBox="0 0 16 16" width="1em" height="1em" fill="none"'
    ' stroke="currentColor" stroke-width="2"><path d="M2 8a6 6 0 0 1 6 6M2 3a11 11 0 0 1 11 11"/>'
    '<circle cx="3" cy="13" r="1" fill="currentColor"/></svg>'
)

SUBSCRIBE = N_("Subscribe")
# translators: the words of a link to a feed; {name} is a series of events
SUBSCRIBE_TO = N_("Subscribe to {name}")


def hint(app: Sphinx) -> None:
    """Say why there are no feeds (``builder-inited``)."""
    can = abilities(app.builder)
    site = site_of(app.config)
    if can.is_published and can.has_addresses and not (site.url or site.is_private):
        logger.info(
            "no feeds are written: html_baseurl in conf.py has to say where the site is published,"
            " as in html_baseurl = 'https://notes.example.org/'"
        )


def add_links(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Name the feeds on a page (``html-page-context``)."""
    builder = abilities(app.builder).public_pages
    if builder is None:
        return
    site = site_of(app.config)
    if not are_wanted(site):
        return
    tags = [
        f'<link rel="alternate" type="{kind}" title="{escape(site.title)}"'
        f' href="{_address(builder, pagename, f"feed.{suffix}")}" />'
        for suffix, kind in _TYPES
    ]
    feeds = [("feed.xml", gettext(SUBSCRIBE))]
    notes = notes_domain(app.env).pages.get(pagename)
    event = notes.event if notes is not None else None
    library = notes_domain(app.env).library
    series = _series_on(library).get(pagename, []) if notes is not None else []
    if event is not None and event.series is not None and is_dated(event):
        series = [library.id_of(event.series), *series]
    for identifier in filter(None, dict.fromkeys(series)):
        name, title = f"feeds/{identifier}.xml", library.entries[identifier].title
        feeds.append((name, gettext(SUBSCRIBE_TO, name=title)))
        tags.append(
            f'<link rel="alternate" type="{_TYPES[0][1]}" title="{escape(title)}"'
            f' href="{_address(builder, pagename, name)}" />'
        )
    context["metatags"] = f"{context.get('metatags') or ''}{chr(10).join(tags)}\n"
    if isinstance(doctree, nodes.document) and (event or series or pagename == app.config.root_doc):
        shown = " ".join(
            f'<a class="en-feed" href="{_address(builder, pagename, name)}"'
            f' type="{_TYPES[0][1]}">{_ICON if not n else ""}{escape(words)}</a>'
            for n, (name, words) in enumerate(feeds)
        )
        context["body"] = f'{context.get("body", "")}<p class="en-foot">{shown}</p>\n'


def _series_on(library: Library) -> dict[str, list[str]]:
    """Return by page the ids of the series that live there and have a feed, by their names."""
    if "series with feeds" not in library.kept:
        found: dict[str, list[str]] = {}
        for profile in library.profiles.values():
            entry, events = profile.entry, (row.event for row in profile.events if not row.private)
            if entry.kind == "series" and any(event and is_dated(event) for event in events):
                found.setdefault(entry.page, []).append(entry.id)
        library.kept["series with feeds"] = {page: sorted(each) for page, each in found.items()}
    kept: dict[str, list[str]] = library.kept["series with feeds"]
    return kept


def is_dated(event: Event) -> bool:
    """Tell of a record what :func:`~eventnotes.feeds.entries.is_entry` tells of an event."""
    return bool(event.published or (event.date and event.attended != "not yet"))


def _address(builder: StandaloneHTMLBuilder, page: str, name: str) -> str:
    return escape(relative_uri(builder.get_target_uri(page), name))
