"""What refers to a thing: page, section and sentence, and what does not count."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from building import MakeSite, Site

EVENT = """\
# Alpha

```{event}
:date: 2025-03
```

Above all see {talk}`Two`.

## One

```{talk}
:speakers: Ada Example (Mako)
:topics: GPU
:rating: 4 As {person}`Bo Example` said.
```

Inside {talk}`one` is itself. Also {event}`alpha`.

```{link} https://docs.example/x?a=1&b=2
:id: docs
:title: Docs
```

:::{takeaway}
:id: quirks

Mind the *quirks*.
:::

## Two

```{talk}
:speakers: Bo Example
```

Before it came {talk}`one`, and {talk}`one` was long. Then {talk}`one`.
"""
LISTS = {
    "people.md": "# People\n\n```{people}\n```\n",
    "names.md": "# Names\n\n```{orgs}\n```\n\n```{topics}\n```\n",
    "who.md": "# Who\n\n:::{about} people/bo-example\n\nSpeaks.\n:::\n",
}
SETTINGS = {
    "extensions": ["eventnotes.site", "guide"],
    "myst_enable_extensions": ["colon_fence", "deflist"],
}


def cited(built: Site, page: str, anchor: str) -> list[str]:
    """Return what refers to the thing with that anchor, a line each, its mention in brackets."""
    thing = BeautifulSoup(built.read(page), "html.parser").find(id=anchor)
    assert isinstance(thing, Tag)
    inside = thing.parent if thing.name == "span" else thing  # a card has its anchors within
    assert inside is not None
    block = inside.find("details", class_="en-cited", recursive=False)
    if not isinstance(block, Tag):
        return []
    items = block.find_all("li")
    noun = "place" if len(items) == 1 else "places"
    assert block.summary is not None
    assert block.summary.text == f"Mentioned in {len(items)} {noun}"
    for mark in block.find_all("mark"):
        mark.string = f"[{mark.text}]"
    for sentence in block.find_all("small"):
        sentence.insert_before(": ")
    return [" ".join(item.text.split()).replace(" : ", ": ") for item in items]


# -- ways to refer -------------------------------------------------------------------------

# the reference, the thing it refers to: the page and the anchor it stands at, how it is shown
WAYS = [
    ("{talk}`alpha/one`", "talk-alpha-one", "[One]"),
    ("{talk}`my *words* <alpha/one>`", "talk-alpha-one", "[my *words*]"),
    ("{any}`alpha/one`", "talk-alpha-one", "[One]"),
    ("{ref}`alpha/one`", "talk-alpha-one", "[One]"),
    ("[](#alpha/one)", "talk-alpha-one", "[One]"),
    ("[my *words*](#alpha/one)", "talk-alpha-one", "[my words]"),
    ("<project:#alpha/one>", "talk-alpha-one", "[One]"),
    ("**bold {talk}`alpha/one`**", "talk-alpha-one", "bold [One]"),
    ("{event}`Alpha`", "event-alpha", "[Alpha]"),
    ("{link}`docs`", "link-links-docs", "[Docs]"),
    ("{takeaway}`alpha/quirks`", "takeaway-alpha-quirks", "[Mind the quirks.]"),
    ("{ref}`genindex` and {talk}`alpha/one`", "talk-alpha-one", "Index and [One]"),
    ("{doc}`who` and {talk}`alpha/one`", "talk-alpha-one", "Who and [One]"),
    ("{person}`Ada Example`", "person-people-ada-example", "[Ada Example]"),
    ("{person}`Bo Example`", "person-people-bo-example", "[Bo Example]"),
    ("{org}`Mako`", "org-orgs-mako", "[Mako]"),
    ("{topic}`gpu`", "topic-topics-gpu", "[GPU]"),
]
PLAIN = [
    ("[the page](events/alpha.md)", "event-alpha", "[the page]", "page"),
    ("[](events/alpha.md)", "event-alpha", "[Alpha]", "page"),
    ("{doc}`events/alpha`", "event-alpha", "[Alpha]", "page"),
    ("[it](events/alpha.md#event-alpha)", "event-alpha", "[it]", "page"),
    ("[the talk](events/alpha.md#talk-alpha-one)", "talk-alpha-one", "[the talk]", "page"),
    ("[a](events/alpha.md#takeaway-alpha-quirks)", "takeaway-alpha-quirks", "[a]", "page"),
    ("[ada](people.md#person-people-ada-example)", "person-people-ada-example", "[ada]", "page"),
    ("[there](https://docs.example/x?a=1&b=2)", "link-links-docs", "[there]", "it"),
]
HOMES = {"person-people-ada-example": "people.html", "person-people-bo-example": "who.html",
         "org-orgs-mako": "names.html", "topic-topics-gpu": "names.html"}  # fmt: skip


@pytest.fixture(scope="module")
def ways(shared_site: MakeSite) -> Site:
    """Build a page for each way to refer to something."""
    files = {"events/alpha.md": EVENT, **LISTS}
    for number, (source, *_) in enumerate([*WAYS, *PLAIN]):
        files[f"ways-{number:02}.md"] = (
            f"# Page {number:02}\n\n## Its *section*\n\nOne. See {source} here. Three.\n"
        )
    built = shared_site(files, warnings=True, **SETTINGS)
    # MyST before 5.2 warns of an anchor that is no heading's, and links to it all the same
    assert set(built.subtypes) <= {"myst.xref_missing"}, built.warnings
    return built


@pytest.mark.parametrize("number", range(len(WAYS)))
def test_a_reference_is_shown_at_what_it_refers_to(ways: Site, number: int) -> None:
    _, anchor, shown = WAYS[number]
    found = cited(ways, HOMES.get(anchor, "events/alpha.html"), anchor)
    assert f"Page {number:02} › Its section: See {shown} here." in found


@pytest.mark.parametrize("number", range(len(PLAIN)))
def test_a_link_that_names_no_id_is_told_apart(ways: Site, number: int) -> None:
    _, anchor, shown, via = PLAIN[number]
    found = cited(ways, HOMES.get(anchor, "events/alpha.html"), anchor)
    number += len(WAYS)
    via = "links to it" if via == "it" else "links to the page"
    assert f"Page {number:02} › Its section ({via}): See {shown} here." in found


def test_a_way_leads_back_to_the_section(ways: Site) -> None:
    page = ways.read("events/alpha.html")
    assert '<a class="en-ref" href="../ways-00.html#its-section">Page 00 › Its section</a>' in page


def test_what_refers_is_folded_and_counted(ways: Site) -> None:
    for page in ("events/alpha.html", "people.html", "names.html", "who.html"):
        text = ways.read(page)
        assert '<details class="en-cited">' in text
        assert not re.search(r"<details[^>]*\bopen", text)


def test_who_is_described_elsewhere_has_it_in_the_list_as_well(ways: Site) -> None:
    page = ways.read("people.html").partition("Bo Example</a></h2>")[2]
    assert "See <mark>Bo Example</mark> here." in page.partition("</section>")[0]


def test_places_are_in_the_order_of_pages_and_lines(ways: Site) -> None:
    pages = [
        re.split(" ›|:", line)[0] for line in cited(ways, "events/alpha.html", "talk-alpha-one")
    ]
    assert pages == ["Two", "Two", *(f"Page {n:02}" for n in (*range(8), 11, 12, 21))]


# -- on the page itself --------------------------------------------------------------------


def test_a_mention_on_the_same_page_says_so(ways: Site) -> None:
    assert cited(ways, "events/alpha.html", "talk-alpha-two") == ["This page: Above all see [Two]."]
    assert "One: Also [Alpha]." in cited(ways, "events/alpha.html", "event-alpha")


def test_what_a_talk_says_of_itself_is_no_mention(ways: Site) -> None:
    assert "Inside" not in " ".join(cited(ways, "events/alpha.html", "talk-alpha-one"))


def test_two_mentions_in_a_sentence_are_one(ways: Site) -> None:
    assert cited(ways, "events/alpha.html", "talk-alpha-one")[:2] == [
        "Two: Before it came [One], and One was long.",
        "Two: Then [One].",
    ]


def test_words_on_a_card_mention_somebody(ways: Site) -> None:
    assert "Alpha › One: As [Bo Example] said." in cited(
        ways, "who.html", "person-people-bo-example"
    )


# -- what counts ---------------------------------------------------------------------------

REF = "{talk}`alpha/one`"
COUNTED = {
    "list": f"- An item of {REF}.\n",
    "table": f"| a | b |\n|---|---|\n| c | in a cell {REF} |\n",
    "quote": f"> Quoted {REF}.\n",
    "note": f":::{{note}}\nNoted {REF}.\n:::\n",
    "definition": f"Term\n: Defined {REF}.\n",
    "footnote": f"A[^1].\n\n[^1]: A foot {REF}.\n",
    "takeaway": f":::{{takeaway}}\nLearned {REF}.\n:::\n",
    "about": f":::{{about}} people/cy-example\n\nSaid {REF}.\n:::\n",
    "caption": f":::{{talks}} Beside {REF}\n:limit: 1\n:::\n",
    "rubric": f":::{{rubric}} Under {REF}\n:::\n",
}
NOT_COUNTED = {
    "listing": "```{talks}\n```\n\n```{events}\n```\n\n```{takeaways}\n```\n",
    "sample": f"::::{{example}}\nAn example {REF}.\n\n:::{{takeaway}}\nAnd {REF}.\n:::\n::::\n",
    "code": f"`` {REF} ``\n\n```md\n{REF}\n```\n",
    "comment": f"% {REF}\n\n<!-- {REF} -->\n",
    "private": f":::{{private}}\nHidden {REF}.\n:::\n",
    "contents": "```{toctree}\n:hidden:\n\nevents/alpha\n```\n",
    "other": "[x](https://docs.example/other) and {ref}`genindex`.\n",
}


@pytest.fixture(scope="module", params=[False, True], ids=["published", "copy"])
def counted(shared_site: MakeSite, request: pytest.FixtureRequest) -> Site:
    """Build pages whose mentions count, and others; as published, and as the author's copy."""
    pages = {f"{name}.md": f"# Page {name}\n\n{text}" for name, text in COUNTED.items()}
    pages |= {f"not-{name}.md": f"# Not {name}\n\n{text}" for name, text in NOT_COUNTED.items()}
    name = f"counted-{request.param}"
    files = {"events/alpha.md": EVENT, **pages}
    return shared_site(files, name=name, eventnotes_private=request.param, **SETTINGS)


def test_a_mention_counts_in_any_block_of_text(counted: Site) -> None:
    found = cited(counted, "events/alpha.html", "talk-alpha-one")
    assert [line for line in found if line.startswith("Page ")] == [
        "Page about: Said [One].",
        "Page caption: Beside [One]",
        "Page definition: Defined [One].",
        "Page footnote: A foot [One].",
        "Page list: An item of [One].",
        "Page note: Noted [One].",
        "Page quote: Quoted [One].",
        "Page rubric: Under [One]",
        "Page table: in a cell [One]",
        "Page takeaway: Learned [One].",
    ]


def test_lists_examples_and_private_words_mention_nothing(counted: Site) -> None:
    pages = counted.domain.library.cited["alpha/one"]
    assert [place.page for place in pages if place.page.startswith("not-")] == []


# -- other formats, hostile words ----------------------------------------------------------


def test_other_formats_have_a_labelled_list(site: MakeSite) -> None:
    files = {"events/alpha.md": EVENT, "r.md": "# R\n\n## S\n\nSee {talk}`alpha/two` & more.\n"}
    text = site(files, builder="text", name="text").read("events/alpha.txt")
    assert text.endswith(
        "Then *One*.\n"
        "\n"
        "**Mentioned in 2 places**\n"
        "\n"
        "* This page (Above all see *Two*.)\n"
        "\n"
        "* R › S (See *Two* & more.)\n"
    ), text
    tex = next(site(files, builder="latex", project="N", name="tex").out.glob("*.tex"))
    source = tex.read_text(encoding="utf-8")
    assert source.count(r"\sphinxstylestrong{Mentioned in 2 places}") == 2
    assert r"\hyperref[\detokenize{r:s}]" in source
    epub = site(files, builder="epub", version="1", copyright="x", name="epub")
    page = epub.read("events/alpha.xhtml")
    assert '<p class="en-label">Mentioned in 2 places</p>' in page
    assert "<details" not in page


def test_titles_and_sentences_are_never_markup(site: MakeSite) -> None:
    hostile = (
        '# R & `<b>` "q"\n\n## `<script>alert(1)</script>` & x\n\n'
        'A `<u>` "quote" & {talk}`"w" & x <alpha/one>` and `</details>`.\n'
    )
    built = site({"events/alpha.md": EVENT, "r.md": hostile})
    page = built.read("events/alpha.html")
    assert not re.search(r"<script>alert|<u>|`</details>`", page)
    assert page.count("<details") == page.count("</details>")
    (line,) = [
        each for each in cited(built, "events/alpha.html", "talk-alpha-one") if "R &" in each
    ]
    assert line == (
        "R & <b> “q” › <script>alert(1)</script> & x: A <u> “quote” & [“w” & x] and </details>."
    )


def test_what_nothing_refers_to_says_nothing(site: MakeSite) -> None:
    files = {"events/a.md": "# A\n\n```{event}\n```\n\n## T\n\n```{talk}\n```\n"}
    assert "Mentioned" not in site(files).read("events/a.html")


def test_of_two_things_with_one_id_the_first_has_what_refers_to_it(site: MakeSite) -> None:
    talk = "```{talk}\n:id: same\n```\n"
    files = {
        "events/a.md": f"# A\n\n```{{event}}\n```\n\n## First\n\n{talk}\n## Second\n\n{talk}",
        "r.md": "# R\n\nSee {talk}`a/same`.\n",
    }
    built = site(files, warnings=["notes.duplicate-id"])
    assert cited(built, "events/a.html", "talk-a-same") == ["R: See [First]."]
    assert built.read("events/a.html").count("Mentioned in 1 place") == 1
