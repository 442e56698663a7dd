"""Which addresses may become links, which hosts pretend, and what part is pointed at."""

from __future__ import annotations

import re

import pytest

from eventnotes.model.urls import (
    is_foreign,
    is_web,
    part_of,
    read_site,
    read_url,
    site,
    without_disguise,
)


@pytest.mark.parametrize(
    "url",
    [
        "https://lu.ma/beyondcuda25",
        "http://example.org",
        "https://example.org:8080/a?b=c&d=e#f:g@h",
        "https://example.org/a_(b)",
        "https://example.org/%22quoted%22",
        "https://münchen.de/straße",
        "https://[2001:db8::1]/",
        "HTTPS://EXAMPLE.ORG/A",
        "https://example.org/~user/",
        "https://medium.com/@author/post",
    ],
)
def test_an_address_with_a_host_is_taken_as_it_is(url: str) -> None:
    assert read_url(url) == url
    assert read_url(f"  {url} ") == url


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://notes.example.org", "https://notes.example.org/"),
        ("https://me.github.io/notes", "https://me.github.io/notes/"),
        (" http://127.0.0.1:8000/a/b// ", "http://127.0.0.1:8000/a/b/"),
    ],
)
def test_the_address_of_a_site_ends_in_a_slash(text: str, address: str) -> None:
    assert read_site(text) == address


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("notes.example.org", "begins with https:// or http://"),
        ("//notes.example.org/", "begins with https:// or http://"),
        ("https://", "begins with https:// or http://"),
        ("http://[::1", "Invalid IPv6 URL"),
        ("https://notes.example.org/?lang=en", "holds neither ? nor #"),
        ("https://notes.example.org/#top", "holds neither ? nor #"),
        ("https://notes.example.org/index.html", "that of a folder"),
        ("https://notes.example.org/docs/Home.HTM", "that of a folder"),
        ("https://notes.example.org/my notes/", "holds no spaces"),
        ("https://me:word@notes.example.org/", "holds no user name or password"),
    ],
)
def test_an_address_below_which_no_files_are_is_none_of_a_site(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        read_site(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "www.example.org",
        "//example.org",
        "/path",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https:example.org",
        "http://[::1",
        "http://example.org:port/",
        "http://example.org:99999/",
        "https://user:secret@example.org/",
        "https://example.org@evil.example/",
        "https://example.org/a b",
        'https://example.org/"onclick="x',
        "https://example.org/<script>",
        "https://example.org/\x00",
        "https://example.org/\u202egpj.exe",
        "https://example.org/" + "a" * 10_000,
    ],
)
def test_what_may_not_be_a_link_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        read_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a%00b",
        "https://example.org/a%0Ab",
        "https://example.org/a%7fb",
        "https://example.org/%E2%80%AEgpj.exe",
        "https://example.org/%e2%81%a6gpj.exe",
        "https://example.org/\u2066gpj.exe",
        "https://example.org/\u200f",
        "https://example.org/\u061c",
        "https://exa\u200bmple.org/",
        "https://example.org/\ufeff",
        "https://example.org/a\x85b",
        "https://example.org/a\tb",
        "https://example.org/a\nb",
        "https://example.org/a\\b",
        "https://:8080/",
        "https://user@example.org/",
        "https://@example.org/",
        "https://例え..テスト/",
        "https://a%2Fb.example/",
        "https://ex%20ample.org/",
    ],
)
def test_what_hides_in_an_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"https://|host"):
        read_url(text)


def test_an_address_may_be_as_long_as_browsers_take_it() -> None:
    longest = "https://example.org/" + "a" * 1980
    assert read_url(longest) == longest
    with pytest.raises(ValueError, match="at most 2000 characters"):
        read_url(f"{longest}a")


# -- hosts ---------------------------------------------------------------------------------

# as it is written, in punycode
LOOK_ALIKES = [
    ("p\u0430ypal.com", "xn--pypal-4ve.com"),
    ("g\u043e\u043egle.com", "xn--ggle-55da.com"),
    ("faceb\u03bfok.com", "xn--facebok-dpf.com"),
    ("\u0430\u0440\u0440\u04cf\u0435.com", "xn--80ak6aa92e.com"),
    ("www.\u0441\u0441.example", "www.xn--q1aa.example"),
    ("login.p\u0430ypal.com.example", "login.xn--pypal-4ve.com.example"),
]


@pytest.mark.parametrize(("host", "puny"), LOOK_ALIKES)
def test_a_host_that_may_be_taken_for_another_is_refused_in_either_spelling(
    host: str, puny: str
) -> None:
    for spelling in (host, puny, host.upper(), puny.upper(), f"{host}."):
        with pytest.raises(ValueError, match=f"looks like another, it is {puny}"):
            read_url(f"https://{spelling}/login")


@pytest.mark.parametrize(("host", "puny"), LOOK_ALIKES)
def test_a_host_that_may_be_taken_for_another_is_shown_in_punycode(host: str, puny: str) -> None:
    assert site(f"https://{host}/") == puny.removeprefix("www.")
    assert without_disguise(f"see https://{host}/a") == f"see https://{puny}/a"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org:80/a", "example.org"),
        ("https://WWW.Example.ORG/", "example.org"),
        ("https://example.org./", "example.org"),
        ("https://blog.example.org/", "blog.example.org"),
        ("https://wwwx.example/", "wwwx.example"),
        ("https://xn--mnchen-3ya.de/", "münchen.de"),
        ("https://MÜNCHEN.de/", "münchen.de"),
        ("https://пример.рф/", "пример.рф"),
        ("https://яндекс.com/", "яндекс.com"),
        ("https://日本語カナ.jp/", "日本語カナ.jp"),
        ("https://한국어.kr/", "한국어.kr"),
        ("https://[2001:DB8::1]/", "2001:db8::1"),
        ("https://192.0.2.7/", "192.0.2.7"),
    ],
)
def test_a_site_is_said_as_a_reader_knows_it(url: str, shown: str) -> None:
    assert read_url(url) == url
    assert site(url) == shown


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("nothing to hide, https://example.org/ä", "nothing to hide, https://example.org/ä"),
        ("https://a\u202eb.example", "https://ab.example"),
        ("a\x1b[31mb", "a[31mb"),
        ("https://u:p@p\u0430ypal.com:80/", "https://u:p@xn--pypal-4ve.com:80/"),
        ("https://münchen.de/", "https://münchen.de/"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
    ],
)
def test_nothing_hides_in_what_a_warning_repeats(text: str, plain: str) -> None:
    assert without_disguise(text) == plain


# -- what is no link at all ----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " \t\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:https://example.org/1",
        "about:blank",
        "view-source:https://example.org/",
        "ftp://example.org/",
        "tel:+4930",
        "ms-word:ofe|u|https://example.org/",
        "//example.org/",
        "\\\\example.org\\share",
    ],
)
def test_what_leads_neither_to_the_web_nor_into_the_site_is_no_link(text: str) -> None:
    assert is_foreign(text)
    assert not is_web(text)


@pytest.mark.parametrize(
    "text",
    [
        *("https://example.org/", "HTTP://a", "mailto:a@example.org", "#data:x", "data/file.csv"),
        *("", "/rooted/page.html", "../up.html#a:b", "page.html?a=b:c", "1:2"),
    ],
)
def test_what_leads_to_the_web_to_mail_or_into_the_site_may_be_a_link(text: str) -> None:
    assert not is_foreign(text)


@pytest.mark.parametrize(
    "text", ["HTTPS://example.org", "https://[::1", "http://user@host/", "https:/"]
)
def test_an_address_of_the_web_is_one_good_or_bad(text: str) -> None:
    assert is_web(text)


# -- parts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("https://example.org/post#smart-router", "#smart-router"),
        ("https://example.org/post", ""),
        ("https://example.org/post#", ""),
        ("https://example.org/post#a%20b%C3%A9", "#a bé"),
        ("https://example.org/post#top:~:text=words", "#top"),
        ("https://example.org/post#:~:text=words", ""),
        ("https://app.example/#/talks/1", ""),
        ("https://app.example/#!talks", ""),
        ("https://example.org/#a\u202eb", "#ab"),
        ("https://youtu.be/AbCdEf12345?t=754", "12:34"),
        ("https://youtu.be/AbCdEf12345?t=754s", "12:34"),
        ("https://youtu.be/AbCdEf12345?t=1h2m3s", "1:02:03"),
        ("https://www.youtube.com/watch?v=AbCdEf12345&t=12m34s", "12:34"),
        ("https://www.youtube.com/embed/AbCdEf12345?start=59", "0:59"),
        ("https://www.youtube.com/watch?v=AbCdEf12345&time_continue=3600", "1:00:00"),
        ("https://www.youtube.com/watch?v=AbCdEf12345#t=75", "1:15"),
        ("https://vimeo.com/123456#t=75s", "1:15"),
        ("https://media.ccc.de/v/a-talk#t=7325", "2:02:05"),
        ("https://youtu.be/AbCdEf12345?t=0", ""),
        ("https://youtu.be/AbCdEf12345?t=soon", ""),
        ("https://youtu.be/AbCdEf12345?t=", ""),
        ("https://forum.example/showthread?t=754", ""),
        ("https://www.youtube.com/playlist?list=PLabcdef&t=754", ""),
    ],
)
def test_the_part_that_an_address_points_at_is_told(url: str, part: str) -> None:
    assert part_of(url) == part
