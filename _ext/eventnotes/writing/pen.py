"""How a view is written down: one interface, with a pen for HTML and one for plain nodes.

A view says what stands where, once. What it gets back from a pen, words within a line or blocks
between lines, it only puts together. So a list is the same in every format, and HTML, of which
there may be megabytes, is written straight away.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from eventnotes import moments, terms, words
from eventnotes.messages import gettext, pieces
from eventnotes.model.corpus import Entry, entry_of, name_of
from eventnotes.model.dates import DateRange
from eventnotes.model.library import Library
from eventnotes.model.people import Mention, Name
from eventnotes.model.prose import Prose

I = TypeVar("I")  # noqa: E741  # what a pen makes of words within a line
B = TypeVar("B")
"""What a pen makes of a block."""


class Column(NamedTuple):
    """A column of a table."""

    key: str
    label: str
    numeric: bool = False


class Tile(NamedTuple, Generic[I]):
    """A card in a grid, from top to bottom."""

    kicker: I
    title: I
    text: I
    foot: I


class Pen(ABC, Generic[I, B]):
    """Writes for one page."""

    def __init__(self, library: Library, page: str, language: str, scale: int) -> None:
        self.library = library
        self.page = page
        self.language = language
        self.scale = scale
        self._separator = gettext(terms.SEPARATOR)

    # -- within a line -------------------------------------------------------------------

    @abstractmethod
    def text(self, text: str, css: str = "", *, language: str = "") -> I:
        """Write words.

        :param language: they are in, if it is known.
        """

    @abstractmethod
    def styled(self, style: str, text: str) -> I:
        """Write words in a style of :class:`~eventnotes.model.prose.Run`."""

    @abstractmethod
    def to(self, page: str, anchor: str, shown: I) -> I:
        """Write a link to a place on a page."""

    @abstractmethod
    def out(self, url: str, text: str, css: str = "") -> I:
        """Write a link to another site."""

    def link(self, url: str, text: str, css: str = "") -> I:
        """Write a link to another site: under its title where *text* is no more than its address.

        A dead one says so, with an archived copy if there is one.
        """
        shown = self.out(url, self.library.web.title_of_link(url, text), css)
        return self.join([shown, self.gone(url)], "") if self.library.web.is_gone(url) else shown

    def gone(self, url: str) -> I:
        """Write that an address leads nowhere any more, and where a copy is."""
        said = [self.text(gettext(terms.DEAD))]
        copy = self.library.web.copy_of(url)
        if copy is not None:
            day = moments.day(copy.date, self.language) if copy.date else ""
            said.append(self.out(copy.url, words.archived(day)))
        return self.small(self.join(said), "en-dead")

    @abstractmethod
    def time(self, iso: str, text: str, css: str = "") -> I:
        """Write a date or a moment; *iso* is ISO 8601."""

    @abstractmethod
    def span(self, span: DateRange, text: str) -> I:
        """Write when an event was."""

    @abstractmethod
    def amount(self, value: int, text: str) -> I:
        """Write an amount that a table can be sorted by."""

    @abstractmethod
    def kind(self, kind: str) -> I:
        """Write what kind of resource a link leads to, with its icon where there can be one."""

    @abstractmethod
    def strong(self, text: str, css: str = "") -> I:
        """Write words with weight."""

    @abstractmethod
    def over(self, text: str, over: str) -> I:
        """Write what a talk was, and by how much it ran over if it did."""

    @abstractmethod
    def person(self, mention: Mention, css: str, *, bracketed: bool = False) -> I:
        """Write somebody with where they were from and as what, or their organisation alone.

        :param bracketed: whether the organisation stands in brackets in any format.
        """

    @abstractmethod
    def org(self, name: Name, css: str) -> I:
        """Write an organisation that did something."""

    @abstractmethod
    def fact(self, shown: I, css: str = "") -> I:
        """Write one of several facts."""

    @abstractmethod
    def opening(self, text: str) -> str:
        """Return the words of a fact as they begin where this format puts facts."""

    @abstractmethod
    def facts(self, facts: Iterable[I]) -> I:
        """Write facts in a row; empty ones are left out."""

    @abstractmethod
    def score(self, fraction: float) -> I:
        """Write a score on the site's scale."""

    @abstractmethod
    def bar(self, share: float) -> I:
        """Write a bar of a plot, *share* of its full length; the number stands elsewhere."""

    @abstractmethod
    def join(self, parts: Iterable[I], between: str | None = None) -> I:
        """Write parts one after the other; empty ones are left out.

        :param between: what stands between two; a comma, or what the language has for it.
        """

    def filled(self, sentence: str, **parts: I) -> I:
        """Write words of ours, with what stands in their places; nothing where that is nothing."""
        if not all(parts.values()):
            return self.text("")
        shown: list[I] = []
        for before, place in pieces(sentence):
            shown += [self.text(before), parts.get(place) or self.text(place and f"{{{place}}}")]
        return self.join(shown, "")

    @abstractmethod
    def small(self, shown: I, css: str) -> I:
        """Write what is of less weight, after something else."""

    def entry(self, entry: Entry) -> I:
        """Write an object's name as a link to it."""
        return self.to(entry.page, entry.anchor, self.text(self.library.title_of(entry)))

    def name(self, named: Name | Mention) -> str:
        """Return the name to show."""
        return name_of(self.library.entries, named)

    def named(self, named: Name | Mention) -> I:
        """Write a name as it was written, as a link to whom it names."""
        shown = self.text(self.name(named))
        entry = entry_of(self.library.entries, named)
        return self.to(entry.page, entry.anchor, shown) if entry is not None else shown

    def prose(self, runs: Prose, page: str) -> I:
        """Write an author's words from *page*; what they refer to by title has that title."""
        parts: list[I] = []
        for run in runs:
            if run.url:
                said = self.library.web.title_of_link(run.url, run.text)
                here = run.style == "here"
                parts.append(self.styled("here", said) if here else self.link(run.url, said))
                continue
            if not run.target:
                parts.append(self.styled(run.style, run.text))
                continue
            called = run.text or self.library.called(run.role, run.target, page)
            parts.append(self.styled(run.style, called))
        return self.join(parts, "")

    def day(self, first: str, last: str = "", *, short: bool = False) -> I:
        """Write a date for a reader, or the days from *first* to *last*, or nothing."""
        if not first:
            return self.text("")
        span = DateRange(first, last or first)
        return self.time(first, moments.days(span, self.language, short=short))

    # -- blocks --------------------------------------------------------------------------

    @abstractmethod
    def blocks(self, parts: Iterable[B]) -> B:
        """Put blocks one after the other."""

    @abstractmethod
    def line(self, shown: I, css: str = "") -> B:
        """Write a paragraph of its own, or nothing for an empty one."""

    @abstractmethod
    def section(self, heading: I, level: int, anchors: Sequence[str], body: Iterable[B]) -> B:
        """Write blocks under a heading.

        :param level: 1 for one below the section that the list stands in.
        :param anchors: ids that lead here.
        """

    @abstractmethod
    def items(self, items: Iterable[I], css: str = "") -> B:
        """Write a list of lines, or nothing for an empty one."""

    @abstractmethod
    def detailed(self, items: Iterable[tuple[I, Sequence[I]]], css: str = "") -> B:
        """Write a list of lines, each with lines of less weight below it."""

    @abstractmethod
    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[I]], css: str) -> B:
        """Write a table."""

    @abstractmethod
    def grid(self, tiles: Iterable[Tile[I]]) -> B:
        """Write cards side by side."""

    @abstractmethod
    def fold(self, summary: str, body: Iterable[B], css: str) -> B:
        """Write blocks that are folded away below *summary* where a format can do that."""

    @abstractmethod
    def jump(self, label: str, places: Sequence[tuple[str, str]]) -> B:
        """Write links to anchors on this page, where a format has use for them.

        :param places: the words of each link with its anchor.
        """

    @abstractmethod
    def box(self, css: str, body: Iterable[B]) -> B:
        """Write blocks that belong together."""
