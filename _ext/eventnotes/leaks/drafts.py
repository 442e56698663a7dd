"""Which sources are drafts: pages that only the author's copy is built from.

A draft lies in a folder ``drafts``, at any depth and by whatever link one gets there, or says so
itself: ``draft: true`` in its front matter (in YAML, TOML or JSON, as several systems have it; also
``published: false``, ``private: true`` and ``status: draft``), or ``:draft:`` in its event. A word
that can't be read there makes a draft, too.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator, Set
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.matching import get_matching_files

from eventnotes.diagnostics import Notice, shorten, warn
from eventnotes.leaks import spans
from eventnotes.leaks.sources import RST, Source, text_of
from eventnotes.leaks.texts import NOT_TEXT
from eventnotes.leaks.topmatter import Mark, mark_of_topmatter, mark_of_value
from eventnotes.model.vocabulary import NO, YES
from eventnotes.scope import is_home, uses_notes

FOLDER = "drafts"
PATTERNS = (FOLDER, f"**/{FOLDER}")
"""What is left out of a published build, as ``exclude_patterns`` has it."""

_EVENT = re.compile(
    rf"{spans.CONTAINER}(?:(?P<fence>`{{3,}}|~{{3,}}|:{{3,}})\s*\{{\s*(?:notes:)?event\s*\}}"
    r"|\.\.[ \t]+(?:notes:)?event[ ]?::)",
    re.IGNORECASE,
)
_OPTION = re.compile(r"[ \t>]*:drafts?:(?!:)(?P<value>.*)\Z", re.IGNORECASE)
_HEAD_FIELD = re.compile(r":(?P<key>[^:\n]+):(?P<value>.*(?:\n[ \t]+\S.*)*)(?:\n|\Z)")
_COMMENT = re.compile(r"<!--.*?-->")


def leave_out_drafts(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Take drafts out of a published build before anything of it is read (``env-get-outdated``)."""
    found = notes_drafts(env)
    found.clear()
    _real_folder.cache_clear()  # a link may lead elsewhere since the last build
    if app.config.eventnotes_private:
        return []
    for name in sorted(added | changed):
        path = Path(env.doc2path(name))
        if not is_draft(path, Path(app.srcdir), app.config, told=True):
            continue
        found.add(str(path))
        app.project.docnames.discard(name)
        added.discard(name)
        changed.discard(name)
        if name in env.all_docs:
            removed.add(name)
    return []


def notes_drafts(env: BuildEnvironment) -> set[str]:
    """Return the paths of the pages that this build leaves out as drafts."""
    drafts: set[str] = env.get_domain("notes").drafts  # type: ignore[attr-defined]  # ours
    return drafts


def is_draft(path: Path, srcdir: Path, config: Config, *, told: bool = False) -> bool:
    """Tell whether the page at *path* is a draft.

    :param told: whether to warn of a value that is unclear.
    """
    within = in_folder(path, srcdir)
    if within and is_home(config):
        return True
    try:
        text = text_of(path)
    except OSError:
        return False
    if not (is_home(config) or uses_notes(text, config)):
        return False
    if within:
        return True
    code = spans.CODE.union(config.eventnotes_code_directives)
    rst = path.suffix in RST or config.source_suffix.get(path.suffix) == "restructuredtext"
    mark = mark_of(text, rst=rst, code=code)
    if mark is None:
        return False
    if told and mark.unclear:
        said = f"{mark.key} is {shorten(mark.unclear)!r}"
        message = f"{said}; allowed: true or false. The page is taken as a draft"
        warn(Notice.DRAFT, message, f"{path}:{mark.line}")
    return True


def lies_in_drafts(path: Path, srcdir: Path, config: Config) -> bool:
    """Tell whether a file, page or not, is a draft because of its folder."""
    if not in_folder(path, srcdir):
        return False
    try:
        return is_home(config) or uses_notes(text_of(path), config)
    except OSError:
        return False


def in_folder(path: Path, srcdir: Path) -> bool:
    """Tell whether a file lies in a folder of drafts, by its name or by where a link leads."""
    by_name = os.path.relpath(path, srcdir)
    if FOLDER in by_name.casefold().split(os.sep)[:-1]:
        return True
    real = _real(path)
    if real == str(path) or FOLDER not in real.casefold():
        return False
    return FOLDER in os.path.relpath(real, _real_folder(srcdir)).casefold().split(os.sep)[:-1]


def _real(path: Path) -> str:
    """Return where a file is in truth; folders are looked at once."""
    if os.path.islink(path):
        return os.path.realpath(path)
    return os.path.join(_real_folder(path.parent), path.name)


@functools.lru_cache(maxsize=1024)
def _real_folder(path: Path) -> str:
    return os.path.realpath(path)


def mark_of(text: str, *, rst: bool = False, code: Set[str] = spans.CODE) -> Mark | None:
    """Return what makes a text a draft, if anything does.

    :param code: the directives whose content is code.
    """
    head = text.lstrip()
    overlined = rst and head.startswith("----")  # it is a title
    mark = mark_of_topmatter(text) if head[:1] in {"-", "+", "{"} and not overlined else None
    if rst and head.startswith(":"):
        mark = _in_fields(text)
    return mark or (_in_event(text, rst, code) if ":draft" in text.lower() else None)


def _in_fields(text: str) -> Mark | None:
    """Look through the fields that open a page of reStructuredText."""
    at = len(text) - len(text.lstrip())
    while found := _HEAD_FIELD.match(text, at):
        if (mark := mark_of_value(found["key"], found["value"])) is not None:
            return mark._replace(line=text.count("\n", 0, at) + 1)
        at = found.end()
    return None


def _in_event(text: str, rst: bool, code: Set[str]) -> Mark | None:
    """Look through the options of the events of a page."""
    end: str | None = None  # what the line after the options begins with; all else, if empty
    for number, line in enumerate(spans.without_code(text, rst=rst, code=code), 1):
        opened = _EVENT.match(line)
        if opened:
            end = opened["fence"] or ""
        elif end is not None and _ends(line, end):
            end = None
        elif end is not None and (option := _OPTION.match(_COMMENT.sub("", line).rstrip())):
            value = option["value"].strip().lower()
            if value not in NO:
                return Mark(number, "" if value in YES else value)
    return None


def _ends(line: str, fence: str) -> bool:
    """Tell whether a line ends a block: its fence, or in reStructuredText a line at the margin."""
    if fence:
        return line.strip(" \t>").startswith(fence)
    return bool(line.strip()) and not line.startswith((" ", "\t"))


def sources_of(app: Sphinx) -> Iterator[Source]:
    """Yield all drafts of a site: pages left out, and whatever text lies in their folders."""
    yield from (Source(Path(path), draft=True) for path in sorted(notes_drafts(app.env)))
    others = [pattern for pattern in app.config.exclude_patterns if pattern not in PATTERNS]
    for name in get_matching_files(app.srcdir, ("**",), others):
        path, root = Path(app.srcdir, name), Path(app.srcdir)
        if path.suffix.lower() not in NOT_TEXT and lies_in_drafts(path, root, app.config):
            yield Source(path, draft=True)
