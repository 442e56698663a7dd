"""The files that other extensions add to an output: written when they change, removed when the
extension is gone.

What was written is kept beside the doctrees, by folder: what each export was made of, and each of
its files. While all is as it was, nothing is asked of the extension; where the notes have changed,
files whose values an export names (:class:`~eventnotes.api.content.MadeOf`) are made again only if
one of these has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from eventnotes import faults
from eventnotes.api import texts
from eventnotes.api.adding import is_path
from eventnotes.api.content import MadeOf
from eventnotes.api.digest import digest_of_additions
from eventnotes.api.files import File, Files, digest_of, note_start
from eventnotes.api.published import objects_of, published
from eventnotes.builders import abilities
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
    files: Mapping[str, File] = {}
    """By name."""


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write files that are new or changed, remove what nothing adds (``build-finished``)."""
    can = abilities(app.builder)
    if exception is None and can.html is not None and can.is_published:
        with without_collector(app):
            _write_all(app, can.html)


def _write_all(app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
    exports = kinds_of(app.config).exports
    store = Path(app.doctreedir, _KEPT)
    every = _load(store)
    known = every.get(str(app.outdir), {})
    if not (exports or known):
        return
    files = Files(app, builder, {name for each in known.values() for name in each.files})
    writing = _Writing(app, builder, files)
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
            files.remove(name, before.files[name].digest)
    if now != known:
        with must_be_written(store):
            data = {**every, str(app.outdir): now}
            store.write_text(json.dumps(data, sort_keys=True), encoding="utf-8")
    files.finish(left)


class _Writing:
    """Makes the files of one build."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder, files: Files) -> None:
        self.app = app
        self.builder = builder
        self.files = files
        self.notes = published(app, builder)

    @cached_property
    def _site_state(self) -> bytes:
        """The digest of all that a file can be made of, but the notes and the text of pages."""
        values = ((value.name, repr(value.value)) for value in self.app.config)
        ours = sorted(pair for pair in values if pair[0].startswith("eventnotes_"))
        added = digest_of_additions(self.app)
        words = notes_domain(self.app.env).data["words"]
        site, pictures = self.notes.site, self.notes.previews.digest
        return sha256(
            repr((self.builder.name, words, added, site, pictures, ours)).encode()
        ).digest()

    @cached_property
    def _notes_state(self) -> str:
        """The digest of all that a file can be made of, but the text of pages."""
        env = self.app.env
        domain = notes_domain(env)
        titles = [(name, title.astext()) for name, title in sorted(env.titles.items())]
        others = objects_of(env.domains, but={"notes"})
        made = sha256(self._site_state + domain.pages.digest())
        photos = self.notes.previews.keys
        made.update(repr((domain.data["lock"], titles, others, photos)).encode())
        return made.hexdigest()

    @cached_property
    def _texts_state(self) -> str:
        return sha256(repr(texts.state(self.app)).encode()).hexdigest()

    def write(self, export: Export, before: Known) -> Known:
        """Write the files of an export that have changed.

        :returns: what is there now.
        """
        state = self._notes_state + (self._texts_state if export.text else "")
        if before.state == state and (before.files or not export.gives_way):
            there = {name: self.files.standing(name, file) for name, file in before.files.items()}
            if all(there.values()):
                return Known(state, {name: file for name, file in there.items() if file})
        files: dict[str, File] = {}
        every = list(self._made(export))
        self.files.note_begun(name for name, _ in every)
        for name, made in every:
            try:
                if written := self._write(name, made, export, before.files.get(name)):
                    files[name] = written
            except Exception as error:
                if faults.passes(error) or name == export.filename:
                    raise
                faults.report(error, f"the file {name}", None, None, export.owner)
                self.app.statuscode = 1
        return Known(state, files)

    def _write(self, name: str, made: object, export: Export, before: File | None) -> File | None:
        """Write a file if it is not what it was; return what is there, or nothing where a file of
        the author's or of another extension is in its place.
        """
        there = self.files.standing(name, before) if before else None
        if export.gives_way and there is None and self.files.is_others(name):
            return None
        values = ""
        if isinstance(made, MadeOf):
            values = made.digest(self._site_state)
            if there and there.made_of == values:
                return there
            made = made.make()
        data = _data(made, name)
        if there and there.digest == digest_of(data):
            return there._replace(made_of=values)
        return self.files.write(name, data, values)

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


def _data(made: object, name: str) -> bytes:
    """Return what a function has returned as the bytes of its file."""
    if not isinstance(made, str | bytes):
        raise TypeError(f"its function returned {type(made).__name__}; allowed: str or bytes")
    data = made.encode() if isinstance(made, str) else made
    if not isinstance(made, str) or b"\0" in data or name.lower().endswith(".gz"):
        check_readable(name, data)
    return data


def _load(path: Path) -> dict[str, dict[str, Known]]:
    """Return what is known by folder and by name of an export."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(folder): {
                str(name): Known(str(state), {str(n): _file(each) for n, each in files.items()})
                for name, (state, files) in exports.items()
            }
            for folder, exports in found.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError):
        logger.info("%s can't be read; all files of extensions are written", path)
        return {}


def _file(kept: Any) -> File:
    if isinstance(kept, str):  # as earlier versions kept a digest alone
        return File(kept, "", 0, 0)
    digest, made_of, time, size = kept
    return File(str(digest), str(made_of), int(time), int(size))


def register(safe: Guarded) -> None:
    """Register what writes them, after others and before what was built is looked through."""
    safe.connect("builder-inited", note_start)
    safe.connect("html-page-context", texts.keep_text, priority=400)
    safe.connect("build-finished", write_exports, priority=800)
