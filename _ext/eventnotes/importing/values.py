"""Values of a schedule's source: words whatever type they came in, and moments and durations.

What can't be read is a fault that names file, line and talk; one value is lost and nothing else.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from eventnotes.importing import times
from eventnotes.importing.clean import is_mail, visible, without_mail
from eventnotes.importing.formats import Source
from eventnotes.importing.programme import UNTITLED, Talk
from eventnotes.importing.report import Report
from eventnotes.importing.speakers import speaker

T = TypeVar("T")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")


def text(value: Any) -> str:
    """Return words: of a string, of a number, or of the first language that a mapping has."""
    if isinstance(value, str):
        # half a character, as JSON may name one, can't be written
        whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return whole.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        for name in ("en", "name", "title", *value):
            if isinstance(value.get(name), str) and value[name].strip():
                return text(value[name])
    return ""


def unescaped(words: str) -> str:
    """Return words that a page of the web escaped (HTML Living Standard §13.5) as they are."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), words)


def first(values: Any, *names: str) -> str:
    """Return the words of the first of some names that has any."""
    return next(filter(None, (text(mapping(values).get(name)) for name in names)), "")


def items(value: Any) -> list[Any]:
    """Return a list; nothing where it is none."""
    return value if isinstance(value, list) else []


def about_people(people: Iterable[Any]) -> list[str]:
    """Return what to say of the biographies of speakers, which no page of an event has."""
    known = {first(each, "public_name", "name", "fullName"): each for each in map(mapping, people)}
    number = sum(1 for each in known.values() if first(each, "biography", "bio"))
    return [f"biographies of speakers: {number}"] if number else []


def mapping(value: Any) -> Mapping[str, Any]:
    """Return an object of JSON; an empty one where it is none."""
    return value if isinstance(value, Mapping) else {}


class Values:
    """Reads values of one source, and reports what can't be read."""

    def __init__(self, source: Source, report: Report) -> None:
        """Begin with no talk."""
        self.source = source
        self._report = report

    def line_of(self, *tokens: str) -> int:
        """Return the line where the first of some words stands in quotes; 0 if none does."""
        for token in tokens:
            at = self.source.text.find(f'"{token}"') if token else -1
            if at >= 0:
                return self.source.text.count("\n", 0, at) + 1
        return 0

    def titled(self, title: str, line: int, *tokens: str) -> str:
        """Return the title of a talk; one without is a fault and gets one to be seen by."""
        title = visible(title)
        if not title:
            self.fault(line or self.line_of(*tokens), "a talk has no title")
        return title or UNTITLED

    def people(
        self,
        talk: Talk,
        names: Iterable[tuple[str, str]],
        tokens: tuple[str, ...],
        into: list[str] | None = None,
    ) -> None:
        """Give a talk its people, by name and organisation; one without a name is a fault.

        :param into: what they are in the talk, if they don't speak.
        """
        into = talk.people if into is None else into
        for name, org in names:
            if is_mail(name):
                line = talk.line or self.line_of(*tokens)
                name = name.strip().partition("@")[0]
                self._report.look(line, f"{talk.title}: a mail address stands for {name}'s name")
            name, org = without_mail(name, ""), without_mail(org, "")
            if not name.strip():
                self.fault(
                    talk.line or self.line_of(*tokens), f"{talk.title}: a person has no name"
                )
                continue
            found = speaker(name, org)
            if found.person not in into:
                into.append(found.person)
                talk.doubts += found.doubts

    def moment(self, talk: Talk, value: Any, *tokens: str) -> times.Moment | None:
        """Return a moment."""
        return self._read(times.read_moment, talk, "start", value, tokens)

    def day(self, value: Any, what: str, line: int = 0) -> datetime.date | None:
        """Return a day of the event."""
        return self._read(times.read_day, Talk("", line=line), what, value, (text(value),))

    def length(self, talk: Talk, value: Any, *tokens: str) -> int:
        """Return a duration in seconds, 0 where there is none."""
        if text(value) in {"0", "00:00", "0:00"}:
            return 0
        return self._read(times.read_length, talk, "duration", value, tokens) or 0

    def clock(self, talk: Talk, value: Any, *tokens: str) -> datetime.time | None:
        """Return a time of the day."""
        return self._read(times.read_clock, talk, "start", value, tokens)

    def fault(self, line: int, reason: str) -> None:
        """Note what can't be read."""
        self._report.fault(line, reason)

    def _read(
        self, read: Callable[[str], T], talk: Talk, what: str, value: Any, tokens: tuple[str, ...]
    ) -> T | None:
        words = text(value)
        if not words:
            return None
        try:
            return read(words)
        except ValueError as error:
            line = talk.line or self.line_of(*tokens)
            name = f"{talk.title}: " if talk.title else ""
            self.fault(line, f"{name}{what} {words[:60]!r} is left out; allowed: {error}")
            return None
