"""What the front matter of a page says of being published, as several systems have it.

It is read twice: line by line, where a comment or a fault elsewhere in it does no harm, and as the
YAML or JSON that it is, in which a key may be written in many ways.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import yaml  # type: ignore[import-untyped,unused-ignore]  # it has no types

from eventnotes.leaks import spans
from eventnotes.model.vocabulary import NO, YES

_KEY = (
    r"""["']?(?P<key>draft|private|publish(?:ed)?|status)["']?[ \t]*[:=][ \t]*"""
    r"""["']?(?P<value>[^"'\s#,}\]]*)"""
)
_LINE_KEY = re.compile(f"^{_KEY}", re.IGNORECASE | re.MULTILINE)
_BRACED_KEY = re.compile(rf"(?:^|[{{,])[ \t]*{_KEY}", re.IGNORECASE | re.MULTILINE)
JSON = (
    r"\{[ \t]*(?:\n(?:[^\n]*\n)*?\}"
    r"|\"[^\"\n]*\"[ \t]*:(?:[^\n]*\S[^\n]*\n)*?[^\n]*\})[ \t]*(?:\n|\Z)"
)
"""Front matter in JSON, as far as its lines tell: well formed or not."""
_TOPMATTER = re.compile(rf"\s*(?:{spans.TOPMATTER}|{JSON})")
_IN_BRACES = re.compile(r"\s*(?:-{3}.*)?\s*\{")
"""What begins front matter whose keys need not begin a line."""
_TELLING = re.compile(r"draft|private|publish|status|\\|<<|\*", re.IGNORECASE)
"""What stands in front matter that has a key in question, or may have it."""
_MARKED = re.compile(r"\A\s*-{3,}.*\n((?:.*\n)*?) *(?:-{3,}|\.{3})[ \t]*\n?\Z")


class Mark(NamedTuple):
    """What makes a page a draft."""

    line: int
    """From 1."""
    unclear: str = ""
    """The value, if it is none that is allowed."""
    key: str = "draft"
    """Under which name the value is written."""


def mark_of_topmatter(text: str) -> Mark | None:
    """Return what in the front matter of a text makes it a draft, if anything does."""
    match = _TOPMATTER.match(text)
    whole = json_at(text)
    if match is None and not whole:
        return None
    written = match[0] if match is not None else whole
    keys = _BRACED_KEY if _IN_BRACES.match(written) else _LINE_KEY
    for found in keys.finditer(written):
        if (mark := mark_of_value(found["key"], found["value"])) is not None:
            return mark._replace(line=written.count("\n", 0, found.start("key")) + 1)
    if not _TELLING.search(whole or written):
        return None
    marks = (mark_of_value(key, value) for key, value in _parsed(written, whole))
    return next((mark for mark in marks if mark is not None), None)


def json_at(text: str) -> str:
    """Return the object of JSON that opens a text and is all that stands on its last line."""
    bare = text.lstrip()
    if not re.match(r'\{\s*"', bare):
        return ""
    try:
        _, end = json.JSONDecoder().raw_decode(bare)
    except (ValueError, RecursionError):
        return ""
    return bare[:end] if not bare[end:].partition("\n")[0].strip() else ""


def _parsed(written: str, whole: str) -> Iterator[tuple[str, Any]]:
    """Yield the keys of front matter in YAML or JSON; none of what can't be parsed."""
    marked = _MARKED.match(written)
    if not whole and marked is None:
        return
    try:
        values = json.loads(whole) if whole else yaml.safe_load(marked[1] if marked else "")
    except (ValueError, yaml.YAMLError, RecursionError):
        return
    if isinstance(values, dict):
        yield from ((str(key), value) for key, value in values.items())


def mark_of_value(key: str, value: Any) -> Mark | None:
    """Return whether a key of front matter makes its page a draft, as a mark in the first line.

    What is neither yes nor no does, but for ``published``, which may be a day.
    """
    key = key.strip().lower()
    said = [word.strip().lower() for word in _words(value)]
    if key == "status":
        return Mark(1) if any("draft" in re.findall(r"\w+", word) for word in said) else None
    if key in {"publish", "published"}:
        word = " ".join(said)
        if word in NO:
            return Mark(1)
        is_clear = word in YES or any(char.isdigit() for char in word)
        return None if is_clear else Mark(1, word, key)
    if key in {"draft", "private"}:
        word = " ".join(said)
        if word in NO:
            return None
        shown = word if key == "draft" else "…"  # what is private is not repeated
        return Mark(1, "" if word in YES else shown, key)
    return None


def _words(value: Any) -> Iterable[str]:
    if isinstance(value, list | tuple):
        return [word for each in value for word in _words(each)]
    return ["" if value is None else str(value)]
