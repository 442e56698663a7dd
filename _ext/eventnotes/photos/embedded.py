"""Pictures that are part of the text: ``data:`` addresses (RFC 2397), cleaned like any other."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from urllib.parse import unquote_to_bytes

from eventnotes.photos.develop import develop

_KINDS = {"jpg": "jpeg"}


def is_embedded(address: str) -> bool:
    """Tell whether an address is a picture of pixels itself."""
    head = address[:64].lower()
    return head.startswith("data:") and not head.startswith("data:image/svg")


def clean(address: str) -> str:
    """Return the address of a clean picture.

    :raises ValueError: it is no picture; the text says what is allowed.
    """
    head, _, payload = address.partition(",")
    data = unquote_to_bytes(payload)
    if head.lower().rstrip().endswith(";base64"):
        try:
            data = b64decode(b"".join(data.split()))
        except binascii.Error as error:
            raise ValueError(f"it is no base64 ({error})") from error
    made = develop(data, responsive=False)
    name = made.moving or made.large
    kind = name.rpartition(".")[2]
    packed = b64encode(made.pictures[name]).decode("ascii")
    return f"data:image/{_KINDS.get(kind, kind)};base64,{packed}"
