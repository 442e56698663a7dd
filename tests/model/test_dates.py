"""Dates, ranges and starts as the contract writes them."""

from __future__ import annotations

import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model.dates import DateRange, Start, read_date, read_range, read_start, settle

GTC = DateRange("2025-03-17", "2025-03-21")  # a Monday to a Friday
TWO_WEEKS = DateRange("2025-03-17", "2025-03-30")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-03-17", "2025-03-17"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        ("2024-02-29", "2024-02-29"),
        ("  2025-03-17  ", "2025-03-17"),
        ("1999-12-31", "1999-12-31"),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(text: str, iso: str) -> None:
    assert read_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "yesterday",
        "17 March 2025",
        "March 2025",
        "17.03.2025",
        "03/17/2025",
        "2025-13",
        "2025-00",
        "2025-02-30",
        "2025-02-29",
        "2025-03-00",
        "2025-03-17 14:00",
        "2025-03-17T14:00",
        "2025-03-17-18",
        "2025-",
        "25-03-17",
        "20250317",
        "0000-01-01",
        "-2025",
        "2025-03-17 to 2025-03-21",
        "9" * 10_000,
    ],
)
def test_what_is_no_date_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match=r"2025-03-17.*2025-03.*2025"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-03-17", "2025-03-17", "2025-03-17"),
        ("2025-03", "2025-03", "2025-03"),
        ("2025", "2025", "2025"),
        ("2025-03-17 to 2025-03-21", "2025-03-17", "2025-03-21"),
        ("2025-03-17 .. 2025-03-21", "2025-03-17", "2025-03-21"),
        ("2025-03-17..2025-03-21", "2025-03-17", "2025-03-21"),
        ("2025-03-17/2025-03-21", "2025-03-17", "2025-03-21"),
        ("2025-03-17 / 2025-03-21", "2025-03-17", "2025-03-21"),
        ("2024-12-30 to 2025-01-02", "2024-12-30", "2025-01-02"),
        ("2025-03 to 2025-04", "2025-03", "2025-04"),
        ("2024 to 2025", "2024", "2025"),
        ("2025-03-17 to 2025-03-17", "2025-03-17", "2025-03-17"),
        ("2025-03-17 to 2025-03", "2025-03-17", "2025-03"),
    ],
)
def test_two_dates_are_joined_by_to_dots_or_a_slash(text: str, first: str, last: str) -> None:
    assert read_range(text) == DateRange(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-21 to 2025-03-17",
        "2025 to 2024",
        "2025-03-17 to",
        "to 2025-03-17",
        "2025-03-17 to 2025-03-18 to 2025-03-19",
        "2025-03-17, 2025-03-21",
        "2025/03/17",
        "2025/03",
        "2025-03-17 to 2025-02-30",
        "2025-03-17 to Friday",
        "..",
        "/",
        " to ",
        "spring",
        "",
    ],
)
def test_what_is_no_range_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match=r"2025-03-17.*joined by 'to'"):
        read_range(text)


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (DateRange("2025-03-17", "2025-03-21"), (2025, 3, 17), (2025, 3, 21)),
        (DateRange("2025-02", "2025-02"), (2025, 2, 1), (2025, 2, 28)),
        (DateRange("2024-02", "2024-02"), (2024, 2, 1), (2024, 2, 29)),
        (DateRange("2025", "2025"), (2025, 1, 1), (2025, 12, 31)),
        (DateRange("2025-03-17", "2025"), (2025, 3, 17), (2025, 12, 31)),
    ],
)
def test_the_bounds_of_an_inexact_range_are_the_widest(
    span: DateRange, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert (span.first_day, span.last_day) == (datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("14:00", Start(time="14:00")),
        ("9:05", Start(time="09:05")),
        ("09:05", Start(time="09:05")),
        ("00:00", Start(time="00:00")),
        ("23:59", Start(time="23:59")),
        ("2 pm", Start(time="14:00")),
        ("2pm", Start(time="14:00")),
        ("2 PM", Start(time="14:00")),
        ("2:30 pm", Start(time="14:30")),
        ("10 am", Start(time="10:00")),
        ("12 am", Start(time="00:00")),
        ("12 pm", Start(time="12:00")),
        ("Tue 14:00", Start(weekday=1, time="14:00")),
        ("Tuesday 14:00", Start(weekday=1, time="14:00")),
        ("tue 2 pm", Start(weekday=1, time="14:00")),
        ("Mon 09:00", Start(weekday=0, time="09:00")),
        ("Sun 18:30", Start(weekday=6, time="18:30")),
        ("2025-03-18", Start(day="2025-03-18")),
        ("2025-03-18 14:00", Start(day="2025-03-18", time="14:00")),
        ("2025-03-18 2 pm", Start(day="2025-03-18", time="14:00")),
        ("2025-03-18T14:00", Start(day="2025-03-18", time="14:00")),
        ("  Tue   14:00 ", Start(weekday=1, time="14:00")),
        ("09:30:00", Start(time="09:30")),
        ("2025-03-18 14:00:30.250", Start(day="2025-03-18", time="14:00")),
        ("2026-01-10T09:30:00+01:00", Start("2026-01-10", None, "09:30", 60)),
        ("2026-01-10T09:30-0530", Start("2026-01-10", None, "09:30", -330)),
        ("2026-01-10 09:30 +02", Start("2026-01-10", None, "09:30", 120)),
        ("2026-01-10T09:30:00.000Z", Start("2026-01-10", None, "09:30", 0)),
        ("20260110T093000Z", Start("2026-01-10", None, "09:30", 0)),
        ("20260110T0930", Start("2026-01-10", None, "09:30")),
        ("Tue 2 pm UTC", Start("", 1, "14:00", 0)),
        ("１４：００", Start(time="14:00")),
        ("２０２５-０３-１８　１４：００", Start(day="2025-03-18", time="14:00")),
        ("2025年3月18日", Start(day="2025-03-18")),
    ],
)
def test_a_start_is_a_time_a_weekday_or_a_date(text: str, start: Start) -> None:
    assert read_start(text) == start


@pytest.mark.parametrize(
    "text",
    [
        "",
        "noon",
        "after lunch",
        "14",
        "2025",
        "25:00",
        "14:60",
        "14:0",
        "13 pm",
        "0 pm",
        "14:00 pm",
        "Tue 25:00",
        "Tue afternoon",
        "T 14:00",
        "Someday 14:00",
        "Tue Wed 14:00",
        "2025-02-30 14:00",
        "2025-03 14:00",
        "2025-03-18 14",
        "2025-03-18 14:00 15:00",
        "14:00-15:00",
        "09:00-10:00",
        "2025-03-18 09:00-10:00",
        "2025-03-18T09:00+15:00",
        "2025-03-18T09:00+01:60",
        "20250318T25",
        "14:00:99",
        "14 Z",
        ":",
        "1" * 10_000,
    ],
)
def test_what_is_no_start_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"14:00.*2 pm.*Tue 14:00|2025-03-17"):
        read_start(text)


@pytest.mark.parametrize(
    ("start", "span", "settled"),
    [
        (
            Start(time="14:00"),
            DateRange("2025-03-17", "2025-03-17"),
            Start(day="2025-03-17", time="14:00"),
        ),
        (Start(time="14:00"), GTC, Start(time="14:00")),
        (Start(time="14:00"), DateRange("2025-03", "2025-03"), Start(time="14:00")),
        (Start(time="14:00"), None, Start(time="14:00")),
        (Start(weekday=1, time="14:00"), GTC, Start(day="2025-03-18", time="14:00")),
        (Start(weekday=5, time="14:00"), GTC, Start(weekday=5, time="14:00")),
        (Start(weekday=1, time="14:00"), TWO_WEEKS, Start(weekday=1, time="14:00")),
        (Start(weekday=1, time="14:00"), None, Start(weekday=1, time="14:00")),
        (Start(day="2025-03-20"), GTC, Start(day="2025-03-20")),
        (Start("2025-03-18", None, "14:00", 60), GTC, Start("2025-03-18", None, "14:00")),
        (Start("", 1, "14:00", 0), None, Start("", 1, "14:00")),
    ],
)
def test_no_day_is_invented_for_a_start(
    start: Start, span: DateRange | None, settled: Start
) -> None:
    assert settle(start, span) == settled


@pytest.mark.parametrize(
    ("start", "zone", "settled"),
    [
        (Start("2025-03-18", None, "09:30", 60), "Europe/Berlin", ("2025-03-18", "09:30")),
        (Start("2025-03-18", None, "08:30", 0), "Europe/Berlin", ("2025-03-18", "09:30")),
        (Start("2025-07-01", None, "08:30", 0), "Europe/Berlin", ("2025-07-01", "10:30")),
        (Start("2025-03-18", None, "01:00", 0), "America/New_York", ("2025-03-17", "21:00")),
        (Start("2025-03-18", None, "20:00", -480), "Asia/Kolkata", ("2025-03-19", "09:30")),
        (Start("", 1, "23:30", 0), "Asia/Tokyo", ("2025-03-19", "08:30")),
        (Start("0001-01-01", None, "00:10", 0), "America/New_York", ("0001-01-01", "00:10")),
        (Start("9999-12-31", None, "23:30", 0), "Asia/Tokyo", ("9999-12-31", "23:30")),
    ],
)
def test_a_time_with_its_distance_from_utc_becomes_that_of_the_event(
    start: Start, zone: str, settled: tuple[str, str]
) -> None:
    day, time = settled
    assert settle(start, GTC, zone) == Start(day=day, time=time)


TEXT = st.one_of(st.text(), st.text(alphabet="0123456789-./:TZ toapmuewdsfri–", max_size=30))


@pytest.mark.parametrize("read", [read_date, read_range, read_start])
@given(text=TEXT)
def test_no_text_makes_a_date_reader_fail_otherwise_than_by_refusing(read, text: str) -> None:
    with suppress(ValueError):
        read(text)


@given(day=st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_of_the_calendar_is_read_as_itself(day: datetime.date) -> None:
    assert read_date(day.isoformat()) == day.isoformat()
    assert read_range(day.isoformat()).only_day == day.isoformat()
