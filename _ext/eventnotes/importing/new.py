"""``eventnotes new``: the page of an event to be written, from the author's template if any.

A template is a page with ``{{ name }}`` in its title. ``{{ date }}`` stands for the date, and a
line with it is left out where no date is given; ``{{ series }}`` likewise.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from eventnotes.importing import files, writer
from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.known import read_known
from eventnotes.importing.target import target
from eventnotes.model import dates

TEMPLATE = Path("templates/event.md")
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_EVENT = re.compile(r"^(?P<fence>`{3,}|~{3,}|:{3,})\{(?:notes:)?event\}[^\n]*\n", re.MULTILINE)


def run(options: argparse.Namespace) -> int:
    """Write the page, say where it is, and return the exit code."""
    try:
        path, identifier = make(options.name, options.date, options.series, options.into)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{path}\nid: {identifier}")
    return 0


def make(name: str, date: str, series: str, into: Path) -> tuple[Path, str]:
    """Write the page of an event, and return its path and the event's id.

    :raises Refused: the page exists, the date or the template can't be read.
    """
    draft = Draft(writer.title(name))
    if not name.strip():
        raise Refused("an event needs a name")
    if not draft.fields.put("date", date):
        raise Refused(f"{date!r} is no date; allowed: {dates.RANGE_FORMS}")
    draft.fields.put("series", series)
    known = read_known(into)
    place = target(draft, into, known.events)
    if place.own:
        draft.fields.put("id", place.id)
    template = known.root / TEMPLATE
    text = _filled(template, draft) if template.is_file() else writer.page(draft)
    files.write_new(place.path, text)
    return place.path, place.id


def _filled(path: Path, draft: Draft) -> str:
    """Return the author's template with what is known of the event."""
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path}: it can't be read: {error}") from None
    values = {"name": draft.title, "date": draft.fields["date"], "series": draft.fields["series"]}
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        used = _PLACE.findall(line)
        if wrong := [word for word in used if word not in values]:
            known = ", ".join(f"{{{{ {word} }}}}" for word in values)
            raise Refused(f"{path}:{number}: {{{{ {wrong[0]} }}}} is unknown; allowed: {known}")
        if all(values[word] for word in used):
            lines.append(_PLACE.sub(lambda match: values[match[1]], line))
    made = "\n".join(lines)
    if "name" not in _PLACE.findall(text):
        raise Refused(f"{path}: it has no {{{{ name }}}} for the title")
    if "id" not in draft.fields:
        return made
    if not _EVENT.search(made):
        raise Refused(f"{path}: it has no {{event}}, which has to say the id {draft.fields['id']}")
    return _EVENT.sub(lambda match: f"{match[0]}:id: {draft.fields['id']}\n", made, count=1)
