"""Private words in nodes: what docutils makes of comments, and what is left over of them."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform

from eventnotes.nodes import private
from eventnotes.notices import Notice, warn
from eventnotes.reading.comments import cut_comments, has_marks
from eventnotes.reading.page import PageDraft, draft

_RST_NEAR_MISS = re.compile(r"\.\.\s*(?:notes:)?private\b", re.IGNORECASE)


class DropPrivateNodes(SphinxTransform):
    """Drop the comments of reStructuredText and of raw HTML."""

    default_priority = 1  # before anything that reads text, above all PlaceCards (5)

    def apply(self, **kwargs: object) -> None:
        """Remove, or show in the author's own copy."""
        page = draft(self.env)
        shown = self.config.eventnotes_private
        for comment in list(self.document.findall(nodes.comment)):
            words = comment.astext().strip()
            page.private = page.private or bool(words and not comment["classes"])
            if shown and words:
                comment.replace_self(private("", nodes.paragraph("", words)))
            else:
                comment.parent.remove(comment)
        for raw in self.document.findall(nodes.raw):
            if "html" in raw.get("format", "").split() and "<!--" in raw.astext():
                cut = cut_comments(raw.astext(), code=False)
                page.private = True
                raw.rawsource = ""
                raw[:] = [nodes.Text(cut.kept)]
                if not cut.closed:
                    warn(Notice.COMMENT, "a comment is never closed", raw)
        if not str(self.document["source"]).endswith(".md"):
            self._check_text(page)

    def _check_text(self, page: PageDraft) -> None:
        """Look at what docutils took for text; tokens have told of Markdown."""
        for text in self.document.findall(nodes.Text):
            if isinstance(text.parent, nodes.literal | nodes.literal_block | nodes.raw):
                continue
            if has_marks(text):
                message = "a comment mark is left over; reStructuredText has no HTML comments"
                warn(Notice.COMMENT, message, text.parent)
            if _RST_NEAR_MISS.match(text):
                where = f"{text.parent.source}:{text.parent.line}"
                page.leak(where, "this hides nothing; write '.. private::'")


class DropPrivateFootnotes(SphinxTransform):
    """Drop footnotes that nothing but private words refers to, and say nothing of them."""

    default_priority = 600  # before footnotes are numbered (620) and missed (622)

    def apply(self, **kwargs: object) -> None:
        """Remove them from the page and from docutils' lists."""
        wanted = draft(self.env).footnotes
        if not wanted or self.config.eventnotes_private:
            return
        for known in (self.document.autofootnotes, self.document.footnotes):
            for footnote in list(known):
                names = set(footnote["names"])
                if names & wanted and not names & set(self.document.footnote_refs):
                    known.remove(footnote)
                    footnote.parent.remove(footnote)
