"""Ids, which other sites link to: every expected value here is for good."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model import ids


@pytest.mark.parametrize(
    ("docname", "identifier"),
    [
        ("events/2025-03-17-beyond-cuda", "beyond-cuda-2025"),
        ("events/2024_06-dac/index", "dac-2024"),
        ("events/2025-03-gpu-mode", "gpu-mode-2025"),
        ("events/2025-gtc", "gtc-2025"),
        ("events/2025_03_17_gtc", "gtc-2025"),
        ("events/2025-03-17_beyond_cuda", "beyond-cuda-2025"),
        ("events/gtc", "gtc"),
        ("events/gtc-2025", "gtc-2025"),
        ("events/2025-03-17-gtc-2025", "gtc-2025"),
        ("events/2025-03-17-gtc-2024", "gtc-2024-2025"),
        ("events/gtc/index", "gtc"),
        ("events/2025-03-17-gtc/index", "gtc-2025"),
        ("2025-03-17-gtc", "gtc-2025"),
        ("events/GTC_Spring", "gtc-spring"),
        ("events/fosdem-2025-02-01", "fosdem-2025-02-01"),
        ("events/36c3", "36c3"),
        ("events/2025-37c3", "37c3-2025"),
        ("events/évènement", "evenement"),
        ("events/東京", "x-130016b2"),
        ("events/2025-03-17-東京", "x-130016b2-2025"),
        ("events/2024_06_大阪/index", "x-6df97746-2024"),
    ],
)
def test_the_id_of_an_event_comes_from_its_file(docname: str, identifier: str) -> None:
    assert ids.event_id(docname) == identifier


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Past and future of compute", "past-and-future-of-compute"),
        ("SCALE: unmodified CUDA on AMD GPUs", "scale-unmodified-cuda-on-amd-gpus"),
        ("  Spaces   and\ttabs ", "spaces-and-tabs"),
        ("Évariste", "evariste"),
        ("Łódź, Ærø, Straße", "lodz-aero-strasse"),
        ("don't", "don-t"),
        ("1.58 bits", "1-58-bits"),
        ("snake_case", "snake-case"),
        ("--dashes--", "dashes"),
        ("ﬁne", "fine"),
        ("日本語", "x-77710aed"),
        ("日本語 テスト", "x-df578865"),
        ("!!!", "x-e84c538e"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
    ],
)
def test_a_slug_is_folded_to_plain_letters(title: str, slug: str) -> None:
    assert ids.slug(title) == slug


@pytest.mark.parametrize(
    "text",
    [
        *("Café ☕", "CUDA™", "naïve → fast", "I ♥ NY", "50 € or £40", "Hawaiʻi", "L’Été", "½ + ¼"),
        *("Đặng Ngọc", "Þór", "Straße №", "ﬂow", "ＧＰＵ", "x²", "don’t “quote”", "a\u200bb"),
    ],
)
def test_a_text_of_latin_letters_has_the_id_that_it_always_had(text: str) -> None:
    assert ids.slug(text) == ids.plain_slug(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kevin 王", "Kevin 陳"),
        ("Олег Ivanov", "Пётр Ivanov"),
        ("例AI株式会社", "別AI株式会社"),
        ("GPU", "GPU入門"),
        ("CUDA 入門", "CUDA 実践"),
        ("第1回", "第1章"),
        ("Юрий 2025", "Юрии 2025"),
        ("ガ 1", "カ 1"),
        ("λ calculus", "π calculus"),
        ("ℝ", "ℂ"),
        ("Əliyev", "liyev"),
        ("Room ٣", "Room ٤"),
        ("हिन्दी AI", "हिन्दू AI"),
        ("ภาษา web", "ภาษี web"),
        ("שלום dev", "שלומ dev"),
        ("김 Lee", "킴 Lee"),
        ("山田太郎", "山田 太郎"),
        ("Νίκος K", "Νίκας K"),
        ("გიორგი ML", "გიორგა ML"),
        ("x" * 90 + "王", "x" * 90 + "李"),
    ],
)
def test_letters_that_an_id_cannot_hold_tell_two_apart(one: str, other: str) -> None:
    assert ids.slug(one) != ids.slug(other)
    for text in (one, other):
        assert len(ids.slug(text)) <= ids.MAX_SLUG


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ОЛЕГ Ivanov", "олег  ivanov"),
        ("José 王", "jose 王"),
        ("か\u3099", "が"),
        ("ﾃｽﾄ 1", "テスト 1"),
        ("ΝΙΚΟΣ", "νικος"),
        ("\u200f王\u200e Wei", "王 wei"),
    ],
)
def test_case_accents_and_forms_of_one_character_make_no_other_id(one: str, other: str) -> None:
    assert ids.slug(one) == ids.slug(other)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("GPU入門", "gpu-1d3a9ee3"),
        ("Kevin 王", "kevin-273817a3"),
        ("Олег Ivanov", "ivanov-759c7d7c"),
        ("第1回", "1-cc19ea45"),
        ("ガ", "x-0ce4a3dd"),
    ],
)
def test_a_digest_is_for_good(text: str, slug: str) -> None:
    assert ids.slug(text) == slug


def test_long_titles_get_different_slugs() -> None:
    first, second = ids.slug("a" * 10_000), ids.slug("a" * 9_999)
    assert first != second
    assert max(len(first), len(second)) <= ids.MAX_SLUG


@pytest.mark.parametrize("text", ["scale", "a", "2025", "a-b-c", "gtc-2025", " scale "])
def test_an_explicit_id_is_taken_as_it_is(text: str) -> None:
    assert ids.read_id(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Scale",
        "a b",
        "a_b",
        "a.b",
        "ä",
        "日本語",
        "a/b",
        "-a",
        "a-",
        "",
        "#a",
        "a" * 10_000,
        "a\nb",
        "٣",
    ],
)
def test_other_characters_in_an_id_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a-z"):
        ids.read_id(text)


def test_a_refused_id_comes_with_one_that_would_do() -> None:
    with pytest.raises(ValueError, match="'beyond-cuda'"):
        ids.read_id("Beyond CUDA!")


@pytest.mark.parametrize(
    ("text", "prefix", "own"),
    [("links/scale-docs", "links", "scale-docs"), ("scale-docs", "links", "scale-docs")],
)
def test_the_prefix_of_an_id_may_be_written_along(text: str, prefix: str, own: str) -> None:
    assert ids.read_id(text, prefix) == own


@pytest.mark.parametrize("text", ["scale", "beyond-cuda-2025/scale"])
def test_the_id_of_a_talk_may_have_its_event_before_it(text: str) -> None:
    assert ids.read_part(text) == text


@pytest.mark.parametrize("text", ["a/b/c", "/a", "a/", "A/b", "/"])
def test_an_id_has_one_slash_at_most(text: str) -> None:
    with pytest.raises(ValueError, match="a-z"):
        ids.read_part(text)


@pytest.mark.parametrize(
    ("text", "kind", "yes"),
    [
        ("people/wei-zhang", "people", True),
        ("orgs/wei-zhang", "people", False),
        ("people/Wei Zhang", "people", False),
        ("people/", "people", False),
        ("people", "people", False),
        ("people/a/b", "people", False),
    ],
)
def test_an_id_tells_its_kind(text: str, kind: str, yes: bool) -> None:
    assert ids.is_typed_id(text, kind) is yes


@pytest.mark.parametrize(
    ("kind", "identifier", "anchor"),
    [
        ("talk", "beyond-cuda-2025/scale", "talk-beyond-cuda-2025-scale"),
        ("event", "beyond-cuda-2025", "event-beyond-cuda-2025"),
        ("takeaway", "gtc-2025/quirks", "takeaway-gtc-2025-quirks"),
        ("link", "links/scale-docs", "link-links-scale-docs"),
        ("person", "people/dylan-patel", "person-people-dylan-patel"),
    ],
)
def test_an_anchor_is_the_type_and_the_id(kind: str, identifier: str, anchor: str) -> None:
    assert ids.anchor(kind, identifier) == anchor


@given(text=st.text())
def test_any_text_has_a_valid_slug(text: str) -> None:
    slug = ids.slug(text)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)
    assert len(slug) <= ids.MAX_SLUG
    assert ids.read_id(slug) == slug


@given(name=st.text(min_size=1), folder=st.sampled_from(["", "events/", "a/b/"]))
def test_any_file_name_gives_a_valid_event_id(name: str, folder: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", ids.event_id(f"{folder}{name}"))


@given(text=st.text())
def test_no_text_makes_the_readers_of_ids_fail_otherwise_than_by_refusing(text: str) -> None:
    for read in (ids.read_id, ids.read_part):
        with suppress(ValueError):
            assert re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)?", read(text))
