"""The records that other extensions read: frozen, of plain values, and promised to stay.

Absent text is ``""``, an absent number or rating ``None``, an absent list ``()``. Dates are ISO
8601 as far as they are known (``2025``, ``2025-03`` or ``2025-03-17``), durations seconds, scores
fractions from 0 to 1. Words of an author are without markup.
"""

from __future__ import annotations

from dataclasses import dataclass

from eventnotes.kinds.added import Value


@dataclass(frozen=True, slots=True)
class Site:
    """What is published, as ``conf.py`` has it."""

    title: str
    """The name of the project."""
    author: str
    """Whose notes these are."""
    copyright: str
    """Whose they are by law, without the sign."""
    language: str
    """A BCP 47 tag."""
    url: str
    """Where it is published: ``html_baseurl``, with ``/`` at its end; empty where none is given."""
    authority: str
    """In whose name ids are made that stay where the site moves: ``eventnotes_authority``, a host
    and the year from which it was the author's; else the host of its address, and a fixed year;
    without one, ``notes.invalid`` and that year."""
    rating_scale: int
    """The best score there is."""
    is_preview: bool
    """Whether this is the build of a pull request, which is thrown away."""
    is_private: bool
    """Whether this is the author's own copy, which is never published."""
    has_pages: bool
    """Whether each page has an address of its own, as all but ``singlehtml`` give it."""
    icon: str = ""
    """Its small picture, ``html_favicon``: the address as seen from the root of the output, or the
    whole of one elsewhere; empty where there is none."""
    logo: str = ""
    """The same of its larger picture, ``html_logo``."""

    def tag(self, name: str) -> str:
        """Return the tag URI (RFC 4151) of something that has a name on the site."""
        return f"tag:{self.authority}:{name}"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, of notes or not."""

    name: str
    """As Sphinx has it."""
    title: str
    """As it is shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    page: str
    """The name of the page, as Sphinx has it: ``events/2025-03-17-beyond-cuda``."""
    anchor: str
    """The id of its element in HTML."""
    line: int
    """The line in the page's source, from 1; 0 for a name, which many lines may make."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something in the inventory, to which other projects can refer."""

    domain: str
    """The domain of Sphinx's that it is of: ``notes`` for what is noted, ``std`` for a label."""
    kind: str
    """The type of object in it."""
    name: str
    """By which it is referred to."""
    title: str
    """As it is shown."""
    at: Place
    """Where it is; the line is 0."""


@dataclass(frozen=True, slots=True)
class Name:
    """An organisation or a topic as one place names it."""

    id: str
    """``orgs/…`` or ``topics/…``: of ``Org`` or ``Topic``, where an alias leads to."""
    name: str
    """As it was written there."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person as one place names them, with the affiliation they had then."""

    id: str
    """``people/…``, of ``Person``; empty where nobody can be told."""
    name: str
    """As it was written there; empty for somebody unnamed."""
    org: Name | None
    """Where they were from."""
    role: str
    """What they were there."""
    pronouns: str = ""
    """By which they are spoken of, as written: ``she/her``."""
    handle: str = ""
    """What they are called somewhere on the web: ``@ada``."""


@dataclass(frozen=True, slots=True)
class Vote:
    """The verdict of one of several authors."""

    name: str
    """Whose it is."""
    score: float | None
    """A fraction from 0 to 1; none for words alone."""
    written: str
    """The score as it was written."""
    reason: str
    """The words after it."""


@dataclass(frozen=True, slots=True)
class Rating:
    """The author's verdict."""

    score: float | None
    """A fraction from 0 to 1; none for words alone, which never count."""
    written: str
    """The score as it was written."""
    reason: str
    """The words after it."""
    criteria: tuple[tuple[str, float], ...]
    """Names of the site's criteria, each with its score."""
    each: tuple[Vote, ...] = ()
    """The verdicts of several authors, who have no score together."""

    @property
    def rank(self) -> float | None:
        """By what lists sort it: the score, or the middle of those of several authors."""
        scores = [each.score for each in self.each or (self,) if each.score is not None]
        return sum(scores) / len(scores) if scores else None


@dataclass(frozen=True, slots=True)
class Event:
    """An event: one page."""

    id: str
    """By which everything refers to it."""
    title: str
    """As it is shown."""
    at: Place
    """Its card."""
    first: str
    """Its first day."""
    last: str
    """Its last day."""
    published: str
    """When the notes came out, where that is said."""
    updates: tuple[str, ...]
    """The days of its page's ``{update}`` blocks, sorted."""
    timezone: str
    """IANA name of the zone that its talks' times are in."""
    place: str
    """The town."""
    venue: str
    """The building."""
    series: str
    """What it is one of."""
    hosts: tuple[Name, ...]
    """Who ran it."""
    sponsors: tuple[Name, ...]
    """Who paid for it."""
    topics: tuple[Name, ...]
    """What it was about."""
    language: str
    """A BCP 47 tag."""
    url: str
    """Its own page on the web."""
    recordings: tuple[str, ...]
    """Addresses."""
    slides: tuple[str, ...]
    """Addresses."""
    attended: str
    """``in person``, ``online``, ``recording``, ``gave``, ``not yet`` or ``no``."""
    by: tuple[Mention, ...]
    """Who wrote the notes, where the page says so."""
    attended_by: tuple[Mention, ...]
    """Who went, where the page says so."""
    rating: Rating | None
    """What the author thinks of it."""
    summary: str
    """Its first paragraph."""
    private: bool
    """Whether it stands in private words, in the author's own copy."""
    fields: tuple[tuple[str, Value | tuple[Value, ...]], ...]
    """What fields that were added hold, by name, sorted."""

    def field(self, name: str) -> Value | tuple[Value, ...] | None:
        """Return what a field that was added holds; nothing where it is not given."""
        return dict(self.fields).get(name)


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk, panel, demo or whatever else had a slot in a programme."""

    id: str
    """By which everything refers to it."""
    title: str
    """As it is shown."""
    at: Place
    """Its card."""
    event: str
    """The id of its event; empty on a page without one."""
    first: str
    """Its day, or else the first of its event."""
    last: str
    """Its day, or else the last of its event."""
    time: str
    """When it began: ``HH:MM`` in the event's time zone."""
    speakers: tuple[Mention, ...]
    """Who spoke."""
    moderators: tuple[Mention, ...]
    """Who led it."""
    absent: tuple[Mention, ...]
    """Those who were announced and did not come."""
    orgs: tuple[Name, ...]
    """Whose talk it is, besides the speakers'."""
    topics: tuple[Name, ...]
    """What it was about."""
    format: str
    """What it was: ``keynote``, ``panel`` or any other word."""
    planned_format: str
    """What it was announced as, if it turned out otherwise."""
    planned: int | None
    """How long it was meant to take, in seconds."""
    actual: int | None
    """How long it took, in seconds."""
    room: str
    """Where in the building."""
    language: str
    """A BCP 47 tag."""
    url: str
    """Its page in the programme."""
    recordings: tuple[str, ...]
    """Addresses."""
    slides: tuple[str, ...]
    """Addresses."""
    papers: tuple[str, ...]
    """Addresses."""
    code: tuple[str, ...]
    """Addresses."""
    attended: str
    """As an event's; its event's where it says nothing."""
    rating: Rating | None
    """What the author thinks of it."""
    private: bool
    """Whether it stands in private words, in the author's own copy."""
    fields: tuple[tuple[str, Value | tuple[Value, ...]], ...]
    """What fields that were added hold, by name, sorted; its event's where it says nothing itself
    and the field is one of both."""

    def field(self, name: str) -> Value | tuple[Value, ...] | None:
        """Return what a field that was added holds; nothing where it is not given."""
        return dict(self.fields).get(name)


@dataclass(frozen=True, slots=True)
class Takeaway:
    """What was learned."""

    id: str
    """Empty for one without an id, to which nothing can refer."""
    text: str
    """Its words, paragraphs parted by an empty line."""
    at: Place
    """Its block."""
    talk: str
    """The id of the talk it stands in, or nothing."""
    event: str
    """The id of the event it stands in, or nothing."""
    topics: tuple[Name, ...]
    """What it is about."""
    private: bool
    """Whether it stands in private words, in the author's own copy."""


@dataclass(frozen=True, slots=True)
class Link:
    """One thing on the web that these notes cite, whatever the spelling of its address."""

    key: str
    """Its canonical address; something else for a card without an address."""
    id: str
    """``links/…`` where it has a card of its own, else nothing."""
    url: str
    """The address to follow."""
    title: str
    """Its title, or what stands for one."""
    kind: str
    """``article``, ``video``, ``paper`` or another of the kinds of links."""
    site: str
    """Where it came out."""
    authors: tuple[Mention, ...]
    """Who made it."""
    date: str
    """When it came out."""
    topics: tuple[Name, ...]
    """What it is about."""
    archive: str
    """The address of an archived copy that the author gives."""
    at: Place
    """Its card, or the first place that cites it; the line is 0."""
    cited_at: tuple[Place, ...]
    """All places that cite it; their lines are 0."""
    private: bool
    """Whether only private words cite it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What has a name and, on some page, an entry with all that was noted of it."""

    id: str
    """By which everything refers to it."""
    name: str
    """The name to show."""
    at: Place
    """Where its entry is."""
    other_names: tuple[str, ...]
    """Other names in use, in the order of their first use."""


@dataclass(frozen=True, slots=True)
class Person(Entry):
    """Somebody whom talks or links name."""

    talks: tuple[str, ...]
    """Ids of the talks they gave, the newest first."""
    moderated: tuple[str, ...]
    """Ids of the talks they led."""
    absent_from: tuple[str, ...]
    """Ids of the talks they were announced for."""
    orgs: tuple[Name, ...]
    """Where they were from, each once, in the order of time."""


@dataclass(frozen=True, slots=True)
class Org(Entry):
    """An organisation that talks, events or links name."""

    talks: tuple[str, ...]
    """Ids of the talks by its people or by itself, the newest first."""
    people: tuple[str, ...]
    """Ids of those who were there for it, sorted."""
    ran: tuple[str, ...]
    """Ids of the events it held."""
    sponsored: tuple[str, ...]
    """Ids of the events it paid for."""


@dataclass(frozen=True, slots=True)
class Topic(Entry):
    """A topic of talks, events, links or takeaways."""

    talks: tuple[str, ...]
    """Ids of the talks on it, the newest first."""
    events: tuple[str, ...]
    """Ids of the events on it."""


@dataclass(frozen=True, slots=True)
class Series(Entry):
    """What some events are each one of."""

    events: tuple[str, ...]
    """Ids of the events, the newest first."""
