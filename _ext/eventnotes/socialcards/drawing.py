"""A social card as a picture: 1200 by 630 pixels, of few colours. The same words and fonts make the
same bytes.

Nothing here imports Sphinx or docutils.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from eventnotes.socialcards.letters import Run, Typeface, is_leftward, lines, longest_word, stars

WIDTH, HEIGHT = 1200, 630
RECIPE = 1
"""Counts up when cards look otherwise."""

_EDGE = 80
_INNER = WIDTH - 2 * _EDGE
_TITLES = ((92, 2), (76, 3), (62, 4), (50, 5))
"""Sizes of a title, each with the lines that it may have."""
_LEADING = 1.14
_TOP, _TOP_ABOVE, _BOTTOM = 40, 136, 500
"""Between which heights the title and what is below it stand."""
_BELOW = 60
_MOST_STARS = 10

_PAPER = (0xFB, 0xFB, 0xFD)
_COLOURS = {
    "ink": (0x23, 0x27, 0x3D),
    "second": (0x47, 0x4D, 0x6A),
    "third": (0x5D, 0x64, 0x85),
    "line": (0xDF, 0xE1, 0xEC),
    "amber": (0x9A, 0x53, 0x00),
}
"""Those of this project's own site, on a light ground."""
_LEVELS = 32
"""How many shades a colour has, from the paper on."""


class Facts(NamedTuple):
    """What a card says."""

    title: str
    above: Sequence[str]
    """Whose event it is: of several spellings, the first that can be drawn."""
    below: Sequence[str]
    """When and where: of several spellings, the first that can be drawn."""
    score: tuple[int, int, str] | None
    """Half stars, the stars that there are, and both in words."""
    number: str
    """How many talks."""
    site: str


class Type(NamedTuple):
    """The two typefaces of a card."""

    title: Typeface
    text: Typeface


def can_be_drawn(title: str, type_: Type) -> bool:
    """Tell whether the fonts have all letters of a title."""
    return type_.title.runs(title) is not None


def draw(facts: Facts, type_: Type) -> bytes:
    """Return a card as PNG.

    :raises ValueError: the title can't be drawn.
    """
    title = type_.title.runs(facts.title)
    if title is None:
        raise ValueError("the title has a letter that no font has")
    card = _Card()
    card.fill("amber", (0, 0, WIDTH, 14))
    above = _first(facts.above, type_.title)
    below = _first(facts.below, type_.text)
    if above is not None:
        card.line(type_.title, _cut(type_.title, above, 34, _INNER), 34, 116, "amber")
    size, found = _fitting(type_.title, title)
    step = int(size * _LEADING)
    height = step * len(found) + (_BELOW if below is not None else 0)
    top = (_TOP_ABOVE if above is not None else _TOP) + _BOTTOM - height
    base = top // 2 + int(size * 0.85)
    for line in found:
        card.line(type_.title, line, size, base, "ink")
        base += step
    if below is not None:
        base += _BELOW - int(size * 0.85)
        card.line(type_.text, _cut(type_.text, below, 38, _INNER), 38, base, "second")
    card.fill("line", (_EDGE, 520, WIDTH - _EDGE, 522))
    _foot(card, facts, type_)
    return card.png()


def _foot(card: _Card, facts: Facts, type_: Type) -> None:
    """Draw the score and the number of talks, and at the other end whose notes these are."""
    text = type_.text
    site = type_.title.runs(facts.site)
    if site is not None:
        site = _cut(type_.title, site, 34, _INNER // 2)
        card.line(type_.title, site, 34, 580, "third", at_end=True)
    across = _EDGE
    if facts.score is not None:
        halves, scale, words = facts.score
        if scale <= _MOST_STARS:
            full, rest = stars(halves, scale, 40)
            card.paste(full, "amber", (across, 548))
            card.paste(rest, "line", (across, 548))
            across += full.width + 20
        elif (said := text.runs(words)) is not None:
            across += card.line(text, said, 34, 580, "amber") + 28
    number = text.runs(facts.number)
    if number is not None:
        card.line(text, number, 34, 580, "second", across=across)


def _first(spellings: Sequence[str], typeface: Typeface) -> list[Run] | None:
    every = (typeface.runs(each) for each in spellings if each)
    return next((runs for runs in every if runs is not None), None)


def _fitting(typeface: Typeface, runs: Sequence[Run]) -> tuple[int, list[list[Run]]]:
    """Return the largest size in which a title has room, and its lines; too long a one is cut."""
    for size, most in _TITLES:
        is_last = size == _TITLES[-1][0]
        if is_last or longest_word(typeface, runs, size) <= _INNER:
            found = lines(typeface, runs, size, _INNER)
            if len(found) <= most:
                return size, found
    rest = [run for line in found[most - 1 :] for run in (*line, Run(" ", line[-1].font))]
    return size, [*found[: most - 1], _cut(typeface, rest, size, _INNER)]


def _cut(typeface: Typeface, runs: Sequence[Run], size: int, width: int) -> list[Run]:
    """Return a line as far as there is room, with dots where it goes on."""
    kept = list(runs)
    if typeface.length(kept, size) <= width:
        return kept
    dots = typeface.runs("…") or [Run("...", 0)]
    while kept and typeface.length([*kept, *dots], size) > width:
        text, at = kept.pop()
        if len(text) > 1:
            kept.append(Run(text[:-1].rstrip(), at))
    return [*kept, *dots]


class _Card:
    """The picture while it is made: the number of a colour, times its shades, and the shade."""

    def __init__(self) -> None:
        self._image = Image.new("P", (WIDTH, HEIGHT))
        self._image.putpalette(_PALETTE)

    def fill(self, colour: str, box: tuple[int, int, int, int]) -> None:
        """Fill a box."""
        self._image.paste(_SHADES[colour][-1], box)

    def line(
        self,
        typeface: Typeface,
        runs: Sequence[Run],
        size: int,
        base: int,
        colour: str,
        *,
        across: int = _EDGE,
        at_end: bool = False,
    ) -> int:
        """Draw a line of text, and return its length."""
        length = round(typeface.length(runs, size))
        if at_end or (is_leftward(runs) and across == _EDGE):
            across = WIDTH - _EDGE - length
        self.paste(typeface.draw(runs, size), colour, (across - size // 2, base - size))
        return length

    def paste(self, mask: Image.Image, colour: str, at: tuple[int, int]) -> None:
        """Draw what a mask has, in a colour."""
        drawn = mask.getbbox()
        if drawn is not None:
            part = mask.crop(drawn)
            place = (at[0] + drawn[0], at[1] + drawn[1])
            self._image.paste(part.point(_SHADES[colour]), place, part.point(_ANY, "1"))

    def png(self) -> bytes:
        """Return the picture."""
        file = BytesIO()
        self._image.save(file, "PNG", compress_level=3)
        return file.getvalue()


_ANY = [0] * 4 + [255] * 252
_SHADES = {
    name: [at * _LEVELS + shade * (_LEVELS - 1) // 255 for shade in range(256)]
    for at, name in enumerate(_COLOURS)
}
"""By colour, what each value of a mask becomes."""
_PALETTE = [
    round(paper + (own - paper) * shade / (_LEVELS - 1))
    for colour in _COLOURS.values()
    for shade in range(_LEVELS)
    for paper, own in zip(_PAPER, colour, strict=True)
]
