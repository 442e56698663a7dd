"""The fixed vocabularies an author chooses from, and the nearest word to a typo."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

FORMATS = (
    "keynote",
    "talk",
    "lightning",
    "panel",
    "workshop",
    "tutorial",
    "demo",
    "poster",
    "booth",
    "show",
    "hallway",
)
"""Formats with a name of their own; ``:format:`` takes any other word as well."""

ATTENDANCE = ("in person", "online", "recording", "gave", "not yet", "no")
"""How the author attended; ``gave`` is a talk of their own, or an event with one."""

ATTENDED_BY = ATTENDANCE[:4]
"""The ways of having been there."""

LINK_KINDS = (
    "article",
    "video",
    "paper",
    "slides",
    "code",
    "event",
    "channel",
    "post",
    "dataset",
    "book",
    "other",
)
"""Kinds of a cited resource."""

YES = frozenset({"true", "yes", "on", "1", ""})
NO = frozenset({"false", "no", "off", "0"})
"""What an author writes for yes, where nothing stands for it as well, and for no."""


def nearest(word: str, known: Iterable[str], *, most: int = 1, cutoff: float = 0.6) -> list[str]:
    """Return up to *most* of the *known* words that look like *word*, best first.

    :param cutoff: how much alike they have to be, from 0 to 1.
    """
    choices = {choice.casefold(): choice for choice in known}
    close = difflib.get_close_matches(word.casefold()[:200], choices, n=most, cutoff=cutoff)
    return [choices[match] for match in close]


def choose(word: str, known: Iterable[str]) -> str:
    """Return *word* in the spelling of the *known* words.

    :raises ValueError: it is none of them; the message names the nearest and all.
    """
    known = tuple(known)
    wanted = " ".join(word.split()).casefold()
    for choice in known:
        if choice.casefold() == wanted:
            return choice
    guess = nearest(wanted, known)
    hint = f"; did you mean {guess[0]!r}?" if guess else ""
    raise ValueError(f"one of {', '.join(known)}{hint}")
