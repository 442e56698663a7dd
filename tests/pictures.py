"""Pictures as cameras and programs write them, with words in every place that holds some.

Each word begins with ``zqx``, so that one search finds whatever got through.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b"zqxxmp 48.2082N 16.3738E</x:xmpmeta><?xpacket end='w'?>"
)
CORNERS = ((200, 30, 30), (30, 160, 40), (40, 60, 210), (230, 210, 40))
"""Red, green, blue and yellow: the quarters of a picture, from left to right and down."""


def quarters(width: int, height: int) -> Image.Image:
    """Return a picture of four colours, each with a little of a ramp."""
    image = Image.new("RGB", (width, height))
    half_wide, half_high = width // 2, height // 2
    for number, colour in enumerate(CORNERS):
        x, y = number % 2 * half_wide, number // 2 * half_high
        image.paste(colour, (x, y, x + half_wide + 1, y + half_high + 1))
    return image


def noisy(width: int, height: int) -> Image.Image:
    """Return a picture that packs like a photograph, with the four colours in its corners.

    It is the same each time: with other noise, one file in a few thousand would hold the three
    letters of a word by chance.
    """
    noise = Random(width * height)
    bands = [noise.randbytes(width * height) for _ in range(3)]
    grain = Image.merge("RGB", [Image.frombytes("L", (width, height), band) for band in bands])
    return Image.blend(quarters(width, height), grain, 0.14)


# -- EXIF, laid out by hand: TIFF 6.0 §2 and Exif 2.32 §4.6 ---------------------------------------


def exif(orientation: int = 1, thumbnail: bytes = b"") -> bytes:
    """Return an EXIF block with a position, a maker note and, if given, a thumbnail."""
    camera = {0x010F: b"zqxmake\0", 0x0131: b"zqxsoftware\0", 0x013B: b"zqxartist\0"}
    shot = {
        0x9003: b"2025:03:17 09:30:00\0",
        0x927C: b"zqxmakernote",
        0x9286: b"ASCII\0\0\0zqxnote",
    }
    place = {1: b"N\0", 2: _degrees(48, 12, 29), 3: b"E\0", 4: _degrees(16, 22, 25)}
    place |= {0x1B: b"ASCII\0\0\0zqxgps"}
    head = b"II*\0\x08\0\0\0"
    # twice: the first round finds out how long each part is
    at = {"shot": 0, "place": 0, "small": 0, "thumbnail": 0}
    for _ in range(2):
        links = {0x8769: at["shot"], 0x8825: at["place"]}
        parts = [_directory(8, camera, {0x0112: orientation}, links, at["small"])]
        for name, values in (("shot", shot), ("place", place)):
            at[name] = 8 + sum(map(len, parts))
            parts.append(_directory(at[name], values, {}, {}, 0))
        if thumbnail:
            at["small"] = 8 + sum(map(len, parts))
            links = {0x0201: at["thumbnail"], 0x0202: len(thumbnail)}
            parts.append(_directory(at["small"], {}, {0x0103: 6}, links, 0))
            at["thumbnail"] = 8 + sum(map(len, parts))
    return b"Exif\0\0" + head + b"".join(parts) + thumbnail


def _degrees(*parts: int) -> bytes:
    return b"".join(struct.pack("<II", part, 1) for part in parts)


def _directory(
    begin: int, texts: dict[int, bytes], shorts: dict[int, int], longs: dict[int, int], after: int
) -> bytes:
    fields = {tag: (2 if data.endswith(b"\0") else 7, data) for tag, data in texts.items()}
    fields |= {tag: (5, data) for tag, data in texts.items() if len(data) == 24}
    fields |= {tag: (3, struct.pack("<H", value)) for tag, value in shorts.items()}
    fields |= {tag: (4, struct.pack("<I", value)) for tag, value in longs.items()}
    size = {2: 1, 3: 2, 4: 4, 5: 8, 7: 1}
    rows, extra = b"", b""
    end = begin + 2 + 12 * len(fields) + 4
    for tag, (kind, data) in sorted(fields.items()):
        value = data.ljust(4, b"\0")
        if len(data) > 4:
            value = struct.pack("<I", end + len(extra))
            extra += data + b"\0" * (len(data) % 2)
        rows += struct.pack("<HHI", tag, kind, len(data) // size[kind]) + value
    return struct.pack("<H", len(fields)) + rows + struct.pack("<I", after) + extra


# -- files ---------------------------------------------------------------------------------------


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture as a file."""
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def profile() -> bytes:
    """Return a colour profile with a word in it."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made.replace(b"s\0R\0G\0B", b"z\0q\0x\0i")


def photo(width: int = 640, height: int = 480, orientation: int = 1, **options: Any) -> bytes:
    """Return a JPEG as a telephone writes it, upright only once *orientation* is applied."""
    small = encoded(quarters(160, 120), "JPEG", comment=b"zqxthumbnail")
    image = options.pop("image", None) or noisy(width, height)
    data = encoded(
        image,
        "JPEG",
        quality=92,
        exif=exif(orientation, small),
        xmp=XMP,
        comment=b"zqxcomment",
        icc_profile=profile(),
        **options,
    )
    iptc = b"\x1c\x02\x78" + struct.pack(">H", 11) + b"zqxiptcword"
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    segment = b"Photoshop 3.0\0" + block
    segment = b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment
    return data[:2] + segment + data[2:] + b"zqxbehind the end"


def screenshot(image: Image.Image | None = None, **options: Any) -> bytes:
    """Return a PNG with text of all three kinds, EXIF and a time."""
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "zqxpngtext")
    said.add_text("Comment", "zqxpngpacked " * 20, zip=True)
    said.add_itxt("XML:com.adobe.xmp", "zqxpngxmp")
    said.add(b"tIME", struct.pack(">HBBBBB", 2025, 3, 17, 9, 30, 0))
    image = image or quarters(640, 480)
    return encoded(image, "PNG", pnginfo=said, exif=exif(1)[6:], icc_profile=profile(), **options)


def webp(image: Image.Image | None = None, **options: Any) -> bytes:
    """Return a WebP with EXIF, XMP and a colour profile."""
    image = image or noisy(640, 480)
    return encoded(image, "WEBP", exif=exif(1), xmp=XMP, icc_profile=profile(), **options)


def frames(number: int = 3) -> list[Image.Image]:
    """Return the pictures of an animation."""
    made = [quarters(320, 260) for _ in range(number)]
    for place, frame in enumerate(made):
        frame.paste((0, 0, 0), (20 * place, 0, 20 * place + 40, 40))
    return made


def moving_gif() -> bytes:
    """Return an animated GIF with a comment and XMP."""
    first, *others = frames()
    data = encoded(first, "GIF", save_all=True, append_images=others, duration=80, loop=0)
    after = 13 + (3 << ((data[10] & 7) + 1))
    comment = b"\x21\xfe\x06zqxgif\0"
    said = b"\x21\xff\x0bXMP DataXMP" + b"\x09zqxgifxmp\0"
    return data[:after] + comment + said + data[after:] + b"zqxbehind"


def moving_png() -> bytes:
    """Return an animated PNG with text."""
    first, *others = frames()
    return screenshot(first, save_all=True, append_images=others, duration=80)


def moving_webp() -> bytes:
    """Return an animated WebP with EXIF and XMP."""
    first, *others = frames()
    return webp(first, save_all=True, append_images=others, duration=80, lossless=True)


def every_kind() -> dict[str, bytes]:
    """Return a file of each format that may be published, named after it."""
    return {
        "camera.jpg": photo(),
        "turned.jpg": photo(480, 640, orientation=6),
        "screen.png": screenshot(),
        "taken.png": screenshot(noisy(640, 480)),
        "web.webp": webp(),
        "new.avif": encoded(noisy(640, 480), "AVIF", exif=exif(1), xmp=XMP, icc_profile=profile()),
        "scan.tif": encoded(noisy(640, 480), "TIFF", tiffinfo={270: "zqxtiff", 315: "zqxartist"}),
        "still.gif": encoded(quarters(640, 480), "GIF", comment=b"zqxstill"),
        "moving.gif": moving_gif(),
        "moving.png": moving_png(),
        "moving.webp": moving_webp(),
    }


def words_in(data: bytes) -> list[bytes]:
    """Return the words of a camera's that a file holds, plain, in two bytes each, or packed."""
    marks = [b"zqx", "zqx".encode("utf-16-le"), "zqx".encode("utf-16-be")]
    marks += [b"Exif\0", b"ns.adobe.com", b"xpacket", b"8BIM", b"ICC_PROFILE", b"iCCP", b"eXIf"]
    marks += [b"tEXt", b"zTXt", b"iTXt", b"tIME", zlib.compress(b"zqxpngpacked " * 20)[:12]]
    return [mark for mark in marks if mark in data]
