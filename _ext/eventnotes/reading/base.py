"""The base of all directives: raw lines in, read values and warnings with exact places out.

``option_spec = None`` makes MyST and docutils hand over the lines as they were written. Both
readers end in the same list of lines with their numbers, and from there on there is one way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, ClassVar, NamedTuple, final

from docutils import nodes
from docutils.parsers.rst import states
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective
from sphinx.util.parsing import nested_parse_to_nodes

from eventnotes import faults
from eventnotes.diagnostics import Notice, shorten, warn
from eventnotes.faults.boundary import leak
from eventnotes.kinds.added import FieldFault, Kinds, kinds_of
from eventnotes.kinds.field import Option, by_name
from eventnotes.kinds.synonyms import PROSE, SYNONYMS, meant
from eventnotes.kinds.tables import OPTIONS
from eventnotes.model import quantities
from eventnotes.model.records import Rating
from eventnotes.nodes import private
from eventnotes.reading.comments import PRIVATE_ROLE, cut_comments
from eventnotes.reading.header import Header, Slip, nearly_option, read_header, stray_options
from eventnotes.reading.inline import is_plain
from eventnotes.reading.page import NO_ROLE, draft


class Lines(NamedTuple):
    """The lines after a directive's argument, each with its number in the source, from 1."""

    text: list[str]
    numbers: list[int]


_NOTED = frozenset(name for options in OPTIONS.values() for name in by_name(options))
"""The options of all directives that note something."""


class _Names(dict[str, str]):
    """By each word that may be meant for an option what that is called.

    What a synonym means is found out when somebody writes it: there are many of them.
    """

    def __init__(self, options: Collection[str]) -> None:
        others = ((name, name) for name in _NOTED - SYNONYMS)
        super().__init__([*others, *((name, name) for name in options)])
        self._options = options

    def __missing__(self, word: str) -> str:
        if word not in SYNONYMS:
            raise KeyError(word)
        found = meant(word, self._options) or (word if word in _NOTED else "")
        self[word] = found
        return found


class NotesDirective(SphinxDirective):
    """Reads its own options; a subclass turns :attr:`facts` into nodes."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = None

    known: ClassVar[tuple[Option, ...]] = ()
    argument_is_body: ClassVar[bool] = False
    """Whether text on the first line belongs to the body."""

    has_prose: ClassVar[bool] = True
    """Whether it may have a body."""
    takes_words: ClassVar[bool] = False
    """Whether words may stand in its first lines that begin as an option's name does."""

    private: ClassVar[bool] = False
    """Whether it holds private words: then a fault stops the build."""

    @final
    def run(self) -> list[nodes.Node]:
        """Do what the directive does, a boundary around it."""
        return _read(self)

    def read(self) -> list[nodes.Node]:
        """Read the options, then build."""
        page = draft(self.env)
        page.notes = True
        self.facts: dict[str, Any] = {}
        self.argument, self.lines = self._split()
        cut = cut_comments(self.argument)
        if not cut.closed:
            page.leak(self.where(), "a comment on a directive's first line has to end there")
        if PRIVATE_ROLE.search(self.argument):
            page.leak(self.where(), NO_ROLE)
        self.argument = cut.kept.strip()
        directly = self.lines.numbers[:1] <= [self.lineno + 1]
        names = {} if self.takes_words else self.names_here()
        self.header = read_header(self.lines.text, names, directly=directly)
        self.header = self.header._replace(comments=cut.comments + self.header.comments)
        if self.header.comments:
            page.private = True
        if not self.header.closed:
            self.warn(Notice.COMMENT, "a comment is never closed: the rest is taken as private", 0)
        self._read_fields(self.header)
        self._warn_of_slips(self.header)
        self.messages: list[nodes.Node] = []
        return [*self.build(), *self.messages, *self._comments(self.header)]

    def build(self) -> list[nodes.Node]:
        """Return what stands in the page."""
        raise NotImplementedError

    # -- lines ---------------------------------------------------------------------------

    def _split(self) -> tuple[str, Lines]:
        """Return the argument, and all lines after it."""
        given = self.arguments[0] if self.arguments else ""
        if not isinstance(self.state, states.RSTState):
            begin = self.lineno + 1 + self.content_offset
            text = list(self.content)
            lines = Lines(text, list(range(begin, begin + len(text))))
            argument = given
        else:
            argument, lines = self._split_rst(given)
        if self.argument_is_body and argument:
            lines = Lines([argument, *lines.text], [self.lineno, *lines.numbers])
            argument = ""
        return argument, lines

    def _split_rst(self, given: str) -> tuple[str, Lines]:
        """Take options out of what docutils took for an argument of several lines.

        NUL becomes U+FFFD, as in Markdown (CommonMark §2.3): no format has it.
        """
        text = given.split("\n") if given else []
        begin = self.lineno
        if text and text[0] not in self.block_text.partition("\n")[0]:
            begin += 1
        numbers = list(range(begin, begin + len(text)))
        title: list[str] = []
        while text and begin == self.lineno and not text[0].startswith((":", "%", "<!--")):
            title.append(text.pop(0).strip())
            numbers.pop(0)
        if text and len(self.content):
            text.append("")
            numbers.append(numbers[-1] + 1)
        text += list(self.content)
        numbers += [self.content_offset + 1 + n for n in range(len(self.content))]
        whole = [line.replace("\0", "\ufffd") for line in text]
        return " ".join(title).replace("\0", "\ufffd"), Lines(whole, numbers)

    def where(self, index: int | None = None) -> str:
        """Return ``file:line`` of a line by its index, or of the directive."""
        number = self.lineno
        if index is not None and index < len(self.lines.numbers):
            number = self.lines.numbers[index]
        source, line = self.state_machine.get_source_and_line(number)
        return f"{source}:{line}"

    def warn(self, notice: Notice, message: str, index: int | None = None) -> None:
        """Warn about the line with that index, or about the directive."""
        warn(notice, f"{self.name.rpartition(':')[2]}: {message}", self.where(index))

    # -- options -------------------------------------------------------------------------

    def options_here(self) -> dict[str, Option]:
        """Return the options this directive takes, by every spelling."""
        return self.kinds.once(type(self), lambda: by_name(self.known_here()))

    def known_here(self) -> tuple[Option, ...]:
        """Return the options of this directive, with those that other extensions have added."""
        return self.known

    @property
    def kinds(self) -> Kinds:
        """What there is to note."""
        return kinds_of(self.config)

    def _read_fields(self, header: Header) -> None:
        table = self.options_here()
        for name, value, index in header.fields:
            if PRIVATE_ROLE.search(value):
                draft(self.env).leak(self.where(index), NO_ROLE)
            option = table.get(name)
            if option is None:
                message = f"no option {shorten(name)!r} ({shorten(value)}); {self.instead_of(name)}"
                self.warn(Notice.OPTION, message, index)
            elif not value.strip() and not option.flag:
                self.warn(Notice.EMPTY, f"{name} has no value", index)
            elif option.split is not None:
                found = self._read_list(option, value, index)
                self.facts[option.name] = self.facts.get(option.name, ()) + found
            elif option.name in self.facts:
                if not self.takes_again(option, value, index):
                    message = f"{name} is there twice; {shorten(value)!r} is left out"
                    self.warn(Notice.REPEATED, message, index)
            else:
                read = self._read_one(option, value, index)
                if read is not None:
                    self.facts[option.name] = read
        self.line_of = {
            table[field.name].name: field.line for field in header.fields if field.name in table
        }

    def instead_of(self, name: str) -> str:
        """Return what to write instead of an option that there is not."""
        guess = meant(name, self.options_here())
        if guess:
            return f"did you mean {guess!r}?"
        if name in PROSE and self.has_prose:
            return "its words go below the options, after a blank line"
        return f"it takes {', '.join(option.name for option in self.known_here()) or 'none'}"

    def names_here(self) -> dict[str, str]:
        """Return by each word that may be meant for an option what that is called."""
        return self.kinds.once(("names", type(self)), lambda: _Names(self.options_here()))

    def _warn_of_slips(self, header: Header) -> None:
        """Say how to write the lines that were meant for options, those in one place together."""
        places: dict[int, list[Slip]] = {}
        for slip in header.slips:
            after = sum(field.line < slip.line for field in header.fields)
            places.setdefault(after, []).append(slip)
        for slips in places.values():
            first = slips[0].line
            right = ", ".join(repr(shorten(each.right.strip())) for each in slips if each.right)
            written = shorten(cut_comments(self.lines.text[first]).kept.strip())
            how = f"write {right}" if right else "nothing need stand around them"
            message = f"{written!r} is left out, since options begin ':name:'; {how}"
            self.warn(Notice.STRAY_OPTION, message, first)

    def takes_again(self, option: Option, value: str, index: int) -> bool:
        """Tell whether an option that is there already has been taken once more."""
        return False

    def _read_list(self, option: Option, value: str, index: int) -> tuple[Any, ...]:
        assert option.split is not None
        parts = [*option.split(value)]
        if not parts:
            self.warn(Notice.EMPTY, f"{option.name} has no value", index)
        found = (self._read_one(option, part, index) for part in parts)
        return tuple(item for item in found if item is not None)

    def _read_one(self, option: Option, value: str, index: int) -> Any:
        try:
            return option.read(value)
        except ValueError as error:
            self.warn(
                Notice.of(option.notice),
                f"{option.name} can't be read: {shorten(value)!r}; allowed: {error}",
                index,
            )
            return None
        except FieldFault as fault:
            if faults.passes(fault.error):
                raise fault.error from None
            what = f"the value of {option.name} ({shorten(value)!r})"
            faults.report(fault.error, what, self.where(index), self.env.docname, fault.owner)
            return None

    def read_id(self, read: Callable[[str], str]) -> str:
        """Return the id in the option ``id``, or an empty string."""
        value = self.facts.pop("id", "")
        if not value:
            return ""
        try:
            return read(value)
        except ValueError as error:
            index = self.line_of.get("id")
            message = f"id can't be read: {shorten(value)!r}; allowed: {error}"
            self.warn(Notice.ID, message, index)
            return ""

    # -- prose ---------------------------------------------------------------------------

    def inline(self, text: str, index: int | None = None) -> list[nodes.Node]:
        """Parse a line of the author's words, markup and all."""
        if is_plain(text):
            return [nodes.Text(text)]
        number = self.lineno if index is None else self.lines.numbers[index]
        # docutils counts lines from 1, MyST's inline parser from 0
        rst = isinstance(self.state, states.RSTState)
        found, messages = self.parse_inline(text, lineno=number if rst else number - 1)
        self.messages += messages
        self.messages += [node for node in found if isinstance(node, nodes.system_message)]
        return [node for node in found if not isinstance(node, nodes.system_message)]

    def paragraph(self, text: str, name: str, index: int | None = None) -> nodes.paragraph:
        """Return the author's words as a paragraph with the class ``en-…``."""
        words = " ".join(text.split())
        paragraph = nodes.paragraph(words, "", *self.inline(words, index), classes=[f"en-{name}"])
        number = self.lineno if index is None else self.lines.numbers[index]
        paragraph.source, paragraph.line = self.state_machine.get_source_and_line(number)
        return paragraph

    def body(self, *, headings: bool = False) -> list[nodes.Node]:
        """Parse the body.

        :param headings: whether reStructuredText may hold section titles. Under MyST a
            heading in a body is always a rubric, to be made a section by a transform.
        """
        begin = self.header.body
        text = self.lines.text[begin:]
        numbers = self.lines.numbers[begin:]
        for first, after in stray_options(text):
            self.warn(
                Notice.STRAY_OPTION,
                f"{shorten(text[first])!r} stands in the body and is not published",
                begin + first,
            )
            text[first:after] = [""] * (after - first)
        if not any(line.strip() for line in text):
            return []
        nearly = nearly_option(text[0], self.names_here()) if self.takes_words else None
        if nearly is not None:
            right = repr(shorten(":{}: {}".format(*nearly)))
            message = f"{shorten(text[0].strip())!r} is text; as an option it is {right}"
            self.warn(Notice.STRAY_OPTION, message, begin)
        rst = isinstance(self.state, states.RSTState)
        source = self.state_machine.get_source(self.lineno)
        content = StringList(text, items=[(source, number - 1) for number in numbers])
        offset = numbers[0] - 1 if rst else numbers[0] - self.lineno - 1
        return nested_parse_to_nodes(
            self.state, content, offset=offset, allow_section_headings=headings and rst
        )

    def _comments(self, header: Header) -> list[nodes.Node]:
        """Return the header's comments, for the author's own copy only."""
        comments = [comment for comment in header.comments if comment]
        if not comments or not self.config.eventnotes_private:
            return []
        return [private("", *(nodes.paragraph("", comment) for comment in comments))]

    # -- ratings -------------------------------------------------------------------------

    def read_rating(self, text: str, index: int | None = None) -> Rating | None:
        """Return the rating in *text*: a score, words, or both."""
        try:
            score, words = quantities.read_score(text, self.config.eventnotes_rating_scale)
        except ValueError as error:
            message = f"the score can't be read: {shorten(text)!r}; allowed: {error}"
            self.warn(Notice.SCORE, message, index)
            return None
        if score is None:
            return Rating("", None, words) if words else None
        return Rating(score.written.strip(), score.fraction, words)


def _lose(error: Exception, directive: NotesDirective) -> list[nodes.Node]:
    """Report a fault, and return what stands in the place of the directive.

    What stood in it was perhaps not all read, so the page gives no copy of its source.
    """
    env, name = directive.env, directive.name
    draft(env).private = True
    if directive.private:
        leak(env, error, name, directive.get_location())
        return []
    faults.report(error, name, directive.get_location(), env.docname)
    return [faults.mark_node(name)]


def _read_whole(directive: NotesDirective) -> list[nodes.Node]:
    return directive.read()


_read = faults.contain(_read_whole, _lose)


def set_place(elements: Iterable[nodes.Element], directive: SphinxDirective) -> None:
    """Give *elements* the source and line of the directive."""
    source, line = directive.get_source_info()
    for element in elements:
        element.source, element.line = source, line
