"""Markdown without directives (``myst_commonmark_only``, ``myst_gfm_only``).

A fence that is meant for a directive is code there, with the private words in it.
"""

from __future__ import annotations

import re

from docutils import nodes
from markdown_it.rules_core import StateCore

from eventnotes.reading.fences import LOST_FENCE
from eventnotes.reading.page import draft

_DIRECTIVE = re.compile(r"\{(?!code\}|code-block\}|sourcecode\})[^}\s]+\}")
_COMMENT = re.compile(r"<!--|^[ \t>]*%", re.MULTILINE)


def stop_at_private_code(state: StateCore) -> None:
    """Stop the build at private words in such a fence (a markdown-it core rule)."""
    document: nodes.document = state.md.options["document"]
    for token in state.tokens:
        if token.type != "fence" or not _DIRECTIVE.match(token.info):
            continue
        if any(find.search(f"{token.info}\n{token.content}") for find in (_COMMENT, LOST_FENCE)):
            line = token.map[0] + 1 if token.map else 1
            name = token.info.split()[0]
            message = f"private words in {name} are code: MyST is told to read no directives"
            draft(document.settings.env).leak(f"{document['source']}:{line}", message)
