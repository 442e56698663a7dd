"""Names in a list: people with their affiliation at the time, organisations, topics."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from eventnotes.model import ids

PEOPLE_FORMS = "Name, Name (Organisation) or Name (Organisation, role), joined by ; or ,"
NAME_FORMS = "a name with a letter or a digit in it"
_UNNAMED = frozenset({"someone", "somebody", "unknown", "?"})
_PERSON_SUFFIX = re.compile(
    r"(?:jr|sr|ph\.?\s?d|m\.?d|ii|iii|iv)\.?(?=\s*(?:\(|\Z))", re.IGNORECASE
)
_ORG_SUFFIX = re.compile(r"(?:inc|ltd|llc|gmbh|ag|corp|co|plc|s\.?a)\.?\Z", re.IGNORECASE)


class Name(NamedTuple):
    """An organisation or a topic as it was named: its id and the words used."""

    id: str
    text: str


class Mention(NamedTuple):
    """A person as named in one place, with the affiliation they had then."""

    id: str
    """``people/…``, or empty where nobody can be told: an unnamed person, a bare first name."""
    name: str
    """As written; empty for somebody unnamed, or where only an id was written."""
    org: Name | None = None
    role: str = ""


def split_names(text: str, suffix: re.Pattern[str]) -> Iterator[str]:
    """Yield the names in *text*, split at ``;``, line ends and commas outside brackets.

    A piece that *suffix* matches (``Jr.``, ``Inc.``) belongs to the name before it.
    """
    pieces: list[str] = []
    depth, begin = 0, 0
    for at, character in enumerate(text):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif character in ";\n" or (character == "," and not depth):
            depth = 0
            _add(pieces, text[begin:at], suffix)
            begin = at + 1
    _add(pieces, text[begin:], suffix)
    yield from pieces


def _add(pieces: list[str], piece: str, suffix: re.Pattern[str]) -> None:
    piece = " ".join(piece.split())
    if not piece:
        return
    if pieces and suffix.match(piece):
        pieces[-1] = f"{pieces[-1]}, {piece}"
    else:
        pieces.append(piece)


@functools.lru_cache(maxsize=8192)
def read_name(text: str, kind: str) -> Name:
    """Return an organisation (*kind* ``orgs``) or a topic (``topics``) by name or id.

    The same name gives the same object, which keeps what is pickled small.

    :raises ValueError: there is nothing but punctuation.
    """
    if ids.is_typed_id(text, kind):
        return Name(text, "")
    if not ids.is_name(text):
        raise ValueError(NAME_FORMS)
    return Name(f"{kind}/{ids.slug(text)}", text)


@functools.lru_cache(maxsize=8192)
def read_person(text: str) -> Mention:
    """Return one person.

    :raises ValueError: the brackets do not match, or no name stands before or in them.
    """
    name, bracket, rest = text.partition("(")
    name = name.strip()
    org: Name | None = None
    role = ""
    if bracket:
        if not rest.endswith(")") or rest.count(")") != rest.count("(") + 1:
            raise ValueError(PEOPLE_FORMS)
        first, _, role = rest[:-1].partition(",")
        form, _, other = role.partition(",")
        if _ORG_SUFFIX.match(form.strip()):
            first, role = f"{first}, {form.strip()}", other
        org = read_name(first.strip(), "orgs") if first.strip() else None
        role = role.strip()
    elif ")" in name:
        raise ValueError(PEOPLE_FORMS)
    if not name:
        raise ValueError(PEOPLE_FORMS)
    if name != "?" and not ids.is_name(name):
        raise ValueError(PEOPLE_FORMS)
    unnamed = name.casefold() in _UNNAMED or ids.is_typed_id(name, "people")
    return Mention(person_id(name, org), "" if unnamed else name, org, role)


def person_id(name: str, org: Name | None = None) -> str:
    """Return the id of the person called *name*, or an empty string if it names nobody.

    One word is a person only together with an organisation, except in scripts without case,
    where a full name is often written as one word.
    """
    if ids.is_typed_id(name, "people"):
        return name
    if name.casefold() in _UNNAMED:
        return ""
    if len(name.split()) > 1 or name.lower() == name.upper():
        return f"people/{ids.slug(name)}"
    if org is None:
        return ""
    return f"people/{ids.slug(name)}-{org.id.partition('/')[2]}"


def split_people(text: str) -> Iterator[str]:
    """Yield each person's part of a list of people."""
    return split_names(text, _PERSON_SUFFIX)


def split_orgs(text: str) -> Iterator[str]:
    """Yield each organisation's part of a list."""
    return split_names(text, _ORG_SUFFIX)


def split_topics(text: str) -> Iterator[str]:
    """Yield each topic of a list."""
    return split_names(text, re.compile(r"(?!)"))
