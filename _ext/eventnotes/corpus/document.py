"""All that was noted as one file of JSON, a record on each line, and the schema of that file."""

from __future__ import annotations

import json
from typing import Any

from eventnotes.api import Published
from eventnotes.corpus import shape

NAME = "eventnotes.json"
SCHEMA_NAME = "eventnotes.schema.json"
VERSION = 1
"""Of the file's form: goes up when something goes or means something else."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def corpus(notes: Published) -> str | None:
    """Return the file: sorted, without lines, times or paths; none in the author's own copy."""
    if notes.site.is_private:
        return None
    writer = shape.Writer(notes.address)
    parts = [
        f'"$schema": "{SCHEMA_NAME}"',
        f'"version": {VERSION}',
        f'"site": {writer.object(notes.site)}',
    ]
    for kind in shape.KINDS:
        rows = sorted(getattr(notes, kind), key=lambda each: _key(each, notes))
        lines = ",\n".join(map(writer.object, rows))
        parts.append(f'"{kind}": [\n{lines}\n]' if rows else f'"{kind}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _key(record: Any, notes: Published) -> tuple[str, ...]:
    """Return what :func:`key_of` does of a record before it is written."""
    own: str = getattr(record, "key", "") or getattr(record, "id", "")
    if own or not hasattr(record, "text"):
        return (own or record.name,)
    return ("", notes.address(record.at), record.text)


def key_of(record: dict[str, Any]) -> tuple[str, ...]:
    """Return by what a record is known and sorted among those of its kind."""
    own = record.get("key") or record.get("id") or record.get("name")
    return (own,) if own else ("", record["address"], record.get("text", ""))


def schema_file(notes: Published) -> str | None:
    """Return the schema of the file (JSON Schema 2020-12)."""
    if notes.site.is_private:
        return None
    lists = {kind: {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}} for kind in shape.KINDS}
    made = {
        "$schema": _DIALECT,
        "title": "Event notes",
        "description": (
            "All that was noted on a site. Dates are as exact as they are known, durations are"
            " seconds, scores fractions from 0 to 1. What is absent is left out. Where the site"
            " has no known address, addresses of its own are as seen from its root."
        ),
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "version": {"const": VERSION},
            "site": {"$ref": "#/$defs/site"},
            **lists,
        },
        "required": ["version", "site", *shape.KINDS],
        "additionalProperties": False,
        "$defs": shape.schema(),
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
