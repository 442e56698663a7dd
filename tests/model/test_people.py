"""Names in lists: people with their affiliation, organisations, topics."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model.people import (
    Mention,
    Name,
    read_name,
    read_person,
    split_orgs,
    split_people,
    split_topics,
)

CHAI = Name("orgs/chai-ai", "Chai AI")
TENSTORRENT = Name("orgs/tenstorrent", "Tenstorrent")


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Nicholas Wilt", Mention("people/nicholas-wilt", "Nicholas Wilt")),
        (
            "Davor Capalija (Tenstorrent)",
            Mention("people/davor-capalija", "Davor Capalija", TENSTORRENT),
        ),
        (
            "Ada Example (NVIDIA, Inc., engineer)",
            Mention(
                "people/ada-example",
                "Ada Example",
                Name("orgs/nvidia-inc", "NVIDIA, Inc."),
                "engineer",
            ),
        ),
        (
            "Davor Capalija (Tenstorrent, senior fellow)",
            Mention("people/davor-capalija", "Davor Capalija", TENSTORRENT, "senior fellow"),
        ),
        (
            "Micah Villmow (Mihira AI)",
            Mention("people/micah-villmow", "Micah Villmow", Name("orgs/mihira-ai", "Mihira AI")),
        ),
        ("Łukasz Kaiser", Mention("people/lukasz-kaiser", "Łukasz Kaiser")),
        ("José Álvarez-Ruiz", Mention("people/jose-alvarez-ruiz", "José Álvarez-Ruiz")),
        ("Miles O'Brien", Mention("people/miles-o-brien", "Miles O'Brien")),
        ("Jack W. Rae", Mention("people/jack-w-rae", "Jack W. Rae")),
        ("someone (Chai AI)", Mention("", "", CHAI)),
        ("somebody (Chai AI)", Mention("", "", CHAI)),
        ("unknown (Chai AI)", Mention("", "", CHAI)),
        ("? (Chai AI)", Mention("", "", CHAI)),
        ("Someone (Chai AI)", Mention("", "", CHAI)),
        (
            "Michael (Spectral Compute)",
            Mention(
                "people/michael-spectral-compute",
                "Michael",
                Name("orgs/spectral-compute", "Spectral Compute"),
            ),
        ),
        ("people/wei-zhang-hkust", Mention("people/wei-zhang-hkust", "")),
        (
            "people/wei-zhang-hkust (HKUST)",
            Mention("people/wei-zhang-hkust", "", Name("orgs/hkust", "HKUST")),
        ),
        ("Jo Do (orgs/nvidia)", Mention("people/jo-do", "Jo Do", Name("orgs/nvidia", ""))),
        (
            "Jo Do (ACME (Berlin))",
            Mention("people/jo-do", "Jo Do", Name("orgs/acme-berlin", "ACME (Berlin)")),
        ),
    ],
)
def test_a_person_is_a_name_with_an_affiliation(text: str, mention: Mention) -> None:
    assert read_person(text) == mention


def test_a_first_name_alone_names_nobody() -> None:
    assert read_person("Michael").id == ""
    assert read_person("Michael").name == "Michael"


@pytest.mark.parametrize("text", ["someone", "somebody", "unknown", "?"])
def test_an_unnamed_person_without_an_organisation_makes_nothing(text: str) -> None:
    assert read_person(text) == Mention("", "")


@pytest.mark.parametrize(
    "text",
    [
        "(Tenstorrent)",
        "()",
        "Jo Do (Tenstorrent",
        "Jo Do Tenstorrent)",
        "Jo Do (Tenstorrent) again",
        "Jo Do ((Tenstorrent)",
        "Jo Do (Tenstorrent))",
        "",
        " ",
    ],
)
def test_what_is_no_person_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match=r"Name \(Organisation\).*Name \(Organisation, role\)"):
        read_person(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jo Do", ["Jo Do"]),
        ("Jo Do, Ann Lee", ["Jo Do", "Ann Lee"]),
        ("Jo Do; Ann Lee", ["Jo Do", "Ann Lee"]),
        ("Jo Do\nAnn Lee", ["Jo Do", "Ann Lee"]),
        ("Jo Do (X, chair), Ann Lee (Y)", ["Jo Do (X, chair)", "Ann Lee (Y)"]),
        ("Jo Do,\n  Ann Lee;  Bo Ek", ["Jo Do", "Ann Lee", "Bo Ek"]),
        (" , ;\n,", []),
        ("", []),
        ("Jo   Do", ["Jo Do"]),
        ("Jo Do,, Ann Lee", ["Jo Do", "Ann Lee"]),
    ],
)
def test_people_are_split_outside_brackets(text: str, names: list[str]) -> None:
    assert list(split_people(text)) == names


def test_organisations_and_topics_are_split_alike() -> None:
    assert list(split_orgs("NVIDIA; AMD, Intel\nMako")) == ["NVIDIA", "AMD", "Intel", "Mako"]
    assert list(split_topics("AMD, ROCm; GPU compilers")) == ["AMD", "ROCm", "GPU compilers"]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("NVIDIA", "orgs", Name("orgs/nvidia", "NVIDIA")),
        ("GPU compilers", "topics", Name("topics/gpu-compilers", "GPU compilers")),
        ("orgs/nvidia", "orgs", Name("orgs/nvidia", "")),
        ("topics/gpu-compilers", "topics", Name("topics/gpu-compilers", "")),
        ("AT&T", "orgs", Name("orgs/at-t", "AT&T")),
        ("日本語", "topics", Name("topics/x-77710aed", "日本語")),
    ],
)
def test_a_name_can_stand_where_an_id_can(text: str, kind: str, name: Name) -> None:
    assert read_name(text, kind) == name


def test_the_same_name_is_the_same_person_in_any_spelling_of_accents_and_case() -> None:
    ids = {read_person(text).id for text in ("José Ruiz", "Jose Ruiz", "JOSÉ RUIZ (X)")}
    assert ids == {"people/jose-ruiz"}


NAMES = st.one_of(st.text(), st.text(alphabet="aÉ王 ()[],;.?/\n-", max_size=30))


@given(text=NAMES)
def test_no_text_makes_the_readers_of_names_fail_otherwise_than_by_refusing(text: str) -> None:
    for part in split_people(text):
        with suppress(ValueError):
            mention = read_person(part)
            assert mention.id == "" or mention.id.startswith("people/")
    for part in split_orgs(text):
        with suppress(ValueError):
            assert read_name(part, "orgs").id.startswith("orgs/")
    for part in split_topics(text):
        with suppress(ValueError):
            assert read_name(part, "topics").id.startswith("topics/")
