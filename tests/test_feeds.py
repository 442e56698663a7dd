"""Feeds: what readers of them get, by what days, and where there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it has no types
import pytest
from building import MakeSite, Site, free_sphinx, maker
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from other_tools import JSON_FEED_SCHEMA, needs_json_feed
from out_site import CONF, FILES, FUTURE, NIGHT, OTHER, WEEK

from eventnotes.feeds import atom
from eventnotes.feeds.entries import Feed

BASE = "https://notes.example.org/en/latest/"
TAG = "tag:notes.example.org,2026:"

_URL = {"type": "string", "pattern": "^https?://"}
_DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
_WORDS = {"type": "string", "minLength": 1}
_AUTHOR = {
    "type": "object",
    "minProperties": 1,
    "properties": {"name": _WORDS, "url": _URL, "avatar": _URL},
    "additionalProperties": False,
}
_ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        "id": _WORDS,
        "url": _URL,
        "title": _WORDS,
        "content_html": {"type": "string"},
        "summary": _WORDS,
        "date_published": _DATE,
        "date_modified": _DATE,
        "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
        "tags": {"type": "array", "items": _WORDS},
        "authors": {"type": "array", "items": _AUTHOR},
    },
    "additionalProperties": False,
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": _WORDS,
        "home_page_url": _URL,
        "feed_url": _URL,
        "icon": _URL,
        "favicon": _URL,
        "language": _ITEM["properties"]["language"],  # type: ignore[index]  # it is an object
        "authors": {"type": "array", "items": _AUTHOR, "minItems": 1},
        "items": {"type": "array", "items": _ITEM},
    },
    "additionalProperties": False,
}
"""What https://www.jsonfeed.org/version/1.1/ asks for, of the members that these feeds have."""


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site."""
    yield maker(tmp_path_factory.mktemp("feeds"))(FILES, **CONF)
    free_sphinx()


def parsed(found: Site, name: str = "feed.xml") -> Any:
    """Read a feed as a reader would, without complaint."""
    feed = feedparser.parse((found.out / name).read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def read_json(found: Site, name: str = "feed.json") -> Any:
    data = json.loads(found.read(name))
    Draft202012Validator(JSON_FEED, format_checker=FormatChecker()).validate(data)
    return data


@needs_json_feed
def test_every_json_feed_is_valid_by_a_schema_of_others(html: Site) -> None:
    schema = Draft7Validator(json.loads(JSON_FEED_SCHEMA.read_text(encoding="utf-8")))
    feeds = [json.loads(path.read_text("utf-8")) for path in html.out.glob("**/feed*/**/*.json")]
    feeds.append(json.loads(html.read("feed.json")))
    assert len(feeds) == 5
    assert [error.message for feed in feeds for error in schema.iter_errors(feed)] == []
    feeds[0]["items"][0]["published"] = "today"
    assert not schema.is_valid(feeds[0])


def test_a_feed_names_the_site(html: Site) -> None:
    feed = parsed(html).feed
    assert (feed.title, feed.id, feed.author) == (
        "Notes & <queries>",
        f"{TAG}feed",
        "Ann Author",
    )
    links = {link.rel: link.href for link in feed.links}
    assert links == {"self": f"{BASE}feed.xml", "alternate": BASE}
    assert feed.updated == "2026-05-01T12:00:00Z"


def test_a_feed_of_a_series_or_topic_leads_to_its_place(site: MakeSite) -> None:
    lists = "# Lists\n\n```{topics}\n```\n\n```{events}\n:group: series\n```\n"
    found = site({"events/week.md": WEEK, "lists.md": lists}, **CONF)
    for name, at in (
        ("topics/gpu-compilers", "lists.html#topic-topics-gpu-compilers"),
        ("series/tile-week", "lists.html#series-series-tile-week"),
    ):
        assert f'id="{at.partition("#")[2]}"' in found.read("lists.html")
        (other,) = (
            x.href for x in parsed(found, f"feeds/{name}.xml").feed.links if x.rel != "self"
        )
        assert other == read_json(found, f"feeds/{name}.json")["home_page_url"] == f"{BASE}{at}"


def test_a_feed_has_the_icon_and_the_logo_of_the_site(site: MakeSite) -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    files = {"events/week.md": WEEK, "look/star & co.svg": drawing}
    logo = "https://img.example.org/logo.png?a=1&b=2"
    found = site(files, **CONF, html_favicon="look/star & co.svg", html_logo=logo)
    icon = f"{BASE}_static/star%20%26%20co.svg"
    for name in ("feed", "feeds/topics/gpu-compilers"):
        feed = parsed(found, f"{name}.xml").feed
        assert (feed.icon, feed.logo) == (icon, logo)
        data = read_json(found, f"{name}.json")
        assert (data["favicon"], data["icon"]) == (icon, logo)


def test_a_site_without_pictures_of_its_own_has_none_in_its_feeds(html: Site) -> None:
    assert not {"icon", "logo"} & parsed(html).feed.keys()
    assert not {"icon", "favicon"} & read_json(html).keys()


def test_entries_are_dated_by_what_the_notes_say(html: Site) -> None:
    entries = parsed(html).entries
    assert [(each.id, each.published, each.updated) for each in entries] == [
        (f"{TAG}event/night-2026", "2026-02-12T12:00:00Z", "2026-05-01T12:00:00Z"),
        (f"{TAG}event/tile-week-2025", "2025-06-01T12:00:00Z", "2025-06-01T12:00:00Z"),
        (f"{TAG}event/some-month", "2024-11-30T12:00:00Z", "2024-11-30T12:00:00Z"),
    ]


def test_an_entry_has_the_whole_text_with_whole_addresses(html: Site) -> None:
    entry = parsed(html).entries[0]
    assert entry.link == f"{BASE}events/2026-02-12-night.html"
    assert entry.title == "Kernel night & <friends> 🎉"
    assert [tag.term for tag in entry.tags] == ["GPU compilers", "fans & <blades>"]
    assert entry.summary == "An evening about kernels, in two talks."
    text = entry.content[0].value
    for said in ("Two numbers on every slide.", "Write the benchmark first.", "Worth seeing."):
        assert said in text
    assert "12 February 2026</time> · Old Post Office" in text
    addresses = re.findall(r'(?:href|src)="([^"]*)"', text)
    assert addresses
    assert all(address.startswith("https://") for address in addresses)


def test_the_json_feed_says_the_same(html: Site) -> None:
    data, atom = read_json(html), parsed(html)
    assert (data["title"], data["home_page_url"], data["feed_url"]) == (
        "Notes & <queries>",
        BASE,
        f"{BASE}feed.json",
    )
    assert [item["id"] for item in data["items"]] == [entry.id for entry in atom.entries]
    first = data["items"][0]
    assert first["title"] == "Kernel night & <friends> 🎉"
    assert first["tags"] == ["GPU compilers", "fans & <blades>"]
    assert "Write the benchmark first." in first["content_html"]
    assert first["date_modified"] == "2026-05-01T12:00:00Z"


def test_series_and_topics_with_an_event_have_feeds(html: Site) -> None:
    found = sorted(path.relative_to(html.out).as_posix() for path in html.out.glob("feeds/*/*.xml"))
    assert found == [
        "feeds/series/kernel-nights.xml",
        "feeds/series/tile-week.xml",
        "feeds/topics/fans-blades.xml",
        "feeds/topics/gpu-compilers.xml",
    ]
    feed = parsed(html, "feeds/topics/gpu-compilers.xml")
    assert [each.id.rpartition("/")[2] for each in feed.entries] == ["night-2026", "tile-week-2025"]
    assert feed.feed.id == f"{TAG}feeds/topics/gpu-compilers"
    assert feed.feed.title == "Notes & <queries> – GPU compilers"
    for path in found:
        parsed(html, path)
        read_json(html, path.replace(".xml", ".json"))


def test_every_page_names_the_feeds_and_people_find_them(html: Site) -> None:
    for page, up in (("other.html", ""), ("index.html", ""), ("events/week.html", "../")):
        head = html.read(page).partition("</head>")[0]
        assert (
            '<link rel="alternate" type="application/atom+xml" title="Notes &amp; &lt;queries&gt;"'
            f' href="{up}feed.xml" />' in head
        )
        assert 'type="application/feed+json"' in head
    assert "Subscribe" in html.text("index.html")
    assert "Subscribe Subscribe to Tile week" in html.text("events/week.html")
    assert 'href="../feeds/series/tile-week.xml"' in html.read("events/week.html")
    assert "Subscribe" not in html.text("other.html")
    assert "feeds/series" not in html.read("events/month.html")


TOPICS = "# Topics\n\n```{topics}\n```\n"
TALKS = "".join(
    f"\n## Talk {n}\n\n```{{talk}}\n:topics: in talks; GPU compilers\n```\n" for n in "ab"
)


def _leads(found: Site, page: str) -> list[tuple[str, str]]:
    """Return the words and addresses of the links to feeds in what a page says."""
    body = found.read(page).partition("</head>")[2]
    links = re.findall(r'<a class="en-feed" href="([^"]*)"[^>]*>(?:<svg.*?</svg>)?(.*?)</a>', body)
    return [(words.strip(), address) for address, words in links]


def test_the_entry_of_a_topic_leads_to_its_feed_where_it_has_one(site: MakeSite) -> None:
    files = {
        "events/week.md": WEEK + TALKS,
        "events/night.md": NIGHT,
        "events/future.md": FUTURE.replace(":id:", ":topics: to come\n:id:"),
        "lists/topics.md": TOPICS,
    }
    settings = {**CONF, "eventnotes_entry_pages": 1}
    found = site(files, **settings)
    assert "to come" in found.text("lists/topics.html")
    assert _leads(found, "lists/topics.html") == [
        ("Subscribe to fans &amp; &lt;blades&gt;", "../feeds/topics/fans-blades.xml"),
    ]
    own = "lists/topics/gpu-compilers.html"
    address = "../../feeds/topics/gpu-compilers.xml"
    assert _leads(found, own) == [("Subscribe to GPU compilers", address)]
    assert (found.out / own).parent.joinpath(address).resolve().is_file()
    head = found.read(own).partition("</head>")[0]
    assert (
        '<link rel="alternate" type="application/atom+xml" title="GPU compilers"'
        f' href="{address}" />' in head
    )
    assert _leads(found, "lists/topics/in-talks.html") == []
    assert "feeds/topics" not in found.read("lists/topics/in-talks.html")

    told = {"events/future.md": files["events/future.md"].replace("not yet", "online")}
    found.write(told)
    found.rebuild()
    clean = site({**files, **told}, name="clean", **settings)
    for page in ("lists/topics.html", own):
        assert found.read(page) == clean.read(page)
    assert ("Subscribe to to come", "../feeds/topics/to-come.xml") in _leads(
        found, "lists/topics.html"
    )


def test_without_feeds_no_entry_leads_to_one(site: MakeSite) -> None:
    found = site({"events/week.md": WEEK, "topics.md": TOPICS})
    assert "GPU compilers" in found.text("topics.html")
    assert _leads(found, "topics.html") == []


def test_without_an_address_there_is_a_hint_and_no_feed(site: MakeSite) -> None:
    found = site({"events/week.md": WEEK})
    assert not list(found.out.glob("feed*"))
    assert "alternate" not in found.read("index.html")
    (said,) = (line for line in found.said if "no feeds are written" in line)
    assert "html_baseurl in conf.py has to say where the site is published" in said


@pytest.mark.parametrize("told", ["notes.example.org", "https://notes.example.org/?a=b", 5])
def test_an_address_that_is_none_of_a_site_is_a_warning(site: MakeSite, told: object) -> None:
    found = site({"events/week.md": WEEK}, html_baseurl=told, warnings=["notes.config"])
    assert (
        f"html_baseurl is {told!r}; allowed: an address that begins with https://"
        in (found.warnings[0])
    )
    assert not list(found.out.glob("feed*"))
    assert "canonical" not in found.read("events/week.html")


@pytest.mark.parametrize("told", [None, "/"])
def test_a_host_that_says_no_address_is_no_mistake(site: MakeSite, told: object) -> None:
    found = site({"events/week.md": WEEK}, html_baseurl=told)
    assert not list(found.out.glob("feed*"))


@pytest.mark.parametrize("told", ["/", "http://[::1"])
def test_a_guest_has_no_feed_without_a_whole_address(site: MakeSite, told: str) -> None:
    conf = {"extensions": ["myst_parser", "eventnotes.feeds"], "html_baseurl": told}
    found = site({"events/week.md": WEEK}, **conf)
    assert not list(found.out.glob("feed*"))


@pytest.mark.parametrize("case", ["preview", "private", "singlehtml"])
def test_what_is_thrown_away_or_private_has_no_feed(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    options: dict[str, Any] = {**CONF}
    if case == "preview":
        monkeypatch.setenv("READTHEDOCS_VERSION_TYPE", "external")
    elif case == "private":
        options["eventnotes_private"] = True
    else:
        options["builder"] = case
    found = site({"events/week.md": WEEK}, **options)
    assert not list(found.out.glob("feed*"))
    page = "index.html" if case == "singlehtml" else "events/week.html"
    assert "feed.xml" not in found.read(page)


def test_a_site_without_events_has_an_empty_feed(site: MakeSite) -> None:
    found = site({"a.md": "# A\n", "events/future.md": FUTURE}, **CONF)
    assert parsed(found).entries == []
    assert read_json(found)["items"] == []
    assert not (found.out / "feeds").exists()


def test_an_authority_of_its_own_keeps_the_ids_where_the_site_moves(site: MakeSite) -> None:
    found = site(
        {"events/week.md": WEEK},
        **{**CONF, "html_baseurl": "https://new.example.net/"},
        eventnotes_authority="notes.example.org,2024-05",
        builder="dirhtml",
    )
    entry = parsed(found).entries[0]
    assert entry.id == "tag:notes.example.org,2024-05:event/tile-week-2025"
    assert entry.link == "https://new.example.net/events/week/"


def test_ids_name_a_host_beyond_ascii_as_machines_do(site: MakeSite) -> None:
    found = site({"events/week.md": WEEK}, html_baseurl="https://bücher.example/")
    assert parsed(found).feed.id == "tag:xn--bcher-kva.example,2026:feed"


def test_settings_that_cannot_be_used_are_warnings(site: MakeSite) -> None:
    found = site(
        {"events/week.md": WEEK},
        eventnotes_authority="me@example.org,2024",
        eventnotes_feed_entries=0,
        warnings=["notes.config", "notes.config"],
    )
    assert "'me@example.org,2024'; allowed: a host and a day" in "".join(found.warnings)
    assert "eventnotes_feed_entries is 0; allowed: a whole number from 1" in "".join(found.warnings)


def test_a_feed_has_the_latest_entries_alone(site: MakeSite) -> None:
    found = site(FILES, **CONF, eventnotes_feed_entries=1)
    assert [each.id for each in parsed(found).entries] == [f"{TAG}event/night-2026"]
    assert [each["id"] for each in read_json(found)["items"]] == [f"{TAG}event/night-2026"]


def test_an_edit_of_a_word_makes_and_writes_the_feeds_that_show_it(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    lines = atom._head

    def noting(feed: Feed) -> Iterator[str]:
        made.append(feed.name)
        return lines(feed)

    monkeypatch.setattr(atom, "_head", noting)
    found = site(FILES, **CONF)
    made.clear()
    names = sorted(
        path.relative_to(found.out).as_posix() for path in found.out.rglob("*feed*/**/*")
    )
    names = [name for name in names if name.endswith((".xml", ".json"))] + ["feed.xml", "feed.json"]

    def times() -> dict[str, int]:
        return {name: (found.out / name).stat().st_mtime_ns for name in names}

    before = times()
    found.write({"other.md": OTHER + "\nMore.\n"})
    found.rebuild()
    assert times() == before
    assert made == []
    found.write({"events/2026-02-12-night.md": NIGHT.replace("times a kernel", "timed a kernel")})
    found.rebuild()
    changed = [name for name in names if times()[name] != before[name]]
    assert len(changed) == 8
    assert sorted(f"{name}.xml" for name in made) == sorted(n for n in changed if "xml" in n)
    assert all("tile-week" not in name for name in changed)
    assert "She timed a kernel" in found.read("feed.json")
