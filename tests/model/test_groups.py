"""What stands under which heading of a grouped list, and what under none."""

from __future__ import annotations

import pytest
from noted import ask, grouped, ids_of, who

from eventnotes.kinds.tables import LISTS
from eventnotes.model.profiles import Profile

# plural, group, what is in each group in the order of the groups; in none last, under no title
GROUPS: list[tuple[str, str, dict[str, str]]] = [
    (
        "talks",
        "year",
        {"2025": "a/one a/two a/secret", "2024": "solo b/three b/four", "": "c/five"},
    ),
    (
        "talks",
        "event",
        {
            "Alpha Days": "a/one a/two a/secret",
            "beta days": "b/three b/four",
            "Gamma": "c/five",
            "": "solo",
        },
    ),
    (
        "talks",
        "topic",
        {"Compilers": "a/two", "GPU": "a/one a/secret b/three", "": "solo b/four c/five"},
    ),
    (
        "talks",
        "format",
        {
            "keynote": "a/one a/secret",
            "talk": "solo",
            "lightning": "b/three",
            "panel": "a/two",
            "Fireside chat": "b/four",
            "": "c/five",
        },
    ),
    (
        "talks",
        "person",
        {
            "Ada Example": "a/one b/three",
            "Bo Example": "a/two",
            "Cy Example": "a/two",
            "Dee Example": "a/secret",
            "Eve Example": "c/five",
            "Fay Example": "solo",
            "": "b/four",
        },
    ),
    (
        "talks",
        "org",
        {"Lab": "b/three", "Mako": "a/one b/three c/five", "": "a/two a/secret solo b/four"},
    ),
    (
        "talks",
        "series",
        {"Alpha": "a/one a/two a/secret", "Beta": "b/three b/four", "": "solo c/five"},
    ),
    ("events", "year", {"2025": "a", "2024": "b", "2023": "d", "": "c"}),
    ("events", "series", {"Alpha": "a", "Beta": "b", "": "d c"}),
    ("events", "topic", {"Compilers": "b", "GPU": "a", "ROCm": "d", "": "c"}),
    ("events", "org", {"Lab": "b", "Mako": "a d c"}),
    (
        "events",
        "person",
        {
            "Ada Example": "a b",
            "Bo Example": "a",
            "Cy Example": "a",
            "Dee Example": "a",
            "Eve Example": "c",
            "": "d",
        },
    ),
    (
        "events",
        "format",
        {"keynote": "a", "lightning": "b", "panel": "a", "Fireside chat": "b", "": "d c"},
    ),
    (
        "people",
        "org",
        {"Lab": who("ada"), "Mako": who("ada", "eve"), "": who("bo", "cy", "dee", "fay")},
    ),
    (
        "people",
        "topic",
        {"Compilers": who("bo", "cy"), "GPU": who("ada", "dee"), "": who("bo", "eve", "fay")},
    ),
    (
        "people",
        "event",
        {
            "Alpha Days": who("ada", "bo", "cy", "dee"),
            "beta days": who("ada"),
            "Gamma": who("eve"),
            "": who("bo", "fay"),
        },
    ),
    (
        "people",
        "series",
        {
            "Alpha": who("ada", "bo", "cy", "dee"),
            "Beta": who("ada"),
            "": who("bo", "eve", "fay"),
        },
    ),
    (
        "people",
        "year",
        {
            "2025": who("ada", "bo", "cy", "dee"),
            "2024": who("ada", "bo", "fay"),
            "2020": who("ada"),
            "": who("eve"),
        },
    ),
    (
        "people",
        "format",
        {
            "keynote": who("ada", "dee"),
            "talk": who("bo", "fay"),
            "lightning": who("ada"),
            "panel": who("bo", "cy"),
            "": who("eve"),
        },
    ),
    (
        "orgs",
        "topic",
        {
            "Compilers": "orgs/lab",
            "GPU": "orgs/lab orgs/mako",
            "ROCm": "orgs/mako",
            "": "orgs/mako",
        },
    ),
    (
        "topics",
        "series",
        {
            "Alpha": "topics/compilers topics/gpu",
            "Beta": "topics/compilers topics/gpu",
            "": "topics/gpu topics/rocm",
        },
    ),
    (
        "links",
        "kind",
        {
            "article": "links/loose",
            "video": "a.example/v links/vid",
            "paper": "a.example/p",
            "code": "links/docs",
            "other": "links/blank",
        },
    ),
    (
        "links",
        "site",
        {
            "a.example": "a.example/v a.example/p links/vid",
            "x.example": "links/loose",
            "y.example": "links/blank",
            "z.example": "links/docs",
        },
    ),
    (
        "links",
        "topic",
        {
            "Compilers": "a.example/p",
            "GPU": "links/loose links/docs a.example/v",
            "": "links/blank links/vid",
        },
    ),
    (
        "links",
        "person",
        {
            "Ada Example": "links/docs a.example/v",
            "Bo Example": "a.example/p",
            "Cy Example": "a.example/p",
            "": "links/loose links/blank links/vid",
        },
    ),
    (
        "links",
        "event",
        {
            "Alpha Days": "links/docs a.example/v a.example/p",
            "beta days": "links/vid",
            "": "links/loose links/blank",
        },
    ),
    (
        "links",
        "year",
        {
            "2025": "a.example/v a.example/p",
            "2023": "links/vid",
            "2022": "links/loose",
            "2020": "links/docs",
            "": "links/blank",
        },
    ),
    ("takeaways", "topic", {"Compilers": "tk-a", "": "tk-b notes-tk"}),
    ("takeaways", "event", {"Alpha Days": "tk-a", "beta days": "tk-b", "": "notes-tk"}),
    ("takeaways", "year", {"2025": "tk-a", "2024": "tk-b", "": "notes-tk"}),
    ("takeaways", "person", {"Ada Example": "tk-a", "": "tk-b notes-tk"}),
    ("ratings", "format", {"keynote": "a/one", "panel": "a/two", "": "c/five"}),
    ("ratings", "event", {"Alpha Days": "a/one a/two", "Gamma": "c/five"}),
    ("ratings", "topic", {"Compilers": "a/two", "GPU": "a/one", "": "c/five"}),
]


@pytest.mark.parametrize(("kind", "by", "expected"), GROUPS)
def test_everything_stands_in_its_groups_or_in_none(
    kind: str, by: str, expected: dict[str, str]
) -> None:
    assert list(grouped(ask(kind, group=by)).items()) == list(expected.items())


@pytest.mark.parametrize(
    ("kind", "by"), [(kind, by) for kind in LISTS for by in LISTS[kind].groups]
)
def test_nothing_is_lost_by_grouping(kind: str, by: str) -> None:
    plain, found = ask(kind), ask(kind, group=by)
    every = {ids_of([item]) for group in plain.groups for item in group.items}
    assert {ids_of([item]) for group in found.groups for item in group.items} == every
    assert found[1:] == plain[1:]


def test_a_group_of_something_leads_to_it() -> None:
    groups = ask("talks", group="org").groups
    assert [group.id for group in groups] == ["orgs/lab", "orgs/mako", ""]
    assert [group.id for group in ask("talks", group="year").groups] == ["", "", ""]


def test_a_limit_holds_for_all_groups_together() -> None:
    found = ask("talks", group="event", limit=2)
    assert (grouped(found), found.shown, found.total) == ({"Alpha Days": "a/one a/two"}, 2, 6)
    named = ask("topics", group="series", limit=1)
    assert grouped(named) == {"Alpha": "topics/compilers", "Beta": "topics/compilers"}
    assert (named.shown, named.total) == (1, 3)


def test_a_person_in_a_group_has_the_talks_of_that_group() -> None:
    talks: dict[str, str] = {}
    for group in ask("people", group="org", person="Ada").groups:
        (ada,) = group.items
        assert isinstance(ada, Profile)
        talks[group.title] = ids_of(ada.talks)
    assert talks == {"Lab": "b/three", "Mako": "a/one"}


def test_a_timeline_has_a_heading_for_each_year_in_the_order_it_is_sorted_in() -> None:
    newest_first = [("2025", "a"), ("2024", "b"), ("2023", "d"), ("", "c")]
    assert list(grouped(ask("events", form="timeline")).items()) == newest_first
    oldest_first = [("2023", "d"), ("2024", "b"), ("2025", "a"), ("", "c")]
    assert list(grouped(ask("events", form="timeline", sort="date")).items()) == oldest_first
