"""Where the time of a clean build goes, function by function."""

from __future__ import annotations

import cProfile
import os
import pstats
from typing import Final

from bench.build import ENVIRONMENT, BuildError, arguments
from bench.sites import Site

#: Functions shown for each order.
LINES: Final = 40


def profile(site: Site) -> None:
    """Build *site* in this process under cProfile; print the top by own and by cumulative time.

    Hashes stay random, unless the caller sets PYTHONHASHSEED: this process has begun already.
    """
    from sphinx.cmd.build import build_main  # only here: a measuring process stays small

    os.environ.update(ENVIRONMENT)
    profiler = cProfile.Profile()
    status = profiler.runcall(build_main, arguments(site, jobs=1))
    if status:
        raise BuildError(f"the {site.form} site fails ({status})")
    stats = pstats.Stats(profiler)
    for order in (pstats.SortKey.TIME, pstats.SortKey.CUMULATIVE):
        stats.sort_stats(order).print_stats(LINES)
