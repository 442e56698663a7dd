"""Pages that say they are drafts in a way that was not seen before they were read.

Drafts are left out of a build before anything is read, by what a look at their lines tells
(:mod:`eventnotes.leaks.drafts`). What reads a page knows better; where it says otherwise, the build
stops before anything is written.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.environment import BuildEnvironment

from eventnotes.leaks.topmatter import mark_of_value
from eventnotes.model.vocabulary import NO, YES
from eventnotes.reading.header import nearly_option, option_of, stray_options
from eventnotes.reading.page import draft

if TYPE_CHECKING:
    from eventnotes.reading.cards import EventDirective

_LATE = (
    "the page says that it is a draft, and was not seen to be one before it was read; move it to"
    " drafts/, or write 'draft: true' into its front matter"
)


def refuse_by_fields(env: BuildEnvironment, docname: str, document: nodes.document) -> None:
    """Stop the build if front matter, or the fields that open a page, make it a draft."""
    docinfo = next((n for n in document.children if isinstance(n, nodes.docinfo)), None)
    if docinfo is None or env.config.eventnotes_private:
        return
    for each in filter(attrgetter("children"), docinfo.children):
        parts = [part.astext() for part in each.children]
        key = parts[0] if isinstance(each, nodes.field) else type(each).__name__
        if mark_of_value(key, parts[-1]) is not None:
            draft(env).leak(f"{env.doc2path(docname)}:1", _LATE)


def refuse_by_options(event: EventDirective) -> None:
    """Stop the build if an event makes its page a draft: by an option, or by a line that was meant
    for one.
    """
    if event.config.eventnotes_private:
        return
    lines, header, table = event.lines.text, event.header, event.options_here()
    written = [(f.name, f.value, f.line) for f in header.fields]
    meant = [(slip.right, slip.line) for slip in header.slips]
    strays = (header.body + first for first, _ in stray_options(lines[header.body :]))
    meant += [(lines[at], at) for at in strays]
    written += [(*found, at) for text, at in meant if (found := option_of(text))]
    words = lines[header.body] if header.body < len(lines) else ""
    nearly = nearly_option(words, event.names_here())
    if nearly is not None and nearly[1].strip().lower() in YES:
        written.append((*nearly, header.body))
    for name, value, at in written:
        option = table.get(name)
        if option and option.name == "draft" and value.strip().lower() not in NO:
            draft(event.env).leak(event.where(at), _LATE)
