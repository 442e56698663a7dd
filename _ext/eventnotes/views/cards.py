"""What stands on a card and in which order.

The classes are those of microformats2; only HTML writes them down
(https://microformats.org/wiki/microformats2-parsing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.kinds.tables import KINDS
from eventnotes.model import urls
from eventnotes.model.corpus import name_of
from eventnotes.model.library import Library
from eventnotes.model.people import Mention, Name
from eventnotes.model.records import About, Event, Link, Rating, Talk
from eventnotes.views import lines
from eventnotes.views.inline import filled, join, link, linked
from eventnotes.views.profiles import line
from eventnotes.views.tree import (
    Blocks,
    Fact,
    Facts,
    Inline,
    Person,
    Small,
    Time,
    Topics,
    Verdict,
    Words,
)

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
    if isinstance(record, Talk):
        return _rated(library, record, _talk(library, record, around))
    if isinstance(record, Event):
        return _rated(library, record, _event(library, record, around))
    if isinstance(record, Link):
        return Card((), _link(library, record, around), topics=topics(library, record.topics))
    if isinstance(record, About):
        entry = library.entries.get(record.id)
        name = record.title or (entry.title if entry else record.id)
        shown = line(Words(name, "p-name", strong=True), "en-who")
        return Card((), (*shown, *_facts(library, "about", record, around)))
    label = line(gettext(terms.RATING), "en-who")
    shown = _facts(library, "rating", record, around)
    return Card(label, shown, record, () if around.score_above else _verdict(record))


def _rated(library: Library, record: Talk | Event, shown: Blocks) -> Card:
    verdict = _verdict(record.rating) if record.rating is not None else ()
    return Card((), shown, record.rating, verdict, topics(library, record.topics))


def _verdict(rating: Rating) -> Blocks:
    return () if rating.fraction is None else (Verdict(rating.fraction),)


def topics(library: Library, names: Iterable[Name]) -> Blocks:
    """Return the topics of what a card describes, as links."""
    entries = library.entries
    shown = tuple(
        linked(library, name, Words(name_of(entries, name), "p-category")) for name in names
    )
    return (Topics(shown),) if shown else ()


def _talk(library: Library, talk: Talk, around: Around) -> Blocks:
    people = join(_person(library, mention, "p-author") for mention in talk.speakers)
    orgs = join(_org(library, name, "p-author") for name in talk.org)
    moderators, absent = (_people(library, each) for each in (talk.moderator, talk.absent))
    return (
        *line(join([people, orgs], " · "), "en-who"),
        *_facts(library, "talk", talk, around),
        *line(filled(gettext(terms.MODERATED), names=moderators), "en-also"),
        *line(filled(gettext(terms.ABSENT), names=absent), "en-also"),
    )


def _event(library: Library, event: Event, around: Around) -> Blocks:
    hosts = join(_org(library, name, "p-organizer") for name in event.host)
    sponsors = join(_org(library, name, "p-sponsor") for name in event.sponsors)
    return (
        *line(filled(gettext(terms.RUN_BY), names=hosts), "en-who"),
        *_facts(library, "event", event, around),
        *line(filled(gettext(terms.SPONSORS), names=sponsors), "en-also"),
    )


def _link(library: Library, record: Link, around: Around) -> Blocks:
    title: Inline = record.title
    if record.url:
        title = link(library, record.url, record.title, "u-url p-name")
    authors = join(_person(library, mention, "p-author") for mention in record.authors)
    return (
        *line(title, "en-who"),
        *line(authors, "en-who"),
        *_facts(library, "link", record, around),
    )


# -- facts -------------------------------------------------------------------------------------


def _facts(library: Library, kind: str, record: Any, around: Around) -> Blocks:
    """Return the facts of a record in a row, an extension's own last."""
    known = FACTS[kind]
    own = [known[name] for name in (KINDS[kind].facts if kind in KINDS else known)]
    shown = tuple(fact for facts in own for fact in facts(library, record, around) if fact)
    for field in library.kinds.fields_of(kind):
        if said := field.words(record):
            shown += (Fact(words.labelled(field.label(), words.joined(said))),)
    return (Facts(shown, "en-facts"),) if shown else ()


def fact(text: str, css: str = "", *, opening: bool = False) -> Inline:
    """Return words as a fact, if there are any."""
    return Fact(text, css, opening) if text else ""


def _what(library: Library, talk: Talk, around: Around) -> Iterable[Inline]:
    said, over = words.what(talk)
    if said:
        yield Fact((said, Small(over, "en-over", strong=True)) if over else said)


def _start(library: Library, talk: Talk, around: Around) -> Iterable[Inline]:
    if talk.start is None:
        return
    said = date_words.start(talk.start, show_day=around.show_day, language=library.language)
    moment = date_words.moment(talk.start, around.timezone) if talk.start.day else ""
    yield Time(moment, said, "en-fact dt-start") if moment else fact(said)


def _talk_attended(library: Library, talk: Talk, around: Around) -> Iterable[Inline]:
    if talk.attended and talk.attended != "in person":
        yield fact(terms.ATTENDED[talk.attended])


def _dates(library: Library, event: Event, around: Around) -> Iterable[Inline]:
    if event.date is None:
        return
    first, last = event.date
    said = date_words.days(event.date, library.language)
    if first == last:
        yield Time(first, said, "en-fact dt-start")
    else:
        yield Fact(Time(first, said, "dt-start", last))


def _place(library: Library, event: Event, around: Around) -> Iterable[Inline]:
    yield fact(words.joined((event.venue, event.place)), "p-location")


def _event_attended(library: Library, event: Event, around: Around) -> Iterable[Inline]:
    counted = words.count("talks", around.talks) if around.talks else ""
    attended = terms.ATTENDED[event.attended] if event.attended else ""
    yield fact(words.joined((counted, attended)), opening=True)


def _published(library: Library, event: Event, around: Around) -> Iterable[Inline]:
    if event.published:
        said = words.published(event.published, library.language)
        yield Time(event.published, said, "en-fact dt-published")


def _language(library: Library, record: Talk | Event, around: Around) -> Iterable[Inline]:
    """Return in which language something was, if it is not the site's."""
    tag = record.language
    if tag and date_words.is_other_language(tag, library.language):
        yield fact(date_words.language(tag))


def _kind(library: Library, record: Link, around: Around) -> Iterable[Inline]:
    yield Fact(lines.kind(record.kind))


def _link_date(library: Library, record: Link, around: Around) -> Iterable[Inline]:
    if record.date:
        said = date_words.day(record.date, library.language)
        yield Time(record.date, said, "en-fact dt-published")


def _criteria(library: Library, rating: Rating, around: Around) -> Iterable[Inline]:
    for name, fraction in rating.criteria:
        points = Words(words.points(fraction, library.scale), "en-points")
        yield Fact(join([name, points], " "))


def _word(field: str, css: str = "") -> _Fact:
    return lambda library, record, around: [fact(getattr(record, field), css)]


def _medium(field: str) -> _Fact:
    return lambda library, record, around: _links(
        library, getattr(record, field), terms.MEDIA[field]
    )


def _address(field: str, label: Callable[[], str], css: str = "") -> _Fact:
    return lambda library, record, around: _links(
        library, filter(None, [getattr(record, field)]), label(), css
    )


def _site(library: Library, about: About, around: Around) -> Iterable[Inline]:
    return _links(library, filter(None, [about.url]), urls.site(about.url))


FACTS: dict[str, dict[str, _Fact]] = {
    "talk": {
        "what": _what,
        "start": _start,
        "room": _word("room", "p-location"),
        "language": _language,
        "attended": _talk_attended,
        **{medium: _medium(medium) for medium in terms.MEDIA},
        "url": _address("url", lambda: gettext(terms.PROGRAMME), "u-url"),
    },
    "event": {
        "date": _dates,
        "place": _place,
        "attended": _event_attended,
        "series": _word("series"),
        "language": _language,
        "published": _published,
        "url": _address("url", lambda: gettext(terms.EVENT_SITE), "u-url"),
        "recording": _medium("recording"),
        "slides": _medium("slides"),
    },
    "link": {
        "kind": _kind,
        "site": _word("site"),
        "date": _link_date,
        "archive": _address("archive", lambda: gettext(terms.ARCHIVED)),
    },
    "about": {"url": _site},
    "rating": {"criteria": _criteria},
}
"""By kind of card, what returns each of its facts; the kind says in which order they stand."""


# -- parts -------------------------------------------------------------------------------------


def _links(
    library: Library, addresses: Iterable[str], label: str, css: str = ""
) -> Iterable[Inline]:
    """Return links, numbered if there are several."""
    every = tuple(addresses)
    for number, address in enumerate(every, 1):
        said = words.numbered(label, number) if len(every) > 1 else label
        yield link(library, address, said, css)


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
    return Person(shown, css, where, mention.role, bracketed)


def _org(library: Library, name: Name, css: str) -> Inline:
    """Return an organisation that did something."""
    shown = Words(name_of(library.entries, name), "p-name p-org", strong=True)
    return Person(linked(library, name, shown), css)
