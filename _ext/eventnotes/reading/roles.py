"""The roles in the singular, each of which refers to one thing by id, title or name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from eventnotes import faults
from eventnotes.faults.boundary import leak
from eventnotes.kinds.tables import KINDS
from eventnotes.reading.page import NO_ROLE, draft

Role = Callable[..., tuple[list[nodes.Node], list[nodes.system_message]]]


def _contained(role: Role, *, private: bool = False) -> Role:
    """Return a role with a boundary around it: its words stand where it fails."""

    def mend(
        error: Exception, name: str, rawtext: str, text: str, lineno: int, inliner: Any, *args: Any
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        env = inliner.document.settings.env
        place = f"{env.doc2path(env.docname)}:{lineno}"
        if private:
            leak(env, error, name, place)
            return [], []
        faults.report(error, name, place, env.docname)
        return [nodes.Text(text), faults.mark_node(name, inline=True)], []

    def run(
        name: str,
        rawtext: str,
        text: str,
        lineno: int,
        inliner: Any,
        options: dict[str, Any] | None = None,
        content: Sequence[str] = (),
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        draft(inliner.document.settings.env).ours = True
        return role(name, rawtext, text, lineno, inliner, options or {}, content)

    return faults.contain(run, mend)


_REFERENCES = {kind: XRefRole(innernodeclass=nodes.inline, warn_dangling=True) for kind in KINDS}
ROLES = {kind: _contained(role) for kind, role in _REFERENCES.items()}
"""One role for each kind of object."""


class PrivateRole(SphinxRole):
    """``{private}`` in a line hides nothing, and stops the build before it publishes anything.

    A role's words have been read by the time it runs; an HTML comment's have not.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Note the leak."""
        draft(self.env).leak(self.get_location(), NO_ROLE)
        return [], []


PRIVATE = _contained(PrivateRole(), private=True)
