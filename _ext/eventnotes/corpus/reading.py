"""A file of the corpus that is read again, from this site or another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from eventnotes.corpus import shape
from eventnotes.corpus.document import NAME, VERSION


class Corpus:
    """The records of one file, by kind."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    @property
    def author(self) -> str:
        """Who wrote the notes, if that is said."""
        site = self._data.get("site")
        author = site.get("author") if isinstance(site, dict) else None
        return author if isinstance(author, str) else ""

    def records(self, kind: str) -> list[dict[str, Any]]:
        """Return the records of a kind, a key of :data:`~eventnotes.corpus.shape.KINDS`."""
        found: list[dict[str, Any]] = self._data[kind]
        return found


def read_corpus(path: Path) -> Corpus:
    """Return what a file holds, or that in a folder with a built site.

    :raises ValueError: it is no such file, or one of another version; says what is wrong.
    """
    if path.is_dir():
        path /= NAME
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise ValueError(f"{path} can't be read: {error.strerror}") from None
    except ValueError as error:
        raise ValueError(f"{path} is no JSON: {error}") from None
    version = data.get("version") if isinstance(data, dict) else None
    if version != VERSION:
        message = f"{path} is no corpus of version {VERSION}"
        raise ValueError(message + (f", but {version!r}" if version is not None else ""))
    for kind in shape.KINDS:
        rows = data.get(kind)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValueError(f"{path} has no list of {kind}")
    return Corpus(data)
