"""Which object has which id and where it lives, from the records of all pages."""

from __future__ import annotations

from typing import Any

import pytest

from eventnotes.model.corpus import Corpus
from eventnotes.model.dates import DateRange
from eventnotes.model.people import Mention, Name
from eventnotes.model.records import About, Event, Link, PageNotes, Takeaway, Talk

NVIDIA = Name("orgs/nvidia", "NVIDIA")
META = Name("orgs/meta", "Meta")
JENSEN = Mention("people/jensen-huang", "Jensen Huang", NVIDIA)


def event(identifier: str, day: str = "", line: int = 3, **facts: Any) -> Event:
    """Return an event on the page ``events/<id>``."""
    date = DateRange(day, day) if day else None
    title = facts.pop("title", identifier.upper())
    page = f"events/{identifier}"
    return Event(identifier, title, page, line, f"event-{identifier}", date=date, **facts)


def talk(identifier: str, title: str, line: int = 10, **facts: Any) -> Talk:
    """Return a talk on the page of its event."""
    home, _, _ = identifier.partition("/")
    anchor = f"talk-{identifier.replace('/', '-')}"
    return Talk(identifier, title, f"events/{home}", line, anchor, event=home, **facts)


def about(
    identifier: str, title: str = "", page: str = "people", line: int = 3, **more: Any
) -> About:
    """Return what an author adds about somebody."""
    return About(identifier, title, page, line, f"anchor-{line}", **more)


def corpus(*pages: PageNotes) -> Corpus:
    """Return the corpus of pages, named as their events are, or ``people``."""
    return Corpus({p.event.page if p.event else "people": p for p in pages})


@pytest.fixture
def two() -> Corpus:
    """Return two events: the later one comes first by name."""
    later = PageNotes(
        event(
            "a-2025",
            "2025-06-01",
            title="A Days",
            host=(META,),
            topics=(Name("topics/rocm", "ROCm"),),
        ),
        (
            talk("a-2025/keynote", "Opening", speakers=(JENSEN,)),
            talk("a-2025/quirks", "On quirks", line=20),
        ),
        links=(
            Link("links/docs", "The Docs", "events/a-2025", 30, "l", "", "https://x.org", "code"),
        ),
        takeaways=(
            Takeaway("a-2025/quirks-2", "Mind quirks", "events/a-2025", 40, "t", "a-2025"),
            Takeaway("", "Nameless", "events/a-2025", 50, "t2", "a-2025"),
        ),
    )
    earlier = PageNotes(
        event("b-2024", "2024-06-01", title="B Days"),
        (
            talk("b-2024/keynote", "Opening", speakers=(JENSEN._replace(org=META),)),
            talk("b-2024/scale", "SCALE: CUDA on AMD", line=20, absent=(Mention("", "Michael"),)),
        ),
    )
    return corpus(later, earlier)


def test_everything_with_an_id_is_in_the_inventory_once(two: Corpus) -> None:
    assert set(two.entries) == {
        "a-2025",
        "a-2025/keynote",
        "a-2025/quirks",
        "a-2025/quirks-2",
        "b-2024",
        "b-2024/keynote",
        "b-2024/scale",
        "links/docs",
        "orgs/meta",
        "orgs/nvidia",
        "people/jensen-huang",
        "topics/rocm",
    }


def test_a_person_lives_where_the_earliest_talk_names_them(two: Corpus) -> None:
    entry = two.entries["people/jensen-huang"]
    assert (entry.page, entry.anchor, entry.title) == (
        "events/b-2024",
        "talk-b-2024-keynote",
        "Jensen Huang",
    )
    assert two.entries["orgs/meta"].page == "events/b-2024"
    assert two.entries["topics/rocm"].page == "events/a-2025"


@pytest.mark.parametrize(
    ("kind", "target", "identifier"),
    [
        ("event", "a-2025", "a-2025"),
        ("event", "A Days", "a-2025"),
        ("event", "a days", "a-2025"),
        ("talk", "b-2024/scale", "b-2024/scale"),
        ("talk", "scale", "b-2024/scale"),
        ("talk", "SCALE: CUDA on AMD", "b-2024/scale"),
        ("talk", "SCALE:  CUDA  on AMD", "b-2024/scale"),
        ("person", "Jensen Huang", "people/jensen-huang"),
        ("person", "people/jensen-huang", "people/jensen-huang"),
        ("person", "jensen-huang", "people/jensen-huang"),
        ("org", "NVIDIA", "orgs/nvidia"),
        ("org", "nvidia", "orgs/nvidia"),
        ("org", "orgs/nvidia", "orgs/nvidia"),
        ("topic", "ROCm", "topics/rocm"),
        ("link", "links/docs", "links/docs"),
        ("link", "docs", "links/docs"),
        ("link", "The Docs", "links/docs"),
        ("takeaway", "a-2025/quirks-2", "a-2025/quirks-2"),
        ("takeaway", "Mind quirks", "a-2025/quirks-2"),
    ],
)
def test_a_thing_is_found_by_id_with_or_without_prefix_and_by_name(
    two: Corpus, kind: str, target: str, identifier: str
) -> None:
    entry = two.find(kind, target, "index")
    assert entry is not None
    assert entry.id == identifier


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("talk", "a-2025"),
        ("event", "a-2025/keynote"),
        ("person", "NVIDIA"),
        ("org", "people/jensen-huang"),
        ("talk", ""),
        ("person", "Michael"),
        ("event", "x" * 10_000),
    ],
)
def test_a_thing_of_another_kind_is_not_found(two: Corpus, kind: str, target: str) -> None:
    assert two.find(kind, target, "index") is None


def test_a_title_that_several_talks_have_means_the_one_on_the_page(two: Corpus) -> None:
    here = two.find("talk", "Opening", "events/a-2025")
    assert here is not None
    assert here.id == "a-2025/keynote"
    assert two.find("talk", "Opening", "index") is None


def test_a_talks_own_part_of_an_id_is_looked_for_on_the_page_first(two: Corpus) -> None:
    here = two.find("talk", "keynote", "events/b-2024")
    assert here is not None
    assert here.id == "b-2024/keynote"
    assert two.find("talk", "keynote", "index") is None


def test_the_nearest_names_look_like_what_was_asked(two: Corpus) -> None:
    assert "Jensen Huang" in two.nearest("person", "Jenson Huang")
    assert two.nearest("event", "b-2042")[0] == "b-2024"
    assert two.nearest("event", "zzzzzzzz") == []


def test_the_first_by_page_and_line_keeps_an_id() -> None:
    first = PageNotes(event("a"), (talk("a/x", "One", 10), talk("a/x", "Two", 20)))
    second = PageNotes(event("b", title="B")._replace(id="a"))
    made = corpus(second, first)
    assert made.entries["a"].page == "events/a"
    assert made.entries["a/x"].title == "One"
    clashes = [(c.id, c.first.line, c.second.page, c.second.line) for c in made.clashes]
    assert sorted(clashes) == [("a", 3, "events/b", 3), ("a/x", 10, "events/a", 20)]


def test_ids_are_settled_in_the_order_of_lines_not_of_kinds() -> None:
    page = PageNotes(
        event("a"),
        (talk("a/x", "A talk", 30),),
        takeaways=(Takeaway("a/x", "A takeaway", "events/a", 20, "t", "a"),),
    )
    assert corpus(page).entries["a/x"].kind == "takeaway"


def test_what_is_said_about_a_person_moves_them_and_gives_a_name() -> None:
    page = PageNotes(event("a"), (talk("a/x", "T", speakers=(JENSEN,)),))
    said = PageNotes(about=(about("people/jensen-huang", "Jen-Hsun Huang", line=7),))
    entry = corpus(page, said).entries["people/jensen-huang"]
    assert (entry.title, entry.page, entry.line) == ("Jen-Hsun Huang", "people", 7)


def test_an_alias_leads_to_the_one_it_is_an_alias_of() -> None:
    michael = Mention(
        "people/michael-spectral-compute",
        "Michael",
        Name("orgs/spectral-compute", "Spectral Compute"),
    )
    page = PageNotes(event("a"), (talk("a/x", "T", speakers=(michael,)),))
    said = PageNotes(
        about=(
            about("people/michael-sondergaard", "Michael Søndergaard",
                  aliases=(Name("people/michael-spectral-compute", ""),)),
        )
    )  # fmt: skip
    made = corpus(page, said)
    old = made.entries["people/michael-spectral-compute"]
    assert old.alias_of == "people/michael-sondergaard"
    assert (old.title, old.page) == ("Michael Søndergaard", "people")
    found = made.find("person", "michael-spectral-compute", "index")
    assert found is not None
    assert found.title == "Michael Søndergaard"
    assert made.clashes == []


def test_one_person_described_twice_is_a_clash() -> None:
    said = PageNotes(about=(about("people/a-b", line=3), about("people/a-b", line=9)))
    made = corpus(said)
    assert made.entries["people/a-b"].line == 3
    assert [(clash.first.line, clash.second.line) for clash in made.clashes] == [(3, 9)]


def test_an_alias_that_two_people_claim_is_a_clash() -> None:
    said = PageNotes(
        about=(
            about("people/a-b", "A B", line=3, aliases=(Name("people/x", ""),)),
            about("people/c-d", "C D", line=9, aliases=(Name("people/x", ""),)),
        )
    )
    made = corpus(said)
    assert made.entries["people/x"].alias_of == "people/a-b"
    assert [clash.id for clash in made.clashes] == ["people/x"]


def test_an_alias_does_not_take_the_id_of_an_event_or_of_somebody_described() -> None:
    said = PageNotes(
        about=(
            about("people/a-b", "A B", line=3, aliases=(Name("people/c-d", ""),)),
            about("people/c-d", "C D", line=9),
        )
    )
    made = corpus(said)
    assert made.entries["people/c-d"].title == "C D"
    assert [clash.id for clash in made.clashes] == ["people/c-d"]


def test_a_person_named_by_id_only_has_a_readable_title() -> None:
    page = PageNotes(event("a"), (talk("a/x", "T", speakers=(Mention("people/wei-zhang", ""),)),))
    assert corpus(page).entries["people/wei-zhang"].title == "Wei Zhang"


def test_a_name_that_is_written_later_is_found_where_an_id_came_first() -> None:
    by_id = talk("a/x", "T", 10, speakers=(Mention("people/sun-yat-sen", ""),))
    by_name = talk("a/y", "U", 20, speakers=(Mention("people/sun-yat-sen", "Sun Yat-sen"),))
    made = corpus(PageNotes(event("a"), (by_id, by_name)))
    found = made.find("person", "Sun Yat-sen", "index")
    assert found is not None
    assert found.line == 10


def test_the_order_of_the_pages_does_not_matter() -> None:
    first = PageNotes(event("a", "2025-01-01"), (talk("a/x", "T", speakers=(JENSEN,)),))
    second = PageNotes(event("b", "2025-01-01"), (talk("b/y", "U", speakers=(JENSEN,)),))
    assert corpus(first, second).entries == corpus(second, first).entries
    assert corpus(second, first).entries["people/jensen-huang"].page == "events/a"
