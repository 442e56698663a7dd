"""Words from a fixed set, and the nearest to a typo."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model.vocabulary import ATTENDANCE, FORMATS, LINK_KINDS, choose, nearest


def test_the_vocabularies_are_those_of_the_contract() -> None:
    assert set(FORMATS) == {
        "keynote",
        "talk",
        "lightning",
        "panel",
        "workshop",
        "tutorial",
        "demo",
        "poster",
        "booth",
        "show",
        "hallway",
    }
    assert set(ATTENDANCE) == {"in person", "online", "recording", "gave", "not yet", "no"}
    assert set(LINK_KINDS) == {
        "article",
        "video",
        "paper",
        "slides",
        "code",
        "event",
        "channel",
        "post",
        "dataset",
        "book",
        "other",
    }


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("in person", "in person"),
        ("In  Person", "in person"),
        ("ONLINE", "online"),
        ("recording", "recording"),
        ("Gave", "gave"),
        ("not yet", "not yet"),
        (" no ", "no"),
    ],
)
def test_a_word_is_taken_in_any_case(text: str, word: str) -> None:
    assert choose(text, ATTENDANCE) == word


@pytest.mark.parametrize(
    ("text", "near"),
    [("in-person", "in person"), ("onlin", "online"), ("recordings", "recording")],
)
def test_a_typo_is_refused_with_the_nearest_word_and_all_others(text: str, near: str) -> None:
    with pytest.raises(ValueError, match=f"in person, online.*mean '{near}'"):
        choose(text, ATTENDANCE)


def test_a_word_like_no_other_is_refused_without_a_guess() -> None:
    with pytest.raises(
        ValueError, match=r"one of in person, online, recording, gave, not yet, no$"
    ):
        choose("zzzzzz", ATTENDANCE)


def test_the_nearest_words_come_best_first() -> None:
    assert nearest("speker", ["room", "speakers", "speaker"], most=2) == ["speaker", "speakers"]
    assert nearest("xyz", ["room"]) == []


@given(text=st.text())
def test_no_text_makes_choosing_fail_otherwise_than_by_refusing(text: str) -> None:
    with suppress(ValueError):
        assert choose(text, LINK_KINDS) in LINK_KINDS
