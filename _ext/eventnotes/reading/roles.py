"""The roles in the singular, each of which refers to one thing by id, title or name."""

from __future__ import annotations

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from eventnotes.model.corpus import KINDS
from eventnotes.reading.page import NO_ROLE, draft

ROLES = {kind: XRefRole(innernodeclass=nodes.inline, warn_dangling=True) for kind in KINDS}
"""One role for each kind of object."""


class PrivateRole(SphinxRole):
    """``{private}`` in a line hides nothing, and stops the build before it publishes anything.

    A role's words have been read by the time it runs; an HTML comment's have not.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Note the leak."""
        draft(self.env).leak(self.get_location(), NO_ROLE)
        return [], []
