"""What stands in the navigation of every page: the titles of all pages, and which holds which."""

from __future__ import annotations

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.domain import notes_domain
from eventnotes.incremental.state import kept
from eventnotes.index.invalidation import digest_of
from eventnotes.writing.unwritten import outdated


def note_navigation(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages if what stands in the navigation of each has changed (``env-updated``)."""
    if not notes_domain(env).any_read:
        return []
    navigation = digest_of(
        (name, title.pformat(), _toctrees(env, name)) for name, title in sorted(env.titles.items())
    )
    state = kept(env)
    same, state.navigation = navigation == state.navigation, navigation
    return [] if same else outdated(env, env.all_docs)


def _toctrees(env: BuildEnvironment, name: str) -> list[object]:
    """Return what the toctrees of a page hold, and how deep and under which titles they show it."""
    if name not in env.toctree_includes:
        return []
    trees = env.tocs[name].findall(addnodes.toctree)
    return [env.toctree_includes[name], *(sorted(tree.attributes.items()) for tree in trees)]
