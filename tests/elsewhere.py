"""A plug-in for pytest: another day, and folders that list their files the other way round."""

from __future__ import annotations

import datetime
import os
import time
from typing import Any

_SHIFT = 40_000_000.5
_LATER = datetime.timedelta(seconds=_SHIFT)
_real_time, _real_time_ns, _real_strftime = time.time, time.time_ns, time.strftime
_real_localtime, _real_gmtime = time.localtime, time.gmtime
_real_listdir, _real_scandir = os.listdir, os.scandir


class _Alike(type):
    """Takes every date for one of its own."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.__mro__[1])


class _Date(datetime.date, metaclass=_Alike):
    @classmethod
    def today(cls) -> datetime.date:
        return cls.fromtimestamp(time.time())


class _Datetime(datetime.datetime, metaclass=_Alike):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return super().now(tz) + _LATER

    @classmethod
    def utcnow(cls) -> datetime.datetime:
        return cls.now(datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> datetime.datetime:
        return cls.now()


class _Scan:
    """The entries of a folder, in reversed order."""

    def __init__(self, entries: Any) -> None:
        with entries:
            self._entries = iter(list(entries)[::-1])

    def __iter__(self) -> _Scan:
        return self

    def __next__(self) -> Any:
        return next(self._entries)

    def __enter__(self) -> _Scan:
        return self

    def __exit__(self, *problem: object) -> None:
        """Nothing is open."""

    def close(self) -> None:
        """Nothing is open."""


def _move() -> None:
    time.time = lambda: _real_time() + _SHIFT
    time.time_ns = lambda: _real_time_ns() + int(_SHIFT * 10**9)
    time.localtime = lambda seconds=None: _real_localtime(seconds or time.time())
    time.gmtime = lambda seconds=None: _real_gmtime(seconds or time.time())
    time.strftime = lambda form, moment=None: _real_strftime(form, moment or time.localtime())
    datetime.date, datetime.datetime = _Date, _Datetime  # type: ignore[misc]  # that is the point
    os.listdir = lambda *args: _real_listdir(*args)[::-1]
    os.scandir = lambda *args: _Scan(_real_scandir(*args))  # type: ignore[assignment]  # likewise


_move()
