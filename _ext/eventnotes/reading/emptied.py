"""Blocks whose words were all private: they leave what an empty body leaves, or nothing.

docutils and Sphinx look at a block after its directive has run, and count on it that something is
in it. What quotes the source of such a block in a message is private as well.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform

from eventnotes.reading.page import draft

_HIDDEN = re.compile(
    r"^\s*(?:\.\.(?:\s*$|\s+(?![_\[|]|\S[^\n]*::))|%|.*<!--|.*\bprivate\b)", re.MULTILINE
)
"""A line with which private words may begin."""


class SettleEmptied(SphinxTransform):
    """Take out quotations without words, and private words that a message repeats."""

    default_priority = 2  # after private words are dropped (1), before HandleCodeBlocks (210)

    def apply(self, **kwargs: object) -> None:
        """Look at both kinds once."""
        for quote in list(self.document.findall(nodes.block_quote)):
            _settle(quote)
        if self.config.eventnotes_private:
            return
        for message in self.document.findall(nodes.system_message):
            for block in list(message.findall(nodes.literal_block)):
                if _HIDDEN.search(block.astext()):
                    draft(self.env).private = True
                    block.parent.remove(block)


def _settle(quote: nodes.Element) -> None:
    """Take out a quotation that is empty, and what held nothing else; names keep their place."""
    while not quote.children and isinstance(quote, nodes.block_quote):
        around = quote.parent
        if quote["ids"] or quote["names"]:
            quote.replace_self(nodes.container())  # hands on ids, names and classes
            return
        around.remove(quote)
        quote = around
