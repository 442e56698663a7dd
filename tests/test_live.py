"""The site while it is written: what stands of warnings, what is served, and to whom."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventnotes.live import standing, watch
from eventnotes.live.build import Site, in_fork
from eventnotes.live.command import _locked
from eventnotes.live.serve import HOST, State, server
from eventnotes.live.standing import LATER, READ, Warned

PAGES = {"a.md": "a", "events/b.md": "events/b"}


def test_a_warning_of_sphinx_is_read_with_its_page_and_line() -> None:
    text = (
        "\x1b[91m/site/events/b.md:12: WARNING: date: '9' is odd [notes.date]\x1b[39;49;00m\n"
        "and more\n"
        "/site/a.md: WARNING: document isn't included in any toctree\n"
        "WARNING: a setting is odd [notes.config]\n"
        "a word that is no warning's\n"
    )
    assert standing.parse(text, READ, Path("/site"), PAGES) == [
        Warned("events/b", "events/b.md:12", "date: '9' is odd [notes.date]\nand more", READ),
        Warned("a", "a.md", "document isn't included in any toctree", READ),
        Warned("", "", "a setting is odd [notes.config]\na word that is no warning's", READ),
    ]


A = Warned("a", "a.md:1", "date", READ)
B = Warned("events/b", "events/b.md:1", "the id is that of a.md already", LATER)
NONE = Warned("", "", "a setting", READ)
GONE = Warned("gone", "gone.md:1", "date", READ)


@pytest.mark.parametrize(
    ("read", "written", "stands"),
    [
        ([], [], [A, B]),
        (["a"], ["a"], []),
        ([], ["a"], [A]),
        (["events/b"], ["events/b"], [A]),
    ],
)
def test_a_warning_stands_until_what_it_is_of_is_done_again(
    read: list[str], written: list[str], stands: list[Warned]
) -> None:
    before = [A, B, NONE, GONE]
    assert standing.still(before, [], read=read, written=written, pages=PAGES) == stands


def test_warnings_are_kept_between_two_starts(tmp_path: Path) -> None:
    path = tmp_path / "doctrees/warnings.json"
    assert standing.load(path) is None
    standing.save(path, [A, B])
    assert standing.load(path) == [A, B]
    path.write_text("[1", encoding="utf-8")
    assert standing.load(path) is None


def test_what_is_new_other_or_gone_is_seen_and_what_is_built_is_not(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "_build/x.html", ".git/x", "__pycache__/x.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    before = watch.look(tmp_path, [tmp_path / "_build"])
    (tmp_path / "a.md").write_text("longer than before", encoding="utf-8")
    (tmp_path / "b.md").unlink()
    (tmp_path / "c.md").write_text("c", encoding="utf-8")
    changed = watch.changed(before, watch.look(tmp_path, [tmp_path / "_build"]))
    assert [Path(path).name for path in changed] == ["a.md", "b.md", "c.md"]
    assert {Path(path).name for path in before} == {"a.md", "b.md"}


def _write(root: Path, name: str, text: str) -> None:
    """Write a file as if that had been a while ago, so that only its content tells it is other."""
    (root / name).write_text(text, encoding="utf-8")
    then = os.stat(root / name).st_mtime_ns - 10**11
    os.utime(root / name, ns=(then, then))


CONF = (
    'extensions = ["eventnotes.site"]\nprimary_domain = "notes"\nexclude_patterns = ["_build"]\n'
    'myst_enable_extensions = ["colon_fence"]\nhtml_theme = "basic"\n'
)


def test_a_build_in_a_fork_tells_of_its_pages_and_all_warnings_stand(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    root.mkdir()
    _write(root, "conf.py", CONF)
    _write(root, "index.md", "# Notes\n\n```{toctree}\na\nb\n```\n")
    _write(root, "a.md", "# A\n\n```{event}\n:date: 99\n```\n")
    _write(root, "b.md", "# B\n\n% zqx private\n\nText.\n")
    site = Site(root, tmp_path / "out", tmp_path / "trees", fresh=True)
    stands: list[Warned] = []

    def build() -> tuple[list[str], list[str]]:
        made = in_fork(site)
        assert made.failed == ""
        new = [w for phase, text in made.warnings.items()
               for w in standing.parse(text, phase, root, made.pages)]  # fmt: skip
        stands[:] = standing.still(
            stands, new, read=made.read, written=made.written, pages=made.pages
        )
        site.fresh = False
        return made.read, made.written

    assert build() == (["a", "b", "index"], ["a", "b", "index"])
    assert [warned.place for warned in stands] == ["a.md:4"]
    _write(root, "b.md", "# B\n\n% zqx private\n\nOther text.\n")
    assert build() == (["b"], ["b"])
    assert [(warned.place, warned.phase) for warned in stands] == [("a.md:4", READ)]
    assert "zqx" not in (tmp_path / "out/b.html").read_text(encoding="utf-8")
    _write(root, "a.md", "# A\n\n```{event}\n:date: 1999\n```\n")
    build()
    assert stands == []
    site.private, site.out, site.doctrees = True, tmp_path / "mine", tmp_path / "my-trees"
    build()
    assert "zqx" in (tmp_path / "mine/b.html").read_text(encoding="utf-8")


def test_a_build_that_fails_says_why_and_leaves_this_process_alone(tmp_path: Path) -> None:
    _write(tmp_path, "conf.py", "extensions = ['no_such_extension']\n")
    made = in_fork(Site(tmp_path, tmp_path / "out", tmp_path / "trees"))
    assert "no_such_extension" in made.failed


def test_two_runs_do_not_build_into_one_folder(tmp_path: Path) -> None:
    first = _locked(tmp_path)
    with pytest.raises(OSError, match="another run of this command is building there"):
        _locked(tmp_path)
    first.close()
    _locked(tmp_path).close()


def test_the_command_shows_each_build_and_what_stands(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    root.mkdir()
    _write(root, "conf.py", CONF)
    _write(root, "index.md", "# Notes\n\n```{toctree}\na\n```\n")
    _write(root, "a.md", "# A\n\n```{event}\n:date: 99\n```\n")
    command = [sys.executable, "-m", "eventnotes", "live", "--source", str(root), "--port", "0"]
    running = subprocess.Popen(
        [*command, "--build", str(tmp_path / "_build")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "_ext")},
    )
    try:
        assert running.stdout is not None
        found = re.fullmatch(
            r"Shows the site at http://127\.0\.0\.1:(\d+)/\n", running.stdout.readline()
        )
        assert found
        connection = http.client.HTTPConnection(HOST, int(found[1]), timeout=200)
        connection.request("GET", "/_live/events")
        answer = connection.getresponse()

        def built() -> list[str]:
            while True:
                line = answer.readline().decode()
                if line.startswith("data: ") and (state := json.loads(line[6:]))["build"]:
                    return [warning["place"] for warning in state["warnings"]]

        assert built() == ["a.md:4"]
        (root / "index.md").write_text("# New\n\n```{toctree}\na\n```\n", encoding="utf-8")
        assert built() == ["a.md:4"]
        assert "<h1>New" in _get(int(found[1]), "/index.html")[1]
        (root / "a.md").write_text("# A\n\n```{event}\n:date: 1999\n```\n", encoding="utf-8")
        assert built() == []
        connection.close()
    finally:
        running.terminate()
        said = running.communicate()[0]
    assert said.count("a.md:4: event: date can't be read: '99'") == 2


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, State]]:
    """Serve two pages on any port."""
    (tmp_path / "index.html").write_text("<html><head></head><body>Hi</body></html>", "utf-8")
    (tmp_path / "words.txt").write_text("Words", "utf-8")
    state = State()
    serving = server(tmp_path, 0, state)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield serving.server_address[1], state
    serving.shutdown()
    serving.server_close()


def _get(port: int, path: str, host: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", path, headers={"Host": host or f"localhost:{port}"})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_a_page_has_the_script_and_other_files_are_as_they_are(served: tuple[int, State]) -> None:
    port, _ = served
    script = '<script src="/_live/live.js" defer></script>'
    page = f"<html><head>{script}</head><body>Hi</body></html>"
    assert _get(port, "/") == (200, page)
    assert _get(port, "/index.html?x") == (200, page)
    assert _get(port, "/words.txt") == (200, "Words")
    status, text = _get(port, "/later.html")
    assert (status, script in text) == (404, True)
    assert "EventSource" in _get(port, "/_live/live.js")[1]


@pytest.mark.parametrize("host", ["example.org", "localhost.example.org:80", "192.168.0.7:8000"])
def test_nothing_is_shown_to_who_asks_by_another_name(served: tuple[int, State], host: str) -> None:
    status, text = _get(served[0], "/", host)
    assert (status, "Hi" in text) == (403, False)


def test_it_listens_on_this_computer_alone(served: tuple[int, State], tmp_path: Path) -> None:
    assert HOST == "127.0.0.1"
    other = server(tmp_path, served[0], State())  # a port that is taken leads to the next
    assert other.server_address[0] == "127.0.0.1"
    assert other.server_address[1] > served[0]
    other.server_close()


def test_a_browser_hears_of_each_build(served: tuple[int, State]) -> None:
    port, state = served
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", "/_live/events")
    answer = connection.getresponse()
    assert json.loads(answer.readline().decode().removeprefix("data: ")) == {"build": 0}
    answer.readline()
    state.put('{"build": 1}')
    assert answer.readline() == b'data: {"build": 1}\n'
    connection.close()
