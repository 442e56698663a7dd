"""Tags of other systems in an author's words: templates, wiki links, admonitions.

Nothing here puts anything in their place. They are kept as they are written, without typographic
quotes, and the author is told, once for each kind and page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from sphinx.transforms import SphinxTransform

from eventnotes.diagnostics import Notice, shorten, warn
from eventnotes.nodes import source_line_of
from eventnotes.reading.page import draft


class _Kind(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    instead: str
    """What to write in its place."""
    is_template: bool = True
    """Whether it is the language of a template, which is kept as code."""


_ADMONITION = "write a directive, such as note or warning"
_KINDS = (
    _Kind(
        "a template's tag",
        re.compile(r"\{\{[<%]?\s*/?\s*[A-Za-z_][^{}]*\}\}"),
        "write a picture, a link or a directive",
    ),
    _Kind(
        "a template's tag",
        re.compile(r"(?<!\{)\{%-?\s*/?\w[^{}]*%\}"),
        "write a picture, a link or a directive, and code between fences",
    ),
    _Kind(
        "a link of a wiki",
        re.compile(
            r"!?\[\[(?!(?:nodiscard|likely|unlikely|maybe_unused|deprecated|fallthrough|noreturn"
            r"|no_unique_address|assume)\b)(?=[^\[\]\n]*[^\W\d])[^\[\]\n,]+\]\]"
        ),
        "write a link to a page or a picture, with words of its own",
        False,
    ),
    _Kind(
        "an admonition of other Markdown",
        re.compile(r"\A(?:>\s*)?\[!\w+\][-+]?(?=\s|\Z)"),
        _ADMONITION,
        False,
    ),
    _Kind(
        "an admonition of other Markdown",
        re.compile(r"\A(?:!!!|\?\?\?\+?) ?[a-z]+\b"),
        _ADMONITION,
        False,
    ),
    _Kind(
        "a shortcode in brackets",
        re.compile(r"\[[a-z]\w*(?:\s+\w+=[^\[\]\s]+)+\s*/?\]|\[/[a-z]\w*\]"),
        "write a picture, a link or a directive, such as photos for a gallery",
    ),
    _Kind(
        "an attribute of other Markdown",
        re.compile(r"\{:\s*(?:[.#][\w-]+|toc)[^{}]*\}"),
        "leave it out, or give the class by a directive",
    ),
)
_ADDRESS = re.compile(r"\{\{|\{%|%7B%7B|%7B%25", re.IGNORECASE)
_CODE = (nodes.literal, nodes.math, nodes.image)
_NO_WORDS = (nodes.FixedTextElement, nodes.Inline, nodes.Invisible, nodes.math_block)


def spans(text: str) -> list[tuple[int, int]]:
    """Return where in words such tags stand, from first to last, none within another."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(m.span() for kind in _KINDS for m in kind.pattern.finditer(text)):
        if not found or begin >= found[-1][1]:
            found.append((begin, end))
    return found


class TellShortcodes(SphinxTransform):
    """Warn about the tags of other systems on a page."""

    default_priority = 640  # before typographic quotes are set (750)

    def apply(self, **kwargs: object) -> None:
        """Look at each paragraph, title and the like once."""
        if draft(self.env).is_guest(self.env):
            return
        found: dict[_Kind, list[tuple[str, str]]] = {}
        for block in list(self.document.findall(nodes.TextElement)):
            if isinstance(block, _NO_WORDS) and not isinstance(block, nodes.Structural):
                continue
            for kind, text, line in _tags_in(block):
                found.setdefault(kind, []).append((text, line))
        for kind, tags in found.items():
            text, place = tags[0]
            more = f", and {len(tags) - 1} more of the kind on this page" if tags[1:] else ""
            message = f"{shorten(text)!r} is {kind.name}, which is shown as it stands{more}"
            warn(Notice.SHORTCODE, f"{message}; {kind.instead}", place)


def _tags_in(block: nodes.TextElement) -> Iterator[tuple[_Kind, str, str]]:
    """Yield the tags in a block with their places, and keep those of templates as code."""
    text = _words(block)
    has_braces = "{" in text or "[" in text
    for kind in _KINDS if has_braces or text.startswith(("!!!", "???")) else ():
        for match in kind.pattern.finditer(text):
            source, line = source_line_of(block)
            at = text.count("\n", 0, match.start())
            yield kind, match[0], f"{source}:{(block.line or line) + at}"
    is_plain = all(isinstance(child, nodes.Text) for child in block.children)
    for link in (block,) if is_plain else block.findall(nodes.Element):
        address = link.get("refuri") or link.get("uri") or ""
        if _ADDRESS.search(address):
            source, line = source_line_of(link)
            yield _KINDS[0], address, f"{source}:{line}"
    if has_braces:
        _keep_as_code(block)


def _words(node: nodes.Element) -> str:
    """Return the words of a block, with a mark where code stands."""
    return "".join(
        child.astext()
        if isinstance(child, nodes.Text | nodes.raw)
        else "\0"
        if isinstance(child, _CODE)
        else _words(child)
        if isinstance(child, nodes.Element)
        else ""
        for child in node.children
    )


def _keep_as_code(block: nodes.TextElement) -> None:
    """Make code of the templates' tags that stand in one run of words."""
    patterns = [kind.pattern for kind in _KINDS if kind.is_template]
    made: list[nodes.Node] = []
    any_made = False
    for run in _runs(block):
        text = "".join(child.astext() for child in run if isinstance(child, nodes.Text))
        spans = sorted(m.span() for pattern in patterns for m in pattern.finditer(text))
        if not spans:
            made += run
            continue
        at, any_made = 0, True
        for begin, end in spans:
            if begin >= at:
                made += [nodes.Text(text[at:begin])] if text[at:begin] else []
                made.append(nodes.literal(text[begin:end], text[begin:end]))
                at = end
        made += [nodes.Text(text[at:])] if text[at:] else []
    if any_made:
        block.children = []
        block += made


def _runs(block: nodes.TextElement) -> Iterator[list[nodes.Node]]:
    """Yield the children of a block, adjacent words together."""
    run: list[nodes.Node] = []
    for child in block.children:
        if not isinstance(child, nodes.Text):
            if run:
                yield run
            yield [child]
            run = []
        else:
            run.append(child)
    if run:
        yield run
