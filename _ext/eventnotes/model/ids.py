"""Identifiers: ``[a-z0-9-]`` and one ``/``, made from file names, titles and names.

An identifier is what other sites link to, so every rule here is for good:
changing one breaks links that nobody can mend.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from posixpath import split
from urllib.parse import unquote

MAX_ADDRESS = 200
"""Longest address of a page that is no more, in characters."""
MAX_SLUG = 80
"""Longest slug in characters; a longer one is cut and ends in a hash of the whole."""

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
    }
)
_SYMBOLS = {
    "+": (re.compile(r"(?<=\w)\+"), "-plus"),
    "#": (re.compile(r"(?<=\w)#"), "-sharp"),
}
_BETWEEN = re.compile(r"[^a-z0-9]+")
_LEADING_DATE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:[\W_]+(?P<month>[0-9]{2})(?:[\W_]+(?P<day>[0-9]{2}))?)?"
    r"(?:[\W_]+(?P<rest>.+))?\Z",
    re.DOTALL,
)
_SOURCES = (".md", ".rst")
_PAGES = (".html", ".htm")
_SUFFIXES = (*_SOURCES, *_PAGES)
_FOLDER = re.compile(r"(?!\.)[^\x00-\x20\x7f-\x9f/\\:*?\"<>|#%&]{1,80}(?<!\.)")
"""The name of a file or folder that every system and every host can have."""
_VALID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def digest(text: str) -> str:
    """Return eight hex digits that stand for *text*."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def plain_slug(text: str) -> str:
    """Return the slug of *text* without what can't be folded to ASCII; it may be empty.

    >>> plain_slug("Évariste & Łukasz: C++ in 2025")
    'evariste-lukasz-c-plus-in-2025'
    """
    text = _small(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    for sign, (after_word, name) in _SYMBOLS.items():
        if sign in text:
            text = after_word.sub(name, text)
    slug = _BETWEEN.sub("-", text).strip("-")
    if len(slug) > MAX_SLUG:
        slug = _shorten(slug, digest(slug))
    return slug


@lru_cache(maxsize=1 << 15)
def slug(text: str) -> str:
    """Return the slug of *text*, which two texts share only if they are equal when folded.

    Where letters can't be folded to ASCII, it ends in eight hex digits that stand for all of the
    text. These are made of the text as Unicode has it and no table of ours, so they stay.

    >>> slug("GPU入門")
    'gpu-1d3a9ee3'
    >>> slug("東京")
    'x-130016b2'
    """
    plain = plain_slug(text)
    if plain and not loses_letters(text):
        return plain
    code = digest(fold(text))
    if not plain:
        return f"x-{code}"
    return f"{plain}-{code}" if len(plain) + 9 <= MAX_SLUG else _shorten(plain, code)


def is_name(text: str) -> bool:
    """Tell whether *text* has more to it than spaces, punctuation and the signs of ASCII.

    What is called by these alone can't head a part of every format.
    """
    return any(c.isalnum() or (c > "~" and unicodedata.category(c) in _SIGNS) for c in text)


_SIGNS = frozenset({"Sm", "Sc", "So", "Co"})


def loses_letters(text: str) -> bool:
    """Tell whether *text* has letters or digits that can't be folded to ASCII."""
    return not text.isascii() and any(map(_is_lost, _small(text)))


def fold(text: str) -> str:
    """Return *text* as it is compared: without capitals, without accents on Latin letters, in one
    of the forms that Unicode has for the same characters, and without invisible ones.
    """
    text = _small(text)
    if not text.isascii():
        kept: list[str] = []
        base = ""
        for character in unicodedata.normalize("NFKD", text):
            category = unicodedata.category(character)
            if category[0] != "M":
                base = character
            elif base.isascii() and base.isalnum():
                continue
            if category != "Cf" and character not in _SELECTORS:
                kept.append(character)
        text = unicodedata.normalize("NFC", "".join(kept))
    return " ".join(text.split())


_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""What chooses between pictures of one character."""


def _small(text: str) -> str:
    text = text.casefold()
    return text if text.isascii() else text.translate(_LETTERS)


@cache
def _is_lost(character: str) -> bool:
    """Tell whether a character is one of those that tell names apart, and leaves nothing."""
    if character.isascii() or "\u02b0" <= character <= "\u02ff":  # the apostrophes of Latin names
        return False
    folded = unicodedata.normalize("NFKD", character)
    if any(_tells_apart(part) for part in folded if not part.isascii()):
        return True
    return _tells_apart(character) and _BETWEEN.fullmatch(folded) is not None


def _tells_apart(character: str) -> bool:
    """Tell whether a character is a letter, a digit, a sign that takes up space, or private."""
    return character.isalnum() or unicodedata.category(character) in {"Mc", "Co"}


def _shorten(slug: str, code: str) -> str:
    return f"{slug[: MAX_SLUG - 9].rstrip('-')}-{code}"


def read_id(text: str, prefix: str = "") -> str:
    """Return the explicit id an author wrote, without *prefix* if it was written along.

    :param prefix: what stands before the last ``/`` in the full id, such as ``links``.
    :raises ValueError: it holds other characters than ``a-z``, ``0-9`` and ``-``.
    """
    own = text.strip()
    if prefix and own.startswith(f"{prefix}/"):
        own = own[len(prefix) + 1 :]
    if not _VALID.match(own) or len(own) > MAX_SLUG:
        guess = plain_slug(own.rpartition("/")[2])
        hint = f"; did you mean {guess!r}?" if guess else ""
        raise ValueError(f"small letters a-z, digits and single -, at most {MAX_SLUG}{hint}")
    return own


def read_part(text: str) -> str:
    """Return the explicit id of a talk or takeaway, which may have its event's id before a ``/``.

    :raises ValueError: a part of it holds other characters than ``a-z``, ``0-9`` and ``-``.
    """
    event, slash, own = text.strip().rpartition("/")
    return f"{read_id(event)}/{read_id(own)}" if slash else read_id(own)


def read_alias(text: str) -> str:
    """Return an older id of an event, or an older address of its page, which begins with ``/``.

    :raises ValueError: it is neither.
    """
    text = text.strip()
    if "/" in text or text.endswith(_SUFFIXES):
        return read_address(text)
    return read_id(text)


def read_alias_of_talk(text: str) -> str:
    """Return an older id of a talk, its event's before it if it was written, or an older address.

    :raises ValueError: it is neither.
    """
    text = text.strip()
    if text.startswith("/") or text.endswith(("/", *_SUFFIXES)) or text.count("/") > 1:
        return read_address(text)
    return read_part(text)


def read_address(text: str) -> str:
    """Return where on a site a page was, after ``/``: ``/folder/``, ``/page.html``, or the page's
    name, to which a builder adds what it adds to all.

    :raises ValueError: there can be no page.
    """
    path = unquote(text.strip()).removeprefix("/")
    for suffix in _SOURCES:
        path = path.removesuffix(suffix)
    folders = path.removesuffix("/").split("/")
    if not all(map(_FOLDER.fullmatch, folders)) or path.startswith("_") or len(path) > MAX_ADDRESS:
        raise ValueError(
            "an id, or the address of a page on this site without the host, such as"
            " events/2024-dac or research/events/2024-dac/"
        )
    return f"/{path}"


def apart(aliases: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return ids and addresses apart, each once."""
    every = dict.fromkeys(aliases)
    addresses = tuple(alias for alias in every if alias.startswith("/"))
    return tuple(alias for alias in every if alias not in addresses), addresses


def is_page_name(address: str) -> bool:
    """Tell whether an address in the form of :func:`read_address` is the name of a page."""
    return not address.endswith(("/", *_PAGES))


def is_typed_id(text: str, kind: str) -> bool:
    """Tell whether *text* is an id of *kind* (``people``, ``orgs``, ``topics`` or ``links``)."""
    head, _, tail = text.partition("/")
    return head == kind and _VALID.match(tail) is not None


def date_of(docname: str) -> str:
    """Return the date that the name of a page, or of its folder, begins with, or nothing.

    >>> date_of("events/2024_06-dac/index")
    '2024-06'
    """
    dated = _LEADING_DATE.match(_name_of(docname))
    return _date_in(dated) if dated else ""


def rough_name(docname: str) -> tuple[str, str] | None:
    """Return the year and the rest of a page's name, the same for all that give one event id; None
    where it has no date. It is much cheaper to tell than the ids.
    """
    dated = _LEADING_DATE.match(_name_of(docname))
    if dated is None or not dated["rest"]:
        return None
    words = "".join(filter(str.isalnum, dated["rest"].casefold()))
    return dated["year"], words.removesuffix(dated["year"])


def _date_in(dated: re.Match[str]) -> str:
    return "-".join(filter(None, dated.group("year", "month", "day")))


def _name_of(docname: str) -> str:
    folder, name = split(docname)
    return split(folder)[1] if name == "index" and folder else name


def event_id(docname: str, kept: int = 4) -> str:
    """Return the id of the event on the page *docname*.

    It is the file's name, or its folder's for an ``index`` page. A leading date is cut and its
    year appended, unless the name ends in it already.

    >>> event_id("events/2025-03-17-beyond-cuda")
    'beyond-cuda-2025'
    >>> event_id("events/2024_06-dac/index")
    'dac-2024'

    :param kept: how much of the date is kept, in characters: 4, or 7 or 10 for month and day too.
    """
    name = _name_of(docname)
    dated = _LEADING_DATE.match(name if loses_letters(name) else slug(name.replace("_", "-")))
    if dated and dated["rest"]:
        year, rest = dated["year"], slug(dated["rest"].replace("_", "-"))
        return f"{rest.removesuffix(f'-{year}')}-{_date_in(dated)[:kept]}"
    return slug(name.replace("_", "-"))


def anchor(kind: str, identifier: str) -> str:
    """Return the HTML anchor of an object.

    >>> anchor("talk", "beyond-cuda-2025/scale")
    'talk-beyond-cuda-2025-scale'
    """
    return f"{kind}-{identifier.replace('/', '-')}"
