"""One build in a fork of the watching process: what it read, wrote and warned of.

Python and Sphinx are loaded already when the fork begins, which is most of the time that a build of
one page takes. The fork says which modules it has loaded besides, and those that are no part of the
notes are loaded before the next.
"""

from __future__ import annotations

import importlib
import io
import json
import logging
import math
import os
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE

from eventnotes.live.standing import LATER, READ


@dataclass
class Built:
    """What came of a build."""

    seconds: float = 0.0
    read: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    warnings: dict[str, str] = field(default_factory=dict)
    """By phase, what Sphinx wrote."""
    pages: dict[str, str] = field(default_factory=dict)
    """The name of each page by its file, as seen from the folder of the notes."""
    failed: str = ""
    """Why the build ended early."""
    modules: list[str] = field(default_factory=list)


@dataclass
class Site:
    """What is built, and where."""

    source: Path
    out: Path
    doctrees: Path
    private: bool = False
    fresh: bool = False
    """Whether every page is to be read."""
    settings: dict[str, Any] = field(default_factory=dict)


class _Noted(logging.Filter):
    """Notes each warning that passes, and whether it was given before reading had ended.

    Sphinx holds back what is said while pages are read: its place in a stream does not tell.
    """

    def __init__(self, before: str) -> None:
        super().__init__()
        self.texts = {READ: "", LATER: before}
        self.read_until = math.inf
        self.handlers = [
            handler
            for handler in logging.getLogger(NAMESPACE).handlers
            if handler.level == logging.WARNING
        ]
        for handler in self.handlers:
            handler.addFilter(self)  # the last, when a record has its place and is not silenced

    def filter(self, record: logging.LogRecord) -> bool:
        phase = READ if record.created < self.read_until else LATER
        self.texts[phase] += f"{self.handlers[0].format(record)}\n"
        return True


def in_fork(site: Site) -> Built:
    """Build in a fork of this process, and return what came of it.

    :raises KeyboardInterrupt: the build was interrupted.
    """
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        status = 0
        try:
            made = build(site)
            with os.fdopen(send, "w", encoding="utf-8") as pipe:
                json.dump(made.__dict__, pipe)
        except KeyboardInterrupt:
            status = 130
        except BaseException:
            traceback.print_exc()
            status = 1
        finally:
            with suppress(OSError, ValueError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(status)
    os.close(send)
    with os.fdopen(receive, encoding="utf-8") as pipe:
        said = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 130:
        raise KeyboardInterrupt
    if not said:
        return Built(failed=f"the build ended without a word (status {status})")
    return Built(**json.loads(said))


def build(site: Site) -> Built:
    """Build the site in this process."""
    made = Built()
    begun, since = time.monotonic(), time.time_ns()
    stream = io.StringIO()
    app: Sphinx | None = None
    noted: _Noted | None = None
    try:
        with patch_docutils(str(site.source)), docutils_namespace():
            app = Sphinx(
                str(site.source),
                str(site.source),
                str(site.out),
                str(site.doctrees),
                "html",
                {**site.settings, **({"eventnotes_private": "1"} if site.private else {})},
                status=None,
                warning=stream,
                freshenv=site.fresh,
                parallel=os.cpu_count() or 1,
            )
            noted = _Noted(stream.getvalue())
            app.connect("env-before-read-docs", _reading(made))
            app.connect("env-updated", _ended(noted), priority=0)
            app.build()
    except (SphinxError, SystemExit) as error:
        made.failed = str(error).strip() or type(error).__name__
    except Exception:
        made.failed = traceback.format_exc()
    made.warnings = noted.texts if noted is not None else {LATER: stream.getvalue()}
    made.seconds = time.monotonic() - begun
    if app is not None:
        _look_at(app, site.source, since, made)
    made.modules = _modules(site.source)
    return made


def _reading(made: Built) -> Callable[[Sphinx, BuildEnvironment, list[str]], None]:
    def reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        made.read = sorted(docnames)

    return reading


def _ended(noted: _Noted) -> Callable[[Sphinx, BuildEnvironment], None]:
    def ended(app: Sphinx, env: BuildEnvironment) -> None:
        noted.read_until = time.time()

    return ended


def _look_at(app: Sphinx, source: Path, since: int, made: Built) -> None:
    """Note which pages there are, and which have been written."""
    for page in sorted(app.env.found_docs):
        path = Path(app.env.doc2path(page))
        made.pages[os.path.relpath(path, source)] = page
        out = Path(app.builder.get_outfilename(page))  # type: ignore[attr-defined]  # of HTML
        with suppress(OSError):
            if out.stat().st_mtime_ns >= since:
                made.written.append(page)


def _modules(source: Path) -> list[str]:
    """Return the modules that are loaded and no part of the notes."""
    found = []
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        own = file.startswith(f"{source}{os.sep}") and "site-packages" not in file
        if file and not own and name != "__main__":
            found.append(name)
    return found


def load(modules: list[str]) -> None:
    """Load modules, so that the next fork has them; one that can't be is the build's to report."""
    for name in modules:
        if name not in sys.modules:
            with suppress(Exception):
                importlib.import_module(name)
