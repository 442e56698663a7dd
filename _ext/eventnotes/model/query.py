"""What a list asks for: which things, in what form, filtered, sorted, cut and grouped how."""

from __future__ import annotations

from typing import NamedTuple


class Query(NamedTuple):
    """What one list directive asks for; names are as written until it is answered."""

    kind: str
    """The plural: a key of :data:`~eventnotes.kinds.tables.LISTS`."""
    form: str
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names of filters with the values of which one has to match. Dates are ISO 8601, a score is
    a fraction from 0 to 1 in decimal. What can be read in two ways is both, between them
    :data:`~eventnotes.kinds.added.OR`; what could not be read through a fault is empty."""
    sort: str = ""
    """A key, ``-`` before it for the other direction."""
    limit: int = 0
    """The most that are shown; 0 for all."""
    columns: tuple[str, ...] = ()
    group: str = ""
    caption: str = ""
    only: str = ""
    """The list of an extension that says which of the kind there are; empty for all."""

    @property
    def is_whole(self) -> bool:
        """Whether it leaves nothing out."""
        return not self.filters and not self.limit and not self.only


ATTENDED_AT_ALL = "yes"
"""The value of the filter ``attended`` that takes all ways of having been there."""
