"""Lists divided over pages: where they are cut, what the pages are called, that nothing is lost."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from noted import event, ids_of, library, people, talk, topics

from eventnotes.kinds.tables import LISTS
from eventnotes.model import pagination
from eventnotes.model.answer import Group, answer
from eventnotes.model.pagination import Part, divide, initial, part_page
from eventnotes.model.query import Query
from eventnotes.model.records import Link, PageNotes

NAMES = ["Ada A", "Ann A", "Éva E", "Ben B", "Bo B", "Bob B", "日本 語", "3D Lab", "Zoë Z", "eli e"]
YEARS = [PageNotes(event("u", "U"), (talk("u/x", "X", speakers=people(*NAMES)),))]
for _year in range(2021, 2026):
    _talks = [
        talk(f"e{_year}/t{n}", f"Talk {n}", 10 + n, speakers=people(NAMES[n]), topics=topics("GPU"))
        for n in range(4)
    ]
    _links = [
        Link(
            *(f"links/{_year}-{n}", f"{NAMES[n]} on it", f"events/e{_year}", 50 + n, f"l{n}"),
            *("", f"https://a.example/{_year}/{n}", "article"),
            date=str(_year - 10),
        )
        for n in range(2)
    ]
    YEARS.append(PageNotes(event(f"e{_year}", "E", f"{_year}-05"), tuple(_talks), tuple(_links)))


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make pages short, so that a few talks are too long for one."""
    monkeypatch.setattr(pagination, "LONGEST", 2500)


def cut(
    plural: str,
    *,
    number: int = 0,
    sort: str = "",
    group: str = "",
    limit: int = 0,
    pages: Collection[str] = (),
) -> dict[str, Part]:
    """Return the parts of a list on the page of its name."""
    made = library(YEARS)
    made.docnames = pages
    query = Query(plural, LISTS[plural].forms[0], sort=sort, group=group, limit=limit)
    return divide(made, query, answer(made, query, plural), plural, number)


def ids_in(groups: tuple[Group, ...]) -> str:
    """Return the ids of what stands in groups."""
    return " ".join(ids_of(group.items) for group in groups)


@pytest.mark.parametrize(
    ("page", "number", "name", "expected"),
    [
        ("people", 0, "a", "people/a"),
        ("people", 1, "a", "people/2-a"),
        ("people/index", 0, "other", "people/other"),
        ("people/index", 2, "other", "people/3-other"),
        ("lists/talks", 0, "2025", "lists/talks/2025"),
        ("index", 0, "2025", "index/2025"),
    ],
)
def test_a_part_has_a_page_below_that_of_its_list(
    page: str, number: int, name: str, expected: str
) -> None:
    assert part_page(page, number, name) == expected


def test_a_list_that_is_short_enough_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "LONGEST", 1_000_000)
    assert cut("talks") == {}
    assert cut("people") == {}


def test_names_are_divided_by_letter_without_case_and_accents() -> None:
    named = {name: ids_in(part.groups) for name, part in cut("people").items()}
    assert (named["people/e"], named["people/e-2"]) == ("people/eli-e", "people/eva-e")
    assert named["people/z"] == "people/zoe-z"
    assert named["people/other"].startswith("people/3d-lab people/x-")
    assert list(named)[-2:] == ["people/e-2", "people/z"]


def test_a_letter_that_is_too_long_is_numbered() -> None:
    found = cut("people")
    assert [(name, part.name, part.label) for name, part in found.items()][1:3] == [
        ("people/a", "a", "A"),
        ("people/a-2", "a-2", "A 2"),
    ]


def test_talks_are_divided_by_year_the_undated_last() -> None:
    found = cut("talks")
    assert [(name, part.label) for name, part in found.items()] == [
        ("talks/2025", "2025"),
        ("talks/2024", "2024"),
        ("talks/2023", "2023"),
        ("talks/2022", "2022"),
        ("talks/2021", "2021"),
        ("talks/other", "other"),
    ]
    assert ids_in(found["talks/2023"].groups) == "e2023/t0 e2023/t1 e2023/t2 e2023/t3"
    assert next(iter(cut("talks", sort="date"))) == "talks/2021"


def test_links_are_divided_by_what_they_are_sorted_by() -> None:
    assert list(cut("links")) == ["links/a", "links/a-2", "links/a-3"]
    by_date = cut("links", sort="-date")
    assert list(by_date) == [f"links/{year}" for year in range(2015, 2010, -1)]
    assert ids_in(by_date["links/2015"].groups) == "links/2025-0 links/2025-1"


def test_links_by_year_are_divided_into_the_years_they_are_grouped_by() -> None:
    found = cut("links", sort="-date", group="year")
    whole = answer(library(YEARS), Query("links", "list", sort="-date", group="year"), "links")
    titles = [group.title for part in found.values() for group in part.groups]
    assert titles == [group.title for group in whole.groups]


@pytest.mark.parametrize("sort", ["title", "-rating", "event"])
def test_a_list_in_another_order_has_numbered_parts(sort: str) -> None:
    found = cut("talks", sort=sort)
    assert list(found) == [f"talks/{n}" for n in range(1, len(found) + 1)]
    assert [part.label for part in found.values()] == [str(n) for n in range(1, len(found) + 1)]


def test_a_group_that_is_cut_goes_on_under_its_own_heading() -> None:
    found = cut("talks", group="topic")
    titles = [[group.title for group in part.groups] for part in found.values()]
    assert titles[:2] == [["GPU"], ["GPU"]]
    assert titles[-1][-1] == ""


def test_a_list_grouped_by_year_keeps_its_headings() -> None:
    found = cut("talks", group="year")
    assert [part.groups[0].title for part in found.values()] == [
        *("2025", "2024", "2023", "2022", "2021", "")
    ]


def test_a_second_list_on_a_page_has_pages_of_its_own() -> None:
    first, second = cut("talks"), cut("talks", number=1)
    assert next(iter(second)) == "talks/2-2025"
    assert first.keys().isdisjoint(second.keys())


def test_parts_are_called_otherwise_where_an_author_has_a_page_of_that_name() -> None:
    taken = {"talks", "talks/2024"}
    assert list(cut("talks", pages=taken))[:2] == ["talks/part-2025", "talks/part-2024"]
    assert list(cut("people", pages=taken))[1] == "people/a"
    taken |= {"talks/part-2021"}
    assert taken.isdisjoint(cut("talks", pages=taken))


def test_plots_are_never_divided() -> None:
    assert cut("ratings") == {}


def test_a_limit_counts_before_a_list_is_divided() -> None:
    assert cut("talks", limit=2) == {}
    assert [len(part.groups[0].items) for part in cut("talks", limit=6).values()] == [4, 2]


EVERY = [
    (plural, sort, group)
    for plural in ("talks", "people", "topics", "links", "events")
    for sort in LISTS[plural].sorts
    for group in ("", "year")
    if group in ("", *LISTS[plural].groups)
]


@pytest.mark.parametrize(("plural", "sort", "group"), EVERY)
def test_the_parts_hold_everything_once_and_in_order(
    monkeypatch: pytest.MonkeyPatch, plural: str, sort: str, group: str
) -> None:
    monkeypatch.setattr(pagination, "LONGEST", 1300)
    query = Query(plural, LISTS[plural].forms[0], sort=sort, group=group)
    many = library(YEARS)
    found = answer(many, query, plural)
    made = divide(many, query, found, plural, 0)
    assert made
    divided = " ".join(ids_in(part.groups) for part in made.values())
    assert sorted(divided.split()) == sorted(ids_in(found.groups).split())
    if not group and sort.lstrip("-") != "name":
        assert divided == ids_in(found.groups)


@pytest.mark.parametrize(
    ("title", "letter"),
    [("Éva", "E"), ("ørsted", "#"), ("zoë", "Z"), ("3D", "#"), ("日本", "#"), ("(a)", "#")],
)
def test_a_name_is_under_the_first_letter_of_the_alphabet(title: str, letter: str) -> None:
    made = library([PageNotes(event("a", title))])
    assert initial(made.events[0]) == letter
