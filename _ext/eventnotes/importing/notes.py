"""Raw notes: a dump in Markdown or text, in the styles that people use, as event pages.

A dump is one event with talks, one talk, or several events. What tells is in its headings: a title
that lists those below it, dates, people. Where nothing tells, it is one event, whose headings are
sections; the report says how to have it otherwise.
"""

from __future__ import annotations

import re

from eventnotes.importing import filename, when
from eventnotes.importing.dialects import Dialect
from eventnotes.importing.draft import Draft, Fields, Refused, Section
from eventnotes.importing.dump import Dump, Surroundings, joined
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.parts import Part
from eventnotes.importing.report import Report
from eventnotes.importing.writer import plain
from eventnotes.importing.writer import title as shown
from eventnotes.model import ids

_OWN = re.compile(r"^[`~:]{3,}[ \t]*\{(?:notes:)?(?:event|talk)\}", re.MULTILINE)
_LIST = re.compile(r"\s*(?:,|;|\+|&|/|\band\b|\bund\b)\s*")
_VERSION = re.compile(r"\W*(?:version |release )?v?\d+(?:\.\d+)+", re.IGNORECASE)
"""What a heading of a list of changes begins with."""
NAME = "notes in Markdown or text"


def recognises(source: Source) -> bool:
    """Tell whether a source is a file of text."""
    return source.looks_like == "text"


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return the pages of a dump."""
    if source.path.suffix.lower() == ".rst":
        raise Refused(f"{source.name}: it is reStructuredText; put it into the notes as it is")
    if not source.text.strip():
        raise Refused(f"{source.name}: it is empty")
    if _OWN.search(source.text):
        raise Refused(f"{source.name}: it is an event page already; put it into the notes as it is")
    dump = Dump(source, report, Surroundings(Dialect(dropdowns=asked.dropdowns)))
    return drafts_of(dump, asked, report)


def drafts_of(dump: Dump, asked: Asked, report: Report) -> list[Draft]:
    """Return the pages of a dump that has been read."""
    first, *rest = dump.parts
    head, rest = _head(dump, rest)
    marked = _events(head, rest, asked)
    if marked:
        drafts = _several(dump, first, head, rest, marked)
    elif _is_talk(dump, head, rest):
        drafts = [_talk_page(dump, first, head, rest)]
    else:
        drafts = [_event_page(dump, first, head, rest)]
        if asked.split is None:
            _hint(report, rest)
    for draft in drafts:
        dump.finish(draft)
    report.found = f"{NAME}, {f'{len(drafts)} events' if marked else _what(drafts[0])}"
    return drafts


def _what(draft: Draft) -> str:
    return "one event" if draft.fields.kind == "event" else "one talk"


# -- what it is ------------------------------------------------------------------------------------


def _head(dump: Dump, rest: list[Part]) -> tuple[Part | None, list[Part]]:
    """Return the heading that is the page's title, and the others."""
    if not rest:
        return None, rest
    head = rest[0]
    top = min(part.level for part in rest)
    alone = sum(part.level == top for part in rest) == 1
    stem = filename.stem(dump.source.path)
    words = ids.slug(stem).split("-")
    shared = {word for word in ids.slug(head.text).split("-") if word in words and len(word) > 3}
    same = len(shared) > 1 and not head.speakers
    if front := dump.front_words("title"):
        alone = same = ids.slug(front) == ids.slug(plain(head.text))
    elif head.level > 1 and head.has_speaker and filename.names_event(stem, head.text):
        alone = False  # the talk of an event that the file is named after
    if head.level == top and (alone or same):
        return head, rest[1:]
    return None, rest


def _events(head: Part | None, rest: list[Part], asked: Asked) -> list[Part]:
    """Return the headings that each are an event; none if the dump is one."""
    if asked.split is not None:
        return [part for part in rest if asked.split and part.level == asked.split]
    level = min((part.level for part in rest), default=0)
    children = [part for part in rest if part.level == level]
    if len(children) < 2 or any(part.has_speaker for part in children):
        return []
    if head is not None and _lists(head.text, children):
        return children
    marked = [part for part in children if _says_when(part)]
    return marked if len(marked) > 1 and 2 * len(marked) >= len(children) else []


def _says_when(part: Part) -> bool:
    """Tell whether a heading names an event: it has a date or a year, or its page's address."""
    if part.is_day or _VERSION.match(part.text):
        return False
    return bool(part.date or part.address or when.year_in(part.title))


def _lists(title: str, children: list[Part]) -> bool:
    """Tell whether a title lists the headings below it."""
    pieces = [ids.slug(piece) for piece in _LIST.split(title) if piece.strip()]
    heads = [ids.slug(part.text) for part in children]
    if len(pieces) < 2 or len(pieces) != len(heads):
        return False

    def same(piece: str, head: str) -> bool:
        return f"{piece}-".startswith(f"{head}-") or f"{head}-".startswith(f"{piece}-")

    return all(any(same(piece, head) for piece in pieces) for head in heads)


def _is_talk(dump: Dump, head: Part | None, rest: list[Part]) -> bool:
    """Tell whether the dump is of one talk."""
    if head is not None:
        dump.take_name_heading(head, rest)
    if any(part.has_speaker for part in rest):
        return False
    return bool(dump.front_fields("talk").all("speakers")) or (
        head is not None and head.has_speaker
    )


def _hint(report: Report, rest: list[Part]) -> None:
    if len(rest) > 1 and not any(part.is_talk for part in rest):
        level = min(part.level for part in rest)
        count = sum(part.level == level for part in rest)
        if count > 1:
            report.look(
                0, f"no talk found; --split={level} makes a page of each of {count} headings"
            )


# -- pages -----------------------------------------------------------------------------------------


def _several(
    dump: Dump, first: Part, head: Part | None, rest: list[Part], marked: list[Part]
) -> list[Draft]:
    """Return a page for each event. What stands before the first goes to its page."""
    drafts: list[Draft] = []
    begins = [rest.index(part) for part in marked]
    for begin, end in zip(begins, [*begins[1:], len(rest)], strict=True):
        part = rest[begin]
        draft = Draft(part.event_title, line=part.line)
        date = part.date or when.year_in(plain(part.title))
        if date:
            draft.fields.put("date", date)
        dump.take(draft.fields, part)
        draft.prose = dump.prose(part)
        dump.sections(draft, rest[begin + 1 : end], part.level)
        drafts.append(draft)
    dump.put_front(drafts[0], [drafts[0].fields])
    opening = dump.prose(first, *([head] if head else []), *rest[: begins[0]])
    drafts[0].prose = joined(opening, drafts[0].prose)
    for part in ([head] if head else []) + rest[: begins[0]]:
        dump.report.leave_out(f"{dump.source.name}:{part.line}: the heading {plain(part.text)!r}")
    if opening:
        dump.report.look(first.line, f"what stands before is on the page of {drafts[0].title}")
    return drafts


def _above(head: Part | None, rest: list[Part]) -> int:
    """Return the level of the page's title, as the headings below it count."""
    if head is not None:
        return head.level
    return min((part.level for part in rest), default=1) - 1


def _event_page(dump: Dump, first: Part, head: Part | None, rest: list[Part]) -> Draft:
    opening = [first, *([head] if head else [])]
    draft = Draft(head.event_title if head else dump.title, line=head.line if head else 1)
    dump.put_front(draft, [draft.fields])
    for part in opening:
        dump.take(draft.fields, part)
        dump.say_who_may_speak(part)
    days = [part.date for part in rest if part.is_day and part.date]
    own = [part.date for part in opening if part.date]
    dump.date(draft.fields, own or days or _first_line(dump), draft.title)
    draft.prose = joined(draft.prose, dump.prose(*opening))
    dump.sections(draft, rest, _above(head, rest))
    return draft


def _first_line(dump: Dump) -> list[str]:
    """Return the date that the first line of a text without headings says."""
    if len(dump.parts) > 1:
        return []
    found = when.find(next((line for line in dump.page.lines if line.strip()), "")[:200])
    return [found.date] if found else []


def _talk_page(dump: Dump, first: Part, head: Part | None, rest: list[Part]) -> Draft:
    """Return the page of one talk: of its event, if that is named, else of its own."""
    event = (head.who.event if head else "") or dump.event
    talk = Fields("talk")
    opening = [first, *([head] if head else [])]
    for part in opening:
        dump.take(talk, part)
    title = head.title if head else dump.title
    prose = dump.prose(*opening)
    if not event:
        if "start" not in talk and (date := dump.date_in_name(least=10)):
            talk.put("start", date[:10])
        draft = Draft(title, talk, prose, line=first.line)
        dump.put_front(draft, [talk])
        dump.sections(draft, rest, _above(head, rest))
        return draft
    draft = Draft(shown(event), line=first.line)
    draft.sections = [Section(title, 2, talk, prose, line=head.line if head else first.line)]
    dump.put_front(draft, [talk, draft.fields])
    dump.date(draft.fields, [head.date] if head and head.date else [], event)
    dump.sections(draft, rest, _above(head, rest) - 1)
    return draft


FORMAT = Format(NAME, recognises, read)
