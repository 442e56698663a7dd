"""What other projects have noted, by name and title: what their inventories tell of it."""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment

from eventnotes.inside.inventories import objects_elsewhere
from eventnotes.kinds.tables import KINDS
from eventnotes.model.corpus import Corpus, Entry


class Elsewhere:
    """All that the inventories of other projects have of notes, for the length of a build."""

    def __init__(self) -> None:
        self._corpora: dict[str | None, Corpus] = {}

    def find(self, env: BuildEnvironment, reference: nodes.Element) -> str | None:
        """Return the id of what a role means by a name, a title or a part of an id.

        :param reference: what a role has made, with the project that is named in it, if one is.
        """
        kind, key = reference["reftype"], reference.get("inventory")
        if kind not in KINDS:
            return None
        if key not in self._corpora:
            self._corpora[key] = _corpus(env, key)
        found = self._corpora[key].find(kind, reference["reftarget"], "")
        return found.id if found is not None else None


def _corpus(env: BuildEnvironment, key: str | None) -> Corpus:
    """Return the objects of an inventory; two of one kind, title and address are one of two ids."""
    entries: dict[str, Entry] = {}
    first: dict[tuple[str, str, str], str] = {}
    for kind, identifier, title, address in objects_elsewhere(env, key, "notes"):
        if kind in KINDS:
            owner = first.setdefault((kind, title, address), identifier)
            alias_of = owner if owner != identifier else ""
            entries[identifier] = Entry(identifier, kind, title, address, "", 0, alias_of)
    return Corpus.known({}, entries)
