"""What the guide says of schedules: its files are imported as it says, and give what it shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from eventnotes.cli import main

pytest.importorskip("icalendar", reason="the extra import is not installed")
pytest.importorskip("markdownify", reason="the extra import is not installed")

GUIDE = Path(__file__).parents[2] / "guide/schedules.md"
PAGE = "events/2026-05-04-tile-day.md"


def _blocks(heading: str) -> Iterator[tuple[str, str, str]]:
    """Yield language, caption and content of each block of code below a heading."""
    tokens = MarkdownIt().parse(GUIDE.read_text(encoding="utf-8"))
    below = ""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            below = tokens[at + 1].content
        if token.type == "fence" and below == heading:
            caption = re.match(r":caption: (.+)\n\n", token.content)
            content = token.content[caption.end() :] if caption else token.content
            yield token.info.split()[-1], caption[1] if caption else "", content


def _run(commands: str) -> None:
    for line in commands.splitlines():
        make, target, *variables = shlex.split(line)
        assert (make, target) == ("make", "import")
        given = dict(variable.split("=", 1) for variable in variables)
        assert main(["import", *shlex.split(given.get("IMPORTOPTS", "")), given["FROM"]]) == 0


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return notes with the files of the guide beside them."""
    monkeypatch.chdir(tmp_path)
    Path("conf.py").touch()
    for heading in ("A schedule", "The talks that you want", "Again", "Recordings"):
        for _, name, content in _blocks(heading):
            if name and not name.startswith("events/"):
                Path(name).write_text(content, encoding="utf-8")
    return tmp_path


def test_a_schedule_becomes_the_page_in_the_guide(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = list(_blocks("A schedule"))
    (command,) = [content for language, _, content in blocks if language == "sh"]
    _run(command)
    pages = {name: content for _, name, content in blocks if name.startswith("events/")}
    assert list(pages) == [PAGE]
    assert Path(PAGE).read_text(encoding="utf-8") == pages[PAGE]
    _said(blocks, capsys.readouterr().out)


def _said(blocks: list[tuple[str, str, str]], out: str) -> None:
    said = [line for language, name, text in blocks if (language, name) == ("text", "")
            for line in text.splitlines()]  # fmt: skip
    assert said
    for line in said:
        assert line in out


@pytest.mark.parametrize(
    ("number", "titles"), [(0, ["Tile by tile"]), (1, ["One compiler, two vendors"])]
)
def test_the_talks_that_you_want(notes: Path, number: int, titles: list[str]) -> None:
    commands = [content for language, _, content in _blocks("The talks that you want")
                if language == "sh"]  # fmt: skip
    _run(commands[number])
    page = Path(PAGE).read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", page, re.M) == titles


def test_again(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run("make import FROM=schedule.json")
    page = Path(PAGE).read_text(encoding="utf-8")
    page = page.replace("Ada Miller\n", "Ada Miller (Example Labs)\n")
    Path(PAGE).write_text(page, encoding="utf-8")
    blocks = list(_blocks("Again"))
    _run(next(content for language, _, content in blocks if language == "sh"))
    _said(blocks, capsys.readouterr().out)


def test_recordings(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run("make import FROM=schedule.json")
    blocks = list(_blocks("Recordings"))
    _run(next(content for language, _, content in blocks if language == "sh"))
    _said(blocks, capsys.readouterr().out)
