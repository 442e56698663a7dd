"""By what titles and names are sorted for readers: as people count, whatever case and accents are.

Scripts do the same with ``Intl.Collator`` and ``numeric``.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_NUMBER = re.compile(r"\d+")


@functools.lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return *text* without case and accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    folded = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in folded if not unicodedata.combining(c))


@functools.lru_cache(maxsize=65536)
def collate(text: str) -> str:
    """Return what to sort a title or a name by."""
    return natural(bare(text))


def natural(text: str) -> str:
    """Return what to sort *text* by so that 10 comes after 2: each number after its length.

    >>> sorted(["part 10", "part 2"], key=natural)
    ['part 2', 'part 10']
    """
    return _NUMBER.sub(_measured, text)


def page_order(name: str) -> tuple[str, str]:
    """Return what to sort pages by: as people count, and "7" and "07", which count the same, by
    their letters.
    """
    return natural(name), name


def _measured(number: re.Match[str]) -> str:
    digits = "".join(str(int(digit)) for digit in number[0]).lstrip("0")
    return f"{len(digits):04}{digits}"
