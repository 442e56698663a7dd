"""Whose a file of the output is: of an export, of another extension, or of somebody else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import CONF, MakeSite, Site
from extensions import importable

from eventnotes.api import manifest

EVENT = (
    "# A\n\n```{event}\n:date: 2025-02-01\n```\n\nSummary.\n\n## One\n\n```{talk}\n```\n\nWords.\n"
)
FILES = {"events/a.md": EVENT}
ADDRESS = {"html_baseurl": "https://notes.example.org/"}
# It writes, as some do, when a build has ended, and only if a page was written.
WRITER = """
from pathlib import Path

NAMES = ("sitemap.xml", "robots.txt", "llms.txt")

def setup(app):
    written = []

    def note(app, pagename, templatename, context, doctree):
        if doctree is not None:
            written.append(pagename)

    def write(app, exception):
        for name in NAMES if written else ():
            Path(app.outdir, name).write_text(f"theirs, {len(written)}", encoding="utf-8")

    app.connect("html-page-context", note)
    app.connect("build-finished", write, priority=PRIORITY)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
NAMES = ("sitemap.xml", "robots.txt", "llms.txt")
BOTH = {**ADDRESS, "extensions": [*CONF["extensions"], "writer"]}


@pytest.fixture(params=[100, 500])
def writer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """Let an extension be loaded that writes files by itself."""
    code = WRITER.replace("PRIORITY", str(request.param))
    with importable(tmp_path / "modules", {"writer.py": code}):
        yield


def _said(built: Site) -> set[str]:
    return {built.read(name).partition(",")[0] for name in NAMES}


def _output(built: Site) -> dict[str, bytes]:
    """Return all files that exports write, with the list of them."""
    others = (".buildinfo", "searchindex", "objects.inv", "_s", "genindex", ".doctrees")
    files = (path for path in built.out.rglob("*") if path.is_file())
    named = ((path.relative_to(built.out).as_posix(), path) for path in files)
    return {name: path.read_bytes() for name, path in named if not name.startswith(others)}


def _edit(built: Site) -> None:
    built.write({"events/a.md": EVENT.replace("Summary", "Another").replace("One", "Two")})


def test_files_of_another_extension_are_left_alone(site: MakeSite, writer: None) -> None:
    built = site(FILES, **BOTH)
    assert _said(built) == {"theirs"}
    assert _said(built.rebuild()) == {"theirs"}  # in which nothing writes them
    _edit(built)
    assert _said(built.rebuild()) == {"theirs"}


def test_an_extension_that_is_added_takes_over_and_one_that_goes_gives_back(
    site: MakeSite, writer: None
) -> None:
    built = site(FILES, **ADDRESS)
    assert "theirs" not in _said(built)
    both = Site(built.root, "html", {**CONF, **BOTH}).rebuild()
    assert _said(both) == {"theirs"}
    assert _said(both.rebuild()) == {"theirs"}
    for name in NAMES:
        (both.out / name).unlink()
    again = Site(built.root, "html", {**CONF, **ADDRESS}).rebuild()
    assert "theirs" not in _said(again)
    assert _output(again) == _output(site(FILES, name="clean", **ADDRESS))


def test_a_file_of_another_extension_that_says_the_same_stays(
    site: MakeSite, tmp_path: Path
) -> None:
    built = site(FILES, **ADDRESS)
    said = {name: built.read(name) for name in NAMES}
    code = WRITER.replace('f"theirs, {len(written)}"', f"{said!r}[name]").replace("PRIORITY", "500")
    with importable(tmp_path / "modules", {"writer.py": code}):
        both = Site(built.root, "html", {**CONF, **BOTH}).rebuild()
        assert {name: both.read(name) for name in NAMES} == said


@pytest.mark.parametrize("name", NAMES)
def test_what_gives_way_is_put_right_where_nobody_else_writes_it(site: MakeSite, name: str) -> None:
    built = site(FILES, **ADDRESS)
    before = built.read(name)
    for damaged in ("", "edited by hand", before[:9]):
        (built.out / name).write_text(damaged, encoding="utf-8")
        assert built.rebuild().read(name) == before


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_an_output_is_known_again_without_its_doctrees(site: MakeSite, builder: str) -> None:
    built = site(FILES, builder=builder, **ADDRESS)
    shutil.rmtree(built.root / "_build" / "doctrees")
    _edit(built)
    built.rebuild()
    files = {"events/a.md": (built.root / "events/a.md").read_text(encoding="utf-8")}
    clean = site(files, builder=builder, name="clean", **ADDRESS)
    left = {"share/a/one.html"} if builder != "singlehtml" else set()
    assert _output(clean).items() <= _output(built).items()
    assert _output(built).keys() - _output(clean).keys() == left  # nothing says that it was one


def test_what_somebody_else_has_put_there_is_not_written_over(site: MakeSite) -> None:
    built = site(FILES, **ADDRESS)
    shutil.rmtree(built.root / "_build" / "doctrees")
    (built.out / manifest.NAME).unlink()
    others = {"eventnotes.json": "mine", "share/a.html": "mine as well", "robots.txt": "mine, too"}
    built.write({f"_build/html/{name}": text for name, text in others.items()})
    built.rebuild(True)
    assert {*built.subtypes} == {"notes.extension"}
    assert all("something else has written" in line for line in built.warnings)
    assert {name: built.read(name) for name in others} == others


def test_the_names_are_kept_and_go_with_the_files(site: MakeSite) -> None:
    built = site(FILES, **ADDRESS)
    names = manifest.read_names(built.out)
    assert {*NAMES, "eventnotes.json", "share/a/one.html"} <= {*names}
    assert names == sorted(name for name in names if (built.out / name).is_file())
    alone = ["myst_parser", "eventnotes"]
    without = Site(built.root, "html", {**CONF, **ADDRESS, "extensions": alone}).rebuild(True)
    assert not (without.out / manifest.NAME).exists()


def test_a_file_of_the_name_of_that_list_is_left_alone(site: MakeSite) -> None:
    built = site({**FILES, "static/.eventnotes": "mine"}, html_extra_path=["static"], **ADDRESS)
    (built.out / manifest.NAME).write_text("mine", encoding="utf-8")
    assert built.rebuild().read(manifest.NAME) == "mine"


def test_a_guest_that_adds_no_file_has_no_such_list(site: MakeSite) -> None:
    built = site(FILES, extensions=["myst_parser", "eventnotes"], **ADDRESS)
    assert not (built.out / manifest.NAME).exists()
