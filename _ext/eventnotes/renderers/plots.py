"""Plots as SVG. Everything stands in shares of whatever room there is, and in attributes, since no
inline style need be allowed: so dots stay round and words legible on any screen.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from eventnotes.views.tree import Dot, Plot

_LARGE, _SMALL = 6, 4.5
"""Radii of dots, in CSS pixels."""


def drawn(plot: Plot, address: Callable[[str, str], str]) -> str:
    """Return a plot for who can see and point; others have the list that follows.

    :param address: returns the address of a page and an anchor, for an attribute.
    """
    parts = [_score(share, said) for share, said in plot.scores]
    parts += [
        f'<text x="{_right(share)}" y="100%" dy="-2">{escape(said)}</text>'
        for share, said in plot.times
    ]
    in_front_last = sorted(plot.dots, key=lambda dot: dot.is_best)
    parts += [_dot(dot, address(dot.page, dot.anchor)) for dot in in_front_last]
    return f'<svg class="en-time-plot" aria-hidden="true">{"".join(parts)}</svg>\n'


def _score(share: float, said: str) -> str:
    at = _down(share)
    line = f'<line x1="0" x2="100%" y1="{at}" y2="{at}"></line>'
    return f'{line}<text x="0" y="{at}" dy="-4">{escape(said)}</text>'


def _dot(dot: Dot, address: str) -> str:
    css, radius = (' class="en-is-best"', _LARGE) if dot.is_best else ("", _SMALL)
    place = f'cx="{_right(dot.x)}" cy="{_down(dot.y)}" r="{radius}"'
    circle = f"<circle{css} {place}><title>{escape(dot.said)}</title></circle>"
    return f'<a href="{address}" tabindex="-1">{circle}</a>'


def _right(share: float) -> str:
    """Return how far to the right something stands, the words of scores left of it."""
    return f"{share * 92 + 6:.4g}%"


def _down(share: float) -> str:
    """Return how far down a score stands, the best at the top, the words of times below."""
    return f"{(1 - share) * 76 + 10:.4g}%"
