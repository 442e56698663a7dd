"""The real command on real sites: what it prints, keeps, refuses, and leaves when it is killed."""

from __future__ import annotations

import json
import os
import pty
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import aiohttp
import pytest
from faults import PATIENCE, Host, Net, Reply, gate, hang, redirect, slowly
from sites import ROOT, by_path, call, environment, start, write_site

from eventnotes.cli import main
from eventnotes.model.lock import NAME, Copy, Known, read

PAGE = Reply(200, b"<title>Tiles</title>")
TITLES = {f"/{number}": f"Page {number}" for number in range(40)}


@pytest.fixture
def archive(net: Net) -> Host:
    """An archive that has a copy of everything, and makes none."""
    archive = net.host()
    rows = [["timestamp", "original"], ["20251130120000", "http://example.org/old"]]
    archive.on("/cdx/search/cdx", Reply(200, json.dumps(rows).encode()))
    return archive


def age(root: Path, before: str, after: str) -> None:
    """Make a lock file look as if its runs had been on another day."""
    path = root / NAME
    path.write_text(path.read_text().replace(f'"{before}"', f'"{after}"'))


def today() -> str:
    """The day that the command writes down."""
    return time.strftime("%Y-%m-%d")


def days_ago(number: int) -> str:
    """An ISO day in the past."""
    return time.strftime("%Y-%m-%d", time.localtime(time.time() - number * 86400))


def test_a_run_keeps_what_it_finds_and_reports_what_needs_attention(
    net: Net, archive: Host, tmp_path: Path
) -> None:
    host, other = net.host(), net.host()
    urls = {
        "well": host.page("/well", "A good page", '<meta name="author" content="Ada Miller">'),
        "moved": host.on("/moved", redirect(other.page("/new", "New home"))),
        "gone": host.on("/gone", Reply(404)),
        "wall": host.on("/wall", Reply(403)),
        "script": host.page("/script", "Why </script> ends it"),
    }
    root = write_site(tmp_path / "site", {"A": list(urls.values()), "B": [urls["gone"]]})
    code, output, complaints = call(root, "--archive", archive.base)
    assert code == 0
    assert complaints == f"{NAME} is not there or empty: a new one is started\n"
    day = today()
    alive = Known(type="text/html", status="200", checked=day, alive=day)
    copy = Copy(archive.url("/web/20251130120000/http://example.org/old"), "2025-11-30")
    assert by_path(root) == {
        "/well": alive._replace(title="A good page", author=("Ada Miller",)),
        "/moved": alive._replace(title="New home", final=other.url("/new")),
        "/gone": Known(status="404", checked=day, failing=day, failures=1, archive=copy),
        "/wall": Known(status="403", checked=day),
        "/script": alive._replace(title="Why </script> ends it"),
    }
    assert (
        output
        == f"""\
5 links cited, 5 asked for: 3 alive, 1 failed, 1 not checked

Moved (1)
  {urls["moved"]}  “words”
    to {other.url("/new")}
    cited in events/a.md: A › Keynote

Failing (1)
  {urls["gone"]}  “words”
    404: 1 failed run since {day}
    copy of 2025-11-30: {copy.url}
    cited in events/a.md: A › Keynote
    cited in events/b.md: B › Keynote

Not checked (1)
  {urls["wall"]}  “words”
    403
    cited in events/a.md: A › Keynote
"""
    )


def test_a_second_run_makes_no_request_and_changes_nothing(
    net: Net, archive: Host, tmp_path: Path
) -> None:
    host = net.host()
    urls = [host.on("/a", PAGE), host.on("/b", Reply(404)), host.on("/c", Reply(429))]
    root = write_site(tmp_path / "site", {"A": urls})
    call(root, "--archive", archive.base)
    before, text = net.requests, (root / NAME).read_bytes()
    assert before
    code, output, complaints = call(root, "--archive", archive.base)
    assert (code, complaints) == (0, "")
    assert output == "3 links cited, 0 asked for: 0 alive\n"
    assert net.requests == before
    assert (root / NAME).read_bytes() == text
    call(root, "--archive", archive.base, "--all")
    assert net.requests > before


def test_a_link_dies_and_the_exit_code_says_so_once(
    net: Net, archive: Host, tmp_path: Path
) -> None:
    url = net.host().on("/gone", Reply(410))
    root = write_site(tmp_path / "site", {"A": [url]})
    for number in (9, 5):
        assert call(root, "--archive", archive.base)[0] == 0
        age(root, today(), days_ago(number))
    code, output, _ = call(root, "--archive", archive.base)
    assert code == 1
    assert output.startswith(
        "1 link cited, 1 asked for: 0 alive, 1 failed\n\n"
        f"Died (1)\n  {url}  “words”\n"
        f"    410: 3 failed runs since {days_ago(9)}, counts as dead\n"
    )
    code, output, _ = call(root, "--archive", archive.base, "--all")
    assert code == 0
    assert "Died" not in output
    assert by_path(root)["/gone"].dead


def test_a_changed_title_and_a_link_that_is_not_cited_any_more_are_named(
    net: Net, archive: Host, tmp_path: Path
) -> None:
    host = net.host()
    urls = [host.page("/a", "Old words"), host.page("/b", "B")]
    root = write_site(tmp_path / "site", {"A": urls})
    call(root, "--archive", archive.base)
    host.page("/a", "New words")
    write_site(root, {"A": urls[:1]})
    code, output, _ = call(root, "--archive", archive.base, "--all")
    assert code == 0
    assert "Changed its title (1)\n" in output
    assert "    from “Old words” to “New words”\n    cited in events/a.md: A › Keynote\n" in output
    assert "Not cited any more, taken out of the file (1)\n" in output
    assert by_path(root).keys() == {"/a"}


def test_offline_reports_from_the_file_and_asks_nobody(
    net: Net, archive: Host, tmp_path: Path
) -> None:
    host = net.host()
    urls = [host.on("/a", PAGE), host.on("/b", Reply(404)), host.on("/c", Reply(403))]
    root = write_site(tmp_path / "site", {"A": urls})
    call(root, "--archive", archive.base)
    new = host.on("/new", PAGE)
    write_site(root, {"A": [*urls[1:], new]})
    before, text = net.requests, (root / NAME).read_bytes()
    code, output, complaints = call(root, "--archive", archive.base, "--offline", "--all", "--save")
    assert (code, complaints) == (0, "")
    assert net.requests == before
    assert (root / NAME).read_bytes() == text
    assert [line for line in output.splitlines() if line and not line.startswith("  ")] == [
        "3 links cited, 2 known: 0 alive when last asked for",
        "Failing (1)",
        "Not checked (1)",
        "Never asked for (1)",
        "Not cited any more (1)",
    ]


def test_options_for_time_do_what_they_say(net: Net, archive: Host, tmp_path: Path) -> None:
    host = net.host()
    root = write_site(tmp_path / "site", {"A": [host.on("/well", PAGE)]})
    call(root, "--archive", archive.base)
    age(root, today(), days_ago(3))
    call(root, "--archive", archive.base, "--ttl", "9")
    assert host.requests("/well") == ["HEAD", "GET"]
    call(root, "--archive", archive.base, "--ttl", "2", "--pause", "0.3")
    assert host.requests("/well") == ["HEAD", "GET"] * 2
    asked = host.seen[-3:]
    assert [seen.path for seen in asked] == ["/well", "/robots.txt", "/well"]
    assert all(later.begin - before.end >= 0.29 for before, later in pairwise(asked))


def test_a_request_may_take_as_long_as_an_option_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody answers anybody, so however slow this machine is, each request takes too long."""
    said = []

    class Timeout(aiohttp.ClientTimeout):
        """Notes what it is made with, and lets time pass at once."""

        def __init__(self, total: float) -> None:
            said.append(total)
            super().__init__(total=0.01)

    monkeypatch.setattr(aiohttp, "ClientTimeout", Timeout)
    with socket.create_server(("127.0.0.2", 0)) as deaf:
        base = f"http://127.0.0.2:{deaf.getsockname()[1]}"
        root = write_site(tmp_path / "site", {"A": [f"{base}/x"]})
        options = ["--source", str(root), "--archive", base, "--pause", "0"]
        assert main(["links", *options, "--timeout", "7.5"]) == 1
    assert set(said) == {7.5}
    assert "no network: not one host could be reached" in capsys.readouterr().err


def test_save_has_copies_made(net: Net, archive: Host, tmp_path: Path) -> None:
    host = net.host()
    urls = [host.on("/a", PAGE), host.on("/b", PAGE)]
    copy = f"/web/20260301000000/{urls[0]}"
    archive.on(f"/save/{urls[0]}", redirect(copy))
    archive.on(f"/save/{urls[1]}", Reply(523))
    root = write_site(tmp_path / "site", {"A": urls})
    code, output, _ = call(root, "--archive", archive.base, "--save")
    assert code == 1  # of one no copy could be made
    assert "Copy made (1)\n" in output
    assert f"    copy of 2026-03-01: {archive.url(copy)}\n" in output
    assert "No copy made (1)\n" in output
    assert "    it answers 523\n" in output
    assert by_path(root)["/a"].archive == Copy(archive.url(copy), "2026-03-01")
    assert by_path(root)["/b"].archive is None


def test_without_a_network_nothing_is_written(tmp_path: Path) -> None:
    urls = [f"http://127.0.0.{number}:9/x" for number in range(2, 5)]
    root = write_site(tmp_path / "site", {"A": urls})
    code, output, complaints = call(root, "--archive", "http://127.0.0.1:9")
    assert (code, output) == (1, "")
    assert "no network: not one host could be reached, nothing is kept\n" in complaints
    assert not (root / NAME).exists()


# -- files that can't be used --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "options"),
    [
        ('{\n  "version": 1,\n  "links": {\n    "https://exam', 4, []),
        ('{\n<<<<<<< HEAD\n  "version": 1\n=======\n>>>>>>> b\n}\n', 2, []),
        ('{\n  "version": 2,\n  "links": {}\n}\n', 2, ["--all", "--save"]),
        ('{\n  "version": 1,\n  "links": {\n    "https://a.example/": {"alive": 1}\n}}', 4, []),
        ("not a lock file\n", 1, ["--offline"]),
    ],
)
def test_a_file_that_can_not_be_used_is_named_and_left_as_it_is(
    net: Net, tmp_path: Path, text: str, line: int, options: list[str]
) -> None:
    host = net.host()
    root = write_site(tmp_path / "site", {"A": [host.on("/a", PAGE)]})
    (root / NAME).write_text(text)
    code, output, complaints = call(root, *options)
    assert (code, output) == (2, "")
    assert complaints.startswith(f"{root / NAME}:{line}: ")
    assert complaints.endswith(f"{NAME} is left as it is: mend it or remove it\n")
    assert (root / NAME).read_text() == text
    assert host.seen == []


def test_an_empty_file_is_said_to_be_and_filled(net: Net, archive: Host, tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {"A": [net.host().on("/a", PAGE)]})
    (root / NAME).write_text("")
    code, _, complaints = call(root, "--archive", archive.base)
    assert code == 0
    assert "a new one is started" in complaints
    assert by_path(root)["/a"].title == "Tiles"


def test_a_file_that_is_spoilt_meanwhile_is_left_as_it_is(net: Net, tmp_path: Path) -> None:
    host = net.host()
    play, opened = gate(PAGE)
    urls = [host.on("/0", PAGE), host.on("/1", play)]
    root = write_site(tmp_path / "site", {"A": urls})
    with start(root, "--pause", "0", "--timeout", str(PATIENCE)) as process:
        _wait_for(lambda: (root / NAME).exists())
        (root / NAME).write_text("<<<<<<< HEAD\n")
        opened.set()
        output, complaints = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert output == ""
    assert f"{root / NAME}:1: a merge conflict is not settled here" in complaints
    assert (root / NAME).read_text() == "<<<<<<< HEAD\n"


# -- runs that end early -------------------------------------------------------------------------


def _wait_for(happened: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def _many(net: Net, root: Path) -> Path:
    """Write a site with forty links at three hosts that answer slowly."""
    hosts = [net.host() for _ in range(3)]
    urls = []
    for number, (path, title) in enumerate(TITLES.items()):
        host = hosts[number % 3]
        host.page(path, title)
        body = host.routes[path][0]
        urls.append(host.on(path, slowly(0.04, body)))
    return write_site(root, {"A": urls})


def _right(root: Path) -> int:
    """Check that each entry of the file is a right one, and return how many there are."""
    if not (root / NAME).exists():
        return 0
    lock = read((root / NAME).read_bytes())
    assert lock.problems == ()
    for path, known in by_path(root).items():
        day = known.checked
        title = TITLES[path]
        whole = Known(title=title, type="text/html", status="200", checked=day, alive=day)
        assert known == whole
    return len(lock.entries)


def test_killed_at_random_moments_every_entry_is_a_right_one(net: Net, tmp_path: Path) -> None:
    root = _many(net, tmp_path / "site")
    chance = random.Random(12)
    counts = []
    for _ in range(11):
        enough = net.requests + chance.randint(1, 70)
        with start(root, "--pause", "0", "--all") as process:
            _wait_for(lambda enough=enough: net.requests >= enough)
            process.kill()
        counts.append(_right(root))
    with start(root, "--pause", "0", "--all") as process:
        _wait_for((root / NAME).exists)
        process.kill()
    counts.append(_right(root))
    assert counts == sorted(counts)  # nothing that was kept is lost
    assert 0 < max(counts) <= 40
    code, _, _ = call(root, "--all")
    assert code == 0
    assert _right(root) == 40
    assert not list(root.glob(f".{NAME}.*"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_keeps_what_it_has_found(
    net: Net, tmp_path: Path, number: signal.Signals
) -> None:
    host = net.host()
    urls = [host.page("/0", "Page 0"), host.on("/hang", hang)]
    root = write_site(tmp_path / "site", {"A": urls})
    with start(root, "--pause", "0") as process:
        _wait_for(lambda: "HEAD /hang" in host.begun)
        process.send_signal(number)
        output, complaints = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert output == ""
    assert complaints.endswith("interrupted; what was found out is kept\n")
    assert _right(root) == 1


# -- the command itself --------------------------------------------------------------------------


def test_progress_is_shown_on_a_terminal(net: Net, tmp_path: Path) -> None:
    play, opened = gate(PAGE)
    root = write_site(tmp_path / "site", {"A": [net.host().on("/a", play)]})
    ours, theirs = pty.openpty()
    options = ["--source", str(root), "--pause", "0", "--timeout", str(PATIENCE)]
    with subprocess.Popen(
        [sys.executable, "-m", "eventnotes", "links", *options],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 4096):
                shown += data
                if b"waiting for 127.0.0.2\r\x1b[K" in shown:
                    opened.set()
        except OSError:  # Linux says so when the other end is closed
            pass
    os.close(ours)
    assert process.returncode == 0
    assert "0 of 1 links, waiting for 127.0.0.2\r\x1b[K" in shown.decode()
    assert shown.endswith(b"\r\x1b[K")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--source", "nowhere"], "'nowhere' is no folder with a conf.py"),
        (["--ttl", "-1"], "'-1' is not a number from 0"),
        (["--ttl", "nan"], "'nan' is not a number from 0"),
        (["--pause", "inf"], "'inf' is not a number from 0"),
        (["--timeout", "0"], "'0' is not a number above 0"),
        (["--archive", "ftp://example.org"], "'ftp://example.org' is not an address"),
        (["--archive", "https://example.org/?a"], "has a query"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
    ],
)
def test_wrong_use_is_named(
    options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["links", *options])
    assert words in capsys.readouterr().err


def test_pages_that_can_not_be_read_are_no_reason_to_forget_links(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {})
    (root / "conf.py").write_text('extensions = ["no_such_extension"]\n')
    text = '{\n  "version": 1,\n  "links": {\n    "https://example.org/": {}\n  }\n}\n'
    (root / NAME).write_text(text)
    code, output, complaints = call(root)
    assert (code, output) == (1, "")
    assert "the pages can't be read: Could not import extension no_such_extension" in complaints
    assert (root / NAME).read_text() == text


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {})
    hide = "import importlib.util as u; old = u.find_spec\n"
    hide += "u.find_spec = lambda name: None if name in ('aiohttp', 'protego') else old(name)\n"
    hide += "from eventnotes.cli import main; raise SystemExit(main())"
    command = [sys.executable, "-c", hide, "links", "--source", str(root)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("eventnotes links needs aiohttp, protego. Install them with: ")
    assert "pip install aiohttp protego, or in a clone" in done.stderr


def test_a_build_imports_nothing_that_speaks_to_the_network(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {"A": ["https://example.org/"]})
    code = (
        "import sys; from sphinx.cmd.build import main\n"
        f"main(['-q', '-b', 'html', {str(root)!r}, {str(tmp_path / 'out')!r}])\n"
        "names = {'aiohttp', 'protego', 'yarl', 'eventnotes.links.network', 'eventnotes.cli'}\n"
        "print(sorted(names & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True
    )
    assert done.stdout == "[]\n"
    assert (tmp_path / "out" / "events" / "a.html").exists()


def test_help_names_the_exit_codes() -> None:
    command = [sys.executable, "-m", "eventnotes", "links", "--help"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0
    assert "exit codes:\n  0    all is well\n" in done.stdout


def test_make_links_runs_it(net: Net, archive: Host, tmp_path: Path) -> None:
    url = net.host().on("/a", PAGE)
    root = write_site(tmp_path / "site", {"A": [url]})
    shutil.copy(ROOT / "Makefile", root)
    (root / "_ext").symlink_to(ROOT / "_ext")
    options = f"LINKSOPTS=--pause 0 --archive {archive.base}"
    done = subprocess.run(
        ["make", "links", f"VENV={sys.prefix}", options],
        cwd=root,
        env={name: value for name, value in environment().items() if name != "PYTHONPATH"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "1 link cited, 1 asked for: 1 alive\n" in done.stdout
    assert by_path(root)["/a"].title == "Tiles"
