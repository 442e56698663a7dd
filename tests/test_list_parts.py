"""Lists too long for one page: what stays, what gets pages of its own, and addresses that last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from building import MakeSite, Site

from eventnotes.i18n import words
from eventnotes.model import pagination

NAMES = ("Ada Example", "Bo Example", "Éva Example", "Zoe Example")
SETTINGS = {"html_theme": "basic", "html_copy_source": True}
INDEX = "# Notes\n\n```{toctree}\n:hidden:\n:glob:\n\n*\n*/*\n```\n"


def event(year: int, talks: int = 6) -> str:
    """Return the page of an event with some talks."""
    text = f"# Days of {year}\n\n```{{event}}\n:date: {year}-05\n```\n\n"
    for number in range(talks):
        name = NAMES[number % len(NAMES)]
        text += f"## Talk {number}\n\n```{{talk}}\n:speakers: {name}\n:topics: GPU\n```\n\n"
    return text


FILES = {
    "index.md": INDEX,
    **{f"events/days-{year}.md": event(year) for year in (2021, 2022, 2023)},
    "talks.md": "# Talks\n\n```{talks} All of them\n```\n",
    "people.md": "# People\n\n```{people}\n```\n",
    "who.md": "# Who\n\n:::{about} people/bo-example\n:aliases: people/bob\n:::\n",
    "other.md": "# Other\n\nNothing to do with it.\n",
    "few.md": "# Few\n\n```{talks}\n:event: days-2021\n```\n",
}


@pytest.fixture(autouse=True, scope="module")
def _short_pages() -> Iterator[None]:
    """Divide lists of a few thousand bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagination, "LONGEST", 4500)
        yield


@pytest.fixture(scope="module")
def divided(shared_site: MakeSite) -> Site:
    """Build a site whose lists of talks and people are too long."""
    return shared_site(FILES, **SETTINGS)


def nav(built: Site, page: str) -> list[tuple[str, str, bool]]:
    """Return the links to the parts of a list: words, address, and whether it is the one shown."""
    (found,) = re.findall(
        r'<nav class="en-parts" aria-label="Parts of the list">(.*?)</nav>', built.read(page)
    )
    links = re.findall(r'<a href="([^"]*)"( aria-current="page")?>([^<]*)</a>', found)
    return [(shown, address, bool(here)) for address, here, shown in links]


def rows(built: Site, page: str) -> list[str]:
    """Return the ids of the talks in the table on a page."""
    return re.findall(
        r'<tr[^>]*><th scope="row"><a class="en-ref" href="[^"]*#talk-([^"]*)"', built.read(page)
    )


def files(built: Site) -> dict[str, bytes]:
    """Return all that a build wrote."""
    return {
        str(path.relative_to(built.out)): path.read_bytes()
        for path in sorted(built.out.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


def times(built: Site) -> dict[str, int]:
    """Return when each page was written."""
    return {
        str(path.relative_to(built.out)): path.stat().st_mtime_ns
        for path in built.out.rglob("*.html")
    }


# -- what a reader finds -------------------------------------------------------------------


def test_a_table_keeps_its_newest_part_and_leads_to_the_others(divided: Site) -> None:
    assert nav(divided, "talks.html") == [
        ("2023", "talks/2023.html", True),
        ("2022", "talks/2022.html", False),
        ("2021", "talks/2021.html", False),
    ]
    assert rows(divided, "talks.html") == [f"days-2023-talk-{n}" for n in range(6)]
    assert "All of them" in divided.text("talks.html")


def test_each_part_has_a_page_that_leads_to_the_others(divided: Site) -> None:
    assert rows(divided, "talks/2022.html") == [f"days-2022-talk-{n}" for n in range(6)]
    assert nav(divided, "talks/2022.html") == [
        ("2023", "2023.html", False),
        ("2022", "#", True),
        ("2021", "2021.html", False),
    ]
    page = divided.read("talks/2022.html")
    assert "<h1>Talks: 2022</h1>" in page
    assert "eventnotes.js" in page
    assert "data-en-words=" in page


def test_a_year_with_few_talks_goes_with_its_neighbour(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "LONGEST", 20_000)
    years = {2019: 1, 2021: 20, 2022: 24, 2024: 1, 2025: 2}
    events = {f"events/days-{year}.md": event(year, talks) for year, talks in years.items()}
    grouped = "# Grouped\n\n```{talks}\n:group: year\n```\n"
    built = site({**FILES, **events, "events/days-2023.md": "# Days\n", "grouped.md": grouped})
    assert nav(built, "talks.html") == [
        ("2022–2025", "talks/2022-2025.html", True),
        ("2019–2021", "talks/2019-2021.html", False),
    ]
    assert [name[:9] for name in rows(built, "talks.html")] == [
        *2 * ["days-2025"],
        "days-2024",
        *24 * ["days-2022"],
    ]
    assert "27 of 48 talks" in built.text("talks.html")
    assert "of 48 talks" not in built.text("talks/2019-2021.html")
    years_shown = re.findall(r"<h2>(\d+)", built.read("grouped.html"))
    assert years_shown == ["2025", "2024", "2022"]


def test_no_part_is_left_out(divided: Site) -> None:
    found = [row for _, page, _ in nav(divided, "talks.html") for row in rows(divided, page)]
    years = (2023, 2022, 2021)
    assert found == [f"days-{year}-talk-{n}" for year in years for n in range(6)]
    assert rows(divided, "talks.html") == rows(divided, "talks/2023.html")


def test_every_name_keeps_its_address_and_leads_on_to_its_entry(divided: Site) -> None:
    page = divided.read("people.html")
    assert [address for _, address, _ in nav(divided, "people.html")] == [
        *("people/a.html", "people/b.html", "people/e.html", "people/z.html")
    ]
    assert re.findall(r'<a id="([^"]*)" data-en-moved href="([^"]*)">([^<]*)</a>', page) == [
        ("person-people-ada-example", "people/a.html#person-people-ada-example", "Ada Example"),
        ("person-people-eva-example", "people/e.html#person-people-eva-example", "Éva Example"),
        ("person-people-zoe-example", "people/z.html#person-people-zoe-example", "Zoe Example"),
    ]
    assert '<a href="who.html#person-people-bo-example">Bo Example</a>' in page
    assert divided.entries["people/ada-example"].page == "people"
    entry = divided.read("people/a.html")
    assert '<section id="person-people-ada-example"><h2>Ada Example' in entry
    assert entry.count("Days of 2022</a>") == 2


def test_a_link_within_the_pages_of_a_list_leads_somewhere(divided: Site) -> None:
    for page in [*divided.out.glob("people/*.html"), *divided.out.glob("talks/*.html")]:
        text = page.read_text(encoding="utf-8")
        for address in re.findall(r'class="en-ref" href="([^"#]*)#([^"]*)"', text):
            target = (page.parent / address[0]).resolve() if address[0] else page
            assert f'id="{address[1]}"' in target.read_text(encoding="utf-8"), address


def test_a_short_list_is_left_whole(divided: Site) -> None:
    assert "en-parts" not in divided.read("few.html")
    assert len(rows(divided, "few.html")) == 6


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub"])
def test_other_formats_have_the_whole_list_in_its_place(site: MakeSite, builder: str) -> None:
    built = site(FILES, builder=builder, project="N", version="1", copyright="x")
    name = {"text": "talks.txt", "latex": "n.tex", "singlehtml": "index.html"}
    text = built.read(name.get(builder, "talks.xhtml"))
    assert text.count("Talk 5") >= 3
    assert not (built.out / "talks").exists()


def test_parts_are_pages_in_folders_as_well(site: MakeSite) -> None:
    built = site(FILES, builder="dirhtml")
    assert nav(built, "talks/index.html")[1] == ("2022", "2022/", False)
    assert nav(built, "talks/2022/index.html")[0] == ("2023", "../2023/", False)


def test_two_lists_on_a_page_have_pages_of_their_own(site: MakeSite) -> None:
    twice = {**FILES, "talks.md": "# Talks\n\n```{talks}\n```\n\n```{talks}\n:sort: date\n```\n"}
    built = site(twice)
    assert rows(built, "talks/2022.html") == [f"days-2022-talk-{n}" for n in range(6)]
    assert rows(built, "talks/2-2022.html") == [f"days-2022-talk-{n}" for n in range(6)]
    assert len(rows(built, "talks.html")) == 12


def test_two_pages_with_lists_never_write_the_same_part(site: MakeSite) -> None:
    other = "# Oldest first\n\n```{talks}\n:sort: date\n```\n"
    built = site({**FILES, "talks/index.md": other})
    for page in ("talks.html", "talks/index.html"):
        for _, address, _ in nav(built, page):
            part = "talks/" + address.removeprefix("talks/")
            shown = nav(built, part)
            assert [label for label, *_ in shown] == [label for label, *_ in nav(built, page)]


def test_a_page_of_an_author_is_never_overwritten_by_a_part(site: MakeSite) -> None:
    built = site({**FILES, "talks/2022.md": "# Mine\n\nMy words on 2022.\n"})
    assert "My words on 2022." in built.text("talks/2022.html")
    assert nav(built, "talks.html")[1] == ("2022", "talks/part-2022.html", False)
    built.write({"people/a.md": "# Mine as well\n"})
    built.rebuild()
    assert "Mine as well" in built.text("people/a.html")
    assert nav(built, "people.html")[0] == ("A", "people/part-a.html", False)
    assert not (built.out / "people/b.html").exists()


# -- what an edit writes -------------------------------------------------------------------


def _clean(site: MakeSite, sources: Mapping[str, str]) -> Site:
    return site(sources, name="clean", **SETTINGS)


def test_an_idle_build_writes_no_part(site: MakeSite) -> None:
    built = site(FILES, **SETTINGS)
    before = times(built)
    built.rebuild()
    changed = {name for name, when in times(built).items() if before[name] != when}
    assert changed <= {"genindex.html", "search.html"}


def test_only_the_parts_that_changed_are_written(site: MakeSite) -> None:
    built = site(FILES, **SETTINGS)
    before = times(built)
    edit = {"events/days-2022.md": event(2022).replace("Talk 1\n", "Talk 1 *more*\n")}
    built.write(edit)
    built.rebuild()
    changed = {name for name, when in times(built).items() if before[name] != when}
    # Sphinx writes the last three itself; index.html has a toctree that lists the edited page
    assert changed == {
        *("events/days-2022.html", "talks/2022.html", "people/b.html", "who.html"),
        *("genindex.html", "search.html", "index.html"),
    }
    assert files(built) == files(_clean(site, {**FILES, **edit}))


def test_one_link_more_writes_its_part_and_not_the_page_of_the_list(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "LONGEST", 20_000)
    day = "# Day\n\n```{event}\n:date: 2024-05\n```\n\n"
    for name in (f"{letter}{number}" for letter in "Amz" for number in range(6)):
        day += f"[{name}](https://{name.lower()}.example.org/)\n"
    sources = {"index.md": INDEX, "events/day.md": day}
    built = site({**sources, "links.md": "# Links\n\n```{links}\n:sort: title\n```\n"}, **SETTINGS)
    assert [shown for shown, _, _ in nav(built, "links.html")] == ["A", "M", "Z"]
    before = times(built)
    built.write({"events/day.md": f"{day}\n[m7](https://m7.example.org/)\n"})
    built.rebuild()
    changed = {name for name, when in times(built).items() if before.get(name) != when}
    assert changed == {"events/day.html", "links/m.html", "genindex.html", "search.html"}


def _day(name: str, year: int, links: int) -> str:
    cited = (f"- [{name}{at}](https://{name.lower()}{at}.example.org/)\n" for at in range(links))
    return f"# {name}\n\n```{{event}}\n:date: {year}-05\n```\n\n{''.join(cited)}"


def test_what_a_whole_list_is_like_is_on_the_pages_of_all_parts(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "LONGEST", 60_000)
    listed = "# Links\n\n```{links}\n:group: event\n:sort: -date\n```\n"
    sources = {"index.md": INDEX, "links.md": listed, "events/new.md": _day("New", 2024, 38)}
    sources["events/other.md"] = _day("Other", 2023, 38)
    sources["events/old.md"] = _day("Old", 2020, 30)
    settings = {**SETTINGS, "html_theme": "furo"}
    built = site(sources, **settings)
    shown = [label for label, _, _ in nav(built, "links.html")]
    assert "en-wide" not in built.read("links.html")
    edit = {"events/old.md": _day("Old", 2020, 41)}  # so many that each is a line to open
    built.write(edit)
    built.rebuild()
    assert [label for label, _, _ in nav(built, "links.html")] == shown
    assert "en-wide" in built.read("links.html")
    clean = site({**sources, **edit}, name="clean", **settings)
    assert files(built) == files(clean)


def test_what_a_divided_list_asks_for_in_vain_is_a_warning_again(site: MakeSite) -> None:
    asked = "# Some\n\n```{talks}\n:as: list\n:topic: GPU, Foo\n```\n"
    sources = {"index.md": INDEX, "some.md": asked}
    sources |= {f"events/days-{year}.md": event(year, talks=20) for year in (2021, 2022, 2023)}
    own = sources["events/days-2021.md"].replace(":topics: GPU", ":topics: Foo", 1)
    built = site({**sources, "events/days-2021.md": own}, **SETTINGS)
    assert nav(built, "some.html")
    built.write({"events/days-2021.md": sources["events/days-2021.md"]})
    built.rebuild(["notes.filter"])
    assert "no topic is called 'Foo'" in built.warnings[0]


def test_a_fault_in_what_is_said_above_a_part_costs_one_page(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = site(FILES, **SETTINGS)
    monkeypatch.setattr(words, "shown", lambda *given: 1 / 0)
    built.write({"events/days-2022.md": event(2022, talks=7)})
    built.rebuild(True)
    assert "talks.md:3" in "".join(built.warnings)
    assert "finish_reading" not in "".join(built.warnings)
    assert "Talk 6" in built.read("talks/2022.html")


def test_parts_that_are_gone_leave_the_output(site: MakeSite) -> None:
    built = site(FILES, **SETTINGS)
    (built.root / "events/days-2021.md").unlink()
    short = {**FILES, "few.md": "# Few\n", "events/days-2022.md": event(2022, talks=1)}
    del short["events/days-2021.md"]
    built.write(short)
    built.rebuild()
    assert not list(built.out.glob("talks/*"))
    assert len(rows(built, "talks.html")) == 7
    assert files(built) == files(_clean(site, short))


def test_a_list_that_grows_too_long_is_divided(site: MakeSite) -> None:
    sources = {**FILES, "events/days-2022.md": "# B\n", "events/days-2021.md": event(2021, talks=1)}
    built = site(sources, **SETTINGS)
    assert not list(built.out.glob("talks/*"))
    built.write(FILES)
    built.rebuild()
    assert (built.out / "talks/2022.html").exists()
    assert files(built) == files(_clean(site, FILES))


def test_parts_come_back_when_a_list_grows_again(site: MakeSite) -> None:
    built = site(FILES, **SETTINGS)
    short = {f"events/days-{year}.md": event(year, talks=0) for year in (2021, 2022)}
    built.write(short)
    built.rebuild()
    assert not list(built.out.glob("talks/*"))
    built.write({name: FILES[name] for name in short})
    built.rebuild()
    assert files(built) == files(_clean(site, FILES))


def test_a_part_takes_its_name_back_when_the_authors_page_is_gone(site: MakeSite) -> None:
    built = site(FILES, **SETTINGS)
    built.write({"talks/2022.md": "# Mine\n"})
    built.rebuild()
    assert sorted(path.name for path in built.out.glob("talks/*")) == [
        *("2022.html", "part-2021.html", "part-2022.html", "part-2023.html")
    ]
    (built.root / "talks/2022.md").unlink()
    built.rebuild()
    assert files(built) == files(_clean(site, FILES))


def test_parts_are_the_same_in_several_processes(site: MakeSite, divided: Site) -> None:
    assert files(site(FILES, parallel=2, **SETTINGS)) == files(divided)


def test_a_part_that_was_deleted_by_hand_comes_back(site: MakeSite) -> None:
    built = site(FILES, **SETTINGS)
    page = built.out / "talks/2022.html"
    text = page.read_bytes()
    page.unlink()
    built.rebuild()
    if not page.exists():  # Sphinx 8.1 ends a build with nothing to do before it writes anything
        built.write({"index.md": (built.root / "index.md").read_text("utf-8") + "\nMore.\n"})
        built.rebuild()
    assert page.read_bytes() == text


# -- a great many --------------------------------------------------------------------------


def test_two_thousand_talks_by_one_person_are_on_no_page_above_two_megabytes(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "LONGEST", 1_000_000)
    talk = (
        "## Talk {n} on something or other\n\n```{{talk}}\n:speakers: Ada Example (Mako)\n```\n\n"
    )
    talks = "".join(talk.format(n=n) for n in range(100))
    pages = {
        f"events/days-{number}.md": (
            f"# Days number {number}\n\n```{{event}}\n:date: {2000 + number}-05\n```\n\n{talks}"
        )
        for number in range(20)
    }
    lists = {name: FILES[name] for name in ("index.md", "talks.md", "people.md")}
    lists["orgs.md"] = "# Orgs\n\n```{orgs}\n```\n"
    built = site({**pages, **lists})
    sizes = {path: path.stat().st_size for path in built.out.rglob("*.html")}
    assert [path for path, size in sizes.items() if size > 2_000_000] == []
    assert "1000 of 2000" in built.text("people/ada-example.html")
    assert "#talk-days-19-talk-99-on-something-or-other" in built.read("people/ada-example.html")
    found = [rows(built, str(page.relative_to(built.out))) for page in built.out.glob("talks/*")]
    assert sum(map(len, found)) == 2000
