"""What a run shows while it goes on: one line that changes, or a line now and then in a log."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterable
from typing import TextIO

_NOW_AND_THEN = 15.0
"""Seconds between two lines where lines can't be written over."""


class Progress:
    """Shows how far a run is."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._last = time.monotonic()
        self._shown = False

    def say(self, line: str) -> None:
        """Show a line that stays."""
        self._wipe()
        print(line, file=self._stream, flush=True)

    def show(self, done: int, total: int, waiting: Iterable[str]) -> None:
        """Show how many links are done, and for whom the run waits."""
        line = f"{done} of {total} links"
        if hosts := list(waiting):
            line += f", waiting for {', '.join(hosts)}"
        if self._terminal:
            self._wipe()
            width = shutil.get_terminal_size().columns - 1
            shown = line if len(line) <= width else f"{line[: width - 1]}…"
            print(shown, end="", file=self._stream, flush=True)
            self._shown = True
        elif time.monotonic() - self._last >= _NOW_AND_THEN:
            self._last = time.monotonic()
            print(line if len(line) <= 160 else f"{line[:159]}…", file=self._stream, flush=True)

    def _wipe(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=self._stream)  # ECMA-48: erase to the end of the line
            self._shown = False

    def close(self) -> None:
        """Leave the line to what comes next."""
        self._wipe()
        self._stream.flush()
