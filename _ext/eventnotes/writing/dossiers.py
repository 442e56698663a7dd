"""What is known of one person, organisation or topic, and what refers to anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eventnotes import terms, words
from eventnotes.messages import gettext
from eventnotes.model import ids
from eventnotes.model.answer import collate
from eventnotes.model.corpus import Entry
from eventnotes.model.dossiers import Affiliation, Dossier, Row
from eventnotes.model.library import Cited, Library
from eventnotes.model.parts import MOST_ROWS
from eventnotes.model.records import About
from eventnotes.model.resources import bare_address
from eventnotes.writing.pen import B, I, Pen
from eventnotes.writing.rows import line_of


def dossier_blocks(pen: Pen[I, B], dossier: Dossier, about: About | None) -> Iterator[B]:
    """Yield what stands in the entry of a name, below its heading."""
    kind = dossier.entry.kind
    if kind == "person":
        shown = pen.join(_affiliation(pen, each) for each in dossier.affiliations())
        yield pen.line(shown, "en-affiliations")
    names = _other_names(dossier, about)
    if names:
        shown = pen.join(pen.text(name) for name in names)
        yield pen.line(pen.filled(gettext(terms.ALSO), names=shown), "en-also")
    if kind == "org" and dossier.people:
        people = sorted(dossier.people.values(), key=lambda entry: collate(entry.title))
        shown = pen.join(pen.entry(entry) for entry in people)
        yield pen.line(pen.filled(gettext(terms.PEOPLE), names=shown), "en-affiliations")
    labels = (
        "" if kind == "person" else gettext(terms.TALKS),
        gettext(terms.MODERATED_TALKS),
        gettext(terms.ABSENT_FROM),
        gettext(terms.EVENTS) if kind == "topic" else gettext(terms.EVENTS_RUN),
        gettext(terms.EVENTS_SPONSORED),
        gettext(terms.LINKS) if kind == "topic" else gettext(terms.LINKS_MADE),
        gettext(terms.TAKEAWAYS),
    )
    for rows, label in zip(dossier.shelves(), labels, strict=True):
        if not rows:
            continue
        yield pen.line(pen.text(label), "en-label")
        latest = rows[:MOST_ROWS]
        yield pen.items((line_of(pen, row, within=kind) for row in latest), "en-rows")
        if len(latest) < len(rows):
            counts = talks_counted(latest), talks_counted(rows)
            yield pen.line(pen.text(words.of_all(*counts)), "en-count")
    yield cited_block(pen, dossier.entry.id)


def described(pen: Pen[I, B], about: About | None) -> Iterator[B]:
    """Yield an author's description, for an entry that stands elsewhere than it does."""
    if about is None:
        return
    for runs in about.prose:
        yield pen.line(pen.prose(runs, about.page), "en-described")
    if about.url:
        yield pen.line(pen.link(about.url, bare_address(about.url)), "en-site")


def about_blocks(pen: Pen[I, B], about: About) -> Iterator[B]:
    """Yield what the notes say of whom ``{about}`` describes; nothing for an example in a guide."""
    dossier = pen.library.dossiers.get(about.id)
    if dossier is not None and pen.library.abouts.get(about.id) == about:
        yield from dossier_blocks(pen, dossier, about)


def anchors_of(library: Library, entry: Entry) -> list[str]:
    """Return the anchors of an entry: its own first, then those of names it used to have."""
    aliases = library.aliases.get(entry.id, ())
    return [ids.anchor(entry.kind, name) for name in (entry.id, *aliases)]


def _affiliation(pen: Pen[I, B], each: Affiliation) -> I:
    where = pen.named(each.org) if each.org is not None else pen.text("")
    shown = pen.join([where, pen.text(each.role)])
    first, last = each.first[:4], each.last[:4]
    if not first:
        return shown
    years = first if first == last else f"{first}–{last}"
    return pen.join([shown, pen.text(f"({years})")], " ")


def _other_names(dossier: Dossier, about: About | None) -> list[str]:
    """Return the names in use that are not the one shown in another spelling."""
    own = ids.slug(dossier.entry.title)
    written = [*dossier.names, *(alias.text for alias in (about.aliases if about else ()))]
    found = {ids.slug(name): name for name in reversed(written) if name}
    return sorted((name for slug, name in found.items() if slug != own), key=collate)


# -- what refers here --------------------------------------------------------------------------


def cited_here(pen: Pen[I, B], identifier: str, anchors: Sequence[str]) -> B:
    """Write what refers to an object, where it stands: not at a second one that claims its id."""
    entry = pen.library.entries.get(identifier)
    own = entry is not None and entry.page == pen.page and entry.anchor in anchors
    return cited_block(pen, identifier) if own else pen.blocks(())


def cited_block(pen: Pen[I, B], identifier: str) -> B:
    """Write what refers to an object, folded, with the count; nothing if nothing does."""
    places = pen.library.cited.get(identifier, [])
    if not places:
        return pen.blocks(())
    shown = places[:MOST_ROWS]
    body = [_cited_items(pen, shown)]
    if len(shown) < len(places):
        body.append(pen.line(pen.text(words.first_of(len(shown), len(places))), "en-count"))
    return pen.fold(words.cited(len(places)), body, "en-cited")


def _cited_items(pen: Pen[I, B], places: Iterable[Cited]) -> B:
    items: list[I] = []
    for place in places:
        on_page = place.page == pen.page
        titles = [] if on_page else [place.title or place.page]
        if place.section and place.section != place.title:
            titles.append(place.section)
        if not titles:
            titles.append(gettext(terms.THIS_PAGE))
        head = pen.to(place.page, place.anchor, pen.text(" › ".join(titles)))
        if place.via:
            head = pen.join([head, pen.text(f"({terms.VIA[place.via]})")], " ")
        sentence = pen.prose(place.sentence, place.page)
        items.append(pen.join([head, pen.small(sentence, "en-sentence")], ""))
    return pen.items(items)


def talks_counted(rows: Iterable[Row]) -> int:
    """Return how many are not private."""
    return sum(1 for row in rows if not row.private)
