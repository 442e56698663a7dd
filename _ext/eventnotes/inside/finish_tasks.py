"""What finishes a build of HTML: general index, page and index of the search, inventory.

Reason: Sphinx makes them in each build, also where no page was read or written. On a large site
that is a third of such a build.
Written against: Sphinx 8.2 to 9.2 (``builder.finish_tasks``, to which each task is handed by its
method). Before that, Sphinx ends a build with nothing to do by itself.
Without it: all of it is made in each build.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sphinx.builders import Builder
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.parallel import SerialTasks

SPARED: Final = frozenset(
    {"gen_indices", "gen_additional_pages", "dump_search_index", "dump_inventory"}
)
"""The tasks, by the names of their functions, that make what the last build has left."""


class _Tasks(SerialTasks):
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


def spare(builder: Builder, is_idle: Callable[[], bool]) -> None:
    """Have a build end without those tasks if, once all is written, it turns out to be idle."""
    if type(getattr(builder, "finish_tasks", None)) is SerialTasks:
        builder.finish_tasks = _Tasks(is_idle)


def pages_made(builder: Builder) -> list[Path] | None:
    """Return the pages that those tasks write; None where that is not known."""
    known = type(builder) in {StandaloneHTMLBuilder, DirectoryHTMLBuilder}
    if not known or not isinstance(builder, StandaloneHTMLBuilder):
        return None
    if builder.config.html_split_index or builder.config.html_additional_pages:
        return None
    names = ["genindex", "search", *(index[0] for index in getattr(builder, "domain_indices", ()))]
    return [Path(builder.get_outfilename(name)) for name in names]
