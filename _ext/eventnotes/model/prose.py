"""Words of an author that are shown again elsewhere: a takeaway in a list, a sentence that cites.

They keep the little markup that reads the same anywhere. What a reference without words of its
own is called is only known when all pages have been read, so such a run holds no text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_GAP = "\ufffc"
"""Stands for a reference whose text is not known yet (Unicode: object replacement character)."""
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[^\sa-z])|[。！？]+[」』）]*")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|Fig|vs|e\.g|i\.e|cf|al|approx|ca))\.\Z"
)
LONGEST = 320
"""The most characters of a sentence that are shown around a mention."""


class Run(NamedTuple):
    """Some words in one style."""

    text: str
    """The words; empty for a reference that is called what it refers to."""
    style: str = ""
    """``em``, ``strong``, ``code``, ``here`` for the mention that a sentence is shown for, or
    nothing."""
    role: str = ""
    """The role that refers, or empty for a plain id."""
    target: str = ""
    """What is referred to, if anything in these notes is."""
    url: str = ""
    """The address of a link to another site."""


Prose = tuple[Run, ...]


def plain(runs: Sequence[Run]) -> str:
    """Return the words alone."""
    return "".join(run.text or run.target for run in runs)


def sentence_around(runs: Sequence[Run], at: int) -> Prose:
    """Return the sentence that run number *at* stands in, that run in the style ``here``.

    A long sentence is cut on the far sides of the mention, between words.
    """
    shown = [run.text or _GAP for run in runs]
    begin = sum(map(len, shown[:at]))
    end = begin + len(shown[at])
    text = "".join(shown)
    first, last = max(0, begin - LONGEST), min(len(text), end + LONGEST)
    whole = _links(runs, shown)
    for match in _END.finditer(text, first, last):
        if any(start < match.end() < stop for start, stop in whole):
            continue  # the words of a link stay together
        if _ABBREVIATED.search(text[max(0, match.start() - 8) : match.end()].rstrip()):
            continue
        if match.end() <= begin:
            first = match.end()
        elif match.end() >= end:
            last = match.end()
            break
    before = after = ""
    spare = max(0, LONGEST - (end - begin)) // 2
    if begin - first > spare:
        first = begin - spare
        word, space, _ = text[first:begin].partition(" ")
        first += len(word) if space else 0
        before = "…"
    if last - end > spare:
        words, space, _ = text[end : end + spare].rpartition(" ")
        last = end + (len(words) if space else spare)
        after = "…"
    return _trim(_cut(runs, shown, at, first, last), before, after)


def _links(runs: Sequence[Run], shown: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words of each link begin and end."""
    found: list[tuple[int, int]] = []
    place = 0
    for run, text in zip(runs, shown, strict=True):
        if run.url or run.target:
            found.append((place, place + len(text)))
        place += len(text)
    return found


def shortened(runs: Sequence[Run], longest: int = LONGEST) -> Prose:
    """Return some words on one line, cut between words where they are too many."""
    shown = [run.text or _GAP for run in runs]
    text = "".join(shown)
    if len(text.rstrip()) <= longest:
        return _trim(list(runs), "", "")
    head, space, _ = text[:longest].rpartition(" ")
    return _trim(_cut(runs, shown, -1, 0, len(head) if space else longest), "", "…")


def _cut(runs: Sequence[Run], shown: Sequence[str], at: int, first: int, last: int) -> list[Run]:
    kept: list[Run] = []
    place = 0
    for number, (run, text) in enumerate(zip(runs, shown, strict=True)):
        begin, place = place, place + len(text)
        if place <= first or begin >= last:
            continue
        if run.text:
            run = run._replace(text=text[max(0, first - begin) : last - begin])
        kept.append(run._replace(style="here") if number == at else run)
    return kept


def _trim(runs: list[Run], before: str, after: str) -> Prose:
    """Take white space from both ends, and put marks where something was cut."""
    if runs and runs[0].text:
        runs[0] = runs[0]._replace(text=runs[0].text.lstrip())
    if runs and runs[-1].text:
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    marked = [Run(before), *runs, Run(after)]
    return tuple(run for run in marked if run.text or run.target)
