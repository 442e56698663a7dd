"""Side notes, the contents and links to headings in a real Chromium, with and without scripts.

The server allows what it serves itself, and of styles and scripts in a page only furo's own.
"""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
import test_browser
from building import MakeSite
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from test_browser import PATIENCE, look, settle

browser = test_browser.browser
pytestmark = test_browser.pytestmark

WORDS = "The hosts wanted to show that there is a way out of one vendor's stack, and it ran long. "
EVENT = f"""\
# Kernel night

```{{event}}
:date: 2026-02-12
```

A short summary.

{WORDS}[^one] {WORDS}[^two] {WORDS}

{WORDS}[^three]

- An item.[^four] {WORDS}
  - An item of an item.[^five]

| a | b |
| --- | --- |
| cell[^six] | {"`a_word_that_makes_it_wide`, " * 9} |

{WORDS}

:::{{commentary}}
My view.[^seven]
:::

:::{{note}}
Boxed.[^eight]
:::

## Measuring before writing

```{{talk}}
```

{WORDS * 20}

### A detail

{WORDS * 20}

## Reading a trace

```{{talk}}
```

{WORDS * 20}[^nine]

[^one]: The first.
[^two]: {WORDS * 4}

    {WORDS}

    ```python
    print("a line of code that is longer than the margin is wide", "and longer")
    ```
[^three]: The third, which waits for the second.
[^four]: On an item.
[^five]: On an item of an item.
[^six]: In a table.
[^seven]: In a view.
[^eight]: In a box.
[^nine]: The last, [with a link](https://example.org/).
"""
RATED = f"""\
# Rated night

```{{event}}
:id: z
:date: 2026-02-19
```

A short summary.

{WORDS}[^a]

[^a]: {WORDS * 6}

## With all

```{{talk}}
:speakers: Ada Miller (Example Labs)
:format: talk
:recording: https://example.org/film
:slides: https://example.org/one https://example.org/two
:code: https://example.org/code
:rating: 4/5 {WORDS}
```

{WORDS}[^b] {WORDS}

[^b]: {WORDS * 2}

## With criteria

```{{talk}}
:recording: https://example.org/other
```

```{{rating}} 4.5/5
:clarity: 5/5
:depth: 4/5

{WORDS}
```

Said of {{talk}}`z/with-all`.

## Short

```{{talk}}
:planned: 30 min
:actual: 10 min
:recording: https://example.org/third
:slides: https://example.org/three https://example.org/four https://example.org/five
:rating: 2/5
```

Shorter than what stands beside it.

## Shorter

```{{talk}}
:planned: 10 min
:actual: 19 min
:recording: https://example.org/fourth
```

Said of {{talk}}`z/with-all` and {{talk}}`z/short`.
"""
FILES = {
    "events/rated.md": RATED,
    "events/night.md": EVENT.replace(":date:", ":id: x\n:date:"),
    "events/other.md": "# Other\n\n```{event}\n:id: y\n```\n",
    "folded.md": (
        f"# Folded\n\n{WORDS * 20}\n\n:::{{dropdown}} More\nSaid.[^a]\n:::\n\n"
        f"{WORDS * 40}\n\n[^a]: A note.\n"
    ),
    "heads.md": "# Heads\n\n"
    + "".join(
        f"## {'word ' * words}to {'run' * letters}{end}\n\n"
        for words in (2, 4, 6)
        for letters in (1, 2, 3)
        for end in ("", "?", " `code`")
    )
    + "## 速いコンパイラを作るための方法について考えるとき大切なことは何かという話\n",
    "alone.md": (
        "---\norphan: true\n---\n\n# Alone\n\n## Rated\n\n```{talk}\n:rating: 3/5\n```\n\n"
        "## Unrated\n\n```{talk}\n```\n"
    ),
    "plain.md": f"# Plain\n\n{WORDS}[^a]\n\n## One\n\n{WORDS * 40}\n\n## Two\n\n[^a]: A note.\n",
}
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
"""furo writes its colours and one line of script into the page; pictures in its style are data."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", f"{POLICY}img-src 'self' data:")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(shared_site: MakeSite) -> Iterator[str]:
    """Serve the pages in furo."""
    extensions = ["eventnotes.site", "sphinx_design"]
    criteria = ["clarity", "depth"]
    built = shared_site(
        FILES, html_theme="furo", extensions=extensions, eventnotes_rating_criteria=criteria
    )
    handler = partial(_Handler, directory=str(built.out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def scripts(browser: Chrome, request: pytest.FixtureRequest) -> Iterator[bool]:
    """Let pages run scripts, or not."""
    switch = "Emulation.setScriptExecutionDisabled"
    browser.execute_cdp_cmd(switch, {"value": not request.param})
    yield request.param
    browser.execute_cdp_cmd(switch, {"value": False})


def open_page(browser: Chrome, address: str, width: int, *, dark: bool = False) -> None:
    """Open a page anew, also where only its fragment is another."""
    browser.get("about:blank")
    look(browser, address, width, dark=dark)


def run(browser: Chrome, script: str, *args: Any) -> Any:
    return browser.execute_script(script, *args)


def wait(browser: Chrome, script: str) -> None:
    WebDriverWait(browser, PATIENCE, 0.05).until(lambda _: run(browser, script))


NOTES = """
  const article = document.querySelector('article')
  const column = article.getBoundingClientRect().right
  return [...document.querySelectorAll('details.en-note')].map(note => {
    const text = note.querySelector('.en-note-text'), box = text.getBoundingClientRect()
    const to = document.querySelector(`a.footnote-reference[href="#${text.id}"]`)
    const line = to.getBoundingClientRect()
    return {
      name: text.id, shown: text.checkVisibility({contentVisibilityAuto: true}), top: box.top,
      bottom: box.bottom, left: box.left - column, right: innerWidth - box.right,
      height: box.height, line: (line.top + line.bottom) / 2,
      summary: note.querySelector('summary').checkVisibility()
    }
  })
"""
BESIDE = ["one", "two", "three", "four", "five", "six", "seven", "nine"]


@pytest.mark.parametrize("width", [1280, 1440, 1700])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_notes_stand_in_the_margin_of_a_wide_window_and_never_overlap(
    browser: Chrome, served: str, scripts: bool, width: int, dark: bool
) -> None:
    open_page(browser, f"{served}/events/night.html", width, dark=dark)
    notes = [note for note in run(browser, NOTES) if note["name"] != "eight"]
    assert [note["name"] for note in notes] == BESIDE
    for note in notes:
        assert note["shown"]
        assert not note["summary"]
        assert note["left"] >= 30
        assert note["right"] >= 0
    gaps = [below["top"] - above["bottom"] for above, below in pairwise(notes)]
    assert min(gaps) >= 4


def test_a_note_stands_at_the_height_of_its_line(browser: Chrome, served: str) -> None:
    open_page(browser, f"{served}/events/night.html", 1440)

    def placed(_: Chrome) -> bool:  # once more when the fonts are there
        by_name = {note["name"]: note for note in run(browser, NOTES)}
        free = [by_name[name] for name in ("one", "nine")]  # which need not give way to another
        at_their_lines = all(abs(note["top"] + 10 - note["line"]) < 14 for note in free)
        return at_their_lines and by_name["three"]["top"] > by_name["two"]["bottom"]

    WebDriverWait(browser, PATIENCE, 0.05).until(placed, "a note is not at its line")


def test_notes_are_placed_again_when_the_text_takes_another_shape(
    browser: Chrome, served: str
) -> None:
    open_page(browser, f"{served}/events/night.html", 1440)
    run(browser, "document.querySelector('article').style.fontSize = '150%'")
    settle(browser)
    by_name = {note["name"]: note for note in run(browser, NOTES)}
    assert abs(by_name["one"]["top"] + 10 - by_name["one"]["line"]) < 20
    assert by_name["three"]["top"] > by_name["two"]["bottom"]


def test_a_note_to_folded_words_stands_where_they_are(browser: Chrome, served: str) -> None:
    open_page(browser, f"{served}/folded.html", 1440)
    run(browser, SCROLL, "folded", 500)
    run(browser, "document.querySelector('article').style.fontSize = '110%'")
    settle(browser)
    folded = "document.querySelector('.sd-dropdown').getBoundingClientRect().bottom"
    (note,) = run(browser, NOTES)
    assert abs(note["top"] - run(browser, f"return {folded}")) < 30


def test_notes_take_no_room_in_the_column(browser: Chrome, served: str, scripts: bool) -> None:
    open_page(browser, f"{served}/events/night.html", 1440)
    script = """
      const widths = [...document.querySelectorAll('article section > p')]
        .filter(p => p.textContent.length > 80).map(p => p.getBoundingClientRect().width)
      const table = document.querySelector('article .table-wrapper').getBoundingClientRect()
      const notes = [...document.querySelectorAll('details.en-beside')]
      const gap = notes => notes.map(note => {
        let after = note.nextElementSibling
        while (after?.matches('details.en-note')) after = after.nextElementSibling
        let before = note.previousElementSibling
        while (before?.matches('details.en-note')) before = before.previousElementSibling
        return !after || !before ? 0 :
          after.getBoundingClientRect().top - before.getBoundingClientRect().bottom
      })
      return [Math.max(...widths) - Math.min(...widths), table.width - widths[0],
              Math.max(...gap(notes))]
    """
    ragged, table, gap = run(browser, script)
    assert ragged < 1
    assert abs(table) < 8  # furo's own padding
    assert gap < 60


BESIDE_TALKS = """
  const column = document.querySelector('article').getBoundingClientRect().right
  const wanted = '.en-talk > .en-facts > a, .en-criteria,'
    + ' .h-event > .en-cited, .en-beside > .en-note-text'
  return [...document.querySelectorAll(wanted)].map(item => {
    const box = item.getBoundingClientRect(), section = item.closest('section')
    const next = section.nextElementSibling?.querySelector('.en-talk')
    return {
      what: item.textContent.trim().split('\\n')[0].replace(/ +/g, ' ').slice(0, 12),
      left: box.left - column, right: innerWidth - box.right, top: box.top, bottom: box.bottom,
      above: section.getBoundingClientRect().top - box.top,
      below: next ? next.getBoundingClientRect().top - box.bottom : 0,
      own: section.querySelector(':scope > .en-talk')?.getBoundingClientRect().top ?? 0,
      isLink: item.matches('a')
    }
  })
"""


@pytest.mark.parametrize("width", [1280, 1440])
def test_links_criteria_and_mentions_stand_beside_their_talk_and_over_nothing(
    browser: Chrome, served: str, scripts: bool, width: int
) -> None:
    open_page(browser, f"{served}/events/rated.html", width)
    items = run(browser, BESIDE_TALKS)
    assert [item["what"] for item in items] == [
        *("1", "Recording", "Slides 1", "Slides 2", "Code", "2", "Mentioned in", "Recording"),
        *("clarity 5 de", "Recording", "Slides 1", "Slides 2", "Slides 3", "Mentioned in"),
        "Recording",
    ]
    for item in items:
        assert item["left"] >= 30, item
        assert item["right"] >= 0, item
        assert item["above"] <= 0, item
        assert item["below"] >= 0, item
        if item["isLink"]:
            assert item["top"] - item["own"] < 160, item
    gaps = [below["top"] - above["bottom"] for above, below in pairwise(items)]
    assert min(gaps) >= 0


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_criteria_are_bars_on_the_card_of_their_talk_and_no_stars_once_more(
    browser: Chrome, served: str, width: int
) -> None:
    open_page(browser, f"{served}/events/rated.html", width)
    cards = run(
        browser,
        """const wide = element => element.getBoundingClientRect().width
           return [...document.querySelectorAll('.en-criteria')].map(criteria => [
             criteria.closest('.en-card').className,
             criteria.querySelectorAll('.en-stars').length,
             [...criteria.children].map(each => [each.querySelector('dt').innerText,
               Math.round(100 * wide(each.querySelector('rect')) / wide(each.querySelector('svg'))),
               each.querySelector('dd').innerText.trim()])])""",
    )
    assert cards == [["en-card en-talk", 0, [["clarity", 100, "5"], ["depth", 80, "4"]]]]


@pytest.mark.parametrize("dark", [False, True])
def test_more_time_than_planned_is_coloured_and_less_is_not(
    browser: Chrome, served: str, dark: bool
) -> None:
    open_page(browser, f"{served}/events/rated.html", 1440, dark=dark)
    said = run(
        browser,
        """const probe = document.body.appendChild(document.createElement('i'))
           const colour = name => {
             probe.style.color = `var(--en-${name})`
             return getComputedStyle(probe).color
           }
           const named = Object.fromEntries(['accent', 'muted'].map(name => [colour(name), name]))
           return [...document.querySelectorAll('.en-card :is(.en-over, .en-short)')].map(each =>
             [each.innerText, named[getComputedStyle(each).color]])""",
    )
    assert said == [["20 min short", "muted"], ["9 min over", "accent"]]


def test_a_score_has_words_for_a_screen_reader(browser: Chrome, served: str) -> None:
    open_page(browser, f"{served}/events/rated.html", 1440)
    scores = browser.find_elements(By.CSS_SELECTOR, ".en-card .en-score")
    said = [score.accessible_name for score in scores]
    assert said == ["Rated 4 of 5", "Rated 4.5 of 5", "Rated 2 of 5"]


def test_unfolded_mentions_beside_a_talk_push_down_what_is_below(
    browser: Chrome, served: str
) -> None:
    open_page(browser, f"{served}/events/rated.html", 1440)
    run(browser, "for (const each of document.querySelectorAll('.en-cited')) each.open = true")
    settle(browser)
    items = run(browser, BESIDE_TALKS)
    assert max(item["bottom"] - item["top"] for item in items) > 100
    for above, below in pairwise(items):
        assert below["top"] >= above["bottom"], (above, below)


@pytest.mark.parametrize("width", [390, 1100])
def test_in_a_narrow_window_they_stand_in_the_column(
    browser: Chrome, served: str, width: int
) -> None:
    open_page(browser, f"{served}/events/rated.html", width)
    items = [item for item in run(browser, BESIDE_TALKS) if item["isLink"]]
    assert len(items) == 10
    assert all(item["left"] < 0 for item in items)


def test_the_contents_show_the_scores_of_talks(browser: Chrome, served: str) -> None:
    open_page(browser, f"{served}/events/rated.html", 1440)
    shown = run(
        browser,
        """return [...document.querySelectorAll('.en-contents a')].map(link => [
             link.textContent.replace(/\\s+/g, ' '),
             [...link.querySelectorAll('.en-stars')].map(stars =>
               Math.round(stars.offsetWidth / parseFloat(getComputedStyle(stars).fontSize)))])""",
    )
    # one star's width each
    titles = ["With all 4", "With criteria 4.5", "Short 2", "Shorter"]
    assert shown == [[titles[0], [1]], [titles[1], [1]], [titles[2], [1]], [titles[3], []]]


def test_contents_that_stay_on_the_right_show_them_too(browser: Chrome, served: str) -> None:
    open_page(browser, f"{served}/alone.html", 1440)
    links = browser.find_elements(By.CSS_SELECTOR, ".toc-tree a")
    assert [" ".join(link.text.split()) for link in links][-2:] == ["Rated 3", "Unrated"]


@pytest.mark.parametrize("width", [320, 390, 820, 1100])
def test_notes_are_folded_below_their_paragraph_in_a_narrow_window(
    browser: Chrome, served: str, scripts: bool, width: int
) -> None:
    open_page(browser, f"{served}/events/night.html", width)
    notes = run(browser, NOTES)
    assert [note["name"] for note in notes if note["shown"] or not note["summary"]] == []
    assert run(browser, "return document.documentElement.scrollWidth") <= width


def test_the_number_opens_a_folded_note_and_its_mark_leads_back(
    browser: Chrome, served: str, scripts: bool
) -> None:
    open_page(browser, f"{served}/events/night.html", 390)
    number = browser.find_element(By.CSS_SELECTOR, 'a.footnote-reference[href="#one"]')
    number.send_keys(Keys.ENTER)
    wait(browser, "return document.getElementById('one').closest('details').open")
    assert run(browser, "return document.querySelector(':target').id") == "one"
    paragraph = "document.getElementById('id1').closest('p').getBoundingClientRect()"
    below = "document.getElementById('one').getBoundingClientRect().top"
    assert run(browser, f"return {below} >= {paragraph}.bottom")
    browser.find_element(By.CSS_SELECTOR, "#one .en-mark a").send_keys(Keys.ENTER)
    assert browser.current_url.endswith("#id1")


def test_a_folded_note_is_opened_and_closed_by_keyboard(
    browser: Chrome, served: str, scripts: bool
) -> None:
    open_page(browser, f"{served}/events/night.html", 390)
    summary = browser.find_element(By.CSS_SELECTOR, "details.en-note > summary")
    assert summary.accessible_name == "Note 1"
    summary.send_keys(Keys.ENTER)
    assert run(browser, "return document.querySelector('details.en-note').open")
    summary.send_keys(Keys.SPACE)
    assert not run(browser, "return document.querySelector('details.en-note').open")


def test_an_address_with_a_note_opens_it(browser: Chrome, served: str) -> None:
    open_page(browser, f"{served}/events/night.html#nine", 390)
    wait(browser, "return document.getElementById('nine').closest('details').open")


def test_an_address_that_is_none_stops_nothing(browser: Chrome, served: str) -> None:
    open_page(browser, f"{served}/events/night.html#100%", 1440)
    wait(browser, "return document.querySelector('main, [role=main]').className == 'en-aligned'")


def test_what_is_small_is_large_enough_for_a_finger(browser: Chrome, served: str) -> None:
    open_page(browser, f"{served}/events/night.html", 390)
    sizes = run(
        browser,
        """return [...document.querySelectorAll('.en-note > summary, .headerlink')]
             .map(e => e.getBoundingClientRect()).map(box => [box.width, box.height])""",
    )
    assert min(min(size) for size in sizes) >= 24


def test_all_notes_are_one_link_away(browser: Chrome, served: str, scripts: bool) -> None:
    open_page(browser, f"{served}/events/night.html", 820)
    shown = "return document.querySelector('.en-notes').checkVisibility()"
    assert not run(browser, shown)
    link = browser.find_element(By.CSS_SELECTOR, ".en-all-notes a")
    assert link.text == "All 9 notes of this page"
    link.send_keys(Keys.ENTER)
    assert run(browser, shown)
    items = run(browser, "return document.querySelectorAll('.en-notes > ol > li').length")
    assert items == 9


@pytest.mark.parametrize("width", [390, 1440])
def test_on_paper_notes_are_a_list_at_the_end(browser: Chrome, served: str, width: int) -> None:
    open_page(browser, f"{served}/events/night.html", width)
    run(browser, "document.querySelector('details.en-note').open = true")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = """return ['.en-note', '.en-all-notes', '.en-notes', '.en-told'].map(
          selector => [...document.querySelectorAll(selector)].some(e => e.checkVisibility()))"""
        assert run(browser, shown) == [False, False, True, False]
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize(
    ("dark", "theme", "media", "colour"),
    [
        (False, "", "", "rgb(168, 91, 0)"),
        (True, "", "", "rgb(224, 175, 104)"),
        (True, "", "print", "rgb(168, 91, 0)"),
        (False, "dark", "", "rgb(224, 175, 104)"),
        (False, "dark", "print", "rgb(168, 91, 0)"),
    ],
)
def test_the_numbers_of_notes_have_a_colour_for_their_ground(
    browser: Chrome, served: str, scripts: bool, dark: bool, theme: str, media: str, colour: str
) -> None:
    open_page(browser, f"{served}/events/night.html", 1440, dark=dark)
    if theme:
        run(browser, "document.body.dataset.theme = arguments[0]", theme)
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": scheme})
    number = "document.querySelector('a.footnote-reference')"
    found = run(browser, f"return getComputedStyle({number}).color")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert found == colour


@pytest.mark.parametrize("theme", ["furo", "alabaster", "basic"])
def test_the_number_of_a_note_is_small_and_raised_in_every_theme(
    browser: Chrome, site: MakeSite, theme: str
) -> None:
    built = site({"night.md": "# Night\n\nSaid.[^a]\n\n[^a]: Foot.\n"}, html_theme=theme)
    open_page(browser, (built.out / "night.html").as_uri(), 1000)
    small, raised = run(
        browser,
        """const number = document.querySelector('a.footnote-reference')
           const look = getComputedStyle(number), text = getComputedStyle(number.parentElement)
           return [parseFloat(look.fontSize) / parseFloat(text.fontSize), look.verticalAlign]""",
    )
    assert 0.6 < small < 0.8
    assert raised == "super"


def test_a_page_that_keeps_its_contents_on_the_right_folds_its_notes(
    browser: Chrome, served: str
) -> None:
    open_page(browser, f"{served}/plain.html", 1440)
    run(browser, "document.querySelector('.toc-drawer').classList.remove('no-toc')")
    assert [note["shown"] for note in run(browser, NOTES)] == [False]


# -- where a reader is -------------------------------------------------------------------------

CURRENT = "return document.querySelector('.en-contents [aria-current]')?.textContent ?? ''"
SCROLL = """document.documentElement.style.scrollBehavior = 'auto'
  const [id, by] = arguments
  scrollTo(0, scrollY + document.getElementById(id).getBoundingClientRect().top + by)
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"""


def test_the_contents_follow_along(browser: Chrome, served: str) -> None:
    open_page(browser, f"{served}/events/night.html", 1440)
    found = [run(browser, CURRENT)]
    detail = "return document.querySelector('.en-contents a[href=\"#a-detail\"]').checkVisibility()"
    unfolded = [run(browser, detail)]
    for anchor in ("talk-x-measuring-before-writing", "a-detail", "talk-x-reading-a-trace"):
        run(browser, SCROLL, anchor, 0)
        found.append(run(browser, CURRENT))
        unfolded.append(run(browser, detail))
    run(browser, "scrollTo(0, 0)")
    wait(browser, CURRENT.replace("return ", "return '' === (") + ")")
    assert found == ["", "Measuring before writing", "A detail", "Reading a trace"]
    assert unfolded == [False, True, True, False]


def test_the_contents_are_whole_without_a_script(browser: Chrome, served: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, f"{served}/events/night.html", 1100)
        shown = run(
            browser,
            """return [...document.querySelectorAll('.en-contents a')]
                 .filter(a => a.checkVisibility()).map(a => a.textContent)""",
        )
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert shown == ["Measuring before writing", "A detail", "Reading a trace"]


@pytest.mark.parametrize("page", ["events/night", "plain"])
def test_the_bar_on_a_phone_names_the_section(browser: Chrome, served: str, page: str) -> None:
    open_page(browser, f"{served}/{page}.html", 390)
    here = "return Boolean(document.querySelector('.en-here')?.checkVisibility())"
    assert not run(browser, here)
    anchor, title = (
        ("talk-x-measuring-before-writing", "Measuring before writing")
        if page != "plain"
        else ("one", "One")
    )
    run(browser, SCROLL, anchor, 300)
    wait(browser, here)
    link = browser.find_element(By.CSS_SELECTOR, ".en-here")
    assert (link.text, link.get_attribute("hash")) == (title, f"#{anchor}")


# -- links to headings -------------------------------------------------------------------------


HEAR = """
  window.heard = []
  const told = document.querySelector(".en-told")
  const hear = () => told.innerText && heard.push([told.getAttribute("role"), told.innerText])
  new MutationObserver(hear).observe(told, {childList: true})
"""


def test_a_headings_link_copies_its_address_and_says_so(browser: Chrome, served: str) -> None:
    origin = {"origin": served, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.execute_cdp_cmd("Browser.grantPermissions", origin)
    open_page(browser, f"{served}/events/night.html", 1440)
    run(browser, HEAR)  # what is said is soon taken back
    link = browser.find_element(By.CSS_SELECTOR, "#talk-x-reading-a-trace > h2 > a.headerlink")
    ActionChains(browser).move_to_element(link).click().perform()
    wait(browser, "return heard.length")
    assert run(browser, "return heard[0]") == ["status", "Link copied"]
    address = f"{served}/events/night.html#talk-x-reading-a-trace"
    assert run(browser, "return navigator.clipboard.readText()") == address
    assert browser.current_url == address


def test_a_headings_link_leads_there_where_nothing_can_be_copied(
    browser: Chrome, served: str, scripts: bool
) -> None:
    browser.execute_cdp_cmd("Browser.resetPermissions", {})
    open_page(browser, f"{served}/events/night.html", 1440)
    if scripts:
        deny = {"permission": {"name": "clipboard-write"}, "setting": "denied"}
        browser.execute_cdp_cmd("Browser.setPermission", deny)
    link = browser.find_element(By.CSS_SELECTOR, "#talk-x-reading-a-trace > h2 > a.headerlink")
    link.send_keys(Keys.ENTER)
    assert browser.current_url.endswith("#talk-x-reading-a-trace")
    if scripts:
        assert run(browser, "return document.querySelector('.en-told').textContent") == ""


@pytest.mark.parametrize("width", [320, 360, 390, 820, 1440])
def test_a_headings_link_never_has_a_line_of_its_own(
    browser: Chrome, served: str, width: int
) -> None:
    open_page(browser, f"{served}/heads.html", width)
    apart = run(
        browser,
        """return [...document.querySelectorAll('a.headerlink')].map(link => {
             const words = document.createTreeWalker(link.parentElement, NodeFilter.SHOW_TEXT)
             let last
             while (words.nextNode() && !link.contains(words.currentNode)) last = words.currentNode
             const letter = document.createRange()
             letter.setStart(last, last.length - 1)
             letter.setEnd(last, last.length)
             const above = letter.getBoundingClientRect(), own = link.getBoundingClientRect()
             return Math.abs(above.top + above.bottom - own.top - own.bottom) / 2
           })""",
    )
    assert len(apart) == 29
    assert max(apart) < 12
    assert run(browser, "return document.documentElement.scrollWidth") <= width


def test_a_headings_link_is_named_after_it_and_the_tab_key_passes_by(
    browser: Chrome, served: str
) -> None:
    open_page(browser, f"{served}/events/night.html", 1440)
    link = browser.find_element(By.CSS_SELECTOR, "#talk-x-reading-a-trace > h2 > a.headerlink")
    assert link.accessible_name == "Link to “Reading a trace”"
    stops = "return [...document.querySelectorAll('a.headerlink')].filter(e => e.tabIndex >= 0)"
    assert run(browser, stops) == []


def test_the_policy_of_a_strict_site_is_kept(browser: Chrome, served: str) -> None:
    browser.get_log("browser")
    for width in (390, 1440):
        open_page(browser, f"{served}/events/night.html", width)
    told = [entry["message"] for entry in browser.get_log("browser")]
    assert [message for message in told if "Content Security Policy" in message] == []
