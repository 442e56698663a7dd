"""What stands at the head of each part of a dump: title, people, facts, a date, a score.

A part is a heading with the lines below it, or what stands before the first. Only the lines
directly below a heading are read for facts, up to the first that is none: further down it is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from eventnotes.importing import labels, names, when
from eventnotes.importing.labels import Fact
from eventnotes.importing.markdown import Page
from eventnotes.model import ids, urls

_MOST = 12
"""Lines with facts that a head may have."""
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_BARE_LINK = re.compile(r"\A\s*(?:[-*+][ \t]+)?<?(https?://[^\s<>]+?)>?\s*\Z")
_DAY = re.compile(
    r"\A(?:conference |workshop )?(?:day|tag|jour) ?(?:\d+|one|two|three|four|five|i{1,3})\b[^|]*\Z"
    r"|\A(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[^|]*\Z",
    re.IGNORECASE,
)
_GENERAL = (
    "introduction intro conclusion conclusions summary overview resources links references abstract"
    " notes takeaways questions agenda schedule lunch break timestamps description bio about"
    " background discussion summary wrap-up thoughts impressions recap contents toc tldr tl-dr"
    " further-reading key-takeaways my-notes q-a key-points general final-thoughts"
    " table-of-contents questions-discussion-points speaker-bio about-the-speaker"
    " live-presentations coffee-break"
    " what-did-i-learn lessons-learned see-also slides video pros cons todo misc other"
)
GENERAL = frozenset(_GENERAL.split())
"""Headings that are no talk's, as slugs."""


@dataclass
class Part:
    """A heading with what stands below it, up to the next."""

    level: int
    """0 for what stands before the first heading."""
    text: str
    """The heading as it is written, without comments."""
    comments: str
    """The comments of the heading."""
    begin: int
    """Index of its first line below the heading."""
    end: int
    line: int
    """Number of the heading in the source."""
    title: str = ""
    """What is left of the heading without people, date and score."""
    undated: str = ""
    """The heading without date and score."""
    date: str = ""
    score: str = ""
    who: names.Who = field(default_factory=names.Who)
    facts: dict[int, Fact] = field(default_factory=dict)
    """By the index of their line."""
    people: dict[int, list[str]] = field(default_factory=dict)
    """Who is named by a whole line, by its index."""
    address: dict[int, str] = field(default_factory=dict)
    """A line that is nothing but the address of an event's page, by its index."""

    maybe: int | None = None
    """The index of a line that is nothing but names, without a sign that they are who speaks."""

    @property
    def speakers(self) -> list[str]:
        """Who speaks by the heading and the lines below it."""
        return [*self.who.people, *(name for found in self.people.values() for name in found)]

    @property
    def has_speaker(self) -> bool:
        """Whether somebody speaks here."""
        return bool(self.speakers) or any(f.field == "speakers" for f in self.facts.values())

    @property
    def is_talk(self) -> bool:
        """Whether something is said here that is only said of a talk."""
        only = {"speakers", "start", "room", "format", "recording", "slides", "rating"}
        return bool(self.speakers or self.score) or any(
            fact.field in only for fact in self.facts.values()
        )

    @property
    def event_title(self) -> str:
        """The title as that of an event: who is named in it stays there."""
        return self.title if not self.who.people and not self.who.dropped else self.undated

    @property
    def is_day(self) -> bool:
        """Whether it is the heading of a day in a programme."""
        return bool(_DAY.match(self.text)) or (self.level > 0 and not _letters(self.title))

    @property
    def is_general(self) -> bool:
        """Whether the heading is one that any notes have."""
        return ids.plain_slug(self.text) in GENERAL or self.is_day


_NO_LETTERS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|[\W\d_]", re.IGNORECASE
)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text)


def parts_of(page: Page) -> list[Part]:
    """Return the parts of a page; the first is what stands before any heading."""
    heads = page.headings
    ends = [*(heading.begin for heading in heads), len(page.lines)]
    first = Part(0, "", "", 0, ends[0], page.numbers[0] if page.numbers else 1)
    found = [first]
    for heading, end in zip(heads, ends[1:], strict=True):
        comments = " ".join(match[0].strip() for match in _COMMENT.finditer(heading.text))
        text = " ".join(_COMMENT.sub(" ", heading.text).split())
        number = page.numbers[heading.begin]
        found.append(Part(heading.level, text, comments, heading.end, end, number))
    for part in found:
        _read_heading(part)
        _read_lines(part, page.lines)
    return found


def _read_heading(part: Part) -> None:
    title, part.score = labels.take_score(part.text)
    if found := when.find(title):
        part.date = found.date
        rest = f"{title[: found.begin]} {title[found.end :]}"
        rest = re.sub(r"[(\[]\s*,?\s*[)\]]|^[\s,:|–—-]+|[\s,:|–—@-]+$", " ", rest)
        rest = re.sub(r"\s+(?:on|am|le)\s*$|,\s*(?=[)\]])", "", " ".join(rest.split()))
        title = rest or title
    part.undated = title
    part.who = names.in_heading(title)
    part.title = part.who.title or title


def _read_lines(part: Part, lines: list[str]) -> None:
    read = 0
    for index in range(part.begin, part.end):
        line = lines[index]
        if not line.strip():
            continue
        read += 1
        bare = _COMMENT.sub("", line).strip()
        if "<!--" in bare:
            return  # a comment of several lines
        if not bare or bare == "}" or (bare.startswith("@") and read < 3):
            continue  # a comment, or a directive of DocC
        if link := _BARE_LINK.match(line):
            if urls.kind(link[1]) == "event":
                part.address.setdefault(index, link[1])
        elif line[0] in " \t" and not bare.startswith(("-", "*")):
            return  # code, or a line of a list
        elif fact := labels.in_line("talk", bare) or labels.in_line("event", bare):
            part.facts[index] = fact
        elif people := names.in_line(bare) if part.level else []:
            part.people[index] = people
        else:
            part.maybe = index if part.level and names.names(bare) else None
            return
        if read > _MOST:
            return


def below(parts: list[Part], at: int) -> Iterator[Part]:
    """Yield the parts that belong to the one at an index: those of deeper headings after it."""
    for part in parts[at + 1 :]:
        if part.level <= parts[at].level:
            return
        yield part
