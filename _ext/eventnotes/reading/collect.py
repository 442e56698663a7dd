"""From the cards of a page that has been read to its records."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from eventnotes.model import urls
from eventnotes.model.dates import settle
from eventnotes.model.records import About, Event, Link, PageNotes, Rating, Takeaway, Talk
from eventnotes.nodes import card, heading_of, prose_of, sample, takeaway, text_of, title_of
from eventnotes.reading.page import draft

_TITLE_LENGTH = 100
_REFERENCE_TYPES = frozenset({"any", "myst", "ref"})
_LEFTOVERS = (
    "heading",
    "facts",
    "own_id",
    "titled",
    "section",
    "owner",
    "rated_by",
    "id",
    "anchor",
)


def collect(env: BuildEnvironment, docname: str, document: nodes.document) -> PageNotes | None:
    """Make the records of a page, put them on its cards and return them.

    :returns: None for a page that has nothing to do with these notes.
    """
    page = draft(env)
    found = [node for node in document.findall(nodes.Element) if _counts(node)]
    if not page.notes and not page.private and not found:
        return None
    return _Collector(docname, found).collect(page.private, tuple(page.leaks))


def _counts(node: nodes.Element) -> bool:
    if isinstance(node, addnodes.pending_xref):
        return node.get("refdomain") == "notes" or node["reftype"] in _REFERENCE_TYPES
    if isinstance(node, nodes.reference):
        return bool(node.get("id_link"))  # MyST's [](#id), until MyST looks for it (879)
    return isinstance(node, card | takeaway) or (
        isinstance(node, nodes.admonition) and "update" in node
    )


class _Collector:
    def __init__(self, docname: str, found: list[nodes.Element]) -> None:
        self.docname = docname
        self.found = found
        self.event: Event | None = None
        self.event_card: card | None = None

    def collect(self, private: bool, leaks: tuple[str, ...]) -> PageNotes:
        uses: set[tuple[str, str]] = set()
        updates: list[str] = []
        cards: list[card] = []
        takeaways: list[takeaway] = []
        for node in self.found:
            if isinstance(node, card):
                cards.append(node)
            elif isinstance(node, takeaway):
                takeaways.append(node)
            elif isinstance(node, addnodes.pending_xref):
                role = node["reftype"] if node.get("refdomain") == "notes" else ""
                uses.add((role, node["reftarget"]))
            elif isinstance(node, nodes.reference):
                uses.add(("", node["refuri"].removeprefix("#")))
            elif node["update"]:
                updates.append(node["update"])
        samples = {id(node) for node in cards if _in_sample(node)}
        samples |= {id(node) for node in takeaways if _in_sample(node)}
        records: dict[str, list[Any]] = {kind: [] for kind in ("talk", "link", "about")}
        for node in sorted(cards, key=lambda node: node["kind"] != "event"):
            record = self._record(node)
            node["record"] = record
            if record is None or id(node) in samples or not node.get("id"):
                continue
            if isinstance(record, Event):
                self.event, self.event_card = record, node
            elif node["kind"] in records:
                records[node["kind"]].append(record)
        kept = [self._takeaway(node) for node in takeaways if id(node) not in samples]
        if self.event_card is not None:
            self.event_card["talks"] = len(records["talk"])
        notes = PageNotes(
            self.event,
            tuple(records["talk"]),
            tuple(records["link"]),
            tuple(kept),
            tuple(records["about"]),
            tuple(updates),
            (),
            private,
            leaks,
        )
        written: list[nodes.Element] = [*cards, *takeaways]
        for element in written:
            _tidy(element)
        return notes._replace(uses=tuple(sorted(uses)))

    def _record(self, node: card) -> Event | Talk | Link | About | Rating | None:
        facts: dict[str, Any] = {
            name.replace("-", "_"): value for name, value in node["facts"].items()
        }
        rating: Rating | None = facts.get("rating")
        if rating is not None:
            facts["rating"] = rating._replace(reason=_reason(node.get("rated_by", node)))
        kind = node["kind"]
        if kind in {"event", "talk"} and node.get("heading"):
            facts["written"] = node["heading"]
        if kind == "rating":
            return rating
        title = text_of(title_of(node)) or text_of(heading_of(node.get("section")))
        place = (
            node.get("id", ""),
            title,
            self.docname,
            node.line or 0,
            node.get("anchor", ""),
        )
        if facts.get("written") == title:
            del facts["written"]
        if kind == "event":
            return Event(*place, **facts)
        if kind == "talk":
            if "start" in facts and self.event is not None:
                facts["start"] = settle(facts["start"], self.event.date)
                node["show_day"] = not (self.event.date and self.event.date.only_day)
                node["timezone"] = self.event.timezone
            return Talk(*place, event=self.event.id if self.event else "", **facts)
        if kind == "about":
            facts.pop("id", None)
            name = facts.pop("name", "")
            return About(place[0], name, *place[2:], **facts)
        written = facts.pop("written", "")
        facts.setdefault("kind", urls.kind(facts["url"]) if facts["url"] else "other")
        if not facts.get("site"):
            facts["site"] = urls.site(facts["url"])
        return Link(place[0], place[1] or written, *place[2:], owner=node.get("owner", ""), **facts)

    def _takeaway(self, node: takeaway) -> Takeaway:
        if "topics" in node["facts"]:
            node["topics"] = node["facts"]["topics"]
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
            node["facts"].get("topics", ()),
        )


def _in_sample(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, sample):
            return True
        parent = parent.parent
    return False


def _reason(node: nodes.Element) -> str:
    return " ".join(text_of(child) for child in prose_of(node))


def _tidy(node: nodes.Element) -> None:
    """Leave nothing on a card that the doctree's pickle should not carry."""
    section = node.get("section")
    if section is not None:
        section.attributes.pop("anchor", None)
    for name in _LEFTOVERS:
        node.attributes.pop(name, None)
