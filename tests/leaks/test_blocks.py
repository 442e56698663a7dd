"""Private blocks in files that are no notes, and what looks like one there."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventnotes.leaks.blocks import read_blocks
from eventnotes.reading.private.published import hidden_lines

PRIVATE = {
    "a table": ("a,b\n:::{private}\nzqx,c\n:::\nd,e\n", [2, 3]),
    "quotes around it": ('a = """\n> ```{notes:private}\n> zqx\n> ```\n"""\n', [2, 3]),
    "without braces": ("a: b\n:::private\nzqx\n:::\n", [2, 3]),
    "in a docstring": ('def f():\n    """A.\n\n    .. private::\n\n       zqx\n    """\n', [4, 6]),
    "nearly a block": ("..private::\n  zqx\nd\n", [1, 2]),
    "behind a sample": ("A::\n\n  b\n\n.. private::\n\n   zqx\n", [5, 7]),
}
PUBLIC = {
    "a string": 'a = ":::{private}"\nb = "zqx"\n',
    "a mention": "# `:::{private}` hides, ``.. private::`` too\nzqx: 1\n",
    "a comment": "# :::{private}\n# zqx\n# :::\n",
    "marks of comments": "% zqx\n<!-- zqx private -->\n.. zqx\n---\n# zqx private\n---\n",
    "a keyword": "class A {\n private:\n  int zqx;\n};\nprivate::zqx()\n::private(zqx)\n",
    "a longer name": ":::{private-view}\nzqx\n:::\n",
    "code": "```md\n:::{private}\nzqx\n:::\n```\n",
    "a literal block": 'f = """So::\n\n    .. private::\n\n       zqx\n"""\n',
    "a block of code": ".. code-block:: rst\n\n   .. private::\n\n      zqx\n",
    "a path": "../private/zqx\n..  private zqx\n",
}


@pytest.mark.parametrize(("text", "numbers"), PRIVATE.values(), ids=PRIVATE)
def test_a_private_block_counts_in_any_text(text: str, numbers: list[int]) -> None:
    reading = read_blocks(text)
    assert "zqx" not in reading.public
    assert any("zqx" in line.text for paragraph in reading.private for line in paragraph)
    for suffix in (".py", ".csv", ".qmd", ".bak"):
        found = [each.number for each in hidden_lines(text, suffix) if each.is_block]
        assert found == numbers


@pytest.mark.parametrize("text", PUBLIC.values(), ids=PUBLIC)
def test_what_is_no_private_block_in_a_program_is_public(text: str) -> None:
    assert read_blocks(text) == ((), text)
    for suffix in (".py", ".yaml", ".html"):
        assert hidden_lines(text, Path(f"a{suffix}").suffix) == []
