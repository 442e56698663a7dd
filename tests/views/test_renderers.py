"""Each kind of value as HTML and as nodes, from trees that no view made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from building import MakeSite, Site, free_sphinx, maker

from eventnotes.renderers.html import HtmlRenderer
from eventnotes.renderers.nodes import NodeRenderer
from eventnotes.views.times import Booking, Day, Moment, Programme, Schedule, Slot
from eventnotes.views.tree import (
    Amount,
    Bar,
    Block,
    Criteria,
    Entries,
    Entry,
    Fact,
    Facts,
    Fold,
    Grid,
    Head,
    Inline,
    Item,
    Items,
    Jump,
    Line,
    Out,
    Person,
    Ref,
    Run,
    Score,
    Section,
    Small,
    Table,
    Tile,
    Time,
    Topics,
    Verdict,
    Words,
)

PAGES = {"a.md": "# A\n", "sub/b.md": "# B\n"}
EVIL = '<b a="&">'
SAFE, QUOTED = '&lt;b a="&amp;"&gt;', "&lt;b a=&quot;&amp;&quot;&gt;"


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    """Build a site for its builder."""
    return shared_site(PAGES, name="html")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Site]]:
    """Build sites without HTML."""
    make = maker(tmp_path_factory.mktemp("plain"))
    yield {name: make(PAGES, name=name, builder=name) for name in ("text", "latex", "xml")}
    free_sphinx()


def html(built: Site, **options: Any) -> HtmlRenderer:
    """Return what writes HTML for the page ``sub/b``."""
    return HtmlRenderer(built.app.builder, "sub/b", **options)


OUT = '<a class="reference external" href="{url}" rel="noopener">{text}</a>'
INLINE: list[tuple[Inline, str, str]] = [
    ("", "", ""),
    (EVIL, SAFE, EVIL),
    (("a", ("b", "c")), "abc", "abc"),
    (Words("a & b"), "a &amp; b", "a & b"),
    (Words("a", "x"), '<span class="x">a</span>', "a"),
    (Words("a", "x", strong=True), '<strong class="x">a</strong>', "<strong>a</strong>"),
    (Words("Ein Satz", language="de"), '<span lang="de">Ein Satz</span>', "Ein Satz"),
    ("שלום", '<span dir="auto">שלום</span>', "שלום"),
    (Run(EVIL), SAFE, EVIL),
    (Run("a", "em"), "<em>a</em>", "<emphasis>a</emphasis>"),
    (Run("a", "code"), "<code>a</code>", "<literal>a</literal>"),
    (Run("a", "here"), "<mark>a</mark>", "<emphasis>a</emphasis>"),
    (Time(EVIL, EVIL, "x"), f'<time class="x" datetime="{QUOTED}">{SAFE}</time>', EVIL),
    (
        Time("2025-03-17", "17–18 March", end="2025-03-18"),
        '<time datetime="2025-03-17">17–18 March</time>'
        '<data class="dt-end" value="2025-03-18"></data>',
        "17–18 March",
    ),
    (Amount(90, EVIL), f'<data value="90">{SAFE}</data>', EVIL),
    (("a", Small("b", "x")), 'a <small class="x">b</small>', "a (b)"),
    (("a", Small("b", "x", strong=True)), 'a <strong class="x">b</strong>', "a (b)"),
    (
        Person(Words("Ann", "p-name", strong=True), "p-author", Words("Org", "p-org"), "CTO"),
        '<span class="p-author h-card"><strong class="p-name">Ann</strong> '
        '<span class="p-org">Org</span> <span class="p-job-title">CTO</span></span>',
        "Ann (Org, CTO)",
    ),
    (
        Person("Ann", "x", "Org", bracketed=True),
        '<span class="x h-card">Ann (Org)</span>',
        "Ann (Org)",
    ),
    (Fact(EVIL, "x"), f'<span class="en-fact x">{SAFE}</span>', EVIL),
    (Fact("two talks", opening=True), '<span class="en-fact">Two talks</span>', "two talks"),
    (
        Bar(0.25),
        '<svg class="en-bar" viewBox="0 0 100 1" preserveAspectRatio="none" '
        'aria-hidden="true"><rect width="25" height="1"></rect></svg>',
        "#####",
    ),
    (
        Score(0.9),
        '<data class="en-score" role="img" aria-label="Rated 4.5 of 5" value="4.5">'
        '<span class="en-stars en-of-5 en-halves-9" aria-hidden="true"></span> 4.5</data>',
        "4.5 of 5",
    ),
]


@pytest.mark.parametrize(("shown", "written", "said"), INLINE)
def test_what_stands_in_a_line(
    built: Site, plain: dict[str, Site], shown: Inline, written: str, said: str
) -> None:
    assert html(built).inline(shown) == written
    made = NodeRenderer(plain["text"].app.builder, "sub/b").inline(shown)
    assert "".join(map(str, made)) == said


def test_a_place_has_the_address_that_the_page_sees(built: Site, plain: dict[str, Site]) -> None:
    link = '<a class="en-ref" href="{}">a</a>'.format
    assert html(built).inline(Ref("a", "x&y", "a")) == link("../a.html#x&amp;y")
    assert html(built).inline(Ref("a", "", "a")) == link("../a.html")
    assert html(built).inline(Ref("sub/b", "x", "a")) == link("#x")
    assert html(built, here="x").inline(Ref("sub/b", "x", "a")) == "a"
    renderer = NodeRenderer(plain["xml"].app.builder, "sub/b", here="x")
    (made,) = renderer.inline(Ref("a", "x", "a"))
    assert (made["refuri"], made["internal"]) == ("../a#x", True)
    assert [str(node) for node in renderer.inline(Ref("sub/b", "x", "a"))] == ["a"]


def test_another_site_has_its_address_where_nothing_can_be_followed(
    built: Site, plain: dict[str, Site]
) -> None:
    shown = Out(f"https://x.example/{EVIL}", EVIL, "u-url")
    written = html(built).inline(shown)
    assert f'class="reference external u-url" href="https://x.example/{QUOTED}"' in written
    assert written.endswith(f">{SAFE}</a>")
    renderer = NodeRenderer(plain["text"].app.builder, "a")
    assert [node.astext() for node in renderer.inline(Out("https://x.example", "X"))] == [
        "X",
        " <https://x.example>",
    ]
    renderer = NodeRenderer(plain["latex"].app.builder, "a")
    assert [node.astext() for node in renderer.inline(Out("https://x.example", "X"))] == ["X"]


BLOCKS: list[tuple[Block, str, str]] = [
    (Line("a", "x"), '<p class="x">a</p>\n', "<paragraph>a</paragraph>"),
    (
        Facts(("a", "b"), "en-facts"),
        '<p class="en-facts">a b</p>\n',
        "<paragraph>a, b</paragraph>",
    ),
    (
        Topics((Words("GPU", "p-category"), Words("ML", "p-category"))),
        '<ul class="en-topics" aria-label="Topics"><li><span class="p-category">GPU</span></li>'
        '<li><span class="p-category">ML</span></li></ul>\n',
        "<paragraph>Topics: GPU, ML</paragraph>",
    ),
    (
        Verdict(0.8),
        '<p class="en-score" role="img" aria-label="Rated 4 of 5"><span '
        'class="en-stars en-of-5 en-halves-8" aria-hidden="true"></span> '
        '<data class="p-rating" value="4">4 of 5</data>'
        '<data class="p-best" value="5"></data></p>',
        "<paragraph>Rating: <strong>4 of 5</strong></paragraph>",
    ),
    (
        Items(("a", Item("b", ("c", "d"))), "x"),
        '<ul class="x">\n<li>a</li>\n'
        '<li>b <small class="en-place">c</small> <small class="en-place">d</small></li>\n</ul>\n',
        '<bullet_list bullet="*"><list_item><paragraph>a</paragraph></list_item><list_item>'
        '<paragraph>b</paragraph><bullet_list bullet="*"><list_item><paragraph>c</paragraph>'
        "</list_item><list_item><paragraph>d</paragraph></list_item></bullet_list></list_item>"
        "</bullet_list>",
    ),
    (
        Fold("More", (Line("a"),), "x"),
        '<details class="x"><summary>More</summary>\n<p>a</p>\n</details>\n',
        '<container classes="x"><paragraph><strong>More</strong></paragraph>'
        "<paragraph>a</paragraph></container>",
    ),
    (
        Programme(
            "2 talks",
            "talks-x",
            (
                Day("Monday", (Slot("14:00", "a", Score(0.8), EVIL, True),)),
                Day("", (Slot("", "b", "", "", False),)),
            ),
            "4 and better",
            True,
        ),
        '<details class="en-programme" id="talks-x" open="open"><summary>2 talks</summary>\n'
        '<p class="en-best"><label><input type="checkbox"> 4 and better</label>'
        '</p>\n<p class="en-label">Monday</p>\n<ol class="en-slots">\n<li class="en-is-best">'
        '<span class="en-time">14:00</span> <span class="en-what">a '
        f'<small class="en-learned">{SAFE}</small></span> <data class="en-score" role="img" '
        'aria-label="Rated 4 of 5" value="4"><span class="en-stars en-of-5 en-halves-8" '
        'aria-hidden="true"></span> 4</data></li>\n</ol>\n'
        '<ol class="en-slots">\n<li><span class="en-what">b</span> </li>\n</ol>\n'
        '</details>\n<a class="en-to-talks" href="#talks-x">2 talks</a>\n',
        "<paragraph><strong>2 talks</strong></paragraph><paragraph>Monday</paragraph>"
        '<bullet_list bullet="*"><list_item><paragraph>14:00 · a (<b a="&">) · 4 of 5'
        "</paragraph></list_item></bullet_list>"
        '<bullet_list bullet="*"><list_item><paragraph>b</paragraph></list_item></bullet_list>',
    ),
    (
        Programme("1 talk", "talks-x", (Day("", (Slot("", "b", "", "", False),)),), "", False),
        '<details class="en-programme" id="talks-x"><summary>1 talk</summary>\n'
        '<ol class="en-slots">\n<li><span class="en-what">b</span> </li>\n</ol>\n</details>\n',
        "",  # what is folded away at first is left out where nothing folds
    ),
    (
        Schedule(
            (("Hall", 2), (EVIL, 1)),
            (
                Moment("09:00", (Booking("09:00–10:00", "a", EVIL, "4", "Hall", 2), None, None)),
                Moment("09:30", (None, Booking("09:30", "b", "", "", EVIL, 1))),
                Moment("10:00", (None, None, None)),
            ),
        ),
        '<div class="en-schedule">\n<table>\n<thead><tr><td></td><th scope="col" colspan="2">Hall'
        f'</th><th scope="col">{SAFE}</th></tr></thead>\n<tbody>\n'
        '<tr><th scope="row">09:00</th><td rowspan="2"><span class="en-time">09:00–10:00</span> '
        f'<span class="en-room">Hall</span> a <small class="en-who">{SAFE}</small> 4</td><td></td>'
        '<td></td></tr>\n<tr><th scope="row">09:30</th><td></td><td>'
        f'<span class="en-time">09:30</span> <span class="en-room">{SAFE}</span> b </td></tr>\n'
        '<tr class="en-free"><th scope="row">10:00</th><td></td><td></td><td></td></tr>\n'
        "</tbody>\n</table>\n</div>\n",
        '<bullet_list bullet="*"><list_item><paragraph>09:00–10:00 · Hall · a · <b a="&"> · 4'
        '</paragraph></list_item><list_item><paragraph>09:30 · <b a="&"> · b</paragraph>'
        "</list_item></bullet_list>",
    ),
    (
        Schedule((("", 1),), (Moment("09:00", (Booking("09:00", "a", "", "", "", 1),)),)),
        '<div class="en-schedule">\n<table>\n<tbody>\n<tr><th scope="row">09:00</th><td>'
        '<span class="en-time">09:00</span> a </td></tr>\n</tbody>\n</table>\n</div>\n',
        '<bullet_list bullet="*"><list_item><paragraph>09:00 · a</paragraph></list_item>'
        "</bullet_list>",
    ),
    (
        Jump("Letters", (("A", "x"), ("B", "y"))),
        '<nav class="en-letters" aria-label="Letters">'
        '<a href="#x">A</a> <a href="#y">B</a></nav>\n',
        "",
    ),
    (
        Grid((Tile("k", "t", "", "f"),)),
        '<div class="en-grid sd-container-fluid sd-sphinx-override sd-mb-4 sd-p-0">\n'
        '<div class="sd-row sd-row-cols-1 sd-row-cols-md-2 sd-g-3">\n'
        '<div class="sd-col sd-d-flex-row"><div class="sd-card sd-sphinx-override sd-w-100 '
        'sd-shadow-sm"><div class="sd-card-body">\n<p class="en-kicker">k</p>\n'
        '<div class="sd-card-title sd-font-weight-bold">t</div>\n<p class="en-foot">f</p>\n'
        "</div></div></div>\n</div></div>\n",
        '<bullet_list bullet="*"><list_item><paragraph><strong>t</strong></paragraph>'
        "<paragraph>k</paragraph><paragraph>f</paragraph></list_item></bullet_list>",
    ),
    (
        Criteria((("c", 0.5, "2.5"), ("d", 1.0, "5"))),
        '<dl class="en-criteria"><div><dt>c</dt> <dd><svg class="en-bar" viewBox="0 0 100 1" '
        'preserveAspectRatio="none" aria-hidden="true"><rect width="50" height="1"></rect></svg> '
        '2.5</dd></div> <div><dt>d</dt> <dd><svg class="en-bar" viewBox="0 0 100 1" '
        'preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="1"></rect></svg> '
        "5</dd></div></dl>\n",
        "<paragraph>c 2.5, d 5</paragraph>",
    ),
    (
        Entries((Entry("d", "t", "w", Score(0.4)), Entry("", "u", "", ""))),
        '<ul class="en-entries">\n<li><span class="en-date">d</span> <span class="en-what">t '
        '<small class="en-line">w</small></span> <data class="en-score" role="img" '
        'aria-label="Rated 2 of 5" value="2"><span class="en-stars en-of-5 en-halves-4" '
        'aria-hidden="true"></span> 2</data></li>\n'
        '<li><span class="en-date"></span> <span class="en-what">u</span></li>\n</ul>\n',
        '<bullet_list bullet="*"><list_item><paragraph>t · d · 2 of 5</paragraph>'
        "<paragraph>w</paragraph></list_item><list_item><paragraph>u</paragraph></list_item>"
        "</bullet_list>",
    ),
]


@pytest.mark.parametrize(("block", "written", "said"), BLOCKS)
def test_what_stands_between_lines(
    built: Site, plain: dict[str, Site], block: Block, written: str, said: str
) -> None:
    assert html(built).blocks([block]) == written
    made = NodeRenderer(plain["text"].app.builder, "a").blocks([block])
    assert "".join(map(str, made)) == said


def test_a_section_has_the_level_of_its_place_and_a_link_to_itself(built: Site) -> None:
    section = Section("H", 2, ("x", "y"), (Line("a"),))
    assert html(built, level=3).blocks([section]) == (
        '<section id="x"><span id="y"></span><h5>H<a class="headerlink" href="#x" '
        'tabindex="-1" aria-label="Link to “H”" title="Link to this heading">¶</a></h5>\n'
        "<p>a</p>\n</section>\n"
    )
    assert html(built, level=3).blocks([section._replace(folded="2 talks")]) == (
        '<section id="x" class="en-entry"><span id="y"></span><h5>H<a class="headerlink" '
        'href="#x" tabindex="-1" aria-label="Link to “H”" '
        'title="Link to this heading">¶</a></h5>\n'
        '<details><summary aria-label="H, 2 talks">2 talks</summary>\n'
        "<p>a</p>\n</details>\n</section>\n"
    )
    assert html(built, level=6).blocks([section._replace(anchors=())]) == (
        "<section><h6>H</h6>\n<p>a</p>\n</section>\n"
    )


def test_a_section_is_a_rubric_where_none_may_stand(plain: dict[str, Site]) -> None:
    section = Section("H", 1, ("x",), (Line("a"),))
    builder = plain["text"].app.builder
    (made,) = NodeRenderer(builder, "a", sections=True).blocks([section])
    assert str(made) == ('<section ids="x"><title>H</title><paragraph>a</paragraph></section>')
    (made,) = NodeRenderer(builder, "a", sections=True, number=2).blocks(
        [section._replace(anchors=())]
    )
    assert made["ids"] == ["list-2-1"]
    target, made = NodeRenderer(builder, "a").blocks([section])
    assert target["ids"] == ["x"]
    assert str(made) == ("<container><rubric>H</rubric><paragraph>a</paragraph></container>")


TABLE = Table((Head("a", "A"), Head("b", "B", "en-number")), (("x", "1"), ("y", "2")), "t")


def test_a_table_has_the_keys_and_classes_of_its_columns(built: Site) -> None:
    assert html(built).blocks([TABLE]) == (
        '<table class="en-table t">\n<thead><tr><th scope="col" data-key="a">A</th>'
        '<th scope="col" class="en-number" data-key="b">B</th></tr></thead>\n<tbody>\n'
        '<tr><th scope="row">x</th> <td class="en-number" data-label="B">1</td></tr>\n'
        '<tr><th scope="row">y</th> <td class="en-number" data-label="B">2</td></tr>\n'
        "</tbody>\n</table>\n"
    )


def test_a_row_says_what_a_script_may_choose_it_by(built: Site) -> None:
    table = TABLE._replace(
        heads=(Head("a", "A", also="c"), Head("b", "B")),
        rows=TABLE.rows[:1],
        named=1,
        known=((("attended", EVIL), ("recording", "1")),),
    )
    written = html(built).blocks([table])
    assert '<th scope="col" data-key="a" data-also="c">A</th>' in written
    row = f'<tr data-attended="{QUOTED}" data-recording="1"><td>x</td> <th scope="row">1</th></tr>'
    assert row in written


def test_a_table_in_a_table_is_a_list(plain: dict[str, Site]) -> None:
    builder = plain["text"].app.builder
    (made,) = NodeRenderer(builder, "a", tables=False).blocks([TABLE])
    assert [item.astext() for item in made.children] == ["x · 1", "y · 2"]
    _, table = NodeRenderer(builder, "a").blocks([TABLE])
    assert [node["colwidth"] for node in table.findall() if node.tagname == "colspec"] == [1, 1]


def test_only_latex_draws_stars_and_bars(plain: dict[str, Site]) -> None:
    builder = plain["latex"].app.builder
    (verdict,) = NodeRenderer(builder, "a").blocks([Verdict(0.5)])
    assert verdict.astext() == (
        r"Rating: \(\mathord{\bigstar\bigstar\bigstar{\scriptstyle\star}{\scriptstyle\star}}\)~"
        "2.5 of 5"
    )
    (bar,) = NodeRenderer(builder, "a").inline(Bar(0.25))
    assert bar.astext() == r"\rule{2.00em}{0.6em}"
