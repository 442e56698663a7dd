"""Recordings that came later: a playlist saved as JSON or CSV, and their match with talks.

A playlist is what yt-dlp (``--flat-playlist -J``) or YouTube's API says, or any table with titles
and addresses. It makes no page: its recordings go to the talks that the notes have.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from eventnotes.importing import writer
from eventnotes.importing.clean import is_web
from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.page_source import Block
from eventnotes.importing.programme import Programme, Talk, normal
from eventnotes.importing.programme_page import draft_of
from eventnotes.importing.report import Report
from eventnotes.importing.values import first, items, mapping, text

_ADDRESS = (
    "url",
    "webpage_url",
    "video_url",
    "link",
    "youtube_link",
    "youtube",
    "video",
    "address",
)
_TITLE = ("title", "name", "video_title", "talk")
_CODE = ("submission", "code", "guid")
_WATCH = "https://www.youtube.com/watch?v="
_ALIKE = 0.9
_APART = re.compile(r"\s[-–—/·•]+\s|[|:,;()\[\]“”\"]|\s[Bb][Yy]\s|[–—]")
_MOST_PARTS = 12
_BESIDE = frozenset({"and", "with", "talk", "keynote", "recording", "video"})
"""Words in the titles of recordings that tell no talk from another."""


def recognises(source: Source) -> bool:
    """Tell whether a source is a playlist, or a table of titles and addresses."""
    kind = source.looks_like
    if kind == "json":
        return any(_of_json(source.json))
    return kind == "text" and bool(_columns(source.text))


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return the recordings, which are no page of their own."""
    is_json = source.looks_like == "json"
    report.found = "playlist in JSON" if is_json else "playlist in CSV"
    talks = list(_of_json(source.json) if is_json else _of_csv(source.text))
    if not talks:
        raise Refused(f"{source.name}: there is no recording in it")
    title = first(mapping(source.json), "title") if is_json else ""
    made = Programme(title, talks=talks, only_recordings=True)
    return [draft_of(made, report)]


def _of_json(data: Any) -> Iterator[Talk]:
    whole = mapping(data)
    if not isinstance(data, list):
        if "entries" not in whole and not text(whole.get("kind")).startswith("youtube#"):
            return
        data = items(whole.get("entries") or whole.get("items"))
    for entry in map(mapping, data):
        snippet = mapping(entry.get("snippet"))
        video = text(mapping(snippet.get("resourceId")).get("videoId"))
        url = f"{_WATCH}{video}" if video else first(entry, *_ADDRESS)
        if re.fullmatch(r"[\w-]{11}", url):
            url = f"{_WATCH}{url}"
        yield from _recording(first(snippet or entry, *_TITLE), url, first(entry, *_CODE))


def _recording(title: str, url: str, code: str) -> Iterator[Talk]:
    if is_web(url) and (title or code):
        names = (code,) if code else ()
        yield Talk(title, code=f"{code} {url}".strip(), recordings=[url], names=names)


def _columns(content: str) -> dict[str, str]:
    """Return the names of a table's columns by what they hold, nothing if it is no playlist."""
    head = next(csv.reader(io.StringIO(content[:4096]), _dialect(content)), [])
    found: dict[str, str] = {}
    for what, names in (("title", _TITLE), ("url", _ADDRESS), ("code", _CODE)):
        for name in head:
            if re.sub(r"\W+", "_", name.strip().casefold()) in names:
                found.setdefault(what, name)
    return found if "url" in found and len(found) > 1 else {}


def _dialect(content: str) -> type[csv.Dialect]:
    line = content.partition("\n")[0]

    class Dialect(csv.excel):
        delimiter = max(",;\t", key=line.count)

    return Dialect


def _of_csv(content: str) -> Iterator[Talk]:
    columns = _columns(content)
    try:
        for row in csv.DictReader(io.StringIO(content), dialect=_dialect(content)):
            title, url, code = (
                (row.get(columns.get(c, "")) or "") for c in ("title", "url", "code")
            )
            yield from _recording(title.strip(), url.strip(), code.strip())
    except csv.Error:
        return


# -- matching ----------------------------------------------------------------------------------


def matched(
    recordings: Sequence[Talk],
    blocks: Sequence[Block],
    names: Mapping[int, Sequence[str]],
    event: str = "",
) -> tuple[list[tuple[Block, list[str]]], list[Talk]]:
    """Return the talks with their recordings, and the recordings that fit none.

    :param names: what else calls a talk, by the ``id()`` of its directive.
    :param event: the words that name the event.
    """
    found: dict[int, tuple[Block, list[str]]] = {}
    left = []
    titles = [_Titled(block, event) for block in blocks]
    for recording in recordings:
        block = _block_of(recording, titles, names)
        if block is None:
            left.append(recording)
        else:
            found.setdefault(id(block), (block, []))[1].extend(recording.recordings)
    return list(found.values()), left


class _Titled:
    """A talk with its title, and the words that may stand beside that in a recording's title."""

    def __init__(self, block: Block, event: str) -> None:
        self.block = block
        self.title = normal(writer.plain(block.title))
        people = f"{block.written('speakers')} {block.written('moderator')}"
        self.beside = _BESIDE.union(normal(f"{people} {event}").split())

    def is_told(self, runs: Mapping[str, Sequence[str]]) -> bool:
        """Tell whether a recording's title is this one and what names people or the event."""
        return self.title in runs and self.beside.issuperset(runs[self.title])


def _runs(title: str) -> dict[str, list[str]]:
    """Return each run of parts of a title with the words around it.

    Parts stand between dashes, bars, colons, commas and brackets.
    """
    parts = [part for part in map(normal, _APART.split(title)) if part][:_MOST_PARTS]
    return {
        " ".join(parts[begin:end]): " ".join([*parts[:begin], *parts[end:]]).split()
        for begin in range(len(parts))
        for end in range(begin + 1, len(parts) + 1)
    }


def _block_of(
    recording: Talk, titles: Sequence[_Titled], names: Mapping[int, Sequence[str]]
) -> Block | None:
    """Return the talk that was recorded: by its code, its title, or its title in a longer one."""
    for one in titles:
        if set(recording.names) & set(names.get(id(one.block), ())):
            return one.block
    wanted = normal(recording.title)
    if not wanted:
        return None
    same = [one.block for one in titles if one.title == wanted]
    if same:
        return same[0] if len(same) == 1 else None
    runs = _runs(recording.title)
    told = [(len(one.title), one.block) for one in titles if one.is_told(runs)]
    within = told or [
        (len(one.title), one.block)
        for one in titles
        if f" {one.title} " in f" {wanted} " and (one.title.count(" ") > 1 or len(one.title) > 14)
    ]
    if within:
        longest = max(length for length, _ in within)
        best = [block for length, block in within if length == longest]
        return best[0] if len(best) == 1 else None
    alike = [(ratio, one.block) for one in titles if (ratio := _ratio(one.title, wanted)) >= _ALIKE]
    alike.sort(key=lambda pair: -pair[0])
    return alike[0][1] if alike and (len(alike) == 1 or alike[0][0] > alike[1][0]) else None


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


FORMAT = Format("a playlist in JSON or CSV", recognises, read, {"markdownify": "markdownify"})
