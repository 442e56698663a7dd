"""pyvideo's data: a folder with ``category.json`` and a file for each video, or one video.

Recordings of an event that the notes have already are matched to its talks. A category that goes
over more than two months is a series: each day with recordings is an event of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from eventnotes.importing import times
from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.programme import Programme, Talk
from eventnotes.importing.programme_page import draft_of
from eventnotes.importing.report import Report
from eventnotes.importing.values import Values, first, items, mapping, text

CATEGORY = "category.json"
_SERIES = datetime.timedelta(days=60)


def recognises(source: Source) -> bool:
    """Tell whether a source is a folder of a category, or a file of a video or a category."""
    if source.is_folder:
        return (source.path / CATEGORY).is_file() and (source.path / "videos").is_dir()
    return source.looks_like == "json" and (_is_video(source.json) or _is_category(source))


def _is_video(data: Any) -> bool:
    found = mapping(data)
    return "title" in found and "recorded" in found and "videos" in found


def _is_category(source: Source) -> bool:
    known = {"title", "description", "slug", "url"}
    return source.path.name.endswith(CATEGORY) and set(mapping(source.json)) <= known


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return the event of the videos, or those of a series."""
    report.found = "videos of pyvideo"
    if not source.is_folder:
        if _is_category(source):
            raise Refused(
                f"{source.name}: it is a category of pyvideo without its videos; import the folder"
                " that it lies in"
            )
        talk = _talk(source, report)
        return [draft_of(_programme(talk.title, [talk]), report)] if talk else []
    category = mapping(Source(source.path / CATEGORY).json)
    title = text(category.get("title")) or source.path.name
    talks = []
    for path in sorted((source.path / "videos").glob("*.json")):
        if (talk := _talk(Source(path), report)) is not None:
            talks.append(talk)
    if not talks:
        raise Refused(f"{source.name}: there is no video in it")
    days = sorted(talk.start for talk in talks if isinstance(talk.start, datetime.date))
    words = [text(category.get("description"))]
    if days and days[-1] - days[0] > _SERIES:
        report.look(0, f"it goes from {days[0]} to {days[-1]}: each day is an event of the series")
        return [draft_of(each, report) for each in _series(title, words, talks)]
    made = _programme(title, talks)
    made.words, made.url = words, text(category.get("url"))
    return [draft_of(made, report)]


def _series(title: str, words: list[str], talks: list[Talk]) -> list[Programme]:
    made = []
    for day, group in groupby(sorted(talks, key=lambda t: str(t.start or "")), lambda t: t.start):
        each = _programme(title, list(group))
        each.series, each.code = title, f"{title} {day or ''}".strip()
        made.append(each)
    return made


def _programme(title: str, talks: list[Talk]) -> Programme:
    return Programme(title, talks=talks, may_be_recordings=True, is_part=True)


def _talk(source: Source, report: Report) -> Talk | None:
    data = source.json
    if not _is_video(data):
        report.leave_out(f"{source.name}: it is no video")
        return None
    found: Mapping[str, Any] = data
    values = Values(source, report)
    talk = Talk(
        values.titled(text(found.get("title")), 1),
        code=source.path.stem,
        language=text(found.get("language")),
        topics=[text(tag) for tag in items(found.get("tags"))],
        words=[text(found.get("description")) or text(found.get("summary"))],
        names=tuple(filter(None, (source.path.stem, text(found.get("slug"))))),
    )
    moment = values.moment(talk, found.get("recorded"), text(found.get("recorded")))
    talk.start = times.day_of(moment) if moment is not None else None
    if isinstance(seconds := found.get("duration"), int) and seconds:
        talk.ran = values.length(talk, f"PT{seconds}S", "duration")
    values.people(talk, [(text(name), "") for name in items(found.get("speakers"))], ("speakers",))
    for video in map(mapping, items(found.get("videos"))):
        talk.add_link("Video", text(video.get("url")))
    for link in items(found.get("related_urls")):
        url = text(link) if isinstance(link, str) else text(mapping(link).get("url"))
        talk.add_link("" if isinstance(link, str) else first(link, "label"), url)
    return talk


FORMAT = Format("videos of pyvideo", recognises, read, {"markdownify": "markdownify"})
