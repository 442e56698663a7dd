"""The draft of an event's page, of a schedule and of those of its talks that are chosen."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from eventnotes.importing import clean, times
from eventnotes.importing.draft import Draft, Fields, Section
from eventnotes.importing.programme import Programme, Talk
from eventnotes.importing.report import Report, progress

_SHOWN = 60
"""Characters of a value that a line of the report shows."""
_NAMED = 5
"""Talks that a line of the report names."""

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


def draft_of(programme: Programme, report: Report) -> Draft:
    """Return the draft of the event's page, still without its talks."""
    if programme.zone.strip() and times.zone_named(programme.zone) is None:
        programme.unknown_zones.append(programme.zone.strip())
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
    if programme.zone and (timed or not programme.talks):
        fields.put("timezone", programme.zone)
    if programme.unknown_zones:
        names = ", ".join(repr(name[:_SHOWN]) for name in dict.fromkeys(programme.unknown_zones))
        if programme.zone:
            told = f"times are told in {programme.zone}"
        else:
            told = "times in it are as they stand; say it as timezone of the event"
        report.look(0, f"the time zone {names} is unknown, and {told}")
    elif timed and not programme.zone:
        report.look(0, "the schedule names no time zone; say it as timezone of the event")
    fields.put("place", clean.without_mail(programme.place))
    fields.put("venue", clean.without_mail(programme.venue))
    fields.put("host", *programme.hosts)
    fields.put("series", programme.series)
    fields.put("url", programme.url)
    fields.put("topics", *map(_one_topic, programme.topics))
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
    doubts = list(dict.fromkeys(doubt for talk in talks for doubt in talk.doubts))
    if doubts:
        more = f" and {len(doubts) - _NAMED} more" if len(doubts) > _NAMED else ""
        report.look(0, f"words in brackets: {', '.join(doubts[:_NAMED])}{more}")
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
