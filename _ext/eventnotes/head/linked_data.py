"""An event's page as JSON-LD in the words of schema.org: the event, its talks, who spoke, where,
the recordings, and the author's own rating of each.

Nothing is said that the notes do not show, and no mean of ratings: they are one author's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from eventnotes.api import Event, Mention, Name, Rating, Site, Talk, Vote
from eventnotes.api.previews import Previews
from eventnotes.i18n.date_words import moment
from eventnotes.model.dates import Start
from eventnotes.model.quantities import on_scale

Value = dict[str, Any]
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def script(
    event: Event,
    talks: Iterable[Talk],
    site: Site,
    address: str,
    pictures: Previews,
    date_of: Callable[[str], str],
) -> str:
    """Return the element for the head of the event's page.

    :param address: of the page.
    :param date_of: what tells when something at an address came out, as far as it is known.
    """
    maker = _Maker(site, address, pictures, date_of)
    data = json.dumps(
        {"@context": "https://schema.org", **maker.event(event, talks)}, ensure_ascii=False
    )
    for sign, escape in _ESCAPES.items():
        data = data.replace(sign, escape)
    return f'<script type="application/ld+json">{data}</script>\n'


class _Maker:
    def __init__(
        self, site: Site, address: str, pictures: Previews, date_of: Callable[[str], str]
    ) -> None:
        self._site = site
        self._address = address
        self._scale = site.rating_scale
        self._pictures = pictures
        self._date_of = date_of

    def event(self, event: Event, talks: Iterable[Talk]) -> Value:
        """Return an event with its talks."""
        made = {
            "@type": "Event",
            "@id": f"{self._address}#{event.at.anchor}",
            "name": event.title,
            "url": self._address,
            "sameAs": event.url,
            "description": event.summary,
            "startDate": event.first,
            "endDate": event.last,
            "inLanguage": event.language,
            "location": _location(event.place, event.venue, event.url or self._address),
            "superEvent": _thing("EventSeries", event.series),
            "organizer": list(map(_org, event.hosts)),
            "sponsor": list(map(_org, event.sponsors)),
            "about": [_thing("Thing", topic.name) for topic in event.topics],
            "recordedIn": self._videos(event, event),
            "review": self._review(event.rating),
            "subEvent": [self._talk(talk, event) for talk in talks],
        }
        return _without_empty(made)

    def _talk(self, talk: Talk, event: Event) -> Value:
        has_day = talk.first == talk.last and len(talk.first) == 10
        made = {
            "@type": "Event",
            "@id": f"{self._address}#{talk.at.anchor}",
            "name": talk.title,
            "url": f"{self._address}#{talk.at.anchor}",
            "startDate": _start(talk, event) if has_day else event.first,
            "inLanguage": talk.language,
            "location": _location(event.place, event.venue, event.url or self._address, talk.room),
            "performer": [_performer(each) for each in (*talk.speakers, *talk.moderators)],
            "about": [_thing("Thing", topic.name) for topic in talk.topics],
            "duration": _duration(talk.actual or talk.planned),
            "recordedIn": self._videos(talk, event),
            "review": self._review(talk.rating),
        }
        return _without_empty(made)

    def _videos(self, record: Event | Talk, event: Event) -> list[Value]:
        """Return the recordings; each with its day, where that is known as a whole."""
        if not record.recordings:
            return []
        picture = self._pictures.photo_of(record) or self._pictures.picture_of(event)
        made = {
            "@type": "VideoObject",
            "name": record.title,
            "thumbnailUrl": f"{self._site.url}{picture.name}" if picture is not None else "",
        }
        days = {url: self._date_of(url) for url in record.recordings}
        return [
            _without_empty({**made, "url": url, "uploadDate": day if len(day) == 10 else ""})
            for url, day in days.items()
        ]

    def _review(self, rating: Rating | None) -> Value | list[Value]:
        """Return a rating as the review of one person, or of each of several authors."""
        if rating is not None and rating.each:
            return list(filter(None, (self._review_of(vote.name, vote) for vote in rating.each)))
        if rating is None or not self._site.author:
            return {}
        return self._review_of(self._site.author, rating)

    def _review_of(self, author: str, rating: Rating | Vote) -> Value:
        """Return somebody's review; without a score it is none, for whoever reads reviews."""
        if rating.score is None:
            return {}
        made = {
            "@type": "Review",
            "author": {"@type": "Person", "name": author},
            "reviewBody": rating.reason,
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": float(on_scale(rating.score, self._scale)),
                "bestRating": self._scale,
                "worstRating": 0,
            },
        }
        return _without_empty(made)


def _without_empty(made: Value) -> Value:
    return {name: value for name, value in made.items() if value or value == 0}


def _thing(kind: str, name: str) -> Value:
    return {"@type": kind, "name": name} if name else {}


def _org(name: Name) -> Value:
    return _thing("Organization", name.name)


def _performer(mention: Mention) -> Value:
    """Return who spoke: a person with an affiliation, or for somebody unnamed the organisation."""
    org = _org(mention.org) if mention.org is not None else {}
    if not mention.name:
        return org
    made = {**_thing("Person", mention.name), "affiliation": org, "jobTitle": mention.role}
    return _without_empty(made)


def _location(place: str, venue: str, url: str, room: str = "") -> Value:
    """Return where it was; what is only online has no place in the world, but an address."""
    if place.casefold() == "online" and not venue:
        return {"@type": "VirtualLocation", "url": url}
    if not (place or venue):
        return {}
    where = ", ".join(filter(None, (room, venue or place)))
    return {"@type": "Place", "name": where, "address": place or venue}


def _start(talk: Talk, event: Event) -> str:
    return moment(Start(day=talk.first, time=talk.time), event.timezone)


def _duration(seconds: int | None) -> str:
    """Return a length as ISO 8601 has it."""
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + "".join(f"{number}{unit}" for number, unit in parts if number)
