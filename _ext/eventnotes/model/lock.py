"""The lock file ``links.lock.json``: what the network was found to say of each cited resource.

It is written by ``make links`` alone and read by every build, so this module knows its form and
nothing of the network. People merge and edit such files: whatever stands in one, reading it never
raises. A field that can't be used is lost alone, with a message that names its line; a file that
can't be understood as a whole gives no entries at all.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from eventnotes.model.dates import read_date
from eventnotes.model.urls import canonical_url, read_url

VERSION = 1
"""The form of the file. It goes up when an older program would misread a newer file."""
NAME = "links.lock.json"
LONGEST = 300
"""The most characters of a title, a name or any other words."""
UNFIT = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
"""What words never hold: control characters, line ends, marks that turn the direction of text."""
FAILED_RUNS = 3
FAILED_DAYS = 7

_LONGEST_KEY = 4000
_MARK = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]')
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")


class Copy(NamedTuple):
    """A copy of a resource in an archive."""

    url: str
    date: str
    """ISO day on which it was taken."""


class Known(NamedTuple):
    """What the network was found to say of one resource; what is not known is empty."""

    title: str = ""
    site: str = ""
    author: tuple[str, ...] = ()
    date: str = ""
    """ISO 8601 date of publication, cut to what is known."""
    type: str = ""
    """Media type without parameters."""
    final: str = ""
    """Address after all redirects, where it is another."""
    status: str = ""
    """HTTP status code, or a word for what kept the program from getting one."""
    checked: str = ""
    """ISO day of the last run that asked."""
    alive: str = ""
    """ISO day on which it was last seen alive."""
    failing: str = ""
    """ISO day of the first of the failed runs in a row."""
    failed: str = ""
    """ISO day of the last of them, where a later run could not tell; else it is ``checked``."""
    failures: int = 0
    """Failed runs in a row."""
    archive: Copy | None = None

    @property
    def dead(self) -> bool:
        """Whether so many runs failed, over so many days, that it counts as gone."""
        last = self.failed or self.checked
        if self.failures < FAILED_RUNS or not self.failing or not last:
            return False
        first_day, last_day = map(datetime.date.fromisoformat, (self.failing, last))
        return (last_day - first_day).days >= FAILED_DAYS

    def without_page(self) -> Known:
        """Return it without what a page said of itself, and without where that page is."""
        return self._replace(title="", site="", author=(), date="", type="", final="")


class Problem(NamedTuple):
    """Something in the file that could not be used."""

    line: int
    message: str


class Lock(NamedTuple):
    """What a lock file holds."""

    entries: dict[str, Known]
    problems: tuple[Problem, ...]


# -- writing -------------------------------------------------------------------------------------


def dump(entries: Mapping[str, Known]) -> str:
    """Return the text of a lock file: sorted by key, one field a line, without empty fields."""
    shelves = []
    for key in sorted(entries):
        fields = [f"      {_json(name)}: {_json(value)}" for name, value in _fields(entries[key])]
        body = "{\n" + ",\n".join(fields) + "\n    }" if fields else "{}"
        shelves.append(f"    {_json(key)}: {body}")
    links = "{\n" + ",\n".join(shelves) + "\n  }" if shelves else "{}"
    return f'{{\n  "version": {VERSION},\n  "links": {links}\n}}\n'


def _fields(known: Known) -> Iterator[tuple[str, Any]]:
    for name, value in zip(Known._fields, known, strict=True):
        if value:
            yield name, value._asdict() if isinstance(value, Copy) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


# -- reading -------------------------------------------------------------------------------------


def read(data: bytes) -> Lock:
    """Return what the bytes of a lock file hold."""
    try:
        return parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _nothing(line, "the file is not in UTF-8; nothing in it was read")


def parse(text: str) -> Lock:
    """Return what the text of a lock file holds, and what in it could not be used."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return _nothing(1, "the file is empty")
    if mark := _MARK.search(text):
        message = "a merge conflict is not settled here (conflict mark); nothing was read"
        return _nothing(_line(text, mark.start()), message)
    repeated: list[str] = []
    try:
        data = json.loads(text, object_pairs_hook=lambda pairs: _object(pairs, repeated))
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            message = "the file ends too early, as if it were half written; nothing was read"
        else:
            message = f"the file is no JSON ({error.msg}); nothing was read"
        return _nothing(error.lineno, message)
    except (ValueError, RecursionError):  # a number of many digits, or brackets without end
        return _nothing(1, "the file is no lock file of links; nothing was read")
    return _Reader(text).read(data, bool(repeated))


def _object(pairs: list[tuple[str, Any]], repeated: list[str]) -> dict[str, Any]:
    """Return an object in which the first of two equal names counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        repeated.append(pairs[0][0])
        found = dict(reversed(pairs))
    return found


def _nothing(line: int, message: str) -> Lock:
    return Lock({}, (Problem(line, message),))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


class _Reader:
    """Reads the values of one file, and finds the lines of those that can't be used."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._problems: list[Problem] = []
        self._lines: dict[tuple[str, ...], int] | None = None

    def read(self, data: object, repeated: bool) -> Lock:
        if not isinstance(data, dict):
            return _nothing(1, "the file does not hold an object; nothing was read")
        version, links = data.get("version"), data.get("links", {})
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            message = f"the file does not say its version (known: {VERSION}); nothing was read"
            return _nothing(self._line_of("version"), message)
        if version > VERSION:
            message = (
                f"the file is of version {version}, from a newer eventnotes"
                f" (known: {VERSION}); nothing was read"
            )
            return _nothing(self._line_of("version"), message)
        if not isinstance(links, dict):
            message = "'links' is not an object; nothing was read"
            return _nothing(self._line_of("links"), message)
        for name in data.keys() - {"version", "links"}:
            self._note((name,), f"{_show(name)} is no field of this file")
        if repeated:
            for path, line in _repeated(self._text):
                message = f"{_show(path[-1])} is there twice; the first counts"
                self._problems.append(Problem(line, message))
        entries = {key: known for key, value in links.items() if (known := self._entry(key, value))}
        return Lock(entries, tuple(sorted(set(self._problems))))

    def _entry(self, key: str, value: object) -> Known | None:
        """Return one entry, or None if it can't be used at all."""
        if not key or len(key) > _LONGEST_KEY or UNFIT.search(key):
            self._note(("links", key), f"{_show(key)} is no address")
            return None
        if not isinstance(value, dict):
            self._note(("links", key), f"{_show(key)} does not hold an object")
            return None
        fields: dict[str, Any] = {}
        for name, given in value.items():
            reader = _READERS.get(name)
            if reader is None:
                self._note(("links", key, name), f"{_show(name)} is no field of a link")
                continue
            try:
                fields[name] = reader(given)
            except ValueError as error:
                message = f"{name} is {_show(given)}; allowed: {error}"
                self._note(("links", key, name), message)
        return Known(**fields)

    def _note(self, path: tuple[str, ...], message: str) -> None:
        self._problems.append(Problem(self._line_of(*path), message))

    def _line_of(self, *path: str) -> int:
        if self._lines is None:  # looked for only where something is wrong
            self._lines = {}
            for found, line in _names(self._text):
                self._lines.setdefault(found, line)
        return self._lines.get(path, 1)


def shown_of(known: Mapping[str, Known]) -> Iterator[Any]:
    """Yield what pages can show of links; when a link was last asked for is not part of it."""
    for key in sorted(known):
        each = known[key]
        yield key, each[: Known._fields.index("type")], each.dead and each.archive, each.dead


def respelled(entries: Mapping[str, Known]) -> dict[str, Known]:
    """Return by canonical address what has another key: by hand, or from an older program."""
    found: dict[str, Known] = {}
    for key, known in entries.items():
        with suppress(ValueError):
            canonical = canonical_url(read_url(key))
            if canonical not in entries:
                found.setdefault(canonical, known)
    return found


def line_of_entry(data: bytes, key: str) -> int:
    """Return the line on which the entry of *key* begins in the bytes of a readable file."""
    return next(
        (line for path, line in _names(data.decode("utf-8-sig")) if path == ("links", key)), 1
    )


def _names(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the path and the line of each name in the objects of *text*, which is JSON."""
    path: list[str] = []
    before, line, at = "", 1, 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word in "{[":
            path.append("")
        elif word in "}]":
            path.pop()
        elif word == ":":
            path[-1] = json.loads(before)
            yield tuple(path), line
        else:
            before = word
            line, at = line + text.count("\n", at, token.start()), token.start()


def _repeated(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    seen: set[tuple[str, ...]] = set()
    for path, line in _names(text):
        if path in seen and len(path) <= 3:
            yield path, line
        seen.add(path)


def _show(value: object) -> str:
    """Return *value* on one line, cut to what a message can hold, with nothing unfit in it."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    text = json.dumps(value, ensure_ascii=False)
    text = UNFIT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text if len(text) <= 80 else f"{text[:79]}…"


# -- the fields: each reader returns the value or raises ValueError that says what is allowed ----


def _words(value: object) -> str:
    if not isinstance(value, str) or value != " ".join(value.split()) or not value:
        raise ValueError("words on one line, without spaces around them")
    if len(value) > LONGEST:
        raise ValueError(f"at most {LONGEST} characters")
    if UNFIT.search(value):
        raise ValueError("words without control characters and marks of direction")
    return value


def _names_of_people(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > LONGEST:
        raise ValueError("a list of names")
    return tuple(_words(name) for name in value)


def _date(value: object) -> str:
    if not isinstance(value, str) or read_date(value) != value:
        raise ValueError("a date like 2025-03-17, 2025-03 or 2025")
    return value


def _day(value: object) -> str:
    if not isinstance(value, str) or len(value) != 10 or _date(value) != value:
        raise ValueError("a day like 2025-03-17")
    return value


def _media_type(value: object) -> str:
    if not isinstance(value, str) or len(value) > 100 or not _MEDIA_TYPE.fullmatch(value):
        raise ValueError("a media type like text/html")
    return value


def _address(value: object) -> str:
    if not isinstance(value, str) or read_url(value) != value:
        raise ValueError("an address that begins with https:// or http://")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1_000_000:
        raise ValueError("a whole number")
    return value


def _copy(value: object) -> Copy:
    if not isinstance(value, dict) or value.keys() != {"url", "date"}:
        raise ValueError('an object with "url" and "date"')
    return Copy(_address(value["url"]), _day(value["date"]))


_READERS: Mapping[str, Callable[[object], Any]] = {
    "title": _words,
    "site": _words,
    "author": _names_of_people,
    "date": _date,
    "type": _media_type,
    "final": _address,
    "status": _words,
    "checked": _day,
    "alive": _day,
    "failing": _day,
    "failed": _day,
    "failures": _count,
    "archive": _copy,
}
