"""``eventnotes live`` on the command line."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from eventnotes.live.build import Built, Site
    from eventnotes.live.standing import Warned

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_ABOUT = """\
Build the site on each save, and show it to browsers on this computer. A page that is open is loaded
again after a build. The warnings of all pages that still have one stand in the terminal and at the
foot of each page, not only those of the page that was saved.
"""

_LAST_PORT = 65535


def add_command(commands: Commands) -> None:
    """Add the command to the command line."""
    made = commands.add_parser(
        "live",
        help="build on each save, and show the site on this computer",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(run=run)
    made.add_argument(
        "--source", type=Path, default=Path(), metavar="DIR", help="folder with conf.py"
    )
    made.add_argument(
        "--build", type=Path, default=Path("_build"), metavar="DIR", help="folder for what is built"
    )
    made.add_argument("--private", action="store_true", help="the author's own copy")
    made.add_argument(
        "--port", type=_port, default=8000, help="the first that is tried (default: 8000; 0: any)"
    )


def _port(written: str) -> int:
    """Return a port as it is written; 0 lets the system choose (RFC 6335 §6)."""
    if not written.isdecimal() or int(written) > _LAST_PORT:
        raise argparse.ArgumentTypeError(
            f"{written!r} is no port; allowed: a number from 0 to {_LAST_PORT}"
        )
    return int(written)


def run(options: argparse.Namespace) -> int:
    """Build and serve until interrupted, and return the exit code."""
    source = options.source.resolve()
    if not (source / "conf.py").is_file():
        print(f"eventnotes live: {source} has no conf.py", file=sys.stderr)
        return 2
    if not hasattr(os, "fork"):
        print("eventnotes live: this system can't fork a process; use WSL", file=sys.stderr)
        return 2
    from eventnotes.live.build import Site

    name = "live-private" if options.private else "live"
    build = options.build.resolve()
    site = Site(source, build / name, build / "doctrees" / name, options.private)
    site.out.mkdir(parents=True, exist_ok=True)
    try:
        Live(site, build, options.port).run()
    except KeyboardInterrupt:
        print()
    except OSError as error:
        print(f"eventnotes live: {error}", file=sys.stderr)
        return 1
    return 0


def _locked(doctrees: Path) -> TextIO:
    """Return a lock that keeps another run from building into the same folders.

    :raises OSError: another run has it.
    """
    import fcntl

    doctrees.mkdir(parents=True, exist_ok=True)
    lock = (doctrees / "live.lock").open("w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise OSError(f"{doctrees}: another run of this command is building there") from None
    return lock


class Live:
    """One run: builds, and what the terminal and the browsers are told."""

    def __init__(self, site: Site, apart: Path, port: int) -> None:
        """Begin serving."""
        from eventnotes.live import standing

        self.site, self.apart = site, apart
        self.lock = _locked(site.doctrees)
        self.kept = site.doctrees / "warnings.json"
        known = standing.load(self.kept)
        self.site.fresh = known is None
        self.standing: list[Warned] = known or []
        self.begun = time.time_ns()
        self.builds = 0
        self.server = subprocess.Popen(
            [sys.executable, "-m", "eventnotes.live.serve", str(site.out), str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        assert self.server.stdout is not None  # it is piped
        said = self.server.stdout.readline().strip()
        if not said.isdigit():
            raise OSError(f"nothing can be served: {said}")
        self.address = f"http://127.0.0.1:{said}/"

    def run(self) -> None:
        """Build, and again after each change."""
        from eventnotes.live import watch

        kind = "your own copy, with private words" if self.site.private else "the site"
        print(f"Shows {kind} at {self.address}\nCtrl+C ends it.", flush=True)
        try:
            seen = watch.look(self.site.source, [self.apart])
            self.build()
            for changed, _ in watch.changes(self.site.source, [self.apart], seen):
                self._begin_anew_if_own(changed)
                self.build()
        finally:
            self.server.terminate()
            self.server.wait()

    def _begin_anew_if_own(self, changed: list[str]) -> None:
        """Begin the process anew if a module that it has loaded is another now."""
        own = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
        if own & set(changed):
            self.server.terminate()
            self.server.wait()
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])

    def build(self) -> None:
        """Build once, and tell what came of it."""
        from eventnotes.live import standing
        from eventnotes.live.build import in_fork, load

        made = in_fork(self.site)
        new = [
            warned
            for phase, text in made.warnings.items()
            for warned in standing.parse(text, phase, self.site.source, made.pages)
        ]
        if made.pages:
            self.standing = standing.still(
                self.standing, new, read=made.read, written=made.written, pages=made.pages
            )
        self.site.fresh = self.site.fresh and bool(made.failed)
        if not made.failed:
            standing.save(self.kept, self.standing)
        self.builds += 1
        self._tell_browsers(made)
        self._tell(made)
        load(made.modules)

    def _tell(self, made: Built) -> None:
        """Say in the terminal what was built, and which warnings stand."""
        pages = f"{len(made.written)} page{'s' if len(made.written) != 1 else ''}"
        print(f"\n{'Failed' if made.failed else f'Built {pages}'} in {made.seconds:.1f} s")
        for warned in self.standing:
            print(f"{warned.place}: {warned.message}" if warned.place else warned.message)
        if made.failed:
            print(made.failed)
        sys.stdout.flush()

    def _tell_browsers(self, made: Built) -> None:
        warnings = [
            {
                "place": warned.place,
                "message": warned.message,
                "href": f"/{warned.page}.html" if warned.page else "",
            }
            for warned in self.standing
        ]
        state = {"build": f"{self.begun}-{self.builds}", "warnings": warnings}
        assert self.server.stdin is not None  # it is piped
        self.server.stdin.write(json.dumps({**state, "failed": made.failed}) + "\n")
        self.server.stdin.flush()
