"""What was made of each file, kept between builds by content.

One folder may serve several builds, such as pages, a PDF and a check. Each leaves a list of the
files that it uses. What no list names is thrown away, and so is the list of a build whose doctrees
are gone. The list also says which size and times a file had, so that a file is read again only when
one of them has changed.

Every file is written beside its place and moved there, so that a build that is broken off, or
another one at the same time, finds whole pictures or none.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from time import time
from typing import Any

from PIL import Image, __version__

from eventnotes.photos.develop import ALLOWED, RECIPE, Developed, develop
from eventnotes.photos.kinds import is_drawing, is_regular

_MADE = f"Pillow {__version__}"  # the recipe is part of each key
MADE_BY = f"{_MADE}, recipe {RECIPE}"
"""On what it depends what a file comes out as."""
_KEY = re.compile(r"[0-9a-f]{12}")
_MOST_BYTES = 1 << 29
"""The largest file that is read as a picture: it is read whole."""
_KEPT = re.compile(r"([0-9a-f]{12})[-.]")
_LISTS = "used"
_BEGUN = ".tmp"
_DAY = 24 * 60 * 60
_MOST_THREADS = 8


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture that has been developed; names are those of files in the cache."""

    key: str
    width: int
    height: int
    modern: tuple[tuple[str, int], ...]
    small: str
    large: str
    moving: str = ""

    @property
    def names(self) -> list[str]:
        """Return every file, each once."""
        found = [name for name, _ in self.modern]
        found += [self.small, self.large, self.moving]
        return [name for name in dict.fromkeys(found) if name]

    @property
    def ratio(self) -> float:
        """Width by height."""
        return self.width / self.height


@dataclass(frozen=True, slots=True)
class Drawing:
    """A file of lines, not pixels: it is published as it is."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that can't be shown, and why."""

    reason: str


Result = Shot | Drawing | Trouble


class PictureCache:
    """The pictures of one build, in a folder that it may share with others."""

    def __init__(self, folder: Path, doctrees: Path) -> None:
        self.folder = folder
        self._doctrees = str(doctrees.absolute())
        name = sha256(self._doctrees.encode()).hexdigest()[:16]
        self._list = folder / _LISTS / f"{name}.json"
        listed = _read(self._list)
        same = listed.get("recipe") == RECIPE
        self._known: dict[str, list[Any]] = _files_of(listed) if same else {}
        self._seen: dict[tuple[Path, bool], Result] = {}
        self._of_pages: frozenset[Path] = frozenset()

    def file(self, name: str) -> Path:
        """Return the place of a picture."""
        return self.folder / name

    def is_of_page(self, path: Path) -> bool:
        """Tell whether a file was there when the build began: it is, the next time as well."""
        return path in self._of_pages

    def look(self, path: Path, *, responsive: bool) -> Result:
        """Return what a file is, and develop it if that has not been done.

        :param responsive: whether all sizes are wanted, or one in a plain format.
        """
        found = self._seen.get((path, responsive))
        if found is None:
            found = self._look(path, responsive)
            self._seen[path, responsive] = found
        return found

    def develop(
        self,
        paths: Iterable[Path],
        *,
        responsive: bool,
        progress: Callable[[Iterator[Path], int], Iterable[Path]],
    ) -> dict[Path, str]:
        """Look at all files of a build, several at a time, and forget what it no longer uses.

        :param progress: is handed those that have to be developed, as they are, and their number.
        :returns: the key of each file's content; drawings have none.
        :raises OSError: the folder can't be written to.
        """
        paths = [path for path in paths if not is_drawing(path)]
        self._of_pages = frozenset(paths)
        before = dict(self._known)
        with ThreadPoolExecutor(_threads()) as pool:
            keys = dict(zip(paths, pool.map(self._key, paths), strict=True))
            self._known = {str(path): self._known[str(path)] for path in paths if keys[path]}
            if self._known != before:
                self._write_list()
            todo: dict[str, Path] = {}
            for path, key in keys.items():
                facts = self._facts(key, responsive) if key else None
                if facts is not None:
                    self._seen[path, responsive] = facts
                elif key:
                    todo.setdefault(key, path)
            if todo:
                Image.init()  # once, before several threads ask for it
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                    jobs = pool.map(lambda key: self._make(key, todo[key], responsive), todo)
                    for _ in progress(jobs, len(todo)):
                        pass
        if self._known != before:
            self._throw_away()
        return keys

    def _look(self, path: Path, responsive: bool) -> Result:
        if is_drawing(path):
            return Drawing()
        key = self._key(path)
        if not key:
            return Trouble(_why_not(path))
        facts = self._facts(key, responsive)
        if facts is None:
            try:
                self._make(key, path, responsive)
            except OSError as error:
                return Trouble(f"what is made of it can't be kept: {error.strerror or error}")
            facts = self._facts(key, responsive)
        return facts or Trouble(_why_not(path))

    # -- files ---------------------------------------------------------------------------

    def _key(self, path: Path) -> str:
        """Return the key of a file's content; an empty one if it can't be read."""
        try:
            stat = path.stat()
            if not S_ISREG(stat.st_mode) or stat.st_size > _MOST_BYTES:
                return ""
            # the time of the last change to its name or owner as well: that one can't be set
            state = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
            known = self._known.get(str(path))
            if known and known[:-1] == state:
                return str(known[-1])
            with path.open("rb") as file:
                digest = sha256(str(RECIPE).encode())
                while block := file.read(1 << 20):
                    digest.update(block)
        except OSError:
            return ""
        key = digest.hexdigest()[:12]
        self._known[str(path)] = [*state, key]
        return key

    def _facts(self, key: str, responsive: bool) -> Shot | Trouble | None:
        """Return what is known of a content, if all that is wanted of it is there."""
        facts = _read(self.folder / f"{key}.json")
        if facts.get("made") != _MADE:
            return None
        if isinstance(facts.get("trouble"), str):
            return Trouble(facts["trouble"])
        if responsive and facts.get("responsive") is not True:
            return None
        shot = _shot_of(key, facts)
        sizes = facts.get("bytes")
        if shot is None or not isinstance(sizes, dict):
            return None
        whole = all(_is_whole(self.file(name), sizes.get(name)) for name in shot.names)
        return shot if whole else None

    def _make(self, key: str, path: Path, responsive: bool) -> Path:
        facts: dict[str, Any] = {"made": _MADE, "responsive": responsive}
        try:
            data = path.read_bytes()
        except OSError:  # it is gone since; whoever looks at it will be told
            return path
        try:
            made = develop(data, responsive=responsive)
        except ValueError as error:
            facts["trouble"] = str(error)
        else:
            facts |= _facts_of(key, made)
            facts["bytes"] = {f"{key}-{name}": len(data) for name, data in made.pictures.items()}
            for name, picture in made.pictures.items():
                _write(self.file(f"{key}-{name}"), picture)
        _write(self.folder / f"{key}.json", json.dumps(facts, sort_keys=True).encode())
        return path

    def _write_list(self) -> None:
        listed = {"doctrees": self._doctrees, "files": self._known, "recipe": RECIPE}
        _write(self._list, json.dumps(listed, sort_keys=True).encode())

    def _throw_away(self) -> None:
        """Remove what no list names any more."""
        used: set[str] = set()
        for path in sorted((self.folder / _LISTS).glob("*.json")):
            listed = _read(path)
            doctrees = listed.get("doctrees")
            if isinstance(doctrees, str) and Path(doctrees).is_dir():
                used.update(known[-1] for known in _files_of(listed).values())
            elif path.is_file():
                path.unlink()
        for path in sorted(self.folder.iterdir()):
            kept = _KEPT.match(path.name)
            if kept and (kept[1] not in used or _is_left_over(path)) and not path.is_dir():
                path.unlink(missing_ok=True)


def _files_of(listed: dict[str, Any]) -> dict[str, list[Any]]:
    """Return what a list says of each file: its size, its two times and its key."""
    files = listed.get("files")
    return {
        name: known
        for name, known in (files.items() if isinstance(files, dict) else ())
        if isinstance(known, list)
        and [type(value) for value in known] == [int, int, int, str]
        and _KEY.fullmatch(known[-1])
    }


def _shot_of(key: str, facts: dict[str, Any]) -> Shot | None:
    """Return the picture that is described, or nothing if that can't be what was written."""
    try:
        width, height = facts["size"]
        modern = tuple((name, width) for name, width in facts["modern"])
        names = (facts["small"], facts["large"], facts["moving"])
    except (KeyError, TypeError, ValueError):
        return None
    numbers = [width, height, *(number for _, number in modern)]
    if not all(type(number) is int and number > 0 for number in numbers):
        return None
    files = [*(name for name, _ in modern), *filter(None, names)]
    ours = re.compile(rf"{key}-(?:\d+|moving)\.(?:avif|webp|jpg|png|gif)")
    if not all(isinstance(name, str) and ours.fullmatch(name) for name in files):
        return None
    return Shot(key, width, height, modern, *names) if names[0] and names[1] else None


def _facts_of(key: str, made: Developed) -> dict[str, Any]:
    def named(name: str) -> str:
        return f"{key}-{name}" if name else ""

    return {
        "size": made.size,
        "modern": [(named(name), width) for name, width in made.modern],
        "small": named(made.small),
        "large": named(made.large),
        "moving": named(made.moving),
    }


def _is_whole(path: Path, size: object) -> bool:
    """Tell whether a picture is there: after a power cut, a file may be left without content."""
    try:
        stat = path.stat()
    except OSError:
        return False
    return S_ISREG(stat.st_mode) and stat.st_size == size


def _why_not(path: Path) -> str:
    """Return why a file can't be read, and what is allowed."""
    if is_regular(path) and path.stat().st_size > _MOST_BYTES:
        return f"the file is too large; allowed: {_MOST_BYTES >> 20} MB"
    return f"the file can't be read; allowed: {ALLOWED}"


def _is_left_over(path: Path) -> bool:
    """Tell whether a file was begun by a build that was broken off: none takes a day for it."""
    try:
        return path.suffix == _BEGUN and time() - path.stat().st_mtime > _DAY
    except OSError:
        return False


def _read(path: Path) -> dict[str, Any]:
    """Return what a file of ours says; nothing if it is not there or not ours."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}{_BEGUN}")
    beside.write_bytes(data)
    if path.is_dir():  # whoever put it there: the place is one of ours
        shutil.rmtree(path)
    beside.replace(path)


def _threads() -> int:
    """Return how many pictures are made at a time: the codecs leave Python's lock alone."""
    return min(_MOST_THREADS, os.cpu_count() or 1)
