"""A small page for each talk and event, which is passed on in its place.

A program that shows a preview of a link asks for a page and knows no places within one. So what it
shows of a talk, the title, who spoke and the score, needs a page of its own. For a person it holds
the forms to cite the talk, and leads to the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from eventnotes.api import Event, MadeOf, Published, Talk
from eventnotes.api.previews import Picture, picture_tags, twitter_card
from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import N_, gettext
from eventnotes.model import citing
from eventnotes.model.citing import Thing
from eventnotes.model.dates import DateRange

PATTERN = "share/*.html"

# translators: the words of a link to the notes of a talk or an event
READ = N_("Read the notes")
# translators: the heading of the forms in which one can cite a talk or an event
CITE = N_("Cite it")
# translators: the label of an address that can be passed on
LINK = N_("Link")
# translators: the label of what an author writes in a page of the same notes; {language} is MyST
HERE = N_("In these notes, {language}")


def pages(notes: Published) -> Iterator[tuple[str, MadeOf]]:
    """Yield the pages; there are none where nobody else could read them."""
    site = notes.site
    if not site.url or not site.has_pages or site.is_preview or site.is_private:
        return
    write = _Writer(notes)
    events = {event.id: event for event in notes.events}
    cards: dict[str, Picture | None] = {}
    for event in filter(notes.has_id, notes.events):
        card = cards[event.id] = notes.previews.picture_of(event)
        thing = event_thing(notes, event)
        yield name_of(event.id), MadeOf(write.page, thing, _score(event), card)
    for talk in filter(notes.has_id, notes.talks):
        thing = talk_thing(notes, talk, events.get(talk.event))
        picture = notes.previews.photo_of(talk) or cards.get(talk.event)
        yield name_of(talk.id), MadeOf(write.page, thing, _score(talk), picture)


def name_of(identifier: str) -> str:
    """Return the name of the file for an id."""
    return PATTERN.replace("*", identifier)


def event_thing(notes: Published, event: Event) -> Thing:
    """Return an event as what is cited."""
    place = ", ".join(filter(None, (event.venue, event.place)))
    address = notes.address(event.at)
    return Thing("event", event.id, event.title, address, (), "", place, event.first, event.last)


def talk_thing(notes: Published, talk: Talk, event: Event | None) -> Thing:
    """Return a talk as what is cited."""
    people = (each.name or (each.org.name if each.org else "") for each in talk.speakers)
    return Thing(
        "talk",
        talk.id,
        talk.title,
        notes.address(talk.at),
        tuple(filter(None, people)),
        event.title if event is not None else "",
        ", ".join(filter(None, (event.venue, event.place))) if event is not None else "",
        talk.first,
        talk.last,
        frozenset(each.org.name for each in talk.speakers if each.org and not each.name),
    )


def _score(record: Event | Talk) -> float | None:
    return record.rating.score if record.rating is not None else None


class _Writer:
    """Writes the pages of one site, which have most of their words in common."""

    def __init__(self, notes: Published) -> None:
        self._notes = notes
        self._site = notes.site
        self._language = escape(notes.site.language)
        self._name = escape(notes.site.title)
        self._link = escape(gettext(LINK))
        self._here = {each: escape(gettext(HERE, language=each)) for each in citing.LANGUAGES}
        self._read = escape(gettext(READ))
        self._cite = escape(gettext(CITE))

    def page(self, thing: Thing, score: float | None, picture: Picture | None) -> str:
        """Return the page of a talk or an event."""
        own = name_of(thing.id)
        up = "../" * own.count("/")
        here = citing.in_notes(thing)
        title, address, own_address, description, markdown, bibtex, *others = _escaped(
            thing.title,
            thing.address,
            self._notes.address(own),
            " · ".join(self._facts(thing, score)),
            citing.markdown(thing),
            citing.bib_entry(thing).rstrip(),
            *here.values(),
        )
        forms = {self._link: own_address}
        forms |= {self._here[name]: form for name, form in zip(here, others, strict=True)}
        forms |= {"Markdown": markdown, "BibTeX": bibtex}
        shown = "".join(
            f"<dt>{label}</dt>\n<dd><pre>{form}</pre></dd>\n" for label, form in forms.items()
        )
        tags = {
            "og:title": title,
            "og:type": "article",
            "og:url": own_address,
            "og:site_name": self._name,
            "og:description": description,
            **{name: escape(value) for name, value in picture_tags(self._site, picture)},
        }
        graph = "".join(
            f'<meta property="{name}" content="{value}">\n' for name, value in tags.items() if value
        )
        return f"""<!DOCTYPE html>
<html lang="{self._language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="description" content="{description}">
<title>{title}</title>
{graph}{twitter_card(has_picture=picture is not None)}>
<link rel="canonical" href="{address}">
{self._icon(up)}<link rel="stylesheet" href="{up}_static/eventnotes.css">
</head>
<body class="en-share-page">
<main>
<h1>{title}</h1>
<p>{description}</p>
<p><a href="{address}">{self._read}</a></p>
<h2>{self._cite}</h2>
<dl>
{shown}</dl>
</main>
</body>
</html>
"""

    def _icon(self, up: str) -> str:
        """Return the tag of the icon that all pages have, if they have one."""
        icon = self._site.icon
        address = icon if "://" in icon else f"{up}{icon}"
        return f'<link rel="icon" href="{escape(address)}">\n' if icon else ""

    def _facts(self, thing: Thing, score: float | None) -> list[str]:
        """Return what a preview says below the title."""
        days = DateRange(thing.first, thing.last) if thing.first else None
        said = [
            ", ".join(thing.people),
            thing.event,
            date_words.days(days, self._site.language) if days is not None else "",
        ]
        if score is not None:
            shown = words.of_scale(score, self._site.rating_scale)
            said.append(gettext(terms.RATING_OF, score=shown))
        return [each for each in said if each]


def _escaped(*texts: str) -> list[str]:
    """Return texts as they stand in HTML; all at once, which is much faster."""
    found = escape("\0".join(texts)).split("\0")
    return found if len(found) == len(texts) else list(map(escape, texts))
