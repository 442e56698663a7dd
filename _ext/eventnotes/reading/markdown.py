"""MyST's parser with one rule more; the one place that is tied to MyST's internals.

:meth:`NotesParser.parse` repeats MyST-Parser 5.2's ``MystParser.parse`` to put a rule into the
markdown-it instance that MyST makes there. ``tests/test_privacy.py`` fails if that
tie breaks.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from markdown_it.rules_core import StateCore
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

from eventnotes import faults
from eventnotes.boundary import leak
from eventnotes.reading.links import find_addresses
from eventnotes.reading.page import draft
from eventnotes.reading.privacy import OFFSET, clean_tokens, clean_topmatter
from eventnotes.reading.unread import check_unread, stop_at_code


def _leak(error: Exception, state: StateCore) -> None:
    """Stop the build if private words could not be cut, and read nothing more of the text."""
    document = state.md.options["document"]
    leak(document.settings.env, error, "the cutting of private words", f"{document['source']}:1")
    state.tokens = []


_clean = faults.contain(clean_tokens, _leak)


class NotesRenderer(SphinxRenderer):
    """Remembers at which line a nested text begins, so that warnings name the right one."""

    def nested_render_text(
        self, text: str, lineno: int, inline: bool = False, *args: Any, **kwargs: Any
    ) -> None:
        """Render a text inside another one, unless it is the file itself that it stands in."""
        page = draft(self.document.settings.env)
        outer = self.md_env.get(OFFSET)
        self.md_env[OFFSET] = lineno
        before = len(self.current_node)
        try:
            with page.entered(self.document["source"], "" if inline else text) as entered:
                if entered:
                    super().nested_render_text(text, lineno, inline, *args, **kwargs)
        finally:
            self.md_env[OFFSET] = outer
        if text.strip() and type(self.current_node) is nodes.Element and not before:
            # docutils takes an empty comment for an empty body, and some of its directives can do
            # without words but not without a node
            self.current_node += [] if self.current_node.children else [nodes.comment()]

    def render_private_words(self, token: SyntaxTreeNode) -> None:
        """Show a comment in a line, marked; its token is named in :mod:`privacy`."""
        self.current_node += nodes.inline(token.content, token.content, classes=["en-private"])


class NotesParser(MystParser):
    """Parses MyST Markdown without its private words."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page."""
        config: MdParserConfig = document.settings.env.myst_config
        inputstring = clean_topmatter(inputstring, document["source"], draft(document.settings.env))
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
        parser.core.ruler.after("inline", "eventnotes_private", _clean)
        parser.core.ruler.before("eventnotes_private", "eventnotes_unread", check_unread)
        if config.commonmark_only or config.gfm_only:
            parser.core.ruler.after("eventnotes_private", "eventnotes_code", stop_at_code)
        find_addresses(parser, fuzzy=config.linkify_fuzzy_links)
        parser.options["document"] = document
        with draft(document.settings.env).entered(document["source"], inputstring) as entered:
            if entered:
                parser.render(inputstring)
