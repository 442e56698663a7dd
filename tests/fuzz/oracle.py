"""Which words of a page its author has plainly marked as private, told line by line.

It knows no grammar but the marks, and takes for private only what is so in any reading: what a
spoilt page holds in code, or where a mark has lost its own line, is not counted.
"""

from __future__ import annotations

import re
from collections import Counter

from fuzz.draws import SECRET

_OPENER = re.compile(r"^[\s>*+\-\d.)]*?(?P<mark>:{3,}|`{3,}|~{3,})\s*(?P<name>\{[^}]*\}|\S*)")
_CODE = frozenset(
    {
        "code",
        "code-block",
        "sourcecode",
        "math",
        "parsed-literal",
        "productionlist",
        "literalinclude",
    }
)
_BLOCK = re.compile(r"^(?P<space> *)\.\. (?:notes:)?private::")
_LITERAL = re.compile(r"^ *\.\. (?:raw|code|code-block|sourcecode|math|parsed-literal)::|.*::$")
_COMMENT = re.compile(r"^(?P<space> *)\.\. zqx\d+n\d+k$|^(?P<alone> *)\.\.$")


def plainly_private(text: str, suffix: str) -> set[str]:
    """Return the secret words of a page that are private by the marks around them."""
    lines = re.split(r"\r\n|\n|\r", text)
    found = _of_rst(lines) if suffix == ".rst" else _of_myst(lines)
    hidden = Counter(match[0] for line in found for match in SECRET.finditer(line))
    written = Counter(match[0] for match in SECRET.finditer(text))
    return {word for word, number in hidden.items() if number == written[word]}


def _of_myst(lines: list[str]) -> list[str]:
    """Return private blocks, comments, and lines that begin with a percent sign."""
    found: list[str] = []
    begun: list[str] = []
    fence = ""
    private = comment = code = False
    for line in lines:
        opener = _OPENER.match(line)
        if fence:
            if private:
                found.append(line)
            bare = line.strip(" \t>")
            if bare.startswith(fence) and not bare.strip(fence[0]):
                fence = ""
                private = code = False
            if private or code:
                continue
        elif comment:
            begun.append(line.partition("-->")[0])
            comment = "-->" not in line
            found += [] if comment else begun  # one that is never closed may be text
            continue
        elif opener:
            name = opener["name"].strip("{}").rpartition(":")[2]
            private = opener["name"] in {"{private}", "{notes:private}"}
            braces = opener["name"].startswith("{")
            literal = name in _CODE if braces else opener["mark"][0] != ":"
            code = literal and not private
            if private or code:
                fence = opener["mark"]
                found += [line] if private else []
                continue
        if re.match(r"[\s>]*%", line):
            found.append(line)
        elif "`" not in line:
            found += re.findall(r"<!--.*?-->", line)
            rest = re.sub(r"<!--.*?-->", "", line)
            if "<!--" in rest:
                comment = True
                begun = [rest.partition("<!--")[2]]
    return found


def _of_rst(lines: list[str]) -> list[str]:
    """Return private directives and comments with the lines that are indented below them."""
    found: list[str] = []
    inside: int | None = None
    literal = False
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        space = len(line) - len(line.lstrip(" "))
        if inside is not None:
            if not line.strip() or space > inside:
                found += [] if literal else [line]
                continue
            inside = None
        alone = line.strip() == ".."
        match = _BLOCK.match(line) or _COMMENT.match(line)
        literal = bool(_LITERAL.match(line)) and not _BLOCK.match(line)
        begins = not before.strip()
        if literal or (match and begins and not (alone and not after.strip())):
            inside = space
            found += [] if literal else [line]
    return found
