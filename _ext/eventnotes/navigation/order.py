"""The order of events in a toctree that takes pages by a pattern: by date, as in the lists.

Sphinx puts such pages in the order of their names. A page may be called by its date or not, or
stand in a folder of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from eventnotes.domain import notes_domain
from eventnotes.inside import doctrees
from eventnotes.model.collation import page_order

_BY_NAME = "eventnotes_by_name"
Span = tuple[str, str]


class NoteOrder(SphinxTransform):
    """Note in which order Sphinx has put the pages of a toctree by a pattern.

    It says whether the toctree was turned round, and what is left of its order when an event is
    none any more.
    """

    default_priority = 100

    def apply(self, **kwargs: object) -> None:
        """Look at the names as they are."""
        for tree in self.document.findall(addnodes.toctree):
            if tree.get("glob") and len(tree["includefiles"]) > 1:
                tree[_BY_NAME] = list(tree["includefiles"])


class Read:
    """The pages read in a build."""

    def __init__(self) -> None:
        self.names: set[str] = set()


def note_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note which pages will be read (``env-before-read-docs``)."""
    notes_domain(env).of_build(Read).names.update(docnames)


def spans_of(env: BuildEnvironment) -> dict[str, Span]:
    """Return by page the first and the last day of its event, as kept between builds."""
    spans: dict[str, Span] = notes_domain(env).kept("navigation").setdefault("spans", {})
    return spans


def sort_events(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Put the events of each toctree by a pattern in order; return the pages of those that changed
    (``env-updated``, before the navigation is looked at).
    """
    domain = notes_domain(env)
    spans = spans_of(env)
    for name in spans.keys() - env.found_docs:
        del spans[name]
    for name in domain.of_build(Read).names:
        notes = domain.pages.get(name)
        spans.pop(name, None)
        if notes is not None and notes.event is not None:
            date = notes.event.date
            spans[name] = (date.first, date.last) if date is not None else ("", "")
    changed: list[str] = []
    for name, held in sorted(env.toctree_includes.items()):
        shown = list(env.tocs[name].findall(addnodes.toctree))
        moved = sum(_sort(tree, spans) for tree in shown)  # all of them, not up to the first
        if moved:
            doctree = env.get_doctree(name)
            for tree in doctree.findall(addnodes.toctree):
                _sort(tree, spans)
            app.builder.write_doctree(name, doctree)
            doctrees.forget(env, name)
            held[:] = [each for tree in shown for each in tree["includefiles"]]
            changed.append(name)
    return changed


def _sort(tree: nodes.Element, spans: Mapping[str, Span]) -> bool:
    """Sort the events of a toctree among themselves; tell whether that changed anything."""
    by_name: list[str] = tree.get(_BY_NAME, [])
    events = [name for name in by_name if name in spans]
    ordered = iter(_ordered(events, spans, newest_first=_is_turned(by_name)))
    after = [next(ordered) if name in spans else name for name in by_name]
    if not by_name or after == tree["includefiles"]:
        return False
    entries = {target: (title, target) for title, target in tree["entries"]}
    places = iter(after)
    tree["entries"] = [
        entries[next(places)] if target in by_name else (title, target)
        for title, target in tree["entries"]
    ]
    tree["includefiles"] = after
    return True


def _is_turned(names: list[str]) -> bool:
    """Tell whether names were turned round.

    Those of each pattern come in order, the patterns in any.
    """
    falling = sum(one > next_one for one, next_one in pairwise(names))
    return falling * 2 > len(names) - 1


def _ordered(names: Iterable[str], spans: Mapping[str, Span], *, newest_first: bool) -> list[str]:
    """Return events by date; those of unknown date come last, and those of one day by name."""
    dated = sorted(names, key=page_order)
    dated.sort(key=lambda name: spans[name], reverse=newest_first)
    return sorted(dated, key=lambda name: not spans[name][0])
