"""Notes from conferences as a Sphinx extension: events, talks, ratings, links and takeaways.

This is the core: directives, roles, lists, mentions, and private words on the pages that use them.
A page that uses none comes out as without it. What changes every page is a feature, an extension
of its own that loads the core; ``eventnotes.site`` loads all of them.

A note goes through the program once. A directive (``reading``) makes a node and keeps what it
read; when the page has been read, its records (``model``) go to the domain; when all pages have,
ids, labels and dependents follow from them; when a page is written, visitors and
post-transforms (``writing``) turn its nodes into what the builder needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes import domain, faults, nodes
from eventnotes.diagnostics import Notice, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def check_config(app: Sphinx, config: Config) -> None:
    """Mend what cannot be used (``config-inited``)."""
    from eventnotes.model.addresses import is_host_name

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
    names = config.eventnotes_code_directives
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        message = f"eventnotes_code_directives is {names!r}; allowed: a list of names"
        warn(Notice.CONFIG, message, None)
        config.eventnotes_code_directives = ()
    hosts = config.eventnotes_links_hosts
    if not isinstance(hosts, list | tuple) or not all(map(is_host_name, hosts)):
        allowed = "a list of hosts, such as 'wiki.example.org' or 'localhost:8080'"
        warn(Notice.CONFIG, f"eventnotes_links_hosts is {hosts!r}; allowed: {allowed}", None)
        config.eventnotes_links_hosts = ()
    config.eventnotes_private = _is_private(config)


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
    """Register the core; the order in each block is the order in which it runs."""
    from eventnotes import events
    from eventnotes.api import COLLECTED, exports
    from eventnotes.faults.boundary import Guarded
    from eventnotes.i18n import language
    from eventnotes.leaks import check, drafts, phrases
    from eventnotes.reading import (
        builder,
        commentary,
        emptied,
        files,
        markdown,
        parsers,
        privacy_nodes,
        sources,
        structure,
        topmatter,
    )
    from eventnotes.reading import links as reading_links
    from eventnotes.writing import html, lists, output, part_pages, plain, raw_notes, references

    app.require_sphinx("8.1")
    faults.begin(app)
    safe = Guarded(app)

    app.add_config_value("eventnotes_rating_scale", 5, "env", types=(int,))
    app.add_config_value("eventnotes_rating_criteria", (), "env", types=(list, tuple))
    app.add_config_value("eventnotes_private", False, "env", types=(bool,))
    app.add_config_value("eventnotes_links_hosts", (), "", types=(list, tuple))
    app.add_config_value("eventnotes_private_words", "", "", types=(str, list, tuple))
    app.add_config_value("eventnotes_code_directives", (), "", types=(list, tuple))
    app.add_event(markdown.PARSER_MADE)
    app.add_event(COLLECTED)

    safe.add_node(nodes.card, html=(html.visit_card, html.depart_card))
    safe.add_node(nodes.takeaway, html=(html.visit_takeaway, html.depart_takeaway))
    safe.add_node(nodes.commentary, html=(html.visit_commentary, html.depart_block))
    safe.add_node(nodes.listing, html=(lists.visit_listing, lists.depart_listing))
    safe.add_node(nodes.backlinks, html=(lists.visit_backlinks, lists.depart_backlinks))
    safe.add_node(nodes.foreign, html=(language.visit_foreign, language.depart_foreign))
    safe.add_node(nodes.frame)
    safe.add_node(nodes.sample)
    safe.add_node(nodes.private, html=(html.visit_private, html.depart_block))
    app.add_domain(domain.NotesDomain)
    app.add_directive("include", parsers.IncludeFile, override=True)
    app.add_builder(builder.ReadingBuilder)

    safe.add_transform(privacy_nodes.DropPrivateNodes, private=True)
    safe.add_transform(privacy_nodes.CleanTranslations, private=True)
    safe.add_transform(emptied.SettleEmptied, private=True)
    safe.add_transform(structure.PlaceCards)
    safe.add_transform(commentary.MarkCommentary)
    safe.add_transform(structure.PutAnchorsFirst)
    safe.add_transform(privacy_nodes.DropPrivateFootnotes, private=True)
    safe.add_transform(reading_links.DefuseLinks)
    safe.add_transform(privacy_nodes.DoubtClasses, private=True)
    safe.add_transform(files.CheckFiles, private=True)
    safe.add_post_transform(lists.AnswerLists)
    safe.add_post_transform(references.ResolveIds)
    safe.add_post_transform(lists.ExpandLists)
    safe.add_post_transform(plain.ExpandCards)
    safe.add_post_transform(plain.FillEmptyNotes)
    safe.add_post_transform(language.MarkTitles)
    safe.add_post_transform(raw_notes.KeepLines)
    safe.add_post_transform(output.MarkPrivateCopy, private=True)

    safe.connect("config-inited", check_config, private=True)
    safe.connect("config-inited", parsers.take_markdown, 900, private=True)  # all are loaded
    safe.connect("config-inited", events.close_kinds, 999, private=True)
    safe.connect("builder-inited", events.note_builder, 0, private=True)  # before all others
    safe.connect("builder-inited", output.keep_apart, 1, private=True)
    safe.connect("builder-inited", phrases.check_phrases, private=True)
    safe.connect("env-get-outdated", drafts.leave_out_drafts, priority=100, private=True)
    safe.connect("env-get-outdated", events.begin_speaking)
    safe.connect("env-get-outdated", events.note_additions)
    safe.connect("env-get-outdated", events.note_removed, private=True)
    safe.connect("source-read", sources.note_use, 1, private=True)  # what follows asks for it
    safe.connect("source-read", sources.keep_lines_whole, private=True)
    safe.connect("include-read", sources.keep_lines_whole, private=True)
    safe.connect("source-read", topmatter.leave_out_topmatter, private=True)
    safe.connect("include-read", topmatter.leave_out_included, private=True)
    safe.connect("env-before-read-docs", events.begin_reading, private=True)
    safe.connect("env-updated", events.stop_at_leaks, priority=498, private=True)
    safe.connect("env-updated", events.finish_reading)
    safe.connect("env-updated", events.tell_collected, priority=501)
    safe.connect("env-updated", html.copy_files, priority=502)
    safe.connect("warn-missing-reference", events.warn_missing)
    safe.connect("html-page-context", html.add_styles)
    safe.connect("html-page-context", lists.add_script)
    safe.connect("html-page-context", html.add_script, priority=502)
    safe.connect("html-page-context", output.hide_sources, private=True)
    safe.connect("html-collect-pages", part_pages.part_pages)
    safe.connect("html-collect-pages", output.forget_words, private=True)
    # an e-book packs what lies there
    safe.connect("html-collect-pages", output.remove_gone, private=True)
    safe.connect("build-finished", output.remove_gone, private=True)
    safe.connect("build-finished", output.remove_environment, private=True)
    safe.connect("build-finished", exports.write_exports, priority=800)
    # after what others write
    safe.connect("build-finished", check.check_output, priority=900, private=True)

    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
