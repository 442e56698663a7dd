"""What a page says of itself: its title, site, authors and date, and where else to ask for them.

The words are those of strangers. A title that names a bot wall, or nothing but the site, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup
from bs4.filter import SoupStrainer

from eventnotes.links.network import linked_data
from eventnotes.links.network.phrases import is_wall, says_missing
from eventnotes.links.network.texts import as_date, decode, one_line
from eventnotes.model.urls import read_url, site

OEMBED = "application/json+oembed"
_MOST_AUTHORS = 50
_KEPT = SoupStrainer(["title", "meta", "link", "script", "h1"])
_TITLE = re.compile(r"(<title\b[^>]{0,200}>)(.*?)(</title\s{0,9}>|\Z)", re.IGNORECASE | re.DOTALL)
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date",
    "dcterms.date",
    "date",
)
_AUTHORS = ("citation_author", "article:author", "author", "dc.creator")
_TITLES = ("og:title", "citation_title", "dc.title")


class Page(NamedTuple):
    """What a page says of itself; what it does not say is empty."""

    title: str = ""
    site: str = ""
    author: tuple[str, ...] = ()
    date: str = ""
    missing: str = ""
    """The words in which it says that it was not found, if it does."""
    oembed: str = ""
    """Where it says that the same can be asked in JSON."""


def read(data: bytes, content_type: str, url: str) -> Page:
    """Return what the HTML page that *data* begins says of itself.

    :param url: where it was found.
    """
    # A title holds no elements (WHATWG HTML §13.2.5.2), which not every parser knows.
    text = _TITLE.sub(
        lambda found: found[1] + found[2].replace("<", "&lt;") + found[3],
        decode(data, content_type),
        count=1,
    )
    try:
        # lxml: the standard library's parser takes hours for a megabyte of "<a <a <a"
        soup = BeautifulSoup(text, "lxml", parse_only=_KEPT)
    except (ParserRejectedMarkup, RecursionError):
        return Page()
    return _Reader(soup, url).page()


def tidy(title: str, name: str, author: Iterable[str], date: str, url: str = "") -> Page:
    """Return a page of which strangers say these things, with what is of no use left out."""
    name = one_line(name)
    title = _without_site(one_line(title), name)
    if is_wall(title) or _is_site(title, name, url):
        title = ""
    return Page(title, name, _people(author), as_date(date))


def _people(names: Iterable[str]) -> tuple[str, ...]:
    lines = (one_line(name) for name in names)
    people = (line for line in lines if line and "://" not in line and not line.startswith("www."))
    return tuple(dict.fromkeys(people))[:_MOST_AUTHORS]


class _Reader:
    def __init__(self, soup: BeautifulSoup, url: str) -> None:
        self._soup = soup
        self._url = url
        self._metas: dict[str, list[str]] = {}
        for meta in _tags(soup, "meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop")
            content = meta.get("content")
            if isinstance(name, str) and isinstance(content, str) and content.strip():
                self._metas.setdefault(name.strip().lower(), []).append(content)

    def page(self) -> Page:
        work = linked_data.read(
            script.get_text()
            for script in _tags(self._soup, "script")
            if str(script.get("type", "")).strip().lower() == "application/ld+json"
        )
        plain = self._text_of("title")
        name = self._meta("og:site_name") or work.site or self._meta("application-name")
        author = work.author or next(filter(None, map(self._people, _AUTHORS)), ())
        date = work.date or next(filter(None, map(self._meta, _DATES)), "")
        page = Page()
        for title in (work.title, *map(self._meta, _TITLES), plain):
            page = tidy(title, name, author, date, self._url)
            if page.title:
                break
        said = (one_line(plain), one_line(self._text_of("h1")))
        missing = next(filter(says_missing, said), "")
        return page._replace(missing=missing, oembed=self._oembed())

    def _meta(self, name: str) -> str:
        return self._metas.get(name, [""])[0]

    def _people(self, name: str) -> tuple[str, ...]:
        return _people(self._metas.get(name, ()))

    def _text_of(self, name: str) -> str:
        tag = next(_tags(self._soup, name), None)
        return tag.get_text() if tag is not None else ""

    def _oembed(self) -> str:
        for link in _tags(self._soup, "link"):
            kind, href = link.get("type"), link.get("href")
            if isinstance(kind, str) and kind.strip().lower() == OEMBED and isinstance(href, str):
                try:
                    return read_url(urljoin(self._url, href))
                except ValueError:
                    continue
        return ""


def _tags(soup: BeautifulSoup, name: str) -> Iterator[Tag]:
    for tag in soup.find_all(name):
        if isinstance(tag, Tag):
            yield tag


def _without_site(title: str, name: str) -> str:
    """Return *title* without the name of its site at the end, or alone."""
    if name:
        match = re.fullmatch(rf"(.+?)?\s*[|·–—-]\s*{re.escape(name)}", title, re.IGNORECASE)
        if match:
            return match[1] or ""
    return title


def _is_site(title: str, name: str, url: str) -> bool:
    """Tell whether *title* says only where a page is; on a site's first page that is fine."""
    if urlsplit(url).path in ("", "/"):
        return False
    return title.casefold() in (name.casefold(), site(url))
