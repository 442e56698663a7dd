"""Hints at people who were perhaps meant otherwise, once it is known what the whole site names."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import Notice, hint
from eventnotes.model import ids
from eventnotes.model.corpus import Corpus
from eventnotes.model.library import Library
from eventnotes.model.misreadings import misreadings
from eventnotes.model.people import Mention
from eventnotes.model.records import Event, Link, PageNotes, Talk


def hint_at_misreadings(
    env: BuildEnvironment, corpus: Corpus, library: Library, read: Collection[str]
) -> None:
    """Look at the people on the pages that were read.

    Whoever has an ``{about}`` has been thought about.
    """

    def is_org(name: str) -> bool:
        return f"orgs/{ids.slug(name)}" in corpus.entries

    for page in sorted(read):
        for record, mentions in _people(corpus.pages[page]) if page in corpus.pages else ():
            for said in misreadings(
                mentions, is_org, corpus.entries.__contains__, library.abouts.__contains__
            ):
                message = f"{type(record).__name__.lower()}: {said}"
                hint(Notice.NAMES, message, f"{env.doc2path(page)}:{record.line}", env.config)


def _people(notes: PageNotes) -> Iterator[tuple[Event | Talk | Link, tuple[Mention, ...]]]:
    for talk in notes.talks:
        for mentions in (talk.speakers, talk.moderator, talk.absent):
            yield talk, mentions
    if notes.event is not None:
        yield notes.event, notes.event.by
        yield notes.event, notes.event.attended_by
    for link in notes.links:
        yield link, link.authors
