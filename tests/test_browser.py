"""What a reader sees, in a real Chromium: nothing runs off a phone, verdicts stand in one place."""

from __future__ import annotations

import http.server
import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from test_builders import sphinx

PAGES = ("index", "notes/2025-03-17-beyond-cuda", "notes/2025-03-17-gtc", "ratings")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (BROWSER and DRIVER), reason="needs Chromium and its driver; .ci/run installs them"
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


PATIENCE = 120.0
"""Seconds after which what a test waits for will not come, on any machine."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the guide and serve it on loopback."""
    out: Path = tmp_path_factory.mktemp("browser") / "site"
    sphinx("html", out)
    handler = partial(_Quiet, directory=str(out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def chromium(folder: Path, *flags: str) -> Iterator[webdriver.Chrome]:
    """Start a Chromium that keeps what it must in *folder*."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for flag in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={folder}",
        *flags,
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    driver.set_script_timeout(PATIENCE)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Start one Chromium for all tests."""
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


def settle(browser: webdriver.Chrome) -> None:
    """Wait until what has begun to move has come to rest, and all of it is laid out."""
    browser.execute_async_script(
        """const done = arguments[0]
           const frame = () => new Promise(requestAnimationFrame)
           const rest = () => Promise.allSettled(
             document.getAnimations().map(animation => animation.finished))
           frame().then(frame).then(rest).then(frame).then(frame).then(() => done())"""
    )


def look(browser: webdriver.Chrome, address: str, width: int, *, dark: bool = False) -> None:
    """Open a page in a window of *width* CSS pixels."""
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
    browser.get(address)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_scrolls_sideways(
    browser: webdriver.Chrome, served: str, page: str, width: int
) -> None:
    look(browser, f"{served}/{page}.html", width)
    wide = browser.execute_script("return document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_nobody_else_for_anything(
    browser: webdriver.Chrome, served: str, page: str
) -> None:
    look(browser, f"{served}/{page}.html", 1440)
    asked = browser.execute_script(
        "return performance.getEntriesByType('resource').map(entry => entry.name)"
    )
    assert asked
    assert [address for address in asked if not address.startswith(f"{served}/")] == []


def test_verdicts_stand_at_the_right_end_of_the_first_line(
    browser: webdriver.Chrome, served: str
) -> None:
    look(browser, f"{served}/{PAGES[1]}.html", 1440)
    places = browser.execute_script(
        """return [...document.querySelectorAll('.en-card:has(.en-score)')].map(card => {
             const box = card.getBoundingClientRect()
             const score = card.querySelector('.en-score').getBoundingClientRect()
             return [Math.round(box.right - score.right), Math.round(score.top - box.top)]
           })"""
    )
    assert len(places) == 3
    assert {right for right, _ in places} == {0}
    assert all(top < 20 for _, top in places)


def test_text_is_legible_in_both_schemes(browser: webdriver.Chrome, served: str) -> None:
    # WCAG 2.2, 1.4.3: relative luminance and contrast ratio
    script = """
      const channel = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4
      const light = c => c.reduce((sum, v, i) => sum + channel(v) * [.2126, .7152, .0722][i], 0)
      const rgb = text => text.match(/[\\d.]+/g).slice(0, 4).map(Number)
      const ground = node => {
        for (; node; node = node.parentElement) {
          const found = rgb(getComputedStyle(node).backgroundColor)
          if (found.length < 4 || found[3] > 0) return found.slice(0, 3)
        }
        return [255, 255, 255]
      }
      const words = '.en-card p, .en-card a, .en-card strong, .en-card span, .en-label, article p'
      return [...document.querySelectorAll(words)].filter(e => e.innerText.trim()).map(e => {
        const [a, b] = [light(rgb(getComputedStyle(e).color).slice(0, 3)), light(ground(e))]
        return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.className, e.innerText]
      }).filter(([ratio]) => ratio < 4.5)
    """
    for dark in (False, True):
        look(browser, f"{served}/{PAGES[1]}.html", 1440, dark=dark)
        assert browser.execute_script(script) == []


def test_stars_are_drawn_without_a_font_or_a_picture(
    browser: webdriver.Chrome, served: str
) -> None:
    look(browser, f"{served}/{PAGES[1]}.html", 1440)
    colours = browser.execute_script(
        """const stars = document.querySelector('article .en-stars')
           stars.className = 'en-stars en-of-5 en-halves-5'
           stars.style.fontSize = '100px'
           const {color, backgroundColor} = getComputedStyle(stars)
           return [color, backgroundColor].map(each => each.match(/\\d+/g).map(Number))"""
    )
    full, empty = map(tuple, colours)
    star = browser.find_element(By.CSS_SELECTOR, "article .en-stars")

    def seen(*across: int) -> list[object]:
        drawn = Image.open(io.BytesIO(star.screenshot_as_png)).convert("RGB")
        assert abs(drawn.width - 535) <= 1
        return [drawn.getpixel((110 * number + at, 50)) for number in range(5) for at in across]

    two_and_a_half = [full] * 5 + [empty] * 5
    assert seen(35, 60) == two_and_a_half
    assert {full, empty}.isdisjoint(seen(4, 91))  # what is between two stars
    browser.execute_script("arguments[0].parentNode.dir = 'rtl'", star)
    assert seen(35, 60) == two_and_a_half[::-1]
