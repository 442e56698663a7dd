"""Front matter of other systems: it is refused with a warning, and never printed.

TOML between ``+++`` and JSON in braces are how Zola and Hugo begin a page, in Markdown and in
reStructuredText; YAML between ``---`` is no front matter in reStructuredText. Only what makes a
page a draft is heeded, by :mod:`eventnotes.leaks.drafts`.
"""

from __future__ import annotations

import re

from sphinx.application import Sphinx

from eventnotes.notices import Notice, shorten, warn
from eventnotes.reading.page import draft
from eventnotes.reading.parsers import is_markdown

_FOREIGN = re.compile(
    r"\s*(?:(?P<mark>\+{3}|-{3})[ \t]*\n(?P<text>.*?\n|)(?P=mark)[ \t]*"
    r"|\{[ \t]*\n(?P<json>.*?\n)\}[ \t]*)(?:\n|\Z)",
    re.DOTALL,
)
_KEY = re.compile(r"""^[ \t]*["']?([A-Za-z][\w.-]*)["']?[ \t]*[=:]""", re.MULTILINE)


def leave_out_topmatter(app: Sphinx, docname: str, content: list[str]) -> None:
    """Blank the front matter that the page's parser would print (``source-read``)."""
    text = content[0].replace("\r\n", "\n")
    match = _FOREIGN.match(text)
    if match is None or draft(app.env).is_guest(app.env):
        return
    path = app.env.doc2path(docname)
    if match["mark"] == "---" and is_markdown(str(path), app.config):
        return  # MyST's own
    keys = _KEY.findall(match["text"] or match["json"] or "")
    if not keys:
        return
    form = {"+++": "TOML", "---": "YAML, which reStructuredText has not"}.get(match["mark"], "JSON")
    known = ", ".join(dict.fromkeys(keys))
    message = (
        f"the front matter is in {form} and is left out ({shorten(known)}); allowed: YAML"
        " between '---' in Markdown, and what is said of an event in its {event} block"
    )
    warn(Notice.TOPMATTER, message, f"{path}:1")
    content[0] = "\n" * match[0].count("\n") + text[match.end() :]
