"""The lock file as a build sees it: read once, never written, and no reason to stop."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import Notice, logger, warn
from eventnotes.domain import notes_domain
from eventnotes.model.addresses import Hosts, public_only
from eventnotes.model.lock import NAME, Known, line_of_entry, read, respelled


def read_lock(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell the domain what is known of links (``env-updated``); it sees which pages show that."""
    notes_domain(env).known = _known_links(env)
    return []


def _known_links(env: BuildEnvironment) -> Mapping[str, Known]:
    """Return what the network was found to say of links, by canonical address.

    What can't be used in the file is a warning each, with its line. So is what a page that is not
    public said: an older program may have kept it, and it must not be published.
    """
    path = Path(env.srcdir) / NAME
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        logger.info("there is no %s: 'make links' asks the network what it knows of links", NAME)
        return {}
    except OSError as error:
        warn(Notice.LOCK, f"it can't be read: {error.strerror}", f"{path}:1")
        return {}
    lock = read(data)
    for problem in lock.problems:
        warn(Notice.LOCK, problem.message, f"{path}:{problem.line}")
    entries, left = public_only(lock.entries, Hosts(env.config.eventnotes_links_hosts))
    for key, where in left.items():
        message = f"what is kept of {key} is not shown: {where} is not public"
        warn(Notice.LOCK, message, f"{path}:{line_of_entry(data, key)}")
    return entries | respelled(entries)
