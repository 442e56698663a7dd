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

from eventnotes.builders import abilities
from eventnotes.diagnostics import must_be_written
from eventnotes.domain import NotesDomain, notes_domain
from eventnotes.i18n import terms
from eventnotes.i18n.messages import gettext
from eventnotes.inside import heading_links
from eventnotes.model.records import About, Event
from eventnotes.nodes import aside, card, prose_of, takeaway, text_of, title_of
from eventnotes.renderers.html import HtmlRenderer
from eventnotes.renderers.html_parts import heading_link
from eventnotes.views import cards
from eventnotes.views.profiles import about_blocks, cited_here
from eventnotes.views.programme import programme

SHEET = "eventnotes.css"
STATIC = Path(__file__).parents[1] / "static"

Translator = Any
"""Sphinx's HTML translator; its classes differ by builder and docutils leaves them untyped."""


def visit_card(self: Translator, node: card) -> None:
    """Write a card up to its prose."""
    record = node["record"]
    title = title_of(node)
    node["after"] = ""
    prose: list[nodes.Node] = [*prose_of(node)]
    if record is not None:
        identifiers = "".join(f'<span id="{escape(i)}"></span>' for i in node["ids"])
        if not prose and cards.is_said_above(record, around(node)):
            self.body.append(identifiers)
            return
        self.body.append(f'<div class="en-card en-{node["kind"]}">{identifiers}\n')
    node.children = [*prose]
    if title is not None and node["kind"] != "link":
        title.walkabout(self)
    if record is None:
        return
    library = notes_domain(self.builder.env).library
    renderer = _renderer(self.builder, node, getattr(record, "anchor", ""))
    shown = cards.card(library, record, around(node))
    self.body.append(renderer.blocks([*shown.label, *shown.lines]))
    after = renderer.blocks(shown.topics)
    if shown.rating is not None:
        verdict = renderer.blocks(shown.verdict)
        self.body.append(f'<div class="en-verdict h-review">{verdict}\n')
        after = f"</div>\n{after}"
    more = about_blocks(library, record, node["page"]) if isinstance(record, About) else ()
    cited = cited_here(library, node.get("of", ""), node["page"], node["ids"])
    talks = programme(library, record) if isinstance(record, Event) else ()
    node["after"] = f"{after}{renderer.blocks([*more, *cited])}</div>\n{renderer.blocks(talks)}"


def around(node: card) -> cards.Around:
    """Return what the page of a card says of it."""
    given = ("show_day", "timezone", "talks", "score_above")
    return cards.Around(**{name: node[name] for name in given if node.get(name)})


def depart_card(self: Translator, node: card) -> None:
    """Write the rest."""
    self.body.append(node.attributes.pop("after") + node.get("below", ""))


def visit_takeaway(self: Translator, node: takeaway) -> None:
    """Open a takeaway, with its label."""
    self.body.append(self.starttag(node, "div", "", role="note"))
    self.body.append(f'<p class="en-label">{escape(gettext(terms.TAKEAWAY))}</p>\n')


def depart_takeaway(self: Translator, node: takeaway) -> None:
    """Close a takeaway after its topics and what refers to it."""
    library = notes_domain(self.builder.env).library
    topics = cards.topics(library, node.get("topics", ()))
    cited = cited_here(library, node.get("of", ""), node["page"], node["ids"])
    self.body.append(_renderer(self.builder, node, "").blocks([*topics, *cited]) + "</div>\n")


def visit_commentary(self: Translator, node: Any) -> None:
    """Open the author's own view, with its label."""
    self.body.append(self.starttag(node, "div", "", role="note"))
    self.body.append(f'<p class="en-label">{escape(gettext(terms.COMMENTARY))}</p>\n')


def visit_title(self: Translator, node: nodes.title) -> None:
    """Open a heading."""
    heading_links.open_heading(self, node)


def depart_title(self: Translator, node: nodes.title) -> None:
    """Close a heading; on a page of notes its link has a name of its own."""
    builder = self.builder
    ours = notes_domain(builder.env).is_ours(self.docnames[0])
    if ours and heading_links.gets_link(self, node):
        link = heading_link(builder.config, node.parent["ids"][0], text_of(node))
        heading_links.close_with(self, node, link)
    else:
        heading_links.close_heading(self, node)


def copy_files(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Copy the static files where any page may ask for them (``env-updated``).

    Sphinx looks at them when it writes a page. Where they are on every page it copies them itself.
    """
    if abilities(app.builder).html is None or notes_domain(env).styled:
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
    domain = notes_domain(app.env)
    if domain.styled or abilities(app.builder).html is None:
        return
    if is_styled(domain, pagename):
        app.add_css_file(SHEET)


def is_styled(domain: NotesDomain, pagename: str) -> bool:
    """Tell whether a page has the style sheet."""
    parts = domain.data["parts"].values()
    ours = domain.styled or domain.is_ours(pagename)
    return ours or any(pagename in names for names in parts)


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give pages with links to headings, or with notes, their script (``html-page-context``)."""
    can = abilities(app.builder)
    if doctree is None or can.html is None or not can.in_browser:
        return
    ours = notes_domain(app.env).is_ours(pagename)
    linked = ours and can.html.add_permalinks and app.config.html_permalinks
    used = (nodes.section, aside) if linked else (aside,)
    if any(isinstance(node, used) for node in doctree.findall()):
        said: dict[str, Any] = {
            "data-en-copied": gettext(terms.LINK_COPIED),
            "data-en-close": terms.PHOTO_WORDS["close"],
        }
        app.add_js_file("eventnotes-page.js", loading_method="defer", **said)


def visit_private(self: Translator, node: Any) -> None:
    """Open a private block, with its label."""
    self.body.append(self.starttag(node, "div", "", CLASS="en-private", role="note"))
    self.body.append(f'<p class="en-label">{escape(gettext(terms.PRIVATE))}</p>\n')


def depart_block(self: Translator, node: Any) -> None:
    """Close a block."""
    self.body.append("</div>\n")


def _renderer(builder: StandaloneHTMLBuilder, node: nodes.Element, here: str) -> HtmlRenderer:
    return HtmlRenderer(builder, node["page"], here=here)
