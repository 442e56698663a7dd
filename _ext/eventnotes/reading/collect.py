"""From the cards of a page that has been read to its records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import hint_at_spellings
from eventnotes.kinds.added import kinds_of
from eventnotes.model import urls
from eventnotes.model.dates import settle
from eventnotes.model.mentions import named
from eventnotes.model.naming import plain_spelling
from eventnotes.model.people import Mention, Name
from eventnotes.model.prose import Prose, Run
from eventnotes.model.query import Query
from eventnotes.model.records import (
    WORDED,
    About,
    Citation,
    Event,
    Link,
    Listing,
    PageNotes,
    Picture,
    Rating,
    Takeaway,
    Talk,
)
from eventnotes.model.resources import keys_of
from eventnotes.nodes import (
    card,
    conditional,
    enclosing,
    heading_of,
    is_conditional,
    listing,
    parents,
    private,
    prose_of,
    sample,
    takeaway,
    text_of,
    title_of,
)
from eventnotes.reading import citations
from eventnotes.reading.hints import hint_at_start, hint_at_tags, hint_if_unlisted
from eventnotes.reading.late_drafts import refuse_by_fields
from eventnotes.reading.page import draft
from eventnotes.reading.pictures import photos_on

_TITLE_LENGTH = 100
_APART = listing | private | conditional | nodes.system_message
_NAMES = {"topics", "org", "host", "sponsors"}
_LEFTOVERS = (
    "heading",
    "facts",
    "own_id",
    "titled",
    "owner",
    "event",
    "id",
    "anchor",
)


def collect(env: BuildEnvironment, docname: str, document: nodes.document) -> PageNotes | None:
    """Make the records of a page, put them on its cards and return them.

    :returns: None for a page that has nothing to do with these notes.
    """
    page = draft(env)
    if page.is_guest(env):
        return None
    refuse_by_fields(env, docname, document)
    found = [
        n
        for n in document.findall(nodes.Element)
        if isinstance(n, nodes.Element) and isinstance(n, (*_NOTED, nodes.raw))
    ]
    raws = [node for node in found if isinstance(node, nodes.raw)]
    found = [node for node in found if not isinstance(node, nodes.raw)]
    hint_if_unlisted(env, docname, document, found)
    hint_at_tags(raws, env.config)
    if not page.notes and not page.private and not found:
        return None
    kinds = {node["kind"] for node in found if isinstance(node, card)}
    pictured = not kinds.isdisjoint({"event", "talk"})
    photos = [*photos_on(env, docname, document)] if pictured else []
    collector = _Collector(docname, found, env.config, photos)
    notes = collector.collect(page.private, tuple(page.leaks))
    section = next((c for c in document.children if isinstance(c, nodes.section)), None)
    return notes._replace(title=text_of(heading_of(section)), keys=keys_of(docname, notes))


_NOTED: tuple[type[nodes.Element], ...] = (
    card,
    takeaway,
    listing,
    addnodes.pending_xref,
    nodes.reference,
    nodes.admonition,
)


class _Collector:
    def __init__(
        self,
        docname: str,
        found: list[nodes.Element],
        config: Config,
        photos: Sequence[tuple[nodes.image, Picture]] = (),
    ) -> None:
        self.docname = docname
        self.photos = photos
        self.config = config
        self.kinds = kinds_of(config)
        self.found = found
        self.event: Event | None = None
        self.event_card: card | None = None

    def collect(self, has_private: bool, leaks: tuple[str, ...]) -> PageNotes:
        uses: set[tuple[str, str]] = set()
        cites: list[Citation | None] = []
        updates: list[str] = []
        cards: list[card] = []
        takeaways: list[takeaway] = []
        lists: list[Listing] = []
        examples: list[Query] = []
        addresses: set[str] = set()
        owners = self._owners()
        for node in self.found:
            if isinstance(node, card):
                cards.append(node)
            elif isinstance(node, takeaway):
                takeaways.append(node)
            elif isinstance(node, listing):
                node["page"] = self.docname
                if enclosing(node, sample) is None and not is_conditional(node):
                    node["number"] = len(lists)
                    lists.append(Listing(node["query"], self.docname, node.line or 0))
                else:
                    examples.append(node["query"])
            elif isinstance(node, nodes.admonition):
                if node.get("update"):
                    updates.append(node["update"])
            else:
                reference = citations.reference_of(node, self.docname)
                if reference is None:
                    continue
                if reference[0] == "url":
                    addresses.add(reference[1])
                elif reference[0] == "page" and node.get("refexplicit"):
                    uses.add((WORDED, reference[1]))
                else:
                    uses.add(reference)
                cites.append(citations.cite(node, *reference, owners))
        prose: list[nodes.Element] = [*cards, *takeaways]
        samples = {id(node) for node in prose if _is_nowhere_else(node)}
        drawn: list[Name | Mention] = []
        records: dict[str, list[Any]] = {kind: [] for kind in ("talk", "link", "about")}
        for node in sorted(cards, key=lambda node: node["kind"] != "event"):
            record = self._record(node)
            node["record"], node["page"] = record, self.docname
            if record is None or id(node) in samples or not node.get("id"):
                if isinstance(record, Event | Talk | Link):
                    drawn += named(record)
                continue
            if isinstance(record, Event):
                self.event, self.event_card = record, node
            elif node["kind"] in records:
                records[node["kind"]].append(record)
                if isinstance(record, Link):
                    node["of"] = record.id
        for shown in takeaways:
            shown["page"], shown["topics"] = self.docname, shown["facts"].get("topics", ())
            if id(shown) in samples:
                drawn += shown["topics"]
        kept = [self._takeaway(node) for node in takeaways if id(node) not in samples]
        if self.event_card is not None:
            self.event_card["talks"] = sum(not talk.private for talk in records["talk"])
        notes = PageNotes(
            self.event,
            tuple(records["talk"]),
            tuple(records["link"]),
            tuple(kept),
            tuple(records["about"]),
            tuple(updates),
            tuple(sorted(uses)),
            has_private,
            leaks,
            cites=tuple(cite for cite in cites if cite is not None),
            lists=tuple(lists),
            examples=tuple(examples),
            addresses=tuple(sorted(addresses)),
            drawn=tuple(drawn),
            photos=self._photos_of((*records["talk"], self.event), cards),
        )
        written: list[card | takeaway] = [*cards, *takeaways]
        for element in written:
            _tidy(element)
        return notes

    def _owners(self) -> dict[int, str]:
        """Return the ids of this page's talks and event by what they describe."""
        found: dict[int, str] = {}
        for node in self.found:
            described = node.section if isinstance(node, card) else None
            if described is not None and node["kind"] in {"event", "talk"}:
                found.setdefault(id(described), node["id"])
        return found

    def _photos_of(
        self, records: Iterable[Event | Talk | None], cards: Iterable[card]
    ) -> tuple[tuple[str, int, Picture], ...]:
        """Return the first photo of each record, by the section that it is about."""
        kept = {id(record) for record in records}
        sections: dict[int, Event | Talk] = {}
        for node in cards if self.photos else ():
            if node.section is not None and id(node["record"]) in kept:
                sections.setdefault(id(node.section), node["record"])
        found: dict[tuple[str, int], Picture] = {}
        for image, picture in self.photos:
            described = (id(parent) for parent in parents(image) if id(parent) in sections)
            if section := next(described, None):
                record = sections[section]
                found.setdefault((record.anchor, record.line), picture)
        return tuple((*place, picture) for place, picture in found.items())

    def _record(self, node: card) -> Event | Talk | Link | About | Rating | None:
        given: dict[str, Any] = node["facts"]
        names = {field.name for field in self.kinds.fields_of(node["kind"])}
        facts = {key.replace("-", "_"): v for key, v in given.items() if key not in names}
        own = sorted((key, v) for key, v in given.items() if key in names and v != ())
        if own:
            facts["added"] = tuple(
                (key, tuple(dict.fromkeys(v)) if isinstance(v, tuple) else v) for key, v in own
            )
        rating: Rating | None = facts.get("rating")
        if rating is not None:
            facts["rating"] = rating._replace(reason=_reason(node))
        for name in _NAMES & facts.keys():
            facts[name] = _once(facts[name], node, self.config)
        kind = node["kind"]
        if kind in {"event", "talk"} and node.get("heading"):
            facts["written"] = node["heading"]
        if kind == "rating":
            return rating
        title = text_of(title_of(node)) or text_of(heading_of(node.section))
        place = (
            node.get("id", ""),
            title,
            self.docname,
            node.line or 0,
            node.get("anchor", ""),
        )
        if facts.get("written") == title:
            del facts["written"]
        if kind != "about" and enclosing(node, private) is not None:
            facts["private"] = True
        if kind == "event":
            picture = self.photos[0][1] if self.photos else None
            return Event(*place, summary=_summary(node), picture=picture, **facts)
        if kind == "talk":
            facts.pop("event", None)  # of one that is drawn alone
            if "start" in facts:
                around = self.event
                written = facts["start"]
                if around is not None:
                    facts["start"] = settle(written, around.date, around.timezone)
                    hint_at_start(written, facts["start"], around, node, self.config)
                elif not node.get("event"):  # else the library knows
                    facts["start"] = settle(written, None)
            if "start" in facts and self.event is not None:
                node["show_day"] = not (self.event.date and self.event.date.only_day)
                node["timezone"] = self.event.timezone
            section = node.section
            slug = section.get("slug", "") if section is not None else ""
            event = self.event.id if self.event else node.get("event", "")
            return Talk(*place, event=event, slug=slug, **facts)
        if kind == "about":
            facts.pop("id", None)
            name = facts.pop("name", "")
            prose = _paragraphs(prose_of(node))
            return About(place[0], name, *place[2:], prose=prose, **facts)
        written = facts.pop("written", "")
        facts.setdefault("kind", urls.kind(facts["url"]) if facts["url"] else "other")
        if not facts.get("site"):
            facts["site"] = urls.site(facts["url"])
        return Link(place[0], place[1] or written, *place[2:], owner=node.get("owner", ""), **facts)

    def _takeaway(self, node: takeaway) -> Takeaway:
        if node["id"]:
            node["of"] = node["id"]
        words = text_of(node)
        if len(words) > _TITLE_LENGTH:
            words = f"{words[:_TITLE_LENGTH].rpartition(' ')[0] or words[:_TITLE_LENGTH]}…"
        return Takeaway(
            node["id"],
            words,
            self.docname,
            node.line or 0,
            node["anchor"],
            node["owner"],
            node["topics"],
            _paragraphs([node]),
            enclosing(node, private) is not None,
        )


def _once(names: Iterable[Name], node: card, config: Config) -> tuple[Name, ...]:
    """Return each name once, as it was first written."""
    found: dict[str, Name] = {}
    for name in names:
        first = found.setdefault(name.id, name)
        if name.text and first.text and plain_spelling(name.text) != plain_spelling(first.text):
            hint_at_spellings(first.text, name.text, name.id, node, config)
    return tuple(found.values())


def _is_nowhere_else(node: nodes.Element) -> bool:
    """Tell whether a card or a takeaway is shown on its page alone, and only drawn there.

    What an event or a talk says of itself counts wherever it stands.
    """
    if enclosing(node, sample) is not None:
        return True
    return node.get("kind") not in {"event", "talk"} and is_conditional(node)


def _is_apart(node: nodes.Node, block: nodes.Element) -> bool:
    """Tell whether words in *block* are a caption, a message, private, or not in every output."""
    while node is not block:
        node = node.parent
        if isinstance(node, _APART) and node is not block:
            return True
    return False


def _summary(event_card: card) -> Prose:
    """Return the first paragraph below the facts of an event, in their section."""
    siblings = event_card.parent.children
    place = siblings.index(event_card)
    before = siblings[place - 1] if place else None
    if isinstance(before, nodes.paragraph) and "en-summary" in before["classes"]:
        return citations.prose_of(before)
    for node in siblings[place + 1 :]:
        if isinstance(node, nodes.section):
            break
        if isinstance(node, nodes.paragraph) and text_of(node):
            return citations.prose_of(node)
    return ()


def _paragraphs(blocks: Iterable[nodes.Element]) -> tuple[Prose, ...]:
    """Return the words of *blocks*, a paragraph each; code in one style, whatever else left out."""
    found: list[Prose] = []
    for block in blocks:
        for node in block.findall(nodes.TextElement):
            if _is_apart(node, block):
                continue
            if isinstance(node, nodes.paragraph | nodes.term | nodes.line | nodes.attribution):
                found.append(citations.prose_of(node))
            elif isinstance(node, nodes.literal_block | nodes.math_block):
                found.append((Run(node.astext(), "code"),))
    return tuple(words for words in found if words)


def _reason(node: card) -> str:
    """Return why something has its score, or nothing if its page may leave these words out."""
    if node.rated_by is not None and is_conditional(node.rated_by):
        return ""
    return " ".join(text_of(child) for child in prose_of(node.rated_by or node))


def _tidy(node: card | takeaway) -> None:
    """Leave nothing on a card that the doctree's pickle should not carry."""
    section = node.section
    if section is not None:
        section.attributes.pop("anchor", None)
    for name in _LEFTOVERS:
        node.attributes.pop(name, None)
    for name in ("section", "rated_by"):
        vars(node).pop(name, None)
