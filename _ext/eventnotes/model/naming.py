"""One thing under several names: aliases, company forms, and names that may be the same.

What is certain becomes an alias, which keeps old links working. What is not certain is a hint,
for the author to settle with ``{about}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from eventnotes.model import ids

_FORMS = (
    "inc|incorporated|ltd|limited|llc|llp|gmbh|ag|corp|corporation|co|company|plc|sa|s-a|se"
    "|bv|b-v|oy|ab|as|kk|pty|pte"
)
_COMPANY = re.compile(rf"-(?:{_FORMS})\Z")
_WRITTEN = re.compile(rf"[\s,]+(?:{_FORMS}|s\.a|b\.v)\.?\Z", re.IGNORECASE)
_SMALL_WORDS = "al bin da das de del den der di do dos du el ibn la le ten ter van von y zu"
_TITLES = "dr ii iii jr phd prof sr"
_PARTICLES = frozenset(f"{_SMALL_WORDS} {_TITLES}".split())


def without_company_form(identifier: str, name: str = "") -> str:
    """Return the id of an organisation without ``Inc.`` and its kin at the end of its name.

    >>> without_company_form("orgs/nvidia-inc")
    'orgs/nvidia'

    :param name: what it is called. An id that stands for letters it can't hold ends in a digest.
    """
    if ids.loses_letters(name) and identifier == f"orgs/{ids.slug(name)}":
        shorter = name
        while _WRITTEN.search(shorter):
            shorter = _WRITTEN.sub("", shorter)
        return f"orgs/{ids.slug(shorter)}" if shorter else identifier
    while True:
        shorter = _COMPANY.sub("", identifier)
        if shorter == identifier or shorter.endswith("/"):
            return identifier
        identifier = shorter


def plain_spelling(name: str) -> str:
    """Return a name without what nobody would call another spelling: capitals and spaces."""
    return " ".join(name.casefold().split())


def follow(aliases: Mapping[str, str]) -> dict[str, str]:
    """Return what each alias leads to in the end; those in a circle lead nowhere."""
    ends: dict[str, str] = {}
    for alias in aliases:
        seen, at = {alias}, aliases[alias]
        while at in aliases and at not in seen:
            seen.add(at)
            at = aliases[at]
        if at not in seen:
            ends[alias] = at
    return ends


def look_alikes(people: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of people's ids that may be one person.

    Their names differ in initials, particles (*van*, *de*), titles or the order of words only; or
    one has an initial for the first name, and only one other has the rest of it.
    """
    people = sorted(people)
    seen: dict[tuple[str, ...], str] = {}
    pairs: list[tuple[str, str]] = []
    full: dict[tuple[str, str], list[str]] = {}
    for identifier in people:
        words = identifier.partition("/")[2].split("-")
        key = tuple(sorted(word for word in words if len(word) > 1 and word not in _PARTICLES))
        if len(key) < 2:
            continue
        full.setdefault((words[0][0], words[-1]), []).append(identifier)
        first = seen.setdefault(key, identifier)
        if first != identifier:
            pairs.append((first, identifier))
    for identifier in people:
        words = identifier.partition("/")[2].split("-")
        others = full.get((words[0], words[-1]), []) if len(words) == 2 else []
        if len(others) == 1:
            pairs.append((others[0], identifier))
    return pairs
