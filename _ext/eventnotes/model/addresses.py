"""Addresses of the network: which are public, and which hosts an author lets be asked all the same.

Public is what IANA's registries of special-purpose addresses (RFC 6890) call globally reachable.
An address that carries another in itself is as public as that one.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import unquote, urlsplit

from eventnotes.model.hosts import ascii_host, is_host
from eventnotes.model.lock import Known

NOT_PUBLIC = "not public"
"""The status of a link that leads to an address that is not public."""

_SPECIAL_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",  # multicast, reserved, broadcast
        ),
    )
)
"""Written out, as what the standard library counts as global differs between Pythons."""
_UNICAST_6 = IPv6Network("2000::/3")
"""All that is in use: loopback, link-local, multicast and their like are outside."""
_SPECIAL_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # for protocols, Teredo among them
            "2001:db8::/32",
            "2002::/16",  # 6to4
            "3fff::/20",
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
"""RFC 5214 §6.1: what stands before an IPv4 address in the lower half of an address."""

_INSIDE = frozenset(
    {"corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost", "private"}
)
"""Last labels of names that are none in public (RFC 6761 §6.3, RFC 6762 §3 and appendix G)."""
_HOME = ".home.arpa"
"""RFC 8375."""
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def is_public(address: str) -> bool:
    """Tell whether an IP address, as the system writes it, is one of the public network.

    >>> is_public("8.8.8.8"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::a00:1")
    (True, False, False)
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return _is_public_4(found) if isinstance(found, IPv4Address) else _is_public_6(found)


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _SPECIAL_4)


def _is_public_6(address: IPv6Address) -> bool:
    if address.ipv4_mapped is not None:
        return _is_public_4(address.ipv4_mapped)
    number = int(address)
    last = IPv4Address(number & 0xFFFFFFFF)
    address = IPv6Address(number)  # without a zone, for which no network has a place
    if address in _NAT64:
        return _is_public_4(last)
    if (number >> 32) & 0xFFFFFFFF in _ISATAP and not _is_public_4(last):
        return False
    special = any(address in network for network in _SPECIAL_6)
    return address in _UNICAST_6 and not special and address.is_global


def is_inside(host: str) -> bool:
    """Tell whether a host is not public by its name alone, without a question to anybody.

    Numbers count in every form in which a system takes them for an IPv4 address.

    >>> is_inside("0x7f.1"), is_inside("wiki"), is_inside("127.0.0.1.example.org")
    (True, True, False)
    """
    host = unicodedata.normalize("NFKC", unquote(host)).replace("。", ".")
    host = host.strip("[]").rstrip(".").lower()
    if ":" in host:
        return not is_public(host)
    *before, last = host.split(".")
    if _NUMBER.fullmatch(last):
        try:
            return not is_public(socket.inet_ntoa(socket.inet_aton(host)))
        except (OSError, UnicodeError):
            return True  # no name of the public network ends in a number
    return not before or last in _INSIDE or host.endswith(_HOME)


class Hosts:
    """Hosts that may be asked though their address is not public."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Take names as :func:`read_host` returns them, or in any other spelling.

        :raises ValueError: one of them is no host.
        """
        self._names = frozenset(map(read_host, names))

    def name(self, host: str, port: int | None) -> bool:
        """Tell whether a host is among them, at this port or at any."""
        with suppress(ValueError):
            return bool(self._names & {read_host(host), f"{read_host(host)}:{port}"})
        return False

    def names(self, url: str) -> bool:
        """Tell whether the host of an address is among them."""
        return self.name(*_host_of(url))

    def let(self, url: str) -> bool:
        """Tell whether nothing that stands in *url* keeps it from being asked and shown."""
        return not is_inside(_host_of(url)[0]) or self.names(url)


def _host_of(url: str) -> tuple[str, int | None]:
    """Return host and port of an address; no host if it has none."""
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts.hostname or "", parts.port or _DEFAULT_PORTS.get(parts.scheme)
    return "", None


def read_host(text: str) -> str:
    """Return a host, perhaps with a port, in one spelling.

    >>> read_host("Wiki.Example.:8080"), read_host("[::1]:80"), read_host("::1")
    ('wiki.example:8080', '[::1]:80', '[::1]')

    :raises ValueError: it is none.
    """
    host, port = text.strip(), ""
    if match := re.fullmatch(r"(\[.*\]|[^:]*):([0-9]{1,5})", host):
        host, port = match[1], f":{int(match[2])}"
    bare = host.strip("[]")
    if ":" in bare:
        try:
            return f"[{IPv6Address(bare)}]{port}"
        except ValueError:
            raise ValueError(f"{text!r} is no host") from None
    if not is_host(host):
        raise ValueError(f"{text!r} is no host")
    return ascii_host(host) + port


def is_host_name(value: object) -> bool:
    """Tell whether a value is a host, perhaps with a port."""
    with suppress(ValueError):
        return isinstance(value, str) and bool(read_host(value))
    return False


def public_only(
    entries: Mapping[str, Known], hosts: Hosts
) -> tuple[dict[str, Known], dict[str, str]]:
    """Return what is known of links without what comes from pages that are not public.

    :returns: the entries, and by key the address for which something of an entry was left out.
    """
    kept: dict[str, Known] = {}
    left: dict[str, str] = {}
    for key, known in entries.items():
        public, where = known, key
        if not hosts.let(key):
            public = Known(status=known.status, checked=known.checked)
        else:
            if known.archive is not None and not hosts.let(known.archive.url):
                public, where = public._replace(archive=None), known.archive.url
            if known.final and not hosts.let(known.final):
                public, where = public.without_page(), known.final
        kept[key] = public
        if public != known:
            left[key] = where
    return kept, left
