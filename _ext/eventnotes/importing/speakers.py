"""How schedules name a speaker: a name, and in brackets pronouns, a nickname or where they work.

Nothing says which of them a bracket is, so that is told by its form, as a page tells it. A page
takes words without such a form for an organisation; a nickname becomes a handle instead.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from eventnotes.importing.draft import clean, person, with_beside
from eventnotes.importing.names import is_name, says_role
from eventnotes.model import ids
from eventnotes.model.affiliations import (
    is_handle,
    is_org_form,
    is_pronouns,
    is_surely_org,
    is_surely_role,
)
from eventnotes.model.people import split_people

_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_AT_END = re.compile(rf"\s*(?:{_BRACKET.pattern})\s*\Z")
_SEPARATOR = re.compile(r"\s*[,;]\s*")
_AT = re.compile(r"(?P<role>.+?)\s+(?:at|@|bei|chez)\s+(?P<org>.+)")
_NICKNAME = re.compile(r"[\w.-]{2,}")
_PART = re.compile(
    r"(?:co-?)?(?:host|moderator|panell?ist|presenter|organi[sz]er|speaker|author|invited|guest)"
    r"|remote(?:ly)?|online|virtual|in[ -]person|tb[acd]",
    re.IGNORECASE,
)
"""What somebody is in the talk, as far as that is said in one word."""


class Speaker(NamedTuple):
    """A person as a page writes one."""

    person: str
    doubts: tuple[str, ...] = ()
    """What was taken for one of two things that it may be."""


def speaker(name: str, org: str = "") -> Speaker:
    """Return a speaker by the name that a schedule gives.

    :param org: where they work, if the schedule has a place of its own for that.
    """
    org = clean(org)
    bare, parts = _taken_apart(" ".join(name.split()))
    if not ids.is_name(bare):
        return Speaker(person(name, org))
    beside: list[str] = []
    others: list[str] = []
    for part in parts:
        if is_pronouns(part) or is_handle(part):
            beside.append(part)
        elif part.islower() and is_pronouns(f"{part}/{part}"):
            beside.append(f"pronouns: {part}")
        elif len(list(split_people(f"{bare}, {part}"))) == 1:
            bare = f"{bare}, {part}"  # a degree, or Jr.
        elif part.casefold() != org.casefold():
            others.append(part)
    doubts = []
    if len(others) == 1 and _may_be_nickname(others[0]):
        is_nickname = others[0].islower()
        if is_nickname or not org:
            what = "a handle" if is_nickname else "an organisation"
            doubts.append(f"{others[0]!r} behind {bare} is taken for {what}")
        if is_nickname:
            beside.append(f"@{others.pop()}")
    org, role = (org, ", ".join(others)) if org else _org_and_role(others)
    return Speaker(with_beside(person(bare, org, role), beside), tuple(doubts))


def _taken_apart(name: str) -> tuple[str, list[str]]:
    """Return a name without what stands in brackets, or behind a comma, and that."""
    parts: list[str] = []
    while (match := _AT_END.search(name)) and name[: match.start()].strip():
        parts[:0] = _SEPARATOR.split(match[1] or match[2] or "")
        name = name[: match.start()]

    def take(match: re.Match[str]) -> str:
        inside = match[1] or match[2] or ""
        if not (is_pronouns(inside) or is_handle(inside)):
            return match[0]
        parts.append(inside)
        return " "

    name = " ".join(_BRACKET.sub(take, name).split())
    bare, *rest = _SEPARATOR.split(name)
    if is_name(bare) and rest and all(is_org_form(part) or says_role(part) for part in rest):
        name, parts = bare, [*rest, *parts]
    parts = [" ".join(re.sub(r"[()\[\]]", " ", clean(part)).split()) for part in parts]
    return name, [part for part in parts if ids.is_name(part)]


def _may_be_nickname(part: str) -> bool:
    """Tell whether one word in brackets may be what somebody is called, and not who they are."""
    return not (
        not _NICKNAME.fullmatch(part)
        or part.lower() == part.upper()
        or is_org_form(part)
        or says_role(part)
        or _PART.fullmatch(part)
    )


def _org_and_role(parts: list[str]) -> tuple[str, str]:
    """Return organisation and role, in the order in which a page has them unless forms tell."""
    if len(parts) == 1 and (at := _AT.fullmatch(parts[0])) and says_role(at["role"]):
        return at["org"], at["role"]
    if len(parts) > 1 and is_surely_role(parts[0]) and is_surely_org(parts[1]):
        parts = [parts[1], parts[0], *parts[2:]]
    if parts and (_PART.fullmatch(parts[0]) or (says_role(parts[0]) and not is_org_form(parts[0]))):
        return ("", parts[0]) if len(parts) == 1 else (parts[1], ", ".join([parts[0], *parts[2:]]))
    return (parts[0], ", ".join(parts[1:])) if parts else ("", "")
