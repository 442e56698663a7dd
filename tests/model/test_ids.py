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
        ("CUDA 日本語", "cuda"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
    ],
)
def test_a_slug_is_folded_to_plain_letters(title: str, slug: str) -> None:
    assert ids.slug(title) == slug


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
