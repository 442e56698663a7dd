"""What a list shows of some events, talks, links and takeaways: filtered, sorted, cut."""

from __future__ import annotations

import re

import pytest
from noted import ALL, ask, event, ids_of, library, listed, orgs, talk, topics, who
from noted import people as named

from eventnotes.kinds.tables import FILTERS, LISTS
from eventnotes.model.answer import Unknown, answer
from eventnotes.model.collation import collate, page_order
from eventnotes.model.profiles import Profile
from eventnotes.model.query import Query
from eventnotes.model.records import PageNotes


def test_without_a_filter_everything_is_listed_the_newest_first_and_the_undated_last() -> None:
    assert listed(ask("talks")) == ALL
    assert listed(ask("events")) == "a b d c"
    assert listed(ask("takeaways")) == "tk-a tk-b notes-tk"
    assert listed(ask("people")) == who("ada", "bo", "cy", "dee", "eve", "fay")
    assert listed(ask("orgs")) == "orgs/lab orgs/mako"
    assert listed(ask("topics")) == "topics/compilers topics/gpu topics/rocm"


# plural, filter, its values, ids by hand
FILTERED = [
    ("talks", "event", "a", "a/one a/two a/secret"),
    ("talks", "event", "Alpha Days", "a/one a/two a/secret"),
    ("talks", "event", "c|BETA DAYS", "b/three b/four c/five"),
    ("events", "event", "b", "b"),
    ("people", "event", "b|c", who("ada", "eve")),
    ("orgs", "event", "b", "orgs/lab orgs/mako"),
    ("topics", "event", "b", "topics/compilers topics/gpu"),
    ("links", "event", "a", "links/docs a.example/v a.example/p"),
    ("takeaways", "event", "b", "tk-b"),
    ("ratings", "event", "a", "a/one a/two"),
    ("talks", "series", "alpha|Beta", "a/one a/two a/secret b/three b/four"),
    ("events", "series", "Beta", "b"),
    ("people", "series", "Alpha", who("ada", "bo", "cy", "dee")),
    ("links", "series", "Beta", "links/vid"),
    ("takeaways", "series", "Alpha", "tk-a"),
    ("talks", "person", "Ada Example", "a/one b/three"),
    ("talks", "person", "people/ada-example", "a/one b/three"),
    ("talks", "person", "Ada", "a/one b/three"),
    ("talks", "person", "Cy Example|Fay Example", "a/two solo"),
    ("talks", "person", "Bo Example", "a/two"),
    ("events", "person", "Ada Example", "a b"),
    ("people", "person", "Ada|Bo Example", who("ada", "bo")),
    ("links", "person", "Ada Example", "links/docs a.example/v"),
    ("takeaways", "person", "Ada Example", "tk-a"),
    ("talks", "org", "Mako", "a/one b/three c/five"),
    ("talks", "org", "Lab", "b/three"),
    ("events", "org", "orgs/mako", "a b d c"),
    ("events", "org", "Lab", "b"),
    ("people", "org", "Mako", who("ada", "eve")),
    ("people", "org", "Lab", who("ada")),
    ("orgs", "org", "Lab", "orgs/lab"),
    ("takeaways", "org", "Mako", "tk-a"),
    ("talks", "topic", "GPU", "a/one a/secret b/three"),
    ("talks", "topic", "gpu|Compilers", "a/one a/two a/secret b/three"),
    ("events", "topic", "GPU", "a b"),
    ("events", "topic", "topics/rocm", "d"),
    ("people", "topic", "Compilers", who("bo", "cy")),
    ("topics", "topic", "GPU", "topics/gpu"),
    ("links", "topic", "GPU", "links/loose links/docs a.example/v"),
    ("takeaways", "topic", "Compilers", "tk-a"),
    ("ratings", "topic", "Compilers", "a/two"),
    ("talks", "format", "Keynote|lightning", "a/one a/secret b/three"),
    ("talks", "format", "fireside chat", "b/four"),
    ("talks", "format", "fireside-chat", "b/four"),
    ("events", "format", "panel", "a"),
    ("people", "format", "talk", who("bo", "fay")),
    ("takeaways", "format", "keynote", "tk-a"),
    ("links", "kind", "code|article", "links/loose links/docs"),
    ("talks", "kind", "code", "a/one"),
    ("talks", "kind", "video|paper", "a/one a/two"),
    ("events", "kind", "video", "b"),
    ("people", "kind", "paper", who("bo", "cy")),
    ("talks", "attended", "in person", "a/one a/secret"),
    ("talks", "attended", "recording|no", "a/two c/five"),
    ("talks", "attended", "yes", "a/one a/two a/secret b/three b/four"),
    ("talks", "attended", "yes|no", "a/one a/two a/secret b/three b/four c/five"),
    ("events", "attended", "yes", "a b"),
    ("events", "attended", "not yet", "d"),
    ("people", "attended", "online", who("ada")),
    ("links", "attended", "in person", "links/docs a.example/v"),
    ("takeaways", "attended", "online", "tk-b"),
    ("ratings", "attended", "recording", "a/two"),
    ("talks", "min_rating", "0.6", "a/one a/two"),
    ("talks", "min_rating", "0.0", "a/one a/two a/secret c/five"),
    ("events", "min_rating", "0.8", "a"),
    ("people", "min_rating", "1.0", who("ada")),
    ("takeaways", "min_rating", "0.9", "tk-a"),
    ("talks", "since", "2025", "a/one a/two a/secret"),
    ("talks", "since", "2025-03-18", "a/one a/two a/secret"),
    ("talks", "since", "2025-03-19", "a/two a/secret"),
    ("talks", "since", "2025-03-20", ""),
    ("talks", "since", "2024-06-15", "a/one a/two a/secret solo b/three b/four"),
    ("talks", "since", "2024-07", "a/one a/two a/secret solo"),
    ("talks", "until", "2024", "solo b/three b/four"),
    ("talks", "until", "2024-06-01", "b/three b/four"),
    ("talks", "until", "2024-05", ""),
    ("talks", "until", "2025-03-17", "a/two a/secret solo b/three b/four"),
    ("events", "since", "2025-03-19", "a"),
    ("events", "since", "2023-05", "a b d"),
    ("events", "until", "2023-05", "d"),
    ("people", "since", "2025", who("ada", "bo", "cy", "dee")),
    ("takeaways", "until", "2024-12", "tk-b"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name", "values", "expected"), FILTERED)
def test_a_filter_keeps_what_has_any_of_its_values(
    kind: str, name: str, values: str, expected: str
) -> None:
    found = ask(kind, **{name: values})
    assert (listed(found), found.unknown) == (expected, ())


EVERYTHING = {
    "talks": ALL,
    "events": "a b d c",
    "ratings": "a/one a/two c/five",
    "takeaways": "tk-a tk-b notes-tk",
}
LEFT_OUT = [
    (kind, name, values, " ".join(i for i in EVERYTHING[kind].split() if i not in fits.split()))
    for kind, name, values, fits in FILTERED
    if kind in EVERYTHING and f"not-{name}" in FILTERS
] + [
    ("people", "person", "Ada", who("bo", "cy", "dee", "eve", "fay")),
    ("people", "person", "Ada|Bo Example", who("cy", "dee", "eve", "fay")),
    ("people", "org", "Mako", who("ada", "bo", "cy", "dee", "fay")),
    ("people", "org", "Mako|Lab", who("bo", "cy", "dee", "fay")),
    ("people", "topic", "GPU", who("bo", "cy", "eve", "fay")),
    ("people", "event", "a", who("ada", "bo", "eve", "fay")),
    ("people", "series", "Alpha|Beta", who("bo", "eve", "fay")),
    ("orgs", "org", "Mako", "orgs/lab"),
    ("orgs", "person", "Ada Example", "orgs/lab orgs/mako"),
    ("orgs", "attended", "yes|no", "orgs/mako"),
    ("topics", "topic", "GPU", "topics/compilers topics/rocm"),
    ("topics", "format", "keynote|panel", "topics/compilers topics/gpu topics/rocm"),
    ("links", "kind", "video", "links/loose links/docs a.example/p links/blank"),
    ("links", "person", "Ada Example", "links/loose links/vid a.example/p links/blank"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name", "values", "expected"), LEFT_OUT)
def test_a_filter_with_not_leaves_out_what_has_any_of_its_values(
    kind: str, name: str, values: str, expected: str
) -> None:
    found = ask(kind, **{f"not_{name}": values})
    assert (sorted(listed(found).split()), found.unknown) == (sorted(expected.split()), ())


def test_a_filter_and_its_opposite_go_together() -> None:
    assert listed(ask("talks", person="Ada", not_org="Lab")) == "a/one"
    assert listed(ask("talks", topic="GPU", not_event="b")) == "a/one a/secret"
    assert listed(ask("people", org="Mako|Lab", not_person="Ada")) == who("eve")
    assert listed(ask("talks", format="keynote", not_format="keynote")) == ""


@pytest.mark.parametrize("kind", ["talks", "events", "people", "orgs", "links", "ratings"])
@pytest.mark.parametrize("name", ["event", "series", "person", "org", "topic", "format"])
def test_nothing_is_shown_rather_than_what_was_to_be_left_out(kind: str, name: str) -> None:
    found = ask(kind, **{f"not_{name}": "qqqqqqqq|Mako"})
    assert listed(found) == ""
    assert (f"not-{name}", "qqqqqqqq") in [unknown[:2] for unknown in found.unknown]


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("kind", ["talks", "events", "people", "topics", "links", "takeaways"])
def test_nothing_is_shown_where_a_filter_could_not_be_read(kind: str, name: str) -> None:
    found = ask(kind, **{name: ""})
    assert (listed(found), found.total, found.unknown) == ("", 0, ())


def test_all_filters_must_hold() -> None:
    assert listed(ask("talks", topic="GPU", person="Ada")) == "a/one b/three"
    assert listed(ask("talks", topic="GPU", person="Ada", since="2025")) == "a/one"
    assert listed(ask("talks", since="2024-06", until="2024")) == "solo b/three b/four"
    assert listed(ask("talks", topic="GPU", format="panel")) == ""
    assert listed(ask("people", topic="GPU", org="Lab")) == who("ada")


@pytest.mark.parametrize(
    ("kind", "name", "value", "nearest"),
    [
        ("talks", "person", "Ada Exampel", "Ada Example"),
        ("events", "event", "Alfa Days", "Alpha Days"),
        ("talks", "series", "Alpa", "Alpha"),
        ("talks", "format", "keynot", "keynote"),
        ("talks", "format", "Fireside chats", "Fireside chat"),
        ("people", "org", "Makro", "Mako"),
        ("topics", "topic", "GPUs", "GPU"),
    ],
)
def test_an_unknown_value_is_told_with_the_nearest_name(
    kind: str, name: str, value: str, nearest: str
) -> None:
    (unknown,) = ask(kind, **{name: value}).unknown
    assert unknown[:2] == (name, value)
    assert unknown.nearest[0] == nearest


def test_an_unknown_value_matches_nothing_and_the_others_still_do() -> None:
    found = ask("talks", topic="qqqqqqqq|Compilers")
    assert (listed(found), found.unknown) == ("a/two", (Unknown("topic", "qqqqqqqq", ()),))
    assert listed(ask("talks", topic="qqqqqqqq")) == ""


# plural, key, ids in its order, the ids without such a value, which come last in either direction
SORTED = [
    ("talks", "date", "b/three b/four|solo|a/two a/secret|a/one", "c/five"),
    ("talks", "title", "b/four|c/five|a/one|a/secret|solo|b/three|a/two", ""),
    ("talks", "event", "a/one a/two a/secret|b/three b/four|c/five", "solo"),
    ("talks", "rating", "c/five|a/secret|a/two|a/one", "solo b/three b/four"),
    ("talks", "format", "b/four|a/one a/secret|b/three|a/two|solo", "c/five"),
    ("talks", "duration", "b/three|a/one|a/two", "a/secret solo b/four c/five"),
    ("events", "date", "d|b|a", "c"),
    ("events", "title", "a|b|d|c", ""),
    ("events", "rating", "c|a", "b d"),
    ("events", "talks", "d|c|a b", ""),
    ("people", "name", who("ada", "bo", "cy", "dee", "eve", "fay").replace(" ", "|"), ""),
    ("people", "talks", f"{who('cy', 'dee')}|{who('bo', 'eve', 'fay')}|{who('ada')}", ""),
    ("people", "last", f"{who('fay')}|{who('bo', 'cy', 'dee')}|{who('ada')}", who("eve")),
    ("orgs", "talks", "orgs/lab|orgs/mako", ""),
    ("topics", "talks", "topics/rocm|topics/compilers|topics/gpu", ""),
    ("topics", "last", "topics/rocm|topics/compilers topics/gpu", ""),
    (
        *("links", "title"),
        "links/loose|links/blank|links/docs|a.example/v|a.example/p|links/vid",
        "",
    ),
    (
        *("links", "date"),
        "links/docs|links/loose|links/vid|a.example/p|a.example/v",
        "links/blank",
    ),
    (
        *("links", "kind"),
        "links/loose|links/docs|links/blank|a.example/p|a.example/v links/vid",
        "",
    ),
    (
        *("links", "site"),
        "a.example/v a.example/p links/vid|links/loose|links/blank|links/docs",
        "",
    ),
    ("takeaways", "date", "tk-b|tk-a", "notes-tk"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "key", "ascending", "without"), SORTED)
@pytest.mark.parametrize("direction", ["", "-"])
def test_a_list_is_sorted_either_way_with_what_has_no_such_value_last(
    kind: str, key: str, ascending: str, without: str, direction: str
) -> None:
    parts = ascending.split("|")
    expected = [*(reversed(parts) if direction else parts), without]
    assert listed(ask(kind, sort=f"{direction}{key}")) == " ".join(expected).strip()


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("2", "10"),
        ("a 2 b", "a 2 c"),
        ("a 2 b", "a 10 a"),
        ("1.9", "1.10"),
        ("", "a"),
        ("Part 9", "part 010"),
        ("第9回", "第10回"),
        ("第９回", "第10回"),
        ("٩", "١٠"),
        ("1", "9" * 5000),
        ("9", "a"),
        ("(9", "1"),
    ],
)
def test_titles_with_numbers_are_sorted_as_people_count(less: str, more: str) -> None:
    assert collate(less) < collate(more)


@pytest.mark.parametrize(
    ("plural", "sort"),
    [
        *((plural, "") for plural in ("events", "talks", "people", "orgs", "topics", "links")),
        *((plural, "title") for plural in ("events", "talks", "links")),
    ],
)
def test_ten_comes_after_two_in_every_list(plural: str, sort: str) -> None:
    pages = [
        PageNotes(
            event(f"part-{number}", f"Part {number}", "2026-01-05"),
            talks=(
                talk(
                    *(f"part-{number}/talk", f"Talk {number}"),
                    speakers=named(f"Ann Reader {number}"),
                    org=orgs(f"Team {number}"),
                    topics=topics(f"Unit {number}"),
                    slides=(f"https://a.example/slides-{number}",),
                ),
            ),
        )
        for number in (10, 1, 2)
    ]
    found = listed(answer(library(pages), Query(plural, "list", sort=sort), "home"))
    assert re.findall(r"\d+", found) == ["1", "2", "10"]


@pytest.mark.parametrize("names", [["10", "7", "07", "007"], ["007", "10", "07", "7"]])
def test_what_counts_the_same_is_in_one_order_wherever_it_was_found(names: list[str]) -> None:
    assert sorted(names, key=page_order) == ["007", "07", "7", "10"]


def test_every_key_to_sort_by_is_tried_here() -> None:
    keys = {(kind, key.lstrip("-")) for kind in LISTS for key in LISTS[kind].sorts}
    tried = {(kind, key) for kind, key, *_ in SORTED}
    assert keys - tried == {("orgs", "name"), ("orgs", "last"), ("topics", "name")}


def test_a_limit_cuts_and_the_answer_says_how_many_there_are() -> None:
    for kind, limit, expected, total in [
        ("talks", 2, "a/one a/two", 6),
        ("events", 3, "a b d", 4),
        ("topics", 1, "topics/compilers", 3),
    ]:
        found = ask(kind, limit=limit)
        assert (listed(found), found.shown, found.total) == (expected, limit, total)
    assert ask("events", limit=99)[1:3] == (4, 4)
    found = ask("topics", limit=1, series="Alpha")
    assert (listed(found), found.shown, found.total) == ("topics/compilers", 1, 2)


def test_a_private_talk_is_listed_and_never_counted() -> None:
    assert ask("talks").total == 6
    assert (listed(ask("talks", event="a")), ask("talks", event="a").total) == (
        "a/one a/two a/secret",
        2,
    )
    assert "a/secret" not in listed(ask("ratings"))


def test_ratings_are_of_talks_with_a_score_and_overruns_of_talks_with_both_times() -> None:
    assert listed(ask("ratings")) == "a/one a/two c/five"
    assert listed(ask("ratings", form="overrun")) == "a/one"


def test_names_tell_of_the_filtered_talks_only() -> None:
    for filters, talks in (({"org": "Lab"}, "b/three"), ({"person": "Ada"}, "a/one b/three")):
        (group,) = ask("people", **filters).groups
        (ada,) = group.items
        assert isinstance(ada, Profile)
        assert ids_of(ada.talks) == talks
