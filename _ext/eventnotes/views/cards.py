"""What stands on a card and in which order.

The classes are those of microformats2; only HTML writes them down
(https://microformats.org/wiki/microformats2-parsing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.kinds.tables import KINDS
from eventnotes.model import urls
from eventnotes.model.corpus import name_of
from eventnotes.model.dates import settle
from eventnotes.model.library import Library
from eventnotes.model.people import Mention, Name
from eventnotes.model.records import About, Event, Link, Rating, Talk
from eventnotes.views import lines, tree
from eventnotes.views.inline import filled, join, link, linked
from eventnotes.views.inline import name as named
from eventnotes.views.profiles import line
from eventnotes.views.tree import Block, Blocks, Inline, Ref, Time, Words

Record = Talk | Event | Link | About | Rating


class Around(NamedTuple):
    """What a card's page says of what it describes."""

    show_day: bool = False
    """Whether the event has several days, so that a talk tells its own."""
    timezone: str = ""
    """IANA name, of the event's place."""
    talks: int = 0
    """How many an event has."""
    score_above: bool = False
    """Whether the card of what a rating is about shows the score."""


class Card(NamedTuple):
    """What a card says around its title and its prose."""

    label: Blocks
    """What it is, where there are no headings for it."""
    lines: Blocks
    rating: Rating | None = None
    """The verdict, if there is one; its reason is prose."""
    verdict: Blocks = ()
    """Its score."""
    topics: Blocks = ()
    """They follow the prose."""


_Fact = Callable[[Library, Any, Around], Iterable[Inline]]


def card(library: Library, record: Record, around: Around = Around()) -> Card:  # noqa: B008  # it is frozen
    """Return what a card says."""
    is_rating = isinstance(record, Rating)
    rating = record if isinstance(record, Rating) else getattr(record, "rating", None)
    fraction = rating.fraction if rating and not around.score_above else None
    return Card(
        line(gettext(terms.RATING), "en-who") if is_rating else (),
        tuple(_LINES[type(record)](library, record, around)),
        rating,
        (*_verdict(library, rating, fraction), *_criteria(library, rating, around)),
        topics(library, getattr(record, "topics", ())),
    )


def is_said_above(record: Record, around: Around) -> bool:
    """Tell whether all of a rating but the words for it stands on the card of what it is about."""
    return isinstance(record, Rating) and around.score_above


def _verdict(library: Library, rating: Rating | None, fraction: float | None) -> Blocks:
    return _votes(library, rating) if fraction is None else (tree.Verdict(fraction),)


def _criteria(library: Library, rating: Rating | None, around: Around) -> Blocks:
    """Return the score of each criterion, on the card of what was rated."""
    if rating is None or not rating.criteria or around.score_above:
        return ()
    return (
        tree.Criteria(
            tuple(
                (name, fraction, words.points(fraction, library.scale))
                for name, fraction in rating.criteria
            )
        ),
    )


def _votes(library: Library, rating: Rating | None) -> Blocks:
    """Return the ends of several authors' scores, and each of them."""
    if rating is None or not rating.each or not rating.scores:
        return ()
    ends = Words(words.spread(rating.scores, library.scale), strong=True)
    each = [
        (f"{vote.name} ", Words(words.points(vote.fraction, library.scale), "en-points"))
        for vote in rating.each
        if vote.fraction is not None
    ]
    shown = filled(gettext(terms.RATING_OF), score=ends)
    return line(join([shown, (" (", join(each), ")")], ""), "en-score")


def topics(library: Library, names: Iterable[Name]) -> Blocks:
    """Return the topics of what a card describes, as links."""
    shown = [
        linked(library, name, Words(name_of(library.entries, name), "p-category")) for name in names
    ]
    return (tree.Topics(tuple(shown)),) if shown else ()


# -- lines -------------------------------------------------------------------------------------


def _talk(library: Library, talk: Talk, around: Around) -> Iterator[Block]:
    people = join(_person(library, mention, "p-author") for mention in talk.speakers)
    orgs = join(_org(library, name, "p-author") for name in talk.org)
    yield from line(join([people, orgs], " · "), "en-who")
    yield from _facts(library, "talk", talk, around)
    moderators, absent = (_people(library, each) for each in (talk.moderator, talk.absent))
    yield from line(filled(gettext(terms.MODERATED), names=moderators), "en-also")
    yield from line(filled(gettext(terms.ABSENT), names=absent), "en-also")


def _event(library: Library, event: Event, around: Around) -> Iterator[Block]:
    hosts = join(_org(library, name, "p-organizer") for name in event.host)
    yield from line(filled(gettext(terms.RUN_BY), names=hosts), "en-who")
    yield from _facts(library, "event", event, around)
    sponsors = join(_org(library, name, "p-sponsor") for name in event.sponsors)
    yield from line(filled(gettext(terms.SPONSORS), names=sponsors), "en-also")
    writers, visitors = (_people(library, each) for each in (event.by, event.attended_by))
    yield from line(filled(gettext(terms.NOTES_BY), names=writers), "en-also")
    yield from line(filled(gettext(terms.ATTENDED_BY), names=visitors), "en-also")


def _link(library: Library, record: Link, around: Around) -> Iterator[Block]:
    url, title = record.url, record.title
    yield from line(link(library, url, title, "u-url p-name") if url else title, "en-who")
    authors = join(_person(library, mention, "p-author") for mention in record.authors)
    yield from line(authors, "en-who")
    yield from _facts(library, "link", record, around)


def _about(library: Library, about: About, around: Around) -> Iterator[Block]:
    entry = library.entries.get(about.id)
    name = about.title or (entry.title if entry else about.id)
    yield from line(Words(name, "p-name", strong=True), "en-who")
    yield from _facts(library, "about", about, around)


def _rating(library: Library, rating: Rating, around: Around) -> Blocks:
    return _facts(library, "rating", rating, around)


_LINES: dict[type[Record], Callable[[Library, Any, Around], Iterable[Block]]] = {
    Talk: _talk,
    Event: _event,
    Link: _link,
    About: _about,
    Rating: _rating,
}

# -- facts -------------------------------------------------------------------------------------


def _facts(library: Library, kind: str, record: Any, around: Around) -> Blocks:
    """Return the facts of a record in a row, those that other extensions add last."""
    known = FACTS[kind]
    own = [known[name] for name in (KINDS[kind].facts if kind in KINDS else known)]
    shown = [fact for facts in own for fact in facts(library, record, around) if fact]
    for field in library.kinds.fields_of(kind):
        if said := field.words(record):
            shown.append(tree.Fact(words.labelled(field.label(), words.joined(said))))
    return (tree.Facts(tuple(shown), "en-facts"),) if shown else ()


def _fact(shown: Inline, css: str = "", *, opening: bool = False) -> list[Inline]:
    return [tree.Fact(shown, css, opening)] if shown else []


def _event_of(library: Library, talk: Talk, around: Around) -> list[Inline]:
    """Return a talk's event where its page says nothing of it."""
    event = library.event_elsewhere(talk)
    return _fact(Ref(event.page, event.anchor, event.title)) if event is not None else []


def _what(library: Library, talk: Talk, around: Around) -> list[Inline]:
    said, over = words.what(talk)
    if not over:
        return _fact(said)
    ran_over = (talk.actual or 0) > (talk.planned or 0)
    css = "en-over" if ran_over else "en-short"
    return _fact((said, tree.Small(over, css, strong=ran_over)))


def _start(library: Library, talk: Talk, around: Around) -> list[Inline]:
    start, show_day, timezone = talk.start, around.show_day, around.timezone
    if start is None:
        return []
    event = library.event_elsewhere(talk)
    if event is not None:
        start, timezone = settle(start, event.date, event.timezone), event.timezone
        show_day = not (event.date and event.date.only_day)
    said = date_words.start(start, show_day=show_day, language=library.language)
    moment = date_words.moment(start, timezone) if start.day else ""
    return [Time(moment, said, "en-fact dt-start")] if moment else _fact(said)


def _language(library: Library, record: Talk | Event, around: Around) -> list[Inline]:
    """Return in which language something was, if it is not the site's."""
    tag = record.language
    other = tag and date_words.is_other_language(tag, library.language)
    return _fact(date_words.language(tag) if other else "")


def _series(library: Library, event: Event, around: Around) -> list[Inline]:
    return _fact(named(library, event.series)) if event.series is not None else []


def _missed(library: Library, talk: Talk, around: Around) -> list[Inline]:
    return _fact("" if talk.attended in {"", "in person"} else terms.ATTENDED[talk.attended])


def _dates(library: Library, event: Event, around: Around) -> list[Inline]:
    if event.date is None:
        return []
    first, last = event.date
    said = date_words.days(event.date, library.language)
    if first == last:
        return [Time(first, said, "en-fact dt-start")]
    return _fact(Time(first, said, "dt-start", last))


def _attended(library: Library, event: Event, around: Around) -> list[Inline]:
    number = around.talks + lines.counted(library.talks_elsewhere(event))
    counted = words.count("talks", number) if number else ""
    attended = terms.ATTENDED[event.attended] if event.attended else ""
    return _fact(words.joined((counted, attended)), opening=True)


def _word(field: str, css: str = "") -> _Fact:
    return lambda library, record, around: _fact(getattr(record, field), css)


def _published(field: str, say: Callable[[str, str], str]) -> _Fact:
    def fact(library: Library, record: Any, around: Around) -> list[Inline]:
        date: str = getattr(record, field)
        return [Time(date, say(date, library.language), "en-fact dt-published")] if date else []

    return fact


def _medium(field: str) -> _Fact:
    return lambda lib, record, around: _links(lib, getattr(record, field), terms.MEDIA[field])


def _address(field: str, label: Callable[[str], str], css: str = "") -> _Fact:
    def fact(library: Library, record: Any, around: Around) -> list[Inline]:
        address: str = getattr(record, field)
        return _links(library, [address], label(address), css) if address else []

    return fact


FACTS: dict[str, dict[str, _Fact]] = {
    "talk": {
        "event": _event_of,
        "what": _what,
        "start": _start,
        "room": _word("room", "p-location"),
        "language": _language,
        "attended": _missed,
        **{medium: _medium(medium) for medium in terms.MEDIA},
        "url": _address("url", lambda url: gettext(terms.PROGRAMME), "u-url"),
    },
    "event": {
        "date": _dates,
        "place": lambda library, event, around: _fact(
            words.joined((event.venue, event.place)), "p-location"
        ),
        "attended": _attended,
        "series": _series,
        "language": _language,
        "published": _published("published", words.published),
        "url": _address("url", lambda url: gettext(terms.EVENT_SITE), "u-url"),
        "recording": _medium("recording"),
        "slides": _medium("slides"),
    },
    "link": {
        "kind": lambda library, record, around: _fact(lines.kind(record.kind)),
        "site": _word("site"),
        "date": _published("date", date_words.day),
        "archive": _address("archive", lambda url: gettext(terms.ARCHIVED)),
    },
    "about": {"url": _address("url", urls.site)},
    "rating": {},
}
"""By kind of card, what returns each of its facts; the kind says in which order they stand."""

# -- parts -------------------------------------------------------------------------------------


def _links(library: Library, addresses: Iterable[str], label: str, css: str = "") -> list[Inline]:
    """Return links, numbered if there are several."""
    every = tuple(addresses)
    return [
        link(library, url, words.numbered(label, number) if len(every) > 1 else label, css)
        for number, url in enumerate(every, 1)
    ]


def _people(library: Library, mentions: Iterable[Mention]) -> Inline:
    return join(_person(library, each, "p-x-mention", bracketed=True) for each in mentions)


def _person(library: Library, mention: Mention, css: str, *, bracketed: bool = False) -> Inline:
    """Return somebody with where they were from, or their organisation alone."""
    entries, org = library.entries, mention.org
    name = name_of(entries, mention)
    if not name:
        return _org(library, org, css) if org else ""
    shown = linked(library, mention, Words(name, "p-name", strong=True))
    where: Inline = ""
    if org is not None:
        where = linked(library, org, Words(name_of(entries, org), "p-org"))
    also = tuple(
        Words(text, css)
        for text, css in ((mention.pronouns, "p-pronouns"), (mention.handle, "p-nickname"))
        if text
    )
    return tree.Person(shown, css, where, mention.role, bracketed, also)


def _org(library: Library, name: Name, css: str) -> Inline:
    """Return an organisation that did something."""
    shown = Words(name_of(library.entries, name), "p-name p-org", strong=True)
    return tree.Person(linked(library, name, shown), css)
