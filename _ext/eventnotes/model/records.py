"""The records: what a page was found to say, as values that know their page.

They are plain tuples, so that thousands of them cost little in the environment's pickle.
Absent text is ``""``, an absent value ``None``, an absent list ``()``.
Times are seconds, dates ISO 8601, scores fractions from 0 to 1.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from eventnotes.model.dates import DateRange, Start
from eventnotes.model.people import Mention, Name
from eventnotes.model.prose import Prose
from eventnotes.model.query import Query


class Vote(NamedTuple):
    """The verdict of one of several authors."""

    name: str
    written: str
    fraction: float | None
    reason: str


class Rating(NamedTuple):
    """The author's verdict. Without a fraction it is words alone and never counted.

    That of several authors has no fraction of its own: a mean would be nobody's verdict.
    """

    written: str
    fraction: float | None
    reason: str
    criteria: tuple[tuple[str, float], ...] = ()
    each: tuple[Vote, ...] = ()
    """By whom it is where there are several authors, in the order of the page."""

    @property
    def scores(self) -> tuple[float, ...]:
        """Every score in it."""
        given = (self.fraction, *(vote.fraction for vote in self.each))
        return tuple(score for score in given if score is not None)

    @property
    def rank(self) -> float | None:
        """What it is sorted and filtered by: its score, or the middle of several."""
        if not self.each:
            return self.fraction
        return sum(self.scores) / len(self.scores) if self.scores else None


class Picture(NamedTuple):
    """A picture on a page."""

    file: str
    """Seen from the sources."""
    alt: str
    stamp: str
    """What is another once the file has changed."""


class Event(NamedTuple):
    """An event: one page."""

    id: str
    title: str
    """As it is shown, translated where the site is."""
    page: str
    line: int
    anchor: str
    date: DateRange | None = None
    published: str = ""
    series: Name | None = None
    url: str = ""
    topics: tuple[Name, ...] = ()
    language: str = ""
    written: str = ""
    """The title as the author wrote it, where it is not the one shown."""
    timezone: str = ""
    place: str = ""
    venue: str = ""
    host: tuple[Name, ...] = ()
    sponsors: tuple[Name, ...] = ()
    attended: str = ""
    by: tuple[Mention, ...] = ()
    """Who wrote the notes, and who went, where there are several authors."""
    attended_by: tuple[Mention, ...] = ()
    recording: tuple[str, ...] = ()
    slides: tuple[str, ...] = ()
    rating: Rating | None = None
    summary: Prose = ()
    """The first paragraph below its facts."""
    picture: Picture | None = None
    """The first photo on its page."""
    aliases: tuple[str, ...] = ()
    """Other and older ids."""
    addresses: tuple[str, ...] = ()
    """Where its page was before, as :func:`eventnotes.model.ids.read_address` has it."""
    shared: str = ""
    """The id that its page's name gives, where others have that, too. It leads to the first."""
    private: bool = False
    """Whether it stands in private words: listed in the author's copy, and never counted."""
    added: tuple[tuple[str, Any], ...] = ()
    """What fields of other extensions hold, by their names, sorted."""

    @property
    def is_dated(self) -> bool:
        """Whether it can be among what came out on some day: that of its notes, or its own."""
        return bool(self.published or (self.date and self.attended != "not yet"))


class Talk(NamedTuple):
    """A talk, panel, demo or whatever else had a slot in a programme."""

    id: str
    title: str
    page: str
    line: int
    anchor: str
    event: str = ""
    """The event's id, or empty on a page without one."""
    speakers: tuple[Mention, ...] = ()
    moderator: tuple[Mention, ...] = ()
    absent: tuple[Mention, ...] = ()
    org: tuple[Name, ...] = ()
    format: str = ""
    planned_format: str = ""
    start: Start | None = None
    planned: int | None = None
    actual: int | None = None
    room: str = ""
    url: str = ""
    recording: tuple[str, ...] = ()
    slides: tuple[str, ...] = ()
    paper: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    attended: str = ""
    topics: tuple[Name, ...] = ()
    language: str = ""
    written: str = ""
    """The title as the author wrote it, where it is not the one shown."""
    rating: Rating | None = None
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    private: bool = False
    slug: str = ""
    """MyST's own anchor of its heading, if there is one."""
    added: tuple[tuple[str, Any], ...] = ()
    """As an event's."""


class Link(NamedTuple):
    """A resource with a card of its own."""

    id: str
    title: str
    page: str
    line: int
    anchor: str
    owner: str
    """Id of the talk or event it stands in, or empty."""
    url: str
    kind: str
    authors: tuple[Mention, ...] = ()
    site: str = ""
    date: str = ""
    topics: tuple[Name, ...] = ()
    archive: str = ""
    private: bool = False


class Takeaway(NamedTuple):
    """What was learned. Only one with an id can be referred to."""

    id: str
    title: str
    """Its first words, on one line."""
    page: str
    line: int
    anchor: str
    owner: str
    topics: tuple[Name, ...] = ()
    prose: tuple[Prose, ...] = ()
    """Its words, a paragraph each."""
    private: bool = False


class About(NamedTuple):
    """What an author adds to a person, an organisation, a topic or a series."""

    id: str
    title: str
    """The name to show, or empty to keep the one in the mentions."""
    page: str
    line: int
    anchor: str
    aliases: tuple[Name, ...] = ()
    """Other ids that lead here, with the names they were written as, if they were."""
    url: str = ""
    prose: tuple[Prose, ...] = ()
    """The description, a paragraph each."""


class Citation(NamedTuple):
    """One place in a page's text that refers to something."""

    role: str
    """The role that refers; ``""`` for a plain id, ``page`` for a link to a page, ``url`` for one
    to another site."""
    target: str
    section: str
    """Title of the section it stands in."""
    anchor: str
    """That section's, or empty at the top of a page."""
    sentence: Prose
    """The sentence around it, it in the style ``here``."""
    owner: str = ""
    """Id of the talk or event it stands in, or empty; of links to other sites only."""
    comment: bool = False
    """Whether it opens a list item, whose other words, next in the sentence, comment on it."""


class Listing(NamedTuple):
    """A list on a page."""

    query: Query
    page: str
    line: int


WORDED = "worded"
"""The role of a link to a page that shows nothing of it."""


class PageNotes(NamedTuple):
    """Everything one page says, and what it needs from others."""

    event: Event | None = None
    talks: tuple[Talk, ...] = ()
    links: tuple[Link, ...] = ()
    takeaways: tuple[Takeaway, ...] = ()
    about: tuple[About, ...] = ()
    updates: tuple[str, ...] = ()
    """Dates of its ``{update}`` blocks."""
    uses: tuple[tuple[str, str], ...] = ()
    """Sorted (role, target) pairs its text refers to. The role is empty for a plain id; it is
    ``page`` for a page or a place on one, :data:`WORDED` where that link has words of its own."""
    private: bool = False
    """Whether its source holds private words."""
    leaks: tuple[str, ...] = ()
    """Places, each with what is wrong, where private words may have got out."""
    title: str = ""
    """The page's title, as it is shown."""
    cites: tuple[Citation, ...] = ()
    """Where its text refers to something, in the order of the page."""
    lists: tuple[Listing, ...] = ()
    examples: tuple[Query, ...] = ()
    """What the lists in a guide's examples ask for; nothing lives in those."""
    addresses: tuple[str, ...] = ()
    """The other sites' addresses its text shows, whether they count as cited or not; sorted."""
    drawn: tuple[Name | Mention, ...] = ()
    """Whom and what its cards name that are drawn and not recorded, such as examples."""
    photos: tuple[tuple[str, int, Picture], ...] = ()
    """The first photo in the section of a talk, and in that of the event outside of these: after
    anchor and line of its card."""
    keys: tuple[str, ...] = ()
    """What tells the resources that it cites, place by place: finding it costs much for a site."""
