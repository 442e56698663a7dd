"""What all pages look like by: templates, style sheets, scripts, ``conf.py`` and extensions.

Sphinx writes all pages again when a template is newer than the last build or a setting has changed,
but not when a template is gone or an older one has taken its place, nor when a style sheet has
changed whose checksum stands in every page, nor for what a function of ``conf.py`` does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sphinx
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.incremental.state import Build, kept, state_of
from eventnotes.index.invalidation import digest_of
from eventnotes.inside import templates
from eventnotes.writing.unwritten import outdated_here


def note_presentation(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages if what they look like has changed (``env-updated``)."""
    if abilities(app.builder).html is None:
        return []
    digest = presentation(app)
    known = kept(env).presentation
    same, known[app.builder.name] = known.get(app.builder.name) == digest, digest
    return [] if same else outdated_here(env, env.all_docs)


def presentation(app: Sphinx) -> str:
    """Return the digest of all that, looked at once in a build."""
    build = notes_domain(app.env).of_build(Build)
    if not build.presentation:
        build.presentation = digest_of([*_code(app), *_files(app)])
    return build.presentation


def keep_compiled(app: Sphinx) -> None:
    """Keep compiled templates as long as what compiles them is the same (``builder-inited``)."""
    templates.keep_compiled(app, lambda compiler: digest_of([*compiler, *_code(app)]))


def _code(app: Sphinx) -> Iterator[Any]:
    """Yield what tells the code of the project and of its extensions."""
    yield sphinx.__version__
    yield _content(Path(app.confdir, "conf.py"))
    for name, extension in sorted(app.extensions.items()):
        path = getattr(sys.modules.get(name), "__file__", None)
        yield name, extension.version, path and state_of(path)


def _files(app: Sphinx) -> Iterator[Any]:
    """Yield what tells the files that go into all pages, and their names."""
    builder = abilities(app.builder).html
    if builder is None:
        return
    for folder in templates.folders(builder):
        yield from ((path, state_of(path)) for path in _walk(app, folder))
    for name in app.config.html_static_path:
        place = Path(app.confdir, name)
        for path in _walk(app, place) if place.is_dir() else [str(place)]:
            if path.endswith((".css", ".js")):
                yield path, _content(Path(path))  # it may be made anew before each build


def _walk(app: Sphinx, folder: Path) -> Iterator[str]:
    """Yield the files in a folder, without those that are made by a build."""
    made = {str(app.outdir), str(app.doctreedir)}
    for parent, names, files in os.walk(folder):
        names[:] = sorted(
            name
            for name in names
            if name != "__pycache__" and os.path.realpath(os.path.join(parent, name)) not in made
        )
        yield from (os.path.join(parent, name) for name in sorted(files))


def _content(path: Path) -> str:
    try:
        return digest_of([path.read_bytes()])
    except OSError:
        return ""
