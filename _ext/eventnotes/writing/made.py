"""What builds have put into their outputs, for one whose environment is a new one.

The environment knows which files must leave an output. It is removed where private words were in
what was built, and cannot be loaded by another Sphinx. So the names of those files stand beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import must_be_written
from eventnotes.domain import notes_domain

_FILE = "made.json"
_PAGES, _ADDRESSES = "pages", "addresses"


class Made:
    """The names of what was made, by the sort of it."""

    def __init__(self) -> None:
        self.lost: Mapping[str, list[str]] = {}
        """What no environment knows any more."""
        self.known: dict[str, list[str]] = {}
        """What this one knows, and what of it must leave an output."""


def lost(env: BuildEnvironment, sort: str) -> Set[str]:
    """Return the names of a sort that were noted for an environment which is lost."""
    return set(notes_domain(env).of_build(Made).lost.get(sort, ()))


def note(env: BuildEnvironment, sort: str, names: Iterable[str]) -> None:
    """Have the names of a sort known if the environment is lost."""
    notes_domain(env).of_build(Made).known[sort] = sorted(names)


def find_lost(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Find what an environment knew that is lost (``env-get-outdated``)."""
    if env.all_docs:
        return []
    domain = notes_domain(env)
    domain.of_build(Made).lost = _noted(_path(env))
    domain.note_gone(lost(env, _PAGES))
    domain.data["gone_addresses"] |= lost(env, _ADDRESSES)
    return []


def note_made(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what is made (``env-updated``, after all that find out)."""
    data = notes_domain(env).data
    parts = {name for names in data["parts"].values() for name in names}
    note(env, _PAGES, parts | data["gone"])
    note(env, _ADDRESSES, data["addresses"].keys() | data["gone_addresses"])
    path = _path(env)
    before = _noted(path)
    now = {**before, **notes_domain(env).of_build(Made).known}
    if now != before:
        with must_be_written(path):
            path.write_text(json.dumps(now), encoding="utf-8")
    return []


def _path(env: BuildEnvironment) -> Path:
    return Path(env.doctreedir, _FILE)


def _noted(path: Path) -> dict[str, list[str]]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    every = found.items() if isinstance(found, dict) else ()
    return {sort: names for sort, names in every if _are_names(names)}


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
