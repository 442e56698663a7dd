"""The files of the cards: which page has one, and which have to be drawn.

What was drawn is kept in mind beside the doctrees, by folder: of each file the digest of what it
says, with that of the fonts and of the program that draws, and the digest of the file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from PIL import __version__, features
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.api import Event
from eventnotes.api.notes import notes
from eventnotes.api.previews import Picture, previews
from eventnotes.api.published import site_of
from eventnotes.builders import abilities, copied_there, in_the_way, remove_file
from eventnotes.diagnostics import Notice, must_be_written, warn
from eventnotes.domain import notes_domain
from eventnotes.leaks.phrases import read_phrases
from eventnotes.leaks.words import words_of
from eventnotes.model import ids
from eventnotes.socialcards import SETTING
from eventnotes.socialcards.drawing import HEIGHT, RECIPE, WIDTH, Facts, Type, can_be_drawn, draw
from eventnotes.socialcards.facts import alt_of, facts_of
from eventnotes.socialcards.letters import Typeface

FOLDER = "socialcards"
_KEPT = "socialcards.json"
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_./-]*\Z")
_BOLD, _REGULAR = 680, 400
"""The weights of headings and text, where a font is variable."""

_Written = dict[str, list[str]]
"""By name of a file, the digest of what it says, and of the file."""


class Cards:
    """What this build draws with."""

    type: Type | None = None
    """Nothing where there are no cards."""
    digest = ""
    """Of the fonts, and of the program."""


def open_fonts(app: Sphinx) -> None:
    """Read the fonts if there are to be cards (``builder-inited``)."""
    can = abilities(app.builder)
    site = site_of(app.config)
    given: dict[str, list[str]] = app.config[SETTING]
    wanted = can.is_published and can.has_addresses and site.url and given
    if not wanted or site.is_preview or site.is_private:
        return
    cards = notes_domain(app.env).of_build(Cards)
    made = sha256(repr((RECIPE, __version__, *map(features.version, _LIBRARIES))).encode())
    faces: list[Typeface] = []
    for files, weight in ((given["title"], _BOLD), (given.get("text", given["title"]), _REGULAR)):
        contents: list[bytes] = []
        for file in files:
            try:
                contents.append(Path(app.confdir, file).read_bytes())
                Typeface(contents[-1:], weight)
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or error
                allowed = "a font in TrueType, OpenType, or WOFF2 where Pillow reads it"
                message = f"{SETTING}: {file} can't be read: {why}; allowed: {allowed}"
                warn(Notice.CONFIG, message, None)
                return
            made.update(sha256(contents[-1]).digest())
        made.update(b";")
        faces.append(Typeface(contents, weight))
    cards.type = Type(*faces)
    cards.digest = made.hexdigest()

    def picture_of(event: Event) -> Picture | None:
        if cards.type is None or not can_be_drawn(event.title, cards.type):
            return None
        return Picture(_name(event.at.page), WIDTH, HEIGHT, alt_of(event, site))

    previews(app.env).picture_of = picture_of
    previews(app.env).digest += cards.digest


_LIBRARIES = ("freetype2", "raqm", "harfbuzz", "fribidi", "zlib")


def note_fonts(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages of events if the fonts are others, which may have other letters
    (``env-updated``).
    """
    domain = notes_domain(env)
    kept = domain.kept("socialcards")
    digest = domain.of_build(Cards).digest
    before = kept.get(app.builder.name, digest)
    kept[app.builder.name] = digest
    if before == digest:
        return []
    return [name for name, page in sorted(domain.pages.items()) if page.event is not None]


def write_cards(app: Sphinx, exception: Exception | None) -> None:
    """Draw the cards that are new or changed, remove those of no event (``build-finished``)."""
    can = abilities(app.builder)
    if exception is not None or not (can.is_published and can.has_addresses):
        return
    store = Path(app.doctreedir, _KEPT)
    every = _load(store)
    known = every.get(str(app.outdir), {})
    cards = notes_domain(app.env).of_build(Cards)
    now = _draw_all(app, cards.type, cards.digest, known) if cards.type is not None else {}
    out = Path(app.outdir)
    for name in sorted(known.keys() - now.keys()):
        if _digest_of(out / name) == known[name][1]:
            remove_file(out / name, out)
    if now != known:
        with must_be_written(store):
            text = json.dumps({**every, str(app.outdir): now}, sort_keys=True)
            store.write_text(text, encoding="utf-8")


def _draw_all(app: Sphinx, type_: Type, digest: str, known: _Written) -> _Written:
    found = notes(app.env)
    site = site_of(app.config)
    rows = notes_domain(app.env).library.talks
    talks = Counter(row.event.id for row in rows if row.event is not None and not row.private)
    out = Path(app.outdir)
    phrases = read_phrases(app)
    now: _Written = {}
    for event in found.events:
        facts = facts_of(event, talks[event.id], site)
        if not can_be_drawn(event.title, type_) or _says_one_of(phrases, facts):
            continue
        name = _name(event.at.page)
        says = sha256(f"{digest}{facts!r}".encode()).hexdigest()
        before = known.get(name, ["", ""])
        if before[0] == says and _digest_of(out / name) == before[1]:
            now[name] = before
        elif _is_free(app, out / name, name, event):
            data = draw(facts, type_)
            with must_be_written(out / name):
                (out / name).parent.mkdir(parents=True, exist_ok=True)
                (out / name).write_bytes(data)
            now[name] = [says, sha256(data).hexdigest()]
    return now


def _says_one_of(phrases: Iterable[bytes], facts: Facts) -> bool:
    """Tell whether a card would say what may stand in no output: nobody finds it in a picture."""
    said = (facts.title, *facts.above, *facts.below, facts.site)
    words = b" %s " % b" ".join(word for each in said for word in words_of(each))
    return any(b" %s " % phrase in words for phrase in phrases)


def _is_free(app: Sphinx, path: Path, name: str, event: Event) -> bool:
    """Tell whether a card may be written; one of the author's own is left in its place."""
    if copied_there(app, name):
        return False
    out = Path(app.outdir)
    other = in_the_way(path, out)
    if path.is_symlink() or not path.parent.resolve().is_relative_to(out.resolve()):
        other = "a link leads out of the output there"
    if other:
        source = str(app.env.doc2path(event.at.page))
        warn(Notice.CONFIG, f"the event has no social card: {name}: {other}", source)
    return not other


def _name(page: str) -> str:
    """Return the name of the file for a page's event, as it stands in an address."""
    plain = page if _PLAIN.match(page) and "." not in page else f"page-{ids.digest(page)}"
    return f"{FOLDER}/{plain}.png"


def _digest_of(path: Path) -> str:
    is_plain = path.is_file() and not path.is_symlink()
    return sha256(path.read_bytes()).hexdigest() if is_plain else ""


def _load(store: Path) -> dict[str, _Written]:
    """Return what was written, by folder; nothing if that can't be read."""
    try:
        found: Any = json.loads(store.read_text(encoding="utf-8"))
        return {
            str(folder): {str(name): [str(a), str(b)] for name, (a, b) in files.items()}
            for folder, files in found.items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
