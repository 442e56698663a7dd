"""All kinds of objects, and what follows from them: directives, lists, filters."""

from __future__ import annotations

from collections.abc import Mapping

from eventnotes.kinds.event import EVENT
from eventnotes.kinds.field import Kind, Listed, Option
from eventnotes.kinds.link import LINK
from eventnotes.kinds.names import ABOUT, ORG, PERSON, SERIES, TOPIC, YEAR
from eventnotes.kinds.takeaway import TAKEAWAY
from eventnotes.kinds.talk import TALK

KINDS: Mapping[str, Kind] = {
    kind.name: kind for kind in (EVENT, TALK, PERSON, ORG, TOPIC, SERIES, YEAR, LINK, TAKEAWAY)
}
"""Each kind of object by its name."""

KIND_OF_PREFIX = {kind.prefix: kind.name for kind in KINDS.values() if kind.prefix}
"""By the first part of an id, the kind of object."""

KIND_OF_PLURAL = {
    kind.plural: kind.name for kind in KINDS.values() if kind.is_name and kind.listed.forms
}
"""The plurals that list names, and what they name."""

NAMES = frozenset(kind.name for kind in KINDS.values() if kind.is_name)
"""The kinds of what mentions make."""

_RATINGS = Listed(
    ("plot", "table", "overrun"),
    groups=("event", "format", "topic", "year", "series", "org"),
)

LISTS: Mapping[str, Listed] = {
    **{kind.plural: kind.listed for kind in KINDS.values() if kind.listed.forms},
    "ratings": _RATINGS,
}
"""Each plural."""

NOT = "not-"
"""What the name of a filter begins with that leaves out what fits."""

_BY_WORD = ("event", "series", "person", "org", "topic", "format", "kind", "attended")

FILTERS = (
    *_BY_WORD,
    *(f"{NOT}{name}" for name in _BY_WORD),
    *("min-rating", "since", "until"),
)
"""The filters that every plural takes."""

OPTIONS: Mapping[str, tuple[Option, ...]] = {
    "event": EVENT.options,
    "talk": TALK.options,
    "rating": (),
    "link": LINK.options,
    "takeaway": TAKEAWAY.options,
    "year": (),
    "about": ABOUT,
    "update": (),
    "private": (),
    "photos": (),
}
"""The options of each directive. ``{rating}`` takes the site's own criteria as well."""
