"""Which language and direction words have that are not the page's (WCAG 2.2, 3.1.2; UAX #9)."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any

from babel.core import Locale, UnknownLocaleError, get_global
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes.i18n.date_words import day, is_other_language
from eventnotes.i18n.messages import normal
from eventnotes.model.records import Event, Talk
from eventnotes.nodes import card, cards_in, foreign, heading_of, title_of

Translator = Any
"""Sphinx's HTML translator; its classes differ by builder and docutils leaves them untyped."""

_LEFTWARDS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks of scripts that run from right to left."""
_NUMBERS, _LETTERS = {"EN", "AN"}, {"R", "AL"}
"""Classes of characters: of numbers, and of letters that run from right to left (UAX #9)."""


def turns(text: str, language: str) -> bool:
    """Tell whether any of *text* runs against the direction of a page in *language*.

    Numbers among letters from right to left do: as a theme may not turn the page round, their
    order would follow from what is beside them. Numbers alone run as they do everywhere.
    """
    if is_leftward(language):
        found = {unicodedata.bidirectional(character) for character in text}
        return "L" in found or not (found.isdisjoint(_NUMBERS) or found.isdisjoint(_LETTERS))
    return not text.isascii() and _LEFTWARDS.search(text) is not None


@functools.lru_cache(maxsize=8)
def is_leftward(language: str) -> bool:
    """Tell whether a language runs from right to left."""
    try:
        return Locale.parse(normal(language)).text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


def tongue(text: str, language: str, site: str) -> str:
    """Return the language to mark *text* with (BCP 47), or nothing where it is the site's.

    The language is that of a talk, whose title may have been noted in another: a Japanese talk
    under an English title says so by its letters.
    """
    if not language or not is_other_language(language, site):
        return ""
    letters = [character for character in text if character.isalpha()]
    latin = any(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    other = any(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    fits = latin if _is_latin(language) else other
    return normal(language).replace("_", "-") if fits else ""


@functools.lru_cache(maxsize=64)
def _is_latin(language: str) -> bool:
    """Tell whether a language is usually written in Latin letters."""
    likely = get_global("likely_subtags")
    tag = normal(language)
    tags = (tag, likely.get(tag, ""), likely.get(tag.partition("_")[0], ""))
    scripts = (part for each in tags for part in each.split("_")[1:] if len(part) == 4)
    return next(scripts, "Latn") == "Latn"


def attributes(text: str, language: str, site: str) -> str:
    """Return the attributes that say what *text* is where it is not like the page, for a tag."""
    marked = tongue(text, language, site) if language else ""
    said = f' lang="{marked}"' if marked else ""
    return f'{said} dir="auto"' if turns(text, site) else said


class MarkTitles(SphinxPostTransform):
    """Say of a talk's and an event's title in which language it is, if that is not the page's, and
    keep the date of what was learned later in order.

    The notes below a title are the author's, in the language of the site.
    """

    default_priority = 21  # after references are resolved
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Wrap the words of such titles."""
        site = self.config.language
        for node in cards_in(self.document):
            record = node.get("record")
            if not isinstance(record, Event | Talk):
                continue
            title = title_of(node) or _heading(node)
            if title is None:
                continue
            said = attributes(title.astext(), record.language, site)
            _mark(title, said)
        if is_leftward(site):
            for update in self.document.findall(nodes.admonition):
                if update.get("update"):
                    _mark_date(update, site)


def _mark(title: nodes.Element, said: str) -> None:
    if said and not isinstance(title[0], foreign):
        title[:] = [foreign("", "", *title.children, said=said)]


def _mark_date(update: nodes.admonition, site: str) -> None:
    """Keep a date in order within the title of an update, whatever language says the rest."""
    title = update[0]
    assert isinstance(title, nodes.title)
    said = title.astext()
    before, date, after = said.partition(day(update["update"], site))
    parts = (nodes.Text(before), foreign("", date, said=' dir="auto"'), nodes.Text(after))
    title[:] = [foreign("", "", *parts, said=attributes(said, "", site))]


def _heading(node: card) -> nodes.Element | None:
    """Return the heading of what a card describes: for an event, that of its page."""
    section = node.parent
    if node["kind"] == "event":
        while section is not None and isinstance(section.parent, nodes.section):
            section = section.parent
    return heading_of(section) if isinstance(section, nodes.section) else None


def visit_foreign(self: Translator, node: foreign) -> None:
    """Open words of another language or direction."""
    self.body.append(f"<span{node['said']}>")


def depart_foreign(self: Translator, node: foreign) -> None:
    """Close them."""
    self.body.append("</span>")
