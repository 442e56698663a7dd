"""After any sequence of edits the files of an incremental build are those of a clean one.

Random sites are edited at random, built after each step and compared, to the byte, with a clean
build of the same sources. ``SEQUENCES`` says how many sequences are tried and ``SEED`` which; the
same numbers give the same sequences on every machine. The long run is::

    SEQUENCES=500 python -m pytest tests/test_incremental_random.py

A sequence that fails is printed as an entry for ``sequences.json``, whose sequences are tried
each time.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from building import CONF, Site, free_sphinx
from hypothesis import HealthCheck, given, note, seed, settings
from random_edits import Case, sequences, states
from random_sites import State

from eventnotes.model import parts

SEQUENCES = int(os.environ.get("SEQUENCES", "12"))
SEED = int(os.environ.get("SEED", "0"))
STORED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "sequences.json").read_text(encoding="utf-8")
)

# what Sphinx itself writes in every build of HTML, also in one that has nothing to do
_STATIC = ("alabaster.css", "basic.css", "documentation_options.js", "language_data.js")
REWRITTEN = {
    ".buildinfo",
    "genindex.html",
    "genindex/index.html",
    "search.html",
    "search/index.html",
    "searchindex.js",
    "objects.inv",
    *(f"_static/{name}" for name in (*_STATIC, "pygments.css")),
}
ALWAYS = {
    "conf.py": "",
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "events/other.svg": '<svg xmlns="http://www.w3.org/2000/svg" id="other"/>',
}
SINGLE_PAGE = {"index.html"}


@pytest.fixture(autouse=True)
def _free_sphinx() -> Iterator[None]:
    yield
    free_sphinx()


@seed(SEED)
@settings(max_examples=SEQUENCES, suppress_health_check=list(HealthCheck), print_blob=False)
@given(case=sequences())
def test_random_edits_leave_what_a_clean_build_makes(case: Case) -> None:
    for number, step in enumerate(case.steps, 1):
        note(f"step {number}: {'; '.join(map(repr, step))}")
    check(case.builder, case.parallel, case.longest, states(case))


@pytest.mark.parametrize("stored", STORED, ids=[stored["about"] for stored in STORED])
def test_edits_that_once_left_something_stale_do_not(stored: dict[str, Any]) -> None:
    check(stored["builder"], stored["parallel"], stored["longest"], unpack(stored["states"]))


# -- comparing -----------------------------------------------------------------------------


def check(builder: str, parallel: int, longest: int, found: Sequence[State]) -> None:
    """Build each state on top of the one before, and afresh in another folder, and compare."""
    with TemporaryDirectory() as folder, patch.object(parts, "LONGEST", longest):
        edited, clean = Path(folder, "edited"), Path(folder, "clean")
        expected: dict[str, bytes] | None = None
        for number, state in enumerate(found):
            before = found[number - 1] if number else None
            put(edited, state, before)
            ours = build(edited, builder, parallel, state)
            if before is None or state[:2] != before[:2]:
                shutil.rmtree(clean, ignore_errors=True)
                put(clean, state, None)
                expected = build(clean, builder, parallel, state)
            differing = differences(ours, expected)
            assert not differing, report(builder, parallel, longest, found[: number + 1], differing)
        if expected is not None:
            differing = idle_changes(edited, builder, parallel, found[-1])
            assert not differing, report(builder, parallel, longest, [*found, found[-1]], differing)


def put(root: Path, state: State, before: State | None) -> None:
    """Write the sources that are not what they were, and remove those that are gone."""
    old = before.files if before else {}
    for name in old.keys() - state.files.keys():
        (root / name).unlink()
    for name, text in {**ALWAYS, **state.files}.items():
        path = root / name
        if text != old.get(name, "" if before else None) or name in state.touched:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def build(root: Path, builder: str, parallel: int, state: State) -> dict[str, bytes] | None:
    """Return the files of the output, or None where the build was stopped."""
    site = Site(root, builder, {**CONF, **state.settings}, parallel)
    try:
        site.rebuild(True)
    except SystemExit:
        return None
    return {
        str(path.relative_to(site.out)): path.read_bytes()
        for path in files_in(site.out)
        if path.name not in {".buildinfo", ".buildinfo.bak"}
    }


def idle_changes(root: Path, builder: str, parallel: int, state: State) -> list[str]:
    """Build once more; say which files an idle build should have left alone."""
    out, doctrees = root / "_build" / builder, root / "_build" / "doctrees"
    before = {path: path.stat().st_mtime_ns for path in files_in(out, doctrees)}
    contents = {path: path.read_bytes() for path in before if path.is_relative_to(out)}
    site = Site(root, builder, {**CONF, **state.settings}, parallel).rebuild(True)
    # Sphinx reads a page again each time whose toctree names pages that are not there
    broken = site.app.env.reread_always
    allowed = {out / name for name in REWRITTEN}
    if builder == "singlehtml":
        allowed.add(out / "index.html")
    after = {path: path.stat().st_mtime_ns for path in files_in(out, doctrees)}
    found = [f"{path}: there or gone" for path in sorted(before.keys() ^ after.keys())]
    for path in sorted(before.keys() & after.keys()):
        if path in contents and contents[path] != path.read_bytes():
            found.append(f"{path}: other content")
        elif before[path] != after[path] and path not in allowed and not broken:
            found.append(f"{path}: written")
    return [f"idle build: {line.removeprefix(str(root))}" for line in found]


def files_in(*folders: Path) -> list[Path]:
    """Return all files in some folders and theirs."""
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


# -- reporting -----------------------------------------------------------------------------


def differences(
    ours: Mapping[str, bytes] | None, expected: Mapping[str, bytes] | None
) -> list[str]:
    """Return what differs: the files, and the first lines of each."""
    if ours is None or expected is None:
        stopped = "the incremental build was stopped", "the clean build was stopped"
        return [stopped[ours is not None]] if ours is not expected else []
    found = [f"{name}: only incremental" for name in sorted(ours.keys() - expected.keys())]
    found += [f"{name}: only clean" for name in sorted(expected.keys() - ours.keys())]
    for name in sorted(ours.keys() & expected.keys()):
        if ours[name] != expected[name]:
            ends = "incremental", "clean"
            texts = [readable(name, data) for data in (ours[name], expected[name])]
            lines = list(unified_diff(*(text.split("\n") for text in texts), *ends, n=0))
            found.append("\n".join([f"{name}:", *(line[:300] for line in lines[2:12])]))
    return found


def readable(name: str, data: bytes) -> str:
    """Return a file's content in lines: inventories are packed, scripts are one line."""
    if name == "objects.inv":
        head = data.split(b"\n", 4)
        data = b"\n".join([*head[:4], zlib.decompress(head[4])])
    text = data.decode("utf-8", "replace")
    return text.replace('"', '\n"') if name.endswith(".js") else text


def report(
    builder: str, parallel: int, longest: int, found: Sequence[State], differing: list[str]
) -> str:
    """Return all that is needed to see a failure and to build it again."""
    last = found[-1]
    before = found[-2] if len(found) > 1 else State({}, {})
    changed = [f"{builder}, parallel {parallel}, build {len(found)}, {dict(last.settings)}"]
    changed += [f"setting {key}" for key in pack(found)[-1].get("settings", ())]
    for name in sorted(before.files.keys() | last.files.keys()):
        lines = (files.get(name, "").split("\n") for files in (before.files, last.files))
        changed += unified_diff(*lines, f"before/{name}", f"after/{name}", lineterm="")
    shown = [f"==== {name}\n{text}" for name, text in last.files.items()]
    entry = {
        "about": "what goes stale",
        "builder": builder,
        "parallel": parallel,
        "longest": longest,
        "states": pack(found),
    }
    stored = json.dumps(entry, ensure_ascii=False, indent=1)
    parts = ["\n".join(differing), "\n".join(changed), "\n".join(shown), stored]
    return "\n\n" + "\n----------------\n".join(parts)


# -- storing -------------------------------------------------------------------------------


def pack(found: Sequence[State]) -> list[dict[str, Any]]:
    """Return what each state changes; null for a file that is gone."""
    packed: list[dict[str, Any]] = []
    before = State({}, {})
    for state in found:
        files: dict[str, Any] = dict.fromkeys(before.files.keys() - state.files.keys())
        for name, text in state.files.items():
            if text != before.files.get(name) or name in state.touched:
                files[name] = text
        changed = {k: v for k, v in state.settings.items() if before.settings.get(k, ...) != v}
        packed.append({"files": files} | ({"settings": changed} if changed else {}))
        before = state
    return packed


def unpack(packed: Sequence[Mapping[str, Any]]) -> list[State]:
    """Return the states again."""
    found: list[State] = []
    files: dict[str, str] = {}
    conf: dict[str, Any] = {}
    for change in packed:
        new: dict[str, str | None] = change["files"]
        touched = tuple(name for name, text in new.items() if text == files.get(name))
        merged = {**files, **new}
        files = {name: text for name, text in merged.items() if text is not None}
        conf |= change.get("settings", {})
        found.append(State(dict(files), dict(conf), touched))
    return found
