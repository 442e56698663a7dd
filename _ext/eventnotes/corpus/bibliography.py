"""The links as bibliographies: BibTeX with the types of BibLaTeX, and CSL-JSON.

Names of authors are left whole: which part of a name is the family's, only its owner knows.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from eventnotes.api import Link, Published
from eventnotes.model import bibtex as bib
from eventnotes.model import ids
from eventnotes.model.papers import DOI_HOST, Identifiers, identifiers

_BIBTEX = {
    "book": "book",
    "code": "software",
    "dataset": "dataset",
    "video": "video",
}
_CSL = {
    "book": "book",
    "code": "software",
    "dataset": "dataset",
    "post": "post",
    "slides": "speech",
    "video": "motion_picture",
}
"""The types of CSL 1.0.2; any other kind but a paper is a page on the web."""


class Source(NamedTuple):
    """What an entry says of a link."""

    kind: str
    title: str
    site: str
    authors: tuple[str, ...]
    date: str
    url: str
    topics: tuple[str, ...]


def bibtex(notes: Published) -> str | None:
    """Return all links as a file of BibTeX, by their keys; none in the author's own copy."""
    if notes.site.is_private:
        return None
    return "\n".join(_entry(name, link) for name, link in _named(notes)) or "% no links\n"


def csl(notes: Published) -> str | None:
    """Return all links as CSL-JSON, an item on each line; none in the author's own copy."""
    if notes.site.is_private:
        return None
    encode = json.JSONEncoder(ensure_ascii=False).encode
    items = [encode(_item(name, link)) for name, link in _named(notes)]
    return "[\n" + ",\n".join(items) + "\n]\n" if items else "[]\n"


def _named(notes: Published) -> list[tuple[str, Link]]:
    """Return the links with the keys they are cited by, sorted; none of them is another's.

    Both files have the same, so it is asked once.
    """
    if notes in _NAMED:
        return _NAMED[notes]
    found = []
    for link in notes.links:
        if link.url:
            where = ids.slug(link.key.partition("://")[2])[:60].strip("-")
            found.append((key_of(link.id) or f"{where}-{ids.digest(link.key)}", link))
    return _NAMED.setdefault(notes, sorted(found, key=lambda pair: pair[0]))


_NAMED: WeakKeyDictionary[Published, list[tuple[str, Link]]] = WeakKeyDictionary()


def key_of(identifier: str) -> str:
    """Return by what a link with an id is cited."""
    return identifier.rpartition("/")[2]


def entry(key: str, source: Source) -> str:
    """Return a link as an entry of BibTeX.

    A paper is none of ``article``, which needs the name of its journal.
    """
    paper = identifiers(source.url) if source.kind == "paper" else Identifiers()
    given = {
        "author": bib.names(name for name in source.authors if name),
        "title": bib.title(source.title),
        "organization": bib.escape(_published_by(source.site)),
        "date": source.date,
        "doi": bib.address(paper.doi),
        "eprint": bib.address(paper.arxiv),
        "eprinttype": "arxiv" if paper.arxiv else "",
        "url": bib.address(source.url),
        "keywords": ", ".join(map(bib.escape, source.topics)),
    }
    return bib.entry(_BIBTEX.get(source.kind, "online"), key, given)


def _entry(name: str, link: Link) -> str:
    authors = tuple(each.name for each in link.authors)
    topics = tuple(topic.name for topic in link.topics)
    source = Source(link.kind, link.title, link.site, authors, link.date, link.url, topics)
    return entry(name, source)


def _item(name: str, link: Link) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": name,
        "type": _CSL.get(link.kind, "webpage"),
        "title": link.title,
        "URL": link.url,
    }
    if link.kind == "paper":
        item |= _paper(link.url, link.site)
    elif link.site:
        item["container-title"] = link.site
    if authors := [{"literal": each.name} for each in link.authors if each.name]:
        item["author"] = authors
    if link.date:
        item["issued"] = {"date-parts": [[int(part) for part in link.date.split("-")]]}
    if link.topics:
        item["keyword"] = ", ".join(topic.name for topic in link.topics)
    return item


def _paper(url: str, site: str) -> dict[str, Any]:
    """Return what is said of a paper alone; one without a DOI may be a preprint."""
    named = identifiers(url)
    given = {
        "type": "article-journal" if named.doi else "article",
        "publisher": _published_by(site),
        "DOI": named.doi,
        "number": named.arxiv and f"arXiv:{named.arxiv}",
    }
    return {field: value for field, value in given.items() if value}


def _published_by(site: str) -> str:
    """Return where something came out; what leads to every paper is no such place."""
    return "" if site == DOI_HOST else site
