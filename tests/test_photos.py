"""Photos in a site: rows, galleries, what gets into an output, and what a build leaves alone."""

from __future__ import annotations

import base64
import html
import os
import re
import zipfile
from functools import partial
from pathlib import Path

import pictures
import pytest
from building import MakeSite, Site
from PIL import Image

from eventnotes.photos import cache
from eventnotes.photos.files import NoCacheError

JPEG = pictures.photo()
TALL = pictures.photo(480, 640)
SLIDE = pictures.screenshot()
ICON = pictures.encoded(pictures.quarters(64, 64), "PNG")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>'


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder in which pictures are kept between tests: most look at other things."""
    return str(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def site(site: MakeSite, shelf: str) -> MakeSite:
    """Build sites that share what was developed."""
    return partial(site, eventnotes_photo_cache=shelf)


def page(*blocks: str) -> str:
    return "# Page\n\n" + "\n\n".join(blocks) + "\n"


def body(site: Site, name: str = "a.html") -> str:
    """Return what stands in a page, without the addresses of the other sizes."""
    text = site.read(name).partition('<div class="body"')[2].partition('<div class="clearer"')[0]
    return re.sub(r"<source[^>]*>", "", text)


def images(site: Site, name: str = "a.html") -> list[dict[str, str]]:
    """Return the attributes of each image of a page."""
    tags = re.findall(r"<img ([^>]*?)/?>", body(site, name))
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in tags]


def published(site: Site) -> list[str]:
    """Return the names of the pictures in an output, without their keys."""
    names = (path.name for path in (site.out / "_images").glob("*"))
    return sorted(re.sub(r"-[0-9a-f]{12}-", "-", name) for name in names)


# -- nothing that a camera wrote is published ----------------------------------------------------

KINDS = pictures.every_kind()
EVERY_WAY = {
    "index.md": page("![a](camera.jpg)", "```{toctree}\nways\nways2\nkinds\n```"),
    "kinds.md": page(*(f"![{name}]({name})" for name in KINDS)),
    "ways.md": page(
        "![alone](1.jpg)",
        "Words ![in a line](2.jpg) and [a link](3.jpg), [](4.jpg) and <path:5.jpg>.",
        "```{image} 6.jpg\n:width: 50%\n:target: 7.jpg\n```",
        "```{figure} 8.jpg\n:alt: b\n:target: 9.jpg\n\nCaption\n```",
        ":::{photos}\n![c](10.jpg)\n![d](11.jpg)\n\nCaption\n:::",
        "[![e](12.jpg)](13.jpg)",
        "```{card} Card\n:img-top: 14.jpg\n:img-background: 15.jpg\nWords\n```",
        "| cell |\n| --- |\n| ![f](16.jpg) |",
        "[![g](17.jpg)](https://example.org/)",
        f"![h](data:image/jpeg;base64,{base64.b64encode(pictures.photo(90, 60)).decode()})",
        "![i](18.*)",
        "Note.[^1]\n\n[^1]: ![j](19.jpg)",
        "```{list-table}\n* - ![k](20.jpg)\n```",
        "## A heading ![l](21.jpg)",
        "![m](named.svg)",
        "[n]: 22.jpg\n\n![n]",
        '<img src="23.jpg" alt="o">',
        "[A drawing](named.svg), [a file](other1), [another](<other2>), [raw](other4.srw).",
        "[![p](18.png)](other3)",
    ),
    "ways2.rst": """\
Ways
====

.. |one| image:: 24.jpg
.. |unused| image:: 25.jpg

|one|

.. image:: 26.jpg
   :target: 27.jpg

.. figure:: 28.jpg
   :figwidth: 40%

   Caption

`words <29.jpg>`_

.. only:: html

   .. image:: 30.jpg
""",
}
FILES: dict[str, str | bytes] = {
    **EVERY_WAY,
    **KINDS,
    **{f"other{number}": JPEG for number in range(1, 4)},
    "other4.srw": pictures.encoded(pictures.quarters(64, 64), "TIFF", tiffinfo={315: "zqxraw"}),
    **{f"{number}.jpg": pictures.photo(400 + number, 300) for number in range(1, 31)},
    "18.png": pictures.screenshot(),
    "named.svg": JPEG,
}
OUTPUTS = [
    *("html", "dirhtml", "singlehtml", "epub", "latex", "texinfo"),
    *("text", "man", "xml", "pseudoxml", "gettext", "json", "pickle"),
]


@pytest.mark.parametrize("builder", OUTPUTS)
def test_no_output_of_any_builder_holds_a_word_of_a_camera(site: MakeSite, builder: str) -> None:
    built = site(
        FILES,
        builder=builder,
        extensions=["eventnotes.site", "sphinx_design"],
        myst_enable_extensions=["colon_fence", "html_image"],
        project="Notes",
        version="1",
        copyright="somebody",
    )
    found: dict[str, list[bytes]] = {}
    shown = 0
    for path in sorted(built.out.rglob("*")):
        if path.is_dir() or path.suffix in {".css", ".js", ".woff2", ".sty", ".ttf"}:
            continue
        data = path.read_bytes()
        parts = [data]
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as packed:
                parts = [packed.read(name) for name in packed.namelist()]
        for inside in re.findall(rb"data:image/jpeg;base64,([\w+/=]+)", data):
            parts.append(base64.b64decode(inside))
        shown += sum(part[:3] == b"\xff\xd8\xff" for part in parts)
        words = [word for part in parts for word in pictures.words_in(part)]
        if words:
            found[path.name] = words
    assert found == {}
    if builder in {"html", "dirhtml", "singlehtml", "epub", "latex", "texinfo"}:
        assert shown > 20


def test_a_download_is_passed_on_because_its_author_says_so(site: MakeSite) -> None:
    built = site({"a.md": page("{download}`the file <1.jpg>`"), "1.jpg": JPEG})
    (path,) = (built.out / "_downloads").rglob("1.jpg")
    assert path.read_bytes() == JPEG


def test_a_page_with_a_picture_in_its_text_gives_no_copy_of_its_source(site: MakeSite) -> None:
    inside = f"![h](data:image/jpeg;base64,{base64.b64encode(JPEG).decode()})"
    files = {"a.md": page(inside), "b.md": "# B\n"}
    built = site(files, html_copy_source=True)
    assert [path.name for path in (built.out / "_sources").glob("?.md*")] == ["b.md.txt"]


def test_a_drawing_is_published_as_it_is(site: MakeSite) -> None:
    built = site({"a.md": page("![a](a.svg)"), "a.svg": SVG})
    assert (built.out / "_images/a.svg").read_bytes() == SVG


def test_a_file_left_behind_by_an_older_version_leaves_the_output(site: MakeSite) -> None:
    built = site({"a.md": page("![a](1.jpg)"), "1.jpg": JPEG})
    left = [built.out / "_images" / name for name in ("1.jpg", "1-0123456789ab-640.avif")]
    for path in left:
        path.write_bytes(JPEG)
    other = built.out / "_images/made-by-others.png"
    other.write_bytes(ICON)
    built.rebuild()
    assert [path.exists() for path in [*left, other]] == [False, False, True]


EARLY_AND_LATE = """
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

class Early(SphinxPostTransform):
    default_priority = 100
    image = "early.jpg"

    def run(self, **kwargs):
        if self.env.docname == "a":
            self.env.images.add_file("a", self.image)
            made = nodes.image(uri=self.image, candidates={"*": self.image}, alt="made")
            self.document.append(nodes.paragraph("", "Made: ", made))

class Late(Early):
    default_priority = 300
    image = "late.jpg"

def setup(app):
    app.add_post_transform(Early)
    app.add_post_transform(Late)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def test_what_other_extensions_bring_in_is_cleaned_as_well(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "zqx_images.py").write_text(EARLY_AND_LATE)
    monkeypatch.syspath_prepend(tmp_path)
    files = {"a.md": page("Words."), "b.md": "# B\n", "early.jpg": JPEG, "late.jpg": TALL}
    built = site(files, extensions=["eventnotes.site", "zqx_images"])
    for number in range(2):
        names = {Path(image["src"]).name for image in images(built)}
        assert len(names) == 2
        assert {path.name for path in (built.out / "_images").iterdir()} == names
        for name in names:
            assert pictures.words_in((built.out / "_images" / name).read_bytes()) == []
        built.write({"b.md": f"# B {number}\n"})
        built.rebuild()


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "texinfo"])
def test_what_comes_late_is_cleaned_for_every_builder(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, builder: str
) -> None:
    (tmp_path / "zqx_late.py").write_text(EARLY_AND_LATE.replace('"a"', "self.env.docname"))
    monkeypatch.syspath_prepend(tmp_path)
    files = {"index.md": "# Notes\n", "early.jpg": JPEG, "late.jpg": TALL}
    settings = {"version": "1", "copyright": "somebody", "project": "Notes"}
    built = site(files, builder=builder, extensions=["eventnotes.site", "zqx_late"], **settings)
    found = list(built.out.rglob("*.jpg"))
    assert sorted(path.name.rpartition("-")[2] for path in found) == ["480.jpg", "640.jpg"]
    assert [pictures.words_in(path.read_bytes()) for path in found] == [[], []]


INSIDE = """
from docutils import nodes

def add(app, doctree, docname):
    if docname == "a":
        uri = {}
        doctree.append(nodes.image(uri=uri, candidates=dict([("?", uri)])))

def setup(app):
    app.connect("doctree-resolved", add)
    return dict(parallel_read_safe=True)
"""


def test_a_picture_in_the_text_that_comes_late_is_cleaned(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    inside = f"data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}"
    (tmp_path / "zqx_inside.py").write_text(INSIDE.format(repr(inside)))
    monkeypatch.syspath_prepend(tmp_path)
    built = site({"a.md": page("Words.")}, extensions=["eventnotes.site", "zqx_inside"])
    found = re.findall(r'src="data:image/jpeg;base64,([^"]*)"', built.read("a.html"))
    assert [pictures.words_in(base64.b64decode(data)) for data in found] == [[]]


@pytest.mark.parametrize("builder", ["epub", "latex", "texinfo"])
def test_a_photo_that_becomes_private_leaves_every_output(site: MakeSite, builder: str) -> None:
    settings = {"version": "1", "copyright": "somebody", "project": "Notes"}
    files = {"a.md": page(ROW), "b.md": page("![zqxb](zqxb.svg)"), "zqxb.svg": SVG, **FEW}
    built = site(files, builder=builder, **settings)
    private = page("![One](1.jpg)", "<!-- ![Two](2.jpg) -->")
    built.write({"a.md": private, "index.md": "# Notes\n\n```{toctree}\na\n```\n"})
    (built.root / "b.md").unlink()
    built.rebuild()
    names = [path.name for path in built.out.rglob("*")]
    for path in built.out.glob("*.epub"):
        with zipfile.ZipFile(path) as packed:
            names += packed.namelist()
    assert any(name.endswith("-640.jpg") for name in names)
    gone = ("-480.jpg", "zqxb.svg", "b.xhtml") if builder == "epub" else ("-480.jpg",)
    assert [name for name in names if name.endswith(gone)] == []


def test_an_author_s_copy_keeps_its_photos_out_of_what_builds_share(
    site: MakeSite, tmp_path: Path
) -> None:
    files = {"a.md": page(f":::{{private}}\n{ROW}\n:::"), **FEW}
    copy = site(files, eventnotes_photo_cache="../cache", eventnotes_private=True)
    assert len(images(copy)) == 2
    assert not (tmp_path / "cache").exists()


# -- rows ----------------------------------------------------------------------------------------

ROW = "![One](1.jpg)\n![Two](2.jpg)"
FEW: dict[str, bytes] = {"1.jpg": JPEG, "2.jpg": TALL, "s.png": SLIDE, "i.png": ICON, "d.svg": SVG}


def classes(site: Site) -> list[str]:
    """Return the classes of what rows are made of, in order."""
    found = re.findall(r'class="(en-(?:row|photo)(?!s)[^"]*)"', body(site))
    return [css.replace(" en-opens", "") for css in found]


@pytest.mark.parametrize(
    "text",
    [
        ROW,
        ROW.replace("\n", " "),
        f"- {ROW}".replace("\n", "\n  "),
        f"> {ROW}".replace("\n", "\n> "),
    ],
    ids=["lines", "one line", "in a list", "in a quote"],
)
def test_a_paragraph_of_nothing_but_images_is_a_row(site: MakeSite, text: str) -> None:
    built = site({"a.md": page(text), **FEW})
    assert classes(built) == ["en-row", "en-photo en-r1 en-h33", "en-photo en-r0 en-h75"]


def test_a_line_break_begins_another_row(site: MakeSite) -> None:
    built = site({"a.md": page(ROW.replace("\n", "\\\n")), **FEW})
    assert [css for css in classes(built) if "row" in css] == ["en-row en-alone"] * 2


def test_a_long_row_is_broken(site: MakeSite) -> None:
    built = site({"a.md": page("\n".join(["![One](1.jpg)"] * 6)), **FEW})
    assert [css for css in classes(built) if "row" in css] == ["en-row"] * 2


def test_substitutions_are_images_too(site: MakeSite) -> None:
    text = "A\n=\n\n.. |a| image:: 1.jpg\n.. |b| image:: 2.jpg\n\n|a| |b|\n"
    built = site({"a.rst": text, **FEW})
    assert classes(built) == ["en-row", "en-photo en-r1 en-h33", "en-photo en-r0 en-h75"]


@pytest.mark.parametrize(
    "text",
    [
        "Words ![One](1.jpg)",
        "![One](1.jpg) *words*",
        "![One](1.jpg){width=200px}",
        "![One](1.jpg){align=left}",
        "![icon](i.png) ![icon](i.png)",
        "![a](d.svg)",
        "![One](1.jpg) ![a](d.svg)",
        "![far](https://example.org/a.jpg)",
        "| a |\n| - |\n| ![One](1.jpg) |",
        "`code`",
    ],
)
def test_other_paragraphs_are_none(site: MakeSite, text: str) -> None:
    warned = ["notes.image"] if "far" in text else []
    files = {"a.md": page(text), **FEW}
    built = site(files, warnings=warned, myst_enable_extensions=["attrs_inline"])
    assert "en-photos" not in body(built)


@pytest.mark.parametrize("around", ["{}", ":::{{photos}}\n{}\n\nCaption\n:::"])
def test_a_picture_on_another_site_keeps_its_place_in_a_row(site: MakeSite, around: str) -> None:
    row = "![One](1.jpg)\n![Far](https://example.org/a.jpg)\n![](https://example.org/b.jpg)"
    built = site({"a.md": page(around.format(row)), **FEW}, warnings=["notes.image"] * 2)
    assert [line.partition(" WARNING")[0] for line in built.warnings] == [
        f"a.md:{number}:" for number in ((4, 5) if around == "{}" else (5, 6))
    ]
    assert classes(built).count("en-photo en-r1 en-h33") == 3
    assert body(built).count("en-opens") == 1
    far = '<a class="en-photo en-r1 en-h33" href="https://example.org/a.jpg" rel="external">'
    assert f'{far}<span class="en-lost">Far</span></a>' in "".join(body(built).split("\n"))


def test_an_address_with_a_space_is_no_image_and_says_so(site: MakeSite) -> None:
    text = "Words.\n\n![One](my photos/a b.jpg)\nand `![x](c d.jpg)` ![Two](<e f.jpg>)"
    built = site({"a.md": page(text), "e f.jpg": JPEG, **FEW}, warnings=["notes.image"])
    assert built.warnings == [
        "a.md:5: WARNING: ![One](my photos/a b.jpg) is no image, for its address has a space in it;"
        " write ![One](<my photos/a b.jpg>) [notes.image]"
    ]
    assert len(images(built)) == 1


def test_each_missing_photo_of_a_row_is_named_with_its_own_line(site: MakeSite) -> None:
    text = "![One](1.jpg)\n![Gone](gone.jpg)\n![](lost.jpg)"
    built = site({"a.md": page(text), **FEW}, warnings=["image.not_readable"] * 2)
    places = [line.partition(": WARNING")[0] for line in built.warnings]
    assert places == ["a.md:4", "a.md:5"]


def test_a_photo_is_a_link_to_its_largest_picture(site: MakeSite) -> None:
    built = site({"events/a.md": page("![One](../1.jpg)"), **FEW})
    address = r'<a class="[^"]*en-opens" href="\.\./_images/1-[0-9a-f]{12}-640\.jpg">'
    assert re.search(address, built.read("events/a.html"))


def test_an_image_in_a_link_keeps_its_link(site: MakeSite) -> None:
    built = site({"a.md": page("[![One](1.jpg)](https://example.org/video)"), **FEW})
    link = '<a class="en-photo en-r1 en-h33" href="https://example.org/video" rel="external">'
    assert link in body(built)
    assert "eventnotes-photos.js" not in built.read("a.html")


def test_a_link_to_a_picture_leads_to_the_clean_one(site: MakeSite) -> None:
    built = site({"a.md": page("See [the stage](1.jpg).", "[![Two](2.jpg)](2.jpg)"), **FEW})
    assert re.search(r'href="_images/1-[0-9a-f]{12}-640\.jpg"><span[^>]*>the stage<', body(built))
    assert len(re.findall(r'href="_images/2-', body(built))) == 1
    assert not (built.out / "_downloads").exists()


def test_a_button_that_leads_to_a_picture_stays_a_button(site: MakeSite) -> None:
    button = "```{button-link} 1.jpg\n:color: primary\nThe stage\n```"
    built = site({"a.md": page(button), **FEW}, extensions=["eventnotes.site", "sphinx_design"])
    (css,) = re.findall(r'<a class="([^"]*)" href="_images/1-', body(built))
    assert {"sd-btn", "sd-btn-primary"} <= set(css.split())


def test_a_picture_says_its_size_and_all_but_the_first_wait(site: MakeSite) -> None:
    built = site({"a.md": page("![One](1.jpg)", "![Two](2.jpg)"), **FEW})
    first, second = images(built)
    assert (first["width"], first["height"]) == ("640", "480")
    assert (second["width"], second["height"]) == ("480", "640")
    assert ("loading" in first, second["loading"]) == (False, "lazy")
    assert first["fetchpriority"] == "high"
    assert first["decoding"] == second["decoding"] == "async"


def test_a_browser_is_told_all_sizes(site: MakeSite) -> None:
    large = pictures.photo(1200, 900)
    built = site({"a.md": page("![One](1.jpg)"), "1.jpg": large})
    (source,) = re.findall(r"<source ([^>]*?)/?>", built.read("a.html"))
    said = re.sub(r"-[0-9a-f]{12}-", "-", source)
    assert said.split(' sizes="')[0] == (
        'type="image/avif" srcset="_images/1-480.avif 480w, _images/1-960.avif 960w, '
        '_images/1-1200.avif 1200w"'
    )
    assert published(built) == [
        *("1-1200.avif", "1-1200.jpg", "1-480.avif", "1-960.avif", "1-960.jpg")
    ]


@pytest.mark.parametrize(
    ("options", "width", "height"),
    [
        (":width: 320px", "320", "240"),
        (":height: 120px", "160", "120"),
        (":scale: 50", "320", "240"),
        (":width: 10em", "160", "120"),
        (":width: 50%", "640", "480"),
        ("", "640", "480"),
    ],
)
def test_a_size_that_is_asked_for_needs_no_style(
    site: MakeSite, options: str, width: str, height: str
) -> None:
    built = site({"a.md": page(f"```{{image}} 1.jpg\n:alt: One\n{options}\n```"), **FEW})
    (image,) = images(built)
    assert (image["width"], image["height"]) == (width, height)
    share = "en-sized en-r0 en-h50" if "%" in options else ""
    assert image.get("class", "") == share
    assert "style=" not in body(built)


def test_a_name_of_a_file_makes_a_name_that_every_server_can_serve(site: MakeSite) -> None:
    name = "Bühne, vier Stühle (1).JPG"
    built = site({"a.md": page(f"![One](<{name}>)"), name: JPEG})
    names = ("480.avif", "640.avif", "640.jpg")
    assert published(built) == [f"buhne-vier-stuhle-1-{name}" for name in names]


def test_who_wants_less_motion_sees_a_still_picture(site: MakeSite) -> None:
    built = site({"a.md": page("![One](m.gif)"), "m.gif": KINDS["moving.gif"]})
    text = re.sub(r"-[0-9a-f]{12}-", "-", built.read("a.html"))
    still = '<source media="(prefers-reduced-motion: reduce)" srcset="_images/m-320.png" />'
    assert f'{still}<img src="_images/m-moving.gif"' in text


def test_pages_without_photos_load_nothing_for_them(site: MakeSite) -> None:
    built = site({"a.md": page(ROW), "b.md": page("![i](i.png)"), "c.md": "# C\n", **FEW})
    loaded = {
        name: re.findall(r"eventnotes-photos\.\w+", built.read(f"{name}.html")) for name in "abc"
    }
    css, script = "eventnotes-photos.css", "eventnotes-photos.js"
    assert loaded == {"a": [css, script], "b": [css], "c": []}


# -- galleries -----------------------------------------------------------------------------------

GALLERY = ":::{photos}\n![One](1.jpg)\n![Two](2.jpg)\n\n![Slide](s.png)\n\nThe *hall*, twice.\n:::"
IN_RST = """\
A
=

.. photos::

   .. image:: 1.jpg
      :alt: One
   .. image:: 2.jpg
      :alt: Two

   .. image:: s.png
      :alt: Slide

   The *hall*, twice.
"""


@pytest.mark.parametrize("name", ["a.md", "a.rst"])
def test_a_gallery_has_rows_and_a_caption(site: MakeSite, name: str) -> None:
    built = site({name: page(GALLERY) if name == "a.md" else IN_RST, **FEW})
    assert classes(built) == [
        *("en-row", "en-photo en-r1 en-h33", "en-photo en-r0 en-h75"),
        *("en-row en-alone", "en-photo en-r1 en-h33"),
        "en-photo-caption",
    ]
    (figure,) = re.findall(r"<figure.*?</figure>", body(built), re.DOTALL)
    assert figure.endswith('caption">The <em>hall</em>, twice.</figcaption>\n</figure>')


def test_both_languages_make_the_same_gallery(site: MakeSite) -> None:
    both = []
    for name, text in (("a.md", page(GALLERY)), ("a.rst", IN_RST)):
        built = site({name: text, **FEW}, name=name)
        both.append(re.findall(r"<figure.*</figure>", body(built), re.DOTALL))
    assert both[0] == both[1]


def test_a_gallery_without_words_has_no_caption(site: MakeSite) -> None:
    built = site({"a.md": page(f":::{{photos}}\n{ROW}\n:::"), **FEW})
    assert "<figure" in body(built)
    assert "<figcaption" not in body(built)


def test_a_drawing_has_its_place_in_a_gallery(site: MakeSite) -> None:
    built = site({"a.md": page(":::{photos}\n![One](1.jpg) ![d](d.svg)\n:::"), **FEW})
    assert classes(built) == ["en-row", "en-photo en-r1 en-h33", "en-photo en-r1 en-h50"]
    assert 'src="_images/d.svg"' in body(built)


@pytest.mark.parametrize(
    ("inside", "line", "what"),
    [
        (f"{ROW}\n\nWords.\n\n![One](1.jpg)", 8, "'Words.'"),
        (f"{ROW}\n\n- a list", 8, "'a list'"),
        (f"{ROW}\n\n```{{figure}} s.png\n:alt:\n\nWords.\n```", 8, "'Words.'"),
        (f"Words.\n\n{ROW}", 5, "'Words.'"),
    ],
)
def test_what_is_no_photo_is_put_after_the_gallery(
    site: MakeSite, inside: str, line: int, what: str
) -> None:
    text = page("Before.", f"::::{{photos}}\n{inside}\n::::", "After.")
    built = site({"a.md": text, **FEW}, warnings=["notes.photos"])
    (warning,) = built.warnings
    place = f"a.md:{line + 1}: WARNING: photos: {what} is put after the photos; allowed: "
    assert warning.startswith(place)
    gallery, _, after = body(built).partition("</figure>\n")
    assert "en-row" in gallery
    assert what.strip("'") in html.unescape(re.sub("<[^>]*>", "", after))


@pytest.mark.parametrize("inside", ["", "Words."])
def test_a_gallery_without_photos_is_a_warning_and_keeps_its_words(
    site: MakeSite, inside: str
) -> None:
    built = site({"a.md": page(f":::{{photos}}\n{inside}\n:::")}, warnings=["notes.photos"])
    assert built.warnings[0].startswith("a.md:3: WARNING: photos: ")
    assert inside in body(built)
    assert "en-photos" not in body(built)


def test_private_words_in_a_gallery_stay_private(site: MakeSite) -> None:
    text = f"::::{{photos}}\n{ROW}\n\n:::{{private}}\n![zqxa](zqxb.jpg)\n:::\n\nCaption.\n::::"
    built = site({"a.md": page(text), "zqxb.jpg": JPEG, **FEW})
    assert len(images(built)) == 2
    assert not [path for path in built.out.rglob("*") if "zqxb" in path.name]
    copy = site({"a.md": page(text), "zqxb.jpg": JPEG, **FEW}, name="own", eventnotes_private=True)
    assert len(images(copy)) == 3


# -- words for those who don't see ---------------------------------------------------------------


def hints(site: Site) -> list[str]:
    return [line for line in site.said if "no alt text" in line]


def test_a_photo_without_alt_text_gets_a_hint_with_its_place_and_no_warning(
    site: MakeSite,
) -> None:
    built = site({"a.md": page("![One](1.jpg)\n![](2.jpg)"), **FEW})
    assert built.warnings == []
    (hint,) = hints(built)
    assert hint.startswith("a.md:4: hint: 2.jpg has no alt text; say what it shows")


def test_photos_of_a_page_without_alt_text_share_a_hint(site: MakeSite) -> None:
    many = "\n\n".join(f"![]({number % 2 + 1}.jpg)" for number in range(8))
    rst = "P\n=\n\n.. image:: 1.jpg\n\n.. figure:: 2.jpg\n\n   Caption.\n"
    two = page("![](2.jpg)", "::::{photos}\n![](1.jpg)\n\nCaption.\n::::")
    built = site({"a.md": page(many), "b.md": two, "c.rst": rst, **FEW})
    every = {line.partition(":")[0]: line for line in hints(built)}
    assert sorted(every) == ["a.md", "b.md", "c.rst"]
    assert len(hints(built)) == 3
    named = "2.jpg (line 5), 1.jpg (line 7), 2.jpg (line 9), 1.jpg (line 11) and 3 more have no alt"
    assert f"hint: 1.jpg (line 3), {named}" in every["a.md"]
    assert "(line 3) and 1.jpg (line 6) have no alt text; say what each shows" in every["b.md"]
    assert "1.jpg (line 4) and 2.jpg (line 6) have no alt text" in every["c.rst"]
    assert hints(built.rebuild()) == []
    silent = {"name": "silent", "suppress_warnings": ["notes.alt"]}
    assert hints(site({"a.md": page(many), **FEW}, **silent)) == []


def test_the_picture_of_a_video_gets_no_hint_but_words(site: MakeSite) -> None:
    card = "```{link} https://youtu.be/AbCdEf12345\n:title: Film\n\n![](1.jpg)\n```"
    built = site({"a.md": page(card), **FEW})
    assert hints(built) == []
    assert [image["alt"] for image in images(built)] == ["Watch the video"]


def test_an_ornament_gets_no_hint(site: MakeSite) -> None:
    card = "```{card} Card\n:img-top: 1.jpg\nWords\n```"
    built = site({"a.md": page(card), **FEW}, extensions=["eventnotes.site", "sphinx_design"])
    assert hints(built) == []


def test_a_link_around_a_photo_without_alt_text_has_a_name(site: MakeSite) -> None:
    built = site({"a.md": page("![](1.jpg)\n![Two](2.jpg)"), **FEW})
    names = re.findall(r'aria-label="([^"]*)"', body(built))
    assert names == ["Link to “Page”", "Photo 1 of 2"]
    assert [image["alt"] for image in images(built)] == ["", "Two"]


@pytest.mark.parametrize(
    "text",
    [
        ":::{photos}\n![The  hall](1.jpg)\n\nThe *hall*\n:::",
        "```{figure} 1.jpg\n:alt: The hall\n\nThe *hall*\n```",
    ],
)
def test_a_caption_is_not_repeated_as_alt_text(site: MakeSite, text: str) -> None:
    built = site({"a.md": page(text), **FEW})
    assert [image["alt"] for image in images(built)] == [""]


def test_a_caption_does_not_stand_in_for_alt_text(site: MakeSite) -> None:
    built = site({"a.md": page(":::{photos}\n![](1.jpg)\n\nThe hall\n:::"), **FEW})
    assert [image["alt"] for image in images(built)] == [""]
    assert len(hints(built)) == 1


def test_words_of_an_author_are_never_markup(site: MakeSite) -> None:
    evil = '![One](1.jpg "c \\"d\\" <u>")', '```{image} 1.jpg\n:alt: a "b" <i>\n```'
    built = site({"a.md": page(*evil), **FEW})
    assert 'alt="a &quot;b&quot; &lt;i&gt;"' in body(built)
    assert 'data-title="c &quot;d&quot; &lt;u&gt;"' in body(built)


# -- files that can't be shown -------------------------------------------------------------------

BAD = {
    "empty.jpg": (b"", "the file is empty; allowed: "),
    "text.jpg": (b"words", "it is no picture; allowed: "),
    "cut.jpg": (JPEG[:9000], "it is damaged ("),
    "drawn.jpg": (SVG, "it is no picture; allowed: "),
    "phone.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "it is no picture; allowed: "),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("builder", ["html", "latex", "epub"])
def test_a_bad_file_is_a_warning_with_its_place_and_the_page_renders(
    site: MakeSite, name: str, builder: str
) -> None:
    data, reason = BAD[name]
    text = page("Before.", f"![One](1.jpg)\n![The bad one]({name})\n![Two](2.jpg)", "After.")
    settings = {"version": "1", "copyright": "somebody", "project": "Notes"}
    files = {"a.md": text, name: data, **FEW}
    built = site(files, builder=builder, warnings=["notes.photo"], **settings)
    assert built.warnings[0].startswith(f"a.md:6: WARNING: {name} can't be shown: {reason}")
    written = built.out / {"html": "a.html", "epub": "a.xhtml"}.get(builder, "notes.tex")
    shown = written.read_text(encoding="utf-8")
    assert all(words in shown for words in ("Before.", "The bad one", "After."))
    if builder == "html":
        assert len(images(built)) == 2
    assert not [path for path in built.out.rglob("*") if path.name == name]


def test_a_folder_is_no_photo(site: MakeSite) -> None:
    files = {"a.md": page("![The folder](folder.jpg)"), "folder.jpg/a.txt": "words"}
    built = site(files, warnings=["notes.photo"])
    assert built.warnings[0].startswith("a.md:3: WARNING: folder.jpg can't be shown: ")
    assert '<span class="en-lost">The folder</span>' in body(built)


def test_a_folder_that_can_t_be_written_to_is_named(site: MakeSite) -> None:
    files = {"a.md": page(ROW), "cache": "a file", **FEW}
    with pytest.raises(NoCacheError, match=r"photos can't be kept in .*/cache: .*Not a directory"):
        site(files, eventnotes_photo_cache="cache")


def test_a_long_address_is_no_file(site: MakeSite) -> None:
    address = f"{'x' * 300}.jpg"
    built = site({"a.rst": f"A\n=\n\n`Words <{address}>`_\n"})
    assert f'href="{address}"' in built.read("a.html")


def test_a_missing_file_is_one_warning_and_its_words_are_shown(site: MakeSite) -> None:
    text = page("![One](1.jpg)\n![The lost one](no.jpg)")
    built = site({"a.md": text, **FEW}, warnings=["image.not_readable"])
    assert '<span class="en-lost">The lost one</span>' in body(built)
    assert len(images(built)) == 1


def test_a_bad_picture_in_the_text_is_a_warning(site: MakeSite) -> None:
    text = page("Before ![The bad one](data:image/png;base64,AAAA) and after.")
    built = site({"a.md": text}, warnings=["notes.photo"])
    assert built.warnings[0].startswith(
        "a.md:3: WARNING: data:image/png;base64,AAAA can't be shown"
    )
    assert built.text("a.html").endswith("Before The bad one and after.")


def test_a_figure_with_a_bad_file_keeps_its_caption(site: MakeSite) -> None:
    text = page("```{figure} bad.jpg\n:alt: The bad one\n\nThe caption.\n```")
    for builder in ("html", "latex", "text"):
        expected = [] if builder == "text" else ["notes.photo"]
        built = site({"a.md": text, "bad.jpg": b"x"}, builder=builder, warnings=expected)
        name = {"html": "a.html", "text": "a.txt"}.get(builder, "projectnamenotset.tex")
        assert "The caption." in built.read(name)


def test_a_link_to_a_bad_picture_keeps_its_words(site: MakeSite) -> None:
    text = page("See [the photo](phone.heic).")
    files = {"a.md": text, "phone.heic": BAD["phone.heic"][0]}
    built = site(files, warnings=["notes.photo"])
    assert built.text("a.html").endswith("See the photo .")
    assert not (built.out / "_downloads").exists()


# -- builds that follow --------------------------------------------------------------------------

EDITS: dict[str, dict[str, str | bytes | None]] = {
    "a photo more": {"a.md": page(ROW, "![Slide](s.png)")},
    "another file of that name": {"1.jpg": pictures.photo(700, 500)},
    "a photo less": {"a.md": page("![Two](2.jpg)")},
    "a file renamed": {"a.md": page("![Two](3.jpg)"), "2.jpg": None, "3.jpg": TALL},
    "a file that breaks": {"3.jpg": b"broken"},
    "and is mended": {"3.jpg": TALL},
    "a file gone": {"3.jpg": None},
    "and back": {"3.jpg": pictures.photo(500, 700)},
    "a page gone": {"b.md": None},
}


def files_of(site: Site) -> dict[str, bytes]:
    return {
        str(path.relative_to(site.out)): path.read_bytes()
        for path in sorted(site.out.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_every_edit_leaves_what_a_clean_build_makes(site: MakeSite, builder: str) -> None:
    sources: dict[str, str | bytes] = {"a.md": page(ROW), "b.md": page(GALLERY), **FEW}
    edited = site(sources, name="edited", builder=builder)
    for number, (what, edit) in enumerate(EDITS.items()):
        for name, data in edit.items():
            if data is None:
                sources.pop(name, None)
                (edited.root / name).unlink()
            else:
                sources[name] = data
                edited.write({name: data})
        edited.rebuild(True)
        clean = site(sources, name=f"clean{number}", builder=builder, warnings=True)
        ours, theirs = files_of(edited), files_of(clean)
        assert ours.keys() == theirs.keys(), what
        assert [name for name in ours if ours[name] != theirs[name]] == [], what


def shown_and_there(site: Site, name: str = "a.html") -> tuple[set[str], set[str]]:
    """Return the pictures that a page asks for, and those in the output."""
    asked = set(re.findall(r'_images/([^"\s]+)', site.read(name)))
    return asked, {path.name for path in (site.out / "_images").iterdir()}


def test_a_page_follows_a_file_that_an_older_one_has_replaced(site: MakeSite) -> None:
    built = site({"a.md": page("![One](1.jpg)"), "1.jpg": JPEG})
    built.write({"1.jpg": pictures.photo(700, 500)})
    os.utime(built.root / "1.jpg", (0, 0))
    asked, there = shown_and_there(built.rebuild())
    assert asked == there
    assert any(name.endswith("-700.jpg") for name in there)


def test_a_page_follows_a_file_that_another_builder_has_seen_first(site: MakeSite) -> None:
    built = site({"a.md": page("![One](1.jpg)"), "1.jpg": JPEG})
    other = site({}, name="site", builder="dirhtml")
    other.write({"1.jpg": pictures.photo(700, 500)})
    for one in (built, other):
        asked, there = shown_and_there(one.rebuild(), "a.html" if one is built else "a/index.html")
        assert asked == there
        assert any(name.endswith("-700.jpg") for name in there)


def test_pages_follow_another_recipe(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    built = site({"a.md": page("![One](1.jpg)"), "1.jpg": JPEG})
    before = shown_and_there(built)[0]
    monkeypatch.setattr(cache, "RECIPE", 99)
    asked, there = shown_and_there(built.rebuild())
    assert asked == there
    assert asked.isdisjoint(before)


def test_a_second_build_touches_no_photo(site: MakeSite) -> None:
    sources = {"a.md": page(ROW), "b.md": page(GALLERY), **FEW}
    built = site(sources, eventnotes_photo_cache="")
    folders = [built.out / "_images", built.root / "_build/doctrees/photos"]

    def times() -> dict[Path, int]:
        paths = (path for folder in folders for path in folder.rglob("*"))
        return {path: path.stat().st_mtime_ns for path in paths if path.is_file()}

    before = times()
    assert len(before) > 10
    built.rebuild()
    assert times() == before
    built.write({"a.md": page(ROW, "One more word.")})  # the page is written, its photos are not
    built.rebuild()
    assert times() == before


def test_two_processes_write_what_one_does(site: MakeSite) -> None:
    sources = {f"{name}.md": page(ROW, GALLERY, f"Page {name}.") for name in "abcdef"}
    one = site({**sources, **FEW}, name="one", parallel=0)
    two = site({**sources, **FEW}, name="two", parallel=2)
    assert files_of(one) == files_of(two)


def test_builds_may_share_what_was_developed(site: MakeSite, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = site({"a.md": page(ROW), **FEW}, name="one", eventnotes_photo_cache="../cache")
    before = {path: path.stat().st_mtime_ns for path in cache.glob("*.*")}
    second = site({"a.md": page(ROW), **FEW}, name="two", eventnotes_photo_cache="../cache")
    assert before
    assert {path: path.stat().st_mtime_ns for path in cache.glob("*.*")} == before
    assert files_of(first)["_images/" + next((first.out / "_images").iterdir()).name]
    assert published(first) == published(second)
    assert not (first.root / "_build/doctrees/photos").exists()


def test_an_author_who_opens_another_builder_gets_one_plain_picture(site: MakeSite) -> None:
    large = pictures.photo(3200, 2400, image=pictures.quarters(3200, 2400))
    built = site({"a.md": page("![One](1.jpg)"), "1.jpg": large}, builder="latex")
    (path,) = built.out.glob("*.jpg")
    with Image.open(path) as image:
        assert image.size == (2400, 1800)


def test_in_print_the_photos_of_a_row_share_the_line(site: MakeSite) -> None:
    tall = pictures.photo(900, 1200, image=pictures.quarters(900, 1200))
    text = page(ROW, "![Tall](t.jpg)", "![One](1.jpg)")
    built = site({"a.md": text, "t.jpg": tall, **FEW}, builder="latex")
    source = next(built.out.glob("*.tex")).read_text(encoding="utf-8")
    found = re.findall(r"\\sphinxincludegraphics(\[.*?\])?\{", source)
    lines = [r"[width=0.620\linewidth]", r"[width=0.350\linewidth]", r"[width=0.520\linewidth]", ""]
    assert found == lines


def developed(site: Site) -> list[str]:
    return [line for line in site.said if line.startswith("developing photos... ")]


def test_many_photos_are_developed_once_each(site: MakeSite) -> None:
    number = 8
    files = {f"{n}.jpg": pictures.photo(400 + n, 300) for n in range(number)}
    row = "\n".join(f"![{n}]({name})" for n, name in enumerate(files))
    built = site({"a.md": page(row), "b.md": page(row), **files})
    assert len(developed(built)) == number
    assert not developed(built.rebuild())


def test_a_broken_photo_is_told_of_where_it_stands_alone(site: MakeSite) -> None:
    event = "# A\n\n```{event}\n:date: 2026-01-02\n```\n\nWords.\n\n![Seen](b.png)\n"
    files = {"events/a.md": event, "events/b.png": b"\x89PNG broken"}
    lists = "# H\n\n```{events}\n```\n\n```{year} 2026\n```\n"
    built = site({**files, "home.md": lists}, warnings=["notes.photo"])
    assert built.warnings[0].startswith("events/a.md:9: WARNING: events/b.png can't be shown")
    assert "Words." in built.text("home.html")
