"""What an author has written and may have meant otherwise. Nothing is changed for it."""

from __future__ import annotations

from docutils import nodes
from sphinx.config import Config

from eventnotes.diagnostics import Notice, hint
from eventnotes.model.dates import Start, after_gap
from eventnotes.model.records import Event


def hint_at_start(
    written: Start, start: Start, event: Event, node: nodes.Node, config: Config
) -> None:
    """Look at when a talk began, as it was *written* and as its event's day and zone settle it."""
    if written.time and written.offset == 0 and not event.timezone:
        message = "start is in UTC; ':timezone:' in {event} makes it the event's own time"
        hint(Notice.TIME, f"talk: {message}", node, config)
    instead = after_gap(start, event.timezone)
    if instead:
        message = f"clocks in {event.timezone} leave out {start.time} on {start.day}"
        hint(Notice.TIME, f"talk: {message} and show {instead}", node, config)
    if start.day and event.date is not None:
        first, last = event.date.first_day.isoformat(), event.date.last_day.isoformat()
        if not first <= start.day <= last:
            when = "before" if start.day < first else "after"
            message = f"it starts on {start.day}, {when} the event's date"
            hint(Notice.TIME, f"talk: {message}; one of them may be a slip", node, config)
