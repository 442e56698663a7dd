"""Private words leave a page before anything of them is read.

Markdown is cleaned as tokens, between markdown-it and MyST's renderer: this is the only moment
at which a comment is known to be one and has not yet reached a title, a slug or a message
catalogue. reStructuredText, whose parser builds nodes at once, is cleaned by the transforms in
:mod:`eventnotes.reading.privacy_nodes`.

In the author's own copy (``eventnotes_private``) the same tokens are turned into blocks and
words that are shown, marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from eventnotes.notices import Notice, warn
from eventnotes.reading.comments import PRIVATE_ROLE, cut_comments, has_marks
from eventnotes.reading.fences import LOST_FENCE, equal_fence, is_closed, is_lost, open_code
from eventnotes.reading.header import option_of
from eventnotes.reading.options import OPTIONS
from eventnotes.reading.page import NO_ROLE, PageDraft, draft

OFFSET = "eventnotes:offset"
"""Key in markdown-it's environment: the source line, from 0, that a nested text begins at."""

PRIVATE_WORDS = "private_words"
"""Type of the token that shows a comment in a line, in the author's own copy."""

_PRIVATE_NAMES = frozenset({"{private}", "{notes:private}"})
_OURS = frozenset(f"{{{prefix}{name}}}" for prefix in ("", "notes:") for name in OPTIONS)
_TOPMATTER = re.compile(r"---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_YAML_COMMENT = re.compile(r"^\s*#|\s#\s", re.MULTILINE)
_NEAR_MISS = re.compile(r"\s*\{?\s*(?:notes:)?private\b", re.IGNORECASE)
_MARKERS = frozenset({"{include}", "{literalinclude}"})
"""Directives whose options may name a comment mark to begin or end at."""
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]|\[#([\w.-]+)\]_")
_WITH_TEXT = frozenset({"paragraph_open", "heading_open"})
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
    state.tokens = _Cleaner(document, state.env.get(OFFSET)).clean(state.tokens)


def clean_topmatter(source: str, path: str, page: PageDraft) -> str:
    """Return a page without the HTML comments in its front matter, line for line."""
    match = _TOPMATTER.match(source)
    if match is None:
        return source
    cut = cut_comments(match[0])
    page.private = page.private or bool(cut.comments) or bool(_YAML_COMMENT.search(match[0]))
    if not cut.closed:
        page.leak(f"{path}:1", "a comment in the front matter is never closed")
        return source
    return cut.kept + source[match.end() :]


class _Cleaner:
    def __init__(self, document: nodes.document, offset: int | None) -> None:
        env = document.settings.env
        self.source = document["source"]
        self.offset = offset or 0
        self.nested = offset is not None
        self.page: PageDraft = draft(env)
        self.shown: bool = env.config.eventnotes_private

    def clean(self, tokens: list[Token]) -> list[Token]:
        """Return the tokens that are left, without blocks that held nothing but private words."""
        kept: list[Token] = []
        opened: list[list[int]] = []  # index of the opening token; 1 if something left it
        for token in tokens:
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
                left = list(self._clean(token))
                if not left and opened:
                    opened[-1][1] = 1
                elif opened and _is_blank(token) and kept[-1].type in _WITH_TEXT:
                    opened[-1][1] = 1
                    continue
                kept += left
        return kept

    def _clean(self, token: Token) -> Iterator[Token]:
        kind = token.type
        if kind == "inline":
            if "<!--" in token.content or "-->" in token.content:
                self._clean_inline(token)
            if "private" in token.content and any(map(is_lost, token.children or ())):
                self._leak(token, "a private block in a paragraph is text: put a blank line before")
            yield token
        elif kind == "code_block":
            if LOST_FENCE.search(token.content):
                self._leak(token, "an indented private block is code; write it at the margin")
            yield token
        elif kind == "html_block":
            yield from self._clean_html(token)
        elif kind == "myst_line_comment":
            yield from self._hide(token.content, token)
        elif kind in {"fence", "colon_fence"}:
            yield from self._clean_fence(token)
        else:
            yield token

    # -- comments ------------------------------------------------------------------------

    def _clean_html(self, token: Token) -> Iterator[Token]:
        if "<!--" not in token.content:
            if "-->" in token.content:
                self._warn_mark(token)
            yield token
            return
        cut = cut_comments(token.content, code=False)
        if not cut.closed:
            self._never_closed(token, "comment", token.content.lstrip().startswith("<!--"))
        if "-->" in cut.kept:
            self._warn_mark(token)
        for comment in cut.comments:
            yield from self._hide(comment, token)
        if cut.kept.strip():
            token.content = cut.kept
            yield token

    def _never_closed(self, token: Token, what: str, to_the_end: bool = True) -> None:
        """Warn that *what* hides the rest of the page, or stop where it cannot.

        In a list, a quote or another block Markdown ends it with that block.
        """
        if to_the_end and not self.nested and token.level == 0:
            notice = Notice.COMMENT if what == "comment" else Notice.FENCE
            message = f"the {what} is never closed: all after it is taken as private"
            warn(notice, message, self._where(token))
        else:
            self._leak(token, f"the {what} is never closed, and what follows is not hidden")

    def _clean_inline(self, token: Token) -> bool:
        """Clean a line of text; tell whether it held private words."""
        children: list[Token] = []
        found = False
        for child in token.children or []:
            words = _private_words(child)
            if words is not None:
                found = True
                self._note([words])
                if self.shown and words:
                    child.type, child.content = PRIVATE_WORDS, words
                    children.append(child)
                continue
            if child.type == "html_inline" and "<!--" in child.content:
                cut = cut_comments(child.content, code=False)
                self._note(cut.comments)
                child.content, found = cut.kept, True
            if child.type == "image" and "<!--" in child.content:
                found = self._clean_inline(child) or found
            if child.type == "link_open" and has_marks(str(child.attrs.get("title", ""))):
                self._warn_mark(token)
            if child.type in {"text", "text_special"}:
                if has_marks(child.content):
                    self._warn_mark(token)
                if found and _ends_in_space(children):
                    child.content = child.content.lstrip(" ")
            if found and child.type == "softbreak" and children and children[-1].type == "text":
                children[-1].content = children[-1].content.rstrip(" ")
            children.append(child)
        token.children = children
        if found:
            while children and children[-1].type == "softbreak":
                children.pop()
            if children and children[-1].type == "text":
                children[-1].content = children[-1].content.rstrip()
            token.content = _source_without_comments(token)
        return found

    def _warn_mark(self, token: Token) -> None:
        message = "a comment mark is left over; put it in `backticks` if it is meant as text"
        warn(Notice.COMMENT, message, self._where(token))

    # -- fences --------------------------------------------------------------------------

    def _clean_fence(self, token: Token) -> Iterator[Token]:
        name = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
        if name.lower() in _PRIVATE_NAMES:
            self._check_private(token)
            if self.shown:
                self._note([token.content])
                yield token
            else:
                self._note([f"{token.info}\n{token.content}"])
            return
        if _NEAR_MISS.match(token.info):
            self._leak(token, f"a fence called {name!r} hides nothing; write {{private}}")
        directive = name.startswith("{") and name.endswith("}")
        if token.type == "colon_fence" and not name:
            message = "':::' opens a block without a name; a fence before it may have closed early"
            warn(Notice.FENCE, message, self._where(token))
        elif name.lower() in OPTIONS:
            message = f"{name!r} without braces is no directive; write {{{name}}}"
            warn(Notice.FENCE, message, self._where(token))
        elif directive or token.type == "colon_fence":
            line = equal_fence(token)
            if line:
                message = f"{line!r} is as long a fence as the {name} around it and closes it early"
                warn(Notice.FENCE, message, self._where(token))
            elif not is_closed(token):
                message = f"the {name} block is never closed; end it with {token.markup!r}"
                warn(Notice.FENCE, message, self._where(token))
        if directive and name not in _OURS and name not in _MARKERS:
            self._clean_options(token)
        if directive and token.content.startswith(":::"):
            # as a colon fence, MyST would put a blank line before the one inside and from
            # there on count one line too many
            token.type = "fence"
        yield token

    def _check_private(self, token: Token) -> None:
        inner = equal_fence(token)
        if inner:
            needed = token.markup[0] * (len(token.markup) + 1)
            self._leak(token, f"{inner!r} ends the private block early; fence it with {needed}")
        elif open_code(token.content):
            self._leak(token, "the private block ends inside a code block; give it a longer fence")
        elif not is_closed(token):
            self._never_closed(token, "private block")

    def _clean_options(self, token: Token) -> None:
        """Drop comments from the first line and the options of somebody else's directive."""
        if "<!--" in token.info:
            cut = cut_comments(token.info)
            self._note(cut.comments)
            if not cut.closed:
                self._leak(token, "a comment on a directive's first line has to end there")
            token.info = " ".join(cut.kept.split())
        lines = token.content.split("\n")
        end = 0
        if lines[0].startswith("---"):
            end = next((n for n, line in enumerate(lines) if n and line.startswith("---")), 0)
        while end < len(lines) and (option_of(lines[end].strip()) or _continues(lines, end)):
            end += 1
        head = "\n".join(lines[:end])
        if PRIVATE_ROLE.search(f"{token.info}\n{head}"):
            self._leak(token, NO_ROLE)
        if "<!--" in head:
            cut = cut_comments(head)
            self._note(cut.comments)
            token.content = "\n".join([cut.kept, *lines[end:]])

    # -- what was found ------------------------------------------------------------------

    def _note(self, found: Iterator[str] | list[str] | tuple[str, ...]) -> None:
        for words in found:
            self.page.private = True
            self.page.footnotes.update(a or b for a, b in _FOOTNOTE.findall(words))

    def _hide(self, words: str, token: Token) -> Iterator[Token]:
        self._note([words])
        if self.shown and words.strip():
            block = Token("fence", "", 0, map=token.map, markup="```", info="{notes:private}")
            block.content = f"{words}\n"
            block.block = True
            yield block

    def _leak(self, token: Token, message: str) -> None:
        self.page.leak(self._where(token), message)

    def _where(self, token: Token) -> str:
        line = token.map[0] if token.map else 0
        return f"{self.source}:{self.offset + line + 1}"


def _private_words(token: Token) -> str | None:
    """Return the private words an inline token holds, if it is one of private words."""
    if token.type == "html_inline" and token.content.startswith("<!--"):
        comments = cut_comments(token.content, code=False).comments
        return comments[0] if comments else ""
    return None


def _source_without_comments(token: Token) -> str:
    """Return the source of a line of text as message catalogues will offer it.

    Where source and tokens do not agree on what a comment is, it is put together from tokens.
    """
    cut = cut_comments(token.content)
    if len(cut.comments) != token.content.count("<!--"):
        return "".join(child.content for child in token.children or [])
    return re.sub(r"[ \t]{2,}", " ", cut.kept).strip()


def _ends_in_space(children: list[Token]) -> bool:
    return not children or children[-1].type == "softbreak" or children[-1].content.endswith(" ")


def _is_blank(token: Token) -> bool:
    return token.type == "inline" and not token.children and not token.content.strip()


def _continues(lines: list[str], at: int) -> bool:
    """Tell whether a line belongs to a comment that an option line before it opened."""
    head = "\n".join(lines[:at])
    return bool(at) and "<!--" in head and not cut_comments(head).closed
