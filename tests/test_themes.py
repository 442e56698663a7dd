"""A page of everything in five themes, as their defaults are, with nothing of this site's own look.

What is wrong in a theme's own text too is the theme's. Each page is opened once in each scheme and
width; what was seen there is what most tests look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pictures
import pytest
import test_browser
import test_look
from building import MakeSite
from selenium.webdriver import Chrome
from test_browser import look

from tools.serve import serving

pytestmark = test_browser.pytestmark
browser = test_browser.browser
axe = test_look.axe

DARK = ("furo", "pydata_sphinx_theme", "sphinx_book_theme")
LIGHT = ("sphinx_rtd_theme", "alabaster")
WAYS = [(1440, False), (1440, True), (390, True), (390, False)]
"""Width of the window, and whether the reader's system is dark."""

PAGE = """\
# Kernel night

```{event}
:date: 2026-02-12
:place: San Jose
:host: Host Labs
:url: https://example.org/night
:topics: kernels
:rating: 4/5 Small and honest.
```

An evening about kernels.

What the theme does for itself: [a link](https://example.org/), `code`, {talk}`quirks`.

:::{note}
An admonition.
:::

## Quirks

```{talk}
:speakers: Ada Example (Example Labs, engineer); Bob Example
:absent: Jim Missing (Gone Inc.)
:start: 18:30
:room: Hall 1
:planned: 5 min
:actual: 14 min
:recording: https://example.org/video
:topics: kernels, GPU compilers
```

```{rating} 4/5
A reason with [a link](https://example.org/reason).

- And a list.
```

The compiler keeps the quirks[^found] of {event}`night-2026`.

[^found]: All that [they found](https://example.org/found).

    - One of them.

:::{commentary}
I would not bet on [it](https://example.org/it).

- Nor on this.
:::

:::{takeaway}
:topics: kernels

Draw the [banks](https://example.org/banks) first.
:::

:::{update} 2026-06-30
It is out.
:::

```{link} https://example.org/tiles
:title: Tiles, line by line
:kind: article
:topics: kernels
```

![A wide one](wide.jpg)
![A tall one](tall.jpg)
![Another](wide.jpg)

:::{photos}
![Together](wide.jpg)
![With this](tall.jpg)

A caption.
:::

## The year

```{year} 2026
```

## Lists

```{talks}
```

```{talks}
:as: schedule
```

```{events}
:as: cards
```

```{people}
```

```{links}
```

```{takeaways}
```

```{ratings}
```

```{ratings}
:as: table
:group: event
```

```{ratings}
:as: overrun
:group: event
```
"""
FILES: dict[str, str | bytes] = {
    "events/2026-02-12-night.md": PAGE,
    "events/wide.jpg": pictures.photo(800, 600, image=pictures.quarters(800, 600)),
    "events/tall.jpg": pictures.photo(450, 600, image=pictures.quarters(450, 600)),
    "index.md": "# Notes\n\n```{toctree}\nevents/2026-02-12-night\n```\n",
}

READY = """
  const done = arguments[0]
  for (const block of document.querySelectorAll("details")) block.open = true
  for (const image of document.images) image.loading = "eager"
  const sheet = document.head.appendChild(document.createElement("style"))
  sheet.textContent = "* { content-visibility: visible !important; transition: none !important }"
  const shown = () => [...document.querySelectorAll(".en-photo img")]
    .every(image => image.complete && image.naturalWidth)
  const wait = () => shown() && document.querySelector(".en-filter")
    ? requestAnimationFrame(() => done()) : setTimeout(wait, 20)
  wait()
"""
FAINT = """
  const done = arguments[0]
  const run = {runOnly: {type: "rule", values: ["color-contrast"]}, resultTypes: ["violations"]}
  const main = document.querySelector("[role=main], main")
  axe.run(main, run).then(({violations}) => done(violations.flatMap(({nodes}) => nodes).map(
    ({target: [css], any: [{data}]}) => {
      const ours = document.querySelector(css).closest("[class^='en-'], [class*=' en-']")
      return [Boolean(ours), data.fgColor, `${css}: ${data.fgColor} on ${data.bgColor}`]
    })))
"""
SEEN = """
  const style = (css, name) => getComputedStyle(document.querySelector(css))[name]
  const all = css => [...document.querySelectorAll(css)]
  return {
    wide: document.documentElement.scrollWidth,
    colours: [".en-card", ".en-label", ".en-table th", ".en-commentary"].map(
      css => [style(css, "color"), style(css, "backgroundColor"), style(css, "borderTopColor")]),
    faces: [".en-card", ".en-table", ".en-filter input", ".en-filter select", ".en-note",
      ".en-schedule td"].map(css => style(css, "fontFamily")),
    text: style(".h-event > p:not([class])", "fontFamily"),
    sizes: all(".en-card > p:is(.en-who, .en-facts), .en-table td").map(
      element => parseFloat(getComputedStyle(element).fontSize)),
    marks: all("ul:is(.en-rows, .en-topics, .en-takeaways, .en-cited > ul) > li").filter(
      item => getComputedStyle(item).listStyleType !== "none"
        || parseFloat(getComputedStyle(item).marginLeft)).map(item => item.outerHTML),
    bare: all(".en-card a.en-ref").filter(link => !link.closest(".en-topics")
      && getComputedStyle(link).textDecorationLine !== "underline").map(link => link.outerHTML),
    photos: all(".en-photo img").map(image => {
      const {width, height} = image.getBoundingClientRect()
      return [width / height, image.naturalWidth / image.naturalHeight]
    }),
    ends: all(".en-row").map(row => row.getBoundingClientRect().right
      - Math.max(...[...row.children].map(photo => photo.getBoundingClientRect().right))),
    scores: all(".en-talk .en-score").map(score => {
      const card = score.closest(".en-card").getBoundingClientRect()
      return card.right - score.getBoundingClientRect().right
    }),
    insets: all(".en-rating li, .en-commentary li").map(item => {
      const box = item.closest(".en-rating, .en-commentary").getBoundingClientRect()
      return item.getBoundingClientRect().left - box.left
    }),
    tables: all(".en-plot, .en-numbers").map(table => getComputedStyle(table).display),
    boxes: all(".sd-card-body").map(body => getComputedStyle(body).backgroundColor),
  }
"""


@dataclass(frozen=True)
class View:
    """What was seen on the page in one theme, width and scheme."""

    width: int
    dark: bool
    seen: dict[str, Any]
    faint: list[tuple[bool, str, str]]


@pytest.fixture(scope="module", params=[*DARK, *LIGHT])
def theme(request: pytest.FixtureRequest) -> str:
    """Name a theme."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def address(theme: str, shared_site: MakeSite) -> Iterator[str]:
    """Build the page in a theme and serve it."""
    built = shared_site(FILES, name=theme, html_theme=theme, html_title="Notes")
    with serving(built.out) as root:
        yield f"{root}/events/2026-02-12-night.html"


@pytest.fixture(scope="module")
def views(browser: Chrome, address: str, axe: str) -> list[View]:
    """Open the page in each way."""
    return [view(browser, address, axe, width, dark) for width, dark in WAYS]


def view(browser: Chrome, address: str, axe: str, width: int, dark: bool) -> View:
    """Open the page in one way and look at it."""
    look(browser, address, width, dark=dark)
    browser.execute_async_script(READY)
    seen = browser.execute_script(SEEN)
    browser.execute_script(axe)
    return View(width, dark, seen, browser.execute_async_script(FAINT))


def test_nothing_scrolls_sideways(views: list[View]) -> None:
    assert [(v.width, v.dark) for v in views if v.seen["wide"] > v.width] == []


def test_words_of_notes_are_as_legible_as_text_has_to_be(views: list[View]) -> None:
    for each in views:
        of_the_theme = {colour for ours, colour, _ in each.faint if not ours}
        wrong = [what for ours, colour, what in each.faint if ours and colour not in of_the_theme]
        assert wrong == [], (each.width, each.dark)


def test_colours_follow_the_scheme_of_the_theme(theme: str, views: list[View]) -> None:
    light, dark, dark_narrow, light_narrow = (each.seen["colours"] for each in views)
    assert light == light_narrow
    assert dark == dark_narrow
    assert (light != dark) is (theme in DARK)


def test_notes_are_set_in_the_typeface_of_the_theme(views: list[View]) -> None:
    for each in views:
        assert set(each.seen["faces"]) == {each.seen["text"]}


def test_facts_are_smaller_than_text(views: list[View]) -> None:
    for each in views:
        assert len(each.seen["sizes"]) > 10
        assert max(each.seen["sizes"]) < 16


def test_lists_of_notes_have_no_marks_of_the_theme(views: list[View]) -> None:
    assert [each.seen["marks"] for each in views if each.seen["marks"]] == []


def test_marks_of_a_list_stay_inside_its_block(views: list[View]) -> None:
    for each in views:
        assert len(each.seen["insets"]) == 2
        assert min(each.seen["insets"]) > 15


def test_a_few_numbers_are_a_table_on_a_phone_too(views: list[View]) -> None:
    for each in views:
        assert each.seen["tables"][:2] == ["table", "table"]


def test_more_numbers_than_a_phone_has_room_for_are_lines_there(views: list[View]) -> None:
    for each in views:
        assert each.seen["tables"][2:] == ["table" if each.width > 600 else "block"]


def test_names_on_a_card_look_like_links(views: list[View]) -> None:
    assert [each.seen["bare"] for each in views if each.seen["bare"]] == []


def test_photos_keep_their_proportions_and_fill_their_rows(views: list[View]) -> None:
    for each in views:
        assert len(each.seen["photos"]) == 6
        for shown, own in each.seen["photos"]:
            assert shown == pytest.approx(own, rel=0.02)
        assert [round(gap) for gap in each.seen["ends"]] == [0, 0, 0]


def test_scores_stand_at_the_end_of_the_first_line(views: list[View]) -> None:
    wide = [each.seen["scores"] for each in views if each.width > 600]
    assert [[round(gap) for gap in gaps] for gaps in wide] == [[0], [0]]


def test_a_card_has_one_ground(views: list[View]) -> None:
    for each in views:
        assert set(each.seen["boxes"]) == {"rgba(0, 0, 0, 0)"}


def test_a_filter_shows_that_it_has_the_focus(browser: Chrome, address: str) -> None:
    look(browser, address, 1440)
    browser.execute_async_script(READY)
    without = browser.execute_script(
        """return [...document.querySelectorAll(".en-filter > :not([hidden])")].map(field => {
             field.focus({focusVisible: true})
             return getComputedStyle(field).outline
           }).filter(outline => !outline.endsWith(" solid 2px"))"""
    )
    assert without == []


def test_an_opened_photo_is_not_dimmed(browser: Chrome, address: str) -> None:
    look(browser, address, 1440, dark=True)
    browser.execute_script("document.querySelector('a.en-photo').click()")
    shown = "return getComputedStyle(document.querySelector('.en-lightbox-photo img')).filter"
    assert browser.execute_script(shown) == "none"
