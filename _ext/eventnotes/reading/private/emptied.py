"""Blocks whose words were all private: they leave what an empty body leaves, or nothing.

docutils and Sphinx look at a block after its directive has run, and count on it that something is
in it. What quotes the source of such a block in a message is private as well.
"""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.transforms import SphinxTransform

from eventnotes.reading.page import draft
from eventnotes.reading.parsers import is_markdown

_HIDDEN = re.compile(
    r"^\s*(?:\.\.(?:\s*$|\s+(?![_\[|]|\S[^\n]*::))|%|.*<!--|.*\bprivate\b)"
    r"|[ \t|]\.\.(?:[ \t]*[|\n]|[ \t]+(?![_\[|]|\S[^\n]*::))",
    re.MULTILINE,
)
"""A line with which private words may begin, or a cell or the end of a line with them."""

_COMMENT = re.compile(
    r"^[ \t]*\.\.(?:[ \t]*\n[ \t]+\S|[ \t]+(?![_\[|]|\S[^\n]*::)\S)"
    r"|[ \t|]\.\.(?:[ \t]*\||[ \t]+(?![_\[|]|\S[^\n]*::)\S)",
    re.MULTILINE,
)
"""A comment of reStructuredText that says something, also in a cell of a table and behind the
characters of a replacement.
"""


class SettleEmptied(SphinxTransform):
    """Take out quotations without words, and private words that a message repeats."""

    default_priority = 2  # after private words are dropped (1), before HandleCodeBlocks (210)

    def apply(self, **kwargs: object) -> None:
        """Look at both kinds once, on a page that may have any.

        Of reStructuredText, a directive may have dropped a comment that nobody else has seen.
        """
        page = draft(self.env)
        if page.is_guest(self.env):
            return
        is_md = is_markdown(str(self.document["source"]), self.config)
        if not page.private and is_md and not page.evaluated:
            return
        if not page.private:
            source = Path(self.env.doc2path(self.env.docname))
            page.private = bool(_COMMENT.search(source.read_text("utf-8", errors="replace")))
        kinds = nodes.block_quote | nodes.system_message
        for node in list(self.document.findall(lambda node: isinstance(node, kinds))):
            if isinstance(node, nodes.block_quote):
                _settle(node)
            elif not self.config.eventnotes_private:
                for block in list(node.findall(_quotes)):
                    if _HIDDEN.search(f"{block.astext()}\n"):
                        page.private = True
                        block.parent.remove(block)


def _quotes(node: nodes.Node) -> bool:
    """Tell whether a part of a message repeats a source: as a block, or a value in a sentence."""
    return isinstance(node, nodes.literal_block) or (
        isinstance(node, nodes.paragraph) and "<!--" in node.astext()
    )


def _settle(quote: nodes.Element) -> None:
    """Take out a quotation that is empty, and what held nothing else; names keep their place."""
    while not quote.children and isinstance(quote, nodes.block_quote):
        around = quote.parent
        if quote["ids"] or quote["names"]:
            quote.replace_self(nodes.container())  # hands on ids, names and classes
            return
        around.remove(quote)
        quote = around
