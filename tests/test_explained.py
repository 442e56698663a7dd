"""Warnings of Sphinx's and MyST's that are ours to explain: once for a page, with what to do."""

from __future__ import annotations

import pytest
from building import MakeSite, Site

START = "# Start\n\n```{toctree}\n:glob:\n\nevents/*\nnone/*\nmore/**\n```\n"
FILES = {
    "index.md": START,
    "events/deep.md": "\n".join(f"### Part {number}\n\nWords.\n" for number in range(18)),
    "events/jump.md": "# Title\n\n#### Four\n\n#### More\n\n###### Six\n",
    "events/second.md": "## Two\n\nWords.\n\n## More\n",
    "events/both.md": "### Three\n\n[one]() and [two]( ) and [](<>)\n\n### More\n",
    "events/links.md": "# Links\n\n[one]()\n\n- [two]()\n- [three]()\n",
    "events/good.md": "# Good\n\n## Part\n\n### Detail\n\n[one](links.md)\n",
    "events/rst.rst": "Title\n=====\n\n.. toctree::\n   :glob:\n\n   gone/*\n",
    "lost.md": "# Lost\n",
    "lost-too.rst": "Lost\n====\n",
}
HEADINGS = "a page begins with '# Title'"
LINKS = "a link has no address"
GLOB = "there is no such page yet"
LOST = "name it in a toctree"
EXPECTED = [
    ("events/both.md", 1, "myst.header", HEADINGS),
    ("events/both.md", 3, "myst.xref_missing", LINKS),
    ("events/deep.md", 1, "myst.header", HEADINGS),
    ("events/jump.md", 3, "myst.header", HEADINGS),
    ("events/links.md", 3, "myst.xref_missing", LINKS),
    ("events/rst.rst", 4, "toc.empty_glob", GLOB),
    ("events/second.md", 1, "myst.header", HEADINGS),
    ("index.md", 3, "toc.empty_glob", GLOB),
    ("index.md", 3, "toc.empty_glob", GLOB),
    ("lost-too.rst", 0, "toc.not_included", LOST),
    ("lost.md", 0, "toc.not_included", LOST),
]
KINDS = ["myst.header", "myst.xref_missing", "toc.empty_glob", "toc.not_included"]


def check(made: Site) -> None:
    """Look at all warnings of a build."""
    found = sorted(made.warnings)
    assert len(found) == len(EXPECTED), found
    for line, (path, number, kind, said) in zip(found, EXPECTED, strict=True):
        place = f"{path}:{number}: " if number else f"{path}: "
        assert line.startswith(f"{place}WARNING: ")
        assert said in line
        assert line.endswith(f" [{kind}]")
        assert line.count(kind) == 1


@pytest.mark.parametrize("parallel", [1, 2])
def test_what_has_one_cause_is_said_once_for_a_page(site: MakeSite, parallel: int) -> None:
    made = site(FILES, warnings=True, parallel=parallel)
    check(made)
    made.write({"events/deep.md": FILES["events/deep.md"] + "### Last\n"})
    again = made.rebuild(True).warnings
    assert len([line for line in again if line.startswith("events/deep.md")]) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_silenced(site: MakeSite, kind: str) -> None:
    made = site(FILES, warnings=True, suppress_warnings=[kind])
    assert sorted(made.subtypes) == sorted(k for _, _, k, _ in EXPECTED if k != kind)


def test_nothing_is_said_of_somebody_elses_documentation(site: MakeSite) -> None:
    files = {**FILES, "events/talk.md": "### T\n\n### U\n\n```{notes:talk}\n```\n"}
    made = site(files, warnings=True, extensions=["myst_parser", "eventnotes"])
    assert len([line for line in made.warnings if "events/deep.md" in line]) == 18
    assert [line for line in made.warnings if HEADINGS in line or LOST in line] == []
