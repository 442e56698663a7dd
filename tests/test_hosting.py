"""Where the site is published: its address, the page for lost readers, and what hosts are told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
BASE = "https://notes.readthedocs.io/en/latest/"
NOTES = {
    "index.md": "# Notes\n\n```{toctree}\ntalks\nnight\n```\n",
    "talks.md": "# Talks\n\n```{talks}\n```\n",
    "night.md": "# Night\n\n```{event}\n:date: 2026-02-12\n```\n\n## Fans\n\n```{talk}\n```\n",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build notes with the settings of this repository strictly, as Read the Docs does."""
    folder: Path = tmp_path_factory.mktemp("published")
    source = folder / "source"
    source.mkdir()
    for name, text in NOTES.items():
        (source / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-b", "html"]
    command += ["-c", str(ROOT), "-d", str(folder / "doctrees"), str(source), str(folder / "html")]
    told = {"READTHEDOCS_CANONICAL_URL": BASE, "READTHEDOCS_VERSION_TYPE": "branch"}
    run = subprocess.run(
        command, env={**os.environ, **told}, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    return folder / "html"


def test_the_site_knows_where_read_the_docs_publishes_it(published: Path) -> None:
    page = (published / "talks.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{BASE}talks.html"' in page
    assert f'<meta property="og:url" content="{BASE}talks.html" />' in page
    assert "<id>tag:notes.readthedocs.io,2026:feed</id>" in (published / "feed.xml").read_text(
        encoding="utf-8"
    )


def test_the_page_for_lost_readers_finds_its_files_below_a_path(published: Path) -> None:
    page = (published / "404.html").read_text(encoding="utf-8")
    addresses = re.findall(r'(?:href|src)="([^"#]+)"', page)
    assert len(addresses) == 5
    for address in map(unescape, addresses):
        assert address.startswith("/en/latest/")
        path = published / address.removeprefix("/en/latest/")
        assert (path / "index.html").is_file() if address.endswith("/") else path.is_file()


@pytest.mark.parametrize(
    ("told", "root"), [("", "/"), ("https://a.example", "/"), ("https://a.example/b", "/b/")]
)
def test_the_root_of_the_site_ends_in_a_slash(told: str, root: str) -> None:
    code = (
        "import runpy, types; look = runpy.run_path('_ext/look.py');"
        f"config = types.SimpleNamespace(html_baseurl={told!r});"
        "app = types.SimpleNamespace(builder=types.SimpleNamespace(name='html'), config=config);"
        "print([*look['lost_page'](app)][0][1]['root'])"
    )
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": "_ext"}
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == root


def test_the_workflow_builds_with_the_address_of_the_site() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    assert workflow["jobs"]["publish"]["if"] == "github.event.repository.has_pages"
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    steps = workflow["jobs"]["publish"]["steps"]
    names = [step.get("uses", step.get("run", "")).partition("@")[0] for step in steps]
    assert [name for name in names if name.startswith("actions/")] == [
        "actions/checkout",
        "actions/setup-python",
        "actions/configure-pages",
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    ]
    build = next(step for step in steps if step.get("run", "").startswith("make html"))
    assert build["env"] == {"SITE_URL": "${{ steps.pages.outputs.base_url }}"}
    settings = (ROOT / "conf.py").read_text(encoding="utf-8")
    assert 'os.environ.get("SITE_URL", "")' in settings
    uploaded = next(step for step in steps if "upload-pages" in step.get("uses", ""))
    assert uploaded["with"] == {"path": "_build/html"}


def test_read_the_docs_builds_with_this_configuration() -> None:
    told = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    assert (ROOT / told["sphinx"]["configuration"]).is_file()
    for install in told["python"]["install"]:
        assert (ROOT / install["requirements"]).is_file()
