"""Cards and blocks for every builder but HTML: expanded into paragraphs and references.

A builder nobody thought of shows a card as well as LaTeX does, and ``linkcheck`` finds its
links. The gettext builder is left out: it asks the card itself for what can be translated.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes import faults, terms, words
from eventnotes.domain import notes_domain
from eventnotes.messages import gettext
from eventnotes.model.quantities import half_stars
from eventnotes.model.records import About, Link, Rating
from eventnotes.nodes import card, commentary, private, prose_of, takeaway, title_of
from eventnotes.writing.cards import card_of
from eventnotes.writing.dossiers import about_blocks, cited_here
from eventnotes.writing.node_pen import NodePen


class ExpandCards(SphinxPostTransform):
    """Replace each card by plain nodes, and label prose blocks."""

    default_priority = 20  # after references are resolved (10), before links are checked (800)

    def is_supported(self) -> bool:
        """Tell whether the builder needs it."""
        builder = notes_domain(self.env).builder
        return builder.format != "html" and builder.name != "gettext"

    def run(self, **kwargs: Any) -> None:
        """Expand."""
        page = self.env.docname
        for node in list(self.document.findall(card)):
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
        pen = self._pen(kept, "")
        anchors = kept["ids"]
        kept.replace_self([*_targets(kept), kept])
        kept.insert(0, _label(gettext(terms.TAKEAWAY)))
        names = [pen.name(name) for name in kept.attributes.pop("topics", ())]
        if names:
            shown = pen.join(pen.text(name) for name in names)
            kept += nodes.paragraph("", "", *pen.filled(gettext(terms.TOPICS_ARE), names=shown))
        kept += cited_here(pen, kept.get("of", ""), anchors)

    def _pen(self, node: nodes.Element, here: str) -> NodePen:
        domain = notes_domain(self.env)
        return NodePen(domain.builder, domain.library, node["page"], here=here)

    def _card(self, node: card) -> nodes.Element:
        block = nodes.container(classes=["en-card"])
        record = node["record"]
        title = title_of(node)
        if title is not None and not isinstance(record, Link):
            block += title
        if record is None:
            block += prose_of(node)
            return block
        pen = self._pen(node, getattr(record, "anchor", ""))
        shown = card_of(pen, node, record)
        block += pen.blocks(
            pen.line(line.shown) for line in shown.lines[isinstance(record, Rating) :]
        )
        if shown.rating is not None:
            block += _score(pen, shown.rating)
        block += prose_of(node)
        if shown.topics:
            chips = pen.join(pen.named(name) for name in shown.topics)
            block += nodes.paragraph("", "", *pen.filled(gettext(terms.TOPICS_ARE), names=chips))
        if isinstance(record, About):
            block += pen.blocks(about_blocks(pen, record))
        block += cited_here(pen, node.get("of", ""), node["ids"])
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


def _score(pen: NodePen, rating: Rating) -> list[nodes.Node]:
    """Return the score in words, and for LaTeX with stars."""
    if rating.fraction is None:
        return []
    parts = pen.strong(words.score(rating, pen.scale))
    if pen.builder.format == "latex":
        full = (half_stars(rating.fraction, pen.scale) + 1) // 2
        stars = r"\bigstar" * full + r"{\scriptstyle\star}" * (pen.scale - full)
        parts = [nodes.raw("", rf"\(\mathord{{{stars}}}\)~", format="latex"), *parts]
    return [nodes.paragraph("", "", *pen.filled(gettext(terms.RATING_OF), score=parts))]
