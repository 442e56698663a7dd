"""When Python looks for values in cycles that nothing refers to any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakSet

from eventnotes.inside.environments import load_within

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


@contextmanager
def without_collector(app: Sphinx) -> Iterator[None]:
    """Do what makes many small values and no cycles among them.

    Each thousand new ones would have Python go through others, and again through all that a site
    consists of, to find nothing. In the first build of a process all that is there at the end is
    kept from it as well: else it would go through that as soon as it is let.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if app in _SPARED:
            gc.freeze()
        if was_enabled:
            gc.enable()


def begin_sparing(app: Sphinx, config: Config) -> None:
    """Keep the garbage collector from the environment while it is loaded, and from then on
    (``config-inited``).

    It lives as long as the build. Looking for cycles in it takes a tenth of a second each time
    on a site of 5,000 talks, and writing to it makes each process of ``-j`` copy it. Only the
    first build of a process does this, so that a long-lived one can free the others.
    """
    if not gc.get_freeze_count():
        _SPARED.add(app)
    load_within(app, without_collector(app))


def spare_environment(app: Sphinx) -> None:
    """Keep the garbage collector from all that is there by now (``builder-inited``)."""
    if app in _SPARED:
        gc.freeze()


def spare_what_was_read(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Keep the garbage collector from what was read as well, and from what was made of it
    (``env-updated``, after all others).

    On such a site that is half a second for each time it would look while pages are written.
    """
    spare_environment(app)
    return []


def look_rarely(app: Sphinx) -> None:
    """Let the garbage collector look for cycles rarely while pages are written.

    What few pages and the toctrees of all make is soon gone, and half of it would be looked at time
    and again: on a site of 20,000 talks that is a sixth of an edit. Many pages would need more
    memory.
    """
    usual = gc.get_threshold()
    if app in _SPARED and 0 < usual[0] < _RARELY:  # 0 is never
        _USUAL[app] = usual
        gc.set_threshold(_RARELY, *usual[1:])


def look_as_before(app: Sphinx, exception: Exception | None) -> None:
    """Let the collector look as often as before (``build-finished``, before others end a build).

    What was made meanwhile is kept from it: it would go through all of that at once, on a site of
    20,000 talks for most of a second, and most processes end here.
    """
    if app in _USUAL:
        spare_environment(app)
        gc.set_threshold(*_USUAL.pop(app))


_RARELY = 200_000
"""After how many new values it looks: they take some 25 MB."""
_SPARED: WeakSet[Sphinx] = WeakSet()
"""The first build of this process."""
_USUAL: WeakKeyDictionary[Sphinx, tuple[int, int, int]] = WeakKeyDictionary()
"""After how many it did so before."""
