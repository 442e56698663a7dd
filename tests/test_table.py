"""The table of talks in a real Chromium: sorted, filtered, linked to, and without its script.

The server allows what it serves itself and nothing else, as a strict site does.
"""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

import pytest
import test_browser
from building import MakeSite, Site
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait
from test_browser import PATIENCE, look

from eventnotes.model import pagination

browser = test_browser.browser
pytestmark = test_browser.pytestmark

COMPILERS = """\
# Compiler Day

```{event}
:date: 2025-03-17
```

## Tensor cores

```{talk}
:speakers: Ada Example (Mako)
:format: keynote
:topics: GPU, compilers
:rating: 4.5/5
```

## Übersetzer für Größen

```{talk}
:speakers: Éva Kovács
:format: talk
:topics: compilers
:rating: 3/5
```

## Chapter 10

```{talk}
:speakers: Bo Writer
:format: talk
:topics: GPU
```
"""
NETWORKS = """\
# A week of networks

```{event}
:date: 2024-06
```

## Chapter 9

```{talk}
:speakers: Ada Example; Chi Third
:format: panel
:topics: networks
:rating: 5/5
```

## “Quoted” words

```{talk}
:speakers: Zoë Last
:rating: 2/5
```
"""
UNDATED = """\
# Somewhere

```{event}
```

## apple pie

```{talk}
:format: talk
:topics: GPU
:rating: 4/5
```
"""
FILES = {
    "events/compilers.md": COMPILERS,
    "events/networks.md": NETWORKS,
    "events/undated.md": UNDATED,
    "people.md": "# People\n\n```{people}\n```\n",
    "talks.md": "# Talks\n\n```{talks}\n```\n",
    "two.md": "# Two\n\n```{talks}\n:topic: GPU\n```\n\n```{talks}\n:since: 2024\n```\n",
    "grouped.md": "# Grouped\n\n```{talks}\n:group: year\n```\n",
}
TENSOR, SIZES, TEN = "Tensor cores", "Übersetzer für Größen", "Chapter 10"
NINE, QUOTED, APPLE = "Chapter 9", "“Quoted” words", "apple pie"
ALL = [TENSOR, SIZES, TEN, NINE, QUOTED, APPLE]
"""As the page has them: the newest first."""


# -- sites -------------------------------------------------------------------------------------


class Served(NamedTuple):
    """A site on loopback, and what was asked of it."""

    site: Site
    root: str
    asked: list[str]
    at_once: list[int]
    """For each page of a part, how many such pages were asked for and not yet answered."""

    def variant(self, name: str, page: str, *changes: tuple[str, str]) -> str:
        """Write a page like another but for some words, and return its address."""
        text = self.site.read(page)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (self.site.out / name).write_text(text, encoding="utf-8")
        return f"{self.root}/{name}"


@contextmanager
def served(site: Site) -> Iterator[Served]:
    """Serve a site in a folder, as a project's site often is.

    The pages of parts come slowly enough for others to be asked for meanwhile.
    """
    folder = f"/{site.out.name}"
    asked: list[str] = []
    at_once: list[int] = []
    waiting: set[str] = set()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path.removeprefix(folder))
            if self.path.startswith(f"{folder}/talks/"):
                waiting.add(self.path)
                at_once.append(len(waiting))
                time.sleep(0.05)
                waiting.discard(self.path)
            super().do_GET()

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", "default-src 'self'")
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = partial(Handler, directory=str(site.out.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Served(site, f"http://127.0.0.1:{server.server_port}{folder}", asked, at_once)
        server.shutdown()


@pytest.fixture(scope="module")
def whole(shared_site: MakeSite) -> Iterator[Served]:
    """Serve six talks on one page."""
    with served(shared_site(FILES, name="whole", html_theme="furo")) as server:
        yield server


@pytest.fixture(scope="module")
def divided(shared_site: MakeSite) -> Iterator[Served]:
    """Serve the same talks in six parts: three of 2025, two of 2024, one without a year."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagination, "LONGEST", 1)
        site = shared_site(FILES, name="divided", html_theme="furo")
    with served(site) as server:
        yield server


@pytest.fixture
def talks(browser: Chrome, whole: Served) -> Chrome:
    """Open the page of talks on a desk."""
    look(browser, f"{whole.root}/talks.html", 1440)
    return browser


# -- what a reader sees and does ---------------------------------------------------------------


def rows(browser: Chrome, table: int = 0) -> list[str]:
    """Return the titles that are shown, from top to bottom."""
    found: list[str] = browser.execute_script(
        """const table = document.querySelectorAll('.en-list')[arguments[0]]
           return [...table.querySelectorAll('tbody tr')].filter(row => row.checkVisibility())
             .map(row => row.querySelector('a').textContent)""",
        table,
    )
    return found


def find(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def type_in(browser: Chrome, text: str) -> None:
    find(browser, ".en-filter input").send_keys(text)


def pick(browser: Chrome, name: str, text: str) -> None:
    Select(find(browser, f".en-filter select[name={name}]")).select_by_visible_text(text)


def picked(browser: Chrome, name: str) -> str:
    return Select(find(browser, f".en-filter select[name={name}]")).first_selected_option.text


def offered(browser: Chrome, name: str) -> list[str]:
    select = find(browser, f".en-filter select[name={name}]")
    script = """const [select, done] = arguments  // which are put in order in a quiet moment
                requestIdleCallback(() => done([...select.options].map(option => option.text)))"""
    return [str(text) for text in browser.execute_async_script(script, select)]


def sort_by(browser: Chrome, *keys: str) -> None:
    for key in keys:
        find(browser, f"th button[value={key}]").click()


def order_of(browser: Chrome) -> dict[str, str]:
    """Return what is announced of the order, by the key of the column."""
    heads = browser.find_elements(By.CSS_SELECTOR, "th[aria-sort]")
    return {str(th.get_attribute("data-key")): str(th.get_attribute("aria-sort")) for th in heads}


def said(browser: Chrome) -> str:
    """Return the text of the live region."""
    return find(browser, ".en-found [role=status]").text


def wait(browser: Chrome, what: Callable[[], object]) -> None:
    WebDriverWait(browser, PATIENCE, poll_frequency=0.05).until(lambda _: what())


def query(browser: Chrome, wanted: str) -> str:
    """Return the query of the address, which may take a moment until it is *wanted*."""
    end = time.monotonic() + PATIENCE
    while (found := browser.current_url.partition("?")[2]) != wanted and time.monotonic() < end:
        time.sleep(0.05)
    return found


# -- sorting -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clicks", "titles"),
    [
        (["title"], [APPLE, NINE, TEN, QUOTED, TENSOR, SIZES]),
        (["title", "title"], [SIZES, TENSOR, QUOTED, TEN, NINE, APPLE]),
        (["speakers"], [TENSOR, NINE, TEN, SIZES, QUOTED, APPLE]),
        (["speakers", "speakers"], [QUOTED, SIZES, TEN, NINE, TENSOR, APPLE]),
        (["event"], [NINE, QUOTED, TENSOR, SIZES, TEN, APPLE]),
        (["date"], [TENSOR, SIZES, TEN, NINE, QUOTED, APPLE]),
        (["date", "date"], [NINE, QUOTED, TENSOR, SIZES, TEN, APPLE]),
        (["rating"], [NINE, TENSOR, APPLE, SIZES, QUOTED, TEN]),
        (["rating", "rating"], [QUOTED, SIZES, APPLE, TENSOR, NINE, TEN]),
    ],
    ids=" ".join,
)
def test_a_column_sorts_and_what_it_lacks_comes_last(
    talks: Chrome, clicks: list[str], titles: list[str]
) -> None:
    sort_by(talks, *clicks)
    assert rows(talks) == titles


@pytest.mark.parametrize(
    ("key", "first", "second"),
    [("title", "ascending", "descending"), ("rating", "descending", "ascending")],
)
def test_the_order_is_announced(talks: Chrome, key: str, first: str, second: str) -> None:
    sort_by(talks, key)
    assert order_of(talks) == {key: first}
    sort_by(talks, key)
    assert order_of(talks) == {key: second}


def test_only_one_column_is_announced_as_sorted(talks: Chrome) -> None:
    sort_by(talks, "title", "rating")
    assert order_of(talks) == {"rating": "descending"}


def test_equals_keep_the_order_of_the_page_whatever_was_sorted_before(talks: Chrome) -> None:
    sort_by(talks, "title", "title", "date")
    assert rows(talks) == [TENSOR, SIZES, TEN, NINE, QUOTED, APPLE]


def test_a_heading_is_sorted_by_keyboard_and_keeps_the_focus(talks: Chrome) -> None:
    head = find(talks, "th[data-key=title] button")
    find(talks, ".en-filter select[name=event]").send_keys(Keys.TAB)
    assert talks.switch_to.active_element == head
    head.send_keys(Keys.ENTER)
    assert (order_of(talks), talks.switch_to.active_element) == ({"title": "ascending"}, head)
    head.send_keys(Keys.SPACE)
    assert (order_of(talks), talks.switch_to.active_element) == ({"title": "descending"}, head)


def test_a_heading_is_read_out_as_its_column(talks: Chrome) -> None:
    head = find(talks, "th[data-key=rating]")
    assert (head.aria_role, head.accessible_name) == ("columnheader", "Score")
    row = find(talks, "tbody th")
    assert row.aria_role == "rowheader"


def test_the_third_click_brings_back_the_order_of_the_page(talks: Chrome) -> None:
    sort_by(talks, "title", "title", "title")
    assert (rows(talks), order_of(talks), query(talks, "")) == (ALL, {}, "")


# -- filtering ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("tensor", [TENSOR]),
        ("CHAPTER", [TEN, NINE]),
        ("eva kovacs", [SIZES]),
        ("groessen", []),
        ("GROSSEN", [SIZES]),
        ("Größen", [SIZES]),
        ("ada networks", [NINE]),
        ("networks ada", [NINE]),
        ("  ada  ", [TENSOR, NINE]),
        ("makocompiler", []),
    ],
)
def test_a_talk_is_found_by_all_its_words(talks: Chrome, text: str, titles: list[str]) -> None:
    type_in(talks, text)
    assert rows(talks) == titles


@pytest.mark.parametrize(
    ("name", "text", "titles"),
    [
        ("topic", "GPU", [TENSOR, TEN, APPLE]),
        ("topic", "networks", [NINE]),
        ("format", "Talk", [SIZES, TEN, APPLE]),
        ("year", "2024", [NINE, QUOTED]),
        ("score", "5 and up", [NINE]),
        ("score", "4 and up", [TENSOR, NINE, APPLE]),
        ("score", "3 and up", [TENSOR, SIZES, NINE, APPLE]),
    ],
)
def test_a_choice_filters(talks: Chrome, name: str, text: str, titles: list[str]) -> None:
    pick(talks, name, text)
    assert rows(talks) == titles


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("topic", ["All topics", "compilers", "GPU", "networks"]),
        ("format", ["All formats", "Keynote", "Panel", "Talk"]),
        ("year", ["All years", "2025", "2024"]),
        ("score", ["Any score", "5 and up", "4 and up", "3 and up", "2 and up"]),
    ],
)
def test_a_choice_offers_what_the_talks_have(talks: Chrome, name: str, texts: list[str]) -> None:
    assert offered(talks, name) == texts


def test_a_choice_that_narrows_nothing_is_not_offered(browser: Chrome, site: MakeSite) -> None:
    one = {
        "events/networks.md": NETWORKS.replace(":topics: networks\n", ""),
        "talks.md": FILES["talks.md"],
    }
    with served(site(one)) as server:
        look(browser, f"{server.root}/talks.html", 1440)
        selects = browser.find_elements(By.CSS_SELECTOR, ".en-filter select")
        shown = [select.get_attribute("name") for select in selects if select.is_displayed()]
    assert shown == ["format", "score", "person"]  # one of the talks has no format


def test_filters_work_together_and_with_an_order(talks: Chrome) -> None:
    pick(talks, "topic", "GPU")
    pick(talks, "score", "4 and up")
    sort_by(talks, "title")
    assert rows(talks) == [APPLE, TENSOR]
    type_in(talks, "tensor")
    assert rows(talks) == [TENSOR]


def test_the_number_found_is_said_politely(talks: Chrome) -> None:
    region = find(talks, ".en-found [role=status]")
    assert (region.get_attribute("aria-live"), said(talks)) == ("polite", "")
    pick(talks, "topic", "GPU")
    assert said(talks) == "3 of 6 talks"


def test_that_nothing_is_found_is_said(talks: Chrome) -> None:
    type_in(talks, "xylophone")
    assert (said(talks), rows(talks)) == ("No talk matches.", [])


def test_clear_takes_back_the_filters_and_leaves_the_order(talks: Chrome) -> None:
    type_in(talks, "chapter")
    pick(talks, "year", "2024")
    sort_by(talks, "title")
    find(talks, ".en-found button").click()
    assert rows(talks) == [APPLE, NINE, TEN, QUOTED, TENSOR, SIZES]
    assert (said(talks), picked(talks, "year")) == ("", "All years")
    assert (order_of(talks), query(talks, "sort=title")) == ({"title": "ascending"}, "sort=title")
    assert find(talks, ".en-count").text == "6 talks"  # not how many of them are shown


def test_clear_leaves_the_focus_in_the_field_and_no_dead_button(talks: Chrome) -> None:
    clear = find(talks, ".en-found button")
    assert not clear.is_displayed()
    type_in(talks, "chapter")
    clear.send_keys(Keys.ENTER)
    assert talks.switch_to.active_element == find(talks, ".en-filter input")
    assert not clear.is_displayed()


def test_controls_have_names(talks: Chrome) -> None:
    form = find(talks, ".en-filter")
    assert (form.aria_role, form.accessible_name) == ("search", "Filter the table")
    controls = form.find_elements(By.CSS_SELECTOR, "input, select")
    names = ["Filter 6 talks", "Topic", "Format", "Year", "Score"]
    names += ["Person", "Event", "", ""]  # nothing is said of recordings or of having been there
    assert [control.accessible_name for control in controls] == names


def test_every_word_comes_from_the_page(browser: Chrome, whole: Served) -> None:
    words = [
        ("Filter 6 talks", "6 Vorträge filtern"),
        ("{count} of {total} talks", "{count} von {total} Vorträgen"),
        ("All topics", "Alle Themen"),
        ("Clear", "Leeren"),
    ]
    look(browser, whole.variant("worte.html", "talks.html", *words), 1440)
    pick(browser, "topic", "GPU")
    assert find(browser, ".en-filter input").accessible_name == "6 Vorträge filtern"
    assert find(browser, ".en-found").text == "3 von 6 Vorträgen Leeren"
    assert offered(browser, "topic")[0] == "Alle Themen"


@pytest.mark.parametrize(
    ("language", "several", "single", "found"),
    [
        ("de", "6 Vorträge filtern", "1 Vortrag filtern", "3 von 6 Vorträgen Zurücksetzen"),
        ("ja", "6件の講演から絞り込む", "1件の講演から絞り込む", "講演6件中3件 条件を解除"),
        ("fr", "Filter 6 talks", "Filter 1 talk", "3 of 6 talks Clear"),
    ],
)
def test_numbers_have_the_form_of_the_words_language(
    browser: Chrome, shared_site: MakeSite, language: str, several: str, single: str, found: str
) -> None:
    pages = {**FILES, "one.md": "# One\n\n```{talks}\n:event: undated\n```\n"}
    with served(shared_site(pages, name=language, language=language)) as server:
        look(browser, f"{server.root}/one.html", 1440)
        assert find(browser, ".en-filter input").accessible_name == single
        look(browser, f"{server.root}/talks.html", 1440)
        assert find(browser, ".en-filter input").accessible_name == several
        pick(browser, "topic", "GPU")
        assert find(browser, ".en-found").text == found


def test_groups_without_a_match_are_hidden_with_their_heading(
    browser: Chrome, whole: Served
) -> None:
    look(browser, f"{whole.root}/grouped.html", 1440)
    pick(browser, "topic", "networks")
    headings = browser.find_elements(By.CSS_SELECTOR, ".en-list h2")
    assert [heading.text for heading in headings if heading.is_displayed()] == ["2024"]
    assert rows(browser) == [NINE]


def test_groups_are_sorted_each_for_itself(browser: Chrome, whole: Served) -> None:
    look(browser, f"{whole.root}/grouped.html", 1440)
    sort_by(browser, "title")
    assert rows(browser) == [TEN, TENSOR, SIZES, NINE, QUOTED, APPLE]


# -- the address -------------------------------------------------------------------------------


def test_the_address_says_what_was_asked_for(talks: Chrome) -> None:
    type_in(talks, " chapter 9 ")
    pick(talks, "topic", "networks")
    pick(talks, "format", "Panel")
    pick(talks, "year", "2024")
    pick(talks, "score", "5 and up")
    sort_by(talks, "rating")
    wanted = "q=chapter+9&topic=networks&format=Panel&year=2024&score=5&sort=-rating"
    assert query(talks, wanted) == wanted


def test_an_address_brings_back_what_was_asked_for(browser: Chrome, whole: Served) -> None:
    look(browser, f"{whole.root}/talks.html?q=a&topic=GPU&score=4&sort=title", 1440)
    assert rows(browser) == [APPLE, TENSOR]
    assert find(browser, ".en-filter input").get_property("value") == "a"
    assert (picked(browser, "topic"), picked(browser, "score")) == ("GPU", "4 and up")
    assert (order_of(browser), said(browser)) == ({"title": "ascending"}, "2 of 6 talks")


def test_a_choice_in_the_address_is_known_in_any_case(browser: Chrome, whole: Served) -> None:
    look(browser, f"{whole.root}/talks.html?topic=gpu", 1440)
    assert picked(browser, "topic") == "GPU"


@pytest.mark.parametrize(
    "unknown", ["topic=x", "format=x", "year=1999", "score=x", "sort=x", "sort=-constructor", "q="]
)
def test_what_the_address_says_is_ignored_if_it_is_unknown(
    browser: Chrome, whole: Served, unknown: str
) -> None:
    look(browser, f"{whole.root}/talks.html?{unknown}", 1440)
    assert (rows(browser), said(browser), order_of(browser)) == (ALL, "", {})


def test_the_rest_of_an_address_stays(browser: Chrome, whole: Served) -> None:
    look(browser, f"{whole.root}/talks.html?from=home&q=x#talks", 1440)
    find(browser, ".en-found button").click()
    pick(browser, "year", "2024")
    wanted = "from=home&year=2024#talks"
    assert query(browser, wanted) == wanted


def test_the_way_back_leads_to_what_was_found(talks: Chrome) -> None:
    type_in(talks, "chapter")
    find(talks, "tbody tr:not([hidden]) a").click()
    wait(talks, lambda: "/events/" in talks.current_url)
    talks.back()
    wait(talks, lambda: "/talks.html" in talks.current_url and said(talks) == "2 of 6 talks")
    assert rows(talks) == [TEN, NINE]


def test_the_way_back_within_the_page_leads_to_what_was_asked_for_then(talks: Chrome) -> None:
    pick(talks, "topic", "GPU")
    assert query(talks, "topic=GPU") == "topic=GPU"
    talks.execute_script("location.hash = 'talks'")
    pick(talks, "topic", "networks")
    assert query(talks, "topic=networks#talks") == "topic=networks#talks"
    talks.back()
    wait(talks, lambda: picked(talks, "topic") == "GPU")
    assert rows(talks) == [TENSOR, TEN, APPLE]


def test_asking_does_not_lengthen_the_way_back(talks: Chrome) -> None:
    before = talks.execute_script("return history.length")
    type_in(talks, "chapter")
    pick(talks, "year", "2024")
    sort_by(talks, "title", "title")
    wanted = "q=chapter&year=2024&sort=-title"
    assert query(talks, wanted) == wanted
    assert talks.execute_script("return history.length") == before


def test_two_tables_have_addresses_of_their_own(browser: Chrome, whole: Served) -> None:
    look(browser, f"{whole.root}/two.html?2.topic=networks", 1440)
    assert (rows(browser, 0), rows(browser, 1)) == ([TENSOR, TEN, APPLE], [NINE])
    type_in(browser, "tensor")
    assert (rows(browser, 0), rows(browser, 1)) == ([TENSOR], [NINE])
    wanted = "2.topic=networks&q=tensor"
    assert query(browser, wanted) == wanted


# -- a divided list ----------------------------------------------------------------------------


def part_requests(server: Served) -> list[str]:
    return [path for path in server.asked if path.startswith("/talks/")]


def open_divided(browser: Chrome, server: Served, address: str = "talks.html") -> None:
    """Open a page and forget what was asked for before."""
    browser.get("about:blank")
    server.asked.clear()
    server.at_once.clear()
    look(browser, f"{server.root}/{address}", 1440)


def test_other_parts_are_not_asked_for_by_who_only_reads(browser: Chrome, divided: Served) -> None:
    open_divided(browser, divided)
    browser.execute_async_script(  # what the page does when it has time, it asks for before this
        "requestIdleCallback(() => fetch(location.pathname).then(arguments[0]))"
    )
    assert (rows(browser), part_requests(divided)) == ([TENSOR], [])


def test_a_filter_searches_all_parts_in_their_order(browser: Chrome, divided: Served) -> None:
    open_divided(browser, divided)
    type_in(browser, "e")
    wait(browser, lambda: said(browser) == "6 of 6 talks")
    assert rows(browser) == ALL


def test_a_later_part_searches_all_parts_in_the_same_order(
    browser: Chrome, divided: Served
) -> None:
    open_divided(browser, divided, "talks/2024.html")
    assert rows(browser) == [NINE]
    type_in(browser, "e")
    wait(browser, lambda: said(browser) == "6 of 6 talks")
    assert rows(browser) == ALL


def test_an_order_takes_in_all_parts(browser: Chrome, divided: Served) -> None:
    open_divided(browser, divided)
    sort_by(browser, "title")
    wait(browser, lambda: said(browser) == "6 of 6 talks")
    assert rows(browser) == [APPLE, NINE, TEN, QUOTED, TENSOR, SIZES]


def test_parts_are_asked_for_once_and_no_more_than_four_together(
    browser: Chrome, divided: Served
) -> None:
    open_divided(browser, divided)
    sort_by(browser, "title", "rating", "title")
    wait(browser, lambda: said(browser) == "6 of 6 talks")
    type_in(browser, "e")
    asked = sorted(path.removeprefix("/talks/") for path in part_requests(divided))
    assert asked == ["2024-2.html", "2024.html", "2025-2.html", "2025-3.html", "other.html"]
    assert max(divided.at_once) <= 4


def test_links_from_other_parts_lead_to_the_right_place(browser: Chrome, divided: Served) -> None:
    open_divided(browser, divided)
    type_in(browser, "quoted")
    wait(browser, lambda: rows(browser) == [QUOTED])
    links = browser.find_elements(By.CSS_SELECTOR, "tbody tr:not([hidden]) a")
    page = f"{divided.root}/events/networks.html"
    assert {str(link.get_property("href")).partition("#")[0] for link in links} >= {page}
    links[0].click()
    wait(browser, lambda: browser.current_url.startswith(page))


def test_a_talk_that_stands_in_two_parts_is_shown_once(browser: Chrome, divided: Served) -> None:
    current = (' aria-current="page"', "")
    divided.variant("again.html", "talks.html", current)
    open_divided(browser, divided, "again.html")
    type_in(browser, "tensor")
    wait(browser, lambda: said(browser) == "1 of 6 talks")
    assert rows(browser) == [TENSOR]


def test_clear_brings_back_the_part_that_the_page_shows(browser: Chrome, divided: Served) -> None:
    open_divided(browser, divided)
    type_in(browser, "e")
    wait(browser, lambda: said(browser) == "6 of 6 talks")
    assert not find(browser, ".en-parts").is_displayed()
    find(browser, ".en-found button").click()
    assert rows(browser) == [TENSOR]
    assert find(browser, ".en-parts").is_displayed()


def test_clear_leaves_the_rows_of_the_part_as_they_were(browser: Chrome, divided: Served) -> None:
    script = "return document.querySelector('.en-talks tbody').innerHTML.trim()"
    open_divided(browser, divided, "talks/2024.html")
    before = browser.execute_script(script)
    type_in(browser, "e")
    wait(browser, lambda: said(browser) == "6 of 6 talks")
    find(browser, ".en-found button").click()
    assert browser.execute_script(script) == before


def test_other_parts_are_read_as_they_look(browser: Chrome, divided: Served) -> None:
    divided.variant(
        "talks/odd.html",
        "talks/2024.html",
        (">Chapter 9<", ' title="a > b">Q &amp; A &lt;br&gt; &#39;n&#x27; &quot;&#246;&quot;<'),
        ('data-topic="networks"', 'data-topic="R&amp;D"'),
    )
    divided.variant("odd.html", "talks.html", ("talks/2024.html", "talks/odd.html"))
    open_divided(browser, divided, "odd.html?topic=R%26D&q=%26+a+<br>+'n'+\"o\"")
    wait(browser, lambda: said(browser) == "1 of 6 talks")
    assert rows(browser) == ["Q & A <br> 'n' \"ö\""]
    assert picked(browser, "topic") == "R&D"
    find(browser, ".en-filter input").clear()
    type_in(browser, "title")  # which is in the markup alone
    assert said(browser) == "No talk matches."


def test_an_address_may_name_what_only_another_part_has(browser: Chrome, divided: Served) -> None:
    open_divided(browser, divided, "talks.html?topic=networks")
    wait(browser, lambda: said(browser) == "1 of 6 talks")
    assert (rows(browser), picked(browser, "topic")) == ([NINE], "networks")


def test_years_of_other_parts_are_offered_before_those_are_there(
    browser: Chrome, divided: Served
) -> None:
    open_divided(browser, divided)
    assert offered(browser, "year") == ["All years", "2025", "2024"]
    assert part_requests(divided) == []


def test_who_opens_a_choice_gets_that_of_all_parts(browser: Chrome, divided: Served) -> None:
    open_divided(browser, divided)
    assert offered(browser, "topic") == ["All topics", "compilers", "GPU"]
    find(browser, ".en-filter select[name=topic]").click()
    wait(browser, lambda: "networks" in offered(browser, "topic"))
    assert rows(browser) == [TENSOR]


FAILED = "Only this part is searched: the others can't be loaded."


def test_a_part_that_does_not_come_is_said_and_the_rest_is_searched(
    browser: Chrome, divided: Served
) -> None:
    divided.variant("gap.html", "talks.html", ("talks/2024.html", "talks/gone.html"))
    open_divided(browser, divided, "gap.html?q=chapter")
    wait(browser, lambda: said(browser) == f"1 of 5 talks · {FAILED}")
    assert rows(browser) == [TEN]


def test_a_page_opened_as_a_file_searches_what_it_has(browser: Chrome, divided: Served) -> None:
    look(browser, (divided.site.out / "talks.html").as_uri(), 1440)
    type_in(browser, "tensor")
    wait(browser, lambda: said(browser) == f"1 of 1 talk · {FAILED}")
    assert rows(browser) == [TENSOR]


def test_an_old_address_of_a_person_leads_to_the_part_where_they_are_now(
    browser: Chrome, divided: Served
) -> None:
    anchor = "person-people-ada-example"
    look(browser, f"{divided.root}/people.html#{anchor}", 1440)
    wait(browser, lambda: browser.current_url == f"{divided.root}/people/a.html#{anchor}")


# -- many, narrow, strict, printed, and without a script ------------------------------------------


@pytest.fixture(scope="module")
def many(divided: Served) -> str:
    """Write ten thousand talks, 2,000 to a page, and return the address of the first page."""
    page = divided.site.read("talks.html")
    head, _, rest = page.partition('<nav class="en-parts"')
    rest = rest.partition('<table class="en-table')[2]
    tag, _, rest = rest.partition("<tbody>")
    foot = rest.partition("</tbody>")[2]
    for part in range(5):
        marks = ["", ' aria-current="page"']
        links = "".join(
            f'<a href="many-{other}.html"{marks[other == part]}>{other}</a> ' for other in range(5)
        )
        rows = "".join(_row(n) for n in range(part * 2000, part * 2000 + 2000))
        made = (
            f'<nav class="en-parts">{links}</nav><table class="en-table{tag}<tbody>{rows}</tbody>'
        )
        path = divided.site.out / f"many-{part}.html"
        path.write_text(f"{head}{made}{foot}", encoding="utf-8")
    return f"{divided.root}/many-0.html"


def _row(n: int) -> str:
    topic = "even" if n % 2 == 0 else "odd"
    tags = f'<small class="en-tags">{topic}</small>'
    title = f'<a class="en-ref" href="e.html#t{n}">No {n:04}</a> {tags}'
    score = f'<data class="en-score" value="{n % 5 + 1}">{n % 5 + 1}</data>' if n else ""
    cells = (title, "", "", score)
    known = f' data-topic="{topic}"' + (f' data-score="{n % 5 + 1}"' if n else "")
    return f"<tr{known}>{' '.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def test_ten_thousand_talks_are_filtered(browser: Chrome, many: str) -> None:
    look(browser, many, 1440)
    type_in(browser, "no 1234")
    wait(browser, lambda: said(browser) == "1 of 10,000 talks")
    find(browser, ".en-filter input").clear()
    pick(browser, "topic", "even")
    assert said(browser) == "5,000 of 10,000 talks"


def test_ten_thousand_talks_are_sorted(browser: Chrome, many: str) -> None:
    look(browser, f"{many}?sort=-rating", 1440)
    wait(browser, lambda: said(browser) == "10,000 of 10,000 talks")
    assert first_rows(browser) == ["No 0004", "No 0009"]
    sort_by(browser, "title", "title")
    assert first_rows(browser) == ["No 9999", "No 9998"]


def first_rows(browser: Chrome) -> list[str]:
    titles = browser.find_elements(By.CSS_SELECTOR, "tbody tr:nth-child(-n + 2) a")
    return [title.text for title in titles]


def in_page(browser: Chrome) -> list[str]:
    """Return the titles of the rows that the page holds, seen or not."""
    script = "return [...document.querySelectorAll('.en-talks tbody a')].map(a => a.textContent)"
    return [str(title) for title in browser.execute_script(script)]


def more(browser: Chrome) -> WebElement:
    return find(browser, ".en-more button")


def open_many(browser: Chrome, address: str, found: str) -> None:
    look(browser, address, 1440)
    wait(browser, lambda: said(browser) == found)


def test_of_what_is_found_in_a_divided_list_the_page_holds_a_hundred_rows(
    browser: Chrome, many: str
) -> None:
    open_many(browser, f"{many}?q=no", "10,000 of 10,000 talks")
    assert in_page(browser) == [f"No {n:04}" for n in range(100)]
    assert more(browser).text == "Show more (9,900 talks left)"
    pick(browser, "topic", "odd")
    assert said(browser) == "5,000 of 10,000 talks"
    assert in_page(browser) == [f"No {n:04}" for n in range(1, 200, 2)]


def test_the_next_rows_come_when_asked_for_until_none_is_left(browser: Chrome, many: str) -> None:
    open_many(browser, f"{many}?q=00", "280 of 10,000 talks")
    counts = [(len(in_page(browser)), more(browser).text)]
    for _ in range(2):
        browser.execute_script("arguments[0].click()", more(browser))
        counts.append((len(in_page(browser)), more(browser).text))
    left = ["Show more (180 talks left)", "Show more (80 talks left)", ""]
    assert counts == list(zip((100, 200, 280), left, strict=True))
    assert not more(browser).is_displayed()
    assert in_page(browser)[98:102] == ["No 0098", "No 0099", "No 0100", "No 0200"]
    assert in_page(browser)[-1] == "No 9900"
    assert said(browser) == "280 of 10,000 talks"


def test_no_more_is_offered_where_all_that_is_found_is_shown(browser: Chrome, many: str) -> None:
    open_many(browser, f"{many}?q=1234", "1 of 10,000 talks")
    assert in_page(browser) == ["No 1234"]
    assert not more(browser).is_displayed()


def test_more_is_asked_for_by_keyboard_and_goes_on_with_the_first_new_row(
    browser: Chrome, many: str
) -> None:
    open_many(browser, f"{many}?q=no", "10,000 of 10,000 talks")
    browser.execute_script("document.querySelector('tbody tr:last-child a').focus()")
    browser.switch_to.active_element.send_keys(Keys.TAB)
    assert browser.switch_to.active_element == more(browser)
    assert more(browser).size["height"] >= 24  # WCAG 2.2, 2.5.8
    outline = "return getComputedStyle(document.activeElement).outlineStyle"
    assert browser.execute_script(outline) == "solid"
    more(browser).send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.text == "No 0100"
    assert len(in_page(browser)) == 200


def test_what_comes_later_goes_on_in_the_order_of_all(browser: Chrome, many: str) -> None:
    open_many(browser, f"{many}?sort=-title", "10,000 of 10,000 talks")
    browser.execute_script("arguments[0].click()", more(browser))
    assert in_page(browser) == [f"No {n:04}" for n in range(9999, 9799, -1)]


def test_another_filter_begins_with_a_hundred_rows_again(browser: Chrome, many: str) -> None:
    open_many(browser, f"{many}?q=no", "10,000 of 10,000 talks")
    browser.execute_script("arguments[0].click()", more(browser))
    pick(browser, "topic", "even")
    assert in_page(browser) == [f"No {n:04}" for n in range(0, 200, 2)]


def test_clear_brings_back_all_rows_of_the_part(browser: Chrome, many: str) -> None:
    open_many(browser, f"{many}?q=no", "10,000 of 10,000 talks")
    find(browser, ".en-found button").click()
    assert in_page(browser) == [f"No {n:04}" for n in range(2000)]
    assert not more(browser).is_displayed()


def test_all_that_is_found_is_printed(browser: Chrome, many: str) -> None:
    open_many(browser, f"{many}?q=00", "280 of 10,000 talks")
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert len(in_page(browser)) == 280
    assert not more(browser).is_displayed()


def test_a_list_that_is_not_divided_shows_all_that_is_found(browser: Chrome, whole: Served) -> None:
    made = "".join(_row(n) for n in range(300))
    look(browser, whole.variant("long.html", "talks.html", ("<tbody>", f"<tbody>{made}")), 1440)
    pick(browser, "topic", "odd")
    assert said(browser) == "150 of 306 talks"
    assert rows(browser) == [f"No {n:04}" for n in range(1, 300, 2)]


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_scrolls_sideways_on_a_phone(browser: Chrome, whole: Served, width: int) -> None:
    look(browser, f"{whole.root}/talks.html?q=a&sort=title", width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_a_score_stands_at_the_right_of_the_title_on_a_phone(
    browser: Chrome, whole: Served
) -> None:
    look(browser, f"{whole.root}/talks.html", 390)
    title, score, place = browser.execute_script(
        """const row = document.querySelector('.en-table tbody tr')
           const box = selector => row.querySelector(selector).getBoundingClientRect()
           return [box('a'), box('.en-score'), row.getBoundingClientRect()]"""
    )
    assert abs(score["top"] - title["top"]) < 8
    assert score["left"] > title["right"]
    assert abs(score["right"] - place["right"]) < 1


def test_a_phone_can_sort(browser: Chrome, whole: Served) -> None:
    look(browser, f"{whole.root}/talks.html", 390)
    sort_by(browser, "title")
    assert rows(browser) == [APPLE, NINE, TEN, QUOTED, TENSOR, SIZES]


def test_controls_are_large_enough_for_a_finger(browser: Chrome, whole: Served) -> None:
    # WCAG 2.2, 2.5.8
    look(browser, f"{whole.root}/talks.html?q=a", 390)
    controls = browser.find_elements(By.CSS_SELECTOR, ".en-list :is(button, input, select)")
    sizes = [control.size for control in controls if control.is_displayed()]
    assert len(sizes) == 13  # a field, six choices, one button, five headings
    assert [size for size in sizes if size["height"] < 24 or size["width"] < 24] == []


@pytest.mark.parametrize(
    "selector", [".en-filter input", ".en-filter select", "th button", "td a", ".en-found button"]
)
def test_the_focus_is_seen(browser: Chrome, whole: Served, selector: str) -> None:
    look(browser, f"{whole.root}/talks.html?q=a", 1440)
    find(browser, "body").send_keys(Keys.TAB)  # from now on by keyboard
    outline = browser.execute_script(
        """const element = document.querySelector('.en-list').querySelector(arguments[0])
           element.focus()
           const style = getComputedStyle(element)
           return [style.outlineStyle, style.outlineWidth]""",
        selector,
    )
    assert outline == ["solid", "2px"]


def test_a_strict_site_has_nothing_to_complain_of(talks: Chrome) -> None:
    talks.get_log("browser")
    talks.refresh()
    type_in(talks, "chapter")
    sort_by(talks, "title")
    complaints = [entry["message"] for entry in talks.get_log("browser")]
    assert any("Content Security Policy" in words for words in complaints)  # of the theme's script
    assert [words for words in complaints if "eventnotes" in words] == []
    assert talks.find_elements(By.CSS_SELECTOR, ".en-list [style]") == []


def test_controls_are_not_printed(talks: Chrome) -> None:
    pick(talks, "topic", "GPU")
    talks.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        form, clear = find(talks, ".en-filter"), find(talks, ".en-found button")
        assert not form.is_displayed()
        assert not clear.is_displayed()
        assert said(talks) == "3 of 6 talks"
    finally:
        talks.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize("width", [390, 1440])
def test_without_scripts_all_talks_are_there_and_no_control_is(
    browser: Chrome, whole: Served, width: int
) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        look(browser, f"{whole.root}/talks.html?topic=GPU", width)
        titles = browser.find_elements(By.CSS_SELECTOR, "tbody th > a")
        assert [title.text for title in titles] == ALL
        controls = ".en-list :is(button, input, select, form)"
        assert browser.find_elements(By.CSS_SELECTOR, controls) == []
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
