"""When two names are one: only if they are equal after what the guide says is folded."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from noted import event, library, orgs, people, talk, topics

from eventnotes.model.library import Library
from eventnotes.model.records import PageNotes
from eventnotes.model.spelling import spelt_alike

SCRIPTS = {
    "Latin": "aAbBéÉüÜøØßñoOzZ19",
    "Cyrillic": "иИйЙеЕёЁоОвВк",
    "Greek": "αΑάΆοΟσςΣν",
    "Han": "王汪陳陈田由入人",
    "Kana": "かがカガはばぱハァアー",
    "Hangul": "김킴이미영",
    "Arabic": "اأبتثه٣٤",
    "Hebrew": "שסםמלו",
    "Devanagari": "कखिीान्",
    "Thai": "กขาิีษ",
    "Georgian": "აბგდ",
    "Armenian": "ԱաԲբՆն",
}
BETWEEN = " -.+#'、・&"
SPECIAL = str.maketrans({"ß": "ss", "ø": "o"})
FORMS = {"inc", "ltd", "gmbh"}


def folded(name: str) -> list[str]:
    """Return the words of a name after all that the guide says makes no difference."""
    small = name.casefold().translate(SPECIAL)
    small = re.sub(r"(?<=\w)\+", " plus ", small)
    small = re.sub(r"(?<=\w)#", " sharp ", small)
    kept = ""
    for character in unicodedata.normalize("NFD", small):
        is_accent = unicodedata.combining(character) == 230 or character in "\u0327\u0308"
        if not (is_accent and kept[-1:].isascii()):
            kept += character
    return re.sub(r"[ .+#'、・&-]+", " ", unicodedata.normalize("NFC", kept)).split()


def without_form(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1] in FORMS:
        words = words[:-1]
    return words


_SOME_LATIN = st.sampled_from(["", "aé1"])


@st.composite
def two_names(draw: st.DrawFn) -> tuple[str, str]:
    """Return two names of one or two scripts, the second a little otherwise than the first."""
    scripts = draw(st.lists(st.sampled_from(sorted(SCRIPTS)), min_size=1, max_size=2))
    letters = st.sampled_from("".join(SCRIPTS[name] for name in scripts) + draw(_SOME_LATIN))
    word = st.text(letters, min_size=1, max_size=4)
    first = draw(st.lists(word, min_size=1, max_size=3).map(" ".join))
    at = draw(st.integers(0, len(first)))
    put = draw(letters | st.sampled_from(BETWEEN) | st.sampled_from([" Inc.", " GmbH", ""]))
    second = first[:at] + put + first[at + draw(st.integers(0, 1)) :]
    change = draw(st.sampled_from([str.upper, str.lower, str.title, str.strip, str]))
    return first, change(second)


def noted(*names: str) -> Library:
    """Return what was noted of an event and two talks that have those names for everything."""
    found = event("e", "E", "2025-01-01", host=orgs(*names), topics=topics(*names))
    talks = [talk(f"e/{n}", "T", 10 + n, speakers=people(name)) for n, name in enumerate(names)]
    return library([PageNotes(found, tuple(talks))])


@settings(max_examples=400)
@given(pair=two_names())
def test_names_in_any_script_are_one_only_if_they_are_equal_when_folded(
    pair: tuple[str, str],
) -> None:
    made = noted(*(f"{name} {name}" for name in pair if any(map(str.isalnum, name))))
    row = made.events[0].event
    assert row is not None
    speakers = [row.talk.speakers[0] for row in reversed(made.talks) if row.talk is not None]
    for named, fold in ((row.topics, folded), (row.host, without_form), (speakers, folded)):
        if len(named) == 2 and made.id_of(named[0]) == made.id_of(named[1]):
            words = [folded(name[1]) for name in named]
            equal = [fold(each) if fold is without_form else each for each in words]
            assert equal[0] == equal[1]


def test_signs_after_a_letter_tell_names_apart() -> None:
    names = ("C", "C#", "C++", "F", "F#", "Ada C", "C, Ada", "É", "É#")
    found = spelt_alike({f"topics/{number}": name for number, name in enumerate(names)})
    assert found == [("topics/5", "topics/6")]


@pytest.mark.parametrize(
    "names",
    [
        ("Guido Van Rossum", "GUIDO  van Rossum"),
        ("José Núñez", "Jose Nunez"),
        ("Øyvind Straße", "oyvind strasse"),
        ("C++ Users", "C plus users"),
        ("Anne-Marie O'Neil", "Anne Marie O’Neil"),
        ("ОЛЕГ Ivanov", "Олег Ivanov"),
        ("José 王", "jose 王"),
        ("ﾃｽﾄ 会", "テスト 会"),
    ],
)
def test_what_is_folded_makes_one(names: tuple[str, str]) -> None:
    made = noted(*names)
    assert len([entry for entry in made.entries.values() if entry.kind == "person"]) == 1
    assert len([entry for entry in made.entries.values() if entry.kind == "topic"]) == 1


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("NVIDIA Inc.", "NVIDIA"),
        ("例AI Inc.", "例AI"),
        ("Яндекс Labs, Ltd", "Яндекс Labs"),
        ("東京 Systems GmbH", "東京 Systems"),
        ("Νέα Co. Ltd.", "Νέα"),
    ],
)
def test_the_form_of_a_company_makes_no_other_one(long: str, short: str) -> None:
    made = noted(long, short)
    first, second = (made.id_of(name) for name in orgs(long, short))
    assert first == second


@pytest.mark.parametrize(
    "names",
    [
        ("山田太郎", "山田 太郎"),
        ("山田太郎", "太郎山田"),
        ("山田 太郎", "太郎 山田"),
        ("ジョン・スミス", "ジョンスミス"),
        ("김민수", "김 민수"),
        ("Juergen Gross", "Jürgen Groß"),
        ("Soeren Aabye", "Søren Åbye"),
        ("Пётр Иванов", "Петр Иванов"),
        ("Иванов Пётр", "Пётр Иванов"),
        ("Oleg Ivanov", "Олег Иванов"),
        ("Dmitry Shcherbakov", "Щербаков Дмитрий"),
        ("Nikos Pappas", "Νίκος Παππάς"),
        ("Taro Yamada", "Taro Yamada 山田太郎"),
        ("田中", "Yuki 田中"),
        ("例", "例株式会社"),
        ("王 Kevin", "Kevin 王"),
        ("מֹשֶׁה כהן", "משה כהן"),
    ],
)
def test_names_that_may_be_one_are_two_and_a_pair(names: tuple[str, str]) -> None:
    made = noted(*names)
    assert len({made.id_of(name) for name in topics(*names)}) == 2
    assert spelt_alike(dict(zip("ab", names, strict=True))) in ([("a", "b")], [("b", "a")])


@pytest.mark.parametrize(
    "names",
    [
        ("Kevin 王", "Kevin 陳"),
        ("Michael Nowak", "Michal Nowak"),
        ("ナカイ", "ナガイ"),
        ("Юлия Ли", "Lola Li"),
        ("Yuki 田中", "Ken 田中"),
        ("Олег Ivanov", "Пётр Ivanov"),
        ("GPU", "GPU入門"),
        ("Wei Zhang", "Wei Zhong"),
        ("", "…"),
    ],
)
def test_other_names_are_no_pair(names: tuple[str, str]) -> None:
    assert spelt_alike(dict(zip("ab", names, strict=True))) == []


@given(st.dictionaries(st.text(max_size=3), st.text(max_size=12), max_size=6))
def test_no_name_makes_the_search_for_pairs_fail(names: dict[str, str]) -> None:
    for first, second in spelt_alike(names):
        assert first != second
        assert {first, second} <= names.keys()
