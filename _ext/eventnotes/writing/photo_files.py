"""The files of photos: developed when all pages have been read, put into the output at the end.

Their names hold a key of their content. A file that is there already is left alone, and what no
page has any more is removed, as is every file as its camera wrote it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.display import status_iterator

from eventnotes.domain import notes_domain
from eventnotes.photos.darkroom import Darkroom, Shot
from eventnotes.writing.photos import is_responsive, published

FOLDER = "photos"
_OURS = re.compile(r".+-[0-9a-f]{12}-(?:\d+|moving)\.(?:avif|webp|jpg|png|gif)\Z")


def open_darkroom(app: Sphinx) -> None:
    """Open the folder in which pictures are kept between builds (``builder-inited``)."""
    wanted = app.config.eventnotes_photo_cache
    folder = Path(app.srcdir, wanted) if wanted else Path(app.doctreedir, FOLDER)
    notes_domain(app.env).darkroom = Darkroom(folder, Path(app.doctreedir))


def develop_all(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Develop the pictures of all pages, several at a time (``env-updated``)."""
    builder = app.builder
    if builder.supported_image_types:

        def progress(jobs: Iterator[Path], number: int) -> Iterable[Path]:
            verbosity = app.config.verbosity
            name = "developing photos... "
            return status_iterator(jobs, name, "brown", number, verbosity, stringify_func=_name)

        paths = [path for path in _files(env) if path.is_file()]
        room = notes_domain(env).darkroom
        room.develop(paths, responsive=is_responsive(builder), progress=progress)
    return []


def clean_images(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Put clean pictures in the place of any that Sphinx is about to copy as they are
    (``html-collect-pages``).

    There are none, unless an extension brings in pictures after ours have been developed.
    """
    builder = app.builder
    room = notes_domain(app.env).darkroom
    for uri, name in list(builder.images.items()):
        path = Path(app.srcdir, uri)
        shot = None if path.parent == room.folder else room.look(path, responsive=False)
        if isinstance(shot, Shot):
            del builder.images[uri]
            builder.images[str(room.file(shot.large))] = name
    return []


def place_all(app: Sphinx, exception: Exception | None) -> None:
    """Put the pictures that pages show into the output (``build-finished``)."""
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if not is_responsive(builder):
        return
    folder = Path(app.outdir) / builder.imagedir
    room = notes_domain(app.env).darkroom
    wanted = _wanted(app, room)
    for name, kept in wanted.items():
        _place(room.file(kept), folder / name)
    as_taken = {
        name
        for uri, (_, name) in app.env.images.items()
        if _shot_of_page(app, room, uri) is not None
    } - set(builder.images.values())
    for path in sorted(folder.glob("*")):
        if path.name not in wanted and (_OURS.match(path.name) or path.name in as_taken):
            path.unlink()


def _wanted(app: Sphinx, room: Darkroom) -> dict[str, str]:
    """Return the files that belong into the output, by name, and those in the darkroom."""
    domain = notes_domain(app.env)
    uris: Iterable[str] = app.env.images
    if isinstance(app.builder, SingleFileHTMLBuilder):
        uris = domain.shown_photos  # pages that no toctree holds are not in the single one
    found: dict[str, str] = {}
    for uri in sorted(uris):
        shot = _shot_of_page(app, room, uri)
        if shot is not None:
            found |= {published(uri, name): name for name in shot.names}
    return found


def _shot_of_page(app: Sphinx, room: Darkroom, uri: str) -> Shot | None:
    """Return what was made of a file that was there before any page was written."""
    path = Path(app.srcdir, uri)
    shot = room.look(path, responsive=True) if room.is_of_page(path) else None
    return shot if isinstance(shot, Shot) else None


def _files(env: BuildEnvironment) -> Iterator[Path]:
    """Yield the image files of all pages."""
    for uri in sorted(env.images):
        yield Path(env.srcdir, uri)


def _place(source: Path, target: Path) -> None:
    """Copy a picture with its time, unless it is there: size and time tell."""
    made = source.stat()
    try:
        there = target.stat()
        if (there.st_size, there.st_mtime_ns) == (made.st_size, made.st_mtime_ns):
            return
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)


def _name(path: Path) -> str:
    return path.name
