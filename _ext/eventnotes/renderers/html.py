"""Trees as HTML, in strings. All text is escaped here, and all addresses are made here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import repeat
from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.i18n import terms, words
from eventnotes.i18n.language import attributes, is_leftward
from eventnotes.i18n.messages import gettext
from eventnotes.model import urls
from eventnotes.model.quantities import on_scale
from eventnotes.renderers import html_times
from eventnotes.renderers.html_parts import (
    FeedLinks,
    css_class,
    data,
    facts_of,
    heading_link,
    paragraph,
    stars,
    year_bars,
)
from eventnotes.views import times, tree
from eventnotes.views.tree import Block, Inline

_BETWEEN = " · "
"""What stands between facts in a row."""
_TAGS = {"em": "em", "strong": "strong", "code": "code", "here": "mark"}


class HtmlRenderer:
    """Writes HTML that is well-formed XML as well, for EPUB."""

    def __init__(
        self, builder: StandaloneHTMLBuilder, page: str, *, level: int = 1, here: str = ""
    ) -> None:
        """Write for *page*.

        :param level: of the heading that stands over what is written.
        :param here: the anchor of what is written, to which nothing links.
        """
        config = builder.config
        self._builder = builder
        self._page = page
        self._level = level
        self._here = here
        self._language: str = config.language
        self._is_leftward = is_leftward(config.language)
        self._scale: int = config.eventnotes_rating_scale
        self._rel = urls.rel(private=config.eventnotes_private)
        can = abilities(builder)
        self.in_book = can.is_book
        self.has_addresses = can.has_addresses
        self.one_page = can.one_page
        self._addresses: dict[str, str] = {}
        self._known: dict[int, tuple[Inline, str]] = {}
        self._scores: dict[float, str] = {}
        self.pictures: dict[str, str] = {}
        """What was made of the pictures in what is written, by their files."""

    def inline(self, shown: Inline) -> str:
        """Return what stands within a line."""
        kind: type[Any] = shown.__class__
        if kind is tuple:
            return "".join([self.inline(part) for part in shown])  # type: ignore[arg-type]  # so it is
        return _RENDER[kind](self, shown)

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return what stands between lines."""
        return "".join([_RENDER[block.__class__](self, block) for block in blocks])

    def address(self, page: str, anchor: str) -> str:
        """Return the address of a place as seen from the page, for an attribute."""
        if self.one_page or page == self._page:
            return escape(f"#{anchor}")
        address = self._addresses.get(page)
        if address is None:
            own, other = map(self._builder.get_target_uri, (self._page, page))
            address = self._addresses[page] = escape(relative_uri(own, other))
        return f"{address}#{escape(anchor)}" if anchor else address

    # -- within a line -------------------------------------------------------------------

    def _str(self, text: str) -> str:
        if text.isascii() and not self._is_leftward:  # most of all, and quickly
            return escape(text, quote=False)
        return self._words(tree.Words(text))

    def _said_here(self, text: str) -> str:
        """Escape what is said in the site's language and is in no element of its own."""
        return self._str(text) if self._is_leftward else escape(text, quote=False)

    def _turned(self, text: str) -> str:
        """Return the attribute of an element with what is said in the site's language."""
        return attributes(text, "", self._language) if self._is_leftward else ""

    def _words(self, words: tree.Words) -> str:
        """Write words, in an element if they have a class or are not like the page."""
        text, css, language, strong = words
        shown = escape(text, quote=False)
        said = attributes(text, language, self._language)
        if not text or not (css or said or strong):
            return shown
        tag = "strong" if strong else "span"
        return f"<{tag}{css_class(css)}{said}>{shown}</{tag}>"

    def _run(self, run: tree.Run) -> str:
        tag = _TAGS.get(run.style)
        shown = escape(run.text, quote=False)
        return f"<{tag}>{shown}</{tag}>" if tag else shown

    def _ref(self, ref: tree.Ref) -> str:
        page, anchor, words, asked, own = ref
        shown = self.inline(words)
        if own and self.has_addresses:
            page = own
        if page == self._page and anchor == self._here:
            return shown
        if (self.in_book or self.one_page) and page not in self._builder.env.all_docs:
            return shown  # it has no source, and is in no book
        address = self.address(page, anchor)
        if asked and not (self.one_page or self.in_book):  # there no script would hear it
            address += f"?{escape(asked)}"
        return f'<a class="en-ref" href="{address}">{shown}</a>'

    def _out(self, out: tree.Out) -> str:
        url, text, css = out
        name = f"reference external {css}".rstrip()
        said = attributes(text, "", self._language)
        shown = escape(text, quote=False)
        return f'<a class="{name}" href="{escape(url)}" rel="{self._rel}"{said}>{shown}</a>'

    def _time(self, time: tree.Time) -> str:
        iso, text, css, end = time
        last = f'<data class="dt-end" value="{escape(end)}"></data>' if end else ""
        shown = escape(text, quote=False)
        turned = self._turned(text)
        return f'<time{css_class(css)} datetime="{escape(iso)}"{turned}>{shown}</time>{last}'

    def _amount(self, amount: tree.Amount) -> str:
        shown = escape(amount.text, quote=False)
        return f'<data value="{amount.value}"{self._turned(amount.text)}>{shown}</data>'

    def _score(self, score: tree.Score) -> str:
        fraction = score.fraction
        known = self._scores.get(fraction)
        if known is None:
            number, value = words.points(fraction, self._scale), on_scale(fraction, self._scale)
            known = self._scores[fraction] = (
                f'<data class="en-score"{self._said(fraction)} value="{value}">'
                f"{self._stars(fraction)} {number}</data>"
            )
        return known

    def _said(self, fraction: float) -> str:
        """Return what a screen reader says of a score, instead of a number alone."""
        said = escape(words.rated(fraction, self._scale))
        return f' role="img" aria-label="{said}"'

    def _stars(self, fraction: float) -> str:
        return stars(fraction, self._scale, plain=self.in_book)

    def _bar(self, bar: tree.Bar) -> str:
        """Write a bar whose length an attribute says, since no inline style need be allowed."""
        return (
            '<svg class="en-bar" viewBox="0 0 100 1" preserveAspectRatio="none" '
            f'aria-hidden="true"><rect width="{bar.share * 100:.4g}" height="1"></rect></svg>'
        )

    def _activity(self, activity: tree.Activity) -> str:
        return year_bars(activity.counts, activity.said)

    def _small(self, small: tree.Small) -> str:
        tag = "strong" if small.strong else "small"
        return f' <{tag} class="{small.css}">{self.inline(small.shown)}</{tag}>'

    def _person(self, person: tree.Person) -> str:
        """Write an h-card."""
        parts = [self.inline(person.shown)]
        if person.also:
            parts.append(f"({gettext(terms.SEPARATOR).join(map(self._words, person.also))})")
        if person.org:
            org = self.inline(person.org)
            parts.append(f"({org})" if person.bracketed else org)
        if person.role:
            parts.append(self._words(tree.Words(person.role, "p-job-title")))
        return f'<span class="{person.css} h-card">{" ".join(parts)}</span>'

    def _fact(self, fact: tree.Fact) -> str:
        shown = fact.shown
        if fact.opening and isinstance(shown, str):
            shown = words.capital(shown)
        return f'<span class="{f"en-fact {fact.css}".rstrip()}">{self.inline(shown)}</span>'

    # -- blocks --------------------------------------------------------------------------

    def _line(self, line: tree.Line) -> str:
        return f"<p{css_class(line.css)}>{self.inline(line.shown)}</p>\n"

    def _facts(self, facts: tree.Facts) -> str:
        return f"<p{css_class(facts.css)}>{' '.join(map(self.inline, facts.facts))}</p>\n"

    def _verdict(self, verdict: tree.Verdict) -> str:
        fraction, scale = verdict.fraction, self._scale
        said = words.of_scale(fraction, scale)
        return (
            f'<p class="en-score"{self._said(fraction)}>{self._stars(fraction)} '
            f'<data class="p-rating" value="{on_scale(fraction, scale)}"{self._turned(said)}>'
            f"{escape(said)}</data>"
            f'<data class="p-best" value="{scale}"></data></p>'
        )

    def _criteria(self, criteria: tree.Criteria) -> str:
        parts = [
            f"<div><dt>{self._str(name)}</dt> <dd>{self._bar(tree.Bar(share))} {points}</dd></div>"
            for name, share, points in criteria.parts
        ]
        return f'<dl class="en-criteria">{" ".join(parts)}</dl>\n'

    def _topics(self, topics: tree.Topics) -> str:
        items = "".join([f"<li>{self.inline(name)}</li>" for name in topics.names])
        label = escape(gettext(terms.TOPICS))
        return f'<ul class="en-topics" aria-label="{label}">{items}</ul>\n'

    def _section(self, section: tree.Section) -> str:
        """Write a heading with a link to it as Sphinx has them."""
        tag = f"h{min(6, self._level + section.level)}"
        anchors = [escape(anchor) for anchor in section.anchors]
        own = f' id="{anchors[0]}"' if anchors else ""
        others = "".join([f'<span id="{anchor}"></span>' for anchor in anchors[1:]])
        mark = ""
        if anchors and self._builder.config.html_permalinks and not self.in_book:
            said = tree.words_of(section.heading)
            mark = heading_link(self._builder.config, section.anchors[0], said)
        heading, body = self.inline(section.heading), self.blocks(section.body)
        if section.folded and not self.in_book:
            own += f' class="en-entry"{facts_of(section.known)}'
            known = self.known(section.folded, section.activity)
            summary = f"{_summary(section.heading, section.folded)}{known}</summary>"
            body = f"<details>{summary}\n{body}</details>\n"
        if section.own and anchors and self.has_addresses:
            own += f' data-en-moved="{self.address(section.own, section.anchors[0])}"'
            mark = ""
        return f"<section{own}>{others}<{tag}>{heading}{mark}</{tag}>\n{body}</section>\n"

    def known(self, said: str, activity: tree.Activity | None) -> str:
        """Return how much is known of a name."""
        bars = self._activity(activity) if activity is not None else ""
        return f"{self._said_here(said)}{' ' if said and bars else ''}{bars}"

    def _items(self, items: tree.Items) -> str:
        shown = "".join([self._listed(item) for item in items.items])
        return f"<ul{css_class(items.css)}>\n{shown}</ul>\n"

    def _listed(self, item: Inline | tree.Item) -> str:
        if not isinstance(item, tree.Item) or not item.folded or self.in_book:
            return f"<li>{self._item(item)}</li>\n"
        below = self._item(item._replace(shown=""))
        said = self._said_here(item.folded)
        line: Any = item.shown
        title = line[0] if line.__class__ is tuple else line
        return (
            f'<li class="en-entry"{facts_of(item.known)}>'
            f'<div class="en-line">{self.inline(item.shown)}</div>'
            f"<details>{_summary(title, item.folded)}{said}</summary>{below}</details></li>\n"
        )

    def _item(self, item: Inline | tree.Item) -> str:
        """Write a line of a list; one that several lists on a page show is written once."""
        if isinstance(item, tree.Item):
            below = [f' <small class="en-place">{self.inline(each)}</small>' for each in item.below]
            return f"{self.inline(item.shown)}{''.join(below)}"
        known = self._known.get(id(item))
        if known is None:
            known = self._known[id(item)] = (item, self.inline(item))
        return known[1]

    def _table(self, table: tree.Table) -> str:
        """Write a table; the keys of its columns are there for the script."""
        marks = [css_class(head.css) for head in table.heads]
        heads = "".join(
            f'<th scope="col"{mark} data-key="{head.key}"{data("also", head.also)}>'
            f"{escape(head.label)}</th>"
            if head.label
            else "<td></td>"
            for head, mark in zip(table.heads, marks, strict=True)
        )
        # where a table is too wide, a number has the label of its column beside it
        labels = [data("label", head.label if head.css else "") for head in table.heads]
        places = [
            f"<td{mark}{label.replace('%', '%%')}>%s</td>"
            for mark, label in zip(marks, labels, strict=True)
        ]
        places[table.named] = f'<th scope="row"{marks[table.named]}>%s</th>'
        row = f"<tr%s>{' '.join(places)}</tr>\n"  # where a line may break if rows are blocks
        inline = self.inline
        known = ["".join([data(*each) for each in row]) for row in table.known]
        body = "".join(
            [
                row % (said, *[inline(cell) for cell in cells])
                for said, cells in zip(known or repeat(""), table.rows, strict=False)
            ]
        )
        return (
            f'<table class="en-table {table.css}">\n<thead><tr>{heads}</tr></thead>\n'
            f"<tbody>\n{body}</tbody>\n</table>\n"
        )

    def _grid(self, grid: tree.Grid) -> str:
        """Write cards in the classes of sphinx-design's, so that they look at home."""
        cards = "".join(
            [self._tile(tile, leads=grid.leads and not at) for at, tile in enumerate(grid.tiles)]
        )
        return (
            '<div class="en-grid sd-container-fluid sd-sphinx-override sd-mb-4 sd-p-0">\n'
            '<div class="sd-row sd-row-cols-1 sd-row-cols-md-2 sd-g-3">\n'
            f"{cards}</div></div>\n"
        )

    def _tile(self, tile: tree.Tile, *, leads: bool) -> str:
        kicker, title, text, foot, quote = map(self.inline, tile[:5])
        picture = self.pictures.get(tile.picture.file, "") if tile.picture else ""
        lead = " en-lead" if leads else ""
        return (
            f'<div class="sd-col sd-d-flex-row{lead}"><div class="sd-card sd-sphinx-override '
            f'sd-w-100 sd-shadow-sm">{picture}<div class="sd-card-body">\n'
            f"{paragraph(kicker, 'en-kicker')}"
            f'<div class="sd-card-title sd-font-weight-bold">{title}</div>\n'
            f"{paragraph(text, 'sd-card-text')}{paragraph(quote, 'en-quote')}"
            f"{paragraph(foot, 'en-foot')}"
            "</div></div></div>\n"
        )

    def _entries(self, entries: tree.Entries) -> str:
        shown = "".join([f"<li>{self._entry(entry)}</li>\n" for entry in entries.entries])
        return f'<ul class="en-entries">\n{shown}</ul>\n'

    def _entry(self, entry: tree.Entry) -> str:
        date, title, text, score = map(self.inline, entry)
        small = f' <small class="en-line">{text}</small>' if text else ""
        return (
            f'<span class="en-date">{date}</span> <span class="en-what">{title}{small}</span> '
            f"{score}"
        ).rstrip()

    def _fold(self, fold: tree.Fold) -> str:
        """Write a disclosure, or all of it in a book."""
        summary, body = escape(fold.summary), self.blocks(fold.body)
        if self.in_book:
            return f'<div class="{fold.css}">\n<p class="en-label">{summary}</p>\n{body}</div>\n'
        return f'<details class="{fold.css}"><summary>{summary}</summary>\n{body}</details>\n'

    def _place(self, place: tree.Place) -> str:
        """Write what is nothing to see but has anchors."""
        own, *others = (f' id="{escape(anchor)}"' for anchor in place.anchors)
        spans = "".join([f"<span{other}></span>" for other in others])
        return f"<div{own}>{spans}\n{self.blocks(place.body)}</div>\n"

    def _feed(self, feed: tree.Feed) -> str:
        link = notes_domain(self._builder.env).of_build(FeedLinks).link
        return paragraph(link(self._page, feed.id, feed.name), "en-count")

    def _jump(self, jump: tree.Jump) -> str:
        if self.in_book:
            return ""
        links = " ".join(
            f'<a href="#{escape(anchor)}">{escape(shown)}</a>' for shown, anchor in jump.places
        )
        return f'<nav class="en-letters" aria-label="{escape(jump.label)}">{links}</nav>\n'


def _summary(named: Inline, said: str) -> str:
    """Open what unfolds an entry: who tabs from one to the next hears of whom it is."""
    return f'<summary aria-label="{escape(words.joined((tree.words_of(named), said)))}">'


_RENDER: dict[type[Any], Callable[[HtmlRenderer, Any], str]] = {
    times.Programme: html_times.programme,
    times.Schedule: html_times.schedule,
    times.Plot: html_times.plot,
}
"""What writes each kind: most the method of its name."""
_RENDER.update(
    (kind, getattr(HtmlRenderer, f"_{kind.__name__.lower()}"))
    for kind in tree.KINDS
    if kind not in _RENDER
)
