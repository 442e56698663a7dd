"""What a build with nothing to write leaves alone, and what has it made again all the same."""

from __future__ import annotations

import pytest
from building import CONF, MakeSite, Site

PAGES = {
    "events/2025-a.md": (
        "# A\n\n```{event}\n:date: 2025-02\n```\n\n```{index} owls\n```\n\n"
        "## One\n\n```{talk}\n:speakers: Ada Example (Mako)\n```\n\nWords zqxone.\n"
    ),
    "other.rst": "Other\n=====\n\n.. py:module:: owls\n\nWords zqxtwo.\n",
}
FINISHING = {"genindex.html", "py-modindex.html", "search.html", "searchindex.js", "objects.inv"}


def _made_again(built: Site) -> set[str]:
    """Build once more; return which of the files that finish a build are made again."""
    paths = {name: built.out / name for name in FINISHING}
    before = {name: path.stat().st_mtime_ns for name, path in paths.items() if path.exists()}
    built.rebuild()
    if not any("preparing documents" in line for line in built.said):
        pytest.skip("this Sphinx ends a build with nothing to do before it finishes anything")
    return {name for name, path in paths.items() if before.get(name) != path.stat().st_mtime_ns}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_build_with_nothing_to_write_finishes_nothing_again(site: MakeSite, builder: str) -> None:
    built = site(PAGES, builder=builder)
    files = {path: path.read_bytes() for path in built.out.rglob("*") if path.is_file()}
    times = {path: path.stat().st_mtime_ns for path in files}
    built.rebuild()
    written = {path for path in files if times[path] != path.stat().st_mtime_ns}
    assert {path.relative_to(built.out).parts[0] for path in written} <= {"_static", ".buildinfo"}
    assert {path: path.read_bytes() for path in files} == files


@pytest.mark.parametrize("name", sorted(FINISHING - {"searchindex.js"}))
def test_what_was_removed_is_made_again(site: MakeSite, name: str) -> None:
    built = site(PAGES)
    before = (built.out / name).read_bytes()
    (built.out / name).unlink()
    assert _made_again(built) == FINISHING
    assert (built.out / name).read_bytes() == before
    assert _made_again(built) == set()


def test_what_was_edited_by_hand_is_made_again(site: MakeSite) -> None:
    built = site(PAGES)
    before = built.read("genindex.html")
    built.write({"_build/html/genindex.html": "mine"})
    assert _made_again(built) == FINISHING
    assert built.read("genindex.html") == before


def test_a_page_that_is_gone_and_that_no_other_shows_leaves_the_index(site: MakeSite) -> None:
    alone = ":orphan:\n\nAlone\n=====\n\n.. index:: eagles\n"
    index = "# Notes\n\n```{toctree}\nother\nevents/2025-a\n```\n"
    built = site({**PAGES, "index.md": index, "alone.rst": alone})
    assert "eagles" in built.read("genindex.html")
    (built.root / "alone.rst").unlink()
    assert _made_again(built) == FINISHING
    assert "eagles" not in built.read("genindex.html")


def test_another_setting_makes_them_again(site: MakeSite) -> None:
    built = site(PAGES)
    assert _made_again(built) == set()
    other = Site(built.root, "html", {**CONF, "eventnotes_links_hosts": ["wiki.example.org"]})
    assert _made_again(other) == FINISHING
    assert _made_again(other) == set()


def test_pages_that_another_builder_has_read_are_in_them(site: MakeSite) -> None:
    built = site(PAGES)
    built.write({"other.rst": PAGES["other.rst"] + "\n.. index:: eagles\n"})
    Site(built.root, "text", CONF).rebuild()
    assert _made_again(built) == FINISHING
    assert "eagles" in built.read("genindex.html")


def test_a_theme_page_of_the_settings_is_always_made(site: MakeSite) -> None:
    pages = {**PAGES, "_templates/more.html": "zqxmore"}
    settings = {"html_additional_pages": {"more": "more.html"}, "templates_path": ["_templates"]}
    built = site(pages, **settings, exclude_patterns=["_build", "_templates"])
    assert _made_again(built) == FINISHING
