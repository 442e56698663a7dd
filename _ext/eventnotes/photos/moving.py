"""Moving pictures without what is said in them: cut block by block, and not encoded again.

Of each format only the blocks that draw are kept, so that a block nobody knows is left out:
GIF89a §19-27, PNG (third edition) §11, and the RIFF container of WebP (RFC 9649 §2).
"""

from __future__ import annotations

from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"})
_WEBP_SAYS = 0b0010_1100
"""The flags in ``VP8X`` for a colour profile, EXIF and XMP."""
_GIF_LOOPS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})


def clean(data: bytes, kind: str) -> bytes:
    """Return a moving picture without metadata.

    :param kind: ``GIF``, ``PNG`` or ``WEBP``.
    :raises ValueError: it is cut short.
    """
    parts = {"GIF": _gif, "PNG": _png, "WEBP": _webp}[kind]
    try:
        kept = b"".join(parts(data))
    except IndexError:
        raise ValueError("the file is cut short") from None
    if kind == "WEBP":
        kept = b"RIFF" + (len(kept) - 8).to_bytes(4, "little") + kept[8:]
    return kept


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    name = b""
    while name != b"IEND":
        end = at + 12 + int.from_bytes(_part(data, at, at + 4), "big")
        name = _part(data, at + 4, at + 8)
        if name in _PNG_KEPT:
            yield _part(data, at, end)
        at = end


def _webp(data: bytes) -> Iterator[bytes]:
    yield data[:12]
    yield from _webp_chunks(data, 12, min(len(data), 8 + int.from_bytes(data[4:8], "little")))


def _webp_chunks(data: bytes, at: int, stop: int) -> Iterator[bytes]:
    while at + 8 <= stop:
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        chunk = _part(data, at, min(end, len(data)) if size % 2 else end)
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_SAYS]) + chunk[9:]
        elif name == b"ANMF":  # its frame header is 16 bytes, then it holds chunks again
            inner = b"".join(_webp_chunks(chunk, 24, len(chunk)))
            chunk = name + (16 + len(inner)).to_bytes(4, "little") + chunk[8:24] + inner
        if name in _WEBP_KEPT:
            yield chunk
        at = end


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _table_size(data[10])
    yield _part(data, 0, at)
    while data[at] != 0x3B:
        if data[at] == 0x2C:  # an image: its descriptor, a table of colours, a code size, blocks
            end = _after_blocks(data, at + 10 + _table_size(data[at + 9]) + 1)
            yield _part(data, at, end)
        elif data[at] == 0x21:
            end = _after_blocks(data, at + 2)
            if data[at + 1] == 0xF9:
                yield _part(data, at, at + 7) + b"\0"
            elif data[at + 1] == 0xFF and data[at + 3 : at + 14] in _GIF_LOOPS:
                yield _part(data, at, at + 14) + b"\x03\x01" + _part(data, at + 16, at + 18) + b"\0"
        else:
            raise ValueError("it is no GIF")
        at = end
    yield b";"


def _table_size(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _part(data: bytes, begin: int, end: int) -> bytes:
    if end > len(data):
        raise IndexError
    return data[begin:end]
