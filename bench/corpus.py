"""Reads real talks: a folder of pyvideo's JSON, as in https://github.com/pyvideo/data.

A folder below it with a ``category.json`` is an event, each file of its ``videos/`` a talk. Of
its words only those signs stay that Markdown and typography leave alone, so that a page can be
held to what is here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from bench.build import BuildError
from bench.generate import Event, Speaker, Talk, slug

#: Most paragraphs of a description that become a talk's notes.
PARAGRAPHS: Final = 6

#: Most characters of a talk's own part of its id.
LONGEST_ID: Final = 60

_ADDRESS: Final = re.compile(r"\S*(?://|www\.|@)\S*")
_MARKUP: Final = re.compile(r"[^\w\s.,:;()?!/+-]|_")
_REPEATED: Final = re.compile(r"([.,:;?!/+-])\1+")
_LINK: Final = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[a-zA-Z0-9_./?=&~+-]*)?")


def read(folder: Path, talks: int | None = None) -> tuple[Event, ...]:
    """Read the events of a corpus in the order of their folders, of *talks* talks at most.

    Raises BuildError if there are no talks, or a file is not as pyvideo has them.
    """
    events: list[Event] = []
    left = talks
    for path in sorted(folder.glob("*/category.json")):
        event = _event(path, left)
        if event.talks:
            events.append(event)
        if left is not None:
            left -= len(event.talks)
            if left <= 0:
                break
    if not any(talk.speakers for event in events for talk in event.talks):
        raise BuildError(f"{folder}: no talk by anybody in */category.json and */videos/*.json")
    return tuple(events)


def _event(category: Path, most: int | None) -> Event:
    """One folder."""
    folder = category.parent
    title = _text(_load(category).get("title")) or folder.name
    identifier = f"event-{slug(folder.name)}"  # no folder's name looks like a date then
    files = sorted(folder.glob("videos/*.json"))[:most]
    talks = tuple(_distinct(_talk(identifier, path) for path in files))
    days = sorted(talk.start for talk in talks if talk.start is not None)
    dates = None
    if days:
        dates = days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    tags = Counter(topic for talk in talks for topic in talk.topics)
    return Event(
        id=identifier,
        title=title,
        dates=dates,
        place=None,
        host=None,
        url=None,
        topics=tuple(topic for topic, _ in tags.most_common(3)),
        rating=None,
        intro=f"What was recorded at {title}, with what its speakers say of it.",
        talks=talks,
    )


def _talk(event: str, path: Path) -> Talk:
    """One file."""
    found = _load(path)
    title = _text(found.get("title")) or path.stem
    paragraphs = [
        text
        for block in re.split(r"\n\s*\n", str(found.get("description") or found.get("summary")))
        if (text := _text(block))
    ]
    related = found.get("related_urls") or ()
    links = [str(each.get("url") if isinstance(each, dict) else each) for each in related]
    notes = paragraphs[:PARAGRAPHS] or [title]
    shown = [f"[there]({url})" for url in links if _LINK.fullmatch(url)]
    if shown:
        notes.append(" ".join(["More of it:", *shown]))
    videos = [str(video.get("url")) for video in found.get("videos") or ()]
    return Talk(
        id=f"{event}/{slug(path.stem)[:LONGEST_ID].strip('-') or 'talk'}",
        title=title,
        format=None,
        speakers=tuple(Speaker(name, "") for name in _names(found.get("speakers"))),
        room=None,
        start=_day(found.get("recorded")),
        planned=None,
        actual=None,
        topics=tuple(_names(found.get("tags"))),
        recording=next(filter(_LINK.fullmatch, videos), None),
        slides=None,
        rating=None,
        paragraphs=tuple(notes),
        takeaway=None,
    )


def _distinct(talks: Iterable[Talk]) -> Iterator[Talk]:
    """*talks* with a number after what would be an id twice."""
    ids: Counter[str] = Counter()
    for talk in talks:
        ids[talk.id] += 1
        number = ids[talk.id]
        yield talk if number == 1 else replace(talk, id=f"{talk.id}-{number}")


def _names(values: Sequence[Any] | None) -> list[str]:
    """Names of people or topics, each once, without what separates them or says more of them."""
    names = (re.sub(r"[,:;()?/]", " ", _text(value)) for value in values or ())
    words = (" ".join(name.split()) for name in names)
    return list({slug(name): name for name in words if slug(name) and name[-1].isalnum()}.values())


def _day(value: Any) -> str | None:
    """A day in ISO 8601, if it is one."""
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        return None


def _text(value: Any) -> str:
    """Words on one line that begin with a letter, without addresses and markup."""
    text = _MARKUP.sub(" ", _ADDRESS.sub(" ", str(value or "")))
    text = " ".join(_REPEATED.sub(r"\1", text).split())
    return re.sub(r"^[\W\d_]+", "", text)


def _load(path: Path) -> dict[str, Any]:
    """A file's object."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BuildError(f"{path}: {error}") from error
    if not isinstance(found, dict):
        raise BuildError(f"{path}: not an object")
    return found
