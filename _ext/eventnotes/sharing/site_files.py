"""The files by which programs find their way around the site."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from eventnotes.api import Event, Page, Place, Published
from eventnotes.model.citing import markdown_text


def sitemap(notes: Published) -> str | None:
    """Return all pages (https://www.sitemaps.org/protocol.html), those of events with the day of
    their latest change, as far as the notes say it.
    """
    site = notes.site
    if not site.url or not site.has_pages or site.is_preview or site.is_private:
        return None
    events = {event.at.page: event for event in notes.events}
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for page in notes.pages:
        changed = _changed(events[page.name]) if page.name in events else ""
        day = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(_address(notes, page))}</loc>{day}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def robots(notes: Published) -> str | None:
    """Return who may read what (RFC 9309): everybody all, but nothing of a preview."""
    site = notes.site
    if site.is_private or site.is_preview:
        return "User-agent: *\nDisallow: /\n"
    said = "User-agent: *\nAllow: /\n"
    return said + (f"\nSitemap: {notes.address('sitemap.xml')}\n" if site.url else "")


def llms(notes: Published) -> str | None:
    """Return what a language model should read first (https://llmstxt.org/)."""
    if notes.site.is_private or notes.site.is_preview:
        return None
    return "\n".join([*_parts(notes), ""])


def _parts(notes: Published) -> Iterator[str]:
    yield f"# {markdown_text(notes.site.title)}"
    who = f" by {markdown_text(notes.site.author)}" if notes.site.author else ""
    yield f"\n> Notes from conferences and meetups{who}."
    yield "\n## Events\n"
    for event in notes.events:
        title = markdown_text(event.title)
        address = notes.address(Place(event.at.page, "", 0))
        said = [each for each in (event.first, event.summary) if each]
        tail = f": {markdown_text('. '.join(said))}" if said else ""
        yield f"- [{title}]({address}){tail}"
    yield "\n## Other pages\n"
    events = {event.at.page for event in notes.events}
    for page in notes.pages:
        if page.name not in events:
            yield f"- [{markdown_text(page.title)}]({_address(notes, page)})"


def _address(notes: Published, page: Page) -> str:
    return notes.address(Place(page.name, "", 0))


def _changed(event: Event) -> str:
    """Return the latest day on which the notes are known to have changed, if that is a day."""
    return max((day for day in (event.published, *event.updates) if len(day) == 10), default="")
