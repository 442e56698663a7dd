"""What a file is, by its name and by how it begins: a name alone may lie."""

from __future__ import annotations

import mimetypes
import warnings
from pathlib import Path

from PIL import Image

from eventnotes.photos.develop import FORMATS

_DRAWN = {".svg": b"<", ".svgz": b"\x1f\x8b", ".pdf": b"%PDF"}
"""How drawings begin, which are published as they are."""

_MORE_PICTURES = frozenset(
    f".{name}"
    for name in (
        *("avif", "heic", "heif", "hif", "jfif", "jp2", "jxl", "mpo", "psd", "webp"),
        *("arw", "cr2", "cr3", "dng", "nef", "orf", "pef", "raf", "rw2", "srw"),
    )
)
"""Endings of pictures that not every Python knows."""

_HEIF = frozenset({b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"crx "})
"""Brands of pictures in an ISO base media file (ISO/IEC 23008-12 §10), which Pillow can't read."""


def is_drawing(path: Path) -> bool:
    """Tell whether a file holds lines rather than pixels, by its name and its first bytes."""
    start = _DRAWN.get(path.suffix.lower())
    return start is not None and _head(path).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(
        start
    )


def is_picture(path: Path) -> bool:
    """Tell whether a file is a picture of pixels, by its name or, whatever that is, by itself."""
    if is_drawing(path):
        return False
    kind = mimetypes.guess_type(path.name)[0] or ""
    named = kind.startswith("image/") or path.suffix.lower() in _MORE_PICTURES
    return named or _begins_like_one(path)


def _begins_like_one(path: Path) -> bool:
    head = _head(path)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.open(path, formats=FORMATS).close()
    except Image.DecompressionBombError:
        return True
    except OSError:  # that it is no picture is one as well
        return False
    return True


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(64)
    except OSError:
        return b""
