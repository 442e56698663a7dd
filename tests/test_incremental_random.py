"""After any sequence of edits the files of an incremental build are those of a clean one.

Random sites are edited at random, built after each step and compared, to the byte, with a clean
build of the same sources. ``SEQUENCES`` says how many sequences are tried and ``SEED`` which; the
same numbers give the same sequences on every machine. The long run is::

    make sequences N=500

With ``EXTENDED=1``, as there, every site begins with the three extensions of the guide loaded, else
a third of them; a sequence may load them and leave them out again.

A sequence that fails is printed as an entry for ``sequences.json``, whose sequences are tried
each time.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from building import CONF, Site, free_sphinx
from comparing import differences, idle_changes, output_of
from extensions import examples, importable
from hypothesis import HealthCheck, given, note, seed, settings
from random_edits import Case, sequences, states
from random_sites import State

from eventnotes.model import pagination

SEQUENCES = int(os.environ.get("SEQUENCES", "12"))
SEED = int(os.environ.get("SEED", "0"))
EXTENDED = bool(int(os.environ.get("EXTENDED", "0")))
BASE = {
    **CONF,
    "eventnotes_year_pages": True,
    "eventnotes_entry_pages": 2,
    "html_baseurl": "https://notes.example.org/",  # without which most exports are not made
}
STORED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "sequences.json").read_text(encoding="utf-8")
)

ALWAYS = {
    "conf.py": "",
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "events/other.svg": '<svg xmlns="http://www.w3.org/2000/svg" id="other"/>',
}
SINGLE_PAGE = {"index.html"}


@pytest.fixture(scope="module", autouse=True)
def _modules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the extensions of the guide be loaded."""
    with importable(tmp_path_factory.mktemp("modules"), examples()):
        yield


@pytest.fixture(autouse=True)
def _free_sphinx() -> Iterator[None]:
    yield
    free_sphinx()


@seed(SEED)
@settings(max_examples=SEQUENCES, suppress_health_check=list(HealthCheck), print_blob=False)
@given(case=sequences(extended=EXTENDED))
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
    with TemporaryDirectory() as folder, patch.object(pagination, "LONGEST", longest):
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
            again = Site(edited, builder, {**BASE, **found[-1].settings}, parallel)
            differing = idle_changes(edited, builder, lambda: again.rebuild(True))
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
    site = Site(root, builder, {**BASE, **state.settings}, parallel)
    try:
        site.rebuild(True)
    except SystemExit:
        return None
    return output_of(site)


# -- reporting -----------------------------------------------------------------------------


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
