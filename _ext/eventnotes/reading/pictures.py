"""Which of the pictures on a page are photos of its event and talks, and can stand for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment

from eventnotes.model.records import Picture
from eventnotes.nodes import card, conditional, parents, private, sample

_PHOTOS = frozenset({".avif", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".webp"})
_ELSEWHERE = card | private | sample | conditional | nodes.substitution_definition
"""What a picture may stand in that is no photo of the event, or not for everybody."""


def photos_on(
    env: BuildEnvironment, docname: str, document: nodes.document
) -> Iterator[tuple[nodes.image, Picture]]:
    """Yield the photos on a page that are files beside it."""
    for image in document.findall(nodes.image):
        uri = image["uri"]
        if "://" in uri or uri.startswith("data:") or Path(uri).suffix.lower() not in _PHOTOS:
            continue
        if any(isinstance(parent, _ELSEWHERE) for parent in parents(image)):
            continue
        name, path = env.relfn2path(uri, docname)
        try:
            known = Path(path).stat()
        except (OSError, ValueError):
            continue  # of which Sphinx warns
        alt = " ".join(str(image.get("alt", "")).split())
        yield image, Picture(name, alt, f"{known.st_size} {known.st_mtime_ns}")
