"""The lines between a directive's first line and its body: options as the author wrote them.

The value of an option is the text to the end of its line, and of indented lines after it. There
is no quoting. ``%`` lines, indented or not, and HTML comments between and inside options are
comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from eventnotes.reading.comments import PERCENT_LINE, cut_comments

_OPTION = re.compile(r":(?P<name>[A-Za-z][\w-]*):(?P<space>[ \t]*)(?P<value>.*)\Z", re.DOTALL)
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,}|:{3,})(?P<info>.*)\Z")


class Field(NamedTuple):
    """One option line with the lines that continue it."""

    name: str
    value: str
    line: int
    """Index of its first line."""


class Header(NamedTuple):
    """What stands before a body."""

    fields: tuple[Field, ...]
    comments: tuple[str, ...]
    closed: bool
    """Whether every comment was closed; if not, nothing is left of the block."""
    body: int
    """Index of the first line of the body."""


def option_of(line: str) -> tuple[str, str] | None:
    """Return name and value if *line* looks like an option, and not like a role or a fence."""
    match = _OPTION.match(line)
    if match is None or (not match["space"] and match["value"][:1] in {"`", ":"}):
        return None
    if match["value"] and not match["space"] and not match["value"][0].isalnum():
        return None
    return match["name"].lower(), match["value"]


def read_header(lines: Sequence[str]) -> Header:
    """Read the options that open *lines*.

    Blank lines before the first option are skipped; a blank line after one ends the header.
    """
    fields: list[Field] = []
    comments: list[str] = []
    at = begin = 0
    while at < len(lines):
        first = at
        line = lines[at]
        at += 1
        if not line.strip():
            if fields:
                break
            continue
        percent = PERCENT_LINE.match(line)
        if percent:
            comments.append(line[percent.end() :].strip())
            begin = at
            continue
        if "<!--" in line:
            line, at, found, closed = _uncomment(lines, first)
            comments += found
            if not closed:
                return Header(tuple(fields), tuple(comments), False, len(lines))
            if not line.strip():
                begin = at
                continue
        option = option_of(line)
        if option is not None:
            fields.append(Field(*option, first))
        elif fields and line[0] in " \t":
            last = fields[-1]
            fields[-1] = last._replace(value=f"{last.value}\n{line.strip()}")
        else:
            begin = first
            break
        begin = at
    else:
        begin = at if fields or comments else 0
    if begin < len(lines) and not lines[begin].strip():
        begin += 1
    return Header(tuple(fields), tuple(comments), True, begin)


def _uncomment(lines: Sequence[str], at: int) -> tuple[str, int, tuple[str, ...], bool]:
    """Return the line at *at* without comments, the next index, the comments, if all closed."""
    text = lines[at]
    after = at + 1
    cut = cut_comments(text)
    while not cut.closed and after < len(lines):
        text = f"{text}\n{lines[after]}"
        after += 1
        cut = cut_comments(text)
    return re.sub(r"\s*\n\s*", " ", cut.kept).rstrip(), after, cut.comments, cut.closed


def stray_options(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the ranges of lines in a body that look like options, outside fences.

    Such a line and the indented ones after it were meant for the header and are not published.
    """
    strays: list[tuple[int, int]] = []
    fence = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        mark = _FENCE.match(line) if line.lstrip(" ")[:1] in {"`", "~", ":"} else None
        if mark:
            if not fence:
                fence = mark["mark"]
            elif mark["mark"].startswith(fence) and not mark["info"].strip():
                fence = ""
        elif not fence and line.startswith(":") and option_of(line):
            first = at - 1
            while at < len(lines) and lines[at][:1] in {" ", "\t"} and lines[at].strip():
                at += 1
            strays.append((first, at))
    return strays
