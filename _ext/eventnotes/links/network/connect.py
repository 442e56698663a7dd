"""Connections: how they are made, and which are not.

Whether an address is public is looked at as late as can be, when the socket for that very address
is made: a name may lead elsewhere from one question to the next (DNS rebinding), and a host can be
written in many ways.
"""

from __future__ import annotations

import errno
import socket
import ssl
from typing import Any

import aiohttp
import certifi

from eventnotes.links.network.manners import AGENT
from eventnotes.model.addresses import is_public

_HEADERS = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
_LONGEST_HEADER = 64 * 1024
_MOST_HEADERS = 512


class NotPublic(OSError):
    """An address is not public, and its host was not named.

    All have the same words: of several addresses that can't be connected to, aiohttp passes on the
    error only if they are alike.
    """

    def __init__(self) -> None:
        super().__init__(errno.EACCES, "the address is not public")


def open_session(*, public: bool) -> aiohttp.ClientSession:
    """Return a session that keeps no cookies and knows no proxy.

    :param public: connect to public addresses only.
    """
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())  # some systems have no roots of their own
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=0,
            limit_per_host=1,
            ssl=context,
            socket_factory=_public_socket if public else None,
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers=_HEADERS,
        auto_decompress=False,
        trust_env=False,
        max_line_size=_LONGEST_HEADER,
        max_field_size=_LONGEST_HEADER,
        max_headers=_MOST_HEADERS,
    )


def _public_socket(info: tuple[Any, ...]) -> socket.socket:
    """Return a socket for one of the addresses that a host has, as ``getaddrinfo`` gives it.

    :raises NotPublic: it must not be connected to.
    """
    family, kind, protocol, _, address = info
    if not is_public(address[0]):
        raise NotPublic
    return socket.socket(family, kind, protocol)
