"""Worker processes: they end with the process that forked them, however that ends.

A process that is killed can't tell its workers. They would read on, and then wait for ever to hand
over what they have read: each holds both ends of its own pipe.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
"""Linux has a call for it, prctl(2), which also ends a worker that lets no thread run."""

_mine: int | None = None
"""The end of a pipe that only the process that forks holds; nothing is ever written to it."""
_theirs: int | None = None
"""The other end: its workers wait there until the first is closed, by whatever."""


@contextmanager
def ending_together() -> Iterator[None]:
    """Have all processes that are forked meanwhile end when this one does."""
    global _mine, _theirs
    _theirs, _mine = ends = os.pipe()
    try:
        yield
    finally:
        _theirs = _mine = None
        for end in ends:
            os.close(end)


def _watch() -> None:
    """In a new process, wait in a thread for the end of the one that forked it."""
    global _mine
    if _mine is not None:
        os.close(_mine)
        _mine = None
    if _theirs is not None:
        if _prctl is not None:
            _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # for all other systems, and where the other process was gone before that call
        threading.Thread(target=_end_with, args=(_theirs,), daemon=True).start()


def _end_with(end: int) -> None:
    os.read(end, 1)  # returns when nobody holds the other end any more
    os._exit(1)


if hasattr(os, "register_at_fork"):  # where processes are not forked, Sphinx has no workers
    os.register_at_fork(after_in_child=_watch)
