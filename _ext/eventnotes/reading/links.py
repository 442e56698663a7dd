"""Links to other sites while a page is read.

Whatever a parser took for a link to another site is held against one rule, that of
:func:`eventnotes.model.urls.read_url`. What fails it is left as words.
"""

from __future__ import annotations

from itertools import chain

from docutils import nodes
from sphinx.transforms import SphinxTransform

from eventnotes.diagnostics import Notice, shorten, warn
from eventnotes.model import urls
from eventnotes.nodes import (
    enclosing,
    gallery,
    lost_photo,
    parents,
    place_of,
    rows_of,
    set_in_paragraph,
    text_of,
)
from eventnotes.reading.page import draft


class DefuseLinks(SphinxTransform):
    """Leave as words what must not be a link, and as a link what must not be a picture.

    A picture on another site would be fetched by each reader's browser, and by the builds for
    paper and books.
    """

    everywhere = False
    """Whether pages without notes are looked at, too."""
    default_priority = 845  # after targets are resolved (640), before pages are noted (850)

    def apply(self, **kwargs: object) -> None:
        """Look at each link and picture once."""
        if draft(self.env).is_guest(self.env) and not self.everywhere:
            return
        for image in list(self.document.findall(nodes.image)):
            if isinstance(image.parent, nodes.substitution_definition):
                continue
            if urls.is_web(image["uri"].lstrip()):
                self._link_to(image)
            elif urls.is_foreign(image["uri"]) and not image["uri"].startswith("data:image/"):
                self._drop(image)
        for node in list(self.document.findall(nodes.reference)):
            address = node.get("refuri", "")
            if urls.is_web(address):
                try:
                    urls.read_url(address)
                except ValueError as error:
                    message = f"this is no link: {shorten(address)!r}; allowed: {error}"
                    self._disarm(node, urls.without_disguise(message))
            elif urls.is_foreign(address):
                allowed = f"{urls.URL_FORMS}, or mailto:"
                self._disarm(node, f"this is no link: {shorten(address)!r}; allowed: {allowed}")

    def _disarm(self, node: nodes.reference, message: str) -> None:
        warn(Notice.URL, message, _place_of(node))
        for text in list(node.findall(nodes.Text)):
            text.parent.replace(text, nodes.Text(urls.without_disguise(text.astext())))
        if isinstance(node.parent, nodes.TextElement):
            node.replace_self(nodes.inline("", "", *node.children, ids=node["ids"]))
        else:
            node.replace_self(node.children)

    def _drop(self, image: nodes.image) -> None:
        message = f"this is no picture: {shorten(image['uri'])!r}; allowed: a file beside the page"
        warn(Notice.IMAGE, urls.without_disguise(message), place_of(image))
        _put_words(image, nodes.inline("", image.get("alt", "")))

    def _link_to(self, image: nodes.image) -> None:
        address = image["uri"].strip()
        message = f"a picture on another site is shown as a link: {shorten(address)!r}"
        message = urls.without_disguise(f"{message}; keep a copy beside the page")
        warn(Notice.IMAGE, message, place_of(image))
        words = image.get("alt") or address
        if enclosing(image, nodes.reference) is not None:
            _put_words(image, nodes.inline("", words))
            return
        link = nodes.reference(words, "", refuri=address)
        link += (
            lost_photo(words, words, classes=["en-lost"]) if _in_row(image) else nodes.Text(words)
        )
        link.source, link.line = image.source, image.line
        _put_words(image, link)


def _put_words(image: nodes.image, words: nodes.TextElement) -> None:
    """Put words in the place of a picture."""
    image.replace_self(words)
    set_in_paragraph(words)


def _in_row(image: nodes.image) -> bool:
    """Tell whether an image has its place among others, which have to stay a row."""
    paragraph = image.parent
    shown = sum(map(len, rows_of(paragraph)))
    return shown > 1 or (shown == 1 and isinstance(paragraph.parent, gallery))


def _place_of(node: nodes.Element) -> nodes.Element:
    """Return the node nearest to *node* that knows its line."""
    near = chain(node.findall(nodes.Element), parents(node))
    return next((each for each in near if each.line), node)


def words_of(link: nodes.Element) -> str:
    """Return the words of a link: its text, or those that stand for its picture."""
    said = text_of(link)
    if said:
        return said
    image = next(iter(link.findall(nodes.image)), None)
    return " ".join(image.get("alt", "").split()) if image is not None else ""
