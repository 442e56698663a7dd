"""What is done to source files before a parser gets them."""

from __future__ import annotations

import re
from pathlib import Path

from docutils.parsers.rst import Parser as RstParser
from sphinx.application import Sphinx
from sphinx.util import get_filetype

from eventnotes.reading.markdown import NotesParser
from eventnotes.reading.page import draft
from eventnotes.reading.private.published import read_text
from eventnotes.scope import is_home, uses_notes

_INCLUDE = re.compile(r"(?:\{include\}|\.\.[ \t]+include::)[ \t]+(\S[^\n]*)")


def note_use(app: Sphinx, docname: str, content: list[str]) -> None:
    """Note whether a page uses notes, itself or by what it includes (``source-read``)."""
    env, config = app.env, app.config
    page = draft(env)
    path = env.doc2path(docname)
    kind = get_filetype(config.source_suffix, path)
    parser = app.registry.get_source_parsers().get(kind)
    if parser is not None and not issubclass(parser, NotesParser | RstParser):
        page.parser = f"{parser.__module__}.{parser.__qualname__}"
    if not is_home(config):
        page.ours = page.ours or _includes_notes(content[0], Path(path), app, set())


def _includes_notes(text: str, path: Path, app: Sphinx, seen: set[Path]) -> bool:
    if uses_notes(text, app.config):
        return True
    for name in _INCLUDE.findall(text):
        folder = Path(app.srcdir) if name.startswith("/") else path.parent
        included = folder / name.strip().lstrip("/")
        if included not in seen:
            seen.add(included)
            if _includes_notes(read_text(included), included, app, seen):
                return True
    return False


_OTHER_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line for docutils and for directives, but neither for Markdown nor for an editor."""


def keep_lines_whole(app: Sphinx, *event: object) -> None:
    """Leave private words on their line (``source-read`` and ``include-read``).

    Else the rest of a comment, or of a line in a private block, would be a line of its own and
    public. Pages of others, without notes, are left alone.
    """
    content = event[-1]
    assert isinstance(content, list)
    text: str = content[0]
    if not _OTHER_ENDS.search(text):
        return
    if not draft(app.env).is_guest(app.env) or uses_notes(text, app.config):
        content[0] = _OTHER_ENDS.sub(" ", text)
