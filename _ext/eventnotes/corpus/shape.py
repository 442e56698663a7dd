"""What each kind of record is in JSON, told from the records of ``eventnotes.api``.

An attribute has the same name there. What is absent is left out. A place is its address, under the
name ``address``; that something is private is not said, because nothing private is in the file.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple, get_type_hints

from eventnotes.api import (
    Event,
    Link,
    Mention,
    Name,
    Org,
    Person,
    Place,
    Rating,
    Series,
    Site,
    Takeaway,
    Talk,
    Topic,
    Vote,
    records,
)

KINDS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "events": (Event, ("id", "title", "address")),
    "talks": (Talk, ("id", "title", "address")),
    "takeaways": (Takeaway, ("address",)),  # one of pictures alone has no words
    "links": (Link, ("key", "title", "address")),
    "people": (Person, ("id", "name", "address")),
    "orgs": (Org, ("id", "name", "address")),
    "topics": (Topic, ("id", "name", "address")),
    "series": (Series, ("id", "name", "address")),
}
"""By its key in the file, the record of each kind, and what each of them has."""

INNER: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "name": (Name, ("id", "name")),
    "mention": (Mention, ()),
    "rating": (Rating, ()),
    "vote": (Vote, ("name",)),
    "site": (Site, ("language",)),
}
"""The records that stand in others."""

_UNSAID = frozenset({"private", "authority", "is_preview", "is_private", "has_pages"})
_DATE = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_ADDRESS = {"type": "string", "format": "uri-reference"}
_TEXT = {"type": "string", "minLength": 1}
_SCORE = {"type": "number", "minimum": 0, "maximum": 1}
_BY_NAME: dict[str, dict[str, Any]] = {
    "first": _DATE,
    "last": _DATE,
    "published": _DATE,
    "date": _DATE,
    "time": {"type": "string", "pattern": r"^\d{2}:\d{2}$"},
    "updates": {"type": "array", "items": _DATE},
    "score": _SCORE,
}
"""What is more than its type says."""

Address = Callable[[Any], str]


class Member(NamedTuple):
    """One member of a record's object."""

    name: str
    attribute: str
    schema: dict[str, Any]
    value: Callable[[Any, Address], Any]
    """Takes the attribute and what finds addresses; what is empty is left out."""


def members(record: type[Any]) -> list[Member]:
    """Return the members of the object of a type of record, in order."""
    if record not in _MEMBERS:
        _MEMBERS[record] = list(_members_of(record))
    return _MEMBERS[record]


_MEMBERS: dict[type[Any], list[Member]] = {}


def _members_of(record: type[Any]) -> Iterator[Member]:
    hints = get_type_hints(record, vars(records))
    for field in fields(record):
        if field.name in _UNSAID:
            continue
        schema, value = _of_type(hints[field.name])
        name = "address" if field.name == "at" else field.name
        schema = _BY_NAME.get(name, schema)
        yield Member(name, field.name, schema, value)


def _of_type(hint: Any) -> tuple[dict[str, Any], Callable[[Any, Address], Any]]:
    """Return the schema of a type, and what makes a value of JSON of one of it.

    :raises KeyError: a record has a type that nothing here knows.
    """
    return _TYPES[str(hint).replace("eventnotes.api.records.", "")]


def _plain(value: Any, address: Address) -> Any:
    return value


def _place(value: Any, address: Address) -> str:
    return address(value)


def _places(value: Any, address: Address) -> list[str]:
    return list(dict.fromkeys(map(address, value)))


def _record(value: Any, address: Address) -> dict[str, Any] | None:
    return None if value is None else object_of(value, address)


def _records(value: Any, address: Address) -> list[dict[str, Any]]:
    return [object_of(each, address) for each in value]


def _mapping(value: Any, address: Address) -> dict[str, Any]:
    return dict(value)


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _several(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


_SCALAR = {"type": ["string", "integer", "number"]}
_TYPES: dict[str, tuple[dict[str, Any], Callable[[Any, Address], Any]]] = {
    str(str): (_TEXT, _plain),
    str(int): ({"type": "integer", "minimum": 0}, _plain),
    "int | None": ({"type": "integer", "minimum": 0}, _plain),
    "float | None": (_SCORE, _plain),
    str(Place).replace("eventnotes.api.records.", ""): (_ADDRESS, _place),
    "tuple[Place, ...]": (_several(_ADDRESS), _places),
    "tuple[str, ...]": (_several(_TEXT), _plain),
    "tuple[Name, ...]": (_several(_ref("name")), _records),
    "Name | None": (_ref("name"), _record),
    "tuple[Mention, ...]": (_several(_ref("mention")), _records),
    "Rating | None": (_ref("rating"), _record),
    "tuple[Vote, ...]": (_several(_ref("vote")), _records),
    "tuple[tuple[str, float], ...]": (
        {"type": "object", "additionalProperties": _SCORE},
        _mapping,
    ),
    "tuple[tuple[str, str | int | float | tuple[str | int | float, ...]], ...]": (
        {
            "type": "object",
            "additionalProperties": {"anyOf": [_SCALAR, _several(_SCALAR)]},
        },
        _mapping,
    ),
}


def object_of(record: Any, address: Address) -> dict[str, Any]:
    """Return a record as an object of JSON."""
    made = {}
    for name, attribute, _, value in members(type(record)):
        given = getattr(record, attribute)
        if given is None or given == "" or given == ():
            continue
        made[name] = value(given, address)
    return made


def schema() -> dict[str, Any]:
    """Return the definitions of all kinds of records, as JSON Schema 2020-12 has them."""
    return {name: _definition(*INNER[name]) for name in sorted(INNER)} | {
        name: _definition(*KINDS[name]) for name in sorted(KINDS)
    }


def _definition(record: type[Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": " ".join((record.__doc__ or "").split()),
        "properties": dict(_properties(record)),
        "required": list(required),
        "additionalProperties": False,
    }


def _properties(record: type[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    meanings = _meanings()
    for member in members(record):
        said = meanings[record.__name__, member.attribute]
        yield member.name, {**member.schema, "description": said.replace("``", "")}


@cache
def _meanings() -> dict[tuple[str, str], str]:
    """Return the text below each attribute of the records, by class and name."""
    found = {}
    for made in ast.parse(inspect.getsource(records)).body:
        if isinstance(made, ast.ClassDef):
            for attribute, after in pairwise(made.body):
                match attribute, after:
                    case (
                        ast.AnnAssign(target=ast.Name(name)),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ):
                        found[made.name, name] = " ".join(text.split())
    return found
