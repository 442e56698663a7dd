"""Writes prose for the generated site: sentences of several forms, and paragraphs of them."""

from __future__ import annotations

from random import Random
from typing import Final

from bench import words

#: Fewest words of a paragraph; its last sentence brings it to 60 at most.
PARAGRAPH_WORDS: Final = 40


def paragraph(rng: Random) -> str:
    """40 to 60 words in whole sentences."""
    sentences: list[str] = []
    length = 0
    while length < PARAGRAPH_WORDS:
        text = sentence(rng)
        sentences.append(text)
        length += len(text.split())
    return " ".join(sentences)


def sentence(rng: Random) -> str:
    """Nine to 20 words and a full stop."""
    text = rng.choice((_claim, _passive, _contrast, _figure))(rng)
    return f"{text[0].upper()}{text[1:]}."


def ing(verb: str) -> str:
    """The gerund of a regular verb."""
    return f"{verb.removesuffix('e')}ing"


def _claim(rng: Random) -> str:
    """An active sentence."""
    return (
        f"the {_thing(rng)} {_adverb(rng)} {_s(rng.choice(words.VERBS))} the {_thing(rng)}s "
        f"{rng.choice(words.PREPOSITIONS)} every {rng.choice(words.NOUNS)}"
    )


def _passive(rng: Random) -> str:
    """A passive sentence with what comes of it."""
    return (
        f"once the {rng.choice(words.NOUNS)}s are {_ed(rng.choice(words.VERBS))} "
        f"{rng.choice(words.PREPOSITIONS)} the {_thing(rng)} they {rng.choice(words.VERBS)} "
        f"the {_thing(rng)} {_adverb(rng)}"
    )


def _contrast(rng: Random) -> str:
    """Two clauses, one of them against the other."""
    first, second = rng.sample(words.VERBS, 2)
    return (
        f"they {_ed(first)} the {_thing(rng)} but {_adverb(rng)} {_ed(second)} "
        f"the {_thing(rng)}s for another {_thing(rng)}"
    )


def _figure(rng: Random) -> str:
    """A sentence with a number."""
    return (
        f"{ing(rng.choice(words.VERBS))} the {_thing(rng)} "
        f"{_s(rng.choice(words.VERBS))} about {rng.randint(2, 999)} {rng.choice(words.NOUNS)}s "
        f"for each {_thing(rng)}"
    )


def _thing(rng: Random) -> str:
    """An adjective and a noun."""
    return f"{rng.choice(words.ADJECTIVES)} {rng.choice(words.NOUNS)}"


def _adverb(rng: Random) -> str:
    """An adverb."""
    stem = rng.choice(words.ADVERB_STEMS)
    return f"{stem}ally" if stem.endswith("ic") and stem != "public" else f"{stem}ly"


def _s(verb: str) -> str:
    """The third person of a regular verb."""
    return f"{verb}es" if verb.endswith(("ch", "sh", "ss", "x")) else f"{verb}s"


def _ed(verb: str) -> str:
    """The past of a regular verb."""
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"
