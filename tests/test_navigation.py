"""The navigation is Sphinx's own to the byte, and costs less."""

from __future__ import annotations

import re
from typing import Any

import pytest
from building import MakeSite
from docutils import nodes
from furo import navigation
from sphinx.environment.adapters import toctree as adapter

from eventnotes.navigation.years import in_years

FILES = {
    "index.md": (
        "# Notes\n\n```{toctree}\n:caption: Events\n\nevents/index\nSelf <self>\n"
        "Elsewhere <https://example.org/>\n```\n\n```{toctree}\n:hidden:\n:titlesonly:\n\n"
        "other\n```\n"
    ),
    "events/index.md": "# Events\n\n```{toctree}\na\nb\n```\n\n## About\n\nText.\n",
    "events/a.md": "# *A* `one`\n\n```{event}\n```\n\n## T\n\n```{talk}\n```\n\n### Deep\n",
    "events/b.md": "# B\n\n## Sub\n\n```{toctree}\nc\n```\n\n## After\n",
    "events/c.md": "# C\n\nText.\n\n## D\n",
    "other.rst": "Other\n=====\n\nPart\n----\n\nSecond\n======\n",
}


HIDDEN = "```{toctree}\n:hidden:"


def _plain(app: Any, pagename: str, templatename: str, context: Any, doctree: Any) -> None:
    context["toctree"] = lambda **options: app.builder._get_local_toctree(pagename, **options)


@pytest.mark.parametrize("theme", ["furo", "alabaster"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("parallel", [0, 2])
def test_every_page_is_the_same_as_with_sphinx_alone(
    site: MakeSite, theme: str, builder: str, parallel: int
) -> None:
    settings: dict[str, Any] = {"builder": builder, "html_theme": theme, "parallel": parallel}
    ours = site(FILES, name="ours", **settings)
    theirs = site(
        FILES,
        name="theirs",
        **{**settings, "extensions": ["eventnotes.site", "test_navigation"]},
    )
    pages = sorted(p.relative_to(ours.out) for p in ours.out.rglob("*.html"))
    assert len(pages) == 8
    for page in pages:
        assert ours.read(str(page)) == theirs.read(str(page)), page


def test_the_side_bar_of_furo_is_made_of_pieces(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    plain = navigation.get_navigation_tree.__wrapped__

    def spy(html: str) -> str:
        parsed.append(html)
        return str(plain(html))

    with monkeypatch.context() as patch:
        patch.setattr(navigation, "get_navigation_tree", spy)
        built = site(FILES, html_theme="furo", warnings=True)
    whole = [html for html in parsed if html.count("<li") > 1]
    # the first page's, to see that the pieces make the same, and one that stands in several places
    assert len(whole) == 2
    assert built.read("events/c.html").count("current-page") == 1


def setup(app: Any) -> dict[str, bool]:
    """Put Sphinx's own function back, after ours (400) and before the theme's (500)."""
    app.connect("html-page-context", _plain, priority=450)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def test_headings_of_other_pages_are_not_copied(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    plain = adapter._toctree_standard_entry

    def spy(*args: Any, **options: Any) -> Any:
        given.extend(arg.astext() for arg in args if isinstance(arg, nodes.bullet_list))
        return plain(*args, **options)

    with monkeypatch.context() as patch:
        files = {name: text.replace("```{toctree}", HIDDEN) for name, text in FILES.items()}
        patch.setattr(adapter, "_toctree_standard_entry", spy)
        site(files, html_theme="furo", warnings=True)
    assert [text for text in given if "A one" in text]
    assert not [text for text in given if "Deep" in text]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("26 26 25 25 24 24", [("26", 2), ("25", 2), ("24", 2)]),
        ("24 24 25 25 26 26", [("24", 2), ("25", 2), ("26", 2)]),  # the oldest first
        (". 26 26 25 25 24 -", [(None, 1), ("26", 2), ("25", 2), ("24", 1), ("", 1)]),
        ("26 26 25 25 24", []),  # few
        ("26 26 26 26 26 26", []),  # of one year
        ("26 25 26 25 26 25", []),  # in no order of time
        ("26 26 . 26 25 25 24", []),  # another page parts a year
    ],
)
def test_events_stand_under_their_years_where_they_are_many(
    years: str, expected: list[tuple[str | None, int]]
) -> None:
    known = {str(at): "" if y == "-" else y for at, y in enumerate(years.split()) if y != "."}
    assert in_years(map(str, range(len(years.split()))), known) == expected


def test_an_event_moves_to_another_year_on_every_page(site: MakeSite) -> None:
    files = {
        f"events/{n}.md": f"# E{n}\n\n```{{event}}\n:date: {2020 + n // 3}-03-0{n + 1}\n```\n"
        for n in range(7)
    }
    tree = "# Events\n\n```{toctree}\n:glob:\n:reversed:\n\n*\n```\n"
    index = "# Home\n\n```{toctree}\nevents/index\n```\n"
    files |= {"events/index.md": tree, "index.md": index}

    def listed(page: str) -> list[str]:
        side = page.partition('class="sidebar-tree"')[2].partition("</div>")[0]
        return re.findall(
            r'<(?:span class="reference"|a class="(?:current )?reference[^>]*)>(\w+)<', side
        )

    built = site(files, html_theme="furo")
    shown = ["Events", "2022", "E6", "2021", "E5", "E4", "E3", "2020", "E2", "E1", "E0"]
    assert listed(built.read("index.html")) == listed(built.read("events/2.html")) == shown
    assert built.read("events/0.html").count('checked=""') == 3  # events, its year and the newest
    built.write({"events/5.md": files["events/5.md"].replace("2021", "2022")})
    shown = ["Events", "2022", "E6", "E5", "2021", "E4", "E3", "2020", "E2", "E1", "E0"]
    built.rebuild()
    assert listed(built.read("index.html")) == listed(built.read("events/2.html")) == shown
    files["events/5.md"] = (built.root / "events/5.md").read_text()
    clean = site(files, html_theme="furo", name="clean")
    assert clean.read("events/2.html") == built.read("events/2.html")
