"""What each card says, and the files they are in.

A card is in one of several files, by the checksum of the address that references to it have, as
seen from the root of the site. So the script knows where to look, and no file grows with the site.
A file is a script itself: a page that is opened from a disk may ask for no other kind.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from zlib import crc32

from eventnotes.api import (
    Event,
    Link,
    Mention,
    Name,
    Org,
    Person,
    Place,
    Published,
    Series,
    Talk,
    Topic,
)
from eventnotes.i18n import date_words, words
from eventnotes.model.dates import DateRange
from eventnotes.model.quantities import half_stars
from eventnotes.views.year import GOOD

PATTERN = "hovercards/*.js"
_IN_A_FILE = 32
"""How many cards a file has, or half as many, on average."""
_MOST_PEOPLE = 4
_MOST_NEWEST = 3
_MOST_LETTERS = 240
_BETWEEN = " · "

Card = dict[str, Any]
_Named = Person | Org | Topic | Series
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_END = re.compile(r"(?:(^|/)index)?\.html?(?=#)")


def files(notes: Published) -> Iterator[tuple[str, str]]:
    """Yield the files; there are none where each reference leads into the same page, or where the
    author's own copy would show private words a second time.
    """
    if not notes.site.has_pages or notes.site.is_private:
        return
    found: dict[str, Card] = {}
    for at, card in _cards(notes):
        if at.anchor and len(card) > 1:
            # a name without a list of its own lives where it is named, at a talk or an event
            found.setdefault(key_of(notes, at), card)
    number = 1
    while number * _IN_A_FILE < len(found):
        number *= 2
    parts: list[dict[str, Card]] = [{} for _ in range(number)]
    for key in sorted(found):
        parts[crc32(key.encode()) % number][key] = found[key]
    yield PATTERN.replace("*", "index"), f"eventnotesCards({number});\n"
    for number, part in enumerate(parts):
        yield PATTERN.replace("*", str(number)), f"eventnotesCards({_ENCODER.encode(part)});\n"


def key_of(notes: Published, at: Place) -> str:
    """Return the address of a place from the root of the site, as no host may spell it otherwise:
    without the ending of the file.
    """
    return _END.sub(r"\1", notes.address(at).removeprefix(notes.site.url), count=1)


def _cards(notes: Published) -> Iterator[tuple[Place, Card]]:
    events = {event.id: event for event in notes.events if notes.has_id(event)}
    talks = {talk.id: talk for talk in notes.talks if notes.has_id(talk)}
    numbers = Counter(talk.event for talk in talks.values())
    for event in events.values():
        yield event.at, _of_event(notes, event, numbers[event.id])
    for talk in talks.values():
        yield talk.at, _of_talk(notes, talk, events.get(talk.event))
    for link in notes.links:
        if link.id:
            yield link.at, _of_link(notes, link)
    names: list[_Named] = [*notes.people, *notes.orgs, *notes.topics, *notes.series]
    for name in names:
        yield name.at, _of_name(name, talks, events)
    for target in notes.targets:
        if (target.domain, target.kind) == ("notes", "year"):
            yield target.at, _of_year(notes, target.title)


def _of_event(notes: Published, event: Event, talks: int) -> Card:
    where = words.joined((event.venue, event.place))
    when = _BETWEEN.join(filter(None, (_days(notes, event.first, event.last), where)))
    number = words.count("talks", talks) if talks else ""
    return _card(notes, event, (when, number), event.summary)


def _of_talk(notes: Published, talk: Talk, event: Event | None) -> Card:
    who = [*talk.speakers, *([] if talk.speakers else talk.moderators)]
    shown = [*map(_person, who[:_MOST_PEOPLE])] or [org.name for org in talk.orgs]
    shown += [words.more(len(who) - _MOST_PEOPLE)] if len(who) > _MOST_PEOPLE else []
    where = event.title if event is not None else ""
    when = _BETWEEN.join(filter(None, (where, _days(notes, talk.first, talk.last))))
    said = talk.rating.reason if talk.rating is not None else ""
    return _card(notes, talk, (words.joined(shown), when), said)


def _card(notes: Published, of: Event | Talk, facts: Iterable[str], said: str) -> Card:
    card = _titled(of.title, facts)
    if of.language:
        card["language"] = of.language
    if of.rating is not None and of.rating.score is not None:
        scale = notes.site.rating_scale
        shown = words.of_scale(of.rating.score, scale)
        card["score"] = [*half_stars(of.rating.score, scale), shown]
    if said:
        card["said"] = _clipped(said)
    return card


def _titled(title: str, facts: Iterable[str]) -> Card:
    given = [_clipped(fact) for fact in facts if fact]
    card: Card = {"title": _clipped(title)}
    return {**card, "facts": given} if given else card


def _of_link(notes: Published, link: Link) -> Card:
    language = notes.site.language
    who = words.joined(each.name for each in link.authors)
    day = date_words.day(link.date, language) if link.date else ""
    kind = words.group("kind", link.kind) if link.kind else ""
    came = _BETWEEN.join(filter(None, (kind, link.site, day)))
    cited = words.cited(len(link.cited_at)) if link.cited_at else ""
    return _titled(link.title, (who, came, cited))


def _of_name(name: _Named, talks: dict[str, Talk], events: dict[str, Event]) -> Card:
    """Return where somebody was from, how many events and talks there are, and the newest."""
    orgs: tuple[Name, ...] = name.orgs if isinstance(name, Person) else ()
    given = () if isinstance(name, Series) else name.talks
    at = () if isinstance(name, Person) else name.ran if isinstance(name, Org) else name.events
    held = [events[each].title for each in at if each in events]
    found = [talks[each].title for each in given if each in talks]
    numbers = [words.count("events", len(held)) if held else ""]
    numbers.append(words.count("talks", len(found)) if found else "")
    from_where = words.joined(org.name for org in orgs[:_MOST_PEOPLE])
    card = _titled(name.name, (from_where, _BETWEEN.join(filter(None, numbers))))
    newest = [*found, *held][:_MOST_NEWEST]
    return {**card, "list": [*map(_clipped, newest)]} if newest else card


def _of_year(notes: Published, year: str) -> Card:
    """Return how many events and talks there were, and which talks were best."""
    events = [event for event in notes.events if event.first[:4] == year]
    talks = [talk for talk in notes.talks if talk.first[:4] == year]
    good = [
        (rank, bool(talk.rating.reason), talk.first, talk.title)
        for talk in talks
        if talk.rating is not None and (rank := talk.rating.rank or 0.0) >= GOOD
    ]
    numbers = [words.count("events", len(events)) if events else ""]
    numbers.append(words.count("talks", len(talks)) if talks else "")
    card = _titled(year, (_BETWEEN.join(filter(None, numbers)),))
    good.sort(key=lambda each: each[:3], reverse=True)
    best = [_clipped(title) for *_, title in good[:_MOST_NEWEST]]
    return {**card, "list": best} if best else card


def _person(mention: Mention) -> str:
    org = mention.org.name if mention.org is not None else ""
    return f"{mention.name} ({org})" if mention.name and org else mention.name or org


def _days(notes: Published, first: str, last: str) -> str:
    return date_words.days(DateRange(first, last), notes.site.language) if first else ""


def _clipped(text: str) -> str:
    """Return the beginning of a long text, up to the end of a word if there is one near."""
    if len(text) <= _MOST_LETTERS:
        return text
    start, space, end = text[:_MOST_LETTERS].rpartition(" ")
    return f"{start if space and len(end) < 40 else text[:_MOST_LETTERS]} …"
