"""``eventnotes links`` on the command line: its options, and what its exit codes mean.

Nothing here needs what the command itself needs, so that it can be said what is missing.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from eventnotes.model.lock import NAME
from eventnotes.model.urls import read_url

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

WELL, WANTING, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
_NEEDED = {
    "aiohttp": "aiohttp",
    "bs4": "beautifulsoup4",
    "certifi": "certifi",
    "lxml": "lxml",
    "protego": "protego",
}
"""By module, the distributions that the extra ``links`` installs."""

_ABOUT = f"""\
Ask for every link that the pages cite, and keep in {NAME} what is found: the title, site,
author and date that its page states, where it leads, when it was last seen alive, and the latest
copy in an archive. Builds read that file; they never ask themselves.

Each host gets one request at a time, with a pause in between, and is left alone when it asks for
that. What was asked for lately is not asked for again: links that are alive after 30 days (--ttl),
those that failed after 2, those that would not tell (a bot wall, say) after 7. A link counts as
dead after three failed runs over at least a week, so run this every few days, or let a timer.

No request goes to an address that is not public (this computer, a network at home or at work),
even where a public page leads there: such a link is named in the report, and nothing is kept of
its page. If a host may be asked all the same, name it in eventnotes_links_hosts in conf.py.
"""
_EXIT_CODES = f"""\
exit codes:
  {WELL}    all is well
  {WANTING}    a link died in this run, a copy could not be made, or nothing could be done at all:
       no network, pages that can't be read, a file that can't be written
  {UNUSABLE}    wrong use, the extra "links" is not installed, or {NAME} can't be used: it is not
       overwritten then
  {INTERRUPTED}  interrupted; what was found out until then is kept
"""


def add_command(commands: Commands) -> None:
    """Add the command to the command line."""
    links = commands.add_parser(
        "links",
        help=f"ask for the links that pages cite, and keep what is found in {NAME}",
        description=_ABOUT,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    links.set_defaults(run=run)
    links.add_argument(
        "--source",
        type=_folder,
        default=".",
        metavar="DIR",
        help=f"folder of the notes, with conf.py and {NAME} (default: here)",
    )
    links.add_argument(
        "--all", action="store_true", help="ask for every link, whenever it was last asked for"
    )
    links.add_argument(
        "--save", action="store_true", help="have the archive copy what is alive and has no copy"
    )
    links.add_argument(
        "--offline", action="store_true", help="report what the file says, and ask nobody"
    )
    links.add_argument(
        "--ttl",
        type=_number,
        default=30.0,
        metavar="DAYS",
        help="how long an answer is good, give or take a fifth (default: 30)",
    )
    links.add_argument(
        "--timeout",
        type=_positive,
        default=20.0,
        metavar="SECONDS",
        help="the longest that one request may take (default: 20)",
    )
    links.add_argument(
        "--pause",
        type=_number,
        default=1.0,
        metavar="SECONDS",
        help="between two requests to one host (default: 1); five times as long to the archive"
        " with --save, and where a host has enough without saying for how long",
    )
    links.add_argument(
        "--archive",
        type=_address,
        default="https://web.archive.org",
        metavar="URL",
        help="an archive with the Wayback Machine's interface (default: %(default)s)",
    )


def _folder(text: str) -> Path:
    path = Path(text)
    if not (path / "conf.py").is_file():
        raise argparse.ArgumentTypeError(f"{text!r} is no folder with a conf.py")
    return path


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0")
    return number


def _positive(text: str) -> float:
    if _number(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return _number(text)


def _address(text: str) -> str:
    try:
        url = read_url(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not {error}") from None
    if urlsplit(url).query or urlsplit(url).fragment:
        raise argparse.ArgumentTypeError(f"{text!r} has a query or a fragment")
    return url


def run(options: argparse.Namespace) -> int:
    """Run the command, and return its exit code."""
    missing = [name for module, name in _NEEDED.items() if not importlib.util.find_spec(module)]
    if missing:
        print(
            f"eventnotes links needs {', '.join(missing)}. Install them with:"
            f" {sys.executable} -m pip install {' '.join(missing)}, or in a clone of eventnotes, in"
            f" pinned versions: {sys.executable} -m pip install -r requirements/links.txt",
            file=sys.stderr,
        )
        return UNUSABLE
    from eventnotes.links.network.command import Command

    try:
        return Command(options, datetime.date.today()).run()
    except KeyboardInterrupt:
        return INTERRUPTED
