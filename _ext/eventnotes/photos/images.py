"""Pictures on their way into an output: only what was developed from a file gets there.

This runs for every image of every builder that copies any, whichever way the image came into the
page, and before Sphinx chooses what to copy. Pages for browsers get all sizes of a picture and
rows of photos; other builders get one plain picture, in a row as wide as its share of the line.
A picture that an extension brings in after that is plain as well.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes import faults
from eventnotes.builders import abilities
from eventnotes.diagnostics import Notice, shorten, warn
from eventnotes.domain import notes_domain
from eventnotes.model.ids import slug
from eventnotes.nodes import enclosing, gallery, lose, only_image, place_of
from eventnotes.photos import rows
from eventnotes.photos.cache import Result, Shot, Trouble
from eventnotes.photos.embedded import clean, is_embedded
from eventnotes.photos.nodes import photo, photo_link
from eventnotes.photos.rows import ASKED
from eventnotes.photos.state import photos

_STEM = 40


def is_responsive(builder: Builder) -> bool:
    """Tell whether a builder writes pages for browsers; readers of e-books know JPEG and PNG."""
    can = abilities(builder)
    return can.html is not None and not can.is_book


def published(uri: str, name: str) -> str:
    """Return the name in an output of a picture made of the file *uri*."""
    return f"{slug(Path(uri).stem)[:_STEM].strip('-')}-{name}"


class DevelopImages(SphinxPostTransform):
    """Put what was developed in the place of each image, and photos into rows."""

    default_priority = 190  # after data has become files (150), before formats change (200)

    def run(self, **kwargs: Any) -> None:
        """Replace images, then see which paragraphs are rows."""
        self.builder = notes_domain(self.env).builder
        if not self.builder.supported_image_types:
            return
        self.cache = photos(self.env).cache
        self.responsive = is_responsive(self.builder)
        wanted = (nodes.image, photo_link, gallery)
        found = [node for node in self.document.findall(nodes.Element) if isinstance(node, wanted)]
        if not found:
            return
        page = self.env.docname
        for node in found:
            if isinstance(node, nodes.image):
                with faults.around(node, "picture", page):
                    self._develop(node)
        for node in found:  # now that the picture in a link has been developed
            if isinstance(node, photo_link):
                with faults.around(node, "link to a picture", page):
                    self._lead(node)
        for block in rows.blocks_in(self.document):
            if self.responsive:
                rows.arrange(block, Path(self.env.srcdir))
            else:
                rows.share_lines(block)
        shown = [node for node in self.document.findall(photo) if not _is_defined(node)]
        if shown:
            photos(self.env).pages[self.env.docname] = rows.number(shown)

    # -- images --------------------------------------------------------------------------

    def _look(self, uri: str) -> Result:
        return self.cache.look(Path(self.env.srcdir, uri), responsive=self.responsive)

    def _develop(self, node: nodes.image) -> None:
        candidates: dict[str, str] = node.get("candidates", {})
        if "?" in candidates:
            _clean_data(self.env, node)
        if "?" in candidates or not candidates:  # Sphinx warns about a pattern that finds nothing
            return
        types = [kind for kind in self.builder.supported_image_types if kind in candidates]
        uri = candidates[types[0]] if types else next(iter(sorted(candidates.values())), "")
        uri = node["uri"] if "*" in candidates else uri
        found = self._look(uri)
        if isinstance(found, Trouble):
            _lose(self.env, node, uri, found.reason)
        elif isinstance(found, Shot):
            self._put(node, uri, found)

    def _put(self, node: nodes.image, uri: str, shot: Shot) -> None:
        if self.responsive and self.cache.is_of_page(Path(self.env.srcdir, uri)):
            photos(self.env).shown.add(uri)
            made = photo("", **node.attributes)
            made["shot"], made["stem"], made["candidates"] = shot, uri, {"?": ""}
            # by other names, so that Sphinx does not put a link of its own around it
            made["asked"] = {name: made.attributes.pop(name) for name in ASKED if name in made}
            made.source, made.line = node.source, node.line
            node.replace_self(made)
            return
        _put_plain(self.env, self.env.docname, node, shot)

    def _lead(self, node: photo_link) -> None:
        """Let a link lead to what was made of its picture; without one only its words stay."""
        found = self._look(node["uri"])
        if isinstance(found, Trouble):
            message = f"{shorten(node['uri'])} can't be shown: {found.reason}"
            warn(Notice.PHOTO, message, place_of(node))
        if not isinstance(found, Shot) or not self.responsive:
            return
        photos(self.env).shown.add(node["uri"])
        node["shot"] = found
        image = only_image(node)
        if isinstance(image, photo):  # then the picture is the link, and opens
            image["leads"] = (node["uri"], found)
            node.replace_self(image)


def clean_late(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a clean picture in the place of any that came after ours (``doctree-resolved``)."""
    if not app.builder.supported_image_types:
        return
    cache = photos(app.env).cache
    late = [node for node in doctree.findall(nodes.image) if "shot" not in node]
    for node in late:
        candidates: dict[str, str] = node.get("candidates", {})
        uri = next((uri for uri in candidates.values() if uri in app.env.images), "")
        found = cache.look(Path(app.srcdir, uri), responsive=False) if uri else None
        if "?" in candidates:
            _clean_data(app.env, node)
        elif isinstance(found, Shot):
            _put_plain(app.env, docname, node, found)
        elif isinstance(found, Trouble):
            _lose(app.env, node, uri, found.reason)


def _put_plain(env: BuildEnvironment, docname: str, node: nodes.image, shot: Shot) -> None:
    kinds = notes_domain(env).builder.supported_image_types
    moves = shot.moving.endswith(".gif") and "image/gif" in kinds
    path = str(photos(env).cache.file(shot.moving if moves else shot.large))
    node["uri"] = path
    node["candidates"] = {"*": path}
    node["shot"] = shot
    env.images.add_file(docname, path)


def _clean_data(env: BuildEnvironment, node: nodes.image) -> None:
    """Clean a picture that is part of a translation, or of what an extension has made."""
    if is_embedded(node["uri"]) and not node.get("clean"):
        try:
            node["uri"] = node["candidates"]["?"] = clean(node["uri"])
            node["clean"] = True
        except ValueError as error:
            _lose(env, node, node["uri"], str(error))


def _lose(env: BuildEnvironment, node: nodes.image, uri: str, reason: str) -> None:
    """Put the words for a picture in its place; of what it could not find Sphinx has warned.

    What a list shows once more has been told of where its author put it. If it is a link there, to
    the event, that goes with it: its words would be those of a photo.
    """
    if node.get("repeated") and isinstance(link := node.parent, nodes.reference):
        row = link.parent
        row.remove(link)
        if not row.children:
            row.parent.remove(row)
        return
    told = node.get("repeated") or _is_defined(node)
    if (uri in env.images or "?" in node["candidates"]) and not told:
        warn(Notice.PHOTO, f"{shorten(uri)} can't be shown: {reason}", place_of(node))
    lose(node)


def _is_defined(node: nodes.Element) -> bool:
    """Tell whether a node stands in the definition of a substitution: it is drawn nowhere."""
    return enclosing(node, nodes.substitution_definition) is not None
