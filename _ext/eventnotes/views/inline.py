"""Words, names and links within a line, as every view puts them together."""

from __future__ import annotations

from collections.abc import Iterable

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import gettext, pieces
from eventnotes.model.corpus import Entry, entry_of, name_of
from eventnotes.model.dates import DateRange
from eventnotes.model.library import Library
from eventnotes.model.people import Mention, Name
from eventnotes.model.prose import Prose
from eventnotes.views.tree import Inline, Out, Ref, Run, Small, Time


def join(parts: Iterable[Inline], between: str | None = None) -> Inline:
    """Return parts one after the other; empty ones are left out.

    :param between: what stands between two; a comma, or what the language has for it.
    """
    kept = [part for part in parts if part]
    if len(kept) < 2:
        return kept[0] if kept else ""
    if between is None:
        between = gettext(terms.SEPARATOR)
    if not between:
        return tuple(kept)
    if len(kept) == 2:
        return kept[0], between, kept[1]
    shown: list[Inline] = [between] * (2 * len(kept) - 1)
    shown[::2] = kept
    return tuple(shown)


def filled(sentence: str, **parts: Inline) -> Inline:
    """Return words of ours, with what stands in their places; nothing where that is nothing."""
    if not all(parts.values()):
        return ""
    shown: list[Inline] = []
    for before, place in pieces(sentence):
        shown += [before, parts.get(place) or (place and f"{{{place}}}")]
    return join(shown, "")


def small(shown: Inline, css: str) -> Inline:
    """Return what is of less weight, if it is anything."""
    return Small(shown, css) if shown else ""


def entry_link(library: Library, entry: Entry) -> Ref:
    """Return an object's name as a link to it."""
    own = library.own_page(entry)
    return Ref(entry.page, entry.anchor, library.title_of(entry), own=own)


def linked(library: Library, named: Name | Mention, shown: Inline) -> Inline:
    """Return words as a link to whom they name, if anybody can be told."""
    entry = entry_of(library.entries, named)
    if entry is None:
        return shown
    return Ref(entry.page, entry.anchor, shown, own=library.own_page(entry))


def name(library: Library, named: Name | Mention) -> Inline:
    """Return a name as it was written, as a link to whom it names."""
    return linked(library, named, name_of(library.entries, named))


def day(library: Library, first: str, last: str = "", *, short: bool = False) -> Inline:
    """Return a date for a reader, or the days from *first* to *last*, or nothing."""
    if not first:
        return ""
    span = DateRange(first, last or first)
    return Time(first, date_words.days(span, library.language, short=short))


# -- other sites -------------------------------------------------------------------------------


def link(library: Library, url: str, text: str, css: str = "") -> Inline:
    """Return a link to another site: under its title where *text* is no more than its address.

    A dead one says so, with an archived copy if there is one.
    """
    shown = Out(url, library.web.title_of_link(url, text), css)
    return (shown, gone(library, url)) if library.web.is_gone(url) else shown


def gone(library: Library, url: str) -> Small:
    """Return that an address leads nowhere any more, and where a copy is."""
    said: list[Inline] = [gettext(terms.DEAD)]
    copy = library.web.copy_of(url)
    if copy is not None:
        taken = date_words.day(copy.date, library.language) if copy.date else ""
        said.append(Out(copy.url, words.archived(taken)))
    return Small(join(said), "en-dead")


def prose(library: Library, runs: Prose, page: str) -> Inline:
    """Return an author's words from *page*; what they refer to by title has that title."""
    shown: list[Inline] = []
    for run in runs:
        if run.url and run.style == "here":
            shown.append(Run(library.web.title_of_link(run.url, run.text), "here"))
        elif run.url:
            shown.append(link(library, run.url, run.text))
        elif run.target and not run.text:
            shown.append(Run(library.called(run.role, run.target, page), run.style))
        else:
            shown.append(Run(run.text, run.style))
    return join(shown, "")
