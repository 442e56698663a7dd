"""Bare addresses in Markdown, and links on pages without notes.

A bare address is a link as far as it is one by the rule of links, and no further: what follows it
in its sentence, or is set right behind it in Chinese or Japanese, stays words.
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
from eventnotes.reading.links import DefuseLinks

_WIDE = re.compile("[\u3000-\u303f\uff00-\uff65]")
"""Punctuation of Chinese and Japanese, which ends an address."""
_PIECE = re.compile(f"[^{_WIDE.pattern[1:-1]}]+")
"""A part of a line in which no such punctuation stands."""
_ENDS = re.compile(rf"\[\^|{_WIDE.pattern}")
"""What ends an address in a line: that, and the beginning of a footnote's mark."""
_AFTER = ".,;:!?"
"""What may follow an address in a line and is no part of it, whatever a parser takes it for."""


def find_bare(app: Sphinx, config: Config) -> None:
    """Have MyST make links of bare addresses, and of nothing that is less (``config-inited``)."""
    if "myst_enable_extensions" in config and "linkify" not in config.myst_enable_extensions:
        config.myst_enable_extensions = {*config.myst_enable_extensions, "linkify"}
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


class DefuseAllLinks(DefuseLinks):
    """Do so on pages without notes as well."""

    everywhere = True
