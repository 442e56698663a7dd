"""Copies: looked for where a link fails, made where that is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from asking import DAY, ask, kept
from faults import Host, Net, Reply, redirect

from eventnotes.model.lock import Copy

PAGE = Reply(200, b"<title>Tiles</title>")
CDX = "/cdx/search/cdx"
STAMP = "20251130120000"


def copies(*rows: list[str]) -> Reply:
    """Answer which copies there are."""
    body = json.dumps([["timestamp", "original"], *rows] if rows else [])
    return Reply(200, body.encode(), {"Content-Type": "application/json"})


@pytest.fixture
def archive(net: Net) -> Host:
    """An archive that has nothing."""
    archive = net.host()
    archive.on(CDX, copies())
    return archive


def test_a_copy_is_looked_for_once_a_link_fails(net: Net, lock: Path, archive: Host) -> None:
    host = net.host()
    url, well = host.on("/x y?a=b&c=d".replace(" ", "%20"), Reply(404)), host.on("/well", PAGE)
    archive.on(CDX, copies(["20200101000000", url], [STAMP, url]))
    ask(lock, [url, well], archive=archive.base)
    assert kept(lock)[url].archive == Copy(archive.url(f"/web/{STAMP}/{url}"), "2025-11-30")
    assert kept(lock)[well].archive is None
    asked = url.replace("%", "%25").replace(":", "%3A").replace("/", "%2F")
    asked = asked.replace("?", "%3F").replace("=", "%3D").replace("&", "%26")
    fields = "output=json&fl=timestamp,original&filter=statuscode:200&limit=-1"
    assert archive.requests() == [f"GET {CDX}?url={asked}&{fields}"]


def test_a_copy_that_is_known_is_not_looked_for_again(net: Net, lock: Path, archive: Host) -> None:
    url = net.host().on("/x", Reply(404))
    archive.on(CDX, copies([STAMP, url]))
    ask(lock, [url], "2026-03-01", archive=archive.base)
    archive.on(CDX, copies())
    ask(lock, [url], "2026-03-04", archive=archive.base)
    assert len(archive.seen) == 1
    known = kept(lock)[url]
    assert known.failures == 2
    assert known.archive == Copy(archive.url(f"/web/{STAMP}/{url}"), "2025-11-30")


@pytest.mark.parametrize(
    "reply",
    [
        copies(),
        Reply(200, b""),
        Reply(200, b"[no json"),
        Reply(200, b'{"a": 1}'),
        Reply(200, b'[["timestamp"], ["2025"]]'),
        Reply(200, b'[["timestamp", "original"], ["20259999000000", "http://example.org/"]]'),
        Reply(404),
        Reply(503),
        Reply(429, b"", {"Retry-After": "3600"}),
        redirect("javascript:alert(1)"),
    ],
)
def test_without_a_copy_there_is_none(net: Net, lock: Path, archive: Host, reply: Reply) -> None:
    urls = [net.host().on("/x", Reply(404)) for _ in range(3)]
    archive.on(CDX, reply)
    result = ask(lock, urls, archive=archive.base)
    assert [known.archive for known in kept(lock).values()] == [None] * 3
    assert [known.status for known in kept(lock).values()] == ["404"] * 3
    nothing = reply in (copies(), Reply(200, b""))
    assert bool(result.no_lookups) is not nothing
    assert len(archive.seen) == 3 if nothing else len(archive.seen) < 4


def test_copies_are_made_of_what_is_alive_and_has_none(net: Net, lock: Path, archive: Host) -> None:
    host = net.host()
    alive, gone, walled = host.on("/a", PAGE), host.on("/b", Reply(404)), host.on("/c", Reply(403))
    again = host.on("/d", PAGE)
    urls = [alive, gone, walled, again]
    for url in (alive, again):
        copy = f"/web/{STAMP}/{url}"
        archive.on(f"/save/{url}", redirect(copy))
        archive.on(copy, PAGE)
    result = ask(lock, urls, archive=archive.base, save=True, pause=0.05)
    assert [target.url for target in result.saved] == [alive, again]
    assert result.refused == []
    assert kept(lock)[alive].archive == Copy(archive.url(f"/web/{STAMP}/{alive}"), "2025-11-30")
    assert kept(lock)[gone].archive is None
    saves = [seen for seen in archive.seen if seen.path.startswith("/save/")]
    assert len(saves) == 2
    assert saves[1].begin - saves[0].end >= 0.25  # slowly
    ask(lock, urls, archive=archive.base, save=True)
    assert len([seen for seen in archive.seen if seen.path.startswith("/save/")]) == 2


@pytest.mark.parametrize("header", ["Content-Location", "Link", "Location"])
def test_an_archive_says_in_several_ways_where_a_copy_is(
    net: Net, lock: Path, archive: Host, header: str
) -> None:
    url = net.host().on("/a", PAGE)
    copy = archive.url(f"/web/{STAMP}/{url}")
    said = f'<{url}>; rel="original", <{copy}>; rel="memento"' if header == "Link" else copy
    status = 302 if header == "Location" else 200
    archive.on(f"/save/{url}", Reply(status, b"", {header: said}))
    ask(lock, [url], archive=archive.base, save=True)
    assert kept(lock)[url].archive == Copy(copy, "2025-11-30")


def test_a_detour_before_a_copy_is_followed(net: Net, lock: Path, archive: Host) -> None:
    url = net.host().on("/a", PAGE)
    archive.on(f"/save/{url}", redirect("/moved"))
    archive.on("/moved", Reply(200, b"", {"Content-Location": f"/web/{STAMP}/{url}"}))
    ask(lock, [url], archive=archive.base, save=True)
    assert kept(lock)[url].archive == Copy(archive.url(f"/web/{STAMP}/{url}"), "2025-11-30")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(200), "it does not say where the copy is"),
        (Reply(520), "it answers 520"),
        (Reply(403), "it answers 403"),
        (redirect("http://evil.invalid/web/20251130120000/http://example.org/"), "dns"),
    ],
)
def test_a_copy_that_was_not_made_is_named(
    net: Net, lock: Path, archive: Host, reply: Reply, reason: str
) -> None:
    url = net.host().on("/a", PAGE)
    archive.on(f"/save/{url}", reply)
    result = ask(lock, [url], archive=archive.base, save=True)
    assert [(target.url, why) for target, why in result.refused] == [(url, reason)]
    assert kept(lock)[url].archive is None
    assert kept(lock)[url].alive == DAY


def test_an_archive_that_has_enough_is_left_alone(net: Net, lock: Path, archive: Host) -> None:
    urls = [net.host().on("/a", PAGE) for _ in range(3)]
    for url in urls:
        archive.on(f"/save/{url}", Reply(429, b"", {"Retry-After": "3600"}))
    result = ask(lock, urls, archive=archive.base, save=True)
    assert [why for _, why in result.refused] == [
        "it answers 429",
        "the host asks for patience (429)",
        "the host asks for patience (429)",
    ]
    assert len(archive.seen) == 1


def test_a_copy_is_not_copied(net: Net, lock: Path, archive: Host) -> None:
    copy = archive.on("/web/20200101000000/http://example.org/", PAGE)
    gone = archive.url("/web/20200101000000/http://example.org/gone")
    ask(lock, [copy, gone], archive=archive.base, save=True)
    assert not [path for path in archive.requests() if "/save/" in path or CDX in path]
