"""The warnings of all pages that still have one, though a build tells only of what it read.

A warning given while a page was read stands until that page is read again. One given later, of
what pages have to do with each other or while a page was written, stands until one of the pages
that it names is read or written again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

_LOCATION = re.compile(
    r"(?:(?P<path>[^\n:]+(?::(?!\d+:|\s)[^\n:]+)*?)(?::(?P<line>\d+))?:\s)?"
    r"(?P<level>WARNING|ERROR|CRITICAL|SEVERE):\s(?P<message>.*)\Z",
    re.DOTALL,
)
_ESCAPES = re.compile(r"\x1b\[[\d;]*[mK]")
READ, LATER = "read", "later"


class Warned(NamedTuple):
    """One warning."""

    page: str
    """The name of the page that it is of; empty where it is of none."""
    place: str
    """File and line, as seen from the folder of the notes."""
    message: str
    phase: str
    """:data:`READ` or :data:`LATER`."""
    error: bool = False


def parse(text: str, phase: str, root: Path, pages: Mapping[str, str]) -> list[Warned]:
    """Return the warnings that Sphinx has written.

    :param pages: the name of each page by its file, as seen from *root*.
    """
    found: list[Warned] = []
    for line in _ESCAPES.sub("", text).replace("\r", "\n").split("\n"):
        match = _LOCATION.match(line)
        if match is None:
            if found and line.strip():
                found[-1] = found[-1]._replace(message=f"{found[-1].message}\n{line}")
            continue
        path = (match["path"] or "").strip().removeprefix(f"{root}/")
        file, _, _ = path.partition(":docstring of ")
        place = f"{path}:{match['line']}" if match["line"] else path
        error = match["level"] != "WARNING"
        found.append(Warned(pages.get(file, ""), place, match["message"].strip(), phase, error))
    return list(dict.fromkeys(found))


def still(
    standing: Iterable[Warned],
    new: Iterable[Warned],
    *,
    read: Collection[str],
    written: Collection[str],
    pages: Mapping[str, str],
) -> list[Warned]:
    """Return all warnings that stand after a build, by page and place.

    :param read: pages that were read in the build, and *written* those that were written.
    :param pages: the name of each page of the site by its file.
    """
    there = set(pages.values())
    touched = {*read, *written}
    files = [file for file, page in pages.items() if page in touched]
    kept = []
    for old in standing:
        if old.page not in there or old.page in read:
            continue
        named = any(file in old.message for file in files) or old.page in written
        if old.phase == READ or not (named or (read and "toctree" in old.message)):
            kept.append(old)
    return sorted({*kept, *new}, key=lambda one: (one.page, _number(one.place), one.message))


def _number(place: str) -> int:
    tail = place.rpartition(":")[2]
    return int(tail) if tail.isdigit() else 0


def load(path: Path) -> list[Warned] | None:
    """Return the warnings that stood after an earlier build; None where that is not known."""
    try:
        return [Warned(*fields) for fields in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return None


def save(path: Path, standing: Iterable[Warned]) -> None:
    """Keep the warnings for the next start."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(list(standing)), encoding="utf-8")
