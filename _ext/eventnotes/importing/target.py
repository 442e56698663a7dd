"""Where a new page goes: a file name, and an id that no other event has.

The id of an event is made of its file's name. Where that is another event's already, the page
says one of its own: with its month, as a monthly meetup's has, then its day, then a number.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from eventnotes.importing import when
from eventnotes.importing.draft import Draft
from eventnotes.importing.writer import plain
from eventnotes.model import dates, ids

DRAFTS = "drafts"


class Target(NamedTuple):
    """The file of a new page, and the id of what it is about."""

    path: Path
    id: str
    own: bool
    """Whether the page has to say the id, since the file's name would give another."""


def target(
    draft: Draft, into: Path, taken: Collection[str], others: Collection[Path] = ()
) -> Target:
    """Return where a draft goes.

    :param taken: the ids that other events have.
    :param others: the pages that are known to be of other events.
    """
    folder = into.parent / DRAFTS if draft.draft and into.name != DRAFTS else into
    wanted = draft.name or stem(plain(draft.title), _date(draft))
    names = itertools.chain([wanted], (f"{wanted}-{number}" for number in itertools.count(2)))
    name, path = next(
        (name, path)
        for name, path in ((name, _path(folder, name, draft)) for name in names)
        if path.resolve() not in others and (name == wanted or not path.exists())
    )
    own = ids.event_id(name)
    if draft.fields.kind != "event":
        own = ids.slug(plain(draft.title))
    free = free_id(draft.fields["id"] or own, _date(draft), taken)
    return Target(path, free, free != own)


def _path(folder: Path, name: str, draft: Draft) -> Path:
    return folder / name / "index.md" if draft.photos else folder / f"{name}.md"


def _date(draft: Draft) -> str:
    return draft.fields["date"] if draft.fields.kind == "event" else ""


def stem(title: str, date: str) -> str:
    """Return the name of a file: the date as far as it is known, and the title's slug."""
    first = dates.read_range(date).first if date else ""
    if found := when.find(title):
        said = title[found.begin : found.end]
        if not re.search(r"[^\W\d]", said) and (date == found.date or first.startswith(found.date)):
            title = title.replace(said, " ", 1)
            if not ids.is_name(title):
                return first
    words = ids.slug(title).split("-")
    if first[:4] in words and len(words) > 1:  # the id has it at its end, once
        words.remove(first[:4])
    return "-".join(part for part in (first, *words) if part)


def free_id(wanted: str, date: str, taken: Collection[str]) -> str:
    """Return *wanted*, or what is made of it that nobody has."""
    return next(name for name in _names(wanted, date) if name not in taken)


def _names(wanted: str, date: str) -> Iterator[str]:
    yield wanted
    first = dates.read_range(date).first if date else ""
    base = wanted[: ids.MAX_SLUG - 12].rstrip("-")
    if len(first) > 4:
        year, rest = first[:4], first[4:]
        base = base.removesuffix(f"-{year}") + f"-{year}"
        yield f"{base}{rest[:3]}"
        if len(rest) > 3:
            yield f"{base}{rest}"
    number = 1
    while True:
        number += 1
        yield f"{base}-{number}"
