"""Bad schedules: one line that names file and place, exit status 1, and no half-written page."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
import sources
from sources import Notes, put

pytest.importorskip("icalendar", reason="the extra import is not installed")
pytest.importorskip("markdownify", reason="the extra import is not installed")

BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE s [\n<!ENTITY a "aaaa">\n<!ENTITY b "&a;&a;&a;">\n]>\n'
    "<schedule><conference><title>&b;</title></conference></schedule>"
)
FILE = '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><schedule><day>&a;</day></schedule>'
CUT = json.dumps(sources.FRAB, indent=1)[:900]

REFUSED: dict[str, tuple[str | bytes, str]] = {
    "empty.json": ("", "empty.json: "),
    "cut.json": (CUT, f"cut.json:{CUT.count(chr(10)) + 1}: it is not JSON: "),
    "other.json": ('{"a": 1}', "other.json: it is none of what can be imported: "),
    "deep.json": ("[" * 10_000 + "]" * 10_000, "deep.json: it is nested too deeply"),
    "number.json": ("[" + "1" * 6_000 + "]", "number.json: it is not JSON: "),
    "speakers.json": (json.dumps(sources.SPEAKERS), "speakers.json: it is a list of speakers"),
    "cut.xml": (sources.PENTABARF[:700], "cut.xml:20: it is no whole XML: "),
    "bomb.xml": (BOMB, "bomb.xml:3: it declares entities"),
    "file.xml": (FILE, "file.xml:1: it declares entities"),
    "deep.xml": ("<schedule>" + "<day>" * 10_000, "deep.xml:1: it is nested too deeply"),
    "other.xml": ("<?xml version='1.0'?>\n<feed/>", "other.xml:1: it is XML, but no schedule"),
    "cut.ics": (sources.SCHED[:200], "cut.ics:9: the calendar is not whole"),
    "none.ics": (sources.ics("PRODID:x\n"), "none.ics: there is no event in this calendar"),
    "none.html": (
        "<!DOCTYPE html><html><p>Hi</html>",
        "none.html: this page does not say in schema.org",
    ),
    "latin.json": (b'{"schedule": "M\xfcller"}', "latin.json:1: it is not UTF-8"),
    "binary.json": (b"\x00\x01\x02", "binary.json: it is no text"),
    "category.json": ('{"title": "Days"}', "category.json: it is a category of pyvideo without"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_is_one_line_and_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    notes = Notes(tmp_path / "notes")
    content, message = REFUSED[name]
    assert notes.take(put(tmp_path, name, content)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
    assert sources.files(notes.root) == ["conf.py"]


def test_a_deep_page_of_the_web_is_read_or_refused(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    page = "<!DOCTYPE html><html>" + "<div itemscope itemprop=x>" * 10_000
    assert notes.take(put(tmp_path, "deep.html", page)) == 1
    data = '<script type="application/ld+json">' + "[" * 10_000 + "</script>"
    page = f"<!DOCTYPE html><html>{data}{sources.LUMA.partition('<title>')[2]}"
    assert notes.take(put(tmp_path, "deep.html", page)) == 1  # one script is lost
    assert "# Beyond" in notes.page


def _one(**values: Any) -> dict[str, Any]:
    data = copy.deepcopy(sources.FRAB)
    talk = data["schedule"]["conference"]["days"][1]["rooms"]["Dock"][0]
    talk.update(values)
    return data


@pytest.mark.parametrize(
    ("values", "message", "lost"),
    [
        ({"date": "9999-99-99"}, "Cranes in C++: start '9999-99-99' is left out", "11 14:00"),
        ({"date": "", "start": "25:61"}, "Cranes in C++: start '25:61' is left out", "11 14:00"),
        ({"duration": "9:99"}, "Cranes in C++: duration '9:99' is left out", ":planned: 45 min"),
        ({"duration": -5}, "Cranes in C++: duration '-5' is left out", ":planned: 45 min"),
        ({"duration": [[]]}, "", ":planned: 45 min"),
        ({"title": " "}, "a talk has no title", "## Cranes"),
        ({"title": None}, "a talk has no title", "## Cranes"),
        ({"persons": [{"id": 1}]}, "Cranes in C++: a person has no name", "Dock, Ada"),
        ({"persons": "Ada", "links": 3, "room": [1], "language": {}, "url": 7}, "", "7"),
    ],
)  # fmt: skip
def test_a_bad_value_is_lost_alone(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    values: dict[str, Any],
    message: str,
    lost: str,
) -> None:
    notes = Notes(tmp_path / "notes")
    path = put(tmp_path, "s.json", json.dumps(_one(**values), indent=1))
    assert notes.take(path) == (1 if message else 0)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == bool(message)
    if message:
        place, _, said = lines[0].partition("s.json:")
        number, _, said = said.partition(": ")
        assert place == f"{tmp_path}/"
        assert message in said
        # the line is one of that talk
        text = path.read_text().splitlines()
        assert '"5c7b4d6e-0000-5000-8000-000000000003"' in "".join(text[int(number) - 2 :][:3]) or (
            "9999" in text[int(number) - 1]
        )
    assert lost not in notes.page.partition("## Cranes")[2].replace(
        "45 min", lost and "45 min"
    ) or (lost in {"7", "Dock, Ada"})
    assert notes.page.count("```{talk}") == 3


@pytest.mark.parametrize("start", ["20260", "99999999T000000", "99991231T235959Z", ""])
def test_a_bad_date_in_a_calendar_is_lost_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], start: str
) -> None:
    notes = Notes(tmp_path / "notes")
    text = sources.SCHED.replace("DTSTART:20260504T130000Z", f"DTSTART:{start}")
    assert notes.take(put(tmp_path, "s.ics", text)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "s.ics:" in line
    assert "Tile by tile: its DTSTART can't be read and is left out" in line
    assert ":room: Hall 2, Level 1\n" in notes.page


def test_half_a_character_is_replaced(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    assert notes.take(put(tmp_path, "s.json", _one(room="Do\ud800ck", title="\ud83d\ude00 x"))) == 0
    assert ":room: Do\ufffdck\n" in notes.page
    assert "## \U0001f600 x\n" in notes.page


def test_titles_and_codes_that_are_there_twice_are_two_talks(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    talk = {"guid": "same", "title": "Break", "start": "10:00"}
    day = {"date": "2026-01-10", "rooms": {"Quay": [talk, talk, {**talk, "guid": "other"}]}}
    data = {"schedule": {"conference": {"title": "Days", "days": [day]}}}
    assert notes.take(put(tmp_path, "s.json", data)) == 0
    assert notes.page.count("## Break\n") == 3
    assert notes.page.count(":id: break-") == 2
    before = notes.page
    assert notes.take(tmp_path / "s.json") == 0
    assert notes.page == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_and_line_ends_of_windows_are_read(tmp_path: Path, encoding: str) -> None:
    notes = Notes(tmp_path / "notes")
    for name, text in (
        ("s.xml", sources.PENTABARF),
        ("h.json", json.dumps(sources.FRAB, indent=1)),
    ):
        data = text.replace("\n", "\r\n").encode(encoding)
        assert notes.take(put(tmp_path, name, data)) == 0
    assert "Université" in notes.pages["2026-01-31-fosdem"]
    assert "\r" not in "".join(notes.pages.values())


def test_xml_in_the_encoding_that_it_names_is_read(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    text = sources.PENTABARF.replace('encoding="UTF-8"', 'encoding="iso-8859-1"')
    assert notes.take(put(tmp_path, "s.xml", text.encode("latin-1"))) == 0
    assert ":venue: ULB (Université Libre de Bruxelles)\n" in notes.page


def test_two_thousand_talks_are_a_page(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    talks = [
        {"guid": f"g{n}", "title": f"Talk {n}", "start": "10:00", "abstract": "<p>Words</p>"}
        for n in range(2000)
    ]
    day = {"date": "2026-01-10", "rooms": {"Quay": talks}}
    data = {"schedule": {"conference": {"title": "Days", "days": [day]}}}
    assert notes.take(put(tmp_path, "s.json", data)) == 0
    assert notes.page.count("```{talk}") == 2000


def test_a_page_that_exists_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = Notes(tmp_path / "notes")
    put(notes.root, "events/2026-01-10-harbour-days.md", "# Mine\n")
    assert notes.take(put(tmp_path, "s.json", sources.FRAB)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("events/2026-01-10-harbour-days.md: it exists, and is left as it is")
    assert notes.page == "# Mine\n"
    assert not (notes.root / "imports.lock.json").exists()


def test_another_event_of_that_name_and_day_gets_a_page_of_its_own(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    other = sources.MEETUP.replace("event_310", "event_311").replace("Two talks", "Others")
    assert notes.take(put(tmp_path, "m.ics", sources.MEETUP)) == 0
    assert notes.take(put(tmp_path, "n.ics", other)) == 0
    assert set(notes.pages) == {"2026-02-12-kernel-night", "2026-02-12-kernel-night-2"}


def test_a_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = Notes(tmp_path / "notes")

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert notes.take(put(tmp_path, "s.json", sources.FRAB)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("harbour-days.md: it can't be written: Permission denied")


def test_what_is_kept_and_cannot_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = Notes(tmp_path / "notes")
    path = put(tmp_path, "s.json", sources.FRAB)
    assert notes.take(path, "--only", "room=Dock") == 0

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    before = notes.page
    monkeypatch.setattr("os.replace", refuse)
    assert notes.take(path, "--only", "room=Quay") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("harbour-days.md: it can't be written: Permission denied")
    assert notes.page == before
    assert not [name for name in sources.files(notes.root) if name.endswith(".part")]


def test_an_interrupt_leaves_whole_pages_that_the_next_import_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = Notes(tmp_path / "notes")
    first, second = put(tmp_path, "s.json", sources.FRAB), put(tmp_path, "s.xml", sources.PENTABARF)
    real, calls = os.fsync, []

    def interrupt(number: int) -> None:
        calls.append(number)
        if len(calls) == 3:  # the page, what is kept of it, the second page
            raise KeyboardInterrupt
        real(number)

    monkeypatch.setattr(os, "fsync", interrupt)
    assert notes.take(first, second) == 1
    said = capsys.readouterr()
    assert said.err == (
        f"{second}: interrupted; the pages that are named are whole, and no other was written\n"
    )
    assert "2026-01-10-harbour-days.md: written" in said.out
    assert list(notes.pages) == ["2026-01-10-harbour-days"]
    assert not [name for name in sources.files(notes.root) if name.endswith(".part")]
    monkeypatch.undo()
    assert notes.take(first, second) == 0
    assert len(notes.pages) == 2
