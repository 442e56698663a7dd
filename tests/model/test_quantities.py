"""Durations and scores as the contract writes them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model.quantities import on_scale, read_duration, read_score

MINUTE = 60
HOUR = 3600


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5 min", 5 * MINUTE),
        ("1 h 20", HOUR + 20 * MINUTE),
        ("1:20:00", HOUR + 20 * MINUTE),
        ("90", 90 * MINUTE),
        ("PT45M", 45 * MINUTE),
        ("5min", 5 * MINUTE),
        ("45 minutes", 45 * MINUTE),
        ("1 minute", MINUTE),
        ("1 h", HOUR),
        ("2h", 2 * HOUR),
        ("1 hour", HOUR),
        ("2 hours", 2 * HOUR),
        ("1 h 20 min", HOUR + 20 * MINUTE),
        ("1h20", HOUR + 20 * MINUTE),
        ("1h 20m", HOUR + 20 * MINUTE),
        ("1 hour 20 minutes", HOUR + 20 * MINUTE),
        ("1.5 h", HOUR + 30 * MINUTE),
        ("0:05:30", 5 * MINUTE + 30),
        ("PT1H", HOUR),
        ("PT1H20M", HOUR + 20 * MINUTE),
        ("PT1H0M30S", HOUR + 30),
        ("  5 min  ", 5 * MINUTE),
        ("5 Min", 5 * MINUTE),
        ("00:20", 20 * MINUTE),
        ("0:45", 45 * MINUTE),
        ("00:05", 5 * MINUTE),
        ("P0DT00H20M00S", 20 * MINUTE),
        ("９０", 90 * MINUTE),
        ("１:２０:００", HOUR + 20 * MINUTE),
        ("００：３０", 30 * MINUTE),
    ],
)
def test_a_duration_is_read_in_seconds(text: str, seconds: int) -> None:
    assert read_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "long",
        "half an hour",
        "1:20",
        "01:20",
        "00:00",
        "00:60",
        "000:20",
        "-5",
        "-5 min",
        "0",
        "0 min",
        "PT0M",
        "PT",
        "P1D",
        "1:60:00",
        "1:20:99",
        "5 weeks",
        "five minutes",
        "5 min or so",
        "5-10 min",
        "min",
        "h",
        "1e3",
        "1 000 000 min",
        "100000000",
        "9" * 400 + " h",
        "9" * 10_000,
        "9" * 10_000 + " min",
        "PT" + "9" * 5_000 + "M",
        "1" + " " * 10_000 + "x",
    ],
)
def test_what_is_no_duration_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match=r"5 min.*1 h 20.*1:20:00.*PT45M"):
        read_duration(text)


@pytest.mark.parametrize(
    ("text", "written", "fraction", "reason"),
    [
        ("4", "4", 0.8, ""),
        ("4.5", "4.5", 0.9, ""),
        ("4/5", "4/5", 0.8, ""),
        ("8/10", "8/10", 0.8, ""),
        ("★★★★☆", "★★★★☆", 0.8, ""),
        ("0", "0", 0.0, ""),
        ("5", "5", 1.0, ""),
        ("0/5", "0/5", 0.0, ""),
        ("10/10", "10/10", 1.0, ""),
        ("★★★★★", "★★★★★", 1.0, ""),
        ("☆☆☆☆☆", "☆☆☆☆☆", 0.0, ""),
        ("2/5 Well meant, off topic.", "2/5", 0.4, "Well meant, off topic."),
        ("4 Clear and short.", "4", 0.8, "Clear and short."),
        ("★★★☆☆ Fine", "★★★☆☆", 0.6, "Fine"),
        ("4/5: Clear", "4/5", 0.8, "Clear"),
        ("4/5, clear", "4/5", 0.8, "clear"),
        ("4/5 – clear", "4/5", 0.8, "clear"),
        ('4/5 "Clear" # and : short @ last', "4/5", 0.8, '"Clear" # and : short @ last'),
        ("7.5/10 good", "7.5/10", 0.75, "good"),
        ("５／５ よい", "５／５", 1.0, "よい"),
        ("４．５", "４．５", 0.9, ""),
        ("８／１０。早口でした", "８／１０", 0.8, "早口でした"),
        ("4/5よい", "4/5", 0.8, "よい"),
        ("３　普通", "３", 0.6, "普通"),
        ("２ out of ５、短い", "２ out of ５", 0.4, "短い"),
    ],
)
def test_a_score_is_kept_as_written_and_as_a_fraction(
    text: str, written: str, fraction: float, reason: str
) -> None:
    score, words = read_score(text, 5)
    assert score is not None
    assert (score.written, score.fraction, words) == (written, fraction, reason)


@pytest.mark.parametrize(
    ("text", "scale", "fraction"),
    [("4", 10, 0.4), ("4.5", 10, 0.45), ("4/5", 10, 0.8), ("★★★★☆", 10, 0.8), ("10", 10, 1.0)],
)
def test_a_bare_score_is_on_the_scale_of_the_site(text: str, scale: int, fraction: float) -> None:
    score, _ = read_score(text, scale)
    assert score is not None
    assert score.fraction == fraction


@pytest.mark.parametrize(
    "text",
    [
        "worth every minute",
        "Four of us liked it",
        "too long",
        "4th talk of the day and the best",
        "2x too long",
        "5人だけでした",
        "３時間は長い",
        "no",
        "—",
    ],
)
def test_words_alone_are_a_verdict_without_a_score(text: str) -> None:
    assert read_score(text, 5) == (None, text)


@pytest.mark.parametrize(
    "text",
    [
        "６",
        "６／５ よい",
        "－１",
        "6",
        "5.5",
        "6/5",
        "11/10",
        "-1",
        "-1/5",
        "4/0",
        "0/0",
        "100",
        "6/5 great",
    ],
)
def test_a_score_outside_its_scale_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match=r"0 to 5.*4/5.*8/10.*★★★★☆"):
        read_score(text, 5)


@pytest.mark.parametrize(
    ("fraction", "scale", "shown"),
    [(0.9, 5, "4.5"), (0.8, 5, "4"), (0.0, 5, "0"), (1.0, 10, "10"), (0.75, 10, "7.5")],
)
def test_a_fraction_is_shown_in_points(fraction: float, scale: int, shown: str) -> None:
    assert on_scale(fraction, scale) == shown


SCORES = st.one_of(st.text(), st.text(alphabet="0123456789./,-+★☆½⯨ ofut", max_size=20))
DURATIONS = st.one_of(st.text(), st.text(alphabet="0123456789 .,:hmsPTHMS", max_size=30))


@given(text=DURATIONS)
def test_no_text_makes_the_duration_reader_fail_otherwise_than_by_refusing(text: str) -> None:
    with suppress(ValueError):
        assert 0 < read_duration(text) <= 7 * 24 * HOUR


@given(text=SCORES, scale=st.integers(1, 100))
def test_a_score_is_refused_or_lies_within_its_scale(text: str, scale: int) -> None:
    with suppress(ValueError):
        score, _ = read_score(text, scale)
        assert score is None or 0 <= score.fraction <= 1
