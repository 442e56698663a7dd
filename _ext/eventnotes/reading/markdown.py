"""MyST's parser with rules about private words, put into the markdown-it that it parses with."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from docutils import nodes
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.sphinx_ import MystParser

from eventnotes import faults
from eventnotes.faults.boundary import leak
from eventnotes.inside.myst_parser import make_parser
from eventnotes.inside.versions import ADDRESSES_ARE_ESCAPED, COLONS_ARE_OPTIONS
from eventnotes.kinds.tables import OPTIONS
from eventnotes.reading.comments import ATTRIBUTE_COMMENT, COMMENT_IN_DEFINITION, LINK_COMMENT
from eventnotes.reading.fences import keep_fence
from eventnotes.reading.page import draft
from eventnotes.reading.private.rst import check_names, check_rst
from eventnotes.reading.private.tokens import OFFSET, clean_tokens, clean_topmatter
from eventnotes.reading.private.unread import check_unread, stop_at_code
from eventnotes.scope import uses_notes

PARSER_MADE = "eventnotes-markdown-parser"
"""The event at which features put rules of theirs into a parser of Markdown."""
_MAY_HIDE = re.compile(r"<!--|^[ \t>]*%", re.MULTILINE)
_TOO_LATE = (
    "this page has comments, which were not cut: that it has notes was known too late"
    "; write a directive or role with 'notes:' on the page itself"
)


def _leak(error: Exception, state: StateCore) -> None:
    """Stop the build if private words could not be cut, and read nothing more of the text."""
    document = state.md.options["document"]
    leak(document.settings.env, error, "the cutting of private words", f"{document['source']}:1")
    state.tokens = []


_clean = faults.contain(clean_tokens, _leak)


class NotesRenderer(SphinxRenderer):
    """Remembers at which line a nested text begins, so that warnings name the right one."""

    _added = 0
    """How many lines :meth:`run_directive` has put before the body that is being read."""

    def nested_render_text(
        self, text: str, lineno: int, inline: bool = False, *args: Any, **kwargs: Any
    ) -> None:
        """Render a text inside another one, unless it is the file itself that it stands in."""
        page = draft(self.document.settings.env)
        page.note_text(text)
        lineno -= self._added
        outer, added = self.md_env.get(OFFSET), self._added
        self.md_env[OFFSET], self._added = lineno, 0
        before = len(self.current_node)
        try:
            with page.entered(self.document["source"], "" if inline else text) as entered:
                if entered:
                    super().nested_render_text(text, lineno, inline, *args, **kwargs)
        finally:
            self.md_env[OFFSET], self._added = outer, added
        if text.strip() and type(self.current_node) is nodes.Element and not before:
            # docutils takes an empty comment for an empty body, and some of its directives can do
            # without words but not without a node
            self.current_node += [] if self.current_node.children else [nodes.comment()]

    def run_directive(
        self, name: str, first_line: str, content: str, *args: Any, **kwargs: Any
    ) -> list[nodes.Element]:
        """Run a directive, whose body may begin with a colon fence in any version of MyST."""
        ours = name.removeprefix("notes:") in OPTIONS  # these read their lines themselves
        body = keep_fence(content) if COLONS_ARE_OPTIONS and not ours else content
        outer, self._added = self._added, int(body != content)
        try:
            return super().run_directive(name, first_line, body, *args, **kwargs)
        finally:
            self._added = outer

    def render_link_url(self, token: SyntaxTreeNode, *args: Any, **kwargs: Any) -> None:
        """Make a link to another site, with its address as it is."""
        super().render_link_url(token, *args, **kwargs)
        link = self.current_node[-1]
        if ADDRESSES_ARE_ESCAPED and isinstance(link, nodes.reference):
            link["refuri"] = unescape(link["refuri"])

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Render reStructuredText on a page of Markdown, and look at what it took for text."""
        before = len(self.current_node)
        page = draft(self.document.settings.env)
        page.marks = True  # it may include what nobody has looked at
        page.evaluated = True
        super().render_restructuredtext(token)
        made = self.current_node.children[before:]
        check_rst(made, page)
        line = token.map[0] + 1 if token.map else 1  # MyST counts from 1 here
        check_names(made, token.content, page, self.document["source"], line)

    def render_private_words(self, token: SyntaxTreeNode) -> None:
        """Show a comment in a line, marked; its token is named in :mod:`private.tokens`."""
        self.current_node += nodes.inline(token.content, token.content, classes=["en-private"])


def _has_unread(text: str, config: MdParserConfig) -> bool:
    """Tell whether a page may hold comments that markdown-it takes out before there are tokens."""
    attributes = any(name.startswith("attrs_") for name in config.enable_extensions)
    found = LINK_COMMENT.search(text) or (attributes and ATTRIBUTE_COMMENT.search(text))
    return bool(found or ("<!--" in text and COMMENT_IN_DEFINITION.search(text)))


class NotesParser(MystParser):
    """Parses MyST Markdown without its private words."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page; one without notes as MyST does, but for what features ask for."""
        env = document.settings.env
        page = draft(env)
        page.ours = page.ours or uses_notes(inputstring, env.config)
        page.note_text(inputstring)
        if not page.is_guest(env):
            page.private = page.private or _has_unread(inputstring, env.myst_config)
            self._parse(clean_topmatter(inputstring, document["source"], page), document)
            return
        if env.events.listeners.get(PARSER_MADE):
            self._parse(inputstring, document)
        else:
            super().parse(inputstring, document)
        if not page.is_guest(env) and _MAY_HIDE.search(inputstring):
            page.leak(f"{document['source']}:1", _TOO_LATE)

    def _parse(self, inputstring: str, document: nodes.document) -> None:
        env = document.settings.env
        page = draft(env)
        parser, config = make_parser(inputstring, document, NotesRenderer)
        if not page.is_guest(env):
            parser.core.ruler.after("inline", "eventnotes_private", _clean)
            parser.core.ruler.before("eventnotes_private", "eventnotes_unread", check_unread)
            if config.commonmark_only or config.gfm_only:
                parser.core.ruler.after("eventnotes_private", "eventnotes_code", stop_at_code)
        env.events.emit(PARSER_MADE, parser, config)
        with page.entered(document["source"], inputstring) as entered:
            if entered:
                parser.render(inputstring)
