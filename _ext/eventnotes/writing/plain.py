"""Cards for every builder but HTML: expanded into paragraphs and references.

A builder nobody thought of shows a card as well as LaTeX does, and ``linkcheck`` finds its
links. The gettext builder is left out: it asks the card itself for what can be translated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from eventnotes import words
from eventnotes.domain import notes_domain
from eventnotes.model import urls
from eventnotes.model.corpus import entry_of, name_of
from eventnotes.model.people import Mention, Name
from eventnotes.model.quantities import on_scale
from eventnotes.model.records import About, Event, Link, Rating, Talk
from eventnotes.nodes import card, private, prose_of, takeaway, text_of, title_of
from eventnotes.writing.dossiers import about_blocks, cited_block
from eventnotes.writing.node_pen import NodePen

Inline = list[nodes.Node]
_WITHOUT_LINKS = frozenset({"text", "man"})


class ExpandCards(SphinxPostTransform):
    """Replace each card by plain nodes, and label prose blocks."""

    default_priority = 20  # after references are resolved (10), before links are checked (800)

    def is_supported(self) -> bool:
        """Tell whether the builder needs it."""
        builder = notes_domain(self.env).builder
        return builder.format != "html" and builder.name != "gettext"

    def run(self, **kwargs: Any) -> None:
        """Expand."""
        for node in list(self.document.findall(card)):
            node.replace_self([*_targets(node), _Expander(self, node).expand()])
        entries = notes_domain(self.env).entries
        for kept in list(self.document.findall(takeaway)):
            kept.replace_self([*_targets(kept), kept])
            kept.insert(0, _label(words.TAKEAWAY))
            names = [name_of(entries, name) for name in kept.attributes.pop("topics", ())]
            if names:
                kept += nodes.paragraph("", f"{words.TOPICS}: {', '.join(names)}")
            if kept.get("of"):
                kept += cited_block(self._pen(kept["page"]), kept["of"])
        for hidden in self.document.findall(private):
            hidden.insert(0, _label(words.PRIVATE))

    def _pen(self, page: str) -> NodePen:
        domain = notes_domain(self.env)
        return NodePen(domain.builder, domain.library, page)


def _targets(node: nodes.Element) -> list[nodes.Node]:
    """Return what references to *node* lead to; LaTeX knows no ids of a container."""
    found = [nodes.target("", "", ids=[identifier]) for identifier in node["ids"]]
    node["ids"] = []
    return [*found]


def _label(text: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.strong(text, text))


class _Expander:
    def __init__(self, transform: ExpandCards, node: card) -> None:
        self.builder = notes_domain(transform.env).builder
        # in a joined tree the page being written is not the one the card stands on
        self.page: str = getattr(node["record"], "page", transform.env.docname)
        self.config = transform.config
        self.domain = notes_domain(transform.env)
        self.entries = self.domain.entries
        self.scale: int = transform.config.eventnotes_rating_scale
        self.language: str = transform.config.language
        self.node = node

    def expand(self) -> nodes.Element:
        record = self.node["record"]
        lines: Iterable[Inline] = ()
        rating: Rating | None = None
        topics: tuple[Name, ...] = ()
        if isinstance(record, Talk):
            lines, rating, topics = self._talk(record), record.rating, record.topics
        elif isinstance(record, Event):
            lines, rating, topics = self._event(record), record.rating, record.topics
        elif isinstance(record, Link):
            lines, topics = self._link(record), record.topics
        elif isinstance(record, About):
            lines = self._about(record)
        elif isinstance(record, Rating):
            lines, rating = self._criteria(record), record
        block = nodes.container(classes=["en-card"])
        title = title_of(self.node)
        if title is not None and not isinstance(record, Link):
            block += title
        block += [nodes.paragraph("", "", *line) for line in lines if line]
        shown_above = self.node.get("score_above", False)
        if rating is not None and rating.fraction is not None and not shown_above:
            block += self._score(rating)
        block += prose_of(self.node)
        if topics:
            chips = _joined([self._name(name) for name in topics])
            block += nodes.paragraph("", "", _text(f"{words.TOPICS}: "), *chips)
        block += self._known(record)
        return block

    def _known(self, record: Any) -> Inline:
        """Return what the notes say of somebody who is described, and what refers to a link."""
        here = getattr(record, "anchor", "")
        pen = NodePen(self.builder, self.domain.library, self.page, here=here)
        if isinstance(record, About):
            return pen.blocks(about_blocks(pen, record))
        return cited_block(pen, self.node["of"]) if self.node.get("of") else []

    # -- kinds ---------------------------------------------------------------------------

    def _talk(self, talk: Talk) -> list[Inline]:
        who = _joined([*map(self._person, talk.speakers), *map(self._name, talk.org)])
        kind, over = words.what(talk)
        facts: list[Inline] = [[_text(kind + (f" ({over})" if over else ""))]]
        if talk.start:
            show_day = bool(self.node.get("show_day"))
            begin = words.start(talk.start, show_day=show_day, language=self.language)
            facts.append([_text(begin)])
        facts.append([_text(talk.room)])
        if talk.language and talk.language != self.language:
            facts.append([_text(words.language(talk.language, self.language))])
        if talk.attended and talk.attended != "in person":
            facts.append([_text(words.ATTENDED[talk.attended])])
        for medium, label in words.MEDIA.items():
            facts += [self._to(address, label) for address in getattr(talk, medium)]
        if talk.url:
            facts.append(self._to(talk.url, words.PROGRAMME))
        return [
            who,
            _joined(facts),
            self._labelled(words.MODERATED, talk.moderator),
            self._labelled(words.ABSENT, talk.absent),
        ]

    def _event(self, event: Event) -> list[Inline]:
        run_by = _joined([self._name(name) for name in event.host])
        sponsors = _joined([self._name(name) for name in event.sponsors])
        facts: list[Inline] = []
        if event.date:
            facts.append([_text(words.days(event.date, self.language))])
        facts += [[_text(event.venue)], [_text(event.place)]]
        if self.node.get("talks"):
            facts.append([_text(words.talks(self.node["talks"]))])
        if event.attended:
            facts.append([_text(words.ATTENDED[event.attended])])
        facts.append([_text(event.series)])
        if event.language and event.language != self.language:
            facts.append([_text(words.language(event.language, self.language))])
        if event.published:
            shown = words.day(event.published, self.language)
            facts.append([_text(f"{words.PUBLISHED} {shown}")])
        if event.url:
            facts.append(self._to(event.url, words.EVENT_SITE))
        for medium in ("recording", "slides"):
            facts += [self._to(address, words.MEDIA[medium]) for address in getattr(event, medium)]
        return [
            [_text(f"{words.RUN_BY} "), *run_by] if run_by else [],
            _joined(facts),
            [_text(f"{words.SPONSORS} "), *sponsors] if sponsors else [],
        ]

    def _link(self, link: Link) -> list[Inline]:
        title: Inline = self._to(link.url, link.title) if link.url else [_text(link.title)]
        facts: list[Inline] = [[_text(words.capital(link.kind))], [_text(link.site)]]
        if link.date:
            facts.append([_text(words.day(link.date, self.language))])
        if link.archive:
            facts.append(self._to(link.archive, words.ARCHIVED))
        return [title, _joined([self._person(m) for m in link.authors]), _joined(facts)]

    def _about(self, about: About) -> list[Inline]:
        entry = self.entries.get(about.id)
        name = about.title or (entry.title if entry else about.id)
        url = self._to(about.url, urls.site(about.url)) if about.url else []
        return [[nodes.strong(name, name)], url]

    def _criteria(self, rating: Rating) -> list[Inline]:
        points = [f"{name} {on_scale(fraction, self.scale)}" for name, fraction in rating.criteria]
        return [_joined([[_text(point)] for point in points])]

    # -- parts ---------------------------------------------------------------------------

    def _score(self, rating: Rating) -> nodes.paragraph:
        shown = words.score(rating, self.scale)
        parts: Inline = [nodes.strong(shown, shown)]
        if self.builder.format == "latex" and rating.fraction is not None:
            halves = words.half_stars(rating.fraction, self.scale)
            full = (halves + 1) // 2
            stars = r"\bigstar" * full + r"{\scriptstyle\star}" * (self.scale - full)
            parts = [nodes.raw("", rf"\(\mathord{{{stars}}}\)~", format="latex"), *parts]
        return nodes.paragraph("", "", _text(f"{words.RATING}: "), *parts)

    def _person(self, mention: Mention) -> Inline:
        name = name_of(self.entries, mention)
        if not name:
            return self._name(mention.org) if mention.org else []
        more: Inline = []
        if mention.org is not None:
            more += self._name(mention.org)
        if mention.role:
            more += [_text(", " if more else ""), _text(mention.role)]
        shown: Inline = [self._reference(mention, name)]
        return [*shown, _text(" ("), *more, _text(")")] if more else shown

    def _name(self, name: Name) -> Inline:
        return [self._reference(name, name_of(self.entries, name))]

    def _reference(self, named: Name | Mention, text: str) -> nodes.Node:
        entry = entry_of(self.entries, named)
        here = getattr(self.node["record"], "anchor", "")
        if entry is None or (entry.page == self.page and entry.anchor == here):
            return _text(text)
        try:
            inline = nodes.inline(text, text)
            return make_refnode(self.builder, self.page, entry.page, entry.anchor, inline)
        except NoUri:
            return _text(text)

    def _to(self, address: str, text: str) -> Inline:
        """Return a link, its address in words where a reader cannot follow it."""
        link = nodes.reference("", text, refuri=address, internal=False)
        if self.builder.format not in _WITHOUT_LINKS:
            return [link]
        return [link, _text(f" <{address}>")]

    def _labelled(self, label: str, mentions: tuple[Mention, ...]) -> Inline:
        if not mentions:
            return []
        return [_text(f"{label}: "), *_joined([self._person(mention) for mention in mentions])]


def _text(text: str) -> nodes.Text:
    return nodes.Text(text)


def _joined(parts: list[Inline]) -> Inline:
    """Join what is not empty with commas."""
    made: Inline = []
    for part in parts:
        if any(text_of(node) for node in part):
            made += [_text(", "), *part] if made else part
    return made
