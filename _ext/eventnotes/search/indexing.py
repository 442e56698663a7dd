"""Hands the search index what it holds of notes, and its page the script."""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes import faults
from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.i18n import scripts
from eventnotes.inside.search_index import index_of, put_objects
from eventnotes.nodes import cards_in
from eventnotes.search.hits import card_words, hits
from eventnotes.writing.html import SHEET


class unseen_words(nodes.Invisible, nodes.Element):
    """Words that cards say, for the search index: they are drawn by the cards themselves."""


def skip(self: Any, node: unseen_words) -> None:
    """Write nothing."""
    raise nodes.SkipNode


class SayCards(SphinxPostTransform):
    """Put the words of the cards at the end of the page, where the index looks for words."""

    default_priority = 895  # once cards have gone that no page shows, as in ``only``
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Put them there, if the builder has an index."""
        domain = notes_domain(self.env)
        if not getattr(domain.builder, "search", False):
            return
        said = []
        for node in cards_in(self.document):
            with faults.around(node, node["kind"], self.env.docname):
                if text := card_words(domain.library, node["record"]):
                    said.append(nodes.Text(text))
        if said:
            self.document.append(unseen_words("", *said))


def put_hits(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Put talks, events and names into the index (``html-collect-pages``)."""
    index, domain = index_of(app.builder), notes_domain(app.env)
    if index is not None and not domain.idle and domain.pages:
        put_objects(index, domain.name, hits(domain.library))
    return []


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give the page of results its script (``html-page-context``)."""
    domain = notes_domain(app.env)
    if pagename != "search" or abilities(app.builder).html is None or not domain.pages:
        return
    if not domain.styled:
        app.add_css_file(SHEET)
    said: dict[str, Any] = {"data-en-words": json.dumps(scripts.search_words(), ensure_ascii=False)}
    app.add_js_file("eventnotes-search.js", loading_method="defer", **said)
