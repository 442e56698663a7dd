"""The second reading of a source: which lines could be private, whatever reads them in the end.

It knows lines, fences and indentation, and no more. Where it is unclear it takes more rather than
less: a block with blocks inside ends where all of them have ended. In code, marks are text; code is
a fence without a directive, or with one whose content is code, and what stands in backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

_CODE = """
code code-block sourcecode code-cell parsed-literal highlight prompt doctest testcode
testoutput testsetup testcleanup math mermaid graphviz digraph graph productionlist jupyter-execute
"""
CODE = frozenset(_CODE.split())
"""Directives whose content is code, in which comment marks are text."""

_MARKS = ("private", "<!--", "%", "..", "]: #", "]: <")
_TELLING = re.compile(r"```|~~~|::|%|\.\.|rivate|RIVATE|\$\$|\]:[ \t]*[#<]")
"""What a line holds that could begin or end a block or be private."""
CONTAINER = r"(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\s]+\]:|:[ \t])*"
"""What may stand before a block in a line: spaces, marks of quotes, lists, notes, definitions."""
_FENCE = re.compile(rf"{CONTAINER}(?P<mark>`{{3,}}|~{{3,}}|:{{2,}})(?P<info>[^`\n]*)\Z")
_NAME = re.compile(r"\s*\{\s*([\w.:+-]*)\s*\}")
_PRIVATE_INFO = re.compile(r"\s*\{?\s*\.?\s*(?:[\w-]+:)?private\b(?!-)", re.IGNORECASE)
_PRIVATE_NAME = re.compile(r"\{?\s*\.?\s*(?:[\w-]+:)?private\b\s*\}?", re.IGNORECASE)
_BRACED = re.compile(r"\{\s*(?:[\w-]+:)?private\s*\}", re.IGNORECASE)
_CLASS = re.compile(
    r"""\{[^{}]*\.private\b(?!-)[^{}]*\}|\bclass=["'][^"']*\bprivate\b(?!-)"""
    r"|(?:\{(?:rst-)?class\}|\{div\}|\{container\}|:class:|(?:rst-)?class::|container::)"
    r"(?:[ \t]+[\w-]+)*[ \t]+private\b(?!-)",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"{CONTAINER}(?:\|[ \t]*)?%")
_BEFORE = re.compile(rf"{CONTAINER}\Z")
_ITEM = re.compile(r"[-+*>:]|\d{1,9}[.)]|\[\^|`{3}|~{3}")
"""What begins a line whose text may go on further in, or a block."""
_LINK_COMMENT = re.compile(r"[ >]*\[[^\]]+\]:[ \t]*(?:#|<#?>)[ \t]*([\"'(].*)")
"""A reference definition that leads nowhere: some write comments so."""
_IN_TICKS = re.compile(r"(?<![`\\])(`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))+?(?<!`)\1(?!`)")
_IN_RST_TICKS = re.compile(
    r"``(?=\S)(?:[^\n]|\n(?![ \t]*\n))+?``"
    r"|:(?:code|literal|math|samp|file|kbd|command|regexp):`[^`\n]+`"
)
"""Code of reStructuredText: plain backticks make a title or a link, and a role may be code."""
_RST_PRIVATE = re.compile(r"[ \t]*\.\.[ \t]*(?:[\w-]+:)?private\b(?!-)", re.IGNORECASE)
_RST_COMMENT = re.compile(
    r"[ \t]*\.\.(?:[ \t]+(?!_|\[|\||__|[\w.+:-]+(?:[ \t][\w.-]+)*::)|[ \t]*\Z)"
)
RST_CODE = re.compile(r"[ \t]*\.\.[ \t]+(?:[\w-]+:)?(?P<name>[\w-]+)::")
TOPMATTER = (
    r"(?:(?P<mark>-{3,}+).*\n(?:.*\n)*?(?: {0,3}(?P=mark)-*|\.{3})"
    r"|\+{3}[ \t]*\n(?:.*\n)*?\+{3})[ \t]*(?:\n|\Z)"
)
"""Front matter as MyST takes it, and TOML: more dashes than three, and dots at the end."""
_TOPMATTER = re.compile(TOPMATTER)
_TOPMATTER_COMMENT = re.compile(r"(?:^|\s)#(.*)")


class Line(NamedTuple):
    """Words of one line of a source."""

    number: int
    """From 1."""
    text: str


class Reading(NamedTuple):
    """What a source holds."""

    private: tuple[tuple[Line, ...], ...]
    """Lines that could be private, by paragraph."""
    public: str
    """All other lines."""


def read(text: str, *, rst: bool = False, code: Set[str] = CODE) -> Reading:
    """Return the private and the public lines of a page.

    :param rst: whether it is reStructuredText, in which ``%`` means itself at the margin.
    :param code: the directives whose content is code.
    """
    lower = text.lower()
    if not any(mark in lower for mark in _MARKS) and not text.startswith(("---", "+++")):
        return Reading((), text)
    return Reader(text, rst, code).read()


def without_code(text: str, *, rst: bool = False, code: Set[str] = CODE) -> list[str]:
    """Return the lines of a page, those of code empty."""
    reader = Reader(text, rst, code)
    reader.read()
    return ["" if n in reader.in_code else line for n, line in enumerate(reader.lines)]


def all_private(text: str) -> Reading:
    """Return all lines of a draft as private ones."""
    return Reading(_paragraphs(dict(enumerate(text.split("\n"), 1))), "")


class _Fence(NamedTuple):
    mark: str
    first: int
    """Index of its first line."""


class Reader:
    def __init__(self, text: str, rst: bool, code: Set[str]) -> None:
        self.rst = rst
        self.code = code
        self.private: dict[int, list[str]] = {}  # by index of a line, its parts
        self.lines: list[str] = []
        self.in_code: set[int] = set()
        self._begin(text)

    def _begin(self, text: str) -> None:
        """Read the front matter, then put all lines in order."""
        overlined = self.rst and text.startswith("----")  # it is a title
        match = None if overlined else _TOPMATTER.match(text)
        head = text[: match.end()].count("\n") if match else 0
        self.lines = text.split("\n")
        for index in range(head):
            if comment := _TOPMATTER_COMMENT.search(self.lines[index]):
                self._note(index, comment[1])
        self.head = head

    def read(self) -> Reading:
        self._find_blocks()
        self._find_comments()
        found = {index + 1: " ".join(parts) for index, parts in sorted(self.private.items())}
        public = self.lines.copy()
        for index in self.private:
            public[index] = self._public(index)
        return Reading(_paragraphs(found), "\n".join(public))

    def _public(self, index: int) -> str:
        """Return what is public in a line."""
        line = self.lines[index]
        for part in self.private[index]:
            line = line.replace(part, " ")
        return line

    def _note(self, index: int, words: str) -> None:
        if words.strip():
            self.private.setdefault(index, []).append(words)

    # -- blocks ----------------------------------------------------------------------------

    def _find_blocks(self) -> None:
        fences: list[_Fence] = []
        flagged: set[int] = set()  # first lines of fences whose class is private
        index = self.head
        for following in self._telling():
            if following < index:
                continue
            index = following
            line = self.lines[index]
            fence = _FENCE.match(line) if "```" in line or "~~~" in line or "::" in line else None
            if fence and fence["info"].strip():
                name = _NAME.match(fence["info"])
                if _PRIVATE_INFO.match(fence["info"]):
                    index = self._private_block(index, fence["mark"])
                    continue
                directive = (name[1].rpartition(":")[2] or name[1]) if name else ""
                if self._is_code(fence["mark"], directive, fence["info"]):
                    index = self._code_block(index, fence["mark"])
                    continue
                fences.append(_Fence(fence["mark"], index))
            elif fence:
                closed = _closed_by(fence["mark"], fences)
                if closed is not None:
                    if fences[closed].first in flagged:
                        self._take(fences[closed].first, index)
                    del fences[closed:]
                elif fence["mark"][0] != ":":
                    index = self._code_block(index, fence["mark"])
                    continue
            index = self._find_in_line(index, fences, flagged)
        for opened in fences:
            if opened.first in flagged:
                self._take(opened.first, len(self.lines) - 1)

    def _telling(self) -> Iterator[int]:
        """Yield the indices of the lines that may begin or end something."""
        for index, line in enumerate(self.lines):
            if _TELLING.search(line) or (self.rst and line.endswith("::")):
                yield index

    def _is_code(self, mark: str, directive: str, info: str) -> bool:
        if directive == "raw":  # other formats have a use for the sign of comments
            return "html" not in info.lower().split()[1:]
        return directive in self.code if directive else mark[0] != ":"

    def _find_in_line(self, index: int, fences: list[_Fence], flagged: set[int]) -> int:
        """Look at one line outside code; return the index of the next one to look at."""
        line = self.lines[index]
        if ".." in line:
            if _RST_PRIVATE.match(line):
                return self._indented(index, private=True)
            code = RST_CODE.match(line)
            if code and code["name"] in self.code:
                return self._indented(index, private=False)
            if (self.rst or fences) and self._is_rst_comment(index):
                return self._indented(index, private=True)
        if self.rst and line.rstrip().endswith("::") and not line.lstrip().startswith(".."):
            return self._indented(index, private=False)
        if "$$" in line and line.count("$$") == 1 and not self.rst:
            return self._maths(index)
        if "%" in line and _PERCENT.match(line) and not (self.rst and line.startswith("%")):
            if line.count("|") < 2:  # else it is a cell of a table
                self._note(index, line)
        elif "]:" in line and (comment := _LINK_COMMENT.match(line)):
            self._note(index, comment[1])
        elif "rivate" in line.lower():
            self._find_names(index, fences, flagged)
        return index + 1

    def _is_rst_comment(self, index: int) -> bool:
        """Tell whether a comment begins; an empty one takes no block after a blank line."""
        line = self.lines[index]
        if not _RST_COMMENT.match(line):
            return False
        following = self.lines[index + 1 : index + 2]
        return line.strip() != ".." or any(each.strip() for each in following)

    def _find_names(self, index: int, fences: list[_Fence], flagged: set[int]) -> None:
        """Look for the name of the block, and for the class, where no fence shows them."""
        line = _IN_TICKS.sub("", self.lines[index])
        if _BRACED.search(line):
            self._take(index, self._end_of_paragraph(index))
        elif _CLASS.search(line):
            is_option = ":class:" in line and fences
            if is_option or (fences and fences[-1].first == index):
                flagged.add(fences[-1].first)
            elif ".." in line and "::" in line:
                self._indented(index, private=True)
            else:
                self._take(index, self._end_of_paragraph(index))
                following = index + 1
                if following < len(self.lines) and (f := _FENCE.match(self.lines[following])):
                    self._private_block(following, f["mark"])

    def _private_block(self, index: int, mark: str) -> int:
        """Take a block with all that its fences may mean to hold."""
        stack = [mark]
        end = index + 1
        while end < len(self.lines) and stack:
            fence = _FENCE.match(self.lines[end])
            if fence and fence["info"].strip():
                stack.append(fence["mark"])
            elif fence:
                closed = _closed_by(fence["mark"], [_Fence(m, 0) for m in stack])
                if closed is not None:
                    del stack[closed:]
                elif fence["mark"][0] != ":":
                    stack.append(fence["mark"])
            end += 1
        self._take(index, end - 1)
        name = _PRIVATE_NAME.search(self.lines[index])
        self.private[index] = [self.lines[index][name.end() if name else 0 :]]
        return end

    def _code_block(self, index: int, mark: str) -> int:
        """Pass over a block of code; one that ends within a private block, or never, is prose."""
        for end in range(index + 1, len(self.lines)):
            fence = _FENCE.match(self.lines[end])
            closes = fence is not None and fence["mark"].startswith(mark)
            if closes and fence is not None and not fence["info"].strip():
                if self._cuts_private(index + 1, end):
                    break
                self.in_code.update(range(index, end + 1))
                return end + 1
        return index + 1

    def _cuts_private(self, first: int, end: int) -> bool:
        """Tell whether a private block begins in these lines and does not end in them."""
        opened = ""
        for index in range(first, end):
            fence = _FENCE.match(self.lines[index])
            if fence is None:
                continue
            if not opened and _PRIVATE_INFO.match(fence["info"]):
                opened = fence["mark"]
            elif opened and fence["mark"].startswith(opened) and not fence["info"].strip():
                opened = ""
        return bool(opened)

    def _maths(self, index: int) -> int:
        for end in range(index + 1, len(self.lines)):
            if "$$" in self.lines[end]:
                self.in_code.update(range(index, end + 1))
                return end + 1
        return index + 1

    def _indented(self, index: int, *, private: bool) -> int:
        """Take, or pass over, a line and the deeper ones after it; return the next one's index."""
        depth = _depth(self.lines[index])
        end = index + 1
        while end < len(self.lines):
            line = self.lines[end]
            if line.strip() and _depth(line) <= depth:
                break
            end += 1
        if private:
            self._take(index, end - 1)
        else:
            self.in_code.update(range(index + 1, end))
        return end

    def _end_of_paragraph(self, index: int) -> int:
        while index + 1 < len(self.lines) and self.lines[index + 1].strip():
            index += 1
        return index

    def _take(self, first: int, last: int) -> None:
        for index in range(first, min(last + 1, len(self.lines))):
            self.private[index] = [self.lines[index]]
            self.in_code.discard(index)

    # -- comments --------------------------------------------------------------------------

    def _find_comments(self) -> None:
        """Take what stands between comment marks, outside code and backticks."""
        lines = ["" if n in self.in_code else line for n, line in enumerate(self.lines)]
        # the marks of fences are no backticks around code
        text = "\n".join(
            _FENCE.sub(_without_mark, line) if "``" in line else line for line in lines
        )
        end = 0
        while (start := text.find("<!--", end)) >= 0:
            end = start + 4
            if text.startswith((">", "->"), end) or self._is_in_ticks(text, start):
                continue
            close = text.find("-->", end)
            line = text[text.rfind("\n", 0, start) + 1 : start]
            if self._is_indented_code(text.count("\n", 0, start)):
                continue
            if close < 0 and not _BEFORE.match(line):
                continue  # a mark that is left over
            words, end = (text[end:close], close) if close >= 0 else (text[end:], len(text))
            first = text.count("\n", 0, start)
            for number, part in enumerate(words.split("\n"), first):
                if self.private.get(number) != [self.lines[number]]:
                    self._note(number, part)

    def _is_in_ticks(self, text: str, at: int) -> bool:
        """Tell whether a mark stands in backticks: these end with their paragraph at the latest."""
        begin = text.rfind("\n\n", 0, at) + 1
        if text.find("`", begin, at) < 0:
            return False
        end = text.find("\n\n", at)
        paragraph = text[begin:] if end < 0 else text[begin:end]
        ticks = _IN_RST_TICKS if self.rst else _IN_TICKS
        return any(m.start() < at - begin < m.end() for m in ticks.finditer(paragraph))

    def _is_indented_code(self, index: int) -> bool:
        """Tell whether a line is code by its indentation: not in a list, a footnote or a term."""
        if self.rst or _depth(self.lines[index]) < 4:
            return False
        blank = False
        for line in reversed(self.lines[:index]):
            if line.strip() and _depth(line) < 4:
                return blank and not line.startswith(" ") and not _ITEM.match(line)
            blank = not line.strip()
        return False


def _without_mark(match: re.Match[str]) -> str:
    """Return a line with as many spaces as its fence has marks."""
    begin, end = match.start("mark") - match.start(), match.end("mark") - match.start()
    return f"{match[0][:begin]}{' ' * (end - begin)}{match[0][end:]}"


def _closed_by(mark: str, fences: list[_Fence]) -> int | None:
    """Return the index of the fence that a bare *mark* closes: one of its length, else shorter."""
    alike = [n for n, fence in enumerate(fences) if fence.mark[0] == mark[0]]
    exact = [n for n in alike if len(fences[n].mark) == len(mark)]
    shorter = [n for n in alike if len(fences[n].mark) <= len(mark)]
    return (exact or shorter)[-1] if shorter else None


def _depth(line: str) -> int:
    return len(line.expandtabs()) - len(line.expandtabs().lstrip())


def _paragraphs(lines: dict[int, str]) -> tuple[tuple[Line, ...], ...]:
    """Put lines that follow each other together; a blank one parts them."""
    found: list[list[Line]] = []
    last = -1
    for number, text in lines.items():
        if not text.strip():
            continue
        if number != last + 1:
            found.append([])
        found[-1].append(Line(number, text))
        last = number
    return tuple(tuple(paragraph) for paragraph in found)
