"""A strip of photos above a year, which is the first one of each of its best events."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from eventnotes import faults
from eventnotes.builders import abilities
from eventnotes.domain import NotesDomain, notes_domain
from eventnotes.model.homes import home_key
from eventnotes.model.records import Event
from eventnotes.nodes import listing
from eventnotes.views.year import pictured


class ShowPictures(SphinxPostTransform):
    """Put a paragraph of photos before each year: that is a row, for what handles pictures."""

    default_priority = 4  # before lists are answered

    def run(self, **kwargs: Any) -> None:
        """Put them there, if the builder shows any."""
        domain = notes_domain(self.env)
        builder = domain.builder
        if not builder.supported_image_types or abilities(builder).is_for_translators:
            return
        for node in list(self.document.findall(listing)):
            if node["query"].kind == "years":
                with faults.around(node, "year", self.env.docname):
                    _put(node, domain, self.env.docname)


def _put(node: listing, domain: NotesDomain, page: str) -> None:
    year = home_key(node["query"]).rpartition("/")[2]
    shown = [_linked(event, node, domain, page) for event in pictured(domain.library, year)]
    if shown:
        node.parent.insert(
            node.parent.index(node), nodes.paragraph("", "", *shown, classes=["en-strip"])
        )


def _linked(event: Event, node: listing, domain: NotesDomain, page: str) -> nodes.Node:
    """Return the photo of an event, as Sphinx has found it on its own page, as a link to that."""
    picture = event.picture
    assert picture is not None
    alt = picture.alt or event.title or event.id
    image = nodes.image(uri=picture.file, alt=alt, candidates={"*": picture.file}, repeated=True)
    image.source, image.line = node.source, node.line
    try:
        return make_refnode(domain.builder, page, event.page, event.anchor, image)
    except NoUri:
        return image
