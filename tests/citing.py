"""What a site that was built cites of the web."""

from __future__ import annotations

from building import Site

from eventnotes.model.prose import plain
from eventnotes.model.resources import Place


def places(built: Site) -> list[Place]:
    """Return all places, in the order of pages and of each page."""
    found = [
        place for each in built.domain.library.web.resource_at.values() for place in each.places
    ]
    return sorted(found, key=lambda place: (place.page, place.number))


def sentence(place: Place) -> str:
    """Return what a place says, the link in brackets."""
    marked = (
        run._replace(text=f"[{run.text}]") if run.style == "here" else run for run in place.sentence
    )
    return plain(tuple(marked))


def cited(built: Site) -> list[str]:
    """Return the addresses that the site cites, as they are written."""
    return [place.url for place in places(built)]
