"""Reading what a server sends, no further than a bound, whatever it claims to send."""

from __future__ import annotations

import zlib
from typing import Protocol

import aiohttp

PAGE = 1024 * 1024
"""The most bytes of a page, on the wire and decoded."""
ERROR = 64 * 1024
"""The most bytes of a page that says why there is none."""
_CHUNK = 16 * 1024


class _Decoder(Protocol):
    def decode(self, data: bytes, room: int) -> bytes: ...


async def read(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """Return the first *limit* decoded bytes of a body, and hang up.

    A body that breaks off, can't be decoded, or takes too long, ends where it does.
    """
    decoder = _decoder_for(response.headers.get("Content-Encoding", ""))
    body = bytearray()
    taken = 0
    try:
        while decoder is not None and taken < limit and len(body) < limit:
            data = await response.content.read(min(_CHUNK, limit - taken))
            if not data:
                break
            taken += len(data)
            body += decoder.decode(data, limit - len(body))
    except (aiohttp.ClientError, OSError, zlib.error):
        pass  # OSError: time-outs too; what came so far may hold the title
    return bytes(body)


def _decoder_for(coding: str) -> _Decoder | None:
    """Return what decodes a content coding that we asked for, or None."""
    match coding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Gzip()
        case "deflate":
            return _Deflate()
    return None


class _Plain:
    def decode(self, data: bytes, room: int) -> bytes:
        return data[:room]


class _Gzip:
    """Any number of members after another (RFC 1952 §2.2)."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def decode(self, data: bytes, room: int) -> bytes:
        found = bytearray()
        while data and len(found) < room:
            try:
                found += self._member.decompress(data, room - len(found))
            except zlib.error:
                if not found:
                    raise
                break  # what follows the last member is none
            data = self._member.unused_data
            if not self._member.eof:
                break
            self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return bytes(found)


class _Deflate:
    """The zlib format, or what some servers send in its place, the bare stream."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None

    def decode(self, data: bytes, room: int) -> bytes:
        if self._stream is None:
            # RFC 1950 §2.2: the low four bits of the first byte say 8
            wrapped = data[0] & 0x0F == 8
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        return self._stream.decompress(data, room)
