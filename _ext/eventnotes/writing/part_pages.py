"""The pages of divided lists, and of entries too long for one: no source has them, and they are
written only if what they show has changed.
"""

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
from eventnotes.kinds.tables import KINDS
from eventnotes.model.answer import answer
from eventnotes.model.records import Listing
from eventnotes.renderers.html import HtmlRenderer
from eventnotes.views.lines import counted
from eventnotes.views.lists import Place, list_blocks
from eventnotes.views.profiles import entry_page
from eventnotes.writing import lists

Page = tuple[str, dict[str, Any], str]
"""Name, context, template."""
DESCRIPTION = "eventnotes_description"
"""What previews say of a page that no source has, in its context."""
_NOBODY = "_"
"""What no name's page is called."""


def part_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the pages to write (``html-collect-pages``)."""
    builder = abilities(app.builder).pages
    if builder is None:
        return
    domain = notes_domain(app.env)
    for page, parts in sorted(domain.data["parts"].items()):
        wanted = to_write(domain, builder, parts)
        if wanted and page != YEARS:
            for number, listing in enumerate(domain.pages[page].lists):
                yield from _pages_of(domain, builder, page, number, listing, wanted)
            yield from _entry_pages(domain, builder, page, wanted)


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
    wide = " en-wide" if parts and lists.takes_margin(domain, query, found) else ""
    for name in sorted(wanted & parts.keys()):
        renderer = HtmlRenderer(builder, name)
        shown = list_blocks(domain.library, query, Place(page, number, name), parts[name].groups)
        heading = words.part_title(title, parts[name].label)
        attribute = ""
        if lists.is_sortable(query, found):
            domain.of_build(lists.Scripts).tables.add(name)
            attribute = f' data-en-words="{escape(lists.script_words())}"'
        body = [
            _private_mark(domain),
            f"<section><h1>{escape(heading)}</h1>\n",
            f'<div class="en-list en-{query.kind}{wide}"{attribute}>\n',
            lists.nav(renderer, parts, name),
            renderer.blocks(shown),
            "</div></section>\n",
        ]
        up = {"link": builder.get_relative_uri(name, page), "title": escape(title)}
        context = {"title": escape(heading), "body": "".join(body), "parents": [up]}
        yield name, context, "page.html"


def _entry_pages(
    domain: NotesDomain, builder: StandaloneHTMLBuilder, page: str, wanted: set[str]
) -> Iterator[Page]:
    library = domain.library
    title = escape(domain.env.titles[page].astext())
    renderers: dict[str, HtmlRenderer] = {}
    for identifier, name in library.entry_pages.items():
        profile = library.profiles[identifier]
        entry = profile.entry
        if name not in wanted or entry.page != page:
            continue
        # for all pages of a folder addresses are the same, and so are lines that several show
        beside = f"{name.rpartition('/')[0]}/{_NOBODY}"
        renderer = renderers.get(beside)
        if renderer is None:
            renderer = renderers[beside] = HtmlRenderer(builder, beside, level=0)
        shown = renderer.blocks(entry_page(library, profile, name))
        css = f"en-list en-{KINDS[entry.kind].plural} en-entry-page"
        body = f'{_private_mark(domain)}<div class="{css}">\n{shown}</div>\n'
        parents = [{"link": builder.get_relative_uri(name, page), "title": title}]
        said = words.count("talks", counted(profile.talks))
        context = {"title": escape(entry.title), "body": body, "parents": parents}
        context[DESCRIPTION] = said
        yield name, context, "page.html"


def _private_mark(domain: NotesDomain) -> str:
    if not domain.env.config.eventnotes_private:
        return ""
    return f'<p class="en-private-copy">{escape(gettext(terms.PRIVATE_COPY))}</p>\n'


def lead_to_entry_pages(app: Sphinx, builder: Any = None) -> list[Page]:
    """Let the inventory and references lead to the pages of entries (``write-started``, and
    ``html-collect-pages``: where no page is written).

    It holds until :func:`lead_back`, and is never kept: doctrees are shared with builders without
    such pages.
    """
    if abilities(app.builder).has_addresses:
        domain = notes_domain(app.env)
        domain.entries.lead_to(domain.data["entry_pages"])
    return []


def lead_back(app: Sphinx, exception: Exception | None) -> None:
    """Let objects be where their lists are (``build-finished``, before anything is exported)."""
    notes_domain(app.env).entries.lead_back()
