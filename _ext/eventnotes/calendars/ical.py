"""iCalendar as text (RFC 5545): content lines, their escapes and folds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NewType

Line = NewType("Line", str)
"""A content line, not folded yet."""

_LONGEST = 75
"""Octets of a line without its end (§3.1)."""
_ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))
"""What stands in a text for some signs (§3.3.11), first for that of an escape itself."""
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
"""What no text may hold (§3.1)."""


def line(name: str, value: str) -> Line:
    """Return a property whose value is no text: a date, an address."""
    return Line(f"{name}:{value if value.isprintable() else _CONTROL.sub('', value)}")


def text(name: str, value: str) -> Line:
    """Return a property whose value is text (§3.3.11)."""
    return Line(f"{name}:{_escaped(value)}")


def texts(name: str, values: Iterable[str]) -> Line:
    """Return a property that holds several texts."""
    return Line(f"{name}:{','.join(map(_escaped, values))}")


def calendar(head: Iterable[Line], events: Iterable[Iterable[Line]]) -> str:
    """Return a calendar of events, its lines folded."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//eventnotes//eventnotes//EN", *head]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    lines.append("END:VCALENDAR")
    folded = [each if each.isascii() and len(each) <= _LONGEST else _folded(each) for each in lines]
    return "\r\n".join([*folded, ""])


def _escaped(value: str) -> str:
    if not value.isprintable():
        value = _CONTROL.sub("", value)
    for sign, written in _ESCAPES:
        value = value.replace(sign, written)
    return value


def _folded(whole: str) -> str:
    """Return a line in pieces of at most 75 octets, none of which cuts a character."""
    data = whole.encode()
    pieces, begin, room = [], 0, _LONGEST
    while len(data) - begin > room:
        end = begin + room
        while data[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(data[begin:end])
        begin, room = end, _LONGEST - 1  # for the space before it
    return b"\r\n ".join([*pieces, data[begin:]]).decode()
