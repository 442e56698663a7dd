"""Ratings over time: a dot for each, and the same in words for who sees no dots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import ngettext
from eventnotes.model.dates import DateRange
from eventnotes.model.filters import score_of
from eventnotes.model.library import Library
from eventnotes.model.profiles import Row
from eventnotes.model.records import Event, Talk
from eventnotes.model.statistics import distribution
from eventnotes.views import lines
from eventnotes.views.times import Dot, Plot
from eventnotes.views.tree import Block, Blocks, Fold, Items, Line

FEWEST = 2
"""Ratings from which they make a plot."""
_STACK = 3
"""Dots of one event and one score above each other, before the next stand beside them."""
_WIDE, _HIGH = 0.0115, 0.042
"""How far apart such dots are, as shares of the plot."""
_FEW_POINTS = 10
"""Points of a scale of which each gets a line, or every second; of more only quarters do."""
_MOST_ROWS, _MOST_DOTS = 500, 1500
"""How many there are at most, so that a page stays below a megabyte."""
_MONTHS = 12


def of_events(library: Library, events: Sequence[Row]) -> Blocks:
    """Return the ratings at some events over the years: of their talks, or else their own."""
    known = [row for row in events if row.day and not row.private]
    talks = [talk for row in known for talk in library.talks_at[row.record.page]]
    rows = rated(talks) or rated(known)
    if len(rows) < FEWEST:
        return ()
    first = min(row.day for row in rows)[:4]
    last = max(row.last for row in rows)[:4]
    return (*mean(library, rows), *plot(library, rows, DateRange(first, last)))


def rated(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with a score and a day that are not private, the earliest first."""
    found = [row for row in rows if row.day and not row.private and score_of(row) is not None]
    return sorted(found, key=lambda row: (row.day, row.last))


def mean(library: Library, rows: Sequence[Row]) -> Blocks:
    """Return the mean of some ratings, with their count and range."""
    shown = distribution(rows, library.scale)
    return (Line(words.summary(shown, library.scale), "en-mean"),) if shown.number else ()


def plot(
    library: Library, rows: Sequence[Row], span: DateRange, best: Sequence[Row] = ()
) -> list[Block]:
    """Return a plot of rated *rows* within *span*, with the rows in words below.

    :param best: those that are set off.
    """
    scale = library.scale
    begin, end = span.first_day, span.last_day
    days = (end - begin).days + 1
    low = _lowest(rows, scale)
    placed: dict[tuple[str, float], list[Row]] = {}
    for row in rows:
        if len(row.day) == len("2025"):
            continue  # nobody knows where in the year
        event = row.event.page if row.event is not None else row.record.page
        placed.setdefault((event, score_of(row) or 0.0), []).append(row)
    dots: list[Dot] = []
    for (_, score), found in placed.items():
        middles = [_middle(row) for row in found]
        x = sum((day - begin).days + 0.5 for day in middles) / len(middles) / days
        y = (score * scale - low) / (scale - low)
        for row, (right, up) in zip(found, _spread(len(found)), strict=True):
            at = round(min(max(x + right, 0), 1), 4), round(y + up, 4)
            record = row.record
            is_best = any(row is each for each in best)
            dots.append(Dot(*at, record.page, record.anchor, _said(library, row), is_best))
    steps = tuple(
        (round((point - low) / (scale - low), 4), str(point)) for point in _points(low, scale)
    )
    one, many = terms.RATED_LIST["events" if isinstance(rows[0].record, Event) else "talks"]
    said = ngettext(one, many, len(rows), count=len(rows))
    listed: list[Block] = [
        Items(tuple([lines.line_of(library, row) for row in rows[:_MOST_ROWS]]), "en-rows")
    ]
    if len(rows) > _MOST_ROWS:
        listed.append(Line(words.first_of(_MOST_ROWS, len(rows)), "en-count"))
    return [
        Plot(tuple(dots[:_MOST_DOTS]), _times(begin, end, library.language), steps),
        Fold(said, tuple(listed), "en-rest"),
    ]


def _lowest(rows: Sequence[Row], scale: int) -> int:
    """Return the lowest point that is shown: few use zero, and it would cost height."""
    has_zero = any((score_of(row) or 0) * scale < 1 for row in rows)
    return 0 if has_zero or not 1 < scale <= _FEW_POINTS else 1


def _points(low: int, scale: int) -> list[int]:
    if scale <= _FEW_POINTS // 2:
        return list(range(low, scale + 1))
    if scale <= _FEW_POINTS:
        return list(range(scale, low - 1, -2))[::-1]
    return sorted({scale * part // 4 for part in range(5)})


def _spread(number: int) -> list[tuple[float, float]]:
    """Return how far each of some dots in one place is moved to the right and up."""
    columns = -(-number // _STACK)
    rows = min(number, _STACK)
    return [
        (
            (at // _STACK - (columns - 1) / 2) * _WIDE,
            (at % _STACK - (rows - 1) / 2) * _HIGH,
        )
        for at in range(number)
    ]


def _middle(row: Row) -> date:
    span = DateRange(row.day, row.last or row.day)
    return span.first_day + timedelta(days=(span.last_day - span.first_day).days // 2)


def _said(library: Library, row: Row) -> str:
    """Return what a dot stands for."""
    record, title = row.record, ""
    assert isinstance(record, Event | Talk)
    if isinstance(record, Talk) and row.event is not None:
        title = row.event.title
    when = date_words.days(DateRange(row.day, row.last or row.day), library.language)
    score = words.score(record.rating, library.scale) if record.rating is not None else ""
    return " · ".join(filter(None, (record.title or record.id, title, when, score)))


def _times(begin: date, end: date, language: str) -> tuple[tuple[float, str], ...]:
    """Return the months of one year, or the years of several."""
    days = (end - begin).days + 1
    if begin.year == end.year:
        firsts = [date(begin.year, month, 1) for month in range(1, _MONTHS + 1)]
        return tuple(
            ((day - begin).days / days, date_words.month_name(day, language)) for day in firsts
        )
    years = range(begin.year, end.year + 1, max(1, (end.year - begin.year + 1) // _MONTHS))
    return tuple(((date(year, 1, 1) - begin).days / days, str(year)) for year in years)
