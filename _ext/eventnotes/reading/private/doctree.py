"""Private words in nodes: what docutils makes of comments, and what is left over of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from eventnotes.diagnostics import Notice, warn
from eventnotes.nodes import card, private
from eventnotes.reading.comments import cut_comments
from eventnotes.reading.page import NO_CLASS, PRIVATE_CLASS, PageDraft, draft
from eventnotes.reading.parsers import markdown_suffixes
from eventnotes.reading.private.published import read_text
from eventnotes.reading.private.rst import check_names, check_rst, place

_NOT_CUT = "reads this page with notes, and cuts no private words from it"
_CLASS_IN_HTML = re.compile(r"\bclass\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_NO_WORDS = frozenset({"code", "source", "ids", "classes", "names", "backrefs"})
"""Attributes that hold code, or nothing to read."""


class DropPrivateNodes(SphinxTransform):
    """Drop the comments of reStructuredText, of raw HTML and of what a page carries unseen."""

    default_priority = 1  # before anything that reads text, above all PlaceCards (5)

    def apply(self, **kwargs: object) -> None:
        """Remove, or show in the author's own copy."""
        page = draft(self.env)
        if page.is_guest(self.env):
            return
        shown = self.config.eventnotes_private
        for comment in list(self.document.findall(nodes.comment)):
            words = comment.astext().strip()
            page.private = page.private or bool(words and not comment["classes"])
            if shown and words:
                comment.replace_self(private("", nodes.paragraph("", words)))
            else:
                comment.parent.remove(comment)
        for raw in self.document.findall(nodes.raw):
            if "<!--" in raw.astext():
                cut = cut_comments(raw.astext(), code=False)
                page.private = True
                raw.rawsource = ""
                raw[:] = [nodes.Text(cut.kept)]
                if not cut.closed:
                    warn(Notice.COMMENT, "a comment is never closed", raw)
        markdown, source = markdown_suffixes(self.config), str(self.document["source"])
        if not source.endswith(markdown):
            page.marks = True  # its text has not been looked at
            check_rst(self.document.children, page, guest=False, markdown=markdown)
            text = read_text(Path(self.env.doc2path(self.env.docname)))
            check_names(self.document.children, text, page, source, 1)
        if page.marks:
            self._clean_attributes(page)

    def _clean_attributes(self, page: PageDraft) -> None:
        """Cut comments from titles, alt texts, entries of indices and tables of contents.

        What translators are offered of a text loses its markup if a comment was in that.
        """
        for node in self.document.findall(nodes.Element):
            if "<!--" in node.rawsource and isinstance(node, nodes.TextElement):
                words = node.astext()
                if node.rawsource.count("<!--") > words.count("<!--"):
                    node.rawsource = words
            for name, value in node.attributes.items():
                if name not in _NO_WORDS and _holds_comment(value):
                    page.private = True
                    node[name] = _without_comments(value)


class CleanTranslations(DropPrivateNodes):
    """Drop comments that a message catalogue has brought into attributes, entries and facts."""

    default_priority = 22  # after a page is translated (20)

    def apply(self, **kwargs: object) -> None:
        """Look at the attributes again, where the site may be translated."""
        page = draft(self.env)
        if self.config.language != "en" and not page.is_guest(self.env):
            self._clean_attributes(page)
            for block in self.document.findall(card):
                facts: dict[str, Any] = block.get("facts", {})
                for name in card.TRANSLATED:
                    if _holds_comment(facts.get(name)):
                        facts[name] = _without_comments(facts[name])


def _holds_comment(value: Any) -> bool:
    if isinstance(value, str):
        return "<!--" in value
    return isinstance(value, list | tuple) and any(map(_holds_comment, value))


def _without_comments(value: Any) -> Any:
    if isinstance(value, str):
        return cut_comments(value, code=False).kept.strip()
    if isinstance(value, list | tuple):
        return type(value)([_without_comments(each) for each in value])
    return value


class DoubtClasses(SphinxTransform):
    """Doubt the class ``private``, wherever it was given, and note all doubts of the page.

    Some find no fault with a word in a class: a doubt counts where notes are written.
    """

    default_priority = 840  # after classes are put on blocks (210), before pages are noted (850)

    def apply(self, **kwargs: object) -> None:
        """Look at classes, and at code whose language was to be a directive."""
        page = draft(self.env)
        if page.is_guest(self.env):
            return
        if page.marks:
            for node in self.document.findall(nodes.Element):
                self._look(node, page)
        if page.parser:
            page.leak(f"{self.document['source']}:1", f"{page.parser} {_NOT_CUT}")
        for doubt in page.doubts:
            page.leak(*doubt)

    def _look(self, node: nodes.Element, page: PageDraft) -> None:
        if isinstance(node, nodes.field):
            return  # its class is the name of a field of front matter
        classes = " ".join(node["classes"])
        if isinstance(node, nodes.raw) and "html" in node.get("format", "").split():
            classes = " ".join(_CLASS_IN_HTML.findall(node.astext()))
        if PRIVATE_CLASS.search(classes):
            page.doubt(place(node), NO_CLASS)
        elif isinstance(node, nodes.literal_block) and PRIVATE_CLASS.search(
            str(node.get("language", ""))
        ):
            page.doubt(place(node), "a private block was read as code by another reader")


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
