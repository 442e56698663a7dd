"""An import of what was imported before: facts that changed come to the page, and nothing else.

Each field is merged of three: as it was imported, as the page has it, and as the schedule has it
now. Where the page has what was imported, it gets what is new; where the author wrote something
else, that stays and is a conflict in the report. So it is with titles and descriptions; other prose
and ratings are never touched. A talk that is no longer in the schedule is marked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eventnotes.importing import writer
from eventnotes.importing.draft import Draft, Fields, Section
from eventnotes.importing.imported import Entry, Slot, digest, slot_of
from eventnotes.importing.page_source import Block, PageSource
from eventnotes.importing.programme import Talk, normal
from eventnotes.importing.report import Report

_FEW = 2
"""Talks of which all may be gone at once."""
GONE = "No longer in the schedule."


def mark(day: str) -> str:
    """Return what marks a talk that is no longer in the schedule."""
    return f":::{{update}} {day}\n{GONE}\n:::"


@dataclass
class Update:
    """A page after the import, and what the next import has to know of it."""

    text: str
    entry: Entry
    changes: list[str] = field(default_factory=list)
    conflicts: int = 0


class Merge:
    """The merge of one page."""

    def __init__(
        self,
        text: str,
        entry: Entry,
        report: Report,
        today: datetime.date,
        talks: Iterable[Talk] = (),
    ) -> None:
        """Begin with a page, with what was imported to it, and with the talks there are now."""
        self._new = {talk.key: talk for talk in talks}
        self.page = PageSource(text)
        self.entry = entry
        self.report = report
        self.today = today.isoformat()
        self.changes: list[str] = []
        self.conflicts = 0
        self._away: list[str] = []
        self._blocks = _found(self.page.talks, entry.talks)
        self.matched: list[tuple[Block, list[str]]] = []

    def schedule(self, draft: Draft, pairs: Mapping[str, Talk]) -> Update:
        """Take in a schedule.

        :param draft: with the talks that are wanted, and all those that are in *pairs*.
        :param pairs: for each talk that was imported, what it is now; none where it is gone.
        """
        if (event := self.page.event) is not None:
            name = writer.plain(draft.title)
            self._retitle(event, self.entry.title, draft.title)
            self.entry.fields = self._fields(event, name, self.entry.fields, draft.fields)
            self._describe(event, name, self.entry.prose, draft.prose)
        self.entry.prose = digest(draft.prose) or self.entry.prose
        self.entry.title = draft.title
        sections = {section.code: section for section in draft.talks}
        blocks: dict[str, Block | None] = {}
        gone: list[Slot] = []
        for at, slot in enumerate(self.entry.talks):
            talk = pairs.get(slot.key)
            if talk is None:
                gone.append(slot)
            else:
                blocks[talk.key] = self._blocks.get(slot.key)
                self.entry.talks[at] = self._talk(slot, sections[talk.key], talk)
        self.report.leave_out_each("talks that are no longer on the page", self._away)
        self._add(draft, blocks)
        self._gone(gone, draft.schedule.is_part)
        return Update(self.page.text(), self.entry, self.changes, self.conflicts)

    def recordings(self) -> Update:
        """Take in the recordings of talks that were matched."""
        slots = {id(block): slot for slot, block in self._blocks_of()}
        for block, urls in self.matched:
            fields = Fields("talk")
            fields.put("recording", *urls)
            slot = slots.get(id(block))
            before = slot.fields.get("recording", "") if slot else ""
            known = block.written("recording").split()
            if all(url in known for url in fields.all("recording")):
                continue
            title, value = writer.plain(block.title), fields["recording"]
            value = self._field(block, title, "recording", before, value)
            if slot:
                slot.fields["recording"] = value
        return Update(self.page.text(), self.entry, self.changes, self.conflicts)

    def names(self) -> dict[int, list[str]]:
        """Return what a schedule called the talks on the page, by ``id()`` of their directives."""
        return {id(block): slot.names for slot, block in self._blocks_of()}

    def _blocks_of(self) -> list[tuple[Slot, Block]]:
        return [(s, b) for s in self.entry.talks if (b := self._blocks.get(s.key)) is not None]

    # -- one talk ------------------------------------------------------------------------------

    def _talk(self, slot: Slot, section: Section, talk: Talk) -> Slot:
        """Merge a talk, and return what counts as imported from now on."""
        block = self._blocks.get(slot.key)
        name = writer.plain(section.title)
        new = slot_of(section, talk)
        new.key, new.id = slot.key, slot.id
        # what calls it otherwise in another format stays known
        new.names = list(dict.fromkeys([*new.names, *slot.names]))
        if block is None:
            self._away.append(name)
            return new
        if slot.gone and self.page.remove(block, mark(slot.gone)):
            self.changes.append(f"{name}: it is in the schedule again")
        self._retitle(block, slot.title, section.title)
        assert section.talk is not None
        new.fields = self._fields(block, name, slot.fields, section.talk)
        self._describe(block, name, slot.prose, section.prose)
        new.prose, new.id = new.prose or slot.prose, block.id
        return new

    def _retitle(self, block: Block, before: str, title: str) -> None:
        """Merge the title of an event or a talk.

        :param before: as it was imported.
        """
        written = block.title
        if title == before or written == title:
            return
        old, new = writer.plain(before), writer.plain(title)
        if normal(writer.plain(written)) != normal(old):
            self._conflict(f"{old}: title: yours {writer.plain(written)!r}, the schedule's {new!r}")
        else:
            self.page.retitle(block, title)
            self.changes.append(f"{old}: its title is now {new!r}")

    def _describe(self, block: Block, name: str, before: str, prose: str) -> None:
        """Merge a description: what is no longer as it was imported is the author's.

        :param before: the digest of what was imported.
        """
        if digest(prose) in {"", before}:
            return
        mine = self.page.prose_of(block)
        if digest(mine) == before:
            self.page.rewrite(block, prose)
            self.changes.append(f"{name}: its description is another")
        elif mine != prose:
            self._look(f"{name}: its description changed in the schedule; yours stays")

    def _fields(
        self, block: Block, name: str, before: Mapping[str, str], new: Fields
    ) -> dict[str, str]:
        """Merge the fields of a directive, and return what counts as imported from now on."""
        kept = dict(before)
        for each, value in new.items():
            if each == "id":
                continue
            kept[each] = self._field(block, name, each, before.get(each, ""), value)
        return kept

    def _field(self, block: Block, talk: str, name: str, before: str, value: str) -> str:
        """Merge a field, and return what counts as imported from now on."""
        mine = block.written(name)
        if name != "url" and "://" in value:
            # what was published once is not taken back where another format does not have it
            value = " ".join(dict.fromkeys([*before.split(), *value.split()]))
        if value in {before, mine}:
            return value
        if mine != before or self.page.has_comment(block, name):
            yours = repr(mine) if mine else "none"
            self._conflict(f"{talk}: {name}: yours {yours}, the schedule's {value!r}")
            return value
        self.page.set(block, name, value)
        told = f"{name} {value!r}" if not mine else f"{name} {mine!r} is now {value!r}"
        self.changes.append(f"{talk}: {told}")
        return value

    # -- talks that came and went --------------------------------------------------------------

    def _add(self, draft: Draft, blocks: Mapping[str, Block | None]) -> None:
        """Add new talks, each behind the one that it follows in the schedule."""
        places: dict[int, tuple[Block | None, list[Section]]] = {}
        behind: Block | None = None
        taken = {block.id for block in self.page.talks}
        for section in draft.talks:
            if section.code in blocks:
                behind = blocks[section.code] or behind
                continue
            writer.give_id(section, taken)
            places.setdefault(id(behind), (behind, []))[1].append(section)
            talk = self._new.get(section.code)
            self.entry.talks.append(slot_of(section, talk))
            self.changes.append(f"{writer.plain(section.title)}: it is new")
        for place, sections in places.values():
            level = self.page.end_of(place)[1]
            self.page.add(place, (writer.section_text(section, level) for section in sections))

    def _gone(self, slots: list[Slot], is_part: bool) -> None:
        """Mark the talks that are no longer in the schedule, unless this is a part of it."""
        new = [slot for slot in slots if not slot.gone]
        found = [(slot, b) for slot in new if (b := self._blocks.get(slot.key)) is not None]
        if is_part:
            return
        if len(found) > _FEW and len(found) * 2 > len(self.entry.talks):
            self._look(
                f"{len(found)} of {len(self.entry.talks)} talks are not in this file, which may be"
                " a part of the schedule: none is marked"
            )
            return
        for slot, block in found:
            self.page.after(block, mark(self.today))
            slot.gone = self.today
            title = writer.plain(slot.title)
            self.changes.append(f"{title}: it is no longer in the schedule, marked")

    def _conflict(self, reason: str) -> None:
        self.conflicts += 1
        self._look(f"conflict: {reason}")

    def _look(self, reason: str) -> None:
        self.report.look(0, reason)


def _found(blocks: Sequence[Block], slots: Iterable[Slot]) -> dict[str, Block]:
    """Return, by the key of each imported talk, its directive on the page.

    It is the one of its id, else of its page in the schedule, else of its title.
    """
    found: dict[str, Block] = {}
    left = list(blocks)
    slots = list(slots)

    def same_id(slot: Slot, block: Block) -> bool:
        return block.id == slot.id

    def same_url(slot: Slot, block: Block) -> bool:
        return bool(slot.fields.get("url")) and block.written("url") == slot.fields["url"]

    def same_title(slot: Slot, block: Block) -> bool:
        return normal(writer.plain(block.title)) == normal(writer.plain(slot.title))

    for fits in (same_id, same_url, same_title):
        for slot in slots:
            if slot.key not in found:
                block = next((block for block in left if fits(slot, block)), None)
                if block is not None:
                    found[slot.key] = block
                    left.remove(block)
    return found


def match(slots: Iterable[Slot], talks: Iterable[Talk]) -> dict[str, Talk]:
    """Return, by the key of each imported talk, what it is in a schedule of today.

    It is the talk of the same key, else of one of its names, else the only one of its title.
    """
    slots, left = list(slots), {talk.key: talk for talk in talks}
    found: dict[str, Talk] = {}

    def take(slot: Slot, key: str | None) -> None:
        if key is not None and slot.key not in found:
            found[slot.key] = left.pop(key)

    for slot in slots:
        take(slot, slot.key if slot.key in left else None)
    by_name = {name: key for key, talk in left.items() for name in talk.names_of}
    for slot in slots:
        keys = (by_name.get(name) for name in slot.names)
        take(slot, next((key for key in keys if key in left), None))
    titles: dict[str, list[str]] = {}
    for key, talk in left.items():
        titles.setdefault(normal(talk.title), []).append(key)
    for slot in slots:
        keys_of = titles.get(normal(writer.plain(slot.title)), [])
        take(slot, keys_of[0] if len(keys_of) == 1 and keys_of[0] in left else None)
    return found
