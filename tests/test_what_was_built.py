"""What was built is held against the private words, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from building import MakeSite, Site

from eventnotes.leaks import LeakError, outputs

PAGE = """\
# Evening

```{event}
:date: 2025-03-17
:place: Oslo
```

They serve coffee to everybody who asks for a cup.

<!-- Marguerite told me they are nearly broke -->
"""
# Each publishes what a page's source says, as an extension of somebody else's may.
ROADS: dict[str, str] = {
    "a file of its own": """
def finish(app, exception):
    text = open(app.env.doc2path("events/a")).read()
    open(app.outdir / "notes.txt", "w").write(text)
def setup(app):
    app.connect("build-finished", finish)
""",
    "JSON": """
import json
def finish(app, exception):
    text = open(app.env.doc2path("events/a")).read()
    open(app.outdir / "notes.json", "w").write(json.dumps({"text": text}))
def setup(app):
    app.connect("build-finished", finish)
""",
    "a description": """
def describe(app, pagename, templatename, context, doctree):
    text = open(app.env.doc2path("events/a")).read().split("<!--")[1].split("-->")[0]
    context["metatags"] += f'<meta name="description" content="{text}" />'
def setup(app):
    app.connect("html-page-context", describe)
""",
    "a name alone": """
def describe(app, pagename, templatename, context, doctree):
    name = open(app.env.doc2path("events/a")).read().split("<!-- ")[1].split()[0]
    context["body"] = context.get("body", "") + f"<p>With <b>{name}</b>.</p>"
def setup(app):
    app.connect("html-page-context", describe)
""",
    "words with markup": """
def describe(app, pagename, templatename, context, doctree):
    context["body"] = context.get("body", "") + "<p>told me <em>they</em> are <a>nearly</a></p>"
def setup(app):
    app.connect("html-page-context", describe)
""",
    "a copy": """
import shutil
def finish(app, exception):
    shutil.copy(app.env.doc2path("events/a"), app.outdir / "raw")
def setup(app):
    app.connect("build-finished", finish)
""",
    "a packed file": """
import gzip
def finish(app, exception):
    text = open(app.env.doc2path("events/a"), "rb").read()
    open(app.outdir / "notes.txt.gz", "wb").write(gzip.compress(text))
def setup(app):
    app.connect("build-finished", finish)
""",
    "an inventory": """
import zlib
def finish(app, exception):
    text = open(app.env.doc2path("events/a"), "rb").read()
    head = b"# Sphinx inventory version 2\\n# Project: A\\n# Version: 1\\n# packed using zlib.\\n"
    open(app.outdir / "other.inv", "wb").write(head + zlib.compress(text))
def setup(app):
    app.connect("build-finished", finish)
""",
    "the name of a file": """
def finish(app, exception):
    name = open(app.env.doc2path("events/a")).read().split("<!-- ")[1].split()[0].lower()
    (app.outdir / "_images").mkdir()
    (app.outdir / "_images" / f"with-{name}-1.txt").write_text("")
def setup(app):
    app.connect("build-finished", finish)
""",
}


def load(site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> list[str]:
    """Make an extension of *code*; return what goes into ``extensions``."""
    folder = tmp_path / "ext"
    folder.mkdir(exist_ok=True)
    name = f"road_{crc32(code.encode())}"
    (folder / f"{name}.py").write_text(code)
    monkeypatch.syspath_prepend(str(folder))
    return ["eventnotes.site", name]


def as_guest(extensions: list[str]) -> dict[str, Any]:
    """Return the settings of documentation that loads the core alone."""
    return {"extensions": ["myst_parser", "eventnotes", *extensions[1:]], "primary_domain": "py"}


@pytest.mark.parametrize("code", ROADS.values(), ids=ROADS)
def test_private_words_that_another_extension_publishes_stop_the_build(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    extensions = load(site, monkeypatch, tmp_path, code)
    with pytest.raises(LeakError, match=r": from events/a\.md:10") as stopped:
        site({"events/a.md": PAGE}, extensions=extensions)
    assert "Marguerite" not in str(stopped.value)
    out = tmp_path / "site" / "_build" / "html"
    left = [path for path in out.rglob("*") if "marguerite" in path.name]
    read = [path.read_bytes() for path in out.rglob("*.*") if path.is_file()]
    assert not left
    assert not [data for data in read if b"nearly broke" in data or b"Marguerite" in data]


def test_the_place_in_the_output_is_named(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = ROADS["a file of its own"].replace(".write(text)", '.write("a\\n\\n" + text)')
    extensions = load(site, monkeypatch, tmp_path, code)
    with pytest.raises(LeakError, match=r"_build/html/notes\.txt:12: from events/a\.md:10"):
        site({"events/a.md": PAGE}, extensions=extensions)


def test_words_that_are_public_elsewhere_are_no_hit(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = "# Other\n\nMarguerite *told* me [they](https://a.example/) are\nnearly broke.\n"
    extensions = load(site, monkeypatch, tmp_path, ROADS["a description"])
    site({"events/a.md": PAGE, "b.md": said}, extensions=extensions)


@pytest.mark.parametrize(
    "said",
    [
        "Search",
        "17 March 2025",
        "TODO",
        "more",
        "Link to this heading",
        "in person",
        "note",
        "div class",
        "x",
        "4 of 5",
        "1,200",
        "San José",
        "https://a.example/b",
    ],
)
def test_what_the_program_says_by_itself_is_no_leak(
    shared: Callable[[str], Site], said: str
) -> None:
    assert shared(said)


@pytest.fixture(scope="module")
def shared(shared_site: MakeSite) -> Callable[[str], Site]:
    """Build one page with all of the comments, once."""
    page = (
        "# Evening\n\n```{event}\n:date: 2025-03-17\n:place: San José\n:attended: in person\n"
        ":rating: 4/5\n```\n\n:::{note}\nA [page](https://a.example/b), [again](https://a.example/b).\n:::\n"
    )
    comments = (
        "Search|17 March 2025|TODO|more|Link to this heading|in person|note|div class|x|4 of 5"
        "|1,200|San José|https://a.example/b"
    )
    text = page + "".join(f"\n<!-- {words} -->\n" for words in comments.split("|"))
    built = shared_site({"events/a.md": text}, html_theme="furo")
    return lambda said: built if said in comments else pytest.fail(said)


def test_what_describes_the_notes_in_files_for_programs_is_no_leak(site: MakeSite) -> None:
    event = "# Evening\n\n```{event}\n:date: 2025-03-17\n```\n\nWords.\n"
    conf = {"html_baseurl": "https://notes.example.org/"}
    first = site({"events/a.md": event}, name="first", **conf)
    schema = first.read("eventnotes.schema.json")
    said = sorted(set(re.findall(r'"(?:description|title)": "([^"]+)"', schema)))
    assert "The town." in said
    said += ["https://notes.example.org/events/a.html", "notes.example.org/events/a/"]
    comments = "".join(f"\n<!-- {line} -->\n" for line in said)
    site({"events/a.md": event + comments}, **conf)


def test_names_that_stand_side_by_side_in_an_index_are_no_leak(site: MakeSite) -> None:
    names = ("Ada Example", "Bea Example", "Cyd Example", "Dee Example")
    pages = {f"{name[:3].lower()}.md": f"# {name}\n\nWords.\n" for name in names}
    together = " ".join(names)
    pages["events/a.md"] = f"# Evening\n\n<!-- {together} -->\n\n<!-- Bea Example Cyd Example -->\n"
    pages["index.md"] = "# Notes\n\n```{toctree}\n:hidden:\n:glob:\n\n**\n```\n"
    site(pages)


# -- phrases that no output may hold ---------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "page"),
    [
        ("Acme Corp", "We went with ACME  *corp* there.\n"),
        ("acme", "A [link](https://acme.example/).\n"),
        ("Initech", "![Logo of Initech](a.png)\n"),
        ("株式会社例", "株式会社例の人。\n"),
        ("Müller & Söhne", "Müller &amp; Söhne were there.\n"),
    ],
)
def test_a_phrase_that_must_stand_in_no_output_stops_the_build(
    site: MakeSite, phrase: str, page: str
) -> None:
    with pytest.raises(LeakError, match=r"a\.html:\d+: eventnotes_private_words\[1\]"):
        site(
            {"a.md": f"# A\n\n{page}", "a.png": b"\x89PNG\r\n\x1a\n"},
            warnings=True,
            eventnotes_private_words=["never said", phrase],
        )


@pytest.mark.parametrize("phrase", ["Müller GmbH", "Øre", "𠮷野", "Straße 王"])
def test_letters_that_json_escapes_are_letters(site: MakeSite, phrase: str) -> None:
    with pytest.raises(LeakError, match=r"a\.fjson:\d+: eventnotes_private_words\[0\]"):
        site(
            {"a.md": f"# A\n\nWith {phrase}.\n"},
            builder="json",
            eventnotes_private_words=[phrase],
        )


def test_every_file_with_a_phrase_is_removed(site: MakeSite, tmp_path: Path) -> None:
    line = "With Acme Corp."
    files = {"a.md": f"# A\n\n{line}\n", "b.md": f"# B\n\n{line}\n", "c.md": f"# C\n\n{line}\n"}
    with pytest.raises(LeakError, match=r"a\.html:\d+: ") as stopped:
        site(files, eventnotes_private_words=["acme corp"])
    assert "b.html" in str(stopped.value)
    assert "c.html" in str(stopped.value)
    left = (path for path in (tmp_path / "site" / "_build" / "html").rglob("*.html"))
    assert not [path for path in left if b"Acme" in path.read_bytes()]


def test_phrases_come_from_a_file_with_one_on_each_line(site: MakeSite) -> None:
    files = {"a.md": "# A\n\nWith Acme Corp.\n", "names.txt": "# customers\n\nInitech\nAcme Corp\n"}
    with pytest.raises(LeakError, match=r"a phrase in names\.txt:4") as stopped:
        site(files, eventnotes_private_words="names.txt")
    assert "Acme" not in str(stopped.value)


def test_a_word_within_a_word_is_another_word(site: MakeSite) -> None:
    site({"a.md": "# A\n\nAcmeology.\n"}, eventnotes_private_words=["acme"])


@pytest.mark.parametrize("given", ["missing.txt", ["a", 5], 5, "."])
def test_phrases_that_cant_be_read_stop_the_build(site: MakeSite, given: Any) -> None:
    with pytest.raises(LeakError, match="eventnotes_private_words"):
        site({"a.md": "# A\n"}, warnings=True, eventnotes_private_words=given)


def test_a_phrase_without_letters_is_a_warning(site: MakeSite) -> None:
    site({"a.md": "# A\n"}, warnings=["notes.config"], eventnotes_private_words=["—", ""])


def test_the_authors_copy_may_say_everything(site: MakeSite) -> None:
    built = site(
        {"a.md": "# A\n\nAcme. <!-- Marguerite -->\n"},
        eventnotes_private=True,
        eventnotes_private_words=["Acme"],
    )
    assert "Marguerite" in built.read("a.html")


# -- one build after another -----------------------------------------------------------------


def test_after_a_stop_the_next_build_makes_all_again(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = {"events/a.md": PAGE, "b.md": "# B\n\nWith Acme.\n", "c.md": "# C\n"}
    with pytest.raises(LeakError):
        site(files, name="first", eventnotes_private_words=["Acme"])
    mended = site({"b.md": "# B\n"}, name="first", eventnotes_private_words=["Acme"])
    clean = site({**files, "b.md": "# B\n"}, name="second")
    for page in ("events/a.html", "b.html", "c.html", "searchindex.js"):
        assert mended.read(page) == clean.read(page)


def test_an_idle_build_looks_at_no_file_again_and_an_edit_at_what_it_wrote(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    real = outputs.Extractor.read

    def spy(self: outputs.Extractor, path: Path) -> str:
        looked.append(path.name)
        return real(self, path)

    monkeypatch.setattr(outputs.Extractor, "read", spy)
    built = site({"events/a.md": PAGE, "b.md": "# B\n", "c.md": "# C\n"})
    assert {"a.html", "b.html", "c.html"} <= set(looked)
    looked.clear()
    built.rebuild()
    assert not {"a.html", "b.html", "c.html"} & set(looked)
    looked.clear()
    built.write({"b.md": "# B\n\nMore.\n"})
    built.rebuild()
    assert {"a.html", "b.html", "c.html"} & set(looked) == {"b.html"}
    looked.clear()
    built.write({"events/a.md": PAGE.replace("broke", "bankrupt")})
    built.rebuild()
    assert {"a.html", "b.html", "c.html"} <= set(looked)


def test_words_that_become_private_are_looked_for_everywhere(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = """
def finish(app, exception):
    path = app.outdir / "kept.txt"
    path.exists() or path.write_text("Marguerite told me they are nearly broke")
def setup(app):
    app.connect("build-finished", finish)
"""
    extensions = load(site, monkeypatch, tmp_path, code)
    said = "# B\n\nMarguerite told me they are nearly broke.\n"
    built = site({"events/a.md": PAGE, "b.md": said}, extensions=extensions)
    built.write({"b.md": "# B\n"})
    with pytest.raises(LeakError, match=r"kept\.txt"):
        built.rebuild()


def test_what_is_kept_between_builds_holds_no_private_word(site: MakeSite) -> None:
    built = site({"events/a.md": PAGE})
    kept = (Path(built.app.doctreedir) / "private-words.pickle").read_bytes()
    assert b"events/a.md" in kept
    for word in (b"Marguerite", b"marguerite", b"nearly", b"broke"):
        assert word not in kept


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x80\x05K\x01."])
def test_what_is_kept_may_be_damaged(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: bytes
) -> None:
    built = site({"events/a.md": PAGE})
    (Path(built.app.doctreedir) / "private-words.pickle").write_bytes(damage)
    built.rebuild()
    built.write({"events/a.md": PAGE + "\nMore.\n"})
    built.rebuild()


# -- guests ----------------------------------------------------------------------------------


def test_pages_of_a_guest_without_notes_are_none_of_ours(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    extensions = load(site, monkeypatch, tmp_path, ROADS["a copy"])
    guest = "# Guide\n\nWords.\n\n<!-- Marguerite told me they are nearly broke -->\n"
    site({"events/a.md": guest}, **as_guest(extensions))


def test_pages_of_a_guest_with_notes_are(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    extensions = load(site, monkeypatch, tmp_path, ROADS["a copy"])
    page = PAGE.replace("{event}", "{notes:event}")
    with pytest.raises(LeakError, match=r"raw:\d+: from events/a\.md:10"):
        site({"events/a.md": page}, **as_guest(extensions))


def test_drafts_are_no_public_text(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = """
import json
def finish(app, exception):
    text = (app.srcdir / "drafts" / "soon.md").read_text()
    (app.outdir / "all.json").write_text(json.dumps([text]))
def setup(app):
    app.connect("build-finished", finish)
"""
    extensions = load(site, monkeypatch, tmp_path, code)
    with pytest.raises(LeakError, match=r"all\.json:1: from drafts/soon\.md"):
        site(
            {"a.md": "# A\n", "drafts/soon.md": "# The Zebra Summit\n\nNot yet for all eyes.\n"},
            extensions=extensions,
        )


# -- what lies beside pages ------------------------------------------------------------------

NOTES = "# Notes\n\n:::{private}\nMarguerite told me they are nearly broke\n:::\n"


@pytest.mark.parametrize(
    ("name", "setting", "text"),
    [
        ("extra/notes.md", {"html_extra_path": ["extra"]}, NOTES),
        ("more/deep/notes.markdown", {"html_static_path": ["more"]}, NOTES),
        ("st/notes.rst", {"html_static_path": ["st"]}, "A\n=\n\n.. Marguerite told me they\n"),
        ("drafts/notes.md", {"html_static_path": ["drafts"]}, "# Zebra Summit of spring\n"),
        ("extra/drafts/notes.md", {"html_extra_path": ["extra/drafts"]}, "# Zebra Summit\n"),
        ("notes.md", {"html_extra_path": ["notes.md"]}, NOTES),
    ],
)
def test_notes_in_a_folder_that_is_copied_stop_the_build(
    site: MakeSite, name: str, setting: dict[str, list[str]], text: str
) -> None:
    with pytest.raises(LeakError, match=rf"from {name}:\d+"):
        site({"a.md": "# A\n", name: text}, **setting)


def test_other_files_in_such_a_folder_are_the_authors_own(site: MakeSite) -> None:
    site(
        {"a.md": "# A\n", "st/a.txt": "% words of a robot\n", "st/b.html": "<!-- x of y -->\n"},
        html_extra_path=["st"],
    )


@pytest.mark.parametrize(
    ("page", "said", "translated"),
    [
        ("a.md", "Hall one", "Saal <!-- Marguerite war da und lachte --> eins"),
        ("a.md", "Words.", "Worte. <!-- Marguerite war da und lachte -->"),
        ("a.md", "A stage", "Eine Bühne <!-- Marguerite war da und lachte -->"),
        ("b.rst", "Text here.", ".. Marguerite war da und lachte"),
    ],
)
def test_comments_in_translations_are_in_no_output(
    site: MakeSite, page: str, said: str, translated: str
) -> None:
    name = page.partition(".")[0]
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    files = {
        "a.md": "# A\n\nWords.\n\n![A stage](p.png)\n\n```{talk} T\n:room: Hall one\n```\n",
        "b.rst": "B\n=\n\nText here.\n",
        "p.png": b"\x89PNG\r\n\x1a\n",
        f"l/de/LC_MESSAGES/{name}.po": f'{head}msgid "{said}"\nmsgstr "{translated}"\n',
    }
    conf = {"language": "de", "locale_dirs": ["l"], "gettext_additional_targets": ["image"]}
    built = site(files, warnings=True, **conf)
    assert "Marguerite" not in built.read(f"{name}.html")
    assert "marguerit" not in built.read("searchindex.js")


def test_a_comment_of_html_in_a_translation_of_restructuredtext_stops_the_build(
    site: MakeSite,
) -> None:
    said = 'msgid "Text here."\nmsgstr "Text <!-- Marguerite war da und lachte --> hier."\n'
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    files = {"b.rst": "B\n=\n\nText here.\n", "l/de/LC_MESSAGES/b.po": head + said}
    with pytest.raises(LeakError, match=r"b\.html:\d+: from l/de/LC_MESSAGES/b\.po:6"):
        site(files, language="de", locale_dirs=["l"])


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("txt", "shown\n\n.. Marguerite told me they are nearly broke\n"),
        ("inc", "shown\n\n..\n   Marguerite told me they are nearly broke\n"),
    ],
)
def test_a_part_of_restructuredtext_is_read_as_such(site: MakeSite, ending: str, text: str) -> None:
    page = f"A\n=\n\n.. include:: part.{ending}\n   :code: rst\n"
    with pytest.raises(LeakError, match=rf"from part\.{ending}:"):
        site({"a.rst": page, f"part.{ending}": text}, warnings=True)


# -- ordinary notes stop no build ------------------------------------------------------------

ENGLISH = """\
Frankly the opening was dull and I nearly left before lunch.
The speaker read his slides aloud and skipped every question.
Ask whether the new search team is hiring next summer.
The index of the printed program had the wrong room numbers.
Skip the keynote and go straight to the main content of the workshop.
Everything after the break was in a different language.
Check the previous version of the page and its source code.
Table of contents of the envelope: two vouchers and a card.
"""
GERMAN = """\
Ehrlich gesagt war der Anfang langweilig und ich bin fast gegangen.
Zurück zur Übersicht: die Seite mit der Suche und dem Inhalt war kaputt.
Der nächste Vortrag fiel aus, die vorherige Woche auch.
Inhaltsverzeichnis und Stichwortverzeichnis waren durcheinander.
"""
JAPANESE = """\
正直に言うと最初はとても退屈だった。
次のページの数字は信じられない。
検索チームは来年の夏に人を雇うらしい。
目次と索引の部屋番号が間違っていた。
"""
CHINESE = "下一页的数字不可信。\n搜索团队明年夏天招人。\n目录和索引里的房间号是错的。\n"
RUSSIAN = "Следующая страница была скучной.\nПоиск и содержание не работали.\n"


@pytest.mark.parametrize(
    ("language", "builder", "theme"),
    [
        *(("en", "html", theme) for theme in ("furo", "pydata_sphinx_theme", "alabaster")),
        *(("en", builder, "basic") for builder in ("latex", "epub", "texinfo", "man", "gettext")),
        *(("de", "html", theme) for theme in ("furo", "pydata_sphinx_theme", "sphinx_rtd_theme")),
        *(("ja", builder, "furo") for builder in ("html", "latex", "epub", "texinfo")),
        *(("zh_CN", builder, "pydata_sphinx_theme") for builder in ("html", "latex")),
        ("ru", "html", "furo"),
    ],
)
def test_ordinary_notes_stop_no_build(
    site: MakeSite, language: str, builder: str, theme: str
) -> None:
    notes = (ENGLISH + GERMAN + JAPANESE + CHINESE + RUSSIAN).strip().split("\n")
    short = ("TODO", "boring", "main", "search", "next", "検索", "目次", "Suche", "Поиск", "目录")
    text = "# Matrices\n\n```{event}\n:date: 2025-03-17\n:place: Oslo\n```\n\nKernels fuse.\n\n"
    text += ":::{private}\n" + "\n\n".join(notes) + "\n:::\n\n<!-- " + "\n".join(notes) + " -->\n"
    text += "".join(f"\n% {words}\n\nA.\n" for words in (*notes, *short))
    site(
        {"events/a.md": text},
        builder=builder,
        language=language,
        html_theme=theme,
        html_copy_source=True,
        version="1",
        copyright="x",
        man_pages=[("index", "a", "b", ["c"], 1)],
        warnings=True,
    )


@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme", "alabaster", "sphinx_rtd_theme"])
def test_classes_that_the_program_gives_stop_no_build(site: MakeSite, theme: str) -> None:
    page = PAGE.partition("<!--")[0]
    page += (
        "\n:::{note}\nA\n:::\n\n```python\nclass A: pass\n```\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    built = site({"events/a.md": page}, html_theme=theme)
    pages = (path.read_text() for path in built.out.rglob("*.html"))
    classes = {each for text in pages for each in re.findall(r'\sclass="([^"]*)"', text)}
    words = sorted({word for each in classes for word in re.split(r"[\W_]+", each) if word})
    comments = "".join(f"% {word}\n\nA.\n\n" for word in words)
    assert len(words) > 50
    site({"events/a.md": page, "b.md": f"# B\n\n{comments}"}, html_theme=theme, name="second")
