"""What stands in the navigation of every page: the titles of all pages, and which holds which."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.domain import notes_domain
from eventnotes.incremental.state import kept
from eventnotes.index.invalidation import digest_of


def note_navigation(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages if what stands in the navigation of each has changed (``env-updated``)."""
    if not notes_domain(env).any_read:
        return []
    navigation = digest_of(
        (name, title.astext(), tuple(env.toctree_includes.get(name, ())))
        for name, title in sorted(env.titles.items())
    )
    state = kept(env)
    same, state.navigation = navigation == state.navigation, navigation
    return [] if same else sorted(env.all_docs)
