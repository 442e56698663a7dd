"""Names that may be one although they are spelt otherwise: in spaces, in the order of words, in
umlauts spelt out, in another script, or in two scripts at once.

Nothing here decides what is one: a pair is a hint. So a reading of a script may be as rough as it
likes, and may change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from eventnotes.model import ids

_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj", "ñ": "ny"}
)
_FORMS = re.compile(r"株式会社|有限会社|合同会社|[(（][株有同][)）]|股份有限公司|有限公司|주식회사")
_WORDS_OF_FORM = "ооо оао зао пао inc ltd llc gmbh ag corp co plc"
_FORM_WORDS = frozenset(_WORDS_OF_FORM.split())
_SOUNDS = {
    **dict(zip("абвгдезиклмнопрстуфхыэєіїґў", "abvgdeziklmnoprstufhyeeiigu", strict=True)),
    **{"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "u", "я": "a", "й": ""},
    **dict(zip("αβγδεζηικλμνοπρστυφχω", "abgdeziiklmnoprstufho", strict=True)),
    **{"θ": "th", "ξ": "x", "ψ": "ps"},
}
"""One of the ways in which letters of Cyrillic and Greek are written in Latin ones."""
_VOWELS = re.compile(r"[aeiouyjwh]|(?<=c)k|(.)(?=\1)")
_SIGNS = frozenset("+#")
"""Signs that tell names apart where they follow a letter: C, C++ and C# are three."""
_WORDS = re.compile("[a-z0-9]+[+#]*")
_LEAST_SOUNDS = 4
Key = tuple[str, ...]


def spelt_alike(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the pairs of ids whose names may be one, each pair once, in the order of *names*.

    :param names: by id, what it is called.
    """
    pairs: dict[tuple[str, str], None] = {}
    whole: dict[Key, list[str]] = {}
    latin: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for identifier, name in names.items():
        words = _words(name)
        (other if ids.loses_letters(name) else latin)[identifier] = words
        keys = {_key(words): None}
        if not name.isascii():
            keys[_key(_words(name, spelt_out=True))] = None
        for key in filter(None, keys):
            whole.setdefault(key, []).append(identifier)
    for same in whole.values():
        pairs |= {(same[0], twin): None for twin in same[1:]}
    sounds: dict[Key, list[str]] = {}
    for identifier, words in latin.items() if other else ():
        sounds.setdefault(_sounds(words), []).append(identifier)
    for identifier, words in other.items():
        for key in _parts(words):
            pairs |= {(twin, identifier): None for twin in whole.get(key, ())}
        heard = _sounds(words)
        pairs |= {(twin, identifier): None for twin in sounds.get(heard, ()) if heard}
    return [pair for pair in pairs if pair[0] != pair[1]]


def _words(name: str, *, spelt_out: bool = False) -> list[str]:
    """Return the words of a name without accents, points and vocal marks, and company forms."""
    folded = name.casefold()
    if folded.isascii():
        return _without_forms(_WORDS.findall(folded))
    folded = _FORMS.sub(" ", unicodedata.normalize("NFC", folded))
    if spelt_out:
        folded = folded.translate(_SPELT_OUT)
    folded = ids.fold(folded)
    kept = [c for c in unicodedata.normalize("NFKD", folded) if not _is_accent(c)]
    text = unicodedata.normalize("NFC", "".join(kept))
    shown = ""
    for c in text:
        follows = c in _SIGNS and shown[-1:].strip()
        shown += c if c.isalnum() or unicodedata.category(c)[0] == "M" or follows else " "
    return _without_forms(shown.split())


def _without_forms(words: list[str]) -> list[str]:
    if _FORM_WORDS.isdisjoint(words):
        return words
    return [word for word in words if word not in _FORM_WORDS]


def _is_accent(character: str) -> bool:
    """Tell whether a mark is an accent, or a vowel of Hebrew or Arabic that few write."""
    place = unicodedata.combining(character)
    return 10 <= place <= 36 or place >= 200


def _key(words: list[str]) -> Key:
    """Return what names have in common that differ in spaces and the order of words.

    Where a script has no capitals, words may be written together: then it is what turning round
    leaves as it is.
    """
    joined = "".join(words)
    if joined.upper() != joined.lower():
        return tuple(sorted(words))
    turned = [joined[at:] + joined[:at] for at in range(min(len(joined), 40))]
    return (min(turned),) if turned else ()


def _parts(words: list[str]) -> Iterator[Key]:
    """Yield the keys of what a name in two scripts is in each of them."""
    latin = [word for word in words if word.isascii()]
    other = [word for word in words if not word.isascii()]
    if len(latin) > 1:
        yield _key(latin)
    if latin and len("".join(other)) > 1:
        yield _key(other)


def _sounds(words: list[str]) -> Key:
    """Return the consonants of a name as they would be in Latin letters, if it has enough."""
    sounds = ["".join(_SOUNDS.get(c, c) for c in word) for word in words]
    if len(sounds) < 2 or not all(word.isascii() for word in sounds):
        return ()
    found = tuple(sorted(_VOWELS.sub("", word) for word in sounds))
    return found if len("".join(found)) >= _LEAST_SOUNDS else ()
