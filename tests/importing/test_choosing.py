"""``--only``: a visitor gets the talks that they starred, by whatever names them."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import sources
from sources import Notes, put

from eventnotes.importing import choosing

pytest.importorskip("icalendar", reason="the extra import is not installed")
pytest.importorskip("markdownify", reason="the extra import is not installed")


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path / "notes")


def _titles(notes: Notes) -> list[str]:
    return re.findall(r"^## (.+)$", notes.page, re.M)


@pytest.mark.parametrize(
    ("only", "titles"),
    [
        (["day=2026-01-10"], ["Opening the harbour", "Lights at night"]),
        (["day:2"], ["Cranes in C++"]),
        (["day=sun"], ["Cranes in C++"]),
        (["room=quay"], ["Opening the harbour", "Lights at night"]),
        (["track=Main"], ["Opening the harbour", "Cranes in C++"]),
        (["track=main", "speaker=okafor"], ["Opening the harbour"]),
        (["speaker=cleo janssen", "speaker=Okafor"], ["Opening the harbour", "Lights at night"]),
        (["Cranes in C++"], ["Cranes in C++"]),
        (["AAA111", "13"], ["Opening the harbour", "Cranes in C++"]),
        (["https://cfp.example.org/harbour-2026/talk/AAA111/"], ["Opening the harbour"]),
        (["all"], ["Opening the harbour", "Lights at night", "Cranes in C++"]),
    ],
)
def test_talks_are_taken_by_what_is_asked(
    notes: Notes, tmp_path: Path, only: list[str], titles: list[str]
) -> None:
    path = put(tmp_path, "s.json", sources.FRAB)
    assert notes.take(path, *(word for term in only for word in ("--only", term))) == 0
    assert _titles(notes) == titles


NAMED = {
    "In one": ("Hall 1", "AI", ["Ann Lee (she/her)"]),
    "In ten": ("Hall 10", "Maintenance", ["Joann Leeds"]),
    "In two": ("Hall 2, upstairs", "AI & law", ["Zoë Ann Müller", "Ann Lee-Berg (Labs)"]),
    "In three": ("第一会場", "C++", ["Ada Miller"]),
    "In four": ("K.1.105", "C", ["Ben Okafor"]),
}


@pytest.mark.parametrize(
    ("only", "titles"),
    [
        ("speaker=Ann", ["In one", "In two"]),
        ("speaker=ann lee", ["In one"]),
        ("speaker=lee", ["In one", "In two"]),
        ("speaker=zoe ann muller", ["In two"]),
        ("speaker=ZOË MÜLLER", None),
        ("speaker=Lee Ann", None),
        ("speaker=labs", ["In two"]),
        ("speaker=Leed", None),
        ("room=Hall 1", ["In one"]),
        ("room=hall", ["In one", "In ten", "In two"]),
        ("room=K", ["In four"]),
        ("room=1", ["In one", "In four"]),
        ("room=会場", ["In three"]),
        ("room=?", None),
        ("track=AI", ["In one"]),
        ("track=law", ["In two"]),
        ("track=e", None),
        ("track=C", ["In four"]),
        ("track=c++", ["In three"]),
    ],
)
def test_a_name_is_chosen_by_whole_words(
    notes: Notes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    only: str,
    titles: list[str] | None,
) -> None:
    rooms = {
        room: [{"title": title, "track": track, "persons": [{"name": name} for name in names]}]
        for title, (room, track, names) in NAMED.items()
    }
    days = [{"date": "2026-01-10", "rooms": rooms}]
    data = {"schedule": {"conference": {"title": "Name Days", "days": days}}}
    code = notes.take(put(tmp_path, "s.json", data), "--only", only)
    if titles is None:
        assert code == 1
        assert "there is no such" in capsys.readouterr().err
    else:
        assert _titles(notes) == titles


FAVOURITES: dict[str, Any] = {
    "list.txt": "# mine\n\n- [x] opening the harbour!\n2) Cranes in C++\n",
    "codes.json": {"favourites": ["5c7b4d6e-0000-5000-8000-000000000001", 13]},
    "talks.json": [{"id": 11, "name": "whatever"}, {"title": "Cranes in C++"}],
    "table.csv": "id,name\n11,x\n99,Cranes in C++\n",
}


@pytest.mark.parametrize("name", FAVOURITES)
def test_favourites_are_a_list_in_a_file(notes: Notes, tmp_path: Path, name: str) -> None:
    favourites = put(tmp_path, name, FAVOURITES[name])
    path = put(tmp_path, "s.json", sources.FRAB)
    assert notes.take(path, "--only", favourites) == 0
    assert _titles(notes) == ["Opening the harbour", "Cranes in C++"]


def test_bookmarks_choose_by_code_where_two_talks_have_one_title(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bookmarks = put(tmp_path, "b.ics", sources.BOOKMARKS.replace("1700@2026", "4@2026"))
    path = put(tmp_path, "s.xml", sources.PENTABARF)
    assert notes.take(path, "--only", bookmarks) == 0
    assert _titles(notes) == ["Welcome", "Night shift"]
    assert ":start: 2026-01-31 10:30\n" in notes.page
    out = capsys.readouterr().out
    assert "left out: talks that were not chosen: 1 (--only all takes all)" in out
    assert "left out: tracks: 2, of 2 talks (--track=topics makes topics)" in out


def test_favourites_of_pretalx_fit_by_the_code_in_the_address(notes: Notes, tmp_path: Path) -> None:
    text = put(tmp_path, "s.json", sources.FRAB).read_text().replace('"code": "AAA111", ', "")
    starred = sources.PRETALX_ICS.replace("URL:https://cfp", "URL:http://other")
    starred = starred.replace("SUMMARY:Opening", "SUMMARY:As it was called")
    path = put(tmp_path, "s.json", text)
    assert notes.take(path, "--only", put(tmp_path, "starred.ics", starred)) == 0
    assert _titles(notes) == ["Opening the harbour"]


def test_a_favourite_that_is_not_there_is_named(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    favourites = put(tmp_path, "f.txt", "Cranes in C++\nThe lost talk\n")
    assert notes.take(put(tmp_path, "s.json", sources.FRAB), "--only", favourites) == 0
    assert "f.txt: no talk in the schedule fits 'The lost talk'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("only", "message"),
    [
        ("room=Qay", "there is no such room in the schedule; did you mean 'Quay'?"),
        ("speaker=Okaf", "there is no such speaker in the schedule; did you mean 'Ben Okafor'?"),
        ("day=2027-01-01", "no talk is on that day; there are 2026-01-10, 2026-01-11"),
        ("day=9", "no talk is on that day"),
        ("starred.ics", "there is no such file, and no talk of that title or code"),
        ("Nothing like it", "no title or code is that in the schedule"),
    ],
)
def test_what_fits_nothing_is_one_line_and_no_page(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str], only: str, message: str
) -> None:
    assert notes.take(put(tmp_path, "s.json", sources.FRAB), "--only", only) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
    assert notes.pages == {}


def test_kinds_that_leave_no_talk_are_no_page(notes: Notes, tmp_path: Path) -> None:
    path = put(tmp_path, "s.json", sources.FRAB)
    assert notes.take(path, "--only", "room=Dock", "--only", "day=1") == 1
    assert notes.pages == {}


def test_tracks_become_topics_where_that_is_asked(notes: Notes, tmp_path: Path) -> None:
    notes.take(put(tmp_path, "s.xml", sources.PENTABARF), "--track=topics")
    assert re.findall(r"^:topics: (.+)$", notes.page, re.M) == [
        "Keynotes",
        "Lightning talks",
        "Ada & friends",
    ]


def _long() -> dict[str, Any]:
    talks = [
        {"guid": f"g{n}", "title": f"Talk {n}", "track": "Odd" if n % 2 else "Even"}
        for n in range(choosing.LONG + 1)
    ]
    day = {"date": "2026-01-10", "rooms": {"Quay": talks}}
    return {"schedule": {"conference": {"title": "Long Days", "days": [day]}}}


def test_a_long_schedule_asks_in_a_terminal(
    notes: Notes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answers = iter(["?", "room=Dock", "track=odd; Talk 7"])
    monkeypatch.setattr(choosing, "can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    assert notes.take(put(tmp_path, "s.json", _long())) == 0
    assert _titles(notes) == ["Talk 7"]
    out = capsys.readouterr().out
    assert "Long Days has 51 talks on 1 days, in 1 rooms and 2 tracks." in out
    assert "room=Quay (51)\n" in out
    assert "there is no such room" in out


def test_without_a_terminal_nothing_is_asked(
    notes: Notes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert notes.take(put(tmp_path, "s.json", _long())) == 0
    assert len(_titles(notes)) == 51


def test_events_of_a_calendar_are_chosen_likewise(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = sources.MEETUP.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
    other = body.replace("Kernel night", "Rope night").replace("20260212", "20260312")
    other = other.replace("event_310", "event_311").replace("Old Post Office", "Quay")
    both = sources.MEETUP.replace(
        "END:VCALENDAR", f"BEGIN:VEVENT{other}END:VEVENT\r\nEND:VCALENDAR"
    )
    path = put(tmp_path, "m.ics", both)
    assert notes.take(path, "--only", "day=2026-03-12", "--dry-run") == 0
    assert "left out: events that were not chosen: 1" in capsys.readouterr().out
    assert notes.take(path, "--only", "Rope night") == 0
    assert list(notes.pages) == ["2026-03-12-rope-night"]
    assert notes.take(path, "--only", "room=nowhere") == 1
    assert notes.take(path, "--title", "X") == 1
    assert "m.ics: --title is for one event, and there are 2" in capsys.readouterr().err
