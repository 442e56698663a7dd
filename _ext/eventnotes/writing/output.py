"""What stands in an output folder, and what must not: stale files, sources, private copies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.i18n import docname_to_domain

from eventnotes.builders import abilities, copied_there, remove_file
from eventnotes.diagnostics import must_be_written
from eventnotes.domain import notes_domain
from eventnotes.i18n import terms
from eventnotes.i18n.messages import gettext
from eventnotes.inside import search_index
from eventnotes.inside.search_index import index_of
from eventnotes.leaks.drafts import is_draft
from eventnotes.scope import is_home
from eventnotes.writing.old_addresses import old_files

MARKER = ".private"
"""File that tells an author's copy, and its doctrees, from published ones."""

_README = "This folder holds private words. Do not publish it.\n"


class MixedOutputError(SystemExit):
    """A published build was to go where a private copy lies, or the other way round."""


def keep_apart(app: Sphinx) -> None:
    """Stop a build that would mix private and published files (``builder-inited``).

    :raises MixedOutputError: the output or the doctrees are of the other sort.
    """
    private = app.config.eventnotes_private
    for folder, sign in ((app.outdir, None), (app.doctreedir, "environment.pickle")):
        path = Path(folder)
        marked = (path / MARKER).exists()
        used = (path / sign).exists() if sign else path.is_dir() and any(_files(path))
        if marked and not private:
            raise MixedOutputError(f"{path} holds a private copy: publish to another folder")
        if private and used and not marked:
            raise MixedOutputError(f"{path} holds published files: build the copy elsewhere")
        if private:
            with must_be_written(path / MARKER):
                path.mkdir(parents=True, exist_ok=True)
                (path / MARKER).write_text(_README, encoding="utf-8")


def _files(path: Path) -> list[Path]:
    """Return what lies in an output folder, a doctree folder inside it aside."""
    return [entry for entry in path.iterdir() if entry.name != ".doctrees"]


def hide_sources(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give no copy of a source that holds private words (``html-page-context``)."""
    if app.config.eventnotes_private:
        tags = (
            '<meta name="robots" content="noindex, nofollow" />'
            '<meta name="referrer" content="no-referrer" />'
        )
        context["metatags"] = context.get("metatags", "") + tags
    notes = notes_domain(app.env).pages.get(pagename)
    name = context.get("sourcename")
    if notes is not None and notes.private:
        context["sourcename"] = ""
        if name:
            (Path(app.outdir) / "_sources" / name).unlink(missing_ok=True)


def forget_words(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Drop words from the search index that no page has any more (``html-collect-pages``).

    Sphinx keeps such a word with an empty list of pages, also one that has become private.
    """
    domain = notes_domain(app.env)
    index = index_of(app.builder)
    ours = domain.pages or domain.data["gone"] or is_home(app.config)
    if index is not None and ours and not domain.idle:
        search_index.forget_words(index, app.env.all_docs)
    return []


class Placed:
    """What this build has made that has no source, for this extension or another."""

    def __init__(self) -> None:
        self.files: set[str] = set()


def note_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Note a page without a source (``html-page-context``)."""
    builder = abilities(app.builder).html
    if builder is not None and pagename not in app.env.all_docs:
        placed = notes_domain(app.env).of_build(Placed)
        placed.files.add(str(builder.get_outfilename(pagename)))


def is_of_this_build(app: Sphinx, path: Path) -> bool:
    """Tell whether a file of an HTML builder is not what an earlier build has left, but was put
    there by this one, for an author or for another extension.
    """
    if abilities(app.builder).html is None:
        return False
    if str(path) in notes_domain(app.env).of_build(Placed).files:
        return True
    return bool(copied_there(app, path.relative_to(app.outdir).as_posix()))


def remove_gone(
    app: Sphinx, exception: Exception | None = None
) -> list[tuple[str, dict[str, Any], str]]:
    """Remove the files of pages that are gone (``build-finished``, and ``html-collect-pages``: an
    e-book is packed before a build is finished).
    """
    if exception is not None:
        return []
    data = notes_domain(app.env).data
    divided = data["parts"].values() if abilities(app.builder).pages is not None else ()
    parts = {name for names in divided for name in names}
    out = Path(app.outdir)
    old = {out / name for name in old_files(app)}
    for docname in sorted(data["gone"] - app.env.found_docs):
        paths = _files_of(app, docname)
        # a part of a list, or what leads on, has the name of a page that is gone: its own file is
        # theirs now
        for path in paths[1:] if docname in parts or old.intersection(paths[:1]) else paths:
            if path.exists() and not is_of_this_build(app, path):
                remove_file(path, out)
    return []


def _files_of(app: Sphinx, docname: str) -> list[Path]:
    """Return what a builder has written for a page alone, its own file first."""
    out, builder, config = Path(app.outdir), app.builder, app.config
    can = abilities(builder)
    if can.html is not None:
        sources = (out / "_sources" / name for name in sorted(sources_of(app, docname)))
        return [Path(can.html.get_outfilename(docname)), *sources]
    if can.is_for_translators:
        domain = docname_to_domain(docname, config.gettext_compact)
        others = {docname_to_domain(name, config.gettext_compact) for name in app.env.found_docs}
        return [] if domain in others else [out / f"{domain}.pot"]
    suffix = getattr(builder, "out_suffix", "")
    return [out / f"{docname}{suffix}"] if suffix else []


def sources_of(app: Sphinx, docname: str) -> set[str]:
    """Return the names that the copy of a page's source may have in ``_sources``."""
    suffixes = set(app.config.source_suffix)
    suffixes |= {f"{suffix}{app.config.html_sourcelink_suffix}" for suffix in suffixes}
    return {f"{docname}{suffix}" for suffix in suffixes}


def remove_environment(app: Sphinx, exception: Exception | None) -> None:
    """Remove the copy of the environment that the builders of JSON and pickles put into their
    output, on a site of notes (``build-finished``).

    It keeps what other domains have noted of a page before its comments were dropped.
    """
    path = Path(app.outdir, "environment.pickle")
    if is_home(app.config) and path.parent != Path(app.doctreedir):
        path.unlink(missing_ok=True)


class MarkPrivateCopy(SphinxPostTransform):
    """Say at the top of each page of the author's copy what it is."""

    default_priority = 900  # nothing else needs to see it

    def run(self, **kwargs: Any) -> None:
        """Put a line before everything else."""
        if not self.config.eventnotes_private:
            return
        said = [gettext(terms.PRIVATE_COPY)]
        path = Path(self.env.doc2path(self.env.docname))
        if is_draft(path, Path(self.env.srcdir), self.config):
            said.append(gettext(terms.DRAFT))
        lines = [nodes.paragraph(text, text, classes=["en-private-copy"]) for text in said]
        self.document.insert(0, lines)
