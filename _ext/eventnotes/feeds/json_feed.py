"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from eventnotes.feeds.entries import Entry, Feed


def write(feed: Feed) -> bytes:
    """Return a feed."""
    site = feed.site
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{site.url}{feed.name}.json",
        "language": site.language,
        **dict(feed.pictures("favicon", "icon")),
        "authors": [{"name": site.author or site.title}],
    }
    lines = "".join(f"{_encode(name)}: {_encode(value)},\n" for name, value in head.items())
    items = b",\n".join(entry.once("json", _item) for entry in feed.entries)
    return b'{\n%b"items": [\n%b\n]\n}\n' % (lines.encode(), items)


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _item(entry: Entry) -> str:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "language": entry.language,
        "tags": list(entry.topics),
    }
    return _encode({name: value for name, value in item.items() if value or name == "content_html"})
