"""Scores and durations counted: what may be said of many ratings, and never without the count."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from eventnotes.model.profiles import Row
from eventnotes.model.quantities import on_scale
from eventnotes.model.records import Rating

_MOST_BANDS = 10


class Band(NamedTuple):
    """Ratings of one height."""

    label: str
    """Points on the site's scale, or a range of them."""
    number: int
    """How many."""


class Distribution(NamedTuple):
    """How a number of ratings lie on the site's scale."""

    bands: tuple[Band, ...]
    """From the best to the worst, those without a rating included."""
    number: int
    """How many ratings."""
    mean: str
    """On the site's scale, like :attr:`least` and :attr:`most`; empty without a rating."""
    least: str
    most: str


def distribution(rows: Iterable[Row], scale: int) -> Distribution:
    """Count the scores of talks or events; words without a score are not counted.

    A score between two points counts for the nearer one, a half for the upper.
    """
    scores = [
        score
        for row in rows
        if not row.private and (rating := _rating_of(row)) is not None
        for score in rating.scores
    ]
    number = min(scale, _MOST_BANDS)
    counts = [0] * (number + 1)
    for score in scores:
        counts[int(score * number + 0.5)] += 1
    bands = [Band(_label(at, number, scale), counts[at]) for at in range(number, 0, -1)]
    if counts[0]:
        bands.append(Band(_label(0, number, scale), counts[0]))
    if not scores:
        return Distribution(tuple(bands), 0, "", "", "")
    mean = on_scale(sum(scores) / len(scores), scale)
    ends = (on_scale(min(scores), scale), on_scale(max(scores), scale))
    return Distribution(tuple(bands), len(scores), mean, *ends)


def _rating_of(row: Row) -> Rating | None:
    rated = row.talk if row.talk is not None else row.event
    return rated.rating if rated is not None else None


def _label(at: int, number: int, scale: int) -> str:
    if number == scale:
        return str(at)
    width = scale / number
    least = max(0, math.ceil((at - 0.5) * width))
    return f"{least}–{min(scale, math.ceil((at + 0.5) * width) - 1)}"


class Overrun(NamedTuple):
    """Planned against actual durations of some talks, in seconds."""

    number: int
    """Talks of which both are known."""
    planned: int
    """In all."""
    actual: int
    """In all."""
    least: int
    """Actual minus planned of the talk that kept its time best; negative where it ran short."""
    most: int
    over: int
    """How many ran longer than planned, by at least half a minute."""


def overrun(rows: Iterable[Row]) -> Overrun:
    """Add up the durations of the talks whose planned and actual ones are both known."""
    pairs = [
        (row.talk.planned, row.talk.actual)
        for row in rows
        if row.talk is not None and not row.private and row.talk.planned and row.talk.actual
    ]
    differences = [actual - planned for planned, actual in pairs]
    return Overrun(
        len(pairs),
        sum(planned for planned, _ in pairs),
        sum(actual for _, actual in pairs),
        min(differences, default=0),
        max(differences, default=0),
        sum(1 for difference in differences if difference >= 30),
    )
