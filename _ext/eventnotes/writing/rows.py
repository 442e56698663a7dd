"""One thing that was noted as a line in a list, and as the cells of a table."""

from __future__ import annotations

from collections.abc import Callable

from eventnotes import moments, terms, words
from eventnotes.messages import gettext
from eventnotes.model.dossiers import Row
from eventnotes.model.records import Event, Link, Takeaway, Talk
from eventnotes.model.resources import Resource
from eventnotes.writing.pen import B, Column, I, Pen

# -- lines -------------------------------------------------------------------------------------


def line_of(pen: Pen[I, B], row: Row, *, within: str = "") -> I:
    """Write a row as one line.

    :param within: what the heading above says, which need not be said again: ``person``,
        ``event``, ``kind``, or nothing.
    """
    record = row.record
    if isinstance(record, Takeaway):
        plain = record.title or gettext(terms.TAKEAWAY)
        said = pen.join(_paragraphs(pen, record), " ") or pen.text(plain)
        return pen.join([said, pen.small(way_back(pen, row), "en-meta")], "")
    facts: list[I] = []
    if isinstance(record, Talk) and within != "person":
        facts.append(who(pen, record))
    if isinstance(record, Link | Resource):
        facts += [pen.join(pen.named(author) for author in record.authors), pen.text(record.site)]
        facts.append(pen.text("") if within == "kind" else pen.kind(record.kind))
        facts += [pen.day(record.date), pen.text("") if within == "event" else way_back(pen, row)]
    elif isinstance(record, Event):
        facts += [dates(pen, record), pen.text(record.place)]
    else:
        facts += [pen.text(words.format_name(record)) if record.format else pen.text("")]
        if within != "event":
            facts.append(event_of(pen, row))
        facts.append(pen.day(row.day, row.last))
        if row.talk is not None and row.talk.attended in {"no", "not yet"}:
            facts.append(pen.text(terms.ATTENDED[row.talk.attended]))
    rating = getattr(record, "rating", None)
    if rating is not None and rating.fraction is not None:
        facts.append(pen.score(rating.fraction))
    meta = pen.small(pen.join(facts, " · "), "en-meta")
    return pen.join([title(pen, row), meta], "")


def title(pen: Pen[I, B], row: Row) -> I:
    """Write the title of a row as a link to where it stands."""
    record = row.record
    language = record.language if isinstance(record, Event | Talk) else ""
    shown = pen.text(record.title or record.id, language=language)
    if isinstance(record, Link | Resource) and record.url:
        shown = pen.link(record.url, record.title)
    else:
        shown = pen.to(record.page, record.anchor, shown)
    return pen.join([shown, _private(pen, row)], " ")


def way_back(pen: Pen[I, B], row: Row) -> I:
    """Write where a takeaway or a link was noted: its talk and event, as links."""
    parts: list[I] = []
    if row.talk is not None:
        shown = pen.text(row.talk.title, language=row.talk.language)
        parts.append(pen.to(row.record.page, row.record.anchor, shown))
    if row.event is not None:
        place = row.event if parts else row.record
        shown = pen.text(row.event.title, language=row.event.language)
        parts.append(pen.to(row.record.page, place.anchor, shown))
    if not parts:
        notes = pen.library.corpus.pages[row.record.page]
        shown = pen.text(notes.title or row.record.page)
        parts.append(pen.to(row.record.page, row.record.anchor, shown))
    return pen.join([pen.join(parts), _private(pen, row)], " ")


def _private(pen: Pen[I, B], row: Row) -> I:
    return pen.text(f"({gettext(terms.PRIVATE_MARK)})" if row.private else "")


def _paragraphs(pen: Pen[I, B], takeaway: Takeaway) -> list[I]:
    return [pen.prose(runs, takeaway.page) for runs in takeaway.prose]


def who(pen: Pen[I, B], talk: Talk) -> I:
    """Write who gave a talk: one person with the organisation, several without."""
    people = [pen.named(mention) for mention in talk.speakers if mention.name or mention.id]
    orgs = [mention.org for mention in talk.speakers if mention.org is not None]
    if len(people) == 1 and len(talk.speakers) == 1:
        return pen.join([people[0], *(pen.named(org) for org in [*orgs, *talk.org])], " · ")
    if people:
        return pen.join(people)
    return pen.join(pen.named(org) for org in dict.fromkeys([*orgs, *talk.org]))


def event_of(pen: Pen[I, B], row: Row) -> I:
    """Write the event of a row as a link."""
    if row.event is None:
        return pen.text("")
    shown = pen.text(row.event.title, language=row.event.language)
    return pen.to(row.event.page, row.event.anchor, shown)


def dates(pen: Pen[I, B], event: Event) -> I:
    """Write when an event was."""
    if event.date is None:
        return pen.text("")
    return pen.time(event.date.first, moments.days(event.date, pen.language))


def topics(pen: Pen[I, B], record: Event | Talk | Link | Resource) -> I:
    """Write topics by name."""
    entries = pen.library.entries
    names = (entries[name.id].title if name.id in entries else name.text for name in record.topics)
    return pen.join(pen.text(name, "en-tag") for name in names)


# -- cells -------------------------------------------------------------------------------------

Cell = Callable[[Pen[I, B], Row], I]


def _title_cell(tagged: bool) -> Cell[I, B]:
    def cell(pen: Pen[I, B], row: Row) -> I:
        record = row.record
        if not tagged or not isinstance(record, Talk):
            return title(pen, row)
        kind = words.format_name(record) if record.format or record.planned_format else ""
        missed = terms.ATTENDED[record.attended] if record.attended in {"no", "not yet"} else ""
        said = [pen.text(kind, "en-format"), topics(pen, record), pen.text(missed)]
        tags = pen.join(said, " · ")
        return pen.join([title(pen, row), pen.small(tags, "en-tags")], "")

    return cell


def _speakers(pen: Pen[I, B], row: Row) -> I:
    return who(pen, row.record) if isinstance(row.record, Talk) else pen.text("")


def _date(pen: Pen[I, B], row: Row) -> I:
    if isinstance(row.record, Event):
        return dates(pen, row.record)
    if isinstance(row.record, Link | Resource):
        return pen.day(row.record.date, short=True)
    return pen.day(row.day, row.last, short=True)


def _topics(pen: Pen[I, B], row: Row) -> I:
    return pen.text("") if isinstance(row.record, Takeaway) else topics(pen, row.record)


def _rating(pen: Pen[I, B], row: Row) -> I:
    rating = getattr(row.record, "rating", None)
    if rating is None or rating.fraction is None:
        return pen.text("")
    return pen.score(rating.fraction)


def _duration(pen: Pen[I, B], row: Row) -> I:
    talk = row.talk
    if talk is None or not (talk.actual or talk.planned):
        return pen.text("")
    seconds = talk.actual or talk.planned or 0
    shown = moments.duration(seconds)
    over = moments.overrun(talk.planned, talk.actual) if talk.planned and talk.actual else ""
    return pen.amount(seconds, f"{shown} ({over})" if over else shown)


def _recording(pen: Pen[I, B], row: Row) -> I:
    addresses = row.talk.recording if row.talk is not None else ()
    label = terms.MEDIA["recording"]
    return pen.join(
        pen.link(url, label if len(addresses) == 1 else words.numbered(label, number))
        for number, url in enumerate(addresses, 1)
    )


def _attended(pen: Pen[I, B], row: Row) -> I:
    own = row.talk.attended if row.talk is not None else ""
    way = own or (row.event.attended if row.event is not None else "")
    return pen.text(terms.ATTENDED[way] if way else "")


def _talk_count(pen: Pen[I, B], row: Row) -> I:
    talks = pen.library.talks_at[row.record.page]
    return pen.text(str(sum(1 for talk in talks if not talk.private)))


def _host(pen: Pen[I, B], row: Row) -> I:
    return pen.join(pen.named(name) for name in row.event.host) if row.event else pen.text("")


def _authors(pen: Pen[I, B], row: Row) -> I:
    authors = row.record.authors if isinstance(row.record, Link | Resource) else ()
    return pen.join(pen.named(author) for author in authors)


def _word(name: str) -> Cell[I, B]:
    def cell(pen: Pen[I, B], row: Row) -> I:
        return pen.text(str(getattr(row.record, name, "")))

    return cell


def _format(pen: Pen[I, B], row: Row) -> I:
    talk = row.talk
    named = talk is not None and (talk.format or talk.planned_format)
    return pen.text(words.format_name(talk) if talk is not None and named else "", "en-format")


def _kind(pen: Pen[I, B], row: Row) -> I:
    return pen.kind(row.record.kind) if isinstance(row.record, Link | Resource) else pen.text("")


def cells(pen: Pen[I, B], wanted: tuple[str, ...]) -> list[Cell[I, B]]:
    """Return what writes each cell of a row whose columns are *wanted*.

    A title says the format and the topics as well, unless they have columns of their own.
    """
    tagged = not {"format", "topics"} & set(wanted)
    known: dict[str, Cell[I, B]] = {
        "title": _title_cell(tagged),
        "speakers": _speakers,
        "event": event_of,
        "date": _date,
        "format": _format,
        "topics": _topics,
        "room": _word("room"),
        "place": _word("place"),
        "series": _word("series"),
        "site": _word("site"),
        "duration": _duration,
        "attended": _attended,
        "recording": _recording,
        "rating": _rating,
        "talks": _talk_count,
        "host": _host,
        "kind": _kind,
        "authors": _authors,
    }
    return [known[name] for name in wanted]


_NUMBERS = frozenset({"talks", "people", "events", "moderated", "mentions"})


def columns(plural: str, wanted: tuple[str, ...]) -> list[Column]:
    """Return the columns of a table."""
    return [Column(name, words.column(plural, name), name in _NUMBERS) for name in wanted]
