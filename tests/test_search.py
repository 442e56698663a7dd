"""What the search index says of notes, in Sphinx's own format, for the search of any theme."""

from __future__ import annotations

import json
from typing import Any

import pytest
from building import MakeSite, Site

EVENT = """\
# Night of \\<kernels>

```{event}
:date: 2025-03-17
:place: Tampere
:venue: Old Mill
:series: Kernel Nights
:host: Orchard
:rating: 3/5
```

## Tiles & banks

```{talk}
:speakers: Ada Example (Mako); Bo Writer
:moderator: Chi Third
:absent: Dana Gone (Quarry)
:format: panel
:rating: 4/5
```

What was said.

## Unsaid. Part 2

```{talk}
:org: Bluewater
```

:::{private}
## Zqxsecretk

```{talk}
:speakers: Zqxpersonk
```
:::
"""
FILES = {"events/night.md": EVENT, "people.md": "# People\n\n```{people}\n```\n"}


def index(site: Site) -> dict[str, Any]:
    """Return the search index of a build."""
    text = site.read("searchindex.js")
    found: dict[str, Any] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    return found


def objects(found: dict[str, Any]) -> dict[str, tuple[str, str, int]]:
    """Return by name what is said of each object, its anchor and its priority."""
    return {
        f"{before}.{name}" if before else name: (found["objnames"][str(kind)][2], anchor, priority)
        for before, rows in found["objects"].items()
        for _, kind, priority, anchor, name in rows
    }


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    """Build an event with two talks."""
    return shared_site(FILES, name="night")


def test_an_object_is_found_by_who_and_what_it_names_and_says_what_it_is(built: Site) -> None:
    found = objects(index(built))
    panel = (
        "Tiles &amp; banks · Ada Example, Mako, Bo Writer, Chi Third · "
        "Announced but absent: Dana Gone, Quarry"
    )
    assert found[panel] == ("Panel, 17 March 2025, 4 of 5", "talk-night-tiles-banks", 0)
    assert found["Unsaid. Part 2 · Bluewater"][0] == "Talk, 17 March 2025"
    event = "Night of &lt;kernels&gt; · Kernel Nights, Old Mill, Tampere, Orchard"
    assert found[event] == ("Event, 17 March 2025, 3 of 5", "event-night", 0)
    assert found["Ada Example"][:2] == ("Person, 1 talk", "person-people-ada-example")
    assert found["Dana Gone"][0] == "Person"  # there was no talk of hers
    assert found["Orchard"][0] == "Organisation, 1 event"


def test_the_words_of_cards_are_words_of_their_pages(built: Site) -> None:
    terms = index(built)["terms"]
    for word in ("mako", "writer", "tamper", "mill", "night", "orchard", "panel", "quarri"):
        assert word in terms or word in index(built)["titleterms"], word


def test_nothing_private_is_in_the_index(built: Site) -> None:
    assert "zqx" not in built.read("searchindex.js").lower()


def test_a_heading_of_a_talk_is_found_as_a_talk_alone(built: Site) -> None:
    assert sorted(index(built)["alltitles"]) == ["Night of <kernels>", "Notes", "People"]


def test_the_words_of_a_card_stand_on_its_page_once(built: Site) -> None:
    assert built.read("events/night.html").count("Tampere") == 1


def test_an_edit_leaves_the_index_of_a_clean_build(site: MakeSite) -> None:
    edited = EVENT.replace("Ada Example", "Emil Other").replace("Tampere", "Kyoto")
    built = site({**FILES, "b.md": "# B\n\n```{talk} Third\n:speakers: Ada Example\n```\n"})
    built.write({"events/night.md": edited})
    after = built.rebuild()
    clean = site({**FILES, "b.md": (after.root / "b.md").read_text(), "events/night.md": edited},
                 name="clean")  # fmt: skip
    assert after.read("searchindex.js") == clean.read("searchindex.js")
    assert "tamper" not in index(after)["terms"]


def test_without_the_feature_the_index_is_sphinx_own(site: MakeSite) -> None:
    built = site(FILES, extensions=["myst_parser", "eventnotes"])
    assert "Tiles &amp; banks" in objects(index(built))
    assert "mako" not in index(built)["terms"]
    assert "eventnotes-search.js" not in built.read("search.html")
