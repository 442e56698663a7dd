"""What an author may write that is too long for a phone, in a real Chromium, in the site's look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import test_browser
from building import MakeSite
from selenium.webdriver import Chrome
from test_browser import look
from test_builders import ROOT
from test_table import Served, served

browser = test_browser.browser
pytestmark = test_browser.pytestmark

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
URL = "https://example.org/a/very/long/path/that/goes/on/and/on/and/on/and/on/and/on/and/on.html"
CODE = "a_name_in_code_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on"
PAGE = f"""\
# {LONG} 2026

```{{event}}
:venue: {LONG}
:id: night
:place: {LONG}
:url: {URL}
:topics: {LONG}, {LONG.lower()}s
```

## {URL}

```{{talk}}
:speakers: {LONG} {LONG} ({LONG})
:rating: 4
```

| Library | Kernels | Where |
|---------|---------|-------|
| Tiles | `{CODE}` | {URL} |
| {LONG} | many | |

| Key | Meaning |
|-----|---------|
| `a` | All |

```
{CODE} {CODE}
```

Words, `{CODE}` and {URL}.[^1]

> {LONG}

Term {LONG}
: {LONG}

[^1]: {LONG} and `{CODE}`.
"""
TIMED = f"""\
# An evening

```{{event}}
:id: evening
:date: 2026-01-15
```

```{{talks}}
:event: evening
:as: schedule
```

```{{people}}
:as: table
```

## {CODE}

```{{talk}}
:start: 18:00
:room: {LONG}
:speakers: {LONG}
```

## Short

```{{talk}}
:start: 18:00
:room: Hall
:speakers: Ada Example
```

## Rated

```{{talk}}
:rating: 4/5 {"A reason that goes on and on. " * 8}
```
"""
RULE = "=" * len(LONG)
NEXT = "\n     - "
REST = f"""\
{LONG}
{RULE}

:{LONG}: {URL}

.. list-table::
   :header-rows: 1

   * - A{NEXT}B{NEXT}C
   * - {LONG}{NEXT}{LONG}{NEXT}{LONG}
"""


@pytest.fixture(scope="module")
def prose(shared_site: MakeSite) -> Iterator[Served]:
    """Serve the pages in the site's own look."""
    made = shared_site(
        {
            "index.md": "# Notes\n\n```{toctree}\na\nb\nc\n```\n",
            "a.md": PAGE,
            "b.rst": REST,
            "c.md": TIMED,
        },
        extensions=["eventnotes.site", "look"],
        html_theme="furo",
        html_static_path=[str(ROOT / "_static")],
        html_css_files=["site.css"],
        templates_path=[str(ROOT / "_templates")],
    )
    with served(made) as server:
        yield server


@pytest.mark.parametrize("page", ["a", "b", "c"])
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_words_without_an_end_do_not_scroll_sideways(
    browser: Chrome, prose: Served, page: str, width: int
) -> None:
    look(browser, f"{prose.root}/{page}.html", width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (390, [["Tiles", f"Kernels {CODE}", f"Where {URL}"], [LONG, "Kernels many", ""]]),
        (1440, [["Tiles", CODE, URL], [LONG, "many", ""]]),
    ],
)
def test_the_cells_of_a_row_have_the_names_of_their_columns_on_a_phone(
    browser: Chrome, prose: Served, width: int, rows: list[list[str]]
) -> None:
    look(browser, f"{prose.root}/a.html", width)
    cells = browser.execute_script(
        """return [...document.querySelectorAll("article table")].map(table =>
             [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.innerText)))"""
    )
    assert cells == [rows, [["a", "All"]]]


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_a_reason_alone_on_a_card_stays_clear_of_the_stars(
    browser: Chrome, prose: Served, width: int
) -> None:
    look(browser, f"{prose.root}/c.html", width)
    lines, score = browser.execute_script(
        """const reason = document.querySelector(".en-talk .en-reason"), range = new Range()
           range.selectNodeContents(reason)
           const score = reason.parentElement.querySelector(".en-score").children
           const box = ({left, right, top, bottom}) => [left, right, top, bottom]
           return [[...range.getClientRects()].map(box),
                   [...score].map(each => box(each.getBoundingClientRect()))]"""
    )
    assert len(lines) > 1
    for left, right, top, bottom in lines:
        for begin, end, above, below in score:
            assert right <= begin or left >= end or bottom <= above or top >= below


def test_a_number_in_a_list_has_the_name_of_its_column_on_a_phone(
    browser: Chrome, prose: Served
) -> None:
    said = """return [...document.querySelectorAll(".en-table tbody tr:last-child .en-number")]
                .map(cell => [getComputedStyle(cell, "::before").content, cell.innerText.trim()])"""
    look(browser, f"{prose.root}/c.html", 390)
    assert browser.execute_script(said)[0] == ['" Talks "', "1"]
    look(browser, f"{prose.root}/c.html", 1440)
    assert browser.execute_script(said)[0] == ["none", "1"]
