"""What a machine can do to a build: it ends it, runs out of space, loses files, turns its clock.

Each time the build says what is wrong or mends it, and the next one leaves what a clean build of
the same sources makes.
"""

from __future__ import annotations

import errno
import io
import os
import pickle
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from building import CONF, MakeSite, Site, free_sphinx
from comparing import differences, output_of
from pictures import photo
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.text import TextBuilder
from sphinx.environment import BuildEnvironment

from eventnotes.photos import cache, files
from eventnotes.writing import output

HALL = photo(300, 200)
FILES: dict[str, str | bytes] = {
    "conf.py": "",
    "index.md": "# Notes\n\n```{toctree}\n:glob:\n\n**\n```\n",
    "talks.md": "# All talks\n\n```{talks}\n```\n\n```{people}\n```\n",
    "events/2025-a.md": "# A\n\n```{event}\n:date: 2025-03-17\n```\n\n## One\n\n```{talk}\n"
    ":speakers: Ada Example (Mako)\n```\n\n![The hall](hall.jpg)\n",
    "events/2025-b.md": "# B\n\n```{event}\n:date: 2025-04-01\n```\n\nSee {talk}`a-2025/one`.\n",
    "events/2025-c.md": "# C\n\nGoes soon.\n",
    "events/2025-d.rst": "D\n=\n\n.. event::\n   :date: 2025-05-01\n\n.. include:: part.txt\n",
    "events/part.txt": "A part.\n",
    "events/hall.jpg": HALL,
}
EDITED: dict[str, str | bytes | None] = {
    "events/2025-a.md": "# A\n\n```{event}\n:date: 2025-03-17\n```\n\n## First\n\n```{talk}\n"
    ":id: one\n:speakers: Bo Example\n```\n\n![The stage](stage.jpg)\n",
    "events/2025-c.md": None,
    "events/stage.jpg": photo(240, 200),
}


class Project:
    """Sources in a folder, the last build of them, and a clean build beside it."""

    def __init__(self, root: Path, builder: str = "html") -> None:
        self.root = root / "site"
        self.builder = builder
        self._clean = root / "clean"
        self.files = dict(FILES)
        self.write(self.root, FILES)

    @staticmethod
    def write(root: Path, files: dict[str, Any]) -> None:
        """Write sources, and remove those that are None."""
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, files: dict[str, Any]) -> None:
        """Change sources, as an author does."""
        self.write(self.root, files)
        self.files = {k: v for k, v in {**self.files, **files}.items() if v is not None}

    def build(self) -> Site:
        """Build, as a run of Sphinx would."""
        return Site(self.root, self.builder, CONF).rebuild(True)

    def differences(self) -> list[str]:
        """Build once more; return what is not as in a clean build of the same sources."""
        ours = output_of(self.build())
        self.write(self._clean, self.files)
        clean = output_of(Site(self._clean, self.builder, CONF).rebuild(True))
        return differences(ours, clean)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project that was built once."""
    made = Project(tmp_path)
    made.build()
    yield made
    free_sphinx()


# -- ended in the middle -----------------------------------------------------------------------


def die(*_: object, **__: object) -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def at_call(number: int, function: Callable[..., Any], before: bool = True) -> Callable[..., Any]:
    """Return *function*, which ends the process at its nth call, or right after it."""
    left = number

    def called(*arguments: Any, **options: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0 and before:
            die()
        made = function(*arguments, **options)
        if left == 0:
            die()
        return made

    return called


class HalfPickle:
    """Writes half of a pickle of one type, and dies."""

    HIGHEST_PROTOCOL = pickle.HIGHEST_PROTOCOL
    dumps, loads, load = pickle.dumps, pickle.loads, pickle.load

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def dump(self, value: object, file: io.BufferedWriter, *_: object) -> None:
        """Write it, or half of it."""
        data = pickle.dumps(value, self.HIGHEST_PROTOCOL)
        if type(value).__name__ == self._kind:
            file.write(data[: len(data) // 2])
            file.flush()
            die()
        file.write(data)


def half_page(builder: StandaloneHTMLBuilder, pagename: str, *rest: Any, **options: Any) -> None:
    """Write a page's file without its end, and die."""
    _handle_page(builder, pagename, *rest, **options)
    if pagename.startswith("events/"):
        path = Path(builder.get_output_path(pagename))
        path.write_bytes(path.read_bytes()[:200])
        die()


def half_file(source: Path, target: Path) -> None:
    """Copy half of a file, and die."""
    Path(target).write_bytes(Path(source).read_bytes()[:100])
    die()


def half_picture(path: Path, data: bytes) -> None:
    """Write half of what the cache keeps, and die."""
    with patch.object(Path, "replace", die):
        _write(path, data[: len(data) // 2])


_handle_page = StandaloneHTMLBuilder.handle_page
_write = cache._write

ENDS = {
    "while reading": patch.object(Builder, "read_doc", at_call(2, Builder.read_doc)),
    "with half a doctree": patch("sphinx.builders.pickle", HalfPickle("document")),
    "with half an environment": patch("sphinx.builders.pickle", HalfPickle("BuildEnvironment")),
    "before writing": patch.object(Builder, "write", die),
    "with half a page": patch.object(StandaloneHTMLBuilder, "handle_page", half_page),
    "after one page": patch.object(
        StandaloneHTMLBuilder, "write_doc", at_call(1, StandaloneHTMLBuilder.write_doc, False)
    ),
    "before the search index": patch.object(StandaloneHTMLBuilder, "finish", die),
    "before old files are gone": patch.object(output, "_files_of", die),
    "with half a photo in the cache": patch.object(cache, "_write", half_picture),
    "with half a photo in the output": patch.object(files.shutil, "copy2", half_file),
}


def build_and_die(project: Project) -> None:
    """Build in another process, which does not live to its end."""
    free_sphinx()
    process = os.fork()
    if process == 0:
        try:
            project.build()
        finally:
            os._exit(0)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


@pytest.mark.parametrize("end", ENDS)
def test_a_build_after_one_that_was_killed_equals_a_clean_one(project: Project, end: str) -> None:
    project.edit(EDITED)
    with ENDS[end]:
        build_and_die(project)
    assert project.differences() == []


def test_the_first_build_can_be_killed_as_well(tmp_path: Path) -> None:
    made = Project(tmp_path)
    with ENDS["with half a page"]:
        build_and_die(made)
    assert made.differences() == []


def test_a_killed_build_of_text_leaves_no_old_page(tmp_path: Path) -> None:
    made = Project(tmp_path, "text")
    made.build()
    made.edit(EDITED)
    with patch.object(TextBuilder, "write_doc", at_call(1, TextBuilder.write_doc)):
        build_and_die(made)
    assert made.differences() == []


def test_a_build_that_came_to_its_end_is_not_written_again(project: Project) -> None:
    site = project.build()
    assert "no targets are out of date." in " ".join(site.said)
    assert not list((project.root / "_build" / "doctrees").glob("*.unfinished"))


# -- no space, no permission ---------------------------------------------------------------------


def full(*_: object, **__: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def half_then_full(source: Path, target: Path) -> None:
    """Copy what there is space for."""
    Path(target).write_bytes(Path(source).read_bytes()[:100])
    full()


def read_only(*_: object, **__: object) -> None:
    """Fail as a medium does that cannot be written to."""
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def message_of(project: Project) -> str:
    """Build; return the message with which the build ends."""
    with pytest.raises(SystemExit) as ended:
        project.build()
    return str(ended.value)


@pytest.mark.parametrize("fault", [full, read_only])
def test_a_photo_that_cannot_be_kept_ends_the_build_with_a_line(
    project: Project, fault: Callable[..., None]
) -> None:
    project.edit(EDITED)
    with patch.object(cache.Path, "write_bytes", fault):
        message = message_of(project)
    kept = project.root / "_build" / "doctrees" / "photos"
    text = os.strerror(errno.ENOSPC if fault is full else errno.EROFS)
    assert message.startswith(f"photos can't be kept in {kept}: ")
    assert text in message
    assert "\n" not in message
    assert project.differences() == []


@pytest.mark.parametrize("fault", [full, half_then_full, read_only])
def test_a_photo_that_cannot_be_copied_ends_the_build_with_a_line(
    project: Project, fault: Callable[..., None]
) -> None:
    project.edit(EDITED)
    with patch.object(files.shutil, "copy2", fault):
        message = message_of(project)
    images = project.root / "_build" / "html" / "_images"
    assert message.startswith(f"{images}/")
    assert message.endswith(
        f"can't be written: {os.strerror(errno.EROFS if fault is read_only else errno.ENOSPC)}"
    )
    assert "\n" not in message
    assert not [path for path in images.iterdir() if path.stat().st_size == 100]
    assert project.differences() == []


def test_a_photo_cache_that_is_a_file_ends_the_build_with_a_line(project: Project) -> None:
    kept = project.root / "_build" / "doctrees" / "photos"
    shutil.rmtree(kept)
    kept.write_text("in the way", encoding="utf-8")
    project.edit(EDITED)
    assert message_of(project).startswith(f"photos can't be kept in {kept}: ")
    kept.unlink()
    assert project.differences() == []


def test_a_mark_that_cannot_be_written_ends_the_build_with_a_line(project: Project) -> None:
    project.edit(EDITED)
    with patch.object(Path, "touch", full):
        message = message_of(project)
    mark = project.root / "_build" / "doctrees" / "html.unfinished"
    assert message == f"{mark} can't be written: {os.strerror(errno.ENOSPC)}"
    assert project.differences() == []


def test_hashes_that_cannot_be_kept_end_the_build_with_a_line(project: Project) -> None:
    project.edit({"events/2025-b.md": "# B\n\nNothing.\n\n<!-- nobody is to know this -->\n"})
    write = Path.write_bytes

    def none_of_hashes(path: Path, data: bytes) -> int:
        if path.name.startswith("private-words"):
            full()
        return write(path, data)

    with patch.object(Path, "write_bytes", none_of_hashes):
        message = message_of(project)
    kept = project.root / "_build" / "doctrees" / "private-words.pickle"
    assert message == f"{kept} can't be written: {os.strerror(errno.ENOSPC)}"
    assert project.differences() == []


def test_a_private_copy_that_cannot_be_marked_is_not_built(tmp_path: Path) -> None:
    made = Project(tmp_path)
    with patch.object(Path, "write_text", full), pytest.raises(SystemExit) as ended:
        Site(made.root, "html", {**CONF, "eventnotes_private": True}).rebuild(True)
    out = made.root / "_build" / "html"
    assert str(ended.value) == f"{out / '.private'} can't be written: {os.strerror(errno.ENOSPC)}"
    assert not list(out.glob("*.html"))
    free_sphinx()


# -- files that are gone -------------------------------------------------------------------------


@contextmanager
def before(event: str, action: Callable[[], object]) -> Iterator[None]:
    """Do something at one of Sphinx's events, before anybody else."""
    from sphinx.events import EventManager

    emit = EventManager.emit

    def emitted(self: EventManager, name: str, *arguments: Any, **options: Any) -> list[Any]:
        nonlocal action
        if name == event:
            action()
            action = lambda: None  # noqa: E731  # once
        return emit(self, name, *arguments, **options)

    with patch.object(EventManager, "emit", emitted):
        yield


@pytest.mark.parametrize("name", ["events/2025-b.md", "events/2025-d.rst"])
def test_a_page_that_vanishes_while_pages_are_looked_for_is_left_out(
    project: Project, name: str
) -> None:
    project.edit({name: "Soon gone\n=========\n"})
    with before("env-before-read-docs", (project.root / name).unlink):
        site = project.build()
    assert f"{name}:1: WARNING: the file can't be read: No such file or directory" in "\n".join(
        site.warnings
    )
    del project.files[name]
    assert project.differences() == []


def test_a_pipe_that_is_called_a_page_is_not_waited_for(project: Project) -> None:
    os.mkfifo(project.root / "pipe.md")
    site = project.build()
    assert (
        "pipe.md:1: WARNING: the file can't be read: it is a pipe, a device or a folder"
        in "\n".join(site.warnings)
    )
    (project.root / "pipe.md").unlink()
    assert project.differences() == []


def test_a_page_in_another_encoding_takes_what_was_read_of_it_along(project: Project) -> None:
    name = "events/2025-a.md"
    project.edit({name: "# Caf\u00e9\n".encode("latin-1")})
    assert project.differences() == []
    project.edit({name: FILES[name]})
    assert project.differences() == []


@pytest.mark.parametrize("event", ["env-before-read-docs", "env-updated", "write-started"])
def test_a_photo_that_vanishes_is_a_missing_photo(project: Project, event: str) -> None:
    project.edit(EDITED)
    with before(event, (project.root / "events/stage.jpg").unlink):
        project.build()
    del project.files["events/stage.jpg"]
    assert project.differences() == []


def test_an_included_part_that_vanishes_is_missing(project: Project) -> None:
    project.edit({"events/2025-d.rst": "D\n=\n\nMore.\n\n.. include:: part.txt\n"})
    with before("env-before-read-docs", (project.root / "events/part.txt").unlink):
        project.build()
    del project.files["events/part.txt"]
    assert project.differences() == []


# -- a clock that jumps --------------------------------------------------------------------------

YEAR = 365 * 24 * 60 * 60


def set_clock(path: Path, seconds: float) -> None:
    """Give a file the time it would have had with a clock that goes wrong."""
    now = path.stat().st_mtime + seconds
    os.utime(path, (now, now))


@pytest.mark.parametrize("shift", [-YEAR, -1, YEAR])
def test_a_change_counts_whatever_time_it_was_made(project: Project, shift: int) -> None:
    project.edit(EDITED)
    for name, content in EDITED.items():
        if content is not None:
            set_clock(project.root / name, shift)
    assert project.differences() == []


@pytest.mark.parametrize("name", ["events/part.txt", "events/2025-b.md", "events/hall.jpg"])
def test_an_older_file_that_takes_the_place_of_another_is_seen(project: Project, name: str) -> None:
    other = photo(200, 200) if name.endswith("jpg") else "Older\n=====\n\nwords.\n"
    project.edit({name: other})
    set_clock(project.root / name, -10 * YEAR)
    assert project.differences() == []


@pytest.mark.parametrize(
    "text",
    [
        "# B\n\n```{event}\n:draft:\n```\n\nNot fit to be seen yet.\n",
        "---\ndraft: yes\n---\n\n# B\n\nNot fit to be seen yet.\n",
        "+++\ndraft = true\n+++\n\n# B\n\nNot fit to be seen yet.\n",
    ],
)
def test_an_older_draft_that_takes_the_place_of_a_page_is_left_out(
    project: Project, text: str
) -> None:
    project.edit({"events/2025-b.md": text})
    set_clock(project.root / "events/2025-b.md", -10 * YEAR)
    assert project.differences() == []
    assert not (project.root / "_build/html/events/2025-b.html").exists()


def test_a_build_in_the_future_is_not_the_last(project: Project) -> None:
    for path in (project.root / "_build").rglob("*"):
        set_clock(path, YEAR)
    project.edit({"events/2025-b.md": "# B\n\nNothing at all.\n"})
    assert project.differences() == []


def test_sources_from_the_future_are_read_once_and_edited_again(project: Project) -> None:
    for name in FILES:
        set_clock(project.root / name, YEAR)
    project.build()
    project.edit({"events/2025-b.md": "# B\n\nNothing at all.\n"})
    assert project.differences() == []


# -- damaged files -------------------------------------------------------------------------------


def cut(path: Path) -> None:
    """Leave half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    """Leave nothing in a file."""
    path.write_bytes(b"")


def spoil(path: Path) -> None:
    """Put something else into a file."""
    path.write_bytes(b"\x80\x05no pickle and no JSON \xff")


def foreign(path: Path) -> None:
    """Put a pickle of something else into a file."""
    path.write_bytes(pickle.dumps({"version": 999}))


DAMAGES = [cut, empty, spoil, foreign]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("edits", [{}, EDITED], ids=["idle", "edited"])
def test_a_damaged_environment_is_made_anew(
    project: Project, damage: Callable[[Path], None], edits: dict[str, Any]
) -> None:
    project.edit(edits)
    damage(project.root / "_build" / "doctrees" / "environment.pickle")
    assert project.differences() == []


def test_an_environment_of_another_version_is_made_anew(project: Project) -> None:
    path = project.root / "_build" / "doctrees" / "environment.pickle"
    with path.open("rb") as file:
        env: BuildEnvironment = pickle.load(file)
    env.domaindata["notes"]["version"] = 1
    path.write_bytes(pickle.dumps(env))
    project.edit(EDITED)
    assert project.differences() == []


@pytest.mark.parametrize("damage", [*DAMAGES, Path.unlink])
@pytest.mark.parametrize("page", ["events/2025-b", "talks", "index"])
def test_a_damaged_doctree_is_read_again(
    project: Project, damage: Callable[[Path], None], page: str
) -> None:
    damage(project.root / "_build" / "doctrees" / f"{page}.doctree")
    project.edit(EDITED)
    assert project.differences() == []


@pytest.mark.parametrize("damage", [*DAMAGES, Path.unlink])
@pytest.mark.parametrize("pattern", ["used/*.json", "*.json", "*.jpg"])
def test_a_damaged_photo_cache_is_made_anew(
    project: Project, damage: Callable[[Path], None], pattern: str
) -> None:
    for path in (project.root / "_build" / "doctrees" / "photos").glob(pattern):
        damage(path)
    project.edit({**EDITED, "events/2025-b.md": "# B\n\n![The hall](hall.jpg)\n"})
    assert project.differences() == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_lock_file_is_a_warning_at_its_line(
    tmp_path: Path, site: MakeSite, damage: Callable[[Path], None]
) -> None:
    text = '{"version": 1, "links": {"https://example.org/": {"title": "Tiles"}}}'
    page = {"a.md": "# A\n\nSee <https://example.org/>.\n", "links.lock.json": text}
    built = site(page)
    assert "Tiles" in built.text("a.html")
    damage(built.root / "links.lock.json")
    built.rebuild(["notes.lock"])
    assert built.warnings[0].startswith("links.lock.json:1: WARNING: ")
    assert "Tiles" not in built.text("a.html")
