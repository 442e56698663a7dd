"""MyST's parser with one rule more; the one place that is tied to MyST's internals.

:meth:`NotesParser.parse` repeats MyST-Parser 5.2's ``MystParser.parse`` to put a rule into the
markdown-it instance that MyST makes there. ``tests/test_privacy.py`` fails if that
tie breaks.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import (
    MdParserConfig,
    TopmatterReadError,
    merge_file_level,
    read_topmatter,
)
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import create_warning

from eventnotes.reading.links import find_addresses
from eventnotes.reading.page import draft
from eventnotes.reading.privacy import OFFSET, clean_tokens, clean_topmatter
from eventnotes.reading.privacy_rst import check_rst


class NotesRenderer(SphinxRenderer):
    """Remembers at which line a nested text begins, so that warnings name the right one."""

    def nested_render_text(self, text: str, lineno: int, *args: Any, **kwargs: Any) -> None:
        """Render a text inside another one."""
        draft(self.document.settings.env).note_text(text)
        outer = self.md_env.get(OFFSET)
        self.md_env[OFFSET] = lineno
        try:
            super().nested_render_text(text, lineno, *args, **kwargs)
        finally:
            self.md_env[OFFSET] = outer

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Render reStructuredText on a page of Markdown, and look at what it took for text."""
        before = len(self.current_node)
        page = draft(self.document.settings.env)
        page.marks = True  # it may include what nobody has looked at
        super().render_restructuredtext(token)
        check_rst(self.current_node.children[before:], page)

    def render_private_words(self, token: SyntaxTreeNode) -> None:
        """Show a comment in a line, marked; its token is named in :mod:`privacy`."""
        self.current_node += nodes.inline(token.content, token.content, classes=["en-private"])


class NotesParser(MystParser):
    """Parses MyST Markdown without its private words."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page."""
        config: MdParserConfig = document.settings.env.myst_config
        page = draft(document.settings.env)
        page.note_text(inputstring)
        inputstring = clean_topmatter(inputstring, document["source"], page)
        try:
            topmatter = read_topmatter(inputstring)
        except TopmatterReadError:
            pass  # the renderer reports it
        else:
            if topmatter:

                def warn(wtype: Any, message: str) -> None:
                    create_warning(document, message, wtype, line=1, append_to=document)

                config = merge_file_level(config, topmatter, warn)
        parser = create_md_parser(config, NotesRenderer)
        parser.core.ruler.after("inline", "eventnotes_private", clean_tokens)
        find_addresses(parser, fuzzy=config.linkify_fuzzy_links)
        parser.options["document"] = document
        parser.render(inputstring)
