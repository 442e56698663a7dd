"""References by plain id: ``{any}`` and ``[](#id)`` go straight to our label.

Sphinx and MyST would ask every domain and every page of that name, and warn that there is more
than one answer, where an event's page has the name of its event.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from eventnotes import faults
from eventnotes.domain import notes_domain
from eventnotes.model.corpus import Entry
from eventnotes.nodes import text_of


class ResolveIds(SphinxPostTransform):
    """Resolve what names one of our ids exactly."""

    default_priority = 8  # before MyST's resolver (9) and Sphinx's (10)

    def run(self, **kwargs: Any) -> None:
        """Replace the pending references to ids of ours."""
        domain = notes_domain(self.env)
        entries = domain.entries
        for node in list(self.document.findall(addnodes.pending_xref)):
            entry = entries.get(node["reftarget"])
            if entry is None:
                continue
            plain = node["reftype"] in {"any", "myst"} and not node.get("refdomain")
            if not plain and (node["reftype"] != "ref" or domain.is_there(entry.page)):
                continue
            with faults.around(node, "link", self.env.docname):
                self._resolve(node, entry)

    def _resolve(self, node: addnodes.pending_xref, entry: Entry) -> None:
        domain = notes_domain(self.env)
        shown = nodes.inline("", "", classes=["std", "std-ref"])
        if node["refexplicit"]:
            shown += _written(node)
        else:
            shown += nodes.Text(domain.title_of(entry))
        refdoc = node.get("refdoc", self.env.docname)
        try:
            if not domain.is_there(entry.page):
                raise NoUri
            made: nodes.Node = make_refnode(domain.builder, refdoc, entry.page, entry.anchor, shown)
        except NoUri:
            made = shown
        if "reftitle" in node and isinstance(made, nodes.reference):
            made["reftitle"] = node["reftitle"]
        node.replace_self(made)


def _written(node: addnodes.pending_xref) -> list[nodes.Node]:
    """Return the author's words for a reference; only MyST keeps their markup."""
    inner = node.children[0]
    if node["reftype"] == "myst" and isinstance(inner, nodes.Element):
        return list(inner.children)
    return [nodes.Text(text_of(node))]
