"""Calendars: what programs for them get, to the octet where the standard says so."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from building import MakeSite, Site, free_sphinx, maker
from icalendar import Calendar
from out_site import CONF, FILES, MONTH, NIGHT, WEEK

BASE = "https://notes.example.org/en/latest/"
HOST = "notes.example.org"
UTC = datetime.UTC


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site."""
    yield maker(tmp_path_factory.mktemp("calendars"))(FILES, **CONF)
    free_sphinx()


def parsed(found: Site, name: str) -> Calendar:
    """Read a calendar strictly: nothing in it is odd, and it is written again as it was."""
    data = (found.out / name).read_bytes()
    calendar = Calendar.from_ical(data)
    for component in calendar.walk():
        assert not component.errors
    assert Calendar.from_ical(calendar.to_ical()) == calendar
    return calendar


def events(calendar: Calendar) -> dict[str, Any]:
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_of_all_has_whole_days(html: Site) -> None:
    calendar = parsed(html, "events.ics")
    assert (str(calendar["NAME"]), str(calendar["VERSION"])) == ("Notes & <queries>", "2.0")
    assert "UID" not in calendar  # which programs that take it apart give to each event
    assert str(calendar["URL"]) == BASE
    assert str(calendar["SOURCE"]) == f"{BASE}events.ics"
    found = events(calendar)
    assert sorted(found) == [
        f"night-2026@{HOST}",
        f"tile-week-2025@{HOST}",
        f"what-comes@{HOST}",
    ]
    week = found[f"tile-week-2025@{HOST}"]
    assert week["DTSTART"].dt == datetime.date(2025, 5, 4)
    assert week["DTEND"].dt == datetime.date(2025, 5, 9)
    assert week["DTSTAMP"].dt == datetime.datetime(2025, 6, 1, tzinfo=UTC)
    night = found[f"night-2026@{HOST}"]
    assert str(night["LOCATION"]) == 'Old Post Office, Hall "2"; left, Berlin'
    assert night["CATEGORIES"].cats == ["GPU compilers", "fans & <blades>"]
    assert night["DTSTAMP"].dt == datetime.datetime(2026, 5, 1, tzinfo=UTC)
    assert str(night["URL"]) == f"{BASE}events/2026-02-12-night.html#event-night-2026"


def test_the_calendar_of_an_event_has_its_talks(html: Site) -> None:
    found = events(parsed(html, "calendars/night-2026.ics"))
    talk_id = f"night-2026/measuring-before-writing@{HOST}"
    assert sorted(found) == sorted([f"night-2026@{HOST}", talk_id])
    talk = found[talk_id]
    assert talk["DTSTART"].dt == datetime.datetime(2026, 2, 12, 18, 0, tzinfo=UTC)
    assert talk["DTEND"].dt == datetime.datetime(2026, 2, 12, 18, 25, tzinfo=UTC)
    assert str(talk["SUMMARY"]) == "Measuring before “writing”, 測る"
    assert str(talk["DESCRIPTION"]) == "Ada Miller, Sample Chips"
    assert str(talk["RELATED-TO"]) == f"night-2026@{HOST}"
    assert str(found[f"night-2026@{HOST}"]["DESCRIPTION"]) == (
        "An evening about kernels, in two talks.\n\n"
        "Measuring before “writing”, 測る (Ada Miller, Sample Chips)\nUntimed (Ben Okafor)"
    )


def test_a_time_without_a_zone_is_that_of_the_clock_there(html: Site) -> None:
    found = events(parsed(html, "calendars/tile-week-2025.ics"))
    start = found[f"tile-week-2025/opening@{HOST}"]["DTSTART"].dt
    assert (start, start.tzinfo) == (datetime.datetime(2025, 5, 4, 9, 30), None)


def test_what_is_known_to_the_month_is_in_none(html: Site) -> None:
    names = sorted(path.name for path in html.out.glob("calendars/*"))
    assert names == ["night-2026.ics", "tile-week-2025.ics", "what-comes.ics"]


def test_lines_have_75_octets_and_end_as_they_must(site: MakeSite) -> None:
    title = "A 測る " * 40 + "end"
    day = "```{event}\n:date: 2026-01-01\n```\n"
    found = site({"events/long.md": f"# {title}\n\n{day}", "events/b.md": f"# a\\\\;b,c\n\n{day}"})
    data = (found.out / "events.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert max(len(line) for line in lines) >= 73
    assert b"\n" not in data.replace(b"\r\n", b"")
    titles = {str(event["SUMMARY"]) for event in events(parsed(found, "events.ics")).values()}
    assert titles == {title, "a\\;b,c"}


def test_the_talks_of_an_event_are_in_the_order_of_time(site: MakeSite) -> None:
    talks = {
        "Last": "",
        "Second": "2025-02-02 08:00",
        "Day": "2025-02-02",
        "First": "2025-02-01 9:00",
    }
    page = "# A\n\n```{event}\n:date: 2025-02-01 to 2025-02-02\n```\n"
    for title, start in talks.items():
        page += f"\n## {title}\n\n```{{talk}}\n{start and f':start: {start}'}\n```\n"
    found = site({"events/2025-a.md": page}, warnings=True)
    event = events(parsed(found, "calendars/a-2025.ics"))["a-2025@notes.invalid"]
    assert str(event["DESCRIPTION"]).split("\n")[:4] == ["First", "Second", "Day", "Last"]


def test_without_an_address_ids_are_stable_too(site: MakeSite) -> None:
    found = site({"events/week.md": WEEK})
    calendar = parsed(found, "events.ics")
    assert [*events(calendar)] == ["tile-week-2025@notes.invalid"]
    assert "URL" not in calendar


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2026-03-29 01:30", (0, 30, 1, 30)), ("2026-10-25 00:30", (22, 30, 23, 30))],
)
def test_an_hour_is_an_hour_where_clocks_are_set(
    site: MakeSite, start: str, expected: tuple[int, ...]
) -> None:
    talk = f"## Talk\n\n```{{talk}}\n:start: {start}\n:actual: 1 h\n```\n"
    event = f"```{{event}}\n:date: {start[:10]}\n:timezone: Europe/Berlin\n```\n"
    found = site({"events/2026-a.md": f"# A\n\n{event}\n{talk}"})
    every = events(parsed(found, "calendars/a-2026.ics"))
    made = next(each for uid, each in every.items() if "/talk" in uid)
    times = made["DTSTART"].dt, made["DTEND"].dt
    assert (times[0].hour, times[0].minute, times[1].hour, times[1].minute) == expected


def test_the_first_and_the_last_hours_of_the_calendar_are_in_one(site: MakeSite) -> None:
    event = "# {}\n\n```{{event}}\n:date: {}\n:timezone: {}\n```\n"
    page = f"{event}\n## Talk\n\n```{{{{talk}}}}\n:start: {{}}\n:actual: 1 h\n```\n"
    found = site(
        {
            "events/last.md": page.format("Last", "9999-12-30 to 9999-12-31", "America/Lima", ""),
            "events/end.md": page.format("End", "9999-12-31", "UTC", "23:30"),
            "events/west.md": page.format("West", "9999-12-31", "America/Lima", "22:00"),
            "events/east.md": page.format("East", "0001-01-01", "Asia/Tokyo", "08:00"),
            "events/old.md": page.format("Old", "0987-06-05", "UTC", "08:00"),
        },
        warnings=True,
    )
    assert "OverflowError" not in found.warnings
    times = {
        str(event["SUMMARY"]): (event["DTSTART"].to_ical(), event.get("DURATION") is not None)
        for event in events(parsed(found, "events.ics")).values()
    }
    assert times == {
        "Last": (b"99991230", True),
        "End": (b"99991231", True),
        "West": (b"99991231", True),
        "East": (b"00010101", False),
        "Old": (b"09870605", False),
    }
    lines = (found.out / "events.ics").read_bytes().splitlines()
    assert (lines.count(b"DURATION:P2D"), lines.count(b"DURATION:P1D")) == (1, 2)
    talks = {
        line
        for path in found.out.glob("calendars/*.ics")
        for line in path.read_bytes().splitlines()
        if line.startswith((b"DTSTART:", b"DURATION:PT"))
    }
    assert talks == {
        *(b"DTSTART:99991231T233000", b"DTSTART:99991231T220000", b"DTSTART:00010101T080000"),
        *(b"DTSTART:09870605T080000Z", b"DURATION:PT3600S"),
    }


def test_pages_lead_to_the_calendars(html: Site) -> None:
    page = html.read("events/week.html")
    assert '<a href="../calendars/tile-week-2025.ics" type="text/calendar">' in page
    assert "Add to your calendar" in html.text("events/week.html")
    assert '<a href="events.ics" type="text/calendar">' in html.read("index.html")
    for name in ("other.html", "events/month.html"):
        assert ".ics" not in html.read(name)


def test_the_first_page_leads_there_as_soon_as_there_is_an_event(site: MakeSite) -> None:
    files = {"index.md": "# Notes\n\n```{toctree}\nmonth\nother\n```\n", "month.md": MONTH}
    found = site({**files, "other.md": "# Other\n"})
    assert ".ics" not in found.read("index.html")
    assert not (found.out / "events.ics").exists()
    found.write({"month.md": MONTH.replace("2024-11", "2024-11-03")})
    found.rebuild()
    assert 'href="events.ics"' in found.read("index.html")
    found.write({"month.md": MONTH})
    found.rebuild()
    assert ".ics" not in found.read("index.html")
    assert not (found.out / "events.ics").exists()


def test_the_authors_copy_and_single_pages_lead_nowhere(site: MakeSite) -> None:
    found = site({"events/week.md": WEEK}, eventnotes_private=True)
    assert not list(found.out.rglob("*.ics"))
    assert ".ics" not in found.read("index.html")


def test_an_edit_of_a_word_writes_the_calendars_that_show_it(site: MakeSite) -> None:
    found = site(FILES, **CONF)
    names = ("events.ics", "calendars/night-2026.ics", "calendars/tile-week-2025.ics")
    before = [(found.out / name).stat().st_mtime_ns for name in names]
    found.write({"events/2026-02-12-night.md": NIGHT.replace("Ben Okafor", "Benn Okafor")})
    found.rebuild()
    after = [(found.out / name).stat().st_mtime_ns for name in names]
    assert [was == now for was, now in zip(before, after, strict=True)] == [True, False, True]
