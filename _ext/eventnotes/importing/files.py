"""Writing what was not there: whole files or none, and never over one that exists."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from eventnotes.importing.draft import Refused


def write_new(path: Path, text: str) -> None:
    """Write a page that does not exist yet.

    :raises Refused: it exists, or can't be written.
    """
    _make(path, lambda file: file.write(text.encode("utf-8")))


def replace(path: Path, text: str) -> None:
    """Write a file in the place of one that may exist: it is the old one or the new one.

    :raises Refused: it can't be written.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise Refused(f"{path}: it can't be written: it is read-only")
    _make(path, lambda file: file.write(text.encode("utf-8")), os.replace)


def copy_new(source: Path, path: Path) -> None:
    """Copy a file to a name that does not exist yet, unless the copy is there already.

    :raises Refused: another file has the name, or it can't be read or written.
    """
    if path.is_file() and filecmp.cmp(source, path, shallow=False):
        return  # of an import that was interrupted

    def copy(file: BinaryIO) -> None:
        with source.open("rb") as original:
            shutil.copyfileobj(original, file)

    _make(path, copy)


def _make(
    path: Path,
    fill: Callable[[BinaryIO], object],
    give: Callable[[str, Path], None] | None = None,
) -> None:
    """Fill a file beside *path*, and give it that name when it is whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise Refused(f"{path}: it can't be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, 0o666 & ~_umask())
        (give or _name)(part, path)
    except OSError as error:
        raise Refused(f"{path}: it can't be written: {error.strerror}") from None
    finally:
        with contextlib.suppress(OSError):
            os.unlink(part)


def _name(part: str, path: Path) -> None:
    """Give a file its name, which must be free."""
    try:
        os.link(part, path)  # unlike a renaming, it fails where the name is taken
    except FileExistsError:
        raise Refused(f"{path}: it exists, and is left as it is") from None
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise Refused(f"{path}: it exists, and is left as it is") from None
        os.rename(part, path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
