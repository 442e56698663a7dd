"""Where the supported versions of Sphinx and MyST-Parser differ, and how it is told.

Reason: one code for all of them.
Written against: Sphinx 8.1 to 9.2, MyST-Parser 4.0 to 5.2. Each name goes, with what it decides,
once its older version is supported no more.
Without it: what can't be told is taken for the newest version.
"""

from __future__ import annotations

from myst_parser.mdit_to_docutils import base
from myst_parser.parsers import directives

COLONS_ARE_OPTIONS = not hasattr(directives, "is_option_line")
"""Before 5.2, MyST takes a colon fence in the first lines of a directive for an option."""

ADDRESSES_ARE_ESCAPED = hasattr(base, "escapeHtml")
"""Before 5.1, MyST keeps the address of a link as HTML, which every writer writes as HTML again."""
