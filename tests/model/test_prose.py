"""The sentence around a mention, and words that keep a little of their markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model.prose import LONGEST, Prose, Run, plain, sentence_around

TALK = Run("", role="talk", target="a/x")
"""A reference without words of its own."""


def around(before: str, mention: str, after: str) -> str:
    """Return the sentence around a mention, in brackets, of one paragraph."""
    runs = [run for run in (Run(before), Run(mention, target="x"), Run(after)) if run.text]
    return shown(sentence_around(runs, 1 if before else 0))


def shown(sentence: Prose) -> str:
    """Return the words of a sentence, the mention in brackets."""
    return "".join(f"[{run.text or run.target}]" if run.style == "here" else
                   run.text or f"<{run.target}>" for run in sentence)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("One. Two saw ", " here. Three.", "Two saw [it] here."),
        ("Saw ", " here. Three.", "Saw [it] here."),
        ("One. Two saw ", "", "Two saw [it]"),
        ("One. (", " is two.) Three.", "([it] is two.)"),
        ("", " is one. Two.", "[it] is one."),
        ("", "", "[it]"),
        ("Really? Yes! See ", "! And then?", "See [it]!"),
        ("And so… They saw ", "… Then more.", "They saw [it]…"),
        ("One.  \n Two saw ", "\nhere.\nThree.", "Two saw [it]\nhere."),
        ("He said “Stop.” Then ", " came (at last). Three.", "Then [it] came (at last)."),
        ("(An aside.) See ", ".", "See [it]."),
        ("One. 2 of them saw ", ". “Three.”", "2 of them saw [it]."),
    ],
)
def test_it_ends_at_full_stops_and_at_the_ends_of_the_paragraph(
    before: str, after: str, sentence: str
) -> None:
    assert around(before, "it", after) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "As Dr. Wu",
        "As Mr. Wu",
        "As Mrs. Wu",
        "As Ms. Wu",
        "As Prof. Wu",
        "At St. Peter",
        "In No. 5",
        "Nets vs. Trees",
        "Some (e.g. Ada)",
        "Some, i.e. Ada",
        "See cf. Ada",
        "Wu et al. 2025",
        "By J. R. R. Tolkien",
        "By Jack W. Rae",
        "In the U.S. Army",
        "With version 2.5 of it",
        "On Node.js now",
        "It took 5 min. at most",
    ],
)
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_full_stop_of_an_abbreviation_does_not_end_it(text: str, side: str) -> None:
    if side == "before":
        assert around(f"One. {text} ", "it", " here. Two.") == f"{text} [it] here."
    else:
        assert around("One. See ", "it", f" {text} here. Two.") == f"See [it] {text} here."


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("最初。次は", "です。最後。", "次は[it]です。"),
        ("「最初！」次は", "ですか？最後。", "次は[it]ですか？"),
        ("One. 次は", "です。Three.", "次は[it]です。"),
    ],
)
def test_chinese_and_japanese_sentences_end_without_a_space(
    before: str, after: str, sentence: str
) -> None:
    assert around(before, "it", after) == sentence


def test_a_full_stop_within_the_mention_does_not_cut_it() -> None:
    assert around("One. See ", "Stop. Go. Stop", " there. Two.") == "See [Stop. Go. Stop] there."


def test_a_full_stop_that_ends_the_mention_ends_the_sentence() -> None:
    assert around("One. See ", "it.", " Two.") == "See [it.]"


def test_references_without_words_stand_where_they_stood() -> None:
    runs = [Run("One "), TALK, Run(". "), TALK, Run(" and "), TALK._replace(target="a/y")]
    sentence = sentence_around([*runs, Run(". End.")], 5)
    assert shown(sentence) == "<a/x> and [a/y]."
    assert sentence[0].role == "talk"


def test_a_mention_of_something_keeps_its_target_and_loses_its_style() -> None:
    runs = [Run("See "), Run("it", "em", "talk", "a/x"), Run(" in "), Run("code", "code")]
    assert sentence_around(runs, 1) == (
        Run("See "),
        Run("it", "here", "talk", "a/x"),
        Run(" in "),
        Run("code", "code"),
    )


def test_markup_is_kept_and_cut_where_the_sentence_ends() -> None:
    runs = [Run("Some. All of ", "em"), Run("it", target="x"), Run(" well. Not", "strong")]
    assert sentence_around(runs, 1) == (
        Run("All of ", "em"),
        Run("it", "here", target="x"),
        Run(" well.", "strong"),
    )


def test_a_sentence_that_fits_is_not_cut() -> None:
    assert around("a" * 100 + " ", "it", " " + "b" * 100) == f"{'a' * 100} [it] {'b' * 100}"


def test_a_long_sentence_is_cut_between_words_on_the_far_sides() -> None:
    words = "word " * 100
    found = around(words, "it", f" {words}")
    assert found == f"…{'word ' * 31}[it]{' word' * 31}…"


def test_only_the_long_side_is_cut() -> None:
    assert around("Short ", "it", " word" * 100).startswith("Short [it] word")
    assert around("word " * 100, "it", " short.").endswith("word [it] short.")


def test_a_long_sentence_without_spaces_keeps_something_around_the_mention() -> None:
    found = around("字" * 1000, "it", "字" * 1000)
    assert found.startswith("…字")
    assert found.endswith("字…")
    assert len(found) <= LONGEST + 10


def test_a_mention_that_is_itself_too_long_is_kept_whole() -> None:
    assert around("Before ", "x" * 1000, " after") == f"…[{'x' * 1000}]…"


def test_the_words_alone_say_an_id_where_there_are_none() -> None:
    assert plain((Run("See ", "em"), TALK, Run("."))) == "See a/x."


TEXTS = st.text(alphabet="aA. 。!?…)\"'\n字1", max_size=60)
RUNS = st.builds(Run, TEXTS, st.sampled_from(["", "em"]), st.just("talk"), st.just("a/x"))


@given(runs=st.lists(RUNS, min_size=1, max_size=6), data=st.data())
def test_the_mention_is_always_in_its_sentence(runs: list[Run], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(runs) - 1))
    sentence = sentence_around(runs, at)
    (here,) = [run for run in sentence if run.style == "here"]
    assert here.text.strip() == runs[at].text.strip()
    whole = "".join(run.text for run in runs)
    assert "".join(run.text for run in sentence) in whole
