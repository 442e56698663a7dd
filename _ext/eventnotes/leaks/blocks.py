"""The second reading of a file that is no page: its private blocks, and nothing else.

Programs, tables and data hold marks of comments that are their own. A private block is one
whatever surrounds it, if it begins a line and is not in code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from eventnotes.leaks.spans import CODE, RST_CODE, Reader, Reading

_TELLING = re.compile(r"```|~~~|:::|\.\.|::\s*\Z")
_RST_BLOCK = re.compile(r"[ \t]*\.\.[ \t]*(?:[\w-]+:)?private[ \t]*::?", re.IGNORECASE)


def read_blocks(text: str, *, code: Set[str] = CODE) -> Reading:
    """Return the lines of private blocks, and all other lines as public ones.

    :param code: the directives whose content is code.
    """
    if "private" not in text.lower():
        return Reading((), text)
    return _BlockReader(text, False, code).read()


class _BlockReader(Reader):
    """Knows no front matter, no comments and no classes."""

    def _begin(self, text: str) -> None:
        self.lines = text.split("\n")
        self.head = 0

    def _telling(self) -> Iterator[int]:
        for index, line in enumerate(self.lines):
            if _TELLING.search(line):
                yield index

    def _find_in_line(self, index: int, *_: object) -> int:
        line = self.lines[index]
        if _RST_BLOCK.match(line):
            return self._indented(index, private=True)
        code = RST_CODE.match(line)
        literal = line.rstrip().endswith("::") and not line.lstrip().startswith("..")
        if literal or (code and code["name"] in self.code):
            return self._indented(index, private=False)
        return index + 1

    def _find_comments(self) -> None:
        pass
