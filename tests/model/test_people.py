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


ADA = "people/ada-miller"
MAKO = Name("orgs/mako", "Mako")
BOOKING = Name("orgs/booking-com", "Booking.com")


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Ada Miller (she/her)", Mention(ADA, "Ada Miller", None, "", "she/her")),
        ("Ada Miller (They/Them/Theirs)", Mention(ADA, "Ada Miller", None, "", "They/Them/Theirs")),
        ("Ada Miller (sie / ihr, Mako)", Mention(ADA, "Ada Miller", MAKO, "", "sie / ihr")),
        ("Ada Miller (Mako, elle)", Mention(ADA, "Ada Miller", MAKO, "elle")),
        ("Ada Miller (any pronouns)", Mention(ADA, "Ada Miller", None, "", "any pronouns")),
        ("Ada Miller (she/they) (Mako)", Mention(ADA, "Ada Miller", MAKO, "", "she/they")),
        ("Ada Miller (Mako, CTO, elle/iel)", Mention(ADA, "Ada Miller", MAKO, "CTO", "elle/iel")),
        ("Ada Miller (@ada)", Mention(ADA, "Ada Miller", None, "", "", "@ada")),
        ("Ada Miller (Mako, @ada.b)", Mention(ADA, "Ada Miller", MAKO, "", "", "@ada.b")),
        (
            "Ada Miller (@ada@fosstodon.org, Mako, CTO)",
            Mention(ADA, "Ada Miller", MAKO, "CTO", "", "@ada@fosstodon.org"),
        ),
        (
            "Ada Miller (xe/xem, @ada, @ada@chaos.social)",
            Mention(ADA, "Ada Miller", None, "", "xe/xem", "@ada, @ada@chaos.social"),
        ),
        ("Priya (@priya)", Mention("", "Priya", None, "", "", "@priya")),
        ("Priya (she/her, Mako)", Mention("people/priya-mako", "Priya", MAKO, "", "she/her")),
        ("someone (they/them, Mako)", Mention("", "", MAKO, "", "they/them")),
        ("Ada Miller (TCP/IP)", Mention(ADA, "Ada Miller", Name("orgs/tcp-ip", "TCP/IP"))),
        ("Ada Miller (A/B, she)", Mention(ADA, "Ada Miller", Name("orgs/a-b", "A/B"), "she")),
        ("Ada Miller (me@x)", Mention(ADA, "Ada Miller", Name("orgs/me-x", "me@x"))),
    ],
)
def test_pronouns_and_handles_are_no_organisation(text: str, mention: Mention) -> None:
    assert read_person(text) == mention


@pytest.mark.parametrize(
    ("text", "org", "role"),
    [
        ("X Y (Senior Director, Booking.com)", BOOKING, "Senior Director"),
        ("X Y (Booking.com, Senior Director)", BOOKING, "Senior Director"),
        ("X Y (CTO, ACME Corp.)", Name("orgs/acme-corp", "ACME Corp."), "CTO"),
        ("X Y (Head of Data, ACME, Inc.)", Name("orgs/acme-inc", "ACME, Inc."), "Head of Data"),
        (
            "X Y (PhD student, ETH, Compilers, Uppsala University)",
            Name("orgs/phd-student", "PhD student"),
            "ETH, Compilers, Uppsala University",
        ),
        ("X Y (developer, deepset.ai, DE)", Name("orgs/deepset-ai", "deepset.ai"), "developer, DE"),
        (
            "X Y (Research engineer, 例株式会社)",
            Name("orgs/x-e1465dda", "例株式会社"),
            "Research engineer",
        ),
        ("X Y (Data, Booking.com)", Name("orgs/data", "Data"), "Booking.com"),
        ("X Y (CTO, Mako)", Name("orgs/cto", "CTO"), "Mako"),
        (
            "X Y (Founders GmbH, Lead Inc.)",
            Name("orgs/founders-gmbh", "Founders GmbH"),
            "Lead Inc.",
        ),
        ("X Y (ACME (Berlin, DE), CTO)", Name("orgs/acme-berlin-de", "ACME (Berlin, DE)"), "CTO"),
    ],
)
def test_what_is_a_role_for_sure_comes_after_what_is_an_organisation_for_sure(
    text: str, org: Name, role: str
) -> None:
    found = read_person(text)
    assert (found.org and found.org.text, found.role) == (org.text, role)
    if found.org and found.org.text.isascii():
        assert found.org == org


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "山田太郎（例株式会社）、鈴木花子（例大学）",
            [("山田太郎", "例株式会社", ""), ("鈴木花子", "例大学", "")],
        ),
        ("王小明（清华大学，教授）；李四", [("王小明", "清华大学", "教授"), ("李四", "", "")]),
        (
            "김철수（한국대학교、교수），이영희",
            [("김철수", "한국대학교", "교수"), ("이영희", "", "")],
        ),
        ("Ada Miller（Mako、CTO）", [("Ada Miller", "Mako", "CTO")]),
        ("山田 太郎（she／her）、Bo Ek (Mako)", [("山田 太郎", "", ""), ("Bo Ek", "Mako", "")]),
        ("山田太郎（（株）例、部長）", [("山田太郎", "（株）例", "部長")]),
        (
            "アダ・ラブレス、グレース・ホッパー",
            [("アダ・ラブレス", "", ""), ("グレース・ホッパー", "", "")],
        ),
    ],
)
def test_the_marks_of_chinese_and_japanese_are_read(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    mentions = [read_person(part) for part in split_people(text)]
    assert [(m.name, m.org.text if m.org else "", m.role) for m in mentions] == found
    assert all(mention.id for mention in mentions)


def test_topics_and_organisations_are_parted_by_those_marks_too() -> None:
    assert list(split_topics("機械学習、GPU，編譯器；並列")) == [
        "機械学習",
        "GPU",
        "編譯器",
        "並列",
    ]
    assert list(split_orgs("例株式会社、別（東京、大阪）株式会社")) == [
        "例株式会社",
        "別（東京、大阪）株式会社",
    ]


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
        "Jo Do (Mako) (CTO",
        "Jo Do (Mako) and (CTO)",
        "Jo Do (Mako), (CTO)",
        "山田太郎（例株式会社",
        "山田太郎 例大学）",
        "（例大学）",
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
