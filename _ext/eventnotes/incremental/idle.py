"""A build that has nothing to write leaves what finishes one as the last build left it.

The general index, the page of the search, its index and the inventory follow from the environment
and the settings. So a build notes beside the doctrees which of these its output was made from, and
how those files were when it ended; the next one that writes no page and finds all of it as noted
does not make them again.
"""

from __future__ import annotations

import json
from collections.abc import Set
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import must_be_written
from eventnotes.domain import notes_domain
from eventnotes.incremental.presentation import presentation
from eventnotes.incremental.state import Build, state_of
from eventnotes.index.invalidation import digest_of
from eventnotes.inside import finish_tasks


def note_removed(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Note whether pages are gone (``env-get-outdated``)."""
    notes_domain(env).of_build(Build).removed = bool(removed)
    return []


def spare_tasks(app: Sphinx, builder: Builder) -> None:
    """Let a build with nothing to write end without some tasks (``write-started``)."""
    domain = notes_domain(app.env)
    build = domain.of_build(Build)

    @cache
    def is_idle() -> bool:
        state = _state(app)
        domain.idle = not domain.written and state is not None and _noted(app) == state
        return domain.idle

    if not (build.reading or build.removed or build.unfinished):
        finish_tasks.spare(builder, is_idle)


def note_finished(app: Sphinx, exception: Exception | None) -> None:
    """Note what this build has left (``build-finished``, after all others)."""
    state = _state(app) if exception is None else None
    if state is not None and _noted(app) != state:
        path = _path(app)
        with must_be_written(path):
            path.write_text(json.dumps(state), encoding="utf-8")


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"{app.builder.name}.finished")


def _noted(app: Sphinx) -> Any:
    try:
        return json.loads(_path(app).read_bytes())
    except (OSError, ValueError):
        return None


def _state(app: Sphinx) -> list[Any] | None:
    """Return what tells an output: its place, what it was made from, and the files themselves.

    It is None where it is not known which files those are.
    """
    pages = finish_tasks.pages_made(app.builder)
    if pages is None:
        return None
    out = Path(app.outdir)
    settings = sorted((value.name, repr(_ordered(value.value))) for value in app.config)
    others = [out / name for name in ("searchindex.js", "objects.inv", "_static/opensearch.xml")]
    environment = Path(app.doctreedir, ENV_PICKLE_FILENAME)
    made = [list(state_of(path)) for path in (environment, *others, *pages)]
    return [str(out), presentation(app), digest_of(settings), *made]


def _ordered(value: Any) -> Any:
    """Return a setting in a form that does not depend on the order of hashes."""
    return sorted(map(repr, value)) if isinstance(value, set | frozenset) else value
