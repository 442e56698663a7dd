"""Small choices, and the words that tell what became of a page.

Two sorts of words stand on a page, each of them once. *Public* ones (``zqp…k``) have to come out,
*secret* ones (``zqx…k``) must be in no file. ``@`` in a word stands for the number of its page,
which a page only gets when it is put into a site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

PUBLIC = re.compile(r"zqp(\d+)n\d+k", re.IGNORECASE)
SECRET = re.compile(r"zqx(\d+)n\d+k", re.IGNORECASE)


class Draws:
    """Draws from one random number generator, which hypothesis has seeded."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._words = 0

    def below(self, number: int) -> int:
        """Return a number from 0 up to, and without, *number*."""
        return self._random.randrange(max(1, number))

    def between(self, low: int, high: int) -> int:
        """Return a number, both ends included."""
        return low + self.below(high - low + 1)

    def pick(self, of: Sequence[T]) -> T:
        """Return one of several things."""
        return of[self.below(len(of))]

    def some(self, of: Sequence[T], most: int) -> list[T]:
        """Return up to *most* different things, in their order."""
        taken = {self.below(len(of)) for _ in range(self.below(most + 1) if of else 0)}
        return [of[number] for number in sorted(taken)]

    def chance(self, one_in: int) -> bool:
        """Return True once in so many times."""
        return self.below(one_in) == one_in - 1

    def public(self) -> str:
        """Return a word that has to come out."""
        self._words += 1
        return f"zqp@n{self._words}k"

    def secret(self) -> str:
        """Return a word that must be in no file."""
        self._words += 1
        return f"zqx@n{self._words}k"
