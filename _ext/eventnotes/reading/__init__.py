"""From an author's text to nodes and records: directives, roles and the transforms after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventnotes.faults.boundary import Guarded


def register(safe: Guarded) -> None:
    """Register it; the order in each block is the order in which it runs."""
    from eventnotes.reading import (
        builder,
        commentary,
        files,
        links,
        markdown,
        parsers,
        shortcodes,
        sources,
        structure,
        topmatter,
    )
    from eventnotes.reading.private import doctree, emptied

    safe.app.add_event(markdown.PARSER_MADE)
    safe.app.add_directive("include", parsers.IncludeFile, override=True)
    safe.app.add_builder(builder.ReadingBuilder)
    safe.add_transform(doctree.DropPrivateNodes, private=True)
    safe.add_transform(doctree.CleanTranslations, private=True)
    safe.add_transform(emptied.SettleEmptied, private=True)
    safe.add_transform(structure.PlaceCards)
    safe.add_transform(commentary.MarkCommentary)
    safe.add_transform(structure.PutAnchorsFirst)
    safe.add_transform(doctree.DropPrivateFootnotes, private=True)
    safe.add_transform(shortcodes.TellShortcodes)
    safe.add_transform(links.DefuseLinks)
    safe.add_transform(doctree.DoubtClasses, private=True)
    safe.add_transform(files.CheckFiles, private=True)
    safe.connect("config-inited", parsers.take_markdown, 900, private=True)  # all are loaded
    safe.connect("source-read", sources.note_use, 1, private=True)  # what follows asks for it
    safe.connect("source-read", sources.keep_lines_whole, private=True)
    safe.connect("include-read", sources.keep_lines_whole, private=True)
    safe.connect("source-read", topmatter.leave_out_topmatter, private=True)
    safe.connect("include-read", topmatter.leave_out_included, private=True)
