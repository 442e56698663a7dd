"""The pages of divided lists, which no source has: written only if what they show has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from eventnotes.builders import abilities
from eventnotes.domain import NotesDomain, notes_domain
from eventnotes.i18n import terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.index.invalidation import YEARS
from eventnotes.model.answer import answer
from eventnotes.model.records import Listing
from eventnotes.renderers.html import HtmlRenderer
from eventnotes.views.lists import Place, list_blocks
from eventnotes.writing import lists

Page = tuple[str, dict[str, Any], str]
"""Name, context, template."""


def part_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the pages to write (``html-collect-pages``)."""
    can = abilities(app.builder)
    builder = can.html
    if builder is None or not can.has_addresses:
        return
    domain = notes_domain(app.env)
    for page, parts in sorted(domain.data["parts"].items()):
        wanted = to_write(domain, builder, parts)
        if wanted and page != YEARS:
            for number, listing in enumerate(domain.pages[page].lists):
                yield from _pages_of(domain, builder, page, number, listing, wanted)


def to_write(domain: NotesDomain, builder: StandaloneHTMLBuilder, pages: Iterable[str]) -> set[str]:
    """Return those of some pages that no source has which are not there as they should be."""
    everything = domain.written >= domain.env.all_docs.keys()
    return {
        name
        for name in pages
        if everything
        or name in domain.changed_parts
        or not Path(builder.get_outfilename(name)).exists()
    }


def _pages_of(
    domain: NotesDomain,
    builder: StandaloneHTMLBuilder,
    page: str,
    number: int,
    listing: Listing,
    wanted: set[str],
) -> Iterator[Page]:
    query = listing.query
    found = answer(domain.library, query, page)
    parts = lists.parts_of(domain, query, found, Place(page, number))
    title = domain.env.titles[page].astext()
    for name in sorted(wanted & parts.keys()):
        renderer = HtmlRenderer(builder, name)
        shown = list_blocks(domain.library, query, Place(page, number, name), parts[name].groups)
        heading = words.part_title(title, parts[name].label)
        attribute = ""
        if lists.is_sortable(query, found):
            domain.scripted.add(name)
            attribute = f' data-en-words="{escape(lists.script_words(divided=True))}"'
        wide = " en-wide" if lists.is_wide(domain, query, found) else ""
        private = domain.env.config.eventnotes_private
        said = escape(gettext(terms.PRIVATE_COPY))
        body = [
            f'<p class="en-private-copy">{said}</p>\n' if private else "",
            f"<section><h1>{escape(heading)}</h1>\n",
            f'<div class="en-list en-{query.kind}{wide}"{attribute}>\n',
            lists.nav(renderer, parts, name),
            renderer.blocks(shown),
            "</div></section>\n",
        ]
        up = {"link": builder.get_relative_uri(name, page), "title": escape(title)}
        context = {"title": escape(heading), "body": "".join(body), "parents": [up]}
        yield name, context, "page.html"
