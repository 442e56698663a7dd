"""A failure cut down to one page and the lines it takes, and stored."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from fuzz.building_projects import build, put
from fuzz.checks import Coverage, Failure, compare, examine, reduced
from fuzz.sites import Project

MOST_BUILDS = 150
MOST_COMPARED = 40
CUT = frozenset(
    {"exception", "private words", "warning without a place", "stopped without a place"}
)
"""Kinds of failures that stay what they are when lines are taken away."""


def tidied(project: Project, failure: Failure, cut: bool) -> tuple[Project, Failure, bool]:
    """Return a project that still fails, with as little in it as was found out in some builds.

    The last value tells whether it fails without us just as well.
    """
    if not failure.pages:
        return project, failure, False
    small = project.only(set(failure.pages))
    builder = failure.message.partition(":")[0] if failure.kind == "private words" else ""
    if failure.kind == "exception":
        builder = failure.message.split("\n")[1]
    builders = ("text",) if builder in {"", "text"} else ("text", builder)
    cut = cut and failure.kind in CUT
    left = MOST_BUILDS if cut else 0

    def fails(trial: Project) -> bool:
        nonlocal left
        if left <= 0:
            return False
        left -= 1
        found = examine(trial, builders, Coverage())
        return any(f.kind == failure.kind and f.signature == failure.signature for f in found)

    if cut and fails(small):
        bare = {k: v for k, v in small.files.items() if k in small.pages}
        for trial in (small._replace(files=bare), small._replace(files=bare, settings={})):
            small = trial if fails(trial) else small
        for name in small.pages:
            small = _shorter(small, name, fails)
    return small, failure, failure.kind == "exception" and _is_stock(small, failure, builders)


def fewer_pages(
    project: Project, edited: Project, failure: Failure, builder: str
) -> tuple[Project, Failure]:
    """Return as few pages as still differ between two builds, before and after an edit."""
    left = MOST_COMPARED

    def fails(names: list[str]) -> bool:
        nonlocal left
        left -= 1
        kept = set(names)
        trial = compare(project.only(kept), edited.only(kept), builder, Coverage())
        return left > 0 and any(f.kind == failure.kind for f in trial)

    names = reduced(list(project.pages), fails)
    small, after = project.only(set(names)), edited.only(set(names))
    trial = compare(small, after, builder, Coverage())
    failure = next((f for f in trial if f.kind == failure.kind), failure)
    changed = {f"after/{k}": v for k, v in after.files.items() if small.files.get(k) != v}
    return small._replace(files={**small.files, **changed}), failure


def _shorter(project: Project, name: str, fails: object) -> Project:
    """Return the project with fewer lines in a page."""
    assert callable(fails)

    def with_lines(lines: list[str]) -> Project:
        files = {**project.files, name: "".join(lines)}
        return project._replace(files=files, reduced=True)

    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", project.files[name])
    before = 0
    while len(lines) != before:
        before = len(lines)
        lines = reduced(lines, lambda kept: fails(with_lines(kept)))
    return with_lines(lines)


def _is_stock(project: Project, failure: Failure, builders: tuple[str, ...]) -> bool:
    """Tell whether Sphinx alone falls down in the same way."""
    ours = ("eventnotes_",)
    conf = {k: v for k, v in project.settings.items() if not k.startswith(ours)}
    conf |= {"extensions": ["myst_parser"], "primary_domain": "py"}
    with TemporaryDirectory(prefix="fuzz-") as folder:
        root = Path(folder, "site")
        put(root, project)
        ends = [build(root, builder, conf) for builder in builders]
    return any(end.signature and failure.message.startswith(end.signature) for end in ends)


def stored(project: Project, failure: Failure) -> str:
    """Return a failure as what is put into ``tests/fuzz/cases``."""
    kinds = {page.kind for page in project.pages.values()}
    entry = {
        "about": failure.kind,
        "kind": kinds.pop() if len(kinds) == 1 else "garbage",
        "settings": project.settings,
        "files": project.files,
    }
    return json.dumps(entry, ensure_ascii=False, indent=1, default=repr)
