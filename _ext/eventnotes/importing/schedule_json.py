"""Schedules in JSON as frab, pretalx and c3voc write them, in both of c3voc's shapes.

The first has talks in the rooms of days; the second a list of events with references to rooms and
tracks by ``slug`` or ``guid``.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from eventnotes.importing import times
from eventnotes.importing.draft import Draft
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.programme import Programme, Talk
from eventnotes.importing.programme_page import draft_of
from eventnotes.importing.report import Report
from eventnotes.importing.values import Values, about_people, first, items, mapping, text

_BREAKS = frozenset({"BREAK", "META"})


def _schedule(source: Source) -> Mapping[str, Any]:
    data = mapping(source.json)
    schedule = mapping(data.get("schedule")) or data
    return schedule if mapping(schedule.get("conference")) else {}


def recognises(source: Source) -> bool:
    """Tell whether a source has a schedule with a conference."""
    schedule = _schedule(source) if source.looks_like == "json" else {}
    return "days" in mapping(schedule.get("conference")) or "events" in schedule


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return the event of a schedule."""
    report.found = "schedule in JSON"
    schedule = _schedule(source)
    conference = mapping(schedule["conference"])
    values = Values(source, report)
    base = text(schedule.get("base_url")) or first(conference, "url", "base_url")
    made = Programme(
        first(conference, "title", "acronym"),
        code=text(conference.get("acronym")),
        url=first(conference, "url") or base,
        place=text(conference.get("city")),
        venue=text(conference.get("venue")),
        first=values.day(conference.get("start"), "start"),
        last=values.day(conference.get("end"), "end"),
        zone=text(conference.get("time_zone_name")),
        topics=[text(word) for word in items(conference.get("keywords"))],
        words=[text(conference.get("description"))],
    )
    rooms, tracks = _names(conference, "rooms"), _names(conference, "tracks")
    breaks = 0
    people: list[Any] = []
    for event, room, day, night in _events(schedule, conference, values):
        if text(event.get("type")) in _BREAKS:
            breaks += 1
        else:
            made.talks.append(_talk(event, room, day, night, base, rooms, tracks, values))
            people += items(event.get("persons"))
    report.left_out += about_people(people)
    if breaks:
        report.leave_out(f"breaks: {breaks}")
    return [draft_of(made, report)]


def _names(conference: Mapping[str, Any], what: str) -> dict[str, str]:
    """Return names by what refers to them."""
    return {
        text(each[key]): first(each, "name", "slug")
        for each in map(mapping, items(conference.get(what)))
        for key in ("guid", "slug")
        if text(each.get(key))
    }


_Slot = tuple[Mapping[str, Any], str, datetime.date | None, datetime.time | None]


def _events(
    schedule: Mapping[str, Any], conference: Mapping[str, Any], values: Values
) -> Iterator[_Slot]:
    """Yield each event with the room and day that it stands in, and when the next day begins."""
    for event in map(mapping, items(schedule.get("events"))):
        yield event, "", None, None
    for day in map(mapping, items(conference.get("days"))):
        date = values.day(day.get("date"), "the date of a day")
        change = None
        with contextlib.suppress(ValueError):
            change = times.read_clock(text(day.get("day_start") or day.get("start"))[11:16])
        for room, events in mapping(day.get("rooms")).items():
            for event in map(mapping, items(events)):
                yield event, text(room), date, change


def _talk(
    event: Mapping[str, Any],
    room: str,
    day: datetime.date | None,
    change: datetime.time | None,
    base: str,
    rooms: Mapping[str, str],
    tracks: Mapping[str, str],
    values: Values,
) -> Talk:
    names = tuple(filter(None, (text(event.get(name)) for name in ("guid", "code", "id", "slug"))))
    talk = Talk(
        values.titled(text(event.get("title")), 0, *names),
        code=names[0] if names else "",
        subtitle=text(event.get("subtitle")),
        room=_named(event.get("room"), rooms) or room,
        track=_named(event.get("track"), tracks),
        format=text(event.get("type")),
        language=text(event.get("language")),
        url=text(event.get("url")),
        words=[text(event.get("abstract")), text(event.get("description"))],
        names=names,
    )
    talk.start = values.moment(talk, event.get("date") or _moment(event.get("start")), *names)
    if not isinstance(talk.start, datetime.datetime):
        clock = values.clock(
            talk, "" if _moment(event.get("start")) else event.get("start"), *names
        )
        talk.start = times.on_day(day, clock, change) if day and clock else talk.start or day
    talk.day = day
    talk.length = values.length(talk, event.get("duration"), *names)
    if not talk.length:
        talk.length = times.between(talk.start, values.moment(talk, event.get("end"), *names))
    people, moderators = [], []
    for each in map(mapping, items(event.get("persons")) + items(event.get("participants"))):
        name = first(each, "public_name", "full_public_name", "display_name", "name")
        if text(each.get("role")) == "MODERATOR" and name:
            moderators.append((name, ""))
        else:
            people.append((name, ""))
    values.people(talk, people, names)
    values.people(talk, moderators, names, talk.moderators)
    for link in items(event.get("links")) + items(event.get("attachments")):
        url = text(link) if isinstance(link, str) else first(link, "url", "href")
        title, kind = first(link, "title") if isinstance(link, Mapping) else "", first(link, "type")
        talk.add_link(title, urljoin(base, url) if base else url, kind)
    for name in ("video_download_url", "recording_url", "video_url"):
        talk.add_link("Video", text(event.get(name)))
    return talk


def _named(value: Any, names: Mapping[str, str]) -> str:
    """Return what a name or a reference names."""
    if isinstance(value, Mapping):
        found = (names.get(text(value.get(key)), "") for key in ("guid", "slug"))
        return first(value, "name") or next(filter(None, found), "") or text(value)
    return text(value)


def _moment(value: Any) -> str:
    """Return a start that says its day; a bare time is none."""
    return text(value) if "-" in text(value)[:8] else ""


FORMAT = Format("a schedule in JSON", recognises, read, {"markdownify": "markdownify"})
