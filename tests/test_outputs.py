"""The files for other programs together: the same wherever and whenever made, and public."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from building import CONF as BASE
from building import INDEX, MakeSite
from comparing import REWRITTEN, differences, files_in, output_of
from out_site import CANARY, CONF, DRAWN, FILES, NIGHT

from eventnotes.leaks.outputs import is_looked_through, text_of

ROOT = Path(__file__).parents[1]
LATER = """
import datetime, time
_days = {days}
_time = time.time
time.time = lambda: _time() + _days * 86400
class _Date(datetime.date):
    @classmethod
    def today(cls):
        return datetime.date.fromtimestamp(time.time())
class _DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.now(datetime.UTC).replace(tzinfo=None)
datetime.date, datetime.datetime = _Date, _DateTime
from sphinx.cmd.build import main
raise SystemExit(main({arguments!r}))
"""
"""A build of Sphinx on another day."""


MAIL = "zqxmail@zqxhost.example"
MADE = {
    *("eventnotes.json", "eventnotes.schema.json", "links.bib", "links.csl.json", "names.inv"),
    *("feed.xml", "feed.json", "feeds/series/kernel-nights.xml", "feeds/topics/gpu-compilers.json"),
    *("events.ics", "calendars/night-2026.ics", "objects.inv", "searchindex.js"),
    *("hovercards/index.js", "hovercards/0.js"),
    *("myst.xref.json", "myst/events/2026-02-12-night.json", "events/2026-02-12-night.html"),
}
"""The files that say something of an event."""
WHO = {
    **dict.fromkeys(("EMAIL", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "DEBEMAIL"), MAIL),
    **dict.fromkeys(("USER", "LOGNAME", "USERNAME", "GIT_AUTHOR_NAME", "HOSTNAME"), "zqxuser"),
    "HOME": "/zqxhome",
}
"""What a machine knows of who builds there."""


def built_elsewhere(root: Path, *, days: int, seed: str, jobs: str) -> dict[str, bytes]:
    """Build the site in a process of its own; return the files for other programs."""
    conf = "".join(f"{name} = {value!r}\n" for name, value in {**BASE, **DRAWN}.items())
    for name, text in {**FILES, "index.md": INDEX, "conf.py": conf}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    out = root / "out"
    arguments = ["-q", "-j", jobs, "-b", "html", "-d", str(root / "dt"), str(root), str(out)]
    environment = {**os.environ, **WHO, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "_ext")}
    code = LATER.format(days=days, arguments=arguments)
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=120)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files_in(out)}


def test_all_files_are_the_same_in_another_folder_on_another_day(tmp_path: Path) -> None:
    first = built_elsewhere(tmp_path / "a", days=0, seed="1", jobs="1")
    second = built_elsewhere(tmp_path / "another" / "folder", days=400, seed="7", jobs="2")
    for files in (first, second):
        files.pop(".buildinfo")
    assert differences(first, second) == []
    assert "socialcards/events/2026-02-12-night.png" in first
    assert {*MADE, "share/night-2026.html", "sitemap.xml", "robots.txt", "llms.txt"} <= first.keys()
    texts = {name: text_of(tmp_path / "a" / "out" / name).lower() for name in first}
    here = (str(tmp_path), str(ROOT), CANARY)
    for each in here:
        # three letters are among the pixels of a picture now and then
        names = [name for name in first if each != CANARY or is_looked_through(name)]
        held = [name for name in names if each.lower() in texts[name]]
        held += [name for name in names if each.encode() in first[name]]
        assert (each, held) == (each, [])


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_no_private_word_is_in_any_file(site: MakeSite, builder: str) -> None:
    found = site(FILES, **DRAWN, builder=builder)
    looked = [path for path in files_in(found.out) if is_looked_through(path.name)]
    made = {path.relative_to(found.out).as_posix() for path in looked}
    absent = MADE - made if builder == "html" else {"eventnotes.json", "links.bib"} - made
    assert absent == set()
    said = [path.name for path in looked if CANARY in text_of(path).lower()]
    assert said == []
    raw = [path.name for path in looked if CANARY.encode() in path.read_bytes().lower()]
    assert raw == []


def test_an_incremental_build_leaves_what_a_clean_one_would(site: MakeSite) -> None:
    found = site(FILES, **DRAWN)
    word: dict[str, str | bytes] = {
        "events/2026-02-12-night.md": NIGHT.replace("times a kernel", "timed a\n\nkernel")
    }
    found.write(word)
    found.rebuild()
    clean = site({**FILES, **word}, **DRAWN, name="word")
    assert differences(output_of(found), output_of(clean)) == []
    edited = NIGHT.replace("two** talks", "three** talks").replace(":series: Kernel nights\n", "")
    changes: dict[str, str | bytes] = {
        "events/2026-02-12-night.md": edited + "\n## Third\n\n```{talk}\n:start: 21:00\n```\n"
    }
    found.write(changes)
    (found.root / "events/week.md").unlink()
    found.rebuild()
    left = {name: text for name, text in FILES.items() if name != "events/week.md"}
    clean = site({**left, **changes}, **DRAWN, name="clean")
    assert differences(output_of(found), output_of(clean)) == []


WORD = "Zebrawood"
WORDS_OF_TALK = {
    *("events/2026-02-12-night.html", "feed.xml", "feed.json"),
    *("feeds/series/kernel-nights.xml", "feeds/topics/gpu-compilers.json"),
}
TITLES_OF_TALK = {
    *("eventnotes.json", "names.inv", "myst.xref.json", "myst/events/2026-02-12-night.json"),
    *("calendars/night-2026.ics", "share/night-2026/untimed.html"),
}


def test_an_edit_of_a_word_rewrites_only_what_shows_it(site: MakeSite) -> None:
    pinned = NIGHT.replace(":speakers: Ben", ":id: untimed\n:speakers: Ben")
    found = site({**FILES, "events/2026-02-12-night.md": pinned}, **DRAWN)

    def written_after(before: str, after: str) -> set[str]:
        """Return the files that are written after an edit, but for those of every build."""
        nonlocal pinned
        pinned = pinned.replace(before, after)
        times = {path: path.stat().st_mtime_ns for path in files_in(found.out)}
        found.write({"events/2026-02-12-night.md": pinned})
        found.rebuild()
        now = {path: path.stat().st_mtime_ns for path in files_in(found.out)}
        assert now.keys() == times.keys()
        names = {path.relative_to(found.out).as_posix() for path in now if now[path] != times[path]}
        return names - REWRITTEN

    def showing(word: str) -> set[str]:
        """Return the files that hold a word."""
        held = {path for path in files_in(found.out) if word in text_of(path)}
        return {path.relative_to(found.out).as_posix() for path in held} - REWRITTEN

    written = written_after("times a kernel", f"{WORD}s a kernel")
    assert written >= WORDS_OF_TALK
    assert written == showing(f"{WORD}s")
    written = written_after("## Untimed", f"## {WORD}ed")
    assert written >= WORDS_OF_TALK | TITLES_OF_TALK
    assert written == showing(f"{WORD}ed")
    page = "events/2026-02-12-night.html"  # Sphinx writes what it has read
    assert written_after("zqxcommented", "zqxother") == {page}


def test_an_idle_build_writes_no_file(site: MakeSite) -> None:
    found = site(FILES, **DRAWN)
    before = {path: path.stat().st_mtime_ns for path in files_in(found.out)}
    found.rebuild()
    after = {path: path.stat().st_mtime_ns for path in files_in(found.out)}
    changed = {path for path in after if before[path] != after[path]}
    assert {path.name for path in changed if path.parent.name != "_static"} <= {".buildinfo"}


def test_a_site_can_leave_each_of_them_out(site: MakeSite) -> None:
    found = site(FILES, **CONF, extensions=["eventnotes.privacy"])
    names = {path.relative_to(found.out).parts[0] for path in files_in(found.out)}
    made = {"eventnotes.json", "links.bib", "feed.xml", "feeds", "events.ics", "calendars"}
    made |= {"hovercards", "socialcards", "share", "myst"}
    assert names & made == set()
    assert "en-foot" not in found.read("events/week.html")
