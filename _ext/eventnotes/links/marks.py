"""Links to other sites in an author's text: under their titles, marked where they are dead."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes import faults
from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.i18n import terms
from eventnotes.i18n.messages import gettext
from eventnotes.model.resources import is_address
from eventnotes.model.urls import canonical_url, is_web, rel
from eventnotes.renderers.nodes import WITHOUT_LINKS, NodeRenderer
from eventnotes.views.inline import gone


class _Asked(dict[str, str]):
    """By canonical address, the address that ``linkcheck`` asks for."""


class MarkLinks(SphinxPostTransform):
    """Say of each link what the network was found to say, and how it is related to the page."""

    default_priority = 12  # after references are resolved (8 to 10), before cards (19, 20)

    def is_supported(self) -> bool:
        """Tell whether the builder wants it."""
        return not abilities(notes_domain(self.env).builder).as_written

    def run(self, **kwargs: Any) -> None:
        """Look at each link once."""
        domain = notes_domain(self.env)
        for node in list(self.document.findall(nodes.reference)):
            address = node.get("refuri", "")
            if node.get("internal") or not is_web(address):
                continue
            with faults.around(node, "link", self.env.docname):
                self._relate(node)
                self._name_still(node)
                if domain.known:
                    self._mark(node, address)
            if is_address(node.astext(), address):
                node["classes"].append("en-address")

    def _relate(self, link: nodes.reference) -> None:
        if abilities(notes_domain(self.env).builder).visits:
            link.setdefault("rel", rel(private=self.config.eventnotes_private))

    def _name_still(self, link: nodes.reference) -> None:
        """Say what the picture of a video is for, where its author has not described it."""
        if "en-still" in link["classes"]:
            for picture in link.findall(nodes.image):
                picture["alt"] = picture.get("alt") or gettext(terms.WATCH)

    def _mark(self, node: nodes.reference, address: str) -> None:
        domain = notes_domain(self.env)
        web = domain.library.web
        known = web.known_of(address)
        if known is None or not isinstance(node.parent, nodes.TextElement):
            return
        after: list[nodes.Node] = []
        if known.title and len(node) == 1 and is_address(node.astext(), address):
            node[:] = [nodes.Text(known.title)]
            if domain.builder.format in WITHOUT_LINKS:
                after.append(nodes.Text(f" <{address}>"))
        if web.is_gone(address):
            renderer = NodeRenderer(domain.builder, self.env.docname)
            said = renderer.inline(gone(domain.library, address))
            mark = nodes.inline("", "", *said, classes=["en-dead"])
            for link in mark.findall(nodes.reference):
                self._relate(link)
            after.append(mark)
        place = node.parent.index(node) + 1
        node.parent[place:place] = after


def one_spelling(app: Sphinx, uri: str) -> str | None:
    """Have ``linkcheck`` see a resource once, however it is spelled (``linkcheck-process-uri``)."""
    if not is_web(uri):
        return None
    try:
        key = canonical_url(uri)
    except ValueError:  # of another extension's making
        return None
    domain = notes_domain(app.env)
    resource = domain.library.web.resource_at.get(key)
    asked = domain.of_build(_Asked)
    return asked.setdefault(key, resource.url if resource is not None else uri)
