"""What leads to the calendars: a link at the foot of each event's page, and of the first page."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from eventnotes.builders import abilities
from eventnotes.calendars.components import ALL, EACH, has_days
from eventnotes.domain import notes_domain
from eventnotes.i18n.messages import N_, gettext
from eventnotes.model.corpus import leads_to
from eventnotes.model.records import Event
from eventnotes.writing.unwritten import outdated

# translators: the words of a link to a file for calendars, with one event
ADD = N_("Add to your calendar")
# translators: the words of a link to a file for calendars, with all events
CALENDAR = N_("Calendar of all events")


def note_whether_any(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the first page again where a first event comes or a last one goes (``env-updated``)."""
    domain = notes_domain(env)
    kept, digest = domain.kept("calendars"), domain.pages.digest()
    if kept.get("digest") == digest:
        return []
    found = any(_is_in(notes.event) for notes in domain.pages.values())
    before, kept["any"], kept["digest"] = kept.get("any"), found, digest
    return [] if before in (None, found) else outdated(env, [app.config.root_doc])


def _is_in(event: Event | None) -> bool:
    days = event.date if event is not None and not event.private else None
    return days is not None and has_days(days.first, days.last)


def add_link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Add the link (``html-page-context``)."""
    builder = abilities(app.builder).public_pages
    if builder is None:
        return
    if not isinstance(doctree, nodes.document) or app.config.eventnotes_private:
        return
    notes = notes_domain(app.env).pages.get(pagename)
    event = notes.event if notes is not None else None
    if event is not None and _is_in(event):
        if not leads_to(notes_domain(app.env).entries, event.id, event):
            return
        name, words = EACH.replace("*", event.id), gettext(ADD)
    elif pagename == app.config.root_doc and notes_domain(app.env).kept("calendars").get("any"):
        name, words = ALL, gettext(CALENDAR)
    else:
        return
    address = escape(relative_uri(builder.get_target_uri(pagename), name))
    shown = f'<a href="{address}" type="text/calendar">{escape(words)}</a>'
    context["body"] = f'{context.get("body", "")}<p class="en-foot">{shown}</p>\n'
