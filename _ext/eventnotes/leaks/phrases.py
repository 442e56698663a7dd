"""Phrases that may stand in no output, such as names of customers, as the settings give them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from eventnotes.diagnostics import Notice, warn
from eventnotes.leaks import LeakError
from eventnotes.leaks.sources import text_of
from eventnotes.leaks.words import words_of


def check_phrases(app: Sphinx) -> None:
    """Stop a build that could not be checked in the end (``builder-inited``).

    :raises LeakError: the phrases that no output may hold can't be read.
    """
    if not app.config.eventnotes_private:
        read_phrases(app, told=True)


def read_phrases(app: Sphinx, *, told: bool = False) -> dict[bytes, str]:
    """Return the phrases of ``eventnotes_private_words`` as words, each with where it is said.

    :param told: whether to warn of one that can't be found.
    :raises LeakError: they can't be read. Nothing is published without them.
    """
    given: Any = app.config.eventnotes_private_words
    named: list[tuple[str, str]] = []
    if isinstance(given, str):
        try:
            lines = text_of(Path(app.confdir, given)).splitlines() if given else []
        except OSError as error:
            raise LeakError(f"\neventnotes_private_words: {error}; nothing is built") from None
        named = [
            (line, f"a phrase in {given}:{number}")
            for number, line in enumerate(lines, 1)
            if not line.startswith("#")
        ]
    elif isinstance(given, list | tuple) and all(isinstance(each, str) for each in given):
        named = [(phrase, f"eventnotes_private_words[{n}]") for n, phrase in enumerate(given)]
    else:
        message = "allowed: a list of phrases, or the name of a file with one on each line"
        raise LeakError(f"\neventnotes_private_words can't be read; {message}. Nothing is built")
    found: dict[bytes, str] = {}
    for phrase, where in named:
        words = b" ".join(words_of(phrase))
        if words:
            found[words] = where
        elif told and phrase.strip():
            warn(Notice.CONFIG, f"{where} has no letter or digit, and is never found", None)
    return found
