"""What an import tells: found, written, mapped, left out, and what an author should look at."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from eventnotes.importing.draft import Draft, Lost

T = TypeVar("T")
_NAMED = 5
_SHOWN = 100
_QUIET = 1.0
"""Seconds before progress is shown."""


class Report:
    """What happened to one source."""

    def __init__(self, source: str) -> None:
        """Begin the report on a source."""
        self.source = source
        self.found = ""
        self.pages: list[str] = []
        self.fields: Counter[str] = Counter()
        self.labels: dict[str, Counter[str]] = {}
        """By field, the words that it was found behind."""
        self.changes: list[str] = []
        """What an import changed on a page that was there."""
        self.left_out: list[str] = []
        self.look_at: list[tuple[str, int, str]] = []
        """Source, line and reason."""
        self.faults: list[str] = []
        """What can't be read, each in one line with file and place."""

    def leave_out(self, what: str) -> None:
        """Note what was left out, and how to get it where there is a way."""
        self.left_out.append(what)

    def leave_out_each(self, what: str, names: Sequence[str]) -> None:
        """Note things that were left out for one reason, the first of them by name."""
        if names:
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            self.leave_out(f"{what}: {', '.join(names[:_NAMED])}{more}")

    def count(self, label: str, field: str) -> None:
        """Note that something was mapped: the source's word for it, and the field."""
        self.labels.setdefault(field, Counter())[label] += 1

    def look(self, line: int, reason: str) -> None:
        """Note a place that an author should look at; line 0 is the whole source."""
        if (entry := (self.source, line, reason)) not in self.look_at:
            self.look_at.append(entry)

    def take_in(self, part: Report) -> None:
        """Take over what was reported on a part of the source."""
        self.look_at += part.look_at
        self.left_out += part.left_out
        for field, words in part.labels.items():
            self.labels.setdefault(field, Counter()).update(words)

    def fault(self, line: int, reason: str) -> None:
        """Note that a part of the source can't be read, which is left out alone."""
        self.faults.append(
            f"{self.source}:{line}: {reason}" if line else f"{self.source}: {reason}"
        )

    def page(self, draft: Draft, path: Path, state: str) -> None:
        """Note a page, and count its fields.

        :param state: what became of it: ``written``, or ``would be written``.
        """
        talks = len(draft.talks)
        what = f", {talks} talk{'s' if talks != 1 else ''}" if talks else ""
        photos = len(draft.photos)
        what += f", {photos} photo{'s' if photos != 1 else ''}" if photos else ""
        self.pages.append(f"{path}: {state}{what}")
        places = [(section.line, section.talk) for section in draft.talks]
        for line, fields in [(draft.line, draft.fields), *places]:
            assert fields is not None
            self.fields.update(name for name, _ in fields.items())
            for lost in fields.lost:
                self.lose(line or draft.line, lost)

    def lose(self, line: int, lost: Lost) -> None:
        """Note a value that no page can have."""
        value = lost.value if len(lost.value) <= _SHOWN else f"{lost.value[: _SHOWN - 1]}…"
        self.look(line, f"{lost.field} {value!r} is left out; allowed: {lost.reason}")

    def _counted(self, name: str) -> str:
        words = ", ".join(sorted(self.labels.get(name, ())))
        return f"{name} {self.fields[name]}" + (f" (from {words})" if words else "")

    def lines(self) -> Iterator[str]:
        """Yield the report line by line."""
        yield f"{self.source}: {self.found}" if self.found else self.source
        yield from (f"  {line}" for line in self.pages)
        if self.fields:
            yield f"  fields: {', '.join(map(self._counted, sorted(self.fields)))}"
        yield from (f"  {line}" for line in self.changes)
        yield from (f"  left out: {line}" for line in self.left_out)
        if self.look_at:
            yield "  look at:"
        for source, line, reason in sorted(self.look_at, key=lambda entry: entry[:2]):
            where = source + (f":{line}" if line else "")
            yield f"    {where}: {reason}" if where != self.source else f"    {reason}"


def progress(items: Iterable[T], what: str, total: int) -> Iterator[T]:
    """Yield *items*, and show on a terminal how far one is once it takes longer than a second."""
    begun = shown = time.monotonic()
    told = False
    for number, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if sys.stderr.isatty() and now - begun > _QUIET and now - shown > 0.1:
            print(f"\r{what}: {number} of {total}", end="", file=sys.stderr, flush=True)
            shown, told = now, True
    if told:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
