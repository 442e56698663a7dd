"""How lists are laid out in a theme as it comes, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import test_browser
from building import MakeSite
from selenium.webdriver import Chrome
from test_browser import look

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


FILES = {
    **{f"events/{year}.md": event(year) for year in YEARS},
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
