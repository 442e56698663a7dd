"""The files that other extensions add to an output: written when they change, removed when the
extension is gone.

What was written is kept beside the doctrees, by folder, as digests of the notes and of the file.
While both are as they were, nothing is asked of the extension.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from eventnotes import faults
from eventnotes.api.digest import digest_of_additions
from eventnotes.api.notes import notes
from eventnotes.builders import abilities
from eventnotes.diagnostics import logger, must_be_written
from eventnotes.domain import notes_domain
from eventnotes.kinds.added import kinds_of
from eventnotes.leaks.outputs import check_readable

if TYPE_CHECKING:
    from eventnotes.faults.boundary import Guarded

_KEPT = "exports.json"
Known = dict[str, list[str]]
"""By the name of a file, the digests of the notes it was made of and of its content."""


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write files that are new or changed, remove what nothing adds (``build-finished``)."""
    can = abilities(app.builder)
    builder = can.html
    if exception is not None or builder is None or not can.is_published:
        return
    exports = kinds_of(app.config).exports
    store = Path(app.doctreedir, _KEPT)
    every = _load(store)
    known = every.get(str(app.outdir), {})
    if not (exports or known):
        return
    now: Known = {}
    everything, state = notes(app.env), _state_of(app)
    for name, export in sorted(exports.items()):
        path = Path(app.outdir, name)
        try:
            refused = _is_elses(app, builder, name)
            if refused:
                raise FileExistsError(refused)
            was, content = known.get(name, ("", ""))
            there = path.read_bytes() if path.is_file() else None
            if was != state or there is None or _digest(there) != content:
                data = _data(export.make(everything), name)
                if there not in (None, data) and name not in known:
                    raise FileExistsError("a file is there that something else has written")
                content = _write(app, data, path, there)
            now[name] = [state, content]
        except Exception as error:
            if faults.passes(error):
                raise
            faults.report(error, f"the file {name}", None, None, export.owner)
            app.statuscode = 1
    for name in sorted(known.keys() - now.keys()):
        _remove(Path(app.outdir), name, known[name][1])
    if now != known:
        kept = {**every, str(app.outdir): now}
        with must_be_written(store):
            store.write_text(json.dumps(kept, sort_keys=True), encoding="utf-8")


def _state_of(app: Sphinx) -> str:
    """Return a digest of all that a file can be made of."""
    env = app.env
    domain = notes_domain(env)
    titles = [(name, title.astext()) for name, title in sorted(env.titles.items())]
    labels = sorted(env.domains.standard_domain.labels.items())
    made = sha256(domain.pages.digest())
    state = (domain.data["lock"], digest_of_additions(app), kinds_of(app.config).private)
    made.update(repr((state, titles, labels)).encode())
    return made.hexdigest()


def _data(made: object, name: str) -> bytes:
    """Return what a function has returned as the bytes of its file."""
    if not isinstance(made, str | bytes):
        raise TypeError(f"its function returned {type(made).__name__}; allowed: str or bytes")
    data = made.encode() if isinstance(made, str) else made
    check_readable(name, data)
    return data


def _write(app: Sphinx, data: bytes, path: Path, there: bytes | None) -> str:
    """Write a file if it is not what it was; return the digest of its content."""
    if data != there:
        outdir = Path(app.outdir).resolve()
        if not path.parent.resolve().is_relative_to(outdir) or path.is_symlink():
            raise FileExistsError("a link leads out of the output there")
        with must_be_written(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return _digest(data)


def _is_elses(app: Sphinx, builder: StandaloneHTMLBuilder, name: str) -> str:
    """Return whose file it is in this output, if it is a page or copied there."""
    path = Path(app.outdir, name)
    if path.is_dir():
        return "a folder is there"
    for folder in path.parents:
        if folder != Path(app.outdir) and folder.is_file():
            return f"{folder.name} is a file"
    data = notes_domain(app.env).data
    parts = (part for parts in data["parts"].values() for part in parts)
    others = ("genindex", "search", "modindex", *app.config.html_additional_pages)
    indices = (each[0] for each in getattr(builder, "domain_indices", ()))
    for page in (*app.env.all_docs, *parts, *others, *indices):
        if Path(builder.get_outfilename(page)) == path:
            return f"the page {page} is written there"
    for extra in app.config.html_extra_path:
        source = Path(app.confdir, extra)
        if (source / name).exists() or (source.is_file() and source.name == name):
            return f"{extra} is copied there"
    return ""


def _remove(outdir: Path, name: str, digest: str) -> None:
    """Remove a file that nothing adds any more, and the folders that held nothing else."""
    path = outdir / name
    if not path.is_file() or path.is_symlink() or _digest(path.read_bytes()) != digest:
        return  # it is somebody else's now
    path.unlink()
    for folder in path.parents:
        if folder == outdir or any(folder.iterdir()):
            break
        folder.rmdir()


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _load(path: Path) -> dict[str, Known]:
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(folder): {str(name): [str(each) for each in pair] for name, pair in files.items()}
            for folder, files in found.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError):
        logger.info("%s can't be read; all files of extensions are written", path)
        return {}


def register(safe: Guarded) -> None:
    """Register what writes them, after others and before what was built is looked through."""
    safe.connect("build-finished", write_exports, priority=800)
