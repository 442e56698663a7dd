"""Pages that have to be written again, and that this build does not write.

A build of files that are named writes no others, and one by another builder of the same doctrees
writes none of the first one's. But what was compared to see that pages are outdated is kept in the
environment, once for all. So each builder has a file beside the doctrees with the names of the
pages that it has yet to write.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Set
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from eventnotes.builders import abilities
from eventnotes.diagnostics import must_be_written
from eventnotes.domain import notes_domain

_SUFFIX = ".unwritten"
_PAGE_BY_PAGE = frozenset({"html", "text", "xml", "pseudoxml"})


class Unwritten:
    """What is known of that in a build."""

    def __init__(self) -> None:
        self.outdated: set[str] = set()
        """The pages that were read, or have to be written again; those of parts are among them."""
        self.here: set[str] = set()
        """Those that this builder alone has to write again."""


def outdated(env: BuildEnvironment, docnames: Iterable[str]) -> list[str]:
    """Note that pages have to be written again, by each builder; return them in order."""
    found = sorted(docnames)
    notes_domain(env).of_build(Unwritten).outdated.update(found)
    return found


def outdated_here(env: BuildEnvironment, docnames: Iterable[str]) -> list[str]:
    """Note that pages have to be written again by this builder alone; return them in order."""
    found = sorted(docnames)
    notes_domain(env).of_build(Unwritten).here.update(found)
    return found


def note_outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note for each builder what it has to write (``env-updated``, after all that find such pages).

    :returns: the pages that this one has not written before.
    """
    domain = notes_domain(env)
    before = _noted(_path(domain.builder))
    build = domain.of_build(Unwritten)
    found = build.outdated
    found |= domain.changed_parts
    if found:
        for path in Path(env.doctreedir).glob(f"*{_SUFFIX}"):
            _note(path, _noted(path) | found)
    build.here |= before
    domain.changed_parts |= before  # those of them that are no parts are asked for nowhere
    return sorted(before & env.all_docs.keys())


def note_written(app: Sphinx, exception: Exception | None) -> None:
    """Note what is left for another build (``build-finished``)."""
    can = abilities(app.builder)
    if exception is not None or can.one_page or app.builder.format not in _PAGE_BY_PAGE:
        return
    domain = notes_domain(app.env)
    path = _path(app.builder)
    build = domain.of_build(Unwritten)
    left = ((build.outdated | build.here) & app.env.all_docs.keys()) - domain.written
    if not path.exists() or _noted(path) != left:
        _note(path, left)


def _path(builder: Builder) -> Path:
    return Path(builder.doctreedir, builder.name + _SUFFIX)


def _noted(path: Path) -> Set[str]:
    try:
        return set(json.loads(path.read_bytes()))
    except (OSError, ValueError):
        return set()


def _note(path: Path, names: Set[str]) -> None:
    with must_be_written(path):
        path.write_text(json.dumps(sorted(names)), encoding="utf-8")
