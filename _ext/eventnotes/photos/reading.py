"""Photos on a page: ``{photos}`` around them, links to them, and those nobody has described.

A paragraph of nothing but images needs no directive: what becomes of it is the builder's affair.
"""

from __future__ import annotations

import re
from errno import ELOOP
from os import stat
from os.path import dirname, isfile, islink, join  # unlike a path, they take any text
from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from docutils.nodes import Element
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from eventnotes import faults
from eventnotes.diagnostics import Notice, hint, shorten, warn
from eventnotes.nodes import (
    gallery,
    lose,
    parents,
    place_of,
    private,
    rows_of,
    source_line_of,
)
from eventnotes.photos.embedded import clean, is_embedded
from eventnotes.photos.kinds import is_picture
from eventnotes.photos.nodes import photo_caption, photo_link
from eventnotes.reading.base import NotesDirective, set_place
from eventnotes.reading.page import draft

ALLOWED = "paragraphs of nothing but images, and one of words at the end"

_MISSED = re.compile(r"!\[([^\[\]]{0,300})\]\(([^()<>\n]{1,300})\)")
"""What may be meant to be an image."""
_NAMED = re.compile(r"\.\w{2,4}\Z")
_SAID = 5
"""How many pictures a hint names."""
_QUIET = (nodes.Invisible, nodes.system_message, private)
"""What may stand in a gallery beside its photos without a word."""


class PhotosDirective(NotesDirective):
    """``{photos}``: paragraphs of images as one gallery, the last paragraph of words below it."""

    argument_is_body = True

    def build(self) -> list[nodes.Node]:
        """Return the gallery; what of it is in the wrong place is only known later."""
        body = self.body()
        if not body:
            self.warn(Notice.PHOTOS, f"has no photos; allowed: {ALLOWED}")
            return []
        made = gallery("", *self._in_paragraphs(body), classes=["en-photos"])
        set_place([made], self)
        return [made]

    def _in_paragraphs(self, body: list[nodes.Node]) -> list[nodes.Node]:
        """Put images that are blocks into paragraphs, those without a blank line between in one."""
        blank = [
            number
            for number, line in zip(self.lines.numbers, self.lines.text, strict=True)
            if not line.strip()
        ]
        made: list[nodes.Node] = []
        row: nodes.paragraph | None = None
        before = 0
        for node in body:
            if not isinstance(node, nodes.image | nodes.reference):
                made.append(node)
                row = None
                continue
            line = node.line or (node.children[0].line if node.children else None) or 0
            if row is None or any(before < number < line for number in blank):
                row = nodes.paragraph()
                row.source, row.line = node.source, line
                made.append(row)
            row += [nodes.Text("\n"), node] if row.children else [node]
            before = line
        return made


class FindImages(SphinxTransform):
    """Clean pictures that are part of the text, and find files whose names Markdown has encoded.

    A page's text is offered to translators and copied as a source, so the picture is cleaned
    there as well, and a page that held one gives no copy of its source.
    """

    default_priority = 6  # before PreserveTranslatableMessages (10) and Locale (20)

    def apply(self, **kwargs: object) -> None:
        """Look at each image as it was written."""
        images, texts = [], []
        for node in self.document.findall():
            if isinstance(node, nodes.image | gallery):
                images.append(node)
            elif isinstance(node, nodes.Text) and "![" in node:
                texts.append(node)
        draft(self.env).images = bool(images)  # else the page need not be searched again
        for text in texts:
            self._miss(text)
        for node in images:
            if not isinstance(node, nodes.image):
                continue
            if is_embedded(node["uri"]):
                self._clean(node)
            elif "%" in node["uri"] and "://" not in node["uri"]:
                decoded = unquote(node["uri"])
                _, path = self.env.relfn2path(decoded, self.env.docname)
                node["uri"] = decoded if isfile(path) else node["uri"]
            if self._leads_in_a_circle(node["uri"]):
                message = "can't be shown: it is a link that leads to itself"
                warn(Notice.PHOTO, f"{shorten(node['uri'])} {message}", place_of(node))
                lose(node)

    def _leads_in_a_circle(self, uri: str) -> bool:
        """Tell whether a file is a link by which Sphinx would never find anything."""
        around = dirname(self.env.doc2path(self.env.docname))
        path = join(self.env.srcdir, uri[1:]) if uri.startswith("/") else join(around, uri)
        try:
            return islink(path) and not stat(path)
        except ValueError:
            return False
        except OSError as error:
            return error.errno == ELOOP

    def _miss(self, text: nodes.Text) -> None:
        """Warn of what Markdown does not take for an image, since a space ends an address there."""
        if isinstance(text.parent, nodes.literal | nodes.literal_block | nodes.raw):
            return
        for alt, address in _MISSED.findall(text):
            if " " not in address or not _NAMED.search(address):
                continue
            said = f"![{shorten(alt)}]({shorten(address)})"
            message = f"{said} is no image, for its address has a space in it"
            message += f"; write ![{shorten(alt)}](<{shorten(address)}>)"
            warn(Notice.IMAGE, message, place_of(text))

    def _clean(self, node: nodes.image) -> None:
        draft(self.env).private = draft(self.env).notes = True
        written = node["uri"]
        try:
            node["uri"], node["clean"] = clean(written), True
        except ValueError as error:
            message = f"{shorten(written)} can't be shown: {error}"
            warn(Notice.PHOTO, message, place_of(node))
            node["uri"] = ""
        for parent in parents(node):
            parent.rawsource = parent.rawsource.replace(written, node["uri"])
        if not node["uri"]:
            lose(node)


class SettleGalleries(SphinxTransform):
    """Tell photos, the caption and what is neither apart, once substitutions are known."""

    default_priority = 270  # after Substitutions (220)

    def apply(self, **kwargs: object) -> None:
        """Settle each gallery."""
        if not draft(self.env).images:
            return
        for node in list(self.document.findall(gallery)):
            with faults.around(node, "gallery", self.env.docname):
                self._settle(node)

    def _settle(self, node: gallery) -> None:
        kept: list[nodes.Node] = []
        strays: list[nodes.Node] = []
        caption: nodes.paragraph | None = None
        last = next((c for c in reversed(node.children) if not isinstance(c, _QUIET)), None)
        for child in node.children:
            if isinstance(child, _QUIET) or (isinstance(child, nodes.paragraph) and rows_of(child)):
                kept.append(child)
            elif isinstance(child, nodes.paragraph) and child is last:
                kept.append(child)
                caption = child
            else:
                strays.append(child)
        if not any(isinstance(child, Element) and rows_of(child) for child in kept):
            warn(Notice.PHOTOS, f"photos: it has no photos; allowed: {ALLOWED}", node)
            node["classes"] = []
            node.replace_self(node.children)
            return
        for stray in strays:
            what = shorten(stray.astext()) or stray.__class__.__name__
            message = f"photos: {what!r} is put after the photos; allowed: {ALLOWED}"
            warn(Notice.PHOTOS, message, stray if stray.line else node)
        node.children = []
        node.extend(_caption_of(child) if child is caption else child for child in kept)
        node.replace_self([node, *strays])


def _caption_of(paragraph: Element) -> photo_caption:
    made = photo_caption(paragraph.rawsource, "", *paragraph.children, **paragraph.attributes)
    made["classes"] = [*paragraph["classes"], "en-photo-caption"]
    made.source, made.line = paragraph.source, paragraph.line
    return made


class LinkPictures(SphinxTransform):
    """Make links to pictures lead to what is published of them, never to the file itself.

    MyST takes a link to a file for a download, and would copy it with all that a camera has put
    into it. Only the role ``download`` asks for that.
    """

    default_priority = 700  # after docutils has found out where its references lead (640)

    def apply(self, **kwargs: object) -> None:
        """Replace links to pictures that are there."""
        for node in list(self.document.findall(nodes.reference)):  # a download is one as well
            with faults.around(node, "link", self.env.docname):
                if isinstance(node, addnodes.download_reference):
                    self._link(node, node["reftarget"] if node.get("reftype") == "myst" else "")
                elif not node.get("internal"):
                    self._link(node, node.get("refuri", ""))

    def _link(self, node: Element, target: str) -> None:
        if not target or target.startswith("#") or "://" in target:
            return
        uri, path = self.env.relfn2path(target, self.env.docname)
        if not isfile(path) or not is_picture(Path(path)):
            return
        same = {name: node[name] for name in ("ids", "classes")}
        made = photo_link(node.rawsource, "", *node.children, uri=uri, **same)
        made.source, made.line = node.source, node.line
        node.replace_self(made)
        self.env.note_dependency(uri)
        self.env.images.add_file(self.env.docname, uri)


class AskForAlt(SphinxTransform):
    """Give a hint for the images without words for those who don't see them.

    Each is also told its line, so that Sphinx can name it if the file is missing.
    """

    default_priority = 870  # after what makes or moves images, before Sphinx looks at them (880)

    def apply(self, **kwargs: object) -> None:
        """Give the hints."""
        if not draft(self.env).images:
            return
        without: list[nodes.image] = []
        for node in self.document.findall(nodes.image):
            node.source, node.line = source_line_of(node)
            if not node.get("alt", "").strip() and _is_content(node):
                without.append(node)
        if without:
            message = f"{_without_alt(without)}, as in ![Four empty chairs](chairs.jpg)"
            hint(Notice.ALT, message, place_of(without[0]), self.config)


def _without_alt(images: list[nodes.image]) -> str:
    if len(images) == 1:
        return f"{shorten(images[0]['uri'])} has no alt text; say what it shows"
    named = [f"{shorten(image['uri'])} (line {image.line})" for image in images[:_SAID]]
    named += [f"{len(images) - _SAID} more"] if len(images) > _SAID else []
    return f"{', '.join(named[:-1])} and {named[-1]} have no alt text; say what each shows"


def _is_content(node: nodes.image) -> bool:
    """Tell whether an image stands among words, and is not an ornament of somebody's card."""
    parent = node.parent
    while isinstance(parent, nodes.reference | photo_link):
        if "en-still" in parent["classes"]:  # it gets the words of what it is for
            return False
        parent = parent.parent
    return isinstance(parent, nodes.paragraph | nodes.figure | nodes.section | gallery)
