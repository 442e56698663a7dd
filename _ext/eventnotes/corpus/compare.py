"""What is another in two files of the corpus: added, removed, rated otherwise, changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from eventnotes.corpus import shape
from eventnotes.corpus.document import key_of
from eventnotes.corpus.reading import Corpus

_DERIVED = frozenset({"people", "orgs", "topics", "series"})
"""Kinds whose other members follow from talks and events."""


class Differences(NamedTuple):
    """Lines for a reader, each with the kind, the id and the title of one thing."""

    added: list[str]
    removed: list[str]
    rated: list[str]
    changed: list[str]

    def lines(self) -> Iterator[str]:
        """Yield all of them under headings; a heading without any is left out."""
        titles = ("Added", "Removed", "Rated otherwise", "Changed otherwise")
        for title, lines in zip(titles, self, strict=True):
            if lines:
                yield f"{title} ({len(lines)})"
                yield from (f"  {line}" for line in lines)


def compare(old: Corpus, new: Corpus) -> Differences:
    """Return what is another, by kind and then by id."""
    found = Differences([], [], [], [])
    for kind in shape.KINDS:
        before = {key_of(row): row for row in old.records(kind)}
        after = {key_of(row): row for row in new.records(kind)}
        for key in sorted(before.keys() | after.keys()):
            was, now = before.get(key), after.get(key)
            named = _named(kind, now or was or {})
            if was is None:
                found.added.append(named)
            elif now is None:
                found.removed.append(named)
            else:
                if _scores(was) != _scores(now):
                    found.rated.append(f"{named}: {_scores(was)} → {_scores(now)}")
                if others := _others(kind, was, now):
                    found.changed.append(f"{named}: {', '.join(others)}")
    return found


def _named(kind: str, row: dict[str, Any]) -> str:
    own = row.get("id") or row.get("key") or row.get("address", "")
    title = row.get("title") or row.get("name") or row.get("text", "")
    shown = title if len(title) <= 80 else f"{title[:79]}…"
    return f"{kind}: {own} ({shown})" if own and shown else f"{kind}: {own or shown}"


def _scores(row: dict[str, Any]) -> str:
    rating = row.get("rating", {})
    return rating.get("written") or ("words alone" if rating else "no rating")


def _others(kind: str, was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return the names of other members that differ; not where on the site something stands."""
    if kind in _DERIVED:
        return ["name"] if was.get("name") != now.get("name") else []
    left_out = {"address", "cited_at"}
    names = sorted((was.keys() | now.keys()) - left_out)
    differ = [name for name in names if was.get(name) != now.get(name)]
    return [name for name in differ if name != "rating" or _scores(was) == _scores(now)]
