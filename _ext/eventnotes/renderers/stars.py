"""Stars as HTML, each score of a site drawn once."""

from __future__ import annotations

import functools

from eventnotes.model.quantities import half_stars

_STARS = "★☆"


@functools.lru_cache(maxsize=256)
def stars(fraction: float, scale: int, *, plain: bool) -> str:
    """Return the stars: shapes for a style sheet, or characters where there may be none."""
    halves = half_stars(fraction, scale)
    if plain:
        full = (halves + 1) // 2
        return f'<span class="en-stars">{_STARS[0] * full}{_STARS[1] * (scale - full)}</span>'
    full, half = divmod(halves, 2)
    marks = (
        "<i></i>" * full + '<i class="h"></i>' * half + '<i class="o"></i>' * (scale - full - half)
    )
    return f'<span class="en-stars" aria-hidden="true">{marks}</span>'
