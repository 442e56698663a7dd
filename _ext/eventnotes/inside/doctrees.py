"""What Sphinx keeps in memory of a page's doctree besides its file.

Reason: a doctree that is written anew while a build runs would be read as it was before.
Written against: Sphinx 8.1 to 9.2 (``BuildEnvironment._pickled_doctree_cache``).
Without it: a page that has been looked at once is read as it was until the next build.
"""

from __future__ import annotations

from collections.abc import MutableMapping

from sphinx.environment import BuildEnvironment


def forget(env: BuildEnvironment, docname: str) -> None:
    """Have the doctree of a page read from its file when it is asked for again."""
    kept: MutableMapping[str, bytes] | None = getattr(env, "_pickled_doctree_cache", None)
    if kept is not None:
        kept.pop(docname, None)
