"""Links to other sites on every page: bare addresses, titles, dead marks, and what is no link."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def find_bare(app: Sphinx, config: Config) -> None:
    """Have MyST look for bare addresses (``config-inited``)."""
    from eventnotes.reading.links import link_addresses

    if "myst_enable_extensions" in config:
        link_addresses(config)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what reads and marks links."""
    from eventnotes.boundary import Guarded
    from eventnotes.reading import links, markdown
    from eventnotes.writing import outgoing

    app.setup_extension("eventnotes")
    app.setup_extension("eventnotes.styles")
    safe = Guarded(app)
    safe.connect("config-inited", find_bare, private=True)
    safe.connect(markdown.PARSER_MADE, links.find_addresses)
    safe.add_transform(links.KeepAddresses)
    safe.add_transform(links.DefuseAllLinks)
    safe.add_post_transform(outgoing.MarkLinks)
    safe.connect("linkcheck-process-uri", outgoing.one_spelling)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
