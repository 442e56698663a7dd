"""The years under which the events of a list in the side bar stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.domain import notes_domain
from eventnotes.index.invalidation import digest_of
from eventnotes.navigation.order import spans_of
from eventnotes.writing.unwritten import outdated

_FEWEST = 6
"""Events from which there are years among them."""


def years_of(env: BuildEnvironment) -> Mapping[str, str]:
    """Return by page the year of its event, empty where its date is not known."""
    return {page: first[:4] for page, (first, _) in spans_of(env).items()}


def in_years(pages: Iterable[str], years: Mapping[str, str]) -> list[tuple[str | None, int]]:
    """Return the years that entries of a list stand under, in order, with how many stand there.

    None stands for entries that are no events. There are no years where the events are few, or of
    one year, or not in the order of time.

    >>> in_years(["a", "b", "c"], {"a": "2025", "b": "2024", "c": "2024"})
    []
    """
    shown = [years.get(page) for page in pages]
    found = [(year, len(list(same))) for year, same in groupby(shown)]
    named = [year for year, _ in found if year is not None]
    dated = [year for year in named if year]
    several = len(set(dated)) > 1 and sum(year is not None for year in shown) >= _FEWEST
    in_order = dated in (sorted(set(dated)), sorted(set(dated), reverse=True))
    return found if several and in_order and len(named) == len(set(named)) else []


def note_years(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages if an event in the side bar has moved to another year (``env-updated``)."""
    kept = notes_domain(env).kept("navigation")
    years = digest_of(sorted(_shown(app, env).items()))
    same, kept["years"] = kept.get("years", years) == years, years
    return [] if same else outdated(env, env.all_docs)


def _shown(app: Sphinx, env: BuildEnvironment) -> Mapping[str, str]:
    """Return by page the years of the events in lists that are long enough to have years."""
    if app.config.html_theme != "furo":
        return {}
    years = years_of(env)
    lists = ([page for page in pages if page in years] for pages in env.toctree_includes.values())
    return {page: years[page] for pages in lists if len(pages) >= _FEWEST for page in pages}
