"""How to refer to something in these notes, in the form of each tool."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from eventnotes.model import bibtex


class Thing(NamedTuple):
    """What is referred to."""

    kind: str
    """The role that refers to it: ``talk``, ``event``, ``person`` and so on."""
    id: str
    title: str
    address: str
    """Where it is on the web, or as seen from the root of a site without a known address."""
    people: tuple[str, ...] = ()
    """Who spoke."""
    event: str = ""
    """The title of its event."""
    place: str = ""
    first: str = ""
    last: str = ""
    """Its days, as exact as they are known."""
    orgs: frozenset[str] = frozenset()
    """Those of the people that are organisations."""
    entry: str = ""
    """Its entry of BibTeX, where that is not one of something noted here."""


LANGUAGES = ("MyST", "reStructuredText")
"""The markup languages of pages of notes."""


def in_notes(thing: Thing) -> Mapping[str, str]:
    """Return the forms for pages of the same notes, by markup language."""
    role = f"`{thing.id}`"
    return dict(zip(LANGUAGES, (f"{{{thing.kind}}}{role}", f":{thing.kind}:{role}"), strict=True))


def elsewhere(thing: Thing, key: str) -> Mapping[str, str]:
    """Return the forms for other documentation, by tool.

    :param key: by which that calls these notes.
    """
    label = markdown_text(thing.title)
    return {
        "Sphinx, MyST": f"{{external+{key}:ref}}`{thing.id}`",
        "Sphinx, reStructuredText": f":external+{key}:ref:`{thing.id}`",
        "Sphinx, MyST's own form": f"[](inv:{key}:std:label#{thing.id})",
        "Sphinx with eventnotes, MyST": f"{{external+{key}:notes:{thing.kind}}}`{thing.id}`",
        "Sphinx with eventnotes, reStructuredText": (
            f":external+{key}:notes:{thing.kind}:`{thing.id}`"
        ),
        "mystmd": f"[](xref:{key}#{thing.id})",
        "MkDocs with mkdocstrings": f"[{label}][{thing.id}]",
    }


def markdown(thing: Thing) -> str:
    """Return a sentence of Markdown, with a link."""
    link = f"[{markdown_text(thing.title)}]({thing.address})"
    others = (", ".join(thing.people), thing.event, _days(thing))
    return ", ".join([link, *(markdown_text(each) for each in others if each)])


def bib_entry(thing: Thing) -> str:
    """Return an entry of BibTeX: the talk or the event itself, with where it is noted."""
    if thing.entry:
        return thing.entry
    fields = {
        "author": bibtex.names(thing.people, thing.orgs),
        "title": bibtex.title(thing.title),
        "eventtitle": bibtex.title(thing.event) if thing.event else "",
        "venue": bibtex.escape(thing.place),
        "date": _days(thing),
        "url": bibtex.address(thing.address),
    }
    return bibtex.entry("misc", thing.id.replace("/", "-"), fields)


def markdown_text(text: str) -> str:
    """Return words that Markdown takes for nothing else.

    Only signs that every Markdown knows after a backslash have one; CommonMark knows more of them
    than MkDocs.

    >>> markdown_text("a [b] *c* <d>")
    'a \\\\[b\\\\] \\\\*c\\\\* &lt;d>'
    """
    return _MARKUP.sub(r"\\\g<0>", _ENTITY.sub("&amp;", text).replace("<", "&lt;"))


_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKUP = re.compile(r"[\\`*_\[\]]")


def _days(thing: Thing) -> str:
    """Return days as BibLaTeX has a range of them (ISO 8601-1 §5.5)."""
    if not thing.first or thing.first == thing.last:
        return thing.first
    return f"{thing.first}/{thing.last}"
