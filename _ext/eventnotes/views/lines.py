"""One thing that was noted as a line in a list."""

from __future__ import annotations

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.model.library import Library
from eventnotes.model.profiles import Row
from eventnotes.model.records import Event, Rating, Takeaway, Talk
from eventnotes.views.inline import day, join, link, name, prose, small
from eventnotes.views.tree import Amount, Inline, Ref, Score, Time, Words

_SAID_ABOVE = frozenset({"person", "event", "kind"})


def line_of(library: Library, row: Row, *, within: str = "") -> Inline:
    """Return a row as one line, the same value to every list that shows it.

    :param within: what the heading above is and the line need not say: of ``person``, ``event``
        and ``kind`` the line says nothing then.
    """
    key = ("line", id(row), within if within in _SAID_ABOVE else "")
    known = library.shown.get(key)
    if known is None:
        known = library.shown[key] = (row, _line(library, row, within))
    shown: Inline = known[1]
    return shown


def _line(library: Library, row: Row, within: str) -> Inline:
    record = row.record
    if isinstance(record, Takeaway):
        said = join((prose(library, runs, record.page) for runs in record.prose), " ")
        shown = said or record.title or gettext(terms.TAKEAWAY)
        return join([shown, small(way_back(library, row), "en-meta")], "")
    facts: list[Inline]
    if isinstance(record, Talk):
        facts = [
            "" if within == "person" else who(library, record),
            words.format_name(record) if record.format else "",
            "" if within == "event" else event_of(row),
            day(library, row.day, row.last),
            missed(record),
            score(library, record.rating),
        ]
    elif isinstance(record, Event):
        facts = [dates(library, record), record.place, score(library, record.rating)]
    else:
        facts = [
            join(name(library, author) for author in record.authors),
            record.site,
            "" if within == "kind" else kind(record.kind),
            day(library, record.date),
            "" if within == "event" else way_back(library, row),
        ]
    return join([title(library, row), small(join(facts, " · "), "en-meta")], "")


def title(library: Library, row: Row) -> Inline:
    """Return the title of a row as a link to where it stands."""
    record = row.record
    shown: Inline
    if isinstance(record, Talk) or isinstance(record, Event):  # noqa: SIM101  # often, so quickly
        shown = Ref(record.page, record.anchor, titled(record))
    elif not isinstance(record, Takeaway) and record.url:
        shown = link(library, record.url, record.title)
    else:
        shown = Ref(record.page, record.anchor, record.title or record.id)
    return (shown, " ", private(True)) if row.private else shown


def titled(record: Event | Talk) -> Inline:
    """Return the title of an event or a talk, in its language."""
    shown = record.title or record.id
    return Words(shown, language=record.language) if record.language else shown


def way_back(library: Library, row: Row) -> Inline:
    """Return where a takeaway or a link was noted: its talk and event, as links."""
    page, anchor = row.record.page, row.record.anchor
    parts: list[Inline] = []
    if row.talk is not None:
        parts.append(Ref(page, anchor, titled(row.talk)))
    if row.event is not None:
        parts.append(Ref(page, row.event.anchor if parts else anchor, titled(row.event)))
    if not parts:
        parts.append(Ref(page, anchor, library.corpus.pages[page].title or page))
    return join([join(parts), private(row.private)], " ")


def private(is_private: bool) -> str:
    """Return the mark of what stands in private words."""
    return f"({gettext(terms.PRIVATE_MARK)})" if is_private else ""


def who(library: Library, talk: Talk) -> Inline:
    """Return who gave a talk: one person with the organisation, several without."""
    people = [name(library, each) for each in talk.speakers if each.name or each.id]
    orgs = [mention.org for mention in talk.speakers if mention.org is not None]
    if len(people) == 1 and len(talk.speakers) == 1:
        return join([people[0], *(name(library, org) for org in [*orgs, *talk.org])], " · ")
    if people:
        return join(people)
    return join(name(library, org) for org in dict.fromkeys([*orgs, *talk.org]))


def event_of(row: Row) -> Inline:
    """Return the event of a row as a link."""
    if row.event is None:
        return ""
    return Ref(row.event.page, row.event.anchor, titled(row.event))


def dates(library: Library, event: Event) -> Inline:
    """Return when an event was."""
    if event.date is None:
        return ""
    return Time(event.date.first, date_words.days(event.date, library.language))


def missed(talk: Talk) -> str:
    """Return that the author was not there, if so."""
    return terms.ATTENDED[talk.attended] if talk.attended in {"no", "not yet"} else ""


def kind(key: str) -> Words:
    """Return what kind of resource a link leads to; a style sheet may draw an icon for it."""
    return Words(words.capital(terms.LINK_KINDS[key]), f"en-kind en-kind-{key}")


def score(library: Library, rating: Rating | None) -> Inline:
    """Return the score of a rating, or the ends of several and how many there are."""
    if rating is None or rating.fraction is not None or not rating.scores:
        return "" if rating is None or rating.fraction is None else Score(rating.fraction)
    rank = round((rating.rank or 0) * 1000)
    return Amount(rank, f"{words.spread(rating.scores, library.scale)} ({len(rating.scores)})")


def reason(row: Row) -> Inline:
    """Return why a talk or an event has its score, in the author's words."""
    record = row.record
    rating = record.rating if isinstance(record, Talk | Event) else None
    return Words(rating.reason, "en-reason") if rating is not None and rating.reason else ""


def counted(rows: list[Row]) -> int:
    """Return how many are not private."""
    return sum(1 for row in rows if not row.private)
