"""Which addresses are public, in whatever way they are written, and which hosts a setting names."""

from __future__ import annotations

import pytest

from eventnotes.model.addresses import Hosts, is_inside, is_public, public_only, read_host
from eventnotes.model.lock import Copy, Known


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.1.9",
        "0.0.0.0",
        "0.1.2.3",
        "10.20.30.40",
        "100.64.0.1",
        "100.127.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.1",
        "192.168.1.1",
        "192.0.0.8",
        "192.0.0.9",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:192.168.0.1",
        "::ffff:a9fe:a9fe",
        "::ffff:0:127.0.0.1",
        "64:ff9b::10.1.2.3",
        "64:ff9b::7f00:1",
        "64:ff9b:1::8.8.8.8",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "2a00:1450:4001::200:5efe:192.168.0.1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "localhost",
        "",
        "8.8.8",
    ],
)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.255.1",
        "::ffff:93.184.216.34",
        "64:ff9b::8.8.4.4",
        "2606:4700:4700::1111",
        "2a00:1450:4001:811::200e",
        "2001:4860:4860::8888",
        "2a00:1450:4001::5efe:8.8.8.8",
    ],
)
def test_an_address_of_the_public_network_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "127.0.1",
        "2130706434",
        "0x7f.2",
        "0X7F000002",
        "0177.0.0.2",
        "017700000001",
        "3232235777",
        "0xa9.0xfe.43518",
        "10.1",
        "0",
        "00",
        "0x0",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1",
        "[::1]",
        "::ffff:7f00:2",
        "fe80::1",
        "999.1.1.1",
        "example.4294967296",
        "localhost",
        "LOCALHOST.",
        "some.localhost",
        "ｌocalhost",
        "wiki",
        "printer.local",
        "git.corp",
        "vault.internal",
        "nas.home.arpa",
        "router.lan",
        "",
    ],
)
def test_a_host_inside_is_told_by_its_name(host: str) -> None:
    assert is_inside(host)


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "8.8.8.8",
        "134744072",
        "[2606:4700::1111]",
        "127.0.0.1.nip.io",
        "localhost.example.org",
        "internal.example.org",
        "0x7f.example",
        "bücher.example",
        "xn--bcher-kva.example.",
        "3com.com",
    ],
)
def test_a_name_that_may_be_public_is_not_inside(host: str) -> None:
    assert not is_inside(host)


def test_a_host_is_named_at_every_port_or_at_one_and_in_any_spelling() -> None:
    hosts = Hosts(["Wiki.Corp.", "localhost:8080", "::1", "[fd00::1]:80", "bücher.home.arpa"])
    assert hosts.names("https://wiki.corp/a")
    assert hosts.names("http://WIKI.corp.:99/")
    assert hosts.names("http://localhost:8080/a")
    assert hosts.names("http://[0:0::1]:5000/")
    assert hosts.names("http://[fd00::1]/")
    assert hosts.names("http://xn--bcher-kva.home.arpa/")
    assert not hosts.names("http://localhost/a")
    assert not hosts.names("http://localhost:80801/a")
    assert not hosts.names("http://other.wiki.corp/")
    assert not hosts.names("https://[fd00::1]/")
    assert not hosts.names("http://127.0.0.1:8080/")  # another name for the same is not named
    assert not Hosts(["127.0.0.1"]).names("http://0x7f.1/")


@pytest.mark.parametrize("text", ["", "http://wiki/", "wiki/a", "10.0.0.0/8", "*", "a b", "[::g]"])
def test_what_is_no_host_can_not_be_named(text: str) -> None:
    with pytest.raises(ValueError, match="is no host"):
        read_host(text)


def test_what_a_page_inside_said_is_left_out_and_nothing_else() -> None:
    page = Known("Title", "Site", ("Ada",), "2025", "text/html", "", "200", "2026-01-02")
    alive = page._replace(alive="2026-01-02")
    copy = Copy("https://web.archive.org/web/2026/https://a.example/", "2026-01-01")
    entries = {
        "https://a.example/": alive._replace(final="https://b.example/", archive=copy),
        "https://b.example/": alive._replace(final="http://0x7f.1/admin", archive=copy),
        "https://c.example/": alive._replace(archive=Copy("http://10.0.0.9/web/c", "2026-01-01")),
        "https://wiki.corp/x": alive._replace(failures=3, failing="2025-12-01", archive=copy),
        "https://named.corp/x": alive,
        "https://[fd00::2]/": Known(status="not public", checked="2026-01-02"),
    }
    kept, left = public_only(entries, Hosts(["named.corp"]))
    bare = Known(status="200", checked="2026-01-02")
    assert kept == {
        "https://a.example/": entries["https://a.example/"],
        "https://b.example/": bare._replace(alive="2026-01-02", archive=copy),
        "https://c.example/": alive,
        "https://wiki.corp/x": bare,
        "https://named.corp/x": alive,
        "https://[fd00::2]/": Known(status="not public", checked="2026-01-02"),
    }
    assert left == {
        "https://b.example/": "http://0x7f.1/admin",
        "https://c.example/": "http://10.0.0.9/web/c",
        "https://wiki.corp/x": "https://wiki.corp/x",
    }
