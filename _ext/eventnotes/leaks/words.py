"""Words of any text in one form, for sources and outputs alike, and the runs that are looked for.

A word is a run of ASCII letters and digits in lower case; each further letter is a word of its own
(as its code point), so that words of all scripts are found by one fast way. Other characters,
entities and typographic marks part words and are none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

RUN = 4
"""Words of a run that is looked for; a line or paragraph of fewer is one itself."""
SIZES = tuple(range(2, RUN + 1))
BREAK = b"\x01"
"""Stands between blocks in a text; no run goes across it."""

_ENTITY = re.compile(rb"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)
_NO_LETTER = re.compile(
    rb"\\(?:u2[0-9a-f]{3}|u30[01][0-9a-f]|uff[01][0-9a-f]|ufe[0-9a-f]{2}|x[89ab][0-9a-f]|xd7|xf7"
    rb"|ud[89a-f][0-9a-f]{2}|U000[1ef][0-9a-f]{4})"
)
"""What ``backslashreplace`` makes of characters that are no letters, as far as it matters."""
_LETTER = re.compile(rb"(?:x[c-f][0-9a-f]|u[0-9a-f]{4}|u[0-9a-f]{8})\Z", re.IGNORECASE)
_KEEP = b"abcdefghijklmnopqrstuvwxyz0123456789" + BREAK
_TABLE = bytes(lower if lower in _KEEP else 32 for lower in bytes(range(256)).lower())


def words_of(text: str) -> list[bytes]:
    """Return the words of a text, in order.

    >>> words_of("Don’t *shout*, Zoë &amp; 王")
    [b'don', b't', b'shout', b'zo', b'xeb', b'u738b']
    """
    data = text.encode("ascii", "backslashreplace")
    if b"&" in data:
        data = _ENTITY.sub(b" ", data)
    if b"\\" in data:
        data = _NO_LETTER.sub(b" ", data)
    return data.translate(_TABLE).split()


@functools.cache
def digest(word: bytes) -> bytes:
    """Return the hash by which a private word is kept."""
    return blake2b(word, digest_size=8).digest()


def is_distinctive(word: bytes) -> bool:
    """Tell whether a word can say something by itself: three letters, or five digits.

    One letter of another script, which counts as a word, can't.
    """
    if word.isdigit():
        return len(word) >= 5
    return len(word) >= 3 and not _LETTER.match(word)


class Place(NamedTuple):
    """A line of a source, counted from 1."""

    path: str
    line: int


class Paragraph(NamedTuple):
    """A private paragraph as hashes: for each line its number and its words."""

    lines: tuple[tuple[int, tuple[bytes, ...]], ...]


class Index:
    """The private words of a site as numbers, with the runs and single words to look for."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}  # by hash; 0 is no private word
        self._known = _Known(self._numbers)
        self.runs: dict[int, set[tuple[int, ...]]] = {size: set() for size in SIZES}
        self._starts: set[int] = set()  # first words of runs shorter than RUN
        self._paragraphs: list[tuple[str, Paragraph]] = []

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def add(self, path: str, paragraphs: Iterable[Paragraph]) -> None:
        """Add what a file holds."""
        numbers = self._numbers
        for paragraph in paragraphs:
            self._paragraphs.append((path, paragraph))
            whole: list[int] = []
            for _, words in paragraph.lines:
                line = [numbers.setdefault(word, len(numbers) + 1) for word in words]
                whole += line
                if 1 < len(line) < RUN:
                    self._add_short(line)
            if len(whole) >= RUN:
                self.runs[RUN].update(_windows(whole))
            elif len(whole) > 1:
                self._add_short(whole)

    def _add_short(self, run: list[int]) -> None:
        self.runs[len(run)].add(tuple(run))
        self._starts.add(run[0])

    def numbers(self, words: Iterable[bytes]) -> list[int]:
        """Return the number of each word; 0 for one that is nowhere private."""
        return list(map(self._known.__getitem__, words))

    def run_of(self, hashes: Iterable[bytes]) -> tuple[int, ...]:
        """Return a run by the hashes of its words; each is that of a private word."""
        return tuple(self._numbers[hashed] for hashed in hashes)

    def hashes_of(self, run: tuple[int, ...]) -> tuple[bytes, ...]:
        """Return the hashes of a run's words."""
        return tuple(digest(self._known.words[number]) for number in run)

    def word(self, number: int) -> bytes:
        """Return the word of a number that :meth:`numbers` has given."""
        return self._known.words[number]

    def find(self, numbers: list[int]) -> set[tuple[int, ...]]:
        """Return the runs of two words and more that stand in a text."""
        found: set[tuple[int, ...]] = set()
        if self.runs[RUN]:
            found.update(self.runs[RUN].intersection(_windows(numbers)))
        starts = self._starts.intersection(numbers)
        for at in [n for n, number in enumerate(numbers) if number in starts] if starts else ():
            for size in range(2, RUN):
                run = tuple(numbers[at : at + size])
                if run in self.runs[size]:
                    found.add(run)
        return found

    def places(self, wanted: Iterable[tuple[int, ...]]) -> dict[tuple[int, ...], Place]:
        """Return where each run, or single word, stands first."""
        left = set(wanted)
        found: dict[tuple[int, ...], Place] = {}
        for path, paragraph in self._paragraphs:
            numbered = [
                (line, self._numbers[hashed]) for line, words in paragraph.lines for hashed in words
            ]
            for size in {len(run) for run in left}:
                for at in range(len(numbered) - size + 1):
                    run = tuple(number for _, number in numbered[at : at + size])
                    if run in left:
                        left.discard(run)
                        found[run] = Place(path, numbered[at][0])
            if not left:
                break
        return found


def _windows(numbers: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield each run of :data:`RUN` words."""
    return zip(*(numbers[n:] for n in range(RUN)), strict=False)


class _Known(dict[bytes, int]):
    """Numbers by word, filled as words are met, and the words of private ones by number."""

    def __init__(self, numbers: dict[bytes, int]) -> None:
        super().__init__()
        self._numbers = numbers
        self.words: dict[int, bytes] = {}

    def __missing__(self, word: bytes) -> int:
        number = self[word] = self._numbers.get(digest(word), 0)
        if number:
            self.words[number] = word
        return number
