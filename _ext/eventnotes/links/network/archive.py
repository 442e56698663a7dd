"""Copies in an archive that speaks the Wayback Machine's interface (CDX, Save Page Now)."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from urllib.parse import quote, urljoin, urlsplit

from eventnotes.links.network.bodies import PAGE
from eventnotes.links.network.client import Answer, Client, next_address
from eventnotes.model.dates import read_date
from eventnotes.model.lock import Copy
from eventnotes.model.urls import read_url

_COPY = re.compile(r"/web/(\d{14})[a-z_]*/.+")
_MEMENTO = re.compile(r'<([^>]*)>\s*;[^,]*\brel="[^"]*\bmemento\b')
_IN_PATH = "/:?&=%~+,;@!$'()*[]#"
_MOST_HOPS = 3
_SAVING_TAKES = 6
"""How many times longer than another request one to save may take: the archive reads the page."""


class ArchiveError(Exception):
    """The archive did not do what it was asked; the words say why."""


class Archive:
    """One archive."""

    def __init__(self, client: Client, base: str) -> None:
        self._client = client
        self._base = base.rstrip("/")

    def holds(self, url: str) -> bool:
        """Tell whether *url* is a copy itself."""
        return urlsplit(url).hostname == urlsplit(self._base).hostname

    async def find(self, url: str) -> Copy | None:
        """Return the latest copy of *url*, if there is one.

        :raises ArchiveError: the archive does not say.
        :raises LeftAlone: it is not to be asked again in this run.
        """
        answer = await self._client.follow(
            "GET",
            f"{self._base}/cdx/search/cdx?url={quote(url, safe='')}&output=json"
            "&fl=timestamp,original&filter=statuscode:200&limit=-1",
            PAGE,
        )
        if not answer.good:
            raise ArchiveError(_said(answer))
        try:
            rows = json.loads(answer.body or b"[]")
            if not rows[1:]:  # the first row holds the columns' names
                return None
            stamp, original = rows[-1]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise ArchiveError("an answer that can't be read") from None
        copy = self._copy(f"/web/{stamp}/{original}") or self._copy(f"/web/{stamp}/{url}")
        if copy is None:
            raise ArchiveError("an answer that can't be read")
        return copy

    async def save(self, url: str) -> Copy:
        """Have a copy of *url* made.

        :raises ArchiveError: none was made.
        :raises LeftAlone: the archive is not to be asked again in this run.
        """
        address = f"{self._base}/save/{quote(url, safe=_IN_PATH)}"
        for _ in range(_MOST_HOPS):
            timeout = _SAVING_TAKES * self._client.manners.timeout
            answer = await self._client.ask("GET", address, timeout=timeout)
            if not 200 <= answer.status < 400:
                break
            location = answer.headers.get("Location", "")
            memento = _MEMENTO.search(answer.headers.get("Link", ""))
            said = (answer.headers.get("Content-Location", ""), location, memento and memento[1])
            if copy := next(filter(None, map(self._copy, filter(None, said))), None):
                return copy
            try:
                address = next_address(address, location)
            except ValueError:
                raise ArchiveError("it does not say where the copy is") from None
        raise ArchiveError(_said(answer))

    def _copy(self, address: str) -> Copy | None:
        """Return the copy at an address, whose time stamp says when it was taken (RFC 7089)."""
        with suppress(ValueError):
            url = read_url(urljoin(f"{self._base}/", quote(address, safe=_IN_PATH)))
            match = _COPY.search(url)
            if match is not None and self.holds(url):
                year, month, day = match[1][:4], match[1][4:6], match[1][6:8]
                return Copy(url, read_date(f"{year}-{month}-{day}"))
        return None


def _said(answer: Answer) -> str:
    return f"it answers {answer.status}" if answer.status else answer.trouble
