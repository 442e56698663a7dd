"""Where the supported versions of Sphinx and MyST-Parser differ, and how it is told.

Each name goes, with what it decides, once its older version is supported no more.
"""

from __future__ import annotations

from inspect import signature

from myst_parser.mdit_to_docutils import base
from myst_parser.parsers import directives
from sphinx.environment.adapters.toctree import global_toctree_for_doc

TREE_TAKES_TAGS = "tags" in signature(global_toctree_for_doc).parameters
"""Sphinx 9.0 takes the tags of a build as an argument; before, it asked the builder for them."""

COLONS_ARE_OPTIONS = not hasattr(directives, "is_option_line")
"""Before 5.2, MyST takes a colon fence in the first lines of a directive for an option."""

ADDRESSES_ARE_ESCAPED = hasattr(base, "escapeHtml")
"""Before 5.1, MyST keeps the address of a link as HTML, which every writer writes as HTML again."""
