"""Files that end no build: pictures that are none, pipes, includes in a circle, a spoilt cache."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from building import MakeSite, free_sphinx, maker
from pictures import noisy
from PIL import Image
from sphinx.application import Sphinx


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Let a build that waits for a pipe fail instead of the whole run."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError("the build waits for something")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def png(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("png") / "a.png"
    noisy(400, 300).save(path)
    return path.read_bytes()


# -- pictures that can't be shown --------------------------------------------------------------

TARGETS = ["https://a.example/", "x.md", "other.html#part", "mailto:a@b.example"]
REST_TARGETS = ["https://a.example/", "named_", "`two words`_", "x.html"]


@pytest.mark.parametrize("builder", ["html", "latex", "text", "epub"])
def test_a_lost_picture_with_a_target_is_a_link_with_its_words(
    site: MakeSite, builder: str
) -> None:
    images = "".join(
        f"```{{{kind}}} {name}\n:target: {target}\n:alt: Words of it\n```\n\n"
        for kind in ("image", "figure")
        for name in ("gone.png", "broken.png", "folder.png")
        for target in TARGETS
    )
    rest = "".join(
        f".. {kind}:: {name}\n   :target: {target}\n   :alt: Words of it\n\n"
        for kind in ("image", "figure")
        for name in ("gone.png", "broken.png", "folder.png")
        for target in REST_TARGETS
    )
    substituted = ".. |s| image:: broken.png\n   :target: named_\n\nSee |s| there.\n\n"
    labels = ".. _named:\n.. _two words: https://b.example/\n\n"
    built = site(
        {
            "a.md": f"# A\n\n{images}After.\n",
            "b.rst": f"B\n=\n\n{rest}{substituted}{labels}After.\n",
            "x.md": "# X\n",
            "broken.png": b"\x89PNG\r\n\x1a\n",
            "folder.png/x.txt": "",
        },
        builder=builder,
        warnings=True,
        nitpicky=False,
    )
    assert "notes.internal" not in built.subtypes
    if builder == "html":
        page = built.read("a.html")
        assert page.count('href="https://a.example/"') == 6
        assert built.text("a.html").count("Words of it") == 24
        assert "After." in built.text("b.html")


GALLERIES = {
    "next-line": "![a](bad.png)\nThe caption.\n",
    "next-line-marked": "![a](bad.png)\nThe *caption*.\n",
    "two": "![a](bad.png)\n![b](good.png)\nThe caption.\n",
    "two-rows": "![b](good.png)\n\n![a](bad.png)\nThe caption.\n",
    "good": "![b](good.png)\nThe caption.\n",
    "link": "[![a](bad.png)](https://a.example)\nThe caption.\n",
    "block": "```{image} bad.png\n:target: https://a.example\n```\nThe caption.\n",
    "apart": "![a](bad.png)\n\nThe caption.\n",
}


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_a_gallery_of_a_broken_photo_keeps_its_caption(
    site: MakeSite, png: bytes, builder: str
) -> None:
    pages: dict[str, str | bytes] = {
        f"{name}.md": f"# T\n\n:::{{photos}}\n{body}:::\n\nAfter.\n"
        for name, body in GALLERIES.items()
    }
    pages["rest.rst"] = (
        "T\n=\n\n.. photos::\n\n   |p|\n   The caption.\n\n"
        ".. |p| image:: bad.png\n   :target: https://a.example\n\nAfter.\n"
    )
    built = site({**pages, "good.png": png, "bad.png": b"GIF89a"}, builder=builder, warnings=True)
    assert "notes.internal" not in built.subtypes
    if builder == "html":
        for name in [*GALLERIES, "rest"]:
            assert "The caption ." in built.text(f"{name}.html").replace("caption.", "caption .")
        assert "<picture>" in built.read("good.html")


# -- includes in a circle ----------------------------------------------------------------------

CIRCLES = {
    "itself": {"p.md": "# P\n\nwords\n\n```{include} p.md\n```\n"},
    "in a talk": {"p.md": "# P\n\nwords\n\n::::{talk} X\n```{include} p.md\n```\n::::\n"},
    "of two": {
        "p.md": "# P\n\nwords\n\n```{include} _q.txt\n```\n",
        "_q.txt": "q\n\n```{include} p.md\n```\n",
    },
    "of three": {
        "p.md": "# P\n\nwords\n\n```{include} _q.txt\n```\n",
        "_q.txt": "q\n\n```{include} _r.txt\n```\n",
        "_r.txt": "r\n\n```{include} _q.txt\n```\n",
    },
    "front matter": {"p.md": "---\na: b\n---\n# P\n\nwords\n\n```{include} p.md\n```\n"},
}


@pytest.mark.parametrize("name", CIRCLES)
def test_a_file_that_includes_itself_is_a_warning(site: MakeSite, name: str) -> None:
    built = site(CIRCLES[name], warnings=True)
    assert [kind for kind in built.subtypes if kind == "notes.include"] == ["notes.include"]
    assert "words" in built.text("p.html")


def test_a_file_may_be_included_twice(site: MakeSite) -> None:
    page = "# P\n\n```{include} _q.txt\n```\n\n```{include} _q.txt\n```\n"
    part = "# P\n\none\n\ntwo\n\n```{include} part.md\n:start-after: one\n:end-before: three\n```\n"
    built = site({"p.md": page, "_q.txt": "twice\n", "part.md": f"{part}\nthree\n"}, warnings=True)
    assert built.text("p.html").count("twice") == 2


def test_restructuredtext_in_a_circle_stays_the_warning_of_docutils(site: MakeSite) -> None:
    built = site({"p.rst": "P\n=\n\nwords\n\n.. include:: p.rst\n"}, warnings=True)
    assert any("circular inclusion" in line for line in built.warnings)


# -- files that are none -----------------------------------------------------------------------

PAGE = (
    "# T\n\n![Seen](a.png)\n\n:::{photos}\n![Seen](a.png)\n:::\n\n"
    "```{image} a.png\n:target: https://a.example\n:alt: Seen\n```\n\nAfter.\n"
)
REST = "T\n=\n\n.. image:: a.png\n   :target: https://a.example\n   :alt: Seen\n\nAfter.\n"


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(20 << 30)


NO_FILES: dict[str, Callable[[Path], Any]] = {
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "folder": Path.mkdir,
    "lost link": lambda path: path.symlink_to("nowhere"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to a pipe": lambda path: (os.mkfifo(path.with_name("q")), path.symlink_to("q")),
    "20 GB": _sparse,
}


@pytest.mark.parametrize("builder", ["html", "latex"])
@pytest.mark.parametrize("kind", NO_FILES)
def test_a_picture_that_is_no_file_is_a_warning(
    tmp_path: Path, site: MakeSite, kind: str, builder: str
) -> None:
    (tmp_path / "site").mkdir()
    NO_FILES[kind](tmp_path / "site/a.png")
    built = site({"a.md": PAGE, "b.rst": REST}, builder=builder, warnings=True)
    assert set(built.subtypes) <= {"notes.photo", "image.not_readable"}
    assert len(built.warnings) >= 2
    if builder == "html":
        for page in ("a", "b"):
            assert "Seen" in built.text(f"{page}.html")
            assert "<img" not in built.read(f"{page}.html")


@pytest.mark.parametrize("kind", ["pipe", "device", "link to a pipe", "folder", "lost link"])
@pytest.mark.parametrize("name", ["p.md", "p.rst"])
def test_a_page_that_is_no_file_is_left_out(
    tmp_path: Path, site: MakeSite, kind: str, name: str
) -> None:
    (tmp_path / "site").mkdir()
    NO_FILES[kind](tmp_path / "site" / name)
    built = site({"other.md": "# Other\n"}, warnings=True)
    assert (built.out / "other.html").exists()
    assert not (built.out / "p.html").exists()
    if kind in {"pipe", "device", "link to a pipe"}:
        assert built.subtypes == ["notes.source"]
        assert built.warnings[0].startswith(f"{name}:1: WARNING: the file can't be read: ")


# -- pictures behind links ---------------------------------------------------------------------

WRITTEN = {"tga": "TGA", "pcx": "PCX", "ppm": "PPM", "ico": "ICO", "sgi": "SGI", "dds": "DDS"}
NAMED = ["xcf", "psd", "exr", "cr3", "dcm", "jxl", "vda", "kra"]


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub"])
def test_no_linked_picture_leaves_as_it_is(tmp_path: Path, site: MakeSite, builder: str) -> None:
    files: dict[str, str | bytes] = {}
    for ending, kind in WRITTEN.items():
        path = tmp_path / f"x.{ending}"
        Image.new("RGB", (32, 32)).save(path, kind)
        files[f"a.{ending}"] = path.read_bytes() + b"zqxmaker"
    files["hidden.bin"] = files["a.pcx"]  # told by how it begins
    files |= {f"b.{ending}": b"\0\0zqxmaker" for ending in NAMED}
    names = sorted(files)
    page = "# T\n\n" + "".join(f"- [words of {name}]({name})\n" for name in names)
    built = site({"p.md": page, "data.csv": "a,b\n", **files}, builder=builder, warnings=True)
    assert [path for path in built.out.rglob("*") if path.is_file() and _holds_words(path)] == []
    if builder == "html":
        assert built.text("p.html").count("words of") == len(names)
        assert built.subtypes == ["notes.photo"] * len(names)


def _holds_words(path: Path) -> bool:
    return b"zqxmaker" in path.read_bytes()


def test_other_files_are_handed_out(site: MakeSite) -> None:
    files = {
        "a.csv": "a,b\n",
        "b.h5": b"\x89HDF\r\n\x1a\n",
        "c.eps": "%!PS-Adobe\n",
        "d.txt": "P6\n",
    }
    page = "# T\n\n" + "".join(f"- [x]({name})\n" for name in files)
    built = site({"p.md": page, **files})
    copied = {path.name for path in (built.out / "_downloads").rglob("*.*")}
    assert copied == set(files)


# -- a spoilt cache ----------------------------------------------------------------------------

SPOILT: dict[str, Any] = {
    "no key": {},
    "no size": lambda facts: facts.pop("size"),
    "no modern": lambda facts: facts.pop("modern"),
    "no small": lambda facts: facts.pop("small"),
    "size of one": lambda facts: facts.update(size=[1]),
    "size of nothing": lambda facts: facts.update(size=[0, 0]),
    "size in words": lambda facts: facts.update(size=["a", "b"]),
    "modern a word": lambda facts: facts.update(modern="xy"),
    "modern a number": lambda facts: facts.update(modern=7),
    "small a list": lambda facts: facts.update(small=[]),
    "large of another place": lambda facts: facts.update(large="../../../conf.py"),
    "trouble a number": lambda facts: facts.update(trouble=3, size=None),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_what_is_kept_of_a_photo_is_made_again_if_it_is_spoilt(
    site: MakeSite, png: bytes, kind: str
) -> None:
    built = site({"p.md": "# T\n\n![Seen](a.png)\n", "a.png": png})
    before = built.read("p.html")
    (kept,) = Path(built.app.doctreedir, "photos").glob("*.json")
    facts = json.loads(kept.read_bytes())
    if callable(SPOILT[kind]):
        SPOILT[kind](facts)
    else:
        facts = SPOILT[kind]
    kept.write_text(json.dumps(facts))
    (built.root / "p.md").touch()
    assert built.rebuild().read("p.html") == before


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", '"x"', '{"recipe": 2}', '{"recipe": 2, "files": 7}'),
        '{"recipe": 2, "files": {"a": 1}, "doctrees": 5}',
        '{"recipe": 2, "files": {"a": [1, 2, 3, null]}, "doctrees": []}',
        "\0\0\0",
    ],
)
def test_a_spoilt_list_of_files_is_written_again(site: MakeSite, png: bytes, text: str) -> None:
    built = site({"p.md": "# T\n\n![Seen](a.png)\n", "a.png": png})
    before = built.read("p.html")
    folder = Path(built.app.doctreedir, "photos", "used")
    (listed,) = folder.glob("*.json")
    listed.write_text(text)
    (folder / "other.json").write_text(text)
    (built.root / "p.md").touch()
    assert built.rebuild().read("p.html") == before


@pytest.mark.parametrize("pattern", ["*.json", "*.avif", "*.jpg", "used/*.json"])
def test_a_folder_in_the_place_of_a_kept_file_is_replaced(
    site: MakeSite, png: bytes, pattern: str
) -> None:
    built = site({"p.md": "# T\n\n![Seen](a.png)\n", "a.png": png})
    before = built.read("p.html")
    for path in list(Path(built.app.doctreedir, "photos").glob(pattern)):
        path.unlink()
        path.mkdir()
        (path / "x").write_text("x")
    (built.root / "p.md").touch()
    assert built.rebuild().read("p.html") == before


# -- other extensions --------------------------------------------------------------------------


# that of a.png may have the name of the page's own picture, which then gets another one
@pytest.mark.parametrize(
    "noted", [Path("_thumbs", "x.jpg"), "_thumbs/x.jpg", "a.png", "b/a.png", Path("Z", "a.png")]
)
@pytest.mark.parametrize("page", ["", "made-up", "/"])
def test_a_picture_that_an_extension_notes_for_no_page_is_left_alone(
    tmp_path: Path, png: bytes, monkeypatch: pytest.MonkeyPatch, noted: Any, page: str
) -> None:
    """sphinxcontrib-youtube 1.5 notes its previews for a page named "", as a path."""
    import sys
    from types import ModuleType

    def note(app: Sphinx, doctree: Any) -> None:
        app.env.images.add_file(page, noted)
        app.env.images.add_file(page, "_thumbs/a.png")

    module = ModuleType("noting")
    module.setup = lambda app: app.connect("doctree-read", note)  # type: ignore[attr-defined]  # made here
    monkeypatch.setitem(sys.modules, "noting", module)
    settings: dict[str, Any] = {"extensions": ["eventnotes.site", "noting"]}
    try:
        built = maker(tmp_path)(
            {"p.md": "# T\n\n![Seen](a.png)\n", "a.png": png}, warnings=True, **settings
        )
        assert "notes.internal" not in built.subtypes
        assert "<picture>" in built.read("p.html")
        built.rebuild(True)
        assert "notes.internal" not in built.subtypes
    finally:
        free_sphinx()


@pytest.mark.parametrize("event", ["builder-inited", "env-get-outdated", "env-before-read-docs"])
def test_an_extension_may_ask_the_domain_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    import sys
    from types import ModuleType

    from docutils import nodes
    from sphinx.util.docutils import new_document

    def ask(app: Sphinx, *args: Any) -> list[str]:
        list(app.env.get_domain("notes").get_objects())
        document = new_document("early")
        document.settings.env = app.env
        document += nodes.paragraph("", "words")
        app.env.apply_post_transforms(document, "index")
        return []

    module = ModuleType("early")
    module.setup = lambda app: app.connect(event, ask)  # type: ignore[attr-defined]  # made here
    monkeypatch.setitem(sys.modules, "early", module)
    try:
        built = maker(tmp_path)(
            {"p.md": "# T\n"}, warnings=True, extensions=["early", "eventnotes.site"]
        )
        assert "notes.internal" not in built.subtypes
    finally:
        free_sphinx()


@pytest.mark.parametrize("builder", ["qthelp", "htmlhelp", "devhelp", "json", "pickle"])
def test_builders_with_themes_of_their_own_get_along_with_furo(
    site: MakeSite, builder: str
) -> None:
    package = "serializinghtml" if builder in {"json", "pickle"} else builder
    built = site(
        {"events/a.md": "# T\n\n```{event}\n:date: 2025-01-01\n```\n\nx[^1]\n\n[^1]: n\n"},
        builder=builder,
        extensions=["eventnotes.site", f"sphinxcontrib.{package}"],
        html_theme="furo",
        warnings=True,
    )
    assert built.app.statuscode == 0
    assert "notes.internal" not in built.subtypes
