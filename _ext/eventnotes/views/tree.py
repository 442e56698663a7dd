"""The kinds of which every view is made: what stands within a line, and what stands between lines.

All are tuples of text, numbers and other such tuples, so a tree can be hashed, pickled and
compared, and its ``repr`` is the same in each build. Words that are like all others are a plain
string, and parts one after the other a plain tuple. What is empty is false.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias, get_args

from eventnotes.model.records import Picture
from eventnotes.views.times import Plot, Programme, Schedule

# -- within a line -----------------------------------------------------------------------------


class Words(NamedTuple):
    """Words that are not like all others: of a class, of a language, or strong."""

    text: str
    css: str = ""
    language: str = ""
    """BCP 47, if it is known."""
    strong: bool = False


class Run(NamedTuple):
    """Some of an author's words, in a style of :class:`eventnotes.model.prose.Run`."""

    text: str
    style: str = ""


class Ref(NamedTuple):
    """A link to a place on a page of these notes."""

    page: str
    anchor: str
    """Empty for the top of the page."""
    shown: Inline
    asked: str = ""
    """What a table there is to show, as the query of an address."""
    own: str = ""
    """The page that it leads to at the same anchor, where each page has an address."""


class Out(NamedTuple):
    """A link to another site."""

    url: str
    text: str
    css: str = ""


class Time(NamedTuple):
    """A date or a moment, or the days from a first to a last."""

    iso: str
    """ISO 8601, of the first day."""
    text: str
    css: str = ""
    end: str = ""
    """The last day, where it is to be told and another."""


class Amount(NamedTuple):
    """An amount that a table can be sorted by."""

    value: int
    text: str


class Score(NamedTuple):
    """A score on the site's scale."""

    fraction: float


class Bar(NamedTuple):
    """A bar of a plot; its number stands elsewhere."""

    share: float
    """Of its full length."""


class Activity(NamedTuple):
    """How much there was in each of some years, as a line of bars."""

    counts: tuple[int, ...]
    """Of each year, the gaps among them."""
    said: str
    """The same in words, without the gaps."""


class Small(NamedTuple):
    """What is of less weight, after something else."""

    shown: Inline
    css: str
    strong: bool = False
    """Whether it has weight all the same, and only stands apart."""


class Person(NamedTuple):
    """Somebody with where they were from and as what."""

    shown: Inline
    css: str
    org: Inline = ""
    role: str = ""
    bracketed: bool = False
    """Whether the organisation stands in brackets in any format."""
    also: tuple[Words, ...] = ()
    """Pronouns and a handle, which stand in brackets right after the name."""


class Fact(NamedTuple):
    """One of several facts in a row."""

    shown: Inline
    css: str = ""
    opening: bool = False
    """Whether it is words that begin with a capital where facts stand apart."""


Inline: TypeAlias = (
    str
    | tuple["Inline", ...]
    | Words
    | Run
    | Ref
    | Out
    | Time
    | Amount
    | Score
    | Bar
    | Activity
    | Small
    | Person
    | Fact
)


def words_of(shown: Inline) -> str:
    """Return the words of what stands within a line.

    >>> words_of(("by ", Ref("a", "b", Words("Ann", "p-name"))))
    'by Ann'
    """
    if isinstance(shown, str):
        return shown
    if shown.__class__ is tuple:
        return "".join(map(words_of, shown))  # type: ignore[arg-type]  # so they are
    text: str = getattr(shown, "text", "")
    return text or words_of(getattr(shown, "shown", ""))


# -- blocks ------------------------------------------------------------------------------------


class Line(NamedTuple):
    """A paragraph of its own."""

    shown: Inline
    css: str = ""


class Facts(NamedTuple):
    """A paragraph of facts."""

    facts: tuple[Inline, ...]
    css: str


class Verdict(NamedTuple):
    """The author's score, as it is said where it was given."""

    fraction: float


class Criteria(NamedTuple):
    """What the parts of a score are, each with its share of the best and its number."""

    parts: tuple[tuple[str, float, str], ...]


class Topics(NamedTuple):
    """The topics of what a card describes."""

    names: tuple[Inline, ...]


class Section(NamedTuple):
    """Blocks under a heading."""

    heading: Inline
    level: int
    """1 for one below the section that the view stands in."""
    anchors: tuple[str, ...]
    """What leads here."""
    body: tuple[Block, ...]
    folded: str = ""
    """The summary below which the body is folded away where a format can do that."""
    activity: Activity | None = None
    """What stands beside the summary."""
    known: tuple[tuple[str, str], ...] = ()
    """What a script may choose and sort it by, by name."""
    own: str = ""
    """The page that has all of it, where pages have addresses."""


class Item(NamedTuple):
    """A line with lines of less weight below it."""

    shown: Inline
    below: tuple[Inline, ...]
    folded: str = ""
    """The summary below which they are folded away where a format can do that."""
    known: tuple[tuple[str, str], ...] = ()
    """What a script may choose and sort it by, by name."""


class Items(NamedTuple):
    """A list of lines."""

    items: tuple[Inline | Item, ...]
    css: str = ""


class Head(NamedTuple):
    """The head of a column of a table."""

    key: str
    label: str
    css: str = ""
    also: str = ""
    """Another column whose cells stand in these."""


class Table(NamedTuple):
    """A table."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[Inline, ...], ...]
    css: str
    named: int = 0
    """The column that says what a row is about."""
    known: tuple[tuple[tuple[str, str], ...], ...] = ()
    """What a script may choose each row by and no cell says, by name."""


class Tile(NamedTuple):
    """A card in a grid, from top to bottom."""

    kicker: Inline
    title: Inline
    text: Inline
    foot: Inline
    quote: Inline = ""
    """Words on what it shows, set off from its text; of the first of several cards alone."""
    picture: Picture | None = None
    """What is to be seen above it, where a format can do that."""


class Grid(NamedTuple):
    """Cards side by side."""

    tiles: tuple[Tile, ...]
    leads: bool = False
    """Whether the first is as wide as all."""


class Entry(NamedTuple):
    """An event as a line of a list: when, what in a few words, how good."""

    date: Inline
    title: Inline
    text: Inline
    score: Inline


class Entries(NamedTuple):
    """A list of such lines."""

    entries: tuple[Entry, ...]


class Fold(NamedTuple):
    """Blocks that are folded away below a summary where a format can do that."""

    summary: str
    body: tuple[Block, ...]
    css: str


class Point(NamedTuple):
    """The name of what a list shows on another page, where its anchors stay."""

    title: str
    page: str
    anchor: str
    anchors: tuple[str, ...]
    """Empty for what lives elsewhere."""
    own: str
    """The page that it has for itself, or nothing."""
    folded: str
    """In a few words, how much is known of it."""
    activity: Activity | None
    known: tuple[tuple[str, str], ...]
    """What a script may choose and sort it by, by name."""


class Place(NamedTuple):
    """What lives in blocks whose heading stands above them."""

    anchors: tuple[str, ...]
    body: tuple[Block, ...]


class Feed(NamedTuple):
    """Where to follow the events of a name, if a feature makes feeds of them."""

    id: str
    name: str


class Jump(NamedTuple):
    """Links to anchors on the page itself, where a format has use for them."""

    label: str
    places: tuple[tuple[str, str], ...]
    """The words of each link with its anchor."""


Block: TypeAlias = (
    Line
    | Facts
    | Verdict
    | Criteria
    | Topics
    | Section
    | Items
    | Table
    | Grid
    | Entries
    | Fold
    | Feed
    | Jump
    | Programme
    | Schedule
    | Place
    | Plot
)
Blocks: TypeAlias = tuple[Block, ...]
KINDS: tuple[type[Any], ...] = tuple(
    kind for kind in (*get_args(Inline), *get_args(Block)) if isinstance(kind, type)
)
"""All that a renderer has to write, but for parts one after the other."""
