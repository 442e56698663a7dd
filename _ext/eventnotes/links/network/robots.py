"""What each host's robots.txt lets this program read (RFC 9309).

It is asked about reading a page for its title. Whether a link leads anywhere is found out all the
same: that is a visit for a reader who is about to follow it, one request that takes nothing away.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from urllib.parse import urlsplit

from protego import Protego

from eventnotes.links.network.client import Client, LeftAlone
from eventnotes.links.network.manners import NAME

_LIMIT = 500 * 1024
"""RFC 9309 §2.5 asks for no less."""


class Robots:
    """The rules of each host, asked once in a run."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._rules: dict[str, Protego | bool] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def allow(self, url: str) -> bool:
        """Tell whether the page at *url* may be read."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._locks[origin]:
            if origin not in self._rules:
                self._rules[origin] = await self._ask(f"{origin}/robots.txt")
        rules = self._rules[origin]
        return rules if isinstance(rules, bool) else rules.can_fetch(url, NAME)

    async def _ask(self, url: str) -> Protego | bool:
        try:
            answer = await self._client.follow("GET", url, _LIMIT)
        except LeftAlone:
            return False
        if answer.good:
            return Protego.parse(answer.body.decode("utf-8", "replace"))
        # §2.3.1.3: a 4xx is as good as none. §2.3.1.4: what can't be reached forbids everything.
        return 400 <= answer.status < 500 and not answer.unwelcome
