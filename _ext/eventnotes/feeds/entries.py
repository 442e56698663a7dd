"""Which events are in a feed, by what days, and under which ids; the same in every form.

An event is dated by the day its notes came out, else by its last day, and counts as changed on the
day of its latest update. One without any of these days, or that is still to come, is in no feed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urljoin
from weakref import WeakKeyDictionary

from sphinx.config import Config

from eventnotes.api import Event, MadeOf, Published, Series, Site, Topic
from eventnotes.model.dates import DateRange


@dataclass(frozen=True, eq=False, repr=False)
class Entry:
    """An event in a feed; a digest of all that is in it represents it."""

    id: str
    """A tag URI (RFC 4151), which stays where the site moves."""
    address: str
    title: str
    summary: str
    html: str
    """Its text."""
    topics: tuple[str, ...]
    language: str
    published: str
    """When it came out, as RFC 3339 has it."""
    updated: str
    """When it was last changed."""
    forms: dict[str, bytes] = field(default_factory=dict)
    """What has been written of it, by the format: it is the same in all feeds."""

    @cached_property
    def _digest(self) -> str:
        made = sha256(self.html.encode("utf-8", "surrogatepass"))
        rest = [each for name, each in vars(self).items() if name not in {"html", "forms"}]
        made.update(repr(rest).encode("utf-8", "surrogatepass"))
        return made.hexdigest()

    def __repr__(self) -> str:
        return self._digest

    def once(self, form: str, write: Callable[[Entry], str]) -> bytes:
        """Return it in a format, written when first asked for, in UTF-8."""
        if form not in self.forms:
            self.forms[form] = write(self).encode()
        return self.forms[form]


class Feed(NamedTuple):
    """A feed, the entry that was changed last first."""

    id: str
    title: str
    site: Site
    home: str
    """The address of what it is a feed of: the site, or the place of a series or a topic."""
    name: str
    """Of its file, without the ending."""
    entries: list[Entry]

    @property
    def updated(self) -> str:
        """When it was last changed; of an empty one, the beginning of Unix time."""
        return self.entries[0].updated if self.entries else "1970-01-01T00:00:00Z"

    def pictures(self, icon: str, logo: str) -> Iterator[tuple[str, str]]:
        """Yield the addresses of the pictures that the site has, each after the name it gets."""
        for name, picture in ((icon, self.site.icon), (logo, self.site.logo)):
            if picture:
                yield name, urljoin(self.site.url, picture)


Write = Callable[[Feed], bytes]


def are_wanted(site: Site) -> bool:
    """Tell whether a site has feeds: those of a pull request would only repeat its own."""
    return bool(site.url) and site.has_pages and not (site.is_preview or site.is_private)


def is_entry(event: Event) -> bool:
    """Tell whether an event is in the feeds."""
    return bool(event.published or (event.last and event.attended != "not yet"))


def main(notes: Published, config: Config, suffix: str, write: Write) -> MadeOf | None:
    """Return the feed of the site, if it has any."""
    if not are_wanted(notes.site):
        return None
    found = _Feeds(notes)
    every = found.entries(filter(notes.has_id, notes.events), config.eventnotes_feed_entries)
    return MadeOf(write, found.feed("feed", notes.site.title, notes.site.url, every))


def others(
    notes: Published, config: Config, suffix: str, write: Write
) -> Iterator[tuple[str, MadeOf]]:
    """Yield the feeds of series and topics that have an event, each with the name of its file."""
    if not are_wanted(notes.site):
        return
    found = _Feeds(notes)
    events = {event.id: event for event in notes.events if notes.has_id(event)}
    groups: list[Series | Topic] = [*notes.series, *notes.topics]
    for one in groups:
        chosen = (events[each] for each in one.events if each in events)
        if some := found.entries(chosen, config.eventnotes_feed_entries):
            name, title = f"feeds/{one.id}", f"{notes.site.title} – {one.name}"
            feed = found.feed(name, title, notes.address(one.at), some)
            yield f"{name}.{suffix}", MadeOf(write, feed)


_MADE: WeakKeyDictionary[Published, dict[str, Entry]] = WeakKeyDictionary()
"""The entries of a build, by the ids of their events; they hold nothing of the notes."""


class _Feeds:
    """The entries of one build, each made once for all feeds."""

    def __init__(self, notes: Published) -> None:
        self._site = notes.site
        self._html = notes.html
        self._address = notes.address
        self._lasting_id = notes.lasting_id
        self._made = _MADE.setdefault(notes, {})

    def feed(self, name: str, title: str, home: str, entries: list[Entry]) -> Feed:
        """Return a feed by the name of its file, without the ending."""
        tag = self._site.tag(name)
        return Feed(tag, title, self._site, home, name, entries)

    def entries(self, events: Iterable[Event], most: int) -> list[Entry]:
        """Return those of some events that were changed last."""
        dated = [(_updated(event), event.id, event) for event in events if is_entry(event)]
        latest = sorted(dated, key=lambda each: each[:2], reverse=True)[:most]
        return [self._entry(event, updated) for updated, _, event in latest]

    def _entry(self, event: Event, updated: str) -> Entry:
        if event.id not in self._made:
            self._made[event.id] = Entry(
                id=self._site.tag(f"event/{self._lasting_id(event)}"),
                address=self._address(event.at).partition("#")[0],
                title=event.title,
                summary=event.summary,
                html=self._html(event.at.page),
                topics=tuple(topic.name for topic in event.topics),
                language=event.language or self._site.language,
                published=_instant(event.published or event.last),
                updated=updated,
            )
        return self._made[event.id]


def _updated(event: Event) -> str:
    days = (event.published or event.last, *event.updates)
    return max(map(_instant, days))


def _instant(date: str) -> str:
    """Return noon of a day in UTC, which is on that day nearly everywhere; of a month or a year,
    that of its last one.
    """
    return f"{DateRange(date, date).last_day.isoformat()}T12:00:00Z"
