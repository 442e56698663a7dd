"""What is done to source files before a parser gets them.

Those that cannot be read as text are named and left out, instead of ending the build.
"""

from __future__ import annotations

import re
from pathlib import Path

from docutils.parsers.rst import Parser as RstParser
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import get_filetype

from eventnotes.domain import notes_domain
from eventnotes.home import is_home, uses_notes
from eventnotes.notices import Notice, warn
from eventnotes.reading.markdown import NotesParser
from eventnotes.reading.page import draft
from eventnotes.reading.published import read_text


def leave_out_unreadable(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Warn about files that can't be read, or whose reading might never end
    (``env-before-read-docs``).

    All is as if there were no such file: what was read of it once is forgotten, and pages that
    lead to it or list all pages are read again.
    """
    domain = notes_domain(env)
    again: set[str] = set()
    encoding = env.settings["input_encoding"]
    for docname in list(docnames):
        path = env.doc2path(docname)
        notice = Notice.ENCODING
        try:
            if path.exists() and not path.is_file():
                raise OSError("it is a pipe, a device or a folder; allowed: a file")
            path.read_bytes().decode(encoding)
        except UnicodeDecodeError as error:
            message = f"the file is not {encoding.removesuffix('-sig').upper()} ({error.reason})"
            message += "; save it as that"
        except OSError as error:
            notice = Notice.SOURCE
            message = f"the file can't be read: {error.strerror or error}"
        else:
            continue
        warn(notice, f"{message}. It is left out", f"{path}:1")
        docnames.remove(docname)
        app.project.docnames.discard(docname)
        if docname in env.all_docs:
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
            domain.note_gone([docname])
        again |= {*env.glob_toctrees, *domain.linking_to({docname})}
    docnames += sorted(again & env.found_docs - {*docnames})


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
