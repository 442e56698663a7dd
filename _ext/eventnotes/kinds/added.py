"""What other extensions have added to the kinds of objects: fields, lists and exports.

There is one :class:`Kinds` for each configuration of Sphinx, so that two builds in one process
know nothing of each other's extensions. It is filled while extensions are loaded, and closed when
the configuration has been read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from eventnotes.kinds.field import Listed, Option, by_name, other_spelling
from eventnotes.kinds.tables import FILTERS, KINDS, LISTS, NOT, OPTIONS

if TYPE_CHECKING:
    from eventnotes.model.records import Event, Link, Takeaway, Talk
    from eventnotes.model.resources import Resource

    Record = Event | Talk | Link | Takeaway | Resource

_T = TypeVar("_T")

Value = str | int | float
"""What a field of an extension may hold, or a tuple of several."""

EXTENSIBLE = ("event", "talk")
"""The kinds that take fields of other extensions."""
OR = "\n"
"""What stands between the words for one value of a filter that two fields read otherwise."""
_GROUPS = {"event": "series", "talk": "format"}
"""A field of a kind can group those lists that are grouped by this."""
_ASKED = frozenset({"as", "sort", "limit", "columns", "group"})
_RESERVED = frozenset(
    {*_ASKED, *FILTERS, *(word.removeprefix("-") for kind in LISTS.values() for word in kind.sorts)}
    | {word for kind in LISTS.values() for word in (*kind.columns, *kind.groups)}
)
"""What a list is asked already, and so can't be asked by a field of that name."""


class FieldFault(Exception):
    """A field of an extension could not be read, through a fault of the extension."""

    def __init__(self, error: Exception, owner: str) -> None:
        super().__init__(str(error))
        self.error = error
        self.owner = owner


@dataclass(frozen=True, slots=True)
class AddedField:
    """A field that an extension has added to one kind of object."""

    kind: str
    option: Option
    label: Callable[[], str]
    """What it is called on a card and above a column."""
    show: Callable[[Any], str]
    """A value in words; nothing where the extension fails."""
    owner: str
    """The module that has added it."""
    functions: tuple[Callable[..., Any], ...] = ()
    """Those of the extension's that it is made of."""

    @property
    def name(self) -> str:
        """The name of its option."""
        return self.option.name

    def values(self, record: Record | None) -> tuple[Value, ...]:
        """Return what a record says there, each of several values."""
        for name, value in getattr(record, "added", ()):
            if name == self.name:
                return value if isinstance(value, tuple) else (value,)
        return ()

    def words(self, record: Record | None) -> tuple[str, ...]:
        """Return the same for readers."""
        return tuple(filter(None, (self.show(value) for value in self.values(record))))


class AddedList(NamedTuple):
    """A directive that lists some of the objects of one kind."""

    name: str
    plural: str
    """What it lists: a key of :data:`~eventnotes.kinds.tables.LISTS`."""
    choose: Callable[[Any], Chosen]
    """Takes the library, and returns what the list holds."""
    owner: str
    functions: tuple[Callable[..., Any], ...]


class Chosen(NamedTuple):
    """What a list of an extension holds."""

    keys: frozenset[Any]
    fault: Exception | None = None
    """Why nothing could be chosen."""


class Export(NamedTuple):
    """A file that an extension adds to the output, or several."""

    filename: str
    """Its name, or with ``*`` the names that several have."""
    make: Callable[[Any], Any]
    owner: str
    text: bool = False
    """Whether it is made of the text of pages."""
    gives_way: bool = False
    """Whether a file of that name which the settings copy takes its place."""

    def is_name(self, name: object) -> bool:
        """Tell whether a file of several may have that name."""
        start, _, end = self.filename.partition("*")
        return (
            isinstance(name, str)
            and len(name) > len(start) + len(end)
            and name.startswith(start)
            and name.endswith(end)
        )

    def may_clash(self, other: Export) -> bool:
        """Tell whether one of its files could have the name of another's, or of a folder of it."""
        mine, its = self.filename.lower(), other.filename.lower()
        if "*" in mine and "*" in its:
            (start, _, end), (other_start, _, other_end) = mine.partition("*"), its.partition("*")
            starts = sorted((start, other_start), key=len)
            ends = sorted((end, other_end), key=len)
            return starts[1].startswith(starts[0]) and ends[1].endswith(ends[0])
        name, pattern = (its, mine) if "*" in mine else (mine, its)
        start, several, end = pattern.partition("*")
        if several:
            same = name.startswith(start) and name.endswith(end)
            return same or start.startswith(f"{name}/")
        return f"{name}/".startswith(f"{pattern}/") or f"{pattern}/".startswith(f"{name}/")


class Kinds:
    """The kinds of objects of one build, with what has been added to them."""

    def __init__(self) -> None:
        self._fields: dict[tuple[str, str], AddedField] = {}
        self.lists: dict[str, AddedList] = {}
        self.exports: dict[str, Export] = {}
        self.closed = False
        """Whether the configuration has been read."""
        self.private = False
        """Whether this is the author's own copy."""
        self._known: dict[object, Any] = {}

    # -- adding --------------------------------------------------------------------------------

    def add_field(self, field: AddedField) -> None:
        """Add a field.

        :raises ValueError: its name is taken, or its kind takes none.
        """
        name, kind = field.name, field.kind
        if kind not in EXTENSIBLE:
            raise ValueError(f"there is no kind {kind!r}; allowed: {', '.join(EXTENSIBLE)}")
        if (taken := self._taken(kind, name)) is not None:
            raise ValueError(f"the name is taken: {taken}")
        self._fields[kind, name] = field
        self._known.clear()

    def _taken(self, kind: str, name: str) -> str | None:
        """Return who has a name already, in singular or plural."""
        spellings = {name, other_spelling(name)}
        known = by_name(self.options(kind))
        for spelling in sorted(spellings & known.keys()):
            owner = next((f.owner for f in self.fields_of(kind) if f.option is known[spelling]), "")
            return f"{{{kind}}} has an option {known[spelling].name!r}" + (
                f", added by {owner}" if owner else ""
            )
        if spellings & _RESERVED:
            return f"lists are asked for {min(spellings & _RESERVED)!r} already"
        for other in self._fields.values():
            if other.name != name and {other.name, other_spelling(other.name)} & spellings:
                return f"{{{other.kind}}} has an option {other.name!r}, added by {other.owner}"
        return None

    def settle_labels(self, instead: Callable[[AddedField, Exception], str]) -> None:
        """Ask for the label of each field once, in the language of the site.

        :param instead: returns what to call a field whose label fails.
        """
        for key, field in self._fields.items():
            try:
                label = field.label()
            except FieldFault as fault:
                label = instead(field, fault.error)
            self._fields[key] = replace(field, label=partial(str, label))

    # -- asking --------------------------------------------------------------------------------

    def fields(self, name: str) -> list[AddedField]:
        """Return the fields of that name, a talk's before its event's."""
        found = (self._fields.get((kind, name)) for kind in ("talk", "event"))
        return [field for field in found if field is not None]

    def fields_of(self, kind: str) -> list[AddedField]:
        """Return the fields that were added to a kind, in the order of their names."""
        return [field for (of, _), field in sorted(self._fields.items()) if of == kind]

    @property
    def names(self) -> list[str]:
        """The names of all fields that were added, each once, sorted."""
        return sorted({name for _, name in self._fields})

    def fields_listed(self, plural: str) -> list[AddedField]:
        """Return the fields that were added to what a plural lists."""
        return [f for f in self._fields.values() if KINDS[f.kind].plural == plural]

    def field(self, plural: str, name: str) -> AddedField | None:
        """Return the field of that name of what a plural lists."""
        return next((f for f in self.fields_listed(plural) if f.name == name), None)

    def options(self, directive: str) -> tuple[Option, ...]:
        """Return the options of a directive that notes something."""
        return self.once(
            ("options", directive),
            lambda: (*OPTIONS[directive], *(field.option for field in self.fields_of(directive))),
        )

    @property
    def filters(self) -> tuple[str, ...]:
        """The filters that every plural takes."""
        own = (each for name in self.names for each in (name, f"{NOT}{name}"))
        return self.once("filters", lambda: (*FILTERS, *own))

    @property
    def listed(self) -> Mapping[str, Listed]:
        """What each plural can do."""
        return self.once("listed", lambda: {name: self._listed(name) for name in LISTS})

    def _listed(self, plural: str) -> Listed:
        kind = LISTS[plural]
        own = tuple(sorted(field.name for field in self.fields_listed(plural)))
        groups = tuple(
            name
            for name in self.names
            if any(_GROUPS[field.kind] in kind.groups for field in self.fields(name))
        )
        return kind._replace(
            sorts=(*kind.sorts, *own) if kind.sorts else (),
            columns=(*kind.columns, *own) if kind.columns else (),
            groups=(*kind.groups, *groups),
        )

    def once(self, key: object, make: Callable[[], _T]) -> _T:
        """Return what *make* returned when it was first asked for."""
        if key not in self._known:
            self._known[key] = make()
        found: _T = self._known[key]
        return found

    def additions(self) -> Iterator[tuple[object, str, tuple[Callable[..., Any], ...]]]:
        """Yield what was added that pages are read by: itself in plain values, its module, and the
        functions that it is made of.
        """
        for key, field in sorted(self._fields.items()):
            plain = (*key, field.option.split is not None, field.label())
            yield plain, field.owner, field.functions
        for name, each in sorted(self.lists.items()):
            yield (name, each.plural), each.owner, each.functions

    # -- values --------------------------------------------------------------------------------

    def words_of(self, name: str, talk: Talk | None, event: Event | None) -> tuple[str, ...]:
        """Return what a talk, or else its event, says under an added name, for readers."""
        records = {"talk": talk, "event": event}
        found = (field.words(records[field.kind]) for field in self.fields(name))
        return next(filter(None, found), ())

    def values_of(self, name: str, talk: Talk | None, event: Event | None) -> tuple[Value, ...]:
        """Return the same as values."""
        records = {"talk": talk, "event": event}
        found = (field.values(records[field.kind]) for field in self.fields(name))
        return next(filter(None, found), ())


def fold(word: str) -> str:
    """Return what to compare words by: without case, and with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


BUILT_IN = Kinds()
"""The kinds without anything added."""

_OF: WeakKeyDictionary[object, Kinds] = WeakKeyDictionary()


def kinds_of(config: object) -> Kinds:
    """Return the kinds of the build that has this configuration."""
    found = _OF.get(config)
    if found is None:
        found = _OF[config] = Kinds()
    return found
