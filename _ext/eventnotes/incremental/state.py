"""What is kept between builds to see what has changed since the last."""

from __future__ import annotations

from dataclasses import dataclass, field

from sphinx.environment import BuildEnvironment

from eventnotes.domain import notes_domain

State = tuple[int, ...]
"""Time and size of a file."""


@dataclass
class Kept:
    """What the last builds left behind."""

    states: dict[str, tuple[State, ...]] = field(default_factory=dict)
    """By page, of the files that were read for it."""
    media: set[str] = field(default_factory=set)
    """Pictures and downloads, as files of an output."""
    gone_media: set[str] = field(default_factory=set)
    """Those that must leave it."""
    languages: dict[str, str] = field(default_factory=dict)
    """By builder, the language of its last build."""
    navigation: str = ""
    """The digest of what stands in every page's navigation."""


def kept(env: BuildEnvironment) -> Kept:
    """Return what is kept in an environment."""
    found: Kept = notes_domain(env).kept("incremental").setdefault("state", Kept())
    return found
