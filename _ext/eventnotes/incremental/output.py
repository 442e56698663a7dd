"""What an output has left of settings, sources and pictures that are no more."""

from __future__ import annotations

import shutil
import time
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.api.files import Start
from eventnotes.api.manifest import MEDIA, read_names, write_names
from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.incremental.state import kept
from eventnotes.inside import build_info
from eventnotes.writing import made
from eventnotes.writing.output import is_of_this_build, sources_of


def clear_static(app: Sphinx) -> None:
    """Remove what a theme or a language left behind, once settings change (``builder-inited``).

    Sphinx adds to ``_static`` and ``_sources`` and takes nothing away; it writes both again.
    """
    builder = abilities(app.builder).html
    if builder is None:
        return
    languages = kept(app.env).languages
    language = languages.get(app.builder.name, app.config.language)
    languages[app.builder.name] = app.config.language
    same = build_info.is_same(builder)
    if same is not None and (not same or language != app.config.language):
        for folder in ("_static", "_sources"):
            shutil.rmtree(Path(app.outdir) / folder, ignore_errors=True)


def remove_other_sources(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Remove the copy of a source that had another suffix (``html-page-context``)."""
    name = context.get("sourcename")
    if name and pagename in app.env.all_docs:
        for other in sources_of(app, pagename) - {name}:
            (Path(app.outdir) / "_sources" / other).unlink(missing_ok=True)


def note_media(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note which pictures and downloads no page uses any more (``env-updated``)."""
    media = {f"_images/{name}" for _, name in env.images.values()}
    media |= {f"_downloads/{name}" for _, name in env.dlfiles.values()}
    state = kept(env)
    state.gone_media |= (state.media | made.lost(env, "media") | _noted_there(app)) - media
    state.gone_media -= media
    state.media = media
    made.note(env, "media", media | state.gone_media)
    return []


def note_media_to_come(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note in the output what a build may leave there that is broken off (``env-updated``)."""
    media, there = kept(env).media, _noted_there(app)
    if abilities(app.builder).is_published and not media <= there:
        write_names(Path(app.outdir), media | there, MEDIA)
    return []


def _noted_there(app: Sphinx) -> set[str]:
    """Return the pictures and downloads that builds have put into this output, whatever doctrees
    they had.
    """
    if not abilities(app.builder).is_published:
        return set()
    names = read_names(Path(app.outdir), MEDIA)
    return {name for name in names if _is_medium(PurePosixPath(name))}


def _is_medium(path: PurePosixPath) -> bool:
    return path.parts[0:1] in {("_images",), ("_downloads",)} and ".." not in path.parts


def remove_gone_media(
    app: Sphinx, exception: Exception | None = None
) -> list[tuple[str, dict[str, Any], str]]:
    """Remove pictures and downloads that no page has any more (``html-collect-pages``,
    ``build-finished``).
    """
    if exception is not None:
        return []
    can = abilities(app.builder)
    if can.pictures is None:
        return []
    gone = set(kept(app.env).gone_media)
    if can.one_page or can.html is None:
        # pages that no toctree holds are not in the output, nor are their pictures
        gone |= {f"_images/{name}" for _, name in app.env.images.values()}
        gone -= {f"_images/{name}" for name in app.builder.images.values()}
    out = Path(app.outdir)
    folders = [*out.glob(can.pictures)] if can.pictures else [out]
    given = {app.config.latex_logo or "", *app.config.latex_additional_files}
    gone -= {f"_images/{Path(path).name}" for path in given if not can.pictures}
    for name in sorted(gone):
        kind, _, own = name.partition("/")
        for path in [folder / own for folder in folders] if kind == "_images" else [out / name]:
            if path.is_file() and not (is_of_this_build(app, path) or _is_new(app, path)):
                path.unlink()
    return []


def note_media_there(app: Sphinx, exception: Exception | None) -> None:
    """Note which pictures and downloads are in an output in the end (``build-finished``)."""
    if exception is None and abilities(app.builder).is_published:
        write_names(Path(app.outdir), kept(app.env).media, MEDIA)


def _is_new(app: Sphinx, path: Path) -> bool:
    """Tell whether a file was written in this build, so by somebody else."""
    since = notes_domain(app.env).of_build(Start).at
    return since <= path.stat().st_mtime_ns <= time.time_ns()
