"""From a copy of this repository to one's own site, in the steps of README.md."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import mine

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OF_THE_SITE = ("events", "drafts", "_static", "_templates", "tools", "conf.py", "Makefile")
NIGHT = """\
# Tile night

```{event}
:place: Berlin
:attended: in person
```

It goes on from {talk}`compiler-evening-2026/quirks-first`.

![The stage](stage.jpg)
![The hall](hall.jpg)

## Tiles by hand

```{talk}
:speakers: Ann Example (Example Labs)
```
"""
DAC = "# DAC\n\n```{event}\n:place: San Francisco\n```\n\n![A board](board.jpg)\n"
DRAFT = "# Next week\n\n```{event}\n:date: 2026-12-12\n:attended: not yet\n```\n"


def page_in_readme() -> tuple[str, str]:
    """Return the name and the text of the page that the steps write."""
    name = re.search(r"Save this as `(events/[\w-]+\.md)`", README)
    text = re.search(r"\n   ````md\n(.*?)\n   ````\n", README, re.DOTALL)
    assert name is not None
    assert text is not None
    return name[1], re.sub(r"(?m)^   ", "", text[1]) + "\n"


class Copy:
    """A copy of what a site of one's own is made of: neither guide nor tests."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        for name in (*OF_THE_SITE, *(path.name for path in ROOT.glob("*.md"))):
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name)
            else:
                shutil.copy(ROOT / name, root / name)
        (root / "_ext").symlink_to(ROOT / "_ext")

    def make(self, target: str, *more: str) -> str:
        """Run make as the steps do; return what it says, warnings and hints last."""
        options = ("VENV=", f"PYTHON={sys.executable}", "SPHINXOPTS=-q -n -W --keep-going")
        run = subprocess.run(
            ["make", "-s", target, *options, *more],
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (run.returncode, run.stderr) == (0, "")
        return run.stdout

    def write(self, name: str, text: str, *photos: str) -> None:
        """Write a page, with photos of the guide's beside it."""
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        for photo in photos:
            shutil.copy(ROOT / "guide" / "photos" / photo, path.parent)

    def has(self, path: str) -> bool:
        """Tell whether a file is in the output."""
        return (self.root / "_build" / path).is_file()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Take the sample out of a copy."""
    copy = Copy(tmp_path_factory.mktemp("first") / "notes")
    with_sample = any((ROOT / name).is_file() for name in mine.PAGES)
    said = copy.make("mine", "TITLE=Notes of \"Ada\" & 'Bo'; `x`", "AUTHOR=Ada Éxample")
    assert ("is removed" in said) == with_sample
    assert not (with_sample and "stays" in said)
    return copy


def test_the_steps_lead_to_an_event_on_a_site_of_ones_own(own: Copy) -> None:
    assert own.make("mine") == "The sample is out already; nothing is changed\n"
    own.make("check-notes")
    own.make("private")
    name, text = page_in_readme()
    own.write(name, text)
    own.make("html")
    home = (own.root / "_build/html/index.html").read_text(encoding="utf-8")
    assert "<h1>Notes of “Ada” &amp; ‘Bo’; <code" in home
    assert "Compiler Evening" in home
    # as README says under "What comes next"
    own.write("events/2026-02-20-tile-night/index.md", NIGHT, "stage.jpg", "hall.jpg")
    own.write("events/2024_06-dac/index.md", DAC, "board.jpg")
    own.write("drafts/2026-12-12-next-week.md", DRAFT)
    own.make("html")
    own.make("private")
    assert own.has("html/events/2026-02-20-tile-night/index.html")
    assert not own.has("html/drafts/2026-12-12-next-week.html")
    assert own.has("private/drafts/2026-12-12-next-week.html")
    (own.root / name).rename(own.root / "events/2026-01-15-night-of-compilers.md")
    old = name.removesuffix(".md")
    assert f"`:aliases: {old}`" in README
    aliases = text.replace(":date:", f":aliases: {old}\n:date:")
    own.write("events/2026-01-15-night-of-compilers.md", aliases)
    own.make("html")
    assert own.has(f"html/{old}.html")
    own.make("check-notes")


def test_the_steps_name_what_there_is_to_call() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    builders = re.search(r"(?m)^BUILDERS := (.*)$", makefile)
    assert builders is not None
    named = set(re.findall(r"(?m)(?:`|^ *)make ([a-z][a-z-]+)", README))
    assert {"html", "mine", "guide", "new", "private", "check-notes"} <= named
    known = {*re.findall(r"(?m)^([a-z-]+):", makefile), *builders[1].split()}
    assert sorted(named - known) == []
    paths = re.findall(r"(?<!!)\[[^]]+\]\(([\w./-]+)\)|`(\.ci/\w+)`", README)
    assert ("guide/publishing.md", "") in paths
    assert [path for path in map("".join, paths) if not (ROOT / path).exists()] == []


# -- what is taken out ---------------------------------------------------------------------------

CONF = 'project = "Field notes"\nauthor = "The author"\nproject_copyright = "the author"\nx = 1\n'
SAMPLE = "# An evening\n\n```{event}\n```\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a site with one page of the sample and one sentence of it."""
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "index.md").write_text("# Field notes\n\nIts words. Mine.\n", encoding="utf-8")
    (tmp_path / "events").mkdir()
    page = tmp_path / "events/2025-evening.md"
    page.write_text(SAMPLE, encoding="utf-8")
    monkeypatch.setattr(mine, "PAGES", {"events/2025-evening.md": mine.digest(page)})
    monkeypatch.setattr(mine, "SENTENCES", {"index.md": ("Its words. ",), "talks.md": ("No.",)})
    return tmp_path


def texts(root: Path) -> dict[str, str]:
    """Return all files."""
    paths = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_nothing_of_the_sample_stays(site: Path) -> None:
    mine.main(site, {"TITLE": "Ada's notes", "AUTHOR": "Ada"})
    assert texts(site) == {
        "conf.py": 'project = "Ada\'s notes"\nauthor = "Ada"\nproject_copyright = "Ada"\nx = 1\n',
        "index.md": "# Ada's notes\n\nMine.\n",
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("events/2025-evening.md", SAMPLE + "\nAnd I was there.\n"),
        ("events/2025-evening.md", SAMPLE.replace("{event}\n", "{event}\n:rating: 4\n")),
        ("events/2025-evening.md", ""),
        ("events/2025-mine.md", SAMPLE),
        ("index.md", "# Home\n\nIts other words. Mine.\n"),
    ],
)
def test_what_its_owner_has_written_stays(site: Path, name: str, text: str) -> None:
    (site / name).write_text(text, encoding="utf-8")
    mine.main(site, {"TITLE": "Notes", "AUTHOR": "Ada"})
    assert texts(site)[name] == text


def test_a_page_that_stays_is_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "events/2025-evening.md").write_text("# Mine\n", encoding="utf-8")
    mine.main(site, {"AUTHOR": "Ada"})
    assert "events/2025-evening.md has words of yours and stays\n" in capsys.readouterr().out


def test_lines_may_end_as_elsewhere(site: Path) -> None:
    (site / "events/2025-evening.md").write_bytes(SAMPLE.replace("\n", "\r\n").encode())
    mine.main(site, {"AUTHOR": "Ada"})
    assert "events/2025-evening.md" not in texts(site)


@pytest.mark.parametrize(
    "name", ['O"Neil', "O'Neil", "back\\slash", "Ägidius 王", "{braces} % $x", "\\1 \\g<0>"]
)
def test_a_name_is_said_as_it_is_given(site: Path, name: str) -> None:
    mine.main(site, {"TITLE": f"Notes of\n{name}", "AUTHOR": f" {name} "})
    settings = runpy.run_path(str(site / "conf.py"))
    assert settings["project"] == f"Notes of {name}"
    assert settings["author"] == settings["project_copyright"] == name
    assert texts(site)["index.md"].startswith(f"# Notes of {name}\n")


def test_a_second_run_changes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine.main(site, {"TITLE": "Notes", "AUTHOR": "Ada"})
    before = texts(site)
    capsys.readouterr()
    mine.main(site, {})
    assert texts(site) == before
    assert capsys.readouterr().out == "The sample is out already; nothing is changed\n"


@pytest.mark.parametrize(
    ("known", "author"), [("Ada Git", "Ada Git"), ("", "The author"), (None, "The author")]
)
def test_without_a_name_the_author_is_whom_git_knows(
    site: Path, monkeypatch: pytest.MonkeyPatch, known: str | None, author: str
) -> None:
    home = site / "home"
    home.mkdir()
    if known is not None:
        (home / ".gitconfig").write_text(f"[user]\n\tname = {known}\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))
    for name in ("GIT_DIR", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL"):
        monkeypatch.delenv(name, raising=False)
    mine.main(site, {})
    settings = runpy.run_path(str(site / "conf.py"))
    assert (settings["project"], settings["author"]) == ("Field notes", author)


def test_without_git_nobody_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(site))
    mine.main(site, {})
    assert runpy.run_path(str(site / "conf.py"))["author"] == "The author"


def test_an_author_once_named_stays(site: Path) -> None:
    mine.main(site, {"AUTHOR": "Ada"})
    mine.main(site, {"TITLE": "Later"})
    settings = runpy.run_path(str(site / "conf.py"))
    assert (settings["project"], settings["author"]) == ("Later", "Ada")


def test_each_sentence_of_the_sample_is_known() -> None:
    if not all((ROOT / name).is_file() for name in mine.PAGES):
        pytest.skip("the sample is out")
    for name, digest in mine.PAGES.items():
        assert mine.digest(ROOT / name) == digest, f"{name} was changed: say so in tools/mine.py"
    for name, sentences in mine.SENTENCES.items():
        page = (ROOT / name).read_text(encoding="utf-8")
        assert [sentence for sentence in sentences if sentence not in page] == []
