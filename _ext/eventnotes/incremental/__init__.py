"""An incremental build that leaves what a clean one makes, whatever has changed in between.

Files of pages and pictures that are gone are removed, pages whose navigation has changed are
written again, and what Sphinx does not see to have changed is read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything; the order in each block is the order in which it runs."""
    from eventnotes import memory
    from eventnotes.incremental import (
        collector,
        idle,
        image_names,
        navigation,
        output,
        presentation,
        search,
        toctree_pages,
        unseen,
    )

    safe = load_core(app)
    safe.connect("config-inited", memory.begin_sparing)
    safe.connect("builder-inited", unseen.find_unfinished)
    safe.connect("builder-inited", output.clear_static, private=True)
    safe.connect("builder-inited", presentation.keep_compiled)
    safe.connect("builder-inited", memory.spare_environment)
    safe.connect("env-get-outdated", unseen.note_gone)
    safe.connect("env-get-outdated", unseen.changed_unseen, 99)  # before drafts are left out
    safe.connect("env-get-outdated", idle.note_removed)
    safe.connect("env-before-read-docs", unseen.note_read)
    safe.connect("env-before-read-docs", toctree_pages.note_contents)
    safe.connect("env-updated", image_names.settle_names, priority=499)  # before pages are noted
    safe.connect("env-updated", output.note_media, priority=499)
    safe.connect("env-updated", navigation.note_navigation, priority=499)
    safe.connect("env-updated", presentation.note_presentation, priority=499)
    safe.connect("env-updated", unseen.note_states)
    # after all that makes something of what was read
    safe.connect("env-updated", unseen.begin_writing, priority=501)
    safe.connect("env-updated", output.note_media_to_come, priority=995)
    safe.connect("env-updated", memory.spare_what_was_read, priority=999)
    safe.connect("write-started", collector.spare_collector)
    safe.connect("write-started", idle.spare_tasks)
    safe.connect("write-started", toctree_pages.spare_toctree_pages)
    # while the page's own is known, which private words may take away
    safe.connect("html-page-context", output.remove_other_sources, priority=499, private=True)
    safe.connect("html-collect-pages", search.keep_index_entries)
    safe.connect("html-collect-pages", output.remove_gone_media, private=True)
    safe.connect("build-finished", memory.look_as_before, priority=0)
    safe.connect("build-finished", output.remove_gone_media, private=True)
    safe.connect("build-finished", output.note_media_there)
    safe.connect("build-finished", unseen.end_writing)
    safe.connect("build-finished", toctree_pages.put_back)
    safe.connect("build-finished", idle.note_finished, priority=910)  # after all others
    return SAFE
