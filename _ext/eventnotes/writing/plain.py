"""Cards and blocks for every builder but HTML: expanded into paragraphs and references.

A builder nobody thought of shows a card as well as LaTeX does, and ``linkcheck`` finds its
links. The gettext builder is left out: it asks the card itself for what can be translated.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes import faults
from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.i18n import terms
from eventnotes.i18n.messages import gettext
from eventnotes.model.corpus import name_of
from eventnotes.model.records import About, Event, Link
from eventnotes.nodes import (
    card,
    cards_in,
    commentary,
    private,
    prose_of,
    takeaway,
    title_of,
)
from eventnotes.renderers.nodes import NodeRenderer
from eventnotes.views import cards, tree
from eventnotes.views.profiles import about_blocks, cited_here
from eventnotes.views.programme import programme
from eventnotes.writing.html import around


class ExpandCards(SphinxPostTransform):
    """Replace each card by plain nodes, and label prose blocks."""

    default_priority = 20  # after references are resolved (10), before links are checked (800)

    def is_supported(self) -> bool:
        """Tell whether the builder needs it."""
        can = abilities(notes_domain(self.env).builder)
        return not (can.visits or can.is_for_translators)

    def run(self, **kwargs: Any) -> None:
        """Expand."""
        page = self.env.docname
        for node in cards_in(self.document):
            with faults.around(node, node["kind"], page):
                made = self._card(node)
                node.replace_self([*_targets(node), made])
        for kept in list(self.document.findall(takeaway)):
            with faults.around(kept, "takeaway", page):
                self._expand(kept)
        for hidden in self.document.findall(private):
            hidden.insert(0, _label(gettext(terms.PRIVATE)))
        for view in list(self.document.findall(commentary)):
            # a quotation is set off by every builder, and shows where the view ends
            quote = nodes.block_quote("", _label(gettext(terms.COMMENTARY)), *view.children)
            view.replace_self([*_targets(view), quote])

    def _expand(self, kept: takeaway) -> None:
        library = notes_domain(self.env).library
        anchors = kept["ids"]
        kept.replace_self([*_targets(kept), kept])
        kept.insert(0, _label(gettext(terms.TAKEAWAY)))
        named = kept.attributes.pop("topics", ())
        names = tuple(filter(None, (name_of(library.entries, name) for name in named)))
        topics = (tree.Topics(names),) if names else ()
        cited = cited_here(library, kept.get("of", ""), kept["page"], anchors)
        kept += self._renderer(kept, "").blocks([*topics, *cited])

    def _renderer(self, node: nodes.Element, here: str) -> NodeRenderer:
        return NodeRenderer(notes_domain(self.env).builder, node["page"], here=here)

    def _card(self, node: card) -> nodes.Element:
        block = nodes.container(classes=["en-card"])
        record = node["record"]
        title = title_of(node)
        if title is not None and not isinstance(record, Link):
            block += title
        if record is None:
            block += prose_of(node)
            return block
        if not prose_of(node) and cards.is_said_above(record, around(node)):
            return block
        library = notes_domain(self.env).library
        renderer = self._renderer(node, getattr(record, "anchor", ""))
        shown = cards.card(library, record, around(node))
        block += renderer.blocks([*shown.lines, *shown.verdict])
        block += prose_of(node)
        more = about_blocks(library, record, node["page"]) if isinstance(record, About) else ()
        cited = cited_here(library, node.get("of", ""), node["page"], node["ids"])
        talks = programme(library, record) if isinstance(record, Event) else ()
        block += renderer.blocks([*shown.topics, *more, *cited, *talks])
        return block


class FillEmptyNotes(SphinxPostTransform):
    """Put something unseen into footnotes without words, whose words were private, perhaps.

    docutils' writer of manual pages counts on a word after the number.
    """

    default_priority = 22
    builders = ("man",)

    def run(self, **kwargs: Any) -> None:
        """Fill them."""
        if not notes_domain(self.env).is_ours(self.env.docname):
            return
        for note in self.document.findall(nodes.footnote):
            if len(note.astext().split()) < 2:
                note += nodes.paragraph("", "\u200b")


def _targets(node: nodes.Element) -> list[nodes.Node]:
    """Return what references to *node* lead to; LaTeX knows no ids of a container."""
    found = [nodes.target("", "", ids=[identifier]) for identifier in node["ids"]]
    node["ids"] = []
    return [*found]


def _label(text: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.strong(text, text))
