"""What the garbage collector is kept from while a site is built."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from building import CONF, INDEX, MakeSite
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

ROOT = Path(__file__).resolve().parent.parent
_TWICE = """
import gc, json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from sphinx.application import Sphinx
from eventnotes.domain import notes_domain

seen = []

def look(app, *others):
    tracked = {id(each) for each in gc.get_objects()}
    known = notes_domain(app.env)
    seen.append([id(each) in tracked for each in (app.env, known.data, known.library)])

for name in ("first", "second"):
    out = Path(name)
    app = Sphinx(".", ".", out / "html", out / "doctrees", "html", status=None)
    app.connect("write-started", look)
    app.build()
print(json.dumps(seen))
"""


_OFTEN = """
import gc, json, sys
sys.path.insert(0, sys.argv[1])
from sphinx.application import Sphinx

if sys.argv[2:]:
    gc.set_threshold(int(sys.argv[2]))
seen = [gc.get_threshold()[0]]
for build in range(2):
    app = Sphinx(".", ".", "html", "doctrees", "html", status=None)
    app.connect("write-started", lambda *given: seen.append(gc.get_threshold()[0]))
    if "ends" in sys.argv:
        app.connect("build-finished", lambda *given: sys.exit("no"), priority=1)
    try:
        app.build()
    except SystemExit:
        pass
    seen.append(gc.get_threshold()[0])
print(json.dumps(seen))
"""

_AT_THE_END = """
import gc, json, sys
sys.path.insert(0, sys.argv[1])
from sphinx.application import Sphinx

made = []
app = Sphinx(".", ".", "html", "doctrees", "html", status=None)
app.connect("html-collect-pages", lambda app: made.append([]) or [])
at_end = lambda *given: made.append(id(made[0]) in {id(each) for each in gc.get_objects()})
app.connect("build-finished", at_end, priority=1)
app.build()
print(json.dumps(made[1]))
"""


def _run(code: str, folder: Path, *given: str) -> Any:
    """Return what a process says that builds a small site."""
    event = "# A\n\n```{event}\n:date: 2025-02\n```\n\n## One\n\n```{talk}\n```\n\nWords zqxone.\n"
    conf = "".join(f"{name} = {value!r}\n" for name, value in CONF.items())
    for name, text in {"index.md": INDEX, "events/2025-a.md": event, "conf.py": conf}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", code, str(ROOT / "_ext"), *given],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ran.stdout)


def test_the_first_build_keeps_the_collector_from_its_notes_and_later_ones_do_not(
    tmp_path: Path,
) -> None:
    first, second = _run(_TWICE, tmp_path)
    assert not any(first)
    assert all(second)


def test_the_collector_looks_rarely_in_the_first_build_of_a_process_that_reads_little(
    tmp_path: Path,
) -> None:
    usual, *others = _run(_OFTEN, tmp_path)
    assert others == [usual] * 4  # the first reads all, the second is not the first
    usual, during, *others = _run(_OFTEN, tmp_path)
    assert during >= 100 * usual
    assert others == [usual] * 3
    usual, during, *others = _run(_OFTEN, tmp_path, "700", "ends")  # as a leak ends it
    assert (usual, during, others) == (700, 200_000, [700] * 3)
    assert _run(_OFTEN, tmp_path, "0") == [0] * 5  # it looks at nothing, and that stays
    assert _run(_OFTEN, tmp_path, "300000") == [300_000] * 5


def test_the_collector_is_kept_from_what_was_made_while_it_looked_rarely(tmp_path: Path) -> None:
    assert _run(_AT_THE_END, tmp_path)  # all is read, and it looks as often as ever
    assert not _run(_AT_THE_END, tmp_path)


def test_the_collector_rests_while_the_last_environment_is_loaded(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = site({"index.md": "# Notes\n"})
    own, seen = BuildEnvironment.setup, []

    def setup(env: BuildEnvironment, app: Sphinx) -> None:
        seen.append(gc.isenabled())
        own(env, app)

    monkeypatch.setattr(BuildEnvironment, "setup", setup)
    built.rebuild()
    assert seen == [False]
    assert gc.isenabled()
