"""A schedule of thirty rooms as its readers find their way in it, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import test_browser
import test_look
from selenium.webdriver import Chrome
from test_browser import look, settle
from test_builders import sphinx

from tools.serve import serving

browser = test_browser.browser
axe = test_look.axe
pytestmark = test_browser.pytestmark

ROOMS = 30
WIDTHS = (1440, 1024, 390)


def conference() -> str:
    """Return the page of two days with thirty rooms, an overlap, a night and talks without time."""
    parts = [
        "# Conference\n\n```{event}\n:date: 2026-03-06 to 2026-03-07\n"
        ":timezone: Europe/Berlin\n```\n"
    ]
    for day in (6, 7):
        for room in range(1, ROOMS + 1):
            for hour in (9, 10, 11, 14, 15):
                parts.append(
                    f"## Talk {day}.{room}.{hour}\n\n```{{talk}}\n"
                    f":start: 2026-03-{day:02} {hour}:00\n:planned: 45 min\n"
                    f":room: Room {room}\n:speakers: Ada Miller (Lab {room})\n```\n"
                )
    parts.append(
        "## All at once\n\n```{talk}\n:start: 2026-03-06 09:30\n:planned: 2 h\n:room: Room 2\n```\n"
        "## Night\n\n```{talk}\n:start: 2026-03-07 00:15\n:room: Room 1\n```\n"
        "## Party\n\n```{talk}\n:start: 2026-03-06 22:00\n:planned: 2 h\n:room: Room 1\n"
        ":rating: 5/5\n```\n"
        "## Hallway\n\n```{talk}\n```\n"
    )
    return "\n".join(parts)


FILES = {
    "events/conference.md": conference(),
    "whole.md": "# Whole\n\n```{talks}\n:as: schedule\n:event: conference\n```\n",
    "some.md": "# Some\n\n```{talks}\n:as: schedule\n:min-rating: 4\n```\n",
    "noted.md": (
        "# Noted\n\nSome words.[^long]\n\n[^long]: "
        + "A note that hangs far below the words it belongs to. " * 8
        + "\n\n```{talks}\n:as: schedule\n:event: conference\n```\n"
    ),
    "events/mentioned.md": (
        "# Mentioned\n\n```{event}\n:id: mentioned\n:date: 2026-04-01\n```\n\nSome words.\n\n"
        "```{talks}\n:as: schedule\n:event: mentioned\n```\n"
        + "".join(
            f"\n## In {room}\n\n```{{talk}}\n:start: 9:00\n:room: {room}\n```\n" for room in "ABC"
        )
    ),
    "index.md": (
        "# Notes\n\nSee {event}`mentioned`.\n\n```{toctree}\nevents/conference\n"
        "events/mentioned\nwhole\nsome\nnoted\n```\n"
    ),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the pages in this project's own look, and serve them with a content security policy."""
    source: Path = tmp_path_factory.mktemp("schedule") / "source"
    for name, text in FILES.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    sphinx("html", source.with_name("site"), source=source)
    with serving(source.with_name("site"), csp=True) as address:
        yield address


@pytest.mark.parametrize("width", WIDTHS)
def test_thirty_rooms_scroll_in_their_own_box_and_never_the_page(
    browser: Chrome, served: str, width: int
) -> None:
    look(browser, f"{served}/whole.html", width)
    settle(browser)
    wide, boxes = browser.execute_script(
        """return [document.documentElement.scrollWidth,
             [...document.querySelectorAll(".en-schedule")].map(
               box => [box.scrollWidth, box.clientWidth, box.offsetHeight])]"""
    )
    assert wide <= width
    assert len(boxes) == 2
    for inner, shown, height in boxes:
        assert (inner > 3 * shown) is (width > 600)
        assert (height <= 900) is (width > 600)


def test_rooms_and_times_stay_in_sight_while_the_box_scrolls(browser: Chrome, served: str) -> None:
    look(browser, f"{served}/whole.html", 1440)
    low = {"width": 1440, "height": 400, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", low)
    settle(browser)
    moved: dict[str, Any] = browser.execute_script(
        """const box = document.querySelector(".en-schedule")
           box.scrollTo({left: 2000, top: 150, behavior: "instant"})
           const outer = box.getBoundingClientRect()
           const place = css => {
             const found = box.querySelector(css).getBoundingClientRect()
             return [found.left - outer.left, found.top - outer.top].map(Math.round)
           }
           return {head: place("thead th"), time: place("tbody tr:nth-child(4) th"),
             corner: place("thead td"), scrolled: [box.scrollLeft, box.scrollTop]}"""
    )
    assert moved["scrolled"] == [2000, 150]
    assert abs(moved["head"][1]) <= 1
    assert abs(moved["time"][0]) <= 1
    assert max(map(abs, moved["corner"])) <= 1


def test_on_a_phone_a_schedule_is_a_list_by_time_that_names_the_rooms(
    browser: Chrome, served: str
) -> None:
    look(browser, f"{served}/whole.html", 390)
    settle(browser)
    lines, cells = browser.execute_script(
        """const shown = [...document.querySelectorAll(".en-schedule :is(th, td)")].filter(
             cell => cell.checkVisibility())
           const {innerText} = document.querySelector(".en-schedule tbody")
           return [innerText.split("\\n").filter(Boolean),
             shown.filter(cell => cell.tagName === "TD").map(cell => {
               const {left, width} = cell.getBoundingClientRect()
               return [left >= 0, width > 300, cell.textContent.trim() !== ""]
             })]"""
    )
    assert len(cells) == 2 * 5 * ROOMS + 3
    assert {tuple(each) for each in cells} == {(True, True, True)}
    assert lines[:3] == ["09:00–09:45 Room 1", "Talk 6.1.9", "Ada Miller"]
    assert [line.strip() for line in lines[-6:]] == [
        *("22:00–00:00 Room 1", "Party", "5"),
        *("00:15 7 Mar 2026", "00:15 Room 1", "Night"),
    ]


def test_each_cell_has_its_time_and_its_room_for_a_screen_reader(
    browser: Chrome, served: str
) -> None:
    look(browser, f"{served}/whole.html", 1440)
    heads, rows, spanned = browser.execute_script(
        """const table = document.querySelector(".en-schedule table")
           return [[...table.tHead.rows[0].cells].slice(1).map(
               cell => [cell.scope, cell.textContent, cell.colSpan]),
             [...table.tBodies[0].rows].map(({cells: [head]}) => [head.scope, head.innerText]),
             table.querySelector("a[href$=all-at-once]").closest("td").rowSpan]"""
    )
    assert heads[:3] == [["col", "Room 1", 1], ["col", "Room 2", 2], ["col", "Room 3", 1]]
    assert len(heads) == ROOMS
    assert [time for _, time in rows[:5]] == ["09:00", "09:30", "10:00", "11:00", "11:45"]
    assert {scope for scope, _ in rows} == {"row"}
    assert spanned == 3  # half past nine, ten and eleven
    assert [time.split() for _, time in rows[-2:]] == [
        ["00:00", "7", "Mar", "2026"],
        ["00:15", "7", "Mar", "2026"],
    ]


def test_a_filter_goes_with_a_schedule(browser: Chrome, served: str) -> None:
    look(browser, f"{served}/some.html", 1440)
    shown = browser.find_element("css selector", ".en-list").text.split("\n")
    assert shown == [
        *("Times in Europe/Berlin", "6 March 2026", "Room 1"),
        *("22:00", "22:00–00:00", "Party", "5"),
    ]


def test_a_wide_schedule_and_a_note_in_the_margin_do_not_lie_over_each_other(
    browser: Chrome, served: str
) -> None:
    look(browser, f"{served}/noted.html", 1440)
    settle(browser)
    floats, note, box, column = browser.execute_script(
        """const place = css => {
             const {left, right, top, bottom} = document.querySelector(css).getBoundingClientRect()
             return {left, right, top, bottom}
           }
           return [getComputedStyle(document.querySelector(".en-beside")).float,
             place(".en-beside .en-note-text"), place(".en-schedule"), place("article p")]"""
    )
    assert floats == "inline-end"
    assert note["left"] > column["right"]
    assert box["right"] > note["left"]  # so wide that they would meet
    assert box["top"] >= note["bottom"]


def test_what_mentions_an_event_stands_below_a_wide_schedule(browser: Chrome, served: str) -> None:
    look(browser, f"{served}/events/mentioned.html", 1440)
    settle(browser)
    floats, schedules, mentions = browser.execute_script(
        """const place = element => element.getBoundingClientRect().toJSON()
           const cited = document.querySelector(".en-cited")
           return [getComputedStyle(cited).float,
             [...document.querySelectorAll(".en-schedule")].map(place), place(cited)]"""
    )
    assert floats == "inline-end"
    assert schedules[-1]["right"] > mentions["left"]
    assert mentions["top"] >= schedules[-1]["bottom"]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_a_schedule(
    browser: Chrome, served: str, axe: str, width: int, dark: bool
) -> None:
    look(browser, f"{served}/whole.html", width, dark=dark)
    browser.execute_script(axe)
    assert browser.execute_async_script(test_look.AXE, None, None) == []
