"""The columns that a table may have: the head of each, what stands in its cells, and its class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import NC_, gettext
from eventnotes.kinds.added import AddedField
from eventnotes.kinds.tables import LISTS
from eventnotes.model.library import Library
from eventnotes.model.profiles import Profile, Row
from eventnotes.model.query import Query
from eventnotes.model.records import Event, Link, Takeaway, Talk
from eventnotes.model.resources import Resource
from eventnotes.views import lines
from eventnotes.views.inline import day, entry_link, join, link, name, small
from eventnotes.views.tree import Amount, Head, Inline, Table, Words

NUMBER = "en-number"
"""The class of cells with numbers."""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    """Its head, a message of the catalogue."""
    cell: Callable[[Library, Any], Inline]
    """What returns a cell, of a :class:`Row`, or of a :class:`Profile` in a table of names."""
    css: str = ""


def columns_of(library: Library, plural: str) -> Mapping[str, Column]:
    """Return the columns that a table of that kind may have."""
    fields = library.kinds.fields_listed(plural)
    own = {field.name: Column(field.label(), _added(field)) for field in fields}
    return {**COLUMNS.get(plural, {}), **own}


def table(library: Library, query: Query, items: Sequence[Row | Profile]) -> Table:
    """Return rows, or names, as a table with the columns that *query* names.

    The title of a talk says its format and its topics as well, unless a column does.
    """
    known = columns_of(library, query.kind)
    wanted = query.columns or LISTS[query.kind].shown
    heads = tuple(Head(key, gettext(known[key].title), known[key].css) for key in wanted)
    cells = [known[key].cell for key in wanted]
    if {"format", "topics"} & set(wanted):
        cells = [lines.title if cell is _tagged_title else cell for cell in cells]
    rows: list[tuple[Inline, ...]] = []
    for item in items:
        key = ("cells", id(item), query.kind, wanted)
        made = library.shown.get(key)
        if made is None:
            made = item, tuple([cell(library, item) for cell in cells])
            library.shown[key] = made
        rows.append(made[1])
    css = "en-sortable" if query.kind == "talks" else "en-plain"
    return Table(heads, tuple(rows), css)


# -- cells of what was noted -------------------------------------------------------------------


def _tagged_title(library: Library, row: Row) -> Inline:
    talk = row.record
    if not isinstance(talk, Talk):
        return lines.title(library, row)
    tags = join([_format(library, row), _topics(library, row), lines.missed(talk)], " · ")
    return join([lines.title(library, row), small(tags, "en-tags")], "")


def _speakers(library: Library, row: Row) -> Inline:
    return lines.who(library, row.record) if isinstance(row.record, Talk) else ""


def _event(library: Library, row: Row) -> Inline:
    return lines.event_of(row)


def _date(library: Library, row: Row) -> Inline:
    if isinstance(row.record, Event):
        return lines.dates(library, row.record)
    if isinstance(row.record, Link | Resource):
        return day(library, row.record.date, short=True)
    return day(library, row.day, row.last, short=True)


def _topics(library: Library, row: Row) -> Inline:
    if isinstance(row.record, Takeaway):
        return ""
    entries = library.entries
    names = (
        entries[topic.id].title if topic.id in entries else topic.text
        for topic in row.record.topics
    )
    return join(Words(shown, "en-tag") for shown in names if shown)


def _rating(library: Library, row: Row) -> Inline:
    return lines.score(getattr(row.record, "rating", None))


def _duration(library: Library, row: Row) -> Inline:
    talk = row.talk
    seconds = (talk.actual or talk.planned or 0) if talk is not None else 0
    if talk is None or not seconds:
        return ""
    shown = date_words.duration(seconds)
    over = date_words.overrun(talk.planned, talk.actual) if talk.planned and talk.actual else ""
    return Amount(seconds, f"{shown} ({over})" if over else shown)


def _recording(library: Library, row: Row) -> Inline:
    addresses = row.talk.recording if row.talk is not None else ()
    label = terms.MEDIA["recording"]
    return join(
        link(library, url, label if len(addresses) == 1 else words.numbered(label, number))
        for number, url in enumerate(addresses, 1)
    )


def _attended(library: Library, row: Row) -> Inline:
    own = row.talk.attended if row.talk is not None else ""
    way = own or (row.event.attended if row.event is not None else "")
    return terms.ATTENDED[way] if way else ""


def _talks(library: Library, row: Row) -> Inline:
    return str(lines.counted(library.talks_at[row.record.page]))


def _host(library: Library, row: Row) -> Inline:
    return join(name(library, org) for org in row.event.host) if row.event else ""


def _authors(library: Library, row: Row) -> Inline:
    authors = row.record.authors if isinstance(row.record, Link | Resource) else ()
    return join(name(library, author) for author in authors)


def _format(library: Library, row: Row) -> Inline:
    talk = row.talk
    if talk is None or not (talk.format or talk.planned_format):
        return ""
    return Words(words.format_name(talk), "en-format")


def _kind(library: Library, row: Row) -> Inline:
    return lines.kind(row.record.kind) if isinstance(row.record, Link | Resource) else ""


def _word(field: str) -> Callable[[Library, Row], Inline]:
    return lambda library, row: str(getattr(row.record, field, ""))


def _added(field: AddedField) -> Callable[[Library, Row], Inline]:
    return lambda library, row: join(field.words(row.record))


# -- cells of names ----------------------------------------------------------------------------


def _name(library: Library, profile: Profile) -> Inline:
    return entry_link(library, profile.entry)


def _org(library: Library, profile: Profile) -> Inline:
    latest = next((each.org for each in reversed(profile.affiliations()) if each.org), None)
    return name(library, latest) if latest is not None else ""


def _last(library: Library, profile: Profile) -> Inline:
    return day(library, profile.last, short=True)


def _mentions(library: Library, profile: Profile) -> Inline:
    return str(len(library.cited.get(profile.entry.id, ())))


def _people(library: Library, profile: Profile) -> Inline:
    return str(len(profile.known))


def _count(field: str) -> Callable[[Library, Profile], Inline]:
    return lambda library, profile: str(lines.counted(getattr(profile, field)))


# -- all of them -------------------------------------------------------------------------------

# translators: how many talks
_TALKS = NC_("head of a column", "Talks")
_DATE = Column(NC_("head of a column", "Date"), _date)
_TOPICS = Column(NC_("head of a column", "Topics"), _topics)
_RATING = Column(NC_("head of a column", "Score"), _rating)
# translators: how the author attended
_ATTENDED = Column(NC_("head of a column", "Attended"), _attended)
_EVENT = Column(NC_("head of a column", "Event"), _event)
_NAMES = {
    "name": Column(NC_("head of a column", "Name"), _name),
    "talks": Column(_TALKS, _count("talks"), NUMBER),
    # translators: how many places mention it
    "mentions": Column(NC_("head of a column", "Mentions"), _mentions, NUMBER),
    # translators: the date of the latest talk
    "last": Column(NC_("head of a column", "Last"), _last),
}
# translators: how many events
_EVENTS = Column(NC_("head of a column", "Events"), _count("events"), NUMBER)

COLUMNS: dict[str, dict[str, Column]] = {
    "events": {
        "title": Column(NC_("head of a column", "Event"), lines.title),
        "date": _DATE,
        # translators: the town
        "place": Column(NC_("head of a column", "Place"), _word("place")),
        # translators: the organisation that held an event
        "host": Column(NC_("head of a column", "Run by"), _host),
        # translators: the series that an event belongs to
        "series": Column(NC_("head of a column", "Series"), _word("series")),
        "talks": Column(_TALKS, _talks, NUMBER),
        "attended": _ATTENDED,
        "topics": _TOPICS,
        "rating": _RATING,
    },
    "talks": {
        "title": Column(NC_("head of a column", "Talk"), _tagged_title),
        # translators: the people who spoke
        "speakers": Column(NC_("head of a column", "Who"), _speakers),
        "event": _EVENT,
        "date": _DATE,
        "format": Column(NC_("head of a column", "Format"), _format),
        "topics": _TOPICS,
        "room": Column(NC_("head of a column", "Room"), _word("room")),
        "duration": Column(NC_("head of a column", "Duration"), _duration),
        "attended": _ATTENDED,
        "recording": Column(NC_("head of a column", "Recording"), _recording),
        "rating": _RATING,
    },
    "people": {
        **_NAMES,
        "org": Column(NC_("head of a column", "Organisation"), _org),
        # translators: how many talks somebody moderated
        "moderated": Column(NC_("head of a column", "Moderated"), _count("moderated"), NUMBER),
    },
    "orgs": {
        **_NAMES,
        # translators: how many people
        "people": Column(NC_("head of a column", "People"), _people, NUMBER),
        "events": _EVENTS,
    },
    "topics": {**_NAMES, "events": _EVENTS},
    "links": {
        "title": Column(NC_("head of a column", "Link"), lines.title),
        # translators: the kind of a link
        "kind": Column(NC_("head of a column", "Kind"), _kind),
        # translators: the web site
        "site": Column(NC_("head of a column", "Site"), _word("site")),
        # translators: the authors of something on the web
        "authors": Column(NC_("head of a column", "By"), _authors),
        "date": _DATE,
        "event": _EVENT,
        "topics": _TOPICS,
    },
}
"""The columns of each list that can be a table, in no order."""
