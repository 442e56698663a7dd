"""The nodes that stand for photos, besides those of the core for pictures in rows."""

from __future__ import annotations

from docutils import nodes


class photo_caption(nodes.paragraph):
    """The words below a gallery."""


class photo_row(nodes.General, nodes.Element):
    """Photos side by side, in HTML."""


class photo_item(nodes.General, nodes.Element):
    """The place of one photo in a row, in HTML; ``refuri`` is where it leads, if not to itself."""


class photo(nodes.image):
    """A picture in HTML that has been developed; ``shot`` says what there is of it."""


class photo_link(nodes.inline):
    """Words or a picture that lead to a picture; ``uri`` is its file, seen from the sources."""
