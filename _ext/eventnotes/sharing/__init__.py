"""What is passed on: a small page for each talk and event, with a preview and forms to cite it, and
the files by which search engines and other programs find their way. An extension of its own.

``talk_pages`` makes the small pages, ``marks`` leads to them, ``site_files`` makes ``sitemap.xml``,
``robots.txt`` and ``llms.txt``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the files, and what leads to them."""
    from eventnotes import api
    from eventnotes.sharing import marks, site_files, talk_pages

    safe = load_core(app)
    api.add_export(app, "sitemap.xml", site_files.sitemap, gives_way=True)
    api.add_export(app, "robots.txt", site_files.robots, gives_way=True)
    api.add_export(app, "llms.txt", site_files.llms, gives_way=True)
    api.add_exports(app, talk_pages.PATTERN, talk_pages.pages)
    safe.add_post_transform(marks.MarkTalks)
    safe.connect("html-page-context", marks.add_link, priority=505)
    return SAFE
