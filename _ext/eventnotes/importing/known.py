"""What the notes hold already, found without a build: the ids of events, and who is named.

A look at the options that stand in the sources is enough for a name that is free and for a hint;
what a build makes of them is the build's to say.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from eventnotes.importing.draft import Draft, Fields
from eventnotes.importing.writer import plain
from eventnotes.kinds.field import by_name
from eventnotes.kinds.tables import OPTIONS
from eventnotes.model import ids, people
from eventnotes.model.naming import look_alikes

_DIRECTIVE = re.compile(r"^[ \t]*(?:[`~:]{3,}[ \t]*\{|\.\.[ \t]+)(?:notes:)?(\w+)(?:\}|::)")
_OPTION = re.compile(r"^[ \t]*:([A-Za-z][\w-]*):[ \t]+(.*)$")
_LEFT_OUT = frozenset({"node_modules", "build", "dist", "templates", "venv"})
_TABLES = {kind: by_name(options) for kind, options in OPTIONS.items()}
_MAX = 2**20


@dataclass
class Known:
    """Ids and names of the notes."""

    root: Path
    """The folder with ``conf.py``, else the one where pages go."""
    events: dict[str, Path] = field(default_factory=dict)
    """By the event's id, its page."""
    people: dict[str, str] = field(default_factory=dict)
    """By a person's id, the name as it was written first."""

    def add(self, path: Path, text: str) -> None:
        """Take in a page."""
        kind, options, own = "", _TABLES["private"], ""
        is_event = False
        title = re.search(r"(?m)^#[ \t]+(.+)", text)
        kinds: set[str] = set()
        for line in text.splitlines():
            if directive := _DIRECTIVE.match(line):
                kind = directive[1]
                options = _TABLES.get(kind, {})
                is_event = is_event or kind == "event"
                kinds |= {kind} & {"event", "talk"}
            elif options and (option := _OPTION.match(line)):
                found = options.get(option[1].lower())
                if found is None:
                    continue
                if found.name == "id" and not own and (kind == "event" or kinds == {"talk"}):
                    own = option[2].strip()
                elif found.read is people.read_person:
                    self.add_people(people.split_people(option[2]))
        if is_event:
            docname = path.with_suffix("").as_posix()
            self.events.setdefault(own or ids.event_id(docname), path)
        elif title and kinds == {"talk"}:  # a page of one talk, whose id is of its title alone
            self.events.setdefault(own or ids.slug(plain(title[1])), path)

    def add_people(self, names: Iterable[str]) -> None:
        """Take in people as a page names them."""
        for name in names:
            try:
                mention = people.read_person(name)
            except ValueError:
                continue
            if mention.id and mention.name:
                self.people.setdefault(mention.id, mention.name)

    def may_be_known(self, draft: Draft) -> list[tuple[str, str]]:
        """Return each person of a draft who may be one of the notes under another name."""
        new = Known(self.root)
        for fields in draft.all_fields:
            new.add_people(people_of(fields))
        both = {**new.people, **self.people}
        pairs = []
        for first, second in look_alikes(both):
            for one, other in ((first, second), (second, first)):
                if one in new.people and one not in self.people and other in self.people:
                    pairs.append((both[one], both[other]))
        return pairs


def people_of(fields: Fields) -> list[str]:
    """Return the people that the fields of a directive name."""
    options = OPTIONS[fields.kind]
    named = (option.name for option in options if option.read is people.read_person)
    return [name for option in named for name in fields.all(option)]


def read_known(into: Path) -> Known:
    """Read the pages of the notes that *into* is a folder of."""
    root = next((up for up in (into, *into.parents) if (up / "conf.py").is_file()), into)
    known = Known(root)
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f[0] not in "._" and f not in _LEFT_OUT)
        for name in sorted(files):
            path = Path(folder, name)
            if path.suffix in {".md", ".rst"} and path.is_file() and path.stat().st_size < _MAX:
                known.add(path, path.read_text(encoding="utf-8", errors="replace"))
    return known
