"""Schedules that are spoilt at random: a message or a page, never a traceback or half a page."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sources
from sources import Notes, put

pytest.importorskip("icalendar", reason="the extra import is not installed")
pytest.importorskip("markdownify", reason="the extra import is not installed")

OBJECTS = {
    "frab.json": sources.FRAB,
    "all.json": sources.SESSIONIZE_ALL,
    "grid.json": sources.SESSIONIZE_GRID,
    "submissions.json": sources.SUBMISSIONS,
    "playlist.json": sources.PLAYLIST,
}
TEXTS = {
    "s.xml": sources.PENTABARF,
    "pretalx.ics": sources.PRETALX_ICS,
    "bookmarks.ics": sources.BOOKMARKS,
    "meetup.ics": sources.MEETUP,
    "page.html": sources.LUMA,
}
VALUES = (
    *(None, [], {}, "", "x", 0, -1, 1e308, float("inf"), float("nan"), True, 10**30, "\x00"),
    *("9999-99-99", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "24:00", "\ud800"),
    *({"en": None}, [[[]]], [None], [1], "https://["),
)
PIECES = (
    "<",
    "&",
    "\r\n",
    "BEGIN:VEVENT\r\n",
    "9",
    "\x00",
    ";",
    ":",
    "]]>",
    "{",
    '"',
    "-->",
    "<![x",
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else []
    for key, each in enumerate(value) if isinstance(value, list) else pairs:
        yield from _paths(each, (*path, key))


def _spoilt_object(value: Any, chance: random.Random) -> str:
    value = copy.deepcopy(value)
    for _ in range(chance.randint(1, 4)):
        *way, last = chance.choice(list(_paths(value)) or [()]) or (None,)
        holder = value
        for key in way:
            holder = holder[key]
        if last is None:
            break
        if chance.random() < 0.2:
            del holder[last]
        else:
            holder[last] = copy.deepcopy(chance.choice(VALUES))
    return json.dumps(value)


def _spoilt_text(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        begin = chance.randrange(len(text) + 1)
        end = begin + chance.randint(1, 30)
        text = chance.choice(
            (
                text[:begin] + text[end:],
                text[:end] + text[begin:end] + text[end:],
                text[:begin] + chance.choice(PIECES) + text[begin:],
            )
        )
    return text


@pytest.mark.parametrize("name", [*OBJECTS, *TEXTS])
def test_what_is_spoilt_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    chance = random.Random(name)
    for number in range(25):
        notes = Notes(tmp_path / str(number))
        for _ in range(2):  # the second is another version of a schedule that may be there
            if name in OBJECTS:
                text = _spoilt_object(OBJECTS[name], chance)
            else:
                text = _spoilt_text(TEXTS[name], chance)
            code = notes.take(put(tmp_path, name, text))
            said = capsys.readouterr()
            assert code in {0, 1}
            assert bool(said.err) == bool(code)
            assert not [n for n in sources.files(notes.root) if n.endswith(".part")]
            for page in notes.pages.values():
                assert page.startswith("# ")
                assert page.endswith("\n")
