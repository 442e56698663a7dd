"""Sessionize's JSON: the views "all", "grid" and "sessions".

None of them names the event. "All" refers to speakers and rooms by id, the others name them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eventnotes.importing import times
from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.programme import Programme, Talk
from eventnotes.importing.programme_page import draft_of
from eventnotes.importing.report import Report
from eventnotes.importing.values import Values, about_people, first, items, mapping, text

_SESSION = frozenset({"startsAt", "isServiceSession", "isPlenumSession"})


def recognises(source: Source) -> bool:
    """Tell whether a source has sessions, or speakers, of Sessionize."""
    if source.looks_like != "json":
        return False
    return _is_speakers(source.json) or any(set(each) & _SESSION for each in _sessions(source.json))


def _sessions(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the sessions of each view."""
    for group in [data] if isinstance(data, Mapping) else map(mapping, items(data)):
        yield from map(mapping, items(group.get("sessions")))
        for room in map(mapping, items(group.get("rooms"))):
            for session in map(mapping, items(room.get("sessions"))):
                yield {"room": room.get("name"), **session}


def _is_speakers(data: Any) -> bool:
    each = mapping(items(data)[0]) if items(data) else {}
    return "fullName" in each and "tagLine" in each


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return the event of the sessions."""
    data = source.json
    if _is_speakers(data):
        raise Refused(
            f"{source.name}: it is a list of speakers of Sessionize, without what they spoke"
            ' about; save the view "all"'
        )
    report.found = "sessions of Sessionize"
    values = Values(source, report)
    made = Programme("")
    whole = mapping(data)
    speakers = {text(s.get("id")): s for s in map(mapping, items(whole.get("speakers")))}
    rooms = {
        text(r.get("id")): text(r.get("name")) for r in map(mapping, items(whole.get("rooms")))
    }
    categories = {
        text(item.get("id")): (text(category.get("title")), text(item.get("name")))
        for category in map(mapping, items(whole.get("categories")))
        for item in map(mapping, items(category.get("items")))
    }
    questions = {
        text(q.get("id")): text(q.get("question"))
        for q in map(mapping, items(whole.get("questions")))
    }
    breaks = 0
    for session in _sessions(data):
        if session.get("isServiceSession"):
            breaks += 1
            continue
        talk = _talk(session, rooms, values)
        for title, name in _categories(session, categories):
            _categorise(talk, title, name)
        _speakers(talk, session, speakers, values)
        _answers(talk, session, questions)
        made.talks.append(talk)
    if breaks:
        report.leave_out(f"service sessions, such as breaks: {breaks}")
    report.left_out += about_people(speakers.values())
    if lines := sum(1 for each in speakers.values() if text(each.get("tagLine"))):
        report.leave_out(f"tag lines of speakers, which may name a company: {lines}")
    return [draft_of(made, report)]


def _talk(session: Mapping[str, Any], rooms: Mapping[str, str], values: Values) -> Talk:
    code = text(session.get("id"))
    talk = Talk(
        values.titled(text(session.get("title")), 0, code),
        code=code,
        room=text(session.get("room")) or rooms.get(text(session.get("roomId")), ""),
        words=[text(session.get("description"))],
        names=(code,) if code else (),
    )
    talk.start = values.moment(talk, session.get("startsAt"), code)
    end = values.moment(talk, session.get("endsAt"), code)
    talk.length = times.between(talk.start, end)
    talk.add_link("Video", text(session.get("recordingUrl")))
    talk.add_link("Live", text(session.get("liveUrl")))
    return talk


def _speakers(
    talk: Talk, session: Mapping[str, Any], speakers: Mapping[str, Any], values: Values
) -> None:
    names = []
    for each in items(session.get("speakers")):
        if isinstance(each, Mapping):
            names.append((first(each, "name", "fullName"), ""))
        else:
            known = mapping(speakers.get(text(each)))
            both = f"{text(known.get('firstName'))} {text(known.get('lastName'))}"
            names.append((text(known.get("fullName")) or both, ""))
    values.people(talk, names, talk.names)


def _categories(
    session: Mapping[str, Any], known: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield what a session is put into: the title of the category, and the item's."""
    for number in items(session.get("categoryItems")):
        if text(number) in known:
            yield known[text(number)]
    for category in map(mapping, items(session.get("categories"))):
        for item in map(mapping, items(category.get("categoryItems"))):
            yield first(category, "name", "title"), text(item.get("name"))


def _categorise(talk: Talk, title: str, name: str) -> None:
    low = title.casefold()
    if "format" in low or "type" in low:
        talk.format = talk.format or name
    elif "language" in low:
        pass  # a name of a language is no tag
    elif "track" in low:
        talk.track = talk.track or name
    elif "level" not in low:
        talk.topics.append(name)


def _answers(talk: Talk, session: Mapping[str, Any], questions: Mapping[str, str]) -> None:
    """Take the addresses that organisers asked for: a video, slides."""
    for answer in map(mapping, items(session.get("questionAnswers"))):
        value = text(answer.get("answerValue") or answer.get("answer"))
        if value.startswith(("https://", "http://")):
            talk.add_link(
                questions.get(text(answer.get("questionId"))) or text(answer.get("question")), value
            )


FORMAT = Format("sessions of Sessionize in JSON", recognises, read, {"markdownify": "markdownify"})
