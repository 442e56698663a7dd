"""The roles in the singular, which refer to one thing by id, title or name; and ``private``."""

from __future__ import annotations

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from eventnotes.model.corpus import KINDS
from eventnotes.reading.page import draft

ROLES = {kind: XRefRole(innernodeclass=nodes.inline, warn_dangling=True) for kind in KINDS}
"""One role for each kind of object."""


class PrivateRole(SphinxRole):
    """``{private}`` in a line: dropped unread, or shown and marked in the author's own copy."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return nothing, unless the copy is the author's."""
        draft(self.env).private = True
        if not self.config.eventnotes_private:
            return [], []
        return [nodes.inline(self.rawtext, self.text, classes=["en-private"])], []
