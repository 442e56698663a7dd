"""The check itself: when a build has ended, what it wrote is held against the private words.

What was looked at is kept beside the doctrees, so that the next build looks at new files only; of
private words it keeps hashes. A file in which private words are found is removed, the environment
is forgotten, and the build ends with the places of both.
"""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Container, Iterator, Mapping, Set
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import must_be_written
from eventnotes.leaks import LeakError, copied, drafts, outputs, shares
from eventnotes.leaks.phrases import read_phrases
from eventnotes.leaks.program import ProgramWords
from eventnotes.leaks.sources import PAGES, RST, Scan, Source, Sources, text_of
from eventnotes.leaks.words import (
    BREAK,
    RUN,
    Index,
    Search,
    digest,
    is_distinctive,
    words_in,
    words_of,
)
from eventnotes.memory import without_collector
from eventnotes.model.lock import NAME as LOCK
from eventnotes.scope import is_home, scope_of, uses_notes

_FORM = 6
"""Goes up when another reading of the same sources would find other words."""
_KEPT = "private-words.pickle"
_MARKS = re.compile(r"<[^<>]*>|[*`_~^]")
"""Marks that may stand within a word of an output."""
_MOST_SHOWN = 20
Stat = tuple[int, int]


class Found(NamedTuple):
    """A file of the output that holds private words."""

    name: str
    line: int
    where: str
    """The source they come from, or the setting that names them."""


class _Output(NamedTuple):
    """What is known of an output that was looked through."""

    wanted: bytes = b""
    """The digest of what was looked for."""
    stats: Mapping[str, Stat] = {}
    """Of each file its time and size."""
    sought: frozenset[bytes] = frozenset()
    """Hashes of the runs that were looked for: private, and said nowhere in public."""


class _Kept(NamedTuple):
    """What is kept between builds."""

    key: object
    scans: dict[str, Scan]
    outputs: dict[str, _Output]
    """By folder."""


def check_output(app: Sphinx, exception: Exception | None) -> None:
    """Hold what was built against the private words (``build-finished``).

    :raises LeakError: some of them are in it. The files are removed.
    """
    if exception is not None or app.config.eventnotes_private:
        return
    folder = Path(app.outdir)
    if not folder.is_dir():
        return
    with without_collector(app):
        found = _Check(app, folder).run()
    if found:
        for leak in found:
            (folder / leak.name).unlink(missing_ok=True)
        for other in (*folder.glob("*.epub"), *folder.glob("searchindex.js*")):
            other.unlink()  # they are made of the same words, and the index keeps their stems
        (Path(app.doctreedir) / "environment.pickle").unlink(missing_ok=True)
        shown = [f"{folder / leak.name}:{leak.line}: {leak.where}" for leak in found]
        more = len(shown) - _MOST_SHOWN
        shown[_MOST_SHOWN:] = [f"and {more} more"] if more > 0 else []
        places = "\n  ".join(shown)
        raise LeakError(
            "\nPrivate words were in what was built. The files are removed; publish nothing of"
            f" this build:\n  {places}"
        )


class _Check:
    def __init__(self, app: Sphinx, folder: Path) -> None:
        self.app = app
        self.folder = folder
        self.env = app.env
        code = frozenset(app.config.eventnotes_code_directives)
        self.key = (_FORM, sorted(code), *scope_of(app.config))
        self.store = Path(app.doctreedir) / _KEPT
        self.kept = _load(self.store, self.key)
        self.sources = Sources(self.kept.scans, code, self._is_draft)
        self.program = ProgramWords(app)
        self.public: list[Source] = []
        self.public_texts: list[str] = []

    def run(self) -> list[Found]:
        self._scan()
        phrases = read_phrases(self.app)
        wanted = _digest_of(self.sources, phrases)
        searched = bool(phrases) or any(scan.paragraphs for scan in self.sources.scans.values())
        before = self.kept.outputs.get(str(self.folder), _Output())
        static = copied.private_static(self.app, self.sources.scans) if searched else ()
        paths = dict(outputs.files_of(self.folder, static)) if searched else {}
        stats = {name: _stat_of(path) for name, path in paths.items()}
        fresh = {
            name: path
            for name, path in paths.items()
            if before.wanted != wanted or before.stats.get(name) != stats[name]
        }
        found: list[Found] = []
        sought = before.sought if before.wanted == wanted else frozenset()
        if fresh:
            index = self.sources.index()
            self.public_texts += chain(
                _settings_of(self.app), self.sources.public_texts(self.public)
            )
            search, now = self._to_find(index)
            # what was public when they were looked at may be so no more
            looked_at = fresh if now <= sought else paths
            found = self._look(looked_at, index, search, phrases)
            sought = now
        if not found:
            looked = _Output(wanted, stats, sought)
            folders = {**self.kept.outputs, str(self.folder): looked}
            kept = _Kept(self.key, self.sources.scans, folders)
            if kept != self.kept:
                _save(self.store, kept)
        return found

    # -- sources -----------------------------------------------------------------------------

    def _scan(self) -> None:
        """Take the private words of pages, of what they are made of, and of drafts."""
        for source in drafts.sources_of(self.app):
            self.sources.add(source)
        for source in _sources_of(self.app, self.env):
            self.sources.add(source)
            scan = self.sources.scans.get(str(source.path))
            if scan is None or not scan.state.draft:
                self.public.append(source)
        for source in copied.sources_of(self.app) if is_home(self.app.config) else ():
            self.sources.add(source)
            scan = self.sources.scans.get(str(source.path))
            if scan and not scan.state.draft and (scan.paragraphs or not source.blocks):
                self.public.append(source)

    def _is_draft(self, path: Path) -> bool:
        return drafts.is_draft(path, Path(self.app.srcdir), self.app.config)

    # -- what was found ----------------------------------------------------------------------

    def _to_find(self, index: Index) -> tuple[Search, frozenset[bytes]]:
        """Return what finds the runs that stand nowhere in public text, and their hashes."""
        runs = index.all_runs()
        every = Search({run for run in runs if len(run) > 1})
        for text in self.public_texts:
            said = index.signs(words_of(text))
            runs.difference_update(every.find(said), said)
        return Search(runs), index.hashed(runs)

    def _look(
        self,
        files: dict[str, Path],
        index: Index,
        search: Search,
        phrases: dict[bytes, str],
    ) -> list[Found]:
        """Look through files of the output; return what is wrong."""

        def look_at(names: list[str]) -> tuple[dict[str, list[bytes]], bool]:
            """Return the runs in some files, with their words, and whether a phrase is in one."""
            extractor, seen = outputs.Extractor(self.public_texts), outputs.Seen()
            found: set[str] = set()
            named = False
            for name in names:
                said = _words(extractor, files[name], name)
                if phrases and not named:
                    shown = _words(seen, files[name], name)
                    named = any(self._named(name, shown, phrases))
                found |= search.find(index.signs(said))
            return {run: [*map(index.word, run)] for run in found}, named

        sizes = {name: path.stat().st_size for name, path in files.items()}
        results = shares.work(shares.divide(sizes, self.app.parallel), look_at)
        met = {run: said for runs, _ in results for run, said in runs.items()}
        left = {run for run, said in met.items() if not self._is_nobodys(run, said)}
        for run in left:
            index.signs(met[run])  # another process may have met its words
        if left or any(named for _, named in results):
            return sorted(set(self._placed(index, left, phrases, files)))
        return []

    def _is_nobodys(self, run: str, said: list[bytes]) -> bool:
        """Tell whether a run says too little, or may have been put together by the program."""
        if len(run) == 1 and not is_distinctive(said[0]):
            return True
        says = self.program.labels.__contains__ if len(run) >= RUN else self.program.says
        return all(map(says, (w for w in said if not w.isdigit()))) or self.program.says_all(said)

    def _placed(
        self, index: Index, runs: Set[str], phrases: dict[bytes, str], files: Mapping[str, Path]
    ) -> Iterator[Found]:
        """Yield all files that hold such a run or phrase, with its line and where it is from."""
        places = index.places(runs)
        for name, path in files.items():
            text = outputs.text_of(path)
            if phrases:
                yield from self._named(name, _words(outputs.Seen(), path, name), phrases)
            signs = index.signs(_words(outputs.Extractor(), path, name))
            met = index.find(signs) | {*signs}
            for run in sorted(met & runs):
                place = places[run]
                source = os.path.relpath(place.path, self.app.srcdir)
                yield Found(name, _line(index, run, text), f"from {source}:{place.line}")

    def _named(self, name: str, said: list[bytes], phrases: dict[bytes, str]) -> Iterator[Found]:
        """Yield the phrases in a file that no output may hold."""
        text = b" %b " % b" ".join(said)
        for phrase, where in phrases.items():
            if b" %b " % phrase in text:
                yield Found(name, self._line_of(phrase, name), where)

    def _line_of(self, phrase: bytes, name: str) -> int:
        first = phrase.split()[0]
        lines = outputs.text_of(self.folder / name).split("\n")
        words = [words_of(line) for line in lines]
        with_marks = (n for n, said in enumerate(words, 1) if first in said)
        without = (words_of(_MARKS.sub("", line)) for line in lines)
        joined = (n for n, said in enumerate(without, 1) if any(first in word for word in said))
        return next(with_marks, next(joined, 1))


def _words(extractor: outputs.Extractor | outputs.Seen, path: Path, name: str) -> list[bytes]:
    """Return the words of a file, and of its name."""
    return words_in(b"%b %b %b" % (extractor.read(path), BREAK, name.encode("utf-8", "ignore")))


def _line(index: Index, run: str, text: str) -> int:
    """Return the line of an output at which a run stands, as well as one can tell."""
    met = [len({*run} & {*index.signs(words_of(line))}) for line in text.split("\n")]
    return met.index(max(met)) + 1


# -- what there is to read ---------------------------------------------------------------------


def _sources_of(app: Sphinx, env: BuildEnvironment) -> Iterator[Source]:
    """Yield the files of pages, and those that go into them or are offered with them."""
    home, noted = is_home(app.config), notes_pages(env)
    pages = {str(env.doc2path(name)) for name in env.found_docs}
    parts = _parts_of_rst(env)
    for name in sorted(env.found_docs):
        path = Path(env.doc2path(name))
        if not (home or name in noted or _has_notes(path, app.config)):
            yield Source(path, code=True)  # somebody else's, and public
            continue
        yield Source(path, draft=None)
        for other in sorted(map(str, env.dependencies.get(name, ()))):
            inside = Path(app.srcdir, other)
            if str(inside) not in pages:
                yield copied.part_of(inside, app, rst=other in parts)
    for offered in sorted(map(str, env.dlfiles)):
        inside = Path(app.srcdir, offered)
        if str(inside) in pages:
            continue
        if home or _has_notes(inside, app.config):
            yield copied.part_of(inside, app)
        else:
            yield Source(inside, code=True)
    yield Source(Path(app.srcdir, LOCK), code=True)
    for image in sorted(map(str, env.images)):
        if image.lower().endswith(".svg"):
            yield copied.part_of(Path(app.srcdir, image), app)
    if home:
        yield from _translations(app)


def _parts_of_rst(env: BuildEnvironment) -> set[str]:
    """Return the files without an ending of their own language that reStructuredText includes."""
    including = (name for name in env.dependencies if Path(env.doc2path(name)).suffix in RST)
    parts = {str(part) for name in including for part in env.dependencies[name]}
    return {part for part in parts if Path(part).suffix.lower() not in PAGES}


def _translations(app: Sphinx) -> Iterator[Source]:
    """Yield the message catalogues that pages are translated with."""
    for folder in app.config.locale_dirs if app.config.language else ():
        language = Path(app.srcdir, folder, app.config.language, "LC_MESSAGES")
        yield from map(Source, sorted(language.rglob("*.po")))


def notes_pages(env: BuildEnvironment) -> Container[str]:
    """Return the names of the pages on which notes were read."""
    pages: Container[str] = env.get_domain("notes").pages  # type: ignore[attr-defined]  # ours
    return pages


def _has_notes(path: Path, config: Config) -> bool:
    try:
        return uses_notes(text_of(path), config)
    except OSError:
        return False


def _settings_of(app: Sphinx) -> Iterator[str]:
    """Yield what the settings and the names of files say: it is public."""
    for value in app.config:
        yield str(value.value) if isinstance(value.value, str | list | tuple | dict) else ""
    yield " ".join(sorted(app.env.found_docs))
    yield " ".join(sorted(app.env.images))
    yield str(app.outdir)
    base = app.config.html_baseurl  # the addresses of pages are in feeds and heads
    yield " ".join(f"{base}{name}.html {base}{name}/" for name in sorted(app.env.found_docs))


# -- what is kept ------------------------------------------------------------------------------


def _stat_of(path: Path) -> Stat:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


def _digest_of(sources: Sources, phrases: dict[bytes, str]) -> bytes:
    made = sha256()
    for _, scan in sorted(sources.scans.items()):
        for paragraph in scan.paragraphs:
            for _, words in paragraph.lines:
                made.update(b"".join(words))
            made.update(b"\n")
    for phrase in sorted(phrases):
        made.update(digest(phrase))
    return made.digest()


def _load(path: Path, key: object) -> _Kept:
    """Return what the last build kept; nothing if that can't be used."""
    try:
        kept = pickle.loads(path.read_bytes())
    except Exception:  # whatever a damaged file makes of it
        kept = None
    return kept if isinstance(kept, _Kept) and kept.key == key else _Kept(key, {}, {})


def _save(path: Path, kept: _Kept) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with must_be_written(path):
        beside.write_bytes(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
        beside.replace(path)
