"""Time zones as people call them: what is meant is named, and nothing is guessed in silence."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model.zones import read_timezone


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", " Asia/Tokyo ", "America/Los_Angeles"])
def test_a_name_of_ianas_is_taken(name: str) -> None:
    assert read_timezone(name) == name.strip()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CEST", "Europe/Berlin"),
        ("MESZ", "Europe/Berlin"),
        ("BST", "Europe/London"),
        ("PDT", "America/Los_Angeles"),
        ("EDT", "America/New_York"),
        ("IST", "Asia/Kolkata"),
        ("jst", "Asia/Tokyo"),
        ("AEDT", "Australia/Sydney"),
        ("Pacific Time", "America/Los_Angeles"),
        ("Eastern Standard Time", "America/New_York"),
        ("Central European Summer Time", "Europe/Berlin"),
        ("Vienna", "Europe/Vienna"),
        ("los angeles", "America/Los_Angeles"),
        ("San Francisco", "America/Los_Angeles"),
        ("Europe/Bengaluru", "Asia/Kolkata"),
        ("Europe/Tokyo", "Asia/Tokyo"),
        ("Europe/Berlim", "Europe/Berlin"),
        ("Europa/Berlin", "Europe/Berlin"),
    ],
)
def test_any_other_names_the_one_that_is_meant(written: str, meant: str) -> None:
    with pytest.raises(ValueError, match=f"did you mean '{meant}'"):
        read_timezone(written)


@pytest.mark.parametrize("written", ["UTC+2", "+01:00", "GMT-5", "utc -0330"])
def test_a_distance_from_utc_is_no_zone(written: str) -> None:
    with pytest.raises(ValueError, match="a place has one summer and winter"):
        read_timezone(written)


@pytest.mark.parametrize(
    "written", ["here", "local", "localtime", "XQZT", "../../etc/passwd", "", "\0"]
)
def test_nothing_is_named_where_nothing_is_near(written: str) -> None:
    with pytest.raises(ValueError, match=r"such as Europe/Berlin\Z"):
        read_timezone(written)


@given(text=st.text())
def test_no_text_fails_otherwise_than_by_being_refused(text: str) -> None:
    with suppress(ValueError):
        assert read_timezone(text) == text.strip()
