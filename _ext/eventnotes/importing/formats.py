"""The formats that can be imported, each a module with one :class:`Format`, and how one is chosen.

A module of a format has a function that tells by its content whether a source is one, a function
that reads it into drafts, and the value ``FORMAT`` that names both. It is asked in the order of
``_MODULES``: the first that recognises a source reads it. What a source holds that no draft takes
goes to the report, and what can't be read at all raises :class:`Refused` with file and line. A
parser that the extra ``import`` brings is named in ``needs`` and imported where it is used.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.report import Report

_MODULES = (
    *("schedule_xml", "schedule_json", "sessionize", "pyvideo", "pretalx", "recordings"),
    *("ical", "event_page", "sites", "notes"),
)
"""Modules of this package, the most particular first; notes take any text."""

_ENCODING = re.compile(
    rb"""(?:<\?xml[^>]*\sencoding=|<meta[^>]*\bcharset=)["']?([A-Za-z][\w.:-]*)""", re.IGNORECASE
)

MAX_BYTES = 256 * 2**20


class Source:
    """A file or a folder that is to be imported; what it holds is read when somebody asks."""

    def __init__(self, path: Path, root: Path | None = None) -> None:
        """Name a source.

        :param root: the folder that photos are taken from; else the one that it lies in.
        """
        self.path = path
        self.root = root or (path if path.is_dir() else path.parent)
        self.name = str(path)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path.is_dir()

    @cached_property
    def data(self) -> bytes:
        """The bytes of a file.

        :raises Refused: it can't be read, or holds too much.
        """
        try:
            if not self.path.is_file():
                raise Refused(f"{self.name}: it is no file")
            if self.path.stat().st_size > MAX_BYTES:
                raise Refused(f"{self.name}: it is larger than {MAX_BYTES // 2**20} MB")
            return self.path.read_bytes()
        except OSError as error:
            raise Refused(f"{self.name}: it can't be read: {error.strerror}") from None

    @cached_property
    def text(self) -> str:
        """The text of a file, without a byte order mark, with ``\\n`` at line ends.

        :raises Refused: it is not UTF-8, nor UTF-16 with a mark, or is no text.
        """
        data = self.data
        encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else _declared(data)
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            named = encoding.upper().removesuffix("-SIG")
            raise Refused(f"{self.name}:{line}: it is not {named}; save it as UTF-8") from None
        if "\0" in text:
            raise Refused(f"{self.name}: it is no text")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @property
    def looks_like(self) -> str:
        """What a file begins as: ``json``, ``xml``, ``html``, ``ics``, ``text``, or ``folder``."""
        if self.is_folder:
            return "folder"
        head = self.text[:4096].lstrip()
        if head.startswith("BEGIN:VCALENDAR"):
            return "ics"
        if head[:1] in {"{", "["} and (self.path.suffix == ".json" or self._is_json):
            return "json"
        low = head.lower()
        if low.startswith("<!doctype html") or (head[:1] == "<" and "<html" in low):
            return "html"
        if low.startswith(("<?xml", "<!doctype", "<schedule")):
            return "xml"
        return "text"

    @property
    def _is_json(self) -> bool:
        try:
            return self.json is not None
        except Refused:
            return False

    @cached_property
    def json(self) -> Any:
        """What a file of JSON holds.

        :raises Refused: it is not JSON, or nested too deeply.
        """
        try:
            return json.loads(self.text)
        except json.JSONDecodeError as error:
            message = f"{self.name}:{error.lineno}: it is not JSON: {error.msg}"
            raise Refused(message) from None
        except RecursionError:
            raise Refused(f"{self.name}: it is nested too deeply") from None
        except ValueError as error:  # a number with too many digits
            raise Refused(f"{self.name}: it is not JSON: {error}") from None


def _declared(data: bytes) -> str:
    """Return the encoding that XML or HTML says it has, else UTF-8."""
    found = _ENCODING.search(data[:1024])
    with contextlib.suppress(LookupError):
        if found and not codecs.lookup(name := found[1].decode("ascii")).name.startswith("utf"):
            return name
    return "utf-8-sig"


@dataclass(frozen=True)
class Asked:
    """What was asked on the command line, besides sources and place."""

    series: str = ""
    split: int | None = None
    """The level of the headings that each begin a page; 0 for one page, None to find out."""
    dropdowns: bool = False
    """Whether the notes are built with sphinx-design."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Options that formats have added."""


class Format(NamedTuple):
    """One format."""

    name: str
    recognises: Callable[[Source], bool]
    """By content, not by name; it raises nothing but :class:`Refused`."""
    read: Callable[[Source, Asked, Report], list[Draft]]
    needs: Mapping[str, str] = {}
    """By module, the distributions that it needs of the extra ``import``."""


def formats() -> list[Format]:
    """Return all formats in the order in which they are asked."""
    return [import_module(f"eventnotes.importing.{name}").FORMAT for name in _MODULES]


def format_of(source: Source) -> Format | None:
    """Return the format of a source; None for a folder that is to be read file by file.

    :raises Refused: it is something else.
    """
    known = formats()
    for each in known:
        if each.recognises(source):
            return each
    if source.is_folder:
        return None
    if source.looks_like == "json":
        assert source.json is not None  # or it says what is wrong with it
    names = ", ".join(each.name for each in known)
    raise Refused(f"{source.name}: it is none of what can be imported: {names}")
