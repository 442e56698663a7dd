"""What these notes cite of the web: one entry for each resource, with every place that cites it.

A place is a link in a text, an option such as ``:recording:``, or a ``{link}`` card. Two addresses
are one resource if they have one canonical address; the notes' own words for it come first, then
what the resource was found to say of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from eventnotes.model import urls
from eventnotes.model.collation import page_order
from eventnotes.model.hosts import ascii_host
from eventnotes.model.lock import Known
from eventnotes.model.people import Mention, Name
from eventnotes.model.prose import Prose
from eventnotes.model.records import Event, Link, PageNotes, Talk

KIND_OF_OPTION = {
    "recording": "video",
    "slides": "slides",
    "paper": "paper",
    "code": "code",
    "event": "event",
}
"""What an option says of its address, where its site says nothing. The ending of a file says less:
slides are given out as PDF."""
_MEDIA = ("recording", "slides", "paper", "code")
_TALKS = frozenset({*_MEDIA, "programme"})
_LONGEST_TITLE = 150
LONGEST_ADDRESS = 60
"""The most characters that are shown of an address that has no title."""


class Place(NamedTuple):
    """One place that cites a resource."""

    url: str
    """The address as it is written there."""
    page: str
    title: str
    """The page's."""
    section: str
    anchor: str
    talk: Talk | None
    event: Event | None
    sentence: Prose = ()
    """The sentence around a link in a text, the link in the style ``here``."""
    comment: bool = False
    """Whether the link opens a list item and the rest of the sentence is a comment on it."""
    option: str = ""
    """The option that holds the address, ``link`` for a card, or nothing for a text."""
    private: bool = False
    link: Link | None = None
    """The card, if it is one."""
    number: int = 0
    """Which of its page's places it is."""


class Resource(NamedTuple):
    """One thing on the web that these notes cite."""

    key: str
    """Its canonical address; something else for a card without one."""
    url: str
    """The address to follow: that of its card, or else as it was first written."""
    title: str
    kind: str
    site: str
    authors: tuple[Mention, ...]
    date: str
    """ISO 8601, when it came out."""
    topics: tuple[Name, ...]
    archive: str
    """Address of a copy that the author gave or cites."""
    id: str
    """That of its card, or nothing."""
    page: str
    anchor: str
    """Where it stands: its card, or else the first place that cites it."""
    places: tuple[Place, ...]
    private: bool = False
    """Whether only private words cite it."""


def find_resources(
    pages: Mapping[str, PageNotes], known: Mapping[str, Known]
) -> dict[str, Resource]:
    """Return all resources by canonical address, in the order in which they are first cited.

    :param known: what the network was found to say, by canonical address.
    """
    places: dict[str, list[Place]] = {}
    cards: dict[str, list[Link]] = {}
    for name in sorted(pages, key=page_order):
        keys = pages[name].keys or keys_of(name, pages[name])
        for number, (key, place) in enumerate(zip(keys, _places(name, pages[name]), strict=True)):
            places.setdefault(key, []).append(place._replace(number=number))
            if place.link is not None:
                cards.setdefault(key, []).append(place.link)
    return {
        key: _resource(key, found, cards.get(key, ()), known.get(key))
        for key, found in places.items()
    }


def keys_of(page: str, notes: PageNotes) -> tuple[str, ...]:
    """Return the canonical address of each place on a page, or what a card without one has."""
    return tuple(
        urls.canonical_url(place.url) if place.url else f"#{page}-{number}"
        for number, place in enumerate(_places(page, notes))
    )


def bare_address(url: str) -> str:
    """Return an address as people say it: without its scheme and last slash."""
    return url.partition("://")[2].rstrip("/")


def is_address(text: str, url: str) -> bool:
    """Tell whether the words of a link are no more than its address."""
    if text == url:
        return True
    if " " in text and not ("%" in url or " " in url):  # most titles, told quickly
        return False
    return _comparable(text) == _comparable(url)


@lru_cache(maxsize=65536)
def _comparable(text: str) -> str:
    """Return an address in a form that is the same however letters in it are encoded."""
    host, slash, rest = (text.partition("://")[2] or text).partition("/")
    with suppress(ValueError):
        host = ascii_host(unquote(host))
    return unquote(f"{host}{slash}{rest}").rstrip("/")


def _places(page: str, notes: PageNotes) -> Iterator[Place]:
    """Yield where a page cites something: its event's options, its talks', then its text."""
    talks = {talk.id: talk for talk in reversed(notes.talks)}
    event = notes.event
    if event is not None:
        at = (page, notes.title, "", event.anchor, None, event)
        if event.url:
            yield Place(event.url, *at, option="event", private=event.private)
        for option in ("recording", "slides"):
            for url in getattr(event, option):
                yield Place(url, *at, option=option, private=event.private)
    for talk in notes.talks:
        at_talk = (page, notes.title, talk.title, talk.anchor, talk, event)
        if talk.url:
            yield Place(talk.url, *at_talk, option="programme", private=talk.private)
        for option in _MEDIA:
            for url in getattr(talk, option):
                yield Place(url, *at_talk, option=option, private=talk.private)
    for about in notes.about:
        if about.url:
            yield Place(
                *(about.url, page, notes.title, about.title, about.anchor, None, event),
                option="about",
            )
    for link in notes.links:
        owner = talks.get(link.owner)
        section = owner.title if owner is not None else ""
        yield Place(
            *(link.url, page, notes.title, section, link.anchor, owner, event),
            option="link",
            private=link.private,
            link=link,
        )
    for cite in notes.cites:
        if cite.role == "url":
            owner = talks.get(cite.owner)
            place = (page, notes.title, cite.section, cite.anchor, owner, event)
            yield Place(cite.target, *place, cite.sentence, cite.comment)


class _Said(NamedTuple):
    """What the cards of a resource say of it."""

    card: Link | None = None
    title: str = ""
    kind: str = ""
    site: str = ""
    """What an author calls the site, if that is not the host's name."""
    authors: tuple[Mention, ...] = ()
    date: str = ""
    topics: tuple[Name, ...] = ()
    archive: str = ""


_NOTHING = _Said()


def _said_on(cards: Iterable[Link]) -> _Said:
    """Return what cards say; of each the first that says anything, public ones before others."""
    cards = sorted(cards, key=lambda link: link.private)
    return _Said(
        cards[0],
        next((link.title for link in cards if not is_address(link.title, link.url)), ""),
        cards[0].kind,
        next((link.site for link in cards if link.site != urls.site(link.url)), ""),
        next((link.authors for link in cards if link.authors), ()),
        next((link.date for link in cards if link.date), ""),
        next((link.topics for link in cards if link.topics), ()),
        next((link.archive for link in cards if link.archive), ""),
    )


def _resource(
    key: str, places: list[Place], cards: Sequence[Link], known: Known | None
) -> Resource:
    said = _said_on(cards) if cards else _NOTHING
    card = said.card
    first = min(places, key=lambda place: place.private)
    known = known or Known()
    addresses = [card.url] if card is not None else [first.url, *[place.url for place in places]]
    url = next(filter(_is_original, addresses), addresses[0])
    return Resource(
        key,
        url,
        said.title or known.title or _called(places) or bare_address(url),
        said.kind or _kind(url, key, places),
        said.site or known.site or urls.site(key if url else ""),
        said.authors or tuple([Mention("", name) for name in known.author]),
        said.date or known.date,
        said.topics,
        said.archive or _copy_cited(places),
        card.id if card is not None else "",
        card.page if card is not None else first.page,
        card.anchor if card is not None else first.anchor,
        tuple(places),
        all(place.private for place in places),
    )


def _is_original(url: str) -> bool:
    return urls.original_url(url) == url


def _copy_cited(places: Iterable[Place]) -> str:
    """Return the address of a copy that an author cites."""
    return next((place.url for place in places if urls.copied_on(place.url)), "")


def _kind(url: str, key: str, places: Iterable[Place]) -> str:
    """Return the kind that no card says: that of the site, of an option, or of the file."""
    by_site = urls.kind_by_site(url, key)
    hints = (KIND_OF_OPTION.get(place.option) for place in places)
    return by_site or next(filter(None, hints), "") or urls.kind_by_ending(url)


def _called(places: Iterable[Place]) -> str:
    """Return what authors call a resource that nothing gives a title to.

    That is the link that opens a list item, else the talk or event whose recording or slides it
    is, else the longest words of a link.
    """
    texts = [(place.comment, _words_of_link(place)) for place in places]
    texts = [text for text in texts if text[1] and len(text[1]) <= _LONGEST_TITLE]
    opening = [words for comment, words in texts if comment]
    named = opening or list(filter(None, map(_named_by_option, places)))
    if named:
        return named[0]
    return max([words for _, words in texts], key=len, default="")


def _named_by_option(place: Place) -> str:
    if place.option in _TALKS and place.talk is not None:
        return place.talk.title
    if place.option in {"event", "recording", "slides"} and place.event is not None:
        return place.event.title
    return place.section if place.option == "about" else ""


def _words_of_link(place: Place) -> str:
    shown = next((run.text for run in place.sentence if run.style == "here"), "")
    return "" if not shown or is_address(shown, place.url) else shown
