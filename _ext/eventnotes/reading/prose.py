"""``{takeaway}``, ``{update}`` and ``{private}``: blocks of the author's words."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import states

from eventnotes.diagnostics import Notice, shorten
from eventnotes.i18n import words
from eventnotes.kinds.tables import OPTIONS
from eventnotes.model import dates, ids
from eventnotes.nodes import private, takeaway
from eventnotes.reading.base import NotesDirective, set_place
from eventnotes.reading.page import draft


class TakeawayDirective(NotesDirective):
    """``{takeaway}``: what was learned."""

    known = OPTIONS["takeaway"]
    argument_is_body = takes_words = True

    def build(self) -> list[nodes.Node]:
        """Return the block; one without words is nothing."""
        own_id = self.read_id(ids.read_part)
        body = self.body()
        if not body:
            self.warn(Notice.EMPTY, "has no words")
            return []
        made = takeaway("", *body, classes=["en-takeaway"], facts=self.facts, own_id=own_id)
        set_place([made], self)
        return [made]


class UpdateDirective(NotesDirective):
    """``{update} 2025-06-30``: what was learned later, with its date."""

    def build(self) -> list[nodes.Node]:
        """Return an admonition with the date in its title."""
        body = self.body()
        date = ""
        try:
            date = dates.read_date(self.argument)
        except ValueError as error:
            message = f"date can't be read: {shorten(self.argument)!r}; allowed: {error}"
            self.warn(Notice.DATE, message)
        label = words.updated(date, self.config.language)
        title = nodes.title(label, label, translatable=False)  # no date is offered to translators
        made = nodes.admonition("", title, *body, classes=["en-update"])
        made["update"] = date
        set_place([made], self)
        return [made]


class PrivateDirective(NotesDirective):
    """``{private}``: dropped unread, or shown and marked in the author's own copy."""

    argument_is_body = takes_words = True
    private = True

    def read(self) -> list[nodes.Node]:
        """Return nothing, without a look at the content, unless the copy is the author's."""
        page = draft(self.env)
        page.private = page.blocks = True
        in_rst = isinstance(self.state, states.RSTState)
        if in_rst and not (any(self.arguments) or any(line.strip() for line in self.content)):
            message = "the private block is empty; indent the words it is to hide"
            page.leak(self.get_location(), message)
        if not self.config.eventnotes_private:
            return [nodes.comment()] if self._stands_alone() else []
        return super().read()

    def _stands_alone(self) -> bool:
        """Tell whether nothing else stands in the body of a directive around this one.

        docutils takes an empty comment for nothing at all, and some of its directives can do
        without words but not without a node.
        """
        parent = getattr(self.state, "parent", None)
        if not isinstance(self.state, states.RSTState) or type(parent) is not nodes.Element:
            return False
        lines = self.state_machine.input_lines or ()
        after = list(lines)[self.state_machine.line_offset + 1 :]
        return not parent.children and not any(line.strip() for line in after)

    def build(self) -> list[nodes.Node]:
        """Return the words, marked."""
        made = private("", *self.body(headings=True), classes=["en-private"])
        set_place([made], self)
        return [made]
