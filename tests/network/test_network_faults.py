"""The lock file is right after each fault that a server can play."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import zlib
from pathlib import Path

import aiohttp
import pytest
import trustme
from asking import DAY, ask, kept, target
from faults import (
    HTML,
    Net,
    Play,
    Reply,
    break_off,
    flood,
    free_port,
    garble,
    hang,
    hang_up,
    only_get,
    redirect,
    reset,
    slowly,
)

from eventnotes.links.network import bodies
from eventnotes.model.lock import Known

PAGE = b"<title>Tiles</title>"
MISSING = Reply(200, b"<title>Page not found</title><h1>Sorry</h1>")
ALIVE = Known(title="Tiles", type="text/html", status="200", checked=DAY, alive=DAY)


def failed(status: str) -> Known:
    """What is known after a first failed run."""
    return Known(status=status, checked=DAY, failing=DAY, failures=1)


def unchecked(status: str) -> Known:
    """What is known after a first run that could not tell."""
    return Known(status=status, checked=DAY)


def one(net: Net, lock: Path, *plays: Reply | Play) -> Known:
    """Return what is known of a link that is answered so, in a site with another that is well."""
    well = net.host().page("/well", "Well")
    url = net.host().on("/x", *plays)
    ask(lock, [url, well], patience=0.3)
    entries = kept(lock)
    assert entries[well] == ALIVE._replace(title="Well")
    return entries[url]


@pytest.mark.parametrize(
    ("play", "known"),
    [
        (Reply(200, PAGE), ALIVE),
        (Reply(200, PAGE, {}), ALIVE),
        (Reply(206, PAGE), ALIVE._replace(status="206")),
        (Reply(204, b""), ALIVE._replace(title="", status="204")),
        (Reply(200, b"%PDF", {"Content-Type": "Application/PDF; x=y"}), "application/pdf"),
        (slowly(0.1, Reply(200, PAGE)), ALIVE),
        (break_off(PAGE, 1000), ALIVE),
        (only_get(Reply(200, PAGE)), ALIVE),
        (only_get(Reply(200, PAGE), 404), ALIVE),
        (only_get(Reply(404)), failed("404")),
        (hang, failed("timeout")),
        (hang_up, failed("reset")),
        (reset, failed("reset")),
        (garble, failed("garbled")),
        (Reply(400), failed("400")),
        (Reply(404), failed("404")),
        (Reply(410), failed("410")),
        (Reply(418), failed("418")),
        (Reply(500), failed("500")),
        (Reply(502), failed("502")),
        (Reply(503), failed("503")),
        (Reply(521), failed("521")),
        (Reply(401), unchecked("401")),
        (Reply(403), unchecked("403")),
        (Reply(405), unchecked("405")),
        (Reply(406), unchecked("406")),
        (Reply(407), unchecked("407")),
        (Reply(429), unchecked("429")),
        (Reply(429, b"", {"Retry-After": "0"}), unchecked("429")),
        (Reply(429, b"", {"Retry-After": "3600"}), unchecked("429")),
        (Reply(429, b"", {"Retry-After": "Wed, 21 Oct 2199 07:28:00 GMT"}), unchecked("429")),
        (Reply(451), unchecked("451")),
        (Reply(503, b"", {"Retry-After": "120"}), unchecked("503")),
        (Reply(503, b"<title>Just a moment...</title>"), unchecked("503")),
        (Reply(503, b"", {"CF-Mitigated": "challenge"}), unchecked("503")),
        (Reply(999), unchecked("999")),
        (redirect("/x"), failed("loop")),
        (redirect("/x", 301, **{"Set-Cookie": "a=b"}), unchecked("cookies")),
        (redirect(""), failed("dead end")),
        (redirect("javascript:alert(1)"), failed("dead end")),
        (redirect("file:///etc/passwd"), failed("dead end")),
        (redirect("http://user:secret@127.0.0.1/"), failed("dead end")),
        (redirect("http://[::1"), failed("dead end")),
        (redirect("/gone", 308), failed("404")),
        (redirect("http://nowhere.invalid/"), failed("dns")),
        (redirect("http://a..b/"), failed("dead end")),
        (Reply(304), failed("dead end")),
    ],
)
def test_each_answer_means_what_it_means(
    net: Net, lock: Path, play: Reply | Play, known: Known | str
) -> None:
    if isinstance(known, str):
        known = ALIVE._replace(title="", type=known)
    assert one(net, lock, play) == known


def test_a_port_at_which_nobody_listens(net: Net, lock: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/"
    ask(lock, [url, net.host().page("/", "Well")])
    assert kept(lock)[url] == failed("refused")


def test_a_host_that_does_not_exist(net: Net, lock: Path) -> None:
    ask(lock, ["http://nowhere.invalid/a", net.host().page("/", "Well")])
    assert kept(lock)["http://nowhere.invalid/a"] == failed("dns")


def test_a_redirect_is_followed_to_another_host(net: Net, lock: Path) -> None:
    there = net.host().page("/there", "There")
    url = net.host().on("/here", redirect(there, 301))
    ask(lock, [url])
    assert kept(lock) == {url: ALIVE._replace(title="There", final=there)}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_leads_to_a_relative_address_without_what_can_not_stand_in_it(
    net: Net, lock: Path, status: int
) -> None:
    host = net.host()
    host.page("/a%20b", "Tiles")
    in_utf_8 = "ü".encode().decode("latin-1")
    url = host.on("/x/y", redirect(f"../a b?q={in_utf_8}|{{}}#part", status))
    ask(lock, [url])
    assert kept(lock) == {url: ALIVE._replace(final=host.url("/a%20b?q=%C3%BC%7C%7B%7D"))}


def test_redirects_end_after_ten(net: Net, lock: Path) -> None:
    host = net.host()
    for number in range(12):
        host.on(f"/{number}", redirect(f"/{number + 1}"))
    host.page("/12", "Tiles")
    ask(lock, [host.url("/1"), host.url("/2")])
    entries = kept(lock)
    assert entries[host.url("/1")] == failed("loop")
    assert entries[host.url("/2")] == ALIVE._replace(final=host.url("/12"))


def test_a_fragment_is_neither_sent_nor_another_address(net: Net, lock: Path) -> None:
    host = net.host()
    url = host.page("/x", "Tiles") + "#part"
    ask(lock, [url])
    assert kept(lock) == {url: ALIVE}
    assert host.requests() == ["HEAD /x", "GET /robots.txt", "GET /x"]


def test_an_address_is_sent_as_it_was_written(net: Net, lock: Path) -> None:
    host = net.host()
    url = host.on("/a%2Fb/%7Eme/./c", Reply(404)) + "?q=%41&r=a%20b+c&s='"
    ask(lock, [url])
    assert host.requests(f"/a%2Fb/%7Eme/./c{url.partition('./c')[2]}") == ["HEAD", "GET"]


# -- 200 that says "not found" -------------------------------------------------------------------


def test_a_200_that_says_not_found_for_anything_failed(net: Net, lock: Path) -> None:
    host = net.host()
    url = host.on("/x", MISSING)
    real = host.page("/real", "A real page")
    host.routes = {"/robots.txt": Reply(404), **host.routes}
    host.routes.setdefault(f"/{_nothing(host.base)}", MISSING)
    ask(lock, [url, real])
    assert kept(lock)[url] == failed("not found")
    assert kept(lock)[real] == ALIVE._replace(title="A real page")


def test_a_page_about_not_finding_is_alive(net: Net, lock: Path) -> None:
    host = net.host()
    url = host.page("/404", "404 Media on what a 404 costs")
    ask(lock, [url])
    assert kept(lock)[url] == ALIVE._replace(title="404 Media on what a 404 costs")


def test_a_page_that_may_say_not_found_has_no_title(net: Net, lock: Path) -> None:
    host = net.host()
    url = host.on("/x", MISSING)
    host.on(f"/{_nothing(host.base)}", Reply(403))
    ask(lock, [url])
    assert kept(lock)[url] == ALIVE._replace(title="")


def test_what_can_not_exist_is_asked_for_once_for_each_host(net: Net, lock: Path) -> None:
    host = net.host()
    urls = [host.on(f"/{number}", MISSING) for number in range(4)]
    host.on(f"/{_nothing(host.base)}", MISSING)
    ask(lock, urls)
    assert [known.status for known in kept(lock).values()] == ["not found"] * 4
    assert host.requests(f"/{_nothing(host.base)}") == ["GET"]


def _nothing(base: str) -> str:
    return hashlib.sha256(base.encode()).hexdigest()[:24]


# -- bodies --------------------------------------------------------------------------------------


def test_a_hundred_megabytes_are_not_read(net: Net, lock: Path) -> None:
    host = net.host()
    url = host.on("/x", flood(PAGE, 100_000_000, b" " * 100_000))
    ask(lock, [url])
    assert kept(lock) == {url: ALIVE}
    assert host.sent < 8_000_000  # a megabyte is read, some more are under way


class _BreaksOff:
    """The body of an answer of which no more comes."""

    def __init__(self, error: Exception) -> None:
        self.headers: dict[str, str] = {}
        self.content = self
        self._parts = [PAGE[:9], PAGE[9:]]
        self._error = error

    async def read(self, size: int) -> bytes:
        """Return what has come so far, and then say what happened."""
        if not self._parts:
            raise self._error
        return self._parts.pop(0)


@pytest.mark.parametrize(
    "error",
    [TimeoutError(), ConnectionResetError(), aiohttp.ClientPayloadError()],
    ids=["takes too long", "reset", "breaks off"],
)
def test_a_body_that_ends_early_ends_where_it_does(error: Exception) -> None:
    response = _BreaksOff(error)
    assert asyncio.run(bodies.read(response, 1000)) == PAGE  # type: ignore[arg-type]  # all it uses


def test_a_gzip_bomb_does_not_go_off(net: Net, lock: Path) -> None:
    host = net.host()
    bomb = gzip.compress(PAGE + b" " * 300_000_000, 1)
    url = host.on("/x", Reply(200, bomb, {**HTML, "Content-Encoding": "gzip"}))
    ask(lock, [url])
    assert kept(lock) == {url: ALIVE}


@pytest.mark.parametrize(
    ("coding", "body", "title"),
    [
        ("gzip", gzip.compress(PAGE), "Tiles"),
        ("x-gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), "Tiles"),
        ("gzip", gzip.compress(PAGE) + b"not gzip", "Tiles"),
        ("gzip", gzip.compress(PAGE)[:-12], "Tiles"),
        ("gzip", PAGE, ""),
        ("deflate", zlib.compress(PAGE), "Tiles"),
        ("deflate", zlib.compress(PAGE, wbits=-15), "Tiles"),
        ("Identity", PAGE, "Tiles"),
        ("br", PAGE, ""),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE)), ""),
    ],
    ids=[
        "gzip",
        "two members",
        "more than gzip",
        "gzip cut off",
        "no gzip",
        "zlib",
        "deflate",
        "identity",
        "unknown",
        "twice",
    ],
)
def test_codings_that_were_asked_for_are_understood(
    net: Net, lock: Path, coding: str, body: bytes, title: str
) -> None:
    url = net.host().on("/x", Reply(200, body, {**HTML, "Content-Encoding": coding}))
    ask(lock, [url])
    assert kept(lock) == {url: ALIVE._replace(title=title)}


def test_a_page_without_a_title_is_alive(net: Net, lock: Path) -> None:
    url = net.host().page("/x", body="<p>words</p>")
    ask(lock, [url])
    assert kept(lock) == {url: ALIVE._replace(title="")}


def test_a_title_with_an_end_of_script_is_words(net: Net, lock: Path) -> None:
    url = net.host().page("/x", "Why </script> ends &lt;b&gt; it")
    ask(lock, [url])
    assert kept(lock) == {url: ALIVE._replace(title="Why </script> ends <b> it")}


# -- certificates --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Signs certificates."""
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this computer trust the authority."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


def test_a_certificate_of_a_stranger(net: Net, lock: Path, authority: trustme.CA) -> None:
    url = net.secure(authority).page("/x", "Tiles")
    ask(lock, [url, net.host().page("/", "Well")])
    assert kept(lock)[url] == failed("tls")


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_host(net: Net, lock: Path, authority: trustme.CA) -> None:
    url = net.secure(authority, "example.org").page("/x", "Tiles")
    ask(lock, [url, net.host().page("/", "Well")])
    assert kept(lock)[url] == failed("tls")


@pytest.mark.usefixtures("trusted")
def test_a_right_certificate(net: Net, lock: Path, authority: trustme.CA) -> None:
    url = net.secure(authority).page("/x", "Tiles")
    ask(lock, [url])
    assert kept(lock) == {url: ALIVE}


def test_plain_words_where_tls_is_expected(net: Net, lock: Path) -> None:
    url = net.host().page("/x", "Tiles").replace("http:", "https:")
    ask(lock, [url, net.host().page("/", "Well")])
    assert kept(lock)[url] == failed("tls")


# -- several runs --------------------------------------------------------------------------------


def test_three_failed_runs_over_a_week_make_a_link_dead(net: Net, lock: Path) -> None:
    host = net.host()
    url = host.page("/x", "Tiles")
    ask(lock, [url], "2026-01-01")
    host.on("/x", Reply(404))
    ask(lock, [url], "2026-03-01")
    ask(lock, [url], "2026-03-01", everything=True)  # the same day counts once
    gone = Known(
        title="Tiles",
        type="text/html",
        status="404",
        checked="2026-03-01",
        alive="2026-01-01",
        failing="2026-03-01",
        failures=1,
    )
    assert kept(lock) == {url: gone}
    ask(lock, [url], "2026-03-04")
    ask(lock, [url], "2026-03-07")
    assert kept(lock) == {url: gone._replace(checked="2026-03-07", failures=3)}
    assert not kept(lock)[url].dead
    ask(lock, [url], "2026-03-10")
    assert kept(lock) == {url: gone._replace(checked="2026-03-10", failures=4)}
    assert kept(lock)[url].dead
    host.page("/x", "Tiles again")
    ask(lock, [url], "2026-05-01")
    alive = ALIVE._replace(title="Tiles again", checked="2026-05-01", alive="2026-05-01")
    assert kept(lock) == {url: alive}


def test_a_bot_wall_between_failures_neither_counts_nor_clears(net: Net, lock: Path) -> None:
    host = net.host()
    url = host.on("/x", Reply(404))
    ask(lock, [url], "2026-03-01")
    host.on("/x", Reply(403))
    ask(lock, [url], "2026-03-20")
    known = Known(status="403", checked="2026-03-20", failing="2026-03-01", failures=1)
    assert kept(lock) == {url: known._replace(failed="2026-03-01")}
    host.on("/x", Reply(404))
    ask(lock, [url], "2026-03-23")
    assert kept(lock) == {url: known._replace(status="404", checked="2026-03-23", failures=2)}


def test_a_page_that_gives_no_title_any_more_keeps_what_it_gave(net: Net, lock: Path) -> None:
    host = net.host()
    url = host.page("/x", "Tiles", '<meta name="author" content="Ada Miller">')
    ask(lock, [url], "2026-01-01")
    host.page("/x", "Just a moment...")
    ask(lock, [url])
    assert kept(lock) == {url: ALIVE._replace(author=("Ada Miller",))}


def test_a_fault_in_one_link_leaves_the_others_alone(net: Net, lock: Path) -> None:
    host = net.host()
    urls = [host.page(f"/{number}", f"Page {number}") for number in range(3)]
    result = ask(lock, [target("javascript:alert(1)"), *urls])
    assert [known.title for known in kept(lock).values()] == ["Page 0", "Page 1", "Page 2"]
    said = {look.target.url: look.finding.status for look in result.looks}
    assert said["javascript:alert(1)"] == "no address that a page may link to"
