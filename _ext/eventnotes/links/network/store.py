"""The lock file on disk: written whole or not at all, and never over what was not read.

A run takes minutes, in which its author may edit the file, merge a branch, or start another run.
So only what this run has found out is put into the file, and on top of what is in it by then.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from eventnotes.model.lock import Known, Lock, Problem, dump, read


class Spoilt(Exception):
    """The file can't be used, so it can't be written either."""

    def __init__(self, path: Path, problems: Collection[Problem]) -> None:
        super().__init__("\n".join(f"{path}:{line}: {message}" for line, message in problems))


class Store:
    """One lock file."""

    def __init__(self, path: Path) -> None:
        """Find the file at *path*, through links, and clear what stopped runs left beside it."""
        self.path = path.resolve()
        self.entries: dict[str, Known] = {}
        """What is in the file, as far as this program has seen."""
        self._seen: bytes | None = None
        self._temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        self._clear()

    def load(self) -> bool:
        """Read the file; False if there is none, or an empty one.

        :raises Spoilt: something in it can't be used.
        """
        data = self._bytes()
        empty = not (data or b"").strip()
        self.entries = {} if empty else self._parsed(data or b"").entries
        self._seen = data  # not before it could be read
        return not empty

    def save(self, found: Mapping[str, Known], dropped: Collection[str] = ()) -> bool:
        """Put what was found into the file, and leave out the dropped; False if it is so already.

        :raises Spoilt: by now something in the file can't be used; nothing was written.
        :raises OSError: it can't be written; what was there still is.
        """
        if self._bytes() != self._seen:
            self.load()
        entries = {key: known for key, known in self.entries.items() if key not in dropped}
        entries.update(found)
        data = dump(entries).encode("utf-8")
        if data == self._seen:
            return False
        self._write(data)
        self._seen, self.entries = data, entries
        return True

    def _bytes(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    def _parsed(self, data: bytes) -> Lock:
        lock = read(data)
        if lock.problems:
            raise Spoilt(self.path, lock.problems)
        return lock

    def _write(self, data: bytes) -> None:
        try:
            with open(self._temporary, "xb") as file:
                with suppress(FileNotFoundError):
                    os.chmod(self._temporary, self.path.stat().st_mode & 0o7777)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(self._temporary, self.path)
        except BaseException:
            self._temporary.unlink(missing_ok=True)
            raise
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # so that the new name outlives a power cut, too
        finally:
            os.close(folder)

    def _clear(self) -> None:
        """Remove temporary files of runs that are over."""
        name = re.compile(rf"\.{re.escape(self.path.name)}\.(\d{{1,10}})\.tmp")
        for path in self.path.parent.glob(f".{self.path.name}.*.tmp"):
            match = name.fullmatch(path.name)
            if match and not (int(match[1]) != os.getpid() and _runs(int(match[1]))):
                with suppress(OSError):
                    path.unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True
