"""The files of photos: developed when all pages have been read, put into the output at the end.

Their names hold a key of their content. A file that is there already is left alone, and what no
page has any more is removed, as is every file as its camera wrote it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.display import status_iterator

from eventnotes.api import Event, Talk
from eventnotes.api.previews import Picture, previews
from eventnotes.builders import abilities
from eventnotes.diagnostics import must_be_written
from eventnotes.domain import notes_domain
from eventnotes.photos.cache import MADE_BY, PictureCache, Shot
from eventnotes.photos.images import is_responsive, published
from eventnotes.photos.kinds import is_regular
from eventnotes.photos.state import keys_gone, keys_shown, photos
from eventnotes.writing import made

FOLDER = "photos"
_PLAIN = re.compile(r"([0-9a-f]{12})-(?:\d+|moving)\.(?:avif|webp|jpg|png|gif)\Z")
_OURS = re.compile(f".+-{_PLAIN.pattern}")


class NoCacheError(SystemExit):
    """The folder in which photos are to be kept can't be written to."""


def open_cache(app: Sphinx) -> None:
    """Open the folder in which pictures are kept between builds (``builder-inited``)."""
    shared = app.config.eventnotes_photo_cache
    if shared and not app.config.eventnotes_private:  # else it would get private photos
        folder = Path(app.srcdir, shared)
    else:
        folder = Path(app.doctreedir, FOLDER)
    photos(app.env).cache = PictureCache(folder, Path(app.doctreedir))
    offered = previews(app.env)
    offered.photo_of = partial(_photo_of, app)
    offered.digest += MADE_BY


def develop_all(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Develop the pictures of all pages, several at a time (``env-updated``).

    :returns: the pages whose pictures have other names by now. Sphinx sees no change where an
        older file has taken a photo's place, or where another builder has read the page again.
    :raises NoCacheError: what was made can't be kept.
    """
    builder = app.builder
    keys_gone(env).update(made.lost(env, "photos"))
    if not builder.supported_image_types:
        return []

    def progress(jobs: Iterator[Path], number: int) -> Iterable[Path]:
        verbosity = app.verbosity
        name = "developing photos... "
        return status_iterator(jobs, name, "brown", number, verbosity, stringify_func=_name)

    cache = photos(env).cache
    paths = {uri: Path(env.srcdir, uri) for uri in _uris(env.images)}
    files = [path for path in paths.values() if is_regular(path)]
    try:
        keys = cache.develop(files, responsive=is_responsive(builder), progress=progress)
    except OSError as error:
        message = f"photos can't be kept in {cache.folder}: {error}"
        raise NoCacheError(message) from error
    by_uri = {uri: keys.get(path, "") for uri, path in paths.items()}
    previews(env).keys = by_uri
    changed = _changed(env, builder.name, by_uri)
    # an extension may have noted a picture for no page, or for one that it has made up
    return sorted({name for uri in changed for name in env.images[uri][0] if name in env.all_docs})


def _uris(images: Iterable[object]) -> list[str]:
    """Return the pictures that pages show, in order; others may note something else than names."""
    return sorted(uri for uri in images if isinstance(uri, str))


def _changed(env: BuildEnvironment, builder: str, keys: dict[str, str]) -> list[str]:
    """Note the keys of all pictures; return those that this builder's pages show otherwise."""
    shown = keys_shown(env)
    known = shown.get(builder)
    shown[builder] = keys
    gone = keys_gone(env)
    gone.update((known or {}).values())
    gone.difference_update(keys.values())
    every = gone.union(*(each.values() for each in shown.values()))
    made.note(env, "photos", filter(None, every))  # nothing is kept of what is no photo
    if known is None:  # its pages have yet to be written, and what is noted here has to be kept
        return list(keys)
    return [uri for uri, key in keys.items() if known.get(uri, key) != key]


def remove_gone(
    app: Sphinx, exception: Exception | None = None
) -> list[tuple[str, dict[str, object], str]]:
    """Remove plain pictures of files that no page has any more (``build-finished``, and
    ``html-collect-pages``: an e-book is packed before a build is finished).
    """
    gone = keys_gone(app.env)
    if exception is not None or not gone or not app.builder.supported_image_types:
        return []
    out = Path(app.outdir)
    shown = set(app.builder.images.values())  # by an extension, perhaps
    for folder in [out, *filter(Path.is_dir, out.iterdir())]:
        for path in folder.glob("*-*.*"):
            plain = _PLAIN.match(path.name)
            if plain and plain[1] in gone and path.name not in shown:
                path.unlink()
    return []


def place_all(app: Sphinx, exception: Exception | None) -> None:
    """Put the pictures that pages show into the output (``build-finished``)."""
    builder = abilities(app.builder).html
    if exception is not None or builder is None or not is_responsive(builder):
        return
    folder = Path(app.outdir) / builder.imagedir
    cache = photos(app.env).cache
    wanted = _wanted(app, cache)
    for name, kept in wanted.items():
        _place(cache.file(kept), folder / name)
    as_taken = {
        name
        for uri, (_, name) in app.env.images.items()
        if isinstance(uri, str) and _shot_of_page(app, cache, uri) is not None
    } - set(builder.images.values())
    for path in sorted(folder.glob("*")):
        if path.name not in wanted and (_OURS.match(path.name) or path.name in as_taken):
            path.unlink()


def _wanted(app: Sphinx, cache: PictureCache) -> dict[str, str]:
    """Return the files that belong into the output, by name, and those in the cache."""
    uris: Iterable[str] = app.env.images
    if abilities(app.builder).one_page:
        uris = photos(app.env).shown  # pages that no toctree holds are not in the single one
    found: dict[str, str] = {}
    for uri in _uris(uris):
        shot = _shot_of_page(app, cache, uri)
        if shot is not None:
            found |= {published(uri, name): name for name in shot.names}
    return found


def _photo_of(app: Sphinx, record: Event | Talk) -> Picture | None:
    """Return the first photo of a record as a picture that every program can show."""
    builder = abilities(app.builder).html
    notes = notes_domain(app.env).pages.get(record.at.page)
    place = (record.at.anchor, record.at.line)
    found = next((each[2] for each in notes.photos if each[:2] == place), None) if notes else None
    if builder is None or found is None or not is_responsive(builder):
        return None
    shot = _shot_of_page(app, photos(app.env).cache, found.file)
    if shot is None:
        return None
    name = f"{builder.imagedir}/{published(found.file, shot.large)}"
    return Picture(name, shot.width, shot.height, found.alt)


def _shot_of_page(app: Sphinx, cache: PictureCache, uri: str) -> Shot | None:
    """Return what was made of a file that was there before any page was written."""
    path = Path(app.srcdir, uri)
    shot = cache.look(path, responsive=True) if cache.is_of_page(path) else None
    return shot if isinstance(shot, Shot) else None


def _place(source: Path, target: Path) -> None:
    """Copy a picture with its time, unless it is there: size and time tell.

    Half a picture is taken away where there is no space for all of it.
    """
    made = source.stat()
    with must_be_written(target):
        try:
            there = target.stat()
            if (there.st_size, there.st_mtime_ns) == (made.st_size, made.st_mtime_ns):
                return
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(source, target)
        except OSError:
            with suppress(OSError):
                target.unlink()
            raise


def _name(path: Path) -> str:
    return path.name
