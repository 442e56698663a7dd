"""Failures that random projects have shown, each cut down to a few lines, and tried each time."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from fuzz.pages import Page
from fuzz.sites import Project, project

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("cases.json").read_text(encoding="utf-8")
)
_WORD = re.compile(r"zq([xp])\d+n(\d+)k")


def stored(case: dict[str, Any], number: int = 0) -> Project:
    """Return the project of a case, its pages in a folder of their own."""
    files: dict[str, str] = dict(case["files"])
    lock = files.pop("links.lock.json", "")
    pages = {
        f"case{number}/{name}": Page(case["kind"], name[name.rindex(".") :], _unnumbered(text))
        for name, text in files.items()
    }
    return project(pages, case.get("settings", {}), lock, number * 10)


def _unnumbered(text: str) -> str:
    return _WORD.sub(lambda match: f"zq{match[1]}@n{match[2]}k", text)


def together(cases: list[dict[str, Any]]) -> Project:
    """Return one project with the pages of all cases that have no settings of their own."""
    files: dict[str, str] = {}
    pages: dict[str, Page] = {}
    for number, case in enumerate(cases):
        if not case.get("settings") and "links.lock.json" not in case["files"]:
            each = stored(case, number)
            files |= each.files
            pages |= each.pages
    return Project(files, {}, pages)
