"""The line that says what an event was: where it stands, and what is none."""

from __future__ import annotations

import pytest
from building import MakeSite
from docutils import nodes

FACTS = "```{event}\n:id: alpha-2025\n:date: 2025-03-17\n```\n\n"


def _order(site: MakeSite, after: str, *, suffix: str = ".md", facts: str = FACTS) -> str:
    head = "# Alpha\n\n" if suffix == ".md" else "Alpha\n=====\n\n"
    files = {f"index{suffix}": f"{head}{facts}{after}"}
    made = site(files, builder="text")
    return " | ".join(made.read("index.txt").split("\n\n")[1:])


def test_a_line_after_the_facts_stands_above_them(site: MakeSite) -> None:
    assert _order(site, "A day of *kernels*.\n\nThe notes.\n") == (
        "A day of *kernels*. | 17 March 2025 | The notes.\n"
    )


def test_it_does_in_restructuredtext(site: MakeSite) -> None:
    facts = ".. event::\n   :id: alpha-2025\n   :date: 2025-03-17\n\n"
    assert _order(site, "A day of kernels.\n", suffix=".rst", facts=facts) == (
        "A day of kernels. | 17 March 2025\n"
    )


@pytest.mark.parametrize(
    ("after", "first"),
    [
        ("Word " * 60, "17 March 2025"),
        ("What I saw:\n\n- one\n- two\n", "17 March 2025"),
        ("- one\n\nA day of kernels.\n", "17 March 2025"),
        ("## A talk\n\nA day of kernels.\n", "17 March 2025"),
        ("<!-- a remark -->\n\nA day of kernels.\n", "A day of kernels."),
        (":::{private}\nMine.\n:::\n\nA day of kernels.\n", "A day of kernels."),
        ("%\tmine\n\nA day of kernels.\n", "A day of kernels."),
    ],
)
def test_only_a_line_right_after_the_facts_is_one(site: MakeSite, after: str, first: str) -> None:
    assert _order(site, after).split(" | ")[0] == first


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
@pytest.mark.parametrize("labels", ["(one)=\n", "(one)=\n\n(two)=\n", "% mine\n\n(one)=\n\n"])
def test_a_label_goes_with_the_line_that_it_names(
    site: MakeSite, labels: str, builder: str
) -> None:
    text = f"# Alpha\n\n{FACTS}{labels}A day of kernels.\n\nSee [it](#one).\n\n## A talk\n\nMore.\n"
    made = site({"index.md": text}, builder=builder)
    named = [
        node for node in made.app.env.get_doctree("index").findall(nodes.paragraph) if node["ids"]
    ]
    assert [(node.astext(), "one" in node["ids"]) for node in named] == [
        ("A day of kernels.", True)
    ]
    if builder == "html":
        assert '<p class="en-summary" id="' in made.read("index.html")


@pytest.mark.parametrize("builder", ["html", "text", "latex", "singlehtml"])
@pytest.mark.parametrize("kind", ["md", "rst"])
def test_a_label_with_nothing_after_it_in_a_section_leads_to_its_end(
    site: MakeSite, kind: str, builder: str
) -> None:
    made = site(ENDS[kind], builder=builder, primary_domain="notes")
    assert {"one", "two", "three"} <= {*made.app.env.domains.standard_domain.anonlabels}


ENDS = {
    "md": {
        "index.md": f"# Alpha\n\n{FACTS}Words.\n\n(one)=\n\n% mine\n\n## A talk\n\n```{{talk}}\n"
        "```\n\n(two)=\n\n```{rating} 4 Good.\n```\n\n### Part\n\n(three)=\n"
    },
    "rst": {
        "index.rst": "Alpha\n=====\n\n.. event::\n\n.. _one:\n\nWords.\n\nA talk\n------\n\n"
        ".. talk::\n\n.. _two:\n\n.. rating:: 4 Good.\n\n.. _three:\n"
    },
}


def test_the_authors_copy_has_the_same_line(site: MakeSite) -> None:
    text = f"# Alpha\n\n{FACTS}:::{{private}}\nMine.\n:::\n\nA day of kernels.\n"
    made = site({"index.md": text}, builder="text", eventnotes_private=True)
    assert made.read("index.txt").endswith(
        "A day of kernels.\n\n17 March 2025\n\n**Private**\n\nMine.\n"
    )


def test_a_list_of_events_shows_it(site: MakeSite) -> None:
    made = site(
        {
            "index.md": "# Home\n\n```{toctree}\nalpha-days\n```\n\n```{events}\n```\n",
            "alpha-days.md": f"# Alpha\n\n{FACTS}A day of *kernels*.\n\nThe notes.\n",
        }
    )
    assert '<p class="sd-card-text">A day of <em>kernels</em>.</p>' in made.read("index.html")
