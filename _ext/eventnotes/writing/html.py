"""Cards and blocks as HTML: one call for each card, with microformats2 on its elements.

The roots (``h-event``) are the sections; a card carries their properties, a nested ``h-review``
the verdict (https://microformats.org/wiki/microformats2-parsing).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from eventnotes import words
from eventnotes.domain import notes_domain
from eventnotes.model import urls
from eventnotes.model.corpus import entry_of, name_of
from eventnotes.model.people import Mention, Name
from eventnotes.model.quantities import on_scale
from eventnotes.model.records import About, Event, Link, Rating, Talk
from eventnotes.nodes import card, prose_of, takeaway, title_of
from eventnotes.writing.dossiers import about_blocks, cited_block
from eventnotes.writing.html_pen import HtmlPen, stars

Translator = Any
"""Sphinx's HTML translator; its classes differ by builder and docutils leaves them untyped."""


def visit_card(self: Translator, node: card) -> None:
    """Write a card up to its prose."""
    title = title_of(node)
    written = _Writer(self, node).card()
    node["after"] = written.after
    node.children = [*prose_of(node)]
    self.body.append(written.opening)
    if title is not None and node["kind"] != "link":
        title.walkabout(self)
    self.body.append(written.before)


def depart_card(self: Translator, node: card) -> None:
    """Write the rest."""
    self.body.append(node.attributes.pop("after"))


def visit_takeaway(self: Translator, node: takeaway) -> None:
    """Open a takeaway, with its label."""
    self.body.append(self.starttag(node, "div", "", role="note"))
    self.body.append(f'<p class="en-label">{words.TAKEAWAY}</p>\n')


def visit_private(self: Translator, node: Any) -> None:
    """Open a private block, with its label."""
    self.body.append(self.starttag(node, "div", "", CLASS="en-private", role="note"))
    self.body.append(f'<p class="en-label">{words.PRIVATE}</p>\n')


def depart_takeaway(self: Translator, node: takeaway) -> None:
    """Close a takeaway after its topics and what refers to it."""
    writer = _Writer(self, node)
    self.body.append(f"{writer.chips(node.get('topics', ()))}{writer.cited(node)}</div>\n")


def depart_block(self: Translator, node: Any) -> None:
    """Close a block."""
    self.body.append("</div>\n")


class _Written(NamedTuple):
    """A card in HTML, but for its title and its prose."""

    opening: str = ""
    before: str = ""
    after: str = ""


class _Writer:
    """Writes one card of one page."""

    def __init__(self, translator: Translator, node: card | takeaway) -> None:
        self.builder: StandaloneHTMLBuilder = translator.builder
        self.config = translator.config
        self.domain = notes_domain(self.builder.env)
        self.entries = self.domain.entries
        self.scale: int = self.config.eventnotes_rating_scale
        self.language: str = self.config.language
        self.node = node
        self.here = ""

    def card(self) -> _Written:
        """Return the card."""
        record = self.node["record"]
        if record is None:
            return _Written()
        self.here = getattr(record, "anchor", "")
        if isinstance(record, Talk):
            return self._talk(record)
        if isinstance(record, Event):
            return self._event(record)
        if isinstance(record, Link):
            return self._link(record)
        if isinstance(record, About):
            return self._about(record)
        return self._rating_block(record)

    # -- kinds ---------------------------------------------------------------------------

    def _talk(self, talk: Talk) -> _Written:
        who = ", ".join(self._person(mention, "p-author") for mention in talk.speakers)
        orgs = ", ".join(self._org(name, "p-author") for name in talk.org)
        kind, over = words.what(talk)
        facts = [
            _fact(escape(kind) + (f' <strong class="en-over">{over}</strong>' if over else ""))
        ]
        if talk.start:
            facts.append(self._start(talk))
        if talk.room:
            facts.append(_fact(escape(talk.room), "p-location"))
        if talk.language and talk.language != self.language:
            facts.append(_fact(escape(words.language(talk.language, self.language))))
        if talk.attended and talk.attended != "in person":
            facts.append(_fact(words.ATTENDED[talk.attended]))
        for medium, label in words.MEDIA.items():
            facts += self._links(getattr(talk, medium), label)
        facts += self._links((talk.url,) if talk.url else (), words.PROGRAMME, "u-url")
        lines = [
            _line("en-facts", " ".join(filter(None, facts))),
            self._labelled(words.MODERATED, talk.moderator),
            self._labelled(words.ABSENT, talk.absent),
        ]
        first = f"{who}{' · ' if who and orgs else ''}{orgs}"
        return self._wrap("talk", first, lines, talk.rating, talk.topics)

    def _event(self, event: Event) -> _Written:
        hosts = ", ".join(self._org(name, "p-organizer") for name in event.host)
        facts: list[str] = []
        if event.date:
            facts.append(self._dates(event))
        place = ", ".join(filter(None, (event.venue, event.place)))
        if place:
            facts.append(_fact(escape(place), "p-location"))
        counted = [words.talks(self.node["talks"])] if self.node.get("talks") else []
        if event.attended:
            counted.append(words.ATTENDED[event.attended])
        facts.append(_fact(words.capital(", ".join(counted))))
        if event.series:
            facts.append(_fact(escape(event.series)))
        if event.language and event.language != self.language:
            facts.append(_fact(escape(words.language(event.language, self.language))))
        if event.published:
            shown = f"{words.PUBLISHED} {words.day(event.published, self.language)}"
            facts.append(_time(event.published, shown, "dt-published"))
        facts += self._links((event.url,) if event.url else (), words.EVENT_SITE, "u-url")
        facts += self._links(event.recording, words.MEDIA["recording"])
        facts += self._links(event.slides, words.MEDIA["slides"])
        lines = [_line("en-facts", " ".join(filter(None, facts)))]
        if event.sponsors:
            sponsors = ", ".join(self._org(name, "p-sponsor") for name in event.sponsors)
            lines.append(_line("en-also", f"{words.SPONSORS} {sponsors}"))
        first = f"{words.RUN_BY} {hosts}" if hosts else ""
        return self._wrap("event", first, lines, event.rating, event.topics)

    def _link(self, link: Link) -> _Written:
        title = escape(link.title)
        if link.url:
            css = "reference external u-url p-name"
            title = f'<a class="{css}" href="{escape(link.url)}">{title}</a>'
        authors = ", ".join(self._person(mention, "p-author") for mention in link.authors)
        facts = [_fact(words.capital(link.kind)), _fact(escape(link.site))]
        if link.date:
            facts.append(_time(link.date, words.day(link.date, self.language), "dt-published"))
        facts += self._links((link.archive,) if link.archive else (), words.ARCHIVED)
        lines = [
            _line("en-who", authors) if authors else "",
            _line("en-facts", " ".join(filter(None, facts))),
        ]
        written = self._wrap("link", title, lines, None, link.topics)
        return written._replace(after=f"{self.cited(self.node)}{written.after}")

    def _about(self, about: About) -> _Written:
        entry = self.entries.get(about.id)
        name = escape(about.title or (entry.title if entry else about.id))
        lines = [_line("en-facts", " ".join(self._links((about.url,), urls.site(about.url))))]
        written = self._wrap("about", f'<strong class="p-name">{name}</strong>', lines, None, ())
        pen = HtmlPen(self.builder, self.domain.library, about.page, here=about.anchor)
        known = "".join(about_blocks(pen, about))
        return written._replace(after=f"{known}{written.after}")

    def _rating_block(self, rating: Rating) -> _Written:
        criteria = "".join(
            f'<span class="en-fact">{escape(name)} <b>{on_scale(fraction, self.scale)}</b></span> '
            for name, fraction in rating.criteria
        )
        lines = [_line("en-facts", criteria)]
        if self.node.get("score_above"):
            rating = rating._replace(fraction=None)
        return self._wrap("rating", words.RATING, lines, rating, ())

    # -- parts ---------------------------------------------------------------------------

    def _wrap(
        self,
        kind: str,
        first: str,
        lines: Iterable[str],
        rating: Rating | None,
        topics: tuple[Name, ...],
    ) -> _Written:
        identifiers = "".join(f'<span id="{escape(i)}"></span>' for i in self.node["ids"])
        opening = f'<div class="en-card en-{kind}">{identifiers}\n'
        head = _line("en-who", first) + "".join(lines)
        tail = ""
        if rating is not None:
            head += f'<div class="en-verdict h-review">{self._score(rating)}\n'
            tail += "</div>\n"
        return _Written(opening, head, f"{tail}{self.chips(topics)}</div>\n")

    def cited(self, node: nodes.Element) -> str:
        """Return what refers to a link or a takeaway."""
        identifier = node.get("of", "")
        if not identifier:
            return ""
        return cited_block(HtmlPen(self.builder, self.domain.library, node["page"]), identifier)

    def chips(self, topics: tuple[Name, ...]) -> str:
        """Return topics as a list of links."""
        if not topics:
            return ""
        items = "".join(self._chip(name) for name in topics)
        return f'<ul class="en-topics" aria-label="{words.TOPICS}">{items}</ul>\n'

    def _score(self, rating: Rating) -> str:
        if rating.fraction is None:
            return ""
        shown = words.score(rating, self.scale)
        value = on_scale(rating.fraction, self.scale)
        drawn = stars(rating.fraction, self.scale, plain=self.builder.name == "epub")
        return (
            f'<p class="en-score">{drawn} <data class="p-rating" value="{value}">{shown}</data>'
            f'<data class="p-best" value="{self.scale}"></data></p>'
        )

    def _person(self, mention: Mention, role: str, left: str = "", right: str = "") -> str:
        name = name_of(self.entries, mention)
        if not name:
            return self._org(mention.org, role) if mention.org else ""
        parts = [self._reference(mention, f'<strong class="p-name">{escape(name)}</strong>')]
        if mention.org is not None:
            org = f'<span class="p-org">{escape(name_of(self.entries, mention.org))}</span>'
            parts.append(f"{left}{self._reference(mention.org, org)}{right}")
        if mention.role:
            parts.append(f'<span class="p-job-title">{escape(mention.role)}</span>')
        return f'<span class="{role} h-card">{" ".join(parts)}</span>'

    def _org(self, name: Name, role: str) -> str:
        text = escape(name_of(self.entries, name))
        shown = f'<strong class="p-name p-org">{text}</strong>'
        return f'<span class="{role} h-card">{self._reference(name, shown)}</span>'

    def _chip(self, name: Name) -> str:
        shown = f'<span class="p-category">{escape(name_of(self.entries, name))}</span>'
        return f"<li>{self._reference(name, shown)}</li>"

    def _reference(self, named: Name | Mention, shown: str) -> str:
        """Return *shown* as a link to where what is named lives, unless that is this card."""
        entry = entry_of(self.entries, named)
        if entry is None or (
            entry.page == self.builder.current_docname and entry.anchor == self.here
        ):
            return shown
        return f'<a class="en-ref" href="{escape(self._uri(entry.page, entry.anchor))}">{shown}</a>'

    def _uri(self, page: str, anchor: str) -> str:
        if self.builder.name == "singlehtml" or page == self.builder.current_docname:
            return f"#{anchor}"
        return f"{_relative(self.builder, self.builder.current_docname, page)}#{anchor}"

    def _labelled(self, label: str, mentions: tuple[Mention, ...]) -> str:
        if not mentions:
            return ""
        people = ", ".join(self._person(mention, "p-x-mention", "(", ")") for mention in mentions)
        return _line("en-also", f"{label}: {people}")

    def _links(self, addresses: tuple[str, ...], label: str, name: str = "") -> list[str]:
        made: list[str] = []
        for number, address in enumerate(filter(None, addresses), 1):
            text = label if len(addresses) == 1 else f"{label} {number}"
            css = f"reference external {name}".rstrip()
            made.append(f'<a class="{css}" href="{escape(address)}">{escape(text)}</a>')
        return made

    def _dates(self, event: Event) -> str:
        assert event.date is not None
        first, last = event.date
        shown = words.days(event.date, self.language)
        if first == last:
            return _time(first, shown, "dt-start")
        end = f'<data class="dt-end" value="{last}"></data>'
        return f'<span class="en-fact">{_time(first, shown, "dt-start")}{end}</span>'

    def _start(self, talk: Talk) -> str:
        assert talk.start is not None
        start = talk.start
        show_day = bool(self.node.get("show_day"))
        shown = words.start(start, show_day=show_day, language=self.language)
        if not shown:
            return ""
        if not start.day:
            return _fact(shown)
        moment = words.moment(start, self.node.get("timezone", ""))
        return _time(moment, shown, "dt-start")


@functools.lru_cache(maxsize=4096)
def _relative(builder: StandaloneHTMLBuilder, page: str, other: str) -> str:
    return relative_uri(builder.get_target_uri(page), builder.get_target_uri(other))


def _line(name: str, content: str) -> str:
    return f'<p class="{name}">{content}</p>\n' if content else ""


def _fact(content: str, name: str = "") -> str:
    return f'<span class="en-fact{f" {name}" if name else ""}">{content}</span>' if content else ""


def _time(iso: str, shown: str, name: str) -> str:
    return f'<time class="en-fact {name}" datetime="{escape(iso)}">{escape(shown)}</time>'
