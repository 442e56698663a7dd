"""The columns that a table may have: the head of each, what stands in its cells, and its class."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import NC_, gettext
from eventnotes.kinds.added import AddedField
from eventnotes.kinds.tables import LISTS
from eventnotes.model.corpus import name_of
from eventnotes.model.filters import attended_of
from eventnotes.model.library import Library
from eventnotes.model.profiles import Profile, Row
from eventnotes.model.quantities import on_scale
from eventnotes.model.query import Query
from eventnotes.model.records import Talk
from eventnotes.views import lines
from eventnotes.views.inline import day, entry_link, join, link, name, small
from eventnotes.views.tree import Amount, Head, Inline, Table

NUMBER = "en-number"
"""The class of cells with numbers."""


Cell = Callable[[Library, Any], Inline]
"""What returns a cell, of a :class:`Row`, or of a :class:`Profile` in a table of names."""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    """Its head, a message of the catalogue."""
    cell: Cell
    css: str = ""


def columns_of(library: Library, plural: str) -> Mapping[str, Column]:
    """Return the columns that a table of that kind may have."""
    fields = library.kinds.fields_listed(plural)
    own = {field.name: Column(field.label(), _added(field)) for field in fields}
    return {**COLUMNS.get(plural, {}), **own}


def table(library: Library, query: Query, items: Sequence[Row | Profile]) -> Table:
    """Return rows, or names, as a table with the columns that *query* names.

    The title of a talk says its format and its topics as well, its event the date, unless a column
    does.
    """
    known = columns_of(library, query.kind)
    wanted = query.columns or LISTS[query.kind].shown
    heads = tuple(Head(key, gettext(known[key].title), known[key].css) for key in wanted)
    cells = [known[key].cell for key in wanted]
    shown = set(wanted)
    if {"format", "topics"} & shown:
        cells = [lines.title if cell is _tagged_title else cell for cell in cells]
    elif "title" in shown:
        shown |= {"format", "topics"}
    dated = query.kind == "talks" and "date" not in wanted
    if dated:
        cells = [_dated_event if cell is _EVENT.cell else cell for cell in cells]
    rows: list[tuple[Inline, ...]] = []
    for item in items:
        key = ("cells", id(item), query.kind, wanted)
        made = library.shown.get(key)
        if made is None:
            made = item, tuple([cell(library, item) for cell in cells])
            library.shown[key] = made
        rows.append(made[1])
    named = next((at for at, key in enumerate(wanted) if key in _NAMING), 0)
    scored = " en-scored" if "rating" in wanted else ""
    if query.kind != "talks":
        return Table(heads, tuple(rows), f"en-plain{scored}", named)
    if dated:
        heads = tuple(head._replace(also="date" * (head.key == "event")) for head in heads)
        shown |= {"date"} if "event" in shown else set()
    usual = " en-usual" if wanted == LISTS[query.kind].shown else ""
    facts = tuple([tuple(_known(library, row, shown)) for row in items])
    return Table(heads, tuple(rows), f"en-sortable{usual}{scored}", named, facts)


_NAMING = ("title", "name")
"""The columns that say what a row is about."""


def _known(library: Library, row: Any, shown: Collection[str]) -> Iterator[tuple[str, str]]:
    """Return what a reader may choose a talk by, of the columns *shown*: several in a line each."""
    talk: Talk = row.record
    if "topics" in shown:
        yield "topic", "\n".join(_topic_names(library, talk))
    if "format" in shown and (talk.format or talk.planned_format):
        yield "format", words.format_name(talk)
    if "date" in shown:
        yield "year", row.day[:4]
    if "speakers" in shown:
        yield (
            "person",
            "\n".join(
                name_of(library.entries, each) for each in talk.speakers if each.name or each.id
            ),
        )
    if "event" in shown and row.event is not None:
        yield "event", row.event.title or row.event.id
    if way := attended_of(row):
        yield "attended", terms.ATTENDED[way]
    if talk.recording:
        yield "recording", "1"
    rating = talk.rating
    if rating is not None and rating.fraction is not None and "rating" in shown:
        yield "score", on_scale(rating.fraction, library.scale)
    elif rating is not None and rating.scores:  # of several
        yield "scores", " ".join(f"{score:.4g}" for score in rating.scores)


# -- cells -------------------------------------------------------------------------------------


def _tagged_title(library: Library, row: Any) -> Inline:
    tags = join([_format(library, row), _topics(library, row), lines.missed(row.record)], " · ")
    return join([lines.title(library, row), small(tags, "en-tags")], "")


def _topics(library: Library, row: Any) -> Inline:
    return join(_topic_names(library, row.record))


def _topic_names(library: Library, talk: Talk) -> list[str]:
    entries = library.entries
    names = (entries[each.id].title if each.id in entries else each.text for each in talk.topics)
    return [shown for shown in names if shown]


def _duration(library: Library, row: Any) -> Inline:
    planned, actual = row.record.planned, row.record.actual
    if not (planned or actual):
        return ""
    shown = date_words.duration(actual or planned)
    over = date_words.overrun(planned, actual) if planned and actual else ""
    return Amount(actual or planned, f"{shown} ({over})" if over else shown)


def _addresses(field: str) -> Cell:
    def cell(library: Library, row: Any) -> Inline:
        addresses, label = getattr(row.record, field), terms.MEDIA[field]
        return join(
            link(library, url, label if len(addresses) == 1 else words.numbered(label, number))
            for number, url in enumerate(addresses, 1)
        )

    return cell


def _attended(library: Library, row: Any) -> Inline:
    way = attended_of(row)
    return terms.ATTENDED[way] if way else ""


def _dated_event(library: Library, row: Any) -> Inline:
    when = day(library, row.day, row.last, short=True)
    event = lines.event_of(row)
    return join([event, small(when, "en-when")], "") if event else when


def _format(library: Library, row: Any) -> Inline:
    named = row.record.format or row.record.planned_format
    return words.format_name(row.record) if named else ""


def _series(library: Library, row: Any) -> Inline:
    return name(library, row.record.series) if row.record.series is not None else ""


def _org(library: Library, profile: Profile) -> Inline:
    latest = next((each.org for each in reversed(profile.affiliations()) if each.org), None)
    return name(library, latest) if latest is not None else ""


def _word(field: str) -> Cell:
    return lambda library, row: str(getattr(row.record, field) or "")


def _count(field: str) -> Cell:
    return lambda library, profile: str(lines.counted(getattr(profile, field)))


def _added(field: AddedField) -> Cell:
    def cell(library: Library, row: Any) -> Inline:
        return join(library.kinds.words_of(field.name, row.talk, row.event))

    return cell


# -- all of them -------------------------------------------------------------------------------

# translators: how many talks
_TALKS = NC_("head of a column", "Talks")
_DATE = NC_("head of a column", "Date")
_TOPICS = Column(NC_("head of a column", "Topics"), _topics)
_RATING = Column(
    NC_("head of a column", "Score"), lambda library, row: lines.score(library, row.record.rating)
)
# translators: how the author attended
_ATTENDED = Column(NC_("head of a column", "Attended"), _attended)
_RECORDING = Column(NC_("head of a column", "Recording"), _addresses("recording"))
_SLIDES = Column(NC_("head of a column", "Slides"), _addresses("slides"))
_EVENT = Column(NC_("head of a column", "Event"), lambda library, row: lines.event_of(row))
_NAMES = {
    "name": Column(NC_("head of a column", "Name"), lambda lib, each: entry_link(lib, each.entry)),
    "talks": Column(_TALKS, _count("talks"), NUMBER),
    # translators: how many places mention it
    "mentions": Column(
        NC_("head of a column", "Mentions"),
        lambda library, profile: str(len(library.cited.get(profile.entry.id, ()))),
        NUMBER,
    ),
    # translators: the date of the latest talk
    "last": Column(
        NC_("head of a column", "Last"), lambda lib, each: day(lib, each.last, short=True)
    ),
}
# translators: how many events
_EVENTS = Column(NC_("head of a column", "Events"), _count("events"), NUMBER)

COLUMNS: dict[str, dict[str, Column]] = {
    "events": {
        "title": Column(NC_("head of a column", "Event"), lines.title),
        "date": Column(_DATE, lambda library, row: lines.dates(library, row.record)),
        # translators: the town
        "place": Column(NC_("head of a column", "Place"), _word("place")),
        # translators: the organisation that held an event
        "host": Column(
            NC_("head of a column", "Run by"),
            lambda library, row: join(name(library, org) for org in row.record.host),
        ),
        # translators: the series that an event belongs to
        "series": Column(NC_("head of a column", "Series"), _series),
        "talks": Column(
            _TALKS,
            lambda library, row: str(lines.counted(library.talks_at[row.record.page])),
            NUMBER,
        ),
        "attended": _ATTENDED,
        "topics": _TOPICS,
        "recording": _RECORDING,
        "slides": _SLIDES,
        "rating": _RATING,
    },
    "talks": {
        "title": Column(NC_("head of a column", "Talk"), _tagged_title),
        # translators: the people who spoke
        "speakers": Column(
            NC_("head of a column", "Who"), lambda library, row: lines.who(library, row.record)
        ),
        "event": _EVENT,
        "date": Column(_DATE, lambda lib, row: day(lib, row.day, row.last, short=True)),
        "format": Column(NC_("head of a column", "Format"), _format),
        "topics": _TOPICS,
        "room": Column(NC_("head of a column", "Room"), _word("room")),
        "duration": Column(NC_("head of a column", "Duration"), _duration),
        "attended": _ATTENDED,
        "recording": _RECORDING,
        "slides": _SLIDES,
        "paper": Column(NC_("head of a column", "Paper"), _addresses("paper")),
        "code": Column(NC_("head of a column", "Code"), _addresses("code")),
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
        "people": Column(
            NC_("head of a column", "People"), lambda library, each: str(len(each.known)), NUMBER
        ),
        "events": _EVENTS,
    },
    "topics": {**_NAMES, "events": _EVENTS},
    "links": {
        "title": Column(NC_("head of a column", "Link"), lines.title),
        # translators: the kind of a link
        "kind": Column(
            NC_("head of a column", "Kind"), lambda library, row: lines.kind(row.record.kind)
        ),
        # translators: the web site
        "site": Column(NC_("head of a column", "Site"), _word("site")),
        # translators: the authors of something on the web
        "authors": Column(
            NC_("head of a column", "By"),
            lambda library, row: join(name(library, each) for each in row.record.authors),
        ),
        "date": Column(_DATE, lambda library, row: day(library, row.record.date, short=True)),
        "event": _EVENT,
        "topics": _TOPICS,
    },
}
"""The columns of each list that can be a table, in no order."""
