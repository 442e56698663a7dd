"""A resource of the web as a line in a list, with the places that cite it."""

from __future__ import annotations

from collections.abc import Iterable

from eventnotes.i18n import terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.model import urls
from eventnotes.model.library import Library
from eventnotes.model.pagination import MOST_PLACES
from eventnotes.model.profiles import Row
from eventnotes.model.resources import Place, Resource
from eventnotes.views import lines
from eventnotes.views.inline import day, filled, join, link, name, prose, small
from eventnotes.views.tree import Inline, Item, Items, Out, Ref


def resource_items(
    library: Library, rows: Iterable[Row], *, within: str = "", folded: bool = False
) -> Items:
    """Return resources as a list, the places that cite each below it.

    :param folded: whether they are folded away below how many they are.
    """
    found = [row for row in rows if isinstance(row.record, Resource)]
    items = [_item(library, row, within, folded=folded) for row in found]
    return Items(tuple(items), "en-rows")


def _item(library: Library, row: Row, within: str, *, folded: bool) -> Item:
    resource = row.record
    assert isinstance(resource, Resource)
    key = ("resource", id(resource), within, folded)
    known = library.shown.get(key)
    if known is None:
        below = _citing_places(library, resource, within_event=within == "event")
        item = Item(_line(library, resource, within), tuple(below))
        if folded:
            places = len({(place.page, place.anchor) for place in resource.places})
            facts = {"places": str(places), "last": row.day, "years": row.day[:4]}
            kept = tuple((name, value) for name, value in facts.items() if value)
            count = words.count("places", places) if places > 1 or not row.day else ""
            said = " · ".join(filter(None, (count, row.day[:4])))
            item = item._replace(folded=said, known=kept)
        known = library.shown[key] = (resource, item)
    shown: Item = known[1]
    return shown


def _line(library: Library, resource: Resource, within: str) -> Inline:
    """Return the title of a resource as a link, and what is known of it.

    :param within: what the heading above says and the line need not: ``kind``, ``site``,
        ``event``, or nothing.
    """
    url, title = resource.url, resource.title
    facts = [
        "" if within == "kind" else lines.kind(resource.kind),
        join(name(library, author) for author in resource.authors),
        "" if within == "site" else resource.site,
        day(library, resource.date),
    ]
    shown = link(library, url, title) if url else title
    meta = small(join(facts, " · "), "en-meta")
    return join([join([shown, lines.private(resource.private)], " "), meta], "")


def _citing_places(library: Library, resource: Resource, *, within_event: bool) -> list[Inline]:
    """Return a line for each place that cites a resource, those of one card or section once."""
    shown: list[Inline] = []
    seen: set[tuple[str, str, str]] = set()
    left = 0
    for place in resource.places:
        key = (place.page, place.anchor, place.option)
        if place.option == "link" and _is_said_elsewhere(place, resource):
            continue
        if key in seen and not place.sentence:
            continue
        seen.add(key)
        if len(shown) < MOST_PLACES:
            shown.append(_place(library, place, resource.title, within_event=within_event))
        else:
            left += 1
    return [*shown, words.more_places(left)] if left else shown


def _is_said_elsewhere(place: Place, resource: Resource) -> bool:
    """Tell whether a card's place is also that of a text or an option of the same section."""
    return any(
        other is not place and (other.page, other.section) == (place.page, place.section)
        for other in resource.places
    )


def _place(library: Library, place: Place, called: str, *, within_event: bool) -> Inline:
    titles = [] if within_event and place.section else [place.title or place.page]
    if place.section and place.section not in {place.title, called}:
        titles.append(place.section)
    where = Ref(place.page, place.anchor, " › ".join(titles) or place.title)
    part = urls.part_of(place.url) if not place.option else ""
    cited_as = place.option and terms.CITED_AS.get(place.option, "")
    head = join([where, cited_as, Out(place.url, words.at(part)) if part else ""])
    runs = place.sentence[1:] if place.comment else place.sentence
    if not any(run.style != "here" for run in runs):
        return head
    said = prose(library, runs, place.page)
    return filled(gettext(terms.SAID_AT), place=head, words=said)
