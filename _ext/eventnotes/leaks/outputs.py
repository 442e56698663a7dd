"""What was built, as words: the text of a file and of the attributes in it, whatever its format."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from eventnotes.leaks.sources import PAGES
from eventnotes.leaks.words import BREAK

_MEDIA = """
png jpg jpeg gif webp avif svg ico bmp tif tiff pdf woff woff2 ttf otf eot mp4 webm mp3 ogg zip epub
sty cls xdy ist css map
"""
_NOT_TEXT = frozenset(f".{ending}" for ending in _MEDIA.split())
"""Endings of files whose content no page is made of; an e-book is the same as the files beside."""
_READABLE = """
csv tsv txt json jsonl xml html htm atom rss opml ics bib md yaml yml toml js vcf inv
"""
READABLE = tuple(f".{ending}" for ending in _READABLE.split())
"""Endings of the files that other extensions may add: text, which is looked through."""
_NOT_MADE = frozenset({".doctrees", "_static"})
"""Folders of an output that hold no pages: what the author put there stays, but for notes."""
_INLINE = re.compile(
    r"/?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|emphasis|i|inline|ins|kbd|literal|mark|q"
    r"|reference|s|samp|small|span|strong|sub|sup|target|time|title_reference|u|var|wbr)\b"
)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ATTRIBUTES = """
class classes style type rel role method lang xml:lang xml:space xmlns version width height sizes
charset http-equiv property itemprop viewbox d fill stroke points transform bullet enumtype
"""
_STRUCTURE = frozenset(_ATTRIBUTES.split())
"""Attributes whose values are no words of an author's."""
_BLOCK = f" {BREAK.decode()} "
_FIELDS = _BLOCK.join([r"\1", r"\2", r"\3", r"\4"])
_LATEX = re.compile(r"\\[A-Za-z@]+\*?")
_TEXINFO = re.compile(r"@\w+")
_MAN = re.compile(r"\\f[A-Z]|\\\([a-z]{2}|\\[-&e|%]|^\.\w+", re.MULTILINE)
_IN_QUOTES = re.compile(r"\\[ntr\"]")
_MARKUP = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))
"""What stands in XML for the markup of a text of HTML; the last is in what stands for others."""
_XML = frozenset({".atom", ".opml", ".rss", ".xml"})
_BY_LINE = _XML | {".json", ".jsonl"}
"""Endings of formats whose lines come to the same whatever stands around them."""
_FOLD = re.compile(r"\r?\n[ \t]")
"""Where a calendar goes on with a line in the next one (RFC 5545 §3.1)."""
_BRACES = re.compile("[{}]")
_INVENTORY = re.compile(r"^(.+?) +(\S+:\S+ +-?\d+) +(\S*) +(.*)$", re.MULTILINE)
"""A line of an inventory: name, type and priority, address, name shown."""
_ESCAPED = re.compile(r"(?:\\u[0-9a-f]{4})+", re.IGNORECASE)
"""What JSON may write for letters, those beyond U+FFFF as two (RFC 8259 §7)."""


def files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of an output that may hold words, in order, by relative name."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if is_looked_through(name) and path.is_file():
            yield name, path


def is_looked_through(name: str) -> bool:
    """Tell whether a file of an output may hold words, by its name."""
    suffix = PurePosixPath(name).suffix.lower()
    in_folder = name.partition("/")[0] in _NOT_MADE and suffix not in PAGES
    return suffix not in _NOT_TEXT and not in_folder


def is_readable(name: str) -> bool:
    """Tell whether another extension may add a file of that name: all in it can be read."""
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix in READABLE


def check_readable(name: str, data: bytes) -> None:
    """Check that a file holds text, so that private words in it would be found.

    :raises ValueError: it holds something else.
    """
    try:
        packed = name.lower().endswith(".gz")
        text = (gzip.decompress(data) if packed else _plain_inventory(data)).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        text = "\0"
    if "\0" in text:  # as in UTF-16
        allowed = "gzip of text in UTF-8" if name.lower().endswith(".gz") else "text in UTF-8"
        raise ValueError(f"private words in such bytes would not be found; allowed: {allowed}")


def _plain_inventory(data: bytes) -> bytes:
    """Return the lines of an inventory; of any other file, what it holds.

    :raises zlib.error: it can't be unpacked.
    """
    if not data.startswith(b"# Sphinx inventory"):
        return data
    head, _, packed = data.partition(b"zlib.\n")
    unpacking = zlib.decompressobj()
    lines = unpacking.decompress(packed)
    if not unpacking.eof:
        raise zlib.error("it is cut short")
    return head + lines + unpacking.unused_data


def text_of(path: Path) -> str:
    """Return the text of a file: unpacked, and without the marks of its format that cut words.

    :raises OSError: it can't be read.
    """
    return _without_marks(*_unpacked(path))


def _unpacked(path: Path) -> tuple[str, str]:
    """Return the text of a file as it stands there, and the ending that tells its format."""
    data = path.read_bytes()
    suffix = path.suffix.lower()
    try:
        if suffix == ".gz":
            data = gzip.decompress(data)
            if is_readable(path.name):
                suffix = path.with_suffix("").suffix.lower()
        else:
            data = _plain_inventory(data)
    except (OSError, EOFError, zlib.error):
        pass  # what can't be unpacked is read as it is
    return data.decode("utf-8", "ignore"), suffix


def _without_marks(text: str, suffix: str) -> str:
    if suffix == ".tex":
        text = _LATEX.sub(" ", text.partition("\\begin{document}")[2] or text)
    elif suffix in {".texi", ".texinfo"}:
        text = _TEXINFO.sub(" ", text)
    elif suffix[1:].isdigit():
        text = _MAN.sub(" ", text)
    elif suffix in {".pot", ".po"}:
        text = _IN_QUOTES.sub(" ", text)
    elif suffix in {".js", ".json", ".fjson", ".ipynb", ".jsonl"}:
        # what stands in a row there, need not
        text = _IN_QUOTES.sub(" ", text).replace('"', _BLOCK)
        if "\\u" in text or "\\U" in text:
            text = _ESCAPED.sub(_unescaped, text)
    elif suffix in _XML:
        for entity, sign in _MARKUP:
            text = text.replace(entity, sign)
    elif suffix in {".ics", ".vcf"}:
        text = _IN_QUOTES.sub(" ", _FOLD.sub("", text))
    elif suffix == ".bib":
        text = _BRACES.sub("", text)
    elif suffix == ".inv":
        text = _INVENTORY.sub(_FIELDS, text).replace("\n", _BLOCK)
    return text


def _unescaped(match: re.Match[str]) -> str:
    said: str = json.loads(f'"{match[0]}"')
    return said


class Extractor:
    """Takes the text out of the files of one output; what was in one before is not taken again."""

    def __init__(self) -> None:
        self._lines: dict[str, set[str]] = {}
        self._pieces = _Pieces()
        self._blocks: set[str] = set()

    def read(self, path: Path) -> str:
        """Return what is new in a file by block, words of attributes at its end.

        :raises OSError: it can't be read.
        """
        text, suffix = _unpacked(path)
        is_markup = "</" in text
        if suffix in _BY_LINE:  # before its marks are taken away, which costs the most
            text = self._new_lines(text, f"{suffix} {is_markup}")
        text = _without_marks(text, suffix)
        if not (is_markup or "</" in text):
            return self._new(text.split(BREAK.decode()))
        first, *pieces = self._new_lines(text, "").split("<")
        said = "".join([first, *map(self._pieces.__getitem__, pieces)])
        return self._new([*said.split(BREAK.decode()), *_values(self._pieces.take_tags())])

    def _new_lines(self, text: str, form: str) -> str:
        """Return the lines that stood in no file of a form before."""
        met = self._lines.setdefault(form, set())
        lines = [line for line in dict.fromkeys(text.split("\n")) if line not in met]
        met.update(lines)
        return "\n".join(lines)

    def _new(self, blocks: list[str]) -> str:
        """Return the blocks that stood in no file before."""
        new = [block for block in dict.fromkeys(blocks) if block not in self._blocks]
        self._blocks.update(new)
        return _BLOCK.join(new)


class _Pieces(dict[str, str]):
    """What stands for a tag and the text after it, from its bracket to the next.

    A tag in a line is a space, one of a block a mark; a bracket that opens no tag is text.
    """

    def __init__(self) -> None:
        super().__init__()
        self._tags: dict[str, str] = {}
        self._fresh: list[str] = []

    def __missing__(self, piece: str) -> str:
        tag, closed, text = piece.partition(">")
        if not closed:
            self[piece] = piece
            return piece
        mark = self._tags.get(tag)
        if mark is None:
            mark = self._tags[tag] = " " if _INLINE.match(tag) else _BLOCK
            self._fresh.append(tag)
        found = self[piece] = mark + text
        return found

    def take_tags(self) -> list[str]:
        """Return the tags that were met since this was last asked, without their brackets."""
        fresh, self._fresh = self._fresh, []
        return fresh


def _values(tags: list[str]) -> Iterator[str]:
    """Yield the words in attributes of tags, and in comments; of an address, both its parts."""
    plain: list[str] = []
    others: list[str] = []
    for tag in tags:
        odd = "'" in tag or tag.count('"') % 2 or tag.startswith("!--")
        (others if odd else plain).append(tag)
    # between quotes by turns: what names a value, and the value
    parts = f" {' '.join(plain)}".split('"')
    for name, value in dict.fromkeys(zip(parts[::2], parts[1::2], strict=False)):
        if name[name.rfind(" ") + 1 : -1] not in _STRUCTURE:
            yield from value.split("#")
    for name, double, single in _ATTRIBUTE.findall("\n".join(others)):
        if name not in _STRUCTURE:
            yield from (double or single).split("#")
    yield from (tag for tag in others if tag.startswith("!--"))
