"""The pictures that programs show beside a link to an event or a talk, from the features that make
them.

What writes the head of a page asks here, and so knows of no feature. No other extension is promised
anything of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from eventnotes.api.records import Event, Site, Talk

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class Picture(NamedTuple):
    """A picture of the output."""

    name: str
    """That of its file in the output, as it stands in an address."""
    width: int
    """In pixels."""
    height: int
    """In pixels."""
    alt: str
    """What it says, for those who don't see it; empty for a photo that says nothing."""

    @property
    def type(self) -> str:
        """Return its media type."""
        ending = self.name.rpartition(".")[2]
        return f"image/{'jpeg' if ending == 'jpg' else ending}"


class Previews:
    """The pictures of one build."""

    def __init__(self) -> None:
        self.picture_of: Callable[[Event], Picture | None] = _no_picture
        """Return the picture of an event, if there is one; a feature puts its own function here."""
        self.photo_of: Callable[[Event | Talk], Picture | None] = _no_picture
        """Return the first photo in the section of a talk, and in that of an event outside of its
        talks; as above."""
        self.digest = ""
        """Of all but the event or talk by which it is told whether there is one; each feature adds
        its own."""
        self.keys: dict[str, str] = {}
        """By file of a photo, what tells its content, which changes without any note."""


def previews(env: BuildEnvironment) -> Previews:
    """Return the pictures of this build."""
    from eventnotes.domain import notes_domain

    return notes_domain(env).of_build(Previews)


def picture_tags(site: Site, picture: Picture | None) -> Iterator[tuple[str, str]]:
    """Yield the properties of a picture, as Open Graph has them (https://ogp.me/#structured)."""
    if picture is not None:
        yield "og:image", f"{site.url}{picture.name}"
        yield "og:image:type", picture.type
        yield "og:image:width", str(picture.width)
        yield "og:image:height", str(picture.height)
        yield "og:image:alt", picture.alt


def twitter_card(*, has_picture: bool) -> str:
    """Return the form in which networks that go by ``twitter:card`` show a preview."""
    form = "summary_large_image" if has_picture else "summary"
    return f'<meta name="twitter:card" content="{form}"'


def _no_picture(record: Event | Talk) -> None:
    """Return that there is none."""
