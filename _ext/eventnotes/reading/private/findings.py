"""What the cleaning of a Markdown page reports of a token, with the place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docutils import nodes
from markdown_it.token import Token

from eventnotes.diagnostics import Notice, warn
from eventnotes.reading.page import PageDraft, draft
from eventnotes.scope import is_home

_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]|\[#([\w.-]+)\]_")


class Findings:
    """The private words of a page, or of a text nested in one, and what hides none."""

    def __init__(self, document: nodes.document, offset: int | None) -> None:
        env = document.settings.env
        self.nested = offset is not None
        self.shown: bool = env.config.eventnotes_private
        self.at_home: bool = is_home(env.config)
        """Whether the whole site is of notes, and not somebody else's documentation."""
        self.has_colons = "colon_fence" in env.myst_config.enable_extensions
        """Whether colons can fence a block."""
        self._source = document["source"]
        self._offset = offset or 0
        self._page: PageDraft = draft(env)

    def note(self, found: Iterable[str]) -> None:
        """Note private words."""
        for words in found:
            self._page.private = True
            self._page.footnotes.update(a or b for a, b in _FOOTNOTE.findall(words))

    def note_block(self, words: str) -> None:
        """Note a private block."""
        self._page.blocks = True
        self.note([words])

    def leak(self, token: Token, message: str, line: int = 0) -> None:
        """Note that private words may get out at a line of *token*, counted from 0."""
        self._page.leak(self.where(token, line), message)

    def doubt(self, token: Token, message: str, line: int = 0) -> None:
        """Note what looks as if it should hide words, on a page with notes."""
        self._page.doubt(self.where(token, line), message)

    def warn_mark(self, token: Token) -> None:
        """Warn of a comment mark that opens or closes nothing."""
        message = "a comment mark is left over; put it in `backticks` if it is meant as text"
        warn(Notice.COMMENT, message, self.where(token))

    def where(self, token: Token, line: int = 0) -> str:
        """Return ``file:line`` of a line of *token*, counted from 0."""
        begin = token.map[0] if token.map else 0
        return f"{self._source}:{self._offset + begin + line + 1}"
