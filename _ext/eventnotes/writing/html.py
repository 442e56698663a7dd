"""Cards and blocks as HTML: one call for each card.

The roots of microformats (``h-event``) are the sections; a card carries their properties, a
nested ``h-review`` the verdict (https://microformats.org/wiki/microformats2-parsing).
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from shutil import copyfile
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from eventnotes import terms, words
from eventnotes.domain import notes_domain
from eventnotes.messages import gettext
from eventnotes.model.quantities import on_scale
from eventnotes.model.records import About, Rating
from eventnotes.nodes import aside, card, prose_of, takeaway, title_of
from eventnotes.notices import must_be_written
from eventnotes.writing.cards import card_of
from eventnotes.writing.dossiers import about_blocks, cited_here
from eventnotes.writing.html_pen import HtmlPen, stars

SHEET = "eventnotes.css"
STATIC = Path(__file__).parents[1] / "static"
_EVERYWHERE = "eventnotes.styles"
"""The extension that puts the style sheet on every page."""

Translator = Any
"""Sphinx's HTML translator; its classes differ by builder and docutils leaves them untyped."""


def visit_card(self: Translator, node: card) -> None:
    """Write a card up to its prose."""
    record = node["record"]
    title = title_of(node)
    node["after"] = ""
    if record is not None:
        identifiers = "".join(f'<span id="{escape(i)}"></span>' for i in node["ids"])
        self.body.append(f'<div class="en-card en-{node["kind"]}">{identifiers}\n')
    node.children = [*prose_of(node)]
    if title is not None and node["kind"] != "link":
        title.walkabout(self)
    if record is None:
        return
    pen = _pen(self.builder, node, getattr(record, "anchor", ""))
    shown = card_of(pen, node, record)
    self.body += [pen.line(line.shown, line.css) for line in shown.lines]
    after = [pen.chips(shown.topics)]
    if shown.rating is not None:
        self.body.append(f'<div class="en-verdict h-review">{_score(pen, shown.rating)}\n')
        after.insert(0, "</div>\n")
    after += about_blocks(pen, record) if isinstance(record, About) else ()
    after.append(cited_here(pen, node.get("of", ""), node["ids"]))
    node["after"] = f"{''.join(after)}</div>\n"


def depart_card(self: Translator, node: card) -> None:
    """Write the rest."""
    self.body.append(node.attributes.pop("after"))


def visit_takeaway(self: Translator, node: takeaway) -> None:
    """Open a takeaway, with its label."""
    self.body.append(self.starttag(node, "div", "", role="note"))
    self.body.append(f'<p class="en-label">{escape(gettext(terms.TAKEAWAY))}</p>\n')


def depart_takeaway(self: Translator, node: takeaway) -> None:
    """Close a takeaway after its topics and what refers to it."""
    pen = _pen(self.builder, node, "")
    cited = cited_here(pen, node.get("of", ""), node["ids"])
    self.body.append(f"{pen.chips(node.get('topics', ()))}{cited}</div>\n")


def visit_commentary(self: Translator, node: Any) -> None:
    """Open the author's own view, with its label."""
    self.body.append(self.starttag(node, "div", "", role="note"))
    self.body.append(f'<p class="en-label">{escape(gettext(terms.COMMENTARY))}</p>\n')


def copy_files(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Copy the static files where any page may ask for them (``env-updated``).

    Sphinx looks at them when it writes a page. Where they are on every page it copies them itself.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or _EVERYWHERE in app.extensions:
        return []
    if notes_domain(env).pages:
        for path in sorted(STATIC.glob("*.*")):
            target = Path(app.outdir) / "_static" / path.name
            with must_be_written(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                copyfile(path, target)
    return []


def add_styles(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give pages with notes their style sheet (``html-page-context``)."""
    if _EVERYWHERE in app.extensions or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    domain = notes_domain(app.env)
    if domain.is_ours(pagename) or any(
        pagename in parts for parts in domain.data["parts"].values()
    ):
        app.add_css_file(SHEET)


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give pages with links to headings, or with notes, their script (``html-page-context``)."""
    builder = app.builder
    if doctree is None or not isinstance(builder, StandaloneHTMLBuilder) or builder.embedded:
        return
    ours = notes_domain(app.env).is_ours(pagename)
    linked = ours and builder.add_permalinks and app.config.html_permalinks
    used = (nodes.section, aside) if linked else (aside,)
    if any(isinstance(node, used) for node in doctree.findall()):
        said: dict[str, Any] = {"data-en-copied": gettext(terms.LINK_COPIED)}
        app.add_js_file("eventnotes-page.js", loading_method="defer", **said)


def visit_private(self: Translator, node: Any) -> None:
    """Open a private block, with its label."""
    self.body.append(self.starttag(node, "div", "", CLASS="en-private", role="note"))
    self.body.append(f'<p class="en-label">{escape(gettext(terms.PRIVATE))}</p>\n')


def depart_block(self: Translator, node: Any) -> None:
    """Close a block."""
    self.body.append("</div>\n")


def _pen(builder: StandaloneHTMLBuilder, node: nodes.Element, here: str) -> HtmlPen:
    return HtmlPen(builder, notes_domain(builder.env).library, node["page"], here=here)


def _score(pen: HtmlPen, rating: Rating) -> str:
    if rating.fraction is None:
        return ""
    value = on_scale(rating.fraction, pen.scale)
    drawn = stars(rating.fraction, pen.scale, plain=pen.builder.name == "epub")
    return (
        f'<p class="en-score">{drawn} <data class="p-rating" value="{value}">'
        f"{escape(words.score(rating, pen.scale))}</data>"
        f'<data class="p-best" value="{pen.scale}"></data></p>'
    )
