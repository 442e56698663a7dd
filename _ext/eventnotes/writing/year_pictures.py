"""A strip of photos above a year, which is the first one of each of its best events."""

from __future__ import annotations

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from eventnotes.domain import NotesDomain
from eventnotes.model.homes import home_key
from eventnotes.model.records import Event
from eventnotes.nodes import listing
from eventnotes.views.year import pictured


def show_pictures(node: listing, domain: NotesDomain, page: str) -> None:
    """Put a paragraph of photos before a year, if the builder shows any.

    That is a row, for what handles pictures.
    """
    if not domain.builder.supported_image_types:
        return
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
