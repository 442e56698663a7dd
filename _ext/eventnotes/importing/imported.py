"""``imports.lock.json``: what was imported, so that the next import sees who changed what.

For each page it has the event and its talks as the schedule had them: codes, the fields that were
written, and a digest of the prose. It holds nothing that is not on the page or in the schedule,
and belongs into version control as the page does.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eventnotes.importing import files
from eventnotes.importing.draft import Draft, Fields, Refused, Section
from eventnotes.importing.programme import Programme, Talk
from eventnotes.importing.writer import plain
from eventnotes.model import dates, ids

NAME = "imports.lock.json"
_VERSION = 1


@dataclass
class Slot:
    """A talk as it was imported."""

    key: str
    id: str
    """The last part of its id on the page."""
    title: str
    """Inline MyST."""
    names: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    prose: str = ""
    """A digest."""
    gone: str = ""
    """The day on which it was found to be no longer in the schedule."""


@dataclass
class Entry:
    """A page as it was imported."""

    page: str
    """Relative to the notes' folder."""
    key: str
    title: str
    only: list[list[str]] = field(default_factory=list)
    """What was chosen, by each import that chose; nothing for the whole schedule."""
    track: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    prose: str = ""
    talks: list[Slot] = field(default_factory=list)


def digest(prose: str) -> str:
    """Return what tells one text from another."""
    return hashlib.sha256(prose.encode()).hexdigest()[:16] if prose else ""


def slots_of(draft: Draft, talks: Mapping[str, Talk]) -> list[Slot]:
    """Return the talks of a draft that a writer has written, which gave them their ids."""
    return [slot_of(section, talks.get(section.code)) for section in draft.talks]


def slot_of(section: Section, talk: Talk | None) -> Slot:
    """Return a talk as it is imported."""
    fields: Fields = section.talk or Fields("talk")
    own = fields["id"] or ids.slug(plain(section.title))
    written = {name: value for name, value in fields.items() if name != "id"}
    names = talk.names_of if talk else []
    return Slot(section.code, own, section.title, names, written, digest(section.prose))


class Imports:
    """The pages that were imported."""

    def __init__(self, root: Path) -> None:
        """Read the file of the notes in *root*.

        :raises Refused: it is not what was written.
        """
        self.path = root / NAME
        self.root = root
        self.entries: dict[str, Entry] = {}
        self._changed = False
        if not self.path.exists():
            return
        try:
            data = json.loads(self.path.read_text(encoding="utf-8"))
            if data["version"] != _VERSION:
                raise Refused(f"{self.path}: it was written by another version of this program")
            for each in data["pages"]:
                talks = [Slot(**talk) for talk in each.pop("talks")]
                entry = Entry(**each, talks=talks)
                self.entries[entry.page] = entry
        except Refused:
            raise
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise Refused(
                f"{self.path}: it can't be read; take it back from your version control, or"
                " remove it, and what was imported is known no more"
            ) from None

    def page_of(self, programme: Programme) -> Entry | None:
        """Return the page that a schedule was imported to, if it is still there.

        It is the one of the same event, else the one that has half of its talks by their codes.
        """
        there = [
            e
            for e in self.entries.values()
            if near(programme, e.fields.get("date", "")) and (self.root / e.page).is_file()
        ]
        for entry in there:
            if programme.key and entry.key == programme.key and not programme.only_recordings:
                return entry
        names = {name for talk in programme.talks for name in talk.names_of if len(name) > 5}
        best = max(there, key=lambda e: _shared(e, names), default=None)
        if (
            best
            and best.talks
            and _shared(best, names) * 2 >= min(len(best.talks), len(names) or 1)
        ):
            return best if _shared(best, names) else None
        return None

    def put(self, entry: Entry, before: str = "") -> None:
        """Keep what was imported to a page, which may have had another name before."""
        self.entries.pop(before, None)
        self.entries[entry.page] = entry
        self._changed = True

    def save(self) -> None:
        """Write what was kept.

        :raises Refused: it can't be written.
        """
        if not self._changed:
            return
        pages = [asdict(self.entries[page]) for page in sorted(self.entries)]
        data: dict[str, Any] = {"version": _VERSION, "pages": pages}
        files.replace(self.path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        self._changed = False


def near(programme: Programme, date: str, days: int = 300) -> bool:
    """Tell whether an event may be the one of a date, as far as both are known."""
    if not date or not programme.first or not programme.last:
        return True
    span, margin = dates.read_range(date), datetime.timedelta(days)
    try:
        return (
            span.first_day - margin <= programme.last and programme.first <= span.last_day + margin
        )
    except OverflowError:
        return False


def _shared(entry: Entry, names: Iterable[str]) -> int:
    names = set(names)
    return sum(1 for slot in entry.talks if names & set(slot.names))
