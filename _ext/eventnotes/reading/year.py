"""The directive of a year: it only reads which one, as a list that is answered later."""

from __future__ import annotations

import re

from docutils import nodes

from eventnotes.diagnostics import Notice, shorten
from eventnotes.model.fullwidth import narrow
from eventnotes.model.query import Query
from eventnotes.nodes import listing
from eventnotes.reading.base import NotesDirective, set_place

_YEAR = re.compile(r"[1-9][0-9]{3}\Z")


class YearDirective(NotesDirective):
    """``{year} 2026``: what the notes say of that year."""

    has_prose = False

    def build(self) -> list[nodes.Node]:
        """Return the year, empty until its page is written."""
        body = self.body()
        year = narrow(self.argument).strip()
        if not _YEAR.match(year):
            message = f"can't be read: {shorten(self.argument)!r}; allowed: a year, such as 2026"
            self.warn(Notice.ARGUMENT, message)
            return body
        made = listing(classes=["en-list", "en-years"])
        set_place([made], self)
        made["query"] = Query("years", "", (("year", (year,)),))
        if body:
            self.warn(Notice.ARGUMENT, "takes no text; what stands in it follows the year")
        return [made, *body]
