"""Puts into the head of a page what others show of it, once the site has a known address."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx

from eventnotes.api import notes
from eventnotes.api.previews import previews
from eventnotes.api.published import site_of
from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.head import linked_data, open_graph
from eventnotes.head.description import plain_title
from eventnotes.writing.part_pages import DESCRIPTION

_DESCRIPTION = re.compile(r'<meta (?=[^>]*\bname="description")[^>]*\bcontent="([^"]*)"')


def add_preview(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Add the tags (``html-page-context``, after the description)."""
    builder = abilities(app.builder).public_pages
    if builder is None:
        return
    site = site_of(app.config)
    is_page = isinstance(doctree, nodes.document) or DESCRIPTION in context
    if not is_page or not site.url or site.is_private:
        return
    tags: str = context.get("metatags") or ""
    described = _DESCRIPTION.search(tags)
    description = unescape(described[1]) if described else ""
    noted = notes_domain(app.env).pages.get(pagename)
    event = noted.event if noted is not None else None
    title = plain_title(context.get("title") or "")
    found, talks = notes(app.env).on_page(pagename) if event is not None else (None, ())
    pictures = previews(app.env)
    picture = pictures.picture_of(found) if found is not None else None
    tags += open_graph.tags(
        builder,
        site,
        pagename,
        title,
        description,
        event,
        picture,
        has_own_picture='property="og:image"' in tags,
    )
    if found is not None:
        address = urljoin(site.url, builder.get_target_uri(pagename))
        date_of = notes_domain(app.env).library.web.date_of
        tags += linked_data.script(found, talks, site, address, pictures, date_of)
    context["metatags"] = tags
