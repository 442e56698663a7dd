"""Private words in files that a page offers or shows as they are.

A download is the file itself, and a listing is its text: nothing is cut from them. This is a
look at the lines alone, for nobody parses these files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from eventnotes.leaks.texts import encoding_of
from eventnotes.reading.comments import cut_comments
from eventnotes.reading.fences import LOST_FENCE, OPENER

_MARKDOWN = frozenset({".md", ".markdown", ".myst", ".mdx", ".txt", ""})
_RST = frozenset({".rst", ".rest", ".txt", ""})
TABLES = frozenset({".csv", ".tsv"})
"""Endings of files that hold a table."""
KINDS = frozenset({*(_MARKDOWN | _RST), ".ipynb"}) - {""}
"""Endings of files that people write notes in."""
_PERCENT = re.compile(r"(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])*%")
_CODE = re.compile(r"(?!\{)|\{(?:code|code-block|sourcecode|literalinclude|math|mermaid)\}")
_RST_BLOCK = re.compile(r"(?P<indent>[ \t]*)\.\.\s*(?:notes:)?private\s*::?", re.IGNORECASE)
_RST_SAMPLE = re.compile(
    r"[ \t]*+(?:\.\.[ \t]+(?:code|code-block|sourcecode|parsed-literal)::|(?!\.\.).*::\s*\Z)"
)
"""What begins code in reStructuredText."""
_RST_COMMENT = re.compile(
    r"(?P<indent>[ \t]*)\.\.(?:\Z|[ \t]+(?!_|\[[^\]]+\]|\||[\w.:+-]+[ \t]?::))(?P<words>.*)"
)


class Hidden(NamedTuple):
    """A line of a file that is for nobody else."""

    number: int
    """Its number, from 1."""
    line: str
    """The whole line, without the space around it."""
    is_block: bool
    """Whether it stands in a private block, else in a comment."""


def read_text(path: Path) -> str:
    """Return the text of a file, or nothing if it is none."""
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    encoding = encoding_of(data)
    return data.decode(encoding, errors="replace") if encoding else ""


def hidden_lines(text: str, suffix: str) -> list[Hidden]:
    """Return the private lines in the text of a file, whose kind its *suffix* tells."""
    suffix = suffix.lower()
    if suffix == ".ipynb":
        return list(_in_notebook(text))
    lines = text.splitlines()
    found: list[Hidden] = []
    if suffix in TABLES:
        rows = enumerate(lines, start=1)
        found += [Hidden(number, row, False) for number, row in rows if _PERCENT.match(row)]
    if suffix in _MARKDOWN | _RST:
        found += _in_markdown(lines, comments=suffix in _MARKDOWN)
        found += _in_rst(lines, comments=suffix in _RST - {".txt", ""})
    elif "private" in text.lower():
        found += _in_markdown(lines, comments=False)
        found += _in_rst(_without_samples(lines), comments=False)
    return sorted(set(found))


def _without_samples(lines: list[str]) -> list[str]:
    """Return the lines of a program with those empty that its comments show as code."""
    kept: list[str] = []
    indent = -1
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if line.strip() and depth <= indent:
            indent = -1
        kept.append("" if indent >= 0 else line)
        if indent < 0 and _RST_SAMPLE.match(line):
            indent = depth
    return kept


def _in_markdown(lines: list[str], *, comments: bool) -> Iterator[Hidden]:
    fence = ""
    is_private = False
    prose: list[str] = []
    for number, line in enumerate(lines, start=1):
        opener = OPENER.match(line)
        prose.append("")
        if fence:
            if opener and opener["mark"].startswith(fence) and not opener["info"]:
                fence = ""
            elif is_private:
                yield Hidden(number, line.strip(), True)
        elif opener and opener["info"] and LOST_FENCE.match(opener["mark"] + opener["info"]):
            fence, is_private = opener["mark"], True
            yield Hidden(number, line.strip(), True)
        elif opener and opener["mark"][0] != ":" and _CODE.match(opener["info"] or ""):
            fence, is_private = opener["mark"], False
        elif comments and _PERCENT.match(line):
            yield Hidden(number, line.strip(), False)
        else:
            prose[-1] = line
    if comments:
        yield from _in_comments("\n".join(prose))


def _in_comments(text: str) -> Iterator[Hidden]:
    """Yield the lines that hold a part of a comment."""
    lines = text.split("\n")
    kept = cut_comments(text).kept.split("\n")
    for number, (line, public) in enumerate(zip(lines, kept, strict=True), start=1):
        if line != public:
            yield Hidden(number, line.strip(), False)


def _in_rst(lines: list[str], *, comments: bool) -> Iterator[Hidden]:
    indent = -1
    is_block = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        depth = len(line) - len(line.lstrip())
        if depth > indent >= 0:
            yield Hidden(number, line.strip(), is_block)
            continue
        indent = -1
        match = _RST_BLOCK.match(line)
        is_block = match is not None
        if match is None and comments:
            match = _RST_COMMENT.match(line)
        if match is not None:
            indent = depth
            if is_block or match["words"].strip():
                yield Hidden(number, line.strip(), is_block)


def _in_notebook(text: str) -> Iterator[Hidden]:
    try:
        cells = json.loads(text)["cells"]
        words = ["".join(cell["source"]) for cell in cells if cell["cell_type"] != "code"]
    except (ValueError, KeyError, TypeError):
        words = [text]
    for each in words:
        for found in _in_markdown(each.splitlines(), comments=True):
            place = text.find(json.dumps(found.line, ensure_ascii=False)[1:-1])
            yield found._replace(number=text.count("\n", 0, max(place, 0)) + 1)
