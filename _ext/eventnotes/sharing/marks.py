"""What leads to the small pages: a quiet link below the card of each talk, and at the foot of an
event's page.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from eventnotes.api.published import site_of
from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.i18n.messages import N_, gettext
from eventnotes.model.corpus import leads_to
from eventnotes.model.records import Talk
from eventnotes.nodes import cards_in
from eventnotes.sharing.talk_pages import PATTERN, name_of

# translators: the words of a link to a small page about a talk or an event
SHARE = N_("Share and cite")


def _has_pages(env: BuildEnvironment) -> bool:
    """Tell whether there are small pages in this build."""
    can = abilities(notes_domain(env).builder)
    site = site_of(env.config)
    wanted = site.url and not (site.is_preview or site.is_private)
    return bool(wanted and can.is_published and can.has_addresses)


class MarkTalks(SphinxPostTransform):
    """Put a link below the card of each talk that is recorded."""

    default_priority = 895  # nothing else needs to see it

    def run(self, **kwargs: Any) -> None:
        """Look at the cards of a page with talks."""
        notes = notes_domain(self.env).pages.get(self.env.docname)
        if notes is None or not notes.talks or not _has_pages(self.env):
            return
        domain = notes_domain(self.env)
        entries = domain.entries
        here = domain.builder.get_target_uri(self.env.docname)
        address, _, ending = escape(relative_uri(here, PATTERN)).partition("*")
        words = escape(gettext(SHARE))
        talks = {talk.id for talk in notes.talks if leads_to(entries, talk.id, talk)}
        for node in cards_in(self.document):
            record = node.get("record")
            if isinstance(record, Talk) and record.id in talks:
                talks.remove(record.id)
                link = f'<a href="{address}{escape(record.id)}{ending}">{words}</a>'
                node["below"] = f'<p class="en-share">{link}</p>\n'


def add_link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Add the link to an event's page (``html-page-context``)."""
    notes = notes_domain(app.env).pages.get(pagename)
    event = notes.event if notes is not None else None
    if event is None or not isinstance(doctree, nodes.document) or not _has_pages(app.env):
        return
    if not leads_to(notes_domain(app.env).entries, event.id, event):
        return
    own = app.builder.get_target_uri(pagename)
    address = escape(relative_uri(own, name_of(event.id)))
    shown = f'<a href="{address}">{escape(gettext(SHARE))}</a>'
    context["body"] = f'{context.get("body", "")}<p class="en-foot">{shown}</p>\n'
