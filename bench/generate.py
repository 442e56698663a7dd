"""Invents a site: events, talks, speakers and prose, the same for the same seed.

Pure functions over one ``random.Random``; nothing is read from outside. The proportions stand
below as constants. What all forms of the site show is here as text, so that they say the same.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final, TypeVar

from bench import prose, words

#: Talks of one event, least and most; 20 in the middle.
TALKS_PER_EVENT: Final = (14, 26)
#: Chance that a talk brings a person who was not on the site before: one in 1.5 talks.
NEW_PERSON: Final = 2 / 3
#: Chances of one to four speakers.
SPEAKERS: Final = (0.6, 0.25, 0.1, 0.05)
#: Talks of which the fact is known.
WITH_ACTUAL: Final = 0.8
WITH_RECORDING: Final = 0.8
WITH_SLIDES: Final = 0.6
WITH_RATING: Final = 0.8
WITH_TAKEAWAY: Final = 0.1
#: Talks whose prose has a link to another site, or to an earlier talk.
WITH_LINK: Final = 0.25
WITH_REFERENCE: Final = 0.1

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_FIRST_DAY: Final = date(2018, 1, 8)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person with the organisation that they spoke for, if that is known."""

    name: str
    org: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A score from 1 to 5 and the reason for it, one sentence."""

    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk; `start`, `planned` and `actual` as an author writes them, `id` with its event's."""

    id: str
    title: str
    format: str | None
    speakers: tuple[Speaker, ...]
    room: str | None
    start: str | None
    planned: str | None
    actual: str | None
    topics: tuple[str, ...]
    recording: str | None
    slides: str | None
    rating: Rating | None
    paragraphs: tuple[str, ...]
    takeaway: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """An event; `id` is the name of its page, `dates` a day or a range as an author writes it."""

    id: str
    title: str
    dates: str | None
    place: str | None
    host: str | None
    url: str | None
    topics: tuple[str, ...]
    rating: Rating | None
    intro: str
    talks: tuple[Talk, ...]


class Cast:
    """The people of the site: whoever spoke once may speak again, with the same organisation."""

    def __init__(self, rng: Random) -> None:
        """Nobody has spoken yet."""
        self._rng = rng
        self._orgs = orgs()
        self._names = _names(rng)
        self._known: list[Speaker] = []

    def speakers(self) -> tuple[Speaker, ...]:
        """One to four people, the first of them perhaps new."""
        count = self._rng.choices(range(1, 5), SPEAKERS)[0]
        chosen = [self._new()] if not self._known or self._rng.random() < NEW_PERSON else []
        while len(chosen) < min(count, len(self._known)):
            speaker = self._rng.choice(self._known)
            if speaker not in chosen:
                chosen.append(speaker)
        return tuple(chosen)

    def _new(self) -> Speaker:
        speaker = Speaker(next(self._names), self._rng.choice(self._orgs))
        self._known.append(speaker)
        return speaker


def orgs() -> tuple[str, ...]:
    """The names of all organisations."""
    return tuple(f"{stem} {kind}" for stem in words.ORG_STEMS for kind in words.ORG_KINDS)


def site(talks: int, seed: int) -> tuple[Event, ...]:
    """Invent a site of exactly *talks* talks in events of about 20."""
    rng = Random(seed)
    cast = Cast(rng)
    titles = _unique(_talk_title(rng) for _ in itertools.count())
    headings = _unique(_event_heading(rng) for _ in itertools.count())
    events: list[Event] = []
    earlier: list[Talk] = []
    for size in _sizes(rng, talks):
        event = _event(rng, cast, next(headings), titles, size, earlier)
        earlier.extend(event.talks)
        events.append(event)
    return tuple(events)


def new_talks(events: Sequence[Event], count: int) -> tuple[Talk, ...]:
    """Invent *count* talks for the middle event, each by another person who is known.

    They speak at another event already, if the site has one, for the same organisation. What
    `site` invents does not depend on this.
    """
    rng = Random("new talks")
    event = middle(events)
    others = [other for other in events if other is not event] or events
    known = dict.fromkeys(
        speaker for other in others for talk in other.talks for speaker in talk.speakers
    )
    taken = {talk.title for other in events for talk in other.talks}
    titles = _unique(_talk_title(rng) for _ in itertools.count())
    free = (title for title in titles if title not in taken)
    last = event.talks[-1]
    return tuple(
        _talk(
            rng,
            event.id,
            title=next(free),
            speakers=(speaker,),
            room=last.room,
            start=last.start,
            earlier=(),
        )
        for speaker in rng.sample(list(known), count)
    )


def middle(events: Sequence[Event]) -> Event:
    """The event whose page is changed."""
    return events[len(events) // 2]


def with_word(event: Event, word: str) -> Event:
    """*event* with *word* for one other in the prose of its middle talk."""
    place = len(event.talks) // 2
    talk = event.talks[place]
    first, *others = talk.paragraphs
    talk = replace(talk, paragraphs=(_changed(first, word), *others))
    return replace(event, talks=(*event.talks[:place], talk, *event.talks[place + 1 :]))


def with_opening_word(event: Event, word: str) -> Event:
    """*event* with *word* for one other in its opening paragraph, which lists of events show."""
    return replace(event, intro=_changed(event.intro, word))


def _changed(text: str, word: str) -> str:
    """*text* with *word* for the one in its middle."""
    found = text.split()
    found[len(found) // 2] = word
    return " ".join(found)


def with_talk(event: Event, talk: Talk) -> Event:
    """*event* with one more *talk* at its end."""
    return replace(event, talks=(*event.talks, talk))


def slug(title: str) -> str:
    """The id's part for a title of ASCII words: lower case with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower().replace("'", "")).strip("-")


def _sizes(rng: Random, talks: int) -> Iterator[int]:
    """Numbers of talks for each event that add up to *talks*."""
    while talks > 0:
        size = min(talks, rng.randint(*TALKS_PER_EVENT))
        yield size
        talks -= size


def _event(
    rng: Random,
    cast: Cast,
    heading: tuple[str, str],
    titles: Iterator[str],
    size: int,
    earlier: Sequence[Talk],
) -> Event:
    """An event of *size* talks, some of which refer to *earlier* ones.

    *heading* is what it is called, without the year, and its town.
    """
    name, place = heading
    first = _FIRST_DAY + timedelta(days=rng.randrange(2800))
    days = rng.choice((1, 1, 2, 3))
    title = f"{name} {place} {first.year}"
    event_id = slug(title)
    rooms = rng.sample(words.ROOMS, 2)
    talks = tuple(
        _talk(
            rng,
            event_id,
            title=next(titles),
            speakers=cast.speakers(),
            room=rooms[number % 2],
            start=_start(first, days, size, number),
            earlier=earlier,
        )
        for number in range(size)
    )
    last = first + timedelta(days=days - 1)
    return Event(
        id=event_id,
        title=title,
        dates=first.isoformat() if days == 1 else f"{first} to {last}",
        place=place,
        host=rng.choice(orgs()),
        url=f"https://{event_id}.example.org/",
        topics=tuple(rng.sample(words.TOPICS, 3)),
        rating=_rating(rng),
        intro=prose.paragraph(rng),
        talks=talks,
    )


def _talk(
    rng: Random,
    event_id: str,
    *,
    title: str,
    speakers: tuple[Speaker, ...],
    room: str | None,
    start: str | None,
    earlier: Sequence[Talk],
) -> Talk:
    """One talk with its facts and its notes."""
    talk_id = f"{event_id}/{slug(title)}"
    planned = rng.choice((5, 20, 30, 45, 60, 90))
    return Talk(
        id=talk_id,
        title=title,
        format=_format(rng, len(speakers)),
        speakers=speakers,
        room=room,
        start=start,
        planned=_duration(planned),
        actual=_duration(planned + rng.randint(-3, 15)) if rng.random() < WITH_ACTUAL else None,
        topics=tuple(rng.sample(words.TOPICS, rng.randint(1, 3))),
        recording=_recording(rng, talk_id) if rng.random() < WITH_RECORDING else None,
        slides=f"https://slides.example.org/{talk_id}.pdf" if rng.random() < WITH_SLIDES else None,
        rating=_rating(rng) if rng.random() < WITH_RATING else None,
        paragraphs=_notes(rng, talk_id, earlier),
        takeaway=prose.sentence(rng) if rng.random() < WITH_TAKEAWAY else None,
    )


def _notes(rng: Random, talk_id: str, earlier: Sequence[Talk]) -> tuple[str, ...]:
    """Two or three paragraphs; a link or a reference stands at the end of the last."""
    paragraphs = [prose.paragraph(rng) for _ in range(rng.randint(2, 3))]
    if rng.random() < WITH_LINK:
        noun = rng.choice(words.NOUNS)
        url = f"https://{noun}.example.com/{talk_id}"
        paragraphs[-1] += f" There is more in [the {noun} notes]({url})."
    if earlier and rng.random() < WITH_REFERENCE:
        talk = rng.choice(earlier)
        paragraphs[-1] += f" It answers [{talk.title}](#{talk.id})."
    return tuple(paragraphs)


def _start(first: date, days: int, size: int, number: int) -> str:
    """When talk *number* of *size* begins: two rooms, a slot of 45 minutes each from 9:00.

    A time alone at an event of one day, else date and time.
    """
    per_day = -(-size // days)
    day, place = divmod(number, per_day)
    moment = datetime.combine(first, time(9)) + timedelta(days=day, minutes=45 * (place // 2))
    return f"{moment:%H:%M}" if days == 1 else f"{moment:%Y-%m-%d %H:%M}"


def _duration(minutes: int) -> str:
    """*minutes* as an author writes them: ``45 min``, ``1 h``, ``1 h 20``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest}" if rest else f"{hours} h"


def _format(rng: Random, speakers: int) -> str:
    """A word for the kind of talk; many speakers make a panel."""
    if speakers > 2:
        return "panel"
    return rng.choice(("talk", "talk", "talk", "keynote", "lightning", "tutorial", "demo"))


def _recording(rng: Random, talk_id: str) -> str:
    """A recording's address, half of them at a large video site."""
    if rng.random() < 0.5:
        return f"https://www.youtube.com/watch?v={''.join(rng.choices(_LETTERS, k=11))}"
    return f"https://video.example.org/{talk_id}"


def _rating(rng: Random) -> Rating:
    """A score with its reason."""
    return Rating(rng.randint(1, 5), rng.choice(words.REASONS))


def _talk_title(rng: Random) -> str:
    """Five words, such as ``Measuring Sparse Caches Beyond Compilers``."""
    verb, adjective = rng.choice(words.VERBS), rng.choice(words.ADJECTIVES)
    noun, other = rng.sample(words.NOUNS, 2)
    text = f"{prose.ing(verb)} {adjective} {noun}s {rng.choice(words.PREPOSITIONS)} {other}s"
    return text.title()


def _event_heading(rng: Random) -> tuple[str, str]:
    """What an event is called and its town, such as ``Kernel Days`` and ``Lisbon``."""
    noun = rng.choice(words.NOUNS).title()
    return f"{noun} {rng.choice(words.EVENT_KINDS)}", rng.choice(words.TOWNS)


def _names(rng: Random) -> Iterator[str]:
    """People's names in random order, none twice; with a middle name when the short ones end."""
    pairs = list(itertools.product(words.FIRST_NAMES, words.LAST_NAMES))
    rng.shuffle(pairs)
    yield from (f"{first} {last}" for first, last in pairs)
    for middle in words.FIRST_NAMES:
        yield from (f"{first} {middle} {last}" for first, last in pairs)


def _unique(values: Iterator[_T]) -> Iterator[_T]:
    """*values* without repetitions."""
    seen: set[_T] = set()
    for value in values:
        if value not in seen:
            seen.add(value)
            yield value
