"""Which links there are to look at: every resource that a published page cites, with its places."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from eventnotes.domain import notes_domain
from eventnotes.links.network.workers import ending_together
from eventnotes.model.addresses import Hosts
from eventnotes.model.resources import Place, find_resources, is_address
from eventnotes.model.urls import original_url
from eventnotes.reading.builder import ReadingBuilder


class Target(NamedTuple):
    """A resource to look at."""

    key: str
    """Its one spelling, for the lock file."""
    url: str
    """An address as an author wrote it."""
    kind: str
    title: str
    """What an author calls it, or nothing."""
    places: tuple[str, ...]
    """Where it is cited, for people: file, page, section."""


def read_targets(srcdir: Path, confdir: Path, doctrees: Path) -> tuple[list[Target], Hosts]:
    """Read the pages as a published build would.

    :returns: what they cite, sorted by key, and the hosts that the configuration names.

    Warnings of type ``notes`` go to standard error; those of others are for a build to show.

    :raises sphinx.errors.SphinxError: the pages can't be read.
    """
    with (
        tempfile.TemporaryDirectory() as nowhere,  # this builder writes nothing, but wants a folder
        patch_docutils(confdir),
        docutils_namespace(),
        ending_together(),
    ):
        app = Sphinx(
            srcdir,
            confdir,
            nowhere,
            doctrees,
            ReadingBuilder.name,
            confoverrides={"eventnotes_private": False},
            parallel=os.cpu_count() or 1,
            status=None,
            warning=sys.stderr,
        )
        for handler in logging.getLogger("sphinx").handlers:
            handler.addFilter(_is_ours)
        app.build()
        cited = find_resources(notes_domain(app.env).pages, {})  # as the authors call it
        targets = [
            Target(
                resource.key,
                original_url(resource.url),
                resource.kind,
                "" if is_address(resource.title, resource.url) else resource.title,
                tuple(dict.fromkeys(_words(app, place) for place in resource.places)),
            )
            for resource in cited.values()
            if resource.url and not resource.private
        ]
        hosts = Hosts(app.config.eventnotes_links_hosts)
    return sorted(targets), hosts


def _is_ours(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR or getattr(record, "type", "") == "notes"


def _words(app: Sphinx, place: Place) -> str:
    path = app.env.doc2path(place.page, base=False)
    section = f" › {place.section}" if place.section and place.section != place.title else ""
    return f"{path}: {place.title}{section}"
