"""Events in a toctree by a pattern are in the order of the lists, whatever their files are called.

Pages in folders, pages without a date in their name and pages without an event are among them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from building import MakeSite, Site


def event(title: str, date: str = "", extra: str = "") -> str:
    """Return a page of Markdown with an event."""
    line = f":date: {date}\n" if date else ""
    return f"# {title}\n\n```{{event}}\n{line}```\n{extra}"


def toctree(*lines: str) -> str:
    """Return a toctree in Markdown."""
    return "```{toctree}\n" + "".join(f"{line}\n" for line in lines) + "```\n"


REVERSED = toctree(":glob:", ":reversed:", "", "**")
FILES = {
    "index.md": "# Notes\n\n"
    + toctree("events/index", "rst/index")
    + "\n```{events}\n:as: list\n```\n",
    "events/index.md": f"# Events\n\n{REVERSED}",
    "events/2024_06-dac/index.md": event("DAC", "2024-06-23 to 2024-06-27"),
    "events/2024_06-dac/extra.md": "# Extra\n",
    "events/2025-01-01-evening.md": event("Evening", "2025-01-01"),
    "events/aardvark.md": event("Aardvark", "2024-12"),
    "events/pycon/index.md": event("PyCon", "2025-02-01"),
    "events/undated.md": event("Undated"),
    "events/zoo.md": "# Zoo\n",
    "rst/index.rst": "Old\n===\n\n.. toctree::\n   :glob:\n\n   *\n",
    "rst/a.rst": "A\n=\n\n.. event::\n   :date: 2019\n",
    "rst/b.rst": "B\n=\n\n.. event::\n   :date: 2018-05-01\n",
    "rst/c.rst": "C\n=\n\n.. event::\n   :date: 2018-04\n",
    "rst/d.rst": "D\n=\n\n.. event::\n",
}
NEWEST = ["PyCon", "Evening", "Aardvark", "DAC", "Undated"]
OLDEST = ["C", "B", "A", "D"]


def entries(site: Site, page: str) -> list[str]:
    """Return the titles in the visible toctree of a page."""
    found = re.search(r'class="toctree-wrapper.*?</div>', site.read(page), re.DOTALL)
    assert found is not None
    return re.findall(r'toctree-l1"><a[^>]*>([^<]*)<', found[0])


def events_in(titles: list[str]) -> list[str]:
    """Return those that are events."""
    return [title for title in titles if title not in {"Zoo", "Extra"}]


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    """Build all of it once."""
    return shared_site(FILES)


def test_the_newest_come_first_where_a_toctree_is_turned_round(built: Site) -> None:
    assert events_in(entries(built, "events/index.html")) == NEWEST


def test_the_oldest_come_first_elsewhere_and_undated_ones_last(built: Site) -> None:
    assert entries(built, "rst/index.html") == OLDEST


@pytest.mark.parametrize("turned", [False, True])
def test_several_patterns_do_not_turn_a_toctree_round(site: MakeSite, turned: bool) -> None:
    shown = toctree(*[":reversed:"] * turned, ":glob:", "", "z*", "e/*")
    made = site(
        {
            "index.md": f"# Notes\n\n{shown}",
            "zoo.md": "# Zoo\n",
            "e/one.md": event("One", "2025-02"),
            "e/three.md": event("Three", "2025-01"),
            "e/two.md": event("Two", "2025-03"),
        }
    )
    dated = ["Three", "One", "Two"]
    assert events_in(entries(made, "index.html")) == (dated[::-1] if turned else dated)


def test_it_is_the_order_of_the_lists(built: Site) -> None:
    text = built.text("index.html").partition("PyCon 1 February")[2]
    places = [text.index(f" {title} ") for title in ("Evening", "Aardvark", "DAC", "A", "B", "C")]
    assert places == sorted(places)


def test_events_of_one_day_stand_as_people_count_their_names(site: MakeSite) -> None:
    parts = {f"e/part-{n}.md": event(f"Part {n}", "2025-01-01") for n in (1, 2, 10)}
    made = site({"index.md": "# Notes\n\n" + toctree(":glob:", "", "e/*"), **parts})
    assert entries(made, "index.html") == ["Part 1", "Part 2", "Part 10"]


def test_pages_without_events_stay_where_they_are(built: Site) -> None:
    names = built.app.env.toctree_includes["events/index"]
    assert [names.index("events/zoo"), names.index("events/2024_06-dac/extra")] == [0, 6]


def test_the_side_bar_is_in_that_order(shared_site: MakeSite) -> None:
    made = shared_site(FILES, html_theme="furo", name="furo")
    for page in ("index.html", "events/zoo.html"):
        bar = made.read(page).partition('class="sidebar-tree"')[2].partition("</aside>")[0]
        titles = re.findall(r'internal" href="[^"]*">([^<]*)<', bar)
        assert [t for t in titles if t in NEWEST] == NEWEST
        assert [t for t in titles if t in OLDEST] == OLDEST


@pytest.mark.parametrize("builder", ["singlehtml", "latex", "text"])
def test_every_builder_has_that_order(site: MakeSite, builder: str) -> None:
    made = site(FILES, builder=builder)
    if builder == "text":
        titles = re.findall(r"^\* (\w+)", made.read("events/index.txt"), re.MULTILINE)
    elif builder == "latex":
        titles = re.findall(r"section\{(\w+)\}", next(made.out.glob("*.tex")).read_text("utf-8"))
    else:
        titles = re.findall(r"<h\d[^>]*>(\w+)<", made.read("index.html"))
    assert [title for title in titles if title in NEWEST] == NEWEST


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_changed_date_moves_an_event_as_a_clean_build_does(site: MakeSite, parallel: int) -> None:
    made = site(FILES, parallel=parallel, name="edited")
    edit = {
        "events/aardvark.md": event("Aardvark", "2026"),
        "events/new/index.md": event("New", "2025-01-15"),
    }
    made.write(edit)
    assert events_in(entries(made.rebuild(), "events/index.html")) == [
        *("Aardvark", "PyCon", "New", "Evening", "DAC", "Undated"),
    ]
    clean = site({**FILES, **edit}, name="clean")
    assert pages(made) == pages(clean)
    edit = {
        name: "# No event any more\n"
        for name in FILES
        if "event" in name and name != "events/index.md"
    }
    made.write(edit)
    made.rebuild()
    assert pages(made) == pages(
        site({**FILES, "events/new/index.md": event("New", "2025-01-15"), **edit}, name="none")
    )
    made.write(FILES)
    made.rebuild()
    (made.root / "events/pycon/index.md").unlink()
    assert events_in(entries(made.rebuild(), "events/index.html"))[:2] == ["New", "Evening"]


def pages(site: Site) -> Mapping[str, str]:
    """Return the HTML pages of a build."""
    found = sorted(site.out.rglob("*.html"))
    return {path.relative_to(site.out).as_posix(): path.read_text("utf-8") for path in found}


def test_what_an_author_has_put_in_order_stays(site: MakeSite) -> None:
    files = {**FILES, "index.md": "# N\n\n" + toctree("events/index", "rst/index")}
    files["events/index.md"] = "# Events\n\n" + toctree(
        *("2025-01-01-evening", "undated", "pycon/index", "aardvark", "2024_06-dac/index"),
        *("2024_06-dac/extra", "zoo"),
    )
    made = site(files)
    order = ["Evening", "Undated", "PyCon", "Aardvark", "DAC"]
    assert events_in(entries(made, "events/index.html")) == order


def test_without_the_feature_names_decide(site: MakeSite) -> None:
    made = site(FILES, extensions=["myst_parser", "eventnotes"])
    order = ["Undated", "PyCon", "Aardvark", "Evening", "DAC"]
    assert events_in(entries(made, "events/index.html")) == order
