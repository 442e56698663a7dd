"""Where people, organisations and topics live, and who is who in their lists."""

from __future__ import annotations

import re

import pytest
from building import MakeSite, Site

EVENT = "# E\n\n```{event}\n:date: 2025-03\n:host: NVIDIA\n```\n\n## One\n\n```{talk}\n"
LATER = "# F\n\n```{event}\n:date: 2025-04\n```\n\n## Two\n\n```{talk}\n"
PEOPLE = "# People\n\n```{people}\n```\n"


def anchors(built: Site, page: str) -> list[str]:
    """Return the anchors of names on a page, in order."""
    return re.findall(r'id="((?:person|org|topic)-[^"]+)"', built.read(page))


def headings(built: Site, page: str) -> list[tuple[str, str]]:
    """Return the headings of entries on a page with the addresses that they lead to, if any."""
    body = built.read(page).partition('<div class="body"')[2].partition('class="clearer"')[0]
    found = re.findall(r'<h[2-6]>(?:<a class="en-ref" href="([^"]*)">)?([^<]+)', body)
    return [(shown, address) for address, shown in found]


def home(built: Site, identifier: str) -> str:
    """Return where something lives."""
    entry = built.entries[identifier]
    return f"{entry.page}#{entry.anchor}"


# -- where they live -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def several(shared_site: MakeSite) -> Site:
    """Build a site with lists of people of all sorts on several pages."""
    event = f"{EVENT}:speakers: Ada Example (Mako); Bo Example\n:topics: GPU\n```\n"
    sample = "# Guide\n\n::::{example}\n```{people}\n```\n::::\n"
    return shared_site(
        {
            "events/e.md": event,
            "a-guide.md": sample,
            "a-table.md": "# Table\n\n```{people}\n:as: table\n```\n",
            "b-limited.md": "# Limited\n\n```{people}\n:limit: 1\n```\n",
            "c-filtered.md": "# Filtered\n\n```{people}\n:topic: GPU\n```\n",
            "people.md": f"{PEOPLE}\n## Again\n\n```{{people}}\n```\n",
            "topics.md": "# Topics\n\n```{topics}\n:group: year\n```\n",
            "z-people.md": PEOPLE,
        },
        extensions=["eventnotes.site", "guide"],
    )


def test_people_live_in_the_first_whole_list_by_page_name(several: Site) -> None:
    assert home(several, "people/ada-example") == "people#person-people-ada-example"
    assert anchors(several, "people.html") == [
        "person-people-ada-example",
        "person-people-bo-example",
    ]


@pytest.mark.parametrize("page", ["a-guide", "a-table", "b-limited", "c-filtered", "z-people"])
def test_no_other_list_has_their_anchors(several: Site, page: str) -> None:
    assert anchors(several, f"{page}.html") == []


@pytest.mark.parametrize("page", ["b-limited", "c-filtered", "z-people"])
def test_other_lists_lead_to_them_there(several: Site, page: str) -> None:
    ada = ("Ada Example", "people.html#person-people-ada-example")
    assert headings(several, f"{page}.html")[0] == ada


def test_of_two_whole_lists_on_a_page_the_first_is_their_home(several: Site) -> None:
    assert headings(several, "people.html") == [
        ("Ada Example", ""),
        ("Bo Example", ""),
        ("Again", ""),
        ("Ada Example", "#person-people-ada-example"),
        ("Bo Example", "#person-people-bo-example"),
    ]


def test_a_card_leads_to_the_entry(several: Site) -> None:
    assert 'href="../people.html#person-people-ada-example"' in several.read("events/e.html")


def test_an_example_in_a_guide_is_drawn_like_a_list(several: Site) -> None:
    assert "Bo Example" in several.text("a-guide.html")


def test_without_a_list_names_live_where_they_are_first_named(several: Site) -> None:
    assert home(several, "orgs/mako") == "events/e#talk-e-one"
    assert home(several, "orgs/nvidia") == "events/e#event-e"


def test_a_topic_in_several_groups_has_one_anchor(several: Site) -> None:
    assert home(several, "topics/gpu") == "topics#topic-topics-gpu"
    assert anchors(several, "topics.html") == ["topic-topics-gpu"]


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml"])
def test_a_home_is_one_in_every_builder(site: MakeSite, builder: str) -> None:
    files = {"events/e.md": f"{EVENT}:speakers: Ada Example\n```\n", "people.md": PEOPLE}
    built = site(files, builder=builder)
    assert home(built, "people/ada-example") == "people#person-people-ada-example"


def test_a_list_in_a_block_is_a_home_too(site: MakeSite) -> None:
    files = {
        "events/e.md": f"{EVENT}:speakers: Ada Example\n```\n",
        "people.md": "# P\n\n::::{note}\n```{people}\n```\n::::\n",
    }
    assert anchors(site(files, name="html"), "people.html") == ["person-people-ada-example"]
    source = next(site(files, builder="latex", project="N", name="tex").out.glob("*.tex"))
    text = source.read_text(encoding="utf-8")
    assert r"\label{\detokenize{people:person-people-ada-example}}" in text


# -- who is who ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def named(shared_site: MakeSite) -> Site:
    """Build a site where people, organisations and topics have several names."""
    return shared_site(
        {
            "events/e.md": (
                f"{EVENT}:speakers: Dylan (SemiAnalysis); Wei Zhang; people/wei-zhang-hkust (HKUST)"
                "\n  日本語 太郎; Guido Van Rossum\n:topics: gpu, Ünïcode\n:org: Acme\n```\n"
            ),
            "events/f.md": (
                f"{LATER}:speakers: Dylan Patel; Guido van Rossum; Ada Old\n:topics: GPU, Unicode\n"
                ":org: Acme, Inc.; NVIDIA Corporation; Solo GmbH\n```\n\n"
                "{person}`Dylan`, {person}`Ada Old`, {person}`people/ada-older`, {org}`Acme, Inc.`"
                "\n"
            ),
            "who.md": (
                "# Who\n\n:::{about} people/dylan-patel\n:aliases: Dylan (SemiAnalysis), Dylan\n\n"
                "Writes *a lot*.\n:::\n\n"
                ":::{about} people/ada-new\n:name: Ada New\n:aliases: Ada Old, people/ada-older\n"
                ":url: https://ada.example/\n:::\n"
            ),
            "people.md": (
                f"{PEOPLE}\n## More\n\n:::{{about}} people/wei-zhang-hkust\n:name: Wei Zhang\n\n"
                "The other one.\n:::\n"
            ),
            "orgs.md": "# Orgs\n\n```{orgs}\n```\n",
            "topics.md": "# Topics\n\n```{topics}\n```\n",
        },
        name="named",
    )


def entry(built: Site, page: str, name: str) -> str:
    """Return the words of one entry of a list."""
    page = built.read(page).partition(f">{name}<")[2]
    words = re.sub(r"<[^>]*>", " ", page.partition("</section>")[0].partition("</h2>")[2])
    return " ".join(words.split())


def test_a_first_name_and_a_full_name_are_one_person(named: Site) -> None:
    names = [shown for shown, _ in headings(named, "people.html")]
    assert names.count("Dylan Patel") == 1
    assert "Dylan" not in names
    words = entry(named, "people.html", "Dylan Patel")
    assert "SemiAnalysis (2025)" in words
    assert "Two F · April 2025" in words
    assert "One E · March 2025" in words


def test_other_names_are_said_and_lead_to_the_one(named: Site) -> None:
    assert "Also: Ada Old" in entry(named, "people.html", "Ada New")
    assert "Also: Dylan" in entry(named, "people.html", "Dylan Patel")
    page = named.read("events/f.html")
    for anchor, shown in (("dylan-patel", "Dylan Patel"), ("ada-new", "Ada New")):
        assert re.search(
            rf'href="../who.html#person-people-{anchor}"[^>]*>(<span[^>]*>)?{shown}', page
        )
    assert named.entries["people/ada-older"].alias_of == "people/ada-new"


def test_an_old_name_keeps_its_anchor(named: Site) -> None:
    assert anchors(named, "who.html") == [
        "person-people-dylan-patel",
        "person-people-dylan-semianalysis",
        "person-people-dylan",
        "person-people-ada-new",
        "person-people-ada-old",
        "person-people-ada-older",
    ]
    assert anchors(named, "orgs.html") == [
        *("org-orgs-acme", "org-orgs-acme-inc", "org-orgs-hkust", "org-orgs-nvidia"),
        *("org-orgs-nvidia-corporation", "org-orgs-semianalysis", "org-orgs-solo-gmbh"),
    ]


def test_who_is_described_elsewhere_is_described_in_the_list_as_well(named: Site) -> None:
    assert ("Dylan Patel", "who.html#person-people-dylan-patel") in headings(named, "people.html")
    assert entry(named, "people.html", "Dylan Patel").startswith("Writes a lot .")
    link = '<a class="reference external" href="https://ada.example/" rel="external">'
    assert f"{link}ada.example</a>" in named.read("people.html")
    assert "One E · March 2025" in named.text("who.html")


def test_who_is_described_on_the_same_page_is_led_to_and_not_told_twice(named: Site) -> None:
    anchor = "#person-people-wei-zhang-hkust"
    assert ("Wei Zhang", anchor) in headings(named, "people.html")
    assert named.text("people.html").count("The other one.") == 1
    assert named.read("people.html").count(f'id="{anchor[1:]}"') == 1


def test_two_people_of_one_name_are_kept_apart_by_ids(named: Site) -> None:
    names = [shown for shown, _ in headings(named, "people.html")]
    assert names.count("Wei Zhang") == 2
    assert home(named, "people/wei-zhang") == "people#person-people-wei-zhang"
    assert home(named, "people/wei-zhang-hkust") == "people#person-people-wei-zhang-hkust"


def test_capitals_and_accents_make_no_other_person_or_topic(named: Site) -> None:
    names = [shown for shown, _ in headings(named, "people.html")]
    assert [name for name in names if name.lower() == "guido van rossum"] == ["Guido Van Rossum"]
    topics = [shown for shown, _ in headings(named, "topics.html")]
    assert topics == ["gpu", "Ünïcode"]


def test_a_company_form_makes_no_other_organisation(named: Site) -> None:
    orgs = [shown for shown, _ in headings(named, "orgs.html")]
    assert orgs == ["Acme", "HKUST", "NVIDIA", "SemiAnalysis", "Solo GmbH"]
    assert entry(named, "orgs.html", "Acme").count("F · April 2025") == 1


def test_a_name_without_letters_of_the_alphabet_has_an_entry(named: Site) -> None:
    identifier = next(name for name in named.entries if name.startswith("people/x-"))
    assert home(named, identifier) == f"people#person-{identifier.replace('/', '-')}"
    assert "One E · March 2025" in entry(named, "people.html", "日本語 太郎")


@pytest.mark.parametrize("circle", [["a-a", "b-b"], ["a-a", "b-b", "c-c"]])
def test_aliases_in_a_circle_are_people_of_their_own(site: MakeSite, circle: list[str]) -> None:
    said = "".join(
        f":::{{about}} people/{name}\n:aliases: people/{circle[at - 1]}\n:::\n\n"
        for at, name in enumerate(circle)
    )
    files = {"events/e.md": f"{EVENT}:speakers: A A; B B; C C\n```\n", "w.md": f"# W\n\n{said}"}
    built = site({**files, "people.md": PEOPLE}, warnings=["notes.duplicate-id"] * len(circle))
    assert [name for name, _ in headings(built, "people.html")] == ["A A", "B B", "C C"]


MAY_BE = "'Jack Rae' and 'Jack W. Rae' may be one person"


def test_names_that_may_be_one_are_one_hint_and_no_warning(site: MakeSite) -> None:
    event = f"{EVENT}:speakers: Jack Rae; Jack W. Rae\n```\n"
    built = site({"events/e.md": event, "people.md": PEOPLE})
    assert len([line for line in built.said if MAY_BE in line]) == 1
    assert [name for name, _ in headings(built, "people.html")] == ["Jack Rae", "Jack W. Rae"]
    described = ":::{about} people/jack-w-rae\n\nAnother.\n:::\n"
    built.write({"w.md": f"# W\n\n{described}", "events/e.md": f"{event}\nWords.\n"})
    assert not [line for line in built.rebuild().said if "may be one person" in line]


def test_talks_are_rated_and_people_are_not(site: MakeSite) -> None:
    event = f"{EVENT}:speakers: Ada Example\n:rating: 4\n```\n\n## Other\n\n```{{talk}}\n"
    event += ":speakers: Ada Example\n:rating: 1\n```\n"
    table = "```{people}\n:as: table\n:columns: name, org, talks, moderated, mentions, last\n```\n"
    built = site({"events/e.md": event, "people.md": f"{PEOPLE}\n{table}"})
    words = built.text("people.html")
    assert "2.5" not in words
    assert "mean" not in words.lower()
    assert "Name Organisation Talks Moderated Mentions Last Ada Example 2 0 0 Mar 2025" in words
