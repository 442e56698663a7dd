"""The markdown-it with which MyST parses a page, before it parses.

Reason: private words are cut between the tokens of markdown-it and the nodes made of them, and MyST
makes its markdown-it inside ``MystParser.parse``. What stands there is repeated here.
Written against: MyST-Parser 4.0 to 5.2, in which it is alike.
Without it: the extension can't be loaded, and a page is not read, since nothing would be cut. A
new major version of MyST-Parser is not allowed before this has been looked at.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from myst_parser.config.main import (
    MdParserConfig,
    TopmatterReadError,
    merge_file_level,
    read_topmatter,
)
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.warnings_ import create_warning


def make_parser(
    source: str, document: nodes.document, renderer: type[SphinxRenderer]
) -> tuple[MarkdownIt, MdParserConfig]:
    """Return what parses a page into *document*, and the settings of that page."""
    config: MdParserConfig = document.settings.env.myst_config
    try:
        topmatter = read_topmatter(source)
    except TopmatterReadError:
        pass  # the renderer reports it
    else:
        if topmatter:

            def warn(kind: Any, message: str) -> None:
                create_warning(document, message, kind, line=1, append_to=document)

            config = merge_file_level(config, topmatter, warn)
    parser = create_md_parser(config, renderer)
    parser.options["document"] = document
    return parser, config
