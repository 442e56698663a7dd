"""The notes of each page, kept packed.

An environment is read from disk on every build and written on most. Packed, the notes of
thousands of talks cost it no more than their bytes; a page's are unpacked when somebody asks.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, MutableMapping, Set
from hashlib import sha256
from typing import cast

from eventnotes.index.changes import Change, changes_of
from eventnotes.model.records import PageNotes


class Pages(MutableMapping[str, PageNotes]):
    """Page names and what their pages say."""

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed = packed
        self._unpacked: dict[str, PageNotes] = {}

    def __getitem__(self, docname: str) -> PageNotes:
        notes = self._unpacked.get(docname)
        if notes is None:
            notes = cast("PageNotes", pickle.loads(self._packed[docname]))
            self._unpacked[docname] = notes
        return notes

    def __setitem__(self, docname: str, notes: PageNotes) -> None:
        self._unpacked.pop(docname, None)
        self._packed[docname] = pickle.dumps(notes, pickle.HIGHEST_PROTOCOL)

    def __delitem__(self, docname: str) -> None:
        del self._packed[docname]
        self._unpacked.pop(docname, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, docname: object) -> bool:
        return docname in self._packed

    def packed(self, docname: str) -> bytes | None:
        """Return a page's notes as they are kept, for :meth:`changes`."""
        return self._packed.get(docname)

    def changes(self, docname: str, packed: bytes | None) -> set[Change]:
        """Return what a page says otherwise than it did."""
        if packed == self._packed.get(docname):
            return set()
        before = pickle.loads(packed) if packed is not None else None
        return changes_of(before, self.get(docname))

    def digest(self) -> bytes:
        """Return a digest of all notes; those that were read again may have another."""
        made = sha256()
        for docname in sorted(self._packed):
            made.update(docname.encode() + b"\0" + self._packed[docname])
        return made.digest()

    def take_over(self, docnames: Set[str], packed: Mapping[str, bytes]) -> None:
        """Add the notes of some pages from another process."""
        for name in docnames & packed.keys():
            self._unpacked.pop(name, None)
            self._packed[name] = packed[name]
