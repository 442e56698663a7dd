"""What a site made with mystmd finds: references by id and title, their words and hover cards."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from building import MakeSite, Site, free_sphinx, maker
from out_site import CONF, FILES, NIGHT, OTHER, WEEK
from sphinx.util.inventory import InventoryFile

LABEL = "\n(a label)=\n## A label\n\nText.\n\n```{py:function} kernels.measure(x)\n```\n"


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site, with a label and an object of another domain."""
    files = {**FILES, "other.md": OTHER + LABEL}
    yield maker(tmp_path_factory.mktemp("xref"))(files, **CONF)
    free_sphinx()


@pytest.fixture(scope="module")
def references(html: Site) -> dict[str, Any]:
    """Read the references by identifier."""
    data = json.loads(html.read("myst.xref.json"))
    assert data["version"] == "1"
    named = [row for row in data["references"] if "identifier" in row]
    found = {row["identifier"]: row for row in named}
    assert len(found) == len(named)
    return found


def card(found: Site, row: dict[str, Any]) -> list[str]:
    """Return what a reference shows: the words of its heading, and of what follows it."""
    nodes = json.loads(found.read(row["data"].lstrip("/")))["mdast"]["children"]
    (begin,) = (n for n, node in enumerate(nodes) if node.get("identifier") == row["identifier"])
    assert nodes[begin].get("html_id") == row.get("html_id", row["identifier"])
    shown = [nodes[begin]]
    for node in nodes[begin + 1 :]:
        if node["type"] == "heading":
            break
        shown.append(node)
    return [node["children"][0]["value"] for node in shown]


def test_a_talk_is_found_by_id_with_its_hover_card(html: Site, references: dict[str, Any]) -> None:
    row = references["night-2026/measuring-before-writing"]
    assert row == {
        "identifier": "night-2026/measuring-before-writing",
        "html_id": "talk-night-2026-measuring-before-writing",
        "kind": "heading",
        "data": "/myst/events/2026-02-12-night.json",
        "url": "/events/2026-02-12-night.html",
    }
    assert card(html, row) == [
        "Measuring before “writing”, 測る",
        "Ada Miller – Example Labs, Sample Chips",
        "Kernel night & <friends> 🎉",
        "5/5",
    ]


@pytest.mark.parametrize(
    ("identifier", "shown"),
    [
        (
            "night-2026",
            [
                "Kernel night & <friends> 🎉",
                "An evening about kernels, in two talks.",
                '2026-02-12 · Old Post Office, Hall "2"; left, Berlin',
            ],
        ),
        (
            "people/ada-miller",
            ["Ada Miller", "Example Labs", "Measuring before “writing”, 測る"],
        ),
        ("topics/gpu-compilers", ["GPU compilers"]),
        (
            "links/fans-a-survey-of-100-more",
            [
                "Fans, a {survey} of 100% & more",
                "Ada Miller, Rosa van der Berg, Jr. · example.org · 2024-07",
                "https://example.org/fans?b=2&a=1&utm_source=x",
            ],
        ),
        ("Ben%20Okafor", ["Ben Okafor", "Untimed"]),
        ("Opening", ["Opening"]),
        ("a%20label", ["A label"]),
        ("kernels.measure", ["kernels.measure"]),
    ],
)
def test_everything_of_the_inventory_has_words_and_a_card(
    html: Site, references: dict[str, Any], identifier: str, shown: list[str]
) -> None:
    assert card(html, references[identifier])[: len(shown)] == shown


def test_every_reference_leads_to_an_element_of_a_page(
    html: Site, references: dict[str, Any]
) -> None:
    for row in references.values():
        page = html.read(row["url"].lstrip("/"))
        assert f'id="{row.get("html_id", row["identifier"])}"' in page


def test_pages_are_found_by_their_addresses(html: Site) -> None:
    rows = json.loads(html.read("myst.xref.json"))["references"]
    pages = {row["url"]: row["data"] for row in rows if row["kind"] == "page"}
    assert pages["/other.html"] == "/myst/other.json"
    data = json.loads(html.read("myst/other.json"))
    assert data["frontmatter"] == {"title": "Other"}


def test_a_title_of_two_talks_is_nobodys_and_odd_names_of_pages_have_data(site: MakeSite) -> None:
    talk = "\n## Same\n\n```{talk}\n```\n"
    pages = {f"{name}.md": f"# {name[-1]}\n\n```{{event}}\n```\n{talk}" for name in ("x/a", "é")}
    found = site(pages, builder="dirhtml")
    rows = json.loads(found.read("myst.xref.json"))["references"]
    assert "Same" not in {row.get("identifier") for row in rows}
    assert {"%C3%A9", "a"} <= {row.get("identifier") for row in rows}
    assert "/x/a/" in {row["url"] for row in rows}
    for row in rows:
        assert json.loads(found.read(row["data"].lstrip("/")))["kind"] == "Article"


def test_single_pages_and_the_authors_copy_have_none(site: MakeSite) -> None:
    found = site({"events/week.md": WEEK}, builder="singlehtml")
    assert not (found.out / "myst.xref.json").exists()
    assert not (found.out / "names.inv").exists()
    found = site({"events/week.md": WEEK}, eventnotes_private=True, name="private")
    assert not (found.out / "myst.xref.json").exists()
    assert not (found.out / "myst").exists()
    assert not (found.out / "names.inv").exists()


def test_an_edit_of_a_word_writes_the_data_of_its_page(site: MakeSite) -> None:
    found = site(FILES, **CONF)
    paths = sorted(path for path in found.out.glob("myst/**/*.json"))
    before = [path.stat().st_mtime_ns for path in paths]
    found.write({"events/2026-02-12-night.md": NIGHT.replace("in **two** talks", "in 2 talks")})
    found.rebuild()
    after = [path.stat().st_mtime_ns for path in paths]
    changed = [path.name for path, was, now in zip(paths, before, after, strict=True) if was != now]
    assert changed == ["2026-02-12-night.json"]


# -- names and titles in an inventory --------------------------------------------------------


def labels(found: Site) -> dict[str, str]:
    """Return the addresses in ``names.inv``, by name, as Sphinx reads them."""
    with (found.out / "names.inv").open("rb") as file:
        read = InventoryFile.load(io.BytesIO(file.read()), "", lambda base, name: name)
    assert list(read) == ["std:label"]
    return {name: getattr(row, "uri", "") or row[2] for name, row in read["std:label"].items()}


def test_an_inventory_has_names_and_titles_beside_ids(html: Site) -> None:
    found = labels(html)
    night = "events/2026-02-12-night.html"
    talk = f"{night}#talk-night-2026-measuring-before-writing"
    assert found["night-2026/measuring-before-writing"] == talk
    assert found["Measuring before “writing”, 測る"] == talk
    assert found["Kernel night & <friends> 🎉"] == f"{night}#event-night-2026"
    assert found["Ben Okafor"] == f"{night}#talk-night-2026-untimed"
    assert found["a label"] == "other.html#a-label"
    assert "kernels.measure" not in found


def test_only_what_every_reader_takes_for_one_thing_is_named(site: MakeSite) -> None:
    titles = ("Same", "Mine", "mine", "Seven Words 7 at night", "Words 7 times")
    talks = "".join(
        f"\n## {title}\n\n```{{talk}}\n:id: t{at}\n```\n" for at, title in enumerate(titles)
    )
    event = "# Day\n\n```{event}\n:aliases: old-day\n```\n"
    ten = "# Ten\n\n```{event}\n```\n\n## Same\n\n```{talk}\n```\n"
    pages = {"x/b.md": f"{event}{talks}", "x/ten.md": ten}
    found = labels(site(pages))
    assert found["Day"] == found["old-day"] == "x/b.html#event-b"
    assert found["Words 7 times"] == "x/b.html#talk-b-t4"
    assert found["Ten"] == found["ten"] == "x/ten.html#event-ten"
    assert found.keys() & {*titles, "Seven"} == {"Words 7 times"}
    rows = json.loads(site(pages, name="again").read("myst.xref.json"))["references"]
    named = {row["identifier"]: row for row in rows if "identifier" in row}
    assert named["Day"]["html_id"] == "event-b"
    assert named["Seven%20Words%207%20at%20night"]["html_id"] == "talk-b-t3"
