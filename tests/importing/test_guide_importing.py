"""The guide's pages on importing and beginning: each example is run, and makes what they show.

In a section, the blocks with a caption above a command are files that are there, and those below it
files that it makes.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

from eventnotes.cli import main

GUIDE = Path(__file__).parents[2] / "guide"
PAGES = [GUIDE / "importing.md", GUIDE / "new-pages.md"]
_BLOCK = re.compile(
    r"^`{5}\{code-block\} (?P<language>\w+)\n(?::caption: (?P<file>\S+)\n\n)?(?P<text>.*?)^`{5}$",
    re.DOTALL | re.MULTILINE,
)


class Example(NamedTuple):
    """A command with the files before it, and those after it."""

    command: str
    before: dict[str, str]
    after: dict[str, str]


def _examples() -> dict[str, Example]:
    found: dict[str, Example] = {}
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    heading, at = "", 0
    for block in _BLOCK.finditer(text):
        heading = ([heading, *re.findall(r"(?m)^#{2,3} (.+)$", text[at : block.start()])])[-1]
        at = block.end()
        example = found.get(heading, Example("", {}, {}))
        if block["language"] == "sh":
            found[heading] = example._replace(command=block["text"].strip())
        elif block["file"]:
            (example.after if example.command else example.before)[block["file"]] = block["text"]
            found[heading] = example
    return {name: example for name, example in found.items() if example.after}


EXAMPLES = _examples()


def test_there_is_an_example_for_each_kind() -> None:
    assert sorted(EXAMPLES) == [
        "A new page", "A programme", "Another site", "Notes", "Several events in one file"
    ]  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_command_makes_what_the_guide_shows(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = EXAMPLES[name]
    monkeypatch.chdir(tmp_path)
    for file, text in {"conf.py": "", **example.before}.items():
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text(text, encoding="utf-8")
    make, command, *rest = shlex.split(example.command)
    said = dict(part.partition("=")[::2] for part in rest)
    options = [*shlex.split(said.get("IMPORTOPTS", "")), *shlex.split(said.get("FROM", ""))]
    if command == "new":
        options = ["--date", said["DATE"], said["NAME"]]
    assert (make, main([command, *options])) == ("make", 0)
    made = {file: text for file, text in example.after.items() if not file.startswith("templates/")}
    assert made
    for file, text in made.items():
        assert Path(file).read_text(encoding="utf-8") == text


def test_the_template_in_the_guide_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("templates").mkdir()
    Path("conf.py").write_text("", encoding="utf-8")
    Path("templates/event.md").write_text(
        EXAMPLES["A new page"].after["templates/event.md"], encoding="utf-8"
    )
    assert main(["new", "Quay", "--date", "2026-03-06"]) == 0
    assert Path("events/2026-03-06-quay.md").read_text(encoding="utf-8") == (
        "# Quay\n\n```{event}\n:date: 2026-03-06\n:place: Berlin\n:attended: in person\n```\n\n"
        ":::{private}\nWhat I want to know:\n:::\n"
    )
