"""No build opens a connection but linkcheck, and that asks for each resource once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from building import MakeSite, Site

EXTENSIONS = Path(__file__).parent.parent / "_ext"

# -- linkcheck -----------------------------------------------------------------------------


class Server(ThreadingHTTPServer):
    """Counts what it is asked for; what is below ``/gone`` is not there."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: Counter[str] = Counter()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    """Answers each request by its path."""

    server: Server

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self._answer()

    def do_GET(self) -> None:
        """Answer with a page."""
        self._answer(b'<!doctype html><title>T</title><p id="part">Here.</p>')

    def _answer(self, body: bytes = b"") -> None:
        self.server.asked[f"{self.command} {self.path}"] += 1
        self.send_response(404 if self.path.startswith("/gone") else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    """Run a server on loopback."""
    made = Server()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def check(site: MakeSite, files: dict[str, str], **settings: Any) -> Site:
    """Run linkcheck on a site."""
    return site(files, builder="linkcheck", warnings=True, linkcheck_workers=2, **settings)


def results(built: Site) -> list[tuple[str, str]]:
    """Return each checked address with its status."""
    lines = built.read("output.json").splitlines()
    found = [json.loads(line) for line in lines]
    return sorted((each["uri"], each["status"]) for each in found if each["uri"].startswith("http"))


def test_linkcheck_asks_for_each_resource_once(site: MakeSite, server: Server) -> None:
    here = server.address
    files = {
        "events/2025-a.md": (
            f"# A\n\n```{{event}}\n:url: {here}/a/\n```\n\n## T\n\n```{{talk}}\n"
            f":recording: {here}/a?utm_source=mail\n:slides: {here}/b\n```\n\n"
            f"{here}/a and {here}/c.\n"
        ),
        "b.md": f"# B\n\n[a]({here}/a?utm_campaign=y&fbclid=z), <{here}/c/>, {here}/c?id=1.\n",
        "c.rst": f"C\n=\n\n`a <{here}/./a>`_\n\n.. link:: {here}/b/\n",
        "l.md": "# L\n\n```{links}\n```\n",
    }
    built = check(site, files)
    paths = Counter(
        asked.partition(" ")[2].partition("?utm")[0].rstrip("/") for asked in server.asked
    )
    assert sorted(paths) == ["/a", "/b", "/c", "/c?id=1"]
    assert set(server.asked.values()) == {1}
    assert len(server.asked) == 4
    assert [status for _, status in results(built)] == ["working"] * 4


def test_linkcheck_asks_for_the_address_of_a_card_as_it_is_written(
    site: MakeSite, server: Server
) -> None:
    here = server.address
    files = {
        "a.md": f"# A\n\nSee {here}/page?utm_source=x.\n",
        "b.md": f"# B\n\n```{{link}} {here}/page/?b=1\n```\n\nAnd {here}/page?b=1&utm_source=x.\n",
    }
    check(site, files)
    assert sorted(server.asked) == ["HEAD /page/?b=1", "HEAD /page?utm_source=x"]


def test_linkcheck_reports_a_broken_link_as_usual(site: MakeSite, server: Server) -> None:
    here = server.address
    built = check(site, {"a.md": f"# A\n\nSee {here}/gone.\n\nSee {here}/gone?utm_source=x.\n"})
    assert results(built) == [(f"{here}/gone", "broken")]
    assert built.read("output.txt").startswith(f"a.md:3: [broken] {here}/gone: 404 ")
    assert built.app.statuscode == 1


def test_linkcheck_asks_nothing_of_a_lock_file(site: MakeSite, server: Server) -> None:
    here = server.address
    dead = {
        "title": "T",
        "status": "404",
        "checked": "2025-05-10",
        "failing": "2025-05-01",
        "failures": 3,
        "archive": {"url": f"{here}/copy", "date": "2024-05-01"},
    }
    key = f"https://127.0.0.1:{server.server_address[1]}/a"
    lock = json.dumps({"version": 1, "links": {key: dead}})
    check(site, {"a.md": f"# A\n\nSee {here}/a.\n", "links.lock.json": lock})
    assert sorted(server.asked) == ["HEAD /a"]


# -- the others ----------------------------------------------------------------------------

CUT = """
import os
import socket


def refuse(*args, **options):
    with open(os.environ["ATTEMPTS"], "a", encoding="utf-8") as file:
        file.write(repr(args) + "\\\\n")
    raise OSError("the network is cut off")


for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
for name in ("getaddrinfo", "gethostbyname", "create_connection"):
    setattr(socket, name, refuse)
""".replace("\\\\", "\\")
CONF = """\
extensions = ["eventnotes.site"]
primary_domain = "notes"
project = "Notes"
version = "1"
copyright = "somebody"
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
"""
PAGES = {
    "index.md": "# Notes\n\n```{toctree}\n:glob:\n\n*\n*/*\n```\n",
    "events/2025-a.md": (
        "# A\n\n```{event}\n:url: https://x.example/\n:recording: https://youtu.be/AbCdEf12345\n```\n\n"
        "See https://post.example/a and ![a hall](https://x.example/hall.png).\n\n"
        "```{link} https://vimeo.com/1\n```\n"
    ),
    "links.md": "# Links\n\n```{links}\n```\n",
    "links.lock.json": json.dumps(
        {
            "version": 1,
            "links": {
                "https://post.example/a": {
                    **{"title": "The post", "status": "404", "checked": "2025-05-10"},
                    **{"failing": "2025-05-01", "failures": 3},
                    "archive": {"url": "https://copy.example/", "date": "2024-05-01"},
                }
            },
        }
    ),
}


def build(source: Path, out: Path, *, builder: str, cut: Path | None, attempts: Path) -> None:
    """Build in a process of its own, with or without a network."""
    paths = [str(path) for path in (cut, EXTENSIONS) if path is not None]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "ATTEMPTS": str(attempts),
        "SOURCE_DATE_EPOCH": "1742169600",
    }
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", f"{out}-doctrees"]
    subprocess.run(
        [*command, str(source), str(out)], env=environment, check=True, capture_output=True
    )


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_a_build_with_the_network_cut_off_makes_the_same_bytes(
    tmp_path: Path, builder: str
) -> None:
    source, cut, attempts = tmp_path / "source", tmp_path / "cut", tmp_path / "attempts"
    for name, text in {"conf.py": CONF, **PAGES}.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    cut.mkdir()
    (cut / "sitecustomize.py").write_text(CUT, encoding="utf-8")
    build(source, tmp_path / "with", builder=builder, cut=None, attempts=attempts)
    build(source, tmp_path / "without", builder=builder, cut=cut, attempts=attempts)
    assert not attempts.exists(), attempts.read_text(encoding="utf-8")
    found = [
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file() and path.suffix != ".epub"  # a zip holds the time of day
        }
        for name in ("with", "without")
    ]
    assert len(found[0]) >= 3
    assert found[0] == found[1]


def test_a_network_that_is_cut_off_is_cut_off(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(CUT, encoding="utf-8")
    attempts = tmp_path / "attempts"
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "ATTEMPTS": str(attempts)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=False, capture_output=True, text=True
    )
    assert "the network is cut off" in run.stderr
    assert "127.0.0.1" in attempts.read_text(encoding="utf-8")
