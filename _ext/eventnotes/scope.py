"""Where the rules of notes hold: on every page of a site, or on those that use notes.

At home, where ``eventnotes.privacy`` is loaded, every page is one of notes. Elsewhere the
extension is a guest: a page without a directive or role of ours is somebody else's, and nothing on
it changes.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from sphinx.config import Config

from eventnotes.kinds.added import kinds_of

SETTING = "eventnotes_private_everywhere"
"""The setting that ``eventnotes.privacy`` brings, and turns on."""

NAMES = (
    *("event", "talk", "link", "takeaway", "person", "org", "topic", "series", "year"),
    *("events", "talks", "links", "takeaways", "people", "orgs", "topics", "rating", "ratings"),
    *("about", "commentary", "photos", "private", "update"),
)
"""The names of all directives and roles."""

_QUALIFIED = re.compile(
    r"\{\s*notes\s*:|(?<![\w:])(?<!external\+):notes:[\w-]+:|\.\.\s*notes:|notes:private"
    r"|default-domain\b\W*notes\b",
    re.IGNORECASE,
)


@functools.cache
def _short(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds short names, which are ours where the primary domain is; ``private`` also
    nearly written.
    """
    every = "|".join(names)
    return re.compile(
        rf"\{{\s*(?:{every})\s*\}}|(?<!\w):(?:{every}):`|\.\.\s*(?:{every})\s*::"
        r"|(?::{3,}|`{3,}|~{3,})\s*\{?\s*\.?private(?![\w-])|\.\.\s*private\s*:",
        re.IGNORECASE,
    )


class Scope(NamedTuple):
    """What the settings of a site say of where the rules hold."""

    home: bool
    """Whether they hold on every page."""
    short: bool
    """Whether names without ``notes:`` are ours on each."""
    names: tuple[str, ...]
    """Those names, with those of other extensions' lists."""


def scope_of(config: Config) -> Scope:
    """Return where the rules hold by the settings of a site."""
    names = (*NAMES, *sorted(kinds_of(config).lists))
    return Scope(is_home(config), config.primary_domain == "notes", names)


def is_home(config: Config) -> bool:
    """Tell whether the rules hold on every page."""
    return bool(getattr(config, SETTING, False))


def has_year_pages(config: Config) -> bool:
    """Tell whether each year with events gets a page; at home it does, unless a setting says no."""
    asked = config.eventnotes_year_pages
    return is_home(config) if asked is None else bool(asked)


def uses_notes(text: str, config: Config) -> bool:
    """Tell whether a source may hold a directive or a role of ours.

    It need not be read for that: one that is only shown as code counts as well.
    """
    if _QUALIFIED.search(text):
        return True
    scope = scope_of(config)
    return scope.short and _short(scope.names).search(text) is not None
