"""Ratings and durations in numbers: every bar has its number beside it, every mean its count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventnotes import moments, terms, words
from eventnotes.messages import decimal, gettext
from eventnotes.model.answer import Group
from eventnotes.model.dossiers import Row
from eventnotes.model.query import Query
from eventnotes.model.statistics import Distribution, Overrun, distribution, overrun
from eventnotes.writing.pen import B, Column, I, Pen


def plots(pen: Pen[I, B], query: Query, groups: Sequence[Group]) -> Iterator[B]:
    """Yield what ``{ratings}`` shows of some groups of talks."""
    if query.form == "plot":
        for group in groups:
            shown = distribution(_rows(group), pen.scale)
            body = [
                _plot(pen, shown),
                pen.line(pen.text(words.summary(shown, pen.scale)), "en-mean"),
            ]
            title = heading(pen, query, group)
            yield pen.blocks(body) if title is None else pen.section(title, 1, (), body)
        return
    first = Column("group", terms.GROUPS[query.group] if query.group else gettext(terms.ALL))
    if query.form == "table":
        columns = [first, *(Column(key, terms.COLUMNS[key], True) for key in _SCORES)]
        cells = [_scores(pen, distribution(_rows(group), pen.scale)) for group in groups]
    else:
        columns = [first, *(Column(key, terms.COLUMNS[key], True) for key in _TIMES)]
        cells = [_times(pen, overrun(_rows(group))) for group in groups]
    titles = [heading(pen, query, group) for group in groups]
    everything = pen.text(gettext(terms.ALL_TALKS))
    yield pen.table(
        columns,
        [
            [title if title is not None else everything, *row]
            for title, row in zip(titles, cells, strict=True)
        ],
        "en-numbers",
    )


def heading(pen: Pen[I, B], query: Query, group: Group) -> I | None:
    """Write the heading of a group, if the list is grouped."""
    by = query.group or ("year" if query.form == "timeline" else "")
    if not by:
        return None
    if group.id:
        return pen.entry(pen.library.entries[group.id])
    return pen.text(words.group(by, group.title))


_SCORES = ("ratings", "mean", "range")
_TIMES = ("talks", "planned", "actual", "over", "average", "range")


def _rows(group: Group) -> list[Row]:
    return [item for item in group.items if isinstance(item, Row)]


def _plot(pen: Pen[I, B], shown: Distribution) -> B:
    most = max((band.number for band in shown.bands), default=0)
    rows = [
        [
            pen.text(decimal(band.label)),
            pen.bar(band.number / most if most else 0),
            pen.text(str(band.number)),
        ]
        for band in shown.bands
    ]
    columns = [
        Column("score", terms.COLUMNS["rating"]),
        Column("bar", ""),
        Column("talks", terms.COLUMNS["talks"], True),
    ]
    return pen.table(columns, rows, "en-plot")


def _scores(pen: Pen[I, B], shown: Distribution) -> list[I]:
    ends = shown.least if shown.least == shown.most else f"{shown.least}–{shown.most}"
    return [pen.text(str(shown.number)), pen.text(decimal(shown.mean)), pen.text(decimal(ends))]


def _times(pen: Pen[I, B], shown: Overrun) -> list[I]:
    least, most = (moments.minutes(seconds) for seconds in (shown.least, shown.most))
    mean = (
        moments.minutes(round((shown.actual - shown.planned) / shown.number))
        if shown.number
        else ""
    )
    return [
        pen.text(str(shown.number)),
        pen.text(moments.duration(shown.planned)),
        pen.text(moments.duration(shown.actual)),
        pen.text(str(shown.over)),
        pen.text(mean),
        pen.text(least if least == most else words.between(least, most)),
    ]
