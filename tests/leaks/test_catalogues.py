"""Private words in translations, and the public ones beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventnotes.leaks.sources import Source, Sources
from eventnotes.leaks.words import words_of

CASES = {
    "a block after words": (
        'msgstr "Zweites Wort\\n\\n:::{private}\\nzqa foo\\n:::\\n\\nDrittes"',
        ["zqa foo"],
        "zweites wort drittes",
    ),
    "a block over lines": (
        'msgstr ""\n"Zweites\\n\\n"\n":::{private}\\n"\n"zqa foo\\n"\n":::\\n"\n"Drittes"',
        ["zqa foo"],
        "zweites drittes",
    ),
    "a block that is never closed": (
        'msgstr ":::{private}\\nzqa foo"\n\nmsgid "b"\nmsgstr "Zweites"',
        ["zqa foo"],
        "zweites",
    ),
    "a comment": ('msgstr "Zweites <!-- zqa \\"foo\\" --> Wort"', ["zqa foo"], "zweites wort"),
    "a line": ('msgstr "Zweites\\n\\n% zqa foo\\n\\nDrittes"', ["zqa foo"], "zweites drittes"),
}


@pytest.mark.parametrize(("text", "private", "public"), CASES.values(), ids=CASES)
def test_of_a_message_the_block_alone_is_private(
    tmp_path: Path, text: str, private: list[str], public: str
) -> None:
    path = tmp_path / "a.po"
    path.write_text(f'msgid "a"\n{text}\n')
    sources = Sources({}, frozenset(), lambda _: False)
    sources.add(Source(path))
    index = sources.index()
    met = index.signs(words_of(" ".join(private)))
    assert " " not in met
    assert set(index.signs(words_of(public))) == {" "}
    said = next(iter(sources.public_texts([Source(path)])))
    assert {*words_of(public)} <= {*words_of(said)}
    assert not {*words_of(" ".join(private))} & {*words_of(said)}
