"""``eventnotes import`` and ``eventnotes new`` on the command line."""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eventnotes.importing import files, new, writer
from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.formats import Asked, Format, Source, format_of
from eventnotes.importing.known import Known, read_known
from eventnotes.importing.report import Report, progress
from eventnotes.importing.target import Target, target

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

WELL, WANTING, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

_ABOUT = """\
Make event pages of what there is: notes in Markdown or text, the folder of a site made with Zola,
Hugo, Jekyll, Quarto or Obsidian. What a source is, is told by what it
holds. What is not recognised stays on the page as prose. No page that exists is changed, and with
--dry-run nothing is written at all.
"""
_EXIT_CODES = f"""\
exit codes:
  {WELL}    all is well
  {WANTING}    a source can't be taken, or a page can't be written; the rest is
  {UNUSABLE}    wrong use, or the extra "import" is not installed
  {INTERRUPTED}  interrupted; pages that were written are whole
"""


def add_commands(commands: Commands) -> None:
    """Add the commands to the command line."""
    made = commands.add_parser(
        "import",
        help="make event pages of notes",
        description=_ABOUT,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(run=run)
    made.add_argument("sources", nargs="+", metavar="SOURCE", type=Path, help="a file or a folder")
    made.add_argument(
        "--into",
        type=Path,
        default=Path("events"),
        metavar="DIR",
        help="the folder for pages (default: events); drafts go to drafts/ beside it",
    )
    made.add_argument(
        "--dry-run", action="store_true", help="say what would be written, and write nothing"
    )
    made.add_argument("--series", default="", metavar="NAME", help="what each event is one of")
    made.add_argument(
        "--split",
        type=int,
        choices=range(7),
        metavar="LEVEL",
        help="a page for each heading of that level, from 1 to 6; 0 for one page (default: found"
        " out)",
    )

    _add_new(commands)


def _add_new(commands: Commands) -> None:
    made = commands.add_parser(
        "new",
        help="begin the page of an event",
        description=f"Begin the page of an event, from {new.TEMPLATE} if there is one, and say its"
        " path and id. An id that another event has gets the month, then the day.",
    )
    made.set_defaults(run=new.run)
    made.add_argument("name", metavar="NAME", help="what the event is called")
    made.add_argument(
        "--date", default="", help="a day, a month, a year, or two of them joined by 'to'"
    )
    made.add_argument("--series", default="", metavar="NAME", help="what the event is one of")
    made.add_argument(
        "--into",
        type=Path,
        default=Path("events"),
        metavar="DIR",
        help="the folder for the page (default: events)",
    )


def run(options: argparse.Namespace) -> int:
    """Import the sources, and return the exit code."""
    try:
        return Import(options).run()
    except KeyboardInterrupt:
        print("interrupted: the pages that are named were written whole", file=sys.stderr)
        return INTERRUPTED


class Import:
    """One run of the command."""

    def __init__(self, options: argparse.Namespace) -> None:
        """Look at the notes that there are."""
        self.into: Path = options.into
        self.dry: bool = options.dry_run
        self.sources: list[Path] = options.sources
        self.known: Known = read_known(self.into)
        conf = self.known.root / "conf.py"
        design = conf.is_file() and "sphinx_design" in conf.read_text("utf-8", errors="replace")
        self.asked = Asked(options.series, options.split, dropdowns=design)
        self.status = WELL
        self.written: list[Path] = []

    def run(self) -> int:
        """Import each source and print its report."""
        for path in self.sources:
            for source in self._each(Source(path)):
                report = Report(source.name)
                self._take(source, report)
                if report.found or report.pages:
                    print(*report.lines(), sep="\n", flush=True)
        if self.written and not self.dry:
            print("next: make html")
        elif self.written:
            print("next: the same without --dry-run")
        return self.status

    def _each(self, source: Source) -> Iterator[Source]:
        """Yield a source, or what is in it if it is a folder that no format reads as one."""
        if not source.path.exists():
            self._fail(Refused(f"{source.name}: there is no such file or folder"))
            return
        if not source.is_folder or self._format(source) is not None:
            yield source
            return
        found = [
            Path(folder, name)
            for folder, folders, names in os.walk(source.path)
            for name in (folders.sort(), sorted(names))[1]
            if not re.search(r"(?:^|/)\.", Path(folder, name).relative_to(source.path).as_posix())
            and Path(name).suffix.lower() in TEXTS
        ]
        if not found:
            self._fail(Refused(f"{source.name}: nothing in this folder can be imported"))
        for path in progress(found, source.name, len(found)):
            yield Source(path, source.path)

    def _format(self, source: Source) -> Format | None:
        try:
            return format_of(source)
        except Refused as error:
            self._fail(error)
            return None

    def _take(self, source: Source, report: Report) -> None:
        chosen = self._format(source)
        if chosen is None or not self._has(chosen):
            return
        try:
            drafts = chosen.read(source, self.asked, report)
        except Refused as error:
            self._fail(error)
            return
        except RecursionError:
            self._fail(Refused(f"{source.name}: it is nested too deeply"))
            return
        report.found = report.found or chosen.name
        for message in report.faults:
            self._fail(Refused(message))
        self._pages(drafts, source, report)

    def _has(self, chosen: Format) -> bool:
        missing = [d for module, d in chosen.needs.items() if not importlib.util.find_spec(module)]
        if missing:
            print(
                f"eventnotes import needs {', '.join(missing)} for {chosen.name}. Install them"
                f' with: {sys.executable} -m pip install "sphinx-eventnotes[import]", or in a'
                f" clone: {sys.executable} -m pip install -r requirements/import.txt",
                file=sys.stderr,
            )
            self.status = UNUSABLE
        return not missing

    def _pages(self, drafts: list[Draft], source: Source, report: Report) -> None:
        """Write the pages of drafts, which may link to each other."""
        places: list[Target] = []
        for draft in drafts:
            if draft.fields.kind == "event" and self.asked.series:
                draft.fields.put("series", self.asked.series)
            taken = {**self.known.events, **{place.id: place.path for place in places}}
            places.append(target(draft, self.into, taken))
        links = {draft.key: place.id for draft, place in zip(drafts, places, strict=True)}
        hidden = {draft.key for draft in drafts if draft.draft}
        both = list(zip(drafts, places, strict=True))
        for draft, place in progress(both, source.name, len(both)):
            if place.own:
                draft.fields.put("id", place.id)
            shown = {k: v for k, v in links.items() if draft.draft or k not in hidden}
            text = writer.page(draft)
            if not draft.draft and any(f"imported:{key})" in text for key in hidden):
                report.look(0, f"{place.path}: a link to a draft is kept as its words")
            self._page(draft, place, writer.linked(text, shown), report)

    def _page(self, draft: Draft, place: Target, text: str, report: Report) -> None:
        """Write the page of a draft, or say that it would be."""
        if place.path.exists():
            self._fail(Refused(f"{place.path}: it exists, and is left as it is"))
            return
        for name, other in self.known.may_be_known(draft):
            report.look(0, f"{name} may be {other}, who is in the notes already")
        if not self.dry:
            try:
                files.write_new(place.path, text)
                for photo in draft.photos:
                    files.copy_new(photo.path, place.path.parent / photo.name)
            except Refused as error:
                self._fail(error)
                return
        self._note(place, text)
        report.page(draft, place.path, "would be written" if self.dry else "written")

    def _note(self, place: Target, text: str) -> None:
        self.known.add(place.path, text)
        self.written.append(place.path)

    def _fail(self, error: Refused) -> None:
        print(error, file=sys.stderr)
        self.status = self.status or WANTING


TEXTS = frozenset({".md", ".markdown", ".mdown", ".txt", ".text", ".json", ".xml", ".ics", ".html"})
"""The endings of what is looked at in a folder that no format reads as one."""
