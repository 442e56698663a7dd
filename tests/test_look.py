"""The guide as a reader meets it: its type, its weight, and what it is without a mouse or a colour.

Each page is opened once, in an empty cache, under the strictest content security policy that
furo's pages work with. What was seen there is what most tests look at.
"""

from __future__ import annotations

import importlib.util
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import test_browser
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from test_browser import PATIENCE, look, settle
from test_builders import ROOT, sphinx

from look import Day, Night
from tools.serve import Handler, serving

pytestmark = test_browser.pytestmark
browser = test_browser.browser

KB = 1000
EVENT = "notes/2025-03-17-beyond-cuda.html"
GUIDE = "ratings.html"
UNFOLD = "document.querySelectorAll('details').forEach(block => block.open = true)"
AXE = """
  const [only, place, done] = arguments
  const rules = {"target-size": {enabled: true}}
  const options = only ? {runOnly: {type: "rule", values: only}} : {rules}
  const quick = {iframes: false, preload: false, reporter: "no-passes", resultTypes: ["violations"]}
  axe.run(place || document, {...options, ...quick}).then(({violations}) => done(
    violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}`))
  ))
"""
COLOURS = ["color-contrast", "link-in-text-block"]
WAYS = ((1440, False, None), (1440, True, COLOURS), (390, True, None), (390, False, COLOURS))
"""Each width and scheme, with the rules to look for there; a scheme changes nothing but colours."""
WHOLE = ("404.html", "index.html", "photos.html", GUIDE, EVENT, "notes/people.html")
"""Pages that are looked at in each way, whatever there is besides."""
LAYERS = {
    "menu": ("[aria-controls=sidebar-drawer]", "#sidebar-drawer"),
    "contents": ("[aria-controls=toc-drawer]", "#toc-drawer"),
    "light box": ("a.en-opens", "dialog[open]"),
}
"""What opens over a page: what a reader clicks on, and what is open then."""
OPEN = """
  const [opener, layer, done] = arguments
  const shown = [...document.querySelectorAll(opener)].filter(e => e.getClientRects().length)
  if (!shown.length) return done(false)
  shown[0].click()
  requestAnimationFrame(() => {
    const moving = document.getAnimations().map(animation => animation.finished)
    Promise.allSettled(moving).then(() => done(document.querySelector(layer)))
  })
"""
SIDEWAYS = """
  const scrolls = element => /auto|scroll/.test(getComputedStyle(element).overflowX)
    && element.scrollWidth > element.clientWidth + 1
  const wide = document.documentElement.scrollWidth
  const inner = [...document.querySelectorAll("article *")].filter(scrolls)
  return [wide, inner.map(element => element.outerHTML.slice(0, 80))]
"""
LOADED = """
  const done = arguments[0]
  const asked = () => [...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource")].map(({name, transferSize}) => [name, transferSize])
  const later = [...document.querySelectorAll("link[rel=prefetch]")].map(link => link.href)
  const wait = () => later.every(address => asked().some(([name]) => name === address))
    ? done(asked()) : setTimeout(wait, 20)
  document.fonts.ready.then(wait)
"""


@dataclass(frozen=True)
class Visit:
    """What was seen on a page: what it asked for, in bytes, and what is wrong with it."""

    asked: dict[str, int]
    used: set[str]
    """What it had asked for in the end, also what a browser fetches late, such as a mask."""
    console: list[str]
    faults: list[str]
    wide: int
    scrolling: list[str]
    layers: list[str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the guide strictly."""
    out: Path = tmp_path_factory.mktemp("look") / "site"
    sphinx("html", out)
    return out


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    """Serve it with a content security policy."""
    with serving(built, csp=True) as address:
        yield address


@pytest.fixture(scope="module")
def axe() -> str:
    """Read axe-core; the package around it, and what that depends on, is not used."""
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None
    assert found.origin is not None
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def visits(browser: webdriver.Chrome, built: Path, served: str, axe: str) -> dict[str, Visit]:
    """Open every page in an empty cache, wide and light and narrow and dark; some of each sort also
    wide and dark, narrow and light, and with all that opens, which is the same on the others.
    """
    pages = sorted(path.relative_to(built).as_posix() for path in built.rglob("*.html"))
    whole = seen_whole(pages)
    return {page: visit(browser, f"{served}/{page}", axe, whole=page in whole) for page in pages}


def seen_whole(pages: list[str]) -> set[str]:
    """Return the pages that are looked at in each way."""
    return {*WHOLE, *sorted(pages)[::4]}


def visit(browser: webdriver.Chrome, address: str, axe: str, *, whole: bool = True) -> Visit:
    """Open a page and look at it in each way, or in two of them."""
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    browser.get_log("browser")
    look(browser, address, 1440)
    asked = dict(browser.execute_async_script(LOADED))
    browser.execute_script(f"{UNFOLD};{axe}")
    faults, layers = [], []
    for width, dark, rules in WAYS if whole else (way for way in WAYS if way[2] is None):
        resize(browser, width, dark=dark)
        way = f"{width} {'dark' if dark else 'light'}"
        faults += [f"{way} {fault}" for fault in browser.execute_async_script(AXE, rules, None)]
        for name, (opener, inside) in LAYERS.items() if whole else ():
            layer = browser.execute_async_script(OPEN, opener, inside)
            if layer:
                layers.append(f"{way} {name}")
                found = browser.execute_async_script(AXE, rules, layer)
                faults += [f"{way} {name} {fault}" for fault in found]
                browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    used = {name for name, _ in browser.execute_async_script(LOADED)}
    resize(browser, 320)
    wide, scrolling = browser.execute_script(SIDEWAYS)
    console = [entry["message"] for entry in browser.get_log("browser")]
    return Visit(asked, used, console, faults, wide, scrolling, layers)


def resize(browser: webdriver.Chrome, width: int, *, dark: bool = False) -> None:
    """Change the window and the scheme without loading the page again."""
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})


def wrong(found: dict[str, Any]) -> dict[str, Any]:
    """Keep the pages with something to complain about."""
    return {page: what for page, what in found.items() if what}


# -- every page -----------------------------------------------------------------------------


def test_axe_finds_nothing_on_any_page(visits: dict[str, Visit]) -> None:
    assert len(visits) > 25
    assert wrong({page: visit.faults for page, visit in visits.items()}) == {}


def test_axe_looked_into_all_that_opens(visits: dict[str, Visit]) -> None:
    ways = [f"{width} {'dark' if dark else 'light'}" for width, dark, _ in WAYS]
    narrow = [f"{way} menu" for way in ways if way.startswith("390")]
    without = [page for page, visit in visits.items() if not {*narrow} <= {*visit.layers}]
    whole = seen_whole([*visits]) - {"404.html"}  # it stands for no page, and has no menu
    assert sorted(without) == sorted({*visits} - whole)
    assert len(whole) > 10
    assert {f"{way} light box" for way in ways} <= {*visits["photos.html"].layers}
    assert "390 dark contents" in visits[GUIDE].layers


def test_no_page_asks_another_host_for_anything(visits: dict[str, Visit], served: str) -> None:
    strange = {
        page: [name for name in visit.asked if not name.startswith((f"{served}/", "data:"))]
        for page, visit in visits.items()
    }
    assert wrong(strange) == {}


def test_a_strict_content_security_policy_breaks_nothing(visits: dict[str, Visit]) -> None:
    assert wrong({page: visit.console for page, visit in visits.items()}) == {}


def test_nothing_scrolls_sideways_on_the_narrowest_phone(visits: dict[str, Visit]) -> None:
    assert {page: visit.wide for page, visit in visits.items() if visit.wide > 320} == {}
    assert wrong({page: visit.scrolling for page, visit in visits.items()}) == {}


def test_a_first_visit_weighs_less_than_250_kb(visits: dict[str, Visit]) -> None:
    weights = {page: sum(visit.asked.values()) for page, visit in visits.items()}
    assert min(weights.values()) > 30 * KB
    assert {page: weight for page, weight in weights.items() if weight >= 250 * KB} == {}


def test_the_fonts_of_a_first_visit_weigh_at_most_120_kb(visits: dict[str, Visit]) -> None:
    weights = {
        page: sum(size for name, size in visit.asked.items() if name.endswith(".woff2"))
        for page, visit in visits.items()
    }
    assert min(weights.values()) > 20 * KB
    assert {page: weight for page, weight in weights.items() if weight > 120 * KB} == {}


def test_the_page_after_the_first_one_weighs_less_than_30_kb(visits: dict[str, Visit]) -> None:
    known = visits["index.html"].used
    weights = {
        page: sum(
            size
            for name, size in visit.asked.items()
            if name not in known and "_images/" not in name  # photos aside
        )
        for page, visit in visits.items()
        if not page.startswith(("404", "index", "search"))
    }
    assert {page: weight for page, weight in weights.items() if weight >= 30 * KB} == {}


# -- colours ----------------------------------------------------------------------------------


def luminance(colour: tuple[float, ...]) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours written ``#rrggbb`` or ``rgb(r, g, b)``."""
    lights = sorted(luminance(rgb(colour)) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def rgb(colour: str) -> tuple[float, ...]:
    """Read a colour."""
    if colour.startswith("#"):
        return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3])


def test_contrast_is_what_wcag_says_it_is() -> None:
    assert contrast("#000000", "rgb(255, 255, 255)") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_colours_have_the_contrast_they_are_for(
    browser: webdriver.Chrome, served: str, dark: bool, more: bool
) -> None:
    least = {"ink": 7, "ink-2": 7, "blue": 7, "ink-3": 4.5, "amber": 4.5, "rose": 4.5, "edge": 3}
    look(browser, f"{served}/404.html", 1440)
    features = {"color-scheme": "dark" if dark else "light", "contrast": "more" if more else ""}
    media = [{"name": f"prefers-{name}", "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    colours = browser.execute_script(
        """const element = document.body.appendChild(document.createElement("i"))
           return Object.fromEntries(arguments[0].map(name => {
             element.style.color = `var(--${name})`
             return [name, getComputedStyle(element).color]
           }))""",
        [*least, "paper", "shade"],
    )
    low = {
        (name, ground): contrast(colours[name], colours[ground])
        for name in least
        for ground in ("paper", "shade")
        if contrast(colours[name], colours[ground]) < (7 if more else least[name])
    }
    assert len({*colours.values()}) > 5
    assert low == {}


@pytest.mark.parametrize("style", [Day, Night])
def test_code_is_legible(style: Any) -> None:
    colours = {f"#{kind['color']}" for _, kind in style if kind["color"]}
    assert len(colours) > 3
    assert [c for c in colours if contrast(c, style.background_color) < 4.5] == []


def test_the_scheme_can_be_switched_under_the_policy(
    browser: webdriver.Chrome, served: str
) -> None:
    look(browser, f"{served}/{EVENT}", 1440)
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = browser.execute_script(ground)
    switch = "document.querySelector('.theme-toggle-content .theme-toggle').click()"
    browser.execute_script(switch)
    assert browser.execute_script("return document.body.dataset.theme") == "dark"
    assert luminance(rgb(light)) > 0.9
    assert luminance(rgb(browser.execute_script(ground))) < 0.05
    assert (
        browser.execute_script("return getComputedStyle(document.documentElement).colorScheme")
        == "dark"
    )
    browser.execute_script("localStorage.clear()")


def test_a_table_can_be_filtered_under_the_policy(browser: webdriver.Chrome, served: str) -> None:
    look(browser, f"{served}/notes/talks.html", 1440)
    browser.find_element("css selector", ".en-filter input").send_keys("quantum of nothing")
    count = "return document.querySelectorAll('.en-talks tbody tr:not([hidden])').length"
    WebDriverWait(browser, PATIENCE, 0.05).until(lambda _: browser.execute_script(count) == 0)


# -- type ---------------------------------------------------------------------------------------


class _LateFonts(Handler):
    """A host whose fonts come when the page has been painted without them."""

    painted = threading.Event()

    def do_GET(self) -> None:
        if self.path.endswith(".woff2"):
            self.painted.wait(PATIENCE)
        elif self.path == "/painted":
            self.painted.set()
        super().do_GET()


_TELL_WHEN_PAINTED = """
  const read = new Promise(done => document.addEventListener("DOMContentLoaded", done))
  const painted = new Promise(done => new PerformanceObserver(list => {
    if (list.getEntriesByName("first-contentful-paint").length) done()
  }).observe({type: "paint", buffered: true}))
  const frame = () => new Promise(requestAnimationFrame)
  Promise.all([read, painted]).then(frame).then(frame).then(() => {
    performance.mark("told")
    fetch("ADDRESS/painted", {mode: "no-cors"})
  })
"""


_STAND_INS = """
  const done = arguments[0], names = ["Georgia", "Noto Serif", "Liberation Serif", "Tinos"]
  const asked = names.map(name => new FontFace("asked", `local("${name}")`).load())
  Promise.any(asked).then(() => done(true), () => done(false))
"""


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_when_the_fonts_come(
    browser: webdriver.Chrome, built: Path, width: int
) -> None:
    _LateFonts.painted.clear()
    # two servers: a browser asks one of them for a few things at a time
    with serving(built, handler=_LateFonts) as address, serving(built, handler=_LateFonts) as other:
        browser.execute_cdp_cmd("Network.clearBrowserCache", {})
        script = {"source": _TELL_WHEN_PAINTED.replace("ADDRESS", other)}
        added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", script)
        look(browser, f"{address}/{EVENT}", width)
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
        if not browser.execute_async_script(_STAND_INS):
            pytest.skip("none of the fonts is here that stand in for the site's own")
        told, came, shifts = browser.execute_async_script(
            """const done = arguments[0], seen = []
               new PerformanceObserver(list => seen.push(...list.getEntries()))
                 .observe({type: "layout-shift", buffered: true})
               document.fonts.ready.then(() => setTimeout(() => done([
                 performance.getEntriesByName("told")[0].startTime,
                 Math.min(...performance.getEntriesByType("resource")
                   .filter(({name}) => name.endsWith(".woff2")).map(font => font.responseEnd)),
                 seen.filter(({startTime}) =>
                     startTime > performance.getEntriesByName("told")[0].startTime)
                   .reduce((sum, {value}) => sum + value, 0)
               ]), 300))"""
        )
    assert told < came
    assert shifts < 0.02


def test_a_line_of_text_has_60_to_75_characters(browser: webdriver.Chrome, served: str) -> None:
    look(browser, f"{served}/{EVENT}", 1440)
    lines = browser.execute_async_script(
        """const done = arguments[0], lines = []
           document.fonts.ready.then(() => {
             for (const paragraph of document.querySelectorAll("section > p:not([class])")) {
               const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
               const range = document.createRange(), own = []
               let top
               while (words.nextNode()) {
                 for (let i = 0; i < words.currentNode.length; i++) {
                   range.setStart(words.currentNode, i)
                   range.setEnd(words.currentNode, i + 1)
                   const [box] = range.getClientRects()
                   if (!box) continue
                   if (top === undefined || Math.abs(box.top - top) > 8) own.push(0)
                   top = box.top
                   own[own.length - 1]++
                 }
               }
               lines.push(...own.slice(0, -1)) // the last line is as short as it is
             }
             done(lines)
           })"""
    )
    assert len(lines) > 20
    assert 60 <= sum(lines) / len(lines) <= 75
    assert sum(line <= 75 for line in lines) > 0.9 * len(lines)


@pytest.mark.parametrize(("width", "pixels"), [(320, 17), (390, 17), (1440, 19), (2560, 19)])
def test_text_has_the_size_for_its_window(
    browser: webdriver.Chrome, served: str, width: int, pixels: int
) -> None:
    look(browser, f"{served}/{EVENT}", width)
    size = "return getComputedStyle(document.querySelector('article')).fontSize"
    assert round(float(browser.execute_script(size).removesuffix("px"))) == pixels


def test_figures_are_old_style_in_prose_and_tabular_in_facts(
    browser: webdriver.Chrome, served: str
) -> None:
    look(browser, f"{served}/{EVENT}", 1440)
    figures = {
        css: browser.execute_script(
            "return getComputedStyle(document.querySelector(arguments[0])).fontVariantNumeric", css
        )
        for css in ("section > p", ".en-facts", "h2")
    }
    assert figures == {
        "section > p": "oldstyle-nums proportional-nums",
        ".en-facts": "lining-nums tabular-nums",
        "h2": "lining-nums proportional-nums",
    }


DOTS = """
  const found = {}
  const beside = (from, to) => {
    const range = document.createRange()
    range.setStart(...from)
    range.setEnd(...to)
    return [...range.getClientRects()].filter(box => box.width)
  }
  for (let width = 250; width < 370; width += 3) {
    for (const list of document.querySelectorAll(".en-list")) list.style.width = `${width}px`
    for (const dot of document.querySelectorAll(".en-dot")) {
      const box = dot.getBoundingClientRect(), line = dot.parentNode
      if (!box.width) continue // folded away
      const at = [...line.childNodes].indexOf(dot)
      const last = beside([line, 0], [line, at]).at(-1)
      const next = beside([line, at + 1], [line, line.childNodes.length])[0]
      const from = parseFloat(getComputedStyle(dot).backgroundPositionX)
      const drawn = Math.round(box.right) - Math.round(box.left) + 1 > from // of whole pixels
      const where = next.top > box.bottom ? "last" : last.bottom < box.top ? "first" : "within"
      found[`${where} ${drawn}`] = true
    }
  }
  return Object.keys(found).sort()
"""


def test_the_dot_between_two_facts_shows_only_within_a_line(
    browser: webdriver.Chrome, served: str
) -> None:
    look(browser, f"{served}/notes/people.html", 390)
    browser.execute_script(UNFOLD)
    assert browser.execute_script(DOTS) == ["last false", "within true"]


def test_the_dot_between_two_facts_is_copied(browser: webdriver.Chrome, served: str) -> None:
    look(browser, f"{served}/notes/people.html", 390)
    browser.execute_script(UNFOLD)
    copied = browser.execute_script(
        "getSelection().selectAllChildren(document.querySelector('.en-meta:has(.en-dot)'));"
        "return getSelection().toString()"
    )
    assert re.search(r"\w\s· \w", copied)


# -- without a mouse, on paper, from right to left ----------------------------------------------


def press(browser: webdriver.Chrome, *keys: str) -> str:
    """Press keys and return the label or text of what has the focus."""
    for key in keys:
        ActionChains(browser).send_keys(key).perform()
    settle(browser)
    focus = browser.switch_to.active_element
    return focus.get_attribute("aria-label") or focus.text or focus.tag_name


@pytest.mark.parametrize("width", [1440, 390])
def test_a_keyboard_skips_to_the_text(browser: webdriver.Chrome, served: str, width: int) -> None:
    look(browser, f"{served}/{EVENT}", width)
    assert press(browser, Keys.TAB) == "Skip to content"
    assert browser.execute_script(
        "const link = document.activeElement, box = link.getBoundingClientRect();"
        "return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === link"
    )
    press(browser, Keys.ENTER)
    assert browser.execute_script("return location.hash") == "#furo-main-content"
    press(browser, Keys.TAB)
    assert browser.execute_script("return !!document.activeElement.closest('article')")


@pytest.mark.parametrize(
    ("page", "tabs", "menu", "drawer"),
    [
        (EVENT, 2, "Toggle site navigation sidebar", "sidebar-drawer"),
        (GUIDE, 5, "Toggle table of contents sidebar", "toc-drawer"),
    ],
)
def test_a_keyboard_opens_and_closes_the_menus(
    browser: webdriver.Chrome, served: str, axe: str, page: str, tabs: int, menu: str, drawer: str
) -> None:
    look(browser, f"{served}/{page}", 390)
    assert press(browser, *[Keys.TAB] * tabs) == menu
    press(browser, Keys.ENTER)
    inside = "return document.activeElement.closest('aside')?.id"
    assert browser.execute_script(inside) == drawer
    browser.execute_script(axe)
    assert browser.execute_async_script(AXE, None, None) == []
    assert press(browser, Keys.ESCAPE) == menu
    hidden = "return getComputedStyle(document.getElementById(arguments[0])).visibility"
    assert browser.execute_script(hidden, drawer) == "hidden"


def test_the_side_bars_have_names(browser: webdriver.Chrome, served: str) -> None:
    look(browser, f"{served}/{GUIDE}", 1440)
    bars = browser.find_elements("css selector", "aside:is(.sidebar-drawer, .toc-drawer)")
    assert [(bar.aria_role, bar.accessible_name) for bar in bars] == [
        ("complementary", "Navigation"),
        ("complementary", "On this page"),
    ]


@contextmanager
def on_paper(browser: webdriver.Chrome) -> Iterator[None]:
    """Show the page as it is printed."""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    yield
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_page_on_paper_has_no_menus_and_says_where_its_links_lead(
    browser: webdriver.Chrome, served: str
) -> None:
    look(browser, f"{served}/{EVENT}", 1000)
    with on_paper(browser):
        shown = browser.execute_script(
            """return [".sidebar-drawer", ".toc-drawer", ".mobile-header", ".related-pages", "h1"]
                 .filter(css => document.querySelector(css).getClientRects().length)"""
        )
        link = browser.execute_script(
            """const link = document.querySelector(".en-facts a.external")
               return getComputedStyle(link, "::after").content"""
        )
    assert shown == ["h1"]
    assert (
        json.loads(link.replace('" "', "").replace("attr(href)", ""))
        == " ⟨https://lu.ma/beyondcuda25⟩"
    )


def test_a_page_on_paper_is_dark_on_light_whatever_the_screen_is(
    browser: webdriver.Chrome, served: str
) -> None:
    look(browser, f"{served}/{EVENT}", 1000, dark=True)
    browser.execute_script("document.body.dataset.theme = 'dark'")
    with on_paper(browser):
        colours = browser.execute_script(
            """return ["article", ".en-facts", ".en-label", "article a.external"]
                 .map(css => getComputedStyle(document.querySelector(css)).color)"""
        )
    assert [colour for colour in colours if contrast(colour, "#ffffff") < 4.5] == []


def test_paper_does_not_repeat_an_address_that_can_be_read(
    browser: webdriver.Chrome, served: str
) -> None:
    look(browser, f"{served}/links-that-last.html", 1000)
    with on_paper(browser):
        said = browser.execute_script(
            """return [...document.querySelectorAll("article p > a.external")].map(link =>
               [link.innerText.startsWith("http"), getComputedStyle(link, "::after").content])"""
        )
    assert {shown: content == "none" for shown, content in said} == {True: True, False: False}


@pytest.mark.parametrize("width", [320, 1440])
def test_a_page_in_arabic_runs_from_right_to_left(
    browser: webdriver.Chrome, served: str, width: int
) -> None:
    look(browser, f"{served}/{EVENT}", width)
    browser.execute_script("document.documentElement.lang = 'ar'")
    wide, card, score, rule = browser.execute_script(
        """const card = document.querySelector(".en-card").getBoundingClientRect()
           const who = document.querySelector(".en-who .p-name").getBoundingClientRect()
           const takeaway = getComputedStyle(document.querySelector(".en-takeaway"))
           return [document.documentElement.scrollWidth, card.right - who.right < 70,
             document.querySelector(".en-facts").getBoundingClientRect().right === card.right,
             [takeaway.borderRightWidth, takeaway.paddingLeft]]"""
    )
    assert wide <= width
    assert card
    assert score
    assert rule == ["3px", "0px"]


def test_an_address_that_leads_nowhere_has_a_page_in_the_sites_look(
    browser: webdriver.Chrome, served: str
) -> None:
    look(browser, f"{served}/events/none/at/all.html", 1000)
    family = browser.execute_script(
        "return getComputedStyle(document.querySelector('p')).fontFamily"
    )
    assert family.startswith('"Notes Serif"')
    browser.find_element("css selector", "main a").click()
    assert browser.current_url == f"{served}/"


def test_no_font_carries_the_reserved_name() -> None:
    fonts = sorted((ROOT / "_static" / "fonts").glob("*.woff2"))
    style = (ROOT / "_static" / "site.css").read_text(encoding="utf-8")
    families = set(re.findall(r'font-family: "([^"]+)"', style))
    assert {f"fonts/{font.name}" for font in fonts} == set(re.findall(r'url\("([^"]+)"\)', style))
    assert families
    assert [family for family in families if "Source" in family] == []
