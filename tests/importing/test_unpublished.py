"""What an old site did not publish: drafts and comments, however their writers spelt them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventnotes.cli import main
from eventnotes.importing import topmatter


def _imported(folder: Path, mark: str, page: str) -> tuple[list[str], str]:
    """Import a site of one page, and return the folder and the text of what it became."""
    old = folder / "old"
    (old / mark).parent.mkdir(parents=True, exist_ok=True)
    if mark.endswith("/"):
        (old / mark).mkdir()
    else:
        (old / mark).write_text("", encoding="utf-8")
    (old / "posts").mkdir()
    (old / "posts" / "quay.md").write_text(page, encoding="utf-8")
    assert main(["import", str(old), "--into", str(folder / "new" / "events")]) == 0
    made = sorted((folder / "new").rglob("*.md"))
    text = "".join(path.read_text(encoding="utf-8") for path in made)
    return [path.parent.name for path in made], text


@pytest.mark.parametrize(
    "front",
    [
        "---\ndraft: true\n---\n",
        "---\ndraft: 'yes'\n---\n",
        "---\nDraft: True\n---\n",
        "---\npublished: false\n---\n",
        "---\npublish: false\n---\n",
        "---\nunlisted: true\n---\n",
        "---\nstatus: private\n---\n",
        "---\nbuild:\n  render: never\n---\n",
        "+++\n_build = {list = false}\n+++\n",
        "+++\nrender = false\n+++\n",
        '+++\ndraft = "true"\n+++\n',
        "+++\n[extra]\nhidden = true\n+++\n",
        '{ "title": "Quay", "draft": true }\n',
        '{\n"title": "Quay",\n"draft": true\n}\n',
        # what can't be parsed
        "---\ntitle: Quay: Day\ndraft: true\n---\n",
        "---\ntitle: [Quay\npublish: no\n---\n",
        "+++\ntitle = 'Quay'\ndate = 2024-01-05 10:00\ndraft = true\n+++\n",
        "+++\ndate = 2026-02-3\n  draft=true\n+++\n",
        "+++\ndraft: true\n+++\n",
        "---\ndraft = true\n---\n",
        '{ "title": "Quay", "draft": true, }\n',
        '{\n"title": "Quay"\n"draft": true\n}\n',
        "---\ntitle: Quay\ndraft: true\n\nWords.\n",
        "+++\ndraft = true\nWords.\n",
    ],
)
@pytest.mark.parametrize("mark", ["hugo.toml", ".obsidian/"])
def test_a_page_that_was_not_published_is_a_draft(tmp_path: Path, mark: str, front: str) -> None:
    folders, _ = _imported(tmp_path, mark, f"{front}\nNot for the public yet.\n")
    assert folders == ["drafts"]


@pytest.mark.parametrize(
    "front",
    [
        "---\ndraft: false\n---\n",
        "---\npublish: true\n---\n",
        "---\npublished: 2024-05-01\n---\n",
        "---\nstatus: done\n---\n",
        "+++\nrender = true\n+++\n",
        "+++\nbuild = {list = 'always'}\n+++\n",
        "---\ntitle: Quay: Day\ndraft: false\n---\n",
        "---\nA draft: true to its name, between rules.\n---\n",
        "---\n\nWords below a rule.\n",
    ],
)
def test_a_page_that_was_published_is_none(tmp_path: Path, front: str) -> None:
    folders, text = _imported(tmp_path, "hugo.toml", f"{front}\nFor the public.\n")
    assert folders == ["events"]
    assert "For the public." in text


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("+++\ntitle = 'Quay'\ndate = 10:00 today\n+++\n", "at line 2, column"),
        ("---\ntitle: Quay\ndraft: true\nWords.\n", "it has no end"),
    ],
)
def test_front_matter_that_cannot_be_parsed_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], front: str, reason: str
) -> None:
    _imported(tmp_path, "hugo.toml", f"{front}\nWords.\n")
    said = capsys.readouterr().out
    assert "quay.md:1: the front matter is not well formed" in said
    assert reason in said


def test_words_below_a_rule_are_no_front_matter() -> None:
    for text in ("---\nspeaker: Ada\n", "---\nx = 5\n---\n", "{talk}`a` and more\n"):
        assert topmatter.read(text) == topmatter.Front({}, 0)
