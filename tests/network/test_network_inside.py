"""No request goes to an address that is not public, whatever led there, unless it is named."""

from __future__ import annotations

import functools
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import aiohttp
import pytest
from asking import DAY, ask, kept, target
from faults import Host, Net, Reply, free_port, only_get, redirect
from sites import by_path, call, write_site

from eventnotes.links.network import connect
from eventnotes.links.network.outcomes import Verdict
from eventnotes.model import addresses
from eventnotes.model.addresses import Hosts
from eventnotes.model.lock import Known, dump

PAGE = Reply(200, b"<title>Secret plans</title>")
ALIVE = Known(title="Secret plans", type="text/html", status="200", checked=DAY, alive=DAY)
INSIDE = Known(status="not public", checked=DAY)
NOBODY = Hosts()

Resolve = Callable[..., None]


@pytest.fixture
def outside(net: Net) -> Host:
    """A host that a setting names; it stands for one of the public network."""
    return net.host()


@pytest.fixture
def named(outside: Host) -> Hosts:
    """The setting that names it, and no other."""
    return Hosts([outside.server_address[0]])


@pytest.fixture
def inside(net: Net) -> Host:
    """A host that nothing names, with a page behind every address that a test asks for."""
    host = Host("127.0.0.1")
    net.hosts.append(host)
    for path in ("/admin", "/robots.txt", "/oembed", "/cdx/search/cdx"):
        host.on(path, PAGE)
    return host


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Resolve:
    """Let names have addresses, several at once or one after another."""
    known: dict[str, list[Sequence[str]]] = {}
    ask_system = socket.getaddrinfo

    def answer(host: str, port: int, *args: object, **options: object) -> object:
        if host not in known:
            return ask_system(host, port, *args, **options)  # type: ignore[arg-type]  # as it came
        found = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        kinds = [socket.AF_INET6 if ":" in each else socket.AF_INET for each in found]
        return [
            (kind, socket.SOCK_STREAM, 6, "", (each, port) + (0, 0) * (kind == socket.AF_INET6))
            for kind, each in zip(kinds, found, strict=True)
        ]

    def lead(name: str, *answers: Sequence[str]) -> None:
        known[name] = list(answers)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return lead


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let an address of loopback count as one of the public network."""
    taken: set[str] = set()
    real = addresses.is_public
    monkeypatch.setattr(connect, "is_public", lambda each: each in taken or real(each))
    return taken.add


# -- ways to write an address --------------------------------------------------------------------

_FORMS = (
    "http://127.0.0.1:{port}/admin",
    "http://127.1:{port}/admin",
    "http://2130706433:{port}/admin",
    "http://0x7f.1:{port}/admin",
    "http://0x7F000001:{port}/admin",
    "http://0177.0.0.1:{port}/admin",
    "http://0:{port}/admin",
    "http://0.0.0.0:{port}/admin",
    "http://127.0.0.1.:{port}/admin",
    "http://localhost:{port}/admin",
    "http://LocalHost.:{port}/admin",
    "http://admin.localhost:{port}/admin",
    "http://[::1]:{port}/admin",
    "http://[::]:{port}/admin",
    "http://[::ffff:127.0.0.1]:{port}/admin",
    "http://[::ffff:7f00:1]:{port}/admin",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/admin",
    "http://[64:ff9b::7f00:1]:{port}/admin",
    "http://[2002:7f00:1::]:{port}/admin",
    "https://127.0.0.1:{port}/admin",
)


def test_no_form_of_an_address_inside_is_asked(
    net: Net, lock: Path, outside: Host, inside: Host, named: Hosts
) -> None:
    port = inside.server_address[1]
    direct = [form.format(port=port) for form in _FORMS]
    led = [
        outside.on(f"/{number}", redirect(url, 301 + number % 2))
        for number, url in enumerate(direct)
    ]
    result = ask(lock, [*direct, *led], named=named)
    assert inside.begun == []
    assert {look.target.url: look.finding.verdict for look in result.looks} == dict.fromkeys(
        [*direct, *led], Verdict.NOT_PUBLIC
    )
    assert kept(lock) == dict.fromkeys([*direct, *led], INSIDE)
    assert outside.requests() == [f"HEAD /{number}" for number in sorted(range(len(led)), key=str)]


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["100.64.9.9", "192.168.7.7"],
        ["::1", "127.0.0.1"],
        ["fe80::5", "fd00::5", "172.20.0.1"],
        ["::ffff:10.0.0.1"],
        ["64:ff9b::c0a8:101"],
        ["2002:a00:1::", "224.0.0.9"],
    ],
    ids=" ".join,
)
def test_no_name_of_an_address_inside_is_asked(
    lock: Path, inside: Host, resolve: Resolve, found: list[str]
) -> None:
    resolve("plain.example.org", found)
    url = f"http://plain.example.org:{inside.server_address[1]}/admin"
    result = ask(lock, [url], named=NOBODY)
    assert inside.begun == []
    assert [look.finding.verdict for look in result.looks] == [Verdict.NOT_PUBLIC]
    assert kept(lock) == {url: INSIDE}


def test_of_several_addresses_the_public_one_is_asked(
    net: Net, lock: Path, outside: Host, resolve: Resolve, public: Callable[[str], None]
) -> None:
    inside = net.host(port=outside.server_address[1])  # the same port elsewhere
    public(outside.server_address[0])
    hosts = [inside.server_address[0], "10.0.0.1", outside.server_address[0]]
    resolve("several.example.org", hosts)
    outside.on("/x", PAGE)
    url = f"http://several.example.org:{outside.server_address[1]}/x"
    ask(lock, [url], named=NOBODY)
    assert kept(lock) == {url: ALIVE}
    assert inside.begun == []


# -- names that lead elsewhere from one question to the next -------------------------------------


def test_a_name_that_leads_inside_at_the_second_question_is_asked_no_more(
    net: Net,
    lock: Path,
    outside: Host,
    resolve: Resolve,
    public: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uncached = functools.partial(aiohttp.TCPConnector, use_dns_cache=False)
    monkeypatch.setattr(aiohttp, "TCPConnector", uncached)
    inside = net.host(port=outside.server_address[1])
    inside.on("/x", PAGE)
    public(outside.server_address[0])
    resolve("changing.example.org", [outside.server_address[0]], [inside.server_address[0]])
    outside.on("/x", Reply(200, b"", {"Content-Type": "text/html", "Connection": "close"}))
    url = f"http://changing.example.org:{outside.server_address[1]}/x"
    ask(lock, [url], named=NOBODY)
    assert outside.begun == ["HEAD /x"]
    assert inside.begun == []
    assert kept(lock) == {url: ALIVE._replace(title="")}


def test_a_name_that_leads_inside_in_a_later_run_loses_what_its_page_said(
    net: Net, lock: Path, outside: Host, resolve: Resolve, public: Callable[[str], None]
) -> None:
    inside = net.host(port=outside.server_address[1])
    inside.on("/x", PAGE)
    outside.page("/x", "Tiles", '<meta name="author" content="Ada Miller">')
    public(outside.server_address[0])
    url = f"http://changing.example.org:{outside.server_address[1]}/x"
    resolve("changing.example.org", [outside.server_address[0]])
    ask(lock, [url], named=NOBODY)
    assert kept(lock) == {url: ALIVE._replace(title="Tiles", author=("Ada Miller",))}
    resolve("changing.example.org", [inside.server_address[0]])
    ask(lock, [url], "2026-03-02", named=NOBODY, everything=True)
    assert kept(lock) == {url: Known(status="not public", checked="2026-03-02", alive=DAY)}
    assert inside.begun == []


# -- every kind of request -----------------------------------------------------------------------


def test_the_end_of_a_chain_of_redirects_is_not_asked(
    net: Net, lock: Path, outside: Host, inside: Host
) -> None:
    second = net.host()
    end = redirect(inside.url("/admin"), 307)
    url = outside.on("/a", redirect(second.on("/b", redirect(outside.on("/c", end), 303)), 308))
    hosts = Hosts([outside.server_address[0], f"{second.server_address[0]}"])
    result = ask(lock, [url], named=hosts)
    assert [look.finding.final for look in result.looks] == [inside.url("/admin")]
    assert kept(lock) == {url: INSIDE}
    assert inside.begun == []
    assert outside.requests() == ["HEAD /a", "HEAD /c"]


@pytest.mark.parametrize("status", [200, 405])
def test_a_get_that_leads_inside_is_not_followed(
    lock: Path, outside: Host, inside: Host, named: Hosts, status: int
) -> None:
    url = outside.on("/x", only_get(redirect(inside.url("/admin")), status))
    ask(lock, [url], named=named)
    assert kept(lock) == {url: INSIDE}
    assert inside.begun == []


def test_rules_that_are_inside_are_not_read(
    lock: Path, outside: Host, inside: Host, named: Hosts
) -> None:
    outside.on("/robots.txt", redirect(inside.url("/robots.txt")))
    url = outside.on("/x", PAGE)
    ask(lock, [url], named=named)
    assert kept(lock) == {url: ALIVE._replace(title="")}  # rules that can't be read forbid all
    assert inside.begun == []


def test_a_page_that_can_not_exist_is_not_asked_for_inside(
    lock: Path, outside: Host, inside: Host, named: Hosts
) -> None:
    url = outside.page("/x", "Page not found")
    outside.routes = {"/robots.txt": Reply(404), "/x": outside.routes["/x"]}

    class Elsewhere(dict[str, object]):
        """Every other path leads inside."""

        def get(self, key: str, default: object = None) -> object:
            """Return a route."""
            return super().get(key, redirect(inside.url("/admin")))

    outside.routes = Elsewhere(outside.routes)
    ask(lock, [url], named=named)
    assert len(outside.seen) == 4
    assert kept(lock) == {url: ALIVE._replace(title="")}
    assert inside.begun == []


def test_a_provider_of_videos_that_leads_inside_is_not_followed(
    lock: Path, outside: Host, inside: Host, named: Hosts
) -> None:
    outside.on("/oembed", redirect(inside.url("/oembed")))
    url = "https://video.example/1"
    providers = {"video.example": outside.url("/oembed")}
    ask(lock, [target(url, "video")], named=named, providers=providers)
    assert outside.requests("/oembed") == []
    assert [seen.partition("?")[0] for seen in outside.requests()] == ["GET /oembed"]
    assert kept(lock) == {url: INSIDE}
    assert inside.begun == []


def test_what_a_video_says_inside_is_not_asked_for(
    lock: Path, outside: Host, inside: Host, named: Hosts
) -> None:
    kind = 'type="application/json+oembed"'
    head = f'<link rel="alternate" {kind} href="{inside.url("/oembed")}">'
    url = outside.page("/x", head=head)
    ask(lock, [target(url, "video")], named=named)
    assert kept(lock) == {url: ALIVE._replace(title="")}
    assert inside.begun == []


def test_an_archive_inside_is_not_asked(
    lock: Path,
    outside: Host,
    inside: Host,
    resolve: Resolve,
    public: Callable[[str], None],
) -> None:
    public(outside.server_address[0])
    resolve("gone.example.org", [outside.server_address[0]])
    url = f"http://gone.example.org:{outside.server_address[1]}/x"
    result = ask(lock, [url], named=NOBODY, archive=inside.base)
    assert result.no_lookups == "not public"
    assert kept(lock) == {url: Known(status="404", checked=DAY, failing=DAY, failures=1)}
    assert inside.begun == []


def test_an_archive_that_leads_inside_is_not_followed(
    net: Net, lock: Path, outside: Host, inside: Host, named: Hosts
) -> None:
    url = outside.on("/x", PAGE)
    outside.on(f"/save/{url}", redirect(inside.url("/admin")))
    result = ask(lock, [url], named=named, archive=outside.base, save=True)
    assert result.refused == []  # the link is a copy itself: it is on the archive's host
    archive = net.host()
    archive.on(f"/save/{url}", redirect(inside.url("/admin")))
    both = Hosts([outside.server_address[0], archive.server_address[0]])
    result = ask(lock, [url], named=both, archive=archive.base, save=True)
    assert [why for _, why in result.refused] == ["not public"]
    assert inside.begun == []


def test_no_proxy_of_the_environment_is_asked(
    net: Net, lock: Path, outside: Host, named: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = net.host()
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.base)
    url = outside.on("/x", PAGE)
    ask(lock, [url], named=named)
    assert kept(lock) == {url: ALIVE}
    assert proxy.begun == []


# -- what a setting names ------------------------------------------------------------------------


def test_a_host_that_is_named_is_asked_by_that_name_alone(
    lock: Path, inside: Host, resolve: Resolve
) -> None:
    port = inside.server_address[1]
    resolve("wiki.corp", ["127.0.0.1"])
    resolve("git.corp", ["127.0.0.1"])
    urls = [f"http://{host}:{port}/admin" for host in ("wiki.corp", "git.corp", "127.0.0.1")]
    ask(lock, urls, named=Hosts(["Wiki.Corp"]))
    assert kept(lock) == {urls[0]: ALIVE, urls[1]: INSIDE, urls[2]: INSIDE}
    assert inside.requests() == ["HEAD /admin", "GET /robots.txt", "GET /admin"]


def test_a_host_that_is_named_with_a_port_is_asked_there_alone(
    net: Net, lock: Path, inside: Host
) -> None:
    inside.on("/robots.txt", Reply(404))
    other = Host("127.0.0.1")
    net.hosts.append(other)
    urls = [inside.url("/admin"), other.on("/admin", PAGE)]
    ask(lock, urls, named=Hosts([f"127.0.0.1:{inside.server_address[1]}"]))
    assert kept(lock) == {urls[0]: ALIVE, urls[1]: INSIDE}
    assert other.begun == []


def test_a_link_inside_is_asked_at_once_when_its_host_is_named(lock: Path, inside: Host) -> None:
    inside.on("/robots.txt", Reply(404))
    url = inside.url("/admin")
    ask(lock, [url], named=NOBODY)
    assert ask(lock, [url], "2026-03-02", named=NOBODY).looks == []
    ask(lock, [url], "2026-03-02", named=Hosts(["127.0.0.1"]))
    assert kept(lock) == {url: ALIVE._replace(checked="2026-03-02", alive="2026-03-02")}


def test_an_archive_in_public_hears_nothing_of_hosts_inside(
    net: Net, lock: Path, outside: Host, resolve: Resolve, public: Callable[[str], None]
) -> None:
    archive = net.host()
    public(archive.server_address[0])
    resolve("archive.example.org", [archive.server_address[0]])
    gone, well = outside.on("/gone", Reply(404)), outside.on("/well", PAGE)
    base = f"http://archive.example.org:{archive.server_address[1]}"
    named = Hosts([outside.server_address[0]])
    result = ask(lock, [gone, well], named=named, archive=base, save=True)
    assert archive.begun == []
    assert result.no_lookups == ""
    assert [(refused.url, why) for refused, why in result.refused] == [
        (well, "its host is not public, and the archive is")
    ]


# -- what is kept --------------------------------------------------------------------------------


def test_a_link_inside_never_dies(lock: Path, inside: Host) -> None:
    url = inside.url("/admin")
    for day in ("2026-03-01", "2026-03-09", "2026-03-17", "2026-03-25"):
        result = ask(lock, [url], day, named=NOBODY)
        assert [look.finding.verdict for look in result.looks] == [Verdict.NOT_PUBLIC]
    assert kept(lock) == {url: INSIDE._replace(checked="2026-03-25")}


def test_a_link_that_failed_before_it_led_inside_neither_counts_nor_is_cleared(
    lock: Path, outside: Host, inside: Host, named: Hosts
) -> None:
    url = outside.on("/x", Reply(404))
    ask(lock, [url], "2026-03-01", named=named)
    outside.on("/x", redirect(inside.url("/admin")))
    ask(lock, [url], "2026-03-20", named=named)
    assert kept(lock) == {
        url: Known(
            status="not public",
            checked="2026-03-20",
            failing="2026-03-01",
            failed="2026-03-01",
            failures=1,
        )
    }


def test_what_an_older_program_kept_is_taken_out_at_the_next_run(
    lock: Path, outside: Host, inside: Host, named: Hosts
) -> None:
    led = outside.on("/x", redirect(inside.url("/admin")))
    direct = inside.url("/admin")
    old = ALIVE._replace(author=("Ada Miller",), site="Intranet")
    lock.write_text(dump({led: old._replace(final=direct), direct: old}))
    ask(lock, [led, direct], named=named)  # on the same day: but for that, nothing would be due
    assert kept(lock) == {led: INSIDE._replace(alive=DAY), direct: INSIDE}
    assert inside.begun == []


def test_links_inside_are_no_sign_that_the_network_is_gone(lock: Path) -> None:
    port = free_port()
    urls = [f"http://127.1.0.{number}:{port}/" for number in range(60)]
    result = ask(lock, urls, named=NOBODY)
    assert len(result.looks) == 60
    assert kept(lock) == dict.fromkeys(urls, INSIDE)


# -- the command ---------------------------------------------------------------------------------


def test_the_command_warns_of_a_link_that_leads_inside(
    net: Net, outside: Host, inside: Host, tmp_path: Path
) -> None:
    assert inside.server_address[0] == "127.0.0.1"
    led = outside.on("/led", redirect(inside.url("/admin")))
    well = outside.on("/well", PAGE)
    root = write_site(tmp_path / "site", {"A": [led, well, inside.url("/admin")]})
    conf = (root / "conf.py").read_text()
    (root / "conf.py").write_text(conf.replace("range(1, 30)", "range(2, 30)"))
    code, output, complaints = call(root)
    assert code == 0
    assert "Traceback" not in complaints
    port = inside.server_address[1]
    named = "if it may be asked, name 127.0.0.1 in eventnotes_links_hosts"
    warned = f"""\
Not public, not asked (2)
  http://127.0.0.1:{port}/admin  “words”
    {named}
    cited in events/a.md: A › Keynote
  {led}  “words”
    leads to http://127.0.0.1:{port}/admin: {named}
    cited in events/a.md: A › Keynote
"""
    head = "3 links cited, 3 asked for: 1 alive, 2 not public\n\n"
    assert output == head + warned
    assert inside.begun == []
    assert {path: known.title for path, known in by_path(root).items()} == {
        "/admin": "",
        "/led": "",
        "/well": "Secret plans",
    }
    code, output, _ = call(root)
    # The host that leads there is named, and may lead elsewhere by now.
    head = "3 links cited, 1 asked for: 0 alive, 1 not public\n\n"
    assert (code, output) == (0, head + warned)
    code, output, _ = call(root, "--offline")
    assert [line for line in output.splitlines() if line and not line.startswith("  ")] == [
        "3 links cited, 3 known: 1 alive when last asked for",
        "Not public, not asked (2)",
    ]
    with (root / "conf.py").open("a") as file:
        file.write(f'eventnotes_links_hosts += ["127.0.0.1:{port}"]\n')
    code, output, _ = call(root, "--all")
    assert output.startswith("3 links cited, 3 asked for: 3 alive\n")
    assert by_path(root)["/led"].final == inside.url("/admin")
    assert inside.begun[0] == "HEAD /admin"
