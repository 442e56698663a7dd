"""What an author has written and may have meant otherwise. Nothing is changed for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import Notice, hint
from eventnotes.model import ids
from eventnotes.model.dates import DateRange, Start, after_gap, read_range
from eventnotes.model.records import Event
from eventnotes.nodes import card, listing, source_line_of
from eventnotes.scope import is_home

_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)(?:\s[^<>=]*)?>\Z")
"""One that opens an element, without attributes: who writes those means a tag."""
_NAMES = """
a abbr acronym address area article aside audio b base bdi bdo big blink blockquote body br button
canvas caption center cite code col colgroup data datalist dd defs del details dfn dialog dir div dl
dt em embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head
header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee math
menu meta meter mfrac mi mn mo mrow ms msqrt msub msup mtable mtd mtext mtr nav nobr noframes
noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s samp
script search section select slot small source span strike strong style sub summary sup svg table
tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr
"""
_ELEMENTS = frozenset(_NAMES.split())
"""Those of HTML, old ones too, and those of MathML and SVG that stand without attributes."""
_OPEN_NAMES = """
area base body br col colgroup dd dt embed frame head hr html img input li link meta optgroup option
p rb rp rt rtc source tbody td tfoot th thead tr track wbr
"""
_WITHOUT_END = frozenset(_OPEN_NAMES.split())
"""Those that need no tag at their end."""


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


def date_of_page(
    docname: str, given: DateRange | None, node: nodes.Node, config: Config
) -> DateRange | None:
    """Return the date of an event, that of its page's name if none was *given*."""
    try:
        named = read_range(ids.date_of(docname))
    except ValueError:
        return given
    if given is not None:
        if f"{named.last}~" < given.first or f"{given.last}~" < named.first:
            message = (
                f"event: its date begins with {given.first}, the page's name with {named.first}"
            )
            hint(Notice.DATE, f"{message}; one of them may be a slip", node, config)
        return given
    return named


def hint_if_undated(node: nodes.Node, config: Config) -> None:
    """Say of an event without a date what leaves it out, on a site that says where it is."""
    if config.html_baseurl:
        message = "event: it has no date, so no feed and no calendar has it, and lists have it last"
        hint(Notice.DATE, f"{message}; write one, as in ':date: 2025-03-17'", node, config)


def hint_at_tags(raws: Sequence[nodes.raw], config: Config) -> None:
    """Say of ``<int>`` in a title or a text that it is read as a tag, which no browser shows, and
    of ``<a>`` that nothing closes there: who means the tag has written ``</a>`` as well.

    :param raws: those of a page, in order.
    """
    ends: set[tuple[int, str]] = set()
    found: list[tuple[nodes.raw, str]] = []
    for raw in reversed(raws):  # so that an end is known before what it ends
        if raw["format"] != "html":
            continue
        block, tag = _block_of(raw), raw.astext()
        if tag.startswith("</"):
            ends.add((id(block), tag[2:].rstrip("> \n").lower()))
        elif match := _TAG.match(tag):
            name = match[1].lower()
            if name not in _ELEMENTS:
                found.append((raw, ""))
            elif isinstance(block, nodes.TextElement) and (id(block), name) not in ends:
                found += [(raw, " that nothing closes")] if name not in _WITHOUT_END else []
    for raw, why in reversed(found):
        source, line = source_line_of(raw)
        tag = raw.astext()
        read = f"{tag!r} is read as an HTML tag{why}, and is not shown"
        message = f"{read}; write '\\{tag}', or put it in `backticks`, if it is text"
        hint(Notice.TAG, message, f"{source}:{line}", config)


def _block_of(raw: nodes.raw) -> nodes.Node | None:
    """Return the title or the paragraph that holds a tag."""
    block: nodes.Node | None = raw.parent
    while isinstance(block, nodes.Inline):
        block = block.parent
    return block


def hint_if_unlisted(
    env: BuildEnvironment, docname: str, document: nodes.document, found: Sequence[nodes.Element]
) -> None:
    """Say of a page among the events that no list will have it.

    Pages of lists and of contents are no events, nor are those of talks that name theirs.
    """
    if not docname.startswith("events/") or not is_home(env.config):
        return
    for node in found:
        if isinstance(node, listing) or (isinstance(node, card) and node["kind"] == "event"):
            return
        if node.get("event"):
            return
    if next(document.findall(addnodes.toctree), None) is None:
        message = "no {event} on this page, so it is in no list; write one below the title"
        hint(Notice.UNLISTED, message, f"{env.doc2path(docname)}:1", env.config)
