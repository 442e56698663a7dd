"""What was built, as words: the text of a file and of the attributes in it, whatever its format."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Container, Iterable, Iterator
from itertools import compress, islice
from pathlib import Path, PurePosixPath

from eventnotes.leaks.sources import PAGES
from eventnotes.leaks.texts import NOT_TEXT, encoding_of
from eventnotes.leaks.words import BREAK

_READABLE = """
csv tsv txt json jsonl xml html htm atom rss opml ics bib md yaml yml toml js vcf inv
"""
READABLE = tuple(f".{ending}" for ending in _READABLE.split())
"""Endings of the files that other extensions may add: text, which is looked through."""
_NOT_MADE = frozenset({".doctrees", "_static"})
"""Folders of an output that hold no pages: what the author put there stays, but for notes."""
_INLINE = re.compile(
    rb"/?(?:a|abbr|abbreviation|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|emphasis|font|i"
    rb"|inline|ins|kbd|label|literal|mark|q|reference|rp|rt|ruby|s|samp|small|span|strike|strong"
    rb"|sub|subscript|sup|superscript|target|time|title_reference|tt|u|var|wbr)(?![\w:-])"
)
_LINE_END = re.compile(rb"/?(?:br|raw)(?![\w:-])")
"""A tag that ends a line and no block; docutils has the one of HTML as raw text in its XML."""
_LINES = re.compile(rb"</div>\s*<div class=\"line\">|</line>\s*<line\b[^<>]*>")
"""What stands between two lines of one block."""
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ATTRIBUTES = """
style type rel role method lang xml:lang xml:space xmlns version width height sizes
charset http-equiv property itemprop viewbox d fill stroke points transform bullet enumtype
"""
_STRUCTURE = frozenset(_ATTRIBUTES.encode().split())
"""Attributes whose values are no words of an author's."""
_BLOCK = b" %b " % BREAK
_FIELDS = BREAK.join([rb"\1", rb"\2", rb"\3", rb"\4"])
_LATEX = re.compile(rb"\\[A-Za-z@]+\*?")
_TEXINFO = re.compile(rb"@\w+")
_MAN = re.compile(rb"\\f[A-Z]|\\\([a-z]{2}|\\[-&e|%]|^\.\w+", re.MULTILINE)
_MARKUP = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&amp;", b"&"))
"""What stands in XML for the markup of a text of HTML; the last is in what stands for others."""
_XML = frozenset({".atom", ".opml", ".rss", ".xml"})
_BY_LINE = _XML | {".json", ".jsonl"}
"""Endings of formats whose lines come to the same whatever stands around them."""
_TAG = b"\x02"
"""Stands for marks in a line, which may part two words or stand within one."""
_COMMANDS = {
    ".tex": re.compile(rb"\\[A-Za-z@]+\*?\{|\\[()]|[_^](?=\{)|[{}]"),
    ".texi": re.compile(rb"@\w+\{|\}"),
    ".texinfo": re.compile(rb"@\w+\{|\}"),
}
"""Marks in a line in formats that have commands."""
_FONT = re.compile(rb"\\f[A-Z]")
_WRITTEN = frozenset({".txt", ".md", ".rst", ".pot", ".po"})
"""Endings of files that show the markup of a source."""
_WRITTEN_MARKS = re.compile(
    rb"\\ (?=\S)|\]\([^()\n]*\)|\]\{[^{}\n]*\}|\{[\w:.+-]+\}(?=`)|:[\w:.+-]+:(?=`)"
    rb"|[ \t](?:<[^<>\s]+>|\([^()\n]*\))(?=`)|[][*`_~^|]"
)
_QUOTED = frozenset({".js", ".json", ".fjson", ".ipynb", ".jsonl"})
"""Endings of formats in which words stand in quotes."""
_FOLD = re.compile(rb"\r?\n[ \t]")
"""Where a calendar goes on with a line in the next one (RFC 5545 §3.1)."""
_BY_ENTRY = frozenset({".ics", ".vcf"})
_LISTS = frozenset({"llms.txt", "robots.txt"})
"""Formats, and files, in which no sentence goes on in the next line."""
_INVENTORY = re.compile(rb"^(.+?) +(\S+:\S+ +-?\d+) +(\S*) +(.*)$", re.MULTILINE)
"""A line of an inventory: name, type and priority, address, name shown."""
_CHARSET = re.compile(rb"(?:charset|encoding)=[\"']?([\w.:-]+)")
_HEAD = 1024
"""Bytes within which a text tells its encoding."""
_OTHERS = frozenset({b"!", b"?"})
"""What begins a tag that is text: a comment, CDATA, a processing instruction."""


def files_of(folder: Path, static: Container[str] = ()) -> Iterator[tuple[str, Path]]:
    """Yield the files that a build makes, in order, by relative name, which may say something.

    :param static: names of files that are looked at in ``_static`` as well.
    """
    found = []
    for parent, _, names in os.walk(folder):
        within = os.path.relpath(parent, folder).replace(os.sep, "/")
        found += [name if within == "." else f"{within}/{name}" for name in names]
    for name in sorted(found):
        if not (_is_made(name) or (name.startswith("_static/") and _own(name) in static)):
            continue
        path = Path(folder, name)
        if path.is_file():
            yield name, path


def _own(name: str) -> str:
    return name.rpartition("/")[2]


def is_looked_through(name: str) -> bool:
    """Tell whether a file of an output may hold words, by its name."""
    return _is_made(name) and PurePosixPath(name).suffix.lower() not in NOT_TEXT


def _is_made(name: str) -> bool:
    in_folder = name.partition("/")[0] in _NOT_MADE
    return not in_folder or PurePosixPath(name).suffix.lower() in PAGES


def is_readable(name: str) -> bool:
    """Tell whether another extension may add a file of that name: all in it can be read."""
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix in READABLE


def check_readable(name: str, data: bytes) -> None:
    """Check that a file holds text, so that private words in it would be found.

    :raises ValueError: it holds something else.
    """
    try:
        packed = name.lower().endswith(".gz")
        plain = gzip.decompress(data) if packed else _plain_inventory(data)
        plain.decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        plain = b"\0"
    if b"\0" in plain:  # as in UTF-16
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
    return _without_marks(*_unpacked(path)).replace(BREAK, _BLOCK).decode("utf-8", "ignore")


def _unpacked(path: Path) -> tuple[bytes, str]:
    """Return the text of a file in UTF-8, and the ending that tells its format."""
    suffix = path.suffix.lower()
    data = b"" if suffix in NOT_TEXT else path.read_bytes()
    try:
        if suffix == ".gz":
            data = gzip.decompress(data)
            if is_readable(path.name):
                suffix = path.with_suffix("").suffix.lower()
        else:
            data = _plain_inventory(data)
    except (OSError, EOFError, zlib.error):
        pass  # what can't be unpacked is read as it is
    return _in_utf8(data), suffix


def _in_utf8(data: bytes) -> bytes:
    """Return a text in UTF-8 that is in UTF-16, or says it is in another, as HTML Help is."""
    head = data[:_HEAD].lower()
    found = encoding_of(data)
    if found.startswith("utf-16"):
        encoding = found
    elif b"utf-8" not in head and (said := _CHARSET.search(head)):
        encoding = said[1].decode()
    else:
        return data
    try:
        return data.decode(encoding, "ignore").encode("utf-8", "ignore")
    except LookupError:
        return data


def _without_marks(data: bytes, suffix: str) -> bytes:
    if suffix == ".tex":
        data = _LATEX.sub(b" ", data)
    elif suffix in {".texi", ".texinfo"}:
        data = _TEXINFO.sub(b" ", data.replace(b"@@", b" "))
    elif suffix[1:].isdigit():
        data = _MAN.sub(b" ", data)
    elif suffix in {".pot", ".po"} or suffix in _QUOTED:
        data = data.replace(b"\\n", b"\n").replace(b'\\"', b" ")
    elif suffix in _XML:
        for entity, sign in _MARKUP:
            data = data.replace(entity, sign)
    elif suffix in {".ics", ".vcf"}:
        data = _FOLD.sub(b"", data)
    elif suffix == ".bib":
        data = data.replace(b"{", b"").replace(b"}", b"")
    elif suffix == ".inv":
        data = _INVENTORY.sub(_FIELDS, data).replace(b"\n", BREAK)
    return data


def _has_entries(path: Path, suffix: str) -> bool:
    """Tell whether each line of a file is an entry by itself."""
    return suffix in _BY_ENTRY or path.name in _LISTS


class Extractor:
    """Takes the text out of the files of one output; what was in one before is not taken again.

    :param public: texts of which the lines are not taken either.
    """

    def __init__(self, public: Iterable[str] = ()) -> None:
        lines = [line for text in public for line in text.encode("utf-8", "ignore").split(b"\n")]
        lines += [line.strip(b"#*->. ") for line in lines]
        self._lines: dict[object, dict[bytes, None]] = {"blocks": dict.fromkeys(lines)}
        self._pieces = _Pieces()
        self._attributes = _Attributes()

    def read(self, path: Path) -> bytes:
        """Return what is new in a file by block, words of attributes at its end, in UTF-8.

        :raises OSError: it can't be read.
        """
        data, suffix = _unpacked(path)
        is_markup = b"</" in data
        if suffix in _BY_LINE:  # before its marks are taken away, which costs the most
            data = b"\n".join(self._new(data.split(b"\n"), (suffix, is_markup)))
        data = _without_marks(data, suffix)
        if _has_entries(path, suffix):
            data = data.replace(b"\n", BREAK)
        if suffix in _QUOTED:  # what stands in a row there, need not
            data = BREAK.join(self._new(data.split(b'"'), is_markup))
        elif is_markup or b"</" in data:
            data = b"\n".join(self._new(data.split(b"\n"), None))
        if is_markup or b"</" in data:
            first, *pieces = data.split(b"<")
            said = b"".join([first, *map(self._pieces.__getitem__, pieces)])
            data = BREAK.join([said, *self._attributes.of(*self._pieces.take_tags())])
        return _BLOCK.join(self._new(data.split(BREAK), "blocks"))

    def _new(self, parts: list[bytes], form: object) -> Iterator[bytes]:
        """Return the parts, in order, that stood in no file of a form before."""
        met = self._lines.setdefault(form, {})
        before = len(met)
        met.update(dict.fromkeys(parts))  # in the order in which they come
        return reversed([*islice(reversed(met), len(met) - before)])


class Seen:
    """Takes out of files what readers see: words with markup within them are whole words, too.

    A block that was in a file before is not taken again; a line of one is.
    """

    def __init__(self) -> None:
        self._blocks: set[bytes] = set()
        self._pieces = _Pieces(_TAG)
        self._attributes = _Attributes()

    def read(self, path: Path) -> bytes:
        """Return what is new in a file, its marks in a line as a space and taken out, in UTF-8.

        :raises OSError: it can't be read.
        """
        data, suffix = _unpacked(path)
        entries = _has_entries(path, suffix)
        blocks = self._taken(data, suffix, entries)
        if suffix in _WRITTEN:
            blocks += self._taken(_WRITTEN_MARKS.sub(b"", data), suffix, entries)
        fresh = [block for block in dict.fromkeys(blocks) if block not in self._blocks]
        self._blocks.update(fresh)
        joined = [block.replace(_TAG, b"") for block in fresh if _TAG in block]
        return _BLOCK.join([*(block.replace(_TAG, b" ") for block in fresh), *joined])

    def _taken(self, data: bytes, suffix: str, entries: bool) -> list[bytes]:
        """Return the blocks of a text, whose lines may be entries of a list."""
        marks = _FONT if suffix[1:].isdigit() else _COMMANDS.get(suffix)
        if marks:  # between braces that follow each other, words are no neighbours
            data = marks.sub(_TAG, data.replace(b"}{", b"} {"))
        data = _without_marks(data, suffix)
        if entries:
            data = data.replace(b"\n", BREAK)
        if suffix in _QUOTED:
            data = data.replace(b'"', BREAK)
        if b"</" in data:
            data = _LINES.sub(b" ", data)
            first, *pieces = data.split(b"<")
            said = b"".join([first, *map(self._pieces.__getitem__, pieces)])
            data = BREAK.join([said, *self._attributes.of(*self._pieces.take_tags())])
        return data.split(BREAK)


class _Pieces(dict[bytes, bytes]):
    """What stands for a tag and the text after it, from its bracket to the next.

    A tag in a line is a space, one of a block a mark; a bracket that opens no tag is text.

    :param inline: what stands for a tag in a line instead.
    """

    def __init__(self, inline: bytes = b" ") -> None:
        super().__init__()
        self._inline = inline
        self._tags: dict[bytes, bytes] = {}
        self._plain: list[bytes] = []
        self._others: list[bytes] = []

    def __missing__(self, piece: bytes) -> bytes:
        tag, closed, text = piece.partition(b">")
        if not closed:
            self[piece] = piece
            return piece
        mark = self._tags.get(tag)
        if mark is None:
            mark = self._tags[tag] = self._mark(tag)
            if b"'" in tag or tag.count(b'"') & 1 or tag[:1] in _OTHERS:
                self._others.append(tag)
            elif b"=" in tag:
                self._plain.append(tag)
        found = self[piece] = mark + text
        return found

    def _mark(self, tag: bytes) -> bytes:
        if _LINE_END.match(tag):
            return b" "
        return self._inline if _INLINE.match(tag) or tag.startswith(b"!--") else BREAK

    def take_tags(self) -> tuple[list[bytes], list[bytes]]:
        """Return the tags that were met since this was last asked, without their brackets.

        First those in which quotes stand around values and nowhere else, then all others.
        """
        fresh = self._plain, self._others
        self._plain, self._others = [], []
        return fresh


class _Attributes(dict[bytes, bool]):
    """Whether a value counts, by what stands before it from the quote of another one."""

    def __missing__(self, name: bytes) -> bool:
        found = self[name] = name[name.rfind(b" ") + 1 : -1] not in _STRUCTURE
        return found

    def of(self, plain: list[bytes], others: list[bytes]) -> Iterator[bytes]:
        """Yield the words in attributes of tags, and in comments; of an address, both its parts."""
        # between quotes by turns: what names a value, and the value
        parts = (b" %b " % b" ".join(plain)).split(b'"')
        names = parts[::2]
        yield BREAK.join(compress(parts[1::2], map(self.__getitem__, names))).replace(b"#", BREAK)
        yield from (name for name in {*names} if b"=" in name[:-1])  # that need no quotes
        for name, *values in _ATTRIBUTE.findall(b"\n".join(others)):
            if name not in _STRUCTURE:
                yield b"".join(values).replace(b"#", BREAK)
        yield from (tag for tag in others if tag[:1] in _OTHERS)
