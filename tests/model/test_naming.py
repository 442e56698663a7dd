"""One thing under several names: company forms, aliases of aliases, and look-alikes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model.naming import follow, look_alikes, without_company_form


@pytest.mark.parametrize(
    ("identifier", "plain"),
    [
        ("orgs/nvidia-inc", "orgs/nvidia"),
        ("orgs/mako-gmbh", "orgs/mako"),
        ("orgs/acme-co-ltd", "orgs/acme"),
        ("orgs/acme-s-a", "orgs/acme"),
        ("orgs/acme-corporation", "orgs/acme"),
        ("orgs/nvidia", "orgs/nvidia"),
        ("orgs/incorporated-minds", "orgs/incorporated-minds"),
        ("orgs/oslo-inco", "orgs/oslo-inco"),
        ("orgs/inc", "orgs/inc"),
        ("orgs/co", "orgs/co"),
        ("orgs/the-co-op", "orgs/the-co-op"),
    ],
)
def test_a_company_form_at_the_end_of_a_name_is_no_part_of_it(identifier: str, plain: str) -> None:
    assert without_company_form(identifier) == plain


@given(st.from_regex(r"orgs/[a-z0-9]{1,4}(-(inc|co|ltd|ag|x)){0,4}", fullmatch=True))
def test_something_is_left_of_every_name(identifier: str) -> None:
    plain = without_company_form(identifier)
    assert identifier.startswith(plain)
    assert plain.removeprefix("orgs/")


@pytest.mark.parametrize(
    ("aliases", "ends"),
    [
        ({}, {}),
        ({"a": "b"}, {"a": "b"}),
        ({"a": "b", "b": "c"}, {"a": "c", "b": "c"}),
        ({"a": "c", "b": "c"}, {"a": "c", "b": "c"}),
        ({"a": "a"}, {}),
        ({"a": "b", "b": "a"}, {}),
        ({"a": "b", "b": "c", "c": "a"}, {}),
        ({"x": "a", "a": "b", "b": "a"}, {}),
        ({"x": "y", "a": "b", "b": "a"}, {"x": "y"}),
    ],
)
def test_an_alias_leads_to_the_end_of_its_way_and_a_circle_nowhere(
    aliases: dict[str, str], ends: dict[str, str]
) -> None:
    assert follow(aliases) == ends


@given(st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")))
def test_what_an_alias_leads_to_is_no_alias_itself(aliases: dict[str, str]) -> None:
    assert not set(follow(aliases).values()) & aliases.keys()


@pytest.mark.parametrize(
    "people",
    [
        ("guido-van-rossum", "guido-rossum"),
        ("jack-rae", "jack-w-rae"),
        ("ada-example", "dr-ada-example"),
        ("example-ada", "ada-example"),
        ("bo-example", "bo-example-jr"),
        ("ada-de-la-cruz", "ada-cruz"),
    ],
)
def test_names_that_differ_in_small_words_only_may_be_one(people: tuple[str, str]) -> None:
    first, second = sorted(f"people/{name}" for name in people)
    assert look_alikes([f"people/{name}" for name in people]) == [(first, second)]


@pytest.mark.parametrize(
    "people",
    [
        ("ada-example", "bo-example"),
        ("ada-example", "ada-example-hkust"),
        ("j-example", "b-example"),
        ("van-der-berg", "berg"),
        ("dr-example", "example"),
    ],
)
def test_names_of_which_too_little_is_alike_are_two_people(people: tuple[str, str]) -> None:
    assert look_alikes([f"people/{name}" for name in people]) == []


def test_three_that_may_be_one_are_told_in_pairs_with_the_first() -> None:
    people = ["people/rossum-guido", "people/guido-van-rossum", "people/guido-rossum"]
    assert look_alikes(people) == [
        ("people/guido-rossum", "people/guido-van-rossum"),
        ("people/guido-rossum", "people/rossum-guido"),
    ]
