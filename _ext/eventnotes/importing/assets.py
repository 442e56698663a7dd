"""The photos that a source shows: found beside it, and named anew beside the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from eventnotes.importing.draft import Photo
from eventnotes.importing.formats import Source

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif"})


class Photos:
    """The photos that one source shows."""

    def __init__(
        self, source: Source, *roots: Path, pictures: Mapping[str, Path] | None = None
    ) -> None:
        """Name where they may lie: beside the source, and below the folder that is imported.

        :param roots: further folders that an address from the root of a site may mean.
        :param pictures: those that a bare name means, wherever they lie.
        """
        self.pictures = pictures or {}
        self.beside = source.path.parent
        self.roots = (source.root, *roots)
        self._names: dict[Path, str] = {}

    def find(self, address: str) -> str | None:
        """Return the name that the file at an address will have, if it is a picture."""
        address = re.split(r"[?#]", address, maxsplit=1)[0]
        if Path(address).suffix.lower() not in PICTURES:
            return None
        places = [root / address.lstrip("/") for root in self.roots]
        if not address.startswith("/"):
            places.insert(0, self.beside / address)
        if address in self.pictures:
            places.append(self.pictures[address])
        for place in places:
            try:
                path = place.resolve()
                inside = any(path.is_relative_to(root.resolve()) for root in self.roots)
                if inside and path.is_file():
                    return self._name(path)
            except (OSError, ValueError):
                continue
        return None

    def all_in(self, folder: str) -> list[str]:
        """Return the addresses of the pictures in a folder beside the source, or beside it."""
        path = self.beside / folder.lstrip("/")
        found = sorted(path.iterdir()) if path.is_dir() else []
        pictures = [file.name for file in found if file.suffix.lower() in PICTURES]
        return [f"{folder.strip('/')}/{name}" if folder else name for name in pictures]

    def _name(self, path: Path) -> str:
        if path not in self._names:
            stem = re.sub(r"[^\w.-]+", "-", path.stem).strip("-") or "photo"
            name, number = f"{stem}{path.suffix}", 1
            while name in self._names.values():
                number += 1
                name = f"{stem}-{number}{path.suffix}"
            self._names[path] = name
        return self._names[path]

    def shown_in(self, text: str) -> list[Photo]:
        """Return the photos that a page shows."""
        return [Photo(path, name) for path, name in self._names.items() if name in text]
