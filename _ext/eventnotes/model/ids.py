"""Identifiers: ``[a-z0-9-]`` and one ``/``, made from file names, titles and names.

An identifier is what other sites link to, so every rule here is for good:
changing one breaks links that nobody can mend.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from posixpath import split

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
_SYMBOLS = ((re.compile(r"(?<=\w)\+"), "-plus"), (re.compile(r"(?<=\w)#"), "-sharp"))
_BETWEEN = re.compile(r"[^a-z0-9]+")
_LEADING_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-\d\d(?:-\d\d)?)?(?:-(?P<rest>.+))?\Z")
_VALID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def digest(text: str) -> str:
    """Return eight hex digits that stand for *text*."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def plain_slug(text: str) -> str:
    """Return the slug of *text*, which is empty where no letter or digit can be folded to ASCII.

    >>> plain_slug("Évariste & Łukasz: C++ in 2025")
    'evariste-lukasz-c-plus-plus-in-2025'
    """
    text = text.casefold().translate(_LETTERS)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    for symbol, word in _SYMBOLS:
        text = symbol.sub(word, text)
    slug = _BETWEEN.sub("-", text).strip("-")
    if len(slug) > MAX_SLUG:
        slug = f"{slug[: MAX_SLUG - 9].rstrip('-')}-{digest(slug)}"
    return slug


def slug(text: str) -> str:
    """Return the slug of *text*; ``x-`` and eight hex digits of its hash where none is left."""
    return plain_slug(text) or f"x-{digest(' '.join(text.split()))}"


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


def is_typed_id(text: str, kind: str) -> bool:
    """Tell whether *text* is an id of *kind* (``people``, ``orgs``, ``topics`` or ``links``)."""
    head, _, tail = text.partition("/")
    return head == kind and _VALID.match(tail) is not None


def event_id(docname: str) -> str:
    """Return the id of the event on the page *docname*.

    It is the file's name, or its folder's for an ``index`` page. A leading date is cut and its
    year appended, unless the name ends in it already.

    >>> event_id("events/2025-03-17-beyond-cuda")
    'beyond-cuda-2025'
    >>> event_id("events/2024_06-dac/index")
    'dac-2024'
    """
    folder, name = split(docname)
    if name == "index" and folder:
        name = split(folder)[1]
    name = slug(name.replace("_", "-"))
    dated = _LEADING_DATE.match(name)
    if dated and dated["rest"]:
        year, rest = dated["year"], dated["rest"]
        return rest if rest.endswith(f"-{year}") else f"{rest}-{year}"
    return name


def anchor(kind: str, identifier: str) -> str:
    """Return the HTML anchor of an object.

    >>> anchor("talk", "beyond-cuda-2025/scale")
    'talk-beyond-cuda-2025-scale'
    """
    return f"{kind}-{identifier.replace('/', '-')}"
