"""``eventnotes import`` and ``eventnotes new`` on the command line."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eventnotes.importing import files, new, schedules, writer
from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.formats import Asked, Format, Source, format_of
from eventnotes.importing.known import Known, read_known
from eventnotes.importing.report import Report, progress
from eventnotes.importing.target import Target, target

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

WELL, WANTING, UNUSABLE = 0, 1, 2

_ABOUT = """\
Make event pages of what there is: notes in Markdown or text, the folder of a site made with Zola,
Hugo, Jekyll, Quarto or Obsidian, schedules, calendars, saved pages of events. What a source is, is
told by what it holds. What is not recognised in notes stays on the page as prose. No page that
exists is changed, but for the facts of one that a schedule was imported to before, and for
recordings of its talks. With --dry-run nothing is written at all.
"""
_EXIT_CODES = f"""\
exit codes:
  {WELL}    all is well
  {WANTING}    a source or a value in it can't be read, or a page can't be written, and the rest is;
       or it was interrupted, and the pages that were written are whole
  {UNUSABLE}    wrong use, or the extra "import" is not installed
"""


def add_commands(commands: Commands) -> None:
    """Add the commands to the command line."""
    made = commands.add_parser(
        "import",
        help="make event pages of notes, of an old site, of schedules",
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

    schedules.add_options(made)
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
    except Refused as error:
        print(error, file=sys.stderr)
        return WANTING
    except KeyboardInterrupt:
        print("interrupted before the first page was written", file=sys.stderr)
        return WANTING


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
        self.links: dict[str, str] = {}
        """By the key of a draft, the id that links to it say."""
        self.schedules = schedules.Schedules.of(options, self.known)
        self.status = WELL
        self.written: list[Path] = []

    def run(self) -> int:
        """Import each source and print its report."""
        for path in self.sources:
            for source in self._each(Source(path)):
                report = Report(source.name)
                try:
                    self._take(source, report)
                except KeyboardInterrupt:
                    print(*report.lines(), sep="\n", flush=True)
                    named = "the pages that are named are whole, and no other was written"
                    self._fail(Refused(f"{source.name}: interrupted; {named}"))
                    return self.status
                for fault in report.faults:
                    self._fail(Refused(fault))
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
        found = list(self._inside(source.path))
        if not found:
            self._fail(Refused(f"{source.name}: nothing in this folder can be imported"))
        for path in progress(found, source.name, len(found)):
            yield Source(path, source.path)

    def _inside(self, top: Path) -> Iterator[Path]:
        """Yield what is in a folder: files of text, and folders that a format reads as one."""
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            whole = [name for name in folders if self._format(Source(Path(folder, name)))]
            folders[:] = [name for name in folders if name not in whole]
            yield from (Path(folder, name) for name in whole)
            for name in sorted(names):
                if not name.startswith(".") and Path(name).suffix.lower() in TEXTS:
                    yield Path(folder, name)

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
        self.links = self._ids(drafts)
        try:
            drafts = self.schedules.wanted(drafts, report)
        except Refused as error:
            self._fail(error)
            return
        try:
            for draft in progress(drafts, source.name, len(drafts)):
                self._page(draft, report)
        finally:
            self._save()

    def _ids(self, drafts: list[Draft]) -> dict[str, str]:
        """Return the ids that the pages of drafts will have, without those that nobody may read."""
        taken = dict(self.known.events)
        found = {}
        for draft in drafts:
            if draft.key:
                place = target(draft, self.into, taken)
                taken[place.id] = place.path
                if not draft.draft:
                    found[draft.key] = place.id
        return found

    def _save(self) -> None:
        """Keep what was imported, also of what was interrupted."""
        try:
            if not self.dry:
                self.schedules.imports.save()
        except Refused as error:
            self._fail(error)

    def _has(self, chosen: Format) -> bool:
        missing = [d for module, d in chosen.needs.items() if not importlib.util.find_spec(module)]
        if missing:
            print(
                f"eventnotes import needs {', '.join(missing)} for {chosen.name}. Install them"
                f" with: {sys.executable} -m pip install {' '.join(missing)}, or in a clone of"
                " eventnotes, in pinned versions:"
                f" {sys.executable} -m pip install -r requirements/import.txt",
                file=sys.stderr,
            )
            self.status = UNUSABLE
        return not missing

    def _page(self, draft: Draft, report: Report) -> None:
        """Write the page of a draft, or say that it would be."""
        if draft.fields.kind == "event" and self.asked.series:
            draft.fields.put("series", self.asked.series)
        if draft.schedule is not None:
            try:
                if self._again(draft, report):
                    return
            except Refused as error:
                self._fail(error)
                return
        place = target(draft, self.into, self.known.events, self._others(draft))
        if place.own:
            draft.fields.put("id", place.id)
        if place.path.exists():
            self._fail(Refused(f"{place.path}: it exists, and is left as it is"))
            return
        self._hint(draft, report)
        written = writer.page(draft)
        text = writer.linked(written, self.links)
        if text.count("](#") < written.count("](imported:"):
            report.look(0, f"{place.path}: a link to a draft is kept as its words")
        if not self.dry:
            try:
                for photo in draft.photos:
                    files.copy_new(photo.path, place.path.parent / photo.name)
                files.write_new(place.path, text)  # last: a page has its photos
                if draft.schedule is not None:
                    self.schedules.keep(draft, place.path)
            except Refused as error:
                self._fail(error)
                return
        self._note(place, text)
        report.page(draft, place.path, "would be written" if self.dry else "written")

    def _others(self, draft: Draft) -> set[Path]:
        """Return the pages that are of something else than a draft."""
        return self.schedules.taken(draft) | {path.resolve() for path in self.written}

    def _again(self, draft: Draft, report: Report) -> bool:
        """Give the draft of a schedule its talks, and update the page that has them already."""
        found = self.schedules.update(draft, report)
        if found is None:
            return False
        path, update = found
        self._hint(draft, report)
        if not self.dry:
            self.schedules.write(path, update)
        report.changes += update.changes
        verb = "would be updated" if self.dry else "updated"
        state = verb if update.changes else "nothing is new"
        conflicts = update.conflicts
        if conflicts:
            state += f", {conflicts} conflict{'s' if conflicts != 1 else ''}"
        report.pages.append(f"{path}: {state}")
        self.written.append(path)
        return True

    def _hint(self, draft: Draft, report: Report) -> None:
        for name, other in self.known.may_be_known(draft):
            report.look(0, f"{name} may be {other}, who is in the notes already")

    def _note(self, place: Target, text: str) -> None:
        self.known.add(place.path, text)
        self.written.append(place.path)

    def _fail(self, error: Refused) -> None:
        print(error, file=sys.stderr)
        self.status = self.status or WANTING


TEXTS = frozenset(
    {".md", ".markdown", ".mdown", ".txt", ".text", ".json", ".xml", ".ics", ".html", ".csv"}
)
"""The endings of what is looked at in a folder that no format reads as one."""
