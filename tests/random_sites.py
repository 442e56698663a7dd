"""Small sites as plain data, and the source files they stand for.

A :class:`Site` is a few pages of blocks, made of nothing but strings, so that hypothesis can cut
one down to a few lines. All is written in MyST; a page in reStructuredText is a translation of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import random_words as words


class Block(NamedTuple):
    """A piece of a page: a directive, or one of the forms in :func:`_myst`."""

    kind: str
    title: str = ""
    """The heading, or the argument of a directive."""
    options: tuple[tuple[str, str], ...] = ()
    body: tuple[str, ...] = ()
    """Sentences, a line each."""


class Page(NamedTuple):
    """A source file."""

    name: str
    title: str
    blocks: tuple[Block, ...] = ()
    suffix: str = ".md"


class Site(NamedTuple):
    """All pages, the home page first, and settings."""

    pages: tuple[Page, ...]
    settings: tuple[tuple[str, Any], ...] = ()
    lock: str = ""
    """What lies in the lock file of links; there is none if it is empty."""


class State(NamedTuple):
    """What lies in a project's folder before a build."""

    files: Mapping[str, str]
    settings: Mapping[str, Any]
    touched: tuple[str, ...] = ()
    """Files that are as they were, with a new time stamp."""


# -- sources -----------------------------------------------------------------------------

LOCK = "links.lock.json"
_HEADINGS = {"section": "##", "talk": "##", "label": "##", "subtalk": "###"}
_UNDERLINES = {"#": "=", "##": "-", "###": "~"}
_BODILESS = frozenset({"event", "talk", "subtalk", "year", *words.PLURALS})


def sources(site: Site) -> dict[str, str]:
    """Return the source files by name.

    A label is left out where it is there already: which of two Sphinx takes depends on what it
    has read last.
    """
    labels: set[str] = set()
    found: dict[str, str] = {}
    for page in site.pages:
        blocks = [b for b in page.blocks if b.kind != "label" or b.title not in labels]
        blocks = [_without_circles(b, page.name) if b.kind == "toctree" else b for b in blocks]
        labels |= {block.title for block in blocks if block.kind == "label"}
        found[page.name + page.suffix] = _source(page._replace(blocks=tuple(blocks)))
    return {**found, LOCK: site.lock} if site.lock else found


def _without_circles(block: Block, page: str) -> Block:
    """Leave in a toctree only pages that come later, but all in the home page's.

    Sphinx ends in an endless recursion on some toctrees that hold each other.
    """
    kept = (line for line in block.body if re.sub(r".*<|>", "", line) > page and "*" not in line)
    return block if page == "index" else block._replace(body=tuple(kept))


def _source(page: Page) -> str:
    if page.suffix == ".rst":
        blocks = [_rst_heading("#", page.title), *map(_rst, page.blocks)]
    else:
        blocks = [f"# {page.title}\n", *map(_myst, page.blocks)]
    return "\n".join(blocks)


def _flags(block: Block) -> tuple[tuple[str, str], ...]:
    """Return a directive's options; a toctree with patterns needs one more."""
    patterns = block.kind == "toctree" and any("*" in line for line in block.body)
    return (("glob", ""), *block.options) if patterns else block.options


def _myst(block: Block) -> str:
    kind, title, _, body = block
    options = _flags(block)
    text = "".join(f"{line}\n" for line in body)
    if kind == "text":
        return text
    if kind == "items":
        return "".join(f"- {line}\n" for line in body)
    if kind == "reading":
        return "".join(f"- {title} {line}\n" for line in body)
    if kind == "comment":
        return f"% {title}\n"
    heading = f"{_HEADINGS[kind]} {title}\n\n" if kind in _HEADINGS else ""
    if kind == "label":
        return f"({title})=\n\n## {dict(options).get('heading', 'Here')}\n\n{text}"
    if kind == "section":
        return f"{heading}{text}"
    name = {"subtalk": "talk", "card": "talk"}.get(kind, kind)
    inner = "".join(f":{key}: {value}".rstrip() + "\n" for key, value in options)
    after = ""
    if kind in _BODILESS:
        after = f"\n{text}" if text else ""
    elif text:
        inner += f"\n{text}" if inner else text
    mark = "::::" if kind == "private" else ":::" if kind in {"takeaway", "about"} else "```"
    argument = "" if kind in {"talk", "subtalk"} else title
    return f"{heading}{mark}{{{name}}} {argument}".rstrip() + f"\n{inner}{mark}\n{after}"


def _rst(block: Block) -> str:
    kind, title, _, body = block
    options = _flags(block)
    lines = [_rst_inline(line) for line in body]
    text = "".join(f"{line}\n" for line in lines)
    if kind == "text":
        return text
    if kind == "items":
        return "".join(f"- {line}\n" for line in lines)
    if kind == "reading":
        return "".join(f"- {_rst_inline(title)} {line}\n" for line in lines)
    if kind == "comment":
        return f".. {title}\n"
    if kind == "label":
        heading = _rst_heading("##", dict(options).get("heading", "Here"))
        return f".. _{title}:\n\n{heading}\n{text}"
    heading = f"{_rst_heading(_HEADINGS[kind], title)}\n" if kind in _HEADINGS else ""
    if kind == "section":
        return f"{heading}{text}"
    name = {"subtalk": "talk", "card": "talk"}.get(kind, kind)
    argument = "" if kind in {"talk", "subtalk"} else title
    inner = "".join(f"   :{key}: {value}".rstrip() + "\n" for key, value in options)
    after = ""
    if kind in _BODILESS:
        after = f"\n{text}" if text else ""
    elif text:
        inner += "\n" + "".join(f"   {line}\n" for line in lines)
    return f"{heading}.. {name}:: {argument}".rstrip() + f"\n{inner}{after}"


def _rst_heading(level: str, title: str) -> str:
    title = _rst_inline(title)
    return f"{title}\n{_UNDERLINES[level] * (2 * len(title) + 2)}\n"


_RST = [
    (re.compile(r"<!--.*?-->|!\[.*?\]\(.*?\)"), ""),
    (re.compile(r"\{(\w+)\}`"), r":\1:`"),
    (re.compile(r"\[\]\(#([^)]*)\)"), r":any:`\1`"),
    (re.compile(r"\[([^]]+)\]\(#([^)]*)\)"), r":any:`\1 <\2>`"),
    (re.compile(r"\[\]\((/[^)#]*)\.md(?:#[^)]*)?\)"), r":doc:`\1`"),
    (re.compile(r"\[([^]]+)\]\((/[^)#]*)\.md(?:#[^)]*)?\)"), r":doc:`\1 <\2>`"),
    (re.compile(r"\[([^]]+)\]\((https?:[^)]*)\)"), r"`\1 <\2>`__"),
    (re.compile(r"<(https?:[^>]*)>(?!`)"), r"\1"),
]


def _rst_inline(text: str) -> str:
    for pattern, replacement in _RST:
        text = pattern.sub(replacement, text)
    return text
