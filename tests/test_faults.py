"""A fault in the program costs one place of one page, and the build says so.

Each test puts an exception into one part of everything that is registered with Sphinx.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock

import pytest
from building import MakeSite, Site, free_sphinx, maker
from pictures import noisy
from sphinx.application import Sphinx
from sphinx.domains import Domain

import eventnotes
from eventnotes.domain import NotesDomain, PrivacyError
from eventnotes.faults import PrivateFaultError
from eventnotes.photos.reading import PhotosDirective
from eventnotes.site import FEATURES

WORDS = "gone astray"
MISSING = "Missing here, through a fault in the program"
OTHER = "# Other page\n\nNothing of this concerns the fault.\n"


class Astray(RuntimeError):
    """What the tests raise."""


def raiser(*args: Any, **kwargs: Any) -> Any:
    raise Astray(WORDS)


# -- everything that is registered -----------------------------------------------------------


def _registered() -> MagicMock:
    app = MagicMock(verbosity=0, pdb=False)
    for name in ("eventnotes", *FEATURES):
        import_module(name).setup(app)
    return app


APP = _registered()
HANDLERS = [
    (call.args[0], call.args[1])
    for call in APP.connect.call_args_list
    if call.args[1].__name__ != "finish"  # of the boundary itself
]
READING = [call.args[0] for call in APP.add_transform.call_args_list]
WRITING = [call.args[0] for call in APP.add_post_transform.call_args_list]
VISITED = {
    call.args[0].__name__: call.kwargs["html"]
    for call in APP.add_node.call_args_list
    if "html" in call.kwargs
}
METHODS = sorted(
    name
    for name, value in vars(NotesDomain).items()
    if callable(value) and hasattr(Domain, name) and not name.startswith("__")
)
BY_OTHERS = "get_full_qualified_name"
"""What intersphinx alone asks for."""
PRIVATE = {
    "check_config",
    "close_kinds",
    "note_builder",
    "take_markdown",
    "note_use",
    "find_bare",
    "check_cache",
    "remove_other_sources",
    "find_lost",
    "keep_apart",
    "check_output",
    "check_phrases",
    "leave_out_drafts",
    "leave_out_topmatter",
    "leave_out_included",
    "clear_static",
    "note_removed",
    "begin_reading",
    "stop_at_leaks",
    "clean_late",
    "hide_sources",
    "forget_words",
    "remove_gone",
    "remove_gone_media",
    "remove_environment",
    "CleanTranslations",
    "open_cache",
    "place_all",
    "DropPrivateNodes",
    "SettleEmptied",
    "DropPrivateFootnotes",
    "FindImages",
    "LinkPictures",
    "DevelopImages",
    "MarkPrivateCopy",
    "DoubtClasses",
    "CheckFiles",
    "refuse_other_parsers",
    "keep_lines_whole",
}
"""The parts that decide what is published."""
STOPPING = {"clear_doc", "merge_domaindata"}


def test_everything_registered_has_a_boundary() -> None:
    parts = [handler for _, handler in HANDLERS]
    parts += [each.apply for each in (*READING, *WRITING)]
    parts += [visitor for pair in VISITED.values() for visitor in pair if visitor is not None]
    parts += [getattr(NotesDomain, name) for name in METHODS]
    parts += NotesDomain.roles.values()
    assert len(parts) > 80
    assert [part for part in parts if not hasattr(part, "__wrapped__")] == []
    assert all("run" not in vars(each) for each in CLASSES.values())
    names = {handler.__name__ for _, handler in HANDLERS}
    names |= {each.__name__ for each in (*READING, *WRITING)}
    assert names >= PRIVATE


@pytest.fixture
def inject(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Sphinx], None]], str]:
    """Make an extension that does something to what ours has registered."""

    def make(change: Callable[[Sphinx], None]) -> str:
        def setup(app: Sphinx) -> dict[str, bool]:
            change(app)
            return {"parallel_read_safe": True, "parallel_write_safe": True}

        module = ModuleType("faulty")
        module.setup = setup  # type: ignore[attr-defined]  # made on the spot
        monkeypatch.setitem(sys.modules, "faulty", module)
        return "faulty"

    return make


def errors(site: Site) -> list[str]:
    return [line for line in site.warnings if line.endswith("[notes.internal]")]


# -- directives and roles --------------------------------------------------------------------

CLASSES = {**NotesDomain.directives, "photos": PhotosDirective}
DIRECTIVES = sorted(CLASSES.keys() - {"private"})
ARGUMENTS = {"link": " https://a.example/", "about": " people/ann-bee", "update": " 2025-03-17"}
ROLES = sorted(NotesDomain.roles.keys() - {"private"})


def _markdown(name: str) -> str:
    block = f":::{{notes:{name}}}{ARGUMENTS.get(name, '')}\nwords of the body\n:::"
    return f"# Page of {name}\n\nBefore it.\n\n{block}\n\nAfter it.\n"


def _restructured(name: str) -> str:
    title = f"Page of {name}"
    block = f".. notes:{name}::{ARGUMENTS.get(name, '')}\n\n   words of the body"
    return f"{title}\n{'=' * len(title)}\n\nBefore it.\n\n{block}\n\nAfter it.\n"


@pytest.fixture(scope="module")
def broken_directives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        for name, directive in CLASSES.items():
            if name != "private":
                patch.setattr(directive, "read", raiser)
        pages = {f"md-{name}.md": _markdown(name) for name in DIRECTIVES}
        pages |= {f"rst-{name}.rst": _restructured(name) for name in DIRECTIVES}
        make = maker(tmp_path_factory.mktemp("directives"))
        built = make({"other.md": OTHER, **pages}, warnings=True, html_copy_source=True)
    yield built
    free_sphinx()


@pytest.mark.parametrize("name", DIRECTIVES)
@pytest.mark.parametrize(("kind", "line"), [("md", 5), ("rst", 6)])
def test_a_directive_that_fails_leaves_a_mark(
    broken_directives: Site, name: str, kind: str, line: int
) -> None:
    page = f"{kind}-{name}"
    text = broken_directives.text(f"{page}.html")
    assert f"Before it. Error {MISSING}: notes:{name} After it." in text
    assert "words of the body" not in text
    place = f"{page}.{kind}:{line}: ERROR: notes:{name} is missing: Astray: {WORDS}"
    assert len([line for line in errors(broken_directives) if line.startswith(place)]) == 1
    # what was in it was not read, so nobody knows whether it was private
    assert not (broken_directives.out / "_sources" / f"{page}.{kind}.txt").exists()


def test_a_fault_fails_the_build_and_asks_for_a_report(broken_directives: Site) -> None:
    assert broken_directives.app.statuscode == 1
    assert "Nothing of this concerns the fault." in broken_directives.text("other.html")
    for line in errors(broken_directives):
        assert "a fault of eventnotes, not of the page; please report it to its maintain" in line
        assert "with the option -T [notes.internal]" in line
        assert "http" not in line.partition("please")[2]


@pytest.mark.parametrize(
    "page",
    [
        "# T\n\n:::{private}\nzqxwords\n:::\n",
        "# T\n\n- item\n\n  ```{private} zqxwords\n  ```\n",
        "T\n=\n\n.. notes:private::\n\n   zqxwords\n",
    ],
)
def test_a_private_directive_that_fails_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr(NotesDomain.directives["private"], "read", raiser)
    name = "p.md" if page.startswith("#") else "p.rst"
    index = {} if name == "p.md" else {"index.rst": "I\n=\n\n.. toctree::\n\n   p\n"}
    settings: dict[str, Any] = {"extensions": ["eventnotes.site"]}
    if name == "p.md":
        settings["eventnotes_private"] = True  # else no directive ever sees the words
    with pytest.raises(SystemExit) as caught:
        maker(tmp_path)({name: page, **index}, warnings=True, **settings)
    free_sphinx()
    assert f"{name}:" in str(caught.value)
    assert f"Astray: {WORDS}" in str(caught.value)
    assert not list((tmp_path / "site/_build/html").glob("p.html"))


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("p.md", "# T\n\n- See {notes:private}`zqx` there.\n"),
        ("p.md", "# T\n\n| a |\n| - |\n| {private}`zqx` |\n"),
        ("p.rst", "T\n=\n\nSee :notes:private:`zqx` there.\n"),
    ],
)
def test_a_private_role_that_fails_stops_the_build(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, name: str, page: str
) -> None:
    monkeypatch.setattr(NotesDomain.roles["private"], "__wrapped__", raiser)
    with pytest.raises(PrivacyError, match=f"{name}:\\d+: .*Astray: {WORDS}"):
        site({name: page}, warnings=True)


@pytest.mark.parametrize(
    "page",
    [
        "# T\n\n<!-- zqx -->\n",
        "# T\n\n- item\n\n  % zqx\n",
        "# T\n\n::::{note}\n:::{private}\nzqx\n:::\n::::\n",
    ],
)
def test_a_fault_in_cutting_private_words_stops_the_build(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    from eventnotes.reading import markdown

    monkeypatch.setattr(markdown._clean, "__wrapped__", raiser)
    with pytest.raises(PrivacyError, match=f"p.md:1: .*Astray: {WORDS}"):
        site({"index.md": "# I\n", "p.md": page}, warnings=True)


@pytest.mark.parametrize("name", ROLES)
def test_a_role_that_fails_leaves_its_words(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(NotesDomain.roles[name], "__wrapped__", raiser)
    pages = {
        "a.md": f"# A\n\nSee {{notes:{name}}}`gtc-2025` there.\n",
        "b.rst": f"B\n=\n\nSee :notes:{name}:`gtc-2025` there.\n",
    }
    built = site(pages, warnings=["notes.internal"] * 2)
    for page in ("a.html", "b.html"):
        assert f"See gtc-2025 {MISSING}: notes:{name} there." in built.text(page)
    assert built.app.statuscode == 1


# -- what runs over whole pages ----------------------------------------------------------------

PAGES: dict[str, str | bytes] = {
    "events/a.md": "# Day of it\n\n```{event}\n:date: 2025-03-17\n:url: https://a.example/\n```\n\n"
    "Words of the page that stay.[^1]\n\n## First\n\n```{talk}\n:speakers: Ann Bee\n"
    ":rating: 4/5 Good\n```\n\n![Seen](p.png)\n\nSee {any}`day-of-it` and {person}`Ann Bee`.\n\n"
    ":::{takeaway}\nLearned.\n:::\n\n{.commentary}\n> Mine.\n\n[^1]: A note.\n",
    "talks.md": "# Talks\n\n```{talks}\n```\n\n[a picture](events/p.png)\n",
    "b.rst": "B\n=\n\n.. private::\n\n   zqxwords\n\n.. zqxcomment\n\nWords of b that stay.\n\n"
    ".. include:: part.txt\n",
    "part.txt": "A part.\n",
    "other.md": OTHER,
    **{f"more{number}.md": f"# More {number}\n" for number in range(4)},  # enough for two processes
}


def _with_picture(folder: Path) -> dict[str, str | bytes]:
    path = folder / "p.png"
    noisy(400, 300).save(path)
    return {**PAGES, "events/p.png": path.read_bytes()}


def _build(folder: Path, extension: str, **options: Any) -> Site:
    settings = {"extensions": ["eventnotes.site", extension], "nitpicky": False, **options}
    return maker(folder)(
        _with_picture(folder),
        warnings=True,
        myst_enable_extensions=["colon_fence", "attrs_block"],
        **settings,
    )


def _survives(built: Site) -> None:
    assert errors(built)
    assert built.app.statuscode == 1
    assert "Nothing of this concerns the fault." in built.text("other.html")
    assert "Words of the page that stay." in built.text("events/a.html")
    assert "zqx" not in built.read("b.html")


@pytest.mark.parametrize("each", READING + WRITING, ids=lambda each: each.__name__)
def test_a_transform_that_fails_costs_its_part_of_the_page_or_stops(
    tmp_path: Path, inject: Callable[[Callable[[Sphinx], None]], str], each: type
) -> None:
    def change(app: Sphinx) -> None:
        found = [*app.registry.get_transforms(), *app.registry.get_post_transforms()]
        (only,) = [t for t in found if (t.__module__, t.__name__) == _name(each)]
        only.apply.__wrapped__ = raiser  # type: ignore[attr-defined]  # functools.wraps has put it

    try:
        if each.__name__ in PRIVATE:
            with pytest.raises(SystemExit) as caught:
                _build(tmp_path, inject(change))
            assert f"Astray: {WORDS}" in str(caught.value)
            assert re.search(r"/\w+\.(?:md|rst):1: ", str(caught.value))
            assert not (tmp_path / "site/_build/html/b.html").exists()
        else:
            built = _build(tmp_path, inject(change))
            _survives(built)
            assert f"{MISSING}: part of this page" in built.text("events/a.html")
    finally:
        free_sphinx()


def _name(each: type) -> tuple[str, str]:
    return each.__module__, each.__name__


@pytest.mark.parametrize(
    ("event", "name"), sorted({(event, handler.__name__) for event, handler in HANDLERS})
)
def test_a_handler_that_fails_is_left_out_or_stops(
    tmp_path: Path, inject: Callable[[Callable[[Sphinx], None]], str], event: str, name: str
) -> None:
    def change(app: Sphinx) -> None:
        for listener in app.events.listeners[event]:
            handler: Any = listener.handler
            if handler.__module__.startswith("eventnotes") and handler.__name__ == name:
                handler.__wrapped__ = raiser

    builder = "linkcheck" if event == "linkcheck-process-uri" else "html"
    options: dict[str, Any] = {"linkcheck_ignore": [".*"]} if builder == "linkcheck" else {}
    if event == "warn-missing-reference":
        options["nitpicky"] = True
    try:
        if name in PRIVATE:
            with pytest.raises(PrivateFaultError, match=f"Astray: {WORDS}"):
                _build(tmp_path, inject(change))
            return
        built = _build(tmp_path, inject(change), builder=builder, **options)
        if event == "warn-missing-reference":
            return  # nothing is missing here
        assert errors(built)
        assert built.app.statuscode == 1
        if builder == "html":
            _survives(built)
        if event == "html-page-context":
            assert f"{MISSING}: part of this page" in built.text("events/a.html")
    finally:
        free_sphinx()


@pytest.mark.parametrize("name", sorted({*METHODS} - {BY_OTHERS}))
def test_a_method_of_the_domain_that_fails_loses_one_pages_records_or_stops(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    inject: Callable[[Callable[[Sphinx], None]], str],
    name: str,
) -> None:
    whole = getattr(NotesDomain, name).__wrapped__

    def broken(self: NotesDomain, *args: Any) -> Any:
        if name == "process_doc" and args[1] != "events/a":
            return whole(self, *args)
        raise Astray(WORDS)

    monkeypatch.setattr(getattr(NotesDomain, name), "__wrapped__", broken)
    extension = inject(lambda app: None)
    try:
        if name in STOPPING:
            with pytest.raises(PrivacyError, match=f"md: {name} is missing: Astray: {WORDS}"):
                _build(tmp_path, extension, parallel=2)
            return
        if name in {"resolve_any_xref", "get_type_name"}:
            assert _build(tmp_path, extension).app.statuscode == 1
            return
        built = _build(tmp_path, extension)
        _survives(built)
        if name == "process_doc":
            page = built.text("events/a.html")
            assert f"Day of it ¶ Error {MISSING}: what is noted here" in page
            assert built.domain.pages["events/a"].talks == ()
        if name == "resolve_xref":
            assert f"and Ann Bee {MISSING}: person ." in built.text("events/a.html")
    finally:
        free_sphinx()


# -- visitors ----------------------------------------------------------------------------------

SHOWN: dict[str, str] = {
    "card": "# T\n\nWords that stay.\n\n## Talk\n\n```{talk}\n:speakers: Ann Bee\n```\n\nAfter.\n",
    "unseen_words": "# T\n\nWords that stay.\n\n## Talk\n\n```{talk}\n"
    ":speakers: Ann Bee\n```\n\nAfter.\n",
    "takeaway": "# T\n\nWords that stay.\n\n:::{takeaway}\nLearned *much*.\n:::\n\nAfter.\n",
    "commentary": "# T\n\nWords that stay.\n\n:::{commentary}\nMine.\n:::\n\nAfter.\n",
    "listing": "# T\n\nWords that stay.\n\n```{talks} Caption\n```\n\nAfter.\n",
    "side_note": "# T\n\nWords that stay.[^1]\n\nAfter.\n\n[^1]: A note.\n",
    "note_list": "# T\n\nWords that stay.[^1]\n\nAfter.\n\n[^1]: A note.\n",
    "photo": "# T\n\nWords that stay.\n\n![Seen](p.png)\n\nAfter.\n",
    "photo_row": "# T\n\nWords that stay.\n\n![Seen](p.png)\n\nAfter.\n",
    "photo_item": "# T\n\nWords that stay.\n\n![Seen](p.png)\n\nAfter.\n",
    "gallery": "# T\n\nWords that stay.\n\n:::{photos}\n![Seen](p.png)\n\nCaption.\n:::\n"
    "\nAfter.\n",
    "photo_caption": "# T\n\nWords that stay.\n\n:::{photos}\n![Seen](p.png)\n\nCaption.\n:::\n"
    "\nAfter.\n",
    "photo_link": "# T\n\nWords that stay.\n\nSee [this](p.png).\n\nAfter.\n",
    "lost_photo": "# T\n\nWords that stay.\n\n![Not seen](broken.png)\n\nAfter.\n",
    "backlinks": "# T\n\nWords that stay.\n\n## Talk\n\n```{talk}\n"
    ":speakers: Ann Bee\n```\n\nAfter.\n",
    "title": "# T\n\nWords that stay.\n\n## Talk\n\n```{talk}\n:speakers: Ann Bee\n```\n\nAfter.\n",
    "foreign": "# T\n\nWords that stay.\n\n## שיחה\n\n```{talk}\n"
    ":speakers: Ann Bee\n```\n\nAfter.\n",
}


def test_each_node_with_a_visitor_is_tried() -> None:
    assert SHOWN.keys() | {"private"} == VISITED.keys()  # private words are tried by themselves


NEVER_CALLED = {("listing", 1), ("photo", 1)}
CALLED = [
    (name, side)
    for name in SHOWN
    for side in (0, 1)
    if VISITED[name][side] is not None and (name, side) not in NEVER_CALLED
]


@pytest.mark.parametrize(("name", "side"), CALLED)
def test_a_visitor_that_fails_leaves_a_mark_and_whole_html(
    tmp_path: Path, inject: Callable[[Callable[[Sphinx], None]], str], name: str, side: int
) -> None:
    def change(app: Sphinx) -> None:
        visitor = app.registry.translation_handlers["html"][name][side]
        contained: Any = visitor if side else visitor.__wrapped__
        contained.__wrapped__ = raiser

    picture = _with_picture(tmp_path)["events/p.png"]
    files = {"a.md": SHOWN[name], "other.md": OTHER, "p.png": picture, "broken.png": b"\x89PNG"}
    settings = {"extensions": ["eventnotes.site", inject(change)]}
    try:
        address = "https://notes.example.org/"
        built = maker(tmp_path)(files, warnings=True, html_baseurl=address, **settings)
        assert errors(built)
        assert built.app.statuscode == 1
        page = built.text("a.html")
        assert f"{MISSING}: {name.replace('_', ' ')}" in page
        assert "Words that stay." in page
        assert "After." in page
        assert _is_balanced(built.read("a.html"))
        assert "Nothing of this concerns the fault." in built.text("other.html")
    finally:
        free_sphinx()


def _is_balanced(page: str) -> bool:
    """Tell whether each block and inline element of a page is closed."""
    counted = ("div", "span", "a", "details", "figure", "figcaption", "section", "ol", "li")
    return all(len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>") for tag in counted)


# -- the next build, other processes, the command line -----------------------------------------


def test_a_page_with_a_fault_is_read_again_until_it_has_none(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = NotesDomain.directives["talk"]
    with monkeypatch.context() as patch:
        patch.setattr(talk, "read", raiser)
        built = site(
            {"a.md": "# A\n\n## Talk\n\n```{talk}\n:speakers: Ann Bee\n```\n", "other.md": OTHER},
            warnings=["notes.internal"],
        )
        before = (built.out / "other.html").stat().st_mtime_ns
        built.rebuild(["notes.internal"])
        assert built.app.statuscode == 1
        assert (built.out / "other.html").stat().st_mtime_ns == before
    built.rebuild()
    assert built.app.statuscode == 0
    assert "Ann Bee" in built.text("a.html")
    assert MISSING not in built.text("a.html")
    built.rebuild()
    assert "no targets are out of date." in built.said


def test_a_page_whose_writing_failed_is_written_again(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, inject: Callable[..., str]
) -> None:
    failing = [True]

    def change(app: Sphinx) -> None:
        visit = app.registry.translation_handlers["html"]["takeaway"][0]
        if failing:
            visit.__wrapped__.__wrapped__ = raiser  # type: ignore[attr-defined]  # functools'

    settings = {"extensions": ["eventnotes.site", inject(change)]}
    files = {"a.md": "# A\n\n:::{takeaway}\nLearned.\n:::\n", "other.md": OTHER}
    built = site(files, warnings=["notes.internal"], **settings)
    built.rebuild(["notes.internal"])
    assert built.app.statuscode == 1
    failing.clear()
    built.rebuild()
    assert built.app.statuscode == 0
    assert MISSING not in built.text("a.html")


def test_a_fault_of_the_whole_site_makes_the_next_build_a_whole_one(
    site: MakeSite, inject: Callable[..., str]
) -> None:
    failing = [True]

    def change(app: Sphinx) -> None:
        for listener in app.events.listeners["env-updated"]:
            if failing and listener.handler.__name__ == "finish_reading":
                listener.handler.__wrapped__ = raiser  # type: ignore[attr-defined]  # functools'

    settings = {"extensions": ["eventnotes.site", inject(change)]}
    files = {"events/a.md": "# A\n\n```{event}\n```\n", "b.md": "# B\n\n{event}`a`\n"}
    built = site(files, warnings=True, **settings)
    assert built.app.statuscode == 1
    failing.clear()
    built.rebuild()
    assert built.app.statuscode == 0
    assert 'href="events/a.html#event-a"' in built.read("b.html")


def test_a_fault_in_another_process_fails_the_build(
    tmp_path: Path, inject: Callable[[Callable[[Sphinx], None]], str]
) -> None:
    def change(app: Sphinx) -> None:
        visit = app.registry.translation_handlers["html"]["takeaway"][0]
        visit.__wrapped__.__wrapped__ = raiser  # type: ignore[attr-defined]  # functools'

    try:
        built = _build(tmp_path, inject(change), parallel=2)
        _survives(built)
        assert [line for line in errors(built) if line.startswith("events/a.md:2")]
    finally:
        free_sphinx()


def test_a_directive_that_fails_in_another_process_fails_the_build(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    inject: Callable[[Callable[[Sphinx], None]], str],
) -> None:
    monkeypatch.setattr(NotesDomain.directives["takeaway"], "read", raiser)
    try:
        built = _build(tmp_path, inject(lambda app: None), parallel=2)
        _survives(built)
        built.rebuild(True)
        assert built.app.statuscode == 1
    finally:
        free_sphinx()


def _command(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "a.md").write_text("# A\n\n:::{takeaway}\nLearned.\n:::\n", encoding="utf-8")
    (folder / "index.md").write_text("# I\n\n```{toctree}\na\n```\n", encoding="utf-8")
    text = (
        "import sys\n"
        f"sys.path.insert(0, {str(Path(eventnotes.__file__).parents[1])!r})\n"
        "from eventnotes.reading import prose\n"
        "def read(self):\n    raise KeyError('gone')\n"
        "prose.TakeawayDirective.read = read\n"
        "extensions = ['eventnotes.site']\nprimary_domain = 'notes'\n"
        "myst_enable_extensions = ['colon_fence']\n"
    )
    (folder / "conf.py").write_text(text, encoding="utf-8")
    arguments = [sys.executable, "-m", "sphinx", *options, str(folder), str(folder / "_build")]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("options", [(), ("-j", "2"), ("-q",)])
def test_the_command_ends_with_a_status_other_than_zero(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    done = _command(tmp_path, *options)
    assert done.returncode == 1
    assert "a.md:3: ERROR: notes:takeaway is missing: KeyError: 'gone'" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "_build/index.html").is_file()


@pytest.mark.parametrize("options", [("-T",), ("-aT",), ("-v",), ("-T", "-j", "2")])
def test_the_option_for_tracebacks_shows_them(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = _command(tmp_path, *options)
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr
    assert "raise KeyError('gone')" in done.stderr


# -- what is no fault --------------------------------------------------------------------------


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, "SphinxError", "NoUri"])
def test_what_is_no_fault_of_ours_passes(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, error: Any
) -> None:
    from sphinx import errors as of_sphinx

    kind = getattr(of_sphinx, error) if isinstance(error, str) else error

    def raising(self: Any) -> Any:
        raise kind(WORDS)

    monkeypatch.setattr(NotesDomain.directives["talk"], "read", raising)
    with pytest.raises(kind):
        site({"a.md": "# A\n\n## B\n\n```{talk}\n```\n"}, warnings=True)


def test_an_error_of_docutils_stays_one(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(self: Any) -> Any:
        raise self.error("docutils' own words")

    monkeypatch.setattr(NotesDomain.directives["talk"], "read", raising)
    pages = {"a.md": "# A\n\n```{talk}\n```\n", "b.rst": "B\n=\n\n.. talk::\n"}
    built = site(pages, warnings=True)
    assert errors(built) == []
    assert len([line for line in built.warnings if "docutils' own words" in line]) == 2


def test_a_fault_is_not_caught_from_a_debugger(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    from eventnotes import faults

    monkeypatch.setattr(NotesDomain.directives["talk"], "read", raiser)
    monkeypatch.setattr(faults, "passes", lambda error: True)
    with pytest.raises(Astray):
        site({"a.md": "# A\n\n```{talk}\n```\n"}, warnings=True)


def test_a_silenced_fault_fails_the_build_all_the_same(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NotesDomain.directives["takeaway"], "read", raiser)
    page = "# A\n\n:::{takeaway}\nLearned.\n:::\n"
    built = site({"a.md": page}, suppress_warnings=["notes"])
    assert built.app.statuscode == 1
    assert f"{MISSING}: notes:takeaway" in built.text("a.html")


# -- views, which are asked before any page is written ----------------------------------------


@pytest.mark.parametrize(("builder", "what"), [("html", "listing"), ("text", "talks")])
def test_a_fault_of_a_view_costs_the_list_that_shows_it(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, builder: str, what: str
) -> None:
    from eventnotes.views import lines

    pages = {
        "a.md": "# A\n\n## Talk\n\n```{talk}\n:speakers: Ann Bee\n```\n\nWords.\n",
        "list.md": "# List\n\nBefore.\n\n```{talks}\n:as: list\n```\n\nAfter.\n",
        "other.md": OTHER,
    }
    plain = lines.who
    monkeypatch.setattr(lines, "who", raiser)
    built = site(pages, builder=builder, warnings=True)
    suffix = "html" if builder == "html" else "txt"
    page = built.read(f"list.{suffix}")
    assert built.app.statuscode == 1
    assert "Before." in page
    assert "After." in page
    assert f"{MISSING}: {what}" in page
    assert "Words." in built.read(f"a.{suffix}")
    assert [line.partition(": ")[0] for line in errors(built)] == ["list.md:5"]
    monkeypatch.setattr(lines, "who", plain)
    built.rebuild()
    page = built.read(f"list.{suffix}")
    assert "Ann Bee" in page
    assert MISSING not in page


# -- builders without visitors of ours ---------------------------------------------------------


@pytest.mark.parametrize("builder", ["text", "man", "latex", "xml"])
@pytest.mark.parametrize(
    ("where", "function", "what"),
    [
        ("views.cards", "card", "talk"),
        ("writing.plain", "cited_here", "takeaway"),
        ("writing.lists", "list_blocks", "talks"),
        ("writing.lists", "answer", "talks"),
    ],
)
def test_elsewhere_one_card_or_list_is_lost(
    site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    builder: str,
    where: str,
    function: str,
    what: str,
) -> None:
    import importlib

    module = importlib.import_module(f"eventnotes.{where}")
    monkeypatch.setattr(module, function, raiser)
    page = (
        "# A\n\nWords before.\n\n## Talk\n\n```{talk}\n:speakers: Ann Bee\n```\n\n"
        "Words between.\n\n"
        ":::{takeaway}\nLearned.\n:::\n\n```{talks}\n```\n\nWords after.\n"
    )
    options = {"man_pages": [("index", "notes", "Notes", [], 1)]}
    built = site({"index.md": page}, builder=builder, warnings=True, **options)
    name = {"text": "index.txt", "man": "notes.1", "latex": "projectnamenotset.tex"}
    text = " ".join(built.read(name.get(builder, "index.xml")).split())
    assert built.app.statuscode == 1
    for words in ("Words before.", "Words between.", "Words after.", f"{MISSING}: {what}"):
        assert words in text
    assert all(line.startswith("index.md:") for line in errors(built))
