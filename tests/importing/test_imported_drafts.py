"""Drafts, the writer of pages, names that are free, and files that are written whole or not."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from building import MakeSite

from eventnotes.importing import files
from eventnotes.importing.draft import Draft, Fields, Photo, Refused, Section, person
from eventnotes.importing.known import Known, read_known
from eventnotes.importing.target import target
from eventnotes.importing.writer import escape, page, plain, title


def _talk(**values: str) -> Fields:
    fields = Fields("talk")
    for name, value in values.items():
        fields.put_list(name, value)
    return fields


def test_a_page_has_what_is_known_in_the_order_of_the_tables() -> None:
    draft = Draft("Tile Day", prose="A day.")
    draft.fields.put("place", "Vienna")
    draft.fields.put("date", "2026-05-04")
    draft.fields.put("series", "")
    draft.sections = [
        Section("Opening", talk=_talk(room="Hall 1", speakers="Ada Miller (Labs); Ben Okafor")),
        Section("Aside", 4, prose="Coffee."),
    ]
    assert page(draft) == (
        "# Tile Day\n\n```{event}\n:date: 2026-05-04\n:place: Vienna\n```\n\nA day.\n\n"
        "## Opening\n\n```{talk}\n:speakers: Ada Miller (Labs), Ben Okafor\n:room: Hall 1\n```\n\n"
        "### Aside\n\nCoffee.\n"
    )


def test_a_value_that_no_page_can_have_is_lost_alone() -> None:
    fields = _talk(start="9:99", room="Hall 1")
    assert not fields.put("speakers", "Ada (Labs", "Ben Okafor")
    assert dict(fields.items()) == {"speakers": "Ben Okafor", "room": "Hall 1"}
    assert [(lost.field, lost.value) for lost in fields.lost] == [
        ("start", "9:99"),
        ("speakers", "Ada (Labs"),
    ]


def test_a_field_that_the_directive_does_not_have_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        Fields("talk").put("host", "Example Labs")


def test_several_addresses_stand_one_in_a_line() -> None:
    talk = _talk()
    talk.put("recording", "https://example.org/1", "https://example.org/2")
    draft = Draft("Day", sections=[Section("Talk", talk=talk)])
    assert ":recording: https://example.org/1\n  https://example.org/2\n" in page(draft)


def test_a_long_list_of_people_goes_on_in_indented_lines() -> None:
    names = [f"Speaker Number{n} (A Rather Long Company)" for n in range(4)]
    draft = Draft("Day", sections=[Section("Panel", talk=_talk(speakers="; ".join(names)))])
    lines = page(draft).splitlines()
    start = lines.index(next(line for line in lines if line.startswith(":speakers:")))
    assert lines[start + 1].startswith("  Speaker")
    assert " ".join(" ".join(lines[start:-1]).split()) == f":speakers: {', '.join(names)}"


def test_talks_of_one_title_have_ids_of_their_own() -> None:
    draft = Draft("Day", sections=[Section("*Break*", talk=_talk()) for _ in range(3)])
    assert [talk.talk["id"] for talk in draft.talks if page(draft) and talk.talk] == [
        "",
        "break-2",
        "break-3",
    ]


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (("Ada Miller",), "Ada Miller"),
        (("Ada Miller", "Labs (UK), Inc", "CTO (acting)"), "Ada Miller (Labs UK Inc, CTO acting)"),
        (("Miller; Ada, (she/her)",), "Miller Ada she/her"),
        (("Ada", "", "CTO"), "Ada (, CTO)"),
        (("", "Labs"), ""),
    ],
)  # fmt: skip
def test_a_person_is_one_person_whatever_stands_in_the_name(
    parts: tuple[str, ...], written: str
) -> None:
    assert person(*parts) == written


HOSTILE = {
    "role": "{private}`x` and {ref}`y`",
    "comment": "<!-- hidden -->",
    "html": "<script>alert(1)</script> <b>bold</b>",
    "link": "[click](javascript:alert(1)) ![x](y.png) [^1] [a][b]",
    "emphasis": "*star* **two** _under_ snake_case `code` ~~no~~ $x$",
    "lines": "# no heading\n- no list\n1. no number\n> no quote\n% no comment\n"
    "+++\n---\n===\n:a: b\n:::{private}\n:::\n```{private}\n```\n(target)=\n",
    "entity": "&lt; &amp; AT&T &#60;",
    "back": "C:\\path \\% \\*",
}


def test_words_of_others_are_shown_as_they_are(site: MakeSite) -> None:
    sections = [Section(name, prose=escape(text)) for name, text in HOSTILE.items()]
    sections += [Section(title("# {x}`y` <!-- z --> *a* #")), Section(title("- b"))]
    made = site({"events/a.md": page(Draft("Hostile", sections=sections))}, builder="text")
    shown = " ".join(made.read("events/a.txt").split())
    for text in HOSTILE.values():
        for line in text.splitlines():
            assert " ".join(line.split()) in shown, line
    assert "# {x}`y` <!-- z --> *a* #" in shown


def test_a_heading_without_its_markup_makes_the_id() -> None:
    assert plain(r"The *best* of [C\+\+](https://x.org) `x_y` \<T\>") == "The best of C++ x_y <T>"


def _known(root: Path, pages: Mapping[str, str]) -> Known:
    for name, text in {"conf.py": "", **pages}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_known(root / "events")


PAGES = {
    "events/2026-01-15-quay-meetup.md": "# Quay\n\n```{event}\n```\n\n## A\n\n```{talk}\n"
    ":speaker: Dr. Ada M. Miller (Labs)\n```\n",
    "events/x.md": "# X\n\n```{event}\n:id: own-id\n```\n",
    "notes.md": "# No event\n",
}


def test_a_second_event_of_one_name_and_year_gets_its_month(tmp_path: Path) -> None:
    known = _known(tmp_path, PAGES)
    assert set(known.events) == {"quay-meetup-2026", "own-id"}
    draft = Draft("Quay Meetup")
    draft.fields.put("date", "2026-02-12")
    place = target(draft, tmp_path / "events", known.events)
    assert place == (tmp_path / "events/2026-02-12-quay-meetup.md", "quay-meetup-2026-02", True)


def test_a_page_with_photos_is_a_folder_and_a_draft_goes_to_drafts(tmp_path: Path) -> None:
    draft = Draft("Quay", photos=[Photo(tmp_path / "a.jpg", "a.jpg")], draft=True)
    assert target(draft, tmp_path / "events", {}).path == tmp_path / "drafts/quay/index.md"


def test_who_may_be_one_already_is_found_as_the_build_finds_it(tmp_path: Path) -> None:
    draft = Draft("New", sections=[Section("A", talk=_talk(speakers="Ada Miller, Ben Okafor"))])
    assert _known(tmp_path, PAGES).may_be_known(draft) == [("Ada Miller", "Dr. Ada M. Miller")]


def test_a_page_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match=r"a\.md: it exists"):
        files.write_new(path, "other")
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_interrupted_page_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_new(tmp_path / "a.md", "text")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "events").write_text("a file", encoding="utf-8")
    with pytest.raises(Refused, match=r"^[^\n]*events/a\.md: it can't be written: [^\n]+$"):
        files.write_new(tmp_path / "events/a.md", "text")
