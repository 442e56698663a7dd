"""Fences that do not end where their author thinks: what a block of lines shows of them.

Markdown closes a block at the first fence as long as its own, whoever it was meant for.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from markdown_it.token import Token

LOST_FENCE = re.compile(
    r"(?:(?<!:):{3,}+|(?<!`)`{3,}+|(?<!~)~{3,}+)\s*+\{?\s*+(?:notes:)?private(?![\w-])", re.I
)
"""What a private block begins with, or nearly so. A long row of marks is gone through once."""

OPENER = re.compile(
    r"(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])*(?P<mark>:{3,}|`{3,}|~{3,})[ \t]*(?P<info>\S.*)?\Z"
)
"""The line that opens or closes a block, behind what may stand before it: quotes, list marks."""


def keep_fence(content: str) -> str:
    """Return a directive's content with a blank line before a colon fence that follows its options.

    >>> keep_fence(":class: a\\n:::{private}\\nb\\n:::")
    ':class: a\\n\\n:::{private}\\nb\\n:::'
    """
    lines = content.split("\n")
    for index, line in enumerate(lines):
        option = line.lstrip()
        if option.startswith(":::"):
            return "\n".join([*lines[:index], "", *lines[index:]])
        if not option.startswith(":"):
            break
    return content


def is_misspelt(name: str) -> bool:
    """Tell whether the name of a directive was meant to be ``private``."""
    bare = name.rpartition(":")[2].lower()
    return bare != "private" and bool(get_close_matches(bare, ["private"], cutoff=0.85))


def is_lost(token: Token) -> bool:
    """Tell whether an inline token is what became of a private block that was no block."""
    if token.type == "code_inline":
        return bool(re.match(r"\{private\}\s+\S", token.content, re.IGNORECASE))
    return token.type == "text" and LOST_FENCE.search(token.content) is not None


def is_closed(token: Token) -> bool:
    """Tell whether a fenced block has a closing fence of its own."""
    if token.map is None:
        return True
    lines = token.content.count("\n") + (token.content[-1:] not in {"", "\n"})
    return token.map[1] - token.map[0] >= lines + 2


def equal_fence(token: Token) -> str:
    """Return the line in a fenced block that opens a block with a fence as long as its own."""
    for line in token.content.split("\n"):
        if token.markup not in line:
            continue
        match = OPENER.match(line)
        if match and match["info"] and match["mark"].startswith(token.markup):
            return line.strip()
    return ""


def cut_private(content: str) -> int:
    """Return the line, from 1, of a private block that does not end where *content* ends, or 0."""
    number, fence = 0, ""
    for line, text in enumerate(content.split("\n"), 1):
        match = OPENER.match(text)
        if match is None:
            continue
        if not fence and match["info"] and LOST_FENCE.match(match["mark"] + match["info"]):
            number, fence = line, match["mark"]
        elif fence and match["mark"].startswith(fence) and not match["info"]:
            number, fence = 0, ""
    return number


def open_code(content: str) -> bool:
    """Tell whether a code block is still open where *content* ends."""
    fence = ""
    for line in content.split("\n"):
        match = OPENER.match(line)
        if match is None or match["mark"][0] == ":":
            continue
        if not fence:
            fence = match["mark"]
        elif match["mark"].startswith(fence) and not match["info"]:
            fence = ""
    return bool(fence)
