"""A page of Markdown as others write it, as MyST that says the same and builds without a warning.

Blocks are found by the parser that MyST has, inline text is rewritten by ``inline``. Lines keep the
number that they have in the source, so that a report can name them. No word is lost: what MyST
would drop, or refuse, stays as text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]  # no types
from pygments.token import Error  # type: ignore[import-untyped]  # nor here
from pygments.util import ClassNotFound  # type: ignore[import-untyped]  # nor here

from eventnotes.importing.inline import Inline, image_of_tag

_KEPT = (
    "admonition attention caution danger error hint important note seealso tip warning code-block"
    " dropdown epigraph figure image list-table math photos private quote table"
)
_NO_PROSE = "code-block math image figure list-table table photos private"
DIRECTIVES = frozenset(_KEPT.split())
"""Directives that a text may hold already; another word in braces is a language of code."""
_PROSE = DIRECTIVES - set(_NO_PROSE.split())
_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^\n]*)$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_OPENS = re.compile(r"^(?P<prefix>[ \t>]*(?:[-*+][ \t]+)*)(?P<sign>%|\+\+\+|\([^()\n]+\)=[ \t]*$)")
_COLONS = re.compile(r"^[ \t]*(?P<mark>:{3,})(?P<info>.*)$")
_NAME = re.compile(r"\{(?:notes:)?([\w-]+)\}")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)(?P<label>[^\[\]]+)\]:[ \t]*<?(?P<address>\S+?)>?(?=\s|$)"
)
_FOOTNOTE = re.compile(r"^ {0,3}\[\^(?P<label>[^\[\]\s]+)\]:")
_HTML_END = re.compile(r"</(?:p|div|section|table|tr|ul|ol|details|figure|h\d)\s*>", re.IGNORECASE)
_SCRIPTS = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)


@functools.cache
def parser() -> MarkdownIt:
    """Return the parser of blocks."""
    return MarkdownIt("commonmark").enable("table").use(footnote_plugin)


class Heading(NamedTuple):
    """A heading of a page."""

    begin: int
    """Index of its first line."""
    end: int
    """Index of the line after its last."""
    level: int
    text: str


class Page:
    """The lines of a page with the numbers that they have in the source."""

    def __init__(self, lines: list[str], numbers: list[int]) -> None:
        """Name the lines."""
        self.lines = lines
        self.numbers = numbers

    @functools.cached_property
    def headings(self) -> list[Heading]:
        """The headings that are in no other block."""
        tokens = parser().parse("\n".join(self.lines))
        return [
            Heading(*_map(token), int(token.tag[1]), tokens[at + 1].content.strip())
            for at, token in enumerate(tokens)
            if token.type == "heading_open" and token.level == 0
        ]


def _map(token: Token) -> tuple[int, int]:
    assert token.map is not None  # blocks have one
    return token.map[0], token.map[1]


def references(text: str) -> dict[str, str]:
    """Return the addresses of a page's reference definitions by their labels in small letters."""
    env: dict[str, dict[str, dict[str, str]]] = {}
    parser().parse(text, env)
    return {
        " ".join(label.split()).casefold(): found["href"]
        for label, found in env.get("references", {}).items()
    }


def clean(
    text: str, inline: Inline, numbers: Sequence[int] = ()
) -> tuple[Page, list[tuple[int, str]]]:
    """Return a page as MyST, and what an author should look at, by line.

    :param numbers: the numbers that the lines have in the source, if these are not from 1 on.
    """
    lines = _controls(text).split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    cleaner = _Cleaner(lines, inline, numbers or range(1, len(lines) + 1))
    return cleaner.page(), cleaner.notices


def _controls(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]", " ", text)


class _Cleaner:
    """One pass over the blocks of a page."""

    def __init__(self, lines: list[str], inline: Inline, numbers: Sequence[int]) -> None:
        self.lines = lines
        self.inline = inline
        self.numbers = numbers
        self.notices: list[tuple[int, str]] = []
        self.edits: dict[int, tuple[int, list[str]]] = {}
        """By the first line of a region, the one after its last, and what stands there."""
        self.seen: set[int] = set()
        text = "\n".join(lines)
        self.tokens = parser().parse(text)
        inline.references = {**inline.references, **references(text)}
        self.blocks = _blocks(lines)
        """By line, what stands there instead: a mark of a block of colons, or its words."""
        self.used = {m[1] for m in re.finditer(r"\[\^([^\[\]\s]+)\](?!:)", text)}

    def look(self, index: int, reason: str) -> None:
        """Note a line to look at."""
        self.notices.append((self.number(index), reason))

    def number(self, index: int) -> int:
        """Return the number of a line in the source."""
        return self.numbers[min(index, len(self.numbers) - 1)] if self.numbers else 1

    def page(self) -> Page:
        """Return the rewritten page."""
        for at, token in enumerate(self.tokens):
            if token.map is None:
                continue
            first, last = token.map
            if token.type == "inline":
                self._inline(first, last)
            elif token.type == "fence":
                self._fence(token, first, last)
            elif token.type == "code_block":
                self._indented(token, first, last)
            elif token.type == "html_block":
                self._html(token, first, last)
            elif token.type == "hr" and not self._separates(at):
                self.edits[first] = (last, [re.sub(r"[-*_][-*_ ]*$", "", self.lines[first])])
            elif token.type == "heading_open":
                self._heading(token, first, last, self.tokens[at + 1].content)
        self._rest()
        return self._joined()

    def _joined(self) -> Page:
        lines: list[str] = []
        numbers: list[int] = []
        index = 0
        while index < len(self.lines):
            last, put = self.edits.get(index, (index + 1, [self.lines[index]]))
            lines += put
            numbers += [self.number(min(index + n, last - 1)) for n in range(len(put))]
            index = max(last, index + 1)
        return Page(lines, numbers)

    def _inline(self, first: int, last: int) -> None:
        if first in self.seen:
            return  # cells of one row
        self.seen.update(range(first, last))
        text = "\n".join(self.lines[first:last])
        before = len(self.inline.notices)
        made = self.inline.rewrite(text)
        if "<!--" in made and made.rfind("<!--") > made.rfind("-->"):
            made += " -->"
        put = [_unlike_myst(line) for line in made.split("\n")]
        if len(put) == last - first:
            put = [self.blocks.get(first + n, line) for n, line in enumerate(put)]
        made = "\n".join(put)
        for line, notice in self.inline.notices[before:]:
            self.look(first + line, notice)
        if made != text:
            self.edits[first] = (last, made.split("\n"))

    def _fence(self, token: Token, first: int, last: int) -> None:
        self.seen.update(range(first, last))
        opener = _FENCE.search(self.lines[first])
        if opener is None:
            return
        lines = self.lines[first:last]
        closed = last - first > 1 and re.search(
            rf"{re.escape(opener['mark'][0])}{{{len(opener['mark'])},}}[ \t]*$", lines[-1]
        )
        if not closed and last == len(self.lines):
            lines.append(opener["mark"])
            self.look(first, "a block of code is never closed: it is closed at the end")
        info = opener["info"].strip()
        wanted = _language(info, token.content)
        if wanted != info:
            if wanted == "text" or not wanted:
                self.look(first, f"code in {info!r} is shown without colours")
            head = self.lines[first]
            lines[0] = f"{head[: opener.start('info')].rstrip()}{wanted}"
        if (name := _NAME.match(info)) and name[1] in _PROSE:
            body = self.inline.rewrite("\n".join(lines[1:-1]))
            lines[1:-1] = body.split("\n") if len(lines) > 2 else []
        if lines != self.lines[first:last]:
            self.edits[first] = (last, lines)

    def _indented(self, token: Token, first: int, last: int) -> None:
        """Give code that is only indented a fence: a line with ``%`` may not stand there."""
        self.seen.update(range(first, last))
        if token.level or not re.search(r"^\s*%", token.content, re.MULTILINE):
            return
        while last > first and not self.lines[last - 1].strip():
            last -= 1
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", token.content))])
        body = [re.sub(r"^(?: {0,3}\t| {4})", "", line) for line in self.lines[first:last]]
        self.edits[first] = (last, [f"{fence}text", *body, fence])

    def _html(self, token: Token, first: int, last: int) -> None:
        self.seen.update(range(first, last))
        if token.level:  # in a list or a quote: the words of tags are few there
            self._inline_html(first, last)
            return
        content = "\n".join(self.lines[first:last])
        made: list[str] = []
        at = 0
        for comment in _COMMENT.finditer(content):
            made += self._words(content[at : comment.start()], first)
            closed = comment[0].endswith("-->") and len(comment[0]) > 5
            if not closed:
                self.look(first, "a comment is never closed: all after it is private")
            made += (comment[0] if closed else f"{comment[0]}\n-->").split("\n")
            at = comment.end()
        made += self._words(content[at:], first)
        if made != content.split("\n"):
            self.edits[first] = (last, made)

    def _inline_html(self, first: int, last: int) -> None:
        self.seen.difference_update(range(first, last))
        self._inline(first, last)

    def _words(self, html: str, index: int) -> list[str]:
        """Return a block of HTML as text, since only a page in HTML would show it."""
        if not html.strip():
            return []
        self.look(index, "HTML is kept as text")
        html = _SCRIPTS.sub(lambda m: f"<!-- {m[0].replace('--', '- -')} -->", html)
        html = re.sub(r"<img\b[^>]*>", lambda m: image_of_tag(m[0], self.inline), html)
        html = re.sub(
            r"<(?:iframe|video|audio|embed|source)\b[^>]*?src=[\"']?([^\"'\s>]+)[^>]*>",
            lambda m: f"\n{'https:' if m[1].startswith('//') else ''}{m[1]}\n",
            html,
            flags=re.IGNORECASE,
        )
        html = re.sub(r"<h\d[^>]*>(.*?)</h\d\s*>", r"\n\n**\1**\n\n", html, flags=re.I | re.S)
        html = re.sub(r"<summary[^>]*>(.*?)</summary\s*>", r"**\1**\n\n", html, flags=re.I | re.S)
        html = re.sub(r"<li[^>]*>", "\n- ", html, flags=re.IGNORECASE)
        html = _HTML_END.sub("\n\n", html)
        html = re.sub(r"<br\s*/?>", "\n", html, flags=re.IGNORECASE)
        html = re.sub(r"</?(?!a\b)[A-Za-z][^<>]*>|<![A-Z][^<>]*>|<\?.*?\?>", " ", html)
        lines = [" ".join(line.split()) for line in self.inline.rewrite(html).split("\n")]
        lines = [_unlike_myst(line) for line in lines]
        kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
        return ["", *kept, ""] if any(kept) else [""]

    def _separates(self, at: int) -> bool:
        """Tell whether a line across the page stands between two blocks of a section."""
        before = [t for t in self.tokens[:at] if t.level == 0 and t.type != "html_block"]
        after = [t for t in self.tokens[at + 1 :] if t.level == 0 and t.type != "html_block"]
        if self.tokens[at].level or not before or not after:
            return False
        wrong = {"heading_open", "heading_close", "hr", "footnote_block_open"}
        return before[-1].type not in wrong and after[0].type not in wrong

    def _heading(self, token: Token, first: int, last: int, words: str) -> None:
        if token.level:
            line = self.edits.get(first, (last, [self.lines[first]]))[1][0]
            line = re.sub(r"#{1,6}[ \t]+(.*?)[ \t]*#*$", r"**\1**", line)
            self.seen.add(first)
            self.edits[first] = (last, [line, *[""][: last - first - 1]])
        elif not words.strip():
            self.edits[first] = (last, [""])

    def _rest(self) -> None:
        """See to lines that are in no block: definitions, and footnotes that nothing refers to."""
        for index, line in enumerate(self.lines):
            note = _FOOTNOTE.match(line)
            if note and note["label"] not in self.used:
                put = self.edits.get(index, (index + 1, [line]))
                self.edits[index] = (put[0], [f"\\{put[1][0].lstrip()}", *put[1][1:]])
                self.look(index, "nothing refers to this footnote: it is kept as text")
            definition = _DEFINITION.match(line)
            if definition and index not in self.seen:
                address = definition["address"]
                if "://" not in address and address != "#" and not address.startswith("mailto:"):
                    self.edits[index] = (index + 1, [""])


def _unlike_myst(line: str) -> str:
    """Escape what opens a line in MyST alone: a comment, a break, a target, a block of colons."""
    return _OPENS.sub(lambda m: f"{m['prefix']}\\{m['sign']}", line)


def _blocks(lines: list[str]) -> dict[int, str]:
    """Return the lines with colons: those of blocks as they are, others as words.

    A block that is never closed is, with its last line.
    """
    put: dict[int, str] = {}
    opened: list[str] = []
    for index, line in enumerate(lines):
        match = _COLONS.match(line)
        if match is None:
            continue
        name = _NAME.match(match["info"].strip())
        if name and name[1] in DIRECTIVES:
            opened.append(match["mark"])
            put[index] = line
        elif opened and not match["info"].strip() and match["mark"].startswith(opened[-1]):
            opened.pop()
            put[index] = line
        else:
            put[index] = line.replace(":::", "\\:::", 1)
    lines += reversed(opened)
    put.update({len(lines) - 1 - n: mark for n, mark in enumerate(opened)})
    return put


def _language(info: str, code: str) -> str:
    """Return the language of a block of code that can be highlighted, else ``text``."""
    if not info:
        return ""
    braced = re.match(r"\{\s*([\w:-]+)[^}]*\}", info)
    if braced and braced[1].removeprefix("notes:") in DIRECTIVES:
        return info
    name = braced[1] if braced else re.split(r"[\s{,:]", info, maxsplit=1)[0].lstrip(".")
    shown = name if braced or name != info.split()[0] else info
    return shown if name and _highlights(name.lower(), code) else "text"


def _highlights(name: str, code: str) -> bool:
    if name in {"text", "none", "default"}:
        return True
    try:
        lexer = get_lexer_by_name({"py": "python3", "python": "python3"}.get(name, name))
    except ClassNotFound:
        return False
    return all(token is not Error for token, _ in lexer.get_tokens(code))


def definitions(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the reference definitions and one-line footnotes among *lines*, by label."""
    for line in lines:
        if match := _DEFINITION.match(line):
            yield " ".join(match["label"].split()).casefold(), line
        elif match := _FOOTNOTE.match(line):
            yield f"^{match['label']}", line
