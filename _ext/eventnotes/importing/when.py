"""Dates as people write them in headings, names of files and front matter, as an event says them.

What could be a day or a month (``10.4.22``, ``3/4/2025``) is not read: nothing is guessed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from eventnotes.model import dates

_NAMES = "january february march april may june july august september october november december"
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
_DASH = r"\s*(?:-|–|—|to|until|and|&)\s*"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"


def _of(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?<!\d[-/.]){_WEEKDAY}{pattern}", re.IGNORECASE)


_ISO = r"(?:19|20)\d\d-\d\d(?:-\d\d)?(?!-?\d)"
_FORMS = (
    re.compile(rf"(?<![\d.-])(?P<iso>{_ISO})(?:(?:{_DASH}|\s*(?:\.\.|/)\s*)(?P<iso2>{_ISO}))?"),
    re.compile(r"(?<![\w.])(?P<y>(?:19|20)\d\d)[/._](?P<n>\d\d)[/._](?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<![\w.])(?P<y>(?:19|20)\d\d)(?P<n>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
    # 17 March 2025, 17-21 March 2025, 30 April to 2 May 2025
    _of(
        rf"{_DAY.format('d')}(?:\s+{_MONTH.format('m')})?(?:{_DASH}{_WEEKDAY}{_DAY.format('d2')})?"
        rf"\s+(?:of\s+)?{_MONTH.format('m2')},?\s+{_YEAR.format('y')}"
    ),
    # March 17, 2025, October 15–16, 2025, April 30 - May 2, 2025
    _of(
        rf"{_MONTH.format('m')}\s+{_DAY.format('d')}"
        rf"(?:{_DASH}{_WEEKDAY}(?:{_MONTH.format('m2')}\s+)?{_DAY.format('d2')})?,?\s+"
        rf"{_YEAR.format('y')}"
    ),
    _of(rf"(?<!\d\s){_MONTH.format('m')},?\s+{_YEAR.format('y')}"),
)
_IN_NAME = re.compile(
    r"(?<![\d])(?P<y>(?:19|20)\d\d)(?:[-_](?P<n>0[1-9]|1[0-2])(?!\d))?(?![\da-z])"
)


class When(NamedTuple):
    """A date found in words."""

    date: str
    """As an event says it: a day, a month, a year, or two joined by ``to``."""
    begin: int
    end: int


def find(text: str) -> When | None:
    """Return the first day, month or range that *text* says; a bare year is none."""
    for form in _FORMS:
        for match in form.finditer(text):
            date = _date(match.groupdict())
            if date:
                return When(date, *match.span())
    return None


def in_name(name: str) -> str:
    """Return the date in the name of a file or folder, which may be a year; else nothing."""
    for text in _spaced(name):
        if found := find(text):
            return found.date
    match = _IN_NAME.search(name)
    return _date(match.groupdict()) if match else ""


def without_date(name: str) -> str:
    """Return the name of a file or folder without the date in it; a bare year stays."""
    for text in _spaced(name):
        if found := find(text):
            return f"{text[: found.begin]} {text[found.end :]}".strip(" -_.,:()[]–—")
    return name


def _spaced(name: str) -> tuple[str, str]:
    """Return a name with spaces for what keeps its words apart, and for what precedes a year."""
    apart = re.sub(r"(?<=[^\W\d])[-_.]+(?=(?:19|20)\d\d)", " ", name)
    apart = re.sub(r"(?<=\d)[-_]+(to|until)[-_ ]+(?=\d)", r" \1 ", apart)
    return apart.replace("_", " "), apart


def year_in(text: str) -> str:
    """Return the only year that *text* says, else nothing."""
    years = set(re.findall(r"(?<![\w.-])(?:19|20)\d\d(?![\w-]|\.\d)", text))
    return years.pop() if len(years) == 1 else ""


def _date(parts: dict[str, str | None]) -> str:
    """Return what the parts of a match make, if that is in the calendar."""
    if iso := parts.get("iso"):
        first, last = iso, parts.get("iso2") or iso
    else:
        year = parts["y"]
        month = parts.get("n") or _month(parts.get("m")) or _month(parts.get("m2"))
        day, day2 = parts.get("d"), parts.get("d2")
        month2 = _month(parts.get("m2")) or month
        first = "-".join(part for part in (year, month, day and day.zfill(2)) if part)
        last = f"{year}-{month2}-{day2.zfill(2)}" if day2 else first
    try:
        dates.read_range(f"{first} to {last}")
    except ValueError:
        return ""
    return first if first == last else f"{first} to {last}"


def _month(name: str | None) -> str:
    if not name:
        return ""
    return next(
        f"{n:02}" for n, full in enumerate(_NAMES.split(), 1) if full.startswith(name[:3].lower())
    )


def spanned(found: list[str]) -> str:
    """Return the range of several dates, by which an event of several days is dated."""
    spans = [dates.read_range(date) for date in found]
    if not spans:
        return ""
    first = min(spans, key=lambda span: span.first_day).first
    last = max(spans, key=lambda span: span.last_day).last
    return first if first == last else f"{first} to {last}"
