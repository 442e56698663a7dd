"""Photos in rows: which paragraphs are rows, what each becomes, and which photos open.

A paragraph of nothing but photos is a row; what stands in a gallery is one, photos or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util.images import get_image_size

from eventnotes.nodes import enclosing, gallery, lost_photo, only_image, parents, rows_of
from eventnotes.photos import layout
from eventnotes.photos.cache import Shot
from eventnotes.photos.develop import ICON
from eventnotes.photos.nodes import photo, photo_item, photo_link, photo_row

ASKED = ("width", "height", "scale")
"""The options in which an author says how large an image is to be."""

_TALL = 70
"""Share of the line, in percent, that a square picture alone on a printed page takes at most."""
_FINE = 900
"""Pixels from which a picture alone is wide enough to be made smaller in print."""


def blocks_in(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield galleries, and paragraphs that are rows by themselves, in order."""
    found: dict[nodes.Element, None] = {}
    for node in document.findall(lambda n: isinstance(n, gallery | nodes.image | lost_photo)):
        if isinstance(node, gallery):
            found[node] = None
            continue
        paragraph = enclosing(node, nodes.paragraph)
        if paragraph is not None and paragraph.parent not in found and _is_row(paragraph):
            found[paragraph] = None
    yield from found


def _is_row(paragraph: nodes.paragraph) -> bool:
    images = [image for row in rows_of(paragraph) for image in map(_image_in, row)]
    if isinstance(paragraph.parent, nodes.entry):
        return False
    if not all("shot" in image or isinstance(image, lost_photo) for image in images):
        return False
    if any(_is_sized(image) or "align" in image for image in images):
        return False
    shots: list[Shot] = [image["shot"] for image in images if "shot" in image]
    return any(shot.width * shot.height >= ICON for shot in shots)


# -- in a browser ------------------------------------------------------------------------------


def arrange(block: nodes.Element, srcdir: Path) -> None:
    """Replace paragraphs by rows of one height."""
    if isinstance(block, gallery):
        for child in list(block.children):
            if isinstance(child, nodes.paragraph) and (rows := rows_of(child)):
                child.replace_self(_arranged(rows, layout.GALLERY, srcdir))
        return
    made = gallery("", ids=block["ids"], classes=[*block["classes"], "en-photos"], bare=True)
    made.source, made.line = block.source, block.line
    block.replace_self(made)
    made.extend(_arranged(rows_of(block), layout.COLUMN, srcdir))


def _arranged(rows: list[list[nodes.Element]], width: int, srcdir: Path) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for row in rows:
        ratios = [_ratio(_image_in(node), srcdir) for node in row]
        begin = 0
        for count in layout.break_row(ratios):
            part = slice(begin, begin + count)
            made.append(_row(row[part], ratios[part], width))
            begin += count
    return made


def _row(row: list[nodes.Element], ratios: list[float], width: int) -> photo_row:
    made = photo_row(classes=["en-row", *(["en-alone"] if len(row) == 1 else [])])
    for node, ratio in zip(row, ratios, strict=True):
        item = photo_item(classes=["en-photo", *layout.ratio_classes(ratio)])
        image = _image_in(node)
        if isinstance(node, nodes.reference):
            item["refuri"] = node.get("refuri") or f"#{node.get('refid', '')}"
            if "rel" in node:
                item["rel"] = node["rel"]
            item["ids"] = node["ids"]
        if isinstance(image, photo):
            image["sizes"] = layout.row_sizes(ratio, sum(ratios), width)
            image["opens"] = "refuri" not in item
        item += image
        made += item
    return made


def _ratio(image: nodes.Element, srcdir: Path) -> float:
    if "shot" in image:
        shot: Shot = image["shot"]
        return shot.ratio
    size = None
    if isinstance(image, nodes.image) and "://" not in image["uri"]:
        size = get_image_size(srcdir / image["uri"])
    return size[0] / size[1] if size and size[1] > 0 else 4 / 3


def number(shown: list[photo]) -> bool:
    """Say of all photos of a page, in order, which is the first, which open, and their numbers.

    :returns: whether any of them opens.
    """
    shown[0]["eager"] = True
    groups: dict[int, list[photo]] = {}
    for node in shown:
        if "sizes" not in node:
            node["sizes"] = layout.column_sizes()
            node["opens"] = _opens(node)
        if node["opens"]:
            groups.setdefault(id(_gallery_of(node)), []).append(node)
    for group in groups.values():
        for place, node in enumerate(group, 1):
            node["number"], node["total"] = place, len(group)
    return bool(groups)


def _gallery_of(node: nodes.Element) -> gallery | None:
    """Return the gallery that a photo is leafed through with; else it is with those of the page."""
    found = (other for other in parents(node) if isinstance(other, gallery))
    return next((other for other in found if not other.get("bare")), None)


def _opens(node: photo) -> bool:
    """Tell whether a picture that is no part of a row opens the light box."""
    shot: Shot = node["shot"]
    if "leads" in node:
        return True
    if shot.width * shot.height < ICON or "no-scaled-link" in node["classes"]:
        return False
    if isinstance(node.parent, nodes.section | nodes.document | nodes.figure):
        return True
    links = nodes.reference | photo_link | addnodes.pending_xref
    return bool(node["asked"]) and not isinstance(node.parent, links)


# -- elsewhere ---------------------------------------------------------------------------------


def share_lines(block: nodes.Element) -> None:
    """Give each picture of a row its share of the line, and a tall one alone not the whole page."""
    paragraphs = block.children if isinstance(block, gallery) else [block]
    for paragraph in paragraphs:
        rows = rows_of(paragraph) if isinstance(paragraph, nodes.Element) else []
        for row in rows:
            images = [image for image in map(_image_in, row) if "shot" in image]
            begin = 0
            for count in layout.break_row([image["shot"].ratio for image in images]):
                _share_line(images[begin : begin + count])
                begin += count


def _share_line(images: list[nodes.Element]) -> None:
    shots: list[Shot] = [image["shot"] for image in images]
    widths = layout.shares([shot.ratio for shot in shots])
    if len(shots) == 1:
        if shots[0].width < _FINE or shots[0].ratio >= 1:
            return
        widths = [int(_TALL * shots[0].ratio)]
    for image, width in zip(images, widths, strict=True):
        if not _is_sized(image):
            image["width"] = f"{width}%"


def _image_in(node: nodes.Element) -> nodes.Element:
    image = only_image(node)
    assert image is not None  # that is what a row is made of
    return image


def _is_sized(image: nodes.Element) -> bool:
    """Tell whether its author has said how large an image is to be."""
    return bool(image.get("asked")) or any(name in image for name in ASKED)
