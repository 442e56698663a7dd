"""A page of the author's, changed in one field: every other byte stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventnotes.importing.page_source import PageSource

PIECES = (
    "\ufeff",
    "---\ntitle: x\n---\n",
    "# Harbour\n",
    "Day\n===\n",
    "## Cranes #\n",
    "Cranes\n------\n",
    "```{event}\n:place: Here\n```\n",
    "```{talk}\n:speakers: Ada\n:room: Dock\n```\n",
    "```{talk}\n\n:room: Dock\n:topics: a,\n  b\n\nBody\n```\n",
    "~~~~{notes:talk} Ropes\n% mine\n:room: Dock <!-- no -->\n~~~~\n",
    ":::{talk} Lights\nOnly words\n:::\n",
    "  ```{talk}\n  :room:\n    Dock\n  ```\n",
    "- item\n\n  ```{talk}\n  :room: Dock\n  ```\n",
    "> ```{talk}\n> :room: Dock\n> ```\n",
    "````md\n```{talk}\n:room: Dock\n```\n````\n",
    "::::{private}\n```{talk}\n:room: Dock\n```\n::::\n",
    "<!--\n```{talk}\n:room: Dock\n```\n-->\n",
    "```{talk}\n:room: Dock\n",
    "Words with `code`, \x0b, \x85, \u2028 and <b>more</b>\n",
    "\n",
    "    code\n",
    "no end",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150)
def test_one_field_changes_and_no_other_byte(pieces: list[str], newline: str) -> None:
    text = "".join(pieces).replace("\n", newline)
    page = PageSource(text)
    assert page.text() == text
    for number, block in enumerate(page.talks):
        changed = PageSource(text)
        own = changed.talks[number]
        if changed.has_comment(own, "room") or own.written("room") not in {"", "Dock"}:
            continue
        changed.set(own, "room", "Shed")
        new = changed.text()
        again = PageSource(new)
        assert [b.written("room") for b in again.talks] == [
            "Shed" if n == number else b.written("room") for n, b in enumerate(page.talks)
        ]
        # what is written of all else is what it was
        for name in ("speakers", "topics"):
            assert [b.written(name) for b in again.talks] == [b.written(name) for b in page.talks]
        assert len(again.blocks) == len(page.blocks)
        rooms = re.compile(r"(?m)^[ \t]*:room:[^\r\n]*(?:\r?\n[ \t]+Dock)?[ \t]*\r?(?:\n|\Z)")
        before, after = rooms.sub("", text), rooms.sub("", new)
        assert after in {before, before + newline}, block


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (
            "## A\n\n```{talk}\n```\n\ntext",
            "## B\n\n```{talk}\n:id: a\n```\n\ntext",
        ),
        ("A\nlong\n---\n\n```{talk}\n:id: own\n```\n", "## B\n\n```{talk}\n:id: own\n```\n"),
        (":::{talk} A\nWords\n:::\n", ":::{talk} B\n:id: a\nWords\n:::\n"),
        ("~~~ {notes:talk}   A \n~~~\n", "~~~ {notes:talk}   B\n:id: a\n~~~\n"),
    ],
)
def test_a_new_title_keeps_the_id(page: str, wanted: str) -> None:
    source = PageSource(page)
    source.retitle(source.talks[0], "B")
    assert source.text() == wanted


def test_sections_go_behind_what_belongs_to_a_talk() -> None:
    text = "# D\n\n## Sat\n\n### A\n\n```{talk}\n```\n\n#### Part\n\nwords\n\n## Sun\n\nend"
    source = PageSource(text)
    assert source.end_of(source.talks[0]) == (13, 3)
    source.add(source.talks[0], ["### B\n\nb", "### C"])
    assert source.text() == text.replace("## Sun", "### B\n\nb\n\n### C\n\n## Sun")
    last = PageSource("## A\n\n```{talk}\n```\nend")
    last.add(last.talks[0], ["## B"])
    assert last.text() == "## A\n\n```{talk}\n```\nend\n\n## B\n"
    empty = PageSource("# D\n")
    empty.add(None, ["## B"])
    assert empty.text() == "# D\n\n## B\n"
