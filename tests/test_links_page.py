"""The list of links on a page: each resource once, with the places that cite it, in every form."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from building import MakeSite, Site

DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
FILES = {
    "events/2025-a.md": (
        "# Alpha\n\n```{event}\n:date: 2025-03\n:series: Nights\n```\n\n## One\n\n"
        "```{talk}\n:speakers: Ada Example (Mako)\n:absent: Bo Example\n"
        ":recording: https://video.example/v\n:topics: GPU\n```\n\n"
        "At [a minute](https://post.example/a#deep) it says *so*. Then more.\n\n"
        "- [The repo](https://github.com/a/b): half tested.\n"
    ),
    "events/2024-b.md": (
        "# Beta\n\n```{event}\n:date: 2024\n```\n\n```{link} http://www.post.example/a/\n"
        ":title: The post\n:authors: Bo Example\n:date: 2023-05\n```\n"
    ),
    "more.md": "# More\n\nBy the way, https://github.com/a/b?utm_source=x is tested now.\n",
}
LIST = {"l.md": "# L\n\n```{links}\n```\n"}


def shown(site: MakeSite, options: str) -> str:
    """Return the words of a list with some options."""
    lines = "".join(f":{option}\n" for option in options.split("|") if option)
    built = site({**FILES, "l.md": f"# L\n\n```{{links}}\n{lines}```\n"}, warnings=True)
    return built.text("l.html").replace(" ¶", "").removeprefix("L ")


ONE = "One Video · video.example Alpha › One , recording"
POST = (
    "The post Article · Bo Example · post.example · May 2023 Beta"
    " Alpha › One , at #deep : At a minute it says so ."
)
REPO = (
    "The repo Code · github.com Alpha › One : half tested."
    " More : By the way, github.com/a/b?utm_source=x is tested now."
)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("", f"{ONE.replace('Alpha › One , rec', 'Alpha , rec')} {POST} {REPO}"),
        (
            "as: table",
            "Link Kind Site Date One Video video.example The post Article post.example May 2023"
            " The repo Code github.com",
        ),
        (
            "as: table|columns: title, authors, event",
            "Link By Event One Alpha The post Bo Example The repo",
        ),
        ("kind: code", REPO),
        ("topic: GPU", f"{ONE.replace('Alpha › One , rec', 'Alpha , rec')} "
         f"{POST.replace(' Beta Alpha', ' Alpha')} {REPO.partition(' More')[0]}"),
        ("event: b-2024", POST.partition(" Alpha")[0]),
        ("person: Bo Example", POST),
        ("until: 2023", POST),
        ("limit: 1", f"{ONE.replace('Alpha › One , rec', 'Alpha , rec')} 1 of 3 links"),
        ("series: Nights|kind: article", POST.replace(" Beta Alpha", " Alpha")),
        ("kind: book", "No links here."),
    ],
)  # fmt: skip
def test_a_list_shows_what_is_cited_with_the_places_that_pass(
    site: MakeSite, options: str, words: str
) -> None:
    assert shown(site, options) == words


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ("sort: title", ["One", "The post", "The repo"]),
        ("sort: -title", ["The repo", "The post", "One"]),
        ("sort: -date", ["The repo", "One", "The post"]),
        ("sort: date", ["The post", "One", "The repo"]),
        ("sort: kind", ["The post", "The repo", "One"]),
        ("sort: site", ["The repo", "The post", "One"]),
    ],
)
def test_it_is_sorted_as_one_asks(site: MakeSite, options: str, order: list[str]) -> None:
    words = shown(site, f"as: table|columns: title|{options}").removeprefix("Link ")
    if "date" in options:  # both of the same month
        order = [title for title in order if title != "The repo"]
        words = words.replace("The repo", "").replace("  ", " ").strip()
    assert words == " ".join(order)


@pytest.mark.parametrize(
    ("group", "headings"),
    [
        ("kind", ["Article", "Video", "Code"]),
        ("site", ["github.com", "post.example", "video.example"]),
        ("event", ["Alpha", "Beta", "Without an event"]),
        ("year", ["2025", "2023", "Without a date"]),
        ("topic", ["GPU", "Without a topic"]),
        ("person", ["Ada Example", "Bo Example", "Without a person"]),
        ("series", ["Nights", "Not in a series"]),
    ],
)
def test_it_is_grouped_as_one_asks(site: MakeSite, group: str, headings: list[str]) -> None:
    words = shown(site, f"group: {group}")
    places = [words.index(heading) for heading in headings]
    assert places == sorted(places)


def test_in_a_group_it_has_the_places_of_that_group_alone(site: MakeSite) -> None:
    words = shown(site, "group: event")
    _, alpha, beta = words.replace("Alpha ", "|", 1).replace(" Beta The", "|The", 1).split("|")
    assert "it says so" in alpha
    assert "it says so" not in beta


def test_many_places_are_cut_and_counted(site: MakeSite) -> None:
    words = "\n\n".join(f"## S{n}\n\nSee https://x.example/ number {n}." for n in range(15))
    text = site({"a.md": f"# A\n\n{words}\n", **LIST}).text("l.html")
    assert text.count("A › S") == 12
    assert text.endswith("and in 3 more places")


# -- every builder -------------------------------------------------------------------------

WORDS = ("The repo", "The post", "half tested", "post.example", "2023")
SETTINGS = {"version": "1", "copyright": "somebody", "project": "Notes", "author": "somebody"}


def _output(built: Site, builder: str) -> str:
    if builder == "epub":
        (path,) = built.out.glob("*.epub")
        with zipfile.ZipFile(path) as packed:
            return packed.read("l.xhtml").decode()
    pages = {"dirhtml": "l/index.html", "singlehtml": "index.html", "text": "l.txt", "xml": "l.xml"}
    if builder in pages:
        return built.read(pages[builder])
    found = [*built.out.glob("*.tex"), *built.out.glob("*.1")]
    return "".join(path.read_text(encoding="utf-8") for path in found)


@pytest.mark.parametrize(
    "builder", ["text", "latex", "epub", "man", "xml", "singlehtml", "dirhtml"]
)
def test_every_builder_shows_the_list(site: MakeSite, builder: str) -> None:
    built = site({**FILES, **LIST}, builder=builder, **SETTINGS)
    output = _output(built, builder).replace("\\-", "-").replace("\\&.", ".")
    assert [word for word in WORDS if word not in output] == []


def test_gettext_offers_no_address_and_no_place(site: MakeSite) -> None:
    built = site({**FILES, **LIST}, builder="gettext", gettext_compact=False)
    assert "half tested" in built.read("events/2025-a.pot")
    text = built.read("l.pot")
    assert "half tested" not in text
    assert "https://github.com" not in text


def test_text_shows_it_as_a_list_of_lists(site: MakeSite) -> None:
    text = site({**FILES, "l.md": "# L\n\n```{links}\n:kind: code\n```\n"}, builder="text").read(
        "l.txt"
    )
    assert text == (
        "L\n*\n\n"
        "* The repo <https://github.com/a/b> (Code · github.com)\n\n"
        "  * Alpha › One: half tested.\n\n"
        "  * More: By the way, *github.com/a/b?utm_source=x* is tested now.\n"
    )


# -- who is told where a reader comes from -------------------------------------------------


def _rels(built: Site) -> set[str]:
    found: set[str] = set()
    for path in built.out.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")
        for link in page.select("a.external"):
            found.add(" ".join(link.get_attribute_list("rel") if link.has_attr("rel") else []))
    return found


LOCK = (
    '{"version": 1, "links": {"https://github.com/a/b": {"status": "404", "checked": "2025-05-10",'
    ' "failing": "2025-05-01", "failures": 3,'
    ' "archive": {"url": "https://web.archive.org/web/2024/https://github.com/a/b",'
    ' "date": "2024-05-01"}}}}'
)


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("theme", ["basic", "furo"])
def test_every_outgoing_link_says_how_it_is_related(
    site: MakeSite, private: bool, theme: str
) -> None:
    rst = {
        "r.rst": "R\n=\n\n.. image:: dot.svg\n   :target: https://x.example/\n\n`a <https://y.example/>`_\n"
    }
    files = {**FILES, **LIST, **rst, "dot.svg": DOT, "links.lock.json": LOCK}
    built = site(files, eventnotes_private=private, html_theme=theme)
    assert _rels(built) == {"external noreferrer" if private else "external"}
    for path in built.out.rglob("*.html"):
        meta = '<meta name="referrer" content="no-referrer" />'
        assert (meta in path.read_text(encoding="utf-8")) == private, path


# -- private and other spellings -----------------------------------------------------------


def test_a_private_card_is_in_the_list_of_the_authors_copy_alone(site: MakeSite) -> None:
    page = (
        "# P\n\nhttps://post.example/a here.\n\n::::{private}\n```{link} https://zqx.example/\n"
        ":title: Zqxcard\n```\n\n```{link} https://post.example/a\n:title: Zqxtitle\n```\n::::\n"
    )
    public = site({"p.md": page, **LIST}, name="public")
    assert not [
        path
        for path in public.out.rglob("*")
        if path.is_file() and b"zqx" in path.read_bytes().lower()
    ]
    copy = site({"p.md": page, **LIST}, eventnotes_private=True, name="copy").text("l.html")
    assert "Zqxcard (private)" in copy
    assert "Zqxtitle (private)" not in copy


def test_what_cites_a_card_in_another_spelling_is_shown_at_the_card(site: MakeSite) -> None:
    files = {
        "a.md": "# A\n\n```{link} https://youtu.be/AbCdEf12345\n:title: Film\n```\n",
        "b.md": "# B\n\nSee [it](https://www.youtube.com/watch?v=AbCdEf12345&t=9) now.\n",
    }
    assert "Mentioned in 1 place B (links to it) See it now." in site(files).text("a.html")


def test_a_still_of_a_video_is_a_file_that_leads_to_it(site: MakeSite) -> None:
    page = (
        "# A\n\n```{link} https://youtu.be/AbCdEf12345\n:title: Film\n\n![Still](dot.svg)\n\n"
        "Good.\n```\n"
    )
    built = site({"a.md": page, "dot.svg": DOT, **LIST})
    link = BeautifulSoup(built.read("a.html"), "html5lib").select_one("a.en-still")
    assert link is not None
    assert (link["href"], link["rel"]) == ("https://youtu.be/AbCdEf12345", ["external"])
    assert link.img is not None
    assert (link.img["src"], link.img["alt"]) == ("_images/dot.svg", "Still")
    assert built.text("l.html").count("Film") == 1


def test_a_card_that_is_no_video_keeps_its_picture_as_it_is(site: MakeSite) -> None:
    page = "# A\n\n```{link} https://x.example/\n\n![Still](dot.svg)\n```\n"
    assert "en-still" not in site({"a.md": page, "dot.svg": DOT}).read("a.html")


def test_the_two_processes_write_the_same_list(site: MakeSite) -> None:
    files = {
        f"n{n}.md": f"# N{n}\n\nhttps://x.example/{n % 3} and https://y.example/{n}\n"
        for n in range(9)
    }
    one = site({**FILES, **LIST, **files}, name="one")
    two = site({**FILES, **LIST, **files}, name="two", parallel=2)
    assert one.read("l.html") == two.read("l.html")
    assert (
        Path(one.out, "searchindex.js").read_bytes() == Path(two.out, "searchindex.js").read_bytes()
    )
