"""Where photos stand: rows of one height, and how wide each photo is shown.

In a row of one height, a photo's width is its ratio (width by height) over the sum of all. What
a style sheet needs to know of a photo is that ratio alone; two classes say it in hundredths,
since a strict site allows no ``style`` in the markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

LONGEST = 5.6
"""Sum of ratios up to which a row stays as its author wrote it: four pictures of 4:3."""

BEST = 3.6
"""Sum of ratios that the rows of a broken paragraph come near to."""

NARROWEST, WIDEST = 0.2, 9.99
"""The narrowest ratio that a picture is shown in, and the widest that classes can say."""

COLUMN = 720
"""Width of a text column on a desk, in CSS pixels, as far as anybody can know it in advance."""

GALLERY = 816
"""Width of a gallery there."""

DESK = "(min-width: 48rem)"
"""Where a row stands as it was written. On less it is broken again, by the style sheet."""


def break_row(ratios: Sequence[float]) -> list[int]:
    """Return how many photos each row gets, for a paragraph of photos with those ratios.

    >>> break_row([4 / 3] * 4), break_row([4 / 3] * 7)
    ([4], [2, 2, 3])
    """
    if sum(ratios) <= LONGEST:
        return [len(ratios)]
    ends = [0.0, *accumulate(ratios)]
    best: list[tuple[float, int]] = [(0.0, 0)]  # for each number of photos: cost, begin of a row
    for last in range(1, len(ends)):
        costs = ((best[n][0] + (ends[last] - ends[n] - BEST) ** 2, n) for n in range(last))
        best.append(min(costs))
    rows: list[int] = []
    last = len(ratios)
    while last:
        begin = best[last][1]
        rows.insert(0, last - begin)
        last = begin
    return rows


def ratio_classes(ratio: float) -> list[str]:
    """Return the classes that say a ratio: its whole part and its hundredths.

    >>> ratio_classes(4 / 3)
    ['en-r1', 'en-h33']
    """
    return _number_classes(max(ratio, NARROWEST))


def share_classes(percent: float) -> list[str]:
    """Return the classes that say a share of the line, in whole percents.

    >>> share_classes(70.4)
    ['en-sized', 'en-r0', 'en-h70']
    """
    return ["en-sized", *_number_classes(percent / 100)]


def _number_classes(number: float) -> list[str]:
    whole, part = divmod(round(min(number, WIDEST) * 100), 100)
    return [f"en-r{whole}", f"en-h{part:02}"]


def row_sizes(ratio: float, total: float, width: int = COLUMN) -> str:
    """Return the ``sizes`` of a photo in a row whose ratios add up to *total*.

    A phone breaks a row so that two pictures of 4:3 stand side by side.
    """
    phone = 100 if ratio == total else min(100, round(ratio / 2.6 * 100))
    return f"{DESK} {round(ratio / total * width)}px, {phone}vw"


def column_sizes() -> str:
    """Return the ``sizes`` of a picture that may be as wide as the text."""
    return f"{DESK} {COLUMN}px, 100vw"


def shares(ratios: Sequence[float]) -> list[int]:
    """Return the width of each photo of a row, in percent of the line, with room for spaces.

    >>> shares([1.5, 1.5]), shares([1.5])
    ([49, 49], [100])
    """
    if len(ratios) == 1:
        return [100]
    return [max(1, int((100 - len(ratios)) * ratio / sum(ratios))) for ratio in ratios]
