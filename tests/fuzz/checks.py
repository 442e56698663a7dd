"""The properties that every project has to have, and what is found where one has not."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from comparing import differences, idle_changes, is_unsettled

from eventnotes.leaks.drafts import mark_of
from fuzz.building_projects import BESIDE, Outcome, build, put, site_of, unpacked
from fuzz.draws import PUBLIC, SECRET
from fuzz.oracle import plainly_private
from fuzz.sites import BARE, READING, Project

_NOTICE = re.compile(r"\[notes\.([\w-]+)\]$")
_CAUGHT = re.compile(
    r"(?:([^:\n]+)(?::\d+)?: )?ERROR: (.* is missing: \w+): .* \[notes\.internal\]$"
)
"""What is said of an exception of ours: its file, if it has one, and which it is."""
_LOCATED = re.compile(r"^[^:\n]+:\d+: (?:WARNING|ERROR): ")
_DRAFT = re.compile(r"^\s*:draft:|^draft:", re.MULTILINE)
_CONFIG = frozenset({"config"})
_CODE = re.compile(rb"<pre\b.*?</pre>|<code\b.*?</code>|<meta\b[^<>]*>", re.DOTALL)
"""Code, and the description of a page, which may begin with some."""
_TIMES = re.compile(rb"\d{4}-\d\d-\d\d(?:T| )\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?")


class Failure(NamedTuple):
    """A property that does not hold."""

    kind: str
    message: str
    pages: tuple[str, ...] = ()
    """The pages it is about, where they are known."""

    @property
    def signature(self) -> str:
        """What two failures of one cause have in common."""
        return f"{self.kind}: {self.message.partition(chr(10))[0]}" if self.kind in ONCE else ""


ALWAYS_WRITTEN = frozenset({"epub", "latex"})
"""Builders that make everything anew each time."""

ONCE = ("exception",)
"""Kinds of failures of which one of each message is enough."""


@dataclass
class Coverage:
    """What was tried."""

    pages: Counter[str] = field(default_factory=Counter)
    builds: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    stops: Counter[str] = field(default_factory=Counter)
    in_code: int = 0
    stock: Counter[str] = field(default_factory=Counter)
    compared: int = 0

    def note(self, builder: str, outcome: Outcome) -> None:
        """Count a build and what it said."""
        self.builds[builder] += 1
        for line in outcome.warnings:
            match = re.search(r"\[([\w.-]+)\]$", line)
            if match:
                self.warnings[match[1]] += 1


def examine(project: Project, builders: Sequence[str], coverage: Coverage) -> list[Failure]:
    """Build a project once for each builder, the text first, and hold it against the properties.

    Pages that end the build are reported and left out, so that the others are looked at.
    """
    found: list[Failure] = []
    with TemporaryDirectory(prefix="fuzz-") as folder:
        root = Path(folder, "site")
        project, texts = settle(root, project, builders[0], found, coverage)
        if texts is None:
            return found
        found += unlocated(texts) + caught(texts, builders[0])
        found += lost_words(project, texts)
        found += leaked(project, builders[0], texts, coverage)
        for builder in builders[1:]:
            if builder == "gettext":  # Sphinx wants doctrees of its own for it
                shutil.rmtree(root / "_build" / "doctrees")
            outcome = build(root, builder, project.settings)
            coverage.note(builder, outcome)
            if outcome.raised or outcome.stopped:
                failure = _ended(project, outcome, builder)
                found += [_blame(project, builder, failure)] if failure.kind else []
                continue
            found += unlocated(outcome) + caught(outcome, builder)
            known = {failure.pages for failure in found if failure.kind == "private words"}
            more = leaked(project, builder, outcome, coverage)
            found += [failure for failure in more if failure.pages not in known]
    return found


def settle(
    root: Path, project: Project, builder: str, found: list[Failure], coverage: Coverage
) -> tuple[Project, Outcome | None]:
    """Build until no page stops the build any more; return the project without those that did."""
    for _ in range(40):
        shutil.rmtree(root, ignore_errors=True)
        put(root, project)
        outcome = build(root, builder, project.settings)
        coverage.note(builder, outcome)
        if not outcome.stopped and not outcome.raised:
            return project, outcome
        failure = _ended(project, outcome, builder)
        if outcome.stopped and failure.kind == "":
            failure = _blame(project, builder, failure)  # where it names a part of pages alone
            for name in failure.pages:
                coverage.stops[project.pages[name].name] += 1
        else:
            failure = _blame(project, builder, failure)
            found.append(failure)
        if not failure.pages:
            return project, None
        project = project.only(set(project.pages) - set(failure.pages))
    return project, None


def _ended(project: Project, outcome: Outcome, builder: str) -> Failure:
    """Return what ended a build; of no kind where it may."""
    if outcome.raised:
        return Failure("exception", f"{outcome.signature}\n{builder}\n{outcome.raised}")
    named = dict.fromkeys(name for name, _ in outcome.places if name in project.pages)
    valid = tuple(
        name
        for name in named
        if project.pages[name].kind == "valid" and not _DRAFT.search(project.files[name])
    )  # a draft says what the others say
    beside = any(name in BESIDE for name, _ in outcome.places)
    if not named and not beside:
        return Failure("stopped without a place", f"{builder}: {outcome.stopped}")
    bare = any(conf.items() <= project.settings.items() for conf in BARE)
    if valid and not bare:
        return Failure("stopped by a valid page", outcome.stopped, valid)
    return Failure("", outcome.stopped, tuple(named))


def _blame(project: Project, builder: str, failure: Failure) -> Failure:
    """Find the pages that end a build: one, or as many as it takes."""
    if failure.pages or ends_alike(project.only(()), builder, failure):
        return failure
    names = reduced(
        list(project.pages), lambda kept: ends_alike(project.only(set(kept)), builder, failure)
    )
    return failure._replace(pages=tuple(names))


def ends_alike(project: Project, builder: str, failure: Failure) -> bool:
    """Tell whether a project ends its build in the same way."""
    with TemporaryDirectory(prefix="fuzz-") as folder:
        root = Path(folder, "site")
        put(root, project)
        outcome = build(root, builder, project.settings)
    if not (outcome.raised or outcome.stopped):
        return False
    other = _ended(project, outcome, builder)
    return other.kind == failure.kind and other.signature == failure.signature


def reduced(items: list[str], fails: object) -> list[str]:
    """Return as few items as still fail, by leaving out ever smaller parts of them."""
    assert callable(fails)
    parts = 2
    while len(items) > 1:
        size = -(-len(items) // parts)
        for begin in range(0, len(items), size):
            rest = items[:begin] + items[begin + size :]
            one = items[begin : begin + size]
            if parts == 2 and fails(one):
                items, parts = one, 2
                break
            if rest and parts > 2 and fails(rest):
                items, parts = rest, max(parts - 1, 2)
                break
        else:
            if size == 1:
                break
            parts = min(len(items), parts * 2)
    return items


# -- one build -------------------------------------------------------------------------------


def unlocated(outcome: Outcome) -> list[Failure]:
    """Return the warnings of ours that name no file and line."""
    found = []
    for line in outcome.warnings:
        match = _NOTICE.search(line)
        if match and match[1] not in _CONFIG and not _LOCATED.match(line):
            found.append(Failure("warning without a place", line))
    return found


def caught(outcome: Outcome, builder: str) -> list[Failure]:
    """Return the exceptions of ours that cost a part of a page and not the build."""
    found = []
    for line in outcome.warnings:
        if match := _CAUGHT.match(line):
            where, signature = match.groups()
            pages = (where,) if where else ()
            found.append(Failure("exception", f"{signature}\n{builder}\n{line}", pages))
    return found


def lost_words(project: Project, outcome: Outcome) -> list[Failure]:
    """Return the public words that are not in the text, without a warning about their page."""
    if not READING.isdisjoint(project.settings):
        return []
    text = "\n".join(data.decode("utf-8", "replace") for data in outcome.files.values())
    shown = {match[0] for match in PUBLIC.finditer(text)}
    found = []
    for name, page in project.pages.items():
        if page.kind == "garbage" or (page.suffix == ".rst" and page.changes):
            continue
        source = re.sub("\r\n?", "\n", project.files[name])
        if mark_of(source, rst=page.suffix == ".rst"):
            continue  # a draft is left out as a whole
        written = {match[0] for match in PUBLIC.finditer(project.files[name])}
        lost = sorted(written - shown)
        warned = any(line.startswith(f"{name}:") for line in outcome.warnings)
        if lost and (
            page.kind in {"valid", "unclear"} or not (warned or may_swallow(page.changes))
        ):
            found.append(Failure("lost words", f"{', '.join(lost)}", (name,)))
    return found


def may_swallow(changes: Iterable[str]) -> bool:
    """Tell whether a page was spoilt in a way that may rightly make a comment of its words."""
    return bool({"stray mark", "comment opened", "odd character", "indented", "deep"} & {*changes})


def leaked(project: Project, builder: str, outcome: Outcome, coverage: Coverage) -> list[Failure]:
    """Return the pages whose private words are in the output; in code, marks are text."""
    secrets: dict[str, str] = {"zqx9999n9k": "part.txt", "zqx9999n8k": "part.txt"}
    for name, page in project.pages.items():
        text = project.files[name]
        words = {match[0] for match in SECRET.finditer(text)}
        guest = project.settings.get("primary_domain", "notes") != "notes"
        if guest and page.kind in {"nearly", "garbage"}:
            continue  # on pages without notes, somebody else's marks are let be
        if page.kind != "valid" or project.reduced:
            words = plainly_private(text, page.suffix)
        secrets |= dict.fromkeys(words, name)
    by_page: dict[str, dict[str, str]] = {}
    for file, data in unpacked(outcome.files):
        if b"zqx" not in data.lower():
            continue
        for match in SECRET.finditer(data.decode("utf-8", "replace").lower()):
            if match[0] in secrets:
                by_page.setdefault(secrets[match[0]], {})[match[0]] = file
    found = []
    for name, words_in in sorted(by_page.items()):
        page = project.pages.get(name)
        if page is not None and page.kind != "valid":
            words_in = _outside_code(project, name, words_in)
            coverage.in_code += not words_in
        if words_in:
            said = ", ".join(f"{word} in {file}" for word, file in sorted(words_in.items()))
            found.append(Failure("private words", f"{builder}: {said}", (name,)))
    return found


def _outside_code(project: Project, name: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a spoilt page that do not stand in code, where marks are text."""
    with TemporaryDirectory(prefix="fuzz-") as folder:
        root = Path(folder, "site")
        put(root, project.only({name}))
        outcome = build(root, "html", {**project.settings, "html_copy_source": False})
    page = outcome.files.get(name.rpartition(".")[0] + ".html", b"")
    rest = _CODE.sub(b"", page).decode("utf-8", "replace")
    shown = page.decode("utf-8", "replace")
    return {k: file for k, file in words.items() if k not in shown or k in rest}


# -- several builds --------------------------------------------------------------------------


def compare(project: Project, edited: Project, builder: str, coverage: Coverage) -> list[Failure]:
    """Build with two processes and with one, again, and after an edit, and compare the files."""
    found: list[Failure] = []
    with TemporaryDirectory(prefix="fuzz-") as folder:
        # one folder at a time, for some of Sphinx's own output holds its place
        root, kept = Path(folder, "site"), Path(folder, "kept")
        edited, new = settle(root, edited, builder, found, coverage)
        if new is None:
            return found
        shutil.rmtree(root)
        project = project.only(set(edited.pages))
        project, one = settle(root, project, builder, found, coverage)
        if one is None:
            return found
        edited = edited.only(set(project.pages))
        shutil.copytree(root, kept)
        found += _differ("-j 2", root, project, builder, one, coverage)
        shutil.rmtree(root)
        kept.rename(root)
        site = site_of(root, builder, project.settings)
        changes = idle_changes(root, builder, lambda: site.rebuild(True))
        changes = [] if builder in ALWAYS_WRITTEN else changes
        ours = [line for line in site.warnings if _NOTICE.search(line)]
        ours = [] if is_unsettled(site) else ours
        changes += [
            f"said again: {line}" for line in ours if not re.search("config|draft|lock", line)
        ]
        if changes:
            text = "\n".join(changes[:20])
            found.append(Failure("second build not idle", text))
        put(root, edited)
        after = build(root, builder, edited.settings)
        coverage.note(builder, after)
        shutil.rmtree(root)
        put(root, edited)
        clean = build(root, builder, edited.settings)
        coverage.note(builder, clean)
        for outcome in (one, after, clean):
            found += caught(outcome, builder)
        found += _compared("incremental", after, clean)
        coverage.compared += len(project.pages)
    return found


def _differ(
    kind: str, root: Path, project: Project, builder: str, one: Outcome, coverage: Coverage
) -> list[Failure]:
    shutil.rmtree(root)
    put(root, project)
    two = build(root, builder, project.settings, 2)
    coverage.note(builder, two)
    return _compared(kind, two, one)


def _compared(kind: str, ours: Outcome, expected: Outcome) -> list[Failure]:
    ended = [o.raised or o.stopped for o in (ours, expected)]
    if any(ended):
        return [Failure(kind, "\n".join(ended))] if ended[0][:40] != ended[1][:40] else []
    found = differences(_timeless(ours.files), _timeless(expected.files))
    return [Failure(kind, "\n".join(found[:10]))] if found else []


def _timeless(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files without the time at which they were made, and unpacked."""
    return {
        name: _TIMES.sub(b"", data) for name, data in unpacked(files) if not name.endswith(".epub")
    }
