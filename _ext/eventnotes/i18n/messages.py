"""The catalogue of the program's own words, and the language they are in at the moment.

Words are looked up when they are written, never when a module is loaded, and each build begins
with its own language (:mod:`eventnotes.inside.catalogues`). Places in braces are filled here as
well, so that a translation with a slip in one is shown as it stands and stops nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from babel.core import Locale, UnknownLocaleError, get_locale_identifier, parse_locale

from eventnotes.inside import catalogues

if TYPE_CHECKING:
    from sphinx.config import Config

CATALOGUE = "eventnotes"
FOLDER = Path(__file__).parent / "locale"
_END_OF_CONTEXT = "\x04"  # as gettext itself has it
_PLACE = re.compile(r"\{(\w+)\}")
_SAMPLES = (*range(201), 1000, 10_000, 100_000, 1_000_000)
"""Whole numbers in which every plural category of CLDR that has any turns up."""


def begin(srcdir: Path, config: Config) -> list[bytes]:
    """Speak the language of the site, and return the catalogues of its own.

    A site can add a language, or change words, with ``eventnotes.po`` in one of its own
    ``locale_dirs``, as it can for Sphinx's own words.
    """
    return catalogues.begin(CATALOGUE, FOLDER, normal(config.language), srcdir, config)


def normal(language: str) -> str:
    """Return a language tag as gettext has it; what is none stays as it is.

    >>> normal("de-at")
    'de_AT'
    """
    try:
        return get_locale_identifier(parse_locale(language.replace("-", "_")))
    except ValueError:
        return language


# -- marking: what the catalogue holds, in English ---------------------------------------------


def N_(message: str) -> str:
    """Mark a message that is looked up later."""
    return message


def NC_(context: str, message: str) -> str:
    """Mark a message whose translation depends on where it stands."""
    return f"{context}{_END_OF_CONTEXT}{message}"


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark a message with a number."""
    return one, many


# -- looking up --------------------------------------------------------------------------------


def gettext(marked: str, /, **values: object) -> str:
    """Return a message in the language of the words, its places filled."""
    found = _found(catalogues.translator(CATALOGUE), marked)
    return fill(found, values) if values else found


@functools.lru_cache(maxsize=4096)
def _found(catalogue: NullTranslations, marked: str) -> str:
    """Look a message up, once for each catalogue: a list asks for a comma a thousand times."""
    context, _, message = marked.rpartition(_END_OF_CONTEXT)
    if not message:  # the catalogue keeps its header under nothing
        return message
    return catalogue.pgettext(context, message) if context else catalogue.gettext(message)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Return a message whose translation depends on where it stands."""
    return gettext(NC_(context, message), **values)


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the form of a message that goes with *number*."""
    return fill(_form(catalogues.translator(CATALOGUE), one, many, number), values)


@functools.lru_cache(maxsize=4096)
def _form(catalogue: NullTranslations, one: str, many: str, number: int) -> str:
    """Look a form up, once for each number: most names have one talk, or two."""
    return catalogue.ngettext(one, many, number)


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put *values* into the places of *text*.

    >>> fill("{count} of {total}", {"count": 1, "total": "{count}"})
    '1 of {count}'
    """
    return _PLACE.sub(lambda match: str(values.get(match[1], match[0])), text)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words before each place with its name, and the words after the last.

    >>> list(pieces("by {names} only"))
    [('by ', 'names'), (' only', '')]
    """
    found = [*_PLACE.split(text), ""]
    return zip(found[::2], found[1::2], strict=True)


class Terms(Mapping[str, str]):
    """Words by key, each looked up when it is asked for."""

    def __init__(self, marked: Mapping[str, str]) -> None:
        self._marked = marked

    def __getitem__(self, key: str) -> str:
        return gettext(self._marked[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._marked)

    def __len__(self) -> int:
        return len(self._marked)


# -- the language of the words -----------------------------------------------------------------


def spoken() -> Locale:
    """Return the language that the words are in: English where there is no catalogue."""
    return _locale(catalogues.translator(CATALOGUE).info().get("language", "en"))


@functools.lru_cache(maxsize=8)
def _locale(name: str) -> Locale:
    try:
        return Locale.parse(normal(name))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def decimal(number: str) -> str:
    """Return a number with the decimal mark of the words' language.

    >>> decimal("4.5")
    '4.5'
    """
    from babel.numbers import get_decimal_symbol

    return number.replace(".", get_decimal_symbol(spoken())) if "." in number else number


def forms(marked: tuple[str, str]) -> dict[str, str]:
    """Return a message by plural category, for a script (ECMA-402, ``Intl.PluralRules``).

    >>> forms(("{n} talk", "{n} talks"))
    {'other': '{n} talks', 'one': '{n} talk'}
    """
    return {name: ngettext(*marked, number) for name, number in _examples(spoken()).items()}


@functools.lru_cache(maxsize=8)
def _examples(language: Locale) -> Mapping[str, int]:
    """Return a number for each plural category of a language."""
    found: dict[str, int] = {}
    for number in _SAMPLES:
        found.setdefault(language.plural_form(number), number)
    return found
