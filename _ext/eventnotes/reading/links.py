"""Links to other sites while a page is read: which stay links, and bare addresses in Markdown.

Whatever a parser took for a link to another site is held against one rule, that of
:func:`eventnotes.model.urls.read_url`. What fails it is left as words.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from docutils import nodes
from linkify_it import LinkifyIt  # type: ignore[import-untyped]  # it has no types
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform

from eventnotes import faults
from eventnotes.model import urls
from eventnotes.model.resources import is_address
from eventnotes.nodes import gallery, lost_photo, place_of, rows_of, set_in_paragraph, text_of
from eventnotes.notices import Notice, shorten, warn
from eventnotes.reading.page import draft

_WIDE = re.compile("[\u3000-\u303f\uff00-\uff65]")
"""Punctuation of Chinese and Japanese, which ends an address."""
_PIECE = re.compile(f"[^{_WIDE.pattern[1:-1]}]+")
"""A part of a line in which no such punctuation stands."""
_ENDS = re.compile(rf"\[\^|{_WIDE.pattern}")
"""What ends an address in a line: that, and the beginning of a footnote's mark."""
_AFTER = ".,;:!?"
"""What may follow an address in a line and is no part of it, whatever a parser takes it for."""


def link_addresses(config: Config) -> None:
    """Have MyST make links of bare addresses, and of nothing that is less (``node.js``)."""
    extensions = config.myst_enable_extensions
    if "linkify" not in extensions:
        config.myst_enable_extensions = {*extensions, "linkify"}
        config.myst_linkify_fuzzy_links = False


class _Addresses(LinkifyIt):  # type: ignore[misc]  # a class without types
    """Finds bare addresses. Bare mail addresses, ``ftp:`` and ``//`` are words."""

    def __init__(self, *, fuzzy: bool) -> None:
        super().__init__(options={"fuzzy_link": fuzzy, "fuzzy_email": False})
        self._fuzzy = fuzzy
        for schema in ("ftp:", "//"):
            self.add(schema, None)

    def pretest(self, text: str) -> bool:
        """Tell whether *text* can hold any; most does not, and looking costs."""
        return ":" in text or self._fuzzy

    def match(self, text: str) -> Any:
        """Return the addresses in *text*, each looked for between what ends one.

        Else an address after wide punctuation is taken for the rest of the one before it.
        """
        found = []
        for piece in _PIECE.finditer(text):
            for match in super().match(piece[0]) or ():
                match.index += piece.start()
                match.last_index += piece.start()
                found.append(match)
        return found or None

    def match_at_start(self, text: str) -> Any:
        """Return the address that *text* begins with, without what follows it in its sentence."""
        return super().match_at_start(_ENDS.split(text, maxsplit=1)[0])


@functools.cache
def _addresses(fuzzy: bool) -> _Addresses:
    return _Addresses(fuzzy=fuzzy)


def find_addresses(app: Sphinx, parser: MarkdownIt, config: MdParserConfig) -> None:
    """Have a parser of Markdown find bare addresses (``eventnotes-markdown-parser``)."""
    parser.linkify = _addresses(config.linkify_fuzzy_links)
    parser.core.ruler.after("linkify", "eventnotes_address_ends", _end)


def end_addresses(state: StateCore) -> None:
    """Put what follows a bare address outside the link, and keep the address as it is."""
    for block in state.tokens:
        if block.type != "inline" or not block.children:
            continue
        for place, token in enumerate(block.children):
            if token.type == "link_open" and token.info == "auto":
                if token.markup == "linkify":
                    _end_address(state.md, block.children, place)
                # not for typography, which leaves only this type of words alone
                block.children[place + 1].type = "text_special"


def _leave(error: Exception, state: StateCore) -> None:
    """Report a fault; the addresses stay as they were found."""
    document = state.md.options["document"]
    place = f"{document['source']}:1"
    faults.report(error, "the end of an address", place, document.settings.env.docname)


_end = faults.contain(end_addresses, _leave)


def _end_address(parser: MarkdownIt, tokens: list[Token], place: int) -> None:
    opened, shown, after = tokens[place], tokens[place + 1], place + 3
    end = _WIDE.split(shown.content, maxsplit=1)[0].rstrip(_AFTER)
    tail = shown.content[len(end) :]
    if not tail:
        return
    shown.content = end
    opened.attrSet("href", parser.normalizeLink(end))
    if after < len(tokens) and tokens[after].type == "text":
        tokens[after].content = tail + tokens[after].content
    else:
        tokens.insert(after, Token("text", "", 0, content=tail, level=opened.level))


class KeepAddresses(SphinxTransform):
    """Keep typography from the addresses that readers see."""

    default_priority = 740  # before quotes and dashes are set (750)

    def apply(self, **kwargs: object) -> None:
        """Mark each link that shows its address."""
        for node in self.document.findall(nodes.reference):
            address = node.get("refuri", "")
            if urls.is_web(address) and is_address(node.astext(), address):
                node["support_smartquotes"] = False


class DefuseLinks(SphinxTransform):
    """Leave as words what must not be a link, and as a link what must not be a picture.

    A picture on another site would be fetched by each reader's browser, and by the builds for
    paper and books.
    """

    everywhere = False
    """Whether pages without notes are looked at, too."""
    default_priority = 845  # after targets are resolved (640), before pages are noted (850)

    def apply(self, **kwargs: object) -> None:
        """Look at each link and picture once."""
        if draft(self.env).is_guest(self.env) and not self.everywhere:
            return
        for image in list(self.document.findall(nodes.image)):
            if isinstance(image.parent, nodes.substitution_definition):
                continue
            if urls.is_web(image["uri"].lstrip()):
                self._link_to(image)
            elif urls.is_foreign(image["uri"]) and not image["uri"].startswith("data:image/"):
                self._drop(image)
        for node in list(self.document.findall(nodes.reference)):
            address = node.get("refuri", "")
            if urls.is_web(address):
                try:
                    urls.read_url(address)
                except ValueError as error:
                    message = f"this is no link: {shorten(address)!r}; allowed: {error}"
                    self._disarm(node, urls.without_disguise(message))
            elif urls.is_foreign(address):
                allowed = f"{urls.URL_FORMS}, or mailto:"
                self._disarm(node, f"this is no link: {shorten(address)!r}; allowed: {allowed}")

    def _disarm(self, node: nodes.reference, message: str) -> None:
        warn(Notice.URL, message, _place_of(node))
        for text in list(node.findall(nodes.Text)):
            text.parent.replace(text, nodes.Text(urls.without_disguise(text)))
        if isinstance(node.parent, nodes.TextElement):
            node.replace_self(nodes.inline("", "", *node.children, ids=node["ids"]))
        else:
            node.replace_self(node.children)

    def _drop(self, image: nodes.image) -> None:
        message = f"this is no picture: {shorten(image['uri'])!r}; allowed: a file beside the page"
        warn(Notice.IMAGE, urls.without_disguise(message), place_of(image))
        _put_words(image, nodes.inline("", image.get("alt", "")))

    def _link_to(self, image: nodes.image) -> None:
        address = image["uri"].strip()
        message = f"a picture on another site is shown as a link: {shorten(address)!r}"
        message = urls.without_disguise(f"{message}; keep a copy beside the page")
        warn(Notice.IMAGE, message, place_of(image))
        words = image.get("alt") or address
        if _link_around(image) is not None:
            _put_words(image, nodes.inline("", words))
            return
        link = nodes.reference(words, "", refuri=address)
        link += (
            lost_photo(words, words, classes=["en-lost"]) if _in_row(image) else nodes.Text(words)
        )
        link.source, link.line = image.source, image.line
        _put_words(image, link)


class DefuseAllLinks(DefuseLinks):
    """Do so on pages without notes as well."""

    everywhere = True


def _put_words(image: nodes.image, words: nodes.TextElement) -> None:
    """Put words in the place of a picture."""
    image.replace_self(words)
    set_in_paragraph(words)


def _in_row(image: nodes.image) -> bool:
    """Tell whether an image has its place among others, which have to stay a row."""
    paragraph = image.parent
    shown = sum(map(len, rows_of(paragraph)))
    return shown > 1 or (shown == 1 and isinstance(paragraph.parent, gallery))


def _link_around(node: nodes.Node) -> nodes.reference | None:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.reference):
        parent = parent.parent
    return parent


def _place_of(node: nodes.Element) -> nodes.Element:
    """Return the node nearest to *node* that knows its line."""
    inside = (child for child in node.findall(nodes.Element) if child.line)
    found: nodes.Element | None = next(inside, None)
    outer = node
    while found is None and outer.parent is not None:
        outer = outer.parent
        found = outer if outer.line else None
    return found if found is not None else node


def words_of(link: nodes.Element) -> str:
    """Return the words of a link: its text, or those that stand for its picture."""
    said = text_of(link)
    if said:
        return said
    image = next(iter(link.findall(nodes.image)), None)
    return " ".join(image.get("alt", "").split()) if image is not None else ""
