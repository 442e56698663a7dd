"""Private blocks in Markdown, and fenced blocks of others that private words may stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from markdown_it.token import Token

from eventnotes.diagnostics import Notice, warn
from eventnotes.kinds.tables import OPTIONS
from eventnotes.reading.comments import PERCENT_LINE, PRIVATE_ROLE, cut_comments
from eventnotes.reading.fences import (
    LOST_FENCE,
    cut_private,
    equal_fence,
    is_closed,
    is_misspelt,
    open_code,
)
from eventnotes.reading.header import option_of
from eventnotes.reading.page import NO_ROLE
from eventnotes.reading.private.findings import Findings
from eventnotes.reading.private.lines import check_class

_PRIVATE_NAMES = frozenset({"{private}", "{notes:private}"})
_OURS = frozenset(f"{{{prefix}{name}}}" for prefix in ("", "notes:") for name in OPTIONS)
_NEAR_MISS = re.compile(
    r"\s*\{?\s*[.#]?\s*(?:notes:)?private(?![\w-])|[^{]*\{[^}]*\.private(?![\w-])", re.IGNORECASE
)
"""What opens a block that is meant to be private, a class of that name included."""
_MARKERS = frozenset({"{include}", "{literalinclude}"})
"""Directives whose options may name a comment mark to begin or end at, or hold code."""
_NO_COMMENT = re.compile(r"[ \t]*:?(?:start-after|start-at|end-before|end-at|prepend|append):")
"""These options."""
_OPTION = re.compile(r"[ \t]*:?[\w-]+:(?:[ \t]|\Z)")
_OWN_READERS = frozenset({"{toctree}", "{glossary}", "{csv-table}"})
"""Directives that read the lines of their content themselves, without Markdown's comments."""

_LOST_IN_HTML = (
    (
        LOST_FENCE,
        "a private block hides nothing in raw HTML"
        "; put a blank line before it, or use an HTML comment",
    ),
    (PRIVATE_ROLE, NO_ROLE),
)
_PERCENT_IN_HTML = (
    "a line with % hides nothing in raw HTML"
    "; put a blank line before it, or write &#37; for the sign"
)


def check_html(token: Token, text: str, findings: Findings, *, first: int = 0) -> None:
    """Look for what Markdown does not read in raw HTML.

    :param first: which line of *token*, from 0, is the first of *text*.
    """
    for pattern, message in _LOST_IN_HTML:
        found = pattern.search(text)
        if found:
            findings.leak(token, message, first + text.count("\n", 0, found.start()))
    percent = PERCENT_LINE.search(text)
    if percent:
        findings.doubt(token, _PERCENT_IN_HTML, first + text.count("\n", 0, percent.end()))


def clean_fence(token: Token, findings: Findings) -> Iterator[Token]:
    """Yield a fenced block unless it is private; tell what is wrong with its fences."""
    name = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    if name.lower() in _PRIVATE_NAMES:
        _check_private(token, findings)
        if findings.shown:
            findings.note_block(token.content)
            yield token
        else:
            findings.note_block(f"{token.info}\n{token.content}")
        return
    if _NEAR_MISS.match(token.info) or (name.startswith("{") and is_misspelt(name[1:-1])):
        findings.leak(token, f"a fence called {name!r} hides nothing; write {{private}}")
    check_class(token, token, findings)
    if cut := cut_private(token.content):
        message = "a private block begins in this block and does not end in it"
        findings.leak(token, f"{message}; give the block a longer fence", cut)
    directive = name.startswith("{") and name.endswith("}")
    if token.type == "colon_fence" and not name:
        message = "':::' opens a block without a name; a fence before it may have closed early"
        warn(Notice.FENCE, message, findings.where(token))
    elif name.lower() in OPTIONS:
        message = f"{name!r} without braces is no directive; write {{{name}}}"
        warn(Notice.FENCE, message, findings.where(token))
    elif directive or token.type == "colon_fence":
        line = equal_fence(token)
        if line:
            message = f"{line!r} is as long a fence as the {name} around it and closes it early"
            warn(Notice.FENCE, message, findings.where(token))
        elif not is_closed(token):
            message = f"the {name} block is never closed; end it with {token.markup!r}"
            warn(Notice.FENCE, message, findings.where(token))
    if directive and name not in _OURS:
        _clean_options(token, findings, code=name in _MARKERS)
        if name == "{raw}":
            _check_raw(token, findings)
        if name in _OWN_READERS:
            _clean_lines(token, findings)
        if name == "{glossary}":
            # it leaves these out by itself
            findings.note(line for line in token.content.split("\n") if line.startswith(".. "))
        if name == "{toctree}":
            _clean_entries(token, findings)
    if directive and token.content.startswith(":::"):
        # as a colon fence, MyST would put a blank line before the one inside and from
        # there on count one line too many
        token.type = "fence"
    yield token


def never_closed(token: Token, what: str, findings: Findings, *, to_the_end: bool = True) -> None:
    """Warn that *what* hides the rest of the page, or stop where it cannot.

    In a list, a quote or another block Markdown ends it with that block.
    """
    if to_the_end and not findings.nested and token.level == 0:
        notice = Notice.COMMENT if what == "comment" else Notice.FENCE
        message = f"the {what} is never closed: all after it is taken as private"
        warn(notice, message, findings.where(token))
    else:
        findings.leak(token, f"the {what} is never closed, and what follows is not hidden")


def _check_private(token: Token, findings: Findings) -> None:
    inner = equal_fence(token)
    if inner:
        needed = token.markup[0] * (len(token.markup) + 1)
        findings.leak(token, f"{inner!r} ends the private block early; fence it with {needed}")
    elif open_code(token.content):
        message = "the private block ends inside a code block; give it a longer fence"
        findings.leak(token, message)
    elif not is_closed(token):
        never_closed(token, "private block", findings)


def _check_raw(token: Token, findings: Findings) -> None:
    """Look at what a directive hands on as it is; other formats have a use for ``%``."""
    if "html" in token.info.split()[1:]:
        check_html(token, token.content, findings, first=1)
    elif LOST_FENCE.search(token.content):
        findings.leak(token, "a private block hides nothing in a raw block; write it before that")


def _clean_options(token: Token, findings: Findings, *, code: bool) -> None:
    """Drop comments from the first line and the options of somebody else's directive.

    :param code: whether some options may name a comment mark, which stays.
    """
    if "<!--" in token.info:
        cut = cut_comments(token.info)
        findings.note(cut.comments)
        if not cut.closed:
            findings.leak(token, "a comment on a directive's first line has to end there")
        token.info = " ".join(cut.kept.split())
    lines = token.content.split("\n")
    end = 0
    if lines[0].startswith("---"):
        end = next((n for n, line in enumerate(lines) if n and line.startswith("---")), 0)
        for n, line in enumerate(lines[:end]):
            if PERCENT_LINE.match(line):  # in a value of several lines, which YAML allows
                findings.note([line])
                lines[n] = ""
                token.content = "\n".join(lines)
    while end < len(lines) and (option_of(lines[end].strip()) or _continues(lines, end)):
        end += 1
    head = "\n".join(lines[:end])
    if PRIVATE_ROLE.search(f"{token.info}\n{head}"):
        findings.leak(token, NO_ROLE)
    if "<!--" in head:
        kept = []
        for part, is_code in _parts(lines[:end]) if code else [(head, False)]:
            cut = cut_comments(part)
            findings.note(() if is_code else cut.comments)
            kept.append(part if is_code else cut.kept)
        token.content = "\n".join([*kept, *lines[end:]])


def _parts(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield the lines of options, by whether comment marks are code in them."""
    is_code: list[bool] = []
    for line in lines:
        goes_on = is_code and not _OPTION.match(line)
        is_code.append(is_code[-1] if goes_on else bool(_NO_COMMENT.match(line)))
    for code, part in groupby(zip(is_code, lines, strict=True), key=itemgetter(0)):
        yield "\n".join(line for _, line in part), code


def _clean_lines(token: Token, findings: Findings) -> None:
    """Drop ``%`` lines from the content of a directive that would take them for content."""
    lines = token.content.split("\n")
    hidden = [n for n, line in enumerate(lines) if PERCENT_LINE.match(line)]
    if hidden and not findings.at_home:
        message = "a line with % hides nothing in a table, a glossary or a table of contents"
        findings.doubt(token, message, hidden[0] + 1)
    elif hidden:
        findings.note(lines[n] for n in hidden)
        # an empty line would be an empty row, and would end what a term says
        kept = [line for n, line in enumerate(lines) if n not in hidden]
        token.content = "\n".join(kept)


def _clean_entries(token: Token, findings: Findings) -> None:
    """Drop comments from the titles in a table of contents, which nobody else parses."""
    cut = cut_comments(token.content)
    findings.note(cut.comments)
    token.content = cut.kept
    if not cut.closed:
        never_closed(token, "comment", findings, to_the_end=False)


def _continues(lines: list[str], at: int) -> bool:
    """Tell whether a line belongs to a comment that an option line before it opened."""
    head = "\n".join(lines[:at])
    return bool(at) and "<!--" in head and not cut_comments(head).closed
