"""Front matter of other systems: it is refused with a warning, and never printed.

TOML between ``+++`` and JSON in braces are how Zola and Hugo begin a page, in Markdown and in
reStructuredText; YAML between ``---`` is no front matter in reStructuredText. Only what makes a
page a draft is heeded, by :mod:`eventnotes.leaks.drafts`.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

from eventnotes.diagnostics import Notice, shorten, warn
from eventnotes.leaks.drafts import mark_of
from eventnotes.leaks.sources import RST
from eventnotes.reading.page import draft
from eventnotes.reading.parsers import is_markdown

_FOREIGN = re.compile(
    r"\s*(?:(?P<mark>\+{3}|-{3})[ \t]*\n(?P<text>.*?\n|)(?P=mark)[ \t]*"
    r"|\{(?P<json>[ \t]*(?:\n|(?=\")).*?)\}[ \t]*)(?:\n|\Z)",
    re.DOTALL,
)
_KEY = re.compile(r"""^[ \t]*["']?([A-Za-z][\w.-]*)["']?[ \t]*[=:]""", re.MULTILINE)


def leave_out_topmatter(app: Sphinx, docname: str, content: list[str]) -> None:
    """Blank the front matter that the page's parser would print (``source-read``)."""
    path = app.env.doc2path(docname)
    own = is_markdown(str(path), app.config)  # MyST reads YAML at the head of a page
    _leave_out(app, str(path), content, yaml=not own)


def leave_out_included(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    """Blank the front matter of a file that a page includes (``include-read``).

    A draft is not to be published this way, either.
    """
    name = str(Path(app.srcdir, path))
    rst = path.suffix.lower() in RST
    mark = None if app.config.eventnotes_private else mark_of(content[0], rst=rst)
    if mark is not None and not draft(app.env).is_guest(app.env):
        draft(app.env).leak(f"{name}:{mark.line}", "it is a draft, and included in a page")
    _leave_out(app, name, content, yaml=True)


def _leave_out(app: Sphinx, path: str, content: list[str], *, yaml: bool) -> None:
    text = content[0].replace("\r\n", "\n")
    match = _FOREIGN.match(text)
    if match is None or draft(app.env).is_guest(app.env):
        return
    if match["mark"] == "---" and not yaml:
        return
    keys = _KEY.findall(match["text"] or match["json"] or "")
    if not keys:
        return
    form = {"+++": "TOML", "---": "YAML, which is read at the head of a Markdown page alone"}
    known = ", ".join(dict.fromkeys(keys))
    message = (
        f"the front matter is in {form.get(match['mark'], 'JSON')} and is left out"
        f" ({shorten(known)}); allowed: YAML between '---' in Markdown, and what is said of an"
        " event in its {event} block"
    )
    warn(Notice.TOPMATTER, message, f"{path}:1")
    content[0] = "\n" * match[0].count("\n") + text[match.end() :]
