"""What can be said of a kind of object: its fields, and what a list of it offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a directive: a field of what it notes, or something that a list is asked."""

    name: str
    help: str
    read: Callable[[str], Any]
    """Text in, value out; raises ValueError that says what is allowed."""
    notice: str
    """The subtype of the warning when it can't be read."""
    split: Callable[[str], Iterator[str]] | None = None
    """How a list is split into what :attr:`read` takes; a list's lines add up."""
    example: str = ""
    flag: bool = False
    """Whether no value stands for true."""


class Listed(NamedTuple):
    """What one plural can do; the first of each is what it does unasked. One without forms is no
    directive."""

    forms: tuple[str, ...]
    sorts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    """The columns of a table that names none."""
    groups: tuple[str, ...] = ()


class Kind(NamedTuple):
    """A kind of object."""

    name: str
    plural: str
    listed: Listed
    options: tuple[Option, ...] = ()
    """The fields that its directive reads; a name has none, since mentions make it."""
    facts: tuple[str, ...] = ()
    """The facts in a row on its card, in their order; those of extensions follow."""
    prefix: str = ""
    """The first part of its ids, where that is fixed."""
    search: int = 1
    """The priority in a search, as Sphinx counts: 0 important, 1 default, 2 unimportant."""
    is_name: bool = False
    """Whether it is what talks and events name: a person, an organisation, a topic or a series."""


def by_name(options: tuple[Option, ...]) -> dict[str, Option]:
    """Return options by every spelling that is taken: singular and plural."""
    table = {option.name: option for option in options}
    for option in options:
        table.setdefault(other_spelling(option.name), option)
    if "aliases" in table:
        table["alias"] = table["aliases"]
    return table


def other_spelling(name: str) -> str:
    """Return the plural of an option's name, or the singular of one that is a plural."""
    return name.removesuffix("s") if name.endswith("s") else f"{name}s"
