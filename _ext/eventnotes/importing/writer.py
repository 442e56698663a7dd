"""The one writer of pages: what a person would have written, with only what is known.

Backticks fence blocks of facts, a fact a line, in the order of the options' tables. Prose stands
as it came.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml  # type: ignore[import-untyped,unused-ignore]  # it has no types

from eventnotes.importing.draft import Draft, Fields, Section
from eventnotes.importing.inline import TEXT
from eventnotes.model import ids

WIDTH = 96
_MARKUP = re.compile(r"[\\`*\[<{}$]|(?<=<!)-|(?<=--)>|(?<!\w)_|_(?!\w)|~(?=~)|&(?=[#\w]+;)")
_OPENS = re.compile(
    r"(?m)^([ \t]*)(?=[#%>]|[-+:][ \t]|[-=+:]{2,}|:[A-Za-z]|\([^()\n]+\)=[ \t]*$"
    r"|=+[ \t]*$|-[ \t]*$|\|[|:\- \t]*$)"
)
_TAG = re.compile(
    r"\{\{[^{}\n`]*\}\}|\{%[^{}\n`]*%\}|!?\[\[[^\[\]\n`]+\]\]|\{:[^{}\n`]*\}|^\[!\w+\]|\[/[a-z]\w*\]"
    r"|\[[a-z]\w*(?:\s+\w+=[^\[\]\s`]+)+\s*/?\]",
    re.MULTILINE,
)
"""Tags of other systems, which are shown as code, so that nobody takes them for meant."""
_NUMBER = re.compile(r"(?m)^([ \t]*\d{1,9})([.)])(?=\s|$)")
_PLAIN = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?|<!--.*?-->|[*`]|(?<!\w)_|_(?!\w)")
_IMPORTED = re.compile(
    rf"\[(?P<text>{TEXT})\]\(<?imported:(?P<key>[^()\s>]+)>?[^()\n]*\)", re.DOTALL
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def page(draft: Draft) -> str:
    """Return the text of a page."""
    taken: set[str] = set()
    parts = [_topmatter(draft.topmatter), f"# {draft.title}", block(draft.fields), draft.prose]
    depth = 1
    for section in draft.sections:
        level = max(2, min(section.level, depth + 1, 6))
        depth = level
        give_id(section, taken)
        parts.append(section_text(section, level))
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def section_text(section: Section, level: int) -> str:
    """Return a section of a page, with its heading at a level."""
    heading = f"{'#' * level} {section.title}".rstrip()
    facts = block(section.talk) if section.talk is not None else ""
    return "\n\n".join(part.strip("\n") for part in (heading, facts, section.prose) if part.strip())


def _topmatter(values: dict[str, Any]) -> str:
    """Return front matter in YAML, which no page shows."""
    if not values:
        return ""
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{text}---"


def give_id(section: Section, taken: set[str]) -> None:
    """Give a talk an id where its heading's is that of an earlier talk."""
    if section.talk is None:
        return
    own = section.talk["id"] or ids.slug(plain(section.title))
    free, number = own, 1
    while free in taken:
        number += 1
        free = f"{own[: ids.MAX_SLUG - 8]}-{number}"
    taken.add(free)
    if number > 1:
        section.talk.put("id", free)


def linked(text: str, ids_of: Mapping[str, str]) -> str:
    """Return a page in which links to other drafts are references; words where there is none."""

    def link(match: re.Match[str]) -> str:
        found = ids_of.get(match["key"])
        return f"[{match['text']}](#{found})" if found else match["text"]

    return _IMPORTED.sub(link, text) if "imported:" in text else text


def block(fields: Fields, argument: str = "", body: str = "") -> str:
    """Return a directive with its options."""
    lines = [option(name, value) for name, value in fields.items()]
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", body))])
    head = f"{fence}{{{fields.kind}}} {argument}".rstrip()
    return "\n".join([head, *lines, *(["", body] if body else []), fence])


def option(name: str, value: str) -> str:
    """Return an option; what is long goes on in indented lines, broken after a separator."""
    line = f":{name}: {value}"
    urls = value.split()
    if len(urls) > 1 and all(url.startswith(("https://", "http://")) for url in urls):
        return f":{name}: " + "\n  ".join(urls)
    if len(line) <= WIDTH:
        return line
    lines = [f":{name}:"]
    for piece in re.split(r"(?<=[,;]) (?![^()]*\))", value):
        if len(lines[-1]) + len(piece) >= WIDTH and lines[-1] != f":{name}:":
            lines.append(" ")
        lines[-1] += f" {piece}"
    return "\n".join(lines)


def escape(text: str) -> str:
    """Return MyST that shows *text* as it is: nothing in it is markup.

    Use it for words of a schedule, which may hold anything; lines stay lines.
    """
    made: list[str] = []
    at = 0
    for match in _TAG.finditer(text):
        made += [_escaped(text[at : match.start()]), f"`{match[0]}`"]
        at = match.end()
    return "".join([*made, _escaped(text[at:])])


def _escaped(text: str) -> str:
    shown = _NUMBER.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))
    return _OPENS.sub(r"\1\\", shown)


def title(text: str) -> str:
    """Return the inline MyST of a heading that shows *text* as it is."""
    return re.sub(r"(\s)(#+)$", r"\1\\\2", escape(" ".join(text.split())))


def plain(inline: str) -> str:
    """Return the words of inline MyST without its markup, as a heading's id is made of them."""
    return _ESCAPED.sub(r"\1", _PLAIN.sub(lambda m: m[1] or "", inline)).strip()
