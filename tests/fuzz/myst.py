"""Random pages in MyST, block by block, with private words wherever they may stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import random_words

from fuzz.draws import Draws
from fuzz.vocabulary import OURS, PROSE, ROLES, STOCK_ROLES, VALUES, arguments_of, options_of

Lines = list[str]

DEEPEST = 4


class Myst:
    """Writes blocks. A page is *valid* if whoever reads it loses none of its public words."""

    def __init__(self, draws: Draws, valid: bool) -> None:
        self.draws = draws
        self.valid = valid
        self.unclear = False
        """Whether it stops a build that somebody might not see where private words end."""
        self._footnotes = 0
        self._blocks: Sequence[Callable[[int], Lines]] = (
            *(self.paragraph,) * 5,
            *(self.ours,) * 5,
            *(self.private,) * 2,
            *(self.items, self.items, self.quote, self.admonition, self.admonition, self.code),
            *(self.table, self.footnote, self.definitions, self.target, self.html, self.figure),
            *(self.comment, self.line_comment, self.tabs, self.rst, self.photos),
        )

    def page(self) -> str:
        """Return a page."""
        draws = self.draws
        lines: Lines = []
        if draws.chance(6):
            lines += ["---", *self._topmatter(), "---", ""]
        lines += [f"# {self.title()}", ""]
        if draws.chance(2):
            lines += self._facts("event", 0, ["```"] * 2)
        for _ in range(draws.between(1, 6)):
            if draws.chance(3):
                lines += [f"{'#' * draws.between(2, 3)} {self.title()}", ""]
                if draws.chance(2):
                    lines += self._facts("talk", 0, ["```"] * 2)
            lines += self.block(0)
        return "\n".join(lines) + "\n"

    def block(self, depth: int) -> Lines:
        """Return a block and a blank line; deep down one that holds no other."""
        make = self.draws.pick(self._blocks)
        if depth >= DEEPEST:
            make = self.draws.pick((self.paragraph, self.private, self.code, self.line_comment))
        return [*make(depth), ""]

    def blocks(self, depth: int) -> Lines:
        """Return one or two blocks inside another."""
        return [line for _ in range(self.draws.between(1, 2)) for line in self.block(depth + 1)]

    # -- words ---------------------------------------------------------------------------

    def hidden(self) -> str:
        """Return a comment in a line."""
        draws = self.draws
        word = draws.secret()
        forms = (
            f"<!-- {word} -->",
            f"<!--{word}-->",
            f"<!-- *{word}* `a` -->",
            f"<!--- {word} -->",
        )
        return draws.pick(forms)

    def title(self) -> str:
        """Return words for a heading."""
        word = self.draws.public()
        return f"{word} {self.hidden()}" if self.draws.chance(5) else f"Of *{word}* things"

    def sentence(self) -> str:
        """Return a line of prose, with a public word."""
        draws = self.draws
        word = draws.public()
        parts = [draws.pick((f"Then {word}", f"**{word}** it was", f"*{word}*,", f"{word}"))]
        for _ in range(draws.below(3)):
            parts.append(self._inline())
        return " ".join(parts) + draws.pick((".", "", "  ", "\\", "!"))

    def _inline(self) -> str:
        draws = self.draws
        kind = draws.below(9)
        if kind < 3:
            return self.hidden()
        if kind == 3:
            return draws.pick(random_words.REFERENCES)
        if kind == 4:
            return f"[{draws.public()} {self.hidden()}](https://example.org/{draws.below(3)})"
        if kind == 5:
            return f"![{draws.pick(('', 'a dot', self.hidden()))}](dot.svg)"
        if kind == 6:
            return (
                f"{{{draws.pick(ROLES)}}}`{draws.pick(('Ada Example', 'a <b>', 'GPU', ' ', '!x'))}`"
            )
        if kind == 7 and not self.valid:
            return f"{{{draws.pick(STOCK_ROLES)}}}`{draws.pick(('a', 'a <b>', '', '1', 'x*y'))}`"
        return draws.pick(("`code <!-- a -->`", "and “so”", "— e.g.", "$x$", "a&nbsp;b", "H~2~O"))

    # -- blocks --------------------------------------------------------------------------

    def paragraph(self, depth: int) -> Lines:
        """Return one to three lines of prose."""
        return [self.sentence() for _ in range(self.draws.between(1, 3))]

    def ours(self, depth: int) -> Lines:
        """Return one of our directives."""
        name = self.draws.pick(OURS)
        if name in {"event", "photos", "talk"} and self.valid:
            name = self.draws.pick(PROSE)
        fence = self._fence(depth, name)
        return self._facts(name, depth, fence)

    def _fence(self, depth: int, name: str = "") -> Lines:
        """Return a fence that is longer than those of deeper blocks, twice."""
        mark = self.draws.pick(("`", ":") if not name or name in PROSE else ("`", "`", ":"))
        return [mark * (DEEPEST + 5 - depth)] * 2

    def _facts(self, name: str, depth: int, fence: Lines) -> Lines:
        draws = self.draws
        argument = draws.pick(arguments_of(name))
        if name == "talk":
            argument = ""
        elif draws.chance(8):
            # not with backticks, which no fence of backticks takes on its first line
            argument = f"{argument} <!-- {draws.secret()} -->".strip()
        prefix = "notes:" if draws.chance(6) else ""
        lines = [f"{fence[0]}{{{prefix}{name}}} {argument}".rstrip()]
        options = options_of(name)
        for option in draws.some(tuple(options), 4):
            lines += self._option(option, options[option])
        if name in PROSE or (name == "rating" and draws.chance(2)):
            lines += ["", *self.blocks(depth)]
        return [*lines, fence[1], ""]

    def _option(self, name: str, values: Sequence[str]) -> Lines:
        draws = self.draws
        value = draws.pick(values if self.valid or draws.chance(2) else VALUES)
        value = value.replace("\n", " ")
        lines = [f":{name}: {value}"]
        after = draws.below(9)
        if after == 0:
            lines[0] += f" {self.hidden()}"
        elif after == 1:
            lines.append(f"% {draws.secret()}")
        elif after == 2:
            lines += [f"  {self.hidden()}"]
        elif after == 3:
            lines += [f"  % {draws.secret()}", f"  {draws.pick(values)}"]
        elif after == 4:
            lines += [f"<!-- {draws.secret()}", f"{draws.secret()} -->"]
        return lines

    def private(self, depth: int) -> Lines:
        """Return a block of private words, with anything inside that can be a block."""
        draws = self.draws
        fence = self._fence(depth)
        name = draws.pick(("{private}", "{private}", "{notes:private}"))
        if draws.chance(4):
            name += f" {draws.secret()}"
        words = [draws.secret(), f"[{draws.secret()}](https://example.org/)", f"# {draws.secret()}"]
        words += [f"- {draws.secret()}", f"[^{draws.secret()}]", f":speakers: {draws.secret()}"]
        body = draws.some(words, 4) or [draws.secret()]
        if draws.chance(4):
            body += [f"```{{talk}} {draws.secret()}", f":topics: {draws.secret()}", "```"]
        if draws.chance(4):
            body += [
                f"({draws.secret()})=",
                f"## {draws.secret()}",
                f"![{draws.secret()}](dot.svg)",
            ]
        return [f"{fence[0]}{name}", *body, fence[1]]

    def comment(self, depth: int) -> Lines:
        """Return an HTML comment of one line or several."""
        draws = self.draws
        if draws.chance(2):
            return [f"<!-- {draws.secret()} -->"]
        return [f"<!-- {draws.secret()}", *draws.pick(([], [""])), f"{draws.secret()}", "-->"]

    def line_comment(self, depth: int) -> Lines:
        """Return lines that begin with a percent sign."""
        return [f"% {self.draws.secret()}" for _ in range(self.draws.between(1, 2))]

    def items(self, depth: int) -> Lines:
        """Return a list."""
        mark = self.draws.pick(("- ", "* ", "1. "))
        lines: Lines = []
        for _ in range(self.draws.between(1, 3)):
            inner = [self.sentence(), ""]
            if self.draws.chance(2):
                inner += self.blocks(depth)
            lines += [mark + inner[0], *indented(inner[1:], len(mark))]
        return lines

    def quote(self, depth: int) -> Lines:
        """Return a quotation."""
        return [f"> {line}".rstrip() for line in self.blocks(depth)]

    def admonition(self, depth: int) -> Lines:
        """Return somebody else's directive around blocks."""
        draws = self.draws
        fence = self._fence(depth)
        name = draws.pick(
            ("note", "warning", "tip", "admonition", "epigraph", "container", "topic")
        )
        if depth and name == "topic":
            name = "note"
        lines = [f"{fence[0]}{{{name}}}"]
        if name in {"admonition", "topic"}:
            lines[0] += f" Of *{draws.public()}* things <!--{draws.secret()}-->"
        elif name == "container":
            lines[0] += " some"
        if name in {"admonition", "container"} and draws.chance(3):
            lines += [f":name: n@n{draws.below(9)} {self.hidden()}"]
        return [*lines, "", *self.blocks(depth), fence[1]]

    def code(self, depth: int) -> Lines:
        """Return code, in which marks are text."""
        return ["```python", f"print({self.draws.public()}) <!-- a --> % b", "```"]

    def table(self, depth: int) -> Lines:
        """Return a table of pipes."""
        cells = [f"{self.draws.public()} {self.hidden()}" for _ in range(4)]
        head, body = cells[:2], cells[2:]
        return [f"| {' | '.join(head)} |", "| --- | --- |", f"| {' | '.join(body)} |"]

    def footnote(self, depth: int) -> Lines:
        """Return a footnote and what refers to it."""
        self._footnotes += 1
        name = f"f{self._footnotes}"
        inner = [f"[^{name}]: {self.draws.public()} {self.hidden()}"]
        if self.draws.chance(2):
            inner += ["", *indented(self.blocks(DEEPEST), 4)]
        return [f"{self.draws.public()}[^{name}]", "", *inner]

    def definitions(self, depth: int) -> Lines:
        """Return a list of definitions."""
        term, meaning = self.draws.public(), self.sentence()
        return [f"{term} {self.hidden()}", f": {meaning}", "", *indented(self.blocks(depth), 2)]

    def target(self, depth: int) -> Lines:
        """Return a target with a paragraph, and a link that is defined."""
        word, name = self.draws.public(), f"t@n{self.draws.below(99)}"
        title = f' "t {self.hidden()}"' if self.draws.chance(3) else ""
        return [f"({name})=", f"{word} [{word}][r{name}]", "", f"[r{name}]: https://e.org/{title}"]

    def html(self, depth: int) -> Lines:
        """Return raw HTML around private words."""
        draws = self.draws
        self.unclear = True
        name = draws.pick(("details", "div", "pre", "section", "p", "table"))
        inner = draws.pick((self.private, self.comment, self.line_comment))(DEEPEST)
        gap = draws.pick(([], [""]))
        return [f"<{name}>", *gap, *inner, *gap, f"</{name}>"]

    def figure(self, depth: int) -> Lines:
        """Return a picture with words below it."""
        draws = self.draws
        body = draws.pick((self.paragraph, self.paragraph, self.comment, self.private))(DEEPEST)
        alt = [f":alt: a dot {self.hidden()}"] if draws.chance(2) else []
        return ["``````{figure} dot.svg", *alt, "", *body, "``````"]

    def photos(self, depth: int) -> Lines:
        """Return a gallery."""
        draws = self.draws
        title = draws.pick(("", ' "t"', f' "t {self.hidden()}"'))
        picture = draws.pick(("dot.png", "dot.svg", "none.png"))
        lines = [f"![a dot]({picture}{title})" for _ in range(draws.between(1, 3))]
        return [":::{photos}", *lines, *draws.pick(([], [""])), draws.public(), ":::"]

    def tabs(self, depth: int) -> Lines:
        """Return a table made of lists."""
        cells = [f"{self.draws.public()} {self.hidden()}" for _ in range(2)]
        rows = [line for cell in cells for line in (f"* - {cell}", "  - b")]
        return ["```{list-table}", *rows, "```"]

    def rst(self, depth: int) -> Lines:
        """Return reStructuredText with private words of all sorts."""
        draws = self.draws
        clear = (
            [f".. {draws.secret()}"],
            ["..", f"   {draws.secret()}"],
            [".. private::", "", f"   {draws.secret()}"],
        )
        unclear = ([":::{private}", draws.secret(), ":::"], [f"<!-- {draws.secret()} -->"])
        secret = draws.pick((*clear, *unclear))
        self.unclear = self.unclear or secret in unclear
        return ["`````{eval-rst}", draws.public(), "", *secret, "", draws.public(), "`````"]

    def _topmatter(self) -> Lines:
        draws = self.draws
        lines = [f"# {draws.secret()}", "myst:", "  substitutions:", f"    x: y # {draws.secret()}"]
        return draws.pick((lines, lines[:1], ["a: b", f"# {draws.secret()}"], [self.hidden()]))


def indented(lines: Lines, by: int) -> Lines:
    """Return lines with so many spaces before each that is not blank."""
    return [" " * by + line if line else line for line in lines]
