"""How another extension adds a field, a list or a file, in its ``setup()``."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import en
from sphinx.domains.std import StandardDomain
from sphinx.errors import ExtensionError

from eventnotes import faults
from eventnotes.api.notes import Notes, notes_of
from eventnotes.kinds.added import (
    NOT,
    AddedField,
    AddedList,
    Chosen,
    Export,
    FieldFault,
    Kinds,
    Value,
    kinds_of,
)
from eventnotes.kinds.field import Option
from eventnotes.kinds.readers import text
from eventnotes.kinds.tables import KIND_OF_PLURAL, LISTS
from eventnotes.leaks.outputs import is_looked_through
from eventnotes.model.library import Library
from eventnotes.model.people import split_topics

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Label = str | Callable[[], str]
"""Words for readers: a string, one that Sphinx translates later (``sphinx.locale.get_translation``
makes such), or a function that returns them in the language of the site."""

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*\Z")
_SPHINX_OWN = frozenset({"objects.inv", "searchindex.js"})


def add_field(
    app: Sphinx,
    kind: str,
    name: str,
    *,
    label: Label,
    parse: Callable[[str], Value] = text,
    show: Callable[[Any], str] = str,
    several: bool = False,
) -> None:
    """Add an option to ``{talk}`` or ``{event}``.

    What it holds is shown on the card under its label. It is a column and a key to sort by of the
    kind's lists, a filter of all lists (``:track: …`` and ``:not-track: …``; an event has what one
    of its talks has), and a way to group the lists that talks, or events, group.

    :param kind: ``talk`` or ``event``. The same name may be added to both; then a talk without
        the field has its event's.
    :param name: of the option: ``a-z``, ``0-9`` and ``-``. Singular and plural are both read.
    :param parse: takes what the author wrote, and returns a text or a number. It raises
        :exc:`ValueError` with what is allowed; then there is a warning and that field is lost.
    :param show: takes what *parse* returned, and returns words for readers.
    :param several: whether the author may write several values, joined by commas.
    :raises ExtensionError: the name is taken, the kind takes no fields, or all is set up already.
    """
    owner = sys._getframe(1).f_globals.get("__name__", "")
    where = f"add_field: the field {name!r} of {kind!r}"
    kinds = _open(app, where, owner)
    _check_name(name, where, owner)
    for what, function in (("parse", parse), ("show", show)):
        if not callable(function):
            raise _error(f"{where}: {what} is {function!r}; allowed: a function", owner)
    shown = _said(lambda value: str(show(value)), f"{where}: show", owner)
    option = Option(
        name, "", _reader(parse, show, owner), "word", split_topics if several else None
    )
    field = AddedField(kind, option, _label(label, where, owner), shown, owner, (parse, show))
    try:
        kinds.add_field(field)
    except ValueError as error:
        raise _error(f"{where}: {error}", owner) from None


def add_list(app: Sphinx, name: str, of: str, choose: Callable[[Notes], Iterable[Any]]) -> None:
    """Add a directive that lists some of what there is.

    It takes the words that all lists of that kind take, and looks like them.

    :param name: of the directive: ``a-z``, ``0-9`` and ``-``, best a plural.
    :param of: what it lists: ``talks``, ``events``, ``people`` or another plural but ``ratings``.
    :param choose: takes all notes, and returns those records of theirs that are in the list, in
        any order: what it returns may depend on the notes alone.
    :raises ExtensionError: the name is taken, there is no such plural, or all is set up already.
    """
    from eventnotes.reading.plurals import directive

    owner = sys._getframe(1).f_globals.get("__name__", "")
    where = f"add_list: the list {name!r}"
    kinds = _open(app, where, owner)
    _check_name(name, where, owner)
    plurals = [plural for plural in LISTS if plural != "ratings"]
    if of not in plurals:
        raise _error(f"{where}: nothing is called {of!r}; allowed: {', '.join(plurals)}", owner)
    if not callable(choose):
        raise _error(f"{where}: choose is {choose!r}; allowed: a function", owner)
    if name in kinds.lists:
        taken = f"the name is taken by a list that {kinds.lists[name].owner} has added"
        raise _error(f"{where}: {taken}", owner)
    if _is_directive(app, name):
        raise _error(f"{where}: the name is taken by a directive", owner)
    kinds.lists[name] = AddedList(name, of, _chooser(choose, of), owner, (choose,))
    app.add_directive_to_domain("notes", name, directive(of, name))


def add_export(app: Sphinx, filename: str, make: Callable[[Notes], str | bytes]) -> None:
    """Add a file to what the builders of HTML put out (``html``, ``dirhtml``, ``singlehtml``).

    It is written beside the pages when its content changes, and removed when nothing adds it any
    more. As every file, it is held against the private words of the sources.

    :param filename: as seen from the output, with ``/`` between folders.
    :param make: takes all notes, and returns the content: a text is encoded as UTF-8. What it
        returns may depend on the notes alone, and never on the time.
    :raises ExtensionError: the name is taken or leads elsewhere, or all is set up already.
    """
    owner = sys._getframe(1).f_globals.get("__name__", "")
    where = f"add_export: the file {filename!r}"
    kinds = _open(app, where, owner)
    if not callable(make):
        raise _error(f"{where}: make is {make!r}; allowed: a function", owner)
    parts = filename.split("/") if isinstance(filename, str) else [""]
    if not all(map(_PART.match, parts)) or any(part.endswith((".", " ")) for part in parts):
        allowed = "a path inside the output, each part of letters, digits, '.', '_', '-'"
        raise _error(f"{where}: it can't be there; allowed: {allowed}", owner)
    if filename.lower() in _SPHINX_OWN:
        raise _error(f"{where}: Sphinx writes that file", owner)
    if not is_looked_through(filename):
        message = f"private words in a file that ends in {PurePosixPath(filename).suffix!r}"
        raise _error(f"{where}: {message} would not be found; allowed: text", owner)
    for other in kinds.exports.values():
        names = sorted((f"{filename}/".lower(), f"{other.filename}/".lower()))
        if names[1].startswith(names[0]):
            message = f"{other.filename!r} is there, added by {other.owner}"
            raise _error(f"{where}: {message}", owner)
    kinds.exports[filename] = Export(filename, make, owner)


# -- checks ------------------------------------------------------------------------------------


def _error(message: str, owner: str) -> ExtensionError:
    return ExtensionError(message, modname=owner)


def _open(app: Sphinx, where: str, owner: str) -> Kinds:
    """Return the kinds of a build to which something may still be added."""
    app.setup_extension("eventnotes")
    kinds = kinds_of(app.config)
    if kinds.closed:
        message = "it comes too late: an extension adds it in its setup()"
        raise _error(f"{where}: {message}", owner)
    return kinds


def _check_name(name: str, where: str, owner: str) -> None:
    if not isinstance(name, str) or not _NAME.match(name):
        raise _error(f"{where}: it has no such name; allowed: a-z, 0-9 and -", owner)
    if name.startswith(NOT):
        raise _error(f"{where}: a name that begins with {NOT!r} is a filter", owner)


def _is_directive(app: Sphinx, name: str) -> bool:
    """Tell whether a directive of that name is there: with or without the domain's name."""
    from eventnotes.domain import NotesDomain

    ours = {*NotesDomain.directives, *NotesDomain.roles}
    known = {*directives._directives, *en.directives, *StandardDomain.directives}  # type: ignore[attr-defined]  # docutils leaves them untyped
    return name in ours | known


# -- functions of others, with a boundary around each ------------------------------------------


def _label(label: Label, where: str, owner: str) -> Callable[[], str]:
    is_text = isinstance(label, str) and bool(label.strip())
    is_lazy = not isinstance(label, str | bytes | int | float | None)
    if not (is_text or is_lazy):
        raise _error(f"{where}: it has no label", owner)
    said = _said(lambda _: str(label() if callable(label) else label), f"{where}: label", owner)
    return lambda: said(None)


def _said(function: Callable[[Any], str], what: str, owner: str) -> Callable[[Any], str]:
    """Return what says something for readers, or stops the build where it can't."""

    def said(value: Any) -> str:
        try:
            words = " ".join(function(value).split())
        except Exception as error:
            if faults.passes(error):
                raise
            raise _error(f"{what} fails: {type(error).__name__}: {error}", owner) from error
        if not words:
            raise _error(f"{what} returns no words for {value!r}", owner)
        return words

    return said


def _reader(
    parse: Callable[[str], Value], show: Callable[[Any], str], owner: str
) -> Callable[[str], Value]:
    """Return a function that reads a value, and lets nothing pass that can't be kept or shown.

    What *parse* says by a ValueError is for the author; everything else is the extension's fault.
    """

    def read(written: str) -> Value:
        try:
            value = parse(written)
        except ValueError:
            raise
        except Exception as error:
            raise FieldFault(error, owner) from error
        try:
            plain = _plain(value)
            if not str(show(plain)).strip():
                raise TypeError(f"show returned no words for {plain!r}")
        except Exception as error:
            raise FieldFault(error, owner) from error
        return plain

    return read


def _plain(value: Any) -> Value:
    """Return a value of a plain type, so that it is kept and compared as what it is."""
    if isinstance(value, str) and value:
        return str.__str__(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    raise TypeError(f"parse returned {value!r}; allowed: a text, or a number that has an end")


def _chooser(choose: Callable[[Notes], Iterable[Any]], plural: str) -> Callable[[Library], Chosen]:
    """Return what chooses, among all that is in a library."""

    def chosen(library: Library) -> Chosen:
        notes = notes_of(library)
        try:
            known = {_key(record) for record in getattr(notes, plural)}
            keys = [_key(record) for record in choose(notes)]
            for key in keys:
                if key not in known:
                    raise ValueError(f"it returned {key!r}, which is none of the {plural}")
        except Exception as error:
            if faults.passes(error):
                raise
            return Chosen(frozenset(), error)
        return Chosen(frozenset(keys))

    def _key(record: Any) -> Any:
        if plural in KIND_OF_PLURAL:
            return record.id
        if plural == "links":
            return (record.key,)
        return (type(record).__name__, record.at.page, record.at.line, record.id)

    return chosen
