"""The web as these notes cite it and as the network was found to answer, by address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from eventnotes.model import urls
from eventnotes.model.collation import page_order
from eventnotes.model.dates import DateRange
from eventnotes.model.lock import Copy, Known
from eventnotes.model.profiles import Row
from eventnotes.model.records import Link, PageNotes
from eventnotes.model.resources import (
    KIND_OF_OPTION,
    LONGEST_ADDRESS,
    Place,
    Resource,
    bare_address,
    find_resources,
    is_address,
)


class Web:
    """What is cited of the web, put together when it is first asked for."""

    def __init__(
        self, pages: Mapping[str, PageNotes], cards: Sequence[Row], known: Mapping[str, Known]
    ) -> None:
        """Take what was noted.

        :param cards: the rows of all ``{link}`` cards.
        :param known: by canonical address, what the network was found to say of links.
        """
        self._pages = pages
        self._cards = cards
        self.known = known

    @cached_property
    def resource_at(self) -> dict[str, Resource]:
        """By canonical address, what is cited of the web, in the order of its first places."""
        return find_resources(self._pages, self.known)

    @cached_property
    def citings(self) -> list[Row]:
        """A row for each place that cites something of the web, newest first."""
        rows = [
            self._citing(resource, place)
            for resource in self.resource_at.values()
            for place in resource.places
        ]
        rows.sort(key=lambda row: (row.day, row.last), reverse=True)
        return rows

    def _citing(self, resource: Resource, place: Place) -> Row:
        record = resource._replace(places=(place,), private=place.private)
        talk, event = place.talk, place.event
        if resource.date:
            return Row(record, talk, event, resource.date, resource.date)
        span = event.date if event is not None and event.date else DateRange("", "")
        day = talk.start.day if talk is not None and talk.start is not None else ""
        return Row(record, talk, event, day or span.first, day or span.last)

    @cached_property
    def kinds_cited(self) -> dict[str, set[str]]:
        """By id of a talk, or of an event outside its talks, the kinds of what is cited there."""
        found: dict[str, set[str]] = {}
        for resource in self.resource_at.values():
            for place in resource.places:
                owner = place.talk or place.event
                if owner is not None:
                    kinds = found.setdefault(owner.id, set())
                    kinds.add(resource.kind)
                    if place.option in KIND_OF_OPTION:
                        kinds.add(KIND_OF_OPTION[place.option])
        return found

    def known_of(self, url: str) -> Known | None:
        """Return what the network was found to say of an address, if it was asked."""
        if not self.known or not url:
            return None
        try:
            return self.known.get(urls.canonical_url(url))
        except ValueError:  # of another extension's making
            return None

    def date_of(self, url: str) -> str:
        """Return when what is at an address came out: as a card says, or as was found.

        It is that of its resource, without a look at all that the notes cite.
        """
        if not (self.known or self._dates):
            return ""
        key = urls.canonical_url(url)
        known = self.known.get(key)
        return self._dates.get(key, "") or (known.date if known is not None else "")

    @cached_property
    def _dates(self) -> dict[str, str]:
        """By canonical address, what the first dated card says."""
        pages = sorted(self._pages, key=page_order)
        links = (link for name in pages for link in self._pages[name].links)
        dated = [link for link in links if link.date and link.url]
        dated.sort(key=lambda link: link.private)
        return {urls.canonical_url(link.url): link.date for link in reversed(dated)}

    def is_gone(self, url: str) -> bool:
        """Tell whether an address leads nowhere any more; one of a copy still does."""
        known = self.known_of(url)
        return known is not None and known.dead and urls.original_url(url) == url

    def title_of_link(self, url: str, text: str) -> str:
        """Return what a link is called away from its page: its words, or the title of what it is.

        Words that are no more than a long address are cut.
        """
        if not is_address(text, url):
            return text
        known = self.known_of(url)
        if known is not None and known.title:
            return known.title
        bare = bare_address(url)
        return bare if len(bare) <= LONGEST_ADDRESS else f"{bare[: LONGEST_ADDRESS - 1]}…"

    def copy_of(self, url: str) -> Copy | None:
        """Return an archived copy of what is at an address: the author's own, or one found."""
        resource = self.resource_at.get(urls.canonical_url(url))
        if resource is not None and resource.archive:
            return Copy(resource.archive, urls.copied_on(resource.archive))
        known = self.known_of(url)
        return known.archive if known is not None else None

    @cached_property
    def titles(self) -> dict[str, str]:
        """By id of a card, the title that was found where its author gave none."""
        found: dict[str, str] = {}
        for row in self._cards if self.known else ():
            link = row.record
            known = self.known_of(link.url) if isinstance(link, Link) else None
            if not isinstance(link, Link) or known is None or not known.title:
                continue
            if is_address(link.title, link.url):
                found.setdefault(link.id, known.title)
        return found
