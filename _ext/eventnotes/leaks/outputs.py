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
_NOT_MADE = frozenset({".doctrees", "_static"})
"""Folders of an output that hold no pages: what the author put there stays, but for notes."""
_TAG = re.compile(r"(<[^<>]*>)")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|emphasis|i|inline|ins|kbd|literal|mark|q"
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
_LATEX = re.compile(r"\\[A-Za-z@]+\*?")
_TEXINFO = re.compile(r"@\w+")
_MAN = re.compile(r"\\f[A-Z]|\\\([a-z]{2}|\\[-&e|%]|^\.\w+", re.MULTILINE)
_IN_QUOTES = re.compile(r"\\[ntr\"]")
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


def text_of(path: Path) -> str:
    """Return the text of a file: unpacked, and without the marks of its format that cut words.

    :raises OSError: it can't be read.
    """
    data = path.read_bytes()
    suffix = path.suffix.lower()
    try:
        if suffix == ".gz":
            data = gzip.decompress(data)
        elif data.startswith(b"# Sphinx inventory"):
            head, _, packed = data.partition(b"zlib.\n")
            data = head + zlib.decompress(packed)
    except (OSError, EOFError, zlib.error):
        pass  # what can't be unpacked is read as it is
    text = data.decode("utf-8", "ignore")
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
        text = _ESCAPED.sub(_unescaped, text)
    elif suffix == ".inv":
        text = text.replace("\n", _BLOCK)
    return text


def _unescaped(match: re.Match[str]) -> str:
    said: str = json.loads(f'"{match[0]}"')
    return said


class Extractor:
    """Takes the text out of the files of one output; what was in one before is not taken again."""

    def __init__(self) -> None:
        self._lines: set[str] = set()
        self._tags: dict[str, str] = _Parting()
        self._seen: set[str] = set()

    def extract(self, text: str) -> str:
        """Return what is new in a file, words of attributes at its end."""
        if "</" not in text:
            return text
        lines = [line for line in dict.fromkeys(text.split("\n")) if line not in self._lines]
        self._lines.update(lines)
        parts = _TAG.split("\n".join(lines))
        tags = set(parts[1::2]) - self._seen
        self._seen |= tags
        parts[1::2] = map(self._tags.__getitem__, parts[1::2])
        return "".join([*parts, *_values("\n".join(sorted(tags)))])


class _Parting(dict[str, str]):
    """What stands for a tag in a text: a space for one in a line, a mark for one of a block."""

    def __missing__(self, tag: str) -> str:
        found = self[tag] = " " if _INLINE.match(tag) else _BLOCK
        return found


def _values(tags: str) -> Iterator[str]:
    """Yield the words in attributes of tags, and in comments."""
    for name, double, single in _ATTRIBUTE.findall(tags):
        if name not in _STRUCTURE:
            yield f"{_BLOCK}{double or single}"
    if "<!--" in tags:
        yield from (f"{_BLOCK}{tag}" for tag in tags.split("\n") if tag.startswith("<!--"))
