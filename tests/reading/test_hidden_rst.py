"""Comments of reStructuredText that are no nodes: no copy of a source and no message has them."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import MakeSite

TEXTS = {
    "a cell of a table that is none": (
        "+-----+\n| a   |\n|     |\n| ..  |\n|  zqx|\n+-----+\n| b  |\n+-----+\n"
    ),
    "a cell with its first words": "+-------+\n| .. zqx|\n+-------+\n| b    |\n+-------+\n",
    "a cell that is not the first": (
        "+---+--------+\n| a | .. zqx |\n+---+--------+\n| b | c     |\n+---+--------+\n"
    ),
    "a table without borders": (
        "=====  =====\na      .. zqx\n=====  =====\nb b b b b\n=====  =====\n"
    ),
    "characters": "It is |c|.\n\n.. |c| unicode:: 0xA9 .. zqx words\n",
    "a class that is none": ".. note::\n   :class: <!-- zqx -->\n\n   Words.\n",
}


def _found(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if b"zqx" in path.read_bytes()]


@pytest.mark.parametrize("keep", [False, True], ids=["", "with messages"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_copy_and_no_message_has_them(site: MakeSite, text: str, keep: bool) -> None:
    built = site(
        {"a.rst": f"A\n=\n\n{text}\nMore.\n"},
        warnings=True,
        html_copy_source=True,
        keep_warnings=keep,
    )
    assert _found(built.out) == []


@pytest.mark.parametrize("keep", [False, True], ids=["", "with messages"])
@pytest.mark.parametrize("name", [*TEXTS][:5])
def test_nor_on_a_page_of_markdown(site: MakeSite, name: str, keep: bool) -> None:
    built = site(
        {"a.md": f"# A\n\n```{{eval-rst}}\n{TEXTS[name]}```\n"},
        warnings=True,
        html_copy_source=True,
        keep_warnings=keep,
    )
    assert _found(built.out) == []


def test_a_page_without_them_has_its_copy(site: MakeSite) -> None:
    text = "It is |c|.\n\n.. |c| unicode:: 0xA9\n\n.. note:: From a..b, and so on ...\n"
    built = site({"a.rst": f"A\n=\n\n{text}"}, html_copy_source=True)
    assert (built.out / "_sources/a.rst.txt").exists()
