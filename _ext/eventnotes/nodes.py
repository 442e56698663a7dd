"""The nodes that stand in a doctree for a note until a builder writes it.

A card is one node that carries its facts as one value; its only children are prose, such as the
reason for a score. Prose blocks are containers, so that a builder that knows nothing of them
still shows what is in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from docutils import nodes
from sphinx import addnodes
from sphinx.ext.ifconfig import ifconfig
from sphinx.ext.todo import todo_node

_Element = TypeVar("_Element", bound=nodes.Element)


class card(nodes.General, nodes.Element, addnodes.translatable):
    """The facts of an event, a talk, a link, a rating or an entry about somebody.

    ``kind`` is one of ``event``, ``talk``, ``link``, ``rating`` and ``about``. ``facts`` maps
    option names to values while the page is read; once it has been read, ``record`` holds the
    finished record. ``score_above`` says of a rating that the card of what it rates shows its
    score. ``below`` is HTML that a feature puts below it.
    """

    section: nodes.Element | None = None
    """What it is about, while the page is read. It is no attribute of the doctree, nor is the next:
    docutils writes those out in its messages, and without end where a node holds itself."""
    rated_by: nodes.Element | None = None
    """The card of its rating, while the page is read."""
    TRANSLATED = ("place", "venue", "room")
    """The facts that are words for readers and that nothing looks up."""

    def preserve_original_messages(self) -> None:
        """Keep the words as the author wrote them."""
        facts: dict[str, Any] = self.get("facts", {})
        self["original"] = [facts[name] for name in self.TRANSLATED if facts.get(name)]

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Put a translation in the place of the words it translates."""
        facts: dict[str, Any] = self.get("facts", {})
        for name in self.TRANSLATED:
            if facts.get(name) == original_message:
                facts[name] = translated_message

    def extract_original_messages(self) -> Sequence[str]:
        """Return what a translator is asked to translate."""
        original: list[str] = self.get("original", [])
        return original


class listing(nodes.General, nodes.Element):
    """A list of what was noted; ``query`` says of what. Its child may be a caption, and when it is
    written the picture of what it begins with.

    ``found`` is the answer, put there when its page is about to be written, and ``beside`` whether
    it wants the margin of its page as well.
    """


class backlinks(nodes.Invisible, nodes.Element):
    """What refers to the thing whose id is ``of``, found when its page is written.

    Until then it is nothing that a label before it could be the name of.
    """


class frame(nodes.container):
    """A block with headings of its own: they stay out of the page's contents."""


class private(frame):
    """Private words, in the author's own copy."""


class sample(frame):
    """An example in a guide: drawn like a page, recorded nowhere."""


class takeaway(nodes.container):
    """What was learned."""

    section: nodes.Element | None = None
    """The node itself once it has an anchor, while the page is read; see :attr:`card.section`."""


class foreign(nodes.inline):
    """Words in another language or direction than the page's, in HTML only.

    ``said`` are the attributes that say so.
    """


class commentary(nodes.container):
    """The author's own view, set off from the report."""


class aside(nodes.General, nodes.Element):
    """What tells nodes whose words belong to the text beside them, not to what they stand in.

    ``beside`` says of one that it wants the margin of its page.
    """


class gallery(nodes.container):
    """Photos that belong together: paragraphs of nothing but images, and a caption."""


class lost_photo(nodes.inline):
    """The words that stand in the place of a picture that can't be shown."""


def rows_of(node: nodes.Element) -> list[list[nodes.Element]]:
    """Return what stands in a paragraph of nothing but images, row by row; else nothing.

    Each is an image, or a link around one. A line break begins another row.
    """
    rows: list[list[nodes.Element]] = [[]]
    for child in node.children:
        if isinstance(child, nodes.raw) and child.astext().strip() in {"<br />", r"\\"}:
            rows.append([])
        elif isinstance(child, nodes.Element) and only_image(child) is not None:
            rows[-1].append(child)
        elif not isinstance(child, nodes.Text) or child.strip():
            return []
    return [row for row in rows if row]


def only_image(node: nodes.Element) -> nodes.Element | None:
    """Return the image that a node is, or that a link is around; nothing if there is more in it."""
    if isinstance(node, nodes.image | lost_photo):
        return node
    links = nodes.reference | addnodes.pending_xref | addnodes.download_reference
    if not isinstance(node, links | nodes.inline):
        return None
    found: nodes.Element | None = None
    for child in node.children:
        if isinstance(child, nodes.Element) and found is None:
            found = only_image(child)
            if found is None:
                return None
        elif not isinstance(child, nodes.Text) or child.strip():
            return None
    return found


def lose(image: nodes.image) -> None:
    """Put the words for a picture that can't be shown in its place."""
    words = image.get("alt", "")
    made = lost_photo(words, words, classes=["en-lost"], ids=image["ids"])
    image.replace_self(made)
    set_in_paragraph(made)


def set_in_paragraph(words: nodes.Element) -> None:
    """Put words, or the link around them, into a paragraph where only pictures may stand bare."""
    outermost = words
    for parent in parents(words):
        if not isinstance(parent, nodes.Inline):
            break
        outermost = parent
    if not isinstance(outermost.parent, nodes.TextElement):
        paragraph = nodes.paragraph()
        outermost.replace_self(paragraph)
        paragraph += outermost


def parents(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield what a node stands in, from the inside out."""
    while node.parent is not None:
        node = node.parent
        yield node


conditional = addnodes.only | ifconfig | todo_node
"""What a page may leave out, by its format or by a setting: no other page shows words of it."""


def is_conditional(node: nodes.Node) -> bool:
    """Tell whether a node stands in what its page may leave out."""
    return any(isinstance(each, conditional) for each in parents(node))


def enclosing(node: nodes.Node, kind: type[_Element]) -> _Element | None:
    """Return the innermost element of a kind that a node stands in."""
    return next((each for each in parents(node) if isinstance(each, kind)), None)


def place_of(image: nodes.Node) -> str:
    """Return ``file:line`` of an image; inside a paragraph no parser says the line."""
    source, line = source_line_of(image)
    return f"{source}:{line}"


def source_line_of(image: nodes.Node) -> tuple[str | None, int]:
    """Return the file and the line of an image, or of words in a paragraph."""
    lines = 0
    for parent in parents(image):
        if isinstance(parent, nodes.paragraph) and parent.line:
            for node in parent.findall():
                if node is image:
                    break
                if isinstance(node, nodes.Text):
                    is_other = (
                        isinstance(node.parent, nodes.raw) and "html" not in node.parent["format"]
                    )
                    lines += 0 if is_other else node.count("\n")
            return parent.source, parent.line + lines
    around = [image, *parents(image)]
    source = next((node.source for node in around if node.source), None)
    line = next((node.line for node in around if node.line), 0)
    return source, line


def cards_in(page: nodes.Element) -> list[card]:
    """Return the cards of a page, in order.

    It looks into no paragraph, where most nodes are and no card can be: each look at all nodes of
    all pages costs as much as some features do.
    """
    found: list[card] = []
    waiting: list[nodes.Node] = [page]
    while waiting:
        node = waiting.pop()
        if isinstance(node, card):
            found.append(node)
        waiting += [each for each in node.children[::-1] if not isinstance(each, _WORDS)]
    return found


_WORDS = (nodes.Text, nodes.paragraph, nodes.title, nodes.literal_block)
"""Not every ``TextElement``: some hold blocks as well, such as Sphinx's ``versionadded``."""


def prose_of(node: nodes.Element) -> list[nodes.Element]:
    """Return a card's prose: the reason for a score, a description; not its title."""
    return [child for child in _elements(node) if "en-title" not in child["classes"]]


def title_of(node: nodes.Element) -> nodes.Element | None:
    """Return the title that stands inside a card, if one was given as an option."""
    return next((child for child in _elements(node) if "en-title" in child["classes"]), None)


def _elements(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]


def heading_of(section: nodes.Element | None) -> nodes.Element | None:
    """Return the title or rubric that opens a section."""
    head = section.children[0] if section is not None and section.children else None
    return head if isinstance(head, nodes.title | nodes.rubric) else None


def text_of(node: nodes.Node | None) -> str:
    """Return the words in *node* on one line, without markup, notes and messages."""
    if node is None or _is_no_word(node):
        return ""
    if isinstance(node, nodes.Element) and any(True for _ in node.findall(_is_no_word)):
        node = node.deepcopy()
        for other in list(node.findall(_is_no_word)):
            other.parent.remove(other)
    words: str = node.astext()
    return " ".join(words.split())


def _is_no_word(node: nodes.Node) -> bool:
    no_words = nodes.raw | nodes.system_message | nodes.footnote_reference | listing | conditional
    return isinstance(node, no_words)


def wants_margin(document: nodes.document | None) -> bool:
    """Tell whether something on a page, as it is written, stands in its margin."""
    found = document.findall(_may_want_margin) if document is not None else ()
    return any(isinstance(node, nodes.Element) and node.get("beside") for node in found)


def _may_want_margin(node: nodes.Node) -> bool:
    return isinstance(node, aside | listing)


def is_place_for_talks(node: nodes.Node | None) -> bool:
    """Tell whether a talk may be a direct child of *node*."""
    return isinstance(node, nodes.document | nodes.section | frame)
