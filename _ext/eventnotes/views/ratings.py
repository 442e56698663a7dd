"""Ratings and durations in numbers: every bar has its number beside it, every mean its count."""

from __future__ import annotations

from collections.abc import Sequence

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import NC_, decimal, gettext
from eventnotes.model.answer import Group
from eventnotes.model.library import Library
from eventnotes.model.profiles import Row
from eventnotes.model.query import Query
from eventnotes.model.statistics import Distribution, Overrun, distribution, overrun
from eventnotes.views.columns import NUMBER
from eventnotes.views.inline import entry_link
from eventnotes.views.tree import Bar, Block, Head, Inline, Line, Section, Table

# translators: how many talks
_TALKS = NC_("head of a column", "Talks")
# translators: the lowest and the highest
_RANGE = NC_("head of a column", "Range")
_SCORES = {
    # translators: how many ratings
    "ratings": NC_("head of a column", "Ratings"),
    "mean": NC_("head of a column", "Mean"),
    "range": _RANGE,
}
_TIMES = {
    "talks": _TALKS,
    # translators: the planned duration
    "planned": NC_("head of a column", "Planned"),
    # translators: the actual duration
    "actual": NC_("head of a column", "Ran"),
    # translators: how many talks took longer than planned
    "over": NC_("head of a column", "Ran over"),
    # translators: by how much talks took longer than planned
    "average": NC_("head of a column", "On average"),
    "range": _RANGE,
}


def ratings(library: Library, query: Query, groups: Sequence[Group]) -> list[Block]:
    """Return what ``{ratings}`` shows of some groups of talks."""
    scale = library.scale
    if query.form == "plot":
        return [
            block
            for group in groups
            for block in _plotted(library, query, group, distribution(_rows(group), scale))
        ]
    if query.form == "table":
        heads, cells = _SCORES, [_scores(distribution(_rows(group), scale)) for group in groups]
    else:
        heads, cells = _TIMES, [_times(overrun(_rows(group))) for group in groups]
    titles = [heading(library, query, group) for group in groups]
    all_talks = gettext(terms.ALL_TALKS)
    rows = [(title or all_talks, *row) for title, row in zip(titles, cells, strict=True)]
    first = _group(library, query.group) if query.group else gettext(terms.ALL)
    numbers = [Head(key, gettext(title), NUMBER) for key, title in heads.items()]
    return [Table((Head("group", first), *numbers), tuple(rows), "en-numbers")]


def heading(library: Library, query: Query, group: Group) -> Inline:
    """Return the heading of a group; nothing if the list is not grouped."""
    by = query.group or ("year" if query.form == "timeline" else "")
    if not by:
        return ""
    year = library.entries.get(f"years/{group.title}") if by == "year" else None
    if group.id or year is not None:
        return entry_link(library, year or library.entries[group.id])
    if not group.title and by in library.kinds.names:
        return words.none_of(_group(library, by))
    return words.group(by, group.title)


def _group(library: Library, by: str) -> str:
    """Return what a list is grouped by, for readers."""
    fields = library.kinds.fields(by)
    return fields[0].label() if fields else terms.GROUPS[by]


def _rows(group: Group) -> list[Row]:
    return [item for item in group.items if isinstance(item, Row)]


def _plotted(
    library: Library, query: Query, group: Group, shown: Distribution
) -> tuple[Block, ...]:
    summary = Line(words.summary(shown, library.scale), "en-mean")
    title = heading(library, query, group)
    body = (_plot(shown), summary)
    return (Section(title, 1, (), body),) if title else body


def _plot(shown: Distribution) -> Table:
    most = max((band.number for band in shown.bands), default=0)
    rows = [
        (decimal(band.label), Bar(band.number / most if most else 0), str(band.number))
        for band in shown.bands
    ]
    score = Head("score", gettext(NC_("head of a column", "Score")))
    talks = Head("talks", gettext(_TALKS), NUMBER)
    return Table((score, Head("bar", ""), talks), tuple(rows), "en-plot")


def _scores(shown: Distribution) -> tuple[str, ...]:
    ends = shown.least if shown.least == shown.most else f"{shown.least}–{shown.most}"
    return str(shown.number), decimal(shown.mean), decimal(ends)


def _times(shown: Overrun) -> tuple[str, ...]:
    least, most = (date_words.minutes(seconds) for seconds in (shown.least, shown.most))
    mean = (
        date_words.minutes(round((shown.actual - shown.planned) / shown.number))
        if shown.number
        else ""
    )
    return (
        str(shown.number),
        date_words.duration(shown.planned),
        date_words.duration(shown.actual),
        str(shown.over),
        mean,
        least if least == most else words.between(least, most),
    )
