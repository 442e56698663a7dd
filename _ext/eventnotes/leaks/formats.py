"""The text of sources that are no pages in their own right: notebooks and message catalogues."""

from __future__ import annotations

import json
import re

_MESSAGE = re.compile(r'(?:(?P<key>msg\w+(?:\[\d\])?)\s+)?"(?P<words>.*)"\s*\Z')


def notebook_text(text: str) -> str:
    """Return the prose and code of a notebook (nbformat 4), or the text as it is if it is none."""
    try:
        cells = json.loads(text)["cells"]
        parts = [
            source if cell["cell_type"] == "markdown" else f"```\n{source}\n```"
            for cell in cells
            for source in ["".join(cell["source"])]
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return text
    return "\n\n".join(parts)


def translated_text(text: str) -> str:
    """Return what a message catalogue says in its own language, line by line."""
    found: list[str] = []
    says = False
    for line in text.split("\n"):
        match = _MESSAGE.match(line)
        if match and match["key"]:
            says = match["key"].startswith("msgstr")
        words = match["words"] if match and says else ""
        found.append(words.replace("\\n", " ").replace('\\"', '"'))
    return "\n".join(found)
