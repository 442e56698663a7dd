"""A build that reads few pages of many has the garbage collector look rarely while it writes."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.builders import Builder

from eventnotes.domain import notes_domain
from eventnotes.incremental.state import Build
from eventnotes.memory import look_rarely

_MANY = 10
"""One page in so many is no longer few."""


def spare_collector(app: Sphinx, builder: Builder) -> None:
    """Have it look rarely where few pages were read (``write-started``)."""
    if len(notes_domain(app.env).of_build(Build).reading) < len(app.env.all_docs) / _MANY:
        look_rarely(app)
