"""What other extensions build on: read all notes, and add fields, lists and files to them.

Nothing outside this package is promised to stay. What is named in :data:`__all__`, with the
arguments, the attributes and the order of what it returns, follows semantic versioning by
:data:`VERSION`: a major version may take something away or change what it means, a minor one adds
something, and what will go is deprecated, with a ``DeprecationWarning``, for at least one minor
version before. Records may gain attributes and functions optional arguments in a minor version.
"""

from __future__ import annotations

from eventnotes.api.adding import Label, add_export, add_exports, add_field, add_list
from eventnotes.api.content import MadeOf
from eventnotes.api.notes import Notes, notes
from eventnotes.api.published import Published
from eventnotes.api.records import (
    Event,
    Link,
    Mention,
    Name,
    Org,
    Page,
    Person,
    Place,
    Rating,
    Series,
    Site,
    Takeaway,
    Talk,
    Target,
    Topic,
    Vote,
)
from eventnotes.kinds.added import Value

VERSION = "1.1"
"""Of this interface: major and minor."""

COLLECTED = "eventnotes-collected"
"""The event of Sphinx's, sent once a build when all pages have been read and everything is known,
before anything is written. Handlers get ``app`` and :class:`Notes`; what they return is not used.
"""

__all__ = [
    "COLLECTED",
    "VERSION",
    "Event",
    "Label",
    "Link",
    "MadeOf",
    "Mention",
    "Name",
    "Notes",
    "Org",
    "Page",
    "Person",
    "Place",
    "Published",
    "Rating",
    "Series",
    "Site",
    "Takeaway",
    "Talk",
    "Target",
    "Topic",
    "Value",
    "Vote",
    "add_export",
    "add_exports",
    "add_field",
    "add_list",
    "notes",
]
