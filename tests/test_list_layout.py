"""How lists are laid out in a theme as it comes, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import test_browser
from building import MakeSite
from selenium.webdriver import Chrome
from test_browser import look
from test_look import on_paper

from tools.serve import serving

browser = test_browser.browser
pytestmark = test_browser.pytestmark

YEARS = range(2011, 2025)
NAMES = ("Ada Example", "Maximiliane Schabetsberger", "Donaudampfschifffahrtsgesellschaft")


def event(year: int) -> str:
    """Return the page of a year, with a talk by each speaker."""
    talks = [
        f"## Talk {at}\n\n```{{talk}}\n:speakers: {name} {year % 4}\n"
        f":topics: Identity and access management {year % 4}\n```\n"
        for at, name in enumerate(NAMES)
    ]
    return f"# Rope Days {year}\n\n```{{event}}\n:date: {year}-05-01\n```\n\n" + "\n".join(talks)


def evening(rooms: int) -> str:
    """Return the page of an event in several rooms."""
    talks = [
        f"## In room {room} of {rooms}\n\n```{{talk}}\n:start: 9:00\n:room: Room {room}\n```\n"
        for room in range(rooms)
    ]
    head = f"# Evening\n\n```{{event}}\n:id: evening-{rooms}\n:date: 2024-06-01\n```\n\n"
    return head + "\n".join(talks)


FILES = {
    **{f"events/{year}.md": event(year) for year in YEARS},
    "events/three.md": evening(3),
    "events/twelve.md": evening(12),
    "talks.md": "# Talks\n\n```{talks}\n```\n\n```{talks}\n:event: evening-3\n:as: schedule\n```\n",
    "rooms.md": "# Rooms\n\n```{talks}\n:event: evening-12\n:as: schedule\n```\n",
    "people.md": "# People\n\n```{people}\n```\n",
    "topics.md": "# Topics\n\n```{topics}\n```\n",
    "index.md": "# Notes\n\n```{toctree}\n:glob:\n\n*\n*/*\n```\n",
}


@pytest.fixture(scope="module")
def served(shared_site: MakeSite) -> Iterator[str]:
    """Serve a site in furo, without this site's own look."""
    made = shared_site(FILES, extensions=["eventnotes.site"], html_theme="furo")
    with serving(made.out) as root:
        yield root


def seen(browser: Chrome, address: str, width: int, script: str) -> Any:
    """Open a page and return what a script says of it."""
    look(browser, address, width)
    return browser.execute_script(script)


@pytest.mark.parametrize("page", ["people", "topics"])
@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_known_of_a_name_stays_in_one_line_beside_its_arrow(
    browser: Chrome, served: str, page: str, width: int
) -> None:
    wide, entries = seen(
        browser,
        f"{served}/{page}.html",
        width,
        """return [document.documentElement.scrollWidth,
             [...document.querySelectorAll(".en-entry")].map(entry => {
               const box = each => each.getBoundingClientRect()
               const said = entry.querySelector("summary"), bars = said.querySelector("svg")
               return [Math.round(box(said).height), Math.round(box(entry).right - box(said).right),
                 Math.round(box(said).right - box(bars).right)]
             })]""",
    )
    assert wide <= width
    assert len(entries) == (12 if page == "people" else 4)
    assert len({tuple(entry) for entry in entries}) == 1
    assert entries[0][0] < 40
    assert entries[0][1] == 0


def test_a_name_and_what_is_known_of_it_share_a_line_where_there_is_room(
    browser: Chrome, served: str
) -> None:
    tops = seen(
        browser,
        f"{served}/topics.html",
        1440,
        """return [...document.querySelectorAll(".en-entry")].map(entry =>
             entry.querySelector("summary").getBoundingClientRect().top
             - entry.querySelector("h2").getBoundingClientRect().top)""",
    )
    assert [round(top) for top in tops] == [0, 0, 0, 0]


# -- on paper --------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [718, 1047])
def test_a_table_of_talks_is_one_on_paper(browser: Chrome, served: str, width: int) -> None:
    look(browser, f"{served}/talks.html", width)
    with on_paper(browser):
        shown = browser.execute_script(
            """const style = css => getComputedStyle(document.querySelector(css))
               const box = css => document.querySelector(css).getBoundingClientRect()
               return {
                 rows: style(".en-table tbody tr").display,
                 cells: style(".en-table td").display,
                 head: box(".en-table thead").height > 0,
                 free: box("article section").right - box(".en-table").right,
                 tables: [".en-table", ".en-schedule table"].map(css => style(css).breakInside),
                 pieces: [".en-table tr", ".en-table thead", ".en-schedule thead",
                   ".en-schedule tbody td"].map(css => style(css).breakInside),
                 schedule: style(".en-schedule tbody td").display,
               }"""
        )
    assert shown == {
        "rows": "table-row",
        "cells": "table-cell",
        "head": True,
        "free": 0,
        "tables": ["auto", "auto"],
        "pieces": ["avoid"] * 4,
        "schedule": "table-cell",
    }


def test_rooms_for_which_paper_is_too_narrow_stand_one_below_the_other(
    browser: Chrome, served: str
) -> None:
    look(browser, f"{served}/rooms.html", 718)
    with on_paper(browser):
        cells = browser.execute_script(
            """const style = getComputedStyle(document.querySelector(".en-schedule tbody td"))
               return [style.display, style.breakInside]"""
        )
    assert cells == ["block", "avoid"]
