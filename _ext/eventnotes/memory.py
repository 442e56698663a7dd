"""When Python looks for values in cycles that nothing refers to any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from weakref import WeakSet

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@contextmanager
def without_collector() -> Iterator[None]:
    """Do what makes many small values and no cycles among them.

    Each thousand new ones would have Python go through others, and again through all that a site
    consists of, to find nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def spare_environment(app: Sphinx) -> None:
    """Keep the garbage collector from the environment that was loaded (``builder-inited``).

    It lives as long as the build. Looking for cycles in it takes a tenth of a second each time
    on a site of 5,000 talks, and writing to it makes each process of ``-j`` copy it. Only the
    first build of a process does this, so that a long-lived one can free the others.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        _SPARED.add(app)


def spare_what_was_read(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Keep the garbage collector from what was read as well, and from what was made of it
    (``env-updated``, after all others).

    On such a site that is half a second for each time it would look while pages are written.
    """
    if app in _SPARED:
        gc.freeze()
    return []


_SPARED: WeakSet[Sphinx] = WeakSet()
"""The first build of this process."""
