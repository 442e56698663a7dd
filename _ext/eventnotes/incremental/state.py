"""What is kept between builds to see what has changed since the last."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from sphinx.environment import BuildEnvironment

from eventnotes.domain import notes_domain

State = tuple[int, ...]
"""Time in nanoseconds and size in bytes of a file; empty where there is none."""


def state_of(path: str | Path) -> State:
    """Return what tells whether a file is the one it was."""
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size


@dataclass
class Kept:
    """What the last builds left behind."""

    states: dict[str, tuple[State | str, ...]] = field(default_factory=dict)
    """By page, of the files that were read for it."""
    media: set[str] = field(default_factory=set)
    """Pictures and downloads, as files of an output."""
    gone_media: set[str] = field(default_factory=set)
    """Those that must leave it."""
    languages: dict[str, str] = field(default_factory=dict)
    """By builder, the language of its last build."""
    presentation: dict[str, str] = field(default_factory=dict)
    """By builder, the digest of what its pages looked like by in its last build."""
    navigation: str = ""
    """The digest of what stands in every page's navigation."""


class Build:
    """What is known of a build while it lasts."""

    unfinished = False
    """Whether the last one was broken off while it wrote."""
    removed = False
    """Whether pages are gone since the last one."""
    presentation = ""
    """The digest of what all pages look like by, once it is known."""
    reading: Sequence[str] = ()
    """The pages read in it."""
    contents: Mapping[str, str] = MappingProxyType({})
    """What toctrees showed of those before they were read."""
    naming: dict[str, set[str]] | None = None
    """What the environment knows of toctrees, while the writing goes without."""


def kept(env: BuildEnvironment) -> Kept:
    """Return what is kept in an environment."""
    found: Kept = notes_domain(env).kept("incremental").setdefault("state", Kept())
    return found
