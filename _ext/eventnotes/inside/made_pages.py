"""A page that no source has, as its builder would write it.

Reason: Sphinx writes such pages from finished HTML, and what stands on them may need its
transforms and visitors: pictures do.
Written against: Sphinx 8.1 to 9.2 (``StandaloneHTMLBuilder.write_doc``, which sets the same four
attributes; ``docsettings``).
Without it: there are no such pages.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri


def fragment(builder: StandaloneHTMLBuilder, page: str, document: nodes.document) -> str:
    """Return the HTML of a document that stands for a page."""
    document.settings = builder.docsettings
    document.settings.env = builder.env
    builder.env.apply_post_transforms(document, page)
    builder.post_process_images(document)
    builder.secnumbers, builder.fignumbers = {}, {}
    target = builder.get_target_uri(page)
    builder.imgpath = relative_uri(target, builder.imagedir)
    builder.dlpath = relative_uri(target, "_downloads")
    builder.current_docname = page
    visitor: Any = builder.create_translator(document, builder)
    document.walkabout(visitor)
    return "".join(visitor.fragment)
