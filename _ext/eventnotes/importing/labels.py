"""Facts behind a label (``Speaker: …``), in front matter and as scores, as fields of a page.

Which words people use for a field is all that is known here; which fields there are, and how each
is read, is what :mod:`eventnotes.kinds` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from eventnotes.importing import names, when
from eventnotes.importing.draft import Fields
from eventnotes.kinds.field import by_name
from eventnotes.kinds.synonyms import SYNONYMS, meant
from eventnotes.kinds.tables import OPTIONS
from eventnotes.model import people, quantities, urls

_WORDS = {
    "speakers": "speaker(s), presenters, presented by, talk by, given by",
    "recording": "video url, video link, recording url",
    "slides": "slide deck, slides url, slides link",
    "code": "source code",
    "url": "link, web site, web page, event page, talk page, event url",
    "rating": "my score, my rating",
    "venue": "building",
    "host": "organizers, organisers, organized by, organised by, run by",
    "sponsors": "sponsored by",
    "date": "when, event date",
    "topics": "labels",
    "start": "start time, starts",
    "format": "session type, talk type",
    "series": "conference series",
}
"""By field, what people call it in their notes, besides its name and the words that an option takes
for it (:mod:`eventnotes.kinds.synonyms`)."""
_PROSE_WORDS = (
    "anchor author begin begins day end ends from heading headline how label name page pdf posted"
    " presentation seen site slug source start theme to updated"
)
_PROSE = frozenset(_PROSE_WORDS.split())
"""Words that an option takes for another, but that begin a sentence, or mean the page, in notes."""
_LINE = re.compile(
    r"\A[ \t]*(?:[-*+][ \t]+)?(?P<mark>\*\*|__|\*|_)?(?P<label>[A-Za-z][A-Za-z ()/-]{1,24}?)[ \t]*"
    r"(?::(?P<end>\*\*|__|\*|_)?|(?P<end2>\*\*|__|\*|_):)[ \t]+(?P<value>\S.*?)[ \t]*\Z"
)
_SCORE = re.compile(
    r"\A[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?(?P<score>[⭐★☆\ufe0f ]{1,24}"
    r"|\d{1,2}(?:[.,]\d)?[ ]?/[ ]?(?:5|10))(?:\*\*|__)?"
    r"(?:[ \t]*[-–—:,.][ \t]*(?P<why>\S.*?))?[ \t]*\Z"
)
_SCORE_AT_END = re.compile(
    r"[ \t]*(?:[-–—:,|][ \t]*|[(\[])?(?P<score>[⭐★][⭐★☆\ufe0f ]*"
    r"|(?<=[(\[])\d{1,2}(?:[.,]\d)?/(?:5|10)|(?<=[–—:|] )\d{1,2}/10)[)\]]?[ \t]*\Z"
)


def _table(kind: str) -> dict[str, str]:
    """Return the field of a directive by each word that people use for it."""
    table = {word: option.name for word, option in by_name(OPTIONS[kind]).items()}
    for field, words in _WORDS.items():
        if field in table:
            for word in words.split(", "):
                table.setdefault(word, field)
    names = [option.name for option in OPTIONS[kind]]
    for word in sorted(SYNONYMS - _PROSE):
        if field := meant(word, names):
            table.setdefault(word, field)
    return table


_FIELDS = {kind: _table(kind) for kind in ("event", "talk")}
_LISTS, _PEOPLE, _ADDRESSES = (
    {
        option.name
        for kind in ("event", "talk")
        for option in OPTIONS[kind]
        if (option.split if read is None else option.read is read)
    }
    for read in (None, people.read_person, urls.read_url)
)


class Fact(NamedTuple):
    """What a line says: the label, the field and the value."""

    label: str
    field: str
    value: str


def field_of(kind: str, label: str) -> str:
    """Return the field that a word stands for, else nothing."""
    words = " ".join(re.sub(r"[_-]", " ", label).lower().split())
    return _FIELDS[kind].get(words) or _FIELDS[kind].get(label.lower(), "")


def in_line(kind: str, line: str) -> Fact | None:
    """Return the fact that a line is, if it is nothing else."""
    match = _LINE.match(line)
    if match and match["mark"] in {None, match["end"], match["end2"]}:
        field = field_of(kind, match["label"])
        return Fact(match["label"], field, match["value"]) if field else None
    if match is None and (score := _SCORE.match(line)) and score["score"].strip():
        return Fact("", "rating", f"{score['score']} {score['why'] or ''}".strip())
    return None


def take_score(title: str) -> tuple[str, str]:
    """Return a title without the score at its end, and the score."""
    match = _SCORE_AT_END.search(title)
    if match is None or not title[: match.start()].strip():
        return title, ""
    return title[: match.start()].rstrip(), match["score"]


def put(fields: Fields, fact: Fact) -> bool:
    """Put a fact into the fields of an event or a talk; return whether all of it is there.

    Nothing is put otherwise, so that the line can stay as it is.
    """
    trial = Fields(fields.kind)
    values = list(_values(trial, fact))
    if not values or not trial.put(fact.field, *values) or fact.field not in trial:
        return False
    if fact.field in fields and fact.field not in _LISTS:
        return fields[fact.field] == trial[fact.field]
    return fields.put(fact.field, *trial.all(fact.field))


_MD_LINK = re.compile(r"\A<?\[(?P<text>[^\]]*)\]\((?P<url>[^()\s]+)\)>?\Z")


def _values(trial: Fields, fact: Fact) -> Iterator[str]:
    """Yield what a person would write into the field."""
    value = fact.value.strip()
    if fact.field in _PEOPLE:
        yield from names.of_value(value)
    elif fact.field == "rating":
        yield score(value)
    elif fact.field in {"date", "published"}:
        found = when.find(value)
        whole = (
            found and not value[: found.begin].strip(" (") and not value[found.end :].strip(" )")
        )
        yield found.date if found and whole else value
    elif fact.field in _ADDRESSES:
        link = _MD_LINK.match(value)
        yield from [link["url"]] if link else value.strip("<>").split()
    elif fact.field in _LISTS:
        yield from trial.split(fact.field, value.strip("[]"))
    else:
        yield value


def score(text: str) -> str:
    """Return a rating as a page has it: stars as ``★★☆``, a score, or the words as they are.

    A bare number above 5 is one of 10. What is no score that a page can have is nothing.
    """
    if re.fullmatch(r"(?:[6-9]|5[.,]\d|[6-9][.,]\d|10)", text.strip()):
        return f"{text.strip()}/10"
    stars = text.replace("\ufe0f", "").replace("⭐", "★")
    head = re.match(r"[★☆ ]+", stars)
    if head and head[0].strip():
        stars = head[0].replace(" ", "") + " " + stars[head.end() :].strip()
    try:
        quantities.read_score(stars, 5)
    except ValueError:
        return ""
    return re.sub(r"^(\d+(?:[.,]\d)?)\s*/\s*(\d+)", r"\1/\2", stars.strip())
