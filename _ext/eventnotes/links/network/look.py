"""All that is asked about one link, in order: is it there, what is it, does its page mean it."""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from eventnotes.links.network import oembed, titles
from eventnotes.links.network.bodies import PAGE
from eventnotes.links.network.client import UNREACHED, Answer, Client, LeftAlone
from eventnotes.links.network.outcomes import NOT_FOUND, Finding, Verdict, judge
from eventnotes.links.network.robots import Robots
from eventnotes.links.network.targets import Target
from eventnotes.links.network.titles import Page
from eventnotes.model.addresses import NOT_PUBLIC

_HTML = frozenset({"", "text/html", "application/xhtml+xml"})
_GONE = frozenset({404, 410})
_METHODS_ALIKE = (UNREACHED - {"timeout"}) | {"tls", "loop", "cookies", NOT_PUBLIC}
"""Troubles that do not depend on the method of a request."""


class _Probe(NamedTuple):
    """What a host answers when it is asked for what can't be there."""

    status: int
    words: str
    """In which its page says that it was not found."""


class Looker:
    """Looks at links, one after another or many at once; knows each host's rules."""

    def __init__(self, client: Client, providers: Mapping[str, str] = oembed.PROVIDERS) -> None:
        self._client = client
        self._providers = providers
        self._robots = Robots(client)
        self._probes: dict[str, _Probe] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def look(self, target: Target) -> Finding:
        """Return what can be found out about one link."""
        question = self._question(target) if target.kind == "video" else ""
        try:
            if question:
                return await self._ask_provider(question)
            answer = await self._client.follow("HEAD", target.url)
            if not answer.good and not answer.unwelcome and answer.trouble not in _METHODS_ALIKE:
                answer = await self._client.follow("GET", target.url)
        except LeftAlone as reason:
            return Finding(Verdict.UNASKED, str(reason))
        verdict, status = judge(answer)
        found = Finding(verdict, status, _final(target.url, answer.url), answer.media_type)
        if verdict is not Verdict.ALIVE or answer.media_type not in _HTML:
            return found
        return await self._read(target, found, answer)

    def _question(self, target: Target) -> str:
        """Return where to ask about a video, by its key: providers don't know every spelling."""
        asked = (oembed.question(self._providers, url) for url in (target.key, target.url))
        return next(filter(None, asked), "")

    async def _ask_provider(self, question: str) -> Finding:
        answer = await self._client.follow("GET", question, PAGE)
        verdict, status = judge(answer)
        if verdict is Verdict.FAILED and answer.status >= 500:
            verdict = Verdict.UNCHECKED  # that is the provider's trouble, not the video's
        page = oembed.read(answer.body) if answer.good else Page()
        inside = answer.url if verdict is Verdict.NOT_PUBLIC else ""
        return Finding(verdict, status, inside, "text/html", page)

    async def _read(self, target: Target, found: Finding, answer: Answer) -> Finding:
        """Return *found* with what the page at the end says, if it may be read."""
        read = await self._get(answer.url)
        if read is None:
            return found
        if read.trouble == NOT_PUBLIC:  # a HEAD that is not led to where a GET is
            return Finding(Verdict.NOT_PUBLIC, NOT_PUBLIC, read.url)
        if read.status in _GONE:  # a HEAD that is answered with 200 whatever one asks for
            return found._replace(verdict=Verdict.FAILED, status=str(read.status))
        if not read.good or read.media_type not in _HTML:
            return found
        page = await _page(read)
        if page.missing:
            probe = await self._probe(read.url)
            if 200 <= probe.status < 300 and probe.words == page.missing:
                return found._replace(verdict=Verdict.FAILED, status=NOT_FOUND)
            if probe.status not in _GONE:
                page = Page()  # it may mean it or not; its title is no title
        if target.kind == "video" and not page.title and page.oembed:
            page = await self._discover(page)
        return found._replace(
            final=_final(target.url, read.url), type=read.media_type or "text/html", page=page
        )

    async def _get(self, url: str) -> Answer | None:
        """Return a page, or None if it may not be read."""
        if not await self._robots.allow(url):
            return None
        try:
            return await self._client.follow("GET", url, PAGE)
        except LeftAlone:
            return None

    async def _discover(self, page: Page) -> Page:
        """Return what a page's own oEmbed address says, where the page itself says nothing."""
        answer = await self._get(page.oembed)
        return oembed.read(answer.body) if answer is not None and answer.good else page

    async def _probe(self, url: str) -> _Probe:
        """Return what the host of *url* says of a page that can't exist; asked once in a run."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._locks[origin]:
            if origin not in self._probes:
                name = hashlib.sha256(origin.encode()).hexdigest()[:24]
                self._probes[origin] = await self._ask_for_nothing(f"{origin}/{name}")
        return self._probes[origin]

    async def _ask_for_nothing(self, url: str) -> _Probe:
        answer = await self._get(url)
        if answer is None:
            return _Probe(0, "")
        page = await _page(answer)
        return _Probe(answer.status, page.missing)


async def _page(answer: Answer) -> Page:
    """Return what a page says, read in a thread: a page can be made to take seconds."""
    content_type = answer.headers.get("Content-Type", "")
    return await asyncio.to_thread(titles.read, answer.body, content_type, answer.url)


def _final(url: str, final: str) -> str:
    """Return the address after redirects, where it is another; a fragment makes none."""
    return "" if _plain(url) == _plain(final) else final


def _plain(url: str) -> str:
    parts = urlsplit(urldefrag(url).url)
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()
