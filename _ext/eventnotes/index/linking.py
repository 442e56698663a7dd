"""Which pages lead to others, by the files that these are."""

from __future__ import annotations

from collections.abc import Mapping, Set

from sphinx.environment import BuildEnvironment

from eventnotes.model.records import WORDED, PageNotes


def linking_to(
    env: BuildEnvironment, pages: Mapping[str, PageNotes], docnames: Set[str]
) -> list[str]:
    """Return the pages that lead to one of those, present or not, by a link or a toctree."""
    if not docnames:
        return []
    includes = env.toctree_includes.items()
    found = [page for page, named in includes if not docnames.isdisjoint(named)]
    for page, notes in pages.items():
        linked = _pages_named(notes)
        for role, target in notes.uses:
            if not role:  # a link to a file that was not there is kept as it was written
                path = env.relfn2path(target.partition("#")[0], page)[1]
                linked.add(env.path2doc(path) or "")
        if not linked.isdisjoint(docnames):
            found.append(page)
    return sorted(found)


def showing(pages: Mapping[str, PageNotes], docnames: Set[str]) -> set[str]:
    """Return the pages with links to one of those, which may show its headings."""
    found = pages.items() if docnames else ()
    return {page for page, notes in found if not docnames.isdisjoint(_pages_named(notes))}


def _pages_named(notes: PageNotes) -> set[str]:
    return {target.partition("#")[0] for role, target in notes.uses if role in {"page", WORDED}}
