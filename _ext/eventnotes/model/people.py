"""Names in a list: people with their affiliation at the time, organisations, topics."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from eventnotes.model import ids
from eventnotes.model.affiliations import is_handle, is_pronouns, is_surely_org, is_surely_role
from eventnotes.model.fullwidth import narrow

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
    pronouns: str = ""
    """As written in the brackets, such as ``she/her``."""
    handle: str = ""
    """What they are called somewhere on the web, such as ``@ada``."""


def split_names(text: str, suffix: re.Pattern[str]) -> Iterator[str]:
    """Yield the names in *text*, split at ``;``, line ends and commas outside brackets.

    The marks of Chinese and Japanese count as those they stand for. A piece that *suffix* matches
    (``Jr.``, ``Inc.``) belongs to the name before it.
    """
    pieces: list[str] = []
    depth, begin = 0, 0
    for at, character in enumerate(narrow(text).replace("、", ",")):
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
    """Return an organisation (*kind* ``orgs``), a topic or a series by name or id.

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
    name, parts = _bracketed(text)
    pronouns, handle, org_words, role = _sorted_out(parts)
    org = read_name(org_words, "orgs") if org_words else None
    if not name:
        raise ValueError(PEOPLE_FORMS)
    if name != "?" and not ids.is_name(name):
        raise ValueError(PEOPLE_FORMS)
    unnamed = name.casefold() in _UNNAMED or ids.is_typed_id(name, "people")
    return Mention(person_id(name, org), "" if unnamed else name, org, role, pronouns, handle)


def _bracketed(text: str) -> tuple[str, list[str]]:
    """Return the name in *text*, and what stands in the brackets after it, between its commas."""
    marks = narrow(text).replace("、", ",")
    opened = marks.find("(")
    if opened < 0:
        if ")" in marks:
            raise ValueError(PEOPLE_FORMS)
        return text.strip(), []
    parts: list[str] = []
    depth = begin = 0
    for at in range(opened, len(marks)):
        mark = marks[at]
        if depth == 0 and mark != "(":
            if not mark.isspace():
                raise ValueError(PEOPLE_FORMS)
        elif (depth, mark) in {(1, ","), (1, ")")}:
            parts.append(text[begin:at].strip())
            begin = at + 1
        elif depth == 0:
            begin = at + 1
        depth += (mark == "(") - (mark == ")")
    if depth:
        raise ValueError(PEOPLE_FORMS)
    return text[:opened].strip(), parts


def _sorted_out(parts: list[str]) -> tuple[str, str, str, str]:
    """Return the pronouns, the handle, the organisation and the role in somebody's brackets.

    The organisation comes first, unless what comes first is a role for sure and the next is not.
    """
    pronouns = [part for part in parts if is_pronouns(part)]
    handles = [part for part in parts if is_handle(part)]
    rest = [part for part in parts if part not in {*pronouns, *handles}]
    for at in range(len(rest) - 1, 0, -1):
        if _ORG_SUFFIX.match(rest[at]) and rest[at - 1]:
            rest[at - 1 : at + 1] = [f"{rest[at - 1]}, {rest[at]}"]
    if len(rest) > 1 and is_surely_role(rest[0]) and is_surely_org(rest[1]):
        rest[:2] = [rest[1], rest[0]]
    org = rest[0] if rest else ""
    return ", ".join(pronouns), ", ".join(handles), org, ", ".join(filter(None, rest[1:]))


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
