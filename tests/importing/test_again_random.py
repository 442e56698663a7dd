"""Pages that an author has edited at random, and the next import of a schedule that changed."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
import sources
from sources import Notes, put

pytest.importorskip("icalendar", reason="the extra import is not installed")
pytest.importorskip("markdownify", reason="the extra import is not installed")

LINES = (
    *("My words zq{n}.", "", "> quote zq{n}", "- item zq{n}", "    code zq{n}", "% secret zq{n}"),
    *("<!-- zq{n} -->", "<!--", "-->", "```", "```py", "~~~", ":::{private}", ":::", "::::", "---"),
    *(
        "```{talk}",
        "```{talk} Own zq{n}",
        ":::{takeaway}",
        ":rating: 4/5 zq{n}",
        ":room: Mine zq{n}",
    ),
    *("# zq{n}", "## Own zq{n}", "## Cranes in C++", "### Part zq{n}", "Under zq{n}\n====", "\x0c"),
    *("+++", "  :room: zq{n}", "\tzq{n}", "$$", "[x]: y", "(cranes)=", "| a | b |", "\u2028zq{n}"),
)


def _edited(page: str, chance: random.Random, newline: str) -> str:
    lines = page.split("\n")
    for number in range(chance.randint(0, 8)):
        at = chance.randrange(len(lines))
        what = chance.random()
        if what < 0.7:
            lines.insert(at, chance.choice(LINES).replace("{n}", str(number)))
        elif what < 0.85:
            del lines[at]
        else:
            lines[at] = f"{lines[at]} zq{number}"
    return newline.join("\n".join(lines).split("\n"))


def _changed(chance: random.Random) -> dict[str, Any]:
    data = copy.deepcopy(sources.FRAB)
    rooms = {
        name: talks
        for day in data["schedule"]["conference"]["days"]
        for name, talks in day["rooms"].items()
    }
    for talks in rooms.values():
        for number, talk in enumerate(list(talks)):
            talk.update(
                chance.choice(
                    (
                        {},
                        {"room": f"Room {number}"},
                        {"title": f"New {number}"},
                        {"duration": "00:10", "persons": [{"public_name": "Eve Stone"}]},
                        {"links": [{"title": "Video", "url": "https://example.org/v.mp4"}]},
                        {"abstract": "Changed."},
                    )
                )
            )
            if chance.random() < 0.15:
                talks.remove(talk)
        if chance.random() < 0.3:
            talks.insert(0, {"guid": f"n{chance.random()}", "title": "Ropes", "start": "12:00"})
    return data


def _is_fact(line: str) -> bool:
    """Tell whether a line may be one that an import changes: an option or a heading."""
    return line.startswith((":", "## ", "  ")) or not line.strip()


@pytest.mark.parametrize("seed", range(8))
def test_lines_that_are_no_facts_stay_in_their_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    chance = random.Random(seed)
    for number in range(8):
        notes = Notes(tmp_path / str(number))
        assert notes.take(put(tmp_path, "s.json", sources.FRAB)) == 0
        (path,) = (notes.root / "events").glob("*.md")
        newline = chance.choice(["\n", "\r\n"])
        imported = {line for line in notes.page.split("\n") if not _is_fact(line)}
        before = _edited(notes.page, chance, newline)
        path.write_bytes(before.encode())
        data = _changed(chance)
        assert notes.take(put(tmp_path, "s.json", data)) == 0
        after = notes.page
        # every line of the author's that is no fact is there, whole and in its order
        own = [line.rstrip("\r") for line in before.split("\n") if not _is_fact(line)]
        lines = iter(after.split("\n"))
        for line in own:
            if line not in imported:
                assert any(each.rstrip("\r") == line for each in lines), (line, before, after)
        # what the author wrote in a field or a heading is there too
        for word in (f"zq{n}" for n in range(8)):
            assert after.count(word) == before.count(word), (word, before, after)
        if newline == "\r\n":
            assert "\n" not in after.replace("\r\n", "")
        # and the same schedule once more changes nothing
        assert notes.take(tmp_path / "s.json") == 0
        assert notes.page == after
        assert "Traceback" not in capsys.readouterr().err
