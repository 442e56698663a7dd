"""Where private words may stand in the sources of a site, and what is said there in public."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path
from typing import NamedTuple

from eventnotes.leaks import spans, texts
from eventnotes.leaks.blocks import read_blocks
from eventnotes.leaks.formats import notebook_text, translations
from eventnotes.leaks.words import Index, Paragraph, digest, words_of

TEXT = frozenset({".md", ".markdown", ".rst", ".rest", ".txt", ".inc", ".ipynb", ".myst", ".mdx"})
"""Endings of files in which comments are private, too; in all other text private blocks are."""
PAGES = TEXT - {".txt", ".inc"}
"""Endings that are for notes alone."""
RST = frozenset({".rst", ".rest"})
_ADDRESS = re.compile(r"\]\([^)\n]*\)|\s<[^<>\s]+>`__?|<[^<>\n]+>|\{[\w:.+-]+\}")
"""Marks that stand between words in a source and not on a page."""
_IN_WORD = re.compile(r"[*`~^]{1,2}(?:(?<=\w[*`~^])|(?<=\w[*`~^][*`~^]))(?=\w)")
"""Marks within a word, which a title or a description has without them."""
_BEYOND_ASCII = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]{2,}|[\u30a1-\u30ff]{2,}|[^\W\d_\u3040-\u30ff\u3400-\u9fff]{3,}"
)
"""What is a word to a reader: of one script in Chinese and Japanese, else between other signs."""


class State(NamedTuple):
    """What tells whether a file has to be read again."""

    changed: int
    """In nanoseconds."""
    size: int
    """In bytes."""
    draft: bool
    rst: bool
    blocks: bool = False

    def is_of(self, stat: os.stat_result, source: Source) -> bool:
        """Tell whether a file is as it was."""
        same = (self.changed, self.size) == (stat.st_mtime_ns, stat.st_size)
        read_so = (self.rst, self.blocks) == (source.rst, source.blocks)
        return same and read_so and source.draft in (None, self.draft)


class Scan(NamedTuple):
    """What a file was found to hold, as hashes."""

    state: State
    paragraphs: tuple[Paragraph, ...]


class Source(NamedTuple):
    """A file that pages are made of."""

    path: Path
    draft: bool | None = False
    """Whether all of it is private; None if it has to say so itself."""
    code: bool = False
    """Whether nothing of it is: marks of comments are text in it."""
    rst: bool = False
    """Whether pages of reStructuredText include it, whatever its ending."""
    blocks: bool = False
    """Whether nothing of it is but private blocks: it is no notes, and its marks are its own."""


class Sources:
    """Reads the sources of a site; a file that has not changed is not read again."""

    def __init__(
        self, known: dict[str, Scan], code: Set[str], is_draft: Callable[[Path], bool]
    ) -> None:
        self._known = known
        self._is_draft = is_draft
        self._code = spans.CODE | code
        self.scans: dict[str, Scan] = {}
        self._public: dict[str, str] = {}  # what was read in this build

    def add(self, source: Source) -> None:
        """Take the private words of a file; one that can't be read has none to publish."""
        name = str(source.path)
        if source.code or name in self.scans:
            return
        try:
            stat = source.path.stat()
            known = self._known.get(name)
            if known is None or not known.state.is_of(stat, source):
                known = self._scan(source, stat)
        except OSError:
            return
        self.scans[name] = known

    def _scan(self, source: Source, stat: os.stat_result) -> Scan:
        draft = self._is_draft(source.path) if source.draft is None else source.draft
        state = State(stat.st_mtime_ns, stat.st_size, draft, source.rst, source.blocks)
        if source.blocks and not (draft or texts.may_hold_block(source.path)):
            return Scan(state, ())
        reading = self._read(source._replace(draft=draft))
        self._public[str(source.path)] = reading.public
        return Scan(state, tuple(_hashed(reading.private)))

    def index(self) -> Index:
        """Return all private words of the site."""
        made = Index()
        for name, scan in sorted(self.scans.items()):
            made.add(name, scan.paragraphs)
        return made

    def public_texts(self, sources: Iterable[Source]) -> Iterator[str]:
        """Yield what the sources say in public: as it is written, then as it may be shown."""
        texts = []
        for source in sources:
            text = self._public.get(str(source.path))
            try:
                if text is None:
                    text = text_of(source.path) if source.code else self._read(source).public
            except OSError:
                continue
            texts.append(text)
            yield text
        for text in texts:
            parts = text.split("\n\n")
            yield "\n\n".join(shown for part in parts if (shown := _without_marks(part)) != part)
            if not text.isascii():
                yield _folded(text)

    def _read(self, source: Source) -> spans.Reading:
        suffix = source.path.suffix.lower()
        may_be_none = (source.draft or source.blocks) and suffix not in TEXT
        if may_be_none and not texts.is_text(source.path):
            return spans.Reading((), "")
        text = text_of(source.path)
        if source.draft:
            return spans.all_private(text)
        if source.blocks:
            return read_blocks(text, code=self._code)
        if suffix == ".ipynb":
            text = notebook_text(text)
        elif suffix == ".po":
            return self._read_catalogue(text)
        return spans.read(text, rst=source.rst or suffix in RST, code=self._code)

    def _read_catalogue(self, text: str) -> spans.Reading:
        """Read each message as the text that it is; a block ends with its message."""
        private: list[tuple[spans.Line, ...]] = []
        public: list[str] = []
        for message in translations(text):
            reading = spans.read("\n".join(line for _, line in message), code=self._code)
            public.append(reading.public)
            for part in reading.private:
                placed = (line._replace(number=message[line.number - 1][0]) for line in part)
                private.append(tuple(placed))
        return spans.Reading(tuple(private), "\n\n".join(public))


def text_of(path: Path) -> str:
    """Return the text of a source, whatever its encoding and its ends of lines.

    :raises OSError: it can't be read.
    """
    if not path.is_file():  # a pipe would never end
        raise OSError(f"{path} is no file")
    return texts.decoded(path.read_bytes())


def _hashed(paragraphs: Iterable[Iterable[spans.Line]]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        written = tuple(paragraph)
        shown = tuple(line._replace(text=_without_marks(line.text)) for line in written)
        for lines in dict.fromkeys((written, shown)):
            yield from _kept((line.number, words_of(line.text)) for line in lines)
        for line in shown:
            if line.text.isascii():
                continue
            for word in _BEYOND_ASCII.findall(unicodedata.normalize("NFC", line.text)):
                if not word.isascii():
                    yield from _kept([(line.number, words_of(word))])
                    yield from _kept([(line.number, words_of(_folded(word)))])


def _kept(lines: Iterable[tuple[int, list[bytes]]]) -> Iterator[Paragraph]:
    kept = tuple((number, tuple(map(digest, words))) for number, words in lines if words)
    if kept:
        yield Paragraph(kept)


def _without_marks(text: str) -> str:
    """Return a text without addresses, names of roles, tags and marks within words."""
    return _IN_WORD.sub("", _ADDRESS.sub(" ", text))


def _folded(text: str) -> str:
    """Return a text without accents, as ids and names of files have it."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
