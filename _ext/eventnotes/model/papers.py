"""What a paper is called wherever it is read: its DOI (ISO 26324), or its number at arXiv."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote

from eventnotes.model import urls

_ARXIV = "https://arxiv.org/abs/"
DOI_HOST = "doi.org"
"""The host that leads to whatever has a DOI."""
_DOI = f"https://{DOI_HOST}/"


class Identifiers(NamedTuple):
    """What an address says of a paper; nothing where it says nothing."""

    doi: str = ""
    arxiv: str = ""


def identifiers(url: str) -> Identifiers:
    """Return what an address calls a paper.

    >>> identifiers("https://dl.acm.org/doi/pdf/10.1145/3132747.3132757").doi
    '10.1145/3132747.3132757'
    >>> identifiers("https://arxiv.org/pdf/2502.10517v2").arxiv
    '2502.10517'
    """
    key = urls.canonical_url(url)
    if key.startswith(_DOI):
        return Identifiers(doi=unquote(key.removeprefix(_DOI)))
    if key.startswith(_ARXIV):
        return Identifiers(arxiv=key.removeprefix(_ARXIV))
    return Identifiers()
