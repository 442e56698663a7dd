"""Which pages Sphinx writes because a toctree of theirs names one that is written.

Reason: it does so whatever changed there, so that a home page with all events in its toctree is
written after each edit, and its lists are answered. What a toctree shows of a page is in the
page's contents.
Written against: Sphinx 8.1 to 9.2 (``env.files_to_rebuild``, asked for once the pages to write are
known, and ``env.tocs``).
Without it: those pages are written.
"""

from __future__ import annotations

from collections.abc import Set

from sphinx.environment import BuildEnvironment

Naming = dict[str, set[str]]
"""By page, the pages with toctrees that name it."""


def contents(env: BuildEnvironment, docname: str) -> str:
    """Return all that a toctree may show of a page, or nothing for a page that is not known."""
    if docname not in env.tocs or docname not in env.titles:
        return ""
    titles = (env.titles[docname], env.longtitles.get(docname))
    shown = [env.tocs[docname].pformat(), *(title.pformat() for title in titles if title)]
    return "\n".join([*shown, str(env.metadata.get(docname, {}).get("tocdepth"))])


def leave_out(env: BuildEnvironment, docnames: Set[str]) -> Naming:
    """Have no page written for a toctree that names one of those; return what was known."""
    before = env.files_to_rebuild
    env.files_to_rebuild = {name: pages for name, pages in before.items() if name not in docnames}
    return before


def put_back(env: BuildEnvironment, naming: Naming) -> None:
    """Give the environment back what it knew."""
    env.files_to_rebuild = naming
