"""What a list asks for: which things, in what form, filtered, sorted, cut and grouped how.

:data:`LISTS` states once what each plural can do; the directives, their options, the guide's
tables and the code that answers a query all go by it.
"""

from __future__ import annotations

from typing import NamedTuple


class Query(NamedTuple):
    """What one list directive asks for; names are as written until it is answered."""

    kind: str
    """The plural: a key of :data:`LISTS`."""
    form: str
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names of filters with the values of which one has to match. Dates are ISO 8601, a score is
    a fraction from 0 to 1 in decimal."""
    sort: str = ""
    """A key, ``-`` before it for the other direction."""
    limit: int = 0
    """The most that are shown; 0 for all."""
    columns: tuple[str, ...] = ()
    group: str = ""
    caption: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it leaves nothing out."""
        return not self.filters and not self.limit


class ListKind(NamedTuple):
    """What one plural can do; the first of each is what it does unasked."""

    forms: tuple[str, ...]
    sorts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    """The columns of a table that names none."""
    groups: tuple[str, ...] = ()


LISTS: dict[str, ListKind] = {
    "events": ListKind(
        ("cards", "list", "table", "timeline"),
        ("-date", "title", "-rating", "-talks"),
        ("title", "date", "place", "host", "series", "talks", "attended", "topics", "rating"),
        ("title", "date", "place", "talks", "rating"),
        ("year", "series", "topic", "org", "person", "format"),
    ),
    "talks": ListKind(
        ("table", "list", "timeline"),
        ("-date", "title", "event", "format", "-rating", "-duration"),
        (
            *("title", "speakers", "event", "date", "format", "topics"),
            *("room", "duration", "attended", "recording", "rating"),
        ),
        ("title", "speakers", "event", "date", "rating"),
        ("year", "event", "topic", "format", "person", "org", "series"),
    ),
    "people": ListKind(
        ("list", "table"),
        ("name", "-talks", "-last"),
        ("name", "org", "talks", "moderated", "mentions", "last"),
        ("name", "org", "talks", "last"),
        ("org", "topic", "event", "series", "year", "format"),
    ),
    "orgs": ListKind(
        ("list", "table"),
        ("name", "-talks", "-last"),
        ("name", "people", "talks", "events", "mentions", "last"),
        ("name", "people", "talks", "last"),
        ("topic", "event", "series", "year", "format"),
    ),
    "topics": ListKind(
        ("list", "table"),
        ("name", "-talks", "-last"),
        ("name", "talks", "events", "mentions", "last"),
        ("name", "talks", "events", "last"),
        ("event", "series", "year", "format", "org"),
    ),
    "links": ListKind(
        ("list", "table"),
        ("title", "-date", "kind", "site"),
        ("title", "kind", "site", "authors", "date", "event", "topics"),
        ("title", "kind", "site", "date"),
        ("kind", "site", "event", "year", "topic", "person", "org", "series"),
    ),
    "takeaways": ListKind(
        ("list", "timeline"),
        ("-date",),
        (),
        (),
        ("topic", "event", "year", "person", "org", "series", "format"),
    ),
    "ratings": ListKind(
        ("plot", "table", "overrun"),
        (),
        (),
        (),
        ("event", "format", "topic", "year", "series", "org"),
    ),
}
"""Each plural."""

FILTERS = (
    *("event", "series", "person", "org", "topic", "format", "kind", "attended", "min-rating"),
    *("since", "until"),
)
"""The filters that every plural takes."""

ATTENDED_AT_ALL = "yes"
"""The value of the filter ``attended`` that takes all ways of having been there."""
