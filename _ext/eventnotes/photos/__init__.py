"""Photos, from a camera's file to what a page may show: an extension of its own.

All pictures of all pages are developed once it is loaded. Apart from :func:`setup`, nothing here
imports Sphinx or docutils.

``kinds`` tells what a file is, ``develop`` makes clean pictures of one, ``moving`` cleans what
moves and ``embedded`` what stands in a text; ``cache`` keeps what was made between builds, and
``layout`` says where photos stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core, need

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def check_cache(app: Sphinx, config: Config) -> None:
    """Mend a setting that can't be used (``config-inited``)."""
    from eventnotes.diagnostics import Notice, warn

    cache = config.eventnotes_photo_cache
    if not isinstance(cache, str) or "\0" in cache:
        message = f"eventnotes_photo_cache is {cache!r}; allowed: the path of a folder, as text"
        warn(Notice.CONFIG, message, None)
        config.eventnotes_photo_cache = ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything; the order in each block is the order in which it runs."""
    need("PIL", "Pillow", __name__)
    from eventnotes.nodes import gallery, lost_photo
    from eventnotes.photos import files, html, nodes, reading
    from eventnotes.photos.images import DevelopImages, clean_late

    safe = load_core(app)
    app.setup_extension("eventnotes.styles")
    app.add_config_value("eventnotes_photo_cache", "", "", types=(str,))
    app.add_directive_to_domain("notes", "photos", reading.PhotosDirective)
    safe.add_node(gallery, html=(html.visit_gallery, html.depart_gallery))
    safe.add_node(nodes.photo_caption, html=(html.visit_caption, html.depart_caption))
    safe.add_node(nodes.photo_row, html=(html.visit_row, html.depart_row))
    safe.add_node(nodes.photo_item, html=(html.visit_item, html.depart_item))
    safe.add_node(nodes.photo, html=(html.visit_photo, None))
    safe.add_node(nodes.photo_link, html=(html.visit_link, html.depart_link))
    safe.add_node(lost_photo, html=(html.visit_lost, html.depart_lost))
    safe.add_transform(reading.FindImages, private=True)
    safe.add_transform(reading.SettleGalleries)
    safe.add_transform(reading.LinkPictures, private=True)
    safe.add_transform(reading.AskForAlt)
    safe.add_post_transform(DevelopImages, private=True)
    safe.connect("config-inited", check_cache, private=True)
    safe.connect("builder-inited", files.open_cache, 1, private=True)
    safe.connect("env-updated", files.develop_all)
    # after what others bring in
    safe.connect("doctree-resolved", clean_late, priority=900, private=True)
    # after the script of tables, before that of long pages
    safe.connect("html-page-context", html.add_files, priority=501)
    safe.connect("html-collect-pages", files.remove_gone, private=True)
    safe.connect("build-finished", files.remove_gone, private=True)
    safe.connect("build-finished", files.place_all, private=True)
    return SAFE
