"""The side bar of furo, without parsing the whole navigation again for each page.

furo takes the tree that Sphinx has written for a page, parses it, gives each entry that has
others below it a check box to unfold them, and writes it again. Here its own function does that
to the pieces, once. On the first page the outcome is held against furo's; if it is another, as
from another version of furo, everything is left to furo.

furo has a page's contents in a column on the right, where notes want to stand. So a page of notes
has its contents in the side bar, under its own entry, and its right margin free. Either way talks
have their scores there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import document_toc

from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.i18n import terms
from eventnotes.i18n.messages import gettext
from eventnotes.inside import furo
from eventnotes.inside.global_tree import IS_KNOWN
from eventnotes.navigation.tree import Item, Tree
from eventnotes.navigation.years import in_years, years_of
from eventnotes.nodes import wants_margin
from eventnotes.renderers.html import HtmlRenderer
from eventnotes.views.lines import score
from eventnotes.views.tree import Inline

_KEY = "eventnotes_furo"


class _Tree(Tree):
    """The tree with furo's check boxes."""

    def __init__(self, builder: StandaloneHTMLBuilder, parse: Callable[[str], str]) -> None:
        self._parse = parse
        self.contents = ""
        """What stands under the entry of the page that is written next."""
        self.years: Mapping[str, str] = {}
        """The years of events by their pages, once they are to be told apart by them."""
        self._groups: dict[int, list[tuple[str | None, int]]] = {}
        super().__init__(builder, furo.OPTIONS)
        with_others = (item for item in self.every() if item.below)
        self._places = {id(item): place for place, item in enumerate(self.every())}
        self._numbers = {id(item): number for number, item in enumerate(with_others, 1)}

    def dress(self, piece: str) -> str:
        """Return a piece as the parser writes it that furo uses."""
        return self._parse(piece)

    def entry(self, item: Item, link: str, below: str, *, on_way: bool, here: bool) -> str:
        """Write an entry, with its check box and the arrow that is its label."""
        css = [item.css, *(["current"] if on_way else []), *(["has-children"] if below else [])]
        css += ["current-page"] if here else []
        box = ""
        if below:
            name = f"toctree-checkbox-{self._numbers[id(item)]}"
            label = escape(item.link.astext(), quote=False)
            checked = ' checked=""' if on_way else ""
            box = (
                f'<input aria-label="Toggle navigation of {label}"{checked} '
                f'class="toctree-checkbox" id="{name}" name="{name}" role="switch" '
                f'type="checkbox"/><label for="{name}">{furo.ICON}</label>'
            )
        contents = self.contents if here else ""
        return f'<li class="{" ".join(css)}">{link}{contents}{box}{below}</li>\n'

    def grouped(self, items: list[Item], lines: list[str], way: set[int]) -> str:
        """Return a list with its events under their years, folded but for one that is read."""
        if not self.years:
            return "".join(lines)
        groups = self._groups.get(id(items))
        if groups is None:
            groups = in_years((item.page for item in items), self.years)
            self._groups[id(items)] = groups
        if not groups:
            return "".join(lines)
        newest = max(year or "" for year, _ in groups)
        written: list[str] = []
        begin = 0
        for year, count in groups:
            end = begin + count
            inside = "".join(lines[begin:end])
            if year is None:
                written.append(inside)
            else:
                here = any(id(item) in way for item in items[begin:end])
                name = f"toctree-checkbox-{self._places[id(items[0])]}-{year}"
                written.append(
                    _year(year, name, inside, on_way=here, is_open=here or year == newest)
                )
            begin = end
        return "".join(written)


def _year(year: str, name: str, inside: str, *, on_way: bool, is_open: bool) -> str:
    """Write the entry of a year around those of its events."""
    label = escape(year or terms.NO_GROUP["year"], quote=False)
    checked = ' checked=""' if is_open else ""
    css = " current" if on_way else ""
    return (
        f'<li class="en-year has-children{css}"><span class="reference">{label}</span>'
        f'<input aria-label="Toggle navigation of {label}"{checked} class="toctree-checkbox" '
        f'id="{name}" name="{name}" role="switch" type="checkbox"/><label for="{name}">'
        f"{furo.ICON}</label><ul>\n{inside}</ul>\n</li>\n"
    )


class _Side:
    """furo's side bar on all pages."""

    def __init__(
        self,
        builder: StandaloneHTMLBuilder,
        parse: Callable[[str], str],
        years: Mapping[str, str],
    ) -> None:
        self._parse = parse
        self._years = years
        self._tree = _Tree(builder, self._parse)
        self.alike: bool | None = None

    def write(self, pagename: str, plain: Callable[..., str], contents: str = "") -> str:
        """Return the side bar's tree on that page, the page's contents under its entry."""
        if self.alike is None:
            theirs = self._parse(plain(**furo.OPTIONS))
            self.alike = self._tree.write(pagename) == theirs
            if not self.alike:
                return theirs
            self._tree.years = self._years
            self._tree.forget()
        self._tree.contents = contents
        written = self._tree.write(pagename)
        self._tree.contents = ""
        return written

    def has_entry_of(self, pagename: str) -> bool:
        """Tell whether the page has one entry in the tree, and the tree is written here."""
        return self.alike is not False and self._tree.has_entry_of(pagename)


def spare_tree(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give furo nothing to parse (``html-page-context``, after our tree and before furo)."""
    can = abilities(app.builder)
    if app.config.html_theme != "furo" or can.html is None or not can.has_addresses:
        return
    plain: Callable[..., str] | None = context.get("toctree") if IS_KNOWN else None
    parse = furo.parser()
    if plain is None or parse is None:
        return
    kept = can.html.globalcontext
    context.pop(_KEY, None)
    if _KEY not in kept:
        kept[_KEY] = _Side(can.html, parse, years_of(app.env))
    side: _Side = kept[_KEY]
    if side.alike is False:
        return

    def toctree(**options: Any) -> str:
        return "" if options == furo.OPTIONS else plain(**options)

    context["toctree"] = toctree
    context[_KEY] = plain


def put_tree(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Put the tree in its place (``html-page-context``, after furo)."""
    plain = context.pop(_KEY, None)
    if not callable(plain):
        return
    context["toctree"] = plain
    if furo.TREE not in context:  # a builder with a theme of its own, as for Qt Help
        return
    side: _Side = app.builder.globalcontext[_KEY]  # type: ignore[attr-defined]  # HTML's
    contents = ""
    if _wants_margin(app, pagename, context, doctree) and side.has_entry_of(pagename):
        contents = _contents(app, pagename)
    elif _scores(app, pagename) and not context[furo.HIDES_CONTENTS]:
        context["toc"] = _written(app, _scored(app, pagename))
    context[furo.TREE] = side.write(pagename, plain, contents)
    if contents and side.alike:
        context[furo.HIDES_CONTENTS] = True


def free_margin(app: Sphinx) -> None:
    """Tell the core that pages with a wide list have their margin free (``builder-inited``)."""
    if app.config.html_theme == "furo" and abilities(app.builder).has_addresses:
        notes_domain(app.env).has_margin = True


def _wants_margin(
    app: Sphinx, pagename: str, context: dict[str, Any], document: nodes.document | None
) -> bool:
    """Tell whether a page's contents had better stand in the side bar.

    They do on an event's page, and on one with notes beside the text, if there is a tree to hold
    them.
    """
    if context[furo.HIDES_CONTENTS] or furo.TEMPLATE not in (context.get("sidebars") or ()):
        return False
    notes = notes_domain(app.env).pages.get(pagename)
    return (notes is not None and notes.event is not None) or wants_margin(document)


def _contents(app: Sphinx, pagename: str) -> str:
    """Return the headings of a page below its title."""
    whole = _scored(app, pagename)
    if whole is not None and len(whole.children) == 1:  # the page's title, which the entry has
        below = whole.children[0].children[1:]
        whole = below[0] if below else None
    if not isinstance(whole, nodes.bullet_list):
        return ""
    label = escape(gettext(terms.CONTENTS))
    return f'<nav class="en-contents" aria-label="{label}">{_written(app, whole)}</nav>'


def _written(app: Sphinx, contents: nodes.Node | None) -> str:
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return str(app.builder.render_partial(contents)["fragment"])


def _scored(app: Sphinx, pagename: str) -> nodes.Node | None:
    """Return the contents of a page, with the scores of its talks."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    whole: nodes.Node | None = document_toc(app.env, pagename, builder.tags)
    scores = _scores(app, pagename)
    renderer = HtmlRenderer(builder, pagename)
    for link in whole.findall(nodes.reference) if whole is not None and scores else ():
        shown = scores.get(link.get("anchorname", "").removeprefix("#"))
        if shown:
            link += nodes.raw("", f" {renderer.inline(shown)}", format="html")
    return whole


def _scores(app: Sphinx, pagename: str) -> dict[str, Inline]:
    """Return the scores of the talks on a page by their anchors."""
    domain = notes_domain(app.env)
    notes = domain.pages.get(pagename)
    talks = notes.talks if notes is not None else ()
    return {talk.anchor: score(domain.library, talk.rating) for talk in talks if talk.rating}
