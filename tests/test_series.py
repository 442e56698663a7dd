"""Series: where one lives, what its entry says, and which spellings are one."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from building import MakeSite, Site
from comparing import output_of


def event(day: str, title: str, series: str, *ratings: str) -> str:
    """Return the page of an event with a talk for each rating."""
    head = f"# {title}\n\n```{{event}}\n:date: {day}\n:series: {series}\n```\n\n"
    return head + "\n".join(
        f"## Talk {number}\n\n```{{talk}}\n:rating: {rating}\n```\n"
        for number, rating in enumerate(ratings, 1)
    )


EVENTS: Mapping[str, str] = {
    "events/a.md": event("2024-04-01", "First evening", "PyMeetup", "3", "4 Good."),
    "events/b.md": event("2025-05-02", "Second evening", "pymeetup", "5"),
    "events/c.md": event("2025-06-03", "Clocks", "Night of clocks"),
}
REFERS = (
    "# Refers\n\n{series}`PyMeetup`, {series}`series/pymeetup`, {series}`the clocks"
    " <Night of clocks>`, {ref}`series/pymeetup` and [](#series/pymeetup).\n"
)
LISTS: Mapping[str, str] = {
    "groups.md": "# Series\n\n```{events}\n:as: list\n:group: series\n```\n",
    "limited.md": "# L\n\n```{events}\n:as: list\n:series: PyMeetup\n:limit: 1\n```\n",
    "meetup.md": "# The meetup\n\n```{events}\n:as: list\n:series: PyMeetup\n```\n\nBelow.\n",
    "once-more.md": "# Once more\n\n```{events}\n:as: table\n:series: PyMeetup\n```\n",
    "refers.md": REFERS,
}


@pytest.fixture(scope="module")
def listed(shared_site: MakeSite) -> Site:
    """Build a site with lists of events of all sorts."""
    return shared_site({**EVENTS, **LISTS}, html_baseurl="https://notes.example.org/")


def home(built: Site, identifier: str) -> tuple[str, str]:
    """Return page and anchor of a series."""
    entry = built.entries[identifier]
    return entry.page, entry.anchor


def test_one_lives_in_the_first_list_of_it_alone_else_in_a_list_by_series(listed: Site) -> None:
    assert home(listed, "series/pymeetup") == ("meetup", "series-series-pymeetup")
    assert home(listed, "series/night-of-clocks") == ("groups", "series-series-night-of-clocks")
    pages = ("groups", "limited", "meetup", "once-more")
    found = {
        page: re.findall(r'id="(series-[^"]*)"', listed.read(f"{page}.html")) for page in pages
    }
    assert found == {
        "groups": ["series-series-night-of-clocks"],
        "limited": [],
        "meetup": ["series-series-pymeetup"],
        "once-more": [],
    }


def test_the_heading_of_one_that_lives_elsewhere_leads_there(listed: Site) -> None:
    html = listed.read("groups.html")
    there = '<h2><a class="en-ref" href="meetup.html#series-series-pymeetup">PyMeetup</a></h2>'
    assert there in html
    assert "<h2>Night of clocks<a" in html


def test_it_is_referred_to_by_name_id_and_label(listed: Site) -> None:
    body = listed.read("refers.html").partition('<div class="body"')[2]
    found = re.findall(r'href="((?:meetup|groups)\.html#[^"]*)"[^>]*><span[^>]*>([^<]*)', body)
    meetup = "meetup.html#series-series-pymeetup"
    assert found[:5] == [
        (meetup, "PyMeetup"),
        (meetup, "PyMeetup"),
        ("groups.html#series-series-night-of-clocks", "the clocks"),
        (meetup, "PyMeetup"),
        (meetup, "PyMeetup"),
    ]


def test_the_card_of_an_event_leads_to_it_as_it_is_written_there(listed: Site) -> None:
    card = listed.read("events/b.html").partition("en-facts")[2].partition("</p>")[0]
    assert '<a class="en-ref" href="../meetup.html#series-series-pymeetup">pymeetup</a>' in card


def test_its_events_stand_in_order_with_their_ratings_over_time(listed: Site) -> None:
    text = listed.text("meetup.html")
    places = [text.index(name) for name in ("Second evening", "First evening", "Mean 4 of 5")]
    assert places == sorted(places)
    assert "Mean 4 of 5, from 3 ratings between 3 and 5" in text
    assert text.index("3 rated talks as a list") < text.index("Below.")
    assert "Mentioned in 1 place" in text
    html = listed.read("meetup.html")
    assert len(re.findall("<circle [^>]*><title>", html)) == 3
    assert re.findall(r'dy="-2">(\d+)</text>', html) == ["2024", "2025"]


def test_a_list_in_which_none_lives_is_a_list_alone(listed: Site) -> None:
    for page in ("limited", "once-more"):
        assert "<svg" not in listed.read(f"{page}.html")


def test_its_page_leads_to_its_feed(listed: Site) -> None:
    assert 'href="feeds/series/pymeetup.xml"' in listed.read("meetup.html")
    assert 'href="feeds/series/night-of-clocks.xml"' in listed.read("groups.html")
    assert "feeds/series" not in listed.read("limited.html")
    assert (listed.out / "feeds/series/pymeetup.xml").exists()


def test_a_search_finds_it_with_how_many_events_it_has(listed: Site) -> None:
    index = listed.read("searchindex.js")
    assert '"Series, 2 events"' in index
    assert '"Series, 1 event"' in index


def test_it_is_in_the_data(listed: Site) -> None:
    data = listed.read("eventnotes.json")
    line = next(line for line in data.splitlines() if '"id": "series/pymeetup"' in line)
    assert '"name": "PyMeetup"' in line
    assert '"address": "https://notes.example.org/meetup.html#series-series-pymeetup"' in line
    assert '"events": ["b", "a"]' in line


# -- without a list, and with {about} ------------------------------------------------------


def test_without_a_list_it_lives_at_its_first_event(site: MakeSite) -> None:
    built = site({**EVENTS, "refers.md": REFERS})
    assert home(built, "series/pymeetup") == ("events/a", "event-a")


ABOUT = (
    "# About\n\n```{about} series/pymeetup\n:name: The Python meetup\n"
    ":aliases: Python Evening; series/py\n:url: https://py.example.org/\n\nIn a basement.\n```\n"
)


@pytest.fixture(scope="module")
def described(shared_site: MakeSite) -> Site:
    """Build a site that says more of a series, which has had another name."""
    other = event("2025-12-01", "Third evening", "Python Evening")
    files = {**EVENTS, "events/d.md": other, "about.md": ABOUT, **LISTS}
    listed = "```{events}\n:as: list\n:series: Python Evening\n```\n"
    files["old.md"] = f"# Old\n\n{{series}}`Python Evening` {{series}}`py`\n\n{listed}"
    return shared_site(files, name="described")


def test_what_is_described_lives_there(described: Site) -> None:
    assert home(described, "series/pymeetup") == ("about", "series-series-pymeetup")
    assert 'id="series-series-pymeetup"' not in described.read("meetup.html")
    text = described.text("about.html")
    assert "In a basement." in text
    assert "Also: pymeetup, Python Evening" in text


def test_other_names_of_one_are_joined(described: Site) -> None:
    assert described.entries["series/python-evening"].alias_of == "series/pymeetup"
    for page in ("meetup.html", "old.html", "about.html"):
        text = described.text(page)
        names = ("Third evening", "Second evening", "First evening")
        places = [text.index(name) for name in names]
        assert places == sorted(places)
    html = described.read("old.html")
    assert html.count('href="about.html#series-series-pymeetup"') == 2
    assert 'href="../about.html#series-series-pymeetup"' in described.read("events/d.html")


def test_a_name_that_none_has_is_a_warning_with_the_nearest(site: MakeSite) -> None:
    built = site({**EVENTS, "x.md": "# X\n\n{series}`PyMetup`\n"}, warnings=["notes.reference"])
    assert "series: nothing is called 'PyMetup'; nearest: 'PyMeetup'" in built.warnings[0]


def test_an_edit_leaves_what_a_clean_build_would(site: MakeSite) -> None:
    files = {**EVENTS, **LISTS}
    base = "https://notes.example.org/"
    built = site(files, html_baseurl=base)
    steps: list[tuple[str, str]] = [
        ("events/b.md", EVENTS["events/b.md"].replace("pymeetup", "Python Evening")),
        (
            "events/b.md",
            EVENTS["events/b.md"].replace("```\n\n##", ":attended: not yet\n```\n\n##"),
        ),
        ("meetup.md", "# The meetup\n"),
        ("once-more.md", ABOUT),
        ("groups.md", "# Series\n"),
    ]
    for number, (name, text) in enumerate(steps):
        files[name] = text
        built.write({name: text})
        built.rebuild()
        clean = site(files, name=f"clean-{number}", html_baseurl=base)
        assert output_of(built) == output_of(clean), name


@pytest.mark.parametrize("suffix", ["md", "rst"])
@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub"])
def test_its_entry_is_in_every_format(site: MakeSite, builder: str, suffix: str) -> None:
    source = LISTS["meetup.md"] + "\n{series}`pymeetup`\n"
    if suffix == "rst":
        source = "M\n#\n\n.. events::\n   :as: list\n   :series: PyMeetup\n\n:series:`pymeetup`\n"
    files = {**EVENTS, f"meetup.{suffix}": source}
    built = site(
        files, builder=builder, language="ja", source_suffix=[".md", ".rst"], warnings=True
    )
    outputs = {
        **{"text": "meetup.txt", "latex": "projectnamenotset.tex"},
        **{"singlehtml": "index.html", "epub": "meetup.xhtml"},
    }
    shown = built.read(outputs[builder])
    assert "評価した講演3件の一覧" in shown
    assert "First evening" in shown
    assert "<svg" not in shown or builder == "singlehtml"
