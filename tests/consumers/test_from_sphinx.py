"""Documentation made with Sphinx links to notes on another site, with and without the extension."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

from conftest import Served

SOURCE = Path(__file__).parents[2] / "_ext"


def build(folder: Path, **environment: str) -> list[str]:
    """Build a project in a process of its own; return its warnings, without colours."""
    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-n", "-N", "-b", "html", str(folder), "out"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return [line.replace(f"{folder}/", "") for line in run.stderr.splitlines()]


def links_of(folder: Path, page: str) -> list[tuple[str, str]]:
    """Return words and address of each link to another site."""
    text = (folder / "out" / page).read_text(encoding="utf-8").partition('class="body"')[2]
    found = re.findall(r'<a class="reference external" href="([^"]*)"[^>]*>(.*?)</a>', text)
    return [(unescape(re.sub("<[^>]*>", "", words)), unescape(href)) for href, words in found]


def test_without_the_extension_notes_are_found_by_id(
    served: Served, project: Callable[[str], Path]
) -> None:
    folder = project("sphinx")
    assert build(folder) == []
    assert links_of(folder, "index.html") == served.links(
        "evening measuring *ada plain fans *times"
    )
    assert links_of(folder, "other.html") == served.links("evening measuring *labs")


def test_without_the_extension_names_inv_has_titles_as_well(
    served: Served, project: Callable[[str], Path]
) -> None:
    folder = project("sphinx-names")
    (ambiguous,) = build(folder)
    assert ambiguous == (
        "index.md:21: WARNING: external std:ref reference target not found: opening [ref.ref]"
    )
    assert links_of(folder, "index.html") == served.links(
        "evening first measuring group nihongo week *topic"
    )
    assert links_of(folder, "other.html") == served.links("week *ada")


def test_with_the_extension_roles_find_them_by_id_name_and_title(
    served: Served, project: Callable[[str], Path]
) -> None:
    folder = project("sphinx-with-extension")
    two, none = build(folder, PYTHONPATH=str(SOURCE))
    assert two == (
        "index.md:33: WARNING: external notes:talk reference target not found: Opening [ref.talk]"
    )
    assert none == "index.md:35: WARNING: event: nothing is called 'Tile weak' [notes.reference]"
    assert links_of(folder, "index.html") == served.links(
        "evening measuring evening measuring measuring *nihongo ada ada group topic fans first"
        " times"
    )
    assert links_of(folder, "other.html") == served.links("measuring ada")
    own = 'href="#talk-a-talk-of-our-own"'
    assert own in (folder / "out" / "index.html").read_text(encoding="utf-8")
