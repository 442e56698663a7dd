"""Words that the program says by itself: labels, dates, what themes and builders bring along.

One of these in an output is no word of an author's. They are gathered only when a private word was
met that nobody says in public.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import docutils
import sphinx
from babel import Locale, UnknownLocaleError
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from eventnotes.i18n import date_words, messages, terms
from eventnotes.i18n import words as phrases
from eventnotes.leaks.words import words_of

_SPOKEN = frozenset({".py", ".html", ".jinja", ".xml", ".xhtml", ".mo", ".toml", ".conf", ".txt"})
_DESCRIPTIONS = ("api/records.py", "corpus/document.py", "corpus/shape.py")
"""Modules of which sentences are published: a schema of the notes as data describes each field."""
_MOST_FILES = 200
"""Files of one extension that are looked at; more are no words, but a library."""


class ProgramWords:
    """The vocabulary of one build."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app

    @cached_property
    def labels(self) -> frozenset[bytes]:
        """Words of labels and dates, of which whole phrases are made."""
        modules = (Path(str(module.__file__)) for module in (terms, phrases, date_words))
        found = set(_words_in(modules))
        found.update(_words_in(messages.FOLDER.glob(f"{self._language}*/LC_MESSAGES/*")))
        for language in {"en", self._language}:
            try:
                locale = Locale.parse(language)
            except (ValueError, UnknownLocaleError):
                continue
            for names in (locale.months, locale.days):
                for widths in names.values():
                    for said in widths.values():
                        found.update(words_of(" ".join(said.values())))
        return frozenset(found)

    def says(self, word: bytes) -> bool:
        """Tell whether a builder, a theme or an extension may say a word."""
        return word in self.labels or word in self._text

    def says_all(self, run: Iterable[bytes]) -> bool:
        """Tell whether they say these words one after the other."""
        return b" %b " % b" ".join(run) in self._phrases

    @cached_property
    def _phrases(self) -> bytes:
        """The phrases of templates and of messages in the site's language, as words."""
        files = [path for path in self._files() if path.is_file()]
        said = [p for p in files if p.suffix != ".py" or p.parent.name == "languages"]
        return b" %b " % b" ".join(_words_in([*said, *self._described]))

    @cached_property
    def _text(self) -> bytes:
        """All that they are made of, in the form of words."""
        return b"".join(path.read_bytes() for path in self._files() if path.is_file()).lower()

    @property
    def _described(self) -> list[Path]:
        return [Path(__file__).parent.parent / name for name in _DESCRIPTIONS]

    @property
    def _language(self) -> str:
        return messages.normal(self._app.config.language)

    def _files(self) -> Iterator[Path]:
        home, base = Path(sphinx.__file__).parent, Path(docutils.__file__).parent
        language = self._language.partition("_")[0]
        yield from self._described
        yield home / "locale" / "sphinx.pot"
        yield from home.glob(f"locale/{language}*/LC_MESSAGES/sphinx.mo")
        yield from (base / "languages").glob(f"{language}*.py")
        folders = [home / name for name in ("builders", "domains", "templates", "writers")]
        here = Path(__file__).parent.parent
        folders += [base / "writers", here / "writing", here / "renderers"]
        builder = self._app.builder
        if isinstance(builder, StandaloneHTMLBuilder):
            folders += map(Path, builder.theme.get_theme_dirs())
        folders += [Path(self._app.confdir, name) for name in self._app.config.templates_path]
        for folder in folders:
            yield from (path for path in folder.rglob("*") if path.suffix in _SPOKEN)
        for name in self._app.extensions:
            yield from _module_files(name)
            yield from _catalogues(name, language)


def _module_files(name: str) -> list[Path]:
    """Return the files that an extension speaks from: its module, or those beside it."""
    path = Path(getattr(sys.modules.get(name), "__file__", None) or "")
    if path.name != "__init__.py":
        return [path] if path.suffix == ".py" else []
    beside = [p for p in path.parent.iterdir() if p.suffix in _SPOKEN]
    return beside if len(beside) <= _MOST_FILES else []


def _catalogues(name: str, language: str) -> Iterator[Path]:
    """Yield the messages of an extension or a theme in a language."""
    path = Path(getattr(sys.modules.get(name), "__file__", None) or "")
    if path.name == "__init__.py":
        yield from path.parent.glob(f"locale*/{language}*/LC_MESSAGES/*.mo")


def _words_in(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        try:
            yield from words_of(path.read_bytes().decode("utf-8", "ignore"))
        except OSError:
            continue
