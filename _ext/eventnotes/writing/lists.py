"""Lists and backlinks on the pages they stand on.

A list is answered when its page is about to be written, in the main process; HTML is made of the
answer by a visitor, in whichever process writes the page, and nodes for every other builder.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes import faults
from eventnotes.builders import abilities
from eventnotes.diagnostics import Notice, shorten, warn
from eventnotes.domain import NotesDomain, notes_domain
from eventnotes.i18n import scripts, terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.kinds.tables import KIND_OF_PLURAL
from eventnotes.model.answer import Answer, answer
from eventnotes.model.pagination import Part, divide
from eventnotes.model.profiles import Row
from eventnotes.model.query import Query
from eventnotes.model.records import Picture
from eventnotes.nodes import backlinks, enclosing, listing
from eventnotes.renderers.html import HtmlRenderer
from eventnotes.renderers.html_parts import facts_of
from eventnotes.renderers.nodes import NodeRenderer
from eventnotes.views.extent import is_index, is_wide
from eventnotes.views.lists import Place, list_blocks, points
from eventnotes.views.profiles import cited_here
from eventnotes.views.tree import Point
from eventnotes.writing.year_pictures import show_pictures

Translator = Any
"""Sphinx's HTML translator; its classes differ by builder and docutils leaves them untyped."""


class Scripts:
    """The pages of a build that have use for a script."""

    def __init__(self) -> None:
        self.tables: set[str] = set()
        self.indexes: set[str] = set()


class AnswerLists(SphinxPostTransform):
    """Hold each list against what was noted, and warn about filters that nothing has."""

    default_priority = 5  # before anything else; nothing else has to see a list

    def run(self, **kwargs: Any) -> None:
        """Put each list's answer on its node."""
        domain = notes_domain(self.env)
        domain.written.add(self.env.docname)
        if abilities(domain.builder).is_for_translators:
            return
        if next(iter(self.document.findall(backlinks)), None) is not None:
            domain.library.cited  # noqa: B018  # found here, once, and not in each process
        found = list(self.document.findall(listing))
        for node in found:
            with faults.around(node, node["query"].kind, self.env.docname):
                if node["query"].kind == "years":
                    show_pictures(node, domain, self.env.docname)
                self._answer(node, domain)
        _join_plots(node for node in found if "found" in node)

    def _answer(self, node: listing, domain: NotesDomain) -> None:
        query: Query = node["query"]
        found = node["found"] = answer(domain.library, query, node["page"])
        if found.fault is not None:
            what, owner = f"the list {query.only}", domain.library.kinds.lists[query.only].owner
            faults.report(found.fault, what, node, self.env.docname, owner)
            faults.put_mark(node, what)
            return
        picture = _picture_of(query, found)
        if picture is not None and abilities(domain.builder).visits:
            node += _shown(picture, node)
        if takes_margin(domain, query, found):
            node["beside"] = True
            node["classes"].append("en-wide")
        used = domain.of_build(Scripts)
        if is_sortable(query, found):
            used.tables.add(self.env.docname)
        moved = query.kind in KIND_OF_PLURAL and self.env.docname in domain.data["parts"]
        if moved or is_index(query, found):
            used.indexes.add(self.env.docname)
        for name, value, nearest in found.unknown:
            hint = f"; nearest: {', '.join(map(repr, nearest))}" if nearest else ""
            message = f"{query.kind}: no {name} is called {shorten(value)!r}{hint}"
            warn(Notice.FILTER, message, node)


class ExpandLists(SphinxPostTransform):
    """Replace lists and backlinks by nodes that any builder knows."""

    default_priority = 19  # before cards (20), after references are resolved (10)

    def is_supported(self) -> bool:
        """Tell whether the builder needs it."""
        can = abilities(notes_domain(self.env).builder)
        return not (can.visits or can.is_for_translators)

    def run(self, **kwargs: Any) -> None:
        """Expand."""
        domain, page = notes_domain(self.env), self.env.docname
        for node in list(self.document.findall(listing)):
            with faults.around(node, node["query"].kind, page):
                self._expand(node, domain)
        for link in list(self.document.findall(backlinks)):
            with faults.around(link, "backlinks", page):
                anchors = link.parent.get("ids", ())
                cited = cited_here(domain.library, link["of"], link["page"], anchors)
                link.replace_self(NodeRenderer(domain.builder, link["page"]).blocks(cited))

    def _expand(self, node: listing, domain: NotesDomain) -> None:
        sections = _may_hold_sections(node)
        renderer = NodeRenderer(
            domain.builder,
            node["page"],
            sections=sections,
            tables=enclosing(node, nodes.table) is None,
            number=node.get("number", 0),
        )
        place = _place(node, domain)
        made = renderer.blocks(list_blocks(domain.library, node["query"], place))
        if not sections:
            made = [nodes.container("", *made, classes=node["classes"])]
        target = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
        node.replace_self([*target, *node.children, *made])


def _may_hold_sections(node: listing) -> bool:
    """Tell whether sections in the place of *node* would take in nothing that follows it."""
    parent = node.parent
    if not isinstance(parent, nodes.section | nodes.document):
        return False
    after = parent.children[parent.index(node) + 1 :]
    return all(isinstance(other, nodes.section | backlinks) for other in after)


def _picture_of(query: Query, found: Answer) -> Picture | None:
    """Return the picture of the event that a list begins with."""
    if query.kind != "events" or query.form != "lead":
        return None
    first = next((item for group in found.groups for item in group.items), None)
    event = first.event if isinstance(first, Row) else None
    return event.picture if event is not None else None


def _shown(picture: Picture, node: listing) -> nodes.image:
    """Return a picture as Sphinx has found it on its own page, for what handles pictures."""
    image = nodes.image(
        uri=picture.file, alt=picture.alt, candidates={"*": picture.file}, repeated=True
    )
    image.source, image.line = node.source, node.line
    return image


def _place(node: listing, domain: NotesDomain) -> Place:
    whole = not abilities(domain.builder).has_addresses
    return Place(node["page"], node.get("number", -1), whole=whole)


def script_words(total: int = 0) -> str:
    """Return what the script says of so many talks, or of a part of them, as JSON."""
    return json.dumps(scripts.table_words(total), ensure_ascii=False)


def is_sortable(query: Query, found: Answer) -> bool:
    """Tell whether the script has something to do for a list."""
    return query.kind == "talks" and query.form == "table" and bool(found.groups)


def _join_plots(nodes_found: Iterable[listing]) -> None:
    """Let each plot of scores know the table whose talks it counts, if that is on its page."""
    found = list(nodes_found)
    tables = [node for node in found if is_sortable(node["query"], node["found"])]
    for plot in found:
        query: Query = plot["query"]
        if (query.kind, query.form, query.group) == ("ratings", "plot", ""):
            same = (query.filters, query.only)
            for number, node in enumerate(tables):
                listed: Query = node["query"]
                if (listed.filters, listed.only) == same and not listed.limit:
                    plot["table"] = number
                    break


def takes_margin(domain: NotesDomain, query: Query, found: Answer) -> bool:
    """Tell whether a list has the margin of its page as well."""
    return domain.has_margin and is_wide(query, found)


# -- HTML --------------------------------------------------------------------------------------


def visit_listing(self: Translator, node: listing) -> None:
    """Write a list, or what of a divided one stands on this page."""
    domain = notes_domain(self.builder.env)
    query: Query = node["query"]
    parts: dict[str, Part] = {}
    if abilities(self.builder).has_addresses:
        parts = parts_of(domain, query, node["found"], _place(node, domain))
    attributes = {}
    if is_sortable(query, node["found"]):
        total = sum(len(group.items) for group in node["found"].groups)
        attributes["data-en-words"] = script_words(0 if parts else total)
    if "table" in node:
        attributes["data-en-table"] = str(node["table"])
        attributes["data-en-scale"] = str(domain.library.scale)
    named = query.kind in KIND_OF_PLURAL or not parts  # of links, other parts have others
    if named and is_index(query, node["found"]) and abilities(self.builder).in_browser:
        said = json.dumps(scripts.index_words(query.kind), ensure_ascii=False)
        attributes["data-en-index"] = said
    self.body.append(self.starttag(node, "div", "", **attributes))
    level = max(1, self.section_level)
    renderer = HtmlRenderer(self.builder, node["page"], level=level)
    picture = _picture_of(query, node["found"])
    for child in node.children:
        written = len(self.body)
        child.walkabout(self)
        if picture is not None and child is node.children[-1]:
            if isinstance(child, nodes.image):  # and no words that stand for one
                renderer.pictures[picture.file] = "".join(self.body[written:])
            del self.body[written:]
    if parts:
        self.body.append(_first_page(renderer, domain, node, parts))
    else:
        place = _place(node, domain)
        self.body.append(renderer.blocks(list_blocks(domain.library, query, place)))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def depart_listing(self: Translator, node: listing) -> None:
    """Do nothing: all is written."""


def visit_backlinks(self: Translator, node: backlinks) -> None:
    """Write what refers to something."""
    domain = notes_domain(self.builder.env)
    cited = cited_here(domain.library, node["of"], node["page"], node.parent.get("ids", ()))
    self.body.append(HtmlRenderer(self.builder, node["page"]).blocks(cited))


def depart_backlinks(self: Translator, node: backlinks) -> None:
    """Do nothing: all is written."""


# -- divided lists -----------------------------------------------------------------------------


def parts_of(domain: NotesDomain, query: Query, found: Answer, place: Place) -> dict[str, Part]:
    """Return the parts of a list by page; an example in a guide is never divided."""
    if place.number < 0 or place.page not in domain.data["parts"]:
        return {}
    return divide(domain.library, query, found, place.page, place.number)


def _first_page(
    renderer: HtmlRenderer, domain: NotesDomain, node: listing, parts: dict[str, Part]
) -> str:
    """Write what stays on the page of a divided list.

    Of a list of names that is each of them with its anchor, so that addresses stay; of any other
    its first part.
    """
    library = domain.library
    query, place = node["query"], _place(node, domain)
    if query.kind not in KIND_OF_PLURAL:
        first = next(iter(parts))
        shown = list_blocks(library, query, place, parts[first].groups)
        return f"{nav(renderer, parts, first)}{renderer.blocks(shown)}"
    names = [
        _names(renderer, page, part.label, points(library, query, place, part.groups))
        for page, part in parts.items()
    ]
    return f"{nav(renderer, parts, '')}{''.join(names)}"


def _names(renderer: HtmlRenderer, page: str, label: str, names: Iterable[Point]) -> str:
    links: list[str] = []
    for name in names:
        shown = renderer.inline(name.title)
        item = f"<li{facts_of(name.known)}>"
        said = f' <small class="en-known">{renderer.known(name.folded, None)}</small></li>'
        if not name.anchors:  # it lives elsewhere
            address = renderer.address(name.page, name.anchor)
            links.append(f'{item}<a href="{address}">{shown}</a>{said}')
            continue
        own, *others = (f' id="{escape(each)}"' for each in name.anchors)
        spans = "".join(f"<span{other}></span>" for other in others)
        address = renderer.address(name.own or page, name.anchors[0])
        links.append(f'{item}{spans}<a{own} data-en-moved href="{address}">{shown}</a>{said}')
    said = escape(words.part(label))
    return f'<p class="en-label">{said}</p>\n<ul class="en-names">{"".join(links)}</ul>\n'


def nav(renderer: HtmlRenderer, parts: dict[str, Part], here: str) -> str:
    """Write links to the parts of a list.

    :param here: the part that is shown, or nothing.
    """
    links: list[str] = []
    for page, part in parts.items():
        address = renderer.address(page, "") or "#"
        current = ' aria-current="page"' if page == here else ""
        links.append(f'<a href="{address}"{current}>{escape(words.part(part.label))}</a>')
    label = escape(gettext(terms.PARTS))
    return f'<nav class="en-parts" aria-label="{label}">{" ".join(links)}</nav>\n'


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give the script to the pages that have use for it (``html-page-context``)."""
    domain = notes_domain(app.env)
    used = domain.of_build(Scripts)
    if not abilities(app.builder).is_book:
        if pagename in used.tables:
            app.add_js_file("eventnotes.js", loading_method="defer")
        if pagename in used.indexes:
            app.add_js_file("eventnotes-index.js", loading_method="defer")
