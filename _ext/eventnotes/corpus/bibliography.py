"""The links as bibliographies: BibTeX with the types of BibLaTeX, and CSL-JSON.

Names of authors are left whole: which part of a name is the family's, only its owner knows.
"""

from __future__ import annotations

import json
import re
from typing import Any

from eventnotes.api import Link, Published
from eventnotes.model import ids

_BIBTEX = {
    "book": "book",
    "code": "software",
    "dataset": "dataset",
    "paper": "article",
    "video": "video",
}
_CSL = {
    "book": "book",
    "code": "software",
    "dataset": "dataset",
    "paper": "article-journal",
    "post": "post",
    "slides": "speech",
    "video": "motion_picture",
}
"""The types of CSL 1.0.2; any other kind is a page on the web."""
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {sign: f"\\{sign}" for sign in "{}$&#_%"}
_TO_ESCAPE = re.compile(r"[\\{}$&#_%~^]")
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", "%": "\\%", "#": "\\#"}


def bibtex(notes: Published) -> str | None:
    """Return all links as a file of BibTeX, by their keys; none in the author's own copy."""
    if notes.site.is_private:
        return None
    return "\n".join(_entry(name, link) for name, link in _named(notes)) or "% no links\n"


def csl(notes: Published) -> str | None:
    """Return all links as CSL-JSON, an item on each line; none in the author's own copy."""
    if notes.site.is_private:
        return None
    items = [json.dumps(_item(name, link), ensure_ascii=False) for name, link in _named(notes)]
    return "[\n" + ",\n".join(items) + "\n]\n" if items else "[]\n"


def _named(notes: Published) -> list[tuple[str, Link]]:
    """Return the links with the keys they are cited by, sorted; none of them is another's."""
    found = []
    for link in notes.links:
        if link.url:
            where = ids.slug(link.key.partition("://")[2])[:60].strip("-")
            own = link.id.rpartition("/")[2]
            found.append((own or f"{where}-{ids.digest(link.key)}", link))
    return sorted(found, key=lambda pair: pair[0])


def _entry(name: str, link: Link) -> str:
    kind = _BIBTEX.get(link.kind, "online")
    where = "journaltitle" if kind == "article" else "organization"
    authors = " and ".join(_author(each.name) for each in link.authors if each.name)
    given = {
        "author": authors,
        "title": f"{{{_escape(link.title)}}}",  # so that no style changes its letters
        where: _escape(link.site),
        "date": link.date,
        "url": re.sub(r"[{}\\%#]", lambda sign: _IN_ADDRESS[sign[0]], link.url),
        "keywords": ", ".join(_escape(topic.name) for topic in link.topics),
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in given.items() if value)
    return f"@{kind}{{{name},\n{lines}}}\n"


def _author(name: str) -> str:
    """Return a name as BibTeX reads it, whole where it has another order or a joining word."""
    escaped = _escape(name)
    return f"{{{escaped}}}" if "," in name or " and " in f" {name} " else escaped


def _escape(text: str) -> str:
    return _TO_ESCAPE.sub(lambda sign: _SPECIAL[sign[0]], text)


def _item(name: str, link: Link) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": name,
        "type": _CSL.get(link.kind, "webpage"),
        "title": link.title,
        "URL": link.url,
    }
    if link.site:
        item["container-title"] = link.site
    if authors := [{"literal": each.name} for each in link.authors if each.name]:
        item["author"] = authors
    if link.date:
        item["issued"] = {"date-parts": [[int(part) for part in link.date.split("-")]]}
    if link.topics:
        item["keyword"] = ", ".join(topic.name for topic in link.topics)
    return item
