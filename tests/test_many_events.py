"""A site of forty events as its readers find their way in it, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import many_events
import pytest
import test_browser
import test_look
from pictures import noisy
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait
from test_browser import PATIENCE, look, settle
from test_builders import sphinx
from test_look import AXE, UNFOLD, WAYS, resize

from tools.serve import serving

browser = test_browser.browser
axe = test_look.axe
pytestmark = test_browser.pytestmark

EVERY = [talk for number in range(many_events.EVENTS) for talk in many_events.talks_of(number)]
BUSY = "Ada Abel"
"""Who gave eighteen talks."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site in this project's own look, and serve it with a content security policy."""
    source: Path = tmp_path_factory.mktemp("many") / "source"
    for name, text in many_events.files().items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    last = source / f"{many_events.page(many_events.EVENTS - 1)}.md"
    noisy(1600, 1200).save(last.with_name("stage.jpg"))
    head, talks = last.read_text(encoding="utf-8").split("\n## ", 1)
    last.write_text(f"{head}\n![The stage](stage.jpg)\n\n## {talks}", encoding="utf-8")
    sphinx("html", source.with_name("site"), source=source)
    with serving(source.with_name("site"), csp=True) as address:
        yield address


def test_the_site_has_as_many_talks_and_people_as_it_says() -> None:
    assert len(EVERY) == 299
    assert len({name for talk in EVERY for name in talk.speakers}) == 143
    assert sum(BUSY in talk.speakers for talk in EVERY) == 18
    assert len(many_events.talks_of(many_events.BIG)) == 60


# -- search ------------------------------------------------------------------------------------

RESULTS = """
  return [...document.querySelectorAll("#search-results ul.search > li")].map((item) => [
    item.dataset.enKind, item.querySelector("a").textContent,
    item.querySelector("a + span")?.textContent.trim() ?? "", item.checkVisibility()])
"""


def results(browser: Chrome, served: str, query: str) -> list[tuple[str, str, str, bool]]:
    """Return what a search finds: the kind, the name, what is said of it, whether it is shown."""
    look(browser, f"{served}/search.html?q={query}", 1440)
    WebDriverWait(browser, PATIENCE).until(
        lambda _: "found" in browser.find_element(By.CSS_SELECTOR, "#search-results").text
    )
    return [tuple(found) for found in browser.execute_script(RESULTS)]


def kinds(found: list[tuple[str, str, str, bool]]) -> list[str]:
    """Return the kinds of what was found, those that follow each other once."""
    shown = [kind for kind, *_ in found]
    return [kind for at, kind in enumerate(shown) if at == 0 or shown[at - 1] != kind]


def test_a_search_for_a_speaker_finds_every_talk_with_its_date_and_score_before_pages(
    browser: Chrome, served: str
) -> None:
    found = results(browser, served, "Ada+Abel")
    assert kinds(found) == ["person", "talk", "page"]
    assert found[0][1:3] == ("Ada Abel", "(Person, 18 talks)")
    talks = [each for each in found if each[0] == "talk" and BUSY in each[1]]
    assert len(talks) == 18
    # what it was, when, what it was worth, and where; the latest first
    assert talks[0][1:3] == (
        "Tests that a driver update can’t break, part 36 · Ada Abel, Lumen Labs",
        "(Keynote, 10 March 2026, 1 of 5, in PyMeetup 39)",
    )


def test_a_search_for_an_organisation_or_a_town_finds_events_and_talks(
    browser: Chrome, served: str
) -> None:
    found = results(browser, served, "kyoto")
    events = [each for each in found if each[0] == "event"]
    assert kinds(found) == ["event"]  # an event is its page
    assert len(events) == 7  # numbers 2, 8, …, 38
    assert events[0][1:3] == (
        "PyMeetup 39 · Kyoto, Kernel & Sons",
        "(Event, 10 March 2026, 2 of 5)",
    )
    row = browser.find_element(By.CSS_SELECTOR, ".en-kinds")
    assert row.text == "7 events"  # there is nothing to choose
    # an ampersand is what it is, though Sphinx escapes it twice, and what was sought is marked
    found = results(browser, served, "kernel+sons")
    marked = browser.find_elements(By.CSS_SELECTOR, "#search-results li:first-child a .highlighted")
    assert [mark.text for mark in marked] == ["Kernel", "Sons"]
    assert found[0][:3] == ("org", "Kernel & Sons", "(Organisation, 30 talks)")
    assert [kind for kind, *_ in found].count("talk") == 30
    assert not any("&amp;" in name for _, name, *_ in found)


def test_a_talk_is_found_once(browser: Chrome, served: str) -> None:
    found = results(browser, served, "quantisation")
    assert found[0][:2] == ("topic", "quantisation")
    found = results(browser, served, "numbers+that+fit+part+10")
    assert [name for _, name, *_ in found].count(found[0][1]) == 1
    assert found[0][0] == "talk"


NAMED = (
    *("How can we trust code", "Increasing trust", "Rust", "Trust in Rust", "Rusty ropes"),
    *("Frustration", "Ropes & knots", "And knots, ropes", "日本のロープ"),
)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build a site whose talks are called nearly the same, and serve it."""
    source: Path = tmp_path_factory.mktemp("named") / "source"
    (source / "events").mkdir(parents=True)
    conf = "extensions = ['eventnotes.site']\nhtml_theme = 'alabaster'\n"
    (source / "conf.py").write_text(conf, encoding="utf-8")
    index = "# Notes\n\n```{toctree}\n:glob:\nevents/*\n```\n"
    (source / "index.md").write_text(index, encoding="utf-8")
    talks = "\n".join(f"## {name}\n\n```{{notes:talk}}\n```\n" for name in NAMED)
    page = f"# Day\n\n```{{notes:event}}\n:date: 2026-01-02\n```\n\n{talks}"
    (source / "events" / "day.md").write_text(page, encoding="utf-8")
    sphinx("html", source.with_name("site"), source=source)
    with serving(source.with_name("site"), csp=True) as address:
        yield address


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("rust", ["Rust", "Rusty ropes", "Trust in Rust"]),
        ("TRUST", ["How can we trust code", "Increasing trust", "Trust in Rust"]),
        ("ropes+%26+knots", ["Ropes & knots"]),
        ("knots", ["And knots, ropes", "Ropes & knots"]),
        ("ロープ", ["日本のロープ"]),
    ],
)
def test_what_is_called_so_is_found_before_what_has_the_letters_within_a_word(
    browser: Chrome, named: str, query: str, first: list[str]
) -> None:
    found = [name for kind, name, *_ in results(browser, named, query) if kind == "talk"]
    assert sorted(found[: len(first)]) == first
    assert found[0] == "Rust" or query != "rust"


def test_results_can_be_narrowed_to_one_kind_and_the_address_says_which(
    browser: Chrome, served: str
) -> None:
    found = results(browser, served, "Ada+Abel")
    assert all(shown for *_, shown in found)
    buttons = browser.find_elements(By.CSS_SELECTOR, ".en-kinds button")
    assert [each.text for each in buttons[:3]] == [f"{len(found)} results", "1 person", "19 talks"]
    buttons[2].click()
    found = [tuple(each) for each in browser.execute_script(RESULTS)]
    assert {kind for kind, *_, shown in found if shown} == {"talk"}
    assert buttons[2].get_attribute("aria-pressed") == "true"
    assert browser.current_url.endswith("&kind=talk")
    found = results(browser, served, "Ada+Abel&kind=person")
    assert [name for _, name, _, shown in found if shown] == ["Ada Abel"]


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_of_results_has_one_field_in_sight(
    browser: Chrome, served: str, width: int
) -> None:
    look(browser, f"{served}/search.html?q=kyoto", width)
    found = browser.execute_script(
        """return [...document.querySelectorAll("input[name=q]")]
             .filter((each) => each.checkVisibility({visibilityProperty: true}))
             .map((each) => [each.value, each.getBoundingClientRect().height >= 24])"""
    )
    assert found == [["kyoto", True]]


# -- an event with many talks --------------------------------------------------------------------

SLOTS = (
    "[...document.querySelectorAll('{} .en-slots > li')].filter((item) => item.checkVisibility())"
)


def slots(browser: Chrome, within: str = "article") -> int:
    """Return how many talks are seen in the list of an event."""
    return int(browser.execute_script(f"return {SLOTS.format(within)}.length"))


def test_the_talks_of_an_event_are_one_touch_away_wherever_one_reads(
    browser: Chrome, served: str
) -> None:
    look(browser, f"{served}/{many_events.page(many_events.BIG)}.html", 390)
    browser.execute_script("scrollTo(0, document.documentElement.scrollHeight / 2)")
    settle(browser)
    link = browser.find_element(By.CSS_SELECTOR, ".en-to-talks")
    box = browser.execute_script("return arguments[0].getBoundingClientRect().toJSON()", link)
    assert 0 <= box["left"] < box["right"] <= 390
    assert 0 <= box["top"] < box["bottom"] <= 900
    assert box["height"] >= 24
    here = browser.execute_script("return scrollY")
    link.click()
    assert slots(browser, "dialog") == 60
    # the talk that is being read is marked, and in sight
    current = browser.find_elements(By.CSS_SELECTOR, "dialog [aria-current]")
    assert len(current) == 1
    assert current[0].is_displayed()
    first = browser.find_element(By.CSS_SELECTOR, "dialog .en-slots a")
    times = browser.execute_script(f"return {SLOTS.format('dialog')}[0].innerText")
    assert times.startswith("09:00")
    browser.execute_script("arguments[0].click()", first)
    assert not browser.find_element(By.CSS_SELECTOR, "dialog").is_displayed()
    WebDriverWait(browser, PATIENCE).until(
        lambda _: browser.execute_script("return scrollY") < here
    )


def test_the_talks_of_an_event_can_be_narrowed_to_the_best_without_a_script(
    browser: Chrome, served: str
) -> None:
    address = f"{served}/{many_events.page(many_events.BIG)}.html"
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        look(browser, address, 1440)
        best = sum(each.score >= 4 for each in many_events.talks_of(many_events.BIG))
        assert slots(browser) == 60
        assert not browser.find_element(By.CSS_SELECTOR, ".en-to-talks").is_displayed()
        browser.find_element(By.CSS_SELECTOR, ".en-best label").click()
        assert slots(browser) == best == 18
        look(browser, f"{served}/{many_events.page(3)}.html", 1440)
        assert slots(browser) == 0  # below twelve it is closed
        browser.find_element(By.CSS_SELECTOR, ".en-programme > summary").click()
        assert slots(browser) == len(many_events.talks_of(3))
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_link_to_a_talk_leads_there_at_once(browser: Chrome, served: str) -> None:
    look(browser, f"{served}/{many_events.page(many_events.BIG)}.html", 390)
    last = browser.find_elements(By.CSS_SELECTOR, ".en-slots a")[-1].get_attribute("href")
    top = browser.execute_async_script(
        """const [address, done] = arguments
           location.hash = new URL(address).hash
           requestAnimationFrame(() => requestAnimationFrame(() => done(
             document.querySelector(":target").getBoundingClientRect().top)))""",
        last,
    )
    assert 0 <= top < 450
    assert browser.execute_script("return scrollY") > 10_000


# -- the table of talks ----------------------------------------------------------------------------

ROWS = "[...document.querySelectorAll('.en-talks tbody tr')].filter((row) => row.checkVisibility())"
LINES = """
  const lines = (element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size
  }
"""


def test_a_screen_holds_many_talks_with_titles_on_one_or_two_lines(
    browser: Chrome, served: str
) -> None:
    look(browser, f"{served}/talks.html", 1440)
    browser.execute_async_script("document.fonts.ready.then(() => setTimeout(arguments[0], 100))")
    heights, lines, columns = browser.execute_script(
        f"""{LINES}
        const rows = {ROWS}
        const cells = [...document.querySelectorAll('.en-talks thead th')]
        const whole = document.querySelector('.en-talks table').offsetWidth
        return [rows.map((row) => row.offsetHeight),
                rows.map((row) => lines(row.querySelector('a'))),
                cells.map((cell) => Math.round(100 * cell.offsetWidth / whole))]"""
    )
    assert len(heights) == 299
    assert 900 / (sum(heights) / 299) >= 12
    assert max(lines) <= 2
    assert columns[:2] == [44, 24]


@pytest.mark.parametrize("width", [390, 1440])
def test_all_cells_are_in_the_accessibility_tree(browser: Chrome, served: str, width: int) -> None:
    look(browser, f"{served}/talks.html", width)
    browser.execute_script(
        "document.querySelectorAll('.en-ratings').forEach((each) => each.remove())"
    )
    found = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = [node["role"]["value"] for node in found if not node["ignored"] and "role" in node]
    assert roles.count("rowheader") == 299
    assert roles.count("gridcell") + roles.count("cell") == 3 * 299


def test_talks_are_chosen_by_person_event_attendance_and_recording(
    browser: Chrome, served: str
) -> None:
    def shown(query: str) -> int:
        look(browser, f"{served}/talks.html?{query}", 1440)
        return int(browser.execute_script(f"return {ROWS}.length"))

    assert shown("person=Ada+Abel") == 18
    assert shown("event=Inference+Meetup+38") == 60
    assert shown("recording=1") == sum(talk.number % 4 > 0 for talk in EVERY)
    online = sum(many_events.SIZES[number] for number in range(0, many_events.EVENTS, 3))
    assert shown("attended=attended+online") == online
    assert shown("person=Ada+Abel&recording=1&sort=-date") == 17  # all but the very first
    clear = browser.find_element(By.CSS_SELECTOR, ".en-found button")
    clear.click()
    assert browser.current_url.endswith("talks.html?sort=-date")
    assert browser.execute_script(f"return {ROWS}.length") == 299


def test_on_paper_a_talk_is_a_row(browser: Chrome, served: str) -> None:
    look(browser, f"{served}/talks.html", 794)  # A4 at 96 dpi
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        kinds = browser.execute_script(
            f"""return [...new Set({ROWS}.flatMap((row) =>
                  [row, ...row.cells].map((cell) => getComputedStyle(cell).display)))]"""
        )
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert sorted(kinds) == ["table-cell", "table-row"]


@pytest.mark.parametrize(
    ("page", "there", "gone"),
    [
        ("people", [".en-entry:nth-of-type(2) .en-rows > li"], [".en-letters", ".en-filter"]),
        ("years/2025", [".en-rest .en-rows > li"], [".en-rest > summary"]),
        (many_events.page(0), [".en-talk"], [".en-programme"]),
    ],
)
def test_on_paper_what_is_folded_is_there_unless_the_page_has_it(
    browser: Chrome, served: str, page: str, there: list[str], gone: list[str]
) -> None:
    look(browser, f"{served}/{page}.html", 794)
    shown = """return arguments[0].map(
      css => [...document.querySelectorAll(css)].at(-1).checkVisibility())"""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert browser.execute_script(shown, there) == [True] * len(there)
        assert browser.execute_script(shown, gone) == [False] * len(gone)
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_bar_of_the_scores_is_a_button_that_filters(browser: Chrome, served: str) -> None:
    look(browser, f"{served}/talks.html", 1440)
    bars = browser.find_elements(By.CSS_SELECTOR, ".en-plot button")
    assert [bar.text for bar in bars] == ["5", "4", "3", "2", "1"]
    assert bars[1].accessible_name == "Only talks with 4"
    place = browser.execute_script(
        "return arguments[0].compareDocumentPosition(document.querySelector('.en-talks table'))",
        bars[0],
    )
    assert place == 4  # the table follows
    row = browser.find_element(By.CSS_SELECTOR, ".en-plot tbody tr:nth-child(2) td:last-child")
    four = sum(talk.score == 4 for talk in EVERY)
    assert row.text == str(four)
    ActionChains(browser).move_to_element(row).click().perform()  # all of the bar can be pressed
    assert browser.execute_script(f"return {ROWS}.length") == four
    assert browser.current_url.endswith("talks.html?rated=4")
    pressed = [bar.get_attribute("aria-pressed") for bar in bars]
    assert pressed == ["false", "true", "false", "false", "false"]
    browser.execute_script("arguments[0].click()", bars[1])
    assert browser.execute_script(f"return {ROWS}.length") == 299
    assert browser.current_url.endswith("talks.html")
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.refresh()
        assert browser.find_elements(By.CSS_SELECTOR, ".en-plot button") == []
        scores = browser.find_elements(By.CSS_SELECTOR, ".en-plot tbody th")
        assert [score.text for score in scores] == ["5", "4", "3", "2", "1"]
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


# -- home ------------------------------------------------------------------------------------------


def test_the_best_are_one_touch_from_home_and_say_why(browser: Chrome, served: str) -> None:
    look(browser, f"{served}/index.html", 390)
    reasons = browser.find_elements(By.CSS_SELECTOR, ".en-talks .en-reason")
    assert [each.text for each in reasons] == ["The reason for the score, in a line or so."] * 5
    count = browser.find_element(By.CSS_SELECTOR, ".en-talks .en-count")
    assert count.text == "5 of 90 talks · All of them"
    browser.execute_script("arguments[0].click()", count.find_element(By.CSS_SELECTOR, "a"))
    WebDriverWait(browser, PATIENCE).until(lambda _: "talks.html" in browser.current_url)
    assert browser.current_url.endswith("talks.html?score=4&sort=-rating")
    WebDriverWait(browser, PATIENCE).until(
        lambda _: browser.execute_script(f"return {ROWS}.length") == 90
    )


def test_the_best_of_the_year_are_one_touch_from_home(browser: Chrome, served: str) -> None:
    look(browser, f"{served}/index.html", 390)
    link = browser.find_element(By.CSS_SELECTOR, "#best-talks p > a[href*='2026']")
    browser.execute_script("arguments[0].click()", link)
    WebDriverWait(browser, PATIENCE).until(lambda _: "index.html" not in browser.current_url)
    reasons = browser.find_elements(By.CSS_SELECTOR, "article .en-reason")
    assert [each.text for each in reasons[:5]] == ["The reason for the score, in a line or so."] * 5


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "names"), [("people", 143), ("orgs", 10), ("topics", 6)])
def test_an_index_of_names_fits_a_few_screens(
    browser: Chrome, served: str, page: str, names: int
) -> None:
    look(browser, f"{served}/{page}.html", 1440)
    entries, height = browser.execute_script(
        """return [[...document.querySelectorAll('.en-entry > :is(h2, h3)')]
                     .filter((heading) => heading.checkVisibility()).length,
                   document.querySelector('article').offsetHeight]"""
    )
    assert entries == names
    assert height / 900 <= 2.2
    links = browser.find_elements(By.CSS_SELECTOR, "article a[href*='talk-']")
    assert not any(link.is_displayed() for link in links[:40])


@pytest.mark.parametrize(("page", "width"), [("people", 1024), ("people", 1440), ("links", 1440)])
def test_the_lines_of_an_index_stand_in_columns_as_wide_as_its_filters(
    browser: Chrome, served: str, page: str, width: int
) -> None:
    look(browser, f"{served}/{page}.html", width)
    lines, whole = browser.execute_script(
        """const box = (element) => {
             const {left, right, top, bottom} = element.getBoundingClientRect()
             return [left, right, top, bottom].map(Math.round)
           }
           const edges = [".en-filter > input", ".en-filter > select:last-of-type"]
           return [[...document.querySelectorAll(".en-entry")].map(box),
                   edges.map((css) => box(document.querySelector(css)))]"""
    )
    assert {min(left for left, *_ in lines), whole[0][0]} == {whole[0][0]}
    assert {max(right for _, right, *_ in lines), whole[1][1]} == {whole[1][1]}
    assert len({left for left, *_ in lines}) == len({right for _, right, *_ in lines}) > 1
    # the rules below the lines of a row are one line
    bottoms: dict[int, set[int]] = {}
    for _, _, top, bottom in lines:
        bottoms.setdefault(top, set()).add(bottom)
    assert all(len(found) == 1 for found in bottoms.values())


def visible(browser: Chrome, elements: list[WebElement]) -> list[bool]:
    """Return which elements are seen."""
    script = "return arguments[0].map((each) => each.checkVisibility())"
    return [bool(each) for each in browser.execute_script(script, elements)]


def entries(browser: Chrome) -> list[str]:
    """Return the names of an index that are seen."""
    script = """return [...document.querySelectorAll('.en-entry')]
      .filter((each) => each.checkVisibility())
      .map((each) => each.querySelector('h2, .en-line a').firstChild.textContent)"""
    return [str(name) for name in browser.execute_script(script)]


def test_an_index_is_filtered_and_sorted_and_its_address_says_so(
    browser: Chrome, served: str
) -> None:
    look(browser, f"{served}/people.html", 1440)
    assert len(entries(browser)) == 143
    order = browser.find_element(By.CSS_SELECTOR, ".en-filter select[name=sort]")
    Select(order).select_by_visible_text("Most talks first")
    assert entries(browser)[:2] == ["Ada Abel", "Dana Dietz"]  # eighteen, and the first with four
    field = browser.find_element(By.CSS_SELECTOR, ".en-filter input")
    field.send_keys("kùrz tensor")
    assert entries(browser) == ["Kofi Kurz", "Dana Kurz", "Jana Kurz"]
    status = browser.find_element(By.CSS_SELECTOR, ".en-found [role=status]")
    assert status.text == "3 of 143 people"
    WebDriverWait(browser, PATIENCE).until(
        lambda _: browser.current_url.endswith("?sort=-talks&q=k%C3%B9rz+tensor")
    )
    assert not browser.find_element(By.CSS_SELECTOR, ".en-letters").is_displayed()
    browser.refresh()
    assert entries(browser) == ["Kofi Kurz", "Dana Kurz", "Jana Kurz"]
    browser.find_element(By.CSS_SELECTOR, ".en-found button").click()
    assert browser.current_url.endswith("people.html?sort=-talks")
    assert (len(entries(browser)), entries(browser)[0]) == (143, "Ada Abel")
    # who spoke in 2023 and not since comes last
    look(browser, f"{served}/people.html?year=2023&sort=-last", 1440)
    assert entries(browser)[-2:] == ["Farah Abel", "Lena Costa"]


def test_an_index_is_as_its_author_has_it_without_scripts(browser: Chrome, served: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        look(browser, f"{served}/people.html?sort=-talks&q=kurz", 1440)
        names = browser.find_elements(By.CSS_SELECTOR, ".en-entry > h2")
        assert len(names) == 143
        assert names[0].text.startswith("Ada Abel")
        assert browser.find_elements(By.CSS_SELECTOR, "article :is(form, select, input)") == []
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_links_are_an_index_too(browser: Chrome, served: str) -> None:
    look(browser, f"{served}/links.html?q=reading&sort=-last", 1440)
    shown = entries(browser)
    assert shown[0] == "Reading what the compiler left out, part 38"
    assert len(shown) == 38
    place = browser.find_element(By.CSS_SELECTOR, ".en-entry:not([hidden]) .en-place")
    assert not place.is_displayed()
    # the title leads to the link itself, all else of the line opens it
    browser.find_element(By.CSS_SELECTOR, ".en-entry:not([hidden]) summary").send_keys(Keys.ENTER)
    assert place.is_displayed()
    look(browser, f"{served}/links.html", 1440)
    height = browser.execute_script("return document.querySelector('article').offsetHeight")
    assert height / 900 <= 4.6  # 224 links in two columns


@pytest.mark.parametrize("width", [390, 1440])
def test_an_old_address_of_a_name_leads_to_its_page(
    browser: Chrome, served: str, width: int
) -> None:
    browser.get("about:blank")
    look(browser, f"{served}/people.html#person-people-ada-abel", width)
    target = f"{served}/people/ada-abel.html#person-people-ada-abel"
    WebDriverWait(browser, PATIENCE).until(lambda _: browser.current_url == target)
    talks = browser.find_elements(By.CSS_SELECTOR, "article .en-rows > li")
    assert all(visible(browser, talks))
    assert len(talks) == 18
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_a_search_leads_to_the_page_of_a_name(browser: Chrome, served: str) -> None:
    results(browser, served, "Ada+Abel")
    link = browser.find_element(By.CSS_SELECTOR, "#search-results [data-en-kind=person] a")
    browser.execute_script("arguments[0].click()", link)
    WebDriverWait(browser, PATIENCE).until(lambda _: "/people/ada-abel.html" in browser.current_url)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_a_name_opens_its_entry(browser: Chrome, served: str, scripts: bool) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
    try:
        browser.get("about:blank")  # else the page of the last test is only scrolled
        look(browser, f"{served}/people.html#person-people-dana-dietz", 1440)
        entry = browser.find_element(By.CSS_SELECTOR, "#person-people-dana-dietz")
        rows = entry.find_elements(By.CSS_SELECTOR, "details > .en-rows > li")
        assert visible(browser, rows) == [True] * 4
        other = browser.find_element(By.CSS_SELECTOR, "#person-people-bo-abel")
        hidden = other.find_elements(By.CSS_SELECTOR, ".en-rows")
        assert visible(browser, hidden) == [False]
        summary = other.find_element(By.CSS_SELECTOR, "summary")
        assert summary.accessible_name == "Bo Abel, 2 talks · 2025"
        name = other.find_element(By.CSS_SELECTOR, "h2")
        ActionChains(browser).move_to_element(name).click().perform()  # the whole line opens it
        assert visible(browser, hidden) == [True]
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


HOME = """
  const box = (element) => {
    const {left, right, top, bottom, width, height} = element.getBoundingClientRect()
    return {left, right, top, bottom, width, height}
  }
  const list = document.querySelector(".en-events")
  const lead = list.querySelector(".en-lead")
  return {
    list: box(list), lead: box(lead), photo: box(lead.querySelector("img")),
    quote: lead.querySelector(".en-quote").innerText,
    lines: [...list.querySelectorAll(".en-entries > li")].map((line) => ({
      ...box(line), parts: [".en-date", "a", ".en-line", ".en-score"].map((part) =>
        box(line.querySelector(part))),
    })),
  }
"""


@pytest.mark.parametrize(("width", "lead", "line"), [(1440, 560, 80), (390, 520, 120)])
def test_home_has_one_event_with_its_photo_and_the_others_as_lines(
    browser: Chrome, served: str, width: int, lead: int, line: int
) -> None:
    look(browser, f"{served}/index.html", width)
    found = browser.execute_script(HOME)
    assert found["lead"]["height"] <= lead  # its page opens with forty sentences
    assert found["lead"]["width"] == found["list"]["width"]
    assert found["photo"]["width"] > 0.85 * found["lead"]["width"]
    assert found["photo"]["height"] < found["photo"]["width"] / 2
    assert found["quote"].startswith("“The reason for the score, in a line or so.” (")
    assert len(found["lines"]) == 5
    for shown in found["lines"]:
        assert shown["height"] <= line
        assert shown["width"] == found["list"]["width"]
        date, title, text, score = shown["parts"]
        assert abs(score["right"] - shown["right"]) < 2  # stars stand at the edge
        assert date["left"] == shown["left"]
        assert title["bottom"] <= text["top"] + 2
        if width == 1440:
            assert text["height"] < 30  # one line
            assert abs(title["bottom"] - date["bottom"]) < 8


def test_the_side_bar_has_events_by_year_in_the_order_of_home(browser: Chrome, served: str) -> None:
    look(browser, f"{served}/index.html", 1440)
    home = [link.text for link in browser.find_elements(By.CSS_SELECTOR, ".en-events a.en-ref")]
    look(browser, f"{served}/{many_events.page(many_events.BIG)}.html", 1440)
    seen = browser.execute_script(
        """return [...document.querySelectorAll(
             ".sidebar-tree .en-year > .reference, .sidebar-tree .en-year .toctree-l2 > a")]
             .filter((entry) => entry.checkVisibility()).map((entry) => entry.textContent)"""
    )
    assert seen == ["2026", *seen[1:5], "2025", "2024", "2023"]  # the rest are folded
    assert seen[1:5] == [title for title in home if title in seen[1:5]]
    year = browser.find_elements(By.CSS_SELECTOR, ".sidebar-tree .en-year > label")[1]
    browser.execute_script("arguments[0].click()", year)
    shown = browser.find_elements(By.CSS_SELECTOR, ".sidebar-tree .en-year:nth-of-type(2) > ul a")
    assert sum(visible(browser, shown)) == 12


# -- what all of it is made of ---------------------------------------------------------------------

SHARE = ("index", many_events.page(many_events.BIG), "talks", "people")
MEASURED = """
  window.measured = []
  const script = /(eventnotes[a-z-]*|look)[.]js/
  const note = (what) => {
    const [, by] = script.exec(new Error().stack) ?? []
    if (by && document.currentScript) measured.push(`${what} in ${by}`)
  }
  for (const [kind, names] of [
    [Element.prototype, ["scrollHeight", "clientHeight", "clientWidth", "scrollTop"]],
    [HTMLElement.prototype, ["offsetHeight", "offsetWidth", "offsetTop"]],
  ]) for (const name of names) {
    const own = Object.getOwnPropertyDescriptor(kind, name)
    Object.defineProperty(kind, name, {...own, get() { note(name); return own.get.call(this) }})
  }
  for (const [kind, name] of [
    [Element.prototype, "getBoundingClientRect"], [Element.prototype, "getClientRects"],
    [Range.prototype, "getBoundingClientRect"], [window, "getComputedStyle"],
  ]) {
    const own = kind[name]
    kind[name] = function (...given) { note(name); return own.apply(this, given) }
  }
"""
SEEN = """
  const links = [...document.querySelectorAll("a.headerlink")]
  const title = (link) => link.parentElement.firstChild.textContent.trim()
  const onCards = document.querySelectorAll(
    ".en-card a, .en-grid a, .en-entries a, .en-slots a")
  const height = (link) => Math.max(
    parseFloat(getComputedStyle(link.parentElement).lineHeight),
    ...[...link.getClientRects()].map((box) => box.height))
  return {
    measured,
    stops: links.filter((link) => link.tabIndex >= 0).length,
    unnamed: links.filter((link) => !link.ariaLabel.includes(title(link))).length,
    links: links.length,
    low: [...onCards].filter((link) => link.checkVisibility() && height(link) < 24)
      .map((link) => link.textContent),
    bare: [...document.querySelectorAll("a:not([href])")].map((link) => link.className),
    viewports: document.querySelectorAll("meta[name=viewport]").length,
  }
"""


@pytest.fixture(scope="module")
def visits(browser: Chrome, served: str, axe: str) -> dict[str, dict[str, Any]]:
    """Open some pages on a phone, and hold them against axe, the shorter ones on a desk as well.

    All ways on all pages are looked at in the guide, which has the same parts.
    """
    found: dict[str, dict[str, Any]] = {}
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": MEASURED})
    for page in SHARE:
        look(browser, f"{served}/{page}.html", 390)
        found[page] = browser.execute_script(SEEN)
        browser.execute_script(f"{UNFOLD};{axe}")
        found[page]["faults"] = []
        for width, dark, rules in (WAYS[2], WAYS[0])[: 2 if page == "index" else 1]:
            resize(browser, width, dark=dark)
            found[page]["faults"] += browser.execute_async_script(AXE, rules, None)
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
    return found


def test_axe_finds_nothing_on_the_pages_of_a_large_site(visits: dict[str, dict[str, Any]]) -> None:
    assert {page: seen["faults"] for page, seen in visits.items() if seen["faults"]} == {}


def test_no_script_measures_a_page_before_it_is_there(visits: dict[str, dict[str, Any]]) -> None:
    assert {page: seen["measured"] for page, seen in visits.items() if seen["measured"]} == {}


def test_every_link_leads_somewhere(visits: dict[str, dict[str, Any]]) -> None:
    assert {page: seen["bare"] for page, seen in visits.items() if seen["bare"]} == {}


def test_links_of_headings_have_names_and_are_no_tab_stops(
    visits: dict[str, dict[str, Any]],
) -> None:
    assert visits[many_events.page(many_events.BIG)]["links"] == 61
    assert sum(seen["stops"] + seen["unnamed"] for seen in visits.values()) == 0


def test_links_on_cards_are_24_px_high_for_a_finger(visits: dict[str, dict[str, Any]]) -> None:
    assert {page: seen["low"] for page, seen in visits.items() if seen["low"]} == {}


def test_a_page_says_once_how_wide_it_is(visits: dict[str, dict[str, Any]]) -> None:
    assert {seen["viewports"] for seen in visits.values()} == {1}
