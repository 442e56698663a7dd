"""Which words need no parser: a test that spares one for most of them."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"(?:[^\W_]|[ ,;!?’]|\.(?!\.)|-(?!-)|/(?!/))*\Z")


def is_plain(text: str) -> bool:
    """Tell whether *text* means itself in both Markdown and reStructuredText.

    It may say no to plain text, and never says yes to text with markup in it.
    """
    return _PLAIN.match(text) is not None
