"""Footnotes in HTML: each stands once, after the first block that refers to it.

The style sheet sets it beside that block or folds it below; no script is needed for either. A
list of all notes stays where footnotes have always been, for paper. Every other builder, EPUB
among them, gets footnotes as the author wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from string import ascii_lowercase
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.i18n import terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.nodes import commentary, enclosing, frame, parents, private, takeaway
from eventnotes.sidenotes.nodes import note_list, side_note

Translator = Any
"""Sphinx's HTML translator; docutils leaves it untyped."""

_LISTS = frozenset(
    {
        nodes.bullet_list,
        nodes.enumerated_list,
        nodes.definition_list,
        nodes.definition_list_item,
    }
)
"""What holds blocks of text in blocks of its own."""

_OPEN = _LISTS | {
    nodes.section,
    addnodes.start_of_file,
    nodes.list_item,
    nodes.definition,
    nodes.block_quote,
    takeaway,
    commentary,
    private,
}
"""What lets a note hang out into the margin. Other blocks may be cut off at their edge."""

_HOLDERS = (
    nodes.document,
    nodes.section,
    addnodes.start_of_file,
    nodes.list_item,
    nodes.definition,
    nodes.block_quote,
    nodes.compound,
    takeaway,
    commentary,
    frame,
    nodes.Admonition,
    nodes.topic,
    nodes.sidebar,
    nodes.field_body,
    addnodes.desc_content,
)
"""What a note can be a child of, as it can of a container of no special kind."""

_TIGHT = frozenset({"tab-set", "card-title"})
"""Containers of sphinx-design whose children are no blocks of text: labels, and words."""

_ID = "en-notes"
_LETTERS = ascii_lowercase
"""What tells the places apart that refer to one note."""


class PlaceNotes(SphinxPostTransform):
    """Put each footnote after the first block that refers to it."""

    default_priority = 480  # after code has its language (400), before furo boxes tables (500)

    def is_supported(self) -> bool:
        """Tell whether the builder writes pages for a browser."""
        # a book and a help viewer have their own ways with footnotes
        return abilities(notes_domain(self.env).builder).in_browser

    def run(self, **kwargs: Any) -> None:
        """Do so for each page; a single-page builder has joined several."""
        if next(self.document.findall(nodes.footnote), None) is None:
            return
        for node in self.document.findall(nodes.Element):
            for child in node.children:
                child.parent = node  # what others have moved may name the parent that it had
        pages = list(self.document.findall(addnodes.start_of_file))
        taken: set[str] = set()
        roots: list[nodes.Element] = [self.document, *pages]
        for number, root in enumerate(roots, 1):
            _Page(root, number).place(taken)


class _Page:
    """One page's footnotes."""

    def __init__(self, root: nodes.Element, number: int) -> None:
        self.root = root
        self.number = number
        self.footnotes = list(self._own(nodes.footnote))
        self.references = list(self._own(nodes.footnote_reference)) if self.footnotes else []

    def _own(self, kind: type[nodes.Element]) -> Iterator[nodes.Element]:
        """Yield the nodes of a kind on this page, not those of pages joined to it."""
        for node in self.root.findall(kind):
            if next(a for a in parents(node) if a is self.root or _is_page(a)) is self.root:
                yield node

    def place(self, taken: set[str]) -> None:
        """Make side notes of the footnotes that something refers to, and list them.

        :param taken: the ids of notes on the pages before; this page's are added.
        """
        if not self.footnotes:
            return
        self._keep_ids_apart(taken)
        by_id = {name: node for node in self.footnotes for name in node["ids"]}
        placed: dict[str, side_note] = {}
        waiting = [node for node in self.references if enclosing(node, nodes.footnote) is None]
        while waiting:
            reference = waiting.pop(0)
            block = _block_of(reference)
            footnote = by_id.get(reference.get("refid", ""))
            if block is None or footnote is None or footnote.parent is None:
                continue
            footnote.parent.remove(footnote)
            footnote.parent = None  # placed: what refers to it next does not place it again
            note = _note_of(footnote, beside=_is_open(block.parent))
            _keep_compact(block)
            _put_after(block, note)
            placed[note["ids"][0]] = note
            waiting = [*note.findall(nodes.footnote_reference), *waiting]
        self._list([placed[i] for node in self.footnotes if (i := node["ids"][0]) in placed])

    def _keep_ids_apart(self, taken: set[str]) -> None:
        """Give new ids to notes and references that a page before has used up."""
        renamed: dict[str, str] = {}
        for node in (*self.references, *self.footnotes):
            for at, name in enumerate(node["ids"]):
                if name in taken:
                    renamed[name] = node["ids"][at] = f"{name}-{self.number}"
            taken.update(node["ids"])
        for node in self.references if renamed else ():
            node["refid"] = renamed.get(node.get("refid", ""), node.get("refid", ""))
        for node in self.footnotes if renamed else ():
            node["backrefs"] = [renamed.get(name, name) for name in node["backrefs"]]

    def _list(self, placed: list[side_note]) -> None:
        if not placed:
            return
        for rule in list(self._own(nodes.transition)):  # MyST's, above the footnotes
            if (
                "footnotes" in rule["classes"]
                and rule.next_node(nodes.footnote, siblings=True) is None
            ):
                rule.parent.remove(rule)
        name = _ID if self.number == 1 else f"{_ID}-{self.number}"
        self.root.append(note_list("", *map(_listed, placed), ids=[name]))


def _is_page(node: nodes.Node) -> bool:
    return isinstance(node, nodes.document | addnodes.start_of_file)


def _block_of(reference: nodes.Node) -> nodes.Element | None:
    """Return the innermost block that a note can follow.

    A table, a card or a figure holds no notes, so it is one block with all that is in it.
    """
    found: nodes.Node | None = None
    node: nodes.Node = reference
    for parent in parents(reference):
        if _is_holder(parent):
            found = found or node
        elif type(parent) not in _LISTS:
            found = None
        node = parent
    return found if isinstance(found, nodes.Element) else None


def _is_holder(node: nodes.Element) -> bool:
    if type(node) is nodes.container:
        return "literal_block" not in node and node.get("design_component") not in _TIGHT
    return isinstance(node, _HOLDERS)


def _is_open(holder: nodes.Element) -> bool:
    # Sphinx before 9.0 has a class of its own for a document
    return all(
        type(node) in _OPEN or isinstance(node, nodes.document)
        for node in (holder, *parents(holder))
    )


def _note_of(footnote: nodes.Element, *, beside: bool) -> side_note:
    # docutils never numbers a footnote of {eval-rst} that it has met too late
    labels = [child for child in footnote.children if isinstance(child, nodes.label)]
    return side_note(
        "",
        *(child for child in footnote.children if child not in labels),
        ids=footnote["ids"],
        mark=labels[0].astext() if labels else "",
        backrefs=footnote["backrefs"],
        beside=beside,
        listed=False,
    )


def _put_after(block: nodes.Element, note: side_note) -> None:
    """Put a note after a block and the notes that it has already."""
    siblings = block.parent.children
    place = siblings.index(block) + 1
    while place < len(siblings) and isinstance(siblings[place], side_note):
        place += 1
    block.parent.insert(place, note)


def _listed(note: side_note) -> side_note:
    """Return a copy without ids: they lead to the note beside the text."""
    copy = note.deepcopy()
    for node in copy.findall(nodes.Element):
        node["ids"] = []
    copy["listed"] = True
    assert isinstance(copy, side_note)
    return copy


def _keep_compact(block: nodes.Element) -> None:
    """Have lists around *block* written as close as docutils would without the note in them."""
    for parent in parents(block):
        if _is_simple(parent):
            if "compact" not in parent["classes"]:
                parent["classes"] = [*parent["classes"], "compact"]
        elif not isinstance(parent, nodes.list_item):
            return


def _is_simple(block: nodes.Node) -> bool:
    """Tell whether a list has one paragraph in each item, and below it such a list at most."""
    if not isinstance(block, nodes.bullet_list | nodes.enumerated_list):
        return False
    if "open" in block["classes"]:
        return False
    for item in block.children:
        parts = [part for part in item.children if not isinstance(part, side_note)]
        if len(parts) > 1 and _is_simple(parts[-1]):
            parts.pop()
        if len(parts) > 1 or not all(isinstance(part, nodes.paragraph) for part in parts):
            return False
    return True


# -- how a browser gets them -------------------------------------------------------------------


def visit_side_note(self: Translator, node: side_note) -> None:
    """Open a note: folded, or as an item of the list."""
    if node["listed"]:
        self.body.append(f"<li>{_mark(node)}\n")
        return
    css = "en-note en-beside" if node["beside"] else "en-note"
    name, *others = [escape(name) for name in node["ids"]]
    self.body.append(
        f'<details class="{css}"><summary>{escape(words.note(node["mark"]))}</summary>\n'
        f'<div class="en-note-text" id="{name}" role="doc-footnote">{_mark(node)}\n'
    )
    self.body += [f'<span id="{other}"></span>' for other in others]


def depart_side_note(self: Translator, node: side_note) -> None:
    """Close it."""
    self.body.append("</li>\n" if node["listed"] else "</div></details>\n")


def visit_note_list(self: Translator, node: note_list) -> None:
    """Open the list, and lead to it from the screen where a reader may have use for it."""
    name = node["ids"][0]
    if len(node) > 1:
        shown = escape(words.all_notes(len(node)))
        self.body.append(f'<p class="en-all-notes"><a href="#{name}">{shown}</a></p>\n')
    label = escape(gettext(terms.NOTES))
    self.body.append(
        f'<section class="en-notes" id="{name}" role="doc-endnotes" aria-label="{label}">\n'
        f'<p class="en-label">{label}</p>\n<ol>\n'
    )


def depart_note_list(self: Translator, node: note_list) -> None:
    """Close it."""
    self.body.append("</ol>\n</section>\n")


def _mark(note: side_note) -> str:
    """Write a note's number, which leads back to where it is referred to."""
    mark, back = escape(note["mark"]), [escape(name) for name in note["backrefs"]]
    if len(back) == 1:
        mark = f'<a role="doc-backlink" href="#{back[0]}">{mark}</a>'
    shown = [mark]
    for place, name in enumerate(back if len(back) > 1 else ()):
        letter = _LETTERS[place] if place < len(_LETTERS) else place + 1
        shown.append(f'<a role="doc-backlink" href="#{name}">{letter}</a>')
    return f'<span class="en-mark">{" ".join(shown)}</span>'
