"""Transforms that find out which section a card describes, and give it an id and an anchor.

Under MyST a directive cannot see its parent while it runs, so all of this waits until the page
has been parsed. Ids are made before titles are translated; anchors are put first again after
docutils, Sphinx and MyST have sorted the ids of an element.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.transforms import SphinxTransform

from eventnotes.diagnostics import Notice, hint, shorten, warn
from eventnotes.kinds.tables import KIND_OF_PREFIX
from eventnotes.model import ids
from eventnotes.model.urls import site
from eventnotes.nodes import (
    backlinks,
    card,
    enclosing,
    frame,
    heading_of,
    is_place_for_talks,
    parents,
    prose_of,
    sample,
    takeaway,
    text_of,
    title_of,
)
from eventnotes.reading.hints import date_of_page, hint_if_undated
from eventnotes.reading.page import draft
from eventnotes.reading.summary import lift_summary


class PlaceCards(SphinxTransform):
    """Turn headings in bodies into sections, and tie each card to what it describes."""

    default_priority = 5  # before PreserveTranslatableMessages (10) and Locale (20)

    def apply(self, **kwargs: object) -> None:
        """Walk the page once and settle each card in the order it was written."""
        if not draft(self.env).notes:
            return
        for block in list(self.document.findall(frame)):
            nest_headings(block, self.document)
        found = cards_and_takeaways(self.document)
        for node in found:
            if node.get("titled") and node.parent is not None:
                nest_headings(node.parent, self.document)
        for scope, members in _scopes(self.document, found):
            _Scope(self, scope).settle(members)


def cards_and_takeaways(document: nodes.document) -> list[card | takeaway]:
    """Return every card and takeaway of a page in the order they were written."""
    return [node for node in document.findall(nodes.Element) if isinstance(node, card | takeaway)]


def _scopes(
    document: nodes.document, found: list[card | takeaway]
) -> Iterator[tuple[nodes.Element, list[card | takeaway]]]:
    """Yield the page with its cards, and each example in a guide with its own."""
    by_scope: dict[int, tuple[nodes.Element, list[card | takeaway]]] = {}
    for node in found:
        scope = enclosing(node, sample) or document
        by_scope.setdefault(id(scope), (scope, []))[1].append(node)
    yield from by_scope.values()


def nest_headings(parent: nodes.Element, document: nodes.document) -> None:
    """Make sections of the headings that MyST left as rubrics among the children of *parent*."""
    if not any(_heading_level(child) for child in parent.children):
        return
    stack: list[tuple[int, nodes.Element]] = [(0, parent)]
    children = parent.children
    parent.children = []
    for child in children:
        level = _heading_level(child)
        if level:
            assert isinstance(child, nodes.rubric)
            while stack[-1][0] >= level:
                stack.pop()
            child = _section_of(child, document)
            stack[-1][1].append(child)
            stack.append((level, child))
        else:
            stack[-1][1].append(child)


def _heading_level(node: nodes.Node) -> int:
    return node.get("level", 0) if isinstance(node, nodes.rubric) else 0


def _section_of(rubric: nodes.rubric, document: nodes.document) -> nodes.section:
    section = nodes.section("", ids=rubric["ids"], names=rubric["names"], classes=rubric["classes"])
    if "slug" in rubric:
        section["slug"] = rubric["slug"]
    title = nodes.title(rubric.rawsource, "", *rubric.children)
    for made in (section, title):
        made.source, made.line = rubric.source, rubric.line
    section += title
    for identifier in section["ids"]:
        document.ids[identifier] = section
    return section


class _Scope:
    """One page, or one example that is drawn like a page."""

    def __init__(self, transform: SphinxTransform, root: nodes.Element) -> None:
        self.document = transform.document
        self.root = root
        self.recorded = root is transform.document
        self.docname = transform.env.docname
        self.config = transform.config
        self.months: dict[str, str] = transform.env.get_domain("notes").data["months"]
        self.event_id = ""
        self.former: tuple[str, ...] = ()
        """Other ids of the event."""
        self.described: dict[int, card] = {}

    def settle(self, members: list[card | takeaway]) -> None:
        """Give each card its place, id and anchor."""
        for node in members:
            if isinstance(node, card) and node["kind"] == "event":
                self._settle_event(node)
        for node in members:
            if isinstance(node, card) and node["kind"] == "talk":
                self._settle_talk(node)
        for node in members:
            if isinstance(node, takeaway):
                self._settle_takeaway(node)
            elif isinstance(node, card) and node["kind"] == "link":
                self._settle_link(node)
            elif isinstance(node, card) and node["kind"] == "about":
                self._settle_about(node)
            elif isinstance(node, card) and node["kind"] == "rating":
                self._settle_rating(node)

    def _settle_event(self, node: card) -> None:
        if self.event_id:
            message = "event: a page is about one event; give this one a page of its own"
            warn(Notice.SECOND, message, node)
            return
        section = next((c for c in self.root.children if isinstance(c, nodes.section)), None)
        if section is None:
            message = "event: the page has no title, so it has no name; begin with '# Name'"
            warn(Notice.TITLE, message, node)
            return
        by_name = ids.event_id(self.docname)
        self.event_id = node["own_id"] or self.months.get(self.docname, by_name)
        node["heading"] = text_of(heading_of(section))
        self.described[id(self.root)] = node
        node["id"] = self.event_id
        if self.recorded:
            given = node["facts"].get("date")
            date = date_of_page(self.docname, given, node, self.config)
            if date is not None:
                node["facts"]["date"] = date
            elif not node["facts"].get("published"):
                hint_if_undated(node, self.config)
        aliases, addresses = ids.apart(node["facts"].pop("aliases", ()))
        node["facts"] |= {"aliases": aliases, "addresses": addresses}
        names = tuple(ids.event_id(path[1:]) for path in addresses if ids.is_page_name(path))
        if not node["own_id"] and self.event_id != by_name:
            node["facts"]["shared"] = by_name
            names = (*names, by_name)
        self.former = tuple(dict.fromkeys((*aliases, *names)))
        self._anchor(section, node, "event")
        self._add_anchors(section, "event", self.former)
        lift_summary(node)
        _mark(section)

    def _settle_talk(self, node: card) -> None:
        parent = node.parent
        if node.get("titled"):
            heading = text_of(heading_of(parent))
            if not is_place_for_talks(parent.parent):
                self._misplaced(node, heading)
                parent = _as_rubric(parent, self.document)
        elif isinstance(parent, nodes.section) and is_place_for_talks(parent.parent):
            heading = text_of(heading_of(parent))
            if parent.parent is self.root and self.described.get(id(self.root)) is not None:
                event = self.described[id(self.root)]
                if event.section is parent:
                    message = "talk: it describes the section around it, and that is the event's"
                    warn(Notice.PLACE, f"{message}; give it a heading or a title", node)
                    return
        else:
            self._misplaced(node, "")
            return
        if id(parent) in self.described:
            message = f"talk: {shorten(heading)!r} has a talk already; give this one a heading"
            warn(Notice.SECOND, message, node)
            return
        title = text_of(title_of(node)) or heading
        if not title:
            warn(Notice.TITLE, "talk: it has no title", node)
            return
        self.described[id(parent)] = node
        node["heading"] = title
        node["event"] = self._event_of(node)
        node["id"] = self._own_id(node, heading or title, node["event"])  # a title may come later
        self._anchor(parent, node, "talk")
        self._settle_aliases(parent, node)
        _mark(parent, title_of(node))

    def _event_of(self, node: card) -> str:
        """Return the id of a talk's event: the page's, or that which it or a talk around names."""
        given: str = node["facts"].pop("event", "")
        if self.event_id and given not in {"", self.event_id}:
            message = f"talk: its event is that of the page, {self.event_id!r}"
            warn(Notice.ID, f"{message}, and not {given!r}", node)
        around = self._owner_card(node.parent)
        return self.event_id or given or (around["event"] if around is not None else "")

    def _settle_aliases(self, section: nodes.Element, node: card) -> None:
        """Complete the older ids of a talk, and give it the anchors that it had."""
        written, addresses = ids.apart(node["facts"].pop("aliases", ()))
        aliases = tuple(
            f"{node['event']}/{own}" if node["event"] and "/" not in own else own for own in written
        )
        node["facts"] |= {"aliases": aliases, "addresses": addresses}
        found = [*aliases]
        for own in (node["id"], *aliases):
            event, _, tail = own.rpartition("/")
            if event and event == self.event_id:
                found += (f"{name}/{tail}" for name in self.former)
        self._add_anchors(section, "talk", found)

    def _add_anchors(self, element: nodes.Element, kind: str, former: Iterable[str]) -> None:
        """Give *element* the anchors of ids that it had, if nothing else has them."""
        for name in former:
            anchor = ids.anchor(kind, name)
            free = self.recorded and self.document.ids.setdefault(anchor, element) is element
            if free and anchor not in element["ids"]:
                element["ids"].append(anchor)

    def _misplaced(self, node: card, heading: str) -> None:
        what = f" {shorten(heading)!r}" if heading else ""
        parent = node.parent.parent if heading else node.parent
        if heading or not isinstance(parent, nodes.document):
            message = "stands where no section can be: put it under a heading of the page"
        else:
            message = "has no title: put it under a heading, or write the title after {talk}"
        notice = Notice.PLACE if heading or not isinstance(parent, nodes.document) else Notice.TITLE
        warn(notice, f"talk{what}: it {message}", node)

    def _own_id(self, node: nodes.Element, heading: str, of_event: str) -> str:
        """Return the id of a talk or takeaway, its event's before it."""
        own = node["own_id"]
        event, slash, tail = own.rpartition("/")
        if slash and event != of_event:
            warn(Notice.ID, f"id {own!r} begins with another event's; allowed: {tail!r}", node)
        own = tail
        if not own:
            own = ids.slug(heading)
            if ids.loses_letters(heading) or not ids.plain_slug(heading):
                message = f"{shorten(heading)} has letters that no id can hold, or none"
                hint(Notice.ID, f"{message}, and gets {own}; or set :id:", node, self.config)
        return f"{of_event}/{own}" if of_event else own

    def _settle_takeaway(self, node: takeaway) -> None:
        words = text_of(node)
        own = node["own_id"]
        owner = self._owner_card(node)
        of_event = self.event_id or (owner["event"] if owner is not None else "")
        node["id"] = self._own_id(node, "", of_event) if own else ""
        name = node["id"] or ids.digest(words)
        node["owner"] = self._owner(node)
        self._anchor(node, node, "takeaway", name)

    def _settle_link(self, node: card) -> None:
        facts = node["facts"]
        title = text_of(title_of(node))
        if not facts["url"] and not title:
            return
        address = facts["url"].partition("://")[2]
        own = node["own_id"] or ids.slug(title or address or site(facts["url"]))
        node["id"] = f"links/{own}"
        node["owner"] = self._owner(node)
        self._anchor(node, node, "link")

    def _settle_about(self, node: card) -> None:
        node["id"] = node["facts"]["id"]
        named = KIND_OF_PREFIX[node["id"].partition("/")[0]]
        self._anchor(node, node, named)
        self._add_anchors(node, named, (alias.id for alias in node["facts"]["aliases"]))

    def _settle_rating(self, node: card) -> None:
        rated = self._owner_card(node)
        if rated is None:
            warn(Notice.PLACE, "rating: there is no talk or event around it to rate", node)
            return
        if "rating" in rated["facts"]:
            what = f"this {rated['kind']} has a rating already; the first counts"
            warn(Notice.SECOND, f"rating: {what}, and of this one the words alone are shown", node)
            node.parent.replace(node, prose_of(node))
            return
        rated["facts"]["rating"] = node["facts"]["rating"]
        rated.rated_by = node
        node["score_above"] = True

    def _owner_card(self, node: nodes.Element) -> card | None:
        """Return the card of the nearest talk around *node*, else the event's."""
        around = (self.described.get(id(each)) for each in parents(node))
        return next(filter(None, around), None)

    def _owner(self, node: nodes.Element) -> str:
        owner = self._owner_card(node)
        return owner["id"] if owner is not None else ""

    def _anchor(
        self, element: nodes.Element, node: card | takeaway, kind: str, name: str = ""
    ) -> None:
        """Give *element* the anchor of *node* as its first id, if nothing has it yet."""
        node.section = element
        if not self.recorded:
            node["anchor"] = ""
            return
        anchor = ids.anchor(kind, name or node["id"])
        if self.document.ids.setdefault(anchor, element) is element:
            element["ids"].insert(0, anchor)
            element["anchor"] = anchor
            if kind in {"event", "talk"}:
                _end_of_own_text(element, backlinks(of=node["id"], page=self.docname))
        elif not element["ids"]:
            self.document.set_id(element)
        node["anchor"] = element["ids"][0] if element["ids"] else ""


def _end_of_own_text(section: nodes.Element, node: nodes.Element) -> None:
    """Put *node* after what a section says, before the sections in it and the labels of those."""
    after = (n for n, child in enumerate(section.children) if isinstance(child, nodes.section))
    place = next(after, len(section))
    while place and isinstance(section[place - 1], nodes.Invisible):
        place -= 1
    section.insert(place, node)


def _mark(section: nodes.Element, title: nodes.Element | None = None) -> None:
    """Put the microformats2 classes of an event on a section and on its title."""
    section["classes"].append("h-event")
    named = title if title is not None else heading_of(section)
    if named is not None:
        named["classes"].append("p-name")


def _as_rubric(section: nodes.Element, document: nodes.document) -> nodes.Element:
    """Replace a section that may not be one by a container with a rubric."""
    block = nodes.container("", ids=section["ids"], names=section["names"])
    block.source, block.line = section.source, section.line
    title = section[0]
    assert isinstance(title, nodes.title)
    rubric = nodes.rubric(title.rawsource, "", *title.children)
    rubric.source, rubric.line = title.source, title.line
    block += [rubric, *section.children[1:]]
    for identifier in block["ids"]:
        document.ids[identifier] = block
    section.replace_self(block)
    return block


class PutAnchorsFirst(SphinxTransform):
    """Make our anchors the first of their elements' ids, which links and contents use."""

    default_priority = 265  # after SortIds (261) and MyST's PrioritiseExplicitIds (262)

    def apply(self, **kwargs: object) -> None:
        """Move each anchor that something has pushed back."""
        if not draft(self.env).notes:
            return
        for node in cards_and_takeaways(self.document):
            section = node.section
            if section is None:
                continue
            anchor = section.get("anchor")
            if anchor and section["ids"][0] != anchor:
                section["ids"].remove(anchor)
                section["ids"].insert(0, anchor)
            node["anchor"] = section["ids"][0] if section["ids"] else ""
