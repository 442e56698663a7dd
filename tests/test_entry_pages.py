"""Names with many talks: the pages that they have for themselves, and what is left in the list."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from building import MakeSite, Site
from sphinx.util.inventory import InventoryFile

CORE = ["myst_parser", "eventnotes"]
BUSY, OFTEN, QUIET = "Ada Example", "Bo Example", "Cy Example"
ANCHOR = "person-people-ada-example"


def event(number: int, *talks: str) -> str:
    """Return the page of an event: each talk by those who are named."""
    text = f"# Day {number}\n\n```{{event}}\n:date: 202{number}-05-01\n```\n\n"
    for at, names in enumerate(talks):
        text += f"## Talk {number}-{at}\n\n```{{talk}}\n:speakers: {names}\n:topics: GPU\n```\n\n"
    return text


BOTH = f"{BUSY} (Mako); {OFTEN}"
FILES: Mapping[str, str] = {
    "index.md": "# Notes\n\n{person}`Ada Example`, [](#people/ada-example), "
    "{ref}`people/cy-example`\n\n```{toctree}\n:hidden:\n:glob:\n\n*\n*/*\n```\n",
    "events/a.md": event(1, *[BOTH] * 6),
    "events/b.md": event(2, *[BOTH] * 5, BUSY, QUIET),
    "events/c.md": event(3, *[QUIET] * 9),
    "events/d.md": event(4, *[f"Few {name}" for name in "ABCDEFGHIJKL"]),
    "people.md": "# People\n\n```{people}\n```\n",
    "some.md": "# Some\n\n```{people}\n:org: Mako\n```\n",
    "who.md": "# Who\n\n:::{about} topics/gpu\n:::\n",
    "orgs.md": "# Organisations\n\n```{orgs}\n```\n",
    "topics.md": "# Topics\n\n```{topics}\n```\n",
}


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    """Build a site on which two people gave more than ten talks, and one gave ten."""
    return shared_site(FILES)


def own_pages(site: Site) -> list[str]:
    """Return the pages that no source has, below those of lists."""
    lists = ("people", "orgs", "topics", "who")
    found = [path for name in lists for path in (site.out / name).glob("*.html")]
    return sorted(path.relative_to(site.out).as_posix() for path in found)


def entry(page: str, anchor: str) -> str:
    """Return the entry of a name in a list."""
    return page.partition(f'<section id="{anchor}"')[2].partition("</section>")[0]


def files(site: Site) -> dict[str, bytes]:
    """Return all that a build wrote."""
    return {
        str(path.relative_to(site.out)): path.read_bytes()
        for path in sorted(site.out.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


# -- what a reader finds ---------------------------------------------------------------------------


def test_a_name_with_more_than_ten_talks_has_a_page_with_all_of_them(built: Site) -> None:
    assert own_pages(built) == [
        "orgs/mako.html",
        "people/ada-example.html",
        "people/bo-example.html",
    ]
    page = built.read("people/ada-example.html")
    assert f'<section id="{ANCHOR}"><h1>Ada Example' in page
    talks = re.findall(r'href="\.\./events/(?:a|b)\.html#talk-[^"]*">(Talk [^<]*)<', page)
    assert talks == [f"Talk 2-{at}" for at in range(6)] + [f"Talk 1-{at}" for at in range(6)]
    assert "more</summary>" not in page
    assert '<a class="en-ref" href="../people.html">People</a>' in page
    assert '<meta name="description" content="12 talks" />' in page


def test_its_list_has_the_latest_five_and_leads_there(built: Site) -> None:
    shown = entry(built.read("people.html"), ANCHOR)
    assert f' data-en-moved="people/ada-example.html#{ANCHOR}"' in shown
    assert re.findall(r">(Talk [^<]*)<", shown) == [f"Talk 2-{at}" for at in range(5)]
    way = f'<a class="en-ref" href="people/ada-example.html#{ANCHOR}">'
    assert f"{way}Ada Example</a>" in shown
    assert f"{way}All 12 talks</a>" in shown
    assert "Mako" in shown
    quiet = entry(built.read("people.html"), "person-people-cy-example")
    assert quiet.count('href="events/') == 20  # ten talks, each with its event
    assert "data-en-moved" not in quiet


def test_all_that_refers_to_it_leads_to_its_page(built: Site) -> None:
    home = built.read("index.html")
    assert home.count(f'href="people/ada-example.html#{ANCHOR}"') == 2
    assert 'href="people.html#person-people-cy-example"' in home
    assert f'href="../people/ada-example.html#{ANCHOR}"' in built.read("events/a.html")
    inventory = InventoryFile.loads((built.out / "objects.inv").read_bytes(), uri="").data
    for kind in ("notes:person", "std:label"):
        items = inventory[kind].items()
        found = {name: item.uri if hasattr(item, "uri") else item[2] for name, item in items}
        assert found["people/ada-example"] == f"people/ada-example.html#{ANCHOR}"
        assert found["people/cy-example"] == "people.html#person-people-cy-example"


def test_its_hover_card_is_found_by_the_address_of_its_page(built: Site) -> None:
    cards = "".join(path.read_text(encoding="utf-8") for path in built.out.glob("hovercards/*.js"))
    assert f'"people/ada-example#{ANCHOR}":' in cards
    assert '"people#person-people-cy-example":' in cards


def test_an_index_says_how_much_is_known_in_words_and_in_bars(built: Site) -> None:
    shown = entry(built.read("people.html"), ANCHOR)
    assert 'data-talks="12" data-last="2022-05-01" data-years="2021 2022"' in shown
    summary = re.findall(r"<summary[^>]*>(.*?)</summary>", shown)
    assert summary == [
        '12 talks · 2022 <svg class="en-activity" role="img" aria-label="6 in 2021, 6 in 2022" '
        'viewBox="0 0 16 10" width="16" height="10"><path d="M0 10v-10h3v10zM4 10v-10h3v10z">'
        "</path></svg>"
    ]
    quiet = entry(built.read("people.html"), "person-people-cy-example")
    assert 'aria-label="1 in 2022, 9 in 2023"' in quiet
    assert 'd="M4 10v-2h3v2zM8 10v-10h3v10z"' in quiet


def test_a_year_far_from_all_others_takes_no_bar_from_them(site: MakeSite) -> None:
    typo = event(5, "Di Typo").replace("2025-", "3025-")
    early = event(0, "Early Bird").replace("2020-", "2009-")
    made = site({**FILES, "events/typo.md": typo, "events/early.md": early})
    shown = made.read("people.html")
    bars = re.findall(r"<svg[^>]*>", entry(shown, "person-people-cy-example"))
    assert bars == [
        '<svg class="en-activity" role="img" aria-label="1 in 2022, 9 in 2023" '
        'viewBox="0 0 16 10" width="16" height="10">'
    ]
    for name in ("di-typo", "early-bird"):  # the place of the bars is kept, and nobody reads it out
        assert (
            '<svg class="en-activity" aria-hidden="true" viewBox="0 0 16 10" '
            'width="16" height="10"></svg></summary>'
        ) in entry(shown, f"person-people-{name}")


def test_who_is_described_stays_with_the_description(built: Site) -> None:
    assert not (built.out / "topics").exists()
    assert '<a class="en-ref" href="who.html#topic-topics-gpu">GPU</a>' in built.read("topics.html")


def test_what_a_filter_leaves_of_an_entry_is_folded_as_ever(built: Site) -> None:
    shown = built.read("some.html")  # once, she was from nowhere
    assert len(re.findall(r">(Talk [12]-\d)<", shown)) == 11
    assert "6 more" in shown
    assert "All 12" not in shown


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub"])
def test_other_formats_have_the_whole_entry_in_its_list(site: MakeSite, builder: str) -> None:
    made = site(FILES, builder=builder, project="N", version="1", copyright="x")
    name = {"text": "people.txt", "latex": "n.tex", "singlehtml": "index.html"}
    text = made.read(name.get(builder, "people.xhtml"))
    assert text.replace("\\sphinxhyphen{}", "-").count("Talk 1-5") >= 2
    assert "All 12 talks" not in text
    assert "ada-example.html" not in text
    assert not (made.out / "people").exists()


def test_builders_of_the_same_doctrees_are_not_led_there(site: MakeSite) -> None:
    made = site(FILES)
    other = Site(made.root, "latex", made._arguments[1])
    other.rebuild()
    assert made.root in other.app.doctreedir.parents  # those of both
    [tex] = other.out.glob("*.tex")
    assert f"people:{ANCHOR}" in tex.read_text(encoding="utf-8")


def test_a_site_says_how_many_talks_are_many(site: MakeSite) -> None:
    made = site(FILES, eventnotes_entry_pages=9)
    assert "people/cy-example.html" in own_pages(made)
    made = site(FILES, name="none", eventnotes_entry_pages=0)
    assert own_pages(made) == []
    assert "13 more" not in made.read("people.html")
    assert "7 more" in entry(made.read("people.html"), ANCHOR)
    made = site(FILES, name="bad", eventnotes_entry_pages=-1, warnings=["notes.config"])
    assert own_pages(made) == []


def test_a_guest_has_no_such_pages(site: MakeSite) -> None:
    made = site(FILES, extensions=["myst_parser", "eventnotes"])
    assert own_pages(made) == []


def test_a_page_of_an_author_is_never_overwritten(site: MakeSite) -> None:
    sources = {**FILES, "team.md": FILES["people.md"], "team/ada-example.md": "# Mine\n\nOwn.\n"}
    del sources["people.md"]
    made = site(sources)
    assert "Own." in made.text("team/ada-example.html")
    assert 'href="team/entry-ada-example.html#' in made.read("team.html")
    assert (made.out / "team/entry-ada-example.html").exists()


# -- what an edit writes ---------------------------------------------------------------------------


def test_a_page_comes_with_one_talk_too_many_and_goes_with_it(site: MakeSite) -> None:
    made = site(FILES)
    made.write({"events/c.md": event(3, *[QUIET] * 10)})
    made.rebuild()
    assert "people/cy-example.html" in own_pages(made)
    assert 'href="people/cy-example.html#' in made.read("index.html")  # by {ref}
    more = {**FILES, "events/c.md": event(3, *[QUIET] * 10)}
    assert files(made) == files(site(more, name="more"))
    made.write({"events/c.md": FILES["events/c.md"]})
    made.rebuild()
    assert "people/cy-example.html" not in own_pages(made)
    assert files(made) == files(site(FILES, name="clean"))


def test_only_the_pages_that_show_something_else_are_written(site: MakeSite) -> None:
    made = site(FILES)
    before = {path: path.stat().st_mtime_ns for path in made.out.rglob("*.html")}
    edit = {"events/a.md": event(1, *[BOTH] * 6).replace("## Talk 1-0", "## Talk of the day")}
    made.write(edit)
    made.rebuild()
    written = {
        str(path.relative_to(made.out))
        for path, at in before.items()
        if path.stat().st_mtime_ns > at
    }
    # a talk that is not among the latest five is on the pages of its names, and in filtered lists
    assert {"people/ada-example.html", "people/bo-example.html", "orgs/mako.html"} <= written
    assert not {"people.html", "orgs.html"} & written
    assert files(made) == files(site({**FILES, **edit}, name="clean"))


def test_a_word_beside_a_list_leaves_its_names_their_anchors(site: MakeSite) -> None:
    made = site(FILES, extensions=CORE, eventnotes_entry_pages=10)
    edit = {"people.md": FILES["people.md"] + "\nWho spoke.\n"}
    made.write(edit)
    made.rebuild()
    assert f'<section id="{ANCHOR}"' in made.read("people.html")


def test_an_idle_build_writes_none(site: MakeSite) -> None:
    made = site(FILES)
    before = {path: path.stat().st_mtime_ns for path in made.out.rglob("*.html")}
    inventory = (made.out / "objects.inv").read_bytes()
    made.rebuild()
    written = {path.name for path, at in before.items() if path.stat().st_mtime_ns > at}
    assert written <= {"genindex.html", "search.html"}
    assert (made.out / "objects.inv").read_bytes() == inventory


def test_they_are_the_same_in_several_processes(site: MakeSite, built: Site) -> None:
    assert files(site(FILES, parallel=2)) == files(built)
