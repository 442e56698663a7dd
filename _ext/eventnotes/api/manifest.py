"""The names of the files that were made for an output, kept in the output itself.

Those that exports have written are one list, pictures and downloads another. What is kept beside
the doctrees can be lost, and another folder of doctrees be used with the same output. By these
files a build knows all the same which are its own, and writes over nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eventnotes.diagnostics import must_be_written

NAME = ".eventnotes"
MEDIA = ".eventnotes-media"
"""The list of pictures and downloads, which is kept by itself."""
_HEAD = "# the files that eventnotes has made here from notes"


def read_names(out: Path, name: str = NAME) -> list[str]:
    """Return the names of the files that are in an output; none if nothing says so."""
    try:
        head, *names = (out / name).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):  # there is no such file, or it is no text, or empty
        return []
    return names if head == _HEAD else []


def write_names(out: Path, names: Iterable[str], name: str = NAME) -> None:
    """Keep the names of all files that are in an output now; without any there is no list."""
    path = out / name
    there = path.read_bytes() if path.is_file() else None
    if there is not None and not there.startswith(_HEAD.encode()):
        return  # it is somebody else's
    lines = [_HEAD, *sorted(names)]
    text = "".join(f"{line}\n" for line in lines).encode() if lines[1:] else None
    with must_be_written(path):
        if text is None:
            path.unlink(missing_ok=True)
        elif text != there:
            path.write_bytes(text)
