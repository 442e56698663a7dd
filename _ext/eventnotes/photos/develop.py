"""One file from a camera or a screen, made into clean pictures of several sizes.

A picture is drawn anew from its pixels, so that nothing else of the file gets through: no EXIF,
XMP, IPTC, thumbnail, comment or colour profile, however it was hidden. The orientation is applied
and colours are turned to sRGB before that is lost.

Photographs become AVIF and JPEG, both with full colour resolution: halved, as is usual, it blurs
coloured text on slides. What is drawn in flat colours becomes lossless WebP and PNG.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import sqrt
from typing import Any, NamedTuple

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError, features

from eventnotes.photos import moving

RECIPE = 2
"""Goes up when the same file comes out otherwise."""

WIDTHS = (480, 960, 1600, 2400)
"""Widths that a picture of 4:3 is made in, never enlarged. Others get as many pixels."""

SMALL = 1
"""Which of the widths is shown by a browser that knows no modern format."""

ICON = 320 * 240
"""Pixels below which a picture is an icon: one file in a plain format will do."""

ALLOWED = "a JPEG, PNG, GIF, WebP, AVIF, TIFF, BMP or JPEG 2000 file"

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP", "JPEG2000")
_LOSSY = frozenset({"JPEG", "MPO", "JPEG2000", "AVIF"})  # several photos in one JPEG are an MPO
_MOVING = {"GIF": "gif", "PNG": "png", "WEBP": "webp"}
_CLOSE = 0.85
"""Above this share of the original's width, the original's own size is made instead."""
_FLAT = 0.9
"""Bytes for each pixel up to which lossless packing says that a picture is drawn, not taken."""
_TILE = 256

_AVIF: dict[str, Any] = {"quality": 65, "speed": 8, "subsampling": "4:4:4", "max_threads": 1}
_JPEG: dict[str, Any] = {
    "quality": 86,
    "subsampling": "4:4:4",
    "optimize": True,
    "progressive": True,
}
_WEBP: dict[str, Any] = {"quality": 84, "method": 4}
_LOSSLESS: dict[str, Any] = {"lossless": True, "quality": 60, "method": 4}


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Developed:
    """What was made of a file. Each picture has a name such as ``960.avif``."""

    size: Size
    """Of the largest picture."""
    pictures: dict[str, bytes]
    modern: tuple[tuple[str, int], ...] = ()
    """Name and width of each picture in a modern format, the smallest first."""
    small: str = ""
    large: str = ""
    """The pictures that every browser and every other builder can show."""
    moving: str = ""
    """The whole of what moves; :attr:`large` is its first picture."""


def develop(data: bytes, *, responsive: bool) -> Developed:
    """Return clean pictures of a file.

    :param responsive: whether all sizes are wanted, or only the largest in a plain format.
    :raises ValueError: it can't be read; the text says why, and what is allowed.
    """
    if not data:
        raise ValueError(f"the file is empty; allowed: {ALLOWED}")
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            kind = str(image.format)
            moves = kind in _MOVING and getattr(image, "is_animated", False)
            upright = _upright(image)
        return _develop(data, upright, kind, moves=moves, responsive=responsive)
    except Image.DecompressionBombError:
        limit = 2 * (Image.MAX_IMAGE_PIXELS or 0) // 10**6
        raise ValueError(f"it has too many pixels; allowed: {limit} million") from None
    except UnidentifiedImageError:
        raise ValueError(f"it is no picture; allowed: {ALLOWED}") from None
    except Exception as error:  # decoders raise anything at all on a damaged file
        raise ValueError(f"it is damaged ({error}); allowed: {ALLOWED}") from error


def sizes(width: int, height: int) -> list[Size]:
    """Return the sizes that a picture is made in, the smallest first, and none above its own.

    >>> [size.width for size in sizes(4000, 3000)], sizes(500, 1000)
    ([480, 960, 1600, 2400], [Size(width=294, height=588), Size(width=500, height=1000)])
    """
    ratio = width / height
    made: list[Size] = []
    for of_four_thirds in WIDTHS:
        wide = max(1, round(of_four_thirds * sqrt(0.75 * ratio)))
        if wide > _CLOSE * width:
            return [*made, Size(width, height)]
        made.append(Size(wide, max(1, round(wide / ratio))))
    return made


# -- pixels ------------------------------------------------------------------------------------


def _upright(image: Image.Image) -> Image.Image:
    """Return the picture as it is to be seen, no larger than it will be shown, in sRGB."""
    longest = max(sizes(*image.size)[-1])
    image.draft(None, (longest, longest))  # JPEG can be read at a half or a quarter at no cost
    turned = ImageOps.exif_transpose(image)
    eight_bit = _eight_bit(turned)
    largest = sizes(*eight_bit.size)[-1]
    if largest != eight_bit.size:
        eight_bit = eight_bit.resize(largest, Image.Resampling.LANCZOS, reducing_gap=3.0)
    made = _in_srgb(eight_bit, turned.info.get("icc_profile"))
    made.info = {}
    return made


def _eight_bit(image: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be resized: ``RGB``, ``RGBA``, ``CMYK`` or ``LAB``."""
    if image.mode in {"I", "I;16", "I;16B", "I;16L"}:  # Pillow would cut off what is above 255
        return image.convert("I").point([n >> 8 for n in range(65536)], "L").convert("RGB")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in {"CMYK", "LAB"} else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: Any) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    if alpha is not None:
        image = image.convert("RGB") if profile else image
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
            image = image if made is None else made
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile of another colour space, or a broken one, says nothing
    if alpha is None:
        return image.convert("RGB")
    if alpha.getextrema() == (255, 255):
        return image.convert("RGB")
    image = image.convert("RGBA")
    image.putalpha(alpha)
    return image


def _is_flat(image: Image.Image) -> bool:
    """Tell whether a picture is drawn rather than taken, by how well samples of it pack."""
    wide, high = image.size
    side = min(_TILE, wide, high)
    places = [(x, y) for x in (0.1, 0.5, 0.9) for y in (0.1, 0.5, 0.9)]
    strip = Image.new(image.mode, (side * len(places), side))
    for number, (x, y) in enumerate(places):
        left, top = int(x * (wide - side)), int(y * (high - side))
        strip.paste(image.crop((left, top, left + side, top + side)), (number * side, 0))
    packed = _encoded(strip, "WEBP", lossless=True, quality=0, method=0)
    return len(packed) <= _FLAT * strip.width * strip.height


# -- files -------------------------------------------------------------------------------------


def _develop(
    data: bytes, image: Image.Image, kind: str, *, moves: bool, responsive: bool
) -> Developed:
    size = Size(*image.size)
    flat = kind not in _LOSSY and _is_flat(image)
    plain = _Format("PNG", "png", {"compress_level": 9})
    if not flat and image.mode == "RGB":
        plain = _Format("JPEG", "jpg", _JPEG)
    pictures: dict[str, bytes] = {}
    large = plain.add(pictures, image)
    if moves:
        name = f"moving.{_MOVING[kind]}"
        pictures[name] = moving.clean(data, kind)
        return Developed(size, pictures, (), large, large, name)
    if not responsive or size.width * size.height < ICON:
        return Developed(size, pictures, (), large, large)
    made = list(_smaller(image))
    small = plain.add(pictures, made[SMALL]) if len(made) > SMALL + 1 else large
    if len(pictures[small]) > len(pictures[large]):
        del pictures[small]
        small = large
    modern = _Format("WEBP", "webp", _LOSSLESS if flat else _WEBP)
    if not flat and features.check("avif"):
        modern = _Format("AVIF", "avif", _AVIF)
    names = _worth_it(pictures, [(modern.add(pictures, one), one.width) for one in made])
    return Developed(size, pictures, names, small, large)


def _smaller(image: Image.Image) -> Iterator[Image.Image]:
    for size in sizes(*image.size):
        if size == image.size:
            yield image
        else:
            yield image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _worth_it(
    pictures: dict[str, bytes], names: list[tuple[str, int]]
) -> tuple[tuple[str, int], ...]:
    """Leave out smaller pictures in larger files: flat colours pack best as they were drawn."""
    kept = names[-1:]
    for name, width in reversed(names[:-1]):
        if len(pictures[name]) < len(pictures[kept[0][0]]):
            kept.insert(0, (name, width))
        else:
            del pictures[name]
    return tuple(kept)


class _Format(NamedTuple):
    format: str
    ending: str
    options: dict[str, Any]

    def add(self, pictures: dict[str, bytes], image: Image.Image) -> str:
        name = f"{image.width}.{self.ending}"
        pictures[name] = _encoded(image, self.format, **self.options)
        return name


def _encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
