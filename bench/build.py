"""Builds a site in a process of its own and measures it.

Needs ``os.wait4``, which POSIX systems have.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.sites import Site

#: The same in each build, so that nothing but the site differs.
ENVIRONMENT: Final = {"SOURCE_DATE_EPOCH": "1735689600", "PYTHONHASHSEED": "0"}

#: Lines of a failed build's log that are shown.
LOG_LINES: Final = 20

#: `ru_maxrss` counts bytes on macOS and kibibytes elsewhere.
_RSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024


class BuildError(Exception):
    """A build failed, warned, or left something out."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured build.

    `wall` and `cpu` (user and system, worker processes included) in seconds; `peak` in bytes, the
    resident memory of the largest single process, so that two workers are not added up.
    """

    wall: float
    cpu: float
    peak: int


def build(site: Site, jobs: int) -> Sample:
    """Build *site* as it lies there, with ``-j`` *jobs*, and measure it.

    Raises BuildError if Sphinx fails or warns.
    """
    warnings = site.root / "warnings.txt"
    log = site.root / "log.txt"
    command = [sys.executable, "-m", "sphinx", *arguments(site, jobs), "-w", str(warnings)]
    os.sync()  # so that the last build's files are not written out at the cost of this one
    with log.open("wb") as stream:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=site.root,
            env=_environment(site),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or warnings.stat().st_size:
        what = f"exits with {process.returncode}" if process.returncode else "warns"
        raise BuildError(f"the build of the {site.form} site {what}\n{_head(log)}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT)


def arguments(site: Site, jobs: int) -> list[str]:
    """The arguments of ``sphinx-build`` for *site*."""
    source, output, doctrees = map(str, (site.source, site.output, site.doctrees))
    return ["-b", "html", "-q", "-j", str(jobs), "-d", doctrees, source, output]


def _environment(site: Site) -> dict[str, str]:
    """The environment of a build: all sites find their modules compiled, in one place.

    Where nothing may be written beside the sources, the extension alone would be compiled anew
    by each build, while the installed packages were compiled when they were installed.
    """
    environment = {**os.environ, **ENVIRONMENT}
    environment["PYTHONPYCACHEPREFIX"] = str(site.root.parents[1] / "pycache")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _head(log: Path) -> str:
    """The first lines of *log* and the number of the others."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    rest = len(lines) - LOG_LINES
    return "\n".join([*lines[:LOG_LINES], *([f"and {rest} more lines"] if rest > 0 else [])])
