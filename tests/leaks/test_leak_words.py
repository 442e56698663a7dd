"""Words in one form, and the runs of private ones that stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.leaks.words import (
    BREAK,
    Index,
    Paragraph,
    Place,
    Search,
    digest,
    is_distinctive,
    words_of,
)


def index(*paragraphs: list[str], path: str = "a.md") -> Index:
    """Return an index of paragraphs, each a list of lines; the first is line 1."""
    made = Index()
    for lines in paragraphs:
        hashed = ((n, tuple(map(digest, words_of(line)))) for n, line in enumerate(lines, 1))
        made.add(path, [Paragraph(tuple(hashed))])
    return made


def found(made: Index, text: str) -> set[bytes]:
    said = made.signs(words_of(text))
    runs = made.find(said)
    assert Search(made.all_runs()).find(said) == runs | ({*said} - {" "})
    return {b" ".join(map(made.word, run)) for run in runs}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One *two*, THREE_four", [b"one", b"two", b"three", b"four"]),
        ("don’t “do” — it…", [b"don", b"t", b"do", b"it"]),
        ("Bob &amp; Carl &#64; &#x27;Eve&#x27; &shy;x", [b"bob", b"carl", b"eve", b"x"]),
        ("Zoë", [b"zo", b"xeb"]),
        ("山田 太郎、王。", [b"u5c71", b"u7530", b"u592a", b"u90ce", b"u738b"]),
        ("★★☆ 5\u00a0km\u200bx 🎉", [b"5", b"km", b"x"]),
        ("https://a.example/b?c=1", [b"https", b"a", b"example", b"b", b"c", b"1"]),
    ],
)
def test_words_of_sources_and_outputs_have_one_form(text: str, words: list[bytes]) -> None:
    assert words_of(text) == words


def test_each_run_of_four_words_is_found_and_no_shorter_part_of_it() -> None:
    made = index(["she said that they never pay"])
    assert found(made, "that they never pay anybody") == {b"that they never pay"}
    assert found(made, "she said that") == set()
    assert found(made, "she said, that: *they*?") == {b"she said that they"}


def test_short_lines_and_paragraphs_are_runs_themselves() -> None:
    made = index(["bad coffee"], ["no water", "left early that day, too"])
    assert found(made, "such bad coffee here") == {b"bad coffee"}
    assert found(made, "no water") == {b"no water"}
    assert found(made, "bad water") == set()


def test_no_run_goes_across_a_block() -> None:
    made = index(["bad coffee"])
    assert found(made, f"bad {BREAK.decode()} coffee") == set()


def test_a_run_has_the_place_of_its_first_word() -> None:
    made = index(["one two", "three four five six"])
    runs = made.find(made.signs(words_of("three four five six")))
    assert list(made.places(runs).values()) == [Place("a.md", 2)]
    single = made.signs([b"six"])
    assert made.places([single]) == {single: Place("a.md", 2)}


@pytest.mark.parametrize("word", [b"bob", b"zqx", b"12345", b"a1b"])
def test_a_word_may_say_something_by_itself(word: bytes) -> None:
    assert is_distinctive(word)


@pytest.mark.parametrize("word", [b"a", b"to", b"2025", b"xeb", b"u738b", b"u0431"])
def test_a_word_may_be_too_little(word: bytes) -> None:
    assert not is_distinctive(word)


WORDS = st.sampled_from(["the", "bad", "coffee", "was", "Zoë", "王", "left", "5"])
LINES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)


@given(st.lists(st.lists(LINES, min_size=1, max_size=3), max_size=3), st.lists(WORDS, max_size=30))
def test_what_is_found_is_what_stands_there(paragraphs: list[list[str]], said: list[str]) -> None:
    """Hold it against a plain reading: runs of four words, and lines or paragraphs of fewer."""
    text = f" {' '.join(word.decode() for word in words_of(' '.join(said)))} "
    runs: set[str] = set()
    for lines in paragraphs:
        split = [[word.decode() for word in words_of(line)] for line in lines]
        whole = [word for line in split for word in line]
        runs.update(" ".join(line) for line in (*split, whole) if 1 < len(line) < 4)
        runs.update(" ".join(whole[n : n + 4]) for n in range(len(whole) - 3))
    assert found(index(*paragraphs), text) == {r.encode() for r in runs if f" {r} " in text}
