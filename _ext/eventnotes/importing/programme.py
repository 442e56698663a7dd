"""A schedule as all its formats read into it, and the draft of the event's page that it makes.

A :class:`Talk` here has values as the source has them, put into types. Fields of the page and its
prose are made of the talks that are chosen, so that a visitor of 14 talks waits for no others.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eventnotes.importing import clean, times
from eventnotes.importing.draft import Draft, Fields, Section
from eventnotes.importing.report import Report, progress
from eventnotes.model import ids

_NAMED = 5
"""Talks that a line of the report names."""
UNTITLED = "Untitled"

FORMATS = {
    "lightning": "lightning",
    "keynote": "keynote",
    "panel": "panel",
    "podium": "panel",
    "workshop": "workshop",
    "tutorial": "tutorial",
    "poster": "poster",
    "demo": "demo",
    "booth": "booth",
    "hands-on": "workshop",
    "devroom": "talk",
    "maintrack": "talk",
    "lecture": "talk",
    "talk": "talk",
    "session": "talk",
    "presentation": "talk",
}
"""What schedules call kinds of talks, and the words of a page; the first in a name counts."""

LANGUAGES = {
    **{"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es"},
    **{"ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "jpn": "ja", "zho": "zh", "chi": "zh"},
    **{"rus": "ru", "kor": "ko", "pol": "pl", "ces": "cs", "cze": "cs", "swe": "sv", "fin": "fi"},
}
"""ISO 639-2 to the shorter code, which a language tag has to use (RFC 5646 §2.2.1)."""

_IS_RECORDING = re.compile(r"\b(?:video|recording|aufzeichnung)\b", re.IGNORECASE)
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
        elif kind in {"video", "recording"} or _IS_RECORDING.search(title) or _IS_FILM.search(url):
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
    talks: list[Talk] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    recordings: list[str] = field(default_factory=list)
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


# -- the page ----------------------------------------------------------------------------------


def draft_of(programme: Programme, report: Report) -> Draft:
    """Return the draft of the event's page, still without its talks."""
    if zone := programme.misplaced():
        report.look(
            0, f"the times are not those of {programme.zone}, and {zone} is written as timezone"
        )
        programme.zone = zone
    programme.finish()
    made = Draft(clean.title(programme.title), line=programme.line)
    made.schedule = programme
    fields = made.fields
    if programme.first and programme.last:
        first, last = programme.first.isoformat(), programme.last.isoformat()
        fields.put("date", first if first == last else f"{first} to {last}")
    timed = any(isinstance(talk.start, datetime.datetime) for talk in programme.talks)
    if programme.zone and not programme.talks:
        fields.put("timezone", programme.zone)
    if timed and programme.zone:
        fields.put("timezone", programme.zone)
    elif timed:
        report.look(0, "the schedule names no time zone; say it as timezone of the event")
    fields.put("place", clean.without_mail(programme.place))
    fields.put("venue", clean.without_mail(programme.venue))
    fields.put("host", *programme.hosts)
    fields.put("series", programme.series)
    fields.put("url", programme.url)
    fields.put("topics", *map(_one_topic, programme.topics))
    fields.put("recording", *programme.recordings)
    made.prose = _joined(programme.words)
    return made


def sections(
    programme: Programme, talks: Sequence[Talk], track: str, report: Report
) -> list[Section]:
    """Return the sections of talks.

    :param track: the field that tracks go to, if any.
    """
    single = programme.first == programme.last
    made = []
    if unnamed := [talk for talk in talks if not talk.people and not talk.moderators]:
        names = ", ".join(talk.title for talk in unnamed[:_NAMED])
        more = f" and {len(unnamed) - _NAMED} more" if len(unnamed) > _NAMED else ""
        report.look(unnamed[0].line, f"no speaker is named for {names}{more}")
    for talk in progress(talks, programme.title, len(talks)):
        fields = Fields("talk")
        section = Section(clean.title(talk.title), 2, fields)
        section.code, section.line = talk.key, talk.line
        fields.put("speakers", *talk.people)
        fields.put("moderator", *talk.moderators)
        fields.put("format", format_of(talk.format))
        fields.put("start", _start(talk.start, programme.first if single else None))
        fields.put("planned", times.say_length(talk.length) if talk.length else "")
        fields.put("actual", times.say_length(talk.ran) if talk.ran else "")
        fields.put("room", clean.without_mail(talk.room))
        for name, urls in (
            ("url", [talk.url]),
            ("recording", talk.recordings),
            ("slides", talk.slides),
            ("paper", talk.papers),
        ):
            fields.put(name, *urls)
        topics = [*talk.topics, *([talk.track] if track else [])]
        fields.put("topics", *map(_one_topic, topics))
        language = talk.language.strip().replace("_", "-")
        fields.put("language", LANGUAGES.get(language.casefold(), language))
        section.prose = _prose(talk, report)
        made.append(section)
    return made


def _prose(talk: Talk, report: Report) -> str:
    parts = [f"*{clean.title(talk.subtitle)}*" if talk.subtitle.strip() else ""]
    parts.append(_joined(talk.words))
    lines = []
    for title, url in talk.links:
        if clean.is_web(url):
            lines.append(f"- {clean.link(title, url)}")
        else:
            report.look(
                talk.line, f"{talk.title}: the link {title or url!r} has no address of the web"
            )
    return "\n\n".join(part for part in [*parts, "\n".join(lines)] if part)


def _joined(texts: Iterable[str]) -> str:
    """Return texts one after the other, without one that another begins with."""
    done: list[str] = []
    for text in map(clean.prose, texts):
        if any(text and known.startswith(text) for known in done):
            continue
        done = [known for known in done if not text.startswith(known)] + [text]
    return "\n\n".join(text for text in done if text)


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


def _one_topic(text: str) -> str:
    """Return a topic without what would make two of it."""
    return re.sub(r"\s*[,;]\s*", " ", clean.without_mail(text, ""))


def format_of(text: str) -> str:
    """Return what a schedule calls a kind of talk in the words of a page."""
    text = clean.without_mail(text, "")
    low = text.casefold().replace("_", " ")
    return next(
        (word for part, word in FORMATS.items() if re.search(rf"\b{part}", low)), _on_a_line(text)
    )


def _start(start: times.Moment | None, only_day: datetime.date | None) -> str:
    if start is None:
        return ""
    if not isinstance(start, datetime.datetime):
        return "" if start == only_day else start.isoformat()
    day = "" if start.date() == only_day else f"{start.date().isoformat()} "
    return f"{day}{start:%H:%M}"


def tracks(talks: Iterable[Talk]) -> Counter[str]:
    """Return how many talks each track has."""
    return Counter(talk.track for talk in talks if talk.track)
