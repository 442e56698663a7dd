"""Raw notes in Markdown or text: a page under the first heading, with the rest as it is."""

from __future__ import annotations

import re

from eventnotes.importing import writer
from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.report import Report

_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def recognises(source: Source) -> bool:
    """Tell whether a source is a file of text."""
    return not source.is_folder and source.looks_like == "text"


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return the page of the notes."""
    if not source.text.strip():
        raise Refused(f"{source.name}: it is empty")
    heading = _HEADING.match(source.text)
    title = heading[1] if heading else writer.title(source.path.stem.replace("_", " "))
    return [Draft(title, prose=source.text[heading.end() if heading else 0 :])]


FORMAT = Format("notes in Markdown or text", recognises, read)
