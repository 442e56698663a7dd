"""Random source files: valid ones, nearly valid ones, and garbage."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from fuzz.draws import Draws
from fuzz.myst import Myst, indented
from fuzz.rst import Rst
from fuzz.vocabulary import (
    GARBAGE,
    ODD,
    OURS,
    ROLES,
    STOCK,
    STOCK_OPTIONS,
    STOCK_ROLES,
    STOCK_VALUES,
    VALUES,
    options_of,
)

KINDS = ("valid", "unclear", "nearly", "garbage")
"""An unclear page is valid but for private words of which not everybody knows where they end."""


class Page(NamedTuple):
    """A source file before it has a place; ``@`` in its words stands for its number."""

    kind: str
    suffix: str
    text: str
    changes: tuple[str, ...] = ()
    """How a valid page was spoilt."""

    def numbered(self, number: int) -> str:
        """Return its source with its own words."""
        return self.text.replace("@n", f"{number}n")

    @property
    def name(self) -> str:
        """What it is, for a report."""
        return f"{self.kind} {self.suffix[1:]}"


Change = Callable[[Draws, list[str]], list[str]]


def _is_fixed(line: str) -> bool:
    """Tell whether a line says that something is private: that much the author has made plain."""
    return "private" in line or "<!--" in line or "zqx" in line


def _lines(draws: Draws, lines: list[str], wanted: Callable[[str], bool]) -> int | None:
    found = [at for at, line in enumerate(lines) if wanted(line)]
    return draws.pick(found) if found else None


def _is_fence(line: str) -> bool:
    return line.lstrip("> -*1.").startswith((":::", "```", "~~~")) and not _is_fixed(line)


def _drop_fence(draws: Draws, lines: list[str]) -> list[str]:
    at = _lines(draws, lines, _is_fence)
    return lines if at is None else [*lines[:at], *lines[at + 1 :]]


def _resize_fence(draws: Draws, lines: list[str]) -> list[str]:
    at = _lines(draws, lines, lambda line: ":::" in line or "```" in line)
    if at is None:
        return lines
    mark = ":" if ":::" in lines[at] else "`"
    size = draws.pick((1, 2, 3, 4, 9))
    head, _, tail = lines[at].partition(mark * 3)
    return [*lines[:at], head + mark * size + tail.lstrip(mark), *lines[at + 1 :]]


def _indent(draws: Draws, lines: list[str]) -> list[str]:
    begin = draws.below(len(lines))
    end = min(len(lines), begin + draws.between(1, 5))
    by = draws.pick((1, 2, 3, 4, 7))
    return [*lines[:begin], *indented(lines[begin:end], by), *lines[end:]]


def _unindent(draws: Draws, lines: list[str]) -> list[str]:
    at = _lines(draws, lines, lambda line: line.startswith(" ") and "zqx" not in line)
    return lines if at is None else [*lines[:at], lines[at].lstrip(), *lines[at + 1 :]]


def _swap(draws: Draws, lines: list[str]) -> list[str]:
    """Exchange two neighbours, unless that takes a word out of its private block."""
    at = draws.below(len(lines))
    pair = lines[at : at + 2]
    if len(pair) < 2 or any(map(_is_fixed, pair)) or any(map(_is_fence, pair)):
        return lines
    return [*lines[:at], *reversed(pair), *lines[at + 2 :]]


def _drop(draws: Draws, lines: list[str]) -> list[str]:
    at = _lines(draws, lines, lambda line: not _is_fixed(line))
    return lines if at is None else [*lines[:at], *lines[at + 1 :]]


def _drop_blank(draws: Draws, lines: list[str]) -> list[str]:
    at = _lines(draws, lines, lambda line: not line.strip())
    return lines if at is None else [*lines[:at], *lines[at + 1 :]]


def _repeat(draws: Draws, lines: list[str]) -> list[str]:
    at = draws.below(len(lines))
    return [*lines[:at], *[lines[at]] * draws.pick((2, 3)), *lines[at + 1 :]]


def _open_comment(draws: Draws, lines: list[str]) -> list[str]:
    at = draws.below(len(lines) + 1)
    return [*lines[:at], draws.pick(("<!--", "a <!-- b", "-->", "a --> b")), *lines[at:]]


def _put_odd(draws: Draws, lines: list[str]) -> list[str]:
    at = _lines(draws, lines, lambda line: not _is_fixed(line))
    if at is None:
        return lines
    words = lines[at].split(" ")
    words.insert(draws.below(len(words) + 1), draws.pick(ODD))
    return [*lines[:at], " ".join(words), *lines[at + 1 :]]


def _put_value(draws: Draws, lines: list[str]) -> list[str]:
    at = _lines(draws, lines, lambda line: line.lstrip().startswith(":") and not _is_fixed(line))
    if at is None:
        return lines
    name = lines[at].rpartition(": ")[0] or ":x"
    return [*lines[:at], f"{name}: {draws.pick(VALUES)}", *lines[at + 1 :]]


def _tabs(draws: Draws, lines: list[str]) -> list[str]:
    return [line.replace("  ", "\t") for line in lines]


def _lengthen(draws: Draws, lines: list[str]) -> list[str]:
    at = draws.below(len(lines))
    piece = draws.pick(("x", "a ", "*", "[", "{", "(", "`", "|", "<", "\\", "_", "> "))
    long = lines[at] + " " + piece * draws.pick((200, 5000))
    return [*lines[:at], long, *lines[at + 1 :]]


def _deepen(draws: Draws, lines: list[str]) -> list[str]:
    mark = draws.pick(("> ", "- ", "  "))
    return [line if line.startswith("# ") else mark * draws.pick((4, 30)) + line for line in lines]


def _put_garbage(draws: Draws, lines: list[str]) -> list[str]:
    at = draws.below(len(lines) + 1)
    return [*lines[:at], draws.pick(GARBAGE), *lines[at:]]


CHANGES: dict[str, Change] = {
    "fence dropped": _drop_fence,
    "fence resized": _resize_fence,
    "indented": _indent,
    "unindented": _unindent,
    "swapped": _swap,
    "dropped": _drop,
    "blank dropped": _drop_blank,
    "repeated": _repeat,
    "comment opened": _open_comment,
    "odd character": _put_odd,
    "odd value": _put_value,
    "tabs": _tabs,
    "long": _lengthen,
    "deep": _deepen,
    "stray mark": _put_garbage,
}


def _encode(draws: Draws, text: str) -> str:
    """Return the text with other line ends or a mark before it, now and then."""
    form = draws.below(12)
    if form == 0:
        return text.replace("\n", "\r\n")
    if form == 1:
        return "\ufeff" + text
    if form == 2:
        return text.replace("\n", "\r")
    return text.rstrip("\n") if form == 3 else text


def _garbage(draws: Draws, suffix: str) -> str:
    """Return blocks, directives and marks in no order, one inside the other by chance."""
    writer = Rst(draws, False) if suffix == ".rst" else Myst(draws, False)
    lines: list[str] = []
    depth = 0
    for _ in range(draws.between(2, 14)):
        kind = draws.below(8)
        if kind < 2:
            new = [" ".join(draws.pick(GARBAGE) for _ in range(draws.between(1, 4)))]
        elif kind < 5:
            new = _directive(draws, suffix, writer)
        elif kind == 5:
            role = draws.pick((*ROLES, *STOCK_ROLES))
            value = draws.pick((*VALUES, *STOCK_VALUES)).replace("`", "")
            new = [f":{role}:`{value}`" if suffix == ".rst" else f"{{{role}}}`{value}`"]
        elif kind == 6:
            new = writer.block(draws.below(4))
        else:
            new = [""] * draws.between(1, 2)
        depth = max(0, depth + draws.between(-1, 1))
        lines += indented(new, draws.pick((0, 2, 3, 4)) * depth)
    return "\n".join(lines) + "\n"


def _directive(draws: Draws, suffix: str, writer: Myst | Rst) -> list[str]:
    """Return any directive with any options and some body."""
    ours = draws.chance(2)
    name = draws.pick(OURS if ours else STOCK)
    known = tuple(options_of(name)) if ours else ()
    values = (*VALUES, *STOCK_VALUES)
    names = draws.some((*known, *STOCK_OPTIONS), 3)
    options = [f":{option}: {draws.pick(values)}" for option in names]
    argument = draws.pick((*values, "a", "dot.svg", "python"))
    body = writer.block(draws.between(2, 4)) if draws.chance(2) else []
    if draws.chance(6):
        name, argument = "include", draws.pick(("none.md", "part.txt", "/part.txt", ""))
    if suffix == ".rst":
        inner = indented([*options, *draws.pick(([], [""])), *body], 3)
        return ["", f".. {name}:: {argument}", *inner, *draws.pick(([], [""]))]
    mark = draws.pick((":", "`", "`")) * draws.between(3, 6)
    end = mark if not draws.chance(5) else mark + mark[0]
    return [f"{mark}{{{name}}} {argument}", *options, *draws.pick(([], [""])), *body, end]


def make_page(random: Random) -> Page:
    """Make a page from random numbers."""
    draws = Draws(random)
    kind = draws.pick(("valid", "nearly", "nearly", "garbage"))
    suffix = draws.pick((".md", ".md", ".rst"))
    if kind == "garbage":
        return Page(kind, suffix, _encode(draws, _garbage(draws, suffix)))
    writer = Rst(draws, kind == "valid") if suffix == ".rst" else Myst(draws, kind == "valid")
    text = writer.page()
    if kind == "valid":
        return Page("unclear" if writer.unclear else kind, suffix, text)
    lines = text.split("\n")
    done = []
    for _ in range(draws.between(1, 3)):
        change = draws.pick(tuple(CHANGES))
        lines = CHANGES[change](draws, lines) or [""]
        done.append(change)
    return Page(kind, suffix, _encode(draws, "\n".join(lines)), tuple(sorted(set(done))))


pages = st.randoms(use_true_random=True).map(make_page)
"""Hypothesis seeds each page. Its own mutations of a page would make five of six the same."""
