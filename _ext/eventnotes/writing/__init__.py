"""From records and nodes to what a builder writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventnotes.faults.boundary import Guarded


def register(safe: Guarded) -> None:
    """Register it; the order in each block is the order in which it runs."""
    from docutils.nodes import title

    from eventnotes import nodes
    from eventnotes.inside import heading_links
    from eventnotes.writing import (
        html,
        lists,
        made,
        old_addresses,
        output,
        part_pages,
        plain,
        raw_notes,
        references,
        year_pages,
    )

    safe.add_node(nodes.card, html=(html.visit_card, html.depart_card))
    safe.add_node(nodes.takeaway, html=(html.visit_takeaway, html.depart_takeaway))
    safe.add_node(nodes.commentary, html=(html.visit_commentary, html.depart_block))
    safe.add_node(nodes.listing, html=(lists.visit_listing, lists.depart_listing))
    safe.add_node(nodes.backlinks, html=(lists.visit_backlinks, lists.depart_backlinks))
    safe.add_node(nodes.frame)
    safe.add_node(nodes.sample)
    safe.add_node(nodes.private, html=(html.visit_private, html.depart_block))
    if heading_links.is_free(safe.app):
        safe.add_node(title, html=(html.visit_title, html.depart_title), override=True)
    safe.add_post_transform(lists.AnswerLists)
    safe.add_post_transform(references.ResolveIds)
    safe.add_post_transform(lists.ExpandLists)
    safe.add_post_transform(plain.ExpandCards)
    safe.add_post_transform(plain.FillEmptyNotes)
    safe.add_post_transform(raw_notes.KeepLines)
    safe.add_post_transform(output.MarkPrivateCopy, private=True)
    safe.connect("builder-inited", output.keep_apart, 1, private=True)
    safe.connect("env-get-outdated", made.find_lost, private=True)
    safe.connect("env-updated", html.copy_files, priority=502)
    safe.connect("env-updated", made.note_made, priority=990)
    safe.connect("html-page-context", html.add_styles)
    safe.connect("html-page-context", lists.add_script)
    safe.connect("html-page-context", html.add_script, priority=502)
    safe.connect("html-page-context", output.hide_sources, private=True)
    safe.connect("html-page-context", output.note_page)
    safe.connect("write-started", part_pages.lead_to_entry_pages)
    safe.connect("html-collect-pages", part_pages.part_pages)
    safe.connect("html-collect-pages", year_pages.year_pages)
    safe.connect("build-finished", part_pages.lead_back, priority=1)
    safe.connect("html-collect-pages", output.forget_words, private=True)
    # an e-book packs what lies there
    safe.connect("html-collect-pages", output.remove_gone, private=True)
    safe.connect("build-finished", output.remove_gone, private=True)
    safe.connect("build-finished", old_addresses.write_old_addresses)
    safe.connect("build-finished", output.remove_environment, private=True)
