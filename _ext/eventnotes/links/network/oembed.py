"""Asking a video's provider about it (https://oembed.com): a page that is gone may answer 200.

What providers publish for programs to ask is asked whatever their robots.txt says of pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from eventnotes.links.network.titles import Page, tidy

PROVIDERS: Mapping[str, str] = {
    "youtube.com": "https://www.youtube.com/oembed",
    "vimeo.com": "https://vimeo.com/api/oembed.json",
}
"""By host, in the one spelling of its videos, where to ask about what it shows."""


_VIDEOS = {"youtube.com": "/watch", "vimeo.com": r"/\d+"}
"""By host, the paths of videos: a provider says of its other pages that they are not there."""


def question(providers: Mapping[str, str], url: str) -> str:
    """Return the address that knows about the video at *url*, or nothing."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    endpoint = providers.get(host, "")
    if not re.fullmatch(_VIDEOS.get(host, ".*"), parts.path):
        return ""
    return f"{endpoint}?url={quote(url, safe='')}&format=json" if endpoint else ""


def read(data: bytes) -> Page:
    """Return what an answer says of a video."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return Page()
    if not isinstance(found, dict):
        return Page()
    title, name, author = (
        value if isinstance(value := found.get(field), str) else ""
        for field in ("title", "provider_name", "author_name")
    )
    return tidy(title, name, [author], "")
