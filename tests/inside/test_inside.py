"""What is assumed of the inside of Sphinx, MyST-Parser and furo, and what happens where it changes.

Each test is named after the module of ``eventnotes.inside`` that has to be looked at if it fails.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from unittest.mock import MagicMock

import pytest
from building import MakeSite
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers.sphinx_ import MystParser
from sphinx import addnodes, locale
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.search import IndexBuilder
from sphinx.util._files import FilenameUniqDict
from sphinx.util.parallel import SerialTasks

from eventnotes import inside
from eventnotes.inside import (
    build_info,
    catalogues,
    doctrees,
    environments,
    finish_tasks,
    furo,
    global_tree,
    heading_links,
    image_names,
    inventories,
    link_texts,
    made_pages,
    search_index,
    templates,
    toctrees,
    versions,
    warnings,
)
from eventnotes.navigation import toctree

MODULES = sorted(module.name for module in iter_modules(inside.__path__))
PAGES = {
    "index.md": "# Start\n\n```{toctree}\na\nb\n```\n",
    "a.md": "# One\n\n## Part of one\n",
    "b.md": "# Two\n\n```{toctree}\nc\n```\n",
    "c.md": "# Three\n\n## Part of three\n",
}


@pytest.mark.parametrize("name", MODULES)
def test_each_module_says_why_since_when_and_what_happens_without_it(name: str) -> None:
    said = import_module(f"eventnotes.inside.{name}").__doc__ or ""
    found = [line.partition(":")[0] for line in said.splitlines() if ":" in line]
    assert [word for word in ("Reason", "Written against", "Without it") if word not in found] == []
    tests = [test for test in globals() if test.startswith(f"test_{name}_")]
    assert tests != [], f"nothing here would name inside.{name}"


# -- made_pages --------------------------------------------------------------------------------


def test_made_pages_are_what_their_builder_would_write(site: MakeSite) -> None:
    builder = site({"page.md": "# Page\n"}).app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    document = new_document("made/up")
    document += nodes.section("", nodes.title("", "Up"), nodes.paragraph("", "Words."), ids=["up"])
    html = made_pages.fragment(builder, "made/up", document)
    assert html.startswith('<section id="up">\n<h1>Up<a class="headerlink" href="#up"')
    assert "<p>Words.</p>" in html
    assert builder.imgpath == "../_images"


# -- search_index ------------------------------------------------------------------------------


class _Empty:
    """An environment in which nothing was read: each of its tables is empty."""

    def __getattr__(self, name: str) -> dict[str, Any]:
        return {}


def _index() -> IndexBuilder:
    index = IndexBuilder(_Empty(), "en", {}, "")  # type: ignore[arg-type]  # as much as it needs
    settings = get_default_settings()
    for name, word, entry in (("a", "walnut", "hazel"), ("b", "acorn", "")):
        page = new_document(name, settings)
        page += nodes.title("", f"Title{name}")
        page += nodes.paragraph("", word)
        if entry:
            page += addnodes.index(entries=[("single", entry, "there", "", None)])
        index.feed(name, f"{name}.md", f"Title{name}", page)
    return index


def test_search_index_forgets_the_words_of_pages_that_are_gone() -> None:
    index = _index()
    assert {"walnut", "acorn"} <= index._mapping.keys()
    search_index.forget_words(index, {"b"})
    assert "walnut" not in index._mapping
    assert "titlea" not in index._title_mapping
    assert index._mapping["acorn"] == {"b"}


def test_search_index_keeps_pages_that_no_source_has_when_it_is_written() -> None:
    index = _index()
    page = new_document("made", get_default_settings())
    page += nodes.title("", "Chestnut")
    search_index.put_pages(index, [("made", "made.md", "Chestnut", page)])
    index.prune({"b"})  # as Sphinx does before it writes the index
    assert sorted(index._titles) == ["b", "made"]
    assert index._title_mapping["chestnut"] == {"made"}


def test_search_index_puts_entries_of_pages_that_were_not_written() -> None:
    index = _index()
    assert index._index_entries["a"] == [("hazel", "there", "")]
    del index._index_entries["b"]
    search_index.put_entries(index, ["b", "a", "never-written"], lambda name: [(name, "", "")])
    assert list(index._index_entries.items()) == [
        ("a", [("hazel", "there", "")]),
        ("b", [("b", "", "")]),
    ]


def test_search_index_stops_where_words_are_kept_elsewhere_and_leaves_entries() -> None:
    index = _index()
    del index._mapping, index._index_entries
    with pytest.raises(AttributeError):
        search_index.forget_words(index, {"b"})
    search_index.put_entries(index, ["a"], lambda name: [(name, "", "")])


# -- environments --------------------------------------------------------------------------------


def test_environments_are_loaded_by_sphinx_within_a_context_that_is_given(site: MakeSite) -> None:
    app = site(PAGES).app
    seen: list[str] = []

    @contextmanager
    def context() -> Iterator[None]:
        seen.append("before")
        yield
        seen.append("after")

    environments.load_within(app, context())
    loaded = app._init_env(freshenv=False)
    assert seen == ["before", "after"]
    assert loaded.all_docs == app.env.all_docs
    assert loaded is not app.env
    app._init_env(freshenv=False)  # once is enough
    assert seen == ["before", "after"]


def test_environments_are_loaded_otherwise_where_sphinx_does_so(site: MakeSite) -> None:
    app = MagicMock(spec=[])
    environments.load_within(app, nullcontext())
    assert not vars(app).keys() & {"_load_existing_env"}


# -- finish_tasks and toctrees -------------------------------------------------------------------


def test_finish_tasks_are_those_that_sphinx_hands_over_one_by_one(site: MakeSite) -> None:
    built = site(PAGES)
    builder = built.app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    assert all(callable(getattr(builder, name)) for name in finish_tasks.SPARED)
    pages = [built.out / "genindex.html", built.out / "search.html"]
    assert finish_tasks.pages_made(builder) == pages
    before = {name: (built.out / name).read_bytes() for name in ("genindex.html", "objects.inv")}
    for name in before:
        (built.out / name).unlink()
    finish_tasks.spare(builder, lambda: True)
    builder.finish()
    assert not any((built.out / name).exists() for name in before)
    builder.finish_tasks = SerialTasks()
    builder.finish()
    assert {name: (built.out / name).read_bytes() for name in before} == before


def test_finish_tasks_are_left_to_a_builder_that_does_otherwise(site: MakeSite) -> None:
    builder = site(PAGES, builder="text").app.builder
    assert finish_tasks.pages_made(builder) is None
    del builder.finish_tasks
    finish_tasks.spare(builder, lambda: True)
    assert not hasattr(builder, "finish_tasks")


def test_toctrees_name_the_pages_that_sphinx_writes_with_others(site: MakeSite) -> None:
    env = site(PAGES).app.env
    assert env.files_to_rebuild == {"a": {"index"}, "b": {"index"}, "c": {"b"}}
    before = toctrees.leave_out(env, {"a", "c"})
    assert env.files_to_rebuild == {"b": {"index"}}
    toctrees.put_back(env, before)
    assert env.files_to_rebuild == {"a": {"index"}, "b": {"index"}, "c": {"b"}}


def test_toctrees_show_titles_and_headings_of_a_page(site: MakeSite) -> None:
    env = site(PAGES).app.env
    shown = toctrees.contents(env, "a")
    assert "One" in shown
    assert "Part of one" in shown
    assert toctrees.contents(env, "gone") == ""


def test_link_texts_are_what_links_show(site: MakeSite) -> None:
    links = "[](a.md) [](a.md#part-of-one) [](a.md#there) [](a.md#nowhere) {ref}`there`"
    pages = {
        "index.md": PAGES["index.md"],
        "a.md": f"{PAGES['a.md']}\n(there)=\n\n### Deeper\n",
        "b.md": f"# Two\n\n{links}\n",
    }
    built = site(pages, warnings=True, myst_heading_anchors=2)
    texts = link_texts.LinkTexts(built.app.env)
    shown = built.text("b.html")
    assert "One Part of one" in shown  # before 5, MyST says nothing of a label on a page
    assert shown.endswith("Deeper")
    assert texts.to_page("a") == "One"
    assert texts.to_page("a#part-of-one") == ("part-of-one", "Part of one")
    assert texts.to_page("a#there") == ("there", "Deeper")
    assert texts.to_page("a#nowhere") is None
    assert texts.to_page("nowhere") is None
    assert (("a", "there"), ("a", "there", "Deeper")) in texts.to_label("There")
    assert texts.to_place("a#there") == "there"
    assert texts.to_place("a") is None
    assert link_texts.headings(built.app.env, "a")["one"] == ("one", "One")


def test_heading_links_are_those_of_sphinx_but_named_and_no_tab_stops(site: MakeSite) -> None:
    built = site({"index.md": "# Start\n\n## A *B*[^n]\n\n[^n]: Note.\n"})
    (link,) = re.findall(r"<h2>.*?(<a class=\"headerlink\".*?)</h2>", built.read("index.html"))
    assert link == (
        '<a class="headerlink" href="#a-b" tabindex="-1" aria-label="Link to “A B”" '
        'title="Link to this heading">¶</a>'
    )
    assert not heading_links.is_free(built.app)  # they are ours
    guest = site(PAGES, extensions=["myst_parser", "eventnotes"]).read("a.html")
    assert guest.count('<a class="headerlink" href="#one" title="Link to this heading">¶</a>') == 1
    without = site({"index.md": "# Start\n"}, html_permalinks=False, name="plain")
    assert "headerlink" not in without.read("index.html")


# -- image_names and build_info ----------------------------------------------------------------


def test_image_names_are_given_after_those_that_are_known() -> None:
    images = FilenameUniqDict()
    assert image_names.are_known(images)
    image_names.replace(images, {"a.png"})
    assert images.add_file("page", "folder/a.png") == "a1.png"
    del images._existing
    assert not image_names.are_known(images)


def test_build_info_tells_whether_settings_are_the_same(site: MakeSite) -> None:
    built = site({"index.md": "# A\n"})
    builder = built.app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    assert build_info.is_same(builder) is True
    builder.build_info.config_hash = "0123456789abcdef"
    assert build_info.is_same(builder) is False
    del builder.build_info
    assert build_info.is_same(builder) is False
    Path(builder.outdir, ".buildinfo").unlink()
    assert build_info.is_same(builder) is None


# -- templates ---------------------------------------------------------------------------------


def test_templates_are_kept_compiled(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"index.md": "# A\n", "_templates/own.html": "Compiled for {{ project }} alone."}
    pages = {"own": "own.html"}
    built = site(own, templates_path=["_templates"], html_additional_pages=pages)
    folder = Path(built.app.doctreedir) / templates.FOLDER
    assert list(folder.glob("*/*.cache")) != []
    loader = built.app.builder.templates
    assert isinstance(loader, BuiltinTemplateLoader)
    del loader.environment
    templates.keep_compiled(built.app, lambda _: "key")


# -- catalogues --------------------------------------------------------------------------------


def test_catalogues_begin_anew_in_another_language(tmp_path: Path) -> None:
    from eventnotes.i18n.messages import CATALOGUE, FOLDER

    config: Any = MagicMock(locale_dirs=[], source_encoding="utf-8")
    for speech, said in (("de", "Themen"), ("en", "Topics"), ("de", "Themen")):
        assert catalogues.begin(CATALOGUE, FOLDER, speech, tmp_path, config) == []
        assert catalogues.translator(CATALOGUE).gettext("Topics") == said
    assert ("general", CATALOGUE) in locale.translators
    catalogues.begin(CATALOGUE, FOLDER, "en", tmp_path, config)


# -- global_tree and furo ----------------------------------------------------------------------


def test_global_tree_is_that_of_sphinx(site: MakeSite) -> None:
    from sphinx.environment.adapters.toctree import global_toctree_for_doc

    built = site(PAGES)
    builder: Any = built.app.builder
    options: dict[str, Any] = {"collapse": False, "titles_only": True, "includehidden": False}
    ours = global_tree.GlobalTree(builder, options).on_page("c")
    tags = (
        {"tags": builder.tags}
        if "tags" in inspect.signature(global_toctree_for_doc).parameters
        else {}
    )
    theirs = global_toctree_for_doc(builder.env, "c", builder, **tags, **options)
    assert ours is not None
    assert theirs is not None
    assert ours.pformat() == theirs.pformat()
    assert "Three" in ours.astext()
    assert "Part of" not in ours.astext()


def test_furo_and_global_tree_left_alone_give_the_same_pages(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = site(PAGES, html_theme="furo", html_theme_options={})
    before = {name: built.read(f"{name}.html") for name in ("index", "a", "b", "c")}
    assert "toctree-checkbox-1" in before["c"]
    for change in ("global tree", "furo"):
        with monkeypatch.context() as changed:
            if change == "furo":
                changed.setattr(furo, "parser", lambda: None)
            else:
                changed.setattr(toctree, "IS_KNOWN", False)
                changed.setattr("eventnotes.navigation.furo.IS_KNOWN", False)
            built.app.env.clear_doc("index")
            (built.root / "index.md").touch()
            for file in built.out.glob("*.html"):
                file.unlink()
            built.rebuild()
        after = {name: built.read(f"{name}.html") for name in before}
        assert after == before, change


def test_furo_has_the_names_that_are_used() -> None:
    assert furo.parser() is not None
    source = inspect.getsource(import_module("furo"))
    assert [name for name in (furo.TREE, furo.HIDES_CONTENTS) if name not in source] == []
    folder = Path(str(import_module("furo").__file__)).parent
    assert (folder / "theme" / "furo" / furo.TEMPLATE).is_file()


# -- myst_parser and versions ------------------------------------------------------------------


def test_myst_parser_still_does_what_is_repeated() -> None:
    source = inspect.getsource(MystParser.parse)
    steps = [
        "read_topmatter(inputstring)",
        "except TopmatterReadError",
        "merge_file_level(config, topmatter, warning)",
        "create_md_parser(config, SphinxRenderer)",
        'parser.options["document"] = document',
        "parser.render(inputstring)",
    ]
    places = [source.find(step) for step in steps]
    assert -1 not in places, steps[places.index(-1)]
    assert places == sorted(places)


# -- doctrees ----------------------------------------------------------------------------------


def test_doctrees_are_read_again_once_forgotten(site: MakeSite) -> None:
    env = site(PAGES).app.env
    env.get_doctree("a")
    file = Path(env.doctreedir) / "a.doctree"
    file.write_bytes((Path(env.doctreedir) / "b.doctree").read_bytes())
    assert "One" in env.get_doctree("a").astext()  # or nothing need be forgotten any more
    doctrees.forget(env, "a")
    assert "Two" in env.get_doctree("a").astext()


# -- warnings ----------------------------------------------------------------------------------


def test_warnings_are_those_that_are_explained(site: MakeSite) -> None:
    files = {
        "index.md": "# Start\n\n```{toctree}\n:glob:\n\nnone/*\n```\n",
        "a.md": "### Three\n\n[Words]()\n\n### Four\n",
    }
    made = site(files, warnings=True)
    kinds = {"myst.header", "myst.xref_missing", "toc.not_included", "toc.empty_glob"}
    assert sorted(made.subtypes) == sorted(kinds)
    more = [rule.more for rule in warnings._RULES]
    assert [m for m in more if not any(m in line for line in made.warnings)] == []


def test_warnings_left_alone_are_as_they_are(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warnings, "WarningStreamHandler", str)
    assert not warnings.explain()
    made = site({"a.md": "### Three\n\n### Four\n"}, warnings=True)
    assert [line for line in made.warnings if ";" in line] == []
    assert len(made.warnings) == 2


# -- versions ----------------------------------------------------------------------------------


def test_versions_are_told_by_what_there_is() -> None:
    from myst_parser import __version__

    version = tuple(map(int, __version__.split(".")[:2]))
    assert (version < (5, 2)) == versions.COLONS_ARE_OPTIONS
    assert (version < (5, 1)) == versions.ADDRESSES_ARE_ESCAPED
    assert hasattr(base, "escapeHtml") == versions.ADDRESSES_ARE_ESCAPED


# -- inventories -------------------------------------------------------------------------------


def test_inventories_have_the_objects_of_other_projects(site: MakeSite) -> None:
    there = site({"index.md": "# T\n\n```{py:function} measure()\n```\n"}, name="there")
    mapping = {"there": ("https://there.example/", str(there.out / "objects.inv"))}
    extensions = ["sphinx.ext.intersphinx", "eventnotes.site"]
    env = site({"index.md": "# A\n"}, extensions=extensions, intersphinx_mapping=mapping).app.env
    function = ("function", "measure", "-", "https://there.example/index.html#measure")
    assert list(inventories.objects_elsewhere(env, None, "py")) == [function]
    assert list(inventories.objects_elsewhere(env, "there", "py")) == [function]
    assert list(inventories.objects_elsewhere(env, "elsewhere", "py")) == []


def test_inventories_are_empty_where_none_is_loaded(site: MakeSite) -> None:
    env = site({"index.md": "# A\n"}).app.env
    assert list(inventories.objects_elsewhere(env, None, "notes")) == []
