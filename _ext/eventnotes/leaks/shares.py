"""Work on files that is shared among processes, as many as the build may use."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import PurePosixPath
from typing import Any, TypeVar

from sphinx.util.parallel import parallel_available

_T = TypeVar("_T")
_Process: Any = getattr(multiprocessing.context, "ForkProcess", None)
LEAST = 8_000_000
"""Bytes for which another process is worth its start."""


def divide(sizes: Mapping[str, int], processes: int) -> list[list[str]]:
    """Divide files into about equal shares; those of one kind, which say the same, go together.

    :param sizes: of each file its bytes.
    """
    count = 1
    if parallel_available and processes > 1:
        count = max(1, min(processes, sum(sizes.values()) // LEAST))
    shares: list[list[str]] = [[] for _ in range(count)]
    whole = sum(sizes.values()) + 1
    before = 0
    for name in sorted(sizes, key=lambda name: (PurePosixPath(name).suffix == ".html", name)):
        shares[(2 * before + sizes[name]) * count // (2 * whole)].append(name)
        before += sizes[name]
    return shares


def work(shares: list[list[str]], function: Callable[[list[str]], _T]) -> list[_T]:
    """Return what a function makes of each share: of the first one here, of each other elsewhere.

    :raises EOFError: one of the processes has failed; it has said why.
    """
    with ExitStack() as stack:
        begun: list[Connection] = []
        for share in shares[1:]:
            receiving, sending = multiprocessing.Pipe(duplex=False)
            process = _Process(target=_send, args=(sending, function, share))
            process.start()
            sending.close()  # so that the end of the process is the end of what it sends
            stack.callback(process.join)
            stack.callback(process.terminate)
            begun.append(receiving)
        return [*map(function, shares[:1]), *(receiving.recv() for receiving in begun)]


def _send(sending: Connection, function: Callable[[list[str]], object], share: list[str]) -> None:
    sending.send(function(share))
