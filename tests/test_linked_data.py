"""Linked data: in the words of schema.org, and whole as search engines want it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import building
import pictures
import pytest
import schema_org
from building import MakeSite, Site, free_sphinx, maker
from out_site import CONF, DRAWN, FILES
from schema_org import faults, missing
from test_head import linked_data
from test_links_shown import locked

needs_vocabulary = pytest.mark.skipif(
    not schema_org.IS_HERE,
    reason="schema.org's vocabulary is not here; requirements/test-alone.txt has a copy",
)
ONLINE = """\
# Online day

```{event}
:date: 2026-03-01 to 2026-03-02
:place: online
:url: https://example.org/online
:by: Ann Author; Bo Writer
:sponsors: Paying Inc.
:recording: https://video.example.org/all
:language: de
:rating: 3/5 Long. (Ann Author)
:rating: 4/5 Good. (Bo Writer)
```

## A panel of an hour and a half

```{talk}
:format: panel
:speakers: Cy Example (Example Labs, engineer); Dee Example
:moderator: Eve Example
:start: 2026-03-02 10:00
:actual: 1:30:10
:topics: panels
:recording: https://video.example.org/panel https://video.example.org/panel-2
:rating: 8/10
```

## Said in words

```{talk}
:rating: Worth the time.
```
"""
ONLY_A_YEAR = "# Once\n\n```{event}\n:date: 2023\n:place: Bonn\n```\n\n## T\n\n```{talk}\n```\n"
EVENTS = ("2026-02-12-night", "week", "month", "future", "undated", "online", "once")
REQUIRED = {
    "Event": "name startDate location",
    "Place": "address",
    "VirtualLocation": "url",
    "Review": "author reviewRating",  # what is reviewed is what it is the review of
    "Rating": "ratingValue bestRating worstRating",
    "VideoObject": "name thumbnailUrl uploadDate",
}
"""What search engines require (https://developers.google.com/search/docs/appearance/structured-data,
the pages on events, review snippets and videos)."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Build a site of events known in full, in part, and not at all; return their linked data."""
    files = {**FILES, "events/online.md": ONLINE, "events/once.md": ONLY_A_YEAR}
    built: Site = maker(tmp_path_factory.mktemp("linked"))(files, **CONF)
    yield {name: linked_data(built, f"events/{name}.html") for name in EVENTS}
    free_sphinx()


@needs_vocabulary
def test_it_is_in_the_words_of_schema_org(data: dict[str, Any]) -> None:
    assert {name: faults(each) for name, each in data.items()} == {name: [] for name in EVENTS}


@needs_vocabulary
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"@type": "Conference"}, "there is no type Conference"),
        ({"@type": "Event", "speaker": "A"}, "there is no property speaker"),
        ({"@type": "Event", "attendees": []}, "attendees is superseded"),
        ({"@type": "Person", "startDate": "2026"}, "Person has no startDate"),
        ({"@type": "Event", "startDate": "1 May"}, "startDate of Event is not '1 May'"),
        ({"@type": "Event", "duration": "90 min"}, "duration of Event is not '90 min'"),
        ({"@type": "Event", "url": "events/a.html"}, "url of Event is not 'events/a.html'"),
        ({"@type": "Event", "performer": "Ada"}, "performer of Event is not 'Ada'"),
        (
            {"@type": "Event", "subEvent": [{"@type": "Person", "name": "Ada"}]},
            "subEvent of Event is not {'@type': 'Person', 'name': 'Ada'}",
        ),
        (
            {"@type": "EventSeries", "location": {"@type": "Place", "ratingValue": 1}},
            "Place has no ratingValue",
        ),
    ],
)
def test_other_words_would_be_told(wrong: dict[str, Any], said: str) -> None:
    assert faults(wrong) == [said]


def test_events_with_day_and_place_and_all_reviews_are_whole_for_search_engines(
    data: dict[str, Any],
) -> None:
    found = {name: set(missing(each, REQUIRED)) for name, each in data.items()}
    # it is not known when a recording was published, and no picture of it is on the page
    videos = {("VideoObject", "thumbnailUrl"), ("VideoObject", "uploadDate")}
    assert found == {
        "2026-02-12-night": videos,
        "online": videos,
        "once": set(),
        **{name: {("Event", "location")} for name in ("week", "month", "future")},
        "undated": {("Event", "startDate"), ("Event", "location")},
    }


def test_words_without_a_score_are_no_review(data: dict[str, Any]) -> None:
    panel, words = data["online"]["subEvent"]
    assert panel["review"]["reviewRating"]["ratingValue"] == 4.0
    assert "review" not in words
    authors = [each["author"]["name"] for each in data["online"]["review"]]
    assert authors == ["Ann Author", "Bo Writer"]


FILMED = """\
# Filmed

```{event}
:date: 2026-03-01
:place: Bonn
:recording: https://video.example.org/all
```

![The hall](hall.jpg)

## In the picture

```{talk}
:recording: https://video.example.org/1?utm_source=x
```

### At the end

![Questions](questions.jpg)
![More](hall.jpg)

## Without one

```{talk}
:recording: https://video.example.org/2
```

:::{private}
Zqxremark.
![The zqxhall](zqx.jpg)
:::
"""
DATED = "# Read\n\n```{link} https://video.example.org/1\n:title: A film\n:date: 2026-04-02\n```\n"


def videos(found: Site) -> list[tuple[str, str, str]]:
    """Return of each recording the end of its address, its picture and its day."""
    event = linked_data(found, "events/filmed.html")
    made = [video for each in (event, *event["subEvent"]) for video in each["recordedIn"]]
    said = (
        (each["url"], each.get("thumbnailUrl", ""), each.get("uploadDate", "")) for each in made
    )
    base = "https://notes.example.org/en/latest/"
    return [(url[26:], picture.removeprefix(base), day) for url, picture, day in said]


def test_a_recording_has_a_photo_of_its_talk_or_the_card_and_the_day_that_is_known(
    site: MakeSite,
) -> None:
    files: dict[str, str | bytes] = {
        "events/filmed.md": FILMED,
        "read.md": DATED,
        "links.lock.json": locked(
            **{
                "video.example.org/all": {"title": "All", "date": "2026-03-20"},
                "video.example.org/1": {"title": "One", "date": "2026-03-21"},
                "video.example.org/2": {"title": "Two", "date": "2026-03"},
            }
        ),
        **{f"events/{name}.jpg": pictures.photo(900, 600) for name in ("hall", "questions", "zqx")},
    }
    found = site(files, **DRAWN)
    (hall,) = found.out.glob("_images/hall-*.jpg")
    (questions,) = found.out.glob("_images/questions-*.jpg")
    card = "socialcards/events/filmed.png"
    assert (found.out / card).is_file()
    assert videos(found) == [
        ("all", f"_images/{hall.name}", "2026-03-20"),
        ("1?utm_source=x", f"_images/{questions.name}", "2026-04-02"),
        ("2", card, ""),
    ]
    if schema_org.IS_HERE:
        assert faults(linked_data(found, "events/filmed.html")) == []

    changed = {
        "read.md": DATED.replace("04-02", "04-03"),
        "links.lock.json": locked(**{"video.example.org/2": {"title": "2", "date": "2026-03-22"}}),
    }
    found.write(changed)
    found.rebuild()
    assert [day for _, _, day in videos(found)] == ["", "2026-04-03", "2026-03-22"]
    clean = site({**files, **changed}, name="clean", **DRAWN)
    assert found.read("events/filmed.html") == clean.read("events/filmed.html")


def test_a_photo_that_the_page_may_leave_out_stands_for_nothing(site: MakeSite) -> None:
    page = re.sub(r"!\[.*\n", "", FILMED)
    for name in ("only} latex", "ifconfig} False", "todo}"):
        page += f"\n```{{{name}\n![Left out](hall.jpg)\n```\n"
    files = {"events/filmed.md": page, "events/hall.jpg": pictures.photo(900, 600)}
    used = [*building.CONF["extensions"], "sphinx.ext.ifconfig", "sphinx.ext.todo"]
    found = site(files, extensions=used, **CONF)
    assert [picture for _, picture, _ in videos(found)] == ["", "", ""]


def test_without_pictures_of_its_own_a_recording_has_none(site: MakeSite) -> None:
    found = site({"events/filmed.md": re.sub(r"!\[.*\n", "", FILMED)}, **CONF)
    assert videos(found) == [("all", "", ""), ("1?utm_source=x", "", ""), ("2", "", "")]
