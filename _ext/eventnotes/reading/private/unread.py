"""What stands on a page of Markdown and is not read as it looks, with the private words in it.

MyST may be told to read no directives (``myst_commonmark_only``, ``myst_gfm_only``): a fence that
is meant for one is code then, and front matter is text. The body of a directive that nobody has is
dropped unread. And what is nested too deeply is not read at all.
"""

from __future__ import annotations

import re

from docutils import nodes
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from eventnotes.diagnostics import Notice, warn
from eventnotes.reading.comments import cut_comments
from eventnotes.reading.fences import LOST_FENCE, is_closed
from eventnotes.reading.page import PageDraft, draft
from eventnotes.reading.private.tokens import OFFSET, TOPMATTER

_DIRECTIVE = re.compile(r"\{(?!code\}|code-block\}|sourcecode\})[^}\s]+\}")
_COMMENT = re.compile(r"<!--|^[ \t>]*%", re.MULTILINE)


def check_unread(state: StateCore) -> None:
    """Look at all blocks before private words are cut (a markdown-it core rule)."""
    document: nodes.document = state.md.options["document"]
    page = draft(document.settings.env)
    offset = state.env.get(OFFSET) or 0
    for token in state.tokens:
        where = f"{document['source']}:{offset + (token.map[0] if token.map else 0) + 1}"
        if token.type in {"fence", "colon_fence"} and _DIRECTIVE.match(token.info):
            # whether its body is read or not, no copy of the page's source is given
            page.private = page.private or _has_marks(token.content)
            inside = bool(token.level or state.env.get(OFFSET) is not None)
            if inside and not is_closed(token) and not cut_comments(token.content).closed:
                message = "a comment is never closed, and what follows the block is not hidden"
                page.leak(where, message)
        elif token.nesting == 1 and token.level + 1 >= state.md.options["maxNesting"]:
            _warn_deep(token, state.src.split("\n"), page, where)


def stop_at_code(state: StateCore) -> None:
    """Stop the build at private words in a directive that is code (a markdown-it core rule)."""
    document: nodes.document = state.md.options["document"]
    page = draft(document.settings.env)
    if TOPMATTER.match(state.src):
        message = "front matter is text where MyST is told to read Markdown alone; take it away"
        page.leak(f"{document['source']}:1", message)
    for token in state.tokens:
        marks = _has_marks(f"{token.info}\n{token.content}")
        if token.type == "fence" and _DIRECTIVE.match(token.info) and marks:
            name, line = token.info.split()[0], token.map[0] + 1 if token.map else 1
            message = f"private words in {name} are code: MyST is told to read no directives"
            page.leak(f"{document['source']}:{line}", message)


def _has_marks(text: str) -> bool:
    return bool(_COMMENT.search(text) or LOST_FENCE.search(text))


def _warn_deep(token: Token, lines: list[str], page: PageDraft, where: str) -> None:
    """Warn of what markdown-it drops, or stop where private words may begin or end in it."""
    begin, end = token.map or (0, len(lines))
    message = "lists and quotes are nested too deeply: what stands deeper is lost"
    if _has_marks("\n".join(lines[begin:end])):
        page.leak(where, message)
    else:
        warn(Notice.NESTING, message, where)
