"""Which option is meant by a word that a directive has no option for."""

from __future__ import annotations

from collections.abc import Collection

from eventnotes.model.vocabulary import nearest

PROSE = frozenset(
    {"abstract", "description", "summary", "notes", "body", "text", "content", "details"}
)
"""Words for what no option takes: the text below them."""

_WORDS = (
    ("place room", "location city town country where address"),
    ("venue room", "building"),
    ("room", "hall stage auditorium"),
    ("recording", "video vod youtube vimeo stream livestream watch replay"),
    ("planned", "duration length minutes runtime"),
    ("topics topic", "tag tags keyword keywords category categories subject track tracks theme"),
    ("slides", "deck presentation pdf"),
    ("speakers authors person", "author presenter panelist panellist who people by with speaker"),
    ("moderator host", "chair moderated-by organiser organizer organisers organizers"),
    ("org host", "company organisation organization affiliation institution employer team"),
    ("format kind", "type kind category"),
    ("start date", "when day time begin begins starts from"),
    ("date", "start end ends dates year"),
    ("url", "website homepage web link href site page"),
    ("language", "lang locale"),
    ("timezone", "tz zone time-zone"),
    ("rating min-rating", "score stars grade review verdict rating min-score"),
    ("code", "repo repository github gitlab source"),
    ("paper", "doi arxiv publication preprint"),
    ("title", "name heading headline"),
    ("id", "slug label anchor"),
    ("attended", "attendance attending seen how"),
    ("published", "posted updated"),
    ("since", "from after start"),
    ("until", "to before end"),
    ("sort", "order order-by orderby sort-by sortby"),
    ("limit", "max count top first number"),
    ("group", "group-by groupby by"),
    ("as", "style view layout display form"),
    ("columns", "fields cols"),
    ("not-person", "exclude except without"),
)
"""Options, the first of which a directive has is meant, and the words that mean them."""

SYNONYMS = frozenset(word for _, words in _WORDS for word in words.split())


def meant(word: str, options: Collection[str]) -> str:
    """Return which of the *options* is meant by *word*, or nothing where none is near it."""
    for wanted, words in _WORDS:
        if word in words.split():
            found = next((name for name in wanted.split() if name in options), "")
            if found:
                return found
    if word in PROSE:
        return ""
    swapped = next((name for name in options if sorted(name) == sorted(word)), "")
    return swapped or next(iter(nearest(word, options, cutoff=0.72)), "")
