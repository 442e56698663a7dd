"""What becomes of the draft of a schedule: which talks it gets, and whether the notes have it."""

from __future__ import annotations

import argparse
import contextlib
import datetime
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eventnotes.importing import choosing, clean, filename, files
from eventnotes.importing.again import Merge, Update, match
from eventnotes.importing.draft import Draft, Refused
from eventnotes.importing.imported import Entry, Imports, digest, near, slots_of
from eventnotes.importing.page_source import PageSource
from eventnotes.importing.programme import Programme, Talk, normal
from eventnotes.importing.programme_page import sections, tracks
from eventnotes.importing.recordings import matched
from eventnotes.importing.report import Report
from eventnotes.model import dates

if TYPE_CHECKING:
    from eventnotes.importing.known import Known


def add_options(made: argparse.ArgumentParser) -> None:
    """Add the options of schedules to a command."""
    group = made.add_argument_group("schedules")
    group.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="WHAT",
        help="the talks to take: day=, room=, track= or speaker= with a value, a title or code, or"
        " a file with favourites (a calendar of bookmarks; titles or codes in text, CSV or JSON)."
        " A room, a track or a speaker is named in full, or by whole words of the name, side by"
        " side; case and accents don't matter. Say it again for more: values of one kind add up,"
        " kinds narrow each other; all is all",
    )
    group.add_argument(
        "--track", choices=["topics"], default="", help="make topics of the talks' tracks"
    )
    group.add_argument(
        "--title", default="", metavar="NAME", help="the event's name, where the source has none"
    )
    group.add_argument(
        "--page",
        type=Path,
        metavar="PAGE",
        help="the page of the event in the notes, where it is not found out",
    )


@dataclass
class Schedules:
    """The schedules of one run of the command."""

    imports: Imports
    known: Known
    only: list[str]
    track: str
    title: str
    page: Path | None
    may_ask: bool
    today: datetime.date
    _only: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, options: argparse.Namespace, known: Known) -> Schedules:
        """Read what was imported before.

        :raises Refused: it can't be read.
        """
        return cls(
            Imports(known.root),
            known,
            options.only,
            options.track,
            options.title,
            options.page,
            choosing.can_ask(),
            datetime.date.today(),
        )

    def wanted(self, drafts: list[Draft], report: Report) -> list[Draft]:
        """Return the drafts that are chosen: of a calendar of events, those that fit.

        :raises Refused: none does, or an option is for one event and there are several.
        """
        events = [draft for draft in drafts if draft.schedule is not None]
        for name, value in (("--title", self.title), ("--page", self.page)):
            if value and len(events) > 1:
                raise Refused(
                    f"{report.source}: {name} is for one event, and there are {len(events)}"
                )
        if not self.only or not events or any(draft.schedule.talks for draft in events):
            return drafts
        slots = {id(draft): _slot(draft.schedule) for draft in events}
        calendar = Programme(report.source, talks=list(slots.values()))
        found = {id(slot) for slot in choosing.chosen(calendar, self.only, report)}
        if left := len(slots) - len(found):
            report.leave_out(f"events that were not chosen: {left} (--only all takes all)")
        return [draft for draft in drafts if id(slots.get(id(draft))) in found]

    def update(self, draft: Draft, report: Report) -> tuple[Path, Update] | None:
        """Give a draft its talks; return the page of its event and what becomes of it, if any.

        :raises Refused: there is no page for recordings, or nothing is chosen.
        """
        programme: Programme = draft.schedule
        self._name(draft, report)
        entry = self._entry(programme)
        if programme.only_recordings or (programme.may_be_recordings and entry is None):
            found = self._recorded(programme, entry, report)
            if found or programme.only_recordings:
                return found
        if entry is None:
            self._fill(draft, self._choice(programme, report), report)
            return None
        path = self.known.root / entry.page
        _align(draft, entry)
        pairs = match(entry.talks, programme.talks)
        wanted = {id(talk) for talk in pairs.values()}
        wanted |= {id(talk) for talk in self._wanted(programme, entry, report)}
        talks = [talk for talk in programme.talks if id(talk) in wanted]
        if not self.track:
            self.track = entry.track
        self._fill(draft, talks, report)
        entry = replace(entry, talks=list(entry.talks), only=self._chosen(entry))
        entry.track = self.track
        merge = Merge(_read(path), entry, report, self.today, programme.talks)
        return path, merge.schedule(draft, pairs)

    def keep(self, draft: Draft, page: Path) -> None:
        """Keep what was imported to a new page."""
        programme: Programme = draft.schedule
        talks = {talk.key: talk for talk in programme.talks}
        fields = {name: value for name, value in draft.fields.items() if name != "id"}
        self.imports.put(
            Entry(
                _relative(page, self.known.root),
                programme.key,
                draft.title,
                [_kept(self._only)] if self._only else [],
                self.track,
                fields,
                digest(draft.prose),
                slots_of(draft, talks),
            )
        )

    def taken(self, draft: Draft) -> set[Path]:
        """Return the pages that were imported, which another schedule is not for."""
        if draft.schedule is None:
            return set()
        pages = ((self.known.root / page).resolve() for page in self.imports.entries)
        return {page for page in pages if page.exists()}

    def write(self, page: Path, update: Update) -> None:
        """Write an updated page, and then what the next import has to know."""
        if update.changes:
            files.replace(page, update.text)
        self.imports.put(update.entry)

    # -- which page ----------------------------------------------------------------------------

    def _entry(self, programme: Programme) -> Entry | None:
        if self.page is None:
            self._follow(programme)
            return self.imports.page_of(programme)
        if not self.page.is_file():
            raise Refused(f"{self.page}: there is no such page")
        page = _relative(self.page, self.known.root)
        return self.imports.entries.get(page) or Entry(page, programme.key, "")

    def _follow(self, programme: Programme) -> None:
        """Find a page that the author gave another name since, by most of its talks."""
        for entry in list(self.imports.entries.values()):
            if entry.key != programme.key or (self.known.root / entry.page).is_file():
                continue
            wanted = {slot.id for slot in entry.talks}
            for path in sorted(set(self.known.events.values())):
                there = {block.id for block in PageSource(_read(path)).talks}
                page = _relative(path, self.known.root)
                if page not in self.imports.entries and len(wanted & there) * 2 > len(wanted):
                    self.imports.put(replace(entry, page=page), entry.page)
                    break

    def _recorded(
        self, programme: Programme, entry: Entry | None, report: Report
    ) -> tuple[Path, Update] | None:
        """Return the page with most of the talks that were recorded, with their recordings.

        :raises Refused: there is none, and nothing but recordings.
        """
        best: tuple[int, Path, Merge, list[Talk]] | None = None
        pages = [self.known.root / entry.page] if entry else sorted(set(self.known.events.values()))
        for path in pages:
            kept = self.imports.entries.get(_relative(path, self.known.root))
            kept = kept or entry or Entry(_relative(path, self.known.root), "", "")
            kept = replace(kept, talks=[replace(s, fields=dict(s.fields)) for s in kept.talks])
            merge = Merge(_read(path), kept, report, self.today)
            blocks, event = merge.page.talks, _named(merge.page)
            found, left = matched(programme.talks, blocks, merge.names(), event)
            fits = entry or self._is_event(programme, merge.page, len(found))
            if fits and (best is None or len(found) > best[0]):
                merge.matched = found
                best = len(found), path, merge, left
        if best is None or not best[0]:
            if programme.only_recordings:
                raise Refused(_unmatched(report, programme, pages[0] if entry else None))
            return None
        _, path, merge, left = best
        names = [recording.title or recording.code for recording in left]
        report.leave_out_each(f"recordings that no talk on {path} fits", names)
        return path, merge.recordings()

    def _is_event(self, programme: Programme, page: PageSource, found: int) -> bool:
        """Tell whether so many recorded talks, or its name, make a page the one of the event."""
        date = page.event.written("date") if page.event else ""
        if not found or not _may_be(programme, date):
            return False
        heading = page.headings[0].text if page.headings else ""
        named = bool(programme.title) and normal(heading) == normal(programme.title)
        return named or found >= 3 or found * 2 >= len(page.talks)

    # -- which talks ---------------------------------------------------------------------------

    def _choice(self, programme: Programme, report: Report) -> list[Talk]:
        self._only = [term for term in self.only if term.casefold() != choosing.ALL]
        if self.only or not programme.talks:
            return choosing.chosen(programme, self.only, report) if programme.talks else []
        if self.may_ask and len(programme.talks) > choosing.LONG:
            terms, talks = choosing.ask(programme, report)
            self._only = [term for term in terms if term.casefold() != choosing.ALL]
            return talks
        return programme.talks

    def _wanted(self, programme: Programme, entry: Entry, report: Report) -> list[Talk]:
        """Return the talks that are chosen now, else by what was chosen when a page was made.

        Favourites of then are on the page; what is new by day, room, track or speaker is found.
        """
        if self.only or not entry.only:
            return choosing.chosen(programme, self.only, report)
        found: list[Talk] = []
        for terms in entry.only:
            if all(map(choosing.is_kind, terms)):
                with contextlib.suppress(Refused):
                    found += choosing.chosen(programme, terms, report)
        return found

    def _chosen(self, entry: Entry) -> list[list[str]]:
        """Return what is chosen from now on; nothing, which is all, once it was all."""
        if not entry.only or choosing.ALL in map(str.casefold, self.only):
            return []
        now = _kept(self.only)
        return [*entry.only, *([now] if now and now not in entry.only else [])]

    def _fill(self, draft: Draft, talks: list[Talk], report: Report) -> None:
        programme: Programme = draft.schedule
        draft.sections = sections(programme, talks, self.track, report)
        if left := len(programme.talks) - len(talks):
            report.leave_out(f"talks that were not chosen: {left} (--only all takes all)")
        if not self.track and (found := tracks(talks)):
            report.leave_out(
                f"tracks: {len(found)}, of {found.total()} talks (--track=topics makes topics)"
            )

    def _name(self, draft: Draft, report: Report) -> None:
        programme: Programme = draft.schedule
        if self.title:
            programme.title = self.title
        elif not programme.title and not programme.only_recordings:
            programme.title = filename.title(Path(report.source).stem)
            report.look(0, "the source does not name the event; --title NAME does")
        draft.title = clean.title(programme.title)


def _slot(programme: Programme) -> Talk:
    """Return an event without talks as one of those that can be chosen."""
    names = (programme.code, programme.url)
    return Talk(programme.title, start=programme.first, room=programme.venue, names=names)


def _named(page: PageSource) -> str:
    """Return the words by which titles of recordings name the event of a page: name and year."""
    date = page.event.written("date") if page.event else ""
    return f"{page.headings[0].text if page.headings else ''} {date[:4]}"


def _unmatched(report: Report, programme: Programme, page: Path | None) -> str:
    """Return what to say of recordings that fit no talk, of the page if that is known."""
    if page is None:
        why = "no event in the notes has talks of these titles; name its page with --page"
        return f"{report.source}: {why}"
    title = programme.talks[0].title or programme.talks[0].code
    return f"{report.source}: {page}: no talk has the title of a recording, such as {title!r}"


def _align(draft: Draft, entry: Entry) -> None:
    """Tell times in the zone that the page has, and a part of a schedule on the event's days."""
    programme: Programme = draft.schedule
    zone = entry.fields.get("timezone", "")
    if zone and programme.zone and zone != programme.zone:
        programme.move_to(zone)
        draft.fields.put("timezone", zone)
    if programme.is_part:
        with contextlib.suppress(ValueError):
            span = dates.read_range(entry.fields.get("date", ""))
            programme.first, programme.last = span.first_day, span.last_day
        for name, _ in list(draft.fields.items()):
            draft.fields.drop(name)


def _may_be(programme: Programme, date: str) -> bool:
    try:
        return near(programme, date, 3)
    except ValueError:
        return False


def _kept(terms: list[str]) -> list[str]:
    """Return what to keep of a choice: a file of favourites is not for the next import."""
    return [term if choosing.is_kind(term) else "favourites" for term in terms]


def _relative(path: Path, root: Path) -> str:
    path, root = path.resolve(), root.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise Refused(f"{path}: it can't be read: {reason}") from None
