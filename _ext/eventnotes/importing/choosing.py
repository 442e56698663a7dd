"""Which talks of a schedule are taken: ``--only`` day, room, track, speaker, or favourites.

Values of one kind add up, and kinds narrow each other: two rooms and a day are what is in one of
the two on that day. A room, a track and a speaker are named in full, or by whole words of the name.
Favourites are a calendar of bookmarks, a list of titles or codes in a file (text, CSV or JSON), or
one of these itself.
"""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from eventnotes.importing.draft import Refused
from eventnotes.importing.formats import Source
from eventnotes.importing.ical import calendars, codes_of
from eventnotes.importing.programme import Programme, Talk, normal
from eventnotes.importing.report import Report
from eventnotes.importing.values import mapping, text
from eventnotes.model.collation import bare
from eventnotes.model.people import read_person
from eventnotes.model.vocabulary import nearest

ALL = "all"
KINDS = ("day", "room", "track", "speaker")
LONG = 50
"""Talks above which a schedule is long enough to ask."""

_TERM = re.compile(rf"({'|'.join(KINDS)})s?\s*[:=]\s*(.+)\Z", re.IGNORECASE | re.DOTALL)
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+[+#]*")
"""A word, or a letter of a script that has no spaces between words."""
_BULLET = re.compile(r"^\s*(?:[-*+•]\s+|\d+[.)]\s+)?(?:\[[ xX]\]\s+)?")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Favourite(NamedTuple):
    """What names one talk: codes, addresses, titles."""

    names: frozenset[str]
    titles: tuple[str, ...] = ()

    def of(self, talks: Iterable[Talk]) -> list[Talk]:
        """Return the talks of that code, and without any those of that title."""
        talks = list(talks)
        found = [talk for talk in talks if self.names & {n.casefold() for n in talk.names_of}]
        titles = set(map(normal, self.titles)) - {""}
        return found or [talk for talk in talks if normal(talk.title) in titles]


def chosen(programme: Programme, terms: Sequence[str], report: Report) -> list[Talk]:
    """Return the talks that some terms choose, in the order of the schedule.

    :raises Refused: a term fits none, or no talk is left.
    """
    kinds: dict[str, list[Talk]] = {}
    for term in terms:
        if term.casefold() == ALL:
            continue
        match = _TERM.match(term)
        if match:
            kind, found = match[1].casefold(), _by_kind(programme, match[1].casefold(), match[2])
        else:
            kind, found = "favourites", _favourites(programme, term, report)
        kinds.setdefault(kind, []).extend(found)
    left = [
        talk
        for talk in programme.talks
        if all(any(talk is one for one in found) for found in kinds.values())
    ]
    if programme.talks and not left:
        raise Refused(f"--only {' --only '.join(terms)}: no talk is all of it")
    return left


def is_kind(term: str) -> bool:
    """Tell whether a term is a day, a room, a track or a speaker, and no favourites."""
    return _TERM.match(term) is not None


def _by_kind(programme: Programme, kind: str, value: str) -> list[Talk]:
    value = value.strip()
    if kind == "day":
        days = {talk.on for talk in programme.talks if talk.on}
        wanted = _days(value, sorted(days))
        return [talk for talk in programme.talks if talk.on in wanted]
    names = {"room": _rooms, "track": _tracks, "speaker": _speakers}[kind]
    known = {name for talk in programme.talks for name in names(talk)}
    same = {name for name in known if bare(name) == bare(value)}
    same = same or {name for name in known if _has_words(name, value)}
    if not same:
        hint = next((f"; did you mean {name!r}?" for name in _near(value, sorted(known))), "")
        raise Refused(f"--only {kind}={value}: there is no such {kind} in the schedule{hint}")
    return [talk for talk in programme.talks if not same.isdisjoint(names(talk))]


def _has_words(name: str, value: str) -> bool:
    """Tell whether whole words stand in a name, side by side."""
    words, wanted = _words(name), _words(value)
    return bool(wanted) and any(
        words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", bare(text)))


def _near(value: str, known: Sequence[str]) -> Iterator[str]:
    """Yield names that may be meant: those that hold what was said, and those that look like it."""
    yield from (name for name in known if bare(value) in bare(name))
    yield from nearest(value, known)


def _rooms(talk: Talk) -> list[str]:
    return [talk.room] if talk.room else []


def _tracks(talk: Talk) -> list[str]:
    return [talk.track] if talk.track else []


def _speakers(talk: Talk) -> list[str]:
    """Return who speaks, as the schedule has it and without what stands in brackets."""
    found = list(talk.people)
    for one in talk.people:
        with contextlib.suppress(ValueError):
            found.append(read_person(one).name or one)
    return found


def _days(value: str, days: list[datetime.date]) -> set[datetime.date]:
    """Return the days that a date, a number or a weekday means."""
    found: set[datetime.date] = set()
    low = value.casefold()
    if value.isdecimal() and len(value) < 4:
        found = set(days[int(value) - 1 : int(value)]) if int(value) else set()
    elif any(name.startswith(low) for name in _WEEKDAYS) and len(low) > 1:
        found = {day for day in days if _WEEKDAYS[day.weekday()].startswith(low)}
    else:
        found = {day for day in days if day.isoformat() == value}
    if not found:
        there = ", ".join(day.isoformat() for day in days)
        raise Refused(f"--only day={value}: no talk is on that day; there are {there or 'no days'}")
    return found


# -- favourites --------------------------------------------------------------------------------


def _favourites(programme: Programme, term: str, report: Report) -> list[Talk]:
    path = Path(term)
    is_file = len(term) < 1000 and path.is_file()
    wanted = _read(path) if is_file else [_favourite([term])]
    found: list[Talk] = []
    missing = []
    for favourite in wanted:
        fits = favourite.of(programme.talks)
        found += fits
        if not fits:
            missing.append((*favourite.titles, *sorted(favourite.names))[0])
    if not found:
        what = f"none of the {len(wanted)} favourites is" if is_file else "no title or code is that"
        if not is_file and re.search(r"[\\/]|\.\w{2,4}\Z", term):
            what = "there is no such file, and no talk of that title or code"
        raise Refused(f"--only {term}: {what} in the schedule")
    for name in missing:
        report.look(0, f"{term}: no talk in the schedule fits {name!r}")
    return found


def _favourite(names: Iterable[str]) -> Favourite:
    names = [name.strip() for name in names if name.strip()]
    return Favourite(frozenset(name.casefold() for name in names), tuple(names))


def _read(path: Path) -> list[Favourite]:
    """Return the favourites of a file.

    :raises Refused: it is none of what can be read.
    """
    source = Source(path)
    kind = source.looks_like
    found: list[Favourite] = []
    if kind == "ics":
        for calendar in calendars(source):
            for entry in calendar.walk("VEVENT"):
                codes, title = codes_of(entry)
                found.append(Favourite(frozenset(code.casefold() for code in codes), (title,)))
    elif kind == "json":
        found = [_favourite(names) for names in _names(source.json)]
    elif kind == "text":
        found = [_favourite(names) for names in _rows(source) if any(map(str.strip, names))]
    if not found:
        raise Refused(f"{source.name}: it is no list of favourites, nor a calendar of bookmarks")
    return found


def _names(data: Any) -> Iterator[list[str]]:
    """Yield what names each favourite in JSON: strings, numbers, or objects with one of those."""
    for each in data if isinstance(data, list) else mapping(data).values():
        if isinstance(each, list):
            yield from _names(each)
        elif isinstance(each, dict):
            keys = ("title", "guid", "code", "id", "slug", "url", "name")
            yield [text(each[key]) for key in keys if text(each.get(key))]
        elif text(each):
            yield [text(each)]


def _rows(source: Source) -> Iterator[list[str]]:
    """Yield what names each favourite in a list or a CSV file, where any cell may."""
    if source.path.suffix.lower() == ".csv":
        yield from csv.reader(io.StringIO(source.text))
        return
    for line in source.text.splitlines():
        if (word := _BULLET.sub("", line).strip()) and not word.startswith("#"):
            yield [word]


# -- asking ------------------------------------------------------------------------------------


def ask(programme: Programme, report: Report) -> tuple[list[str], list[Talk]]:
    """Ask in a terminal which talks of a long schedule are wanted; return the terms and those."""
    talks = programme.talks
    rooms, tracks, days = _counts(talks)
    print(
        f"{programme.title} has {len(talks)} talks on {len(days)} days, in {len(rooms)} rooms and"
        f" {len(tracks)} tracks.\nWhich do you want? Enter takes all. Or say day=…, room=…, track=…"
        " or speaker=…,\na title, or a file with favourites; several with a semicolon between;"
        " ? lists what there is."
    )
    while True:
        terms = [term.strip() for term in input("only: ").split(";") if term.strip()]
        if terms == ["?"]:
            for what, names in (("day", days), ("room", rooms), ("track", tracks)):
                print(*(f"{what}={name} ({n})" for name, n in names.items()), sep="\n")
            continue
        try:
            return terms or [ALL], chosen(programme, terms, report)
        except Refused as error:
            print(error)


def can_ask() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _counts(talks: Iterable[Talk]) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return how many talks there are by room, track and day."""
    counts: tuple[dict[str, int], ...] = ({}, {}, {})
    for talk in talks:
        names = (talk.room, talk.track, talk.on.isoformat() if talk.on else "")
        for count, name in zip(counts, names, strict=True):
            if name:
                count[name] = count.get(name, 0) + 1
    rooms, tracks, days = (dict(sorted(count.items())) for count in counts)
    return rooms, tracks, days
