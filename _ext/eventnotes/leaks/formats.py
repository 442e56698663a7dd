"""The text of sources that are no pages in their own right: notebooks and message catalogues."""

from __future__ import annotations

import json
import re

_MESSAGE = re.compile(r'(?:(?P<key>msg\w+(?:\[\d\])?)\s+)?"(?P<words>.*)"\s*\Z')
_ESCAPE = re.compile(r"\\(.)")


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


def translations(text: str) -> list[list[tuple[int, str]]]:
    """Return the messages of a catalogue in its own language.

    :returns: of each message its lines, each with the line of the catalogue, from 1, on which it
        begins.
    """
    messages: list[list[tuple[int, str]]] = []
    says = False
    for number, line in enumerate(text.split("\n"), 1):
        match = _MESSAGE.match(line)
        if match and match["key"]:
            says = match["key"].startswith("msgstr")
            messages += [[(number, "")]] if says else []
        if match and says:
            first, *others = _ESCAPE.sub(_meant, match["words"]).split("\n")
            begin, before = messages[-1][-1]
            messages[-1][-1] = (begin if before else number, before + first)
            messages[-1] += [(number, other) for other in others]
    return messages


def _meant(match: re.Match[str]) -> str:
    """Return what stands for an escape in a catalogue."""
    return {"n": "\n", "t": " ", "r": " "}.get(match[1], match[1])
