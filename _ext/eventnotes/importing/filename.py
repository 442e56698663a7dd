"""What the name of a file says of what is in it: a title, and when it was."""

from __future__ import annotations

import re
from pathlib import Path

from eventnotes.importing import when
from eventnotes.importing.parts import GENERAL
from eventnotes.model import ids

_BETWEEN = re.compile(r"[_\s]+|(?<=\D)-(?=\D)|(?<=\d)-(?=\D)|(?<=\D)-(?=\d)")
_INDEX = frozenset({"index", "_index", "readme"})
_SMALL_WORDS = "a an and at by de del der des du for from in la le of on or the to und"
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words of a title that begin with a small letter within it."""
_NO_NAMES = GENERAL | frozenset({"talk", "talks", "event", "meetup", "conference", "readme"})


def stem(path: Path) -> str:
    """Return the name of a file, of its folder if it is an index."""
    own = path.stem
    return path.resolve().parent.name or own if own.lower() in _INDEX else own


def title(name: str) -> str:
    """Return a title made of a name: its words without a date, and with capitals if it has none.

    >>> title("2026-03-06-days-of-the-quay")
    'Days of the Quay'
    """
    text = " ".join(_BETWEEN.sub(" ", when.without_date(name) or name).split())
    if not re.search(r"\w[-_]\w", name) or text != text.lower():
        return text or name
    first, *words = text.split(" ")
    return " ".join([_capital(first), *(w if w in _SMALL else _capital(w) for w in words)])


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def names_event(name: str, heading: str) -> bool:
    """Tell whether a name has a date, and words that are not those of a heading."""
    rest = when.without_date(name)
    slug = ids.plain_slug(rest)
    if not when.in_name(name) or not slug or slug in _NO_NAMES:
        return False
    words = {word for word in slug.split("-") if word not in _SMALL and not word.isdecimal()}
    return bool(words) and words.isdisjoint(ids.plain_slug(heading).split("-"))
