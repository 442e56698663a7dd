"""Which section a talk describes, what its id and its anchor are, and whose a rating is."""

from __future__ import annotations

import re

import pytest
from building import MakeSite, Site
from docutils import nodes

from eventnotes.model.records import Rating, Talk
from eventnotes.reading.structure import PutAnchorsFirst

EVENT = {
    "md": "# Event\n\n```{event}\n:date: 2025-03-17\n```\n\n",
    "rst": "Event\n=====\n\n.. event::\n   :date: 2025-03-17\n\n",
}


def contents(made: Site, docname: str) -> list[tuple[int, str, str]]:
    """Return the page's contents: depth, words and anchor of each heading."""
    found: list[tuple[int, str, str]] = []

    def walk(node: nodes.Node, depth: int) -> None:
        for child in node.children:
            if isinstance(child, nodes.list_item):
                link = next(iter(child[0].findall(nodes.reference)))
                found.append((depth, link.astext(), link["anchorname"]))
                walk(child, depth + 1)
            elif isinstance(child, nodes.bullet_list):
                walk(child, depth)

    walk(made.app.env.tocs[docname], 0)
    return found


def headings(made: Site, path: str) -> list[tuple[int, str]]:
    """Return level and words of each HTML heading."""
    body = made.read(path).partition('<div class="body"')[2]
    found = re.findall(r"<h([1-6])[^>]*>(.*?)<a class=\"headerlink\"", body, re.DOTALL)
    return [(int(level), re.sub(r"<[^>]*>", "", text)) for level, text in found]


def talks(made: Site, docname: str = "events/e") -> dict[str, Talk]:
    """Return the page's talks by id."""
    return {talk.id: talk for talk in made.domain.pages[docname].talks}


def section_ids(made: Site, docname: str, title: str) -> list[str]:
    """Return the ids of the section with that title."""
    for section in made.app.env.get_doctree(docname).findall(nodes.section):
        if section[0].astext() == title:
            return list(section["ids"])
    raise AssertionError(title)


# -- the two forms -------------------------------------------------------------------------

UNTITLED = {
    "md": EVENT["md"] + "## First\n\n```{talk}\n:room: A\n```\n\nNotes.\n\n## Second\n\nNo talk.\n",
    "rst": EVENT["rst"]
    + "First\n-----\n\n.. talk::\n   :room: A\n\nNotes.\n\nSecond\n------\n\nNo talk.\n",
}
TITLED = {
    "md": EVENT["md"]
    + """\
:::{talk} On its own
:room: A

Before.

### Part one

Inside.

#### Detail

Deep.

### Part two

Last.
:::

After the fence.
""",
    "rst": EVENT["rst"]
    + """\
.. talk:: On its own
   :room: A

   Before.

   Part one
   --------

   Inside.

   Detail
   ~~~~~~

   Deep.

   Part two
   --------

   Last.

After the fence.
""",
}


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_a_talk_without_a_title_describes_the_section_it_stands_in(
    site: MakeSite, syntax: str
) -> None:
    made = site({f"events/e.{syntax}": UNTITLED[syntax]})
    assert {i: (t.title, t.room, t.anchor) for i, t in talks(made).items()} == {
        "e/first": ("First", "A", "talk-e-first")
    }
    assert contents(made, "events/e") == [
        (0, "Event", ""),
        (1, "First", "#talk-e-first"),
        (1, "Second", "#second"),
    ]
    assert 'id="talk-e-first"' in made.read("events/e.html")
    assert headings(made, "events/e.html") == [(1, "Event"), (2, "First"), (2, "Second")]


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_a_talk_with_a_title_is_a_section_and_its_headings_are_sub_sections(
    site: MakeSite, syntax: str
) -> None:
    made = site({f"events/e.{syntax}": TITLED[syntax]})
    assert list(talks(made)) == ["e/on-its-own"]
    assert contents(made, "events/e") == [
        (0, "Event", ""),
        (1, "On its own", "#talk-e-on-its-own"),
        (2, "Part one", "#part-one"),
        (3, "Detail", "#detail"),
        (2, "Part two", "#part-two"),
    ]
    assert headings(made, "events/e.html") == [
        (1, "Event"),
        (2, "On its own"),
        (3, "Part one"),
        (4, "Detail"),
        (3, "Part two"),
    ]


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_text_after_a_titled_talk_belongs_to_the_section_around_it(
    site: MakeSite, syntax: str
) -> None:
    made = site({f"events/e.{syntax}": TITLED[syntax]})
    doctree = made.app.env.get_doctree("events/e")
    after = next(p for p in doctree.findall(nodes.paragraph) if p.astext() == "After the fence.")
    assert isinstance(after.parent, nodes.section)
    assert after.parent[0].astext() == "Event"
    text = made.text("events/e.html")
    assert text.index("Deep.") < text.index("Last.") < text.index("After the fence.")


IN_A_SECTION = {
    "md": EVENT["md"] + "## Day one\n\nHello.\n\n```{talk} In a section\n```\n\nStill day one.\n\n"
    "## Day two\n\nBye.\n",
    "rst": EVENT["rst"]
    + "Day one\n-------\n\nHello.\n\n.. talk:: In a section\n\nStill day one.\n\n"
    "Day two\n-------\n\nBye.\n",
}


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_a_titled_talk_in_a_section_is_one_level_below_it(site: MakeSite, syntax: str) -> None:
    made = site({f"events/e.{syntax}": IN_A_SECTION[syntax]})
    assert contents(made, "events/e") == [
        (0, "Event", ""),
        (1, "Day one", "#day-one"),
        (2, "In a section", "#talk-e-in-a-section"),
        (1, "Day two", "#day-two"),
    ]
    doctree = made.app.env.get_doctree("events/e")
    after = next(p for p in doctree.findall(nodes.paragraph) if p.astext() == "Still day one.")
    assert after.parent[0].astext() == "Day one"


NESTED = {
    "md": EVENT["md"]
    + """\
:::::{talk} Booth
:format: booth

At the booth.

::::{talk} Demo
:format: demo

The demo.

:::{talk} Question
:format: hallway

The question.
:::
::::

:::{talk} Poster
:format: poster
:::
:::::
""",
    "rst": EVENT["rst"]
    + """\
.. talk:: Booth
   :format: booth

   At the booth.

   .. talk:: Demo
      :format: demo

      The demo.

      .. talk:: Question
         :format: hallway

         The question.

   .. talk:: Poster
      :format: poster
""",
}


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_a_talk_may_hold_talks(site: MakeSite, syntax: str) -> None:
    made = site({f"events/e.{syntax}": NESTED[syntax]})
    assert {i: t.format for i, t in talks(made).items()} == {
        "e/booth": "booth",
        "e/demo": "demo",
        "e/question": "hallway",
        "e/poster": "poster",
    }
    assert contents(made, "events/e") == [
        (0, "Event", ""),
        (1, "Booth", "#talk-e-booth"),
        (2, "Demo", "#talk-e-demo"),
        (3, "Question", "#talk-e-question"),
        (2, "Poster", "#talk-e-poster"),
    ]


def test_a_section_with_a_talk_may_hold_sections_with_talks(site: MakeSite) -> None:
    text = (
        EVENT["md"] + "## Session\n\n```{talk}\n```\n\n### Paper\n\n```{talk}\n:room: B\n```\n\n"
        "### Other\n\nWords.\n"
    )
    made = site({"events/e.md": text})
    assert {i: t.room for i, t in talks(made).items()} == {"e/session": "", "e/paper": "B"}


def test_a_heading_in_a_talk_described_by_a_directive_in_its_body(site: MakeSite) -> None:
    text = EVENT["md"] + (
        ":::::{talk} Booth\n\n## Demo\n\n```{talk}\n:format: demo\n```\n\nThe demo.\n:::::\n"
    )
    made = site({"events/e.md": text})
    assert {i: t.format for i, t in talks(made).items()} == {"e/booth": "", "e/demo": "demo"}


@pytest.mark.parametrize(
    "text",
    [
        "## T\n\n```{talk}\n:room: A\n```\n\n```{talk}\n:room: B\n```\n",
        ":::{talk} T\n:room: A\n\n```{talk}\n:room: B\n```\n:::\n",
    ],
)
def test_a_second_talk_in_a_section_is_no_record(site: MakeSite, text: str) -> None:
    made = site({"events/e.md": EVENT["md"] + text}, warnings=["notes.second"])
    assert [(t.id, t.room) for t in talks(made).values()] == [("e/t", "A")]


def test_a_talk_describes_the_page_where_there_is_no_event(site: MakeSite) -> None:
    made = site({"talks/a.md": "# A talk\n\n```{talk}\n:speaker: Jo Do\n```\n"})
    assert {i: (t.title, t.event) for i, t in talks(made, "talks/a").items()} == {
        "a-talk": ("A talk", "")
    }


# -- anchors -------------------------------------------------------------------------------

LABELLED = {
    "plain-md": "## The talk\n\n```{talk}\n```\n",
    "label-md": "(my-label)=\n\n## The talk\n\n```{talk}\n```\n",
    "labels-md": "(zz)=\n(aa)=\n(id1)=\n\n## The talk\n\n```{talk}\n```\n",
    "titled-md": ":::{talk} The talk\n:::\n",
    "titled-label-md": "(my-label)=\n\n:::{talk} The talk\n:::\n",
    "same-heading-before-md": "## The-talk\n\nWords.\n\n## The talk\n\n```{talk}\n```\n",
    "other-talk-before-md": ":::{talk} Another\n:::\n\n## The talk\n\n```{talk}\n```\n",
    "plain-rst": "The talk\n--------\n\n.. talk::\n   :room: A\n",
    "label-rst": ".. _my-label:\n\nThe talk\n--------\n\n.. talk::\n   :room: A\n",
    "titled-label-rst": ".. _my-label:\n\n.. talk:: The talk\n",
}


@pytest.mark.parametrize("name", LABELLED)
@pytest.mark.parametrize("slugs", [None, 3])
def test_an_anchor_stays_the_first_whatever_stands_around_it(
    site: MakeSite, name: str, slugs: int | None
) -> None:
    syntax = name.rpartition("-")[2]
    made = site(
        {f"events/e.{syntax}": EVENT[syntax] + LABELLED[name]},
        warnings=True,
        myst_heading_anchors=slugs or 0,
    )
    assert made.warnings == []
    assert talks(made)["e/the-talk"].anchor == "talk-e-the-talk"
    assert section_ids(made, "events/e", "The talk")[0] == "talk-e-the-talk"
    assert '<section class="h-event" id="talk-e-the-talk">' in made.read("events/e.html")
    assert (1, "The talk", "#talk-e-the-talk") in contents(made, "events/e")


@pytest.mark.parametrize("name", ["label-md", "titled-label-md", "label-rst", "titled-label-rst"])
def test_a_label_before_a_talk_still_leads_to_it(site: MakeSite, name: str) -> None:
    syntax = name.rpartition("-")[2]
    ref = "\n\n{ref}`my-label`\n" if syntax == "md" else "\n\n:ref:`my-label`\n"
    made = site({f"events/e.{syntax}": EVENT[syntax] + LABELLED[name] + ref})
    page = made.read("events/e.html")
    assert 'id="my-label"' in page
    assert re.search(
        r'href="#(?:my-label|talk-e-the-talk)"[^>]*><span class="std std-ref">The talk', page
    )


def test_the_anchor_of_an_event_is_the_first_of_its_page(site: MakeSite) -> None:
    text = "(my-label)=\n\n" + EVENT["md"]
    made = site({"events/e.md": text}, myst_heading_anchors=2)
    assert made.entries["e"].anchor == "event-e"
    assert section_ids(made, "events/e", "Event")[0] == "event-e"


@pytest.mark.parametrize("title", ["id", "id1", "Identity", "idle time"])
def test_a_title_that_begins_like_a_made_up_id_keeps_its_anchor(site: MakeSite, title: str) -> None:
    made = site({"events/e.md": f"{EVENT['md']}## {title}\n\n```{{talk}}\n```\n"})
    slug = title.lower().replace(" ", "-")
    assert section_ids(made, "events/e", title)[0] == f"talk-e-{slug}"


def test_takeaways_and_links_have_anchors_of_their_own(site: MakeSite) -> None:
    text = EVENT["md"] + (
        ":::{takeaway}\n:id: quirks\n\nMind them.\n:::\n\n"
        "```{link} https://a.example/docs\n:id: docs\n:title: Docs\n```\n"
    )
    made = site({"events/e.md": text})
    page = made.read("events/e.html")
    assert made.entries["e/quirks"].anchor == "takeaway-e-quirks"
    assert 'id="takeaway-e-quirks"' in page
    assert made.entries["links/docs"].anchor == "link-links-docs"
    assert 'id="link-links-docs"' in page


def test_every_anchor_of_the_inventory_is_once_on_its_page(site: MakeSite) -> None:
    text = EVENT["md"] + (
        "## One\n\n```{talk}\n:speakers: Jo Do (X)\n:topics: T\n```\n\n"
        ":::{takeaway}\nWords.\n:::\n\n:::{takeaway}\nWords.\n:::\n\n"
        "```{link} https://a.example/docs\n```\n\n```{about} people/jo-do\n:name: Jo\n```\n"
    )
    made = site({"events/e.md": text})
    page = made.read("events/e.html")
    for entry in made.entries.values():
        assert page.count(f'id="{entry.anchor}"') == 1, entry
    found = re.findall(r'\bid="([^"]*)"', page)
    assert sorted(found) == sorted(set(found))


# -- titles --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("syntax", "text"),
    [
        ("md", "## Why *SCALE* is `fast` & **more**\n\n```{talk}\n```\n"),
        ("md", ":::{talk} Why *SCALE* is `fast` & **more**\n:::\n"),
        ("md", "## H\n\n```{talk}\n:title: Why *SCALE* is `fast` & **more**\n```\n"),
        ("rst", f"Why *SCALE* is ``fast`` & **more**\n{'-' * 36}\n\n.. talk::\n   :room: A\n"),
        ("rst", ".. talk:: Why *SCALE* is ``fast`` & **more**\n"),
        ("rst", "H\n-\n\n.. talk::\n   :title: Why *SCALE* is ``fast`` & **more**\n"),
    ],
)  # fmt: skip
def test_markup_in_a_title_stays_on_the_page_and_leaves_the_inventory(
    site: MakeSite, syntax: str, text: str
) -> None:
    made = site({f"events/e.{syntax}": EVENT[syntax] + text}, warnings=True)
    assert made.warnings == []
    page = made.read("events/e.html")
    assert "<em>SCALE</em>" in page
    assert re.search(r"<code[^>]*>(<span[^>]*>)?fast(</span>)?</code>", page)
    identifier = "e/h" if ":title:" in text else "e/why-scale-is-fast-more"
    assert made.entries[identifier].title == "Why SCALE is fast & more"


def test_an_option_gives_the_title_where_the_heading_is_not_it(site: MakeSite) -> None:
    text = EVENT["md"] + "## Morning\n\n```{talk}\n:title: SCALE: CUDA on AMD\n```\n\nWords.\n"
    made = site({"events/e.md": text})
    assert talks(made)["e/morning"].title == "SCALE: CUDA on AMD"
    assert headings(made, "events/e.html") == [(1, "Event"), (2, "Morning")]
    assert "SCALE: CUDA on AMD" in made.text("events/e.html")


# -- ids -----------------------------------------------------------------------------------


def test_the_id_of_an_event_comes_from_its_file_or_folder(site: MakeSite) -> None:
    names = {
        "events/2025-03-17-beyond-cuda": "beyond-cuda-2025",
        "events/2024_06-dac/index": "dac-2024",
        "events/2023-hpca": "hpca-2023",
        "events/2025-01-02-fosdem-2025": "fosdem-2025",
        "events/meetup": "meetup",
        "events/some_day": "some-day",
    }
    made = site({f"{name}.md": f"# E\n\n```{{event}}\n:place: {name}\n```\n" for name in names})
    assert {n.event.page: n.event.id for n in made.domain.pages.values() if n.event} == names


@pytest.mark.parametrize(
    ("lines", "identifier"),
    [
        ("## Évolution & more\n\n```{talk}\n```\n", "e/evolution-more"),
        ("## 日本語\n\n```{talk}\n```\n", "e/x-77710aed"),
        (":::{talk} 日本語\n:::\n", "e/x-77710aed"),
        ("## Long title\n\n```{talk}\n:id: short\n```\n", "e/short"),
        ("## Long title\n\n```{talk}\n:id: e/short\n```\n", "e/short"),
        (":::{talk} Long title\n:id: short\n:::\n", "e/short"),
        ('## "Why" -- it\'s...\n\n```{talk}\n```\n', "e/why-it-s"),
    ],
)
def test_the_id_of_a_talk_comes_from_its_heading_or_an_option(
    site: MakeSite, lines: str, identifier: str
) -> None:
    made = site({"events/e.md": EVENT["md"] + lines})
    assert list(talks(made)) == [identifier]


def test_an_id_made_of_a_hash_comes_with_a_hint(site: MakeSite) -> None:
    made = site({"events/e.md": EVENT["md"] + "## 日本語\n\n```{talk}\n```\n"})
    assert any(re.search(r"日本語.*x-77710aed.*:id:", line) for line in made.said)


def test_an_explicit_event_id_is_that_of_its_talks_too(site: MakeSite) -> None:
    made = site({"events/e.md": "# E\n\n```{event}\n:id: other\n```\n\n## T\n\n```{talk}\n```\n"})
    assert set(made.entries) == {"other", "other/t"}


def test_a_talk_cannot_take_an_id_of_another_event(site: MakeSite) -> None:
    text = EVENT["md"] + "## T\n\n```{talk}\n:id: gtc-2025/t\n:room: A\n```\n"
    made = site({"events/e.md": text}, warnings=["notes.id"])
    assert [t.room for t in talks(made).values()] == ["A"]
    assert not any(identifier.startswith("gtc-2025") for identifier in made.entries)


def test_a_takeaway_has_an_id_only_where_one_is_given(site: MakeSite) -> None:
    text = EVENT["md"] + ":::{takeaway}\n:id: a\n\nOne.\n:::\n\n:::{takeaway}\nTwo.\n:::\n"
    made = site({"events/e.md": text})
    assert set(made.entries) == {"e", "e/a"}
    assert [t.title for t in made.domain.pages["events/e"].takeaways] == ["One.", "Two."]


def test_a_link_has_the_slug_of_its_title(site: MakeSite) -> None:
    text = EVENT["md"] + (
        "```{link} https://a.example/1\n:title: The Docs\n```\n\n"
        "```{link} https://a.example/2\n:id: links/two\n```\n\n"
        "```{link} https://a.example/3\n:id: three\n```\n"
    )
    made = site({"events/e.md": text})
    assert set(made.entries) == {"e", "links/the-docs", "links/two", "links/three"}


# -- one id twice --------------------------------------------------------------------------

TWICE = {
    "events/b.md": "# B\n\n```{event}\n:id: x\n```\n\n## T\n\n```{talk}\n:room: in B\n```\n",
    "events/a.md": "# A\n\n```{event}\n:id: x\n```\n\n## T\n\n```{talk}\n:room: in A\n```\n",
    "events/c.md": "# C\n\n```{event}\n```\n\n## T\n\n```{talk}\n```\n\n"
    "## U\n\n```{talk}\n:id: t\n:room: second\n```\n",
}
CLASHES = [
    ("events/b.md:3", "'x'", "events/a.md:3"),
    ("events/b.md:9", "'x/t'", "events/a.md:9"),
    ("events/c.md:13", "'c/t'", "events/c.md:8"),
]


@pytest.mark.parametrize("parallel", [0, 2])
def test_the_first_by_page_and_line_keeps_an_id(site: MakeSite, parallel: int) -> None:
    fillers = {f"m{n}.md": f"# Filler {n}\n" for n in range(8)}  # two processes need work
    made = site({**TWICE, **fillers}, warnings=["notes.duplicate-id"] * 3, parallel=parallel)
    for line, (place, identifier, first) in zip(sorted(made.warnings), CLASHES, strict=True):
        assert line.startswith(f"{place}: WARNING: ")
        assert identifier in line
        assert f"{first} already" in line
    assert made.entries["x"].page == made.entries["x/t"].page == "events/a"
    assert made.domain.corpus.entries["c/t"].line == 8
    assert "in A" in made.text("events/a.html")
    assert "in B" in made.text("events/b.html")
    assert "second" in made.text("events/c.html")


def test_the_first_by_page_keeps_an_id_when_it_is_read_last(site: MakeSite) -> None:
    made = site({name: TWICE[name] for name in ("events/b.md", "events/c.md")}, warnings=True)
    assert made.entries["x"].page == "events/b"
    made.write({"events/a.md": TWICE["events/a.md"]})
    made.rebuild(["notes.duplicate-id"] * 3)
    assert made.entries["x"].page == "events/a"


def test_an_id_is_free_again_when_the_first_is_gone(site: MakeSite) -> None:
    made = site(TWICE, warnings=True)
    (made.root / "events/a.md").unlink()
    made.rebuild(["notes.duplicate-id"])
    assert made.entries["x"].page == made.entries["x/t"].page == "events/b"


def test_the_second_of_one_id_has_an_anchor_of_its_own_on_the_page(site: MakeSite) -> None:
    made = site({"events/c.md": TWICE["events/c.md"]}, warnings=["notes.duplicate-id"])
    page = made.read("events/c.html")
    found = re.findall(r'\bid="([^"]*)"', page)
    assert sorted(found) == sorted(set(found))
    assert page.count('id="talk-c-t"') == 1


def test_an_event_and_a_talk_cannot_share_an_id(site: MakeSite) -> None:
    files = {
        "events/a.md": "# A\n\n```{event}\n:id: same\n```\n",
        "talks/t.md": "# Same\n\n```{talk}\n```\n",
    }
    made = site(files, warnings=["notes.duplicate-id"])
    assert "talks/t.md:3" in made.warnings[0]
    assert "events/a.md:3" in made.warnings[0]
    assert made.entries["same"].kind == "event"


def test_a_page_keeps_its_name(site: MakeSite) -> None:
    files = {"gtc.md": "# A page\n", "events/gtc.md": "# E\n\n```{event}\n:place: Town\n```\n"}
    made = site(files, warnings=["notes.duplicate-id"])
    assert made.warnings[0].startswith("events/gtc.md:3: WARNING: ")
    assert "'gtc'" in made.warnings[0]
    assert "gtc.md" in made.warnings[0].partition("WARNING")[2].replace("events/gtc.md", "")
    assert "gtc" not in made.entries
    assert "Town" in made.text("events/gtc.html")


@pytest.mark.parametrize(
    ("label_page", "kept"),
    [("a-first", False), ("z-last", True)],
)
def test_a_label_and_an_id_of_one_name_are_told_apart(
    site: MakeSite, label_page: str, kept: bool
) -> None:
    files = {
        "events/e.md": EVENT["md"],
        f"{label_page}.md": "(e)=\n\n# Elsewhere\n\nWords.\n",
        "ref.md": "# R\n\n{ref}`e`\n",
    }
    made = site(files, warnings=["notes.duplicate-id"])
    assert "events/e.md:3" in made.warnings[0]
    assert f"{label_page}.md:" in made.warnings[0]
    assert ("e" in made.entries) is kept
    assert ("Event" if kept else "Elsewhere") in made.text("ref.html")
    assert "Elsewhere" in made.text(f"{label_page}.html")


def test_a_label_that_marks_the_talk_itself_may_have_its_id(site: MakeSite) -> None:
    text = EVENT["md"] + "(e/first)=\n\n## First\n\n```{talk}\n```\n\n{ref}`e/first`\n"
    made = site({"events/e.md": text})
    assert made.entries["e/first"].title == "First"


def test_warnings_of_one_id_twice_are_the_same_on_a_second_build(site: MakeSite) -> None:
    made = site(TWICE, warnings=True)
    made.write({"other.md": "# Other\n"})
    first = sorted(made.warnings)
    made.rebuild(["notes.duplicate-id"] * 3)
    assert sorted(made.warnings) == first


# -- whose it is ---------------------------------------------------------------------------


def test_ratings_belong_to_the_nearest_talk_or_else_to_the_event(site: MakeSite) -> None:
    text = EVENT["md"] + (
        "```{rating} 1/5 Of the event.\n```\n\n"
        "::::{talk} Outer\n\n:::{rating} 2/5 Of the outer.\n:::\n\n"
        "#### Deep\n\n:::{talk} Inner\n\n```{rating} 3/5 Of the inner.\n```\n:::\n::::\n\n"
        "## Plain\n\n```{talk}\n```\n\n### Part\n\n"
        "- item\n\n  ```{rating} 4/5 Of the plain.\n  ```\n"
    )
    made = site({"events/e.md": text})
    event = made.domain.pages["events/e"].event
    assert event is not None
    assert event.rating == Rating("1/5", 0.2, "Of the event.")
    assert {i: t.rating for i, t in talks(made).items()} == {
        "e/outer": Rating("2/5", 0.4, "Of the outer."),
        "e/inner": Rating("3/5", 0.6, "Of the inner."),
        "e/plain": Rating("4/5", 0.8, "Of the plain."),
    }


def test_links_and_takeaways_belong_to_the_nearest_talk_or_else_to_the_event(
    site: MakeSite,
) -> None:
    text = EVENT["md"] + (
        ":::{takeaway}\nOf the event.\n:::\n\n"
        "::::{talk} Outer\n\n:::{takeaway}\nOf the outer.\n:::\n\n"
        "```{link} https://a.example/outer\n```\n::::\n\n"
        ":::{takeaway}\nOf the event again.\n:::\n\n"
        "## Not a talk\n\n```{link} https://a.example/event\n```\n\n"
        "## Plain\n\n```{talk}\n```\n\n> :::{takeaway}\n> Of the plain.\n> :::\n"
    )
    made = site({"events/e.md": text})
    notes = made.domain.pages["events/e"]
    assert {t.title: t.owner for t in notes.takeaways} == {
        "Of the event.": "e",
        "Of the outer.": "e/outer",
        "Of the event again.": "e",
        "Of the plain.": "e/plain",
    }
    assert {link.url: link.owner for link in notes.links} == {
        "https://a.example/outer": "e/outer",
        "https://a.example/event": "e",
    }


def test_a_rating_with_nothing_to_rate_is_a_warning(site: MakeSite) -> None:
    made = site({"page.md": "# P\n\n```{rating} 4/5 Fine.\n```\n"}, warnings=["notes.place"])
    assert made.warnings[0].startswith("page.md:3: WARNING: ")
    assert "Fine." in made.text("page.html")


def test_a_second_rating_of_one_talk_is_a_warning(site: MakeSite) -> None:
    text = EVENT["md"] + "## T\n\n```{talk}\n:rating: 4/5\n```\n\n```{rating} 2/5\n```\n"
    made = site({"events/e.md": text}, warnings=["notes.second"])
    assert made.warnings[0].startswith("events/e.md:13: WARNING: ")
    assert talks(made)["e/t"].rating == Rating("4/5", 0.8, "")


def test_criteria_are_read_from_the_options_of_a_rating(site: MakeSite) -> None:
    text = EVENT["md"] + (
        "## T\n\n```{talk}\n```\n\n"
        "```{rating} 4/5\n:clarity: 3/5\n:Depth: 10/10\n\nBecause *so*.\n```\n"
    )
    made = site({"events/e.md": text}, eventnotes_rating_criteria=["Clarity", "Depth"])
    assert talks(made)["e/t"].rating == Rating(
        "4/5", 0.8, "Because so.", (("Clarity", 0.6), ("Depth", 1.0))
    )
    assert "<em>so</em>" in made.read("events/e.html")


def test_criteria_stand_on_the_card_of_what_was_rated(site: MakeSite) -> None:
    text = EVENT["md"] + (
        "## T\n\n```{talk}\n```\n\n```{rating} 4/5\n:clarity: 3/5\n:depth: 4.5\n```\n\nSpoken.\n"
    )
    files = {"events/e.md": text}
    made = site(files, eventnotes_rating_criteria=["Clarity", "Depth"])
    card = made.read("events/e.html").partition("en-card en-talk")[2].partition("Spoken.")[0]
    (criteria,) = re.findall(r'<dl class="en-criteria">.*</dl>', card)
    assert re.sub("<[^>]+>", "", criteria) == "Clarity  3 Depth  4.5"
    assert re.findall('<rect width="([0-9.]+)"', criteria) == ["60", "90"]
    assert "en-rating" not in card  # there is nothing else to say of it
    names = {"eventnotes_rating_criteria": ["Clarity", "Depth"], "name": "text"}
    said = site(files, builder="text", **names).read("events/e.txt")
    assert "Rating: **4 of 5**\n\nClarity 3, Depth 4.5\n\nSpoken." in said


# -- the same structure from both ----------------------------------------------------------


def test_sections_of_a_titled_talk_do_not_swallow_the_sections_after_it(site: MakeSite) -> None:
    text = EVENT["md"] + (
        ":::{talk} One\n\n## Inside\n\nWords.\n:::\n\n"
        "## After\n\n:::{talk} Two\n:::\n\n### Below\n\nWords.\n"
    )
    made = site({"events/e.md": text})
    assert contents(made, "events/e") == [
        (0, "Event", ""),
        (1, "One", "#talk-e-one"),
        (2, "Inside", "#inside"),
        (1, "After", "#after"),
        (2, "Two", "#talk-e-two"),
        (2, "Below", "#below"),
    ]


def test_two_talks_of_one_title_have_two_ids_only_if_they_say_so(site: MakeSite) -> None:
    text = EVENT["md"] + ":::{talk} Same\n:::\n\n:::{talk} Same\n:id: other\n:::\n"
    made = site({"events/e.md": text})
    assert {i: t.title for i, t in talks(made).items()} == {"e/same": "Same", "e/other": "Same"}


def test_headings_of_a_talk_can_be_labelled_and_referred_to(site: MakeSite) -> None:
    text = EVENT["md"] + (
        ":::{talk} One\n\n(inner)=\n\n### Inside\n\nWords.\n:::\n\n{ref}`inner`, [](#inner)\n"
    )
    made = site({"events/e.md": text})
    assert made.text("events/e.html").count("Inside") == 3


BLOCKS_WITH_A_RULE = {
    "takeaway with an id": (":::{takeaway}\n:id: one\nBefore.\n\n---\n\nAfter.\n:::\n", 11),
    "takeaway without one": (":::{takeaway}\nBefore.\n\n---\n\nAfter.\n:::\n", 10),
    "rating": (":::{rating} 4 Good.\n\nBefore.\n\n***\n\nAfter.\n:::\n", 11),
    "in a list in a takeaway": (":::{takeaway}\n- Before.\n\n  ---\n\n  After.\n:::\n", 10),
    "takeaway in a list": (
        "- Words.\n\n  :::{takeaway}\n  Before.\n\n  ---\n\n  After.\n  :::\n",
        12,
    ),
}


@pytest.mark.parametrize("block", BLOCKS_WITH_A_RULE)
def test_a_rule_in_a_block_is_a_located_warning_and_the_page_is_built(
    site: MakeSite, block: str
) -> None:
    text, line = BLOCKS_WITH_A_RULE[block]
    made = site({"events/e.md": EVENT["md"] + text}, builder="text", warnings=["docutils"])
    said = made.read("events/e.txt")
    assert "Before." in said
    assert "After." in said
    assert made.warnings[0].startswith(f"events/e.md:{line}: WARNING: Transition")


def test_no_node_holds_itself_where_docutils_would_write_it(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    apply = PutAnchorsFirst.apply

    def write(self: PutAnchorsFirst) -> None:
        apply(self)
        written.extend(map(str, self.document.findall(nodes.Element)))

    monkeypatch.setattr(PutAnchorsFirst, "apply", write)
    blocks = ":::{takeaway}\n:id: one\nWords.\n:::\n\n:::{rating} 4 Good.\n:::\n"
    about = ":::{about} people/ada\n:name: Ada\n\nWords.\n:::\n\n:::{link} https://a.example\n:::\n"
    site({"events/e.md": EVENT["md"] + f"## Talk\n\n```{{talk}}\n```\n\n{blocks}\n{about}"})
    shown = " ".join(written)
    for kind in ("event", "talk", "rating", "link", "about"):
        assert f'kind="{kind}"' in shown
    assert "<takeaway" in shown
