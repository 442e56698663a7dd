"""A page of the notes as lines, with its directives and headings, and changes to these alone.

CommonMark's own parser says where blocks stand, and the extension's own reader what their options
are. Every line that is not changed stays byte for byte what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from eventnotes.importing import writer
from eventnotes.importing.draft import Fields
from eventnotes.kinds.field import by_name
from eventnotes.kinds.tables import OPTIONS
from eventnotes.model import ids
from eventnotes.reading.header import Field, option_of, read_header

_INFO = re.compile(r"\{(?:notes:)?(event|talk)\}[ \t]*(.*)\Z")
_ORDER = {kind: [option.name for option in OPTIONS[kind]] for kind in ("event", "talk")}
_NAMES = {kind: by_name(OPTIONS[kind]) for kind in ("event", "talk")}


class Heading(NamedTuple):
    """A heading."""

    begin: int
    """Index of its first line."""
    end: int
    """Index after its last line."""
    level: int
    text: str


@dataclass
class Block:
    """A directive of an event or a talk."""

    kind: str
    begin: int
    """Index of the line of its fence."""
    end: int
    """Index after its last line."""
    argument: str
    heading: Heading | None
    options: list[Field]
    body: list[str]
    """The lines between its fences, without the indentation of these."""

    @property
    def title(self) -> str:
        """What is written as its title."""
        return self.argument or (self.heading.text if self.heading else "")

    @property
    def id(self) -> str:
        """The last part of a talk's id."""
        return self.written("id").rpartition("/")[2] or ids.slug(writer.plain(self.title))

    def lines_of(self, name: str) -> list[Field]:
        """Return the options of a name that count: the first, or all where they add up."""
        table = _NAMES[self.kind]
        found = [f for f in self.options if f.name in table and table[f.name].name == name]
        return found if table[name].split else found[:1]

    def written(self, name: str) -> str:
        """Return what is written for a field, on one line and as the writer would write it."""
        found = self.lines_of(name)
        if not found:
            return ""
        fields = Fields(self.kind)
        if all(fields.put_list(name, field.value) for field in found):
            return fields[name]
        return " ".join(" ".join(field.value.split()) for field in found)


class PageSource:
    """The source of a page, and changes that are still to be made."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        # Markdown counts no other line ends than these
        self.lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)
        self.newline = "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"
        self.headings: list[Heading] = []
        self.blocks: list[Block] = []
        self._changes: list[tuple[int, int, int, list[str]]] = []
        self._read()

    @property
    def event(self) -> Block | None:
        """The directive of the event."""
        return next((block for block in self.blocks if block.kind == "event"), None)

    @property
    def talks(self) -> list[Block]:
        """The directives of talks."""
        return [block for block in self.blocks if block.kind == "talk"]

    def _read(self) -> None:
        plain = [line.rstrip("\r\n") for line in self.lines]
        for token in _parser().parse("\n".join(plain).removeprefix("\ufeff")):
            if token.level or token.map is None:
                continue
            begin, end = token.map
            if token.type == "heading_open":
                self.headings.append(Heading(begin, end, int(token.tag[1:]), ""))
            elif token.type in {"fence", "colon_fence"} and (
                info := _INFO.match(token.info.strip())
            ):
                heading = self.headings[-1] if self.headings else None
                body = token.content.split("\n")[:-1]
                options = list(read_header(body).fields)
                self.blocks.append(
                    Block(info[1], begin, end, info[2].strip(), heading, options, body)
                )
        self._name_headings(plain)

    def _name_headings(self, plain: list[str]) -> None:
        for at, heading in enumerate(self.headings):
            first = plain[heading.begin].removeprefix("\ufeff").strip()
            if re.match(r"#{1,6}(?:\s|\Z)", first):
                text = re.sub(r"\s+#+\s*\Z|\A#+\Z", "", first.lstrip("#").strip())
            else:
                text = " ".join(line.strip() for line in plain[heading.begin : heading.end - 1])
            named = heading._replace(text=text)
            self.headings[at] = named
            for block in self.blocks:
                if block.heading is heading:
                    block.heading = named

    # -- changes -------------------------------------------------------------------------------

    def set(self, block: Block, name: str, value: str) -> None:
        """Write a field of a directive: in its place, or where the order of fields has it."""
        fields = Fields(block.kind)
        fields.put_list(name, value)
        lines = writer.option(name, fields[name] or value).split("\n")
        found = block.lines_of(name)
        if found:
            for field in found[1:]:
                self._change(block, field, [])
            self._change(block, found[0], lines)
            return
        order = _ORDER[block.kind]
        before = [
            field
            for field in block.options
            if field.name in _NAMES[block.kind]
            and order.index(_NAMES[block.kind][field.name].name) < order.index(name)
        ]
        # a blank line may stand before the first option, and none between two
        at = block.begin + 1 + min((field.line for field in block.options), default=0)
        if before:
            last = max(before, key=lambda field: field.line)
            at = self._span(block, last)[1]
        # of several that come to one place, the order of the table decides
        self._changes.append((at, at, order.index(name), lines))

    def _change(self, block: Block, field: Field, lines: list[str]) -> None:
        self._changes.append((*self._span(block, field), 0, lines))

    def _span(self, block: Block, field: Field) -> tuple[int, int]:
        """Return the lines of an option with those that continue it."""
        end = field.line + 1
        while end < len(block.body) and block.body[end][:1] in {" ", "\t"}:
            line = block.body[end].strip()
            if not line or option_of(line):
                break
            end += 1
        return block.begin + 1 + field.line, block.begin + 1 + end

    def has_comment(self, block: Block, name: str) -> bool:
        """Tell whether a comment of the author's stands in a field, which must not be lost."""
        return any(
            "<!--" in line or line.lstrip().startswith("%")
            for field in block.lines_of(name)
            for line in self.lines[slice(*self._span(block, field))]
        )

    def retitle(self, block: Block, title: str) -> None:
        """Give an event or a talk another title, and leave its id as it is."""
        if block.kind == "talk" and not block.written("id"):
            self.set(block, "id", block.id)
        if block.argument:
            line = self.lines[block.begin].rstrip("\r\n")
            head = line.rstrip().removesuffix(block.argument)
            self._changes.append((block.begin, block.begin + 1, 0, [head + title]))
        elif block.heading:
            heading = block.heading
            self._changes.append(
                (heading.begin, heading.end, 0, [f"{'#' * heading.level} {title}"])
            )

    def prose_of(self, block: Block) -> str:
        """Return what stands below a directive, up to the next heading or directive of a talk."""
        begin, end = self._below(block)
        return "\n".join(line.rstrip("\r\n") for line in self.lines[begin:end]).strip("\n")

    def rewrite(self, block: Block, prose: str) -> None:
        """Put other prose below a directive, in the place of all that is there."""
        begin, end = self._below(block)
        lines = ["", *prose.strip("\n").split("\n")]
        self._changes.append((begin, end, 0, [*lines, ""] if end < len(self.lines) else lines))

    def _below(self, block: Block) -> tuple[int, int]:
        following = [heading.begin for heading in self.headings] + [b.begin for b in self.blocks]
        return block.end, min((at for at in following if at >= block.end), default=len(self.lines))

    def after(self, block: Block, text: str) -> None:
        """Put text right behind a directive."""
        self._changes.append((block.end, block.end, 0, ["", *text.split("\n")]))

    def end_of(self, block: Block | None) -> tuple[int, int]:
        """Return the line where what belongs to a talk ends, and the level of its heading."""
        if block is None:
            first = next((talk.heading for talk in self.talks if talk.heading), None)
            return (first.begin, first.level) if first else (len(self.lines), 2)
        if block.argument or block.heading is None:
            level = block.heading.level + 1 if block.heading else 2
            return block.end, level
        level = block.heading.level
        following = (h.begin for h in self.headings if h.begin >= block.end and h.level <= level)
        return next(following, len(self.lines)), level

    def add(self, after: Block | None, sections: Iterable[str]) -> None:
        """Add whole sections behind what belongs to a talk, or before all talks."""
        at, _ = self.end_of(after)
        lines: list[str] = []
        for section in sections:
            lines += [*section.rstrip("\n").split("\n"), ""]
        if lines:
            if at == len(self.lines):
                lines = ["", *lines[:-1]]
            self._changes.append((at, at, 1, lines))

    def remove(self, block: Block, text: str) -> bool:
        """Take text back that stands right behind a directive; return whether it stood there."""
        wanted = ["", *text.split("\n")]
        found = [line.rstrip("\r\n") for line in self.lines[block.end : block.end + len(wanted)]]
        if found == wanted:
            self._changes.append((block.end, block.end + len(wanted), 0, []))
        return found == wanted

    def text(self) -> str:
        """Return the page with its changes."""
        lines = list(self.lines)
        if any(begin == len(lines) for begin, *_ in self._changes) and lines:
            lines[-1] = lines[-1].rstrip("\r\n") + self.newline
        for begin, end, _, new in sorted(self._changes, key=lambda c: c[:3], reverse=True):
            lines[begin:end] = [f"{line}{self.newline}" for line in new]
        return "".join(lines)


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.colon_fence import colon_fence_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").use(colon_fence_plugin).use(front_matter_plugin)
    return parser.disable("inline")
