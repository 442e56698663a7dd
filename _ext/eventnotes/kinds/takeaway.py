"""What was learned."""

from __future__ import annotations

from eventnotes.kinds.field import Kind, Listed
from eventnotes.kinds.readers import TOPICS, an_id

TAKEAWAY = Kind(
    "takeaway",
    "takeaways",
    Listed(
        ("list", "timeline"),
        ("-date",),
        groups=("topic", "event", "year", "person", "org", "series", "format"),
    ),
    (an_id("id", "Gives it an id, so that it can be referred to.", "quirks"), TOPICS),
    search=2,
)
