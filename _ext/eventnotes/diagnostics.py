"""The catalogue of warnings: one subtype for each kind of mistake, and the one way to warn.

Every warning has the type ``notes`` and one of these subtypes, so that
``suppress_warnings = ["notes.reference"]`` silences one kind. The table in the guide is made
from this enumeration.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from docutils import nodes
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.logging import is_suppressed_warning

from eventnotes.model.urls import without_disguise

logger = logging.getLogger(__name__)

SHOWN = 120
"""How much of an author's value a warning repeats, in characters."""


class Notice(Enum):
    """A kind of mistake; its value is the warning's subtype and its text says what happens."""

    OPTION = ("option", "The directive has no such option. The line is left out, the rest stays.")
    REPEATED = ("repeated", "An option that takes one value is there twice. The first counts.")
    STRAY_OPTION = (
        "stray-option",
        "A line that looks like an option stands in a body, or is not written as one. It is not"
        " published.",
    )
    ARGUMENT = ("argument", "The directive's argument is missing or can't be read.")
    DATE = ("date", "It is not a date, or the range ends before it begins.")
    START = ("start", "It is neither a time, a weekday with a time, nor a date.")
    DURATION = ("duration", "It is not a duration.")
    SCORE = ("score", "The score lies outside its scale, or no scale can be told.")
    PERSON = ("person", "A person can't be read; brackets may be missing.")
    URL = ("url", "It is not an address that a page may link to.")
    ID = ("id", "The id holds characters other than a-z, 0-9 and the dash.")
    WORD = ("word", "The word is none of the option's fixed set.")
    LANGUAGE = ("language", "It is not a language tag such as en or pt-BR.")
    TIMEZONE = ("timezone", "It is not an IANA time zone name such as Europe/Berlin.")
    EMPTY = ("empty", "The option has no value.")
    NUMBER = ("number", "It is not a whole number from 1.")
    FILTER = ("filter", "A list is filtered by something that nothing in these notes has.")
    TITLE = ("title", "An event or talk has no title. It is drawn but not recorded.")
    PLACE = ("place", "A talk stands where no section can be: in a list, quote or directive.")
    SECOND = (
        "second",
        "A second event on a page, talk in a section or rating of one thing. It counts for nothing,"
        " and of a rating the words alone are drawn.",
    )
    DUPLICATE_ID = ("duplicate-id", "Two things have one id. The first by page and line keeps it.")
    REFERENCE = ("reference", "A role names something that is not in these notes.")
    SHORTCODE = (
        "shortcode",
        "A tag of another system stands in the text: a template's, a wiki's link, an admonition of"
        " other Markdown. It is shown as it is written.",
    )
    FENCE = ("fence", "A fence closes early, is never closed, or opens a block without a name.")
    PRIVATE = ("private", "Private words may have got out. The build stops.")
    COMMENT = (
        "comment",
        "A comment mark is left over in the text, or a comment is never closed. In"
        " reStructuredText, a line that begins with a percent sign is text as well.",
    )
    DRAFT = ("draft", "It is unclear whether a page is a draft. It is taken as one.")
    TOPMATTER = (
        "front-matter",
        "Front matter in another form than YAML. It is not read, but for what makes a draft.",
    )
    ENCODING = ("encoding", "A file is in another encoding than UTF-8. The page is left out.")
    SOURCE = ("source", "A page is no file, or can't be opened. It is left out.")
    INCLUDE = ("include", "A file includes itself. The inner copy is left out.")
    NESTING = ("nesting", "Lists and quotes are nested too deeply. What stands deeper is lost.")
    IMAGE = (
        "image",
        "A picture is not a file beside the page, or its address has a space in it. "
        "One on another site is shown as a link.",
    )
    LOCK = ("lock", "The file links.lock.json, or a part of it, can't be read. It is left out.")
    CONFIG = ("config", "A setting in conf.py can't be used. Its default is.")
    EXTENSION = (
        "extension",
        "A field, a list or an export that another extension has added is at fault. The rest is"
        " built, and the build fails.",
    )
    INTERNAL = (
        "internal",
        "The program itself is at fault. The page says what is missing, and the build fails.",
    )
    NAMES = (
        "names",
        "A hint: people may be meant otherwise than they are read, by their form or by what else"
        " the site names.",
    )
    ALT = ("alt", "A hint: pictures on a page have no words for those who don't see them.")
    TIME = (
        "time",
        "A hint: a talk starts outside its event's days, or at an hour that its time zone does"
        " not have.",
    )
    SPELLING = (
        "spelling",
        "A hint: two spellings have one id, or two names may be one.",
    )
    MONTHS = ("months", "A hint: events of one name and year have their months in their ids.")
    UNLISTED = ("unlisted", "A hint: a page in `events/` has no event, and so is in no list.")
    TAG = (
        "tag",
        "A hint: words in angle brackets are read as a tag that HTML does not have, or that nothing"
        " closes, and no browser shows them.",
    )
    PHOTO = ("photo", "A picture can't be shown. Its alt text stands in its place.")
    PHOTOS = (
        "photos",
        "A gallery has no photos, or more than photos and a caption. The rest is put after it.",
    )

    @classmethod
    def of(cls, subtype: str) -> Notice:
        """Return the notice of a subtype."""
        return next(notice for notice in cls if notice.subtype == subtype)

    @property
    def subtype(self) -> str:
        """The part after ``notes.``"""
        return self.value[0]

    @property
    def meaning(self) -> str:
        """What went wrong and what becomes of it."""
        return self.value[1]


def shorten(text: str) -> str:
    """Return *text* on one line, cut to what a warning can show, with nothing hidden in it."""
    text = without_disguise(" ".join(text.split()))
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def warn(notice: Notice, message: str, location: str | nodes.Node | None) -> None:
    """Warn an author.

    :param location: a node, or ``file:line``.
    """
    logger.warning("%s", message, type="notes", subtype=notice.subtype, location=location)


def hint(notice: Notice, message: str, location: str | nodes.Node | None, config: Config) -> None:
    """Tell an author of something that may be meant otherwise; no strict build fails by it."""
    if not is_suppressed_warning("notes", notice.subtype, config.suppress_warnings):
        text = f"hint: {message} [notes.{notice.subtype}]"
        logger.info("%s", text, type="notes", subtype=notice.subtype, location=location)


CALLED = {"people": "person", "orgs": "organisation", "topics": "topic", "series": "series"}
"""What is called by a name, by the first part of its id."""


def hint_at_spellings(
    first: str,
    second: str,
    identifier: str,
    location: str | nodes.Node | None,
    config: Config,
) -> None:
    """Say that two spellings have one id; mostly they are meant to."""
    kind = CALLED[identifier.partition("/")[0]]
    said = f"{shorten(first)!r} and {shorten(second)!r} are one {kind}, {identifier}"
    todo = f"write an id of its own for one of them, else describe it with {{about}} {identifier}"
    hint(Notice.SPELLING, f"{said}; if they are two, {todo}", location, config)


class UnwritableError(SystemExit):
    """A file of ours can't be written: the disk is full, or nobody may write there."""


@contextmanager
def must_be_written(path: Path) -> Iterator[None]:
    """End the program with one line that names *path* where it can't be written.

    :raises UnwritableError: it can't.
    """
    try:
        yield
    except OSError as error:
        raise UnwritableError(f"{path} can't be written: {error.strerror or error}") from error
