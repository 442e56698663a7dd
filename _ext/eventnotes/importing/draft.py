"""What a source says of one page, before it is written: the draft of an event or of a talk.

A format fills it. Everything in it is MyST as a page has it, but for the values of fields, which
are words: :class:`Fields` takes them as an author would write them, and reads each as the page
will be read, so that nothing is written that would be a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from eventnotes.kinds.tables import OPTIONS
from eventnotes.model.people import split_people


class Refused(ValueError):
    """A source, or a part of it, can't be taken; the message names file and place in one line."""


class Lost(NamedTuple):
    """A value that no page can have, and what would be allowed."""

    field: str
    value: str
    reason: str


class Fields:
    """The options of one directive, in the order of the directive's own table."""

    def __init__(self, kind: str) -> None:
        """Begin with none.

        :param kind: the directive, one of :data:`eventnotes.kinds.tables.OPTIONS`.
        """
        self.kind = kind
        self._options = {option.name: option for option in OPTIONS[kind]}
        self._values: dict[str, list[str]] = {}
        self.lost: list[Lost] = []

    def put(self, name: str, *values: str) -> bool:
        """Set a field, or add to one that takes several; return whether all could be read.

        An empty value is none. What can't be read goes to :attr:`lost`, and nothing else does.

        :raises KeyError: the directive has no such field.
        """
        option = self._options[name]
        well = True
        for value in values:
            value = clean(value)
            if not value:
                continue
            try:
                if option.split and list(option.split(value)) != [value]:
                    raise ValueError("one in a list, without what separates them")
                option.read(value)
            except ValueError as error:
                self.lost.append(Lost(name, value, str(error)))
                well = False
                continue
            known = self._values.setdefault(name, [])
            if not option.split:
                self._values[name] = [value]
            elif value not in known:
                known.append(value)
        return well

    def put_list(self, name: str, text: str) -> bool:
        """Set a field that takes several from one text, split as the page would split it."""
        return self.put(name, *self.split(name, text))

    def split(self, name: str, text: str) -> list[str]:
        """Return what a text for a field is split into; the text where the field takes one."""
        split = self._options[name].split
        return list(split(text)) if split else [text]

    def has(self, name: str) -> bool:
        """Tell whether the directive has such a field."""
        return name in self._options

    def drop(self, name: str) -> None:
        """Take a field back."""
        self._values.pop(name, None)

    def __contains__(self, name: str) -> bool:
        return bool(self._values.get(name))

    def __getitem__(self, name: str) -> str:
        """Return a field as it is written on one line, empty where it has no value."""
        return _joined(self._values.get(name, []), self._options[name].split is not None)

    def all(self, name: str) -> list[str]:
        """Return each value of a field that takes several."""
        return list(self._values.get(name, []))

    def items(self) -> Iterable[tuple[str, str]]:
        """Yield the fields that have a value, as written, in the order of the table."""
        for name in self._options:
            if name in self:
                yield name, self[name]


def _joined(values: list[str], several: bool) -> str:
    if not several:
        return "".join(values)
    return (" " if any("://" in value for value in values) else ", ").join(values)


_PRIVATE = re.compile(r"\{\s*\.?((?:[\w-]+:)?private)\s*\}", re.IGNORECASE)


def public(words: str) -> str:
    """Return words on one line in which nothing has the name or the class of what is private."""
    words = _PRIVATE.sub(r"(\1)", words).replace("$$", "$ $")
    if "private" in words.lower():  # nor be of a class of that name
        words = (
            words.replace("::", ": :").replace(":class:", ": class:").replace("class=", "class =")
        )
        words = re.sub(r"(?i)(\.)(private)", r"\1 \2", words)
    return words


def clean(value: str) -> str:
    """Return words on one line, in which nothing can end an option or begin what is private."""
    words = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", value).split())
    words = public(words)
    return words.replace("<!-", "<! -").replace("-->", "-- >")


def person(name: str, org: str = "", role: str = "") -> str:
    """Return a person as a page writes one: ``Name (Organisation, role)``.

    What would be a second person, or a second bracket, is taken out of the three.
    """
    name, org, role = (clean(part) for part in (name, org, role))
    name = " ".join(re.sub(r"[()\[\]]", " ", name).split())
    if list(split_people(name)) != [name]:  # "Ada Miller, PhD" is one
        name = re.sub(r"\s*[;,]\s*", " ", name)
    org = re.sub(r"\s*[,;]\s*", " ", org.replace("(", "").replace(")", ""))
    role = role.replace("(", "").replace(")", "").replace(";", ",")
    name = " ".join(name.split())
    if not name or not (org or role):
        return name
    return f"{name} ({org}, {role})" if role else f"{name} ({org})"


def with_beside(one: str, beside: list[str]) -> str:
    """Return a person with pronouns and handles in the brackets."""
    if not beside:
        return one
    if one.endswith(")"):
        return f"{one[:-1]}, {', '.join(beside)})"
    return f"{one} ({', '.join(beside)})"


def organisation(name: str) -> str:
    """Return an organisation as a page writes one of a list: without what would make it two."""
    name = clean(name)
    if _unpaired(name):
        name = re.sub(r"[()\[\]]", " ", name)
    return " ".join(re.sub(r"\s*[,;]\s*", " ", name).split())


def _unpaired(text: str) -> bool:
    """Tell whether a bracket in *text* is not closed, or not opened."""
    marks = re.sub(r"[^()\[\]]", "", text)
    while (shorter := re.sub(r"\(\)|\[\]", "", marks)) != marks:
        marks = shorter
    return bool(marks)


@dataclass
class Section:
    """A heading of a page with what stands below it, up to the next."""

    title: str
    """Inline MyST."""
    level: int = 2
    talk: Fields | None = None
    """What is known of the talk that it is; None for a heading that is no talk's."""
    prose: str = ""
    code: str = ""
    """What the source calls the talk (``guid``, a code), for the next import."""
    line: int = 0
    """Where in the source it begins, from 1; 0 where that says nothing."""


class Photo(NamedTuple):
    """A file that the page shows, and its name beside the page."""

    path: Path
    name: str


@dataclass
class Draft:
    """A page to be."""

    title: str
    """Inline MyST; the event's name, or the title of the only talk."""
    fields: Fields = field(default_factory=lambda: Fields("event"))
    """Of the event; of kind ``talk`` on a page that is one talk's."""
    prose: str = ""
    sections: list[Section] = field(default_factory=list)
    name: str = ""
    """The wanted name of the file, without folder and suffix; else made of date and title."""
    photos: list[Photo] = field(default_factory=list)
    draft: bool = False
    """Whether nobody but the author may read it: it goes to ``drafts/``."""
    line: int = 0
    """Where in the source it begins, from 1."""
    topmatter: dict[str, Any] = field(default_factory=dict)
    """What a source's front matter says and no field takes: it stays front matter."""
    key: str = ""
    """What other drafts of the source call it: ``[text](imported:key)`` is a link to it."""
    schedule: Any = None
    """The :class:`~eventnotes.importing.programme.Programme` that its talks are chosen from."""

    @property
    def talks(self) -> list[Section]:
        """The sections that are talks."""
        return [section for section in self.sections if section.talk is not None]

    @property
    def all_fields(self) -> list[Fields]:
        """The fields of the event and of each talk."""
        return [self.fields, *(s.talk for s in self.sections if s.talk is not None)]
