"""By which names other projects find what is here: ids and labels, and titles of one thing alone.

``names.inv`` has them as labels, in an inventory of its own (Sphinx inventory version 2): in
``objects.inv`` they would be as many lines again for everybody who looks up ids.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from eventnotes.api import (
    Event,
    Link,
    MadeOf,
    Org,
    Person,
    Published,
    Takeaway,
    Talk,
    Target,
    Topic,
)

_READ = re.compile(r"(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)")
"""How readers take a line apart: with two words before a number, a name ends too early."""


def are_wanted(notes: Published) -> bool:
    """Tell whether other projects can refer to this build."""
    return notes.site.has_pages and not notes.site.is_private


def inventory(notes: Published) -> MadeOf | None:
    """Return the inventory, where a title is in any case of letters that of one thing."""
    if not are_wanted(notes):
        return None
    ids, titles = named(notes)
    labels = {name: each for name, each in ids.items() if _is_label(each)}
    owners: dict[str, set[int]] = {}
    for name, target in (*labels.items(), *titles.items()):
        owners.setdefault(name.lower(), set()).add(id(target))
    labels |= {name: each for name, each in titles.items() if len(owners[name.lower()]) == 1}
    rows = filter(None, (_row(notes, name, target) for name, target in sorted(labels.items())))
    project = " ".join(notes.site.title.split())
    head = f"# Sphinx inventory version 2\n# Project: {project}\n# Version: \n{_PACKED}\n"
    return MadeOf(_packed, head, "".join(rows))


def _packed(head: str, rows: str) -> bytes:
    return head.encode() + zlib.compress(rows.encode())


_PACKED = "# The remainder of this file is compressed using zlib."


def _is_label(target: Target) -> bool:
    return target.domain == "notes" or (target.domain, target.kind) == ("std", "label")


def _row(notes: Published, name: str, target: Target) -> str:
    """Return a line, or nothing where readers would find another name in it."""
    address = notes.address(target.at).removeprefix(notes.site.url)
    line = f"{name} std:label -1 {address} {target.title or '-'}"
    read = _READ.match(line)
    return f"{line}\n" if read is not None and read[1] == name else ""


def named(notes: Published) -> tuple[Mapping[str, Target], Mapping[str, Target]]:
    """Return the targets on pages of the site by name, and those of notes by title.

    Where a label has the name of something that was noted, it is that. A title that several things
    have is nobody's, nor is one that is a name.
    """
    if notes not in _NAMED:
        _NAMED[notes] = _named(notes)
    return _NAMED[notes]


_NAMED: WeakKeyDictionary[Published, tuple[Mapping[str, Target], Mapping[str, Target]]] = (
    WeakKeyDictionary()
)


def _named(notes: Published) -> tuple[Mapping[str, Target], Mapping[str, Target]]:
    pages = {page.name for page in notes.pages}
    own = _own_ids(notes)
    found: dict[str, Target] = {}
    titled: dict[str, list[Target]] = {}
    for target in sorted(notes.targets, key=lambda each: each.domain != "notes"):
        if target.at.page not in pages or target.kind == "doc":  # a page has a form of its own
            continue
        known = found.setdefault(target.name, target)
        if known is target and target.domain == "notes" and target.name in own:
            titled.setdefault(target.title, []).append(target)
    alone = {title: each[0] for title, each in titled.items() if len(each) == 1}
    return found, {title: each for title, each in alone.items() if title not in found}


def _own_ids(notes: Published) -> set[str]:
    """Return the ids of what was noted, without other and older ones of the same."""
    records: list[Event | Talk | Link | Takeaway] = [*notes.events, *notes.talks]
    records += [*notes.links, *notes.takeaways]
    names: list[Person | Org | Topic] = [*notes.people, *notes.orgs, *notes.topics]
    return {each.id for each in records} | {each.id for each in names}
