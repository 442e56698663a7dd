"""Which pages a toctree has written again for nothing.

Sphinx writes a page again when another one is written that its toctrees name, whatever changed
there. A home page with all events in its toctree is so written after each edit, and its lists are
answered. What a toctree shows of a page is in the page's contents. So a page that was read and has
the contents it had, and one that is written again for its lists alone, have no others written.

``env.files_to_rebuild`` says who names whom. It is another one while this build writes, after the
environment has been kept. Written against Sphinx 9.0, which asks for it once the pages to write
are known; where it did not, each page would be written as before.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from eventnotes.domain import notes_domain
from eventnotes.incremental.state import Build


def note_contents(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Remember the contents of pages that are about to be read (``env-before-read-docs``)."""
    contents = {name: _contents(env, name) for name in docnames}
    notes_domain(env).of_build(Build).contents = contents


def spare_toctree_pages(app: Sphinx, builder: Builder) -> None:
    """Have no page written for those whose contents are as they were (``write-started``)."""
    env = app.env
    domain = notes_domain(env)
    build = domain.of_build(Build)
    if build.unfinished or builder.format != "html":
        return
    same = {name for name, was in build.contents.items() if was and was == _contents(env, name)}
    same |= domain.outdated - build.contents.keys()
    build.naming = env.files_to_rebuild
    naming = build.naming.items()
    env.files_to_rebuild = {name: pages for name, pages in naming if name not in same}


def put_back(app: Sphinx, exception: Exception | None) -> None:
    """Give the environment back what it had (``build-finished``)."""
    build = notes_domain(app.env).of_build(Build)
    if build.naming is not None:
        app.env.files_to_rebuild, build.naming = build.naming, None


def _contents(env: BuildEnvironment, docname: str) -> str:
    """Return all that a toctree may show of a page, or nothing for a page that is not known."""
    if docname not in env.tocs or docname not in env.titles:
        return ""
    titles = (env.titles[docname], env.longtitles.get(docname))
    shown = [env.tocs[docname].pformat(), *(title.pformat() for title in titles if title)]
    return "\n".join([*shown, str(env.metadata.get(docname, {}).get("tocdepth"))])
