"""With all rules of the reader switched off, the check of the outcome alone stops the build."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from building import MakeSite

from eventnotes import events
from eventnotes.leaks import LeakError, drafts
from eventnotes.leaks.copied import folders_in
from eventnotes.reading import base, files, header, markdown, parsers, prose, sources, topmatter
from eventnotes.reading.comments import Cut
from eventnotes.reading.page import PageDraft
from eventnotes.reading.private import doctree

WORDS = "Marguerite whispered about bankruptcy"
EVENT = "# Evening\n\n```{event}\n:date: 2025-03-17\n```\n\n"


@pytest.fixture(autouse=True)
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch off whatever cuts, doubts or leaves out private words while pages are read."""

    def nothing(*args: Any, **kwargs: Any) -> None:
        return None

    def uncut(text: str, **kwargs: Any) -> Cut:
        return Cut(text, (), True)

    monkeypatch.setattr(markdown, "_clean", nothing)
    monkeypatch.setattr(markdown, "clean_topmatter", lambda source, *_: source)
    monkeypatch.setattr(markdown, "check_rst", nothing)
    monkeypatch.setattr(doctree, "check_rst", nothing)
    monkeypatch.setattr(doctree.DropPrivateNodes, "apply", nothing)
    monkeypatch.setattr(doctree.DoubtClasses, "apply", nothing)
    monkeypatch.setattr(files.CheckFiles, "apply", nothing)
    monkeypatch.setattr(prose.PrivateDirective, "read", base.NotesDirective.read)
    monkeypatch.setattr(header, "PERCENT_LINE", re.compile(r"(?!)"))
    monkeypatch.setattr(header, "cut_comments", uncut)
    monkeypatch.setattr(base, "cut_comments", uncut)
    monkeypatch.setattr(parsers, "refuse_other_parsers", nothing)
    monkeypatch.setattr(parsers.IncludeFile, "run", parsers.Include.run)
    monkeypatch.setattr(sources, "keep_lines_whole", nothing)
    monkeypatch.setattr(topmatter, "leave_out_topmatter", nothing)
    monkeypatch.setattr(topmatter, "leave_out_included", nothing)
    monkeypatch.setattr(drafts, "leave_out_drafts", lambda *_: [])
    monkeypatch.setattr(drafts, "PATTERNS", ())
    monkeypatch.setattr(events, "stop_at_leaks", lambda *_: [])
    monkeypatch.setattr(PageDraft, "leak", nothing)
    monkeypatch.setattr(PageDraft, "doubt", nothing)


PAGES = {
    "block": f":::{{private}}\n{WORDS}\n:::\n",
    "block of backticks": f"```{{private}}\n{WORDS}\n```\n",
    "block without braces": f":::private\n{WORDS}\n:::\n",
    "block that ends early": f":::{{private}}\nA.\n\n:::{{note}}\nB.\n:::\n\n{WORDS}\n:::\n",
    "block in a list": f"- A\n- :::{{private}}\n  {WORDS}\n  :::\n",
    "block in a quote": f"> :::{{private}}\n> {WORDS}\n> :::\n",
    "block in a cell": f"```{{list-table}}\n* - :::{{private}}\n    {WORDS}\n    :::\n```\n",
    "block in a footnote": f"A[^a]\n\n[^a]: :::{{private}}\n    {WORDS}\n    :::\n",
    "block in raw HTML": f"<details>\n:::{{private}}\n{WORDS}\n:::\n</details>\n",
    "block in a raw table": f"<table><tr><td>\n```{{private}}\n{WORDS}\n```\n</td></tr></table>\n",
    "percent in raw HTML": f"<pre>\n% {WORDS}\n</pre>\n",
    "percent in a raw list": f"<ul>\n<li>a\n% {WORDS}\n</li></ul>\n",
    "comment": f"A <!-- {WORDS} --> b.\n",
    "comment in raw HTML": f"<div>\n<!-- {WORDS} -->\n</div>\n",
    "comment over paragraphs": f"A <!-- {WORDS}\n\nmore --> b.\n",
    "comment in reStructuredText": f"```{{eval-rst}}\nA <!-- {WORDS} --> b.\n```\n",
    "percent in reStructuredText": f"```{{eval-rst}}\nA.\n\n% {WORDS}\n```\n",
    "block in reStructuredText": f"````{{eval-rst}}\n:::{{private}}\n{WORDS}\n:::\n````\n",
    "nearly a block in it": f"```{{eval-rst}}\n..private::\n\n   {WORDS}\n```\n",
    "percent in an option": f"```{{talk}} T\n:speakers: Ada,\n  % {WORDS}\n  Bo\n```\n",
    "comment in an option": f"```{{talk}} T\n:room: 5 <!-- {WORDS} -->\n```\n",
    "percent deep in a list": f"- A\n      % {WORDS}\n",
    "percent deep in a nested list": f"- A\n\n  - B\n          % {WORDS}\n",
    "percent in a quote": f"> A\n>     % {WORDS}\n",
    "title in a gallery": f'```{{photos}}\n![a](p.png "t <!-- {WORDS} -->")\n![a](p.png)\n```\n',
    "title of a definition": f'[r]\n\n[r]: https://a.example/ "t <!-- {WORDS} -->"\n',
    "class of a paragraph": f"{{.private}}\n{WORDS}\n",
    "class in a line": f"A [{WORDS}]{{.private}}\n",
    "class of a block": f":::{{note}}\n:class: private\n{WORDS}\n:::\n",
    "class of a container": f":::{{container}} private\n{WORDS}\n:::\n",
    "class in HTML": f'<div class="private">{WORDS}</div>\n',
    "two colons": f"::{{private}}\n{WORDS}\n::\n",
    "a heading": f"## A <!-- {WORDS} -->\n",
    "a speaker": "```{talk} T\n:speakers: Ada Example,\n  % Marguerite Zhao,\n  Bo Example\n```\n",
    "one name": "A <!-- Marguerite --> b.\n",
    "one name in another script": "A <!-- 佐藤さん --> b.\n",
}


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_private_words_on_a_page_stop_the_build(site: MakeSite, text: str) -> None:
    stopped = stop(site, {"events/a.md": EVENT + text, "events/p.png": PNG})
    assert re.search(r"html: from events/a\.md:\d+|html:\d+: from events/a\.md:\d+", stopped)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636060606000000005000157a7b2d40000000049454e44ae426082"
)
FRONT = f"# The Zebra Summit\n\n{WORDS} at length.\n"
BLOCK = f"A\n:::{{private}}\n{WORDS}\n:::\n"
SITES: dict[str, dict[str, str]] = {
    "drafts": {"drafts/x.md": FRONT},
    "drafts deeper": {"events/drafts/x.md": FRONT},
    "drafts by name": {"events/Drafts/deep/x.rst": "The Zebra Summit\n================\n"},
    "front matter": {"events/x.md": f"---\ndraft: true\n---\n{FRONT}"},
    "front matter of Zola": {"events/x.md": f"+++\ndraft = true\n+++\n{FRONT}"},
    "front matter of Hugo": {"events/x.md": f'{{\n"draft": true\n}}\n{FRONT}'},
    "an option": {"events/x.md": f"{FRONT}\n```{{event}}\n:date: 2025\n:draft:\n```\n"},
    "an option of reStructuredText": {
        "x.rst": f"Zebra\n=====\n\n.. event::\n   :draft:\n\n{WORDS} at length.\n"
    },
    "a comment of reStructuredText in an include": {
        "x.rst": "A\n=\n\n.. include:: part.txt\n",
        "part.txt": f"B\n\n.. private::\n\n   {WORDS}\n",
    },
    "a page that is offered": {
        "events/x.md": f"# X\n\nWords <!-- {WORDS} -->.\n",
        "b.md": "# B\n\n[src](path:events/x.md) and {download}`x <events/x.md>`\n",
    },
    "a draft that is offered": {
        "drafts/x.md": FRONT,
        "b.md": "# B\n\n{download}`x <drafts/x.md>`\n",
    },
    "Markdown by another parser": {
        "x.rst": "A\n=\n\n.. include:: part.md\n   :parser: myst_parser.sphinx_\n",
        "part.md": f"B\n\n:::{{private}}\n{WORDS}\n:::\n",
    },
    "Markdown by the parser of its name": {
        "x.rst": "A\n=\n\n.. include:: part.md\n   :parser: markdown\n",
        "part.md": f"B\n\n:::{{private}}\nC\n\n:::{{note}}\nD\n:::\n\n{WORDS}\n:::\n",
    },
    "a block that ends early by another parser": {
        "x.rst": "A\n=\n\n.. include:: part.md\n   :parser: myst_parser.sphinx_\n",
        "part.md": f"```{{private}}\nB\n```sh\nC\n```\n{WORDS}\n```\n",
    },
    "a draft that is included": {
        "drafts/x.txt": FRONT,
        "b.md": "# B\n\n```{include} drafts/x.txt\n:heading-offset: 1\n```\n",
    },
    "a draft of any ending that is included": {
        "drafts/x.html": FRONT,
        "b.md": "# B\n\n```{include} drafts/x.html\n```\n",
    },
    "a draft without an ending that is offered": {
        "events/Drafts/x.": FRONT,
        "b.md": "# B\n\n{download}`x <events/Drafts/x.>`\n",
    },
    "a file of any ending that is offered": {
        "x.csv": BLOCK,
        "b.md": "# B\n\n{download}`x <x.csv>`\n",
    },
    "a copy of a page that is listed": {
        "x.md.bak": BLOCK,
        "b.md": "# B\n\n```{literalinclude} x.md.bak\n```\n",
    },
    "a program that is shown": {
        "x.py": f'a = """\n{BLOCK}"""\n',
        "b.md": "# B\n\n```{include} x.py\n:code: python\n```\n",
    },
    "an include that begins in a private block": {
        "x.inc2": f":::{{private}}\nA\n\n<!-- start -->\n\n{WORDS}\n:::\n",
        "b.md": "# B\n\n```{include} x.inc2\n:start-after: <!-- start -->\n```\n",
    },
    "an include that begins in a block of reStructuredText": {
        "x.foo": f".. private::\n\n   {WORDS}\n",
        "b.rst": "B\n=\n\n.. include:: x.foo\n   :start-line: 2\n",
    },
    "a draft that is listed": {
        "drafts/x.txt": FRONT,
        "b.md": "# B\n\n```{literalinclude} drafts/x.txt\n```\n",
    },
}


@pytest.mark.parametrize("sources", SITES.values(), ids=SITES)
def test_private_files_stop_the_build(site: MakeSite, sources: dict[str, str]) -> None:
    stopped = stop(site, {**sources, "index.md": INDEX}, exclude_patterns=["_build", "part.*"])
    named = "part" if any("part" in name for name in sources) else r"x\."
    assert re.search(rf"from [\w/]*{named}", stopped)


INDEX = "# Notes\n\n```{toctree}\n:glob:\n\n**\n```\n"


def test_a_link_to_a_folder_with_drafts_publishes_none(site: MakeSite, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere" / "drafts"
    outside.mkdir(parents=True)
    (outside / "x.md").write_text(FRONT)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "more").symlink_to(outside.parent)
    (tmp_path / "site" / "soon").symlink_to(outside)
    assert "x.md" in stop(site, {"a.md": "# A\n"})


@pytest.mark.parametrize("name", ["x.txt", "README", "deep/x.qmd", "drafts/x.json", "x.md"])
@pytest.mark.parametrize("setting", ["html_extra_path", "html_static_path"])
def test_a_copied_file_of_any_ending_stops_the_build(
    site: MakeSite, name: str, setting: str
) -> None:
    conf: dict[str, Any] = {setting: ["extra"], "exclude_patterns": ["_build", "extra"]}
    said = {"drafts/x.json": FRONT, "x.md": f"---\ndraft: true\n---\n\n{FRONT}"}
    text = said.get(name, BLOCK)
    files = {"a.md": "# A\n", f"extra/{name}": text, "extra/other.py": "a = 1  # <!-- a -->\n"}
    assert f"from extra/{name}" in stop(site, files, **conf)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_a_download_in_utf_16_stops_the_build(site: MakeSite, encoding: str) -> None:
    files = {"a.md": "# A\n\n{download}`b <x.txt>`\n", "x.txt": BLOCK.encode(encoding)}
    assert "from x.txt:3" in stop(site, files, exclude_patterns=["_build", "x.txt"])


@pytest.mark.parametrize("setting", ["html_extra_path", "html_static_path"])
def test_a_link_to_a_folder_of_notes_is_followed(
    site: MakeSite, tmp_path: Path, setting: str
) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "n.md").write_text(BLOCK)
    (outside / "a.txt").write_text(BLOCK)
    extra = tmp_path / "site" / "extra"
    extra.mkdir(parents=True)
    (extra / "notes").symlink_to(outside)
    conf: dict[str, Any] = {setting: ["extra"], "exclude_patterns": ["_build", "extra"]}
    stopped = stop(site, {"a.md": "# A\n"}, **conf)
    assert re.search(r"notes/n\.md:\d+: from extra/notes/", stopped)
    assert re.search(r"notes/a\.txt:\d+: from extra/notes/", stopped)


def test_a_link_back_to_its_own_folder_is_no_end_to_the_look(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "n.md").write_text(BLOCK)
    (tmp_path / "a" / "b" / "back").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "again").symlink_to(tmp_path / "a" / "b")
    found = [(Path(f).relative_to(tmp_path).as_posix(), n) for f, n in folders_in(tmp_path / "a")]
    assert found == [("a", []), ("a/again", ["n.md"]), ("a/b", ["n.md"])]


OTHER_PARSER = """
from myst_parser.parsers.sphinx_ import MystParser
class Other(MystParser):
    supported = ("markdown",)
def setup(app):
    app.add_source_parser(Other, override=True)
"""


@pytest.mark.parametrize(
    "text",
    [
        f"```{{private}}\n{WORDS}\n```\n",
        f"```{{private}}\nB\n```sh\nC\n```\n{WORDS}\n```\n",
        f":::private\n{WORDS}\n:::\n",
        f"A *b <!-- {WORDS} --> c*.\n",
    ],
)
def test_another_parser_publishes_nothing(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
) -> None:
    (tmp_path / "other_parser.py").write_text(OTHER_PARSER)
    monkeypatch.syspath_prepend(str(tmp_path))
    extensions = ["eventnotes.site", "other_parser"]
    assert "from a.md" in stop(site, {"a.md": f"# A\n\n{text}"}, extensions=extensions)


BUILDERS = (
    *("dirhtml", "singlehtml", "text", "man", "latex", "epub", "gettext", "texinfo", "xml"),
    *("pseudoxml", "json", "pickle", "htmlhelp", "qthelp", "devhelp"),
)


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_is_checked(site: MakeSite, builder: str) -> None:
    page = f"{EVENT}{PAGES['block']}\n{PAGES['a heading']}"
    files = {"events/a.md": page, "index.md": INDEX}
    assert "from events/a.md" in stop(site, files, builder=builder)


def stop(site: MakeSite, sources: dict[str, Any], **conf: Any) -> str:
    """Build a site that is to be stopped; return what is said then."""
    with pytest.raises(LeakError) as stopped:
        site(sources, warnings=True, **conf)
    assert "Marguerite" not in str(stopped.value)
    return str(stopped.value)
