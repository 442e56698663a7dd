"""Photos in a real Chromium: in rows, in a gallery, in the light box, and without its script.

The server allows what it serves itself and nothing else, as a strict site does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pictures
import pytest
import test_browser
from building import MakeSite
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from test_browser import look
from test_table import Served, served, wait

browser = test_browser.browser
pytestmark = test_browser.pytestmark

PAGE = """\
# Photos

![Alone](wide.jpg)

Words.

![One](wide.jpg)
![Two](tall.jpg)
![Three](wide.jpg)

![Small](small.jpg)

![Tall](tall.jpg)

:::{photos}
![In a gallery](wide.jpg)
![Second](tall.jpg "A title of its *own*")

![](wide.jpg)
![Fourth](wide.jpg)
![Fifth](wide.jpg)
![Sixth](wide.jpg)
![Seventh](wide.jpg)

The *hall*, [before](https://example.org/) and after.
:::

```{figure} wide.jpg
:alt: In a figure
:width: 50%

A caption
```
"""
FILES: dict[str, str | bytes] = {
    "index.md": "# Notes\n\n```{toctree}\nphotos\n```\n",
    "photos.md": PAGE,
    "wide.jpg": pictures.photo(1600, 1200, image=pictures.quarters(1600, 1200)),
    "tall.jpg": pictures.photo(900, 1200, image=pictures.quarters(900, 1200)),
    "small.jpg": pictures.photo(340, 255, image=pictures.quarters(340, 255)),
}
SHELF = {"eventnotes_photo_cache": "../shelf"}
"""The sites of these tests share what was developed."""
ALONE, ONE, TWO, THREE, SMALL, TALL = range(6)
"""The photos of the page that stand in no gallery; a figure comes last."""


@pytest.fixture(scope="module")
def photos(shared_site: MakeSite) -> Iterator[Served]:
    """Serve a page of photos."""
    with served(shared_site(FILES, name="photos", html_theme="furo", **SHELF)) as server:
        yield server


@pytest.fixture
def page(browser: Chrome, photos: Served) -> Chrome:
    """Open the page on a desk."""
    look(browser, f"{photos.root}/photos.html", 1440)
    return browser


def run(browser: Chrome, script: str, *arguments: Any) -> Any:
    return browser.execute_script(f"return {script}", *arguments)


def links(browser: Chrome, inside: str = "") -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, f"{inside} a.en-opens")


def loose(browser: Chrome) -> list[WebElement]:
    """Return the photos that stand in no gallery."""
    found: list[WebElement] = run(
        browser,
        "[...document.querySelectorAll('a.en-opens')].filter(a => !a.closest('.en-gallery'))",
    )
    return found


def click(browser: Chrome, element: WebElement) -> None:
    """Click on something wherever it is on the page."""
    run(browser, "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    element.click()


def is_open(browser: Chrome) -> bool:
    return bool(run(browser, "!!document.querySelector('dialog.en-lightbox[open]')"))


def shown(browser: Chrome) -> tuple[str, str]:
    """Return the counter and the alt text of the photo in the light box."""
    count = browser.find_element(By.CSS_SELECTOR, ".en-lightbox-count").text
    image = browser.find_element(By.CSS_SELECTOR, ".en-lightbox-photo img")
    return count, str(image.get_attribute("alt"))


def said(browser: Chrome) -> list[str]:
    """Return the lines below the photo."""
    lines = browser.find_elements(By.CSS_SELECTOR, ".en-lightbox-words p")
    return [line.text for line in lines]


def press(browser: Chrome, *keys: str) -> None:
    ActionChains(browser).send_keys(*keys).perform()


# -- rows ----------------------------------------------------------------------------------------


def boxes(browser: Chrome, row: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = run(
        browser,
        "[...document.querySelectorAll(arguments[0])].map(i => i.getBoundingClientRect().toJSON())",
        f"{row} img",
    )
    return found


ROWS = (".en-photos:nth-of-type(2) .en-row", ".en-gallery .en-row:nth-of-type(1)")
ROWS += (".en-gallery .en-row:nth-of-type(2)", ".en-gallery .en-row:nth-of-type(3)")


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_scrolls_sideways(browser: Chrome, photos: Served, width: int) -> None:
    look(browser, f"{photos.root}/photos.html", width)
    assert run(browser, "document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_the_photos_of_a_line_have_one_height_and_fill_it(
    browser: Chrome, photos: Served, width: int, row: str
) -> None:
    look(browser, f"{photos.root}/photos.html", width)
    around = run(browser, "document.querySelector(arguments[0]).getBoundingClientRect()", row)
    lines: dict[int, list[dict[str, float]]] = {}
    for box in boxes(browser, row):
        lines.setdefault(round(box["top"]), []).append(box)
    assert lines
    for line in lines.values():
        heights = [box["height"] for box in line]
        assert max(heights) - min(heights) < 0.6
        assert abs(line[0]["left"] - around["left"]) < 1
        assert abs(line[-1]["right"] - around["right"]) < 1


def test_a_row_stays_whole_on_a_desk_and_is_broken_on_a_phone(
    browser: Chrome, photos: Served
) -> None:
    lines = []
    for width in (1440, 390):
        look(browser, f"{photos.root}/photos.html", width)
        found = boxes(browser, ".en-gallery .en-row:nth-of-type(3)")
        lines.append((len(found), len({round(box["top"]) for box in found})))
    assert lines == [(3, 1), (3, 2)]


def test_a_photo_is_not_distorted(page: Chrome) -> None:
    distorted = run(
        page,
        """[...document.querySelectorAll('.en-photo img')].map(image => {
             const box = image.getBoundingClientRect()
             return Math.abs(box.width / box.height - image.naturalWidth / image.naturalHeight)
           })""",
    )
    assert max(distorted) < 0.02


def test_a_photo_alone_is_never_enlarged_nor_taller_than_a_window(page: Chrome) -> None:
    (small,) = boxes(page, ".en-photos:nth-of-type(3)")
    (tall,) = boxes(page, ".en-photos:nth-of-type(4)")
    assert small["width"] == 340
    assert 600 < tall["height"] <= 720


def test_a_gallery_is_wider_than_the_text_where_there_is_room(page: Chrome) -> None:
    text = run(page, "document.querySelector('article p').getBoundingClientRect()")
    gallery = run(page, "document.querySelector('.en-gallery').getBoundingClientRect()")
    caption = run(page, "document.querySelector('.en-gallery figcaption').getBoundingClientRect()")
    assert gallery["width"] > text["width"] + 60
    assert abs(gallery["left"] + gallery["right"] - text["left"] - text["right"]) < 2
    assert caption["left"] <= text["left"] + 1


def test_a_figure_keeps_the_width_that_was_asked_for(page: Chrome) -> None:
    figure = run(page, "document.querySelector('figure.align-default').getBoundingClientRect()")
    image = boxes(page, "figure.align-default")[0]
    assert abs(image["width"] - figure["width"] / 2) < 1
    assert abs(image["width"] / image["height"] - 4 / 3) < 0.02


@pytest.mark.parametrize(("width", "name"), [(390, "-480.avif"), (1440, "-960.avif")])
def test_a_browser_loads_the_picture_that_fits(
    browser: Chrome, photos: Served, width: int, name: str
) -> None:
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})  # a larger one at hand is taken
    look(browser, f"{photos.root}/photos.html", width)
    wait(browser, lambda: run(browser, "document.querySelector('.en-photo img').complete"))
    assert str(run(browser, "document.querySelector('.en-photo img').currentSrc")).endswith(name)


def test_photos_far_below_are_not_loaded(browser: Chrome, photos: Served) -> None:
    tall = "# P\n\n![One](wide.jpg)\n\n" + "Words.\n\n" * 400 + "![Two](tall.jpg)\n"
    site = photos.site
    (site.root / "far.md").write_text(tall, encoding="utf-8")
    site.rebuild(True)
    browser.get("about:blank")
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})  # what is at hand is not asked for
    photos.asked.clear()
    look(browser, f"{photos.root}/far.html", 1440)
    wait(browser, lambda: run(browser, "document.readyState") == "complete")
    pictures_asked = [path for path in photos.asked if "_images" in path]
    assert [path.rpartition("/")[2][:4] for path in pictures_asked] == ["wide"]


# -- the light box -------------------------------------------------------------------------------


def test_a_click_opens_a_photo_and_says_which(page: Chrome) -> None:
    click(page, loose(page)[TWO])
    assert is_open(page)
    assert shown(page) == ("3 of 7", "Two")
    assert said(page) == ["Two"]


def test_a_key_opens_a_photo_as_well(page: Chrome) -> None:
    loose(page)[ONE].send_keys(Keys.ENTER)
    assert shown(page) == ("2 of 7", "One")


def test_a_gallery_is_leafed_through_by_itself_with_its_caption(page: Chrome) -> None:
    click(page, links(page, ".en-gallery")[0])
    assert shown(page) == ("1 of 7", "In a gallery")
    assert said(page) == ["The hall, before and after.", "In a gallery"]
    leads = page.find_element(By.CSS_SELECTOR, ".en-lightbox-words a").get_attribute("href")
    assert leads == "https://example.org/"


def test_a_title_stands_in_place_of_the_caption(page: Chrome) -> None:
    click(page, links(page, ".en-gallery")[1])
    assert said(page) == ["A title of its *own*", "Second"]


def test_a_photo_in_a_figure_opens_with_its_caption(page: Chrome) -> None:
    click(page, loose(page)[-1])
    assert shown(page) == ("7 of 7", "In a figure")
    assert said(page) == ["A caption", "In a figure"]


def test_the_captions_of_a_figure_and_of_a_gallery_look_alike(page: Chrome) -> None:
    looks = run(
        page,
        """[".en-gallery", "figure:not(.en-gallery)"].map(css => {
             const words = document.querySelector(`${css} > figcaption`)
             const inside = words.querySelector("p, .caption-text") ?? words
             const found = getComputedStyle(inside)
             return [found.color, found.fontFamily, found.fontSize, found.fontStyle,
               found.fontWeight, found.lineHeight, found.textAlign]
           })""",
    )
    assert looks[0] == looks[1]


def test_a_photo_that_nobody_described_shows_the_caption_alone(page: Chrome) -> None:
    assert links(page, ".en-gallery")[2].accessible_name == "Photo 3 of 7"
    click(page, links(page, ".en-gallery")[2])
    assert said(page) == ["The hall, before and after."]


@pytest.mark.parametrize(
    ("keys", "alt"),
    [
        ([Keys.ARROW_RIGHT], "Three"),
        ([Keys.ARROW_LEFT], "One"),
        ([Keys.HOME], "Alone"),
        ([Keys.END], "In a figure"),
        ([Keys.HOME, Keys.ARROW_LEFT], "Alone"),
        ([Keys.END, Keys.ARROW_RIGHT], "In a figure"),
        ([Keys.END, Keys.ARROW_LEFT, Keys.ARROW_LEFT], "Small"),
    ],
)
def test_keys_leaf_through(page: Chrome, keys: list[str], alt: str) -> None:
    click(page, loose(page)[TWO])
    press(page, *keys)
    assert shown(page)[1] == alt


def test_arrows_follow_the_direction_of_the_page(page: Chrome) -> None:
    run(page, "document.documentElement.dir = 'rtl'")
    click(page, loose(page)[TWO])
    press(page, Keys.ARROW_LEFT)
    assert shown(page)[1] == "Three"


def test_buttons_leaf_through_and_end_at_the_ends(page: Chrome) -> None:
    click(page, loose(page)[-2])
    following = page.find_element(By.CSS_SELECTOR, ".en-lightbox-next")
    previous = page.find_element(By.CSS_SELECTOR, ".en-lightbox-previous")
    assert (following.accessible_name, previous.accessible_name) == ("Next photo", "Previous photo")
    following.click()
    assert shown(page)[1] == "In a figure"
    assert not following.is_enabled()
    assert page.switch_to.active_element == previous  # the focus is not lost with the button
    previous.click()
    assert shown(page)[1] == "Tall"


@pytest.mark.parametrize(
    "css", [".en-lightbox-whole", ".en-lightbox-photo img", ".en-lightbox-bar"]
)
def test_escape_closes_wherever_the_focus_is(page: Chrome, css: str) -> None:
    click(page, loose(page)[ONE])
    focused = "document.querySelector(arguments[0]).focus()"
    if css == ".en-lightbox-whole":
        run(page, focused, css)
    else:  # what takes no focus takes it away
        page.find_element(By.CSS_SELECTOR, css).click()
    press(page, Keys.ESCAPE)
    assert not is_open(page)


def test_escape_closes_and_the_focus_is_on_the_photo_seen_last(page: Chrome) -> None:
    photos = loose(page)
    click(page, photos[ONE])
    press(page, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ESCAPE)
    wait(page, lambda: page.switch_to.active_element == photos[THREE])
    assert not is_open(page)


def test_the_focus_stays_in_the_light_box(page: Chrome) -> None:
    click(page, loose(page)[TWO])
    for key in [Keys.TAB] * 8:
        press(page, key)
        inside = "document.activeElement.closest('dialog') || document.activeElement.tagName"
        assert run(page, inside) not in {"A", "BUTTON", "INPUT"}


def test_a_click_beside_the_photo_closes(page: Chrome) -> None:
    click(page, loose(page)[TWO])
    stage = page.find_element(By.CSS_SELECTOR, ".en-lightbox-stage")
    ActionChains(page).move_to_element_with_offset(stage, -500, 100).click().perform()
    assert not is_open(page)


def test_a_click_on_the_photo_does_not(page: Chrome) -> None:
    click(page, loose(page)[TWO])
    page.find_element(By.CSS_SELECTOR, ".en-lightbox-stage").click()
    assert is_open(page)


def test_a_click_with_a_key_is_the_browsers(page: Chrome) -> None:
    before = set(page.window_handles)
    ActionChains(page).key_down(Keys.CONTROL).click(loose(page)[ONE]).key_up(Keys.CONTROL).perform()
    assert not is_open(page)
    (other,) = set(page.window_handles) - before
    here = page.current_window_handle
    page.switch_to.window(other)
    assert page.current_url.endswith(".jpg")
    page.close()
    page.switch_to.window(here)


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("number", [ALONE, SMALL, TALL])
def test_a_photo_fills_the_window_and_is_never_enlarged(
    browser: Chrome, photos: Served, width: int, number: int
) -> None:
    look(browser, f"{photos.root}/photos.html", width)
    click(browser, loose(browser)[number])
    image = ".en-lightbox-photo img"
    wait(browser, lambda: run(browser, f"document.querySelector('{image}').naturalWidth"))
    (box,) = boxes(browser, ".en-lightbox-photo")
    natural = {ALONE: 1600, SMALL: 340, TALL: 900}[number]
    assert box["left"] >= 0
    assert box["right"] <= width
    assert box["width"] <= natural
    assert box["bottom"] <= 900
    stage = run(browser, "document.querySelector('.en-lightbox-stage').getBoundingClientRect()")
    touches = (stage["width"] - box["width"], stage["height"] - box["height"])
    assert min(touches) < 1 or abs(box["width"] - natural) < 1


def test_the_whole_picture_can_be_opened(page: Chrome) -> None:
    link = loose(page)[TWO]
    click(page, link)
    whole = page.find_element(By.CSS_SELECTOR, ".en-lightbox-whole")
    assert whole.get_attribute("href") == link.get_attribute("href")
    assert whole.accessible_name == "Open the whole picture"


def test_the_light_box_is_a_dialogue_with_a_name(page: Chrome) -> None:
    click(page, loose(page)[TWO])
    box = page.find_element(By.CSS_SELECTOR, "dialog.en-lightbox")
    assert (box.aria_role, box.accessible_name) == ("dialog", "Photos")
    assert loose(page)[TWO].get_attribute("aria-haspopup") == "dialog"


def test_the_counter_is_read_out(page: Chrome) -> None:
    click(page, loose(page)[TWO])
    count = page.find_element(By.CSS_SELECTOR, ".en-lightbox-count")
    assert count.get_attribute("aria-live") == "polite"


@pytest.fixture
def phone(browser: Chrome, photos: Served) -> Iterator[Chrome]:
    """Open the page on a phone, which has no mouse."""
    look(browser, f"{photos.root}/photos.html", 390)
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    yield browser
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
    browser.execute_cdp_cmd("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})


def touch(browser: Chrome, kind: str, *fingers: tuple[int, int]) -> None:
    touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(fingers)]
    command = {"type": kind, "touchPoints": touches}
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", command)


def swipe(browser: Chrome, *points: tuple[int, int]) -> None:
    for number, point in enumerate(points):
        touch(browser, "touchMove" if number else "touchStart", point)
    touch(browser, "touchEnd")


def moved(browser: Chrome) -> str:
    """Return how far a finger has moved the photo."""
    style = "document.querySelector('.en-lightbox-photo').style.transform"
    return str(run(browser, style))


@pytest.mark.parametrize(
    ("points", "alt"),
    [
        ([(300, 400), (200, 402), (100, 404)], "Three"),
        ([(100, 400), (200, 402), (300, 404)], "One"),
        ([(300, 400), (290, 400), (280, 400)], "Two"),
    ],
    ids=["to the left", "to the right", "hardly"],
)
def test_a_finger_leafs_through(phone: Chrome, points: list[tuple[int, int]], alt: str) -> None:
    click(phone, loose(phone)[TWO])
    swipe(phone, *points)
    wait(phone, lambda: shown(phone)[1] == alt)
    assert moved(phone) == ""


def test_a_second_finger_ends_a_swipe(phone: Chrome) -> None:
    click(phone, loose(phone)[TWO])
    touch(phone, "touchStart", (300, 400))
    touch(phone, "touchMove", (180, 400))
    wait(phone, lambda: moved(phone) == "translateX(-120px)")
    touch(phone, "touchStart", (180, 400), (250, 500))
    touch(phone, "touchEnd")
    wait(phone, lambda: moved(phone) == "")
    assert shown(phone)[1] == "Two"


def test_what_two_fingers_made_larger_is_moved_about_with_one(phone: Chrome) -> None:
    click(phone, loose(phone)[TWO])
    pinch = {"x": 100, "y": 200, "scaleFactor": 2.5}
    phone.execute_cdp_cmd("Input.synthesizePinchGesture", pinch)
    wait(phone, lambda: run(phone, "visualViewport.scale") > 2)
    wait(phone, lambda: run(phone, "!!document.querySelector('.en-zoomed')"))
    begin = "[visualViewport.offsetLeft, visualViewport.offsetTop]"
    left, top = run(phone, begin)
    swipe(phone, *((150 - 10 * step, 300 - 10 * step) for step in range(10)))
    wait(phone, lambda: run(phone, begin)[0] > left and run(phone, begin)[1] > top)
    assert (shown(phone)[1], moved(phone)) == ("Two", "")


def test_the_page_behind_stays_where_it_is(phone: Chrome) -> None:
    click(phone, loose(phone)[TWO])
    before = run(phone, "scrollY")
    swipe(phone, *((200, 600 - 40 * step) for step in range(10)))
    press(phone, Keys.PAGE_DOWN)
    assert run(phone, "scrollY") == before


def test_who_wants_less_motion_gets_none(page: Chrome) -> None:
    features = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    click(page, loose(page)[TWO])
    moving = run(
        page,
        """[...document.querySelectorAll('.en-lightbox *, .en-photo *')].filter(e =>
             parseFloat(getComputedStyle(e).transitionDuration) > 0).length""",
    )
    assert moving == 0


LABELS = {
    "de": [
        *("Foto 3 von 7", "3 von 7", "Fotos", "Ganzes Bild öffnen", "Schließen"),
        *("Vorheriges Foto", "Nächstes Foto"),
    ],
    "ja": [
        *("写真（7枚中3枚目）", "7枚中3枚目", "写真", "画像全体を開く", "閉じる"),
        *("前の写真", "次の写真"),
    ],
}


@pytest.mark.parametrize("language", LABELS)
def test_the_light_box_speaks_the_language_of_the_page(
    browser: Chrome, shared_site: MakeSite, language: str
) -> None:
    with served(
        shared_site(FILES, name=f"photos-{language}", language=language, **SHELF)
    ) as server:
        look(browser, f"{server.root}/photos.html", 1440)
        unnamed = links(browser, ".en-gallery")[2].accessible_name
        click(browser, loose(browser)[TWO])
        box = browser.find_element(By.CSS_SELECTOR, "dialog")
        named = box.find_elements(By.CSS_SELECTOR, "a.en-lightbox-whole, button")
        names = [box.accessible_name, *(element.accessible_name for element in named)]
        assert [unnamed, shown(browser)[0], *names] == LABELS[language]


def test_a_link_in_a_caption_that_leads_into_the_page_closes(page: Chrome) -> None:
    caption = page.find_element(By.CSS_SELECTOR, ".en-gallery figcaption a")
    run(page, "arguments[0].setAttribute('href', '#furo-main-content')", caption)
    run(page, "document.getElementById('furo-main-content').style.scrollMarginTop = '0px'")
    click(page, links(page, ".en-gallery")[-1])
    page.find_element(By.CSS_SELECTOR, ".en-lightbox-words a").click()
    wait(page, lambda: not is_open(page))
    top = "Math.abs(document.getElementById('furo-main-content').getBoundingClientRect().top)"
    wait(page, lambda: run(page, top) < 80)
    assert page.current_url.endswith("#furo-main-content")


def test_without_scripts_a_photo_is_a_link_to_its_picture(browser: Chrome, photos: Served) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        look(browser, f"{photos.root}/photos.html", 1440)
        browser.find_element(By.CSS_SELECTOR, "a.en-opens").click()
        wait(browser, lambda: browser.current_url.endswith("-1600.jpg"))
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_touch_targets_are_large_enough(page: Chrome) -> None:
    click(page, loose(page)[TWO])
    sizes = run(
        page,
        """[...document.querySelectorAll('.en-lightbox button, .en-lightbox-whole')].map(e => {
             const box = e.getBoundingClientRect()
             return Math.min(box.width, box.height)
           })""",
    )
    assert len(sizes) == 4
    assert min(sizes) >= 24


def test_a_strict_policy_breaks_nothing(browser: Chrome, shared_site: MakeSite) -> None:
    """The server allows no inline script or style; what the theme has of them is taken out."""
    script = "<script>document.getElementById('searchbox').style.display = \"block\"</script>"
    inline = [' style="margin-right: 10px"', ' style="display: none"', script]
    with served(shared_site(FILES, name="strict", html_theme="basic", **SHELF)) as server:
        browser.get("about:blank")
        browser.get_log("browser")
        address = server.variant("strict.html", "photos.html", *((text, "") for text in inline))
        look(browser, address, 1440)
        click(browser, loose(browser)[TWO])
        press(browser, Keys.ARROW_RIGHT, Keys.END, Keys.HOME)
        assert shown(browser)[1] == "Alone"
        press(browser, Keys.ESCAPE)
        (figure,) = boxes(browser, "figure.align-default")
        assert abs(figure["width"] / figure["height"] - 4 / 3) < 0.02
        said = [entry["message"] for entry in browser.get_log("browser")]
        assert [line for line in said if "favicon" not in line] == []
