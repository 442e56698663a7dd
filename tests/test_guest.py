"""In somebody else's documentation, a page without notes comes out as if there were no extension.

Each row is a page of a small documentation that is built with the core and without; not a byte
may differ, and no warning may be new.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from building import MakeSite, Site, free_sphinx, maker
from docutils import nodes
from docutils.parsers.rst import Directive
from pictures import noisy
from sphinx.application import Sphinx

from eventnotes.domain import NotesDomain, PrivacyError
from eventnotes.scope import NAMES
from eventnotes.site import FEATURES
from tools.guest import compare

EXT = Path(__file__).parents[1] / "_ext"
PICTURE = "![](pic/a.png)"

MARKDOWN = {
    "fences": (
        "```private-key\nabc\n```\n\n~~~private\nabc\n~~~\n\n````Private-Keys\nabc\n````\n\n"
        "```private_network\nabc\n```\n"
    ),
    "samples": (
        "Words:\n\n    :::{private}\n    shown\n    :::\n\n- item\n\n      ```{private}\n      a\n"
        "      ```\n\n1. one\n\n       :::private\n"
    ),
    "unclosed": (
        "- item <!-- never\n- next\n\n> quoted <!-- never\n\n* <!--\n  deep\n\nAfter it --> all.\n"
    ),
    "matter": "---\ntitle: x # <!-- y\nother: [1] # % z\n---\n\nWords.\n",
    "their-own": (
        "```{private}\nTheir own words.\n```\n\n:::{private}\nMore of *theirs*.\n:::\n\n"
        "````{private}\n```{note}\nInside.\n```\n````\n\n{.private}\nA class.\n\n"
        "{.commentary}\n> A quotation.\n"
    ),
    "badges": (
        "[![build](https://b.example/x.svg)](https://b.example/)\n\n"
        "![plain](http://b.example/y.png) ![](//b.example/z.png)\n\n"
        "[a](ftp://f.example/a) [b](tel:+123) [c](irc://i.example/c) <ftp://f.example/d>\n\n"
        "[e](https://user@h.example/) [f](http://a_b.example/)\n"
    ),
    "not-closed": (
        "```{list-table}\n* - ````md\n  - b\n* - ```{talk}\n  - d\n```\n\n"
        "```talk\na\n```\n\n```event\nb\n```\n\n~~~link\nc\n~~~\n\n````rating\n```talk\n````\n\n"
        ":::{note}\nnever closed\n"
    ),
    "bare": "See https://bare.example/a, http://bare.example/b. and www.bare.example.\n",
    "outside": (
        "[words](https://o.example/a) <https://o.example/b> [^1]\n\n"
        "[https://o.example/c](https://o.example/c)\n\n[^1]: A note of [d](https://o.example/d).\n"
    ),
    "light": (
        f"{PICTURE}\n\n![Seen](pic/a.png)\n\n[![Seen](pic/b.png)](pic/a.png)\n\n"
        f"[open](pic/a.png)\n\n{PICTURE} {PICTURE}\n\n"
        "<img src='_images/a.png' alt='raw'>\n\n![d](data:image/gif;base64,R0lGODlhAQABAAAAACw=)\n"
    ),
    "described": '```{meta}\n:description: "Their words"\n```\n\nThe first paragraph.\n',
    "comments": (
        "Words <!-- of theirs --> here.\n\n<!-- a\nblock -->\n\n% a line\n\n<div>\n% x\n</div>\n\n"
        "## Title <!-- of it -->\n\n[link](#title 'a <!-- title -->')\n\n"
        "```{note}\n:class: a <!--b-->\n\n% deep\n```\n\n`<!-- code -->` {literal}`<!-- role -->`\n"
    ),
    "amp": (
        "[a](https://o.example/?a=1&amp;b=2) <https://o.example/?c=1&d=2> [e](x.html?a&amp;b)\n"
    ),
    "colons": (
        "````{note}\n:::{tip}\nbody\n:::\n````\n\n"
        ":::::{note}\n:class: c\n:::{tip}\nb\n:::\n:::::\n\n"
        "```{admonition} T\n:::{tip}\n:class: d\nc\n:::\n\nafter\n```\n"
    ),
    "footnotes": "A[^a] and B[^b].\n\n- item[^c]\n\n[^a]: One.\n[^b]: Two.\n[^c]: Three.\n",
    "drafts/public": "A page in a folder of that name.\n",
    "a/drafts/deep": "---\ndraft: true\n---\n\nA page that says so.\n",
    "topmatter": '+++\ntitle = "x"\n+++\n\nWords.\n',
    "roles": "{abbr}`HTML (a <!-- b -->)` and {samp}`a {b}` and release notes: talks, events.\n",
    "separator": "A\u2028line and private\x0bwords.\n",
    "download": (
        "{download}`part.txt` {download}`part.md` {download}`pic/a.png`\n\n"
        "```{include} part.txt\n```\n"
    ),
    "raw": (
        "```{raw} html\n<!-- a comment -->\n% b\n```\n\n"
        "```{eval-rst}\n.. c\n\nWords <!-- d -->\n```\n"
    ),
}
RST = {
    "targets": (
        ".. _first:\n\n.. a comment\n\n.. raw:: html\n\n   <b>a</b>\n\n.. _second:\n.. _third:\n\n"
        "..\n   more\n\nWords.\n\n.. _fourth:\n\n.. x\n\n.. image:: pic/a.png\n\n"
        "`a` first_ fourth_\n"
    ),
    "rst-footnotes": "A [1]_ and B [#b]_.\n\n.. [1] One.\n.. [#b] Two.\n",
    "rst-badges": (
        ".. image:: https://b.example/x.svg\n   :target: https://b.example/\n\n"
        ".. |b| image:: https://b.example/y.svg\n\n|b| `ftp <ftp://f.example/>`__ irc://i.example/\n"
    ),
    "rst-words": (
        "Words <!-- left --> and ``:private:`x```.\n\n% of all.\n\n.. private: not\n\n"
        ".. private::\n\n   Their own words.\n\n.. class:: commentary\n\n   A quotation.\n\n"
        "Private: ::\n\n   .. private::\n\n      shown\n"
    ),
    "rst-matter": (
        "+++\n\n{\n\n.. include:: part.txt\n\n.. include:: part.md\n   :parser: myst\n\n"
        ".. include:: part.md\n   :parser: myst_parser.docutils_\n"
    ),
    "rst-pictures": (
        ".. image:: pic/a.png\n\n.. figure:: pic/b.png\n   :target: pic/a.png\n\n   Words.\n\n"
        ".. image:: pic/c/a.png\n   :alt:\n   :width: 20%\n"
    ),
    "rst-quotes": (
        "Words.\n\n  ..\n\n  .. comment\n\n- ..\n\n.. epigraph::\n\n   Words.\n\n.. note:: a\n"
    ),
}
ROWS = [*MARKDOWN, *RST]


class Theirs(Directive):
    """A directive of somebody else's."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Show the content."""
        made = nodes.admonition("", nodes.title("", "Private API"))
        self.state.nested_parse(self.content, self.content_offset, made)
        return [made]


def preview(app: Sphinx, pagename: str, name: str, context: dict[str, Any], doctree: Any) -> None:
    """Name the first picture of a page, and its first words, as extensions for previews do."""
    tags = ""
    for image in doctree.findall(nodes.image) if doctree is not None else ():
        shown = Path(app.builder.images.get(image["uri"], image["uri"])).name
        tags += f'<meta property="og:image" content="_images/{shown}" />'
    if doctree is not None:
        tags += '<meta name="description" content="of theirs" />'
    context["metatags"] = context.get("metatags", "") + tags


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what somebody else's extension brings."""
    app.add_directive("private", Theirs)
    app.connect("html-page-context", preview)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _pictures(folder: Path) -> dict[str, bytes]:
    made = {}
    for number, name in enumerate(("a.png", "b.png", "c/a.png")):
        path = folder / f"{number}.png"
        noisy(60 + number, 40).save(path)
        made[f"pic/{name}"] = path.read_bytes()
    return made


FILES: dict[str, str | bytes] = {
    "index.md": "# Guide\n\n```{toctree}\n:glob:\n\n**\n```\n",
    "part.txt": "A part <!-- with a comment -->\n\n.. and another\n",
    "part.md": "Another *part* <!-- of Markdown -->\n",
    **{
        f"{name}.md": text if text[:3] in {"---", "+++"} else f"# {name}\n\n{text}"
        for name, text in MARKDOWN.items()
    },
    **{f"{name}.rst": f"{name}\n{'=' * len(name)}\n\n{text}" for name, text in RST.items()},
}
THEIRS: dict[str, Any] = {
    "primary_domain": None,
    "myst_enable_extensions": ["colon_fence", "attrs_block", "deflist"],
    "html_copy_source": True,
    "exclude_patterns": ["_build", "part.*"],
}


def both(
    folder: Path, files: dict[str, str | bytes], *loaded: str, **settings: Any
) -> tuple[Site, Site]:
    """Build documentation without and with what is *loaded*."""
    sites = []
    for name, ours in (("without", ()), ("with", loaded)):
        settings["extensions"] = ["myst_parser", "test_guest", *ours]
        made = maker(folder)(files, warnings=True, name=name, **{**THEIRS, **settings})
        sites.append(made)
        free_sphinx()
    return sites[0], sites[1]


@pytest.fixture(scope="module", params=["basic", "furo"])
def guests(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Site, Site]:
    folder = tmp_path_factory.mktemp(request.param)
    return both(folder, {**FILES, **_pictures(folder)}, "eventnotes", html_theme=request.param)


@pytest.mark.parametrize("row", ROWS)
def test_a_page_without_notes_is_as_without_the_extension(
    guests: tuple[Site, Site], row: str
) -> None:
    before, after = guests
    assert after.read(f"{row}.html") == before.read(f"{row}.html")
    told = [[line for line in built.warnings if f"{row}." in line] for built in guests]
    assert told[0] == told[1]


def test_no_other_file_differs_and_none_is_new(guests: tuple[Site, Site]) -> None:
    before, after = guests
    found = compare(before.out, after.out)
    assert found.same > 2 * len(ROWS)  # pages and their sources
    assert (found.other, found.added, found.gone) == ([], [], [])
    assert after.warnings == before.warnings
    assert (after.out / "_images/a.png").exists()


def test_the_rows_hold_what_they_are_about(guests: tuple[Site, Site]) -> None:
    _, after = guests
    assert "Their own words." in after.read("their-own.html")
    assert "Their own words." in after.read("rst-words.html")
    assert "<!-- of theirs -->" in after.read("comments.html")
    assert 'id="first"' in after.read("targets.html")
    assert 'content="_images/a.png"' in after.read("light.html")
    assert "https://b.example/x.svg" in after.read("badges.html")
    assert "eventnotes" not in "".join(after.read(f"{row}.html") for row in ROWS)


# -- pages with notes ------------------------------------------------------------------------

GUEST: dict[str, Any] = {**THEIRS, "extensions": ["myst_parser", "eventnotes"]}
EVENT = "# Day of it\n\n```{notes:event}\n:date: 2025-03-17\n```\n\nWords.\n"


def test_only_pages_with_notes_have_the_style_sheet(site: MakeSite) -> None:
    files = {
        "a.md": EVENT,
        "b.md": "# B\n\nSee {notes:event}`day-of-it`.\n",
        "c.rst": "C\n=\n\n.. notes:takeaway:: Learned.\n",
        "plain.md": "# Plain\n\n[link](a.md) [notes](#b)\n\n## B\n",
        "words.md": "# Words\n\nRelease notes: talks. `notes:` and {any}`plain`.\n",
    }
    built = site(files, warnings=True, **GUEST)
    for page, styled in (("a", 1), ("b", 1), ("c", 1), ("plain", 0), ("words", 0), ("index", 0)):
        assert built.read(f"{page}.html").count("eventnotes.css?v=") == styled
    assert "eventnotes-page.js" not in built.read("plain.html")
    assert (built.out / "_static/eventnotes.css").exists()
    assert "Day of it" in built.read("b.html")


@pytest.mark.parametrize(
    ("name", "rest", "where"),
    [
        ("a.md", ":::{private}\nzqx\n", ""),
        ("a.md", "```{private}\nzqx\n```\n", ""),
        ("a.md", "Words <!-- zqx --> here.\n\n% zqx\n\n## T <!-- zqx -->\n", ""),
        ("a.md", "```private\nzqx\n```\n", "hides nothing"),
        ("a.md", "- item\n\n  <!-- zqx\n- next\n", "never closed"),
        ("a.md", "{.private}\nzqx\n", "class"),
        ("a.md", "<div>\n% zqx\n</div>\n", "raw HTML"),
        ("a.rst", ".. zqx\n\n.. notes:private::\n\n   zqx\n", ""),
        ("a.rst", ":notes:private:`zqx`\n", "no role"),
    ],
)
def test_private_words_of_a_page_with_notes_fail_closed(
    site: MakeSite, name: str, rest: str, where: str
) -> None:
    title = "A\n=\n\n.. notes:takeaway:: Learned.\n\n"
    if name == "a.md":
        title = "# A\n\n```{notes:takeaway}\nLearned.\n```\n\n"
    if where:
        with pytest.raises(PrivacyError, match=where):
            site({name: title + rest}, warnings=True, **GUEST)
        return
    built = site({name: title + rest, "index.md": FILES["index.md"]}, warnings=True, **GUEST)
    assert "Learned." in built.read("a.html")
    assert not [path for path in built.out.rglob("*.*") if b"zqx" in path.read_bytes()]


@pytest.mark.parametrize(
    ("page", "part"),
    [
        ("# A\n\nA <!-- zqx -->\n\n```{include} part.md\n```\n", "{notes:event}`b`\n"),
        ("# A\n\n## T <!-- zqx -->\n\n```{include} part.md\n```\n", EVENT),
        ("# A\n\n% zqx\n\n```{include} part.txt\n```\n", "```{include} part.md\n```\n"),
    ],
)
def test_a_page_that_includes_notes_is_one_with_notes(site: MakeSite, page: str, part: str) -> None:
    files = {"a.md": page, "part.md": part, "index.md": FILES["index.md"]}
    if "part.txt" in page:
        files |= {"part.txt": part, "part.md": EVENT}
    built = site(files, warnings=True, **GUEST)
    assert not [path for path in built.out.rglob("*.*") if b"zqx" in path.read_bytes()]


def test_a_page_whose_notes_come_unseen_stops_the_build(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hidden(Directive):
        def run(self) -> list[nodes.Node]:
            made = nodes.container()
            self.state.nested_parse([f"{{{'notes'}:event}}`b`"], 0, made)
            return [made]

    module = ModuleType("hidden")
    module.setup = lambda app: app.add_directive("hidden", Hidden)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "hidden", module)
    settings = {**GUEST, "extensions": [*GUEST["extensions"], "hidden"]}
    text = "# A\n\n```{hidden}\n```\n\n"
    with pytest.raises(PrivacyError, match=r"a\.md:1: this page has comments"):
        site({"a.md": f"{text}<!-- zqx -->\n"}, warnings=True, **settings)
    site({"a.md": f"{text}Words.\n"}, warnings=True, **settings)


@pytest.mark.parametrize(
    "text",
    [
        "```{private}\nzqx\n```\n",
        "<!-- zqx -->\n\n```{takeaway}\nLearned.\n```\n",
        "% zqx\n\nSee {person}`Ann Bee`.\n",
    ],
)
def test_short_names_are_ours_where_the_primary_domain_is(site: MakeSite, text: str) -> None:
    files = {"a.md": f"# A\n\n{text}", "plain.md": "# B\n\n<!-- stays -->\n\n`{private}`\n"}
    built = site(
        {**files, "plain.md": "# B\n\n<!-- stays -->\n"},
        warnings=True,
        **{**GUEST, "primary_domain": "notes"},
    )
    assert not [path for path in built.out.rglob("*.*") if b"zqx" in path.read_bytes()]
    assert "<!-- stays -->" in built.read("plain.html")


def test_a_parser_of_others_stops_the_build_only_where_notes_are(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    from myst_parser.parsers.sphinx_ import MystParser

    class OtherParser(MystParser):
        supported = ("other",)

    def install(app: Sphinx) -> None:
        app.add_source_suffix(".other", "other")
        app.add_source_parser(OtherParser)

    module = ModuleType("other")
    module.setup = install  # type: ignore[attr-defined]  # made on the spot
    monkeypatch.setitem(sys.modules, "other", module)
    settings = {**GUEST, "extensions": ["myst_parser", "other", "eventnotes"]}
    built = site({"a.other": "# A\n\n<!-- stays -->\n"}, **settings)
    assert "<!-- stays -->" in built.read("a.html")
    free_sphinx()
    with pytest.raises(PrivacyError, match="OtherParser reads this page with notes"):
        site({"a.other": EVENT}, warnings=True, **settings)


def test_a_guests_file_with_a_private_block_is_not_given_out(site: MakeSite) -> None:
    files = {"a.md": "# A\n\n{download}`part.md`\n", "part.md": ":::{notes:private}\nzqx\n:::\n"}
    with pytest.raises(PrivacyError, match=r"part\.md would be published"):
        site(files, warnings=True, **GUEST)


def test_what_other_steps_have_put_into_an_output_stays(tmp_path: Path) -> None:
    make = maker(tmp_path)
    built = make({"a.md": "# A\n", "b.md": EVENT}, warnings=True, **GUEST)
    kept = [built.out / name for name in ("_static/x.js", "_sources/x.txt", "_sources/a.rst.txt")]
    for path in kept:
        path.parent.mkdir(exist_ok=True)
        path.write_text("of another step")
    make({"a.md": "# A\n\nMore.\n"}, warnings=True, **GUEST, html_title="Another")
    free_sphinx()
    assert all(path.read_text() == "of another step" for path in kept)


def test_a_page_with_notes_that_becomes_a_draft_leaves_the_output(site: MakeSite) -> None:
    files = {"a.md": EVENT, "b.md": f"{EVENT}\n{{notes:event}}`a`\n", "other.md": "# Other\n"}
    built = site(files, warnings=True, **GUEST)
    built.write({"b.md": f"---\ndraft: true\n---\n\n{files['b.md']}"})
    (built.root / "other.md").unlink()
    built.rebuild(True)
    assert [(built.out / f"{name}.html").exists() for name in ("a", "b", "other")] == [
        True,
        False,
        True,  # as Sphinx leaves it
    ]


def test_documentation_without_markdown_stays_without(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "index.rst": "A\n=\n\n:notes:event:`b`\n\n.. notes:takeaway:: Learned.\n",
        "README.md": "# Not a page\n",
    }
    suffixes = {".rst": "restructuredtext"}  # those of other tests stay in Sphinx's own
    settings = {**THEIRS, "extensions": ["eventnotes"], "source_suffix": suffixes}
    built = maker(tmp_path)(files, warnings=True, **settings)
    free_sphinx()
    assert "Learned." in built.read("index.html")
    assert not (built.out / "README.html").exists()


# -- features --------------------------------------------------------------------------------

PLAIN = (
    "# Plain\n\nSee https://bare.example/a and a note.[^1] <!-- c -->\n\n![Seen](a.png)\n\n"
    "[^1]: The note.\n"
)


@pytest.mark.parametrize(
    ("feature", "brings"),
    [
        ("links", r'<a class="[^"]*en-address[^"]*" href="https://bare.example/a"'),
        ("photos", r'<img [^>]*src="_images/a-[\w-]+\.'),
        ("sidenotes", r'class="en-note'),
        (
            "head",
            r'<meta name="description" content="See https://bare',
        ),
        ("privacy", r"a note\.(?:(?!<!--).)*\Z"),
    ],
)
def test_a_feature_changes_other_pages_and_no_other_feature_does(
    tmp_path: Path, feature: str, brings: str
) -> None:
    picture = _pictures(tmp_path)["pic/a.png"]
    files: dict[str, str | bytes] = {"plain.md": PLAIN, "b.md": EVENT, "a.png": picture}
    expected = re.compile(brings, re.DOTALL)
    for name in ("links", "photos", "sidenotes", "head", "privacy"):
        extensions = ["myst_parser", f"eventnotes.{name}"]
        built = maker(tmp_path)(
            files, warnings=True, name=name, **{**GUEST, "extensions": extensions}
        )
        free_sphinx()
        assert bool(expected.search(built.read("plain.html"))) == (name == feature), name


def test_links_follow_our_rules_on_other_pages_and_comments_stay(site: MakeSite) -> None:
    text = "# A\n\nftp://f.example/a, //h.example, https://o.example/b. m@o.example <!-- c -->\n"
    built = site({"a.md": text}, **{**GUEST, "extensions": ["myst_parser", "eventnotes.links"]})
    html = built.read("a.html")
    assert 'href="https://o.example/b"' in html
    assert "f.example/a<" not in html
    assert "mailto:" not in html
    assert "<!-- c -->" in html


@pytest.mark.parametrize("feature", ["navigation", "incremental", "styles"])
def test_some_features_change_no_words_of_other_pages(tmp_path: Path, feature: str) -> None:
    for theme in ("basic", "furo"):
        files = {"plain.md": PLAIN, "more.md": "# More\n\n## Two\n", "index.md": FILES["index.md"]}
        before, after = both(tmp_path / theme, files, f"eventnotes.{feature}", html_theme=theme)
        sheet = re.compile(r'<link rel="stylesheet"[^>]*eventnotes\.css[^>]*>\s*')
        for page in ("plain.html", "more.html", "index.html"):
            text = sheet.sub("", after.read(page))
            plain = before.read(page)
            assert "".join(text.split()) == "".join(plain.split())


def test_incremental_removes_the_files_of_pages_that_are_gone(tmp_path: Path) -> None:
    make = maker(tmp_path)
    gone = []
    for name in ("eventnotes", "eventnotes.incremental"):
        settings = {**GUEST, "extensions": ["myst_parser", name]}
        built = make({"a.md": "# A\n", "b.md": "# B\n"}, name=name, **settings)
        (built.root / "a.md").unlink()
        built.rebuild()
        gone.append(not (built.out / "a.html").exists())
        free_sphinx()
    assert gone == [False, True]


def test_all_names_of_ours_are_known() -> None:
    assert {*NAMES} == {*NotesDomain.directives, *NotesDomain.roles, "photos"}


PARTS = (*FEATURES, "eventnotes.site")


def _loaded(code: str) -> set[str]:
    """Return the modules that are loaded in a new process once *code* has run."""
    code += "\nimport sys\nprint(*sys.modules)"
    command = [sys.executable, "-c", code]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(EXT)}
    )
    return {*ran.stdout.split()}


def _parts_of(loaded: set[str]) -> set[str]:
    return {part for part in PARTS for name in loaded if f"{name}.".startswith(f"{part}.")}


def test_the_core_loads_no_feature_and_no_pillow() -> None:
    loaded = _loaded(
        "from unittest.mock import MagicMock\nimport eventnotes\n"
        "eventnotes.setup(MagicMock(verbosity=0, pdb=False))"
    )
    assert "eventnotes.domain" in loaded
    assert _parts_of(loaded) == set()


def _build_without(hidden: list[str], folder: Path, extension: str) -> tuple[int, str, Path]:
    """Build a page of notes where some modules can't be found."""
    folder.mkdir()
    conf = f'extensions = ["myst_parser", "{extension}"]\nprimary_domain = "notes"\n'
    (folder / "conf.py").write_text(conf)
    (folder / "index.md").write_text(
        "# Evening\n\n```{event}\n:id: bees-2025\n:date: 2025-03-17\n"
        ":language: ja\n:url: https://b\u00fccher.example/a\n```\n\n## Talk of bees\n\n"
        "```{talk}\n:speakers: Ann Bee\n```\n\n"
        "[a](https://xn--bcher-kva.example/) https://x.example\n\n"
        "```{links}\n```\n",
        encoding="utf-8",
    )
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({hidden}))\n"
        "from sphinx.cmd.build import main; sys.exit(main(sys.argv[1:]))"
    )
    out = folder / "out"
    command = [sys.executable, "-c", code, "-q", "-b", "html", str(folder), str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": str(EXT)})
    return ran.returncode, ran.stderr, out


def test_the_core_needs_sphinx_and_myst_alone(tmp_path: Path) -> None:
    # Sphinx depends on babel and, through requests, on idna
    others = ["PIL", "linkify_it", "aiohttp", "bs4", "lxml", "protego", "furo"]
    done, said, out = _build_without(others, tmp_path / "core", "eventnotes")
    assert (done, said) == (0, "")
    html = (out / "index.html").read_text(encoding="utf-8")
    assert "Talk of bees" in html
    assert "b\u00fccher.example" in html


@pytest.mark.parametrize(
    ("module", "feature", "name"),
    [
        ("PIL", "photos", "Pillow"),
        ("PIL", "socialcards", "Pillow"),
        ("linkify_it", "links", "linkify-it-py"),
    ],
)
def test_a_feature_says_what_it_needs(tmp_path: Path, module: str, feature: str, name: str) -> None:
    done, said, _ = _build_without([module], tmp_path / "a", f"eventnotes.{feature}")
    assert done == 2
    assert f"eventnotes.{feature} needs {name}: install it, or" in said


@pytest.mark.parametrize("feature", FEATURES)
def test_no_feature_imports_another(feature: str) -> None:
    loaded = _loaded(
        f"from unittest.mock import MagicMock\nimport {feature}\n"
        f"{feature}.setup(MagicMock(verbosity=0, pdb=False))"
    )
    assert _parts_of(loaded) == {feature}
