"""What a site made with mystmd finds: references by id and title, their words and hover cards."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from building import MakeSite, Site, free_sphinx, maker
from out_site import CONF, FILES, NIGHT, OTHER, WEEK

LABEL = "\n(a label)=\n## A label\n\nText.\n\n```{py:function} kernels.measure(x)\n```\n"


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site, with a label and an object of another domain."""
    files = {**FILES, "other.md": OTHER + LABEL}
    yield maker(tmp_path_factory.mktemp("xref"))(files, **CONF)
    free_sphinx()


@pytest.fixture(scope="module")
def references(html: Site) -> dict[str, Any]:
    """Read the references by identifier."""
    data = json.loads(html.read("myst.xref.json"))
    assert data["version"] == "1"
    named = [row for row in data["references"] if "identifier" in row]
    found = {row["identifier"]: row for row in named}
    assert len(found) == len(named)
    return found


def card(found: Site, row: dict[str, Any]) -> list[str]:
    """Return what a reference shows: the words of its heading, and of what follows it."""
    nodes = json.loads(found.read(row["data"].lstrip("/")))["mdast"]["children"]
    (begin,) = (n for n, node in enumerate(nodes) if node.get("identifier") == row["identifier"])
    assert nodes[begin].get("html_id") == row.get("html_id", row["identifier"])
    shown = [nodes[begin]]
    for node in nodes[begin + 1 :]:
        if node["type"] == "heading":
            break
        shown.append(node)
    return [node["children"][0]["value"] for node in shown]


def test_a_talk_is_found_by_id_with_its_hover_card(html: Site, references: dict[str, Any]) -> None:
    row = references["night-2026/measuring-before-writing"]
    assert row == {
        "identifier": "night-2026/measuring-before-writing",
        "html_id": "talk-night-2026-measuring-before-writing",
        "kind": "heading",
        "data": "/myst/events/2026-02-12-night.json",
        "url": "/events/2026-02-12-night.html",
    }
    assert card(html, row) == [
        "Measuring before “writing”, 測る",
        "Ada Miller – Example Labs, Sample Chips",
        "Kernel night & <friends> 🎉",
        "5/5",
    ]


@pytest.mark.parametrize(
    ("identifier", "shown"),
    [
        (
            "night-2026",
            [
                "Kernel night & <friends> 🎉",
                "An evening about kernels, in two talks.",
                '2026-02-12 · Old Post Office, Hall "2"; left, Berlin',
            ],
        ),
        (
            "people/ada-miller",
            ["Ada Miller", "Example Labs", "Measuring before “writing”, 測る"],
        ),
        ("topics/gpu-compilers", ["GPU compilers"]),
        (
            "links/fans-a-survey-of-100-more",
            [
                "Fans, a {survey} of 100% & more",
                "Ada Miller, Rosa van der Berg, Jr. · example.org · 2024-07",
                "https://example.org/fans?b=2&a=1&utm_source=x",
            ],
        ),
        ("Ben%20Okafor", ["Ben Okafor", "Untimed"]),
        ("Opening", ["Opening"]),
        ("a%20label", ["A label"]),
        ("kernels.measure", ["kernels.measure"]),
    ],
)
def test_everything_of_the_inventory_has_words_and_a_card(
    html: Site, references: dict[str, Any], identifier: str, shown: list[str]
) -> None:
    assert card(html, references[identifier])[: len(shown)] == shown


def test_every_reference_leads_to_an_element_of_a_page(
    html: Site, references: dict[str, Any]
) -> None:
    for row in references.values():
        page = html.read(row["url"].lstrip("/"))
        assert f'id="{row.get("html_id", row["identifier"])}"' in page


def test_pages_are_found_by_their_addresses(html: Site) -> None:
    rows = json.loads(html.read("myst.xref.json"))["references"]
    pages = {row["url"]: row["data"] for row in rows if row["kind"] == "page"}
    assert pages["/other.html"] == "/myst/other.json"
    data = json.loads(html.read("myst/other.json"))
    assert data["frontmatter"] == {"title": "Other"}


def test_a_title_of_two_talks_is_nobodys_and_odd_names_of_pages_have_data(site: MakeSite) -> None:
    talk = "\n## Same\n\n```{talk}\n```\n"
    pages = {f"{name}.md": f"# {name[-1]}\n\n```{{event}}\n```\n{talk}" for name in ("x/a", "é")}
    found = site(pages, builder="dirhtml")
    rows = json.loads(found.read("myst.xref.json"))["references"]
    assert "Same" not in {row.get("identifier") for row in rows}
    assert {"%C3%A9", "a"} <= {row.get("identifier") for row in rows}
    assert "/x/a/" in {row["url"] for row in rows}
    for row in rows:
        assert json.loads(found.read(row["data"].lstrip("/")))["kind"] == "Article"


def test_single_pages_and_the_authors_copy_have_none(site: MakeSite) -> None:
    found = site({"events/week.md": WEEK}, builder="singlehtml")
    assert not (found.out / "myst.xref.json").exists()
    found = site({"events/week.md": WEEK}, eventnotes_private=True, name="private")
    assert not (found.out / "myst.xref.json").exists()
    assert not (found.out / "myst").exists()


def test_an_edit_of_a_word_writes_the_data_of_its_page(site: MakeSite) -> None:
    found = site(FILES, **CONF)
    paths = sorted(path for path in found.out.glob("myst/**/*.json"))
    before = [path.stat().st_mtime_ns for path in paths]
    found.write({"events/2026-02-12-night.md": NIGHT.replace("in **two** talks", "in 2 talks")})
    found.rebuild()
    after = [path.stat().st_mtime_ns for path in paths]
    changed = [path.name for path, was, now in zip(paths, before, after, strict=True) if was != now]
    assert changed == ["2026-02-12-night.json"]


# -- mystmd itself ---------------------------------------------------------------------------

LINKS = {
    "[](xref:notes#night-2026)": "Kernel night & <friends> 🎉",
    "[](xref:notes#night-2026/measuring-before-writing)": "Measuring before “writing”, 測る",
    "[](xref:notes#people/ada-miller)": "Ada Miller",
    "[](<xref:notes#Ben Okafor>)": "Ben Okafor",
    "[](xref:notes/other.html)": "Other",
    "[](xref:notes#kernels.measure)": "kernels.measure",
}


@pytest.mark.skipif(not shutil.which("myst"), reason="mystmd is not installed (npm i -g mystmd)")
def test_mystmd_finds_the_words_of_each_reference(html: Site, tmp_path: Path) -> None:
    root = tmp_path / "served"
    shutil.copytree(html.out, root / "en" / "latest")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/en/latest/"
        project = tmp_path / "project"
        project.mkdir()
        (project / "myst.yml").write_text(
            "version: 1\nproject:\n  title: T\n  references:\n    notes:\n"
            f"      url: {address}\n"
            "  exports:\n    - format: md\n      article: a.md\n      output: out/a.md\n",
            encoding="utf-8",
        )
        (project / "a.md").write_text("# A\n\n" + "\n\n".join(LINKS), encoding="utf-8")
        run = subprocess.run(
            ["myst", "build", "--md", "--force"],
            cwd=project,
            env={**os.environ, "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        server.shutdown()
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "not found" not in said
    assert "Unable" not in said
    text = (project / "out" / "a.md").read_text(encoding="utf-8").replace("\\", "")
    for words in LINKS.values():
        assert f"[{words}](" in text
