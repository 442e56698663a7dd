"""What the domain does at each of Sphinx's events."""

from __future__ import annotations

import os.path
from collections.abc import Set
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from eventnotes.api import COLLECTED, notes
from eventnotes.api.adding import tell_label
from eventnotes.api.digest import digest_of_additions
from eventnotes.diagnostics import Notice, shorten, warn
from eventnotes.domain import NotesDomain, notes_domain
from eventnotes.i18n import messages
from eventnotes.index.invalidation import digest_of
from eventnotes.index.linking import linking_to
from eventnotes.inside import warnings
from eventnotes.kinds.added import kinds_of
from eventnotes.memory import without_collector
from eventnotes.reading.months import ids_with_months
from eventnotes.reading.roles import ROLES
from eventnotes.scope import is_home
from eventnotes.writing.unwritten import note_outdated, note_written, outdated

if TYPE_CHECKING:
    from eventnotes.faults.boundary import Guarded


def note_builder(app: Sphinx) -> None:
    """Tell the domain who writes (``builder-inited``); a transform cannot ask Sphinx."""
    notes_domain(app.env).builder = app.builder


def explain_warnings(app: Sphinx) -> None:
    """Say at home what to do about others' warnings (``builder-inited``)."""
    if is_home(app.config):
        warnings.explain()


def begin_speaking(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Speak the language of the site (``env-get-outdated``, the first event of each build).

    If it words things otherwise than in the last build, all pages are read again.
    """
    data = notes_domain(env).data
    before, data["words"] = data["words"], digest_of(messages.begin(app.srcdir, app.config))
    return sorted(env.found_docs) if data["words"] != before else []


def close_kinds(app: Sphinx, config: Config) -> None:
    """Let nothing more be added to the kinds of objects (``config-inited``)."""
    kinds = kinds_of(config)
    kinds.closed = True
    kinds.private = config.eventnotes_private


def note_additions(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Read all pages again if other extensions add something else (``env-get-outdated``)."""
    kinds_of(app.config).settle_labels(tell_label)
    data = notes_domain(env).data
    before, data["added"] = data["added"], digest_of_additions(app)
    return sorted(env.found_docs) if data["added"] != before else []


def note_months(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Read again the pages whose events get another id for others of their name
    (``env-get-outdated``).
    """
    data = notes_domain(env).data
    before, data["months"] = data["months"], ids_with_months(env)
    both = before.keys() | data["months"].keys()
    changed_ids = {name for name in both if before.get(name) != data["months"].get(name)}
    return sorted(changed_ids & env.found_docs)


def tell_collected(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell other extensions that everything is known (``env-updated``)."""
    app.emit(COLLECTED, notes(env))
    return []


def note_removed(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Remember the pages with notes that are gone, and read again what links to them, to new ones,
    or to those whose file has another suffix (``env-get-outdated``).

    Whether a link leads to a file is settled when MyST reads it.
    """
    domain = notes_domain(env)
    domain.note_gone(name for name in removed if name in domain.pages)
    now = {name: os.path.splitext(env.doc2path(name))[1] for name in env.found_docs}
    before, domain.data["suffixes"] = domain.data["suffixes"], now
    moved = {name for name in before.keys() & now.keys() if before[name] != now[name]}
    return linking_to(env, domain.pages, added | removed | moved)


def begin_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Prepare for reading (``env-before-read-docs``)."""
    outdated(env, docnames)
    notes_domain(env).begin_reading(docnames)


def stop_at_leaks(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Stop if private words may have got out on a page that was read (``env-updated``)."""
    notes_domain(env).check_leaks()
    return []


def finish_reading(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Derive what follows from what was read (``env-updated``)."""
    domain = notes_domain(env)
    with without_collector(app):
        found = domain.finish_reading()
    domain.outdated.update(found)
    return outdated(env, found)


def warn_missing(app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Warn about a role that names nothing, with the nearest names (``warn-missing-reference``)."""
    if not isinstance(domain, NotesDomain) or node["reftype"] not in ROLES:
        return None
    kind, target = node["reftype"], node["reftarget"]
    guesses = domain.corpus.nearest(kind, target)
    hint = f"; nearest: {', '.join(map(repr, guesses))}" if guesses else ""
    warn(Notice.REFERENCE, f"{kind}: nothing is called {shorten(target)!r}{hint}", node)
    return True


def register(safe: Guarded) -> None:
    """Register the domain and what it does; the order is the order in which it runs."""
    safe.app.add_event(COLLECTED)
    safe.app.add_domain(NotesDomain)
    safe.connect("config-inited", close_kinds, 999, private=True)
    safe.connect("builder-inited", note_builder, 0, private=True)  # before all others
    safe.connect("builder-inited", explain_warnings)
    safe.connect("env-get-outdated", begin_speaking)
    safe.connect("env-get-outdated", note_additions)
    safe.connect("env-get-outdated", note_months)
    safe.connect("env-get-outdated", note_removed, private=True)
    safe.connect("env-before-read-docs", begin_reading, private=True)
    safe.connect("env-updated", stop_at_leaks, priority=498, private=True)
    safe.connect("env-updated", finish_reading)
    safe.connect("env-updated", tell_collected, priority=501)
    safe.connect("env-updated", note_outdated, priority=502)
    safe.connect("warn-missing-reference", warn_missing)
    safe.connect("build-finished", note_written)
