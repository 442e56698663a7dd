"""The plurals: directives that list what was noted. They only read what is asked for.

A list is answered when its page is written, since that takes all other pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from docutils import nodes

from eventnotes.diagnostics import Notice, shorten
from eventnotes.kinds import readers
from eventnotes.kinds.added import BUILT_IN, OR, AddedField, FieldFault, Kinds
from eventnotes.kinds.field import Option
from eventnotes.kinds.synonyms import meant
from eventnotes.kinds.tables import LISTS, NOT, OPTIONS
from eventnotes.model import dates, people, quantities
from eventnotes.model.query import ATTENDED_AT_ALL, Query
from eventnotes.model.vocabulary import ATTENDANCE, LINK_KINDS, choose
from eventnotes.nodes import listing
from eventnotes.reading.base import NotesDirective, set_place
from eventnotes.reading.header import option_of, stray_options


class ListDirective(NotesDirective):
    """A list of one kind of thing, its argument the caption."""

    has_prose = False
    plural: ClassVar[str] = ""
    only: ClassVar[str] = ""
    """The name of the list, where an extension says what is in it."""

    def known_here(self) -> tuple[Option, ...]:
        """Return the options of this plural."""
        return options_of(self.plural, self.kinds)

    def build(self) -> list[nodes.Node]:
        """Return the list, empty until its page is written."""
        made = listing(classes=["en-list", f"en-{self.plural}"])
        set_place([made], self)
        if self.argument:
            made += self.paragraph(self.argument, "caption")
        made["query"] = Query(
            self.plural,
            self.facts.get("as", LISTS[self.plural].forms[0]),
            self._filters(),
            self.facts.get("sort", ""),
            self.facts.get("limit", 0),
            self.facts.get("columns", ()),
            self.facts.get("group", ""),
            " ".join(self.argument.split()),
            self.only,
        )
        made["query"] = self._checked(made["query"])
        body = self.body()
        if body:
            self.warn(Notice.ARGUMENT, "takes no text; what stands in it follows the list")
        return [made, *body]

    def _read_one(self, option: Option, value: str, index: int) -> Any:
        found = super()._read_one(option, value, index)
        leaves_out = option.name.startswith(NOT)
        if found is None and (leaves_out or option.name in self.kinds.names):
            return ""  # the list shows nothing rather than what was not asked for
        return found

    def _lost(self) -> set[str]:
        """Return the filters that were asked for and have no value that could be read."""
        table, lines = self.options_here(), self.lines.text[self.header.body :]
        asked = [field.name for field in self.header.fields]
        strays = (lines[first] for first, _ in stray_options(lines))
        for line in (*strays, *(slip.right for slip in self.header.slips)):
            asked += [(option_of(line) or ("",))[0]]
        meant_by = (table[name].name if name in table else meant(name, table) for name in asked)
        return {name for name in meant_by if name in self.kinds.filters}

    def _filters(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        found: list[tuple[str, tuple[str, ...]]] = []
        lost = self._lost()
        for name in self.kinds.filters:
            value: Any = self.facts.get(name, "")
            if name == "min-rating" and value:
                value = self._score(value)
            if value or name in lost:
                values = value if isinstance(value, tuple) else (value,)
                found.append((name, values or ("",)))
        return tuple(found)

    def _score(self, text: str) -> str:
        """Return a score as a decimal fraction."""
        scale = self.config.eventnotes_rating_scale
        try:
            score, words = quantities.read_score(text, scale)
        except ValueError as error:
            allowed = str(error)
        else:
            if score is not None and not words:
                return str(score.fraction)
            allowed = f"a number from 0 to {scale}, 4/5, 8/10 or ★★★★☆"
        message = f"min-rating can't be read: {shorten(text)!r}; allowed: {allowed}"
        self.warn(Notice.SCORE, message, self.line_of["min-rating"])
        return ""

    def _checked(self, query: Query) -> Query:
        """Return the query without what its form has no use for."""
        if query.columns and query.form != "table":
            message = f"columns are for ':as: table'; this list is shown as {query.form}"
            self.warn(Notice.OPTION, message, self.line_of["columns"])
            query = query._replace(columns=())
        if query.form == "timeline" and query.group not in {"", "year"}:
            message = f"a timeline is grouped by year, not by {query.group}"
            self.warn(Notice.OPTION, message, self.line_of["group"])
            query = query._replace(group="")
        if query.form == "schedule":
            query = self._in_time(query)
        return query

    def _in_time(self, query: Query) -> Query:
        """Return the query of a schedule without what its order by events and times overrules."""
        if query.group not in {"", "event"}:
            message = f"a schedule is grouped by event, not by {query.group}"
            self.warn(Notice.OPTION, message, self.line_of["group"])
        if query.sort and not query.limit:
            message = "a schedule is in the order of time; sort says which talks 'limit' leaves"
            self.warn(Notice.OPTION, message, self.line_of["sort"])
            query = query._replace(sort="")
        return query._replace(group="")


def _choice(name: str, text: str, known: tuple[str, ...], example: str) -> Option:
    return Option(name, text, lambda value: choose(value, known), "word", example=example)


def _choices(name: str, text: str, known: tuple[str, ...], example: str) -> Option:
    def read(value: str) -> str:
        return choose(value, known)

    return Option(name, text, read, "word", people.split_topics, example)


def _sort(keys: tuple[str, ...]) -> Option:
    plain = tuple(key.removeprefix("-") for key in keys)

    def read(value: str) -> str:
        descending = value.strip().startswith("-")
        return ("-" if descending else "") + choose(value.strip().removeprefix("-"), plain)

    first = keys[0]
    text = f"What to sort by: {_either(plain)}; a `-` before it turns it round. Else `{first}`."
    return Option("sort", text, read, "word", example=keys[-1])


def _either(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _by_word(
    name: str,
    text: str,
    example: str,
    more: str = "",
    *,
    split: Any = people.split_topics,
    known: tuple[str, ...] = (),
) -> Iterator[Option]:
    """Yield the filter for what fits some words, and the one that leaves it out."""
    for prefix, which in (("", f"Only {text}{more}."), (NOT, f"Only what is not {text}.")):
        if known:
            yield _choices(f"{prefix}{name}", which, known, example)
        else:
            yield Option(f"{prefix}{name}", which, readers.text, "empty", split, example)


_DATE = "A day, a month or a year; what happened then counts as {}."
_FILTERS = (
    *_by_word("event", "of these events", "gtc-2025", ": ids or titles"),
    *_by_word("series", "of events of these series", "GTC"),
    *_by_word("person", "with these people", "Jensen Huang", split=people.split_people),
    *_by_word("org", "with these organisations", "NVIDIA; Tenstorrent", split=people.split_orgs),
    *_by_word("topic", "on these topics", "compilers, ROCm"),
    *_by_word("format", "in these formats", "keynote, panel"),
    *_by_word(
        "kind", "with links of these kinds", "video", f": {_either(LINK_KINDS)}", known=LINK_KINDS
    ),
    *_by_word(
        "attended",
        "those attended so",
        "yes",
        f": {_either(ATTENDANCE)}; `yes` for the first four",
        known=(*ATTENDANCE, ATTENDED_AT_ALL),
    ),
    Option(
        "min-rating",
        "Only with this score or a better one.",
        str.strip,
        "score",
        example="4/5",
    ),
    Option("since", _DATE.format("since"), dates.read_date, "date", example="2025-03"),
    Option("until", _DATE.format("until"), dates.read_date, "date", example="2025-12-31"),
)


def options_of(plural: str, kinds: Kinds = BUILT_IN) -> tuple[Option, ...]:
    """Return the options of one plural, with those that other extensions have added."""
    return kinds.once(("options", plural), lambda: _options_of(plural, kinds))


def _options_of(plural: str, kinds: Kinds) -> tuple[Option, ...]:
    kind = kinds.listed[plural]
    own = [
        _choice(
            "as", f"Its form: {_either(kind.forms)}. Else the first.", kind.forms, kind.forms[-1]
        )
    ]
    if kind.sorts:
        own.append(_sort(kind.sorts))
        own.append(
            Option(
                "limit",
                "Shows so many and says how many there are.",
                readers.whole_number,
                "number",
                example="10",
            )
        )
    if kind.columns:
        text = f"Columns of a table: {_either(kind.columns)}. Else {_either(kind.shown)}."
        own.append(_choices("columns", text, kind.columns, ", ".join(kind.shown[:2])))
    groups = f"What to put under one heading: {_either(kind.groups)}."
    own.append(_choice("group", groups, kind.groups, kind.groups[0]))
    added = (option for name in kinds.names for option in _added_filters(kinds.fields(name)))
    return (*own, *_FILTERS, *added)


def _added_filters(fields: list[AddedField]) -> tuple[Option, Option]:
    """Return the filters for a name that was added: for what has it, and for what has it not.

    A value is read as each of its fields reads it; one that none can read is nothing that notes
    have, and the warning about that names the nearest.
    """

    def words(text: str) -> list[str]:
        found: list[str] = []
        for field in fields:
            try:
                found.append(field.show(field.option.read(text)))
            except ValueError:
                continue
        return [*dict.fromkeys(filter(None, found))]

    def read(text: str) -> str:
        return OR.join(words(text)) or readers.text(text)

    def split(text: str) -> Iterator[str]:
        """Leave a value whole if it is one of a field that takes no more than one."""
        try:
            is_one = not any(field.option.split for field in fields) and bool(words(text))
        except FieldFault:
            is_one = True
        return iter([text]) if is_one else people.split_topics(text)

    def option(name: str, text: str) -> Option:
        return Option(name, text, read, "empty", split)

    name = fields[0].name
    with_it, without = f"Only with this {name}.", f"Only without this {name}."
    return option(name, with_it), option(f"{NOT}{name}", without)


def directive(plural: str, only: str = "") -> type[ListDirective]:
    """Return the directive of a plural, or of an extension's list of that kind."""
    name = f"{(only or plural).title().replace('-', '')}Directive"
    return type(name, (ListDirective,), {"plural": plural, "only": only})


DIRECTIVES = {plural: directive(plural) for plural in LISTS}
"""One directive for each plural."""

ALL_OPTIONS = {**OPTIONS, **{plural: options_of(plural) for plural in LISTS}}
"""The options of each directive, singular and plural."""
