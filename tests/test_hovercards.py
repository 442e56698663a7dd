"""Cards under the pointer: what they say, in which files, and how they come and go in Chromium."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import test_browser
from building import MakeSite, Site, free_sphinx
from out_site import CANARY, CONF, FILES, NIGHT
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from test_browser import chromium, look
from test_table import Served, served, wait

REFERENCES = """\
# References

The talk {talk}`night-2026/measuring-before-writing`, the event {event}`night-2026`, the person
{person}`Ben Okafor`, the topic {topic}`GPU compilers`, the series {series}`Kernel nights`, the link
{link}`links/fans-a-survey-of-100-more`, the year {year}`2026` and the odd {event}`odd-event`.

[A heading](#here), [elsewhere](https://example.org/).

(here)=
## Here

{space}
"""
ODD = "# Ünusual page\n\n```{event}\n:id: odd-event\n:place: Bonn\n```\n\nOn an odd page.\n"
PAGES: dict[str, str | bytes] = {
    **FILES,
    "refs.md": REFERENCES.replace("{space}", "Words.\n\n" * 60),
    "odd (ü).md": ODD,
    "people.md": "# People\n\n```{people}\n```\n",
    "series.md": "# Series\n\n```{events}\n:group: series\n```\n",
    "topics.md": "# Topics\n\n```{topics}\n```\n",
}


@pytest.fixture(scope="module")
def root(shared_site: MakeSite) -> Iterator[Served]:
    """Build the site and serve it; nothing but its own files may be asked for."""
    with served(
        shared_site(PAGES, html_theme="furo", eventnotes_year_pages=True, **CONF)
    ) as server:
        yield server
    free_sphinx()


def cards(site: Site) -> dict[str, dict[str, Any]]:
    """Return all cards by key."""
    found: dict[str, dict[str, Any]] = {}
    number = site.read("hovercards/index.js")
    count = int(re.fullmatch(r"eventnotesCards\((\d+)\);\n", number)[1])  # type: ignore[index]  # it fits
    for at in range(count):
        made = re.fullmatch(r"eventnotesCards\((.*)\);\n", site.read(f"hovercards/{at}.js"))
        assert made is not None
        found |= json.loads(made[1])
    return found


# -- what they say -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "card"),
    [
        (
            "events/2026-02-12-night#event-night-2026",
            {
                "title": "Kernel night & <friends> 🎉",
                "facts": ['12 February 2026 · Old Post Office, Hall "2"; left, Berlin', "2 talks"],
                "score": [8, 5, "4 of 5"],
                "said": "An evening about kernels, in two talks.",
            },
        ),
        (
            "events/2026-02-12-night#talk-night-2026-measuring-before-writing",
            {
                "title": "Measuring before “writing”, 測る",
                "facts": [
                    "Ada Miller (Example Labs), Sample Chips",
                    "Kernel night & <friends> 🎉 · 12 February 2026",
                ],
                "score": [10, 5, "5 of 5"],
                "said": "Two numbers on every slide.",
            },
        ),
        (
            "people#person-people-ben-okafor",
            {"title": "Ben Okafor", "facts": ["1 talk"], "list": ["Untimed"]},
        ),
        (
            "topics#topic-topics-gpu-compilers",
            {
                "title": "GPU compilers",
                "facts": ["2 events"],
                "list": ["Kernel night & <friends> 🎉", "Tile week"],
            },
        ),
        (
            "series#series-series-kernel-nights",
            {
                "title": "Kernel nights",
                "facts": ["1 event"],
                "list": ["Kernel night & <friends> 🎉"],
            },
        ),
        (
            "years/2026#year-years-2026",
            {
                "title": "2026",
                "facts": ["1 event · 2 talks"],
                "list": ["Measuring before “writing”, 測る"],
            },
        ),
        (
            "events/week#link-links-fans-a-survey-of-100-more",
            {
                "title": "Fans, a {survey} of 100% & more",
                "facts": [
                    "Ada Miller, Rosa van der Berg, Jr.",
                    "Paper · example.org · July 2024",
                    "Mentioned in 2 places",
                ],
            },
        ),
        (
            "odd%20%28%C3%BC%29#event-odd-event",
            {"title": "Ünusual page", "facts": ["Bonn"], "said": "On an odd page."},
        ),
    ],
)
def test_a_card_says_what_a_thing_is(root: Served, key: str, card: dict[str, Any]) -> None:
    assert cards(root.site)[key] == card


def test_where_a_name_lives_at_a_talk_the_card_is_the_talks(root: Served) -> None:
    anchor = "events/2026-02-12-night#talk-night-2026-measuring-before-writing"
    assert root.site.entries["orgs/sample-chips"].anchor == anchor.partition("#")[2]
    assert cards(root.site)[anchor]["title"] == "Measuring before “writing”, 測る"


def test_a_card_that_would_say_the_title_alone_is_none(root: Served) -> None:
    assert not any(len(card) == 1 for card in cards(root.site).values())
    assert "events/undated#event-undated" in cards(root.site)


def test_no_card_says_what_is_private(root: Served) -> None:
    files = sorted(root.site.out.glob("hovercards/*.js"))
    assert files
    assert [path for path in files if CANARY in path.read_text(encoding="utf-8").lower()] == []


def test_pages_without_references_have_no_script(root: Served) -> None:
    assert "eventnotes-hovercards.js" in root.site.read("refs.html")
    assert "eventnotes-hovercards.js" not in root.site.read("other.html")


def test_a_long_verdict_ends_at_a_word_and_speakers_beyond_four_are_counted(
    site: MakeSite,
) -> None:
    reason = f"{'word ' * 47}cut-here and more"
    who = "; ".join(f"Ann B{letter}" for letter in "abcdef")
    facts = f":speakers: {who}\n:rating: {reason}\n"
    talk = f"# A\n\n```{{event}}\n```\n\n## T\n\n```{{talk}}\n{facts}```\n"
    made = cards(site({"events/a.md": talk}, builder="dirhtml"))["events/a/#talk-a-t"]
    assert made["facts"][0] == "Ann Ba, Ann Bb, Ann Bc, Ann Bd, 2 more"
    assert made["said"] == f"{'word ' * 47}…"


def test_the_best_talks_of_a_year_are_those_of_its_page_where_several_rate(site: MakeSite) -> None:
    votes = (("5/5", "2/5"), ("4/5", "5/5"), ("3/5", "2/5"), ("Well.", "4/5"))
    talks = "".join(
        f"\n## Talk {n}\n\n```{{talk}}\n:rating: {ann} (Ann)\n:rating: {bo} (Bo)\n```\n"
        for n, (ann, bo) in enumerate(votes)
    )
    files = {"events/a.md": f"# A\n\n```{{event}}\n:date: 2026-03-01\n:by: Ann; Bo\n```\n{talks}"}
    made = site({**files, "refs.md": "# R\n\n{year}`2026`\n"}, eventnotes_year_pages=True)
    assert cards(made)["years/2026#year-years-2026"] == {
        "title": "2026",
        "facts": ["1 event · 4 talks"],
        "list": ["Talk 1", "Talk 3", "Talk 0"],
    }
    shown = re.findall(r">(Talk \d)<", made.read("years/2026.html"))
    assert shown[:3] == ["Talk 1", "Talk 3", "Talk 0"]


@pytest.mark.parametrize("case", [{"builder": "singlehtml"}, {"eventnotes_private": True}])
def test_a_single_page_and_the_authors_copy_have_none(site: MakeSite, case: Any) -> None:
    found = site({"events/night.md": NIGHT, "refs.md": "# R\n\n{event}`night`\n"}, **case)
    assert not (found.out / "hovercards").exists()
    assert not [page for page in found.out.glob("*.html") if "hovercards" in page.read_text()]


def test_an_edit_writes_the_files_of_the_cards_that_say_it(site: MakeSite) -> None:
    night = {"events/2026-02-12-night.md": NIGHT}
    found = site(PAGES, eventnotes_year_pages=True, **CONF)
    paths = sorted(found.out.glob("hovercards/*.js"))
    before = [path.read_text(encoding="utf-8") for path in paths]
    times = [path.stat().st_mtime_ns for path in paths]
    found.write({name: text.replace("Two numbers", "Nine numbers") for name, text in night.items()})
    found.rebuild()
    changed = [
        path for path, time in zip(paths, times, strict=True) if path.stat().st_mtime_ns != time
    ]
    assert len(changed) == 1 < len(paths)
    assert "Nine numbers" in changed[0].read_text(encoding="utf-8")
    assert "Two numbers" in before[paths.index(changed[0])]


# -- how they come and go ------------------------------------------------------------------------

HOVERS = "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Start a Chromium with a mouse, which a machine without a screen has not."""
    with chromium(tmp_path_factory.mktemp("mouse"), f"--blink-settings={HOVERS}") as driver:
        yield driver


pytestmark = test_browser.pytestmark


@pytest.fixture
def page(browser: Chrome, root: Served) -> Chrome:
    """Open the page of references on a desk, with the pointer on nothing."""
    look(browser, f"{root.root}/refs.html", 1440)
    aside(browser)
    browser.get_log("browser")
    return browser


def run(browser: Chrome, script: str, *arguments: Any) -> Any:
    return browser.execute_script(f"return {script}", *arguments)


def link(browser: Chrome, anchor: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, f"article p a[href*='#{anchor}']")


def point_at(browser: Chrome, element: WebElement) -> None:
    ActionChains(browser).move_to_element(element).perform()


def aside(browser: Chrome) -> None:
    """Point at a heading."""
    point_at(browser, browser.find_element(By.CSS_SELECTOR, "article h1"))


def shown(browser: Chrome) -> list[str]:
    """Return the lines of the card that is open."""
    script = """[...document.querySelectorAll('.en-hovercard:popover-open > *')]
                  .map(line => line.innerText.trim())"""
    lines: list[str] = run(browser, script)
    return lines


def box(browser: Chrome, element: WebElement | None = None) -> dict[str, float]:
    element = element or browser.find_element(By.CSS_SELECTOR, ".en-hovercard")
    found: dict[str, float] = run(browser, "arguments[0].getBoundingClientRect().toJSON()", element)
    return found


def pause(browser: Chrome, milliseconds: int) -> None:
    """Let time pass on the page."""
    script = "setTimeout(arguments[1], arguments[0])"
    browser.execute_async_script(script, milliseconds)


LONG_ENOUGH = 900
"""Milliseconds in which a card would have come."""


def test_the_pointer_brings_a_card_and_takes_it_away(page: Chrome) -> None:
    point_at(page, link(page, "talk-"))
    wait(page, lambda: shown(page))
    assert shown(page) == [
        "Measuring before “writing”, 測る",
        "Ada Miller (Example Labs), Sample Chips",
        "Kernel night & <friends> 🎉 · 12 February 2026",
        "5 of 5",
        "Two numbers on every slide.",
    ]
    stars = "document.querySelector('.en-hovercard .en-stars').className"
    assert run(page, stars) == "en-stars en-of-5 en-halves-10"
    aside(page)
    wait(page, lambda: not shown(page))
    assert page.get_log("browser") == []


def test_each_kind_of_reference_has_its_card(page: Chrome) -> None:
    titles = {
        "event-night": "Kernel night & <friends> 🎉",
        "person-": "Ben Okafor",
        "topic-": "GPU compilers",
        "series-": "Kernel nights",
        "year-": "2026",
        "link-": "Fans, a {survey} of 100% & more",
        "event-odd": "Ünusual page",
    }
    for anchor, title in titles.items():
        aside(page)
        wait(page, lambda: not shown(page))  # it may cover the next reference
        point_at(page, link(page, anchor))
        wait(page, lambda title=title: shown(page)[:1] == [title])


def test_from_one_reference_to_the_next_the_card_changes(page: Chrome) -> None:
    point_at(page, link(page, "talk-"))
    wait(page, lambda: shown(page))
    point_at(page, link(page, "person-"))
    wait(page, lambda: shown(page)[:1] == ["Ben Okafor"])
    described = run(page, "[...document.querySelectorAll('[aria-describedby]')].map(a => a.text)")
    assert described == ["Ben Okafor"]


def test_the_focus_brings_a_card_and_it_describes_the_reference(page: Chrome) -> None:
    reference = link(page, "person-")
    run(page, "arguments[0].focus({focusVisible: true})", reference)
    wait(page, lambda: shown(page))
    description = page.execute_cdp_cmd("Accessibility.enable", {}) or {}
    tree = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = [node for node in tree if node.get("name", {}).get("value") == "Ben Okafor"]
    description = [n["description"]["value"] for n in named if n["role"]["value"] == "link"]
    assert [text for text in description if text] == ["Ben Okafor 1 talk Untimed"]
    card = page.find_element(By.CSS_SELECTOR, ".en-hovercard")
    assert card.aria_role == "tooltip"
    run(page, "arguments[0].blur()", reference)
    wait(page, lambda: not shown(page))


def test_escape_dismisses_a_card_until_the_pointer_has_been_elsewhere(page: Chrome) -> None:
    reference = link(page, "talk-")
    point_at(page, reference)
    wait(page, lambda: shown(page))
    ActionChains(page).send_keys(Keys.ESCAPE).perform()
    assert shown(page) == []
    ActionChains(page).move_by_offset(2, 0).perform()
    pause(page, LONG_ENOUGH)
    assert shown(page) == []
    aside(page)
    point_at(page, reference)
    wait(page, lambda: shown(page))


def test_a_card_stays_while_it_is_pointed_at(page: Chrome) -> None:
    point_at(page, link(page, "talk-"))
    wait(page, lambda: shown(page))
    point_at(page, page.find_element(By.CSS_SELECTOR, ".en-hovercard"))
    pause(page, LONG_ENOUGH)
    assert shown(page)
    aside(page)
    wait(page, lambda: not shown(page))


def test_a_pointer_in_passing_brings_none(page: Chrome) -> None:
    ActionChains(page, duration=0).move_to_element(link(page, "talk-")).perform()
    aside(page)
    pause(page, LONG_ENOUGH)
    assert shown(page) == []


def test_nothing_on_the_page_moves(page: Chrome) -> None:
    every = """[...document.querySelectorAll('article *')].map(
                 element => JSON.stringify(element.getBoundingClientRect()))"""
    before = run(page, every)
    point_at(page, link(page, "talk-"))
    wait(page, lambda: shown(page))
    assert run(page, every) == before


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("block", ["start", "end"])
def test_a_card_is_beside_its_reference_and_in_the_window(
    page: Chrome, direction: str, block: str
) -> None:
    run(page, f"document.documentElement.dir = '{direction}'")
    reference = link(page, "event-night")
    if block == "end":
        space = "document.querySelector('article h1').style.marginTop = '600px'"
        run(page, space)
    run(page, f"arguments[0].scrollIntoView({{block: '{block}'}})", reference)
    point_at(page, reference)
    wait(page, lambda: shown(page))
    own, other = box(page), box(page, reference)
    assert own["left"] >= 0
    assert own["right"] <= 1440
    assert own["top"] >= 0
    assert own["bottom"] <= 900
    gap = other["top"] - own["bottom"] if block == "end" else own["top"] - other["bottom"]
    assert 0 < gap < 12
    side = "right" if direction == "rtl" else "left"
    assert abs(own[side] - other[side]) < 2 or own["width"] > other["width"]


def test_in_a_narrow_window_a_card_stays_inside(browser: Chrome, root: Served) -> None:
    look(browser, f"{root.root}/refs.html", 1440)
    metrics = {"width": 420, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    for anchor in ("talk-", "event-night", "link-", "person-"):
        aside(browser)
        wait(browser, lambda: not shown(browser))  # it may cover the next reference
        point_at(browser, link(browser, anchor))
        wait(browser, lambda: shown(browser))
        own = box(browser)
        assert 0 <= own["left"] < own["right"] <= 420


def test_who_wants_less_motion_gets_none(page: Chrome) -> None:
    features = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    duration = "getComputedStyle(document.querySelector('.en-hovercard')).transitionDuration"
    assert run(page, duration) == "0s"


def test_without_a_pointer_there_are_none(browser: Chrome, root: Served) -> None:
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    try:
        look(browser, f"{root.root}/refs.html", 390)
        assert run(browser, "matchMedia('(hover: none)').matches")
        reference = link(browser, "talk-")
        run(browser, "arguments[0].focus({focusVisible: true})", reference)
        point_at(browser, reference)
        pause(browser, LONG_ENOUGH)
        assert shown(browser) == []
    finally:
        browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_a_page_from_a_disk_has_cards(browser: Chrome, root: Served) -> None:
    look(browser, (root.site.out / "refs.html").as_uri(), 1440)
    aside(browser)
    point_at(browser, link(browser, "person-"))
    wait(browser, lambda: shown(browser))
    assert shown(browser)[0] == "Ben Okafor"


def test_a_site_without_its_cards_shows_none(browser: Chrome, root: Served) -> None:
    address = root.variant("lost.html", "refs.html", ("_static/eventnotes-hov", "x/eventnotes-hov"))
    look(browser, address, 1440)
    point_at(browser, link(browser, "talk-"))
    pause(browser, LONG_ENOUGH)
    assert shown(browser) == []
