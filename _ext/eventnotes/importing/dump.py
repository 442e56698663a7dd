"""From the parts of a dump to what pages have: fields, sections, and prose without what became one.

Lines that have become a field are taken out; all others stay where they are, comments included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from eventnotes.importing import filename, labels, markdown, names, parts, topmatter, when
from eventnotes.importing.assets import Photos
from eventnotes.importing.dialects import Dialect
from eventnotes.importing.draft import Draft, Fields, Section
from eventnotes.importing.formats import Source
from eventnotes.importing.inline import TEXT, Inline
from eventnotes.importing.labels import Fact
from eventnotes.importing.parts import Part
from eventnotes.importing.report import Report
from eventnotes.importing.writer import plain
from eventnotes.importing.writer import title as shown
from eventnotes.model import ids

_LONG = 3000
"""Lines of a page that are compared with those of its source."""
EVENT_KEYS = frozenset({"event", "conference", "conf", "meetup", "summit"})
_ANCHOR = re.compile(rf"\[(?P<text>{TEXT})\]\(#(?P<slug>[^()\s]+)\)", re.DOTALL)
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile("<!--.*?-->")
_MEANT = frozenset(
    [
        *("orphan", "tocdepth", "nocomments", "no-search", "nosearch", "myst", "html_meta"),
        *("substitutions", "status", "publish", "published", "draft", "private", "title"),
    ]
)
"""Front matter that means something here; another system's is kept under another name."""


@dataclass
class Surroundings:
    """What a page knows of the site that it comes from; by itself, nothing."""

    dialect: Dialect = field(default_factory=Dialect)
    roots: tuple[Path, ...] = ()
    """Further folders that an address from the root of the site may mean."""
    page: Callable[[Source, str], str | None] = lambda _source, _address: None
    """Where an address on a page leads."""
    wiki: Callable[[Source, str], str | None] = lambda _source, _name: None
    """The link that ``[[name]]`` on a page is."""
    pictures: Mapping[str, Path] = field(default_factory=dict)
    """Pictures by their bare names, as ``![[name]]`` says them."""


class Dump:
    """One file of notes: its parts, its front matter, its photos, and what has been taken."""

    def __init__(self, source: Source, report: Report, site: Surroundings | None = None) -> None:
        """Read a file."""
        site = site or Surroundings()
        self.source = source
        self.report = report
        self.front = topmatter.read(source.text)
        body = source.text[self.front.end :]
        if source.path.suffix.lower() in {".txt", ".text"}:
            body = re.sub(r"^[ \t]+(?![-*+ \t]|\d+[.)])", "", body, flags=re.MULTILINE)
        self.photos = Photos(source, *site.roots, pictures=site.pictures)
        dialect = replace(site.dialect, gallery=self.photos.all_in, photo=self.photos.find)
        written, body = body, dialect.translate(body)
        slugs = {_slug(heading.text) for heading in markdown.Page(body.split("\n"), []).headings}

        def page(address: str) -> str | None:
            own = address.startswith("#") and _slug(address[1:]) in slugs
            return address if own else site.page(source, address)

        inline = Inline(self.photos.find, page, lambda name, _: site.wiki(source, name))
        before = source.text.count("\n", 0, self.front.end)
        numbers = [before + number for number in _numbers(written, body)]
        self.page, notices = markdown.clean(body, inline, numbers)
        notices += [(before + line, reason) for line, reason in dialect.notices]
        for line, reason in notices:
            report.look(line, reason)
        if self.front.fault:
            report.look(
                1, f"the front matter is not well formed ({self.front.fault}): read by line"
            )
        self.parts = parts.parts_of(self.page)
        self.taken: set[int] = set()
        """Indices of lines that have become fields."""
        self.by_name = True
        """Whether the name of the file may say when it was."""

    # -- front matter --------------------------------------------------------------------------

    def front_words(self, *keys: str) -> str:
        """Return the first value of front matter by these keys, as words."""
        low = {key.lower(): value for key, value in self.front.values.items()}
        return next((topmatter.words(low[key]) for key in keys if low.get(key)), "")

    @property
    def event(self) -> str:
        """The event that the front matter names."""
        return self.front_words(*sorted(EVENT_KEYS))

    @property
    def title(self) -> str:
        """The title by front matter, or by the file's name, as MyST."""
        return shown(self.front_words("title") or filename.title(filename.stem(self.source.path)))

    def front_fields(self, kind: str) -> Fields:
        """Return what the front matter says of an event or a talk."""
        fields = Fields(kind)
        for key, value in self.front.values.items():
            self._put_key(fields, key, value)
        return fields

    def _put_key(self, fields: Fields, key: str, value: object) -> str:
        name = labels.field_of(fields.kind, key)
        well = bool(name) and labels.put(fields, Fact(key, name, topmatter.words(value)))
        return name if well else ""

    def put_front(self, draft: Draft, homes: Iterable[Fields]) -> None:
        """Put front matter into the first fields that take it; the rest stays front matter."""
        rest: dict[str, Any] = {}
        homes = list(homes)
        for key, value in self.front.values.items():
            low = key.lower()
            if topmatter.is_unpublished(key, value):
                draft.draft = True
            elif (
                low == "title"
                or topmatter.is_about_publishing(key, value)
                or (low in EVENT_KEYS and len(homes) > 1)
            ):
                continue
            elif name := next(filter(None, (self._put_key(f, key, value) for f in homes)), ""):
                self.report.count(key, name)
            elif low == "year" and homes[-1].kind == "event" and homes[-1].put("date", str(value)):
                self.report.count(key, "date")
            elif topmatter.words(value):
                rest[key if low not in _MEANT else f"old-{key}"] = topmatter.plain(value)
        if rest:
            said = "; ".join(f"{key}: {topmatter.words(value)}" for key, value in rest.items())
            self.report.leave_out(f"no field takes this front matter, which stays: {said}")
            draft.topmatter = rest
        draft.prose = joined(*self.front.comments, draft.prose)

    # -- facts ---------------------------------------------------------------------------------

    def take(self, fields: Fields, part: Part) -> None:
        """Put what the head of a part says into fields; what can't be put stays where it was."""
        if fields.kind == "talk":
            self._take_people(fields, part)
        if part.score:
            self.report.look(part.line, f"{part.score} is taken for a rating")
            labels.put(fields, Fact("", "rating", part.score))
        for index, address in part.address.items():
            if fields.kind == "event" and "url" not in fields and fields.put("url", address):
                self.taken.add(index)
        for index, fact in part.facts.items():
            name = labels.field_of(fields.kind, fact.label) if fact.label else fact.field
            if name and labels.put(fields, fact._replace(field=name)):
                self.taken.add(index)
                self.report.count(fact.label or "a score", name)

    def _take_people(self, fields: Fields, part: Part) -> None:
        fields.put("speakers", *part.speakers)
        self.taken.update(part.people)
        for told in filter(None, (part.who.how, part.people and "the line below a heading")):
            self.report.count(str(told), "speakers")
        if len(part.date) == 10:
            fields.put("start", part.date)
        for doubt in part.who.doubts:
            self.report.look(part.line, doubt)
        for dropped in part.who.dropped:
            self.report.leave_out(f"{self.source.name}:{part.line}: {dropped}")

    def say_who_may_speak(self, part: Part) -> None:
        """Report a line of names that nothing says to be who speaks."""
        if part.maybe is not None and not part.has_speaker:
            name = self.page.lines[part.maybe].strip()
            number = self.page.numbers[part.maybe]
            self.report.look(number, f"{name!r} may be who speaks; it is kept as prose")

    def take_name_heading(self, head: Part, rest: list[Part]) -> None:
        """Take the speaker from a heading that is a name, directly below that of the talk."""
        if not rest or self.prose(head) or head.has_speaker or not names.names(rest[0].text):
            return
        head.people[head.begin] = names.names(rest[0].text)
        self.taken.update(range(head.begin, rest[0].begin))
        head.end = rest.pop(0).end

    def date(self, fields: Fields, found: list[str], title: str) -> None:
        """Date an event: by its facts, headings, title, file or folder, whichever says it first."""
        if "date" in fields:
            return
        date = when.spanned(found) or when.year_in(plain(title)) or self.date_in_name()
        if date:
            fields.put("date", date)

    def date_in_name(self, least: int = 4) -> str:
        """Return the date that the name of the file or folder says, where that may say it.

        :param least: how long it has to be: 4 for a year, 10 for a day.
        """
        if self.by_name:
            for name in (self.source.path.stem, self.source.path.resolve().parent.name):
                if len(date := when.in_name(name)) >= least:
                    self.report.look(0, f"the date {date} is the one in the name {name!r}")
                    return date
        return ""

    # -- sections ------------------------------------------------------------------------------

    def sections(self, draft: Draft, rest: list[Part], above: int) -> None:
        """Add the headings below a page's title, and say which are talks.

        :param above: the level of the title in the dump.
        """
        talks = _talks(rest) if draft.fields.kind == "event" else set()
        named = any(part.has_speaker for part in rest)
        day = ""
        for at, part in enumerate(rest):
            if part.is_day:
                day = part.date if len(part.date) == 10 else ""
            section = Section(part.text, max(2, part.level - above + 1), line=part.line)
            if at in talks:
                section.title = part.title
                section.talk = Fields("talk")
                self.take(section.talk, part)
                if day and "start" not in section.talk:
                    section.talk.put("start", day)
                elif day and re.match(r"\d\d?:\d\d", section.talk["start"]):
                    section.talk.put("start", f"{day} {section.talk['start']}")
                if named and not part.has_speaker:
                    self.report.look(part.line, f"no speaker found: {plain(part.title)}")
                    self.say_who_may_speak(part)
            section.prose = self.prose(part)
            draft.sections.append(section)

    # -- prose ---------------------------------------------------------------------------------

    def prose(self, *of: Part) -> str:
        """Return the lines of parts that have become no field, as they are."""
        return joined(*map(self._prose, of))

    def _prose(self, part: Part) -> str:
        kept: list[str] = []
        comments = [part.comments] if part.comments else []
        gap = False
        for index in range(part.begin, part.end):
            line = self.page.lines[index]
            if index in self.taken:
                comments += _COMMENT.findall(line)
                gap = not kept or not kept[-1].strip()
            elif line.strip() or not gap:
                kept.append(line)
                gap = gap and not line.strip()
        return joined(*comments, "\n".join(kept).strip("\n"))

    def finish(self, draft: Draft) -> None:
        """Give a page the definitions that it uses, its photos, and links to its own talks."""
        slugs = {_slug(section.title): section for section in draft.sections}
        by_line = {part.line: _slug(part.text) for part in self.parts if part.level}
        slugs.update({by_line[s.line]: s for s in draft.sections if s.line in by_line})

        def anchor(match: re.Match[str]) -> str:
            section = slugs.get(_slug(match["slug"]))
            if section is None or section.talk is None:
                self.report.look(0, f"#{match['slug']} leads to no talk: the link's words are kept")
                return match["text"]
            own = section.talk["id"] or ids.slug(plain(section.title))
            return f"{{talk}}`{plain(match['text'])} <{own}>`"

        draft.prose = _outside_code(draft.prose, lambda text: _ANCHOR.sub(anchor, text))
        for section in draft.sections:
            section.prose = _outside_code(section.prose, lambda text: _ANCHOR.sub(anchor, text))
        texts = [draft.title, draft.prose]
        texts += [f"{section.title}\n{section.prose}" for section in draft.sections]
        whole = "\n".join(texts)
        there = dict(markdown.definitions(whole.split("\n")))
        words = " ".join(whole.split()).casefold()
        missing = [
            line
            for label, line in markdown.definitions(self.page.lines)
            if label not in there and f"[{label}]" in words
        ]
        if missing:
            last = draft.sections[-1] if draft.sections else draft
            last.prose = joined(last.prose, "\n".join(missing))
        draft.photos = self.photos.shown_in(whole)


def _numbers(written: str, made: str) -> list[int]:
    """Return the number of the line in *written* that each line of *made* comes from, or near."""
    old, new = written.split("\n"), made.split("\n")
    if old == new or len(old) > _LONG:
        return [min(number, len(old)) for number in range(1, len(new) + 1)]
    numbers = []
    for _, low, high, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        numbers += [min(low + n, max(low, high - 1)) + 1 for n in range(end - begin)]
    return numbers


def joined(*texts: str) -> str:
    """Return texts as blocks, without those that are empty."""
    return "\n\n".join(text.strip("\n") for text in texts if text.strip())


def _talks(rest: list[Part]) -> set[int]:
    """Return which headings are talks: those with a sign of one, and their equals."""
    found = {at for at, part in enumerate(rest) if part.is_talk and not part.is_day}
    for level in {rest[at].level for at in found}:
        equals = {
            at
            for at, part in enumerate(rest)
            if part.level == level
            and not part.is_general
            and not any(other.is_talk for other in parts.below(rest, at))
        }
        if 2 * len(found & equals) >= len(equals):
            found |= equals
    return found


def _slug(text: str) -> str:
    """Return the anchor that GitHub gives a heading, with one dash for several."""
    return re.sub(r"[ -]+", "-", re.sub(r"[^\w\- ]", "", plain(text).lower())).strip("-")


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    made: list[str] = []
    at = 0
    for match in _FENCED.finditer(text):
        made += [change(text[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*made, change(text[at:])])
