"""Lists that are empty, cut, nested, private or hostile: a sensible page in every case."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import MakeSite, Site

from eventnotes.kinds.tables import LISTS

EVENT = (
    "# Event\n\n```{event}\n:date: 2025-03-17\n:topics: GPU\n```\n\n"
    "## One\n\n```{talk}\n:speakers: Ada Example (Mako)\n:rating: 4\n```\n\n"
    "## Two\n\n```{talk}\n:speakers: Bo Example\n:format: panel\n```\n\n"
    "## Three\n\n```{talk}\n```\n"
)
EMPTY = {
    "events": "No events here.",
    "talks": "No talks here.",
    "people": "No people here.",
    "orgs": "No organisations here.",
    "topics": "No topics here.",
    "links": "No links here.",
    "takeaways": "No takeaways here.",
    "ratings": "No ratings here.",
}


def body(built: Site, page: str) -> str:
    """Return the words of a page below its title."""
    return built.text(page).partition("¶ ")[2]


# -- nothing, and not all ------------------------------------------------------------------


@pytest.fixture(scope="module")
def bare(shared_site: MakeSite) -> Site:
    """Build every list of a site where nothing was noted, and filtered where something was."""
    pages = {f"{plural}.md": f"# Page\n\n```{{{plural}}}\n```\n" for plural in LISTS}
    filtered = {
        f"none-{plural}.md": f"# Page\n\n```{{{plural}}}\n:until: 1999\n```\n" for plural in LISTS
    }
    return shared_site({**pages, **filtered, "other.md": "# Other\n"}, name="bare")


@pytest.mark.parametrize("plural", LISTS)
@pytest.mark.parametrize("prefix", ["", "none-"])
def test_a_list_of_nothing_says_so(bare: Site, plural: str, prefix: str) -> None:
    assert body(bare, f"{prefix}{plural}.html") == EMPTY[plural]


def test_a_list_of_nothing_says_so_in_words_alone(site: MakeSite) -> None:
    built = site({"a.md": "# A\n\n```{talks} Caption\n```\n"}, builder="text")
    assert built.read("a.txt") == "A\n*\n\nCaption\n\nNo talks here.\n"


def test_a_list_that_was_cut_says_how_many_there_are_and_leads_to_all(site: MakeSite) -> None:
    files = {
        "events/e.md": EVENT,
        "a.md": "# A\n\n```{talks}\n:limit: 2\n```\n",
        "b.md": "# B\n\n```{people}\n:limit: 1\n```\n",
        "c.md": "# C\n\n```{talks}\n:limit: 3\n```\n",
        "d.md": "# D\n\n```{talks}\n:limit: 1\n:person: Ada Example, Bo Example\n```\n",
        "talks.md": "# Talks\n\n```{talks}\n```\n",
    }
    built = site(files)
    assert body(built, "a.html").startswith("2 of 3 talks · All talks ")
    assert '<a class="en-ref" href="talks.html">All talks</a>' in built.read("a.html").replace(
        "talks.html#", "talks.html"
    )
    assert "1 of 2 people" in body(built, "b.html")
    assert body(built, "c.html").startswith("3 talks Talk ")
    assert body(built, "d.html").startswith("1 of 2 talks · All talks ")
    built = site(files, builder="text", name="text")
    assert "\n2 of 3 talks · All talks\n" in built.read("a.txt")


def test_a_table_has_the_columns_that_were_asked_for(site: MakeSite) -> None:
    talk = (
        "# E\n\n```{event}\n:date: 2025-03-17\n:attended: online\n```\n\n## One\n\n```{talk}\n"
        ":speakers: Ada Example\n:format: panel\n:topics: GPU, <b>\n:room: Hall <1>\n"
        ":planned: 20 min\n:actual: 25 min\n:recording: https://a.example/v https://b.example/v\n"
        "```\n\n## Two\n\n```{talk}\n```\n"
    )
    columns = ", ".join(LISTS["talks"].columns)
    built = site({"events/e.md": talk, "a.md": f"# A\n\n```{{talks}}\n:columns: {columns}\n```\n"})
    page = built.read("a.html")
    assert re.findall(r'data-key="(\w+)"', page) == list(LISTS["talks"].columns)
    assert "<td>Panel</td>" in page
    assert (
        "<td>GPU, &lt;b&gt;</td> "
        '<td>Hall &lt;1&gt;</td> <td><data value="1500">25 min (5 min over)</data></td> '
        "<td>attended online</td>"
    ) in page
    title = '<th scope="row"><a class="en-ref" href="events/e.html#talk-e-one">One</a></th>'
    assert title in page
    assert ">Recording 1</a>" in page
    assert f"{'<td></td> ' * 4}<td>attended online</td>{' <td></td>' * 5}</tr>" in page


# -- several, and one in another -----------------------------------------------------------


GAVE = """\
# {0}

```{{event}}
:date: 2025-03-1{1}
:attended: {2}
:slides: https://a.example/{0}/slides
```

## One of {0}

```{{talk}}
:attended: Gave
:slides: https://a.example/{0}/1 https://a.example/{0}/2
:paper: https://a.example/{0}/p
```

## Two of {0}

```{{talk}}
```
"""


def test_a_talk_of_ones_own_is_one_that_was_attended(site: MakeSite) -> None:
    table = ":as: table\n:columns: title\n:sort: date\n"
    lists = [
        ("talks", "attended: gave", "One of Two One of Three"),
        ("talks", "attended: yes", "One of Two One of Three Two of Three"),
        ("talks", "not-attended: gave", "Two of Two Two of Three"),
        ("events", "attended: gave", "Three"),
        ("events", "attended: yes", "Three"),
    ]
    files = {
        f"l{number}.md": f"# L\n\n```{{{kind}}}\n:{line}\n{table}```\n"
        for number, (kind, line, _) in enumerate(lists)
    }
    rst = (
        "R\n=\n\n.. talks::\n   :as: table\n   :attended: gave\n"
        "   :columns: title, attended, slides, paper\n"
    )
    two, three = GAVE.format("Two", 2, "not yet"), GAVE.format("Three", 3, "gave")
    built = site({"events/two.md": two, "events/three.md": three, **files, "r.rst": rst})
    for number, (_, _, expected) in enumerate(lists):
        rows = built.read(f"l{number}.html").partition("</thead>")[2]
        cells = re.findall(r"<(t[dh])\b[^>]*>(.*?)</\1>", rows)
        assert " ".join(re.sub("<[^>]*>", "", cell) for _, cell in cells) == expected
    assert "as a speaker" in built.text("events/three.html")
    row = "One of Two as a speaker Slides 1 , Slides 2 Paper"
    assert row in built.text("r.html")


def test_two_lists_with_one_caption_stand_beside_each_other(site: MakeSite) -> None:
    files = {
        "events/e.md": EVENT,
        "a.md": "# A\n\n```{talks} Best\n:limit: 1\n```\n\n```{talks} Best\n:as: list\n```\n\n"
        "```{people} Best\n```\n\n```{people} Best\n```\n",
    }
    built = site(files)
    page = built.read("a.html")
    assert page.count('<p class="en-caption">Best</p>') == 4
    found = re.findall(r'\bid="([^"]+)"', page)
    assert len(found) == len(set(found))
    source = next(site(files, builder="latex", project="N", name="tex").out.glob("*.tex"))
    labels = re.findall(r"\\label\{([^}]+)\}", source.read_text(encoding="utf-8"))
    assert len(labels) == len(set(labels))


def test_a_list_of_takeaways_in_a_takeaway_says_each_once(site: MakeSite) -> None:
    inside = ":::{takeaway}\n:id: all\n\nOuter words.\n\n```{takeaways} Caption\n```\n\nEnd.\n:::\n"
    built = site({"events/e.md": f"{EVENT}\n{inside}"})
    words = body(built, "events/e.html")
    words = words.removesuffix(" Add to your calendar")
    assert words.endswith("Takeaway Outer words. Caption Outer words. End. Three , Event End."), (
        words
    )
    again = site({"a.rst": "A\n=\n\n.. takeaway::\n\n   Outer.\n\n   .. takeaways::\n"}, name="rst")
    assert body(again, "a.html") == "Takeaway Outer. Outer. A"


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_lists_stand_in_any_block(site: MakeSite, builder: str) -> None:
    files = {
        "events/e.md": EVENT,
        "a.md": (
            "# A\n\n::::{note}\n```{talks}\n```\n\n```{events}\n```\n\n```{people}\n```\n::::\n\n"
            "- ```{talks}\n  :as: timeline\n  ```\n\n"
            "> ```{ratings}\n> :group: format\n> ```\n\n"
            ":::::{grid}\n::::{grid-item-card} Card\n```{talks}\n:group: year\n```\n::::\n:::::\n\n"
            "After it all.\n"
        ),
    }
    extensions = ["eventnotes.site", "sphinx_design"]
    built = site(files, builder=builder, extensions=extensions, project="N")
    name = {"html": "a.html", "text": "a.txt", "latex": "n.tex"}[builder]
    page = built.read(name)
    assert page.count("Three") >= 3
    assert "After it all." in page


def test_what_follows_a_list_is_not_part_of_its_last_entry(site: MakeSite) -> None:
    files = {
        "events/e.md": EVENT,
        "a.md": "# A\n\n```{people}\n```\n\nAfter.\n",
        "b.md": "# B\n\n```{people}\n```\n\n## Section\n\nAfter.\n",
    }
    built = site(files, builder="text")
    after = built.read("a.txt").partition("After.")[0]
    assert "===" not in after  # no section that it could stand in
    assert "Bo Example\n==========" in built.read("b.txt")
    assert "Section\n=======\n\nAfter.\n" in built.read("b.txt")


# -- hostile words -------------------------------------------------------------------------

HOSTILE = (
    "# E & `<b>`\n\n```{event}\n:date: 2025-03-17\n:place: <i>Town</i>\n:host: A\"B<u>\n"
    ":series: <s>\n:topics: <u>T</u>\n```\n\nA `<summary>` & *more*.\n\n"
    "## `<script>` \"O\" & x\n\n```{talk}\n:speakers: <b>Ada</b> Example (<i>M</i>, <q>)\n"
    ":format: <em>f\n:topics: <u>T</u>\n:rating: 4\n```\n\n"
    ":::{takeaway}\nKeep `<tt>`.\n:::\n\n"
    "```{link} https://a.example/?a=1&b=2\n:title: <h1>Link</h1>\n:site: <site>\n"
    ":authors: <b>Ada</b> Example\n```\n"
)  # fmt: skip


@pytest.mark.parametrize("plural", LISTS)
def test_words_of_an_author_are_never_markup(site: MakeSite, plural: str) -> None:
    kind = LISTS[plural]
    groups = {
        form: f":group: {kind.groups[0]}\n"
        for form in kind.forms
        if form not in {"timeline", "schedule"}
    }
    lists = "".join(
        f"```{{{plural}}}\n:as: {form}\n{groups.get(form, '')}```\n\n" for form in kind.forms
    )
    built = site({"events/e.md": HOSTILE, "a.md": f"# A\n\n{lists}"})
    page = built.read("a.html").partition('<div class="body"')[2].partition('class="clearer"')[0]
    tags = set(re.findall(r"<(b|i|u|s|q|em|tt|summary|script|site|h1)(?=[ >])[^>]*>", page))
    assert tags <= {"h1", "em", "i", "summary"}
    assert not re.search(r"<i>[^<]|<h1>L|<em>f|<summary> ?&amp;", page)
    assert "&amp;amp;" not in page
    assert "&amp;lt;" not in page


# -- private words -------------------------------------------------------------------------

PRIVATE = (
    f"{EVENT}\n:::::{{private}}\n## Zqxtalk\n\n```{{talk}}\n:speakers: Zqx Dee; Ada Example\n"
    ":topics: GPU\n:rating: 1\n:planned: 10 min\n:actual: 90 min\n```\n\n"
    ":::{takeaway}\nZqxwords.\n:::\n\n```{link} https://zqx.example/\n```\n:::::\n"
)
LISTING = "# L\n\n" + "".join(
    f"```{{{plural}}}\n:as: {form}\n```\n\n"
    for plural, kind in LISTS.items()
    for form in kind.forms
)


def _holding(folder: Path, word: bytes) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.name for path in files if word in path.read_bytes().lower())


def test_private_talks_are_in_no_published_list(site: MakeSite) -> None:
    built = site({"events/e.md": PRIVATE, "l.md": LISTING})
    assert _holding(built.out, b"zqx") == []
    public = site({"events/e.md": EVENT, "l.md": LISTING}, name="public")
    assert built.read("l.html") == public.read("l.html")


@pytest.fixture(scope="module")
def copy(shared_site: MakeSite) -> Site:
    """Build the author's own copy."""
    pages = {
        "t.md": "# T\n\n```{talks}\n```\n\n```{talks}\n:limit: 1\n:sort: title\n```\n",
        "l.md": "# L\n\n```{takeaways}\n```\n\n```{links}\n```\n",
        "n.md": "# N\n\n```{events}\n:as: table\n```\n\n```{topics}\n:as: table\n```\n\n"
        "```{people}\n:as: table\n```\n",
        "r.md": "# R\n\n```{ratings}\n```\n\n```{ratings}\n:as: overrun\n```\n",
    }
    return shared_site({"events/e.md": PRIVATE, **pages}, name="copy", eventnotes_private=True)


def test_private_talks_are_listed_with_a_mark_in_the_authors_copy(copy: Site) -> None:
    assert "Zqxtalk (private) GPU Zqx Dee , Ada Example Event 17 Mar 2025 1" in body(copy, "t.html")
    words = body(copy, "l.html")
    assert "Zqxwords. Zqxtalk , Event (private)" in words
    assert "zqx.example (private)" in words


def test_private_talks_are_never_counted(copy: Site) -> None:
    words = body(copy, "t.html")
    assert words.startswith("3 talks Talk ")
    assert " 1 of 3 talks Talk " in words
    names = body(copy, "n.html")
    assert "Event 17 March 2025 3 " in names
    assert "GPU 0 1 17 Mar 2025" in names
    assert "Ada Example Mako 1 17 Mar 2025" in names
    assert "Zqx Dee 0 17 Mar 2025" in names


def test_private_ratings_are_in_no_mean(copy: Site) -> None:
    words = body(copy, "r.html")
    assert "Mean 4 of 5, from 1 rating" in words
    assert words.endswith("No talks here whose planned and actual durations are known.")


def test_a_schedule_is_wide_from_three_rooms_on_and_no_room_is_none(site: MakeSite) -> None:
    def page(*rooms: str) -> str:
        text = "# Day\n\n```{event}\n:id: day\n:date: 2026-04-01\n```\n"
        for number, room in enumerate(rooms):
            text += (
                f"\n## {number}\n\n```{{talk}}\n:start: 9:00\n{room and f':room: {room}'}\n```\n"
            )
        return text

    schedule = "# Schedule\n\n```{talks}\n:as: schedule\n:event: day\n```\n"
    settings = {"html_theme": "furo"}
    built = site({"day.md": page("A", "B", ""), "schedule.md": schedule}, **settings)
    assert "en-schedule" in built.read("schedule.html")
    assert "en-wide" not in built.read("schedule.html")
    built.write({"day.md": page("A", "B", "C")})
    built.rebuild()
    assert "en-wide" in built.read("schedule.html")
