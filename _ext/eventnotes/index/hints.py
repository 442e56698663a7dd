"""What the notes of a whole site may mean otherwise than they say: hints, which change nothing."""

from __future__ import annotations

from collections.abc import Set

from sphinx.environment import BuildEnvironment

from eventnotes.index import id_conflicts
from eventnotes.index.misreadings import hint_at_misreadings
from eventnotes.model.corpus import Corpus
from eventnotes.model.library import Library


def give_hints(env: BuildEnvironment, corpus: Corpus, library: Library, read: Set[str]) -> None:
    """Give the hints that concern the pages in *read*."""
    id_conflicts.hint_at_months(env, corpus, read)
    id_conflicts.hint_at_names(env, corpus, library, read)
    hint_at_misreadings(env, corpus, library, read)
