"""What the builder's pages show of photos, while a build lasts and between builds."""

from __future__ import annotations

from sphinx.environment import BuildEnvironment

from eventnotes.domain import notes_domain
from eventnotes.photos.cache import PictureCache


class Photos:
    """The photos of one build."""

    cache: PictureCache

    def __init__(self) -> None:
        self.pages: dict[str, bool] = {}
        """The pages written in this build that show photos, and whether any of them opens."""
        self.shown: set[str] = set()
        """The files of the photos on them."""


def photos(env: BuildEnvironment) -> Photos:
    """Return the photos of this build."""
    return notes_domain(env).of_build(Photos)


def keys_shown(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """Return by builder and file of a picture the key of the content that pages show."""
    found: dict[str, dict[str, str]] = notes_domain(env).kept("photos").setdefault("keys", {})
    return found


def keys_gone(env: BuildEnvironment) -> set[str]:
    """Return the keys that no page shows any more."""
    found: set[str] = notes_domain(env).kept("photos").setdefault("gone", set())
    return found
