"""A saved page of the web that says which event it is about (schema.org Event).

Luma, Meetup and Eventbrite say it in JSON-LD, older pages in microdata; both are read into the
same objects. The events in an event are its talks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from eventnotes.importing import times
from eventnotes.importing.clean import is_web
from eventnotes.importing.draft import Draft, Refused, organisation
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.programme import Programme, Talk
from eventnotes.importing.programme_page import draft_of
from eventnotes.importing.report import Report
from eventnotes.importing.values import Values, first, mapping, text, unescaped

_DEEPEST = 50
_KINDS = ("Event", "Festival", "Hackathon")
_CANCELLED = re.compile(r"Event(?:Cancelled|Postponed|Rescheduled)\Z")


def recognises(source: Source) -> bool:
    """Tell whether a source is a page of the web, so that what is missing in it can be said."""
    return source.looks_like == "html"


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return the events of a page."""
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    try:
        soup = BeautifulSoup(source.text, "html.parser")
    except ParserRejectedMarkup as error:
        reason = " ".join(str(error).split())[-80:]
        raise Refused(f"{source.name}: it is no HTML that can be read: {reason}") from None
    values = Values(source, report)
    found = [event for data in _data(soup, values) for event in _events(data, 0)]
    kind = "JSON-LD"
    if not found:
        kind = "microdata"
        top = [tag for tag in soup.find_all(itemscope=True) if tag.get("itemprop") is None]
        found = [event for tag in top for event in _events(_item(tag), 0)]
    if not found:
        raise Refused(
            f"{source.name}: this page does not say in schema.org which event it is about"
        )
    report.found = f"page of the web with an event in {kind}"
    canonical = soup.find("link", rel="canonical")
    base = text(canonical.get("href")) if canonical is not None else ""
    return [draft_of(_programme(event, base, values, report), report) for event in found]


def _data(soup: Any, values: Values) -> Iterator[Any]:
    """Yield what each script of JSON-LD holds."""
    for script in soup.find_all("script", type=re.compile(r"^\s*application/ld\+json", re.I)):
        body = script.string or ""
        try:
            yield json.loads(
                re.sub(r"^\s*<!(?:--|\[CDATA\[)|(?:-->|\]\]>)\s*$", "", body), strict=False
            )
        except (ValueError, RecursionError):
            values.fault(script.sourceline or 0, "its JSON-LD is no JSON")


def _events(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Yield each event that is not one in another event."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _events(each, depth + 1)
    elif isinstance(data, Mapping):
        if _is_event(data) and (first(data, "name") or data.get("startDate")):
            yield data
        else:
            for each in data.values():
                yield from _events(each, depth + 1)


def _is_event(data: Mapping[str, Any]) -> bool:
    kinds = data.get("@type")
    names = [text(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return any(name.rpartition("/")[2].endswith(_KINDS) for name in names)


def _item(tag: Any) -> dict[str, Any]:
    """Return an item of microdata (HTML Living Standard §5.2) as JSON-LD would say it."""
    made: dict[str, Any] = {"@type": text(tag.get("itemtype"))}
    for each in tag.find_all(itemprop=True):
        if each.find_parent(itemscope=True) is not tag:
            continue
        value: Any = (
            each.get("content") or each.get("href") or each.get("src") or each.get("datetime")
        )
        if each.get("itemscope") is not None:
            value = _item(each)
        value = value or each.get_text(" ", strip=True)
        name = text(each["itemprop"])
        if name in made:
            before = made[name]
            made[name] = [*(before if isinstance(before, list) else [before]), value]
        else:
            made[name] = value
    return made


def _programme(event: Mapping[str, Any], base: str, values: Values, report: Report) -> Programme:
    title = values.titled(_words(event.get("name")), 1)
    slot = Talk(title)
    slot.start = values.moment(slot, event.get("startDate"), text(event.get("startDate")))
    end = values.moment(slot, event.get("endDate"), text(event.get("endDate")))
    url = urljoin(base, _words(first(event, "url", "@id"))) or base
    made = Programme(
        title,
        code=url if is_web(url) else "",
        url=url if is_web(url) else "",
        words=[text(event.get("description"))],
    )
    made.place, made.venue = _place(event)
    for host in _each(event.get("organizer")):
        if name := _words(host):
            made.hosts.append(organisation(name))
    talks = [each for each in _each(event.get("subEvent")) if isinstance(each, Mapping)]
    for each in talks:
        made.talks.append(_talk(each, base, values))
    if talks:
        made.first = times.day_of(slot.start) if slot.start else None
        made.last = times.day_of(end) if end else None
    else:
        slot.length = times.between(slot.start, end)
        made.last = times.day_of(end) if end else None
        made.hold(slot)
    names = ", ".join(filter(None, map(_words, _each(event.get("performer")))))
    if names and not talks:
        report.leave_out(f"who performs, for whom there is no talk: {names}")
    status = _CANCELLED.search(text(event.get("eventStatus")))
    if status:
        report.look(0, f"{title}: the page says {status[0]}")
    return made


def _talk(each: Mapping[str, Any], base: str, values: Values) -> Talk:
    url = _words(first(each, "url", "@id"))
    url = urljoin(base, url) if url else ""
    talk = Talk(
        values.titled(_words(each.get("name")), 0, url),
        code=url,
        url=url if is_web(url) else "",
        room=_words(mapping(next(iter(_each(each.get("location"))), {})).get("name")),
        words=[text(each.get("description"))],
    )
    talk.start = values.moment(talk, each.get("startDate"), text(each.get("startDate")))
    end = values.moment(talk, each.get("endDate"), text(each.get("endDate")))
    talk.length = times.between(talk.start, end)
    if text(each.get("duration")) and not talk.length:
        talk.length = values.length(talk, each.get("duration"), text(each.get("duration")))
    for name in ("performer", "performers", "actor"):
        values.people(talk, [(_words(p), "") for p in _each(each.get(name))], ())
    for recording in _each(each.get("recordedIn")):
        talk.add_link("Video", _words(first(recording, "contentUrl", "url", "embedUrl")))
    return talk


def _place(event: Mapping[str, Any]) -> tuple[str, str]:
    """Return town and building."""
    place = venue = ""
    for each in _each(event.get("location")):
        if isinstance(each, Mapping) and text(each.get("@type")).endswith("VirtualLocation"):
            place = place or "online"
        elif isinstance(each, Mapping):
            address = each.get("address")
            venue = _words(each.get("name"))
            if isinstance(address, Mapping):
                parts = ("addressLocality", "addressRegion", "addressCountry")
                place = ", ".join(filter(None, (_words(address.get(part)) for part in parts)))
            else:
                place = _words(address)
        else:
            place = _words(each)
    if "OnlineEvent" in text(event.get("eventAttendanceMode")) and not venue:
        place = place or "online"
    return place, "" if venue == place else venue


def _words(value: Any) -> str:
    """Return words in which nothing is escaped as in HTML: JSON-LD needs that nowhere."""
    return unescaped(text(value))


def _each(value: Any) -> list[Any]:
    """Return values of which there may be one, several or none."""
    return value if isinstance(value, list) else [] if value is None else [value]


FORMAT = Format(
    "a page of the web with a schema.org Event",
    recognises,
    read,
    {"bs4": "beautifulsoup4", "markdownify": "markdownify"},
)
