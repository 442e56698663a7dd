"""Each file that a build makes is held against the private words, whatever made it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import INDEX, MakeSite, Site
from out_site import DRAWN, FILES, NIGHT

from eventnotes.leaks import LeakError, check, outputs, shares
from eventnotes.leaks.program import ProgramWords

PAGE = "events/2026-02-12-night.html"
NAME = "Zqxname"
RUN = "fans about kernels first"
"""A name, and words of which each is public by itself."""
PRIVATE = f"\n<!-- {RUN} -->\n\n% {NAME} said so\n"
SAID = re.compile(rb"Measuring before|measuring-before|Kernel night|night-2026|Undated|undated")
"""What is public, in all kinds of files; it is put in the place of one of them."""
KINDS = {
    *(
        "events/2026-02-12-night.html",
        "index.html",
        "share/night-2026/measuring-before-writing.html",
    ),
    *("eventnotes.json", "links.bib", "links.csl.json", "names.inv", "objects.inv"),
    *("feed.xml", "feed.json", "feeds/series/kernel-nights.xml", "feeds/topics/gpu-compilers.json"),
    *("events.ics", "calendars/night-2026.ics", "searchindex.js"),
    *("hovercards/0.js", "myst.xref.json", "myst/events/2026-02-12-night.json", "llms.txt"),
    *("sitemap.xml", "share/night-2026.html", "_sources/events/undated.md.txt"),
}


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    files = {**FILES, "events/2026-02-12-night.md": NIGHT + PRIVATE, "index.md": INDEX}
    return shared_site(files, **DRAWN, html_copy_source=True)


@pytest.fixture(scope="module")
def program(built: Site) -> ProgramWords:
    return ProgramWords(built.app)


@pytest.fixture
def out(built: Site, program: ProgramWords, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the output, and make it afterwards what it was."""
    monkeypatch.setattr(check, "ProgramWords", lambda _: program)  # they take a while to read
    before = {path: path.read_bytes() for path in built.out.rglob("*") if path.is_file()}
    yield built.out
    for path in {*built.out.rglob("*")} - before.keys():
        path.unlink() if path.is_file() else None
    for path, data in before.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


def put(path: Path, said: str, place: re.Pattern[bytes] = SAID) -> bool:
    """Put words in the place of public ones; tell whether there are any."""
    data = path.read_bytes()
    head, packed, rest = data.partition(b"zlib.\n") if path.suffix == ".inv" else (b"", b"", data)
    rest = zlib.decompress(rest) if packed else rest
    changed, times = place.subn(b"%b " % said.encode(), rest, count=1)
    path.write_bytes(head + packed + (zlib.compress(changed) if packed else changed))
    return bool(times)


def stopped_at(built: Site) -> set[str]:
    with pytest.raises(LeakError) as stopped:
        check.check_output(built.app, None)
    assert NAME not in str(stopped.value)
    named = re.findall(r"^  (\S+?):\d+: from events/", str(stopped.value), re.MULTILINE)
    return {Path(name).relative_to(built.out).as_posix() for name in named}


def test_each_kind_of_file_is_looked_through(built: Site, out: Path) -> None:
    names = {name for name, path in outputs.files_of(out) if SAID.search(path.read_bytes())}
    packed = {path.relative_to(out).as_posix() for path in out.rglob("*.inv")}
    assert names | packed >= KINDS
    for name in sorted((names | packed) - {"eventnotes.schema.json"}):
        assert outputs.is_looked_through(name)


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("said", [NAME, f"of the {RUN} so"], ids=["a name", "public words"])
def test_private_words_in_any_file_stop_the_build(
    built: Site, out: Path, name: str, said: str
) -> None:
    assert put(out / name, said)
    assert stopped_at(built) == {name}
    assert not (out / name).exists()


PLACES = {
    "the title": rb"(?<=<title>)[^<]+",
    "the description": rb'(?<=name="description" content=")[^"]+',
    "the title for previews": rb'(?<=property="og:title" content=")[^"]+',
    "the picture for previews": rb'(?<=property="og:image" content=")[^"]+',
    "what the picture shows": rb'(?<=property="og:image:alt" content=")[^"]+',
    "linked data": rb'(?<="name": ")Kernel night[^"]+',
    "a heading": rb"(?<=<h1)[^<]+",
    "an anchor": rb'(?<= id=")talk-night-2026-measuring-before-writing(?=")',
    "an address": rb'(?<= href=")\.\./share/night-2026/measuring-before-writing',
    "a label": rb'(?<=aria-label=")[^"]+',
    "a comment": rb"<!DOCTYPE html>",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_private_words_anywhere_on_a_page_stop_the_build(
    built: Site, out: Path, place: bytes
) -> None:
    said = f"<!-- {NAME} -->" if place.startswith(b"<!") else f">{NAME}"
    assert put(out / PAGE, said, re.compile(place))
    assert stopped_at(built) == {PAGE}


@pytest.mark.parametrize(
    "name",
    [
        "_downloads/0f/notes.md",
        "_sources/events/other.rst.txt",
        "_static/notes.md",
        "socialcards/zqxname.png",
        "feeds/topics/zqxname.xml",
        "a/b/c/unheard-of.xyz",
    ],
)
def test_a_file_that_nobody_expects_stops_the_build(built: Site, out: Path, name: str) -> None:
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_text(NAME)
    assert stopped_at(built) == {name}


def test_several_processes_find_what_one_does(
    built: Site, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "LEAST", 1)
    monkeypatch.setattr(built.app, "parallel", 4)
    check.check_output(built.app, None)
    names = {"eventnotes.json", "links.bib", "feed.xml", PAGE, "share/night-2026.html"}
    for name in names:
        assert put(out / name, f"of the {RUN} {NAME}")
    assert stopped_at(built) == names
