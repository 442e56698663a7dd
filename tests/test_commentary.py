"""The author's own view, set off from the report in every builder."""

from __future__ import annotations

import pytest
from building import MakeSite

EVENT = "# Kernel night\n\n```{event}\n:date: 2026-02-12\n```\n\n## Measuring\n\n```{talk}\n```\n\n"
HEAD = '<div class="en-commentary" role="note"><p class="en-label">My view</p>\n'


def page(text: str) -> dict[str, str]:
    return {"events/2026-02-12-kernel-night.md": EVENT + text}


def test_a_commentary_is_a_labelled_block(site: MakeSite) -> None:
    built = site(page(":::{commentary}\nI would not buy one.\n\nNor *two*.\n:::\n\nShe said so.\n"))
    html = built.read("events/2026-02-12-kernel-night.html")
    block = f"{HEAD}<p>I would not buy one.</p>\n<p>Nor <em>two</em>.</p>\n</div>\n"
    assert f"{block}<p>She said so.</p>" in html


def test_words_on_the_first_line_belong_to_a_commentary(site: MakeSite) -> None:
    built = site(page(":::{commentary} I would not.\n:::\n"))
    html = built.read("events/2026-02-12-kernel-night.html")
    assert f"{HEAD}<p>I would not.</p>\n</div>" in html


@pytest.mark.parametrize(
    "text",
    [
        ":::{container} commentary\nI would not.\n:::\n",
        "```{class} commentary\n```\nI would not.\n",
    ],
)
def test_the_class_makes_a_commentary_of_a_block(site: MakeSite, text: str) -> None:
    html = site(page(text)).read("events/2026-02-12-kernel-night.html")
    assert f"{HEAD}<p>I would not.</p>\n</div>" in html


def test_the_class_keeps_a_quotation_a_quotation(site: MakeSite) -> None:
    html = site(page("```{class} commentary\n```\n> I would not.\n")).read(
        "events/2026-02-12-kernel-night.html"
    )
    assert f"{HEAD}<blockquote>\n<div><p>I would not.</p>\n</div></blockquote>\n</div>" in html


def test_the_class_hands_on_other_classes_and_the_name_of_a_block(site: MakeSite) -> None:
    block = "```{container} commentary loud\n:name: mine\n\nI would not.\n```\n"
    built = site(page(f"{block}\nSee {{ref}}`it <mine>`.\n"))
    html = built.read("events/2026-02-12-kernel-night.html")
    assert '<div class="en-commentary loud" id="mine" role="note">' in html
    assert 'href="#mine"' in html


def test_a_commentary_reads_alike_in_restructuredtext(site: MakeSite) -> None:
    text = (
        "Night\n=====\n\n.. commentary::\n\n   I would not.\n\n.. class:: commentary\n\nNor two.\n"
    )
    html = site({"night.rst": text}).read("night.html")
    assert f"{HEAD}<p>I would not.</p>\n</div>\n{HEAD}<p>Nor two.</p>\n</div>" in html


@pytest.mark.parametrize(
    ("builder", "file", "wanted"),
    [
        (
            "text",
            "events/2026-02-12-kernel-night.txt",
            "   **My view**\n\n   I would not.\n\nShe said so.\n",
        ),
        (
            "latex",
            "*.tex",
            "\\begin{quote}\n\n\\sphinxAtStartPar\n\\sphinxstylestrong{My view}\n\n"
            "\\sphinxAtStartPar\nI would not.\n\\end{quote}\n",
        ),
        ("man", "*.1", ".INDENT 0.0\n.INDENT 3.5\n\\fBMy view\\fP\n.sp\nI would not.\n"),
        (
            "epub",
            "events/2026-02-12-kernel-night.xhtml",
            '<p class="en-label">My view</p>\n<p>I would not.</p>\n</div>',
        ),
    ],
)
def test_a_commentary_is_set_off_in_every_builder(
    site: MakeSite, builder: str, file: str, wanted: str
) -> None:
    built = site(
        page(":::{commentary}\nI would not.\n:::\n\nShe said so.\n"),
        builder=builder,
        version="1",
        epub_copyright="A",
        latex_documents=[("events/2026-02-12-kernel-night", "n.tex", "N", "A", "manual")],
        man_pages=[("events/2026-02-12-kernel-night", "n", "N", "A", 1)],
    )
    (path,) = built.out.glob(file)
    assert wanted in path.read_text(encoding="utf-8")


def test_what_stands_in_a_commentary_belongs_to_the_talk_around_it(site: MakeSite) -> None:
    takeaway = ":::{takeaway}\n:id: two\n\nNever two.\n:::\n"
    rating = "```{rating} 4/5\n```\n"
    built = site(page(f"::::{{commentary}}\n{takeaway}\n{rating}::::\n"))
    notes = built.domain.pages["events/2026-02-12-kernel-night"]
    (talk,) = notes.talks
    (learned,) = notes.takeaways
    assert (learned.id, learned.owner) == ("kernel-night-2026/two", "kernel-night-2026/measuring")
    assert talk.rating is not None
    assert talk.rating.written == "4/5"


def test_private_words_in_a_commentary_reach_no_page(site: MakeSite) -> None:
    text = "::::{commentary}\nI would not.\n\n:::{private}\nToo dear.\n:::\n::::\n"
    built = site(page(text))
    assert "I would not." in built.read("events/2026-02-12-kernel-night.html")
    assert "dear" not in built.read("events/2026-02-12-kernel-night.html")


def test_a_commentary_without_words_is_a_warning(site: MakeSite) -> None:
    site(page(":::{commentary}\n:::\n"), warnings=["notes.empty"])


def test_a_commentary_takes_no_options(site: MakeSite) -> None:
    text = ":::{commentary}\n:title: Mine\n\nI would not.\n:::\n"
    built = site(page(text), warnings=["notes.option"])
    assert "no option 'title'" in built.warnings[0]
    assert "Mine" not in built.read("events/2026-02-12-kernel-night.html")
