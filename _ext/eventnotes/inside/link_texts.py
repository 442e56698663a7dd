"""What a link shows that has no words of its own, and leads to a page or a label.

Reason: Sphinx and MyST look for it when they write a page, and write none again because a heading
or a label of another one has changed.
Written against: Sphinx 8.1 to 9.2 (``StandardDomain.labels`` and ``anonlabels``), MyST-Parser 4 to
5.2 (``myst_slugs`` in the metadata of a page: by the name of a heading its line, id and words).
Without it: such a link shows what it did until its own page is written.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sphinx.environment import BuildEnvironment

Headings = dict[str, tuple[str, ...]]
"""By the names of a page's headings, their ids and words."""


def headings(env: BuildEnvironment, docname: str) -> Headings:
    """Return the headings of a page that a link can lead to."""
    slugs: Any = env.metadata.get(docname, {}).get("myst_slugs")
    if not isinstance(slugs, dict):  # a page may have a field of that name itself
        return {}
    return {name: tuple(heading[1:]) for name, heading in slugs.items()}


class LinkTexts:
    """What links show, in one build."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._std = env.domains.standard_domain
        self._headings: dict[str, Headings] = {}

    def to_label(self, name: str) -> Any:
        """Return what a link to a label shows, and where that leads; it may be in another case."""
        names = dict.fromkeys((name, name.lower()))
        return [(self._std.anonlabels.get(each), self._std.labels.get(each)) for each in names]

    def to_page(self, target: str) -> Any:
        """Return what a link to a page shows, or to an anchor on it after ``#``."""
        page, _, anchor = target.partition("#")
        title = self._env.titles.get(page)
        if title is None:
            return None
        if not anchor:
            return title.astext()
        if page not in self._headings:
            found = headings(self._env, page)
            by_id = {heading[0]: heading for heading in found.values()}
            self._headings[page] = {**by_id, **found}
        return self._headings[page].get(anchor) or self._labels.get((page, anchor))

    def to_place(self, target: str) -> Any:
        """Return where a link leads that has words of its own, if that is not just a page."""
        found = self.to_page(target) if "#" in target else None
        return found and found[0]

    @cached_property
    def _labels(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """By page and name or id, the ids of labels and the titles of what they stand at."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for labels in (self._std.labels, self._std.anonlabels):
            for name, (page, identifier, *title) in labels.items():
                for each in (identifier, name):
                    found.setdefault((page, each), (identifier, *title))
        return found
