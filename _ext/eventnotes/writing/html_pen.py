"""The pen that writes HTML, as strings. All text is escaped here and nowhere else."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from html import escape

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from eventnotes import terms, words
from eventnotes.messages import gettext
from eventnotes.model import urls
from eventnotes.model.corpus import entry_of, name_of
from eventnotes.model.dates import DateRange
from eventnotes.model.library import Library
from eventnotes.model.people import Mention, Name
from eventnotes.model.quantities import half_stars, on_scale
from eventnotes.writing.pen import Column, Pen, Tile
from eventnotes.writing.tongues import attributes

_TAGS = {"em": "em", "strong": "strong", "code": "code", "here": "mark"}
_STARS = "★☆"
_NUMBER = ' class="en-number"'
_LONG = 500
"""Rows from which a browser need not lay out what is not in sight."""


class HtmlPen(Pen[str, str]):
    """Writes HTML that is well-formed XML as well, for EPUB."""

    def __init__(
        self,
        builder: StandaloneHTMLBuilder,
        library: Library,
        page: str,
        *,
        level: int = 1,
        here: str = "",
    ) -> None:
        """Write for *page*.

        :param level: of the heading that stands over what is written.
        :param here: the anchor of what is written, to which nothing links.
        """
        config = builder.config
        super().__init__(library, page, config.language, config.eventnotes_rating_scale)
        self.builder = builder
        self._level = level
        self._here = here
        self._rel = urls.rel(private=config.eventnotes_private)
        self._one_page = builder.name == "singlehtml"

    # -- within a line -------------------------------------------------------------------

    def text(self, text: str, css: str = "", *, language: str = "") -> str:
        """Write words, in an element if they have a class or are not like the page."""
        shown = escape(text, quote=False)
        said = attributes(text, language, self.language)
        name = f' class="{css}"' if css else ""
        return f"<span{name}{said}>{shown}</span>" if text and (css or said) else shown

    def styled(self, style: str, text: str) -> str:
        """Write words in a style."""
        tag = _TAGS.get(style)
        shown = escape(text, quote=False)
        return f"<{tag}>{shown}</{tag}>" if tag else shown

    def to(self, page: str, anchor: str, shown: str) -> str:
        """Write a link to a place on a page, unless that is here."""
        if page == self.page and anchor == self._here:
            return shown
        return f'<a class="en-ref" href="{escape(self.uri(page, anchor))}">{shown}</a>'

    def uri(self, page: str, anchor: str) -> str:
        """Return the address of a place as seen from the page."""
        if self._one_page or page == self.page:
            return f"#{anchor}"
        address = _relative(self.builder, self.page, page)
        return f"{address}#{anchor}" if anchor else address

    def out(self, url: str, text: str, css: str = "") -> str:
        """Write a link to another site."""
        name = f"reference external {css}".rstrip()
        said = attributes(text, "", self.language)
        shown = escape(text, quote=False)
        return f'<a class="{name}" href="{escape(url)}" rel="{self._rel}"{said}>{shown}</a>'

    def time(self, iso: str, text: str, css: str = "") -> str:
        """Write a date or a moment."""
        name = f' class="{css}"' if css else ""
        return f'<time{name} datetime="{escape(iso)}">{escape(text, quote=False)}</time>'

    def span(self, span: DateRange, text: str) -> str:
        """Write when an event was, with its last day for machines."""
        if span.first == span.last:
            return self.time(span.first, text, "en-fact dt-start")
        end = f'<data class="dt-end" value="{span.last}"></data>'
        return self.fact(f"{self.time(span.first, text, 'dt-start')}{end}")

    def amount(self, value: int, text: str) -> str:
        """Write an amount with its value, which the script sorts by."""
        return f'<data value="{value}">{escape(text, quote=False)}</data>'

    def kind(self, kind: str) -> str:
        """Write what kind of resource a link leads to; its icon is drawn by the style sheet."""
        shown = escape(words.capital(terms.LINK_KINDS[kind]), quote=False)
        return f'<span class="en-kind en-kind-{kind}">{shown}</span>'

    def strong(self, text: str, css: str = "") -> str:
        """Write words with weight."""
        name = f' class="{css}"' if css else ""
        said = attributes(text, "", self.language)
        return f"<strong{name}{said}>{escape(text, quote=False)}</strong>"

    def over(self, text: str, over: str) -> str:
        """Write what a talk was, and by how much it ran over."""
        return self.join([self.text(text), self.strong(over, "en-over") if over else ""], " ")

    def person(self, mention: Mention, css: str, *, bracketed: bool = False) -> str:
        """Write somebody as an h-card."""
        name = name_of(self.library.entries, mention)
        if not name:
            return self.org(mention.org, css) if mention.org else ""
        parts = [self._link(mention, self.strong(name, "p-name"))]
        if mention.org is not None:
            org = self._link(mention.org, self.text(self.name(mention.org), "p-org"))
            parts.append(f"({org})" if bracketed else org)
        parts.append(self.text(mention.role, "p-job-title"))
        return f'<span class="{css} h-card">{self.join(parts, " ")}</span>'

    def org(self, name: Name, css: str) -> str:
        """Write an organisation as an h-card."""
        shown = self._link(name, self.strong(self.name(name), "p-name p-org"))
        return f'<span class="{css} h-card">{shown}</span>'

    def _link(self, named: Name | Mention, shown: str) -> str:
        entry = entry_of(self.library.entries, named)
        return shown if entry is None else self.to(entry.page, entry.anchor, shown)

    def fact(self, shown: str, css: str = "") -> str:
        """Write one of several facts."""
        name = f"en-fact {css}".rstrip()
        return f'<span class="{name}">{shown}</span>' if shown else ""

    def opening(self, text: str) -> str:
        """Return the words with a capital: facts stand apart."""
        return words.capital(text)

    def facts(self, facts: Iterable[str]) -> str:
        """Write facts in a row."""
        return self.join(facts, " ")

    def chips(self, topics: Iterable[Name]) -> str:
        """Write topics as a list of links."""
        items = "".join(
            f"<li>{self._link(name, self.text(self.name(name), 'p-category'))}</li>"
            for name in topics
        )
        label = escape(gettext(terms.TOPICS))
        return f'<ul class="en-topics" aria-label="{label}">{items}</ul>\n' if items else ""

    def score(self, fraction: float) -> str:
        """Write a score as stars and a number."""
        value = on_scale(fraction, self.scale)
        shown = stars(fraction, self.scale, plain=self.builder.name == "epub")
        number = words.points(fraction, self.scale)
        return f'<data class="en-score" value="{value}">{shown} {number}</data>'

    def bar(self, share: float) -> str:
        """Write a bar whose length an attribute says, since no inline style need be allowed."""
        return (
            '<svg class="en-bar" viewBox="0 0 100 1" preserveAspectRatio="none" '
            f'aria-hidden="true"><rect width="{share * 100:.4g}" height="1"></rect></svg>'
        )

    def join(self, parts: Iterable[str], between: str | None = None) -> str:
        """Write parts one after the other."""
        return (self._separator if between is None else between).join(filter(None, parts))

    def small(self, shown: str, css: str) -> str:
        """Write what is of less weight."""
        return f' <small class="{css}">{shown}</small>' if shown else ""

    # -- blocks --------------------------------------------------------------------------

    def blocks(self, parts: Iterable[str]) -> str:
        """Put blocks one after the other."""
        return "".join(parts)

    def line(self, shown: str, css: str = "") -> str:
        """Write a paragraph."""
        name = f' class="{css}"' if css else ""
        return f"<p{name}>{shown}</p>\n" if shown else ""

    def section(self, heading: str, level: int, anchors: Sequence[str], body: Iterable[str]) -> str:
        """Write blocks under a heading, with a link to it as Sphinx has them."""
        tag = f"h{min(6, self._level + level)}"
        own = f' id="{escape(anchors[0])}"' if anchors else ""
        others = "".join(f'<span id="{escape(anchor)}"></span>' for anchor in anchors[1:])
        mark = ""
        if anchors and self.builder.config.html_permalinks and self.builder.name != "epub":
            icon = self.builder.config.html_permalinks_icon
            mark = (
                f'<a class="headerlink" href="#{escape(anchors[0])}" '
                f'title="{escape(gettext(terms.PERMALINK))}">{icon}</a>'
            )
        return f"<section{own}>{others}<{tag}>{heading}{mark}</{tag}>\n{''.join(body)}</section>\n"

    def items(self, items: Iterable[str], css: str = "") -> str:
        """Write a list."""
        shown = "".join(f"<li>{item}</li>\n" for item in items)
        name = f' class="{css}"' if css else ""
        return f"<ul{name}>\n{shown}</ul>\n" if shown else ""

    def detailed(self, items: Iterable[tuple[str, Sequence[str]]], css: str = "") -> str:
        """Write a list with the lower lines in each item."""

        def item(line: str, below: Sequence[str]) -> str:
            return f"{line}{''.join(self.small(each, 'en-place') for each in below)}"

        return self.items((item(*each) for each in items), css)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]], css: str) -> str:
        """Write a table; the keys of its columns are there for the script."""
        numeric = [column.numeric for column in columns]
        heads = "".join(
            f'<th scope="col"{_NUMBER if number else ""} '
            f'data-key="{column.key}">{escape(column.label)}</th>'
            if column.label
            else "<td></td>"
            for column, number in zip(columns, numeric, strict=True)
        )
        if any(numeric):
            marks = [_NUMBER if number else "" for number in numeric]
            body = "".join(
                f"<tr>{''.join(map('<td{}>{}</td>'.format, marks, row))}</tr>\n" for row in rows
            )
        else:
            body = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>\n" for row in rows)
        if body.count("<tr>") >= _LONG:
            css = f"{css} en-long"
        return (
            f'<table class="en-table {css}">\n<thead><tr>{heads}</tr></thead>\n'
            f"<tbody>\n{body}</tbody>\n</table>\n"
        )

    def grid(self, tiles: Iterable[Tile[str]]) -> str:
        """Write cards in the classes of sphinx-design's, so that they look at home."""
        cards = "".join(
            '<div class="sd-col sd-d-flex-row"><div class="sd-card sd-sphinx-override sd-w-100 '
            'sd-shadow-sm"><div class="sd-card-body">\n'
            f"{self.line(tile.kicker, 'en-kicker')}"
            f'<div class="sd-card-title sd-font-weight-bold">{tile.title}</div>\n'
            f"{self.line(tile.text, 'sd-card-text')}{self.line(tile.foot, 'en-foot')}"
            "</div></div></div>\n"
            for tile in tiles
        )
        return (
            '<div class="en-grid sd-container-fluid sd-sphinx-override sd-mb-4 sd-p-0">\n'
            '<div class="sd-row sd-row-cols-1 sd-row-cols-md-2 sd-g-3">\n'
            f"{cards}</div></div>\n"
        )

    def fold(self, summary: str, body: Iterable[str], css: str) -> str:
        """Write a disclosure, or all of it in a book."""
        if self.builder.name == "epub":
            return self.box(css, [self.line(escape(summary), "en-label"), *body])
        return (
            f'<details class="{css}"><summary>{escape(summary)}</summary>\n'
            f"{''.join(body)}</details>\n"
        )

    def jump(self, label: str, places: Sequence[tuple[str, str]]) -> str:
        """Write a row of links."""
        if self.builder.name == "epub":
            return ""
        links = " ".join(
            f'<a href="#{escape(anchor)}">{escape(shown)}</a>' for shown, anchor in places
        )
        return f'<nav class="en-letters" aria-label="{escape(label)}">{links}</nav>\n'

    def box(self, css: str, body: Iterable[str]) -> str:
        """Write blocks that belong together."""
        return f'<div class="{css}">\n{"".join(body)}</div>\n'


@functools.lru_cache(maxsize=4096)
def _relative(builder: StandaloneHTMLBuilder, page: str, other: str) -> str:
    return relative_uri(builder.get_target_uri(page), builder.get_target_uri(other))


@functools.lru_cache(maxsize=256)
def stars(fraction: float, scale: int, *, plain: bool) -> str:
    """Return the stars: shapes for a style sheet, or characters where there may be none."""
    halves = half_stars(fraction, scale)
    if plain:
        full = (halves + 1) // 2
        return f'<span class="en-stars">{_STARS[0] * full}{_STARS[1] * (scale - full)}</span>'
    full, half = divmod(halves, 2)
    marks = (
        "<i></i>" * full + '<i class="h"></i>' * half + '<i class="o"></i>' * (scale - full - half)
    )
    return f'<span class="en-stars" aria-hidden="true">{marks}</span>'
