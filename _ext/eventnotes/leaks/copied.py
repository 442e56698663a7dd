"""Which files are copied into an output as they are: no parser sees them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from eventnotes.leaks import drafts
from eventnotes.leaks.sources import PAGES, TEXT, Scan, Source
from eventnotes.leaks.texts import NOT_TEXT

_TEMPLATES = (".jinja", "_t")
"""Endings that a file loses where it is copied."""


def part_of(path: Path, app: Sphinx, *, rst: bool = False) -> Source:
    """Return a file that goes into pages, or is offered with them, as a source.

    :param rst: whether pages of reStructuredText include it.
    """
    suffix = path.suffix.lower()
    if suffix in NOT_TEXT:
        return Source(path, code=True)
    draft = drafts.lies_in_drafts(path, Path(app.srcdir), app.config)
    return Source(path, draft, rst=rst, blocks=suffix not in TEXT)


def sources_of(app: Sphinx) -> Iterator[Source]:
    """Yield the texts that are copied: notes, and others of which there is a copy.

    Each is a draft if it lies in a folder of drafts, and notes also if they say so.
    """
    srcdir = Path(app.srcdir)
    for start, out in (*_extra(app), *_static(app)):
        for folder, names in folders_in(start):
            in_drafts = drafts.in_folder(Path(folder, "-"), srcdir)
            there = _names_in(out, os.path.relpath(folder, start if start.is_dir() else folder))
            for name in names:
                suffix = os.path.splitext(name)[1].lower()
                is_notes = suffix in PAGES
                if suffix in NOT_TEXT or not (is_notes or there & _names_of(name)):
                    continue
                path = Path(folder, name)
                draft = in_drafts or (os.path.islink(path) and drafts.in_folder(path, srcdir))
                yield Source(path, draft or (None if is_notes else False), blocks=not is_notes)


def private_static(app: Sphinx, scans: dict[str, Scan]) -> set[str]:
    """Return the names, without their folders, of what ``_static`` must not hold."""
    found = set()
    for start, _ in _static(app):
        for folder, names in folders_in(start):
            for name in names:
                scan = scans.get(os.path.join(folder, name))
                if scan is not None and scan.paragraphs:
                    found |= _names_of(name)
    return found


def folders_in(start: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the folders in one with the names of their files, in order, through links as Sphinx
    goes; a link that leads back to a folder above itself is left out.
    """
    if not start.is_dir():
        yield str(start.parent), [start.name]
        return
    above = {str(start): frozenset({os.path.realpath(start)})}
    for folder, folders, names in os.walk(start, followlinks=True):
        passed = above.pop(folder)
        yield folder, sorted(names)
        real = {name: os.path.realpath(os.path.join(folder, name)) for name in sorted(folders)}
        folders[:] = [name for name, path in real.items() if path not in passed]
        above |= {os.path.join(folder, name): passed | {real[name]} for name in folders}


def _extra(app: Sphinx) -> list[tuple[Path, Path]]:
    """Return what ``html_extra_path`` names, and where it is copied to."""
    return [(Path(app.confdir, name), Path(app.outdir)) for name in app.config.html_extra_path]


def _static(app: Sphinx) -> list[tuple[Path, Path]]:
    out = Path(app.outdir, "_static")
    return [(Path(app.confdir, name), out) for name in app.config.html_static_path]


def _names_in(out: Path, folder: str) -> set[str]:
    try:
        return {*os.listdir(out / folder)}
    except OSError:  # nothing is copied there, by this builder
        return set()


def _names_of(name: str) -> set[str]:
    """Return the names that a copy of a file may have."""
    return {name, *(short for ending in _TEMPLATES if (short := name.removesuffix(ending)))}
