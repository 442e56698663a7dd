"""Where a page leads: the tree of all pages, and the events before and after an event."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _

from eventnotes import faults
from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.inside.global_tree import IS_KNOWN
from eventnotes.navigation.tree import Tree

_KEY = "eventnotes_navigation"


def put_toctree(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Replace the page context's ``toctree`` (``html-page-context``, before the theme's)."""
    builder = abilities(app.builder).pages
    plain: Callable[..., str] | None = context.get("toctree")
    if not IS_KNOWN or plain is None or builder is None:
        return
    trees: dict[Any, Tree] = builder.globalcontext.setdefault(_KEY, {})
    context.pop(_KEY, None)

    def toctree(**options: Any) -> str:
        if not options.get("titles_only") or options.get("collapse", True):
            return plain(**options)
        options.setdefault("includehidden", False)
        if options.get("maxdepth") == "":
            del options["maxdepth"]
        key = tuple(sorted(options.items()))
        if key not in trees:
            trees[key] = Tree(builder, options)
        return trees[key].write(pagename)

    def leave_to_sphinx(error: Exception, **options: Any) -> str:
        place = str(app.env.doc2path(pagename)) if pagename in app.env.all_docs else None
        faults.report(error, "the navigation", place, pagename if place else "")
        return plain(**options)

    context["toctree"] = faults.contain(toctree, leave_to_sphinx)


def put_neighbours(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Lead from an event's page to the events before and after it (``html-page-context``).

    A theme shows them where it shows the previous and the next page, which by the toctree would
    be those of the next file by name.
    """
    domain = notes_domain(app.env)
    notes = domain.pages.get(pagename)
    can = abilities(app.builder)
    if notes is None or notes.event is None or can.html is None:
        return
    if notes.event.date is None or can.one_page:
        return
    following, preceding = _("next"), _("previous")  # as the builder calls them
    kept = [link for link in context["rellinks"] if link[3] not in {following, preceding}]
    before, after = domain.library.neighbours(pagename)
    for key, event, access, text in (
        ("next", after, "N", following),
        ("prev", before, "P", preceding),
    ):
        context[key] = None
        if event is not None:
            address = can.html.get_relative_uri(pagename, event.page)
            context[key] = {"link": address, "title": escape(event.title)}
            kept.append((event.page, escape(event.title), access, text))
    context["rellinks"] = kept
