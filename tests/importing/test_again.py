"""The next import: facts come to the page, and the author's words stay what they are."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sources
from building import MakeSite
from sources import Notes, put

pytest.importorskip("icalendar", reason="the extra import is not installed")
pytest.importorskip("markdownify", reason="the extra import is not installed")

Talks = dict[str, dict[str, Any]]


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    made = Notes(tmp_path / "notes")
    assert made.take(put(tmp_path, "s.json", sources.FRAB)) == 0
    return made


def _changed(change: Callable[[dict[str, list[Any]]], None]) -> dict[str, Any]:
    """Return the schedule with its talks changed, which are given by room."""
    data = copy.deepcopy(sources.FRAB)
    days = data["schedule"]["conference"]["days"]
    rooms = {name: talks for day in days for name, talks in day["rooms"].items()}
    change(rooms)
    return data


def test_the_same_schedule_changes_no_byte(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = notes.page
    lock = (notes.root / "imports.lock.json").read_bytes()
    capsys.readouterr()
    assert notes.take(tmp_path / "s.json") == 0
    assert notes.page == before
    assert (notes.root / "imports.lock.json").read_bytes() == lock
    assert "2026-01-10-harbour-days.md: nothing is new\n" in capsys.readouterr().out


def test_facts_are_new_and_what_the_author_wrote_stays(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes.edit(
        ("All about *ships*.\n", "My own words, <!-- secret -->\n\n> and a quote\n"),
        (":room: Dock\n", ":room: Dock, upstairs\n:rating: 4/5 Fine.\n"),
        (":speakers: Cleo Janssen\n", ":speakers: Cleo Janssen (Lamps Ltd)\n% mine\n"),
    )

    def change(rooms: dict[str, list[Any]]) -> None:
        opening, lights = rooms["Quay"]
        opening.update(room="Pier", title="Opening *the* pier", abstract="Something else.")
        opening["links"].append({"url": "https://example.org/1.mp4", "title": "Video"})
        lights["persons"] = [{"public_name": "Cleo J. Janssen"}]
        lights["start"] = "00:40"
        rooms["Dock"][0]["room"] = "Shed"

    before = notes.page
    capsys.readouterr()
    assert notes.take(put(tmp_path, "s.json", _changed(change))) == 0
    wanted = before.replace("## Opening the harbour\n\n```{talk}\n", (
        "## Opening \\*the\\* pier\n\n```{talk}\n:id: opening-the-harbour\n"
    )).replace(":room: Quay\n:url: https://cfp.example.org/harbour-2026/talk/AAA111/\n", (
        ":room: Pier\n:url: https://cfp.example.org/harbour-2026/talk/AAA111/\n"
        ":recording: https://example.org/1.mp4\n"
    )).replace(":start: 2026-01-11 00:20\n", ":start: 2026-01-11 00:40\n")  # fmt: skip
    assert notes.page == wanted
    out = capsys.readouterr().out
    assert "updated, 2 conflicts" in out
    assert "conflict: Cranes in C++: room: yours 'Dock, upstairs', the schedule's 'Shed'" in out
    assert "conflict: Lights at night: speakers: yours 'Cleo Janssen (Lamps Ltd)'" in out
    assert "its description changed in the schedule; yours stays" in out
    # what was told once is told no more
    assert notes.take(tmp_path / "s.json") == 0
    assert "conflict" not in capsys.readouterr().out


def test_a_description_that_nobody_touched_is_that_of_the_schedule(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = notes.page

    def change(rooms: dict[str, list[Any]]) -> None:
        rooms["Quay"][0]["abstract"] = "All about *boats*.\n\nAnd more."
        rooms["Quay"][1]["abstract"] = "Bring a lamp."

    capsys.readouterr()
    assert notes.take(put(tmp_path, "s.json", _changed(change))) == 0
    assert notes.page != before
    assert "\n\nAll about *boats*.\n\nAnd more.\n\n" in notes.page
    assert "All about *ships*." not in notes.page
    assert "\n```\n\nBring a lamp.\n" in notes.page
    out = capsys.readouterr().out
    assert "Opening the harbour: its description is another\n" in out
    assert "yours stays" not in out
    # taken out by the author, it does not come back
    notes.edit(("\n\nBring a lamp.\n", "\n"))
    without = notes.page
    rooms: dict[str, Any] = {}
    data = _changed(change)
    for day in data["schedule"]["conference"]["days"]:
        rooms |= day["rooms"]
    rooms["Quay"][1]["abstract"] = "Bring two lamps."
    assert notes.take(put(tmp_path, "s.json", data)) == 0
    assert notes.page == without
    assert "its description changed in the schedule; yours stays" in capsys.readouterr().out


def test_an_event_has_the_title_of_its_schedule_unless_the_author_gave_it_one(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def renamed(title: str) -> Path:
        data = copy.deepcopy(sources.FRAB)
        data["schedule"]["conference"]["title"] = title
        return put(tmp_path, "s.json", data)

    before = notes.page
    capsys.readouterr()
    assert notes.take(renamed("Harbour & Quay Days 2026")) == 0
    assert notes.page == before.replace("# Harbour Days 2026\n", "# Harbour & Quay Days 2026\n")
    assert "its title is now 'Harbour & Quay Days 2026'" in capsys.readouterr().out
    notes.edit(("# Harbour & Quay Days 2026\n", "# The harbour\n"))
    mine = notes.page
    assert notes.take(renamed("Days of the Harbour 2026")) == 0
    assert notes.page == mine
    assert "title: yours 'The harbour', the schedule's 'Days of" in capsys.readouterr().out


def test_what_the_author_took_out_or_filled_in_is_not_touched(notes: Notes, tmp_path: Path) -> None:
    notes.edit((":planned: 45 min\n", ""), (":room: Dock\n", ":room: Dock\n:language: de\n"))
    before = notes.page

    def change(rooms: dict[str, list[Any]]) -> None:
        rooms["Dock"][0].update(duration="00:50", language="en")

    assert notes.take(put(tmp_path, "s.json", _changed(change))) == 0
    assert notes.page == before


def test_a_talk_that_vanished_is_marked_and_one_that_came_is_added(
    notes: Notes, tmp_path: Path, site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    before = notes.page

    def change(rooms: dict[str, list[Any]]) -> None:
        new = {"guid": "n", "title": "Ropes", "start": "11:00", "abstract": "Knots.", "id": 77}
        rooms["Quay"][1] = new

    assert notes.take(put(tmp_path, "t.json", _changed(change))) == 0
    assert (
        "- [Ships](https://example.org/ships)\n\n"
        "## Ropes\n\n```{talk}\n:start: 2026-01-10 11:00\n:room: Quay\n```\n\nKnots.\n\n"
        "## Lights at night\n"
    ) in notes.page
    assert ":room: Quay\n```\n\n:::{update} " in notes.page
    assert "\nNo longer in the schedule.\n:::\n\n## Cranes" in notes.page
    (name,) = notes.pages
    made = site({f"events/{name}.md": notes.page})
    assert "No longer in the schedule." in made.text(f"events/{name}.html")
    # it is marked once, and when it comes back the mark goes
    marked = notes.page
    assert notes.take(tmp_path / "t.json") == 0
    assert notes.page == marked
    assert notes.take(tmp_path / "s.json") == 0
    assert "Lights at night: it is in the schedule again" in capsys.readouterr().out
    assert notes.page.count(":::{update}") == 1  # now it is Ropes that is gone
    for part in before.split("\n\n"):
        assert part in notes.page


def test_a_talk_that_the_author_took_out_does_not_come_back(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = notes.page.index("## Lights at night")
    notes.edit((notes.page[begin : notes.page.index("## Cranes")], ""))
    before = notes.page
    assert notes.take(tmp_path / "s.json") == 0
    assert notes.page == before
    assert (
        "left out: talks that are no longer on the page: Lights at night\n"
        in capsys.readouterr().out
    )


def test_only_the_talks_that_were_chosen_are_updated(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    path = put(tmp_path, "s.json", sources.FRAB)
    assert notes.take(path, "--only", "Cranes in C++") == 0

    def change(rooms: dict[str, list[Any]]) -> None:
        rooms["Dock"][0]["room"] = "Shed"

    assert notes.take(put(tmp_path, "s.json", _changed(change))) == 0
    assert "Opening" not in notes.page
    assert ":room: Shed\n" in notes.page
    # more are added where they belong
    assert notes.take(path, "--only", "room=Quay") == 0
    assert notes.page.index("## Opening") < notes.page.index("## Lights") < notes.page.index("## C")


def test_a_room_that_was_chosen_brings_its_new_talks(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    assert notes.take(put(tmp_path, "s.json", sources.FRAB), "--only", "room=Quay") == 0

    def change(rooms: dict[str, list[Any]]) -> None:
        rooms["Quay"].append({"guid": "n", "title": "Ropes", "start": "18:00"})
        rooms["Dock"].append({"guid": "m", "title": "Rust", "start": "18:00"})

    assert notes.take(put(tmp_path, "s.json", _changed(change))) == 0
    assert "## Ropes" in notes.page
    assert "Rust" not in notes.page


def test_another_format_of_the_schedule_finds_its_talks(notes: Notes, tmp_path: Path) -> None:
    before = notes.page
    calendar = sources.PRETALX_ICS.replace("LOCATION:Quay", "LOCATION:Pier")
    assert notes.take(put(tmp_path, "s.ics", calendar), "--only", "AAA111") == 0
    assert list(notes.pages) == ["2026-01-10-harbour-days"]
    assert ":room: Pier\n" in notes.page
    assert "Opening \\- the harbour" in notes.page or "## Opening - the harbour" in notes.page
    # what the calendar does not know stays
    assert ":slides: https://cfp.example.org/media/opening.pdf\n" in notes.page
    assert before.count("```{talk}") == notes.page.count("```{talk}")


def test_line_ends_and_other_layout_of_the_page_are_kept(notes: Notes, tmp_path: Path) -> None:
    notes.edit(
        ("\n## Cranes in C++\n", "\nCranes in C++\n-------------\n"),
        (
            "```{talk}\n:speakers: Ada Miller\n:format: talk",
            "~~~~{notes:talk}\n:speaker:\n  Ada Miller\n:format: talk",
        ),
        (":room: Dock\n```", ":room: Dock\n~~~~"),
        ("\n", "\r\n"),
    )
    before = notes.page

    def change(rooms: dict[str, list[Any]]) -> None:
        rooms["Dock"][0].update(room="Shed", persons=[{"public_name": "Eve Stone"}])

    assert notes.take(put(tmp_path, "s.json", _changed(change))) == 0
    wanted = before.replace(":room: Dock\r\n", ":room: Shed\r\n")
    assert notes.page == wanted.replace(":speaker:\r\n  Ada Miller\r\n", ":speakers: Eve Stone\r\n")


def test_a_page_with_another_name_is_found(notes: Notes, tmp_path: Path) -> None:
    (path,) = (notes.root / "events").glob("*.md")
    path.rename(path.with_name("harbour-2026.md"))

    def change(rooms: dict[str, list[Any]]) -> None:
        rooms["Dock"][0]["room"] = "Shed"

    assert notes.take(put(tmp_path, "s.json", _changed(change))) == 0
    assert list(notes.pages) == ["harbour-2026"]
    assert ":room: Shed\n" in notes.page


def test_dry_run_tells_and_writes_nothing(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {name: (notes.root / name).read_bytes() for name in sources.files(notes.root)}

    def change(rooms: dict[str, list[Any]]) -> None:
        rooms["Dock"][0]["room"] = "Shed"

    assert notes.take(put(tmp_path, "s.json", _changed(change)), "--dry-run") == 0
    assert "would be updated" in capsys.readouterr().out
    assert {n: (notes.root / n).read_bytes() for n in sources.files(notes.root)} == before


# -- recordings --------------------------------------------------------------------------------

CSV = (
    "Title;Video URL\r\nada miller: opening the harbour;https://youtu.be/BBBBBBBBBBB\r\n"
    "Cranes in C;https://youtu.be/CCCCCCCCCCC\r\nTrailer;https://youtu.be/DDDDDDDDDDD\r\n"
)


@pytest.mark.parametrize(
    ("name", "content", "address"),
    [
        ("list.json", sources.PLAYLIST, "https://www.youtube.com/watch?v="),
        ("list.csv", CSV, "https://youtu.be/"),
    ],
)
def test_a_playlist_gives_talks_their_recordings(
    notes: Notes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: Any,
    address: str,
) -> None:
    before = notes.page
    assert notes.take(put(tmp_path, name, content)) == 0
    url = ":url: https://cfp.example.org/harbour-2026/talk/AAA111/\n"
    assert notes.page == before.replace(url, f"{url}:recording: {address}BBBBBBBBBBB\n").replace(
        ":room: Dock\n", f":room: Dock\n:recording: {address}CCCCCCCCCCC\n"
    )
    assert "harbour-days.md fits: Trailer\n" in capsys.readouterr().out


def test_recordings_reach_a_page_that_was_written_by_hand(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    page = (
        "# Harbour Days 2026\n\n```{event}\n:date: 2026-01\n```\n\n## Cranes in C++\n\n"
        "```{talk}\n:recording: https://example.org/mine\n```\n\n"
        ":::{talk} Opening the harbour\n:::\n"
    )
    put(notes.root, "events/h.md", page)
    assert notes.take(put(tmp_path, "list.json", sources.PLAYLIST)) == 0
    assert notes.page == page.replace("harbour\n:::", (
        "harbour\n:recording: https://www.youtube.com/watch?v=BBBBBBBBBBB\n:::"
    ))  # fmt: skip


def test_pyvideo_gives_recordings_to_the_event_of_its_days(notes: Notes, tmp_path: Path) -> None:
    put(tmp_path, "c/category.json", {"title": "Harbour Days"})
    for name, title, day in (
        ("a", "Opening the harbour", "2026-01-10"),
        ("b", "Lights at night", "2026-01-11"),
        ("x", "Another", "2026-01-11"),
    ):
        videos = [{"type": "youtube", "url": f"https://youtu.be/{name * 11}"}]
        video = {"title": title, "recorded": day, "speakers": [], "videos": videos}
        put(tmp_path, f"c/videos/{name}.json", video)
    assert notes.take(tmp_path / "c") == 0
    assert len(notes.pages) == 1
    assert notes.page.count(":recording: https://youtu.be/") == 2
    assert "Another" not in notes.page


def test_pyvideo_of_another_year_is_another_event(notes: Notes, tmp_path: Path) -> None:
    put(tmp_path, "c/category.json", {"title": "Harbour Days"})
    for title in ("Opening the harbour", "Lights at night", "Cranes in C++"):
        video = {"title": title, "recorded": "2027-01-09", "speakers": [], "videos": []}
        put(tmp_path, f"c/videos/{title[:4]}.json", video)
    assert notes.take(tmp_path / "c") == 0
    assert list(notes.pages) == ["2026-01-10-harbour-days", "2027-01-09-harbour-days"]


def test_pretalx_names_recordings_by_code(notes: Notes, tmp_path: Path) -> None:
    links = [{"submission": "AAA111", "youtube_link": "https://youtu.be/BBBBBBBBBBB"}]
    assert notes.take(put(tmp_path, "youtube.json", links)) == 0
    assert ":recording: https://youtu.be/BBBBBBBBBBB\n" in notes.page


def test_recordings_of_no_event_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = Notes(tmp_path / "notes")
    assert notes.take(put(tmp_path, "list.json", sources.PLAYLIST)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "list.json: no event in the notes has talks of these titles" in line


def test_a_page_is_named_where_it_is_not_found_out(notes: Notes, tmp_path: Path) -> None:
    one = {"_type": "playlist", "entries": [sources.PLAYLIST["entries"][1]]}
    path = put(tmp_path, "list.json", one)
    assert notes.take(path) == 1
    (page,) = (notes.root / "events").glob("*.md")
    assert notes.take(path, "--page", page) == 0
    assert ":recording: https://www.youtube.com/watch?v=CCCCCCCCCCC\n" in notes.page


def test_a_page_that_was_named_is_not_asked_for(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "list.csv", "title,url\nTrailer,https://youtu.be/DDDDDDDDDDD\n")
    (page,) = (notes.root / "events").glob("*.md")
    assert notes.take(path, "--page", page) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(f"{page}: no talk has the title of a recording, such as 'Trailer'")


KNOTS = """\
# Knot Days

```{event}
:date: 2026-06-01
```

## Brand new

```{talk}
:speakers: New Person (Example Labs), Ben Okafor
```

## Opening

```{talk}
```

## Welcome

```{talk}
:speakers: Ada Miller
```

## Welcome

```{talk}
:id: welcome-2
:speakers: Cleo Janssen
```
"""


@pytest.mark.parametrize(
    ("title", "talk"),
    [
        ("Brand new", "Brand new"),
        ("Brand new - New Person", "Brand new"),
        ("New Person: Brand New", "Brand new"),
        ("“Brand new” by New Person & Ben Okafor | Knot Days 2026", "Brand new"),
        ("Knot Days 2026: Opening", "Opening"),
        ("Opening (video)", "Opening"),
        ("Welcome, Cleo Janssen", "Cleo Janssen"),
        ("Welcome", ""),
        ("Welcome - Ben Okafor", ""),
        ("Opening - Ada Miller", ""),
        ("Opening the harbour", ""),
        ("Opening - Rope Days 2026", ""),
        ("Grand Opening", ""),
        ("Brand new knots - New Person", ""),
        ("New Person", ""),
    ],
)
def test_a_short_title_needs_beside_it_who_spoke_or_the_event(
    tmp_path: Path, title: str, talk: str
) -> None:
    notes = Notes(tmp_path / "notes")
    page = put(notes.root, "events/2026-06-01-knot-days.md", KNOTS)
    rows = f'title,url\n"{title}",https://youtu.be/DDDDDDDDDDD\n'
    code = notes.take(put(tmp_path, "list.csv", rows), "--page", page)
    assert code == (0 if talk else 1)
    found = [part for part in notes.page.split("\n## ") if ":recording:" in part]
    assert [talk in part for part in found] == ([True] if talk else [])


# -- what is kept ------------------------------------------------------------------------------


def test_what_is_kept_has_codes_and_no_mail_addresses(notes: Notes) -> None:
    text = (notes.root / "imports.lock.json").read_text(encoding="utf-8")
    first = json.loads(text)["pages"][0]["talks"][0]
    assert first["names"][:3] == ["5c7b4d6e-0000-5000-8000-000000000001", "AAA111", "11"]
    assert "@" not in text


@pytest.mark.parametrize("content", ["{", "[]", '{"version": 2, "pages": []}', '{"version": 1}'])
def test_what_is_kept_and_broken_stops_with_its_name(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    put(notes.root, "imports.lock.json", content)
    before = notes.page
    assert notes.take(tmp_path / "s.json") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "imports.lock.json: " in line
    assert notes.page == before


def test_a_page_that_the_author_took_away_is_made_again_under_its_name(
    notes: Notes, tmp_path: Path
) -> None:
    before = notes.page
    (path,) = (notes.root / "events").glob("*.md")
    path.unlink()
    assert notes.take(tmp_path / "s.json") == 0
    assert notes.pages == {"2026-01-10-harbour-days": before}


def _days(count: int) -> dict[str, Any]:
    talks = [{"guid": f"g{n}", "title": f"Talk {n}", "start": "10:00"} for n in range(count)]
    day = {"date": "2026-01-10", "rooms": {"Quay": talks}}
    return {"schedule": {"conference": {"title": "Days", "acronym": "days", "days": [day]}}}


def test_a_part_of_a_schedule_marks_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = Notes(tmp_path / "notes")
    assert notes.take(put(tmp_path, "s.json", _days(6))) == 0
    before = notes.page
    assert notes.take(put(tmp_path, "s.json", _days(2))) == 0
    assert notes.page == before
    assert "4 of 6 talks are not in this file, which may be a part" in capsys.readouterr().out
    assert notes.take(put(tmp_path, "s.json", _days(4))) == 0
    assert notes.page.count("No longer in the schedule.") == 2


def test_bookmarks_of_a_schedule_change_nothing(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    assert notes.take(put(tmp_path, "s.xml", sources.PENTABARF)) == 0
    before = notes.page
    # its times are in UTC, and it knows one of two days
    assert notes.take(put(tmp_path, "b.ics", sources.BOOKMARKS)) == 0
    assert notes.pages == {"2026-01-31-fosdem": before}


def test_one_page_of_an_answer_marks_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = Notes(tmp_path / "notes")
    put(tmp_path, "speakers.json", sources.SPEAKERS)
    talk = sources.SUBMISSIONS["results"][0]  # type: ignore[index]  # it is a list
    both = {"results": [talk, {**talk, "code": "CCC333", "title": "Other"}]}
    assert notes.take(put(tmp_path, "submissions.json", both)) == 0
    page = {"next": "https://example.org/?page=2", "results": [talk]}
    assert notes.take(put(tmp_path, "submissions.json", page)) == 0
    assert "No longer" not in notes.page
    assert "it is one page of several of the answer" in capsys.readouterr().out


def test_a_series_is_added_to_a_page_that_has_none(notes: Notes, tmp_path: Path) -> None:
    before = notes.page
    assert notes.take(tmp_path / "s.json", "--series", "Harbour") == 0
    zone = ":timezone: Europe/Berlin\n"
    assert notes.page == before.replace(zone, f"{zone}:series: Harbour\n")
    assert notes.take(tmp_path / "s.json") == 0
    assert ":series: Harbour\n" in notes.page
