"""A real HTTP server on loopback that plays every fault, and notes how its visitors behave."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import trustme

PATIENCE = 120.0
"""Seconds after which what a test waits for will not come, on any machine."""
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Seen(NamedTuple):
    """A request, with the times between which it was answered."""

    method: str
    path: str
    begin: float
    end: float


class Reply(NamedTuple):
    """A plain answer."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = HTML


Play = Callable[["Visit"], None]
"""Anything that an answer can be: it writes to the visitor itself."""


class Visit(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    protocol_version = "HTTP/1.1"
    server: Host
    _begin = 0.0

    def handle_one_request(self) -> None:
        with suppress(OSError):  # the visitor hangs up
            super().handle_one_request()
            return
        self.close_connection = True

    def do_GET(self) -> None:
        """Answer, and note it."""
        host = self.server
        self._begin = time.monotonic()
        with host.lock:
            host.begun.append(f"{self.command} {self.path}")
            host.now += 1
            host.most = max(host.most, host.now)
        try:
            self._play(host.routes.get(self.path.partition("?")[0], Reply(404, b"<h1>None</h1>")))
        finally:
            self._note()

    def _note(self) -> None:
        """Note the request, once: before a visitor can know that it is answered."""
        if self._begin:
            with self.server.lock:
                self.server.now -= 1
                times = (self._begin, time.monotonic())
                self.server.seen.append(Seen(self.command, self.path, *times))
            self._begin = 0.0

    do_HEAD = do_GET

    def _play(self, route: Reply | Play | list[Reply | Play]) -> None:
        if isinstance(route, list):  # one after another; the last one stays
            route = route.pop(0) if len(route) > 1 else route[0]
        if isinstance(route, Reply):
            self.reply(*route)
        else:
            route(self)

    def reply(self, status: int, body: bytes = b"", headers: Mapping[str, str] = HTML) -> None:
        """Send an answer with its length."""
        self._note()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.send(body)

    def send(self, data: bytes) -> None:
        """Send bytes, and count them."""
        self.wfile.write(data)
        self.server.sent += len(data)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Host(ThreadingHTTPServer):
    """One host, on an address of its own."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: str, context: ssl.SSLContext | None = None, port: int = 0) -> None:
        super().__init__((address, port), Visit)
        scheme = "https" if context else "http"
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.base = f"{scheme}://{address}:{self.server_address[1]}"
        self.routes: dict[str, Any] = {}
        self.lock = threading.Lock()
        self.begun: list[str] = []
        self.seen: list[Seen] = []
        self.now = self.most = self.sent = 0
        self.over = threading.Event()
        threading.Thread(target=lambda: self.serve_forever(0.02), daemon=True).start()

    def handle_error(self, *args: object) -> None:
        """Say nothing of visitors that hang up."""

    def url(self, path: str) -> str:
        """Return the address of *path*."""
        return self.base + path

    def on(self, path: str, *plays: Reply | Play) -> str:
        """Answer *path* so, one after another; return its address."""
        self.routes[path] = list(plays)
        return self.url(path)

    def page(self, path: str, title: str = "", head: str = "", body: str = "") -> str:
        """Put a page at *path*; return its address."""
        title = f"<title>{title}</title>" if title else ""
        text = f"<!doctype html><html><head>{title}{head}</head><body>{body}</body></html>"
        return self.on(path, Reply(200, text.encode()))

    def requests(self, path: str = "") -> list[str]:
        """Return method and path of each request so far, or the methods of those to *path*."""
        with self.lock:
            if path:
                return [seen.method for seen in self.seen if seen.path == path]
            return [f"{seen.method} {seen.path}" for seen in self.seen]

    def close(self) -> None:
        """Let go of all visitors."""
        self.over.set()
        self.shutdown()
        self.server_close()


class Net:
    """As many hosts as a test wants."""

    def __init__(self) -> None:
        self.hosts: list[Host] = []
        self.sent: list[str] = []
        """Method and address of each request that this process began to send."""

    def host(self, context: ssl.SSLContext | None = None, port: int = 0) -> Host:
        """Return a new host, at a port of its own if none is given."""
        host = Host(f"127.0.0.{len(self.hosts) + 2}", context, port)
        self.hosts.append(host)
        return host

    def secure(self, authority: trustme.CA, name: str = "") -> Host:
        """Return a new host with a certificate for *name*, its own address if that is empty."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name or f"127.0.0.{len(self.hosts) + 2}").configure_cert(context)
        return self.host(context)

    def never_answers(self, url: str) -> bool:
        """Tell whether the host of an address would only hang there."""
        host = next((host for host in self.hosts if url.startswith(f"{host.base}/")), None)
        plays = host.routes.get(urlsplit(url).path, []) if host is not None else []
        return hang in plays

    @property
    def requests(self) -> int:
        """How many requests all hosts had."""
        return sum(len(host.seen) for host in self.hosts)


@contextmanager
def open_net() -> Iterator[Net]:
    """Give hosts, and close them at the end."""
    net = Net()
    try:
        yield net
    finally:
        for host in net.hosts:
            host.close()


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


# -- what a host can play ------------------------------------------------------------------------


def redirect(to: str, status: int = 302, **headers: str) -> Reply:
    """Lead somewhere else."""
    return Reply(status, b"", {"Location": to, **headers})


def hang(visit: Visit) -> None:
    """Never answer."""
    visit.server.over.wait()
    visit.close_connection = True


def meeting(number: int, reply: Reply) -> Play:
    """Answer once so many visitors are here; if they do not come, hang up."""
    barrier = threading.Barrier(number)

    def play(visit: Visit) -> None:
        try:
            barrier.wait(PATIENCE)
        except threading.BrokenBarrierError:
            visit.close_connection = True
        else:
            visit.reply(*reply)

    return play


def gate(reply: Reply) -> tuple[Play, threading.Event]:
    """Answer once an event has come; return it, too."""
    opened = threading.Event()

    def play(visit: Visit) -> None:
        opened.wait(PATIENCE)
        visit.reply(*reply)

    return play, opened


def slowly(seconds: float, reply: Reply) -> Play:
    """Answer after a while."""

    def play(visit: Visit) -> None:
        visit.server.over.wait(seconds)
        visit.reply(*reply)

    return play


def hang_up(visit: Visit) -> None:
    """Close the connection without a word."""
    visit.close_connection = True


def reset(visit: Visit) -> None:
    """Break the connection off (RFC 9293 §3.10.7: a reset, not an end)."""
    visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    visit.connection.close()
    visit.close_connection = True


def break_off(body: bytes, claimed: int) -> Play:
    """Promise more than is sent."""

    def play(visit: Visit) -> None:
        visit.reply(200, body, {**HTML, "Content-Length": str(claimed)})
        visit.close_connection = True

    return play


def flood(head: bytes, total: int, chunk: bytes, **headers: str) -> Play:
    """Send *head* and then *chunk* until *total* bytes are out."""

    def play(visit: Visit) -> None:
        visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 64 * 1024)
        visit.send_response(200)
        for name, value in {**HTML, "Content-Length": str(total), **headers}.items():
            visit.send_header(name, value)
        visit.end_headers()
        if visit.command == "HEAD":
            return
        visit.send(head)
        sent = len(head)
        while sent < total:
            visit.send(chunk[: total - sent])
            sent += len(chunk)

    return play


def garble(visit: Visit) -> None:
    """Answer with something that is no HTTP."""
    visit.wfile.write(b"SSH-2.0-OpenSSH_9.9\r\n\r\n")
    visit.close_connection = True


def only_get(reply: Reply, otherwise: int = 405) -> Play:
    """Refuse HEAD."""

    def play(visit: Visit) -> None:
        if visit.command == "HEAD":
            visit.reply(otherwise)
        else:
            visit.reply(*reply)

    return play
