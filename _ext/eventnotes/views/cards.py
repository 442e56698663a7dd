"""What stands on a card and in which order.

The classes are those of microformats2; only HTML writes them down
(https://microformats.org/wiki/microformats2-parsing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.model import urls
from eventnotes.model.corpus import name_of
from eventnotes.model.library import Library
from eventnotes.model.people import Mention, Name
from eventnotes.model.records import About, Event, Link, Rating, Talk
from eventnotes.views import lines, tree
from eventnotes.views.inline import filled, join, link, linked
from eventnotes.views.profiles import line
from eventnotes.views.tree import Block, Blocks, Inline, Time, Words

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


def card(library: Library, record: Record, around: Around = Around()) -> Card:  # noqa: B008  # it is frozen
    """Return what a card says."""
    is_rating = isinstance(record, Rating)
    rating = record if isinstance(record, Rating) else getattr(record, "rating", None)
    fraction = rating.fraction if rating and not around.score_above else None
    return Card(
        line(gettext(terms.RATING), "en-who") if is_rating else (),
        tuple(_LINES[type(record)](library, record, around)),
        rating,
        () if fraction is None else (tree.Verdict(fraction),),
        topics(library, getattr(record, "topics", ())),
    )


def topics(library: Library, names: Iterable[Name]) -> Blocks:
    """Return the topics of what a card describes, as links."""
    shown = [
        linked(library, name, Words(name_of(library.entries, name), "p-category")) for name in names
    ]
    return (tree.Topics(tuple(shown)),) if shown else ()


# -- lines, with the facts among them ----------------------------------------------------------


def _talk(library: Library, talk: Talk, around: Around) -> Iterator[Block]:
    people = join(_person(library, mention, "p-author") for mention in talk.speakers)
    orgs = join(_org(library, name, "p-author") for name in talk.org)
    yield from line(join([people, orgs], " · "), "en-who")
    said, over = words.what(talk)
    facts = [
        _fact((said, tree.Small(over, "en-over", strong=True)) if over else said),
        _start(library, talk, around),
        _fact(talk.room, "p-location"),
        _language(library, talk.language),
        _fact("" if talk.attended in {"", "in person"} else terms.ATTENDED[talk.attended]),
    ]
    for medium, label in terms.MEDIA.items():
        facts += _links(library, getattr(talk, medium), label)
    facts += _links(library, [talk.url], gettext(terms.PROGRAMME), "u-url")
    yield from _facts(library, "talk", talk, facts)
    yield from line(filled(gettext(terms.MODERATED), names=_people(library, talk.moderator)), _ALSO)
    yield from line(filled(gettext(terms.ABSENT), names=_people(library, talk.absent)), _ALSO)


def _event(library: Library, event: Event, around: Around) -> Iterator[Block]:
    hosts = join(_org(library, name, "p-organizer") for name in event.host)
    yield from line(filled(gettext(terms.RUN_BY), names=hosts), "en-who")
    counted = words.count("talks", around.talks) if around.talks else ""
    attended = terms.ATTENDED[event.attended] if event.attended else ""
    facts = [
        _dates(library, event),
        _fact(words.joined((event.venue, event.place)), "p-location"),
        _fact(words.joined((counted, attended)), opening=True),
        _fact(event.series),
        _language(library, event.language),
        _published(event.published, words.published, library.language),
        *_links(library, [event.url], gettext(terms.EVENT_SITE), "u-url"),
        *_links(library, event.recording, terms.MEDIA["recording"]),
        *_links(library, event.slides, terms.MEDIA["slides"]),
    ]
    yield from _facts(library, "event", event, facts)
    sponsors = join(_org(library, name, "p-sponsor") for name in event.sponsors)
    yield from line(filled(gettext(terms.SPONSORS), names=sponsors), _ALSO)


def _link(library: Library, record: Link, around: Around) -> Iterator[Block]:
    url, title = record.url, record.title
    yield from line(link(library, url, title, "u-url p-name") if url else title, "en-who")
    authors = join(_person(library, mention, "p-author") for mention in record.authors)
    yield from line(authors, "en-who")
    facts = [
        _fact(lines.kind(record.kind)),
        _fact(record.site),
        _published(record.date, date_words.day, library.language),
        *_links(library, [record.archive], gettext(terms.ARCHIVED)),
    ]
    yield from _facts(library, "link", record, facts)


def _about(library: Library, about: About, around: Around) -> Iterator[Block]:
    entry = library.entries.get(about.id)
    name = about.title or (entry.title if entry else about.id)
    yield from line(Words(name, "p-name", strong=True), "en-who")
    yield from _facts(library, "about", about, _links(library, [about.url], urls.site(about.url)))


def _rating(library: Library, rating: Rating, around: Around) -> Iterator[Block]:
    facts = [
        _fact((name, " ", Words(words.points(fraction, library.scale), "en-points")))
        for name, fraction in rating.criteria
    ]
    yield from _facts(library, "rating", rating, facts)


_LINES: dict[type[Record], Callable[[Library, Any, Around], Iterator[Block]]] = {
    Talk: _talk,
    Event: _event,
    Link: _link,
    About: _about,
    Rating: _rating,
}
_ALSO = "en-also"


# -- parts -------------------------------------------------------------------------------------


def _facts(library: Library, kind: str, record: Any, own: Iterable[Inline]) -> Blocks:
    """Return facts in a row, those that other extensions add last."""
    shown = [fact for fact in own if fact]
    for field in library.kinds.fields_of(kind):
        if said := field.words(record):
            shown.append(tree.Fact(words.labelled(field.label(), words.joined(said))))
    return (tree.Facts(tuple(shown), "en-facts"),) if shown else ()


def _fact(shown: Inline, css: str = "", *, opening: bool = False) -> Inline:
    return tree.Fact(shown, css, opening) if shown else ""


def _start(library: Library, talk: Talk, around: Around) -> Inline:
    if talk.start is None:
        return ""
    said = date_words.start(talk.start, show_day=around.show_day, language=library.language)
    moment = date_words.moment(talk.start, around.timezone) if talk.start.day else ""
    return Time(moment, said, "en-fact dt-start") if moment else _fact(said)


def _dates(library: Library, event: Event) -> Inline:
    if event.date is None:
        return ""
    first, last = event.date
    said = date_words.days(event.date, library.language)
    if first == last:
        return Time(first, said, "en-fact dt-start")
    return _fact(Time(first, said, "dt-start", last))


def _published(date: str, say: Callable[[str, str], str], language: str) -> Inline:
    return Time(date, say(date, language), "en-fact dt-published") if date else ""


def _language(library: Library, tag: str) -> Inline:
    """Return in which language something was, if it is not the site's."""
    other = tag and date_words.is_other_language(tag, library.language)
    return _fact(date_words.language(tag) if other else "")


def _links(library: Library, addresses: Iterable[str], label: str, css: str = "") -> list[Inline]:
    """Return links, numbered if there are several."""
    every = [*filter(None, addresses)]
    names = [words.numbered(label, number) for number in range(1, len(every) + 1)]
    return [
        link(library, url, name if len(every) > 1 else label, css)
        for url, name in zip(every, names, strict=True)
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
    return tree.Person(shown, css, where, mention.role, bracketed)


def _org(library: Library, name: Name, css: str) -> Inline:
    """Return an organisation that did something."""
    shown = Words(name_of(library.entries, name), "p-name p-org", strong=True)
    return tree.Person(linked(library, name, shown), css)
