"""The lines between a directive's first line and its body: options as the author wrote them.

The value of an option is the text to the end of its line, and of indented lines after it. There
is no quoting, and a line that begins with ``:name:`` continues nothing, however it is indented.
``%`` lines, indented or not, and HTML comments between and inside options are comments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from eventnotes.reading.comments import PERCENT_LINE, cut_comments

_OPTION = re.compile(r":(?P<name>[A-Za-z][\w-]*):(?P<space>[ \t]*)(?P<value>.*)\Z", re.DOTALL)
_NEARLY = re.compile(
    r"(?P<lead>[\s:：*_]*)(?P<name>[A-Za-z][\w-]{0,40}?)"
    r"(?P<join>[*_]*\s*[:：=]+[*_]*\s*|\s+|\Z)(?P<value>.*)\Z",
    re.DOTALL,
)
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,}|:{3,})(?P<info>.*)\Z")


class Field(NamedTuple):
    """One option line with the lines that continue it."""

    name: str
    value: str
    line: int
    """Index of its first line."""


class Slip(NamedTuple):
    """A line that was meant for an option and is not written as one."""

    line: int
    """Index of the line."""
    right: str
    """The line as it should be, or empty where it should not be there."""


class Header(NamedTuple):
    """What stands before a body."""

    fields: tuple[Field, ...]
    comments: tuple[str, ...]
    closed: bool
    """Whether every comment was closed; if not, nothing is left of the block."""
    body: int
    """Index of the first line of the body."""
    slips: tuple[Slip, ...] = ()
    """The lines before it that are left out."""


def option_of(line: str) -> tuple[str, str] | None:
    """Return name and value if *line* looks like an option, and not like a role or a fence."""
    match = _OPTION.match(line)
    if match is None or (not match["space"] and match["value"][:1] in {"`", ":"}):
        return None
    if match["value"] and not match["space"] and not match["value"][0].isalnum():
        return None
    return match["name"].lower(), match["value"]


def nearly_option(line: str, names: Mapping[str, str]) -> tuple[str, str] | None:
    """Return name and value if *line* looks like an option that was written otherwise.

    :param names: by each word that an author may write, the option that is meant.
    """
    match = _NEARLY.match(line)
    if match is None or line.lstrip().startswith(":::"):
        return None
    mark, join, value = match["lead"].strip(), match["join"].strip(" *_"), match["value"].strip()
    try:
        name = names[match["name"].lower()]
    except KeyError:
        return None
    if not name or not (mark.strip("*_") or join) or (mark and join and value.startswith("`")):
        return None
    if not join:
        value = value.rstrip(":： ")
    for opening, closing in ('""', "''", "[]"):
        if value[:1] == opening and value[-1:] == closing:
            value = value[1:-1]
    return name, value


def read_header(
    lines: Sequence[str], names: Mapping[str, str] | None = None, *, directly: bool = True
) -> Header:
    """Read the options that open *lines*.

    Blank lines before the first option are skipped; a blank line after one ends the header.

    :param names: what a line may begin with that was meant for an option; see
        :func:`nearly_option`. The lines between two of three dashes were meant so in any case.
    :param directly: whether no blank line stands before them; one begins words.
    """
    fields: list[Field] = []
    comments: list[str] = []
    slips: list[Slip] = []
    names = names or {}
    yaml = False
    at = begin = 0
    while at < len(lines):
        first = at
        line = lines[at]
        at += 1
        if not line.strip():
            if fields or slips:
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
                return Header(tuple(fields), tuple(comments), False, len(lines), tuple(slips))
            if not line.strip():
                begin = at
                continue
        option = option_of(line.lstrip())
        nearly = None if option else nearly_option(line, names)
        dashes = line.strip() == "---"
        if dashes and (yaml or not (fields or slips)) and (yaml or "---" in _stripped(lines[at:])):
            yaml = not yaml
            slips.append(Slip(first, ""))
        elif yaml:
            slips.append(Slip(first, _as_option(line, names)))
        elif option is not None:
            fields.append(Field(*option, first))
        elif nearly is not None and (fields or slips or (directly and first == 0)):
            slips.append(Slip(first, ":{}: {}".format(*nearly)))
        elif line[0] in " \t" and slips and (not fields or fields[-1].line < slips[-1].line):
            slips.append(Slip(first, f"  {line.strip().removeprefix('- ')}"))
        elif fields and line[0] in " \t":
            last = fields[-1]
            fields[-1] = last._replace(value=f"{last.value}\n{line.strip()}")
        else:
            begin = first
            break
        begin = at
    else:
        begin = at if fields or comments or slips else 0
    if begin < len(lines) and not lines[begin].strip():
        begin += 1
    return Header(tuple(fields), tuple(comments), True, begin, tuple(slips))


def _stripped(lines: Sequence[str]) -> list[str]:
    """Return the lines up to a blank one, without the space around them."""
    found = [line.strip() for line in lines]
    return found[: found.index("")] if "" in found else found


def _as_option(line: str, names: Mapping[str, str]) -> str:
    """Return a line of YAML as an option."""
    name, colon, _ = line.strip().partition(":")
    nearly = nearly_option(line, names) or nearly_option(line, {name.lower(): name.lower()})
    if not colon or nearly is None:
        return f"  {line.strip().removeprefix('- ')}"
    return ":{}: {}".format(*nearly).rstrip()


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
