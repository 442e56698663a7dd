"""What a page says of itself in JSON-LD, in the vocabulary of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

_WORKS = (
    "article",
    "posting",
    "blog",
    "creativework",
    "video",
    "audio",
    "podcast",
    "episode",
    "event",
    "book",
    "dataset",
    "code",
    "report",
    "course",
    "presentation",
    "thesis",
    "software",
    "webpage",
    "product",
    "recording",
    "clip",
)
"""What the names of types of things that a page can be about hold, in lower case."""
_NOT_THE_PAGE = frozenset({"organization", "person", "website", "breadcrumblist", "imageobject"})
_MOST_NODES = 200


class Work(NamedTuple):
    """What the page is about."""

    title: str = ""
    site: str = ""
    author: tuple[str, ...] = ()
    date: str = ""


def read(scripts: Iterable[str]) -> Work:
    """Return what the page is about, if its JSON-LD says so without contradiction.

    :param scripts: the text of each ``application/ld+json`` element.
    """
    works = [work for node in _nodes(scripts) if _is_work(node) and (work := _work(node)).title]
    if len({work.title for work in works}) != 1:
        return Work()  # a page that lists works is none of them
    return max(works, key=lambda work: sum(map(bool, work)))


def _nodes(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the nodes that stand at the top, and those that others call the page's main one."""
    waiting: list[object] = []
    for script in scripts:
        try:
            waiting.append(json.loads(script.strip().removesuffix(";"), strict=False))
        except (ValueError, RecursionError):
            continue
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node[:_MOST_NODES]
        elif isinstance(node, dict):
            waiting += [node.get("@graph"), node.get("mainEntity")]
            yield node


def _is_work(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    names = [str(name).lower() for name in (types if isinstance(types, list) else [types])]
    return any(word in name for name in names if name not in _NOT_THE_PAGE for word in _WORKS)


def _work(node: dict[str, Any]) -> Work:
    return Work(
        _text(node.get("headline")) or _text(node.get("name")),
        next(_names(node.get("publisher")), ""),
        tuple(_names(node.get("author") or node.get("creator"))),
        _text(node.get("datePublished") or node.get("uploadDate")),
    )


def _text(value: object) -> str:
    """Return a string, or the first of several, or the text of ``{"@value": …}``."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return value if isinstance(value, str) else ""


def _names(value: object) -> Iterator[str]:
    """Yield the names of people or organisations."""
    for one in (value if isinstance(value, list) else [value])[:_MOST_NODES]:
        name = _text(one.get("name")) if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip():
            yield name
