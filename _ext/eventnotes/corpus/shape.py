"""What each kind of record is in JSON, told from the records of ``eventnotes.api``.

An attribute has the same name there. What is absent is left out. A place is its address, under the
name ``address``; that something is private is not said, because nothing private is in the file.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from itertools import pairwise
from json.encoder import JSONEncoder, encode_basestring
from operator import attrgetter
from typing import Any, NamedTuple, get_type_hints

from eventnotes import api
from eventnotes.api import records

KINDS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "events": (api.Event, ("id", "title", "address")),
    "talks": (api.Talk, ("id", "title", "address")),
    "takeaways": (api.Takeaway, ("address",)),  # one of pictures alone has no words
    "links": (api.Link, ("key", "title", "address")),
    "people": (api.Person, ("id", "name", "address")),
    "orgs": (api.Org, ("id", "name", "address")),
    "topics": (api.Topic, ("id", "name", "address")),
    "series": (api.Series, ("id", "name", "address")),
}
"""By its key in the file, the record of each kind, and what each of them has."""

INNER: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "name": (api.Name, ("id", "name")),
    "mention": (api.Mention, ()),
    "rating": (api.Rating, ()),
    "vote": (api.Vote, ("name",)),
    "site": (api.Site, ("language",)),
}
"""The records that stand in others."""

_UNSAID = frozenset(
    {"private", "authority", "is_preview", "is_private", "has_pages", "icon", "logo"}
)
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
_json = JSONEncoder(ensure_ascii=False).encode


class Member(NamedTuple):
    """One member of a record's object."""

    name: str
    attribute: str
    schema: dict[str, Any]
    write: Write | None
    """Takes the attribute and what writes the whole, if it is no text; what is empty is left out.
    """


class Writer:
    """Writes records as objects of JSON, each that stands in several others once."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._known: dict[int, tuple[Any, str]] = {}

    def inner(self, record: Any) -> str:
        """Return a record that stands in another; they are known by their identity."""
        known = self._known.get(id(record))
        if known is None:
            known = self._known[id(record)] = record, self.object(record)
        return known[1]

    def object(self, record: Any) -> str:
        """Return a record."""
        given, every = _parts(record)
        said = [
            head + (_text(value) if write is None else write(value, self))
            for value, (head, write) in zip(given(record), every, strict=True)
            if value or value == 0  # what is absent is neither
        ]
        return f"{{{', '.join(said)}}}"


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
        schema, write = _of_type(hints[field.name])
        name = "address" if field.name == "at" else field.name
        schema = _BY_NAME.get(name, schema)
        yield Member(name, field.name, schema, write)


def _parts(record: Any) -> tuple[Callable[[Any], Any], list[tuple[str, Write | None]]]:
    """Return what gets all attributes of a record, and for each its name and what writes it."""
    kind = type(record)
    if kind not in _PARTS:
        every = members(kind)
        get = attrgetter(*(member.attribute for member in every))
        _PARTS[kind] = get, [(f"{_json(each.name)}: ", each.write) for each in every]
    return _PARTS[kind]


_PARTS: dict[type[Any], tuple[Callable[[Any], Any], list[tuple[str, Write | None]]]] = {}


def _of_type(hint: Any) -> tuple[dict[str, Any], Write | None]:
    """Return the schema of a type, and what writes a value of it.

    :raises KeyError: a record has a type that nothing here knows.
    """
    return _TYPES[str(hint).replace("eventnotes.api.records.", "")]


Write = Callable[[Any, Writer], str]
_text = encode_basestring


def _number(value: float, writer: Writer) -> str:
    return repr(value)


def _texts(value: Iterable[str], writer: Writer) -> str:
    return f"[{', '.join(map(_text, value))}]"


def _place(value: Any, writer: Writer) -> str:
    return _text(writer.address(value))


def _places(value: Any, writer: Writer) -> str:
    return _texts(dict.fromkeys(map(writer.address, value)), writer)


def _record(value: Any, writer: Writer) -> str:
    return writer.inner(value)


def _records(value: Any, writer: Writer) -> str:
    return f"[{', '.join(map(writer.inner, value))}]"


def _mapping(value: Any, writer: Writer) -> str:
    return _json(dict(value))


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _several(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


_SCALAR = {"type": ["string", "integer", "number"]}
_TYPES: dict[str, tuple[dict[str, Any], Write | None]] = {
    str(str): (_TEXT, None),
    str(int): ({"type": "integer", "minimum": 0}, _number),
    "int | None": ({"type": "integer", "minimum": 0}, _number),
    "float | None": (_SCORE, _number),
    "<class 'Place'>": (_ADDRESS, _place),
    "tuple[Place, ...]": (_several(_ADDRESS), _places),
    "tuple[str, ...]": (_several(_TEXT), _texts),
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
    for member in members(record):
        said = meaning_of(record, member.attribute)
        yield member.name, {**member.schema, "description": said.replace("``", "")}


def meaning_of(record: type[Any], attribute: str) -> str:
    """Return the text below an attribute of a record."""
    found = (_meanings().get((each.__name__, attribute)) for each in record.__mro__)
    return next(filter(None, found))


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
