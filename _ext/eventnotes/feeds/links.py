"""What leads to the feeds: in the head of each page for programs, at its foot and in the entries of
topics for people.
"""

from __future__ import annotations

from functools import partial
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
from eventnotes.renderers.html_parts import FeedLinks
from eventnotes.views.profiles import has_feed

_TYPES = (("xml", "application/atom+xml"), ("json", "application/feed+json"))
_ICON = (
    '<svg aria-hidden="true" viewBox="0 0 16 16" width="1em" height="1em" fill="none"'
    ' stroke="currentColor" stroke-width="2"><path d="M2 8a6 6 0 0 1 6 6M2 3a11 11 0 0 1 11 11"/>'
    '<circle cx="3" cy="13" r="1" fill="currentColor"/></svg>'
)

SUBSCRIBE = N_("Subscribe")
# translators: the words of a link to a feed; {name} is a series of events or a topic
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


def lead_from_entries(app: Sphinx) -> None:
    """Have the entries of topics lead to their feeds (``builder-inited``)."""
    builder = abilities(app.builder).public_pages
    if builder is not None and are_wanted(site_of(app.config)):
        links = notes_domain(app.env).of_build(FeedLinks)
        links.link = partial(_link_in_entry, builder)


def _link_in_entry(builder: StandaloneHTMLBuilder, page: str, identifier: str, name: str) -> str:
    address = _address(builder, page, f"feeds/{identifier}.xml")
    return f"{_ICON} {_link(address, gettext(SUBSCRIBE_TO, name=name), '')}"


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
    if event is not None and event.series is not None and event.is_dated:
        series = [library.id_of(event.series), *series]
    topic = _topic_pages(library).get(pagename, "")
    for identifier in filter(None, dict.fromkeys([topic, *series])):
        name, title = f"feeds/{identifier}.xml", library.entries[identifier].title
        feeds.append((name, gettext(SUBSCRIBE_TO, name=title)))
        tags.append(
            f'<link rel="alternate" type="{_TYPES[0][1]}" title="{escape(title)}"'
            f' href="{_address(builder, pagename, name)}" />'
        )
    context["metatags"] = f"{context.get('metatags') or ''}{chr(10).join(tags)}\n"
    if isinstance(doctree, nodes.document) and (event or series or pagename == app.config.root_doc):
        shown = " ".join(
            _link(_address(builder, pagename, name), words, "" if n else _ICON)
            for n, (name, words) in enumerate(feeds)
        )
        context["body"] = f'{context.get("body", "")}<p class="en-foot">{shown}</p>\n'


def _series_on(library: Library) -> dict[str, list[str]]:
    """Return by page the ids of the series that live there and have a feed, by their names."""
    if "series with feeds" not in library.kept:
        found: dict[str, list[str]] = {}
        for profile in library.profiles.values():
            entry = profile.entry
            if entry.kind == "series" and has_feed(library, profile):
                found.setdefault(entry.page, []).append(entry.id)
        library.kept["series with feeds"] = {page: sorted(each) for page, each in found.items()}
    kept: dict[str, list[str]] = library.kept["series with feeds"]
    return kept


def _topic_pages(library: Library) -> dict[str, str]:
    """Return by page the id of the topic that has it for itself, if it has a feed as well."""
    if "topics with feeds" not in library.kept:
        library.kept["topics with feeds"] = {
            page: identifier
            for identifier, page in library.entry_pages.items()
            if library.entries[identifier].kind == "topic"
            and has_feed(library, library.profiles[identifier])
        }
    kept: dict[str, str] = library.kept["topics with feeds"]
    return kept


def _link(address: str, words: str, icon: str) -> str:
    """Return a link to a feed.

    :param address: escaped.
    """
    kind = _TYPES[0][1]
    return f'<a class="en-feed" href="{address}" type="{kind}">{icon}{escape(words)}</a>'


def _address(builder: StandaloneHTMLBuilder, page: str, name: str) -> str:
    return escape(relative_uri(builder.get_target_uri(page), name))
