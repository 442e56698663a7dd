"""What is passed on: small pages with a preview, forms to cite, and files for other programs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib import robotparser
from xml.etree import ElementTree

import pictures
import pytest
from building import MakeSite, Site, free_sphinx, maker
from out_site import CONF, DRAWN, FILES, FOR_NOBODY, NIGHT, WEEK
from PIL import Image

from eventnotes.model.citing import Thing
from eventnotes.sharing.talk_pages import _Writer

BASE = "https://notes.example.org/en/latest/"
NIGHT_PAGE = f"{BASE}events/2026-02-12-night.html"
TALK = "share/night-2026/measuring-before-writing.html"


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site."""
    yield maker(tmp_path_factory.mktemp("sharing"))(FILES, **CONF)
    free_sphinx()


class _Preview(HTMLParser):
    """Takes what a program that shows previews looks for, and what a person reads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.links: list[str] = []
        self.forms: list[str] = []
        self._in_form = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = given.get("property") or given.get("name", "")
            self.said[name] = given.get("content", "")
        elif tag == "link":
            self.said[given["rel"]] = given["href"]
        elif tag == "a":
            self.links.append(given["href"])
        elif tag == "pre":
            self._in_form = True
            self.forms.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_form = self._in_form and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._in_form:
            self.forms[-1] += data


def test_a_link_to_a_talk_shows_its_title_speaker_and_score(html: Site) -> None:
    page = _Preview(html.read(TALK))
    anchor = f"{NIGHT_PAGE}#talk-night-2026-measuring-before-writing"
    assert page.said["og:title"] == "Measuring before “writing”, 測る"
    assert page.said["og:description"] == (
        "Ada Miller, Sample Chips · Kernel night & <friends> 🎉 · 12 February 2026 · Rating: 5 of 5"
    )
    assert page.said["description"] == page.said["og:description"]
    assert page.said["og:url"] == BASE + TALK
    assert page.said["canonical"] == anchor
    assert page.said["robots"] == "noindex"
    assert page.links == [anchor]
    assert (html.out / TALK).parent.joinpath(page.said["stylesheet"]).resolve().is_file()


def test_a_preview_has_a_photo_of_the_talk_or_the_card_of_its_event(site: MakeSite) -> None:
    files = {
        "events/2026-02-12-night.md": NIGHT.replace("She times", "![Hall](hall.jpg)\n\nShe times"),
        "events/hall.jpg": pictures.photo(900, 600),
        "here/sun & moon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    found = site(files, **DRAWN, html_favicon="here/sun & moon.svg")
    page = _Preview(found.read(TALK))
    image = page.said["og:image"].removeprefix(BASE)
    with Image.open(found.out / image) as shown:
        size = (str(shown.width), str(shown.height))
        assert page.said["og:image:type"] == f"image/{str(shown.format).lower()}"
    assert (page.said["og:image:width"], page.said["og:image:height"]) == size
    assert (size, page.said["og:image:alt"]) == (("900", "600"), "Hall")
    assert page.said["twitter:card"] == "summary_large_image"
    card = f"{BASE}socialcards/events/2026-02-12-night.png"
    for name in ("share/night-2026/untimed.html", "share/night-2026.html"):
        assert _Preview(found.read(name)).said["og:image"] == card
    assert page.said["icon"] == "../../_static/sun%20%26%20moon.svg"
    assert (found.out / "_static/sun & moon.svg").is_file()

    found.write({"events/hall.jpg": pictures.photo(600, 900)})
    found.rebuild()
    page = _Preview(found.read(TALK))
    assert (page.said["og:image:width"], page.said["og:image:height"]) == ("600", "900")
    assert (found.out / page.said["og:image"].removeprefix(BASE)).is_file()


def test_a_preview_follows_a_photo_that_an_older_one_has_replaced(site: MakeSite) -> None:
    night = NIGHT.replace("She times", "![Hall](hall.jpg)\n\nShe times")
    files = {"events/2026-02-12-night.md": night, "events/hall.jpg": pictures.photo(900, 600)}
    used = ["myst_parser", "eventnotes", "eventnotes.photos", "eventnotes.sharing"]
    found = site(files, extensions=used, **CONF)
    found.write({"events/hall.jpg": pictures.photo(600, 900)})
    os.utime(found.root / "events/hall.jpg", (0, 0))
    found.rebuild()
    said = _Preview(found.read(TALK)).said
    assert (said["og:image:width"], said["og:image:height"]) == ("600", "900")
    assert (found.out / said["og:image"].removeprefix(BASE)).is_file()


def test_a_preview_has_no_picture_and_no_icon_where_the_site_has_none(html: Site) -> None:
    said = _Preview(html.read(TALK)).said
    assert not {"og:image", "icon"} & said.keys()
    assert said["twitter:card"] == "summary"


def test_an_icon_of_elsewhere_stays_there(site: MakeSite) -> None:
    icon = "https://example.org/icon.png?a=1&b=2"
    found = site({"events/week.md": WEEK}, **CONF, html_favicon=icon)
    assert _Preview(found.read("share/tile-week-2025.html")).said["icon"] == icon


def test_a_talk_can_be_cited_in_each_form(html: Site) -> None:
    link, myst, rst, markdown, bibtex = _Preview(html.read(TALK)).forms
    anchor = f"{NIGHT_PAGE}#talk-night-2026-measuring-before-writing"
    assert link == BASE + TALK
    assert myst == "{talk}`night-2026/measuring-before-writing`"
    assert rst == ":talk:`night-2026/measuring-before-writing`"
    assert markdown == (
        f"[Measuring before “writing”, 測る]({anchor}), Ada Miller, Sample Chips,"
        " Kernel night & &lt;friends> 🎉, 2026-02-12"
    )
    assert bibtex.split("\n") == [
        "@misc{night-2026-measuring-before-writing,",
        "  author = {Ada Miller and {Sample Chips}},",
        "  title = {{Measuring before “writing”, 測る}},",
        r"  eventtitle = {{Kernel night \& <friends> 🎉}},",
        '  venue = {Old Post Office, Hall "2"; left, Berlin},',
        "  date = {2026-02-12},",
        f"  url = {{{anchor.replace('#', chr(92) + '#')}}},",
        "}",
    ]


def test_an_event_can_be_passed_on_too(html: Site) -> None:
    page = _Preview(html.read("share/tile-week-2025.html"))
    assert page.said["og:title"] == "Tile week"
    assert page.said["og:description"] == "4–8 May 2025"
    assert page.forms[1] == "{event}`tile-week-2025`"
    assert "  date = {2025-05-04/2025-05-08}," in page.forms[-1]


def test_each_talk_and_event_leads_to_its_page(html: Site) -> None:
    page = html.read("events/2026-02-12-night.html")
    links = re.findall(r'<a href="([^"]*)">Share and cite</a>', page)
    assert links == [f"../{TALK}", "../share/night-2026/untimed.html", "../share/night-2026.html"]
    for link in links:
        assert (html.out / "events" / link).resolve().is_file()
    assert "Share and cite" not in html.read("feed.xml")
    assert "Share" not in html.text("other.html")


def test_two_of_one_id_have_one_page(site: MakeSite) -> None:
    twice = NIGHT.replace(
        "## Untimed\n\n```{talk}", "## Two\n\n```{talk}\n:id: measuring-before-writing"
    )
    found = site({"events/2026-02-12-night.md": twice}, **CONF, warnings=["notes.duplicate-id"])
    assert len(list(found.out.glob("share/night-2026/*"))) == 1
    assert found.read("events/2026-02-12-night.html").count(">Share and cite<") == 2


@pytest.mark.parametrize("case", FOR_NOBODY)
def test_nothing_is_passed_on_that_nobody_can_read(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    if case == "preview":
        monkeypatch.setenv("READTHEDOCS_VERSION_TYPE", "external")
    found = site({"events/week.md": WEEK}, **{**CONF, **FOR_NOBODY[case]})
    assert not (found.out / "share").exists()
    assert not (found.out / "sitemap.xml").exists()
    page = "index.html" if case == "singlehtml" else "events/week.html"
    assert "Share and cite" not in found.read(page)
    hidden = case in {"preview", "private"}
    assert ("Disallow: /" in found.read("robots.txt")) is hidden
    assert (found.out / "llms.txt").exists() is not hidden


def test_the_sitemap_has_all_pages_with_the_days_that_are_known(html: Site) -> None:
    root = ElementTree.fromstring(html.read("sitemap.xml"))
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    days = {url.findtext(f"{space}loc"): url.findtext(f"{space}lastmod") for url in root}
    assert days[NIGHT_PAGE] == "2026-05-01"
    assert days[f"{BASE}events/month.html"] is None
    assert {f"{BASE}index.html", f"{BASE}other.html"} <= days.keys()
    assert not any("draft" in str(address) for address in days)


def test_robots_may_read_all_and_are_told_of_the_sitemap(html: Site) -> None:
    rules = robotparser.RobotFileParser()
    rules.parse(html.read("robots.txt").split("\n"))
    assert rules.can_fetch("anybody", NIGHT_PAGE)
    assert rules.site_maps() == [f"{BASE}sitemap.xml"]


def test_the_authors_own_robots_txt_stays(site: MakeSite) -> None:
    files = {"events/week.md": WEEK, "extra/robots.txt": "User-agent: *\nDisallow: /x\n"}
    found = site(files, **CONF, html_extra_path=["extra"])
    assert found.read("robots.txt") == "User-agent: *\nDisallow: /x\n"


def test_a_language_model_gets_a_list_of_events_and_pages(html: Site) -> None:
    lines = html.read("llms.txt").split("\n")
    assert lines[0] == "# Notes & &lt;queries>"
    assert lines[2] == "> Notes from conferences and meetups by Ann Author."
    assert f"- [Tile week]({BASE}events/week.html): 2025-05-04. A week." in lines
    assert f"- [Other]({BASE}other.html)" in lines
    assert unescape("\n".join(lines)).count("](https://") == 7


def test_an_edit_of_a_score_makes_and_writes_the_page_that_shows_it(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    write = _Writer.page

    def noting(self: _Writer, thing: Thing, *others: Any) -> str:
        made.append(thing.id)
        return write(self, thing, *others)

    monkeypatch.setattr(_Writer, "page", noting)
    found = site(FILES, **CONF)
    made.clear()
    pages = sorted(found.out.glob("share/**/*.html"))
    before = [path.stat().st_mtime_ns for path in pages]
    found.write({"events/2026-02-12-night.md": NIGHT.replace(":rating: 5/5", ":rating: 4/5")})
    found.rebuild()
    after = [path.stat().st_mtime_ns for path in pages]
    changed = [path for path, was, now in zip(pages, before, after, strict=True) if was != now]
    assert changed == [found.out / TALK]
    assert made == ["night-2026/measuring-before-writing"]
    assert "Rating: 4 of 5" in found.read(TALK)
