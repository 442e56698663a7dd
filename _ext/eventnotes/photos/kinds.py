"""What a file is, by its name and by how it begins: a name alone may lie."""

from __future__ import annotations

import functools
import mimetypes
import warnings
from pathlib import Path

from PIL import Image

_DRAWN = {".svg": b"<", ".svgz": b"\x1f\x8b", ".pdf": b"%PDF"}
"""How drawings begin, which are published as they are."""

_MORE_PICTURES = frozenset(
    f".{name}"
    for name in (
        *("avif", "heic", "heif", "hif", "jfif", "jp2", "jxl", "mpo", "psd", "webp"),
        *("3fr", "arw", "cr2", "cr3", "crw", "dcr", "dng", "erf", "fff", "iiq", "kdc", "mef"),
        *("mos", "mrw", "nef", "nrw", "orf", "pef", "raf", "rw2", "rwl", "sr2", "srf", "srw"),
        *("bpg", "dcm", "djvu", "exr", "flif", "hdr", "hdp", "insp", "jng", "jpm", "jps", "jxr"),
        *("kra", "mng", "ora", "pdn", "pic", "pict", "psb", "wbmp", "wdp", "x3f", "xcf"),
    )
)
"""Endings of pictures that neither every Python nor Pillow knows."""

_NO_PICTURES = frozenset(
    {"BUFR", "EPS", "FITS", "GRIB", "HDF5", "IPTC", "MCIDAS", "MPEG", "PDF", "WMF"}
)
"""What Pillow opens that is a drawing, a film or a file of data."""

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
    ending = path.suffix.lower()
    named = kind.startswith("image/") or ending in _MORE_PICTURES or ending in _formats()[0]
    return named or _begins_like_one(path)


@functools.cache
def _formats() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the endings of all pictures that Pillow knows, and the formats it tells by a file.

    Those without a mark at their beginning, such as Targa, have no more than a name.
    """
    Image.init()
    endings = Image.registered_extensions().items()
    named = frozenset(ending for ending, name in endings if name not in _NO_PICTURES)
    told = (name for name, (_, accept) in Image.OPEN.items() if accept is not None)
    return named, tuple(sorted(set(told) - _NO_PICTURES))


def is_regular(path: Path) -> bool:
    """Tell whether a file may be opened: reading a pipe or a device may never end."""
    try:
        return path.is_file()
    except OSError:  # a folder on the way that may not be looked into
        return False


def _begins_like_one(path: Path) -> bool:
    head = _head(path)
    if not head:
        return False
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.open(path, formats=_formats()[1]).close()
    except Image.DecompressionBombError:
        return True
    except Exception:  # that it is no picture is one, and decoders raise anything at all
        return False
    return True


def _head(path: Path) -> bytes:
    if not is_regular(path):
        return b""
    try:
        with path.open("rb") as file:
            return file.read(64)
    except OSError:
        return b""
