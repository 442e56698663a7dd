"""What the front matter of other sites says, in the way of each, and what stays of it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml
from building import MakeSite
from sources import put

from eventnotes.cli import main


def _taken(tmp_path: Path, files: dict[str, str]) -> dict[str, str]:
    """Import a small site, and return its pages by their paths."""
    for name, text in files.items():
        put(tmp_path / "old", name, text)
    root = tmp_path / "new"
    assert main(["import", str(tmp_path / "old"), "--into", str(root / "events")]) == 0
    return {str(p.relative_to(root)): p.read_text("utf-8") for p in root.rglob("*.md")}


@pytest.mark.parametrize(
    ("mark", "front", "topics"),
    [
        ("_config.yml", "tags: ropes knots", "ropes, knots"),
        ("_config.yml", "categories: ropes  knots", "ropes, knots"),
        ("_config.yml", "tags: ropes, big knots", "ropes, big knots"),
        ("_config.yml", "tags: [big ropes, knots]", "big ropes, knots"),
        (".obsidian/app.json", "tags: ropes, knots", "ropes, knots"),
        (".obsidian/app.json", "tags: '#ropes #knots'", "ropes, knots"),
        ("hugo.toml", "tags: big ropes", "big ropes"),
    ],
)
def test_tags_are_as_many_as_where_they_come_from(
    tmp_path: Path, mark: str, front: str, topics: str
) -> None:
    page = f"---\ntitle: Rope Night\n{front}\n---\nx\n"
    pages = _taken(tmp_path, {mark: "", "posts/2023-05-06-rope-night.md": page})
    assert f":topics: {topics}\n" in pages["events/2023-05-06-rope-night.md"]


@pytest.mark.parametrize(
    ("files", "aliases"),
    [
        ({"_config.yml": "", "_drafts/d.md": ""}, ""),
        ({"_config.yml": "", "_posts/undated.md": ""}, ""),
        ({"_config.yml": "", "_drafts/d.md": "permalink: /rope/\n"}, ":aliases: /rope/\n"),
        ({"_config.yml": "", "_drafts/d.md": "redirect_from: /rope/\n"}, ":aliases: /rope/\n"),
        ({"_config.yml": "", "_events/rope.md": ""}, ":aliases: /events/rope.html\n"),
        ({"hugo.toml": "", "content/posts/My Rope.md": ""}, ":aliases: /posts/my-rope/\n"),
        ({"_quarto.yml": "", "posts/My Rope.qmd": ""}, ""),
    ],
)
def test_no_alias_is_complained_of_that_nobody_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], aliases: str
) -> None:
    files = {n: f"---\ntitle: Rope\n{f}---\nx\n" if "/" in n else f for n, f in files.items()}
    (page,) = _taken(tmp_path, files).values()
    assert f"```{{event}}\n{aliases}```\n" in page
    assert "left out" not in capsys.readouterr().out


def test_an_alias_that_is_none_and_somebody_wrote_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "---\ntitle: Rope\npermalink: /:year/:title/\n---\nx\n"
    _taken(tmp_path, {"_config.yml": "", "_posts/2023-05-06-rope.md": page})
    assert "aliases '/:year/:title/' is left out" in capsys.readouterr().out


NESTED = """cover:
  image: cover.png
  alt: 'a: b'
  taken: 2024-07-01
  more: {sizes: [1, {wide: true}], none: null}
resources:
- src: a.png
  at: 2024-07-01 10:00:00
days: [2024-07-05, 2024-07-06]
built: 2024-07-02
kinds: !!set {b, a}
"""
TABLES = """[cover]
image = "cover.png"
at = 10:00:00
[[resources]]
src = "a.png"
"""


@pytest.mark.parametrize(
    ("front", "kept"),
    [
        (
            f"---\n{NESTED}---\n",
            {
                "cover": {
                    "image": "cover.png",
                    "alt": "a: b",
                    "taken": "2024-07-01",
                    "more": {"sizes": [1, {"wide": True}], "none": None},
                },
                "resources": [{"src": "a.png", "at": "2024-07-01"}],
                "days": ["2024-07-05", "2024-07-06"],
                "built": datetime.date(2024, 7, 2),
                "kinds": ["a", "b"],
            },
        ),
        (
            f"+++\n{TABLES}+++\n",
            {
                "cover": {"image": "cover.png", "at": "10:00:00"},
                "resources": [{"src": "a.png"}],
            },
        ),
    ],
)
def test_nested_front_matter_stays_as_it_was(
    site: MakeSite, tmp_path: Path, front: str, kept: dict[str, object]
) -> None:
    pages = _taken(tmp_path, {"hugo.toml": "", "content/posts/trip.md": f"{front}x\n"})
    assert yaml.safe_load(pages["events/trip.md"].split("---\n")[1]) == kept
    assert site(pages, builder="text").warnings == []
