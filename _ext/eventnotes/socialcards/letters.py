"""Letters in the fonts of a site: which font has one, how long a line is, and where it may end.

A picture shows no box in place of a letter. What no font has is left out if it only adorns a text,
as an emoji does; else the text can't be drawn. Nothing here imports Sphinx or docutils.
"""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont, features

_PROBE = 32
"""The size, in pixels, in which letters are looked at."""
_MEASURED = 100
"""The size, in pixels, in which lengths are measured."""
_LARGE = 50
"""The size from which letters need not be drawn larger at first: the spaces between small ones
would be uneven in whole pixels."""
_FEW = 32
"""How many lines are kept as they were drawn."""
_HEAVIEST = 1000
_MOST = 400
"""How many letters of a text are looked at; no card has room for more."""
_NO_LETTER = "\U0010ffff"
_JOINERS = frozenset("\u200c\u200d")
_ADORN = frozenset({"So", "Sk", "Me"})
"""The categories of what can be left out: emoji and other signs, the colour of one, a frame."""
_END_ONLY = frozenset({"Pe", "Pf", "Po"})
_COMPLEX = range(0x590, 0x10A0)
"""Scripts whose letters depend on their neighbours, from Hebrew to Burmese."""


class Run(NamedTuple):
    """Letters of one font."""

    text: str
    font: int
    """Which of the typeface's."""


class Typeface:
    """Some font files, in the order in which they are asked for a letter."""

    def __init__(self, files: Sequence[bytes], weight: int) -> None:
        """Take the contents of the files.

        :param weight: of a variable font, from 1 to 1000.
        :raises OSError: one of them is no font that can be read.
        """
        self._files = files
        self._weight = weight
        self._fonts: dict[tuple[int, int], ImageFont.FreeTypeFont] = {}
        self._found: dict[str, int] = {}
        self._lengths: dict[Run, float] = {}
        self._runs: dict[str, list[Run] | None] = {}
        self._drawn: dict[tuple[tuple[Run, ...], int], Image.Image] = {}
        self._missing = [_look(self.font(at, _PROBE), _NO_LETTER) for at in range(len(files))]

    def font(self, at: int, size: int) -> ImageFont.FreeTypeFont:
        """Return one of the fonts in a size in pixels."""
        if (at, size) not in self._fonts:
            made = ImageFont.truetype(BytesIO(self._files[at]), size)
            self._fonts[at, size] = made
            _set_weight(made, self._weight)
        return self._fonts[at, size]

    def runs(self, text: str) -> list[Run] | None:
        """Return a text in runs of one font; nothing if it has a letter that no font has."""
        if text not in self._runs:
            self._runs[text] = self._runs_of(text)
        return self._runs[text]

    def _runs_of(self, text: str) -> list[Run] | None:
        found: list[tuple[str, int]] = []
        left_out = False
        for char in unicodedata.normalize("NFC", " ".join(text[:_MOST].split())):
            category = unicodedata.category(char)
            spaced = not found or found[-1][0] == " "
            if category[0] == "Z":
                if not spaced:
                    found.append((" ", max(self._font_of(" "), 0)))
            elif char in _JOINERS:
                if not spaced and found[-1][0].isalpha():
                    found.append((char, found[-1][1]))
            elif category[0] == "C" or _is_selector(char):
                continue
            elif (at := self._font_of(char)) >= 0:
                if found and spaced and left_out and category == "Po":
                    found.pop()  # a comma after an emoji now follows the word before
                found.append((char, at))
                left_out = False
            elif category in _ADORN:
                left_out = True
            else:
                return None
        while found and found[-1][0] == " ":
            found.pop()
        letters = "".join(char for char, _ in found)
        if not letters or not _can_be_set(letters, len({at for _, at in found})):
            return None
        groups = itertools.groupby(found, key=lambda each: each[1])
        return [Run("".join(char for char, _ in group), at) for at, group in groups]

    def length(self, runs: Iterable[Run], size: int) -> float:
        """Return about how long a line is, in pixels."""
        return sum(map(self._length, runs)) * size / _MEASURED

    def draw(self, runs: Iterable[Run], size: int) -> Image.Image:
        """Return a line as a mask, whose base line is at the height of *size*.

        The lines that most cards have are drawn once; so nobody may draw into one.
        """
        key = (tuple(runs), size)
        mask = self._drawn.pop(key, None) or self._draw(*key)
        self._drawn[key] = mask  # as the last of them, so that the first was not asked for longest
        if len(self._drawn) > _FEW:
            del self._drawn[next(iter(self._drawn))]
        return mask

    def _draw(self, runs: tuple[Run, ...], size: int) -> Image.Image:
        fine = 2 if size < _LARGE else 1
        mask = Image.new("L", ((int(self.length(runs, size)) + 2 * size) * fine, size * 2 * fine))
        drawn = ImageDraw.Draw(mask)
        across = float(size // 2 * fine)
        for text, at in runs:
            font = self.font(at, size * fine)
            drawn.text((across, size * fine), text, 255, font, anchor="ls")
            across += font.getlength(text)
        return mask.reduce(fine) if fine > 1 else mask

    def _length(self, run: Run) -> float:
        if run not in self._lengths:
            self._lengths[run] = self.font(run.font, _MEASURED).getlength(run.text)
        return self._lengths[run]

    def _font_of(self, char: str) -> int:
        """Return the first font that has a letter, or -1."""
        if char not in self._found:
            every = range(len(self._files))
            has = (n for n in every if _look(self.font(n, _PROBE), char) != self._missing[n])
            self._found[char] = next(has, -1)
        return self._found[char]


def lines(typeface: Typeface, runs: Sequence[Run], size: int, width: int) -> list[list[Run]]:
    """Return a text in lines of about the same length, none longer than *width*.

    A word that is longer is broken.
    """
    pieces = [
        part
        for piece in _pieces(runs)
        for part in _broken(typeface, piece, size, width, typeface.length(piece, size))
    ]
    lengths = [typeface.length(piece, size) for piece in pieces]
    number = len(_greedy(lengths, width))
    low, high = max(lengths), float(width)
    while number > 1 and high - low > size / 8:
        middle = (low + high) / 2
        if len(_greedy(lengths, middle)) > number:
            low = middle
        else:
            high = middle
    return [_line(pieces[start:end]) for start, end in _greedy(lengths, high)]


def longest_word(typeface: Typeface, runs: Sequence[Run], size: int) -> float:
    """Return how long the longest part of a text is that no line should end in."""
    return max(typeface.length(piece, size) for piece in _pieces(runs))


def _broken(
    typeface: Typeface, piece: list[Run], size: int, width: int, length: float
) -> list[list[Run]]:
    """Return a word in parts that have room in a line."""
    if length <= width:
        return [piece]
    letters = [Run(char, at) for text, at in piece for char in text]
    most = max(1, int(len(letters) * width / length * 0.9))
    return [_joined(letters[at : at + most]) for at in range(0, len(letters), most)]


def _greedy(lengths: Sequence[float], width: float) -> list[tuple[int, int]]:
    """Return where lines begin and end if each takes what it has room for."""
    found: list[tuple[int, int]] = []
    start, taken = 0, 0.0
    for at, length in enumerate(lengths):
        if at > start and taken + length > width:
            found.append((start, at))
            start, taken = at, 0.0
        taken += length
    return [*found, (start, len(lengths))]


def _pieces(runs: Sequence[Run]) -> list[list[Run]]:
    """Return what no line may end in: words with the space after them, and single letters of
    scripts that are written without spaces.
    """
    found: list[list[Run]] = [[]]
    ended = False
    for text, at in runs:
        for char in text:
            wide = unicodedata.east_asian_width(char) in "WF"
            stays = unicodedata.category(char) in _END_ONLY or char == " "
            if found[-1] and not stays and (ended or wide):
                found.append([])
            last = found[-1]
            if last and last[-1].font == at:
                last[-1] = Run(last[-1].text + char, at)
            else:
                last.append(Run(char, at))
            ended = char in " -–—/" or wide
    return found


def _line(pieces: Iterable[Sequence[Run]]) -> list[Run]:
    found = _joined(itertools.chain.from_iterable(pieces))
    found[-1] = Run(found[-1].text.rstrip(), found[-1].font)
    return found


def _joined(runs: Iterable[Run]) -> list[Run]:
    groups = itertools.groupby(runs, key=lambda run: run.font)
    return [Run("".join(run.text for run in group), at) for at, group in groups]


def is_leftward(runs: Iterable[Run]) -> bool:
    """Tell whether the first letter that has a direction is of a script from right to left."""
    every = (unicodedata.bidirectional(char) for text, _ in runs for char in text)
    return next((each for each in every if each in {"L", "R", "AL"}), "L") != "L"


def _can_be_set(letters: str, fonts: int) -> bool:
    """Tell whether letters can be put in order: those of some scripts need a library for it, and
    all of them in one font.
    """
    complex_ones = any(ord(char) in _COMPLEX for char in letters)
    return not complex_ones or (fonts == 1 and bool(features.check("raqm")))


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _look(font: ImageFont.FreeTypeFont, char: str) -> tuple[object, ...]:
    """Return what a letter looks like; what a font does not have looks as any such letter."""
    mask = font.getmask(char)
    return (mask.size, bytes(mask), font.getlength(char))


def _set_weight(font: ImageFont.FreeTypeFont, weight: int) -> None:
    """Set the weight of a font that is variable in its weight and in nothing else."""
    try:
        axes = font.get_variation_axes()
    except OSError:  # it is not variable
        return
    least, most = (axes[0]["minimum"] or 0, axes[0]["maximum"] or 0) if len(axes) == 1 else (0, 0)
    if 0 < least < most <= _HEAVIEST:
        font.set_variation_by_axes([min(max(weight, least), most)])


@functools.cache
def stars(halves: int, number: int, size: int) -> tuple[Image.Image, Image.Image]:
    """Return stars of a score as two masks: of what is full, and of the rest."""
    fine = 4 * size
    step = int(size * 1.22)
    full = Image.new("L", (step * number * 4, fine))
    drawn = ImageDraw.Draw(full)
    for at in range(number):
        drawn.polygon([(at * step * 4 + x * fine, y * fine) for x, y in _STAR], 255)
    whole = full.reduce(4)
    rest = whole.copy()
    edge = halves // 2 * step + halves % 2 * size // 2
    rest.paste(0, (0, 0, edge, size))
    whole.paste(0, (edge, 0, step * number, size))
    return whole, rest


_STAR = (
    *((0.5, 0), (0.62, 0.36), (1, 0.38), (0.7, 0.61), (0.81, 0.98)),
    *((0.5, 0.76), (0.19, 0.98), (0.3, 0.61), (0, 0.38), (0.38, 0.36)),
)
