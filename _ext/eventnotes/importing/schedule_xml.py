"""Schedules in XML: pentabarf's, and its dialects of frab, pretalx, c3voc and FOSDEM since 2007.

They agree on ``<schedule>`` with days, rooms and events. FOSDEM's have no zone, the older ones no
address of a talk; what is an attribute in one (``id``, ``guid``, ``code``) is an element in others.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from eventnotes.importing import times
from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.programme import Programme, Talk
from eventnotes.importing.programme_page import draft_of
from eventnotes.importing.report import Report
from eventnotes.importing.values import Values

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 100


def recognises(source: Source) -> bool:
    """Tell whether a source is XML, so that what other XML is can be said."""
    return source.looks_like == "xml"


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return the event of a schedule."""
    root, lines = _parsed(source)
    if root.tag != "schedule" or (root.find("day") is None and root.find("conference") is None):
        raise Refused(f"{source.name}:1: it is XML, but no schedule: it begins with <{root.tag}>")
    report.found = "schedule in XML (pentabarf)"
    values = Values(source, report)
    return [draft_of(_programme(root, lines, source, values), report)]


def _programme(
    root: Element, lines: dict[Element, int], source: Source, values: Values
) -> Programme:
    conference = root.find("conference")
    about = conference if conference is not None else root

    def day(name: str) -> datetime.date | None:
        element = about.find(name)
        line = lines[element] if element is not None else 0
        return values.day(_text(about, name), name, line)

    made = Programme(
        _text(about, "title"),
        code=_text(about, "acronym"),
        url=_text(about, "url") or _text(about, "base_url"),
        place=_text(about, "city"),
        venue=_text(about, "venue"),
        first=day("start"),
        last=day("end"),
        zone=_text(about, "time_zone_name") or _text(about, "timezone"),
        words=[_text(about, "subtitle"), _text(about, "description")],
    )
    base = _text(about, "base_url") or made.url
    change = _clock(_text(about, "day_change"))
    for each in root.iter("day"):
        date = values.day(each.get("date"), "the date of a day", lines[each])
        night = change or _clock((each.get("start") or "")[11:16])
        rooms = [(room.get("name") or "", room) for room in each.findall("room")] or [("", each)]
        for name, room in rooms:
            for event in room.findall("event"):
                made.talks.append(_talk(event, name, date, night, base, lines, values))
    return made


def _talk(
    event: Element,
    room: str,
    day: datetime.date | None,
    change: datetime.time | None,
    base: str,
    lines: dict[Element, int],
    values: Values,
) -> Talk:
    from urllib.parse import urljoin

    line = lines[event]
    number, guid = event.get("id") or _text(event, "id"), event.get("guid") or _text(event, "guid")
    code = event.get("code") or _text(event, "code")
    talk = Talk(
        values.titled(_text(event, "title"), line),
        code=guid or code or number,
        subtitle=_text(event, "subtitle"),
        room=_text(event, "room") or room,
        track=_text(event, "track"),
        format=_text(event, "type"),
        language=_text(event, "language"),
        url=_text(event, "url") or _text(event, "conf_url"),
        words=[_text(event, "abstract"), _text(event, "description")],
        line=line,
        names=tuple(filter(None, (number, guid, code, _text(event, "slug"), _text(event, "tag")))),
    )
    talk.start = values.moment(talk, _text(event, "date"))
    if not isinstance(talk.start, datetime.datetime):
        clock = values.clock(talk, _text(event, "start"))
        talk.start = times.on_day(day, clock, change) if day and clock else day
    talk.day = day
    talk.length = values.length(talk, _text(event, "duration"))
    for tag, people in (("person", "persons"), ("moderator", "moderators")):
        found = [(_name(person), "") for person in event.iterfind(f"{people}/{tag}")]
        if tag == "person":
            values.people(talk, found, ())
        else:
            named = [(name, org) for name, org in found if name]
            values.people(talk, named, (), talk.moderators)
    for link in event.iterfind("links/link"):
        url = link.get("href") or "".join(link.itertext())
        talk.add_link("".join(link.itertext()), urljoin(base, url.strip()) if base else url)
    for link in event.iterfind("attachments/attachment"):
        url, title = link.get("href") or "", "".join(link.itertext())
        kind = link.get("type") or ""
        talk.add_link(title or kind, urljoin(base, url) if base else url, kind)
    for name in ("video_download_url", "video_url", "recording_url"):
        talk.add_link("Video", _text(event, name))
    return talk


def _name(person: Element) -> str:
    return "".join(person.itertext()).strip() or person.get("name") or ""


def _text(element: Element, name: str) -> str:
    found = element.find(name)
    return "" if found is None else "".join(found.itertext()).strip()


def _clock(text: str) -> datetime.time | None:
    try:
        return times.read_clock(text)
    except ValueError:
        return None


def _parsed(source: Source) -> tuple[Element, dict[Element, int]]:
    """Return the root of a document, and the line where each element begins.

    :raises Refused: it is no XML, declares entities, or is nested too deeply.
    """
    from xml.etree.ElementTree import ParseError, TreeBuilder

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    lines: dict[Element, int] = {}

    class Builder(TreeBuilder):
        """Makes elements, and notes where they stand."""

        depth = 0

        def start(self, tag: Any, attrs: Any) -> Element:
            self.depth += 1
            line = parser.parser.CurrentLineNumber
            if self.depth > _DEEPEST:
                raise Refused(f"{source.name}:{line}: it is nested too deeply")
            element = super().start(tag, attrs)
            lines[element] = line
            return element

        def end(self, tag: Any) -> Element:
            self.depth -= 1
            return super().end(tag)

    parser = DefusedXMLParser(target=Builder())
    try:
        parser.feed(source.text)
        return parser.close(), lines
    except ParseError as error:
        line, _ = error.position
        reason = str(error).partition(":")[0]
        raise Refused(f"{source.name}:{line}: it is no whole XML: {reason}") from None
    except DefusedXmlException:
        line = parser.parser.CurrentLineNumber
        message = f"{source.name}:{line}: it declares entities, which are not read"
        raise Refused(message) from None


FORMAT = Format(
    "a schedule in XML",
    recognises,
    read,
    {"defusedxml": "defusedxml", "markdownify": "markdownify"},
)
