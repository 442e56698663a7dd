"""A resource of the web as a line in a list, with the places that cite it."""

from __future__ import annotations

from collections.abc import Iterable

from eventnotes import terms, words
from eventnotes.messages import gettext
from eventnotes.model import urls
from eventnotes.model.dossiers import Row
from eventnotes.model.parts import MOST_PLACES
from eventnotes.model.resources import Place, Resource
from eventnotes.writing.pen import B, I, Pen


def resource_items(pen: Pen[I, B], rows: Iterable[Row], *, within: str = "") -> B:
    """Write resources as a list, the places that cite each below it."""
    found = [row.record for row in rows if isinstance(row.record, Resource)]
    return pen.detailed(
        (
            (
                resource_line(pen, resource, within=within),
                citing_places(pen, resource, within_event=within == "event"),
            )
            for resource in found
        ),
        "en-rows",
    )


def resource_line(pen: Pen[I, B], resource: Resource, *, within: str = "") -> I:
    """Write a resource: its title as a link, and what is known of it.

    :param within: what the heading above says and the line need not: ``kind``, ``site``,
        ``event``, or nothing.
    """
    private = pen.text(f"({gettext(terms.PRIVATE_MARK)})" if resource.private else "")
    shown = pen.link(resource.url, resource.title) if resource.url else pen.text(resource.title)
    facts = [
        pen.text("") if within == "kind" else pen.kind(resource.kind),
        pen.join(pen.named(author) for author in resource.authors),
        pen.text("" if within == "site" else resource.site),
        pen.day(resource.date),
    ]
    meta = pen.small(pen.join(facts, " · "), "en-meta")
    return pen.join([pen.join([shown, private], " "), meta], "")


def citing_places(pen: Pen[I, B], resource: Resource, *, within_event: bool = False) -> list[I]:
    """Return a line for each place that cites a resource, those of one card or section once."""
    lines: list[I] = []
    seen: set[tuple[str, str, str]] = set()
    left = 0
    for place in resource.places:
        key = (place.page, place.anchor, place.option)
        if place.option == "link" and _is_said_elsewhere(place, resource):
            continue
        if key in seen and not place.sentence:
            continue
        seen.add(key)
        if len(lines) < MOST_PLACES:
            lines.append(_place(pen, place, resource.title, within_event=within_event))
        else:
            left += 1
    if left:
        lines.append(pen.text(words.more_places(left)))
    return lines


def _is_said_elsewhere(place: Place, resource: Resource) -> bool:
    """Tell whether a card's place is also that of a text or an option of the same section."""
    return any(
        other is not place and (other.page, other.section) == (place.page, place.section)
        for other in resource.places
    )


def _place(pen: Pen[I, B], place: Place, called: str, *, within_event: bool) -> I:
    titles = [] if within_event and place.section else [place.title or place.page]
    if place.section and place.section not in {place.title, called}:
        titles.append(place.section)
    where = pen.to(place.page, place.anchor, pen.text(" › ".join(titles) or place.title))
    part = urls.part_of(place.url) if not place.option else ""
    said = [pen.text(terms.CITED_AS.get(place.option, ""))]
    said.append(pen.out(place.url, words.at(part)) if part else pen.text(""))
    runs = place.sentence[1:] if place.comment else place.sentence
    head = pen.join([where, *said])
    if not any(run.style != "here" for run in runs):
        return head
    return pen.filled(gettext(terms.SAID_AT), place=head, words=pen.prose(runs, place.page))
