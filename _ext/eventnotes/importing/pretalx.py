"""What pretalx's API answers, and what EuroPython makes of it: submissions, talks, speakers.

Talks name their speakers, or refer to those in a file of speakers beside theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eventnotes.importing import times
from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.programme import Programme, Talk
from eventnotes.importing.programme_page import draft_of
from eventnotes.importing.report import Report
from eventnotes.importing.values import Values, about_people, first, items, mapping, text

_OUT = frozenset({"rejected", "withdrawn", "deleted", "draft"})


def _all(data: Any) -> list[Mapping[str, Any]]:
    """Return the objects of an answer, of a page of answers, or of a mapping by code."""
    if isinstance(data, Mapping):
        results = data.get("results", list(data.values()))
        data = results if isinstance(results, list) else []
    return [each for each in items(data) if isinstance(each, Mapping) and text(each.get("code"))]


def recognises(source: Source) -> bool:
    """Tell whether a source has what has a code and is a talk or a speaker."""
    found = _all(source.json) if source.looks_like == "json" else []
    return bool(found) and (
        any("title" in each and "speakers" in each for each in found) or _are_speakers(found)
    )


def _are_speakers(found: list[Mapping[str, Any]]) -> bool:
    return all("name" in each and "submissions" in each for each in found)


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return the event of the talks."""
    found = _all(source.json)
    if _are_speakers(found):
        raise Refused(
            f"{source.name}: it is a list of speakers of pretalx, without what they spoke about;"
            " import the file of talks or submissions beside it"
        )
    report.found = "talks of pretalx's API"
    values = Values(source, report)
    made = Programme("")
    answer = mapping(source.json)
    if answer.get("next") or answer.get("previous"):
        made.is_part = True
        report.look(0, "it is one page of several of the answer; import the others as well")
    speakers = _speakers_beside(source.path)
    left_out: dict[str, int] = {}
    for each in found:
        state = text(each.get("state"))
        if state in _OUT:
            left_out[state] = left_out.get(state, 0) + 1
        else:
            made.talks += _talks(each, speakers, values, report)
    people = [each for talk in found for each in items(talk.get("speakers"))]
    report.left_out += about_people([*people, *speakers.values()])
    for state, number in left_out.items():
        report.leave_out(f"talks that are {state}: {number}")
    return [draft_of(made, report)]


def _talks(
    each: Mapping[str, Any], speakers: Mapping[str, Any], values: Values, report: Report
) -> list[Talk]:
    """Return a talk, once for each time that it is held."""
    code = text(each.get("code"))
    slots = [slot for slot in items(each.get("slots")) if isinstance(slot, Mapping)]
    slots = slots or [mapping(each.get("slot")) or each]
    made = []
    for number, slot in enumerate(slots):
        talk = Talk(
            values.titled(text(each.get("title")), 0, code),
            code=f"{code}-{number}" if number else code,
            room=text(slot.get("room")),
            track=text(each.get("track")),
            format=first(each, "submission_type", "session_type"),
            language=text(each.get("content_locale")),
            url=first(each, "website_url", "url"),
            words=[text(each.get("abstract")), text(each.get("description"))],
            names=tuple(filter(None, (code, text(each.get("slug"))))),
        )
        talk.start = values.moment(talk, slot.get("start"), code)
        talk.length = values.length(talk, each.get("duration"), code)
        end = values.moment(talk, slot.get("end"), code)
        talk.length = times.between(talk.start, end) or talk.length
        _people(talk, each, speakers, values, report)
        for resource in map(mapping, items(each.get("resources"))):
            talk.add_link(text(resource.get("description")), first(resource, "resource", "link"))
        talk.add_link("Video", text(each.get("youtube_url")))
        made.append(talk)
    return made


def _people(
    talk: Talk,
    each: Mapping[str, Any],
    speakers: Mapping[str, Any],
    values: Values,
    report: Report,
) -> None:
    names = []
    for speaker in items(each.get("speakers")):
        if isinstance(speaker, Mapping):
            names.append((text(speaker.get("name")), text(speaker.get("affiliation"))))
        elif known := mapping(speakers.get(text(speaker))):
            names.append((text(known.get("name")), text(known.get("affiliation"))))
        else:
            report.look(
                values.line_of(text(speaker)),
                f"{talk.title}: no file beside it names the speaker {text(speaker)}",
            )
    values.people(talk, names, talk.names)


def _speakers_beside(path: Path) -> dict[str, Mapping[str, Any]]:
    """Return the speakers of a file whose name says that it has those of this one, by code."""
    for word in ("submissions", "sessions", "talks"):
        beside = path.with_name(path.name.replace(word, "speakers"))
        if word in path.name and beside.is_file():
            try:
                found = _all(Source(beside).json)
            except Refused:
                continue
            return {text(each["code"]): each for each in found}
    return {}


FORMAT = Format("talks of pretalx's API in JSON", recognises, read, {"markdownify": "markdownify"})
