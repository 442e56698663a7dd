"""Photos as HTML: ``picture`` with every size, in a link to the largest, without any ``style``.

What a style sheet must know of a photo is said by classes and by ``width`` and ``height``, so
that a content security policy without inline styles breaks nothing.
"""

from __future__ import annotations

import json
import posixpath
import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from eventnotes.i18n import terms, words
from eventnotes.nodes import gallery, lost_photo, parents, text_of
from eventnotes.photos.cache import Shot
from eventnotes.photos.images import published
from eventnotes.photos.layout import share_classes
from eventnotes.photos.nodes import photo, photo_caption, photo_item, photo_link
from eventnotes.photos.state import photos

Translator = Any
"""Sphinx's HTML translator; its classes differ by builder and docutils leaves them untyped."""

_TYPES = {"avif": "image/avif", "webp": "image/webp"}
_LENGTH = re.compile(r"(\d*\.?\d+)\s*(px|em|rem|pt|pc|cm|mm|in|%|)\Z")
_PIXELS = {"px": 1, "em": 16, "rem": 16, "pt": 4 / 3, "pc": 16, "cm": 37.8, "mm": 3.78, "in": 96}
"""CSS pixels in a length, as far as markup can say it."""


def visit_gallery(self: Translator, node: gallery) -> None:
    """Open a gallery, or what is drawn like one."""
    tag, css = ("div", "") if node.get("bare") else ("figure", "en-gallery")
    self.body.append(self.starttag(node, tag, "", CLASS=css))


def depart_gallery(self: Translator, node: gallery) -> None:
    """Close a gallery."""
    self.body.append("</div>\n" if node.get("bare") else "</figure>\n")


def visit_caption(self: Translator, node: photo_caption) -> None:
    """Open a caption."""
    self.body.append(self.starttag(node, "figcaption", ""))


def depart_caption(self: Translator, node: photo_caption) -> None:
    """Close a caption."""
    self.body.append("</figcaption>\n")


def visit_row(self: Translator, node: nodes.Element) -> None:
    """Open a row."""
    self.body.append(self.starttag(node, "div", ""))


def depart_row(self: Translator, node: nodes.Element) -> None:
    """Close a row."""
    self.body.append("</div>\n")


def visit_item(self: Translator, node: photo_item) -> None:
    """Open the place of a photo: a link to the largest picture, or to where its author says."""
    image = node[0]
    node["element"] = "a"
    if isinstance(image, photo) and image["opens"]:
        self.body.append(_link(self, node, image))
    elif "refuri" in node:
        rel = {"rel": node["rel"]} if "rel" in node else {}
        self.body.append(self.starttag(node, "a", "", href=node["refuri"], **rel))
    else:
        node["element"] = "span"
        self.body.append(self.starttag(node, "span", ""))


def depart_item(self: Translator, node: photo_item) -> None:
    """Close the place of a photo."""
    self.body.append(f"</{node['element']}>\n")


def visit_photo(self: Translator, node: photo) -> None:
    """Write a picture, and outside of rows the link to its largest form."""
    opens = node["opens"] and not isinstance(node.parent, photo_item)
    if opens:
        self.body.append(_link(self, nodes.Element(), node))
    self.body.append(_picture(self, node, node["shot"]))
    if opens:
        self.body.append("</a>")
    raise nodes.SkipNode


def visit_link(self: Translator, node: photo_link) -> None:
    """Open a link to a picture, if there is one."""
    shot: Shot | None = node.get("shot")
    if shot is None:
        self.body.append(self.starttag(node, "span", ""))
        return
    address = _address(self, node["uri"], shot.moving or shot.large)
    attributes = {"CLASS": "reference internal", "href": address}
    self.body.append(self.starttag(node, "a", "", **attributes))


def depart_link(self: Translator, node: photo_link) -> None:
    """Close a link to a picture."""
    self.body.append("</span>" if node.get("shot") is None else "</a>")


def visit_lost(self: Translator, node: lost_photo) -> None:
    """Open the words for a picture that can't be shown."""
    self.body.append(self.starttag(node, "span", ""))


def depart_lost(self: Translator, node: lost_photo) -> None:
    """Close them."""
    self.body.append("</span>")


def add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give style and script to the pages that have use for them (``html-page-context``)."""
    pages = photos(app.env).pages
    if pagename not in pages:
        return
    app.add_css_file("eventnotes-photos.css")
    if pages[pagename]:
        said = json.dumps(dict(terms.PHOTO_WORDS), ensure_ascii=False)
        data: dict[str, Any] = {"data-words": said}
        app.add_js_file("eventnotes-photos.js", loading_method="defer", **data)


# -- pieces ------------------------------------------------------------------------------------


def _link(self: Translator, node: nodes.Element, image: photo) -> str:
    """Return the tag of a link that opens a photo, with the ids and classes of *node*."""
    uri, shot = image.get("leads", (image["stem"], image["shot"]))
    attributes = {"CLASS": "en-opens", "href": _address(self, uri, shot.moving or shot.large)}
    if not _alt(image):
        attributes["aria-label"] = words.photo(image["number"], image["total"])
    if image.get("title"):
        attributes["data-title"] = image["title"]
    if shot.key != image["shot"].key:
        attributes["data-other"] = ""  # what opens is not what is shown
    tag: str = self.starttag(node, "a", "", **attributes)
    return tag


def _alt(node: photo) -> str:
    """Return the alt text, unless it only repeats the words below the picture."""
    alt = " ".join(node.get("alt", "").split())
    around = next((n for n in parents(node) if isinstance(n, gallery | nodes.figure)), None)
    captions = around.children if around is not None else []
    below = [text_of(c) for c in captions if isinstance(c, photo_caption | nodes.caption)]
    return "" if alt in below else alt


def _address(self: Translator, uri: str, name: str) -> str:
    return posixpath.join(self.builder.imgpath, published(uri, name))


def _picture(self: Translator, node: photo, shot: Shot) -> str:
    def address(name: str) -> str:
        return escape(_address(self, node["stem"], name))

    lazy = not node.get("eager")
    shown = _shown(node, shot)
    in_pixels = node["asked"] and not _share(node)
    sizes = f"{shown['width']}px" if in_pixels else node["sizes"]
    sizes = f"auto, {sizes}" if lazy else sizes
    source = ""
    if shot.moving:
        still = address(shot.large)
        source = f'<source media="(prefers-reduced-motion: reduce)" srcset="{still}" />'
    elif shot.modern:
        kind = _TYPES[shot.modern[0][0].rpartition(".")[2]]
        files = ", ".join(f"{address(name)} {width}w" for name, width in shot.modern)
        source = f'<source type="{kind}" srcset="{files}" sizes="{sizes}" />'
    attributes = {
        "src": address(shot.moving or shot.small),
        "alt": escape(_alt(node)),
        **shown,
        **({"class": escape(" ".join(css))} if (css := _classes(node, shot)) else {}),
        **({"id": escape(node["ids"][0])} if node["ids"] else {}),
        **({"loading": "lazy"} if lazy else {"fetchpriority": "high"}),
        "decoding": "async",
    }
    image = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<picture>{source}<img {image} /></picture>"


def _classes(node: photo, shot: Shot) -> list[str]:
    aligned = [f"align-{node['align']}"] if "align" in node else []
    share = share_classes(_share(node)) if _share(node) else []
    return [*node["classes"], *aligned, *share]


def _share(node: photo) -> float:
    """Return how many percent of the line its author wants it to take, or 0."""
    number, sign, _ = str(node["asked"].get("width", "")).partition("%")
    return float(number) if sign else 0


def _shown(node: photo, shot: Shot) -> dict[str, str]:
    """Return width and height, as its author wants them or as they are.

    A share of the line is said by classes: HTML knows pixels alone.
    """
    asked = {} if _share(node) else node["asked"]
    width, height = _pixels(asked.get("width", "")), _pixels(asked.get("height", ""))
    if not width and not height:
        width = shot.width * asked.get("scale", 100) / 100
    width = width or height * shot.ratio
    height = height or width / shot.ratio
    return {"width": str(max(1, round(width))), "height": str(max(1, round(height)))}


def _pixels(length: str) -> float:
    match = _LENGTH.match(str(length))
    if match is None or match[2] == "%":
        return 0
    return float(match[1]) * _PIXELS.get(match[2] or "px", 1)
