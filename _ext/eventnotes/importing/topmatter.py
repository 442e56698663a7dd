"""Front matter in YAML, TOML and JSON, as a plain dictionary; what can't be parsed line by line."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from typing import Any, NamedTuple

import yaml  # type: ignore[import-untyped,unused-ignore]  # it has no types

_FRONT = re.compile(
    r"\A\s*(?:(?P<mark>-{3}|\+{3})[ \t]*\n(?P<text>.*?)(?:^(?P=mark)|^\.{3})[ \t]*(?:\n|\Z)"
    r"|(?P<json>\{[ \t]*\n.*?\n\})[ \t]*(?:\n|\Z))",
    re.DOTALL | re.MULTILINE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINE = re.compile(r"^([A-Za-z][\w -]*):[ \t]+(.+)$", re.MULTILINE)


class Front(NamedTuple):
    """The front matter of a page."""

    values: dict[str, Any]
    end: int
    """Where the rest of the text begins."""
    comments: tuple[str, ...] = ()
    """HTML comments that stood in it; they are private."""
    fault: str = ""
    """Why it could only be read line by line."""


def read(text: str) -> Front:
    """Return the front matter that opens *text*; empty where there is none."""
    match = _FRONT.match(text)
    if match is None:
        return Front({}, 0)
    raw = match["text"] if match["text"] is not None else match["json"]
    comments = tuple(_COMMENT.findall(raw))
    raw = _COMMENT.sub("", raw)
    try:
        if match["json"]:
            values = json.loads(raw)
        elif match["mark"] == "+++":
            values = tomllib.loads(raw)
        else:
            values = yaml.safe_load(raw)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        lines = {key.strip(): value.strip().strip("\"'") for key, value in _LINE.findall(raw)}
        return Front(lines, match.end(), comments, problem) if lines else Front({}, 0)
    if not isinstance(values, dict):
        return Front({}, 0) if values is not None else Front({}, match.end(), comments)
    return Front({str(key): value for key, value in values.items()}, match.end(), comments)


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


def plain(value: Any, words: str) -> Any:
    """Return a value that YAML can hold on a line, as it is; else its words."""
    simple = (str, int, float, bool, datetime.date)
    if isinstance(value, simple) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, list) and all(isinstance(one, simple) for one in value):
        return value
    return words
