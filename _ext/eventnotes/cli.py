"""The command line, ``python -m eventnotes``, with the commands of the features."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from eventnotes import __version__
from eventnotes.corpus import command as corpus
from eventnotes.importing import command as importing
from eventnotes.links import command as links
from eventnotes.live import command as live


def main(argv: Sequence[str] | None = None) -> int:
    """Run a subcommand and return its exit code."""
    options = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        # a title may hold what a terminal's encoding has not
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read what is said, `head` for example, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(
        prog="python -m eventnotes", description="Work on notes from conferences."
    )
    made.add_argument("--version", action="version", version=f"eventnotes {__version__}")
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    importing.add_commands(commands)
    links.add_command(commands)
    live.add_command(commands)
    corpus.add_commands(commands)
    return made
