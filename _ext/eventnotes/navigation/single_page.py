"""References between pages that one page holds."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class JoinSinglePage(SphinxPostTransform):
    """Make references between pages work where all pages are one.

    Sphinx 9 writes ``#document-page#anchor`` in the single-page builder; a browser looks for an
    anchor of that whole name and stays where it is.
    """

    default_priority = 30  # after references are resolved (8 to 10)
    builders = ("singlehtml",)

    def run(self, **kwargs: Any) -> None:
        """Keep the anchor alone."""
        for node in self.document.findall(nodes.reference):
            page, mark, anchor = node.get("refuri", "").removeprefix("#").partition("#")
            if mark and page.startswith("document-"):
                node["refuri"] = f"#{anchor}"
