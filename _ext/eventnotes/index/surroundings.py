"""What pages show of others and is no note: titles, headings, labels, and which pages there are."""

from __future__ import annotations

from collections.abc import Set
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment

from eventnotes.index.invalidation import digest_of
from eventnotes.inside.link_texts import headings


class Changed(NamedTuple):
    """What of it is another than in the last build."""

    places: bool
    """Whether there are other pages, or other labels."""
    titles: bool
    """Whether a page has another title."""
    headings: Set[str]
    """The pages that have another heading."""


def note_surroundings(env: BuildEnvironment, data: dict[str, Any], read: Set[str]) -> Changed:
    """Note it in the data of the domain, and return what has changed.

    :param read: the pages that were read.
    """
    std = env.domains.standard_domain
    names = frozenset(env.all_docs)
    labels = digest_of([*sorted(std.anonlabels.items()), *sorted(std.labels.items())])
    titles = digest_of((name, title.astext()) for name, title in sorted(env.titles.items()))
    before = data["headings"]
    now = {name: digest_of([headings(env, name)]) for name in read & names}
    changed = Changed(
        (names, labels) != (data["docnames"], data["labels"]),
        titles != data["titles"],
        {name for name in now if now[name] != before.get(name)},
    )
    data["docnames"], data["labels"], data["titles"] = names, labels, titles
    data["headings"] = {name: before[name] for name in before.keys() & names} | now
    return changed
