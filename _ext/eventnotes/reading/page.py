"""What is known of the page that is being read, until its records are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os.path import basename

from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import Notice, warn
from eventnotes.model.people import Mention
from eventnotes.scope import is_home

_KEY = "eventnotes:page"
PRIVATE_CLASS = re.compile(r"(?<![\w-])private(?![\w-])", re.IGNORECASE)
"""The class, among others."""
NO_CLASS = "the class 'private' hides nothing; write a {private} block"
NO_ROLE = "private is no role and hides nothing in a line; write an HTML comment"


@dataclass(slots=True)
class PageDraft:
    """Facts about the page being read that no node carries."""

    notes: bool = False
    """Whether any directive of ours stood on it."""
    ours: bool = False
    """Whether its source, or one that it includes, may hold a directive or role of ours."""
    team: tuple[Mention, ...] = ()
    """Who wrote its event's notes and who went, where several did."""
    parser: str = ""
    """Where it is read by a parser that cuts no private words, the name of that."""
    private: bool = False
    """Whether its source holds private words, shown or dropped."""
    images: bool = False
    """Whether there are images on it."""
    blocks: bool = False
    """Whether a private block stood on it."""
    marks: bool = False
    """Whether its text holds what can hide words, or seems to, besides ``%`` lines."""
    evaluated: bool = False
    """Whether it is of Markdown and holds reStructuredText."""
    leaks: list[str] = field(default_factory=list)
    """Places where private words may have got out."""
    doubts: list[tuple[str, str]] = field(default_factory=list)
    """Places where they have, if the page is one with notes, each with what is wrong."""
    footnotes: set[str] = field(default_factory=set)
    """Labels of footnotes that private words refer to."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    """The blocks that are being read, each within the one before it, with their files' names."""

    @contextmanager
    def entered(self, source: str, text: str) -> Iterator[bool]:
        """Note that a block is read, and yield whether it may be.

        A block inside another one is shorter, unless a file includes itself.
        """
        this = basename(source), text.strip()
        if this in self.texts and this[1]:
            message = "the file includes itself, by itself or through others; this is left out"
            warn(Notice.INCLUDE, message, f"{source}:1")
            yield False
            return
        self.texts.append(this)
        try:
            yield True
        finally:
            self.texts.pop()

    def leak(self, where: str, message: str) -> None:
        """Note a place where private words may have got out: the build will stop."""
        self.private = True
        if f"{where}: {message}" not in self.leaks:
            self.leaks.append(f"{where}: {message}")

    def doubt(self, where: str, message: str) -> None:
        """Note a place that hides nothing and looks as if it should.

        It stops the build only where notes are written. In somebody else's documentation a
        line that begins with ``%`` may be anything.
        """
        self.doubts.append((where, message))

    def is_guest(self, env: BuildEnvironment) -> bool:
        """Tell whether the page is one of somebody else's, without notes or private blocks."""
        return not (self.notes or self.blocks or self.ours or is_home(env.config))

    def note_text(self, text: str) -> None:
        """Note whether a text that is about to be read needs a closer look afterwards."""
        self.marks = self.marks or "<!--" in text or "private" in text.lower()


def draft(env: BuildEnvironment) -> PageDraft:
    """Return the draft of the page that *env* is reading."""
    found = env.temp_data.get(_KEY)
    if not isinstance(found, PageDraft):
        found = env.temp_data[_KEY] = PageDraft()
    return found
