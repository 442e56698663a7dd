"""An HTTP client with manners: one request at a time for each host, and none where it is unwelcome.

It keeps no cookies, follows redirects by hand so that each hop's host is treated alike, and turns
everything that can go wrong between two machines into one word. It goes through no proxy, and to
no address that is not public, unless its host is named.
"""

from __future__ import annotations

import asyncio
import datetime
import errno
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

import aiohttp
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from eventnotes.links.network import bodies
from eventnotes.links.network.connect import NotPublic, open_session
from eventnotes.links.network.manners import MOST_REDIRECTS, MOST_SILENCES, Manners, retry_after
from eventnotes.model.addresses import NOT_PUBLIC, Hosts, is_inside
from eventnotes.model.urls import read_url

UNREACHED = frozenset({"dns", "refused", "unreachable", "timeout"})
"""Troubles in which nothing was heard of the host."""
_LASTING = frozenset({"dns", "refused", "unreachable", NOT_PUBLIC})
"""Troubles that another request to the same host and port would only meet again."""
_NO_HEADERS: CIMultiDictProxy[str] = CIMultiDictProxy(CIMultiDict())


class LeftAlone(Exception):
    """A host is not asked again in this run; the words say why."""


class Answer(NamedTuple):
    """What came of a request."""

    url: str
    """The address that was asked, the last one after redirects."""
    status: int = 0
    """0 if there was no answer."""
    trouble: str = ""
    """One word for what went wrong where there was no answer."""
    headers: Mapping[str, str] = _NO_HEADERS
    """By name, in any case."""
    body: bytes = b""
    unwelcome: bool = False
    """The host has enough of us for this run."""

    @property
    def good(self) -> bool:
        """Whether the server says that all is well."""
        return 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        """Media type without parameters, in lower case."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class _Host:
    """What was learnt of one host in this run."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.free_at = 0.0
        self.waited = 0.0
        self.silences = 0
        self.left = ""
        self.troubles: dict[str, str] = {}


class Client:
    """Asks, for a whole run; :func:`open_client` makes one."""

    def __init__(
        self,
        manners: Manners,
        hosts: Hosts,
        public: aiohttp.ClientSession,
        anywhere: aiohttp.ClientSession,
    ) -> None:
        """Ask the named *hosts* by the session that connects anywhere, all others by the other."""
        self.manners = manners
        self.reached: set[str] = set()
        """Hosts that were heard of."""
        self.asked: set[str] = set()
        self.waiting: dict[str, None] = {}
        """Hosts that are being asked now, the one that takes longest first."""
        self._named = hosts
        self._public = public
        self._anywhere = anywhere
        self._hosts: dict[str, _Host] = {}
        self._slots = asyncio.Semaphore(manners.hosts)

    async def follow(self, method: str, url: str, limit: int = 0) -> Answer:
        """Ask *url*, and where it leads, for at most *limit* bytes of body.

        :raises LeftAlone: a host on the way is not to be asked again.
        """
        url = urldefrag(url).url
        seen = {url}
        cookies = False
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self.ask(method, url, limit)
            cookies = cookies or "Set-Cookie" in answer.headers
            if not 300 <= answer.status < 400:
                return answer
            try:
                url = next_address(url, answer.headers.get("Location", ""))
            except ValueError:
                return Answer(url, trouble="dead end")
            if url in seen:
                break
            seen.add(url)
        # Where a cookie would have been the way out, we can't tell what is behind.
        return Answer(url, trouble="cookies" if cookies else "loop")

    async def ask(
        self, method: str, url: str, limit: int = 0, timeout: float | None = None
    ) -> Answer:
        """Make one request when its host has time, and again if the host asks for patience.

        :raises LeftAlone: the host is not to be asked again.
        """
        name = urlsplit(url).hostname or ""
        host = self._hosts.setdefault(name, _Host())
        origin = url.partition("://")[0] + urlsplit(url).netloc
        async with host.lock:
            again = False
            while True:
                if host.left:
                    raise LeftAlone(host.left)
                if origin in host.troubles:
                    return Answer(url, trouble=host.troubles[origin])
                await asyncio.sleep(host.free_at - asyncio.get_running_loop().time())
                answer = await self._visit(name, method, url, limit, timeout)
                host.free_at = asyncio.get_running_loop().time() + self.manners.pause
                if answer.trouble in _LASTING:
                    host.troubles[origin] = answer.trouble
                host.silences = host.silences + 1 if answer.trouble == "timeout" else 0
                if host.silences >= MOST_SILENCES:
                    host.left = "the host does not answer"
                wait = self._wait_wanted(answer)
                if wait is None:
                    return answer
                if again or host.waited + wait > self.manners.patience:
                    host.left = f"the host asks for patience ({answer.status})"
                    return answer._replace(unwelcome=True)
                again = True
                host.waited += wait
                await asyncio.sleep(wait)

    def _wait_wanted(self, answer: Answer) -> float | None:
        """Return for how many seconds a server wants to be left alone, if it does."""
        if answer.status not in (429, 503):
            return None
        now = datetime.datetime.now(datetime.UTC)
        wait = retry_after(answer.headers.get("Retry-After", ""), now)
        return self.manners.backoff if wait is None and answer.status == 429 else wait

    async def _visit(
        self, name: str, method: str, url: str, limit: int, timeout: float | None
    ) -> Answer:
        async with self._slots:
            self.asked.add(name)
            self.waiting[name] = None
            try:
                answer = await self._send(method, url, limit, timeout or self.manners.timeout)
            finally:
                del self.waiting[name]
        if answer.trouble == NOT_PUBLIC:
            self.asked.discard(name)
        elif answer.trouble not in UNREACHED:
            self.reached.add(name)
        return answer

    def _session_for(self, address: URL) -> aiohttp.ClientSession:
        """Return what a host is asked by, told from the name and port that will be connected to.

        :raises NotPublic: the host is not to be asked, by its name alone.
        """
        host = address.raw_host or ""
        if self._named.name(host, address.port):
            return self._anywhere
        if is_inside(host):
            raise NotPublic
        return self._public

    async def _send(self, method: str, url: str, limit: int, timeout: float) -> Answer:
        try:
            # as it was written, where that can be sent
            address = URL(url, encoded=url.isascii())
            async with self._session_for(address).request(
                method,
                address,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=timeout),
            ) as response:
                body = b""
                if method == "GET":
                    if response.status >= 300:
                        limit = min(limit or bodies.ERROR, bodies.ERROR)
                        limit = limit if response.status >= 500 else 0
                    body = await bodies.read(response, limit)
                    response.close()  # not released: that would read on to the end
                return Answer(url, response.status, "", response.headers, body)
        except (aiohttp.ClientError, OSError, ValueError) as error:  # OSError: TimeoutError too
            return Answer(url, trouble=trouble(error))


@asynccontextmanager
async def open_client(manners: Manners, hosts: Hosts) -> AsyncIterator[Client]:
    """Give a client, and close its connections at the end.

    :param hosts: those that may be asked though their address is not public.
    """
    async with open_session(public=True) as public, open_session(public=False) as anywhere:
        yield Client(manners, hosts, public, anywhere)


def trouble(error: Exception) -> str:
    """Return one word for what went wrong."""
    match error:
        case NotPublic():
            return NOT_PUBLIC
        case TimeoutError():
            return "timeout"
        case aiohttp.ClientConnectorDNSError() | UnicodeError():
            return "dns"
        case aiohttp.ClientSSLError() | aiohttp.ClientConnectorCertificateError() | ssl.SSLError():
            return "tls"
        case aiohttp.ServerDisconnectedError() | ConnectionResetError() | BrokenPipeError():
            return "reset"
        case aiohttp.ClientConnectorError():
            return _connect_trouble(error.os_error)
        case OSError():
            return "reset"
    return "garbled"


def _connect_trouble(error: OSError) -> str:
    if isinstance(error, NotPublic):
        return NOT_PUBLIC
    match error.errno:
        case errno.ECONNREFUSED:
            return "refused"
        case errno.ETIMEDOUT:
            return "timeout"
        case errno.ECONNRESET | errno.EPIPE:
            return "reset"
    return "unreachable"


def next_address(url: str, location: str) -> str:
    """Return where a ``Location`` leads from *url* (RFC 9110 §10.2.2), without its fragment.

    :raises ValueError: nowhere, or to where no page may link.
    """
    if not location.strip():
        raise ValueError("a Location")
    parts = urlsplit(urljoin(url, location.strip()))
    # Browsers mend an address that holds spaces and the like, so it counts as one.
    path = _quoted(parts.path, "/:@!$&'()*+,;=%~") or "/"
    query = _quoted(parts.query, "/?:@!$&'()*+,;=%~[]")
    return read_url(urlunsplit((parts.scheme, parts.netloc, path, query, "")))


def _quoted(text: str, safe: str) -> str:
    return quote(text.encode("utf-8", "surrogateescape"), safe=safe)
