"""Footnotes in a browser's pages: each after the block that refers to it, and once in a list."""

from __future__ import annotations

import re

import pytest
from building import MakeSite, Site

PAGE = """\
# Kernel night

It ran long.[^long] So did I.[^me]

Again.[^long]

- One.[^item]
- Two.

| a |
| - |
| cell[^cell] |

[^long]: Nineteen minutes, see [the film](https://example.org/film).

    A second paragraph.

    - a list
[^me]: By a minute.
[^item]: Of three.
[^cell]: In a table.
"""
REST = """\
Night
=====

Text [#named]_ and [#]_ and [3]_ and [*]_.

.. [#named] By name.
.. [#] By itself.
.. [3] By number.
.. [*] By sign.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    """Build a page in Markdown and one in reStructuredText."""
    return shared_site({"night.md": PAGE, "rest.rst": REST})


def body(site: Site, path: str = "night.html") -> str:
    """Return what stands below a page's title."""
    return site.read(path).partition("</h1>")[2].partition('<div class="clearer"')[0]


def test_a_note_stands_after_the_paragraph_that_refers_to_it(built: Site) -> None:
    assert (
        '<a class="footnote-reference brackets" href="#me" id="id2" role="doc-noteref">'
        '<span class="fn-bracket">[</span>2<span class="fn-bracket">]</span></a></p>\n'
        '<details class="en-note en-beside"><summary>Note 1</summary>\n'
        '<div class="en-note-text" id="long" role="doc-footnote">'
    ) in body(built)
    assert (
        '<details class="en-note en-beside"><summary>Note 2</summary>\n'
        '<div class="en-note-text" id="me" role="doc-footnote"><span class="en-mark">'
        '<a role="doc-backlink" href="#id2">2</a></span>\n<p>By a minute.</p>\n'
        "</div></details>\n<p>Again."
    ) in body(built)


def test_a_note_that_is_referred_to_twice_stands_once_and_leads_back_to_both(built: Site) -> None:
    assert body(built).count('id="long"') == 1
    assert body(built).count("<summary>Note 1</summary>") == 1
    assert (
        '<span class="en-mark">1 <a role="doc-backlink" href="#id1">a</a> '
        '<a role="doc-backlink" href="#id3">b</a></span>'
    ) in body(built)


def test_a_note_keeps_its_blocks(built: Site) -> None:
    note = body(built).partition('id="long"')[2].partition("</details>")[0]
    assert "<p>A second paragraph.</p>" in note
    assert "<li><p>a list</p></li>" in note
    assert 'href="https://example.org/film"' in note


def test_a_note_in_a_list_leaves_the_list_compact(built: Site) -> None:
    assert '<ul class="compact simple">\n<li><p>One.' in body(built)
    assert "</div></details>\n</li>\n<li><p>Two.</p></li>\n</ul>" in body(built)


def test_a_note_in_a_table_stands_after_the_table(built: Site) -> None:
    html = body(built)
    assert html.index("</table>") < html.index("<summary>Note 4</summary>")
    assert "<details" not in html.partition("<table")[2].partition("</table>")[0]


def test_all_notes_are_in_a_list_that_has_no_ids_of_its_own(built: Site) -> None:
    html = body(built)
    assert '<p class="en-all-notes"><a href="#en-notes">All 4 notes of this page</a></p>' in html
    listed = html.partition('<section class="en-notes" id="en-notes" role="doc-endnotes"')[2]
    marks = re.findall(r'<span class="en-mark">(?:<a[^>]*>)?(\d)', listed)
    assert marks == ["1", "2", "3", "4"]
    assert "<p>A second paragraph.</p>" in listed
    assert " id=" not in listed
    assert "<hr" not in html


def test_every_id_is_there_once_and_every_link_to_one_leads_somewhere(built: Site) -> None:
    for path in ("night.html", "rest.html"):
        ids = re.findall(r'\sid="([^"]+)"', body(built, path))
        assert sorted(set(ids)) == sorted(ids)
        assert set(re.findall(r'href="#([^"]+)"', body(built, path))) <= {*ids, "night", path[:-5]}


def test_notes_of_restructuredtext_keep_their_marks(built: Site) -> None:
    html = body(built, "rest.html")
    assert re.findall(r"<summary>(.*?)</summary>", html) == [
        "Note 1",
        "Note 2",
        "Note 3",
        "Note *",
    ]
    assert html.index("By sign.") < html.index("en-all-notes")
    assert "footnote-list" not in html


@pytest.mark.parametrize(
    ("text", "before", "after", "beside"),
    [
        ("> Said.[^a]", "</a></p>", "</div></blockquote>", True),
        ("## Head[^a]\n\nAfter.", "</h2>", "<p>After.</p>", True),
        (":::{commentary}\nSaid.[^a]\n:::", "</a></p>", "</div>", True),
        (":::{takeaway}\nSaid.[^a]\n:::", "</a></p>", "</div>", True),
        ("- One.\n  - Two.[^a]", "</a></p>", "</li>\n</ul>\n</li>\n</ul>", True),
        ("Term\n: Said.[^a]", "</a></p>", "</dd>", True),
        ("```{figure} x.svg\n\nSaid.[^a]\n```\n\nAfter.", "</figure>", "<p>After.</p>", True),
        (
            "```{event}\n:id: x\n:rating: 4 Good.[^a]\n```\nA.\n\nEnd.",
            "</div>",
            "<p>End.</p>",
            True,
        ),
        (":::{note}\nSaid.[^a]\n:::", "</a></p>", "</div>", False),
        (":::{container} box\nSaid.[^a]\n:::", "</a></p>", "</div>", False),
    ],
    ids=[
        "quotation",
        "heading",
        "commentary",
        "takeaway",
        "nested list",
        "definition",
        "figure",
        "card",
        "admonition",
        "box",
    ],
)
def test_a_note_follows_the_innermost_block_that_one_can_follow(
    site: MakeSite, text: str, before: str, after: str, beside: bool
) -> None:
    files = {"night.md": f"# Night\n\n{text}\n\n[^a]: Foot.\n", "x.svg": SVG}
    html = body(site(files, myst_enable_extensions=["colon_fence", "deflist"]))
    head, _, tail = html.partition('<details class="en-note')
    note, _, rest = tail.partition("</details>\n")
    assert head.rstrip().endswith(before)
    assert rest.startswith(after)
    assert note.startswith(" en-beside") is beside


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("::::{tab-set}\n:::{tab-item} One\nSaid.[^a]\n:::\n::::", "</div>\n</div>"),
        ("::::{tab-set}\n:::{tab-item} One[^a]\nSaid.\n:::\n::::", "</div>\n</div>"),
        (":::{card} One[^a]\nSaid.\n:::", "</a></div>"),
        (":::{card} One\nSaid.[^a]\n:::", "</a></p>"),
        (":::{dropdown} One[^a]\nSaid.\n:::", "</details>"),
    ],
    ids=["tab", "label of a tab", "title of a card", "card", "title of a dropdown"],
)
def test_a_note_tears_no_component_of_sphinx_design_apart(
    site: MakeSite, text: str, before: str
) -> None:
    files = {"night.md": f"# Night\n\n{text}\n\n[^a]: Foot.\n"}
    html = body(site(files, extensions=["eventnotes.site", "sphinx_design"]))
    head, _, tail = html.partition('<details class="en-note')
    assert re.sub(r"\s*\n\s*", "\n", head).rstrip().endswith(before)
    assert "<p>Foot.</p>" in tail.partition("</details>")[0]


def test_notes_to_a_note_follow_it(site: MakeSite) -> None:
    text = "# Night\n\nOne.[^a] Two.[^b]\n\n[^a]: First.[^c]\n[^b]: Second.\n[^c]: Inner.\n"
    html = body(site({"night.md": text}))
    assert re.findall(r"<summary>(.*?)</summary>", html) == ["Note 1", "Note 3", "Note 2"]
    listed = html.partition("<ol>")[2]
    assert listed.index("First.") < listed.index("Second.") < listed.index("Inner.")


def test_a_note_with_a_number_of_its_own_keeps_it(site: MakeSite) -> None:
    html = body(site({"night.md": "# Night\n\nOne.[^7]\n\n[^7]: Seven.\n"}))
    assert "<summary>Note 7</summary>" in html
    assert "en-all-notes" not in html  # one note needs no way to a list of one


def test_a_page_without_notes_has_no_list_of_them(site: MakeSite) -> None:
    assert "en-notes" not in site({"night.md": "# Night\n\nOne.\n"}).read("night.html")


def test_a_note_that_only_private_words_refer_to_is_on_no_page(site: MakeSite) -> None:
    text = "# Night\n\nOne.\n\n:::{private}\nSaid.[^a]\n:::\n\n[^a]: Hushed.\n"
    assert "Hushed" not in site({"night.md": text}).read("night.html")


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "xml"])
def test_other_builders_have_footnotes(site: MakeSite, builder: str) -> None:
    built = site({"night.md": PAGE}, builder=builder, version="1", epub_copyright="A")
    wanted = {
        "text": ("night.txt", "It ran long.[1] So did I.[2]"),
        "latex": ("*.tex", "\\sphinxAtStartFootnote\nBy a minute.\n"),
        "epub": ("night.xhtml", 'role="doc-footnote"'),
        "xml": ("night.xml", '<footnote auto="1"'),
    }
    file, text = wanted[builder]
    (path,) = built.out.glob(file)
    page = path.read_text(encoding="utf-8")
    assert text in page
    assert "en-note" not in page


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_notes_are_alike_with_two_processes(site: MakeSite, builder: str) -> None:
    files = {"night.md": PAGE, "rest.rst": REST, "third.md": PAGE.replace("Kernel", "Third")}
    one, two = (
        site(files, builder=builder, parallel=n, name=f"with-{n}", html_theme="furo")
        for n in (1, 2)
    )
    pages = sorted(path.relative_to(one.out) for path in one.out.rglob("*.html"))
    assert [page for page in pages if one.read(str(page)) != two.read(str(page))] == []
    assert "<summary>Note 4</summary>" in "".join(one.read(str(page)) for page in pages)


def test_pages_that_are_joined_keep_their_notes_apart(site: MakeSite) -> None:
    files = {
        "night.md": PAGE,
        "third.md": PAGE.replace("Kernel", "Third").replace("minute", "mile"),
    }
    html = site(files, builder="singlehtml").read("index.html")
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(set(ids)) == sorted(ids)
    notes = re.findall(r'id="([^"]+)" role="doc-footnote">.*\n<p>By a (\w+)', html)
    assert [word for _, word in notes] == ["minute", "mile"]
    for name, word in notes:
        near = html.partition(f'href="#{name}"')[2].partition("<p>By a ")[2]
        assert near.startswith(word)


@pytest.mark.parametrize(
    ("builder", "parallel"), [("html", 0), ("html", 2), ("dirhtml", 0), ("singlehtml", 2)]
)
def test_edits_leave_what_a_clean_build_makes(site: MakeSite, builder: str, parallel: int) -> None:
    settings = {"builder": builder, "parallel": parallel, "html_theme": "furo"}
    first = {"night.md": PAGE, "other.md": "# Other\n\n## One\n\n## Two\n"}
    built = site(first, **settings)
    note = "[^item]: Of three.\n"
    edits = [
        {"night.md": PAGE.replace("By a minute.", "By two.")},
        {"night.md": PAGE.replace("- One.[^item]", "- One.").replace(note, "")},
        {"night.md": f"{PAGE}\n## Below\n\nMore.[^me]\n"},
        {"other.md": "# Other\n\n## One\n\nSaid.[^a]\n\n## Two\n\n[^a]: Foot.\n"},
        {"night.md": "# Kernel night\n\nIt ran long.\n"},
    ]
    files = dict(first)
    for number, edit in enumerate(edits):
        files |= edit
        built.write(edit)
        built.rebuild()
        clean = site(files, name=f"clean-{number}", **settings)
        assert sorted(clean.out.rglob("*.html")) != []
        for path in clean.out.rglob("*.html"):
            name = str(path.relative_to(clean.out))
            assert built.read(name) == clean.read(name), f"edit {number}: {name}"


# -- the contents in furo's side bar ---------------------------------------------------------

EVENT = "# Night\n\n```{event}\n:id: x\n```\n\n## *One*\n\n```{talk}\n```\n\n### Deep\n\n## Two\n"
CONTENTS = """\
<nav class="en-contents" aria-label="On this page"><ul>
<li><a class="reference internal" href="#talk-x-one"><em>One</em></a><ul>
<li><a class="reference internal" href="#deep">Deep</a></li>
</ul>
</li>
<li><a class="reference internal" href="#two">Two</a></li>
</ul>
</nav></li>"""


@pytest.mark.parametrize(
    "text", [EVENT, "# Night\n\nOne.[^a]\n\n## Two\n\n## Three\n\n[^a]: Foot.\n"]
)
def test_the_contents_of_a_page_of_notes_are_in_furos_side_bar(site: MakeSite, text: str) -> None:
    html = site({"night.md": text}, html_theme="furo").read("night.html")
    entry = html.partition('<li class="toctree-l1 current current-page">')[2]
    assert entry.startswith('<a class="current reference internal" href="#">Night</a><nav')
    assert '<aside class="toc-drawer no-toc">' in html
    assert "toc-tree" not in html


def test_the_contents_say_what_furos_would(site: MakeSite) -> None:
    html = site({"night.md": EVENT}, html_theme="furo").read("night.html")
    assert CONTENTS in html


def test_other_pages_leave_their_contents_to_furo(site: MakeSite) -> None:
    files = {"a.md": "# A\n\n## One\n\n## Two\n", "night.md": EVENT}
    html = site(files, html_theme="furo").read("a.html")
    assert '<aside class="toc-drawer">' in html
    assert '<div class="toc-tree">' in html
    assert "en-contents" not in html


@pytest.mark.parametrize(
    ("settings", "orphan"),
    [({"html_sidebars": {"**": ["sidebar/search.html"]}}, ""), ({}, "---\norphan: true\n---\n")],
    ids=["no tree", "no entry"],
)
def test_contents_that_have_no_place_in_the_side_bar_are_left_to_furo(
    site: MakeSite, settings: dict[str, object], orphan: str
) -> None:
    files = {"night.md": orphan + EVENT, "index.md": "# Notes\n\n```{toctree}\na\n```\n"}
    if not orphan:
        files["index.md"] = "# Notes\n\n```{toctree}\na\nnight\n```\n"
    html = site(files | {"a.md": "# A\n"}, html_theme="furo", **settings).read("night.html")
    assert "en-contents" not in html
    assert '<div class="toc-tree">' in html


def test_a_page_asks_to_hide_its_contents_as_ever(site: MakeSite) -> None:
    text = f"---\nhide-toc: true\n---\n{EVENT}"
    html = site({"night.md": text}, html_theme="furo").read("night.html")
    assert "en-contents" not in html
    assert "toc-tree" not in html
