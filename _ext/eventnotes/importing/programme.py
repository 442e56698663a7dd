"""A schedule as all its formats read into it: an event with its talks, in the event's zone.

A :class:`Talk` here has values as the source has them, put into types. The page is made of them in
``programme_page``, of the talks that are chosen alone: who wants 14 of them waits for no others.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from eventnotes.importing import clean, times
from eventnotes.model import ids

UNTITLED = "Untitled"

_IS_RECORDING = re.compile(
    r"(?:youtube |talk |session )?(?:video|recording|aufzeichnung)(?:[ -]?recording)?"
    r"(?:\s*[(:–-].*)?\Z",
    re.IGNORECASE,
)
_IS_SLIDES = re.compile(r"\b(?:slides|slide deck|folien)\b", re.IGNORECASE)
_IS_FILM = re.compile(r"\.(?:webm|mp4|ogv|mkv|mov)(?:[?#]|\Z)", re.IGNORECASE)
_PRETALX = re.compile(r"/talk/([A-Z0-9]{5,8})/?\Z")
_FEEDBACK = re.compile(r"\bfeedback\b", re.IGNORECASE)


def normal(title: str) -> str:
    """Return a title without case, punctuation and marks, to compare it by."""
    return " ".join(re.findall(r"\w+", title.casefold()))


@dataclass
class Talk:
    """A slot of a schedule."""

    title: str
    code: str = ""
    """What the source calls it, for the next import."""
    subtitle: str = ""
    people: list[str] = field(default_factory=list)
    """As a page writes them."""
    moderators: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    """What in people's names was taken for one of two things that it may be."""
    start: times.Moment | None = None
    day: datetime.date | None = None
    """The day of the programme, where that is not the one of the start: a night belongs to it."""
    length: int = 0
    """Seconds it is planned for; 0 where that is not known."""
    ran: int = 0
    """Seconds that a recording lasts."""
    room: str = ""
    track: str = ""
    format: str = ""
    language: str = ""
    url: str = ""
    recordings: list[str] = field(default_factory=list)
    slides: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """Title and address of whatever else."""
    topics: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Abstract and description, in HTML or Markdown."""
    line: int = 0
    names: tuple[str, ...] = ()
    """What else the source calls it: a list of favourites may name it by one of these."""

    def add_link(self, title: str, url: str, kind: str = "") -> None:
        """Take in a link, as what its kind or its title says it is."""
        title, url, kind = " ".join(title.split()), url.strip(), kind.casefold()
        if not url or any(url == known for _, known in self.links):
            return
        if not clean.is_web(url) or _FEEDBACK.search(title):
            self.links.append((title, url))
        elif kind in {"video", "recording"} or _IS_RECORDING.match(title) or _IS_FILM.search(url):
            self.recordings.append(url)
        elif kind == "slides" or _IS_SLIDES.search(title.split("(")[0]):
            self.slides.append(url)
        elif kind == "paper" or title.casefold() == "paper":
            self.papers.append(url)
        else:
            self.links.append((title, url))

    @property
    def on(self) -> datetime.date | None:
        """The day of the programme that it is on."""
        return self.day or (times.day_of(self.start) if self.start else None)

    @property
    def names_of(self) -> list[str]:
        """All that the source calls it: codes and addresses, and pretalx's code in one."""
        code = _PRETALX.search(self.url)
        names = (self.code, *self.names, code[1] if code else "", self.url)
        return list(filter(None, dict.fromkeys(names)))

    @property
    def key(self) -> str:
        """By what the next import finds it: its code, else its title and when it begins."""
        return self.code or f"{ids.slug(self.title)} {self.start or ''}".strip()


@dataclass
class Programme:
    """A schedule."""

    title: str
    code: str = ""
    """What tells the event from others: an acronym, an address; else made of title and year."""
    url: str = ""
    place: str = ""
    venue: str = ""
    hosts: list[str] = field(default_factory=list)
    series: str = ""
    topics: list[str] = field(default_factory=list)
    first: datetime.date | None = None
    last: datetime.date | None = None
    zone: str = ""
    """IANA name; empty where the source has none."""
    unknown_zones: list[str] = field(default_factory=list)
    """What the source calls time zones that are none."""
    talks: list[Talk] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    only_recordings: bool = False
    """Whether nothing is known of its talks but their recordings."""
    may_be_recordings: bool = False
    """Whether it holds recordings of an event that the notes may have already."""
    is_part: bool = False
    """Whether the event may have talks that are not in it, such as those that nobody starred."""
    line: int = 0

    @property
    def key(self) -> str:
        """What tells the event from others."""
        return (
            self.code or f"{ids.slug(self.title)} {self.first.year if self.first else ''}".strip()
        )

    def hold(self, slot: Talk, zone: str = "") -> None:
        """Take the days of what an event has instead of talks: its own beginning and length.

        A page says the days of an event; when on a day it began is said in its prose.
        """
        start = slot.start
        if start is None:
            return
        if not isinstance(start, datetime.datetime):
            zone = ""
        self.zone, offset = Programme("", zone=zone, talks=[slot])._zone()
        start = _local(start, self.zone, offset)
        self.first = times.day_of(start) if start else None
        end = start
        if isinstance(start, datetime.datetime):
            end = start + datetime.timedelta(seconds=slot.length)
            said = f"{start:%H:%M}–{end:%H:%M}" if slot.length else f"{start:%H:%M}"
            self.words.insert(0, said)
        self.last = self.last or (times.day_of(end) if end else None)

    def finish(self) -> Programme:
        """Put the talks in their order, and the event's days and zone as its talks have them."""
        self.zone, offset = self._zone()
        keys: set[str] = set()
        for talk in self.talks:
            talk.start = _local(talk.start, self.zone, offset)
            number, key = 1, talk.key
            while talk.key in keys:  # a talk that is held twice
                number += 1
                talk.code = f"{key} {number}"
            keys.add(talk.key)
        self.talks.sort(key=_when)
        days = [times.day_of(talk.start) for talk in self.talks if talk.start is not None]
        if days:
            self.first = self.first or min(days)
            self.last = self.last or max(days)
        if self.first and (self.last is None or self.last < self.first):
            self.last = max([self.first, *days])
        return self

    def move_to(self, zone: str) -> None:
        """Tell the times, which are in the event's zone, in another one."""
        old, new = times.zone_named(self.zone), times.zone_named(zone)
        if old is None or new is None:
            return
        for talk in self.talks:
            if isinstance(talk.start, datetime.datetime):
                talk.start = talk.start.replace(tzinfo=old).astimezone(new).replace(tzinfo=None)
        self.zone = zone

    def _zone(self) -> tuple[str, datetime.timedelta | None]:
        """Return the zone of the times, and the offset where they are all that far from UTC."""
        offsets = {
            talk.start.utcoffset()
            for talk in self.talks
            if isinstance(talk.start, datetime.datetime) and talk.start.tzinfo is not None
        }
        offset = offsets.pop() if len(offsets) == 1 else None
        named = times.zone_named(self.zone)
        if named is None:
            return (
                times.zone_at(offset) if offset is not None else "UTC" if offsets else ""
            ), offset
        return self.zone.strip(), offset

    def misplaced(self) -> str:
        """Return the zone that the times are in, where it is not the one that is named."""
        named = times.zone_named(self.zone)
        aware = [
            talk.start
            for talk in self.talks
            if isinstance(talk.start, datetime.datetime) and talk.start.tzinfo is not None
        ]
        if named is None or not aware:
            return ""
        offsets = {start.utcoffset() for start in aware}
        fits = any(start.astimezone(named).utcoffset() == start.utcoffset() for start in aware)
        offset = offsets.pop()
        if fits or offsets or not offset:
            return ""  # times in UTC are told in the zone
        return times.zone_at(offset)


def _local(
    start: times.Moment | None, zone: str, offset: datetime.timedelta | None
) -> times.Moment | None:
    if not isinstance(start, datetime.datetime) or start.tzinfo is None:
        return start
    named = times.zone_named(zone)
    try:
        return (start.astimezone(named) if named else start).replace(tzinfo=None, second=0)
    except OverflowError:
        return start.replace(tzinfo=None)


def _when(talk: Talk) -> tuple[bool, str]:
    return talk.start is None, str(talk.start or "")
