"""What is text, whatever the name of its file."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

_MEDIA = """
png jpg jpeg gif webp avif ico bmp tif tiff pdf woff woff2 ttf otf eot mp4 webm mp3 ogg zip epub
sty cls xdy ist
"""
NOT_TEXT = frozenset(f".{ending}" for ending in _MEDIA.split())
"""Endings of files whose content is no text, and no page is made of it, though their names say
something; an e-book is the same as the files beside."""
_HEAD = 8192
"""Bytes within which a file shows whether it is text."""
_MARKS_OF_ORDER = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\uffff]")
_PRIVATE = (b"private", "private".encode("utf-16-le")[:-1])
"""How the name of a private block is written, in either order of UTF-16."""


def encoding_of(data: bytes) -> str:
    """Return the encoding of a text, UTF-8 or UTF-16, or nothing if it is no text."""
    head = data[:_HEAD]
    if head.startswith(_MARKS_OF_ORDER):
        return "utf-16"
    if b"\0" not in head:
        return "utf-8-sig"
    first, second = head[::2].count(0), head[1::2].count(0)
    encoding = "utf-16-le" if second >= first else "utf-16-be"
    return "" if _CONTROLS.search(head.decode(encoding, "ignore")) else encoding


def decoded(data: bytes) -> str:
    """Return a text, whatever its encoding and its ends of lines; what is none, as UTF-8."""
    text = data.decode(encoding_of(data) or "utf-8-sig", "ignore")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_text(path: Path) -> bool:
    """Tell whether a file is text by its ending and its first bytes.

    :raises OSError: it can't be read.
    """
    if path.suffix.lower() in NOT_TEXT or not path.is_file():
        return False
    with path.open("rb") as file:
        return bool(encoding_of(file.read(_HEAD)))


def may_hold_block(path: Path) -> bool:
    """Tell whether a file is text and says "private", without a look at more than its bytes.

    :raises OSError: it can't be read.
    """
    if path.suffix.lower() in NOT_TEXT or not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
        data = (head + file.read()).lower() if encoding_of(head) else b""
    return any(name in data for name in _PRIVATE)
