"""Private words leave a page before anything of them is read.

Markdown is cleaned as tokens, between markdown-it and MyST's renderer: this is the only moment
at which a comment is known to be one and has not yet reached a title, a slug or a message
catalogue. reStructuredText, whose parser builds nodes at once, is cleaned by the transforms in
:mod:`eventnotes.reading.private.doctree`.

This module walks over the blocks; :mod:`eventnotes.reading.private.lines` cleans the lines of a
paragraph and :mod:`eventnotes.reading.private.fences` fenced blocks. In the author's own copy
(``eventnotes_private``) the same tokens are turned into blocks and words that are shown, marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from eventnotes.reading.comments import PERCENT_LINE, cut_comments
from eventnotes.reading.fences import LOST_FENCE
from eventnotes.reading.page import PageDraft
from eventnotes.reading.private.fences import check_html, clean_fence, never_closed
from eventnotes.reading.private.findings import Findings
from eventnotes.reading.private.lines import (
    check_class,
    clean_attributes,
    clean_line,
    clean_name,
)

OFFSET = "eventnotes:offset"
"""Key in markdown-it's environment: the source line, from 0, that a nested text begins at."""

TOPMATTER = re.compile(r"(?P<mark>-{3,}+).*\n(?:.*\n)*?(?: {0,3}(?P=mark)-*|\.{3})[ \t]*(?:\n|\Z)")
"""Front matter as markdown-it takes it: more dashes than three, and dots at the end."""
_YAML_COMMENT = re.compile(r"^\s*#|\s#\s", re.MULTILINE)
_PERCENT_LINES = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_WITH_TEXT = frozenset({"paragraph_open", "heading_open"})
_NAMED = frozenset({"math_block_label", "myst_target", "myst_block_break"})
"""Blocks whose name, or what is said of them, is no text."""
_REMOVABLE = frozenset(
    {
        "paragraph_open",
        "heading_open",
        "list_item_open",
        "bullet_list_open",
        "ordered_list_open",
        "blockquote_open",
    }
)


def clean_tokens(state: StateCore) -> None:
    """Drop private words from a page, or from a text nested in one (a markdown-it core rule)."""
    document: nodes.document = state.md.options["document"]
    state.tokens = _Cleaner(Findings(document, state.env.get(OFFSET))).clean(state.tokens)


def clean_topmatter(source: str, path: str, page: PageDraft) -> str:
    """Return a page without the comments in its front matter, line for line.

    In a value of several lines, a line with ``%`` is none of YAML's comments.
    """
    match = TOPMATTER.match(source)
    if match is None:
        return source
    cut = cut_comments(match[0])
    page.private = page.private or bool(cut.comments) or bool(_YAML_COMMENT.search(match[0]))
    if not cut.closed:
        page.leak(f"{path}:1", "a comment in the front matter is never closed")
        return source
    kept, percents = _PERCENT_LINES.subn("", cut.kept)
    page.private = page.private or bool(percents)
    return kept + source[match.end() :]


class _Cleaner:
    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def clean(self, tokens: list[Token]) -> list[Token]:
        """Return the tokens that are left, without blocks that held nothing but private words."""
        kept: list[Token] = []
        opened: list[list[int]] = []  # index of the opening token; 1 if something left it
        for token in tokens:
            if token.attrs and token.nesting >= 0:
                clean_attributes(token, self.findings)
                check_class(token, token, self.findings)
            if token.type == "footnote_reference_open":
                clean_name(token, self.findings)
            if token.nesting == 1:
                opened.append([len(kept), 0])
                kept.append(token)
            elif token.nesting == -1 and opened:
                begin, emptied = opened.pop()
                if emptied and len(kept) == begin + 1 and kept[begin].type in _REMOVABLE:
                    kept.pop()
                    if opened:
                        opened[-1][1] = 1
                else:
                    kept.append(token)
            else:
                left = list(self._clean(token, kept[-1] if kept else None))
                if not left and opened:
                    opened[-1][1] = 1
                elif opened and _is_blank(token) and kept[-1].type in _WITH_TEXT:
                    opened[-1][1] = 1
                    continue
                kept += left
        return kept

    def _clean(self, token: Token, before: Token | None) -> Iterator[Token]:
        kind = token.type
        if kind == "inline":
            clean_line(token, self.findings, before)
            yield token
        elif kind == "code_block":
            self._check_code(token)
            yield token
        elif kind == "html_block":
            yield from self._clean_html(token)
        elif kind == "myst_line_comment":
            yield from self._hide(token.content, token)
        elif kind in {"fence", "colon_fence"}:
            yield from clean_fence(token, self.findings)
        elif kind in _NAMED:
            clean_name(token, self.findings)
            yield token
        else:
            yield token

    def _check_code(self, token: Token) -> None:
        """Look for what was meant to be private and is code because of its indentation."""
        if LOST_FENCE.search(token.content):
            message = "an indented private block is code; write it at the margin"
            self.findings.leak(token, message)
        percent = PERCENT_LINE.search(token.content)
        if percent:
            message = "a line with % that is indented is code and hides nothing"
            message += "; write it at the margin, or put a fence around the code"
            self.findings.doubt(token, message, token.content.count("\n", 0, percent.start()))

    def _clean_html(self, token: Token) -> Iterator[Token]:
        cut = cut_comments(token.content, code=False)
        if not cut.closed:
            begins = token.content.lstrip().startswith("<!--")
            never_closed(token, "comment", self.findings, to_the_end=begins)
        if "-->" in cut.kept:
            self.findings.warn_mark(token)
        for comment in cut.comments:
            yield from self._hide(comment, token)
        if cut.kept.strip():
            check_html(token, cut.kept, self.findings)
            token.content = cut.kept
            yield token

    # -- what was found ------------------------------------------------------------------

    def _hide(self, words: str, token: Token) -> Iterator[Token]:
        self.findings.note([words])
        if self.findings.shown and words.strip():
            block = Token("fence", "", 0, map=token.map, markup="```", info="{notes:private}")
            block.content = f"{words}\n"
            block.block = True
            yield block


def _is_blank(token: Token) -> bool:
    return token.type == "inline" and not token.children and not token.content.strip()
