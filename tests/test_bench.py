"""The benchmark: what it reads of a corpus, what it measures, and what it holds lists to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench import checks, corpus, generate, measure
from bench.__main__ import main
from bench.build import BuildError
from bench.generate import Event, Speaker, Talk
from bench.sites import Site

FOLDER = Path(__file__).parent / "pyvideo"


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    return corpus.read(FOLDER)


def test_a_folder_is_an_event_from_its_first_day_to_its_last(events: tuple[Event, ...]) -> None:
    assert [(event.id, event.title, event.dates) for event in events] == [
        ("event-2019-harbour-days", "Harbour Days 2019", "2019-05-04"),
        ("event-quay-meetup", "Quay Meetup", "2020-01-15 to 2020-03-01"),
    ]


def test_a_talk_keeps_the_words_that_markdown_leaves_alone(events: tuple[Event, ...]) -> None:
    talk = events[0].talks[0]
    assert talk == Talk(
        id="event-2019-harbour-days/a-quiet-compiler",
        title="A quiet compiler",
        format=None,
        speakers=(Speaker("Ada Example", ""), Speaker("Bo Élan", "")),
        room=None,
        start="2019-05-04",
        planned=None,
        actual=None,
        topics=("compilers", "noise and quiet"),
        recording="https://www.youtube.com/watch?v=abcdefghijk",
        slides=None,
        rating=None,
        paragraphs=(
            "It never says no b twice /b . See or mail",
            "The second paragraph - with a dash.",
            "More of it: [there](https://slides.example.org/quiet.pdf)",
        ),
        takeaway=None,
    )


def test_two_files_of_one_name_are_two_talks(events: tuple[Event, ...]) -> None:
    assert events[0].talks[1].id == "event-2019-harbour-days/a-quiet-compiler-2"


def test_a_corpus_can_be_cut_to_a_number_of_talks() -> None:
    found = corpus.read(FOLDER, 3)
    assert [[talk.title for talk in event.talks] for event in found] == [
        [
            "A quiet compiler",
            "A quiet compiler, again and again and again until everybody has heard of it",
        ],
        ["Канаты: ropes"],
    ]


def test_a_folder_without_talks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no talk by anybody"):
        corpus.read(tmp_path)


def test_a_word_in_the_opening_paragraph_changes_nothing_else(events: tuple[Event, ...]) -> None:
    changed = generate.with_opening_word(events[1], "bassoon")
    shown = "What was recorded at Quay Meetup, bassoon what its speakers say of it."
    assert changed.intro == shown
    assert replace(changed, intro=events[1].intro) == events[1]


def test_every_step_is_measured_on_a_corpus(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "SHORT_BUILDS", 1)
    monkeypatch.setattr("os.sync", lambda: None)  # no times are looked at
    asked = ["--corpus", str(FOLDER), "--forms", "lists", "--rounds", "1", "--jobs", "1"]
    assert main([*asked, "--no-warmup"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [cell.strip() for cell in shown[0].split("|")[1:-1]] == [
        "5 talks, -j 1",
        "lists",
        "least to most",
        "CPU",
    ]
    steps = [line.split("|")[1].strip() for line in shown[2:8]]
    assert steps == ["clean", "idle", "one word", "opening word", "new talk", "peak memory"]


def test_an_entry_may_leave_out_talks_beyond_the_most_that_it_lists(
    tmp_path: Path, events: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site("lists", tmp_path, events)
    site.output.mkdir()
    for name in ("people", "orgs", "topics"):
        (site.output / f"{name}.html").write_text("", encoding="utf-8")
    links = [
        f'<a href="events/{event.id}.html#talk-{talk.id.replace("/", "-")}">'
        for event in events
        for talk in event.talks
    ]
    people = {"ada-example": links[:2], "cy-example": links[2:3], "di-example": links[4:]}
    entries = [f'<h2 id="person-people-{name}">{"".join(of)}' for name, of in people.items()]
    (site.output / "people.html").write_text("".join(entries), encoding="utf-8")
    topics = [links[0], links[2]]  # of three talks about compilers
    text = f'<h2 id="topic-topics-compilers">{"".join(topics)}'
    text += f'<h2 id="topic-topics-noise-and-quiet">{links[0]}'
    (site.output / "topics.html").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=r"not in the list of topics, compilers: .*windlass"):
        checks._check_entries(site)
    monkeypatch.setattr(checks, "MOST_ROWS", 2)
    checks._check_entries(site)
