"""How another extension adds a field, a list or a file, in its ``setup()``."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import en
from sphinx.domains.std import StandardDomain
from sphinx.errors import ExtensionError

from eventnotes import faults
from eventnotes.api.content import MadeOf
from eventnotes.api.digest import CONF
from eventnotes.api.notes import Notes, notes_of
from eventnotes.api.published import Published
from eventnotes.diagnostics import shorten
from eventnotes.kinds.added import (
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
from eventnotes.kinds.tables import KIND_OF_PLURAL, LISTS, NOT
from eventnotes.leaks.outputs import READABLE, is_readable
from eventnotes.model.library import Library
from eventnotes.model.people import split_topics

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Label = str | Callable[[], str]
"""Words for readers: a string, one that Sphinx translates later (``sphinx.locale.get_translation``
makes such), or a function that returns them in the language of the site."""

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_PART = r"[A-Za-z0-9](?:[A-Za-z0-9 ._-]*[A-Za-z0-9_-])?"
_PATH = re.compile(rf"{_PART}(?:/{_PART})*\Z")
_NO_WORDS = (type(None), bytes, int, float, tuple, list, dict, set, frozenset)
"""Types of what would be published as a program writes it."""
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
        the field has its event's in lists and in ``field()``, though not on its card.
    :param name: of the option: ``a-z``, ``0-9`` and ``-``. Singular and plural are both read.
    :param parse: takes what the author wrote, and returns a text or a number. It raises
        :exc:`ValueError` with what is allowed; then there is a warning and that field is lost.
    :param show: takes what *parse* returned, and returns words for readers.
    :param several: whether the author may write several values, joined by commas.
    :raises ExtensionError: the name is taken, the kind takes no fields, or all is set up already.
    """
    owner = _owner()
    where = f"add_field: the field {name!r} of {kind!r}"
    kinds = _open(app, where, owner)
    _check_name(name, where, owner)
    for what, function in (("parse", parse), ("show", show)):
        if not callable(function):
            raise _error(f"{where}: {what} is {function!r}; allowed: a function", owner)
    shown = _shown(show, name, owner)
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
        any order: what it returns may depend on the notes alone, and on no line in a source
        (``at.line``): where something moves, the list is not asked again.
    :raises ExtensionError: the name is taken, there is no such plural, or all is set up already.
    """
    from eventnotes.reading.plurals import directive

    owner = _owner()
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


def add_export(
    app: Sphinx,
    filename: str,
    make: Callable[[Published], str | bytes | MadeOf | None],
    *,
    text: bool = False,
    gives_way: bool = False,
) -> None:
    """Add a file to what the builders of HTML put out (``html``, ``dirhtml``, ``singlehtml``).

    It is written beside the pages when its content changes, and removed when nothing adds it any
    more. As every file, it is held against the private words of the sources.

    :param filename: as seen from the output, with ``/`` between folders.
        It ends like a text: what could not be read could not be held against them.
    :param make: takes all notes, and returns the content: a text, or bytes that are one in UTF-8,
        packed by gzip if the name ends in ``.gz``, or packed as an inventory of Sphinx's in
        ``.inv``; ``None`` where there is to be no file. What it returns may depend on the notes
        alone, with what they say of the site, and never on the time. With :class:`MadeOf` in the
        place of the content, that is made only where it may have changed.
    :param text: whether *make* asks for the text of pages, with ``notes.html()``.
    :param gives_way: whether a file of that name which ``html_extra_path`` copies, or which another
        extension adds or writes, takes its place.
    :raises ExtensionError: the name is taken or leads elsewhere, or all is set up already.
    """
    _add_export(app, Export(filename, make, _owner(), text, gives_way), "file")


def add_exports(
    app: Sphinx,
    filenames: str,
    make: Callable[[Published], Iterable[tuple[str, str | bytes | MadeOf]]],
    *,
    text: bool = False,
) -> None:
    """Add files of which the notes say how many there are: one for each event, for example.

    :param filenames: what their names are like, with one ``*`` for what is another in each, which
        may be several folders: ``calendars/*.ics``.
    :param make: takes all notes, and returns pairs: the name of a file, and its content as in
        :func:`add_export`.
    :param text: as in :func:`add_export`.
    :raises ExtensionError: the names are taken or lead elsewhere, or all is set up already.
    """
    _add_export(app, Export(filenames, make, _owner(), text), "files")


def is_path(name: str) -> bool:
    """Tell whether a file inside the output may have that name."""
    return _PATH.match(name) is not None


def _add_export(app: Sphinx, export: Export, what: str) -> None:
    filename, owner = export.filename, export.owner
    where = f"add_export{what[4:]}: the {what} {filename!r}"
    kinds = _open(app, where, owner)
    if not callable(export.make):
        raise _error(f"{where}: make is {export.make!r}; allowed: a function", owner)
    name = filename if isinstance(filename, str) else ""
    if what == "files":
        if name.count("*") != 1:
            raise _error(f"{where}: allowed: a path with one * in it", owner)
        name = name.replace("*", "x")
    if not is_path(name):
        allowed = (
            "a path inside the output, each part of letters, digits, '.', '_', '-' and spaces,"
        )
        allowed += " a letter or a digit first and no '.' or space last"
        raise _error(f"{where}: it can't be there; allowed: {allowed}", owner)
    if filename.lower() in _SPHINX_OWN:
        raise _error(f"{where}: Sphinx writes that file", owner)
    if not is_readable(name):
        allowed = f"the endings {', '.join(READABLE)}, and .gz after them"
        message = "private words in such a file would not be found"
        raise _error(f"{where}: {message}; allowed: {allowed}", owner)
    same = kinds.exports.get(filename)
    if same is not None and export.gives_way is not same.gives_way:
        if same.gives_way:
            kinds.exports[filename] = export
        return
    for other in kinds.exports.values():
        if export.may_clash(other):
            message = f"{other.filename!r} is there, added by {other.owner}"
            raise _error(f"{where}: {message}", owner)
    kinds.exports[filename] = export


# -- checks ------------------------------------------------------------------------------------


def _owner() -> str:
    """Return the module that called what called this; ``conf.py`` is none, and has no name."""
    name: str = sys._getframe(2).f_globals.get("__name__", CONF)
    return name


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
    is_lazy = not isinstance(label, (str, *_NO_WORDS))
    if not (is_text or is_lazy):
        raise _error(f"{where}: it has no label", owner)

    def said() -> str:
        try:
            return _words(label() if callable(label) else label, "label")
        except Exception as error:
            if faults.passes(error):
                raise
            raise FieldFault(error, owner) from error

    return said


def tell_label(field: AddedField, error: Exception) -> str:
    """Tell that the label of a field fails, and return what it is called instead."""
    faults.report(error, f"the label of {field.name}", None, "", field.owner)
    return field.name


def _shown(show: Callable[[Any], str], name: str, owner: str) -> Callable[[Any], str]:
    """Return what says a value for readers, and nothing where that fails, which it tells once.

    That can be only where it depends on more than the value: it was tried when that was read.
    """
    told: set[Value] = set()

    def said(value: Value) -> str:
        try:
            return _words(show(value), "show")
        except Exception as error:
            if faults.passes(error):
                raise
            if value not in told:
                told.add(value)
                what = f"what {name} shows of {shorten(str(value))!r}"
                faults.report(error, what, None, "", owner)
            return ""

    return said


def _words(said: object, what: str) -> str:
    """Return words in one line: a text's, or those of one that is translated when it is asked."""
    words = "" if isinstance(said, _NO_WORDS) else " ".join(str(said).split())
    if not words:
        raise TypeError(f"{what} returned {said!r}; allowed: a text")
    return words


def _reader(
    parse: Callable[[str], Value], show: Callable[[Any], str], owner: str
) -> Callable[[str], Value]:
    """Return a function that reads a value, and lets nothing pass that can't be kept or shown.

    What *parse* says by a ValueError is for the author; everything else is the extension's fault.
    """

    def read(written: str) -> Value:
        try:
            value = parse(written)
        except ValueError as error:
            if str(error).strip():
                raise
            raise ValueError(f"what the extension {owner} can read") from error
        except Exception as error:
            raise FieldFault(error, owner) from error
        try:
            plain = _plain(value)
            _words(show(plain), "show")
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
            every = getattr(notes, plural)
            known = {_key(record) for record in every}
            record_type = type(every[0]) if every else None
            allowed = f"allowed: records of notes.{plural}"
            found = choose(notes)
            if isinstance(found, str) or not isinstance(found, Iterable):
                raise TypeError(f"it returned {repr(found)[:30]}; {allowed}")
            keys = []
            for record in found:
                if type(record) is not record_type or _key(record) not in known:
                    raise TypeError(f"it returned {repr(record)[:30]}; {allowed}")
                keys.append(_key(record))
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
