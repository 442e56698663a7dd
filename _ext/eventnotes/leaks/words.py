"""Words of any text in one form, for sources and outputs alike, and the runs that are looked for.

A word is a run of ASCII letters and digits in lower case; each further letter is a word of its own
(as its code point), so that words of all scripts are found by one fast way. Other characters,
entities and typographic marks part words and are none.
"""

from __future__ import annotations

import functools
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Set
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

RUN = 4
"""Words of a run that is looked for; a line or paragraph of fewer is one itself."""
SIZES = tuple(range(2, RUN + 1))
BREAK = b"\x01"
"""Stands between blocks in a text; no run goes across it."""

_ESCAPES = {
    b"&": re.compile(rb"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});"),
    b"%": re.compile(rb"%[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*"),
    b"\\": re.compile(rb"\\(?:u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})*|x[0-9a-fA-F]{2}|[nrt])"),
}
"""What stands for other characters: in HTML, in an address (RFC 3986 §2.1), in JSON and scripts;
of those beyond U+FFFF each is written as two there (RFC 8259 §7)."""
_LETTERS = re.compile(rb"[\x80-\xff]+")
_ASCII = bytes(range(128))
_MANY = 16
"""Letters beyond ASCII in one text of which each is looked for by itself."""
_PARTS = frozenset(
    [c for c in map(chr, range(0x3100)) if unicodedata.combining(c) or "\u1100" <= c <= "\u11ff"]
)
"""What may stand behind a letter that it is a part of: accents, voice marks, Korean letters."""
_JOINING = frozenset("\u00ad\u200c\u200d\u2060\ufeff")
"""Characters within words that nobody sees: soft hyphens and joiners."""
_LETTER = re.compile(rb"(?:x[c-f][0-9a-f]|u[0-9a-f]{4}|u[0-9a-f]{8})\Z", re.IGNORECASE)
_KEEP = b"abcdefghijklmnopqrstuvwxyz0123456789" + BREAK
_TABLE = bytes(lower if lower in _KEEP else 32 for lower in bytes(range(256)).lower())


def words_of(text: str) -> list[bytes]:
    """Return the words of a text, in order.

    >>> words_of("Don’t *shout*, Zoë &amp; 王")
    [b'don', b't', b'shout', b'zo', b'xeb', b'u738b']
    """
    return words_in(text.encode("utf-8", "ignore"))


def words_in(data: bytes) -> list[bytes]:
    """Return the words of a text in UTF-8, in order."""
    for sign, escaped in _ESCAPES.items():
        if sign in data:
            data = escaped.sub(_meant, data)
    others = data.translate(None, _ASCII)
    if others:
        met = {*others.decode("utf-8", "ignore")}
        if not met.isdisjoint(_PARTS):
            data = unicodedata.normalize("NFC", data.decode("utf-8", "ignore")).encode()
            met = {*data.translate(None, _ASCII).decode()}
        if len(met) > _MANY:
            data = _LETTERS.sub(_spelled, data)
        else:
            for character in met:
                data = data.replace(character.encode(), _spelling(character.encode()))
    return data.translate(_TABLE).split()


def _meant(match: re.Match[bytes]) -> bytes:
    """Return what stands for an escape."""
    return _characters(match[0])


@functools.cache
def _characters(escaped: bytes) -> bytes:
    text = escaped.decode("ascii")
    if text.startswith("&"):
        said = html.unescape(text)
        said = " " if said == text else said
    elif text.startswith("%"):
        return unquote_to_bytes(text)
    elif text[1] in "uU":
        said = json.loads(f'"{text.lower()}"')
    else:
        said = chr(int(text[2:], 16)) if len(text) > 2 else " "
    return said.replace(BREAK.decode(), " ").encode("utf-8", "ignore")


def _spelled(match: re.Match[bytes]) -> bytes:
    """Return how letters beyond ASCII are spelt in words."""
    return _spelling(match[0])


@functools.cache
def _spelling(letters: bytes) -> bytes:
    text = unicodedata.normalize("NFKC", letters.decode("utf-8", "ignore")).lower()
    return "".join(map(_letter, text)).encode("ascii")


def _letter(character: str) -> str:
    if character in _JOINING:
        return ""
    if unicodedata.category(character)[0] not in "LMN":
        return " "
    if character.isascii():
        return character
    return f" {character.encode('ascii', 'backslashreplace')[1:].decode()}"


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
    """The private words of a site as signs, with the runs and single words to look for.

    Each private word is a character, and a text a string of them, with a space for every other
    word; so a run is a part of a string.
    """

    def __init__(self) -> None:
        self._signs: dict[bytes, str] = {}  # by hash
        self._known = _Known(self._signs)
        self.runs: dict[int, set[str]] = {size: set() for size in SIZES}
        self._paragraphs: list[tuple[str, Paragraph]] = []

    def add(self, path: str, paragraphs: Iterable[Paragraph]) -> None:
        """Add what a file holds."""
        for paragraph in paragraphs:
            self._paragraphs.append((path, paragraph))
            lines = ["".join(map(self._sign, words)) for _, words in paragraph.lines]
            whole = "".join(lines)
            for line in (*lines, whole):
                if 1 < len(line) < RUN:
                    self.runs[len(line)].add(line)
            self.runs[RUN].update(map("".join, _windows(whole, RUN)))

    def _sign(self, hashed: bytes) -> str:
        return self._signs.setdefault(hashed, chr(_FIRST + len(self._signs)))

    def signs(self, words: Iterable[bytes]) -> str:
        """Return the sign of each word; a space for one that is nowhere private."""
        return "".join(map(self._known.__getitem__, words))

    def word(self, sign: str) -> bytes:
        """Return the word of a sign that :meth:`signs` has given."""
        return self._known.words[sign]

    def all_runs(self) -> set[str]:
        """Return all runs, and all words as runs of one."""
        return set().union(self._signs.values(), *self.runs.values())

    def hashed(self, runs: Iterable[str]) -> frozenset[bytes]:
        """Return a hash of each run, the same in every build."""
        hashes = {sign: hashed for hashed, sign in self._signs.items()}
        return frozenset(digest(b"".join(map(hashes.__getitem__, run))) for run in runs)

    def find(self, said: str) -> set[str]:
        """Return the runs of two words and more that stand in a text."""
        found: set[str] = set()
        for size, runs in self.runs.items():
            if runs:
                found |= runs.intersection(map("".join, _windows(said, size)))
        return found

    def places(self, wanted: Iterable[str]) -> dict[str, Place]:
        """Return where each run, or single word, stands first."""
        left = set(wanted)
        found: dict[str, Place] = {}
        for path, paragraph in self._paragraphs:
            lines = [line for line, words in paragraph.lines for _ in words]
            said = "".join(self._sign(hashed) for _, words in paragraph.lines for hashed in words)
            for size in {len(run) for run in left}:
                for at, run in enumerate(map("".join, _windows(said, size))):
                    if run in left:
                        left.discard(run)
                        found[run] = Place(path, lines[at])
            if not left:
                break
        return found


class Search:
    """Looks for some runs of an index in texts of which few words are private."""

    def __init__(self, runs: Set[str]) -> None:
        self._long = {tuple(run) for run in runs if len(run) == RUN}
        self._short = {run for run in runs if len(run) < RUN}
        begins = {run[0] for run in self._short}
        self._begin = re.compile(f"[{''.join(sorted(begins))}]" if begins else "(?!)")
        self._private = re.compile(f"[^ ]{{{RUN},}}")

    def find(self, said: str) -> set[str]:
        """Return those that stand in a text."""
        found: set[str] = set()
        if self._long:
            private = " ".join(self._private.findall(said))
            found.update(map("".join, self._long.intersection(_windows(private, RUN))))
        for match in self._begin.finditer(said):
            begin = match.start()
            runs = (said[begin : begin + size] for size in range(1, RUN))
            found.update(self._short.intersection(runs))
        return found


_FIRST = 0x80
"""The first sign; it means nothing in a regular expression, nor do those after it."""


def _windows(said: str, size: int) -> Iterator[tuple[str, ...]]:
    """Yield each run of so many words."""
    return zip(*(said[n:] for n in range(size)), strict=False)


class _Known(dict[bytes, str]):
    """Signs by word, filled as words are met, and the words of private ones by sign."""

    def __init__(self, signs: dict[bytes, str]) -> None:
        super().__init__()
        self._signs = signs
        self.words: dict[str, bytes] = {}

    def __missing__(self, word: bytes) -> str:
        sign = self[word] = self._signs.get(digest(word), " ")
        if sign != " ":
            self.words[sign] = word
        return sign
