"""What a page says of itself, in whatever way and encoding it says it."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from asking import ask, kept, target
from faults import Net, Reply
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.links.network import oembed, titles
from eventnotes.links.network.phrases import says_missing
from eventnotes.links.network.texts import as_date, one_line
from eventnotes.links.network.titles import Page
from eventnotes.model.lock import LONGEST, UNFIT

URL = "https://www.example.org/blog/tiles"


def read(html: str, url: str = URL) -> Page:
    """Return what a page in UTF-8 says of itself."""
    return titles.read(html.encode(), "text/html; charset=utf-8", url)


def linked(*nodes: object) -> str:
    """Return JSON-LD as it stands in a page."""
    text = json.dumps(nodes[0] if len(nodes) == 1 else nodes).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    "headline": "Tiles &amp; more, in JSON-LD",
    "author": [{"@type": "Person", "name": "Ada Miller"}, "Ben Okafor"],
    "datePublished": "2026-02-03T10:00:00+01:00",
    "publisher": {"@type": "Organization", "name": "Example"},
}


# -- where it says it ----------------------------------------------------------------------------


def test_a_title_alone() -> None:
    assert read("<title>\n  Tiles,\n line by line\n</title>") == Page("Tiles, line by line")


def test_open_graph() -> None:
    page = read(
        '<title>Tiles | Example</title><meta property="og:title" content="Tiles, line by line">'
        '<meta property="og:site_name" content="Example">'
        '<meta property="article:published_time" content="2026-02-03T23:59:00Z">'
        '<meta property="article:author" content="https://example.org/ada">'
        '<meta name="author" content="Ada Miller">'
    )
    assert page == Page("Tiles, line by line", "Example", ("Ada Miller",), "2026-02-03")


def test_json_ld() -> None:
    author = ("Ada Miller", "Ben Okafor")
    page = Page("Tiles &amp; more, in JSON-LD", "Example", author, "2026-02-03")
    assert read("<title>T</title>" + linked(ARTICLE)) == page
    assert read(linked({"@graph": [{"@type": "WebSite", "name": "Example"}, ARTICLE]})) == page
    assert read(linked({"@type": "WebPage", "mainEntity": ARTICLE})) == page
    assert read(linked({"@type": "Organization", "name": "No title"}, ARTICLE)) == page


def test_a_video_in_json_ld() -> None:
    video = {"@type": ["VideoObject"], "name": "A talk", "uploadDate": "2025-11-30"}
    assert read(linked(video)) == Page("A talk", date="2025-11-30")


def test_a_page_that_lists_works_is_none_of_them() -> None:
    works = [ARTICLE, {**ARTICLE, "headline": "Another"}]
    assert read("<title>All posts</title>" + linked(*works)) == Page("All posts")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[" * 9000, "null", "[null, 1, []]", '{"@type": "Article", "headline": {"a": 1}}'],
)
def test_json_ld_that_can_not_be_read_is_left_out(text: str) -> None:
    script = f'<script type="application/ld+json">{text}</script>'
    assert read(f"<title>Tiles</title>{script}") == Page("Tiles")


def test_papers() -> None:
    page = read(
        '<title>[2601.00001] Tiles</title><meta name="citation_title" content="Tiles">'
        '<meta name="citation_author" content="Miller, Ada">'
        '<meta name="citation_author" content="Okafor, Ben">'
        '<meta name="citation_date" content="2026/01/02">'
    )
    assert page == Page("Tiles", "", ("Miller, Ada", "Okafor, Ben"), "2026-01-02")


def test_the_site_is_cut_off_a_title_and_is_none_alone() -> None:
    name = '<meta property="og:site_name" content="Example">'
    assert read(f"<title>Tiles – EXAMPLE</title>{name}").title == "Tiles"
    assert read(f"<title>Example</title>{name}").title == ""
    assert read("<title>example.org</title>").title == ""
    assert read(f"<title>- Example</title>{name}").title == ""
    assert read(f"<title>Example</title>{name}", "https://example.org/").title == "Example"


@pytest.mark.parametrize(
    "title",
    [
        "Just a moment...",
        "Attention Required! | Cloudflare",
        "Access Denied",
        "403 Forbidden",
        "Access denied | www.example.org used Cloudflare to restrict access",
        "Vercel Security Checkpoint",
        "Log In",
        "Making sure you're not a bot!",
    ],
)
def test_a_bot_wall_has_no_title(title: str) -> None:
    assert read(f"<title>{title}</title>").title == ""


@pytest.mark.parametrize(
    "title",
    ["Access Denied: The Practice", "Error handling in C", "Login flows, a history", "Captchas"],
)
def test_a_page_about_bot_walls_has_a_title(title: str) -> None:
    assert read(f"<title>{title}</title>").title == title


def test_a_title_that_is_none_gives_way_to_another() -> None:
    meta = '<meta property="og:title" content="Access Denied">'
    assert read(f"{meta}<title>Tiles</title>").title == "Tiles"


def test_the_title_of_a_picture_is_not_the_page_s() -> None:
    svg = "<svg><title>Logo</title></svg>"
    assert read(f"<head><title>Tiles</title></head><body>{svg}</body>").title == "Tiles"


# -- words of strangers --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>A </script> B</title>", "A </script> B"),
        ("<title>A &lt;/script&gt; B</title>", "A </script> B"),
        ('<meta property="og:title" content="A </script> B">', "A </script> B"),
        (linked({"@type": "Article", "headline": "A </script> B"}), "A </script> B"),
        ("<title>A <b>bold</b> one</title>", "A <b>bold</b> one"),
        ("<title>A &amp; B &#8212; C &nbsp; D</title>", "A & B — C D"),
        ("<title>A &#0; B \x07\u202eevil\u2066 \u200fC</title>", "A \ufffd B evil C"),
        ("<title>A\u2028B\u0085C\tD</title>", "A B C D"),
        ("<title>never closed", "never closed"),
        ("<TITLE lang=en>Upper</TITLE>", "Upper"),
        ("<title></title>", ""),
        ("", ""),
    ],
)
def test_words_are_one_harmless_line(html: str, title: str) -> None:
    assert read(html).title == title


def test_words_are_bounded() -> None:
    title = read(f"<title>{'word ' * 1000}</title>").title
    assert title.startswith("word word ")
    assert title.endswith("word…")
    assert len(title) <= 300


def test_authors_are_bounded() -> None:
    metas = "".join(f'<meta name="citation_author" content="A {n}">' for n in range(3000))
    assert len(read(f"<title>T</title>{metas}").author) == 50


@given(st.text())
def test_any_words_become_one_harmless_line(text: str) -> None:
    line = one_line(text)
    assert UNFIT.search(line) is None
    assert len(line) <= LONGEST
    assert line == " ".join(line.split())


@given(st.binary(max_size=400), st.sampled_from(["", "text/html; charset=utf-16", "; charset="]))
def test_any_bytes_are_a_page(data: bytes, content_type: str) -> None:
    assert isinstance(titles.read(b"<title>" + data, content_type, URL), Page)


@pytest.mark.parametrize("part", ["<", "<div>", "<a ", "<a b='", "&", "<!--", "<title ", "</"])
def test_a_page_made_to_be_slow_is_not(part: str) -> None:
    assert read(f"<title>Tiles</title>{part * (300_000 // len(part))}").title == "Tiles"


# -- encodings -----------------------------------------------------------------------------------

WORDS = "Größe – “日本”"


@pytest.mark.parametrize(
    ("data", "content_type", "title"),
    [
        ("<title>Größe 日本</title>".encode(), "text/html; charset=utf-8", "Größe 日本"),
        ("<title>Größe 日本</title>".encode(), "text/html", "Größe 日本"),
        ("<title>Größe</title>".encode("latin-1"), 'text/html; charset="ISO-8859-1"', "Größe"),
        ("<title>“Größe”</title>".encode("cp1252"), "text/html; charset=iso-8859-1", "“Größe”"),
        ("<meta charset=shift_jis><title>日本</title>".encode("cp932"), "text/html", "日本"),
        (
            '<meta http-equiv=Content-Type content="text/html; charset=koi8-r">'
            "<title>Тайлы</title>".encode("koi8-r"),
            "",
            "Тайлы",
        ),
        ("<title>日本</title>".encode("utf-16"), "text/html; charset=iso-8859-1", "日本"),
        (codecs.BOM_UTF16_BE + "<title>日本</title>".encode("utf-16-be"), "", "日本"),
        ("\ufeff<title>Größe</title>".encode(), "text/html; charset=koi8-r", "Größe"),
        ("<meta charset=utf-16><title>Größe</title>".encode(), "", "Größe"),
        (b"<title>Gr\xf6\xdfe</title>", "text/html; charset=utf-8", "Gr\ufffd\ufffde"),
        (b"<title>Tiles</title>\xff", "text/html; charset=utf-8", "Tiles"),
        ("<title>Größe</title>".encode(), "text/html; charset=no-such", "Größe"),
        (b"<title>Tiles</title>", "text/html; charset=rot13", "Tiles"),
        (b"<title>Tiles</title>", "text/html; charset=punycode", "Tiles"),
        (b"<title>Tiles</title>", "text/html; charset=undefined", "Tiles"),
        ("<title>Tiles</title><p>Grö".encode()[:-1], "text/html", "Tiles"),
    ],
)
def test_encodings(data: bytes, content_type: str, title: str) -> None:
    assert titles.read(data, content_type, URL).title == title


def test_an_encoding_that_nobody_states_is_guessed() -> None:
    text = "Каждый охотник желает знать, где сидит фазан, и долго ищет его в лесу. " * 9
    data = f"<title>Где сидит фазан</title><p>{text}".encode("cp1251")
    assert titles.read(data, "text/html", URL).title == "Где сидит фазан"


def test_encodings_reach_the_file(net: Net, lock: Path) -> None:
    body = "<title>Größe “日本”</title>".encode("gb18030")
    url = net.host().on("/x", Reply(200, body, {"Content-Type": "text/html; charset=GB2312"}))
    ask(lock, [url])
    assert kept(lock)[url].title == "Größe “日本”"


# -- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-02-03", "2026-02-03"),
        ("2026-02-03T10:00:00+01:00", "2026-02-03"),
        ("2026-02-03 10:00", "2026-02-03"),
        ("2026/2/3", "2026-02-03"),
        ("20260203", "2026-02-03"),
        ("2026-02", "2026-02"),
        ("2026", "2026"),
        (" 2026 ", "2026"),
        ("2026-02-30", ""),
        ("2026-02-03-04", ""),
        ("02/03/2026", ""),
        ("yesterday", ""),
        ("0000", ""),
        ("202602", ""),
        ("", ""),
    ],
)
def test_dates_are_read_as_far_as_they_are_clear(text: str, date: str) -> None:
    assert as_date(text) == date


# -- pages that say that they are not there ------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "404",
        "404 Not Found",
        "Error 404",
        "HTTP 404",
        "Page not found",
        "Page Not Found - Example",
        "Example | Page not found",
        "Oops! That page can’t be found.".replace("can’t be", "is not"),
        "Sorry, this page isn't available.",
        "This page doesn't exist",
        "The page you requested was not found",
        "The requested URL was not found on this server.",
        "Not Found",
        "This page does not exist",
        "This post no longer exists",
    ],
)
def test_words_that_say_it_is_not_there(words: str) -> None:
    assert says_missing(words)


@pytest.mark.parametrize(
    "words",
    ["Tiles", "4040 ways", "Lost and found", "Why pages are not found often", "Not foundational"],
)
def test_words_that_do_not(words: str) -> None:
    assert not says_missing(words)


# -- videos --------------------------------------------------------------------------------------


def _provider(net: Net) -> tuple[str, dict[str, str]]:
    provider, site = net.host(), net.host()
    video = {"title": "A talk", "author_name": "Ada Miller", "provider_name": "Videos", "x": 1}
    body = json.dumps(video).encode()
    provider.on("/oembed", Reply(200, body, {"Content-Type": "application/json"}))
    page = site.page("/watch", "Videos")
    return page, {page.partition("://")[2].partition(":")[0]: provider.url("/oembed")}


def test_a_video_s_provider_is_asked_and_nobody_else(net: Net, lock: Path) -> None:
    url, providers = _provider(net)
    ask(lock, [target(f"{url}?v=1&t=2", "video")], providers=providers)
    (known,) = kept(lock).values()
    assert (known.title, known.site, known.author) == ("A talk", "Videos", ("Ada Miller",))
    assert (known.status, known.type, known.final) == ("200", "text/html", "")
    asked = url.replace(":", "%3A").replace("/", "%2F")
    question = f"GET /oembed?url={asked}%3Fv%3D1%26t%3D2&format=json"
    assert net.hosts[0].requests() == [question]
    assert net.hosts[1].requests() == []


@pytest.mark.parametrize(
    ("reply", "status", "failures"),
    [
        (Reply(404), "404", 1),
        (Reply(400), "400", 1),
        (Reply(401), "401", 0),
        (Reply(403), "403", 0),
        (Reply(500), "500", 0),
        (Reply(200, b"[no json"), "200", 0),
        (Reply(200, b"[1]"), "200", 0),
    ],
)
def test_a_provider_tells_whether_a_video_is_there(
    net: Net, lock: Path, reply: Reply, status: str, failures: int
) -> None:
    url, providers = _provider(net)
    net.hosts[0].on("/oembed", reply)
    ask(lock, [target(url, "video")], providers=providers)
    known = kept(lock)[url]
    assert (known.status, known.failures, known.title) == (status, failures, "")


def test_a_provider_is_asked_about_the_one_spelling(net: Net, lock: Path) -> None:
    url, providers = _provider(net)
    spelled = target(f"{url}/embed/1", "video")._replace(key=f"{url}?v=1")
    ask(lock, [spelled], providers=providers)
    assert net.hosts[0].requests()[0].endswith("%3Fv%3D1&format=json")
    assert kept(lock)[f"{url}?v=1"].title == "A talk"


def test_what_is_no_video_is_looked_at_itself(net: Net, lock: Path) -> None:
    url, providers = _provider(net)
    ask(lock, [target(url, "channel")], providers=providers)
    assert net.hosts[0].requests() == []
    assert kept(lock)[url].title == "Videos"


def test_a_video_s_page_can_name_its_provider(net: Net, lock: Path) -> None:
    _provider(net)
    to = net.hosts[0].url("/oembed")
    head = f'<link rel="alternate" type="application/json+oembed" href="{to}">'
    url = net.hosts[1].page("/talk", "Just a moment...", head)
    other = net.hosts[1].page("/words", "Words", head)
    ask(lock, [target(url, "video"), target(other, "video")])
    assert kept(lock)[url].title == "A talk"
    assert kept(lock)[other].title == "Words"
    assert net.hosts[0].requests() == ["GET /robots.txt", "GET /oembed"]


def test_providers_are_asked_about_videos_by_their_one_spelling() -> None:
    url = "https://youtube.com/watch?v=dQw4w9WgXcQ"
    assert oembed.question(oembed.PROVIDERS, url) == (
        "https://www.youtube.com/oembed?url=https%3A%2F%2Fyoutube.com%2Fwatch%3Fv%3DdQw4w9WgXcQ"
        "&format=json"
    )
    assert oembed.question(oembed.PROVIDERS, "https://notyoutube.com/watch?v=1") == ""


@pytest.mark.parametrize(
    "path", ["youtube.com/@somebody", "youtube.com/clip/x", "vimeo.com/event/1"]
)
def test_a_provider_is_not_asked_about_what_is_no_video(path: str) -> None:
    assert oembed.question(oembed.PROVIDERS, f"https://{path}") == ""
