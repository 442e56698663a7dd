"""The files that other extensions add to an output: written when they change, removed when the
extension is gone.

What was written is kept beside the doctrees, by folder, as digests of the notes and of the file.
While both are as they were, nothing is asked of the extension.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from eventnotes import faults
from eventnotes.api import texts
from eventnotes.api.adding import is_path
from eventnotes.api.digest import digest_of_additions
from eventnotes.api.published import objects_of, published
from eventnotes.builders import (
    abilities,
    copied_there,
    pages_by_file,
    remove_file,
)
from eventnotes.diagnostics import logger, must_be_written
from eventnotes.domain import notes_domain
from eventnotes.kinds.added import Export, kinds_of
from eventnotes.leaks.outputs import check_readable
from eventnotes.memory import without_collector

if TYPE_CHECKING:
    from eventnotes.faults.boundary import Guarded

_KEPT = "exports.json"


class Known(NamedTuple):
    """What is known of the file of one export, or of its files."""

    state: str = ""
    """The digest of what they were made of."""
    files: Mapping[str, str] = {}
    """By name, the digests of their contents."""


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write files that are new or changed, remove what nothing adds (``build-finished``)."""
    can = abilities(app.builder)
    if exception is None and can.html is not None and can.is_published:
        with without_collector():
            _write_all(app, can.html)


def _write_all(app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
    exports = kinds_of(app.config).exports
    store = Path(app.doctreedir, _KEPT)
    every = _load(store)
    known = every.get(str(app.outdir), {})
    if not (exports or known):
        return
    writing = _Writing(app, builder, {name for each in known.values() for name in each.files})
    now: dict[str, Known] = {}
    for name, export in sorted(exports.items()):
        try:
            now[name] = writing.write(export, known.get(name, Known()))
        except Exception as error:
            if faults.passes(error):
                raise
            what = "files" if "*" in name else "file"
            faults.report(error, f"the {what} {name}", None, None, export.owner)
            app.statuscode = 1
    left = {name for each in now.values() for name in each.files}
    for before in known.values():
        for name in sorted(before.files.keys() - left):
            _remove(Path(app.outdir), name, before.files[name])
    if now != known:
        with must_be_written(store):
            data = {**every, str(app.outdir): now}
            store.write_text(json.dumps(data, sort_keys=True), encoding="utf-8")
    writing.begun.unlink(missing_ok=True)


class _Writing:
    """Writes the files of one build."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder, ours: Set[str]) -> None:
        self.app = app
        self.builder = builder
        self.out = Path(app.outdir)
        self.begun = Path(app.doctreedir, f"{builder.name}.exports")
        """Where the names of new files are, as long as a build has not come to its end."""
        self.ours = {*ours, *_lines_of(self.begun)}
        """The files that the last build wrote, or began to."""
        self.notes = published(app, builder)
        self._inside: dict[Path, bool] = {}
        self._above: dict[Path, str] = {}
        self._there: dict[str, Set[str]] = {}

    @cached_property
    def _notes_state(self) -> str:
        """The digest of all that a file can be made of, but the text of pages."""
        env = self.app.env
        domain = notes_domain(env)
        titles = [(name, title.astext()) for name, title in sorted(env.titles.items())]
        labels = sorted(env.domains.standard_domain.labels.items())
        others = objects_of(env.domains, but={"notes", "std"})
        made = sha256(domain.pages.digest())
        values = ((value.name, repr(value.value)) for value in self.app.config)
        ours = sorted(pair for pair in values if pair[0].startswith("eventnotes_"))
        others_too = (self.notes.site, self.notes.previews.digest)
        data = domain.data
        state = (data["lock"], data["words"], digest_of_additions(self.app), *others_too, ours)
        made.update(repr((state, self.builder.name, titles, labels, others)).encode())
        return made.hexdigest()

    @cached_property
    def _texts_state(self) -> str:
        return sha256(repr(texts.state(self.app)).encode()).hexdigest()

    def write(self, export: Export, before: Known) -> Known:
        """Write the files of an export that have changed.

        :returns: what is there now.
        """
        state = self._notes_state + (self._texts_state if export.text else "")
        if before.state == state and all(
            _digest_of(self.out / name) == digest and not self._is_elses(name)
            for name, digest in before.files.items()
        ):
            return before
        files: dict[str, str] = {}
        every = list(self._made(export))
        self._note_begun(name for name, _ in every)
        for name, made in every:
            try:
                if written := self._write(name, made, export):
                    files[name] = written
            except Exception as error:
                if faults.passes(error) or name == export.filename:
                    raise
                faults.report(error, f"the file {name}", None, None, export.owner)
                self.app.statuscode = 1
        return Known(state, files)

    def _made(self, export: Export) -> Iterator[tuple[str, object]]:
        """Yield the name and the content of each file.

        :raises TypeError: the function of the extension returned something else.
        """
        made = export.make(self.notes)
        if "*" not in export.filename:
            if made is not None:
                yield export.filename, made
            return
        met: set[str] = set()
        for pair in made:
            name, content = pair
            if not export.is_name(name) or not is_path(name) or name.lower() in met:
                allowed = f"each name once, like {export.filename}"
                raise ValueError(f"its function returned a file {name!r}; allowed: {allowed}")
            met.add(name.lower())
            yield name, content

    def _note_begun(self, names: Iterable[str]) -> None:
        """Keep the names of files where nothing is: a part of one, which a build leaves that is
        killed or meets a full disk, is ours and not somebody else's.
        """
        new = [n for n in names if n not in self.ours and not self._is_anything(n)]
        if new:
            with must_be_written(self.begun), self.begun.open("a", encoding="utf-8") as file:
                file.writelines(f"{name}\n" for name in new)

    def _is_anything(self, name: str) -> bool:
        """Tell whether anything was there before this build wrote there."""
        folder, _, own = name.rpartition("/")
        if folder not in self._there:
            try:
                self._there[folder] = frozenset(os.listdir(self.out / folder))
            except OSError:
                self._there[folder] = frozenset()
        return own in self._there[folder]

    def _write(self, name: str, made: object, export: Export) -> str:
        """Write a file if it is not what it was; return the digest of its content, or nothing
        where the author's own file is in its place.
        """
        path = self.out / name
        refused = self._is_planned(name, path)
        data = b"" if refused else _data(made, name)
        if not refused and self._create(path, data):
            return _digest(data)
        if refused := refused or self._is_there(path):
            if export.gives_way and refused.endswith(_COPIED):
                return ""
            raise FileExistsError(refused)
        there = path.read_bytes() if path.is_file() else None
        if there not in (None, data) and name not in self.ours:
            raise FileExistsError("a file is there that something else has written")
        if data != there:
            if path.is_symlink():
                raise FileExistsError(_OUTSIDE)
            with must_be_written(path):
                path.write_bytes(data)
        return _digest(data)

    def _create(self, path: Path, data: bytes) -> bool:
        """Write a file where nothing is; tell whether nothing was there, which most often is so."""
        folder = path.parent
        if folder not in self._inside:
            if self._file_above(folder):
                return False
            self._inside[folder] = folder.resolve().is_relative_to(self.out.resolve())
            if self._inside[folder]:
                with must_be_written(folder):
                    folder.mkdir(parents=True, exist_ok=True)
        if not self._inside[folder]:
            raise FileExistsError(_OUTSIDE)
        with must_be_written(path):
            try:
                with open(path, "xb", buffering=_BUFFER) as file:  # which follows no link
                    file.write(data)
            except FileExistsError:
                return False
        return True

    def _is_elses(self, name: str) -> str:
        """Return whose file it is in this output, if it is a page or copied there."""
        path = self.out / name
        return self._is_planned(name, path) or self._is_there(path)

    def _is_planned(self, name: str, path: Path) -> str:
        """Return what is put in the place of a file, whether it is there yet or not."""
        if page := self._pages.get(str(path)):
            return f"the page {page} is written there"
        extra = copied_there(self.app, name)
        return f"{extra}{_COPIED}" if extra else ""

    def _is_there(self, path: Path) -> str:
        """Return what no file can be written over."""
        if path.is_dir():
            return "a folder is there"
        above = self._file_above(path.parent)
        return f"{above} is a file" if above else ""

    def _file_above(self, folder: Path) -> str:
        """Return the name of a file that is in the place of a folder."""
        if folder not in self._above:
            found = [each for each in (folder, *folder.parents) if each.is_relative_to(self.out)]
            names = (each.name for each in found if each != self.out and each.is_file())
            self._above[folder] = next(names, "")
        return self._above[folder]

    @cached_property
    def _pages(self) -> dict[str, str]:
        """The pages of this output by their files."""
        parts = notes_domain(self.app.env).data["parts"]
        return pages_by_file(self.app, self.builder, parts)


_COPIED = " is copied there"
_BUFFER = 1 << 16
"""Bytes; where it is said, Python need not ask whether the file is a terminal."""
_OUTSIDE = "a link leads out of the output there"


def _data(made: object, name: str) -> bytes:
    """Return what a function has returned as the bytes of its file."""
    if not isinstance(made, str | bytes):
        raise TypeError(f"its function returned {type(made).__name__}; allowed: str or bytes")
    data = made.encode() if isinstance(made, str) else made
    if not isinstance(made, str) or b"\0" in data or name.lower().endswith(".gz"):
        check_readable(name, data)
    return data


def _remove(outdir: Path, name: str, digest: str) -> None:
    """Remove a file that nothing adds any more, and the folders that held nothing else."""
    path = outdir / name
    if not path.is_file() or path.is_symlink() or _digest(path.read_bytes()) != digest:
        return  # it is somebody else's now
    remove_file(path, outdir)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _digest_of(path: Path) -> str:
    return _digest(path.read_bytes()) if path.is_file() else ""


def _lines_of(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []


def _load(path: Path) -> dict[str, dict[str, Known]]:
    """Return what is known by folder and by name of an export."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(folder): {
                str(name): Known(str(state), {str(n): str(d) for n, d in files.items()})
                for name, (state, files) in exports.items()
            }
            for folder, exports in found.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError):
        logger.info("%s can't be read; all files of extensions are written", path)
        return {}


def register(safe: Guarded) -> None:
    """Register what writes them, after others and before what was built is looked through."""
    safe.connect("html-page-context", texts.keep_text, priority=400)
    safe.connect("build-finished", write_exports, priority=800)
