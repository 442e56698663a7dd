"""The memory of a build on a large site."""

from __future__ import annotations

import gc

from sphinx.application import Sphinx


def spare_environment(app: Sphinx) -> None:
    """Keep the garbage collector from the environment that was loaded (``builder-inited``).

    It lives as long as the build. Looking for cycles in it takes a tenth of a second each time
    on a site of 5,000 talks, and writing to it makes each process of ``-j`` copy it. Only the
    first build of a process does this, so that a long-lived one can free the others.
    """
    if not gc.get_freeze_count():
        gc.freeze()
