"""What is known of the page that is being read, until its records are made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os.path import basename

from sphinx.environment import BuildEnvironment

from eventnotes.notices import Notice, warn

_KEY = "eventnotes:page"
NO_ROLE = "private is no role and hides nothing in a line; write an HTML comment"


@dataclass(slots=True)
class PageDraft:
    """Facts about the page being read that no node carries."""

    notes: bool = False
    """Whether any directive of ours stood on it."""
    private: bool = False
    """Whether its source holds private words, shown or dropped."""
    images: bool = False
    """Whether there are images on it."""
    leaks: list[str] = field(default_factory=list)
    """Places where private words may have got out."""
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
        self.leaks.append(f"{where}: {message}")


def draft(env: BuildEnvironment) -> PageDraft:
    """Return the draft of the page that *env* is reading."""
    found = env.temp_data.get(_KEY)
    if not isinstance(found, PageDraft):
        found = env.temp_data[_KEY] = PageDraft()
    return found
