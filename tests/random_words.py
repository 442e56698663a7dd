"""What random sites are made of: few words, so that they meet, clash and go missing often."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from eventnotes.kinds.tables import LISTS

EXTENSIONS = (["eventnotes.site"], ["eventnotes.site", "track", "unrated", "talks_csv"])
"""What is loaded: these notes alone, or with the three extensions that the guide shows."""
PLURALS = (*LISTS, "unrated")
"""All lists, that of an extension too."""

BUILDERS = ("html", "html", "html", "dirhtml", "dirhtml", "text", "singlehtml")

FOLDERS = ("", "events/", "notes/")
NAMES = ("2025-a", "2025-03-b", "c", "2024_06-d", "a-2025", "people", "2025-04-b")
PATHS = (
    *(f"{folder}{name}" for folder in FOLDERS for name in NAMES),
    *("events/2024-e/index", "years/2025"),
)
PAGE_TITLES = ("A", "Beta", "C *d* e", "One", "日本語", "A")

WORDS = ("zqxone", "zqxtwo", "Before it", "after — “it”", "e.g. this", "GPU")
_PEOPLE = (
    "Ada Example",
    "Ada Example (Mako)",
    "Ada Éxample (Mako Inc., founder)",
    "Guido van Rossum",
    "Guido Van Rossum (Python)",
    "Bo",
    "Bo (Mako)",
    "Bo (MAKO)",
    "someone (Spectral)",
    "people/wei-zhang-mako",
    "Wei Zhang; Ada Example",
    "Bo (Mako",
)
_ORGS = ("Mako", "Mako Inc.", "MAKO", "Spectral; Python", "日本")
_TOPICS = ("GPU", "gpu", "GPU compilers, ROCm", "topics/rocm", "日本語")
_RATINGS = ("4", "8/10 Good.", "★★★☆☆", "Only words.", "4.5 {topic}`GPU` <!-- zqxhidden -->", "9")
_DATES = ("2025", "2025-02", "2025-03-17", "2025-03-17 to 2025-03-20", "2024-06-01", "2025-02-30")
_ADDRESSES = (
    "https://example.org/tiles",
    "https://youtu.be/Xy12345678z?t=75",
    "http://www.example.org/tiles/?utm_source=x",
    "nowhere",
)

_OPENINGS: Sequence[str] = (
    "https://example.org/tiles:",
    "[Tiles](https://example.org/tiles#part),",
    "https://example.org/film",
    "[**Film**](https://example.org/film?utm_source=x) -",
)
"""Links that open an item of a list."""

TITLES: Mapping[str, Sequence[str]] = {
    "section": ("Here", "One", "More *words*"),
    "talk": ("One", "Two", "Scale *now*", "日本語", "One"),
    "subtalk": ("One", "Deeper"),
    "card": ("One", "Card"),
    "label": ("a-2025", "a-2025/one", "people/ada-example", "c", "here"),
    "link": _ADDRESSES,
    "rating": ("3/5", "4", "Loud."),
    "update": ("2025-06-30", "soon"),
    "year": ("2025", "2024", "soon"),
    "comment": ("zqxhidden",),
    "reading": _OPENINGS,
    "about": (
        "people/ada-example",
        "people/bo",
        "people/wei-zhang-mako",
        "orgs/mako",
        "topics/gpu",
        "topics/none",
        "series/nights",
        "nobody",
    ),
    **dict.fromkeys(PLURALS, ("", "Caption", "Caption *b*")),
}

_TALK: Mapping[str, Sequence[str]] = {
    "speakers": _PEOPLE,
    "moderator": _PEOPLE[:4],
    "absent": ("Guido van Rossum", "Ada Example (Spectral)"),
    "org": _ORGS[:3],
    "topics": _TOPICS,
    "rating": _RATINGS,
    "planned": ("5 min", "1 h", "short"),
    "actual": ("14 min", "90"),
    "start": ("14:00", "Tue 14:00", "2025-03-18", "2023-05-06 9:30"),
    "format": ("panel", "keynote", "own word"),
    "attended": ("in person", "recording", "gave", "not yet", "no", "perhaps"),
    "by": ("Ada Example; Bo Example", "Ada"),
    "attended-by": ("Bo Example", "Cy Example (Mako)"),
    "id": ("one", "own"),
    "event": ("a-2025", "b-2025", "c", "gone"),
    "aliases": ("two, one", "a-2025/one", "/notes/c/", "Two"),
    "title": ("Another *title*", "Two"),
    "recording": ("https://youtu.be/Xy12345678z", "https://example.org/tiles#part"),
    "room": ("Hall 2",),
    "track": ("sw", "Software", "hw", "neither"),
}
_FILTERS: Mapping[str, Sequence[str]] = {
    "event": ("a-2025", "A", "b-2025, c", "nowhere"),
    "series": ("Nights", "unknown"),
    "person": ("Ada Example", "people/bo-mako", "Nobody Here"),
    "org": ("Mako", "orgs/spectral"),
    "topic": ("GPU", "topics/rocm, gpu", "none"),
    "format": ("panel", "talk, own word"),
    "kind": ("video", "article"),
    "attended": ("yes", "no", "in person, recording"),
    "not-event": ("a-2025", "nowhere"),
    "not-series": ("Nights", "unknown"),
    "not-person": ("Ada Example", "Nobody Here, people/bo-mako"),
    "not-org": ("Mako", "orgs/spectral; none"),
    "not-topic": ("GPU", "topics/rocm, gpu"),
    "not-format": ("panel", "own word"),
    "not-kind": ("video", "film"),
    "not-attended": ("yes", "perhaps, no"),
    "min-rating": ("4", "4/5", "much"),
    "since": ("2025", "2025-03", "2025-13"),
    "until": ("2025-02", "2024"),
    "track": ("Software", "hw, ai", "neither"),
    "not-track": ("sw",),
}


def _list_options(plural: str) -> Mapping[str, Sequence[str]]:
    kind = LISTS["talks" if plural == "unrated" else plural]
    options = {
        "as": (*kind.forms, "circle"),
        "sort": (*kind.sorts, *(key.removeprefix("-") for key in kind.sorts), "-title", "-track"),
        "limit": ("1", "2", "-1"),
        "columns": (
            ", ".join(kind.columns),
            ", ".join(kind.shown[1:]),
            "title, size",
            "title, track",
        ),
        "group": (*kind.groups, "letter", "track"),
    }
    return {**options, **_FILTERS}


OPTIONS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "event": {
        "date": _DATES,
        "host": _ORGS,
        "sponsors": _ORGS,
        "topics": _TOPICS,
        "series": ("Nights", "Days", "nights", "series/days"),
        "place": ("San Jose", "online"),
        "attended": ("in person", "no"),
        "rating": _RATINGS,
        "id": ("a-2025", "own-2025"),
        "aliases": ("b-2025", "c, notes/2025-a", "/notes/c.html", "events/gone, past/x/", "A"),
        "published": ("2025-07-01",),
        "recording": ("https://example.org/tiles", "https://example.org/film"),
    },
    "talk": _TALK,
    "subtalk": _TALK,
    "card": _TALK,
    "takeaway": {"id": ("quirks", "one"), "topics": _TOPICS},
    "link": {
        "title": ("Tiles", "One"),
        "id": ("tiles", "tiles-2"),
        "authors": _PEOPLE[:5],
        "kind": ("video", "book", "thing"),
        "topics": _TOPICS,
        "date": ("2025-03", "never"),
        "site": ("Example Press",),
    },
    "about": {
        "name": ("Ada E. Example", "Wei Zhang", "The GPU"),
        "aliases": (
            "Bo (Mako)",
            "people/guido-van-rossum; Bo Example",
            "Mako Inc.",
            "gpu compilers",
            "Days",
        ),
        "url": ("https://example.org/ada",),
    },
    "label": {"heading": ("There", "One")},
    "toctree": {
        "hidden": ("",),
        "maxdepth": ("1",),
        "titlesonly": ("",),
        "caption": ("Parts", "Pages"),
        "reversed": ("",),
    },
    **{plural: _list_options(plural) for plural in PLURALS},
}

ENTRIES: Sequence[tuple[str, ...]] = (
    ("**",),
    ("*", "*/*"),
    ("events/*", "notes/*"),
    ("events/2025-a", "2025-a", "c"),
    ("Own title <notes/c>", "events/*", "people"),
)

_BY_ROLE: Mapping[str, Sequence[str]] = {
    "event": ("a-2025", "b-2025", "A", "here <a-2025>"),
    "talk": ("a-2025/one", "b-2025/two", "One", "scale-now", "Another title"),
    "person": ("Ada Example", "people/bo-mako", "guido-van-rossum", "Wei Zhang", "Bo Example"),
    "org": ("Mako", "orgs/spectral", "Mako Inc."),
    "topic": ("GPU", "topics/gpu-compilers", "none"),
    "series": ("Nights", "series/days", "none"),
    "year": ("2025", "years/2024", "2023"),
    "takeaway": ("a-2025/quirks", "quirks"),
    "link": ("links/tiles", "Tiles"),
    "any": ("a-2025/one", "people/ada-example", "links/tiles"),
    "ref": ("a-2025", "orgs/mako", "here <here>"),
}
_IDS = (
    "a-2025",
    "a-2025/one",
    "people/ada-example",
    "topics/gpu",
    "a-2025/quirks",
    "here",
    "c",
    "series/days",
    "years/2025",
)
_TARGETS = ("events/2025-a", "2025-a", "notes/c", "events/2025-03-b")

REFERENCES: Sequence[str] = (
    "*and*",
    "`code <!-- -->`",
    "<!-- zqxhidden -->",
    *(f"{{{role}}}`{target}`" for role, targets in _BY_ROLE.items() for target in targets),
    *(f"[](#{name})" for name in _IDS),
    *(f"[words](#{name})" for name in _IDS),
    *(f"[](/{name}.md)" for name in _TARGETS),
    *(f"[that page](/{name}.md)" for name in _TARGETS),
    *(f"[](/{name}.md#one)" for name in _TARGETS[:2]),
    "![a dot](/dot.svg)",
    "![another](/events/other.svg)",
    "<https://example.org/tiles>",
    "[tiles](https://example.org/tiles#part)",
    "[a video](https://www.youtube.com/watch?v=Xy12345678z&utm_source=x)",
    "https://example.org/tiles",
    "http://www.example.org/tiles/",
    "https://youtu.be/Xy12345678z?t=75",
    "https://p\u0430ypal.example/",
)
_DEAD = {"status": "404", "checked": "2025-05-10", "failing": "2025-05-01", "failures": 3}
_COPY = {"archive": {"url": "https://web.archive.org/web/2024/x", "date": "2024-05-01"}}
_KEYS = (
    "https://example.org/tiles",
    "https://example.org/film",
    "https://youtube.com/watch?v=Xy12345678z",
)


def _lock(**facts: object) -> str:
    return json.dumps({"version": 1, "links": dict.fromkeys(_KEYS, facts)}, indent=1)


LOCKS: Sequence[str] = (
    "",  # there is none
    _lock(title="Tiles as stated"),
    _lock(title="Other tiles", site="Press", author=["Ada Example"], date="2025-03"),
    _lock(title="Tiles as stated", checked="2025-05-10", alive="2025-05-10", status="200"),
    _lock(title="Tiles as stated", **_DEAD),
    _lock(**_DEAD, **_COPY),
    _lock(title="</script> *a*", date="soon"),
    _lock(title="Half written")[:60],
    json.dumps({"version": 99, "links": {}}),
)
"""What may lie in ``links.lock.json``."""

KINDS: Sequence[str] = (
    "reading",
    "text",
    "text",
    "talk",
    "talk",
    "talk",
    "subtalk",
    "card",
    "takeaway",
    "section",
    "items",
    "link",
    "rating",
    "update",
    "about",
    "year",
    "private",
    "comment",
    "label",
    "toctree",
    *PLURALS,
)

SETTINGS: Mapping[str, Sequence[object]] = {
    "extensions": EXTENSIONS,
    "eventnotes_rating_scale": (5, 10),
    "eventnotes_entry_pages": (0, 1, 10),
    "eventnotes_rating_criteria": ([], ["content"]),
    "language": ("en", "de"),
    "html_theme": ("basic", "alabaster"),
    "html_title": ("Notes", "Other notes"),
    "html_copy_source": (False, True),
    "myst_heading_anchors": (0, 3),
}
