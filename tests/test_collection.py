"""What a test finds depends on nothing but the source: not on time and place, nor on other tests.

Two workers have to collect the same tests, and each builds the sites of tests in any order.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from building import MakeSite
from sphinx.config import Config

ROOT = Path(__file__).parent.parent
_COLLECT = ["-m", "pytest", "--collect-only", "-q", "-n", "0"]


def _names(root: Path, folder: Path, *options: str, **environment: str) -> list[str]:
    """Return the names of all tests under *root* as a process of its own collects them."""
    command = [*_COLLECT, *options, "-c", str(root / "pyproject.toml"), f"--rootdir={root}"]
    done = subprocess.run(
        [sys.executable, *command, str(root / "tests")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests"), **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return [line for line in done.stdout.splitlines() if "::" in line]


def _twice(root: Path, folder: Path) -> tuple[list[str], list[str]]:
    """Return what is collected here and now, and elsewhere, on another day, by another hash."""
    elsewhere = folder / "elsewhere"
    elsewhere.symlink_to(root)
    with ThreadPoolExecutor() as pool:
        environment = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}
        there = pool.submit(_names, elsewhere, folder, "-p", "elsewhere", **environment)
        return _names(root, root, PYTHONHASHSEED="1", TZ="UTC"), there.result()


def test_the_names_of_tests_are_the_same_at_any_time_and_place(tmp_path: Path) -> None:
    here, there = _twice(ROOT, tmp_path)
    assert "tests/test_collection.py::test_a_name_that_is_not_the_same_is_found" in here
    assert [(one, other) for one, other in zip(here, there, strict=True) if one != other] == []


_UNSTEADY = """
import datetime, gzip, os, random, time
import pytest

FOLDER = os.path.dirname(__file__)

@pytest.mark.parametrize("value", [
    gzip.compress(b"words"),
    str(time.time()),
    str(time.time_ns()),
    time.strftime("%Y"),
    str(time.localtime().tm_hour),
    str(time.gmtime().tm_year),
    str(datetime.date.today()),
    str(datetime.datetime.now()),
    str(datetime.datetime.now(datetime.UTC).date()),
    str(hash("words")),
    str(random.random()),
    repr(object()),
    FOLDER,
    os.getcwd(),
    os.listdir(FOLDER)[0],
    next(os.scandir(FOLDER)).name,
    " ".join({"a", "b", "c", "d", "e", "f"}),
])
def test_it(value):
    pass
"""


def test_a_name_that_is_not_the_same_is_found(tmp_path: Path) -> None:
    """Without this, the test above might compare one moment and place with itself."""
    root = tmp_path / "suite"
    (root / "tests").mkdir(parents=True)
    (root / "tests" / "test_it.py").write_text(_UNSTEADY)
    (root / "tests" / "second.py").touch()
    (root / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    here, there = _twice(root, tmp_path)
    assert len(here) == len(there) == 17
    assert [one for one, other in zip(here, there, strict=True) if one == other] == []


def test_what_a_theme_adds_to_the_settings_of_all_ends_with_its_build(site: MakeSite) -> None:
    themed = site({"a.md": "# A\n"}, html_theme="pydata_sphinx_theme")
    assert [Path(folder).name for folder in themed.app.config.templates_path] == ["components"]
    plain = site({"a.md": "# A\n"}, name="plain")
    assert plain.app.config.templates_path == []
    assert Config.config_values["templates_path"].default == []
