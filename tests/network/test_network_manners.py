"""How a run behaves as a guest: one at a time, not too often, and not where it is unwelcome."""

from __future__ import annotations

import datetime
import itertools
from email.utils import format_datetime
from pathlib import Path

import pytest
from asking import DAY, ask, kept
from faults import Host, Net, Reply, free_port, hang, meeting, redirect, slowly

from eventnotes import __version__
from eventnotes.links.network.manners import retry_after
from eventnotes.links.network.outcomes import Verdict
from eventnotes.links.network.run import NoNetwork

PAGE = Reply(200, b"<title>Tiles</title>")


def test_a_host_has_one_request_at_a_time_with_a_pause_in_between(net: Net, lock: Path) -> None:
    host = net.host()
    ask(lock, [host.on(f"/{number}", slowly(0.02, PAGE)) for number in range(6)], pause=0.05)
    assert host.most == 1
    assert len(host.seen) == 13  # HEAD and GET of each, and robots.txt
    gaps = [after.begin - before.end for before, after in itertools.pairwise(host.seen)]
    assert min(gaps) >= 0.045


def test_a_host_has_one_request_at_a_time_when_others_lead_to_it(net: Net, lock: Path) -> None:
    host = net.host()
    host.on("/there", slowly(0.05, PAGE))
    there = redirect(host.url("/there"))
    ask(lock, [net.host().on("/x", there) for _ in range(5)])
    assert host.most == 1
    assert sorted(host.requests("/there")) == ["GET"] * 5 + ["HEAD"] * 5


def test_hosts_are_asked_at_the_same_time(net: Net, lock: Path) -> None:
    together = meeting(6, Reply(404))
    urls = [net.host().on("/x", together) for _ in range(6)]
    ask(lock, urls)
    assert {known.status for known in kept(lock).values()} == {"404"}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_more_hosts_are_asked_at_the_same_time_than_wanted(
    net: Net, lock: Path, number: int
) -> None:
    together = meeting(number, Reply(404))
    urls = [net.host().on("/x", together) for _ in range(6)]
    ask(lock, urls, hosts=number)
    assert {known.status for known in kept(lock).values()} == {"404"}
    assert _most_at_once(sorted(seen[2:] for host in net.hosts for seen in host.seen)) == number


def _most_at_once(spans: list[tuple[float, float]]) -> int:
    return max(sum(begin <= moment < end for begin, end in spans) for moment, _ in spans)


def test_a_visitor_says_who_it_is_and_keeps_no_cookies(net: Net, lock: Path) -> None:
    heard: list[dict[str, str]] = []

    def play(visit: object) -> None:
        heard.append(dict(visit.headers))  # type: ignore[attr-defined]  # tests are not checked
        visit.reply(200, PAGE.body, {**PAGE.headers, "Set-Cookie": "a=b; Path=/"})  # type: ignore[attr-defined]  # likewise

    ask(lock, [net.host().on("/x", play)])
    assert len(heard) == 2
    for headers in heard:
        assert headers["User-Agent"] == (
            f"eventnotes/{__version__} (looks whether the links in someone's notes"
            " still lead somewhere)"
        )
        assert headers["Accept-Encoding"] == "gzip, deflate"
        assert not headers.keys() & {"Cookie", "Referer", "Authorization"}


# -- when nothing is due -------------------------------------------------------------------------


def test_a_second_run_within_the_time_to_live_makes_no_request(net: Net, lock: Path) -> None:
    host = net.host()
    urls = [host.on("/a", PAGE), host.on("/b", Reply(404)), host.on("/c", Reply(403))]
    ask(lock, urls)
    before, text = net.requests, lock.read_bytes()
    result = ask(lock, urls)
    assert net.requests == before
    assert lock.read_bytes() == text
    assert result.looks == []
    ask(lock, urls, everything=True)
    assert net.requests > before


def test_only_what_is_due_is_asked_for(net: Net, lock: Path) -> None:
    host = net.host()
    urls = [host.on("/a", PAGE), host.on("/b", Reply(404)), host.on("/c", Reply(403))]
    asked = []
    for day in ("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-08", "2026-03-20"):
        asked.append([look.target.url[-1] for look in ask(lock, urls, day).looks])
    # b is dead by the 8th, and then due as seldom as what is alive
    assert asked == [["a", "b", "c"], [], ["b"], ["b", "c"], ["c"]]
    looks = ask(lock, urls, "2026-03-20", ttl=10).looks
    assert [look.target.url[-1] for look in looks] == ["a", "b"]


def test_what_was_asked_for_tomorrow_by_a_wrong_clock_is_due(net: Net, lock: Path) -> None:
    urls = [net.host().on("/a", PAGE)]
    ask(lock, urls, "2027-01-01")
    assert len(ask(lock, urls, DAY).looks) == 1


# -- hosts that want to be left alone ------------------------------------------------------------


def test_a_short_retry_after_is_waited_for(net: Net, lock: Path) -> None:
    host = net.host()
    for status in (429, 503):
        host.seen.clear()
        url = host.on(f"/{status}", Reply(status, b"", {"Retry-After": "1"}), PAGE)
        ask(lock, [url])
        assert kept(lock)[url].status == "200"
        first, second = host.seen[:2]
        assert second.begin - first.end >= 0.95


def test_a_long_retry_after_leaves_the_host_alone(net: Net, lock: Path) -> None:
    host = net.host()
    date = format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1), True)
    urls = [host.on(f"/{number}", Reply(503, b"", {"Retry-After": date})) for number in range(3)]
    elsewhere = net.host().on("/x", PAGE)
    result = ask(lock, [*urls, elsewhere])
    assert len(host.seen) == 1
    verdicts = [look.finding.verdict for look in result.looks if look.target.url != elsewhere]
    assert verdicts == [Verdict.UNCHECKED, Verdict.UNASKED, Verdict.UNASKED]
    assert sorted(kept(lock)) == sorted([urls[0], elsewhere])
    assert kept(lock)[elsewhere].alive == DAY


def test_a_429_without_retry_after_is_asked_once_more_and_then_left_alone(
    net: Net, lock: Path
) -> None:
    host = net.host()
    urls = [host.on(f"/{number}", Reply(429)) for number in range(3)]
    ask(lock, urls, pause=0.1)
    assert host.requests() == ["HEAD /0", "HEAD /0"]
    assert host.seen[1].begin - host.seen[0].end >= 0.45
    assert {key[-1]: known.status for key, known in kept(lock).items()} == {"0": "429"}


def test_a_429_that_passes_is_no_trouble(net: Net, lock: Path) -> None:
    host = net.host()
    urls = [host.on("/0", Reply(429), PAGE), host.on("/1", PAGE)]
    ask(lock, urls, pause=0.01)
    assert {known.status for known in kept(lock).values()} == {"200"}


def test_patience_ends(net: Net, lock: Path) -> None:
    host = net.host()
    patient = Reply(429, b"", {"Retry-After": "1"})
    urls = [host.on(f"/{number}", patient, PAGE) for number in range(4)]
    ask(lock, urls, patience=2)
    assert host.requests("/2") == ["HEAD"]
    assert host.requests("/3") == []
    assert [known.status for known in kept(lock).values()] == ["200", "200", "429"]


def test_a_host_that_does_not_answer_is_not_asked_for_all_its_links(net: Net, lock: Path) -> None:
    host = net.host()
    urls = [host.on(f"/{number}", hang) for number in range(9)]
    well = net.host().on("/x", PAGE)
    ask(lock, [*urls, well])
    assert len(host.seen) <= 6
    failed = {key[-1] for key, known in kept(lock).items() if known.status == "timeout"}
    assert failed == {"0", "1", "2"}
    ask(lock, [*urls, well], "2026-03-04")  # those that had no turn come first
    failed = {key[-1] for key, known in kept(lock).items() if known.checked == "2026-03-04"}
    assert failed == {"3", "4", "5"}


def test_a_host_that_is_not_there_is_asked_once_for_all_its_links(net: Net, lock: Path) -> None:
    port = free_port()
    urls = [f"http://127.0.0.1:{port}/{number}" for number in range(5)]
    ask(lock, [*urls, net.host().on("/x", PAGE)])
    assert [sent for sent in net.sent if f":{port}/" in sent] == [f"HEAD {urls[0]}"]
    assert {kept(lock)[url].status for url in urls} == {"refused"}


def test_a_link_is_done_before_the_next_of_its_host_begins(net: Net, lock: Path) -> None:
    host = net.host()
    ask(lock, [host.on(f"/{number}", PAGE) for number in range(3)])
    asked = [path for path in host.requests() if "robots" not in path]
    assert asked == ["HEAD /0", "GET /0", "HEAD /1", "GET /1", "HEAD /2", "GET /2"]


# -- robots.txt ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "title"),
    [
        (Reply(404), "Tiles"),
        (Reply(403), "Tiles"),
        (Reply(200, b""), "Tiles"),
        (Reply(200, b"User-agent: *\nDisallow: /private\n"), "Tiles"),
        (Reply(200, b"User-agent: *\nDisallow: /\nAllow: /x\n"), "Tiles"),
        (Reply(200, b"User-agent: *\nDisallow: /\n\nUser-agent: EventNotes\nAllow: /\n"), "Tiles"),
        (Reply(200, b"\xff\xfe\x00 no rules at all"), "Tiles"),
        (redirect("/rules.txt"), "Tiles"),
        (Reply(200, b"User-agent: *\nDisallow: /x\n"), ""),
        (Reply(200, b"User-agent: eventnotes\nDisallow: /\n"), ""),
        (Reply(500), ""),
        (Reply(503, b"", {"Retry-After": "3600"}), ""),
        (Reply(429), ""),
        (hang, ""),
    ],
)
def test_pages_are_read_where_robots_txt_lets_us_and_looked_for_all_the_same(
    net: Net, lock: Path, robots: Reply, title: str
) -> None:
    host = net.host()
    host.on("/robots.txt", robots)
    host.on("/rules.txt", Reply(200, b"User-agent: *\nAllow: /x\n"))
    url = host.on("/x", PAGE)
    ask(lock, [url])
    assert kept(lock)[url].alive == DAY
    assert kept(lock)[url].title == title
    assert host.requests("/x") == (["HEAD", "GET"] if title else ["HEAD"])


def test_robots_txt_is_asked_for_once(net: Net, lock: Path) -> None:
    host = net.host()
    ask(lock, [host.on(f"/{number}", PAGE) for number in range(4)])
    assert host.requests("/robots.txt") == ["GET"]


def test_robots_txt_of_the_host_at_the_end_decides(net: Net, lock: Path) -> None:
    there, here = net.host(), net.host()
    there.on("/robots.txt", Reply(200, b"User-agent: *\nDisallow: /\n"))
    url = here.on("/x", redirect(there.on("/y", PAGE)))
    ask(lock, [url])
    assert there.requests() == ["HEAD /y", "GET /robots.txt"]
    assert here.requests() == ["HEAD /x"]


# -- is there a network at all -------------------------------------------------------------------


def _nowhere(number: int) -> list[str]:
    return [f"http://host-{each}.invalid/" for each in range(number)]


def test_without_a_network_nothing_is_kept(lock: Path) -> None:
    with pytest.raises(NoNetwork):
        ask(lock, _nowhere(3))
    assert not lock.exists()


def test_without_a_network_a_large_run_ends_early(lock: Path) -> None:
    with pytest.raises(NoNetwork):
        ask(lock, _nowhere(400))
    assert not lock.exists()


def test_dead_hosts_alone_are_no_sign_that_the_network_is_gone(net: Net, lock: Path) -> None:
    host: Host = net.host()
    well = host.on("/x", PAGE)
    ask(lock, [well, *_nowhere(2)], "2026-03-01")
    host.seen.clear()
    ask(lock, [well, *_nowhere(2)], "2026-03-04")
    assert host.requests() == ["HEAD /x"]
    assert {key: known.failures for key, known in kept(lock).items()} == {
        well: 0,
        "http://host-0.invalid/": 2,
        "http://host-1.invalid/": 2,
    }
    assert kept(lock)[well].checked == "2026-03-01"


def test_the_only_host_of_a_site_is_gone_if_the_archive_is_there(net: Net, lock: Path) -> None:
    with pytest.raises(NoNetwork):
        ask(lock, _nowhere(1))
    archive = net.host().base
    ask(lock, _nowhere(1), archive=archive)
    assert [known.status for known in kept(lock).values()] == ["dns"]


# -- Retry-After ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("Sun, 01 Mar 2026 12:01:30 GMT", 90.0),
        ("Sunday, 01-Mar-26 12:01:30 GMT", 90.0),
        ("Sun, 01 Mar 2026 12:01:30 -0000", 90.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 400, None),
        ("Sun, 99 Mar 2026 12:01:30 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    now = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    assert retry_after(value, now) == seconds
