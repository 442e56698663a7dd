"""Notes from conferences as a Sphinx extension: events, talks, ratings, links and takeaways.

A note goes through the program once. A directive (``reading``) makes a node and keeps what it
read; when the page has been read, its records (``model``) go to the domain; when all pages have,
ids, labels and dependents follow from them; when a page is written, visitors and
post-transforms (``writing``) turn its nodes into what the builder needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from eventnotes import domain, nodes
from eventnotes.notices import Notice, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

STATIC = Path(__file__).parent / "static"


def check_config(app: Sphinx, config: Config) -> None:
    """Mend what cannot be used, and add what belongs to the extension (``config-inited``)."""
    from eventnotes.reading.links import link_addresses
    from eventnotes.writing.output import DRAFTS

    scale = config.eventnotes_rating_scale
    if not isinstance(scale, int) or isinstance(scale, bool) or not 1 <= scale <= 100:
        message = f"eventnotes_rating_scale is {scale!r}; allowed: a whole number from 1 to 100"
        warn(Notice.CONFIG, message, None)
        config.eventnotes_rating_scale = 5
    criteria = config.eventnotes_rating_criteria
    names = criteria if isinstance(criteria, list | tuple) else (None,)
    if not all(isinstance(name, str) and name.strip() for name in names):
        message = f"eventnotes_rating_criteria is {criteria!r}; allowed: a list of names"
        warn(Notice.CONFIG, message, None)
        config.eventnotes_rating_criteria = ()
    config.eventnotes_private = _is_private(config)
    link_addresses(config)
    config.html_static_path = [*config.html_static_path, str(STATIC)]
    if not config.eventnotes_private:
        config.exclude_patterns = [*config.exclude_patterns, DRAFTS]


def _is_private(config: Config) -> bool:
    """Tell whether the author's copy is wanted; anything but a clear yes is a no.

    Sphinx takes every word on its command line but ``0`` for true.
    """
    given = config.overrides.get("eventnotes_private", config.eventnotes_private)
    if given in (True, "1", "true", "True"):
        return True
    if given not in (False, "0", "", "false", "False"):
        message = f"eventnotes_private is {given!r}; allowed: True or False, -D takes 1 or 0"
        warn(Notice.CONFIG, message, None)
    return False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything; the order in each block is the order in which it runs."""
    from eventnotes import events, reader, unseen
    from eventnotes.reading import commentary, markdown, photos, privacy_nodes, sources, structure
    from eventnotes.reading import links as reading_links
    from eventnotes.writing import (
        furo,
        head,
        html,
        lists,
        navigation,
        outgoing,
        output,
        part_pages,
        photo_files,
        photo_html,
        plain,
        references,
        side_notes,
        templates,
        tongues,
    )
    from eventnotes.writing.photos import DevelopImages, clean_late

    app.require_sphinx("9.0")
    app.setup_extension("myst_parser")
    app.add_source_parser(markdown.NotesParser, override=True)

    app.add_config_value("eventnotes_rating_scale", 5, "env", types=(int,))
    app.add_config_value("eventnotes_rating_criteria", (), "env", types=(list, tuple))
    app.add_config_value("eventnotes_private", False, "env", types=(bool,))
    app.add_config_value("eventnotes_photo_cache", "", "", types=(str,))

    app.add_node(nodes.card, html=(html.visit_card, html.depart_card))
    app.add_node(nodes.takeaway, html=(html.visit_takeaway, html.depart_takeaway))
    app.add_node(nodes.commentary, html=(html.visit_commentary, html.depart_block))
    app.add_node(nodes.listing, html=(lists.visit_listing, lists.depart_listing))
    app.add_node(nodes.backlinks, html=(lists.visit_backlinks, lists.depart_backlinks))
    app.add_node(nodes.foreign, html=(tongues.visit_foreign, tongues.depart_foreign))
    app.add_node(nodes.frame)
    app.add_node(nodes.sample)
    app.add_node(nodes.side_note, html=(side_notes.visit_side_note, side_notes.depart_side_note))
    app.add_node(nodes.note_list, html=(side_notes.visit_note_list, side_notes.depart_note_list))
    app.add_node(nodes.private, html=(html.visit_private, html.depart_block))
    app.add_node(nodes.gallery, html=(photo_html.visit_gallery, photo_html.depart_gallery))
    app.add_node(nodes.photo_caption, html=(photo_html.visit_caption, photo_html.depart_caption))
    app.add_node(nodes.photo_row, html=(photo_html.visit_row, photo_html.depart_row))
    app.add_node(nodes.photo_item, html=(photo_html.visit_item, photo_html.depart_item))
    app.add_node(nodes.photo, html=(photo_html.visit_photo, None))
    app.add_node(nodes.photo_link, html=(photo_html.visit_link, photo_html.depart_link))
    app.add_node(nodes.lost_photo, html=(photo_html.visit_lost, photo_html.depart_lost))
    app.add_domain(domain.NotesDomain)
    app.add_builder(reader.ReadingBuilder)

    app.add_transform(privacy_nodes.DropPrivateNodes)
    app.add_transform(structure.PlaceCards)
    app.add_transform(commentary.MarkCommentary)
    app.add_transform(structure.PutAnchorsFirst)
    app.add_transform(privacy_nodes.DropPrivateFootnotes)
    app.add_transform(reading_links.KeepAddresses)
    app.add_transform(reading_links.DefuseLinks)
    app.add_transform(photos.FindImages)
    app.add_transform(photos.SettleGalleries)
    app.add_transform(photos.LinkPictures)
    app.add_transform(photos.AskForAlt)
    app.add_post_transform(lists.AnswerLists)
    app.add_post_transform(references.ResolveIds)
    app.add_post_transform(references.JoinSinglePage)
    app.add_post_transform(outgoing.MarkLinks)
    app.add_post_transform(lists.ExpandLists)
    app.add_post_transform(plain.ExpandCards)
    app.add_post_transform(tongues.MarkTitles)
    app.add_post_transform(DevelopImages)
    app.add_post_transform(side_notes.PlaceNotes)
    app.add_post_transform(output.MarkPrivateCopy)

    app.add_css_file("eventnotes.css")

    app.connect("config-inited", check_config)
    app.connect("builder-inited", events.note_builder)
    app.connect("builder-inited", unseen.find_unfinished)
    app.connect("builder-inited", output.keep_apart)
    app.connect("builder-inited", output.clear_static)
    app.connect("builder-inited", templates.keep_compiled)
    app.connect("builder-inited", events.spare_environment)
    app.connect("builder-inited", photo_files.open_darkroom)
    app.connect("env-get-outdated", events.begin_speaking)
    app.connect("env-get-outdated", events.note_removed)
    app.connect("env-get-outdated", unseen.changed_unseen)
    app.connect("env-before-read-docs", sources.leave_out_unreadable)
    app.connect("env-before-read-docs", events.begin_reading)
    app.connect("env-before-read-docs", unseen.note_read)
    app.connect("env-updated", events.finish_reading)
    app.connect("env-updated", unseen.note_states)
    app.connect("env-updated", photo_files.develop_all)
    app.connect("env-updated", unseen.begin_writing)
    app.connect("warn-missing-reference", events.warn_missing)
    app.connect("doctree-resolved", clean_late, priority=900)  # after what others bring in
    app.connect("html-page-context", navigation.put_toctree, priority=400)
    app.connect("html-page-context", furo.spare_tree, priority=401)
    app.connect("html-page-context", furo.put_tree, priority=600)
    app.connect("html-page-context", navigation.put_neighbours)
    app.connect("html-page-context", lists.add_script)
    app.connect("html-page-context", photo_html.add_files)
    app.connect("html-page-context", html.add_script)
    app.connect("html-page-context", output.hide_sources)
    app.connect("html-page-context", head.add_description)
    app.connect("html-collect-pages", part_pages.part_pages)
    app.connect("html-collect-pages", output.forget_words)
    app.connect("linkcheck-process-uri", outgoing.one_spelling)
    app.connect("html-collect-pages", output.remove_gone)  # an e-book packs what lies there
    app.connect("html-collect-pages", photo_files.remove_gone)
    app.connect("build-finished", output.remove_gone)
    app.connect("build-finished", photo_files.remove_gone)
    app.connect("build-finished", photo_files.place_all)
    app.connect("build-finished", unseen.end_writing)

    return {
        "version": __version__,
        "env_version": 7,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
