"""Which addresses may become links, and what kind of resource one points at."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

URL_FORMS = "an address that begins with https:// or http://"
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 2000

_KINDS: tuple[tuple[str, str], ...] = (
    (r"youtube\.com/(?:channel/|c/|user/|@)", "channel"),
    (r"(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|media\.ccc\.de)/", "video"),
    (r"(?:arxiv\.org/|doi\.org/|aclanthology\.org/|openreview\.net/|dl\.acm\.org/)", "paper"),
    (r"(?:github\.com|gitlab\.com|codeberg\.org|sr\.ht|bitbucket\.org)/", "code"),
    (r"(?:speakerdeck\.com|slideshare\.net|docs\.google\.com/presentation)/", "slides"),
    (r"(?:twitter\.com|x\.com|bsky\.app|mastodon\.social|linkedin\.com/posts)/", "post"),
    (r"(?:lu\.ma|luma\.com|meetup\.com|eventbrite\.[a-z.]+)/", "event"),
    (r"(?:huggingface\.co/datasets|kaggle\.com/datasets|zenodo\.org)/", "dataset"),
)


def read_url(text: str) -> str:
    """Return *text* if it is an address a page may link to.

    Only ``http`` and ``https`` with a host and without a user name are.

    :raises ValueError: it is anything else.
    """
    url = text.strip()
    if _FORBIDDEN.search(url):
        raise ValueError(f"{URL_FORMS} and holds no spaces, quotes or control characters")
    if len(url) > _LONGEST:
        raise ValueError(f"{URL_FORMS} and is at most {_LONGEST} characters long")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"{URL_FORMS}; {error}") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError(URL_FORMS)
    if parts.username is not None:
        raise ValueError(f"{URL_FORMS} and holds no user name or password")
    return url


def site(url: str) -> str:
    """Return the host of *url* as a reader would say it, without ``www.``."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def kind(url: str) -> str:
    """Return what kind of resource *url* points at; ``article`` where nothing tells."""
    parts = urlsplit(url)
    address = f"{site(url)}{parts.path or '/'}"
    for pattern, name in _KINDS:
        if re.match(rf"(?:.+\.)?{pattern}", address):
            return name
    return "slides" if parts.path.endswith((".pptx", ".key")) else "article"
