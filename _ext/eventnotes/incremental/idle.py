"""A build that has nothing to write leaves what finishes one as the last build left it.

Sphinx ends each build with the general index, the page of the search, its index and the
inventory, also where no page was read or written: on a large site that is a third of such a build.
They follow from the environment and the settings. So a build notes beside the doctrees which
environment and settings its output was made from, and how those files were when it ended; the next
one that writes no page and finds all of it as noted does not make them again.

Sphinx hands what finishes a build to ``builder.finish_tasks``, one task after the other. Written
against Sphinx 9.0; before 8.2, Sphinx ends a build with nothing to do by itself. Where there are
no such tasks, or others than Sphinx's own, all of it is written as before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Set
from functools import cache
from pathlib import Path
from typing import Any, Final

import sphinx
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.parallel import SerialTasks

from eventnotes.dependents import digest_of
from eventnotes.domain import notes_domain
from eventnotes.incremental.state import Build
from eventnotes.notices import must_be_written

SPARED: Final = frozenset(
    {"gen_indices", "gen_additional_pages", "dump_search_index", "dump_inventory"}
)
"""The tasks, by the names of their functions, that make what the last build has left."""


class FinishTasks(SerialTasks):
    """What finishes a build, without what need not be made again."""

    def __init__(self, is_idle: Callable[[], bool]) -> None:
        super().__init__()
        self._is_idle = is_idle

    def add_task(
        self,
        task_func: Callable[[Any], Any] | Callable[[], Any],
        arg: Any = None,
        result_func: Callable[[Any], Any] | None = None,
    ) -> None:
        """Do a task at once, or leave it."""
        if getattr(task_func, "__name__", "") not in SPARED or not self._is_idle():
            super().add_task(task_func, arg, result_func)


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
    if not _is_known(builder) or build.reading or build.removed or build.unfinished:
        return

    @cache
    def is_idle() -> bool:
        domain.idle = not domain.written and _noted(app) == _state(app)
        return domain.idle

    if type(getattr(builder, "finish_tasks", None)) is SerialTasks:
        builder.finish_tasks = FinishTasks(is_idle)


def note_finished(app: Sphinx, exception: Exception | None) -> None:
    """Note what this build has left (``build-finished``, after all others)."""
    if exception is None and _is_known(app.builder):
        path, state = _path(app), _state(app)
        if _noted(app) != state:
            with must_be_written(path):
                path.write_text(json.dumps(state), encoding="utf-8")


def _is_known(builder: Builder) -> bool:
    """Tell whether it is known which files the spared tasks write."""
    if type(builder) not in {StandaloneHTMLBuilder, DirectoryHTMLBuilder}:
        return False
    return not (builder.config.html_split_index or builder.config.html_additional_pages)


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"{app.builder.name}.finished")


def _noted(app: Sphinx) -> Any:
    try:
        return json.loads(_path(app).read_bytes())
    except (OSError, ValueError):
        return None


def _state(app: Sphinx) -> list[Any]:
    """Return what tells an output: its place, what it was made from, and the files themselves."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    settings = sorted((value.name, repr(_ordered(value.value))) for value in app.config)
    out = Path(app.outdir)
    names = ["genindex", "search", *(index[0] for index in getattr(builder, "domain_indices", ()))]
    pages = [Path(builder.get_outfilename(name)) for name in names]
    others = [out / name for name in ("searchindex.js", "objects.inv", "_static/opensearch.xml")]
    environment = Path(app.doctreedir, ENV_PICKLE_FILENAME)
    made = [_stat(path) for path in (environment, *others, *pages)]
    return [str(out), sphinx.__version__, digest_of(settings), *made]


def _ordered(value: Any) -> Any:
    """Return a setting in a form that does not depend on the order of hashes."""
    return sorted(map(repr, value)) if isinstance(value, set | frozenset) else value


def _stat(path: Path) -> list[int]:
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_mtime_ns, found.st_size]
