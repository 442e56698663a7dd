"""HTML comments in an author's text: where one begins and ends, and the text without it.

A comment is what CommonMark 0.31 §6.6 takes for one. Comment marks in code spans are text.
A comment that is never closed reaches to the end of the text: private words are dropped rather
than published.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CODE_OR_COMMENT = re.compile(
    r"(?<![`\\])(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|<!--(?P<text>(?=-?>)|.*?)(?P<end>-->|(?<=<!--)-?>|\Z)",
    re.DOTALL,
)


PRIVATE_ROLE = re.compile(r"\{\s*(?:notes:)?private\s*\}`|:(?:notes:)?private:`", re.IGNORECASE)
"""What somebody writes who takes ``private`` for a role."""

_UNSEEN = r"(?:[^\S\n]|[\u200b\u2060\ufeff])*"
"""Space of any kind and width, which editors show alike."""
PERCENT_LINE = re.compile(rf"^{_UNSEEN}%", re.MULTILINE)
"""What a comment line begins with, or what looks like it."""
DEEP_PERCENT = re.compile(rf"\n{_UNSEEN}%")
"""The same, but not in the first line."""

LINK_COMMENT = re.compile(
    r"^[ \t>*+-]*\[[^\]\n]+\]:[ \t]*(?:#|<#?>)[ \t]*\n?[ \t]*[\"'(]", re.MULTILINE
)
"""A reference definition that leads nowhere, as some write comments: ``[//]: # (words)``."""
COMMENT_IN_DEFINITION = re.compile(
    r"^(?:[ \t>*+-]|\d{1,9}[.)])*\[[^\]\n]+\]:(?:[^\n]|\n(?![ \t]*\n))*?<!--", re.MULTILINE
)
"""A reference definition with an HTML comment, which counts whether a link uses it or not."""
ATTRIBUTE_COMMENT = re.compile(r"\{[^{}\n]*%[^{}\n]*\}")
"""A comment among the attributes that MyST can read: ``{.wide % words %}``."""


class Cut(NamedTuple):
    """A text without its comments."""

    kept: str
    comments: tuple[str, ...]
    closed: bool
    """Whether each comment was closed."""


def cut_comments(text: str, *, code: bool = True) -> Cut:
    """Return *text* without its HTML comments; line ends inside them stay.

    :param code: whether backticks make code, as they do in Markdown but not in raw HTML.
    """
    if "<!--" not in text:
        return Cut(text, (), True)
    kept: list[str] = []
    comments: list[str] = []
    closed = True
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        match = _CODE_OR_COMMENT.search(text, at) if code else _CODE_OR_COMMENT.match(text, start)
        if match is None:
            break
        kept.append(text[at : match.start()])
        if match["ticks"]:
            kept.append(match[0])
        else:
            comments.append((match["text"] or "").strip())
            kept.append("\n" * match[0].count("\n"))
            closed = closed and bool(match["end"])
        at = match.end()
    kept.append(text[at:])
    return Cut("".join(kept), tuple(comments), closed)


def has_marks(text: str) -> bool:
    """Tell whether a comment mark is left over in *text*."""
    return "<!--" in text or "-->" in text
