"""What has to be read or written again although Sphinx does not see it.

Sphinx goes by time: it reads a file that is newer than its last reading, and writes a page that
is older than its source. So it keeps what was half written when a build was broken off, and misses
a file that an older one has replaced, or one that was saved after a clock was set back.
"""

from __future__ import annotations

import os
from collections.abc import Set
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from eventnotes.builders import abilities
from eventnotes.diagnostics import must_be_written
from eventnotes.domain import notes_domain
from eventnotes.incremental.state import Build, State, kept, state_of
from eventnotes.inside import build_info
from eventnotes.writing.unwritten import outdated_here


def find_unfinished(app: Sphinx) -> None:
    """Find out whether the last build was broken off while it wrote (``builder-inited``).

    Sphinx notes other settings before it reads a page. So a build with others is unfinished from
    its beginning: one that stops while it reads would have the next write no page for them.
    """
    mark = _mark(app.builder)
    notes_domain(app.env).of_build(Build).unfinished = mark.exists()
    html = abilities(app.builder).html
    if html is not None and build_info.is_same(html) is False:
        _touch(mark)


def changed_unseen(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: set[str], removed: Set[str]
) -> list[str]:
    """Add the pages whose files are not those that were read (``env-get-outdated``).

    They are put to those that have changed, so that what is asked of these is asked of them.
    """
    states = kept(env).states
    known = env.found_docs & states.keys()
    changed.update(name for name in known if _state_of(env, name) != states[name])
    return []


def note_gone(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Remember all pages that are gone (``env-get-outdated``).

    Of those since an environment that could not be loaded the doctrees are still there, and so are
    the files that were written for them.
    """
    notes_domain(env).note_gone(removed)
    if env.all_docs:
        return []
    folder = Path(env.doctreedir)
    suffix = ".doctree"
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob(f"*{suffix}"))
    notes_domain(env).note_gone({path.removesuffix(suffix) for path in paths} - env.found_docs)
    return []


def note_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Remember which pages are about to be read (``env-before-read-docs``)."""
    notes_domain(env).of_build(Build).reading = list(docnames)


def note_states(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remember what was read (``env-updated``)."""
    states = kept(env).states
    for name in notes_domain(env).of_build(Build).reading:
        states[name] = _state_of(env, name)
    for name in states.keys() - env.all_docs.keys():
        del states[name]
    return []


def begin_writing(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Mark the build as unfinished before what was read is kept (``env-updated``).

    :returns: all pages, if the last build was broken off.
    """
    domain = notes_domain(env)
    _touch(_mark(domain.builder))
    return outdated_here(env, env.all_docs) if domain.of_build(Build).unfinished else []


def end_writing(app: Sphinx, exception: Exception | None) -> None:
    """Take the mark away after a build that came to its end (``build-finished``)."""
    if exception is None:
        _mark(app.builder).unlink(missing_ok=True)


def _touch(mark: Path) -> None:
    with must_be_written(mark):
        mark.touch()


def _mark(builder: Builder) -> Path:
    return Path(builder.doctreedir, f"{builder.name}.unfinished")


def _state_of(env: BuildEnvironment, docname: str) -> tuple[State | str, ...]:
    """Return what tells a page's files: the source with its suffix, what it includes, and the
    doctree.

    Pictures are left to those who develop them.
    """
    paths = [str(env.doc2path(docname))]
    for name in sorted(env.dependencies.get(docname, ())):
        if name not in env.images:
            paths.append(os.path.join(env.srcdir, name))
    times = [state_of(path) for path in paths]
    doctree = state_of(os.path.join(env.doctreedir, f"{docname}.doctree"))
    suffix = os.path.splitext(paths[0])[1]
    return (suffix, *times, doctree[1:])  # a copy of the folder has other times
