"""``eventnotes export``, ``eventnotes diff`` and ``eventnotes cite`` on the command line."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

WELL, UNUSABLE = 0, 2
BUILT = "_build/html"

_EXPORT = """\
Write all that was noted as tables: a folder of CSV, or a database of SQLite, or both. They are made
from the file eventnotes.json of a built site, so build first.

In CSV, several values in one cell are joined by "; ". In SQLite they are a table of their own: the
speakers of talks are in talks_speakers, by the number of the talk and their place in its list.
"""
_DIFF = """\
Say what is another in two corpora: what was added, removed, rated otherwise or changed otherwise.
Each is a file eventnotes.json, or a folder with a built site.
"""
_CITE = """\
Print how to refer to something in these notes from each tool: a talk, an event, a person, a link or
whatever else has an id. It is told from the file eventnotes.json of a built site, so build first.
"""
_EXIT_CODES = f"""\
exit codes:
  {WELL}    all is well{{}}
  {UNUSABLE}    wrong use, or a file can't be read or written
"""


def add_commands(commands: Commands) -> None:
    """Add the commands to the command line."""
    form = argparse.RawDescriptionHelpFormatter
    export = commands.add_parser(
        "export",
        help="write all that was noted as CSV or SQLite",
        description=_EXPORT,
        epilog=_EXIT_CODES.format(""),
        formatter_class=form,
    )
    export.set_defaults(run=run_export)
    _add_source(export)
    export.add_argument("--csv", type=Path, metavar="DIR", help="folder for a file of each kind")
    export.add_argument("--sqlite", type=Path, metavar="FILE", help="database to write anew")
    cite = commands.add_parser(
        "cite",
        help="print how to refer to something from each tool",
        description=_CITE,
        epilog=_EXIT_CODES.format(""),
        formatter_class=form,
    )
    cite.set_defaults(run=run_cite)
    cite.add_argument("thing", metavar="ID", help="its id, or its title or name")
    _add_source(cite)
    cite.add_argument(
        "--key",
        default="notes",
        metavar="NAME",
        help="what other projects call these notes (default: %(default)s)",
    )
    diff = commands.add_parser(
        "diff",
        help="say what was added, removed or rated otherwise between two builds",
        description=_DIFF,
        epilog=_EXIT_CODES.format(", whether anything differs or not"),
        formatter_class=form,
    )
    diff.set_defaults(run=run_diff)
    diff.add_argument("old", type=Path, metavar="OLD", help="the corpus as it was")
    diff.add_argument("new", type=Path, metavar="NEW", help="the corpus as it is")


def _add_source(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--from",
        dest="source",
        type=Path,
        default=BUILT,
        metavar="CORPUS",
        help="the file eventnotes.json, or a folder with a built site (default: %(default)s)",
    )


def run_export(options: argparse.Namespace) -> int:
    """Write tables, and return the exit code."""
    from eventnotes.corpus import tables
    from eventnotes.corpus.reading import read_corpus

    if not (options.csv or options.sqlite):
        return _refuse("export", "say what to write: --csv DIR, --sqlite FILE")
    try:
        corpus = read_corpus(Path(options.source))
        written = tables.write_csv(corpus, options.csv) if options.csv else []
        if options.sqlite:
            tables.write_sqlite(corpus, options.sqlite)
            written.append(options.sqlite)
    except OSError as error:
        return _refuse("export", f"{error.filename} can't be written: {error.strerror}")
    except (ValueError, sqlite3.Error) as error:
        return _refuse("export", str(error))
    for path in written:
        print(path)
    return WELL


def run_diff(options: argparse.Namespace) -> int:
    """Say what differs, and return the exit code."""
    from eventnotes.corpus.compare import compare
    from eventnotes.corpus.reading import read_corpus

    try:
        differences = compare(read_corpus(options.old), read_corpus(options.new))
    except ValueError as error:
        return _refuse("diff", str(error))
    print("\n".join(differences.lines()) or "No difference.")
    return WELL


def run_cite(options: argparse.Namespace) -> int:
    """Print the forms, and return the exit code."""
    from eventnotes.corpus import cite
    from eventnotes.corpus.reading import read_corpus

    try:
        thing = cite.find(read_corpus(Path(options.source)), options.thing)
    except ValueError as error:
        return _refuse("cite", str(error))
    print("\n".join(cite.lines(thing, options.key)))
    return WELL


def _refuse(command: str, message: str) -> int:
    print(f"eventnotes {command}: {message}", file=sys.stderr)
    return UNUSABLE
