"""Addresses as readers see them, and copies of pages that are gone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from building import MakeSite

GONE = "https://gone.example/page"
COPY = f"https://web.archive.org/web/20200102030405/{GONE}"
DEAD: dict[str, Any] = {
    "title": "What was there",
    "status": "404",
    "checked": "2025-05-10",
    "failing": "2025-05-01",
    "failures": 3,
}
EVENT = "# Alpha Days\n\n```{event}\n:id: alpha-2025\n:date: 2025\n```\n\n"


def locked(**links: dict[str, Any]) -> str:
    """Return a lock file about addresses below ``https://``."""
    known = {f"https://{name}": value for name, value in links.items()}
    return json.dumps({"version": 1, "links": known})


@pytest.mark.parametrize("suffix", ["md", "rst"])
@pytest.mark.parametrize("address", ["https://a.example/it's", "https://a.example/a--b...c"])
def test_typography_keeps_off_addresses(site: MakeSite, suffix: str, address: str) -> None:
    heading = {"md": "# Title", "rst": "Title\n====="}[suffix]
    built = site({f"index.{suffix}": f'{heading}\n\nIt is "here": {address} now.\n'})
    links = BeautifulSoup(built.read("index.html"), "html5lib").select("a.external")
    assert [link.get_text() for link in links if "a.example" in link["href"]] == [address]
    assert "“here”" in built.read("index.html")


def test_an_address_in_other_letters_has_its_title(site: MakeSite) -> None:
    title = {"title": "Cologne", "status": "200", "checked": "2025-01-01"}
    files = {
        "index.md": "# Title\n\nIn https://wiki.example/Köln it says so.\n",
        "links.lock.json": locked(**{"wiki.example/K%C3%B6ln": title}),
    }
    assert "In Cologne it says so." in site(files).text("index.html")


def test_an_address_ends_at_wide_punctuation(site: MakeSite) -> None:
    text = "見 https://a.example/zh。次 https://a.example/b）。https://b.example/c、"
    built = site({"index.md": f"# Title\n\n{text}\n"})
    resources = [*built.domain.library.web.resource_at.values()]
    assert [each.url for each in resources] == [
        "https://a.example/zh",
        "https://a.example/b",
        "https://b.example/c",
    ]


def test_an_address_ends_where_a_footnote_begins(site: MakeSite) -> None:
    text = "See https://a.example/x.html.[^1] Or https://a.example/y[^1]\n\n[^1]: A note."
    built = site({"index.md": f"# Title\n\n{text}\n"})
    resources = [*built.domain.library.web.resource_at.values()]
    assert [each.url for each in resources] == ["https://a.example/x.html", "https://a.example/y"]


def test_a_copy_of_a_dead_page_is_not_dead(site: MakeSite) -> None:
    files = {
        "index.md": f"# Title\n\nRead [the copy]({COPY}) of [the page]({GONE}).\n",
        "links.lock.json": locked(**{"gone.example/page": DEAD}),
    }
    text = site(files).text("index.html").replace("( ", "(").replace(" )", ")").replace(") .", ").")
    assert "Read the copy of the page (dead link, archived copy of 2 January 2020)." in text


def test_the_entry_of_a_copied_page_leads_to_the_page(site: MakeSite) -> None:
    built = site({"index.md": f"# Title\n\nThe [copy]({COPY}), later the [page]({GONE}).\n"})
    (resource,) = [*built.domain.library.web.resource_at.values()]
    assert (resource.url, resource.archive) == (GONE, COPY)


def test_an_address_in_capitals_is_cited(site: MakeSite) -> None:
    built = site({"index.md": "# Title\n\n<HTTPS://A.example/X> and more.\n"})
    assert [each.key for each in [*built.domain.library.web.resource_at.values()]] == [
        "https://a.example/X"
    ]


@pytest.mark.parametrize(
    "listing", ["```{events}\n```", "```{takeaways}\n```", "```{people}\n```", "```{links}\n```"]
)
def test_words_from_elsewhere_change_with_what_is_known(site: MakeSite, listing: str) -> None:
    files = {
        "index.md": f"# Lists\n\n```{{toctree}}\na\n```\n\n{listing}\n",
        "a.md": (
            f"{EVENT}A day about {GONE} alone.\n\n"
            f":::{{takeaway}}\nRead {GONE} first.\n:::\n\n"
            f"```{{about}} people/ada-example\n:name: Ada Example\n\nShe made {GONE} once.\n```\n\n"
            f"## Talk\n\n```{{talk}}\n:speakers: Ada Example\n```\n"
        ),
    }
    built = site(files)
    assert "What was there" not in built.text("index.html")
    built.write({"links.lock.json": locked(**{"gone.example/page": DEAD})})
    built.rebuild()
    assert "What was there" in built.text("index.html")
    clean = site({**files, "links.lock.json": locked(**{"gone.example/page": DEAD})}, name="clean")
    assert built.read("index.html") == clean.read("index.html")
