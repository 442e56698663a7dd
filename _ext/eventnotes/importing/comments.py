"""Comments of other programs, as comments of HTML, which are private here; so is what was hidden.

Whatever stands in one stays in it: code, further signs of comments, blank lines and headings. So
nothing in a comment is read, and one of several paragraphs becomes a block of its own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ANYWHERE = (
    r"[ \t]*<!--(?P<html>.*?)-->",
    r"\{%-?\s*comment\s*-?%\}(?P<liquid>.*?)\{%-?\s*endcomment\s*-?%\}",
    r"\{\{[<%]-?\s*comment\s*-?[>%]\}\}(?P<shortcode>.*?)\{\{[<%]-?\s*/\s*comment\s*-?[>%]\}\}",
    r"\{%-?\s*(?P<line>#[^\n]*?)-?%\}",
    r"\{#(?P<jinja>\s.*?\s)#\}",
    r"\{\{-?[ ]*/\*(?P<hugo>.*?)\*/[ ]*-?\}\}",
    r"\{/\*(?P<mdx>.*?)\*/\}",
    r"\[(?P<span>[^\[\]\n]*)\]\{\.(?:content-)?hidden\}",
    r"<(?P<tag>div|p|section|aside|span)\b(?=[^<>]*(?:\shidden[\s>=]|display:\s*none))[^<>]*>"
    r"(?P<element>(?:(?!<(?P=tag)\b).)*?)</(?P=tag)\s*>",
    r"\{::comment\}(?P<kramdown>.*?)\{:/(?:comment)?\}",
)
_STRICT = (
    r"^[ \t>]*%%(?!%)(?P<block>.*?)%%(?!%)",
    r"(?<![\w%])%%(?![%\s])(?P<inline>.*?)(?<![%\s])%%(?![\w%])",
)
"""Elsewhere a percent sign doubled may be one that was escaped."""
_OBSIDIAN = (r"(?<![\w%])%%(?P<obsidian>.*?)(?:%%|\Z)",)
STRICT = "|".join([*_ANYWHERE, *_STRICT])
OBSIDIAN = "|".join([*_ANYWHERE, *_OBSIDIAN])
"""Patterns of comments, as all programs have them, and as a vault of Obsidian has; to be compiled
with ``re.MULTILINE`` and ``re.DOTALL``."""

HIDDEN = frozenset({"span", "element"})
"""Patterns of what is no comment, and what a browser does not show."""
_LEAD = re.compile(r"[ \t>]*")
_MORE = re.compile(r"\s*more\s*", re.IGNORECASE)
_PARTED = re.compile(r"\n[ \t>]*(?:\n|$|[#>*+~`:|=<\d-])")
"""Where what follows would no longer be of the paragraph in which a comment began."""


class Comment(NamedTuple):
    """What stands in the place of a comment."""

    text: str
    is_block: bool = False
    """Whether it has to stand by itself, between blank lines."""


def replaced(match: re.Match[str]) -> Comment:
    """Return what stands in the place of a comment that was found."""
    kind = match.lastgroup or ""
    if kind == "html":
        if _MORE.fullmatch(match["html"]):  # where a summary ends
            return Comment("")
        made = match[0].replace(f"<!--{match['html']}-->", f"<!--{_apart(match['html'])}-->")
    else:
        made = (_LEAD.match(match[0]) or match)[0] if kind == "block" else ""
        made += comment(match[kind])
    before = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    if not _PARTED.search(made) or _stays(before, made):
        return Comment(made)
    return Comment(made.lstrip(" \t>"), is_block=True)


def _stays(before: str, made: str) -> bool:
    """Tell whether a comment of several lines is a block where it stands, in a quote or a list."""
    lead = before + made[: len(made) - len(made.lstrip(" \t>"))]
    if lead.strip(" \t>"):
        return False
    if ">" in lead:
        return all(line.startswith(lead.rstrip(" \t")) for line in made.split("\n")[1:])
    return all(line.startswith(lead) or not line.strip() for line in made.split("\n")[1:])


def comment(words: str) -> str:
    """Return words as a comment of HTML, which ends nowhere within them."""
    return f"<!--{_apart(words.replace('--', '- -'))}-->"


def _apart(words: str) -> str:
    """Return words that, at the edge of a comment, are no part of its signs."""
    return f" {words} " if words.startswith((">", "-")) or words.endswith("-") else words
