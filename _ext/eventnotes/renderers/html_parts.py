"""Pieces of HTML that depend on no page."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from html import escape

from sphinx.config import Config

from eventnotes.i18n import terms
from eventnotes.i18n.messages import gettext
from eventnotes.model.quantities import half_stars

_STARS = "★☆"
_TALL = 4
"""Talks of a year from which a bar has its full height: one alone is a low one."""


class FeedLinks:
    """What leads to the feeds of names in one build, if a feature makes any."""

    def __init__(self) -> None:
        self.link: Callable[[str, str, str], str] = lambda page, identifier, name: ""
        """Return a link on a page to the feed of a name; a feature puts its own function here."""


def heading_link(config: Config, anchor: str, title: str) -> str:
    """Return the link at the end of a heading, named after it.

    The tab key passes by: a page may have a link for each of sixty talks, all to what is on it.
    """
    name = escape(gettext(terms.HEADING_LINK, title=title))
    return (
        f'<a class="headerlink" href="#{escape(anchor)}" tabindex="-1" aria-label="{name}" '
        f'title="{escape(gettext(terms.PERMALINK))}">{config.html_permalinks_icon}</a>'
    )


def css_class(css: str) -> str:
    return f' class="{css}"' if css else ""


def facts_of(known: Iterable[tuple[str, str]]) -> str:
    """Return what a script may choose something by, as attributes."""
    return "".join([data(*each) for each in known])


def data(name: str, value: str) -> str:
    return f' data-{name}="{escape(value)}"' if value else ""


def paragraph(shown: str, css: str) -> str:
    return f'<p class="{css}">{shown}</p>\n' if shown else ""


def year_bars(counts: Sequence[int], said: str) -> str:
    """Return a bar for each year, all as one path. Without any it keeps its place, so that in an
    index what is beside it stands in one column.

    :param said: the same in words.
    """
    most, width = max(_TALL, *counts), 4 * len(counts)
    heights = [-(-10 * count // most) for count in counts]
    bars = [f"M{4 * at} 10v-{up}h3v{up}z" for at, up in enumerate(heights) if up]
    label = f'role="img" aria-label="{escape(said)}"' if bars else 'aria-hidden="true"'
    path = f'<path d="{"".join(bars)}"></path>' if bars else ""
    return (
        f'<svg class="en-activity" {label} viewBox="0 0 {width} 10" width="{width}" height="10">'
        f"{path}</svg>"
    )


@functools.lru_cache(maxsize=256)
def stars(fraction: float, scale: int, *, plain: bool) -> str:
    """Return the stars: classes for a style sheet, or characters where there may be none."""
    halves, most = half_stars(fraction, scale)
    if plain:
        full = (halves + 1) // 2
        return f'<span class="en-stars">{_STARS[0] * full}{_STARS[1] * (most - full)}</span>'
    return f'<span class="en-stars en-of-{most} en-halves-{halves}" aria-hidden="true"></span>'
