"""Scores and durations counted: how many, from where to where, and never a bare mean."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model.profiles import Row
from eventnotes.model.records import Rating, Talk
from eventnotes.model.statistics import Band, Distribution, Overrun, distribution, overrun

MINUTE = 60


def rated(fraction: float | None, *, private: bool = False) -> Row:
    """Return a talk with a rating."""
    talk = Talk("a/x", "X", "a", 1, "x", rating=Rating("", fraction, ""), private=private)
    return Row(talk, talk, None, "", "")


def timed(planned: int | None, actual: int | None, *, private: bool = False) -> Row:
    """Return a talk with durations in minutes."""
    talk = Talk(
        *("a/x", "X", "a", 1, "x"),
        planned=planned and planned * MINUTE,
        actual=actual and actual * MINUTE,
        private=private,
    )
    return Row(talk, talk, None, "", "")


def test_ratings_are_counted_by_points_from_the_best_to_the_worst() -> None:
    rows = [rated(1.0), rated(0.8), rated(0.8), rated(0.2)]
    assert distribution(rows, 5) == Distribution(
        (Band("5", 1), Band("4", 2), Band("3", 0), Band("2", 0), Band("1", 1)), 4, "3.5", "1", "5"
    )


def test_half_a_point_counts_for_the_upper_one() -> None:
    found = distribution([rated(0.9), rated(0.88)], 5)
    assert [(band.label, band.number) for band in found.bands[:2]] == [("5", 1), ("4", 1)]
    assert (found.least, found.mean, found.most) == ("4.4", "4.5", "4.5")


def test_nothing_at_all_is_a_score_too() -> None:
    found = distribution([rated(0.0), rated(1.0)], 5)
    assert found.bands[-1] == Band("0", 1)
    assert (found.number, found.mean, found.least, found.most) == (2, "2.5", "0", "5")


def test_words_without_a_score_talks_without_a_rating_and_private_ones_do_not_count() -> None:
    talk = Talk("a/x", "X", "a", 1, "x")
    rows = [Row(talk, talk, None, "", ""), rated(None), rated(0.2, private=True), rated(0.8)]
    found = distribution(rows, 5)
    assert (found.number, found.mean) == (1, "4")


def test_without_a_rating_there_is_no_mean() -> None:
    found = distribution([], 3)
    assert found == Distribution((Band("3", 0), Band("2", 0), Band("1", 0)), 0, "", "", "")


def test_a_large_scale_has_ten_bands_that_meet_and_do_not_overlap() -> None:
    found = distribution([rated(0.04), rated(0.97), rated(0.5)], 100)
    assert [band.number for band in found.bands] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    ranges = [[int(end) for end in band.label.split("–")] for band in found.bands]
    assert (ranges[0][1], ranges[-1][0]) == (100, 0)
    for upper, lower in pairwise(ranges):
        assert upper[0] == lower[1] + 1


@pytest.mark.parametrize(("scale", "bands"), [(1, 1), (3, 3), (10, 10), (20, 10), (100, 10)])
def test_there_are_never_more_than_ten_bands(scale: int, bands: int) -> None:
    assert len(distribution([rated(1.0)], scale).bands) == bands


@given(st.lists(st.floats(0, 1)), st.integers(1, 100))
def test_every_rating_is_in_one_band(fractions: list[float], scale: int) -> None:
    found = distribution([rated(fraction) for fraction in fractions], scale)
    assert sum(band.number for band in found.bands) == found.number == len(fractions)


def test_overruns_are_added_up_of_talks_of_which_both_times_are_known() -> None:
    rows = [timed(20, 25), timed(30, 28), timed(60, 60), timed(None, 10), timed(10, None)]
    assert overrun(rows) == Overrun(3, 110 * MINUTE, 113 * MINUTE, -2 * MINUTE, 5 * MINUTE, over=1)


def test_a_private_talk_is_in_no_overrun() -> None:
    rows = [timed(20, 25), timed(20, 95, private=True)]
    assert overrun(rows) == Overrun(1, 20 * MINUTE, 25 * MINUTE, 5 * MINUTE, 5 * MINUTE, 1)


def test_without_times_nothing_ran_over() -> None:
    assert overrun([timed(None, 10)]) == Overrun(0, 0, 0, 0, 0, 0)
