"""Front matter in YAML, TOML and JSON, as a plain dictionary; what can't be parsed line by line."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from typing import Any, NamedTuple

import yaml  # type: ignore[import-untyped,unused-ignore]  # it has no types

from eventnotes.leaks.topmatter import JSON, json_at
from eventnotes.model.vocabulary import NO, YES

_FRONT = re.compile(
    r"\A\s*(?:(?P<mark>-{3}|\+{3})[ \t]*\n(?P<text>.*?)(?:^(?P=mark)|^\.{3})[ \t]*(?:\n|\Z)"
    rf"|(?P<json>{JSON}))",
    re.DOTALL | re.MULTILINE,
)
_ENDLESS = re.compile(r"\A\s*(?P<mark>-{3}|\+{3})[ \t]*\n(?P<text>(?:[ \t]*\S[^\n]*(?:\n|\Z))+)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NAME, _VALUE = r"([A-Za-z_][\w-]*(?: [\w-]+)*)", r"(\"[^\"\n]*\"|'[^'\n]*'|[^\n]+?)"
_LINES = {
    "---": re.compile(rf"^{_NAME}(?::[ \t]+|[ \t]*=[ \t]*){_VALUE}[ \t]*$", re.MULTILINE),
    "+++": re.compile(rf"^[ \t]*\"?{_NAME}\"?[ \t]*[:=][ \t]*{_VALUE}[ \t]*$", re.MULTILINE),
    None: re.compile(rf"[\"']?\b{_NAME}[\"']?[ \t]*:[ \t]*{_VALUE}[ \t]*(?=[,}}\n])", re.MULTILINE),
}
"""What a line of each form says, where the whole can't be parsed."""
_UNPUBLISHED = dict.fromkeys(("draft", "private", "hidden", "unlisted", "headless"), True)
_UNPUBLISHED |= dict.fromkeys(("published", "publish", "public", "render"), False)
"""Keys by which Zola, Hugo, Jekyll, Quarto, Obsidian and Docusaurus leave a page out, or have
nothing lead to it, with the value that does so."""
_STATES = frozenset({"draft", "hidden", "private"})


class Front(NamedTuple):
    """The front matter of a page."""

    values: dict[str, Any]
    end: int
    """Where the rest of the text begins."""
    comments: tuple[str, ...] = ()
    """HTML comments that stood in it; they are private."""
    fault: str = ""
    """Why it could only be read line by line."""


class _Found(NamedTuple):
    """Where front matter stands."""

    raw: str
    """What is between its marks; all of it, if it is JSON."""
    mark: str | None
    """Its mark; None for JSON."""
    end: int


def _find(text: str) -> _Found | None:
    if whole := json_at(text):
        end = text.index(whole) + len(whole)
        return _Found(whole, None, text.find("\n", end) + 1 or len(text))
    match = _FRONT.match(text)
    return match and _Found(match["json"] or match["text"], match["mark"], match.end())


def read(text: str) -> Front:
    """Return the front matter that opens *text*; empty where there is none."""
    found = _find(text)
    if found is None:
        return _without_end(text)
    comments = tuple(_COMMENT.findall(found.raw))
    raw = _COMMENT.sub("", found.raw)
    try:
        if found.mark is None:
            values = json.loads(raw)
        elif found.mark == "+++":
            values = tomllib.loads(raw)
        else:
            values = yaml.safe_load(raw)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        lines = _by_line(raw, found.mark)
        return Front(lines, found.end, comments, problem) if lines else Front({}, 0)
    if values is None:
        return Front({}, found.end, comments)
    if not isinstance(values, dict):
        said = _of_publishing(_by_line(raw, found.mark))
        return Front(said, found.end, comments, "no key") if said else Front({}, 0)
    return Front({str(key): value for key, value in values.items()}, found.end, comments)


def _without_end(text: str) -> Front:
    """Return what front matter without an end says of being published; its lines stay text."""
    match = _ENDLESS.match(text)
    if match is None:
        return Front({}, 0)
    said = _of_publishing(_by_line(match["text"], match["mark"]))
    return Front(said, 0, (), "it has no end") if said else Front({}, 0)


def _of_publishing(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if is_about_publishing(key, value)}


def _by_line(raw: str, mark: str | None) -> dict[str, Any]:
    """Return what lines say that are well formed by themselves."""
    lines: dict[str, Any] = {}
    for key, value in _LINES[mark].findall(raw):
        word = value.strip().strip("\"'")
        lines[key] = _truth(word) if key.lower() in _UNPUBLISHED else word
    return lines


def _truth(value: Any) -> Any:
    """Return a truth value that was written as a word; anything else as it is."""
    word = str(value).strip().lower()
    return word in YES if word in YES | NO else value


def is_about_publishing(key: str, value: Any) -> bool:
    """Tell whether a key says by a truth value whether a page is published."""
    return key.lower() in _UNPUBLISHED and isinstance(_truth(value), bool)


def is_unpublished(key: str, value: Any) -> bool:
    """Tell whether a key says that a page is not for readers, or is not to be found by them."""
    low = key.lower()
    if is_about_publishing(low, value):
        return bool(_truth(value)) == _UNPUBLISHED[low]
    if low in {"build", "_build"} and isinstance(value, dict):  # of Hugo
        return any(_truth(value.get(what)) in ("never", False) for what in ("render", "list"))
    return low in {"status", "visibility"} and str(value).strip().lower() in _STATES


def words(value: Any) -> str:
    """Return a value as words on one line: a list joined by ``; ``, a day as ISO has it."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(words, value)))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {words(part)}" for key, part in value.items())
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else " ".join(str(value).split())


def plain(value: Any) -> Any:
    """Return a value as YAML and MyST can hold it: lists and tables as they are, else words.

    A day stays one only by itself: MyST makes JSON of what is nested, which has no days.
    """
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    return _nested(value)


def _nested(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _nested(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_nested(part) for part in value]
    if isinstance(value, set | frozenset):
        return sorted(map(words, value))
    return value if value is None or isinstance(value, str | int | float) else words(value)
