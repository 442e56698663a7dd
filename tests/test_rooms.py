"""What CONTRIBUTING says of the rooms is what there is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from eventnotes.site import FEATURES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "_ext" / "eventnotes"
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| ((?:`[\w/.]+`(?:, )?)+) \| (.*) \|$", re.MULTILINE)


def _rooms() -> list[str]:
    """Return what stands in the package: folders with a slash, and modules."""
    found = [f"{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")] + ["static/"]
    found += [path.name for path in PACKAGE.glob("[!_]*.py")]
    return sorted(found)


def test_the_table_of_rooms_is_the_folder() -> None:
    table = TEXT.partition("| room in")[2].partition("\n\n")[0]
    named = [name for cell, _ in _ROW.findall(table) for name in re.findall(r"`([^`]+)`", cell)]
    assert sorted(named) == _rooms()


def test_the_files_that_are_named_in_steps_are_there() -> None:
    steps = TEXT.partition("## The way of one talk")[2].partition("## Rules")[0]
    named = set(re.findall(r"`([a-z_]+/[a-z_/]+(?:\.py)?)`", steps))
    named = {name for name in named if (PACKAGE / name.partition("/")[0]).is_dir()}
    assert len(named) > 15
    missing = [name for name in named if not (PACKAGE / f"{name.removesuffix('.py')}.py").exists()]
    assert sorted(missing) == []


def test_the_way_of_one_talk_has_at_most_ten_steps() -> None:
    way = TEXT.partition("## The way of one talk")[2].partition("\n## ")[0]
    assert 5 <= len(re.findall(r"^\d+\. ", way, re.MULTILINE)) <= 10


def test_all_features_are_in_the_layer_of_features() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    listed = next(layer for layer in layers if "photos" in layer).split(" | ")
    assert sorted(listed) == sorted(name.partition(".")[2] for name in FEATURES)
