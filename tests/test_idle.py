"""What a build with nothing to write leaves alone, and what has it made again all the same."""

from __future__ import annotations

import os

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


# -- what all pages look like by -----------------------------------------------------------

OWN = {"templates_path": ["_templates"], "exclude_patterns": ["_build", "_templates"]}
OWN_PAGES = {**PAGES, "_templates/search.html": "zqxsearch", "_templates/page.html": "zqxpage"}


def test_templates_that_are_gone_or_replaced_by_older_ones_have_all_written_again(
    site: MakeSite,
) -> None:
    built = site(OWN_PAGES, **OWN)
    assert _made_again(built) == set()
    (built.root / "_templates/search.html").unlink()
    (built.root / "_templates/page.html").unlink()
    assert _made_again(built) == FINISHING
    assert "zqx" not in built.read("search.html")
    assert "zqxpage" not in built.read("other.html")
    built.write({"_templates/search.html": "zqxolder", "_templates/page.html": "zqxolder"})
    for name in ("search.html", "page.html"):
        os.utime(built.root / "_templates" / name, (1e9, 1e9))
    assert _made_again(built) == FINISHING
    assert (built.read("search.html"), built.read("other.html")) == ("zqxolder", "zqxolder")
    assert _made_again(built) == set()


def test_an_edited_style_sheet_whose_checksum_pages_show_has_all_written_again(
    site: MakeSite,
) -> None:
    style = {"html_static_path": ["_static"], "html_css_files": ["own.css"]}
    built = site({**PAGES, "_static/own.css": "a{}"}, **style)
    built.write({"_static/own.css": "a{}"})  # one that is made anew for each build
    assert _made_again(built) == set()
    # of the same length, and maybe saved in the same moment; Sphinx keeps what it found of a file
    # as long as the process lasts, so that the checksum itself can't be seen here
    for text in ("b{}", "c{}"):
        built.write({"_static/own.css": text})
        before = (built.out / "other.html").stat().st_mtime_ns
        assert _made_again(built) == FINISHING
        assert (built.out / "other.html").stat().st_mtime_ns != before


FILTER = """
from pathlib import Path

templates_path = ["_templates"]
exclude_patterns = ["_build", "_templates"]

def said(text):
    return text + {0!r} + Path(__file__).with_name("word.txt").read_text()

def setup(app):
    app.connect("builder-inited", add)

def add(app):
    app.builder.templates.environment.filters["said"] = said
"""


def test_a_filter_of_the_settings_does_what_it_does_now(site: MakeSite) -> None:
    pages = {
        **PAGES,
        "_templates/page.html": '{{ "zqx"|said }} {{ body }}',
        "conf.py": FILTER.format("one"),
        "word.txt": "owl",
    }
    built = site(pages)
    assert "zqxoneowl" in built.read("other.html")
    built.write({"conf.py": FILTER.format("two")})
    built.rebuild()
    assert "zqxtwoowl" in built.read("other.html")
    # of what a function goes by nothing is known, but no page keeps what another was told
    built.write({"word.txt": "eagle", "other.rst": PAGES["other.rst"] + "\nMore.\n"})
    built.rebuild()
    assert "zqxtwoeagle" in built.read("other.html")
