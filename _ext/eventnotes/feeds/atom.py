"""A feed as Atom 1.0 (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from eventnotes.feeds.entries import Entry, Feed

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML may hold (XML 1.0 §2.2)."""


def write(feed: Feed) -> bytes:
    """Return a feed."""
    entries = [entry.once("atom", _entry) for entry in feed.entries]
    return b"\n".join(["\n".join(_head(feed)).encode(), *entries, b"</feed>", b""])


def _head(feed: Feed) -> Iterator[str]:
    site = feed.site
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(site.language)}">'
    yield f"<id>{_text(feed.id)}</id>"
    yield f"<title>{_text(feed.title)}</title>"
    yield f"<updated>{feed.updated}</updated>"
    own = _text(f"{site.url}{feed.name}.xml")
    yield f'<link rel="self" type="application/atom+xml" href="{own}"/>'
    yield f'<link rel="alternate" type="text/html" href="{_text(feed.home)}"/>'
    yield f"<author><name>{_text(site.author or site.title)}</name></author>"
    for name, picture in feed.pictures("icon", "logo"):  # RFC 4287 §4.2.5, §4.2.8
        yield f"<{name}>{_text(picture)}</{name}>"
    if site.copyright:
        yield f"<rights>© {_text(site.copyright)}</rights>"


def _entry(entry: Entry) -> str:
    return "\n".join(_lines(entry))


def _lines(entry: Entry) -> Iterator[str]:
    yield f'<entry xml:lang="{_text(entry.language)}">'
    yield f"<id>{_text(entry.id)}</id>"
    yield f"<title>{_text(entry.title)}</title>"
    yield f'<link rel="alternate" type="text/html" href="{_text(entry.address)}"/>'
    yield f"<published>{entry.published}</published>"
    yield f"<updated>{entry.updated}</updated>"
    for topic in entry.topics:
        yield f'<category term="{_text(topic)}"/>'
    if entry.summary:
        yield f"<summary>{_text(entry.summary)}</summary>"
    yield f'<content type="html">{_text(entry.html)}</content>'
    yield "</entry>"


def _text(text: str) -> str:
    if not text.replace("\n", "").isprintable():  # much faster, and true of most texts
        text = _NO_XML.sub("", text)
    return escape(text)
