"""Which pages a toctree has written again for nothing.

A page that was read and has the headings it had, and one that is written again for its lists
alone, have no other written whose toctree names them.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from eventnotes.domain import notes_domain
from eventnotes.incremental.state import Build
from eventnotes.inside import toctrees


def note_contents(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Remember the contents of pages that are about to be read (``env-before-read-docs``)."""
    contents = {name: toctrees.contents(env, name) for name in docnames}
    notes_domain(env).of_build(Build).contents = contents


def spare_toctree_pages(app: Sphinx, builder: Builder) -> None:
    """Have no page written for those whose contents are as they were (``write-started``).

    The environment has been kept, and gets back what it knew when all is written.
    """
    env = app.env
    domain = notes_domain(env)
    build = domain.of_build(Build)
    if not build.unfinished and builder.format == "html":
        known = build.contents.items()
        same = {name for name, was in known if was and was == toctrees.contents(env, name)}
        same |= domain.outdated - build.contents.keys()
        build.naming = toctrees.leave_out(env, same)


def put_back(app: Sphinx, exception: Exception | None) -> None:
    """Give the environment back what it knew (``build-finished``)."""
    build = notes_domain(app.env).of_build(Build)
    if build.naming is not None:
        toctrees.put_back(app.env, build.naming)
        build.naming = None
