"""What stands on a card and in which order: once, for HTML and for every other format.

The classes are those of microformats2; only HTML writes them down
(https://microformats.org/wiki/microformats2-parsing).
"""

from __future__ import annotations

from typing import Generic, NamedTuple

from eventnotes import moments, terms, words
from eventnotes.messages import gettext
from eventnotes.model import urls
from eventnotes.model.people import Mention, Name
from eventnotes.model.records import About, Event, Link, Rating, Talk
from eventnotes.nodes import card
from eventnotes.writing.pen import B, I, Pen

Record = Talk | Event | Link | About | Rating


class Line(NamedTuple, Generic[I]):
    """A line of a card, and its class."""

    css: str
    shown: I


class Card(NamedTuple, Generic[I]):
    """What a card says, but for its title and its prose."""

    lines: list[Line[I]]
    rating: Rating | None = None
    """The verdict, if there is one; its reason is prose."""
    topics: tuple[Name, ...] = ()


def card_of(pen: Pen[I, B], node: card, record: Record) -> Card[I]:
    """Return what the card in *node* says."""
    if isinstance(record, Talk):
        return Card(_talk(pen, record, node), record.rating, record.topics)
    if isinstance(record, Event):
        return Card(_event(pen, record, node.get("talks", 0)), record.rating, record.topics)
    if isinstance(record, Link):
        return Card(_link(pen, record), None, record.topics)
    if isinstance(record, About):
        return Card(_about(pen, record))
    shown = record._replace(fraction=None) if node.get("score_above") else record
    return Card(_criteria(pen, record), shown)


def _talk(pen: Pen[I, B], talk: Talk, node: card) -> list[Line[I]]:
    people = pen.join(pen.person(mention, "p-author") for mention in talk.speakers)
    orgs = pen.join(pen.org(name, "p-author") for name in talk.org)
    kind, over = words.what(talk)
    facts = [pen.fact(pen.over(kind, over))]
    if talk.start is not None:
        start = moments.start(
            talk.start, show_day=bool(node.get("show_day")), language=pen.language
        )
        moment = moments.moment(talk.start, node.get("timezone", "")) if talk.start.day else ""
        facts.append(pen.time(moment, start, "en-fact dt-start") if moment else _text(pen, start))
    facts.append(_text(pen, talk.room, "p-location"))
    facts.append(_language(pen, talk.language))
    if talk.attended and talk.attended != "in person":
        facts.append(_text(pen, terms.ATTENDED[talk.attended]))
    for medium, label in terms.MEDIA.items():
        facts += _media(pen, getattr(talk, medium), label)
    facts += _media(pen, (talk.url,) if talk.url else (), gettext(terms.PROGRAMME), "u-url")
    return [
        Line("en-who", pen.join([people, orgs], " · ")),
        Line("en-facts", pen.facts(facts)),
        Line("en-also", pen.filled(gettext(terms.MODERATED), names=_people(pen, talk.moderator))),
        Line("en-also", pen.filled(gettext(terms.ABSENT), names=_people(pen, talk.absent))),
    ]


def _event(pen: Pen[I, B], event: Event, talks: int) -> list[Line[I]]:
    hosts = pen.join(pen.org(name, "p-organizer") for name in event.host)
    sponsors = pen.join(pen.org(name, "p-sponsor") for name in event.sponsors)
    counted = words.count("talks", talks) if talks else ""
    attended = terms.ATTENDED[event.attended] if event.attended else ""
    facts = [
        pen.span(event.date, moments.days(event.date, pen.language))
        if event.date
        else pen.text(""),
        _text(pen, words.joined((event.venue, event.place)), "p-location"),
        _text(pen, pen.opening(words.joined((counted, attended)))),
        _text(pen, event.series),
        _language(pen, event.language),
    ]
    if event.published:
        shown = words.published(event.published, pen.language)
        facts.append(pen.time(event.published, shown, "en-fact dt-published"))
    facts += _media(pen, (event.url,) if event.url else (), gettext(terms.EVENT_SITE), "u-url")
    facts += _media(pen, event.recording, terms.MEDIA["recording"])
    facts += _media(pen, event.slides, terms.MEDIA["slides"])
    return [
        Line("en-who", pen.filled(gettext(terms.RUN_BY), names=hosts)),
        Line("en-facts", pen.facts(facts)),
        Line("en-also", pen.filled(gettext(terms.SPONSORS), names=sponsors)),
    ]


def _link(pen: Pen[I, B], link: Link) -> list[Line[I]]:
    title = pen.link(link.url, link.title, "u-url p-name") if link.url else pen.text(link.title)
    facts = [pen.fact(pen.kind(link.kind)), _text(pen, link.site)]
    if link.date:
        shown = moments.day(link.date, pen.language)
        facts.append(pen.time(link.date, shown, "en-fact dt-published"))
    facts += _media(pen, (link.archive,) if link.archive else (), gettext(terms.ARCHIVED))
    return [
        Line("en-who", title),
        Line("en-who", pen.join(pen.person(mention, "p-author") for mention in link.authors)),
        Line("en-facts", pen.facts(facts)),
    ]


def _about(pen: Pen[I, B], about: About) -> list[Line[I]]:
    entry = pen.library.entries.get(about.id)
    name = about.title or (entry.title if entry else about.id)
    site = _media(pen, (about.url,) if about.url else (), urls.site(about.url))
    return [Line("en-who", pen.strong(name, "p-name")), Line("en-facts", pen.facts(site))]


def _criteria(pen: Pen[I, B], rating: Rating) -> list[Line[I]]:
    facts = [
        pen.fact(
            pen.join(
                [pen.text(name), pen.text(words.points(fraction, pen.scale), "en-points")], " "
            )
        )
        for name, fraction in rating.criteria
    ]
    return [Line("en-who", pen.text(gettext(terms.RATING))), Line("en-facts", pen.facts(facts))]


# -- parts -------------------------------------------------------------------------------------


def _text(pen: Pen[I, B], text: str, css: str = "") -> I:
    return pen.fact(pen.text(text), css) if text else pen.text("")


def _language(pen: Pen[I, B], tag: str) -> I:
    """Write in which language something was, if it is not the site's."""
    other = tag and moments.is_other_language(tag, pen.language)
    return _text(pen, moments.language(tag) if other else "")


def _media(pen: Pen[I, B], addresses: tuple[str, ...], label: str, css: str = "") -> list[I]:
    """Write links, numbered if there are several."""
    several = len(addresses) > 1
    return [
        pen.link(address, words.numbered(label, number) if several else label, css)
        for number, address in enumerate(addresses, 1)
    ]


def _people(pen: Pen[I, B], mentions: tuple[Mention, ...]) -> I:
    return pen.join(pen.person(mention, "p-x-mention", bracketed=True) for mention in mentions)
