"""Random pages in reStructuredText, with private words wherever they may stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fuzz.draws import Draws
from fuzz.myst import DEEPEST, Lines, indented
from fuzz.vocabulary import OURS, PROSE, ROLES, STOCK_ROLES, VALUES, arguments_of, options_of


class Rst:
    """Writes blocks. A page is *valid* if whoever reads it loses none of its public words."""

    def __init__(self, draws: Draws, valid: bool) -> None:
        self.draws = draws
        self.valid = valid
        self.unclear = False
        self._names = 0
        self._blocks: Sequence[Callable[[int], Lines]] = (
            *(self.paragraph,) * 5,
            *(self.ours,) * 5,
            *(self.private,) * 2,
            *(self.items, self.quote, self.admonition, self.code, self.table, self.footnote),
            *(self.definitions, self.comment, self.html, self.figure, self.substitution),
        )

    def page(self) -> str:
        """Return a page."""
        draws = self.draws
        lines = self._heading("=")
        if draws.chance(2):
            lines += self._facts("event", 0)
        for _ in range(draws.between(1, 6)):
            if draws.chance(3):
                lines += self._heading("-")
                if draws.chance(2):
                    lines += self._facts("talk", 0)
            lines += self.block(0)
        return "\n".join(lines) + "\n"

    def _heading(self, mark: str) -> Lines:
        title = f"Of *{self.draws.public()}* things"
        return [title, mark * (len(title) + 9), ""]

    def block(self, depth: int) -> Lines:
        """Return a block and a blank line; deep down one that holds no other."""
        make = self.draws.pick(self._blocks)
        if depth >= DEEPEST:
            make = self.draws.pick((self.paragraph, self.private, self.code, self.comment))
        return [*make(depth), ""]

    def blocks(self, depth: int) -> Lines:
        """Return one or two blocks inside another."""
        return [line for _ in range(self.draws.between(1, 2)) for line in self.block(depth + 1)]

    def sentence(self) -> str:
        """Return a line of prose, with a public word."""
        draws = self.draws
        word = draws.public()
        parts = [draws.pick((f"Then {word}", f"**{word}** it was", f"*{word}* ,", f"{word}"))]
        for _ in range(draws.below(3)):
            kind = draws.below(4)
            if kind == 0:
                parts.append(
                    f":{draws.pick(ROLES)}:`{draws.pick(('Ada Example', 'a <b>', 'GPU'))}`"
                )
            elif kind == 1 and not self.valid:
                parts.append(f":{draws.pick(STOCK_ROLES)}:`{draws.pick(('a', 'a <b>', '1'))}`")
            elif kind == 2:
                parts.append(f"`{draws.public()} <https://example.org/{draws.below(3)}>`__")
            else:
                parts.append(draws.pick(("``code <!-- a -->``", "and “so”", "https://e.org/")))
        return " ".join(parts)

    # -- blocks --------------------------------------------------------------------------

    def paragraph(self, depth: int) -> Lines:
        """Return one to three lines of prose."""
        return [self.sentence() for _ in range(self.draws.between(1, 3))]

    def ours(self, depth: int) -> Lines:
        """Return one of our directives."""
        name = self.draws.pick(OURS)
        if name in {"event", "photos", "talk"} and self.valid:
            name = self.draws.pick(PROSE)
        return self._facts(name, depth)

    def _facts(self, name: str, depth: int) -> Lines:
        draws = self.draws
        argument = "" if name == "talk" else draws.pick(arguments_of(name))
        prefix = "notes:" if draws.chance(6) else ""
        lines = [f".. {prefix}{name}:: {argument}".rstrip()]
        options = options_of(name)
        inner: Lines = []
        for option in draws.some(tuple(options), 4):
            inner += self._option(option, options[option])
        if name in PROSE or (name == "rating" and draws.chance(2)):
            inner += ["", *self.blocks(depth)]
        return [*lines, *indented(inner, 3), ""]

    def _option(self, name: str, values: Sequence[str]) -> Lines:
        draws = self.draws
        value = draws.pick(values if self.valid or draws.chance(2) else VALUES)
        lines = [f":{name}: {value}".replace("\n", " ")]
        after = draws.below(9)
        if after == 0:
            lines[0] += f" <!-- {draws.secret()} -->"
        elif after == 1:
            lines.append(f"% {draws.secret()}")
        elif after == 2:
            lines += [f"  <!-- {draws.secret()} -->"]
        elif after == 3:
            lines += [f"  % {draws.secret()}", f"  {draws.pick(values)}"]
        elif after == 4:
            lines += [f"<!-- {draws.secret()}", f"{draws.secret()} -->"]
        return lines

    def private(self, depth: int) -> Lines:
        """Return a block of private words."""
        draws = self.draws
        name = draws.pick(("private", "private", "notes:private"))
        words = [
            draws.secret(),
            f"`{draws.secret()} <https://example.org/>`__",
            f"- {draws.secret()}",
        ]
        words += [f":speakers: {draws.secret()}", f".. talk:: {draws.secret()}"]
        body = [line for word in draws.some(words, 3) for line in (word, "")]
        return [f".. {name}:: {draws.secret()}", "", *indented(body, 3)]

    def comment(self, depth: int) -> Lines:
        """Return a comment of one line or several."""
        draws = self.draws
        forms = ([f".. {draws.secret()}"], ["..", f"   {draws.secret()}"])
        if not self.valid and draws.chance(4):  # no directive: it stops the build
            return [f"..private:: {draws.secret()}", f"   {draws.secret()}"]
        return draws.pick(forms)

    def items(self, depth: int) -> Lines:
        """Return a list."""
        mark = self.draws.pick(("- ", "* ", "#. "))
        lines: Lines = []
        for _ in range(self.draws.between(1, 3)):
            inner = [self.sentence(), ""]
            if self.draws.chance(2):
                inner += self.blocks(depth)
            lines += [mark + inner[0], *indented(inner[1:], len(mark)), ""]
        return lines

    def quote(self, depth: int) -> Lines:
        """Return a quotation, kept apart from what stands before it."""
        return ["..", "", *indented(self.blocks(depth), 4)]

    def admonition(self, depth: int) -> Lines:
        """Return somebody else's directive around blocks."""
        draws = self.draws
        name = draws.pick(("note", "warning", "tip", "admonition", "epigraph", "container"))
        argument = {"admonition": draws.public(), "container": "some"}.get(name, "")
        return [f".. {name}:: {argument}".rstrip(), "", *indented(self.blocks(depth), 3)]

    def code(self, depth: int) -> Lines:
        """Return code, in which marks are text."""
        return ["::", "", f"   print({self.draws.public()}) <!-- a --> % b"]

    def table(self, depth: int) -> Lines:
        """Return a table made of lists."""
        cells = [self.draws.public() for _ in range(2)]
        rows = [line for cell in cells for line in (f"* - {cell}", "  - b")]
        return [".. list-table::", "", *indented(rows, 3)]

    def footnote(self, depth: int) -> Lines:
        """Return a footnote and what refers to it."""
        self._names += 1
        inner = ["", *indented(self.blocks(DEEPEST), 3)] if self.draws.chance(2) else []
        text = f".. [#f{self._names}] {self.draws.public()}"
        return [f"{self.draws.public()} [#f{self._names}]_", "", text, *inner]

    def definitions(self, depth: int) -> Lines:
        """Return a list of definitions."""
        return [self.draws.public(), *indented([self.sentence(), "", *self.blocks(depth)], 3)]

    def html(self, depth: int) -> Lines:
        """Return raw HTML with a comment."""
        secret = self.draws.secret()
        return [".. raw:: html", "", f"   <p>a</p><!-- {secret} -->"]

    def figure(self, depth: int) -> Lines:
        """Return a picture with words below it."""
        body = self.draws.pick((self.paragraph, self.paragraph, self.comment, self.private))
        return [".. figure:: dot.svg", "   :alt: a dot", "", *indented(body(DEEPEST), 3)]

    def substitution(self, depth: int) -> Lines:
        """Return a substitution and its use."""
        self._names += 1
        name = f"s{self._names}"
        return [f".. |{name}| replace:: {self.draws.public()}", "", f"So |{name}| was."]
