"""What is cited of the web."""

from __future__ import annotations

from eventnotes.kinds.field import Kind, Listed, Option
from eventnotes.kinds.readers import TOPICS, an_id, day, persons, prose, words
from eventnotes.model import urls
from eventnotes.model.vocabulary import LINK_KINDS, choose


def _kind(value: str) -> str:
    return choose(value, LINK_KINDS)


LINK = Kind(
    "link",
    "links",
    Listed(
        ("list", "table"),
        ("title", "-date", "kind", "site"),
        ("title", "kind", "site", "authors", "date", "event", "topics"),
        ("title", "kind", "site", "date"),
        ("kind", "site", "event", "year", "topic", "person", "org", "series"),
    ),
    (
        an_id("id", "Its id after `links/`, instead of the title's slug.", "scale-docs"),
        Option("title", "Its title.", prose, "empty", example="SCALE documentation"),
        persons("authors", "Who wrote or made it.", "Jane Doe"),
        words("site", "Where it came out, if the host does not say.", "SemiAnalysis"),
        day("date", "When it came out.", "2025-03-19"),
        Option(
            "kind",
            f"One of {', '.join(LINK_KINDS)}; told from the address if left out.",
            _kind,
            "word",
            example="article",
        ),
        TOPICS,
        Option(
            "archive",
            "Address of an archived copy.",
            urls.read_url,
            "url",
            example="https://web.archive.org/web/2025/https://example.org/",
        ),
    ),
    facts=("kind", "site", "date", "archive"),
    prefix="links",
    search=2,
)
