"""Hints: what can be read and may be meant otherwise. They are said, and fail no build.

Each input is a page in Markdown and one in reStructuredText; all of them are built once.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from building import MakeSite, Site


class Case(NamedTuple):
    """One talk, in an event."""

    name: str
    talk: str
    """Its options, a line each."""
    hints: tuple[str, ...]
    """Parts of what is said of it, one for each hint."""
    event: str = ":date: 2026-03-28 to 2026-03-29"


def times(name: str, zone: str, day: str, start: str, *hints: str) -> Case:
    """Return a talk at a time."""
    lines = [f":date: {day}", *([f":timezone: {zone}"] if zone else [])]
    return Case(name, f":start: {start}", hints, "\n".join(lines))


CASES = [
    times("gap", "Europe/Berlin", "2026-03-29", "02:30", "leave out 02:30 on 2026-03-29", "03:30"),
    times("gap-us", "America/New_York", "2026-03-08", "2:15 am", "leave out 02:15", "03:15"),
    times("gap-lord-howe", "Australia/Lord_Howe", "2026-10-04", "02:10", "show 02:40"),
    times("gap-cairo", "Africa/Cairo", "2026-04-24", "00:20", "leave out 00:20", "show 01:20"),
    times("gap-past", "Europe/Berlin", "2026-03-29", "03:00"),
    times("gap-before", "Europe/Berlin", "2026-03-29", "01:59"),
    times("gap-no-zone", "", "2026-03-29", "02:30"),
    times("autumn", "Europe/Berlin", "2026-10-25", "02:30"),
    times("before", "", "2026-05-04", "2026-05-03 14:00", "starts on 2026-05-03, before the event"),
    times("before-month", "", "2026-05", "2026-04-30", "starts on 2026-04-30, before the event"),
    times("after", "", "2026-05-04 to 2026-05-06", "2026-05-07", "2026-05-07, after the event's"),
    times("year", "", "2026", "2025-12-31 23:00", "starts on 2025-12-31, before"),
    times(
        "by-zone", "Asia/Tokyo", "2026-05-04", "2026-05-04T20:00Z", "2026-05-05, after the event"
    ),
    times("within", "", "2026-05-04 to 2026-05-06", "2026-05-05 10:00"),
    times("other-day", "", "2026-05", "2026-05-31"),
    times("utc", "", "2026-05-04", "2026-05-04T09:30Z", "start is in UTC; ':timezone:'"),
    times("utc-basic", "", "2026-05-04", "20260504T093000Z", "start is in UTC"),
    times("utc-word", "", "2026-05-04", "9:30 am UTC", "start is in UTC"),
    times("utc-settled", "Europe/Berlin", "2026-05-04", "2026-05-04T09:30Z"),
    times("offset", "", "2026-05-04", "2026-05-04T09:30+02:00"),
]


def pages(cases: list[Case]) -> dict[str, str]:
    """Return two pages for each case; the talk begins on line 8 or 9."""
    files: dict[str, str] = {}
    for case in cases:
        event, talk = (text.replace("\n", "\n   ") for text in (case.event, case.talk))
        files[f"events/md-{case.name}.md"] = (
            f"# E {case.name}\n\n```{{event}}\n{case.event}\n```\n\n"
            f"## Talk {case.name}\n\n```{{talk}}\n{case.talk}\n```\n"
        )
        title = f"E {case.name} rst"
        files[f"events/rst-{case.name}.rst"] = (
            f"{title}\n{'=' * len(title)}\n\n.. event::\n   {event}\n\n"
            f"Talk {case.name}\n{'-' * 40}\n\n.. talk::\n   {talk}\n"
        )
    return files


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    """Build all cases; a hint is no warning."""
    return shared_site(pages(CASES))


def hints(site: Site, page: str) -> list[str]:
    """Return the hints at a page."""
    return [line for line in site.said if line.startswith(f"{page}:") and "hint: " in line]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("language", ["md", "rst"])
def test_a_hint_says_what_may_be_meant(built: Site, case: Case, language: str) -> None:
    page = f"events/{language}-{case.name}.{language}"
    found = hints(built, page)
    assert len(found) == min(1, len(case.hints)), found
    said = " ".join(found)
    assert [part for part in case.hints if part not in said] == []


def test_a_hint_names_its_line_and_its_kind(built: Site) -> None:
    (md,) = hints(built, "events/md-gap.md")
    assert md == (
        "events/md-gap.md:10: hint: talk: clocks in Europe/Berlin leave out 02:30 on 2026-03-29 "
        "and show 03:30 [notes.time]"
    )
    (rst,) = hints(built, "events/rst-gap.rst")
    assert rst.startswith("events/rst-gap.rst:11: hint: talk: ")


def test_hints_of_a_kind_can_be_silenced(site: MakeSite) -> None:
    chosen = [case for case in CASES if case.name in {"gap", "before"}]
    for words in (["notes.time"], ["notes"], ["notes.*"]):
        made = site(pages(chosen), suppress_warnings=words, name=words[0].replace("*", "all"))
        assert [line for line in made.said if "hint: " in line] == []
