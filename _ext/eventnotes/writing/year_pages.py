"""The pages of years, which no source has: written only if what they show has changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import new_document

from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.inside.made_pages import fragment
from eventnotes.inside.search_index import index_of, put_pages
from eventnotes.model import ids
from eventnotes.model.query import Query
from eventnotes.nodes import listing
from eventnotes.views.year import description
from eventnotes.writing.part_pages import DESCRIPTION, Page, to_write


def year_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the pages to write (``html-collect-pages``)."""
    builder = abilities(app.builder).pages
    if builder is None:
        return
    domain = notes_domain(app.env)
    pages = dict(sorted(domain.year_pages.items()))
    wanted = to_write(domain, builder, pages)
    documents = {name: _document(name, year) for name, year in pages.items()}
    index = index_of(builder)
    if index is not None and not domain.idle:
        files = {name: f"{name}{next(iter(app.config.source_suffix))}" for name in pages}
        put_pages(index, ((name, files[name], pages[name], documents[name]) for name in pages))
    around = {name: (before, after) for before, name, after in _in_order(list(pages))}
    for name in sorted(wanted):
        body = fragment(builder, name, documents[name])
        context: dict[str, Any] = {"title": pages[name], "body": body, "parents": []}
        context[DESCRIPTION] = description(domain.library, pages[name])
        for key, other in zip(("prev", "next"), around[name], strict=True):
            if other:
                link = builder.get_relative_uri(name, other)
                context[key] = {"link": link, "title": pages[other]}
        yield name, context, "page.html"


def _in_order(names: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each name with the one before and the one after it."""
    for (before, name), (_, after) in pairwise(pairwise(["", *names, ""])):
        yield before, name, after


def _document(name: str, year: str) -> nodes.document:
    """Return the page of a year as if somebody had written it."""
    made = listing(classes=["en-list", "en-years"])
    made["query"], made["page"] = Query("years", "", (("year", (year,)),)), name
    document: nodes.document = new_document(name)
    document += nodes.section(
        "", nodes.title(year, year), made, ids=[ids.anchor("year", f"years/{year}")]
    )
    return document
