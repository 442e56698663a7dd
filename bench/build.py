"""Builds a site in a process of its own, measures it, and checks what came out.

Needs ``os.wait4``, which POSIX systems have.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.generate import Event, Talk
from bench.sites import Site

#: The same in each build, so that nothing but the site differs.
ENVIRONMENT: Final = {"SOURCE_DATE_EPOCH": "1735689600", "PYTHONHASHSEED": "0"}

#: Lines of a failed build's log that are shown.
LOG_LINES: Final = 20

#: `ru_maxrss` counts bytes on macOS and kibibytes elsewhere.
_RSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024

_HEADING: Final = re.compile(r"<h2\b[^>]*>(.*?)<a class=\"headerlink\"", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")


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


def check_site(site: Site) -> None:
    """Raise BuildError unless each page of the output says what the generator invented."""
    for event in site.events:
        path = site.built_page(event)
        markup = path.read_text(encoding="utf-8")
        headings = [_text(heading) for heading in _HEADING.findall(markup)]
        titles = [talk.title for talk in event.talks]
        if headings != titles:
            raise BuildError(f"{path}: expected the headings {titles}, found {headings}")
        content = _text(markup)
        for words in _words(event):
            if words not in content:
                raise BuildError(f"{path}: {words!r} is not on the page")
        for url in _urls(event):
            if f'href="{html.escape(url)}"' not in markup:
                raise BuildError(f"{path}: there is no link to {url}")


def check_change(site: Site, word: str) -> None:
    """Raise BuildError unless *word* has reached the changed page of the output."""
    path = site.built_page(site.middle)
    if word not in path.read_text(encoding="utf-8"):
        raise BuildError(f"{path}: the change to {word!r} did not get there")


def _environment(site: Site) -> dict[str, str]:
    """The environment of a build: both forms find their modules compiled, in one place.

    Where nothing may be written beside the sources, the extension alone would be compiled anew
    by each build, while the installed packages were compiled when they were installed.
    """
    environment = {**os.environ, **ENVIRONMENT}
    environment["PYTHONPYCACHEPREFIX"] = str(site.root.parent / "pycache")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _head(log: Path) -> str:
    """The first lines of *log* and the number of the others."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    rest = len(lines) - LOG_LINES
    return "\n".join([*lines[:LOG_LINES], *([f"and {rest} more lines"] if rest > 0 else [])])


def _words(event: Event) -> Iterator[str]:
    """What both forms of a page show in the author's own words."""
    yield from (event.title, event.place, event.host, *event.topics, event.rating.reason)
    for talk in event.talks:
        yield from (talk.room, *talk.topics)
        for speaker in talk.speakers:
            yield from (speaker.name, speaker.org)
        if talk.rating is not None:
            yield talk.rating.reason
        if talk.takeaway is not None:
            yield talk.takeaway
        yield from talk.paragraphs[:-1]  # the last may hold a link, in Markdown


def _urls(event: Event) -> Iterator[str]:
    """The addresses that both forms of a page link to."""
    yield event.url
    for talk in event.talks:
        yield from _talk_urls(talk)


def _talk_urls(talk: Talk) -> Iterator[str]:
    """A talk's recording and slides."""
    yield from (url for url in (talk.recording, talk.slides) if url is not None)


def _text(markup: str) -> str:
    """*markup* without its tags."""
    return html.unescape(_TAG.sub("", markup))
