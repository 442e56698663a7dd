"""iCalendar: the schedules of pretalx and Sched and the bookmarks of FOSDEM's app, and calendars.

Entries of a schedule are talks of one event. In any other calendar, as Meetup's, each entry is an
event of its own; ``--split 0`` and ``--split 1`` say otherwise.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any

from eventnotes.importing import times
from eventnotes.importing.draft import Draft, Refused, organisation
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.programme import Programme, Talk
from eventnotes.importing.programme_page import draft_of
from eventnotes.importing.report import Report
from eventnotes.importing.values import Values, unescaped
from eventnotes.model.people import split_people

_FOSDEM = re.compile(r"(?P<id>\d+)@(?P<year>\d{4})@.*fosdem", re.IGNORECASE)
_PRETALX = re.compile(r"pretalx-(?P<event>.+)-(?P<code>[A-Z0-9]+(?:-\d+)?)@")
_SCHEDULES = re.compile(r"pretalx|sched\b|fosdem|frab|sessionize|indico", re.IGNORECASE)
_ESCAPED = re.compile(r"&(?:amp|quot|#\d{1,7}|#x[\da-f]{1,6});", re.IGNORECASE)
"""What nobody writes but what escapes."""
_DAY = datetime.timedelta(days=1)
_ONLINE = re.compile(r"https?://|online\b|virtual\b|zoom\b", re.IGNORECASE)


def recognises(source: Source) -> bool:
    """Tell whether a source is a calendar."""
    return source.looks_like == "ics"


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return the event of a schedule, or each event of a calendar."""
    report.found = "calendar"
    made: list[Draft] = []
    codes: dict[str, int] = {}
    for calendar in calendars(source):
        entries = list(calendar.walk("VEVENT"))
        values = Values(source, report)
        one = _is_schedule(calendar, entries) if asked.split is None else asked.split == 0
        if one and entries:
            report.found = "schedule in a calendar"
            made.append(draft_of(_schedule(calendar, entries, source, values), report))
        else:
            for entry in entries:
                event = _event(calendar, entry, values, report)
                codes[event.code] = codes.get(event.code, 0) + 1
                if event.code and codes[event.code] > 1:  # another calendar's, of the same file
                    event.code = f"{event.code} {codes[event.code]}"
                made.append(draft_of(event, report))
    if not made:
        raise Refused(f"{source.name}: there is no event in this calendar")
    return made


def calendars(source: Source) -> list[Any]:
    """Return the calendars of a file.

    :raises Refused: it is none, or not whole.
    """
    from icalendar import Calendar

    begun, ended = (source.text.upper().count(f"{word}:VCALENDAR") for word in ("BEGIN", "END"))
    if begun > ended:
        last = source.text.rstrip("\n").count("\n") + 1
        raise Refused(f"{source.name}:{last}: the calendar is not whole, END:VCALENDAR is missing")
    try:
        return list(Calendar.from_ical(source.text, multiple=True))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        reason = " ".join(str(error).split())
        bad = re.search(r"'([^']+)'", reason)
        at = source.text.find(bad[1]) if bad else -1
        line = source.text.count("\n", 0, at) + 1 if at >= 0 else 1
        raise Refused(f"{source.name}:{line}: it is no calendar: {reason[:120]}") from None


def codes_of(entry: Any) -> tuple[list[str], str]:
    """Return the codes and addresses of an entry, and its title."""
    uid, summary = _text(entry, "UID"), _words(entry, "SUMMARY")
    fosdem, pretalx = _FOSDEM.match(uid), _PRETALX.match(uid)
    if pretalx and " - " in f"{summary} ":
        summary = f"{summary} ".rpartition(" - ")[0]
    code = fosdem["id"] if fosdem else pretalx["code"] if pretalx else ""
    return list(filter(None, (uid, code, _text(entry, "URL")))), summary.strip()


def _is_schedule(calendar: Any, entries: list[Any]) -> bool:
    told = [_text(calendar, "PRODID"), *(_text(entry, "UID") for entry in entries[:1])]
    return any(map(_SCHEDULES.search, told))


def _schedule(calendar: Any, entries: list[Any], source: Source, values: Values) -> Programme:
    talks = [_talk(entry, values, source) for entry in entries]
    uid = _text(entries[0], "UID")
    fosdem, pretalx = _FOSDEM.match(uid), _PRETALX.match(uid)
    title = _words(calendar, "X-WR-CALNAME")
    if not title and fosdem:
        title = f"FOSDEM {fosdem['year']}"
    made = Programme(
        is_part=bool(fosdem),  # what FOSDEM's app exports are bookmarks
        title=title or (pretalx["event"] if pretalx else ""),
        code=pretalx["event"] if pretalx else "",
        zone=_zone(calendar, talks),
        unknown_zones=_unknown_zones(calendar, entries),
        talks=talks,
        words=[_text(calendar, "X-WR-CALDESC")],
    )
    return made


def _zone(calendar: Any, talks: Iterable[Talk]) -> str:
    name = _text(calendar, "X-WR-TIMEZONE")
    zones = (
        getattr(talk.start.tzinfo, "key", "")
        for talk in talks
        if isinstance(talk.start, datetime.datetime)
    )
    return next((zone for zone in (name, *zones) if times.zone_named(zone or "")), "")


def _unknown_zones(calendar: Any, entries: Iterable[Any]) -> list[str]:
    """Return what is called a time zone and is none, nor one that the calendar describes."""
    whole = _text(calendar, "X-WR-TIMEZONE")
    found = [whole] if whole and times.zone_named(whole) is None else []
    for entry in entries:
        start = _moment(entry, "DTSTART")
        name = str((_part(entry.get("DTSTART"), "params") or {}).get("TZID", ""))
        if name and isinstance(start, datetime.datetime) and start.tzinfo is None:
            found.append(name)
    return found


def _talk(entry: Any, values: Values, source: Source) -> Talk:
    uid, summary = _text(entry, "UID"), f"{_words(entry, 'SUMMARY')} "
    line = _line(source, uid)
    codes, title = codes_of(entry)
    names: list[tuple[str, str]] = []
    if len(title) < len(summary.strip()):  # pretalx adds the speakers
        people = summary.rpartition(" - ")[2]
        names = [(name, "") for name in split_people(people)]
    for attendee in _list(entry, "ATTENDEE"):
        name = _cn(attendee)
        if name and "@" not in name:
            names.append((name, ""))
    talk = Talk(
        values.titled(title, line),
        code=next((code for code in codes[1:] if "/" not in code), uid),
        room=_words(entry, "LOCATION"),
        track=", ".join(_categories(entry)),
        url=_text(entry, "URL"),
        words=[_text(entry, "X-ALT-DESC") or _text(entry, "DESCRIPTION")],
        line=line,
        names=tuple(codes),
    )
    talk.start, talk.length = _time(entry, talk.title, line, values)
    values.people(talk, names, ())
    return talk


def _event(calendar: Any, entry: Any, values: Values, report: Report) -> Programme:
    """Return an entry as an event of its own."""
    source = values.source
    line = _line(source, _text(entry, "UID"))
    title = values.titled(_words(entry, "SUMMARY"), line or 1)
    start, length = _time(entry, title, line, values)
    location = _words(entry, "LOCATION")
    online = bool(_ONLINE.match(location))
    made = Programme(
        title,
        code=" ".join(filter(None, (_text(entry, "UID"), _recurrence(entry)))),
        url=_text(entry, "URL"),
        place="online" if online else "",
        venue="" if online else location,
        words=[_text(entry, "X-ALT-DESC") or _text(entry, "DESCRIPTION")],
        line=line,
    )
    name = _cn(entry.get("ORGANIZER"))
    made.hosts = [organisation(name)] if name and "@" not in name else []
    slot, end = Talk(title, start=start, length=length), _moment(entry, "DTEND")
    if end is not None and start is not None and not length:
        made.last = max(
            times.day_of(start), times.day_of(end) - _DAY * (type(end) is datetime.date)
        )
    made.unknown_zones = _unknown_zones(calendar, [entry])
    made.hold(slot, _zone(calendar, [slot]))
    if entry.get("RRULE") is not None:
        report.look(line, f"{title}: it recurs, and only the first time is taken")
    if _text(entry, "STATUS").upper() == "CANCELLED":
        report.look(line, f"{title}: it was cancelled")
    return made


def _time(entry: Any, title: str, line: int, values: Values) -> tuple[times.Moment | None, int]:
    """Return when an entry begins, and how many seconds it lasts."""
    start, end = _moment(entry, "DTSTART"), _moment(entry, "DTEND")
    if start is None and (entry.get("DTSTART") is not None or "DTSTART" in dict(entry.errors)):
        values.fault(line, f"{title}: its DTSTART can't be read and is left out")
    length = _part(entry.get("DURATION"), "dt")
    seconds = times.between(start, end)
    if isinstance(length, datetime.timedelta):
        seconds = int(length.total_seconds())
    return start, seconds if 0 < seconds <= 24 * 3600 else 0


def _moment(entry: Any, name: str) -> times.Moment | None:
    moment = _part(entry.get(name), "dt")
    usual = isinstance(moment, datetime.date) and times.is_usual(moment.year)
    return moment if usual else None


def _part(value: Any, name: str) -> Any:
    """Return a part of a value; None where it has none or can't be read."""
    value = value[0] if isinstance(value, list) and value else value
    try:
        return getattr(value, name, None)
    except ValueError:  # one that is broken says so when it is asked
        return None


def _recurrence(entry: Any) -> str:
    """Return which time of an entry that recurs it is, if it is one."""
    moment = _moment(entry, "RECURRENCE-ID")
    return moment.isoformat() if moment is not None else ""


def _cn(value: Any) -> str:
    """Return the common name of a calendar address (RFC 5545 §3.2.2)."""
    return _as_said(str((_part(value, "params") or {}).get("CN", "")))


def _text(component: Any, name: str) -> str:
    value = component.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return str(value).strip() if isinstance(value, str) else ""


def _words(component: Any, name: str) -> str:
    """Return a text that no HTML may be in; some calendars escape theirs as if it were."""
    return _as_said(_text(component, name))


def _as_said(words: str) -> str:
    return unescaped(words) if _ESCAPED.search(words) else words


def _list(entry: Any, name: str) -> list[Any]:
    value = entry.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def _categories(entry: Any) -> list[str]:
    return [
        _as_said(str(word).strip())
        for each in _list(entry, "CATEGORIES")
        for word in _part(each, "cats") or []
        if str(word).strip()
    ]


def _line(source: Source, uid: str) -> int:
    at = source.text.find(f"UID:{uid}") if uid else -1
    return source.text.count("\n", 0, at) + 1 if at >= 0 else 0


FORMAT = Format(
    "a calendar (iCalendar)",
    recognises,
    read,
    {"icalendar": "icalendar", "markdownify": "markdownify"},
)
