"""After each edit the files of an incremental build are those of a clean one, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import MakeSite, Site

FIRST = {
    "events/2025-a.md": (
        "# A\n\n```{event}\n:date: 2025-02\n:topics: GPU\n:host: Mako\n```\n\n"
        "## One\n\n```{talk}\n:speakers: Ada Example (Mako)\n:rating: 4\n```\n\nWords zqxone.\n"
    ),
    "events/2025-b.md": (
        "# B\n\n```{event}\n:date: 2025-03\n```\n\n"
        "## Two\n\n```{talk}\n:speakers: Ada Example (Mako), Bo Example\n:topics: GPU\n```\n\n"
        "See {talk}`a-2025/one`, {person}`Ada Example` and [](#a-2025).\n"
    ),
    "other.rst": "Other\n=====\n\n:notes:topic:`GPU` and :any:`a-2025/one`.\n",
}

A, B = FIRST["events/2025-a.md"], FIRST["events/2025-b.md"]

# each edit replaces files; None deletes one
EDITS: dict[str, dict[str, str | None]] = {
    "one word": {"events/2025-a.md": A.replace("zqxone", "zqxtwo")},
    "a talk's title": {"events/2025-a.md": A.replace("## One", "## One *more*\n\n(one)=")},
    "the id of a talk": {"events/2025-a.md": A.replace(":rating: 4", ":id: one\n:rating: 3")},
    "an earlier date": {"events/2025-b.md": B.replace("2025-03", "2025-01")},
    "a name described": {
        "who.md": "# Who\n\n:::{about} people/ada-example\n:name: Ada E. Example\n:::\n"
    },
    "the description gone": {"who.md": None},
    "a label in the way": {"aa.md": "# AA\n\n(a-2025)=\n\n## Here\n"},
    "the label gone": {"aa.md": "# AA\n"},
    "words made private": {"events/2025-a.md": f"{A}\n:::{{private}}\nzqxhidden\n:::\n"},
    "a page renamed": {"other.rst": None, "elsewhere.rst": FIRST["other.rst"]},
    "a page gone": {"aa.md": None},
    "an event gone": {
        "events/2025-a.md": None,
        "events/2025-b.md": B.partition("See")[0],
        "elsewhere.rst": "Other\n=====\n\n:notes:topic:`GPU`.\n",
    },
}


def _files(site: Site) -> dict[str, bytes]:
    return {
        str(path.relative_to(site.out)): path.read_bytes()
        for path in sorted(site.out.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("theme", ["basic", "furo"])
def test_every_edit_leaves_what_a_clean_build_makes(
    site: MakeSite, parallel: int, theme: str
) -> None:
    settings = {"html_theme": theme, "html_copy_source": True, "parallel": parallel}
    edited = site(FIRST, name="edited", **settings)
    sources: dict[str, str] = dict(FIRST)
    for number, (what, edit) in enumerate(EDITS.items()):
        for name, text in edit.items():
            if text is None:
                sources.pop(name, None)
                (edited.root / name).unlink(missing_ok=True)
            else:
                sources[name] = text
                edited.write({name: text})
        edited.rebuild(True)
        clean = site(sources, name=f"clean{number}", warnings=True, **settings)
        ours, theirs = _files(edited), _files(clean)
        assert ours.keys() == theirs.keys(), what
        assert [name for name in ours if ours[name] != theirs[name]] == [], what


def test_an_edit_of_one_word_writes_no_other_page(site: MakeSite) -> None:
    files = {**FIRST, "index.md": "# Notes\n\n```{toctree}\n:hidden:\n:glob:\n\n*\n*/*\n```\n"}
    built = site(files)
    before = {path: path.stat().st_mtime_ns for path in built.out.rglob("*.html")}
    built.write({"events/2025-a.md": A.replace("zqxone", "zqxtwo")})
    built.rebuild()
    written = sorted(
        str(Path(path).relative_to(built.out))
        for path, time in before.items()
        if path.stat().st_mtime_ns != time
    )
    # a page whose toctree lists an edited one is written again by Sphinx itself
    assert written == ["events/2025-a.html", "genindex.html", "index.html", "search.html"]
