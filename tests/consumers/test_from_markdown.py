"""Sites made with mystmd and MkDocs link to notes on another site."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from conftest import Served
from other_tools import MYSTMD, needs_mkdocs, needs_mystmd


def build(folder: Path, *command: str) -> str:
    """Build a project; return what that says. Nothing is kept outside of its folder."""
    run = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    return said


# -- mystmd ------------------------------------------------------------------------------------


def nodes(tree: dict[str, Any], *kinds: str) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a tree that are of a kind."""
    if tree["type"] in kinds:
        yield tree
    for child in tree.get("children", ()):
        yield from nodes(child, *kinds)


def words(tree: dict[str, Any]) -> str:
    """Return the text of a node."""
    return "".join(node["value"] for node in nodes(tree, "text"))


def address(link: dict[str, Any]) -> str:
    """Return where a page of mystmd leads a reader who follows a link."""
    if "html_id" not in link:
        return str(link["url"])
    return f"{link['remoteBaseUrl']}{link['url']}#{link['html_id']}"


def hover_card(link: dict[str, Any]) -> list[str]:
    """Return what a page of mystmd shows of a link's target: the heading and what is below it."""
    with urlopen(f"{link['remoteBaseUrl']}{link['dataUrl']}") as answer:
        shown = json.load(answer)["mdast"]["children"]
    begin = [node.get("identifier") for node in shown].index(link["identifier"])
    end = next(
        (at for at in range(begin + 1, len(shown)) if shown[at]["type"] == "heading"), len(shown)
    )
    return [words(node) for node in shown[begin:end]]


@needs_mystmd
def test_mystmd_finds_notes_by_id_and_title_with_hover_cards(
    served: Served, project: Callable[[str], Path]
) -> None:
    folder = project("mystmd")
    said = build(folder, str(MYSTMD), "build", "--site", "--force")
    problems = [line.strip() for line in said.splitlines() if re.search("⚠|⛔|❌", line)]
    assert len(problems) == 1
    assert '"xref:notes#Opening" not found in MyST project notes' in problems[0]
    page = json.loads((folder / "_build/site/content/index.json").read_text(encoding="utf-8"))
    *links, by_inv, _ = nodes(page["mdast"], "link", "crossReference")
    assert address(by_inv) == "inv:notes#evening-2026"  # it knows no such form, as the guide says
    assert [(words(link), address(link)) for link in links] == served.links(
        "evening measuring *ada fans measuring evening nihongo times group plain kernels"
        " measuring ada"
    )
    cards = [hover_card(link) for link in links if "html_id" in link]
    talk = [
        *("Measuring before writing", "Ada Miller – Example Labs"),
        *("Compiler evening & “friends” 🎉", "5/5"),
    ]
    assert cards[0] == [
        "Compiler evening & “friends” 🎉",
        "An evening about kernels.",
        "2026-02-12",
    ]
    assert cards[1][0] == talk[0]  # by an older id
    assert cards[2] == ["Ada Miller", "Example Labs", "Measuring before writing"]
    assert cards[3] == ["A survey of fans", "example.org", "https://example.org/fans"]
    assert cards[4] == talk


# -- MkDocs ------------------------------------------------------------------------------------


@needs_mkdocs
def test_mkdocs_finds_notes_by_id_and_in_names_inv_by_title(
    served: Served, project: Callable[[str], Path]
) -> None:
    folder = project("mkdocs")
    said = build(folder, sys.executable, "-m", "mkdocs", "build", "--site-dir", "out")
    (warning,) = [line for line in said.splitlines() if line.startswith("WARNING")]
    assert "Could not find cross-reference target 'Opening'" in warning
    text = (folder / "out" / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'<a class="autorefs[^"]*" href="([^"]*)">(.*?)</a>', text)
    links = [(unescape(re.sub("<[^>]*>", "", shown)), unescape(href)) for href, shown in found]
    assert links == served.links("*evening *measuring *ada measuring evening nihongo topic")
