"""Durations in seconds and scores as fractions of a scale."""

from __future__ import annotations

import re
from typing import NamedTuple

from eventnotes.model.fullwidth import narrow

DURATION_FORMS = "minutes (90), 5 min, 1 h 20, 1:20:00 or PT45M"
_WORDS = re.compile(
    r"(?:(?P<h>\d{1,6}(?:[.,]\d{1,6})?)\s*(?:h|hr|hrs|hours?)\.?)?\s*"
    r"(?:(?P<m>\d{1,6})\s*(?:m|min|mins|minutes?)?\.?)?\s*"
    r"(?:(?P<s>\d{1,6})\s*(?:s|sec|secs|seconds?)\.?)?\Z",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?P<h>\d{1,6}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)\Z")
_NO_HOUR = re.compile(r"(?P<h>00?):(?P<m>[0-5]\d)(?P<s>)\Z")
_ISO = re.compile(
    r"P(?:0+D)?T(?:(?P<h>\d{1,6})H)?(?:(?P<m>\d{1,6})M)?(?:(?P<s>\d{1,6})S)?\Z", re.IGNORECASE
)
_LONGEST = 7 * 24 * 3600


def read_duration(text: str) -> int:
    """Return a duration in seconds.

    ``1:20`` is refused: it may be hours or minutes. ``00:20``, as programmes write it, is not: no
    talk takes seconds. ISO 8601 durations are taken in their ``PT…H…M…S`` form.

    :raises ValueError: it is no duration, nothing, or longer than a week.
    """
    text = narrow(" ".join(text.split()))
    match = _CLOCK.match(text) or _NO_HOUR.match(text) or _ISO.match(text) or _WORDS.match(text)
    if match is None or not any(match.groups()):
        raise ValueError(DURATION_FORMS)
    hours = float((match["h"] or "0").replace(",", "."))
    seconds = round(hours * 3600) + int(match["m"] or 0) * 60 + int(match["s"] or 0)
    if not 0 < seconds <= _LONGEST:
        raise ValueError(f"{DURATION_FORMS}; more than nothing, at most a week")
    return seconds


class Score(NamedTuple):
    """A score as it was written, and as a fraction from 0 to 1."""

    written: str
    fraction: float


_NUMBER = r"\d{1,9}(?:[.,]\d{1,9})?"
_AFTER = r"\s,;:.!–—、。-"
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # Japanese, Chinese, Korean
_SCORE = re.compile(
    rf"(?P<value>{_NUMBER})(?:\s*(?:/|of|out of)\s*(?P<scale>{_NUMBER}))?"
    rf"(?(scale)(?=[{_UNSPACED}{_AFTER}]|\Z)|(?=[{_AFTER}]|\Z))(?P<rest>.*)\Z",
    re.DOTALL,
)
_STARS = re.compile(r"(?P<on>★*)(?P<half>[½⯨⯪]?)(?P<off>☆*)(?P<rest>.*)\Z", re.DOTALL)
_JOINT = " \u3000\t\n,;:.–—-、。，；：．"


def read_score(text: str, scale: int) -> tuple[Score | None, str]:
    """Return the score that opens *text*, if one does, and the words after it.

    ``4`` and ``4.5`` are on the site's *scale*; ``4/5``, ``8/10`` and ``★★★★☆`` bring their own.

    :raises ValueError: the score lies outside its scale.
    """
    text = text.strip()
    allowed = f"a number from 0 to {scale}, 4/5, 8/10 or ★★★★☆, then words"
    match = _STARS.match(text)
    if match and (match["on"] or match["off"] or match["half"]):
        value = len(match["on"]) + (0.5 if match["half"] else 0)
        most = float(scale)
        if match["off"]:
            most = float(len(match["on"]) + bool(match["half"]) + len(match["off"]))
    else:
        match = _SCORE.match(narrow(text))
        if match is None:
            if re.match(r"[-+]?\.?\d+\s*/\s*\d|-\d", narrow(text)):
                raise ValueError(allowed)
            return None, text
        value = float(match["value"].replace(",", "."))
        most = float((match["scale"] or str(scale)).replace(",", "."))
    if most <= 0 or value > most:
        raise ValueError(allowed)
    written = text[: match.start("rest")]
    return Score(written, round(value / most, 6)), text[match.start("rest") :].lstrip(_JOINT)


def on_scale(fraction: float, scale: int) -> str:
    """Return a fraction in points of *scale*, with one decimal at most.

    >>> on_scale(0.9, 5)
    '4.5'
    """
    tenths = int(fraction * scale * 10 + 0.5 + 1e-9)  # a half goes up, as readers expect
    return f"{tenths / 10:.1f}".removesuffix(".0")


def half_stars(fraction: float, scale: int) -> tuple[int, int]:
    """Return how many half stars to fill, a half rounded up, and how many stars there are.

    There is one for each point of *scale*, but ten of a finer one.

    >>> half_stars(0.9, 5), half_stars(0.93, 100)
    ((9, 5), (19, 10))
    """
    stars = min(scale, 10)
    return int(fraction * stars * 2 + 0.5), stars
