"""What the program says: labels, phrases, dates and numbers, in the language of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventnotes.faults.boundary import Guarded


def register(safe: Guarded) -> None:
    """Register it; the order in each block is the order in which it runs."""
    from eventnotes import nodes
    from eventnotes.i18n import language

    safe.add_node(nodes.foreign, html=(language.visit_foreign, language.depart_foreign))
    safe.add_post_transform(language.MarkTitles)
