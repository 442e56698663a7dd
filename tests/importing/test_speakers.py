"""Whoever a schedule names stands on the page with what stood in brackets after the name."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import sources
from sources import Notes, put

from eventnotes.importing.draft import Fields, organisation
from eventnotes.importing.speakers import speaker
from eventnotes.model.people import read_person


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path / "notes")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Sam Doe (she/her)", "Sam Doe (she/her)"),
        ("(they/them) Sam Doe", "Sam Doe (they/them)"),
        ("Sam Doe (they)", "Sam Doe (pronouns: they)"),
        ("Sam Doe (@sam@social.example)", "Sam Doe (@sam@social.example)"),
        ("Ada Miller (Example Labs)", "Ada Miller (Example Labs)"),
        ("Ada Miller [Example Labs]", "Ada Miller (Example Labs)"),
        ("Ada Miller (she/her) (Example Labs)", "Ada Miller (Example Labs, she/her)"),
        ("Ada Miller (Example Labs, CTO; she/her)", "Ada Miller (Example Labs, CTO, she/her)"),
        ("Ada Miller (CTO at Example Labs)", "Ada Miller (Example Labs, CTO)"),
        ("Ada Miller (CTO, Example Labs)", "Ada Miller (Example Labs, CTO)"),
        ("Ada Miller (moderator)", "Ada Miller (, moderator)"),
        ("Ada Miller, Example Labs", "Ada Miller (Example Labs)"),
        ("Ben Okafor (knots)", "Ben Okafor (@knots)"),
        ("Ben Okafor (EDRi)", "Ben Okafor (EDRi)"),
        ("Pat O'Brien, PhD", "Pat O'Brien, PhD"),
        ("Pat O'Brien (PhD)", "Pat O'Brien, PhD"),
        ("山田太郎（例株式会社）", "山田太郎（例株式会社）"),
        ("Ben (Bo) Okafor", "Ben Bo Okafor"),
        ("Miller, Ada", "Miller Ada"),
        ("Ada Miller (Labs", "Ada Miller Labs"),
        ("Ada Miller ()", "Ada Miller"),
        ("(anonymous)", "anonymous"),
        ("Ada Miller (`{private}` x)", "Ada Miller (` private ` x)"),
    ],
)
def test_what_stands_in_brackets_stays_in_them(name: str, written: str) -> None:
    fields = Fields("talk")
    assert speaker(name).person == written
    assert fields.put("speakers", speaker(name).person)
    assert read_person(fields["speakers"]).name


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Sam Doe (she/her)", "Sam Doe (Example Labs, she/her)"),
        ("Ada Miller (example labs)", "Ada Miller (Example Labs)"),
        ("Ada Miller (CTO)", "Ada Miller (Example Labs, CTO)"),
        ("Ben Okafor (knots)", "Ben Okafor (Example Labs, @knots)"),
        ("Ben Okafor (Bremen, Germany)", "Ben Okafor (Example Labs, Bremen, Germany)"),
    ],
)
def test_brackets_stand_beside_the_organisation_that_a_schedule_has(
    name: str, written: str
) -> None:
    assert speaker(name, "Example Labs").person == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("PyLadies (Bremen)", "PyLadies (Bremen)"),
        ("Example Labs, Inc. (UK", "Example Labs Inc. UK"),
        ("A ) B (", "A B"),
    ],
)
def test_a_host_keeps_brackets_that_are_pairs(name: str, written: str) -> None:
    assert organisation(name) == written


NAMES = "Sam Doe (she/her), Ada Miller (Example Labs, CTO), Ben Okafor (knots)"
WRITTEN = ":speakers: Sam Doe (she/her), Ada Miller (Example Labs, CTO), Ben Okafor (@knots)\n"


def _frab() -> Any:
    data = copy.deepcopy(sources.FRAB)
    talk = data["schedule"]["conference"]["days"][0]["rooms"]["Quay"][0]
    names = NAMES.replace("Labs,", "Labs;").split(", ")
    talk["persons"] = [{"public_name": name} for name in names]
    talk["persons"].append({"public_name": "Jane Doe (she/her)", "role": "MODERATOR"})
    return data


def _pentabarf() -> str:
    people = NAMES.replace("Labs,", "Labs;").replace(", ", "</person><person>")
    people = f"<persons><person>{people}</person></persons>"
    people += "<moderators><moderator>Jane Doe (she/her)</moderator></moderators>"
    old = '<persons><person id="6">Ada Miller</person></persons>'
    return sources.PENTABARF.replace(old, people, 1)


@pytest.mark.parametrize("source", [_frab(), _pentabarf()])
def test_schedules_have_brackets_after_names(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str], source: Any
) -> None:
    pytest.importorskip("markdownify", reason="the extra import is not installed")
    assert notes.take(put(tmp_path, "schedule", source)) == 0
    assert WRITTEN + ":moderator: Jane Doe (she/her)\n" in notes.page
    out = capsys.readouterr().out
    assert "words in brackets: 'knots' behind Ben Okafor is taken for a handle\n" in out


def test_a_calendar_of_pretalx_has_brackets_after_names(notes: Notes, tmp_path: Path) -> None:
    pytest.importorskip("icalendar", reason="the extra import is not installed")
    names = NAMES.replace(",", "\\,")
    text = sources.PRETALX_ICS.replace("Ada Miller\\, Ben Okafor", names)
    assert notes.take(put(tmp_path, "s.ics", text)) == 0
    assert WRITTEN in notes.page
