"""The files that exports have in an output: what is there, whose it is, and how one is written."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Set
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from eventnotes.api.manifest import read_names, write_names
from eventnotes.builders import copied_there, pages_by_file, remove_file
from eventnotes.diagnostics import must_be_written
from eventnotes.domain import notes_domain


class File(NamedTuple):
    """What is known of a file that was written."""

    digest: str
    """Of its content."""
    made_of: str
    """The digest of the values that it was made of, where its export has named them."""
    time: int
    """When it was written, in nanoseconds."""
    size: int
    """In bytes."""


class Start:
    """When a build began."""

    def __init__(self) -> None:
        self.at = time.time_ns()


def note_start(app: Sphinx) -> None:
    """Note when the build begins (``builder-inited``)."""
    notes_domain(app.env).of_build(Start)


class Files:
    """The files of one build."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder, ours: Set[str]) -> None:
        """Take the names of files that the last build wrote, as far as that is known."""
        self._app = app
        self._builder = builder
        self._out = Path(app.outdir)
        self._root = self._out.resolve()
        self._begun = Path(app.doctreedir, f"{builder.name}.exports")
        """Where the names of new files are, as long as a build has not come to its end."""
        self._ours = {*ours, *_lines_of(self._begun), *read_names(self._out)}
        """The files that earlier builds wrote, or began to."""
        self._since = notes_domain(app.env).of_build(Start).at
        self._has_extra = bool(app.config.html_extra_path)
        self._inside: dict[str, bool] = {}
        self._above: dict[str, str] = {"": ""}
        self._there: dict[str, Set[str]] = {}

    def standing(self, name: str, known: File) -> File | None:
        """Return what is known of a file if it is what it was; it is read where it has another
        time, as after it was copied.
        """
        path = f"{self._out}/{name}"
        if self._is_planned(name, path):
            return None
        try:
            found = os.lstat(path)
            time, size = found.st_mtime_ns, found.st_size
            if stat.S_ISREG(found.st_mode) and (time, size) == (known.time, known.size):
                return known
            there = Path(path).read_bytes()
        except OSError:  # there is none, or a folder
            return None
        return known._replace(time=time, size=size) if digest_of(there) == known.digest else None

    def note_begun(self, names: Iterable[str]) -> None:
        """Keep the names of files where nothing is: a part of one, which a build leaves that is
        killed or meets a full disk, is ours and not somebody else's.
        """
        new = [n for n in names if n not in self._ours and not self._is_anything(n)]
        if new:
            with must_be_written(self._begun), self._begun.open("a", encoding="utf-8") as file:
                file.writelines(f"{name}\n" for name in new)

    def finish(self, names: Iterable[str]) -> None:
        """Forget which files were begun, since all are written, and keep the names of all."""
        self._begun.unlink(missing_ok=True)
        write_names(self._out, names)

    def is_others(self, name: str) -> bool:
        """Tell whether a file that is not standing is the author's or another extension's.

        That is one which ``html_extra_path`` copies, which no build of these notes is known to have
        written, or which has been written in this build.
        """
        if self._has_extra and copied_there(self._app, name):
            return True
        try:
            found = os.lstat(f"{self._out}/{name}")
        except OSError:  # there is none
            return False
        if not stat.S_ISREG(found.st_mode):
            return False
        return name not in self._ours or self._since <= found.st_mtime_ns <= time.time_ns()

    def _is_anything(self, name: str) -> bool:
        """Tell whether anything was there before this build wrote there."""
        folder, _, own = name.rpartition("/")
        if folder not in self._there:
            try:
                self._there[folder] = frozenset(os.listdir(self._out / folder))
            except OSError:
                self._there[folder] = frozenset()
        return own in self._there[folder]

    def write(self, name: str, data: bytes, made_of: str) -> File:
        """Write a file if it is not what it was.

        :raises FileExistsError: something is there that is not ours.
        """
        path = f"{self._out}/{name}"
        digest = digest_of(data)
        refused = self._is_planned(name, path)
        if not refused and (new := self._create(name, path, data)):
            return File(digest, made_of, new.st_mtime_ns, new.st_size)
        if refused := refused or self._is_there(name, path):
            raise FileExistsError(refused)
        there = Path(path).read_bytes() if os.path.isfile(path) else None
        if there not in (None, data) and name not in self._ours:
            raise FileExistsError(_OTHERS)
        if data != there:
            if os.path.islink(path):
                raise FileExistsError(_OUTSIDE)
            with must_be_written(Path(path)):
                Path(path).write_bytes(data)
        found = os.stat(path)
        return File(digest, made_of, found.st_mtime_ns, found.st_size)

    def _create(self, name: str, path: str, data: bytes) -> os.stat_result | None:
        """Write a file where nothing is, which most often is so; return what is known of it."""
        folder = name.rpartition("/")[0]
        if folder not in self._inside:
            if self._file_above(folder):
                return None
            whole = self._out / folder
            self._inside[folder] = whole.resolve().is_relative_to(self._root)
            if self._inside[folder]:
                with must_be_written(whole):
                    whole.mkdir(parents=True, exist_ok=True)
        if not self._inside[folder]:
            raise FileExistsError(_OUTSIDE)
        try:
            return _write_new(path, data)
        except FileExistsError:
            return None
        except OSError:
            with must_be_written(Path(path)):
                raise

    def _is_planned(self, name: str, path: str) -> str:
        """Return what is put in the place of a file, whether it is there yet or not."""
        if page := self._pages.get(path):
            return f"the page {page} is written there"
        extra = copied_there(self._app, name) if self._has_extra else ""
        return f"{extra} is copied there" if extra else ""

    def _is_there(self, name: str, path: str) -> str:
        """Return what no file can be written over."""
        if os.path.isdir(path):
            return "a folder is there"
        above = self._file_above(name.rpartition("/")[0])
        return f"{above} is a file" if above else ""

    def _file_above(self, folder: str) -> str:
        """Return the name of a file that is in the place of a folder, or of one above it."""
        if folder not in self._above:
            parent, _, own = folder.rpartition("/")
            is_file = os.path.isfile(f"{self._out}/{folder}")
            self._above[folder] = own if is_file else self._file_above(parent)
        return self._above[folder]

    @cached_property
    def _pages(self) -> dict[str, str]:
        """The pages of this output by their files."""
        parts = notes_domain(self._app.env).data["parts"]
        return pages_by_file(self._app, self._builder, parts)

    def remove(self, name: str, digest: str) -> None:
        """Remove a file that nothing adds any more, and the folders that held nothing else."""
        path = self._out / name
        if not path.is_file() or path.is_symlink() or digest_of(path.read_bytes()) != digest:
            return  # it is somebody else's now
        remove_file(path, self._out)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OTHERS = "a file is there that something else has written; remove it if nobody needs it"
_OUTSIDE = "a link leads out of the output there"


def _write_new(path: str, data: bytes) -> os.stat_result:
    """Write a file where nothing is, no link either, and return what is known of it.

    It asks the system for less than a file object does, which counts for a file for each talk.
    """
    file = os.open(path, _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        return os.fstat(file)
    finally:
        os.close(file)


def digest_of(data: bytes) -> str:
    """Return what tells the content of a file from another."""
    return sha256(data).hexdigest()


def _lines_of(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
