"""A body whose words were all private leaves what an empty one leaves, and never a traceback."""

from __future__ import annotations

import re

import pytest
from building import MakeSite, Site
from pictures import noisy

PNG = "a.png"
BODIES = {
    "comment": "<!-- zqx one -->",
    "lines": "% zqx two\n% zqx three",
    "block": ":::{private}\nzqx four\n\n- zqx five\n:::",
    "several": "<!-- zqx six -->\n\n:::{private}\nzqx seven\n:::\n\n% zqx eight",
}
DIRECTIVES = [
    *("figure a.png", "epigraph", "pull-quote", "highlights", "note", "admonition Title"),
    *("table", "table Title", "list-table", "container", "topic Title", "sidebar Title"),
    *("compound", "hlist", "seealso", "versionadded 1.0", "only html", "centered x"),
    *("takeaway", "commentary", "photos", "update 2025-01-01", "about people/x", "talk Title"),
]
NESTED = {
    "in-list": "- ::::{epigraph}\n  % zqx\n  ::::\n",
    "in-quote": "> ```{figure} a.png\n> <!-- zqx -->\n> ```\n",
    "in-takeaway": ":::::{takeaway}\n::::{highlights}\n<!-- zqx -->\n::::\n:::::\n",
    "quote-in-quote": "> > <!-- zqx -->\n",
    "quote-in-epigraph": "::::{epigraph}\n> % zqx\n::::\n",
    "named": "(place)=\n\n::::{epigraph}\n<!-- zqx -->\n::::\n\n[there](#place)\n",
    "named-quote": "{#spot}\n> <!-- zqx -->\n\n[there](#spot)\n",
    "footnote": "[^1] text.\n\n[^1]: <!-- zqx -->\n",
    "definition": "Term\n: <!-- zqx -->\n",
    "cell": "| a | b |\n| - | - |\n| <!-- zqx --> | c |\n",
}


def _name(directive: str) -> str:
    return re.sub(r"\W+", "-", directive)


def _restructured(directive: str) -> dict[str, str]:
    name, _, argument = directive.partition(" ")
    bodies = {
        "comment": ".. zqx one",
        "lines": "..\n   zqx two",
        "block": ".. private::\n\n   zqx four",
        "several": ".. private::\n\n   zqx six\n\n.. private:: zqx seven",
    }
    found = {}
    for kind, body in bodies.items():
        indented = body.replace("\n", "\n   ")
        block = f".. {name}:: {argument}\n\n   {indented}"
        found[f"rst-{_name(directive)}-{kind}.rst"] = f"T\n=\n\nBefore.\n\n{block}\n\nAfter.\n"
    return found


def _files() -> dict[str, str | bytes]:
    from io import BytesIO

    data = BytesIO()
    noisy(400, 300).save(data, "PNG")
    files: dict[str, str | bytes] = {PNG: data.getvalue()}
    for directive in DIRECTIVES:
        name, _, argument = directive.partition(" ")
        for kind, body in BODIES.items():
            block = f"::::{{{name}}} {argument}\n{body}\n::::"
            page = f"# T\n\nBefore.\n\n{block}\n\nAfter.\n"
            files[f"md-{_name(directive)}-{kind}.md"] = page
        files |= _restructured(directive)
    for name, body in NESTED.items():
        files[f"md-{name}.md"] = f"# T\n\nBefore.\n\n{body}\n\nAfter.\n"
    return files


FILES = _files()
PAGES = sorted(name.partition(".")[0] for name in FILES if name != PNG)
BUILDERS = ["html", "text", "latex", "man", "texinfo", "xml", "gettext", "singlehtml"]


@pytest.fixture(scope="module", params=BUILDERS)
def emptied(request: pytest.FixtureRequest, shared_site: MakeSite) -> Site:
    return shared_site(
        FILES,
        builder=request.param,
        name=request.param,
        warnings=True,
        keep_warnings=True,  # what docutils says of a body may repeat it
        html_copy_source=True,
        nitpicky=False,
        myst_enable_extensions=["colon_fence", "attrs_block", "deflist"],
        latex_documents=[("index", "notes.tex", "Notes", "", "manual")],
    )


def test_no_builder_says_anything_private(emptied: Site) -> None:
    for path in emptied.out.rglob("*"):
        if path.is_file():
            assert b"zqx" not in path.read_bytes(), path
    # a mistake is located; no fault of the program is among them
    assert "notes.internal" not in emptied.subtypes


@pytest.fixture(scope="module")
def in_html(shared_site: MakeSite) -> Site:
    return shared_site(
        FILES,
        name="pages",
        warnings=True,
        nitpicky=False,
        myst_enable_extensions=["colon_fence", "attrs_block", "deflist"],
    )


@pytest.mark.parametrize("page", PAGES)
def test_what_stands_around_an_emptied_body_stays(in_html: Site, page: str) -> None:
    text = in_html.text(f"{page}.html")
    assert "Before." in text
    assert "After." in text
    assert "zqx" not in text


@pytest.mark.parametrize("kind", BODIES)
def test_a_figure_without_words_is_a_figure_without_a_caption(in_html: Site, kind: str) -> None:
    for page in (f"md-figure-a-png-{kind}", f"rst-figure-a-png-{kind}"):
        written = in_html.read(f"{page}.html")
        assert "<picture>" in written
        assert "<figcaption>" not in written
    assert not [line for line in in_html.warnings if line.startswith("md-figure")]


@pytest.mark.parametrize("name", ["epigraph", "pull-quote", "highlights"])
def test_a_quotation_without_words_is_nothing(in_html: Site, name: str) -> None:
    for kind in BODIES:
        for reader in ("md", "rst"):
            assert "<blockquote" not in in_html.read(f"{reader}-{name}-{kind}.html")


def test_words_after_a_private_block_are_still_the_caption(site: MakeSite) -> None:
    body = "   .. private::\n\n      zqx\n\n   The caption.\n\n   The legend.\n"
    page = f"T\n=\n\n.. figure:: a.png\n\n{body}"
    built = site({"p.rst": page, PNG: FILES[PNG]})
    written = built.read("p.html")
    assert "The caption." in written.partition('class="caption-text"')[2].partition("</p>")[0]
    assert "The legend." in written.partition('class="legend"')[2]


def test_what_a_message_quotes_of_a_comment_is_private(site: MakeSite) -> None:
    page = "T\n=\n\n.. table:: T\n\n   .. zqx\n\n.. unknown:: shown\n\n   shown as well\n"
    files = {"p.rst": page}
    built = site(files, warnings=True, keep_warnings=True, builder="xml")
    assert "zqx" not in built.read("p.xml")
    assert "shown as well" in built.read("p.xml")
    built = site(files, warnings=True, html_copy_source=True)
    assert not (built.out / "_sources/p.rst.txt").exists()
