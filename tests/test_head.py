"""What a page says of itself to those who have not opened it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from building import MakeSite, Site, free_sphinx, maker
from out_site import CONF, FILES, WEEK

EVENT = """\
# An evening

```{event}
:date: 2026-01-15
```

"""


def description(site: Site, page: str) -> list[str]:
    """Return all descriptions in a page's head, in order."""
    head = site.read(page).partition("</head>")[0]
    return [
        unescape(text)
        for text in re.findall(r'<meta (?=[^>]*name="description")[^>]*content="([^"]*)"', head)
    ]


def test_an_event_is_described_by_its_summary(site: MakeSite) -> None:
    made = site(
        {"events/evening.md": f"{EVENT}About *compilers*, and {{event}}`evening`.\n\nMore.\n"}
    )
    assert description(made, "events/evening.html") == ["About compilers, and An evening."]


def test_another_page_is_described_by_its_first_paragraph(site: MakeSite) -> None:
    made = site({"page.md": '# Page\n\n- A list.\n\n## Part\n\nThe first "paragraph" & more.\n'})
    assert description(made, "page.html") == ["The first “paragraph” & more."]


def test_a_page_that_describes_itself_keeps_its_words(site: MakeSite) -> None:
    page = (
        "---\nmyst:\n  html_meta:\n    description: My own words.\n---\n\n# Page\n\nOther words.\n"
    )
    made = site({"page.md": page})
    assert description(made, "page.html") == ["My own words."]


def test_a_page_without_words_is_described_by_its_title(site: MakeSite) -> None:
    made = site({"page.md": "# A *bare* page\n"}, html_title="Notes & more")
    assert description(made, "page.html") == ["A bare page – Notes & more"]
    assert description(made, "search.html") == ["Notes & more"]


def test_a_long_description_ends_after_a_sentence(site: MakeSite) -> None:
    first = "This sentence has no more than eighty characters, and it says all that counts."
    made = site({"page.md": f"# Page\n\n{first} {'word ' * 40}end.\n"})
    assert description(made, "page.html") == [first]


def test_a_long_sentence_is_cut_between_words(site: MakeSite) -> None:
    made = site({"page.md": f"# Page\n\n{'word ' * 40}end.\n"})
    assert description(made, "page.html") == ["word " * 31 + "word…"]


def test_a_long_text_without_spaces_is_cut_where_it_is_full(site: MakeSite) -> None:
    made = site({"page.md": f"# Page\n\nPython 3 を{'使' * 200}\n"})
    assert description(made, "page.html") == [f"Python 3 を{'使' * 149}…"]


def test_a_japanese_sentence_ends_a_long_description(site: MakeSite) -> None:
    first = f"{'長' * 70}文（「です。」）。"
    made = site({"page.md": f"# Page\n\n{first}{'次' * 100}。\n"})
    assert description(made, "page.html") == [first]


def test_private_words_describe_nothing_even_in_the_authors_copy(site: MakeSite) -> None:
    text = f"{EVENT}:::{{private}}\nA secret.\n:::\n\nSaid <!-- aside --> openly.\n"
    for private in (False, True):
        made = site(
            {"events/some-evening.md": text}, name=f"private-{private}", eventnotes_private=private
        )
        assert description(made, "events/some-evening.html") == ["Said openly."]


# -- previews --------------------------------------------------------------------------------

BASE = "https://notes.example.org/en/latest/"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build a site that has an address."""
    yield maker(tmp_path_factory.mktemp("preview"))(FILES, **CONF)
    free_sphinx()


def properties(found: Site, page: str) -> dict[str, str]:
    head = found.read(page).partition("</head>")[0]
    pairs = re.findall(r'<meta property="([^"]*)" content="([^"]*)" />', head)
    assert len(pairs) == len(dict(pairs))
    return {name: unescape(value) for name, value in pairs}


def linked_data(found: Site, page: str) -> Any:
    head = found.read(page).partition("</head>")[0]
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    assert len(scripts) == 1
    assert not re.search("[<>&]", scripts[0])
    return json.loads(scripts[0])


def test_pages_have_one_address_wherever_they_are_read(preview: Site) -> None:
    for page in ("index.html", "other.html", "events/week.html"):
        found = re.findall(r'<link rel="canonical" href="([^"]*)"', preview.read(page))
        assert found == [f"{BASE}{page}"]


def test_a_preview_shows_title_and_description(preview: Site) -> None:
    assert properties(preview, "events/2026-02-12-night.html") == {
        "og:title": "Kernel night & <friends> 🎉",
        "og:type": "article",
        "og:url": f"{BASE}events/2026-02-12-night.html",
        "og:site_name": "Notes & <queries>",
        "og:description": "An evening about kernels, in two talks.",
        "og:locale": "en",
    }
    assert properties(preview, "other.html")["og:type"] == "website"
    assert properties(preview, "events/week.html")["article:published_time"] == "2025-06-01"
    assert "og:site_name" not in properties(preview, "index.html")


def test_an_event_is_linked_data(preview: Site) -> None:
    page = f"{BASE}events/2026-02-12-night.html"
    data = linked_data(preview, "events/2026-02-12-night.html")
    talks = data.pop("subEvent")
    assert data == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{page}#event-night-2026",
        "name": "Kernel night & <friends> 🎉",
        "url": page,
        "sameAs": "https://example.org/night",
        "description": "An evening about kernels, in two talks.",
        "startDate": "2026-02-12",
        "endDate": "2026-02-12",
        "location": {
            "@type": "Place",
            "name": 'Old Post Office, Hall "2"; left',
            "address": "Berlin",
        },
        "superEvent": {"@type": "EventSeries", "name": "Kernel nights"},
        "organizer": [{"@type": "Organization", "name": "Example Group"}],
        "about": [
            {"@type": "Thing", "name": "GPU compilers"},
            {"@type": "Thing", "name": "fans & <blades>"},
        ],
        "review": {
            "@type": "Review",
            "author": {"@type": "Person", "name": "Ann Author"},
            "reviewBody": "Small; well prepared.",
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": 4.0,
                "bestRating": 5,
                "worstRating": 0,
            },
        },
    }
    first, second = talks
    assert first["startDate"] == "2026-02-12T19:00+01:00"
    assert first["duration"] == "PT25M"
    assert first["performer"] == [
        {
            "@type": "Person",
            "name": "Ada Miller",
            "affiliation": {"@type": "Organization", "name": "Example Labs"},
            "jobTitle": "engineer",
        },
        {"@type": "Organization", "name": "Sample Chips"},
    ]
    assert first["recordedIn"] == [
        {
            "@type": "VideoObject",
            "name": "Measuring before “writing”, 測る",
            "url": "https://video.example.org/1",
        }
    ]
    assert "review" not in second  # words alone have no score


def test_linked_data_says_nothing_that_the_page_does_not_show(preview: Site) -> None:
    for page in ("events/2026-02-12-night.html", "events/week.html", "events/undated.html"):
        text = preview.text(page)

        def check(value: Any, text: str = text) -> None:
            if isinstance(value, list):
                for each in value:
                    check(each)
            elif isinstance(value, dict):
                if "name" in value and value["@type"] != "Place":
                    assert value["name"] in text or value["name"] == "Ann Author"
                for each in value.values():
                    check(each)

        check(linked_data(preview, page))


def test_an_event_online_has_a_virtual_location(site: MakeSite) -> None:
    event = "# A\n\n```{event}\n:place: online\n:url: https://example.org/a\n:recording: x\n```\n"
    found = site({"events/a.md": event.replace(":recording: x\n", "")}, **CONF)
    location = linked_data(found, "events/a.html")["location"]
    assert location == {"@type": "VirtualLocation", "url": "https://example.org/a"}


def test_without_an_address_or_in_private_nothing_is_previewed(site: MakeSite) -> None:
    found = site({"events/week.md": WEEK})
    assert properties(found, "events/week.html") == {}
    assert "ld+json" not in found.read("events/week.html")
    found = site({"events/week.md": WEEK}, **CONF, eventnotes_private=True, name="private")
    assert properties(found, "events/week.html") == {}
    assert "ld+json" not in found.read("events/week.html")
