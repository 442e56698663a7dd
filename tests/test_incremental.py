"""After each edit the files of an incremental build are those of a clean one, to the byte."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from building import CONF, INDEX, App, MakeSite, Site, free_sphinx, maker
from pictures import photo

from eventnotes.api import manifest
from eventnotes.domain import PrivacyError
from eventnotes.leaks.check import LeakError
from eventnotes.model import pagination

FIRST = {
    "events/2025-a.md": (
        "# A\n\n```{event}\n:date: 2025-02\n:topics: GPU\n:host: Mako\n```\n\n"
        "## One\n\n```{talk}\n:speakers: Ada Example (Mako)\n:rating: 4\n```\n\nWords zqxone.\n"
    ),
    "events/2025-b.md": (
        "# B\n\n```{event}\n:date: 2025-03\n```\n\n"
        "## Two\n\n```{talk}\n:speakers: Ada Example (Mako), Bo Example\n:topics: GPU\n```\n\n"
        "See {talk}`a-2025/one`, {person}`Ada Example` and [](#a-2025).\n"
    ),
    "other.rst": "Other\n=====\n\n:notes:topic:`GPU` and :any:`a-2025/one`.\n",
}

A, B = FIRST["events/2025-a.md"], FIRST["events/2025-b.md"]

# each edit replaces files; None deletes one
EDITS: dict[str, dict[str, str | None]] = {
    "one word": {"events/2025-a.md": A.replace("zqxone", "zqxtwo")},
    "a talk's title": {"events/2025-a.md": A.replace("## One", "## One *more*\n\n(one)=")},
    "the id of a talk": {"events/2025-a.md": A.replace(":rating: 4", ":id: one\n:rating: 3")},
    "an earlier date": {"events/2025-b.md": B.replace("2025-03", "2025-01")},
    "a name described": {
        "who.md": "# Who\n\n:::{about} people/ada-example\n:name: Ada E. Example\n:::\n"
    },
    "the description gone": {"who.md": None},
    "a label in the way": {"aa.md": "# AA\n\n(a-2025)=\n\n## Here\n"},
    "the label gone": {"aa.md": "# AA\n"},
    "words made private": {"events/2025-a.md": f"{A}\n:::{{private}}\nzqxhidden\n:::\n"},
    "a page renamed": {"other.rst": None, "elsewhere.rst": FIRST["other.rst"]},
    "a page gone": {"aa.md": None},
    "an event gone": {
        "events/2025-a.md": None,
        "events/2025-b.md": B.partition("See")[0],
        "elsewhere.rst": "Other\n=====\n\n:notes:topic:`GPU`.\n",
    },
}


def _files(site: Site) -> dict[str, bytes]:
    return {
        str(path.relative_to(site.out)): path.read_bytes()
        for path in sorted(site.out.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("theme", ["basic", "furo"])
def test_every_edit_leaves_what_a_clean_build_makes(
    site: MakeSite, parallel: int, theme: str
) -> None:
    settings = {"html_theme": theme, "html_copy_source": True, "parallel": parallel}
    edited = site(FIRST, name="edited", **settings)
    sources: dict[str, str] = dict(FIRST)
    for number, (what, edit) in enumerate(EDITS.items()):
        for name, text in edit.items():
            if text is None:
                sources.pop(name, None)
                (edited.root / name).unlink(missing_ok=True)
            else:
                sources[name] = text
                edited.write({name: text})
        edited.rebuild(True)
        clean = site(sources, name=f"clean{number}", warnings=True, **settings)
        ours, theirs = _files(edited), _files(clean)
        assert ours.keys() == theirs.keys(), what
        assert [name for name in ours if ours[name] != theirs[name]] == [], what


# -- what an edit writes -------------------------------------------------------------------

C = (
    "# C\n\n```{event}\n:date: 2025-04\n```\n\n"
    "## Three\n\n```{talk}\n:speakers: Cy Example (Lab)\n:topics: ROCm\n```\n\n"
    ":::{takeaway}\n:id: tk\n\nWords.\n:::\n\n"
    "```{link} https://docs.example/\n:id: docs\n:title: Docs\n```\n"
)
SITE = {
    "index.md": "# Notes\n\n```{toctree}\n:hidden:\n:glob:\n\n*\n*/*\n```\n",
    **{name: text for name, text in FIRST.items() if name != "other.rst"},
    "events/2025-c.md": C,
    "talks.md": "# Talks\n\n```{talks}\n```\n",
    "events.md": "# Events\n\n```{events}\n:as: table\n```\n",
    "people.md": "# People\n\n```{people}\n```\n",
    "orgs.md": "# Orgs\n\n```{orgs}\n```\n",
    "topics.md": "# Topics\n\n```{topics}\n```\n",
    "links.md": "# Links\n\n```{links}\n```\n",
    "takeaways.md": "# Takeaways\n\n```{takeaways}\n```\n",
    "ratings.md": "# Ratings\n\n```{ratings}\n```\n",
    "mine/rocm.md": "# ROCm\n\n```{talks}\n:topic: ROCm\n```\n",
    "mine/early.md": "# Early\n\n```{talks}\n:until: 2025-02\n```\n",
    "mine/names.md": "# Cy\n\n```{people}\n:person: Cy Example\n```\n",
    "mine/best.md": "# Best\n\n```{talks}\n:sort: -rating\n:limit: 1\n```\n",
    "mine/mention.md": "# Mention\n\nBy {person}`Ada Example` at {event}`b-2025`.\n",
    "mine/plain.md": "# Plain\n\nNothing of it.\n",
    "mine/who.md": "# Who\n\n:::{about} people/cy-example\n\nSpeaks.\n:::\n",
}
BY_SPHINX = {
    *("genindex.html", "search.html", "searchindex.js", "objects.inv", ".buildinfo"),
    *(f"_static/{name}" for name in ("basic.css", "documentation_options.js", "language_data.js")),
    "_static/pygments.css",
}
"""Sphinx writes these in every build."""
CONTENTS = "index.html"
"""It is written again when the headings of a page change that its toctree lists."""


def _times(built: Site) -> dict[str, int]:
    return {
        str(path.relative_to(built.out)): path.stat().st_mtime_ns
        for path in built.out.rglob("*")
        if path.is_file()
    }


def _written(built: Site, edit: dict[str, str]) -> set[str]:
    """Return what a build writes after an edit, but for what Sphinx always writes, and for files
    that are made of all notes.
    """
    before = _times(built)
    built.write(edit)
    built.rebuild()
    after = _times(built)
    changed = {name for name in after if before.get(name) != after[name]}
    return changed - BY_SPHINX - _made_of_all(built)


def _made_of_all(built: Site) -> set[str]:
    """Return the names of files that are no pages, but made of the notes on them, and of the list
    of these.
    """
    kept = json.loads((built.root / "_build/doctrees/exports.json").read_bytes())
    exports = kept.get(str(built.out), {})
    return {manifest.NAME, *(name for _, files in exports.values() for name in files)}


@pytest.fixture
def built(site: MakeSite) -> Site:
    """Build a site with all lists, and with pages that have little to do with them."""
    return site(SITE)


def test_an_edit_of_one_word_writes_no_other_page(built: Site) -> None:
    edit = {"events/2025-a.md": A.replace("zqxone", "zqxtwo")}
    assert _written(built, edit) == {"events/2025-a.html"}


@pytest.mark.parametrize("more", [False, True])
def test_a_view_that_shows_one_more_fact_writes_its_pages_when_that_changes(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, more: bool
) -> None:
    from eventnotes.views import lines
    from eventnotes.views.inline import join

    plain = lines.event_of

    def with_venue(row: lines.Row) -> lines.Inline:
        return join([plain(row), row.event.venue if row.event is not None else ""])

    if more:
        monkeypatch.setattr(lines, "event_of", with_venue)
    built = site(SITE)
    edit = {"events/2025-c.md": C.replace(":date:", ":venue: Old Mill\n:date:")}
    written = _written(built, edit) - {"events/2025-c.html", CONTENTS}
    entries = {"topics.html", "people.html", "orgs.html", "mine/names.html", "mine/who.html"}
    shown = entries | {"talks.html", "mine/rocm.html"}
    assert written == (shown if more else set())
    assert ("Old Mill" in built.text("topics.html")) is more


def test_a_talk_by_a_known_person_changes_their_entry_and_the_lists(built: Site) -> None:
    talk = "\n## More\n\n```{talk}\n:speakers: Ada Example (Mako)\n```\n"
    assert _written(built, {"events/2025-b.md": B + talk}) == {
        "events/2025-b.html",
        *("talks.html", "people.html", "orgs.html"),
        "events.html",  # it says how many talks there were
        "mine/best.html",  # and this, of how many it shows one
        CONTENTS,
    }
    assert "More B · March 2025" in built.text("people.html")


def test_a_talk_with_words_changes_what_it_refers_to_as_well(built: Site) -> None:
    talk = (
        "\n## More\n\n```{talk}\n:speakers: Bo Example\n:rating: 2\n```\n\n{talk}`c-2025/three`.\n"
    )
    assert _written(built, {"events/2025-b.md": B + talk}) == {
        *("events/2025-b.html", "events/2025-c.html"),
        *("talks.html", "people.html", "events.html"),
        *("ratings.html", "mine/best.html"),
        CONTENTS,
    }


@pytest.mark.parametrize(
    ("mention", "pages"),
    [
        ("{talk}`a-2025/one`", {"events/2025-a.html"}),
        ("{event}`a-2025`", {"events/2025-a.html"}),
        ("[x](../events/2025-a.md)", {"events/2025-a.html"}),
        ("[](#c-2025/tk)", {"events/2025-c.html"}),
        ("{link}`docs`", {"events/2025-c.html"}),
        ("[x](https://docs.example/)", {"events/2025-c.html", "links.html"}),
        ("{person}`Ada Example`", {"people.html"}),
        ("{person}`Cy Example`", {"people.html", "mine/who.html", "mine/names.html"}),
        ("{org}`Lab`", {"orgs.html"}),
        ("{topic}`GPU`", {"topics.html"}),
        ("[x](https://elsewhere.example/)", {"links.html"}),
        ("{doc}`/talks`", set()),
    ],
)
def test_a_mention_changes_the_page_of_what_is_mentioned(
    built: Site, mention: str, pages: set[str]
) -> None:
    edit = {"mine/plain.md": f"# Plain\n\nNothing of it, but {mention}.\n"}
    assert _written(built, edit) == {"mine/plain.html"} | pages
    assert _written(built, {"mine/plain.md": SITE["mine/plain.md"]}) == {"mine/plain.html", *pages}


def test_an_opening_paragraph_is_shown_on_cards_alone(built: Site) -> None:
    built.write({"mine/cards.md": "# Cards\n\n```{events}\n```\n"})
    built.rebuild()
    opened = A.replace("## One", "Opened by zqxowls.\n\n## One", 1)
    assert _written(built, {"events/2025-a.md": opened}) == {
        *("events/2025-a.html", "mine/cards.html"),
    }
    assert "zqxowls" in built.text("mine/cards.html")


def test_lines_that_move_change_no_other_page(built: Site) -> None:
    moved = B.replace("## Two", "\n\n\n## Two", 1)
    assert _written(built, {"events/2025-b.md": moved}) == {"events/2025-b.html"}


def test_a_page_with_a_toctree_is_written_when_a_heading_changes(built: Site) -> None:
    headed = SITE["mine/plain.md"] + "\n## More of it\n"
    assert _written(built, {"mine/plain.md": headed}) == {"mine/plain.html", CONTENTS}


def test_a_new_link_leaves_lists_of_the_links_after_it_alone(site: MakeSite) -> None:
    cited = "# A\n\n```{event}\n:date: 2025-02\n```\n\n[x](https://x.example/) and more.\n"
    papers = "# Papers\n\n```{links}\n:kind: paper\n```\n"
    others = "# Others\n\n```{links}\n:kind: article\n```\n"
    built = site({"events/2025-a.md": cited, "papers.md": papers, "others.md": others})
    more = cited.replace("[x]", "[y](https://arxiv.org/abs/2401.00001). Then\n\n[x]")
    written = _written(built, {"events/2025-a.md": more})
    assert written == {"events/2025-a.html", "papers.html"}
    assert "https://arxiv.org/abs/2401.00001" in built.read("papers.html")


def test_a_title_that_others_words_show_changes_the_lists_of_them(built: Site) -> None:
    words = "See {talk}`c-2025/three`.\n"
    said = (
        f"# D\n\n```{{event}}\n:date: 2024\n```\n\n{words}\n:::{{takeaway}}\n{words}:::\n"
        f"\n:::{{about}} people/dee-example\n\n{words}:::\n\n"
        "## Talk\n\n```{talk}\n:speakers: Dee Example\n```\n"
    )
    cards = "# Cards\n\n```{events}\n```\n"
    built.write({"events/2024-d.md": said, "mine/cards.md": cards})
    built.rebuild()
    renamed = C.replace("## Three", "## Third").replace(
        ":speakers: Cy", ":id: three\n:speakers: Cy"
    )
    written = _written(built, {"events/2025-c.md": renamed})
    assert {"takeaways.html", "people.html", "mine/cards.html"} <= written
    for page in ("takeaways.html", "people.html", "mine/cards.html"):
        assert "See Third ." in built.text(page).replace("Third.", "Third .")


# -- neighbours in time --------------------------------------------------------------------


def _neighbours(built: Site, page: str) -> tuple[str, str]:
    """Return the addresses of the events before and after the one on a page."""
    text = built.read(page)
    found = [re.search(rf'<link rel="{rel}" title="[^"]*" href="([^"]*)"', text)
             for rel in ("prev", "next")]  # fmt: skip
    before, after = (match[1] if match else "" for match in found)
    return before, after


def test_events_lead_to_those_before_and_after_them_in_time(site: MakeSite) -> None:
    event = "# {name}\n\n```{{event}}\n:date: {date}\n```\n"
    dates = {"a": "2025-03-17", "b": "2023", "c": "2025-03 to 2025-04", "d": "2024-06-01"}
    files = {
        f"events/{name}.md": event.format(name=name.upper(), date=date)
        for name, date in dates.items()
    }
    files |= {"events/undated.md": "# U\n\n```{event}\n```\n", "events/zz.md": "# Z\n"}
    names = "".join(f"events/{name}\n" for name in ("a", "b", "c", "d", "undated", "zz"))
    files["index.md"] = f"# Notes\n\n```{{toctree}}\nplain\n{names}```\n"
    built = site({**files, "plain.md": "# Plain\n"})
    assert {name: _neighbours(built, f"events/{name}.html") for name in "abcd"} == {
        "b": ("", "d.html"),
        "d": ("b.html", "c.html"),
        "c": ("d.html", "a.html"),
        "a": ("c.html", ""),
    }
    assert _neighbours(built, "events/undated.html") == ("d.html", "zz.html")  # by the toctree
    edit = {"events/zz.md": event.format(name="Z", date="2024-12")}
    pages = {"events/zz.html", "events/d.html", "events/c.html"}
    assert _written(built, edit) == pages
    assert _neighbours(built, "events/zz.html") == ("d.html", "c.html")
    assert _neighbours(built, "events/d.html") == ("b.html", "zz.html")
    assert _neighbours(built, "events/c.html") == ("zz.html", "a.html")


def test_a_new_page_stands_in_every_pages_navigation(built: Site) -> None:
    pages = {name for name in _times(built) if name.endswith(".html")}
    assert _written(built, {"new.md": "# New\n"}) == {*pages, "new.html"} - BY_SPHINX


def test_an_event_that_moves_in_time_changes_its_neighbours_alone(site: MakeSite) -> None:
    others = "".join(
        f"{name[:-3]}\n" for name in sorted(SITE) if name not in {"index.md", CONTENTS}
    )
    built = site({**SITE, "index.md": f"# Notes\n\n```{{toctree}}\n:hidden:\n\n{others}```\n"})
    assert _neighbours(built, "events/2025-b.html") == ("2025-a.html", "2025-c.html")
    edit = {"events/2025-c.md": C.replace("2025-04", "2025-01")}
    assert _neighbours(built, "events/2025-a.html") == ("", "2025-b.html")
    written = _written(built, edit)
    assert _neighbours(built, "events/2025-a.html") == ("2025-c.html", "2025-b.html")
    assert _neighbours(built, "events/2025-b.html") == ("2025-a.html", "")
    assert {name for name in written if name.startswith("events/")} == {
        *("events/2025-a.html", "events/2025-b.html", "events/2025-c.html"),
    }
    unrelated = {"mine/plain.html", "mine/mention.html", "ratings.html"}
    assert not unrelated & written


# -- nothing to do -------------------------------------------------------------------------


@pytest.mark.parametrize("parallel", [0, 2])
def test_an_idle_build_reads_no_source_and_writes_no_page(site: MakeSite, parallel: int) -> None:
    built = site(SITE, parallel=parallel, html_copy_source=True)
    before, files = _times(built), _files(built)
    built.rebuild()
    after = _times(built)
    static = {".buildinfo", *(name for name in BY_SPHINX if name.startswith("_static/"))}
    # Sphinx 8.1 ends a build with nothing to do before it writes anything
    assert {name for name in after if before.get(name) != after[name]} in (static, set())
    assert _files(built) == files
    assert "updating environment: 0 added, 0 changed, 0 removed" in built.said
    assert "no targets are out of date." in built.said


def test_entries_of_the_index_stay_in_the_search_of_pages_not_written_again(site: MakeSite) -> None:
    pages = {
        "a.md": "# A\n\n```{index} single: owls; snowy\n```\n\n{index}`eagles`\n",
        "b.rst": "B\n=\n\n.. index:: pair: owls; hawks\n\n.. py:function:: soar()\n",
        "c.md": "# C\n",
    }
    built = site(pages)
    first = built.read("searchindex.js")
    assert '"eagles"' in first
    assert built.rebuild().read("searchindex.js") == first
    built.write({"c.md": "# C\n\nMore.\n"})
    again = built.rebuild().read("searchindex.js")
    assert (
        again.partition('"indexentries":')[2].partition('"objects"')[0]
        == (first.partition('"indexentries":')[2].partition('"objects"')[0])
    )
    built.write({"a.md": "# A\n"})
    assert "eagles" not in built.rebuild().read("searchindex.js")


@pytest.mark.parametrize("named", [["a.md"], ["index.md", "b.md"]])
def test_a_build_of_the_files_that_were_named_ends_where_others_have_index_entries(
    tmp_path: Path, named: list[str]
) -> None:
    entry = "# {0}\n\n```{{index}} zebra {0}\n```\n\nWords.\n"
    (tmp_path / "conf.py").touch()
    for name, text in {"index": INDEX, "a": entry.format("A"), "b": entry.format("B")}.items():
        (tmp_path / f"{name}.md").write_text(text)
    app = App("html", tmp_path, confoverrides=dict(CONF))
    try:
        app.build(filenames=[str(tmp_path / name) for name in named])
        assert app.statuscode == 0
        known = (app.outdir / "searchindex.js").read_text()
    finally:
        app.cleanup()
    assert [f'"zebra {page}"' in known for page in "ab"] == [f"{page}.md" in named for page in "ab"]


def test_pictures_of_one_name_keep_their_names_whoever_is_read_first(tmp_path: Path) -> None:
    def picture(number: int) -> str:
        return f'<svg xmlns="http://www.w3.org/2000/svg" id="p{number}"/>'

    pages: dict[str, str | bytes] = {
        "b/dot.svg": picture(1),
        "a/dot.svg": picture(2),
        "c.svg": picture(3),
        "one.md": "# One\n\n![first](b/dot.svg) ![other](c.svg)\n",
        "two.md": "# Two\n\n![second](a/dot.svg)\n",
        **{f"p{number}.md": f"# P{number}\n\n![](a/dot.svg)\n" for number in range(6)},
    }
    make = maker(tmp_path)
    built = make(pages)
    assert "_images/dot1.svg" in built.read("one.html")
    assert "_images/dot.svg" in built.read("two.html")
    assert built.read("_images/dot1.svg") == picture(1)
    assert make(pages, name="both", parallel=2).read("one.html") == built.read("one.html")
    edited = {"zero.md": "# Zero\n\n![third](aa/dot.svg)\n", "aa/dot.svg": picture(4)}
    built.write(edited)
    assert "_images/dot2.svg" in built.rebuild().read("one.html")
    assert "_images/dot1.svg" in built.read("zero.html")
    assert built.read("_images/dot2.svg") == picture(1)
    (built.root / "zero.md").unlink()
    assert "_images/dot1.svg" in built.rebuild().read("one.html")
    assert not (built.out / "_images" / "dot2.svg").exists()
    free_sphinx()


def test_how_deep_a_toctree_goes_is_seen_in_the_navigation_of_every_page(site: MakeSite) -> None:
    index = "# Notes\n\n```{toctree}\n:glob:\n%s\n**\n```\n"
    pages = {"a.md": "# A\n\n## Deeper\n", "b.md": "# B\n"}
    built = site({**pages, "index.md": index % ""}, html_theme="alabaster")
    assert "Deeper" in built.read("a.html").partition("sphinxsidebar")[2]
    built.write({"index.md": index % ":maxdepth: 1\n"})
    built.rebuild()
    assert "Deeper" not in built.read("a.html").partition("sphinxsidebar")[2]


@pytest.mark.parametrize("link", ["[](../plain.md)", "{doc}`/plain`"])
def test_a_list_shows_the_title_that_a_page_without_notes_has_now(
    site: MakeSite, link: str
) -> None:
    event = "# A\n\n```{event}\n:date: 2025-02\n```\n\n:::{takeaway}\nSee " + link + ".\n:::\n"
    pages = {
        "plain.md": "# Owls\n\nWords.\n",
        "events/a.md": event,
        "all.md": "# All\n\n```{takeaways}\n```\n",
    }
    built = site(pages, extensions=["myst_parser", "eventnotes"])
    assert "See Owls" in built.text("all.html")
    built.write({"plain.md": "# Eagles\n\nWords.\n"})
    built.rebuild()
    assert "See Eagles" in built.text("all.html")
    assert "See Eagles" in built.text("events/a.html")
    assert built.domain.outdated == {"all", "events/a"}


@pytest.mark.parametrize("theme", ["basic", "furo"])
def test_a_title_whose_markup_alone_changes_changes_every_pages_navigation(
    site: MakeSite, theme: str
) -> None:
    pages = {"index.md": "# Start\n\n```{toctree}\na\nb\n```\n", "b.md": "# B\n\nWords.\n"}
    built = site({**pages, "a.md": "# An *owl*\n"}, name="edited", html_theme=theme)
    built.write({"a.md": "# An `owl`\n"})
    built.rebuild()
    clean = site({**pages, "a.md": "# An `owl`\n"}, name="clean", html_theme=theme)
    assert _files(built) == _files(clean)


LISTED = {
    "events/a.md": A,
    "all.md": "# All\n\n```{talks}\n```\n",
    "plain.md": "# Plain\n\nWords.\n",
}
RETITLED = {"events/a.md": A.replace("## One", "## Owls")}


@pytest.mark.parametrize("extension", ["eventnotes", "eventnotes.site"])
@pytest.mark.parametrize("between", ["events/a.md", "plain.md", "text", "dirhtml"])
def test_what_a_build_in_between_did_not_write_the_next_one_writes(
    site: MakeSite, extension: str, between: str
) -> None:
    conf = {**CONF, "extensions": ["myst_parser", extension]}
    built = site(LISTED, extensions=conf["extensions"])
    other = None
    if not between.endswith(".md"):
        other = Site(built.root, between, conf).rebuild()
    built.write(RETITLED)
    if other is not None:
        other.rebuild()
    else:
        free_sphinx()
        app = App("html", built.root, confoverrides=dict(conf))
        try:
            app.build(filenames=[str(built.root / between)])
        finally:
            app.cleanup()
    assert "Owls" not in built.text("all.html")
    built.rebuild()
    assert "Owls" in built.text("all.html")
    # nothing is left for another build
    before = (built.out / "all.html").stat().st_mtime_ns
    built.rebuild()
    assert (built.out / "all.html").stat().st_mtime_ns == before


def test_a_build_of_named_files_leaves_what_all_pages_look_like_by_to_the_next(
    site: MakeSite,
) -> None:
    own = {"templates_path": ["_templates"], "exclude_patterns": ["_build", "_templates"]}
    built = site({**LISTED, "_templates/page.html": "zqxone"}, **own)
    (built.root / "_templates/page.html").unlink()
    free_sphinx()
    app = App("html", built.root, confoverrides={**CONF, **own})
    try:
        app.build(filenames=[str(built.root / "plain.md")])
    finally:
        app.cleanup()
    assert "zqxone" not in built.read("plain.html")
    assert built.read("all.html") == "zqxone"
    built.rebuild()
    assert "zqxone" not in built.read("all.html")


@pytest.mark.parametrize("builder", ["html", "singlehtml", "latex", "texinfo", "epub"])
def test_a_picture_that_no_page_shows_any_more_leaves_the_output(
    site: MakeSite, builder: str
) -> None:
    pages: dict[str, str | bytes] = {
        "a.md": "# A\n\n![a plan](plan.svg) ![a map](map.svg) ![a logo](logo.svg)\n",
        **{
            f"{name}.svg": f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}"/>'
            for name in ("plan", "map", "logo")
        },
    }
    built = site(pages, builder=builder, warnings=True, latex_logo="logo.svg")

    def shown() -> list[str]:
        names = {path.stem for path in built.out.rglob("*.svg")}
        return sorted(names & {"plan", "map", "logo"})

    assert shown() == ["logo", "map", "plan"]
    built.write({"a.md": "# A\n\n![a map](map.svg)\n"})
    built.rebuild(expected=True)
    assert shown() == (["logo", "map"] if builder == "latex" else ["map"])


@pytest.mark.parametrize("is_older", [False, True])
def test_a_page_in_another_language_is_another_file_to_what_links_to_it(
    site: MakeSite, is_older: bool
) -> None:
    link = "# {0}\n\n```{{event}}\n```\n\nSee [it](/notes/c.{0}) and [that](../other/d.{0}).\n"
    shared = {f"by/{suffix}.md": link.format(suffix) for suffix in ("md", "rst")}
    shared["index.md"] = INDEX
    written = {
        "md": {"notes/c.md": "# C\n\n```{event}\n```\n", "other/d.md": "# D\n\nWords.\n"},
        "rst": {"notes/c.rst": "C\n=\n\n.. event::\n", "other/d.rst": "D\n=\n\nWords.\n"},
    }
    built = site({**shared, **written["md"]}, warnings=True)
    for suffix, other in (("rst", "md"), ("md", "rst")):
        for name in written[other]:
            (built.root / name).unlink()
        built.write(written[suffix])
        for name in written[suffix] if is_older else ():
            os.utime(built.root / name, (1e9, 1e9))
        built.rebuild(True)
        clean = site({**shared, **written[suffix]}, name=f"only {suffix}", warnings=True)
        leads = '<a class="reference internal" href="../notes/c.html"><span'
        assert leads in built.read(f"by/{suffix}.html")
        assert leads not in built.read(f"by/{other}.html")
        assert _files(built) == _files(clean)


def test_settings_that_a_stopped_build_has_noted_are_on_all_pages_of_the_next(
    site: MakeSite,
) -> None:
    files = {"index.md": INDEX, "a.md": "# A\n", "b.md": "# B\n\n```{event}\n```\n"}
    built = site(files)
    other = Site(built.root, "html", {**CONF, "html_title": "Other notes"}, 0)
    other.write({"b.md": files["b.md"] + "\n```{privat}\nWords.\n```\n"})  # stops while it reads
    with pytest.raises(PrivacyError):
        other.rebuild(True)
    other.write({"b.md": files["b.md"]})
    other.rebuild()
    assert "Other notes</title>" in other.read("a.html")
    clean = site(files, name="clean", html_title="Other notes")
    (other.out / ".buildinfo.bak").unlink(missing_ok=True)  # which Sphinx keeps
    assert _files(other) == _files(clean)


TALKS = "# {}\n\n```{{event}}\n{}\n```\n\n## T\n\n```{{talk}}\n:speakers: {}\n```\n\n"


@pytest.mark.parametrize("why", ["removed", "not to be loaded", "private words"])
def test_what_was_made_for_an_environment_that_is_lost_leaves_the_output(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    monkeypatch.setattr(pagination, "LONGEST", 1)
    files: dict[str, str | bytes] = {
        "index.md": INDEX,
        "who.md": "# Who\n\n```{people}\n```\n",
        "a.md": TALKS.format("A", ":id: a", "Bo Example, Cy Example"),
    }
    more: dict[str, str | bytes] = {
        "b.md": TALKS.format("B", ":aliases: events/gone, past/x/", "Di Example, Uma Example")
        + "![A stage](stage.jpg) ![A plan](plan.svg)\n",
        "stage.jpg": photo(),
        "plan.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    }
    if why == "private words":  # where the same link is public, its address is in the exports
        hidden = "[a video](https://www.youtube.com/watch?v=Xy12345678z&utm_source=x)"
        more["b.md"] = f"{more['b.md']!s}\n:::{{private}}\n{hidden}\n:::\n"
        files["c.md"] = "# C\n\nSee https://youtu.be/Xy12345678z?t=75.\n"
    built = Site(site(files).root, "html", {**CONF}, 0)
    built.write(more)
    if why == "private words":
        with pytest.raises(LeakError):
            built.rebuild(True)
    else:
        built.rebuild(True)
    made = {path.relative_to(built.out).as_posix() for path in built.out.rglob("*")}
    assert {"events/gone.html", "past/x/index.html", "who/u.html", "_images/plan.svg"} <= made
    assert any(name.startswith("_images/stage-") for name in made)
    kept = built.root / "_build/doctrees/environment.pickle"
    if why == "removed":
        kept.unlink()
    elif why == "not to be loaded":
        kept.write_bytes(kept.read_bytes()[:100])
    for name in more:
        (built.root / name).unlink()
    built.rebuild(True)
    clean = site(files, name="clean", warnings=True)
    assert _files(built) == _files(clean)


SHOWN = "# A\n\n![A plan](plan.svg) and {download}`a list <list.bin>`.\n"


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_pictures_and_downloads_leave_the_output_without_its_doctrees(
    site: MakeSite, builder: str
) -> None:
    plan = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    files: dict[str, str | bytes] = {"index.md": SHOWN, "plan.svg": plan, "list.bin": b"\0"}
    built = site(files, builder=builder, html_theme="alabaster")
    theirs = built.out / "_images" / "theirs.svg"
    theirs.write_text(plan)
    listed = built.out / manifest.MEDIA
    listed.write_text(f"{listed.read_text()}index.html\n_images/../theirs.svg\n")
    (built.out / "theirs.svg").write_text(plan)
    for text in ("# A\n", "# A\n\n![A plan](plan.svg)\n", "# A\n"):
        shutil.rmtree(built.root / "_build/doctrees")
        built.write({"index.md": text})
        built.rebuild()
        names = {path.name for path in built.out.rglob("*") if path.is_file()}
        assert ("plan.svg" in names) is ("plan" in text)
        assert "list.bin" not in names
        assert theirs.exists()
        assert (built.out / "theirs.svg").exists()
        assert (built.out / "index.html").exists()
    assert not listed.exists()


_ITS_PICTURE = """
from pathlib import Path
def setup(app):
    app.connect("html-collect-pages", put, priority=100)
def put(app):
    Path(app.outdir, "_images/plan.svg").write_text("theirs")
    return []
"""


def test_a_picture_of_another_extension_stays_without_doctrees(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "its_picture.py").write_text(_ITS_PICTURE, encoding="utf-8")
    plan = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    root = site({"index.md": "# A\n\n![A plan](plan.svg)\n", "plan.svg": plan}).root
    shutil.rmtree(root / "_build/doctrees")
    conf = {**CONF, "extensions": [*CONF["extensions"], "its_picture"]}
    later = Site(root, "html", conf, 0)
    later.write({"index.md": "# A\n"})
    later.rebuild()
    assert later.read("_images/plan.svg") == "theirs"


LEADS = "e.g. [](/events/a.md#one), [](/events/a.md) and {doc}`a`."
TALK = "# A\n\n```{talk} One\nWords.\n```\n"
ANCHORS = {"myst_heading_anchors": 3}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("# A\n", TALK, id="a talk is new"),
        pytest.param("# A\n\n## One\n", "# A\n\n## *One*, again\n\n## One\n", id="other headings"),
        pytest.param("# A\n\n## One\n", "# A\n\n### One\n", id="no other words"),
        pytest.param("# A\n\n## One\n", "# A\n\n(one)=\n## Two\n", id="a label is new"),
        pytest.param("# A\n\n## One\n", TALK, id="a heading becomes a talk"),
        pytest.param("# A\n", "---\norphan: true\n---\n# Ah\n", id="in no toctree"),
        pytest.param(
            "---\norphan: true\n---\n# A\n", "---\norphan: true\n---\n# Ah\n", id="a title"
        ),
    ],
)
@pytest.mark.parametrize("event", ["```{event}\n```\n\n", ""])
def test_a_link_to_a_page_shows_what_that_is_called_now(
    site: MakeSite, before: str, after: str, event: str
) -> None:
    files = {
        "index.md": INDEX,
        "events/a.md": before,
        "events/b.md": f"# B\n\n{event}{LEADS}\n",
        "events/c.md": f"# C\n\n:::{{takeaway}}\n{LEADS}\n:::\n\n```{{events}}\n```\n",
    }
    built = Site(site(files, warnings=True, **ANCHORS).root, "html", {**CONF, **ANCHORS}, 0)
    for text in (after, before):
        built.write({"events/a.md": text})
        built.rebuild(True)
        clean = site({**files, "events/a.md": text}, name="clean", warnings=True, **ANCHORS)
        assert _files(built) == _files(clean)


def test_a_page_is_written_for_the_headings_alone_that_its_links_lead_to(site: MakeSite) -> None:
    files = {
        "index.md": INDEX,
        "a.md": "# A\n\n## One\n\n## Two\n",
        "one.md": "# First\n\nSee [](a.md#one).\n",
        "two.md": "# Second\n\nSee [](a.md#two) and [words](a.md#two).\n",
        "words.md": "# Third\n\nSee [words](a.md#two) and {doc}`words <a>`.\n",
    }
    built = Site(site(files, **ANCHORS).root, "html", {**CONF, **ANCHORS}, 0)
    written = _written(built, {"a.md": "# A\n\n## One\n\n(two)=\n## Too\n"})
    assert written == {"a.html", "index.html", "two.html"}  # the toctree has headings
    written = _written(built, {"a.md": "# A\n\n## One\n\n## Two\n"})
    assert written == {"a.html", "index.html", "two.html"}
    written = _written(built, {"a.md": "# A\n\n## One\n\n(here)=\n(two)=\n## Two\n"})
    assert written == {"a.html", "two.html", "words.html"}  # it has another id


def test_a_link_to_a_label_is_the_same_in_any_case(site: MakeSite) -> None:
    files = {
        "index.md": INDEX,
        "a.md": "# A\n\n(lab)=\n### Deep\n",
        "b.md": "# B\n\nSee {any}`Lab` and [](#LAB).\n",
    }
    built = site(files, warnings=True)
    assert "See Deep and Deep" in built.text("b.html")
    built.write({"a.md": "# A\n\n(lab)=\n### Deeper\n"})
    assert "See Deeper and Deeper" in built.rebuild(True).text("b.html")


def test_a_label_without_a_title_is_in_what_other_projects_read(site: MakeSite) -> None:
    files = {"index.md": INDEX, "a.md": "# A\n\n## One\n", "b.md": "# B\n\n```{event}\n```\n"}
    built = site(files)
    built.write({"a.md": "# A\n\n(one)=\nWords.\n"})
    built.rebuild()
    assert '"identifier": "one"' in built.read("myst.xref.json")


def test_a_field_with_the_name_of_what_myst_keeps_is_no_heading(site: MakeSite) -> None:
    field = ":myst_slugs: abc\n\nS\n=\n\nSee :doc:`a`.\n"
    assert site({"index.md": INDEX, "a.md": "# A\n", "s.rst": field}, warnings=True)


_THEIRS = """
def setup(app):
    theirs = [("who/u", {"body": "theirs", "title": "Theirs"}, "page.html")]
    app.connect("html-collect-pages", lambda app: theirs, priority=100)
"""


@pytest.mark.parametrize("way", ["copied", "another extension's"])
@pytest.mark.parametrize("out", ["html", "other"])
def test_what_others_put_in_the_place_of_what_was_lost_stays(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str, out: str
) -> None:
    monkeypatch.setattr(pagination, "LONGEST", 1)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "theirs.py").write_text(_THEIRS, encoding="utf-8")
    files: dict[str, str | bytes] = {
        "index.md": INDEX,
        "who.md": "# Who\n\n```{people}\n```\n",
        "a.md": TALKS.format("A", ":id: a", "Bo Example, Uma Example") + "![A plan](plan.svg)\n",
        "plan.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    }
    root = site(files, warnings=True).root
    settings: dict[str, object] = {"exclude_patterns": ["_build", "extra"]}
    extra: dict[str, str | bytes] = {"extra/_images/plan.svg": "theirs"}
    if way == "copied":
        extra["extra/who/u.html"] = "theirs"
    else:
        settings["extensions"] = [*CONF["extensions"], "theirs"]
    settings["html_extra_path"] = ["extra"]
    later = Site(root, "html", {**CONF, **settings}, 0)
    later.write({**extra, "a.md": TALKS.format("A", ":id: a", "Bo Example, Eda Example")})
    (root / "_build/doctrees/environment.pickle").unlink()
    if out == "other":
        shutil.rmtree(later.out)
    for _ in range(2):
        later.rebuild(True)
        assert "theirs" in later.read("who/u.html")
        assert later.read("_images/plan.svg") == "theirs"


def test_photos_of_a_lost_environment_leave_after_a_build_without_pictures(site: MakeSite) -> None:
    shown = {"index.md": INDEX, "b.md": "# B\n\n![A stage](stage.jpg)\n"}
    built = site({**shown, "stage.jpg": photo()}, warnings=True)
    assert [*(built.out / "_images").glob("stage-*")]
    (built.root / "_build/doctrees/environment.pickle").unlink()
    built.write({"b.md": "# B\n"})
    Site(built.root, "text", dict(CONF), 0).rebuild(True)
    built.rebuild(True)
    assert not [*built.out.glob("_images/*")]


@pytest.mark.parametrize("text", ["{", "[1]", '{"pages": null}', '{"pages": [["a"]]}'])
def test_names_of_what_was_made_that_cannot_be_read_are_none(site: MakeSite, text: str) -> None:
    built = site({"index.md": INDEX, "a.md": "# A\n\n```{event}\n```\n"}, warnings=True)
    kept = built.root / "_build/doctrees"
    (kept / "environment.pickle").unlink()
    (kept / "made.json").write_text(text, encoding="utf-8")
    assert built.rebuild(True).app.statuscode == 0
