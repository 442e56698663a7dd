"""What is taken out of the files of an output in turn: each line once, and no word less."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.leaks.outputs import Extractor, Seen
from eventnotes.leaks.words import words_in


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return Read(tmp_path)


class Read:
    """Reads files in turn, as one output."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.extractor = Extractor()

    def __call__(self, name: str, text: str) -> list[str]:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        words = words_in(self.extractor.read(path))
        return [word.decode() for word in words if word != b"\x01"]


def test_what_stands_in_several_feeds_is_taken_from_the_first(read: Read) -> None:
    entry = "<content>&lt;p&gt;She &lt;b&gt;sold&lt;/b&gt; it&lt;/p&gt;</content>"
    assert read("a.xml", f"<feed>\n{entry}\n</feed>") == ["she", "sold", "it"]
    assert read("b.xml", f"<feed>\n{entry}\n<id>more</id>\n</feed>") == ["more"]
    item = '{"html": "<p>She \\u0073old &amp; left</p>"}'
    assert read("a.json", f"[\n{item}\n]") == ["html", "she", "sold", "left"]
    assert read("b.json", f'[\n{item},\n{item}\n, "again"]') == ["again"]


def test_a_line_that_stood_in_a_text_is_taken_again_from_a_file_with_markup(read: Read) -> None:
    line = '"They <i>will <i>sell"'
    assert read("a.json", f"[\n{line}\n]") == ["they", "i", "will", "i", "sell"]
    assert read("b.json", f'[\n{line}\n, "<p>it</p>"]') == ["they", "will", "sell", "it"]


def test_escapes_are_taken_away_once(read: Read) -> None:
    said = "<title>R&amp;amp;D &amp;lt;x&amp;gt; a&amp;lt;b&gt;c</title>"
    assert read("a.xml", said) == ["r", "d", "x", "a", "b", "c"]


def test_a_script_is_taken_as_a_whole_whatever_its_lines(read: Read) -> None:
    assert read("a.js", "one\ntwo\n") == ["one", "two"]
    assert read("b.js", "one two\nthree\ntwo\n") == ["one", "two", "three", "two"]


def test_what_an_outline_says_is_in_its_attributes(read: Read) -> None:
    outline = '<opml>\n<outline text="She &lt;b&gt;sold&lt;/b&gt; it" url="a.html"/>\n</opml>'
    assert " she sold it " in f" {' '.join(read('a.opml', outline))} "


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("llms.txt", "- [One](a): 2026-01-15\n- [Evening](b)\n"),
        ("a.ics", "DTSTART:2026-01-15\nEvening:b\n"),
    ],
)
def test_no_run_goes_over_entries_of_a_list(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    for reader in (Extractor(), Seen()):
        words = b" ".join(words_in(reader.read(tmp_path / name)))
        assert b"2026 01 15" in words
        assert b"15 evening" not in words


def test_a_sentence_goes_on_in_the_next_line_of_another_text(read: Read) -> None:
    assert read("a.txt", "2026-01-15\nEvening") == ["2026", "01", "15", "evening"]


PARTS = st.sampled_from(
    [
        "She sold it",
        "so & <b>left</b> late",
        "<p>the <i>old</i> one</p>",
        "a < b",
        "<p>one\\ntwo</p>",
    ]
)
FILES = st.tuples(
    st.sampled_from(["a.html", "b.json", "c.xml", "d.txt", "e.js"]), st.lists(PARTS, max_size=8)
)


@given(st.lists(FILES, min_size=1, max_size=5))
def test_no_words_of_a_line_are_lost_because_another_file_says_some_of_them(
    files: list[tuple[str, list[str]]],
) -> None:
    """Hold files read in turn against each line of them, read by itself."""
    with TemporaryDirectory() as folder:
        read = Read(Path(folder))
        said = [" ".join(read(name, "\n".join(lines))) for name, lines in files]
        for name, lines in files:
            for line in lines:
                alone = " ".join(Read(Path(folder))(name, line))
                assert any(f" {alone} " in f" {words} " for words in said), (name, line)
