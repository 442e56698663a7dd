"""Which files of a folder have changed, by their time and size."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

Files = Mapping[str, tuple[int, int]]
"""By path, the time of the last change in nanoseconds, and the size."""

_SKIPPED = frozenset({"__pycache__", "node_modules", "venv"})
_SETTLED = 0.05
"""Seconds for which files stay as they are before a build, since editors write in several steps."""
_QUIET = 0.25
_SHARE = 10
"""A look takes at most one part of so many of the time."""


def look(root: Path, apart: Sequence[Path]) -> Files:
    """Return the files below *root*, without hidden ones and without the folders *apart*."""
    skipped = {str(path.resolve()) for path in apart}
    found: dict[str, tuple[int, int]] = {}
    todo = [str(root.resolve())]
    while todo:
        try:
            entries = list(os.scandir(todo.pop()))
        except OSError:
            continue  # it went while it was looked at
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _SKIPPED or entry.path in skipped:
                continue
            try:
                if entry.is_dir():
                    todo.append(entry.path)
                else:
                    state = entry.stat()
                    found[entry.path] = (state.st_mtime_ns, state.st_size)
            except OSError:
                continue
    return found


def changed(before: Files, after: Files) -> list[str]:
    """Return the paths that are new, gone or other."""
    return sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )


def changes(root: Path, apart: Sequence[Path], seen: Files) -> Iterator[tuple[list[str], Files]]:
    """Yield what has changed since *seen*, and then since each look that was yielded."""
    while True:
        begun = time.monotonic()
        files = look(root, apart)
        taken = time.monotonic() - begun
        if files == seen:
            time.sleep(max(_QUIET, _SHARE * taken))
            continue
        while True:
            time.sleep(_SETTLED)
            again = look(root, apart)
            if again == files:
                break
            files = again
        yield changed(seen, files), files
        seen = files
