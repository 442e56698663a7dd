"""What the name of a file says becomes title and date of an event, and each only once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources import Notes, put

from eventnotes.importing import filename, when
from eventnotes.importing.target import stem

TWO = "Words first.\n\n## Tide tables - Ada Miller\n\nx\n\n## Ropes that hold - Ben Okafor\n\nz\n"
ONE = "Words first.\n\n## Tide tables - Ada Miller\n\nx\n"


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path / "notes")


@pytest.mark.parametrize(
    ("name", "title", "date"),
    [
        ("2026-03-06-quay-days", "Quay Days", "2026-03-06"),
        ("2026-03-06 Quay Days", "Quay Days", "2026-03-06"),
        ("2026-03-06 - Quay Days", "Quay Days", "2026-03-06"),
        ("Quay Days 2026-03-07", "Quay Days", "2026-03-07"),
        ("Quay Days (2026-03-07)", "Quay Days", "2026-03-07"),
        ("quay-days-2026-03-07", "Quay Days", "2026-03-07"),
        ("quay_days_2026_03_07", "Quay Days", "2026-03-07"),
        ("20260306_quay_days", "Quay Days", "2026-03-06"),
        ("2026-03-quay-days", "Quay Days", "2026-03"),
        ("2026-03-06-to-2026-03-08-quay-days", "Quay Days", "2026-03-06 to 2026-03-08"),
        ("2026-03-06 iOS day", "iOS day", "2026-03-06"),
        ("2026-03-06-days-of-the-quay", "Days of the Quay", "2026-03-06"),
        ("quay-days-2026", "Quay Days 2026", "2026"),
        ("2026-03-06", "2026-03-06", "2026-03-06"),
        ("dump", "dump", ""),
    ],
)
def test_a_name_says_a_title_and_a_date(name: str, title: str, date: str) -> None:
    assert (filename.title(name), when.in_name(name)) == (title, date)


@pytest.mark.parametrize(
    ("title", "date", "name"),
    [
        ("Quay Days 2026-03-06", "2026-03-06", "2026-03-06-quay-days"),
        ("2026-03-06: Quay Days", "2026-03-06 to 2026-03-08", "2026-03-06-quay-days"),
        ("Quay 2026-03", "2026-03-06", "2026-03-06-quay"),
        ("2026-03-06", "2026-03-06", "2026-03-06"),
        ("Quay Days 2026", "2026-03-06", "2026-03-06-quay-days"),
        ("Quay Night May 2026", "2026-05-06", "2026-05-06-quay-night-may"),
        ("Quay Days 2025-03-06", "2026-03-06", "2026-03-06-quay-days-2025-03-06"),
    ],
)
def test_a_page_has_its_date_once_in_its_name(title: str, date: str, name: str) -> None:
    assert stem(title, date) == name


@pytest.mark.parametrize("name", ["2026-03-06-quay-days.md", "2026-03-06-quay-days/index.md"])
def test_a_dated_file_without_a_title_is_named_once(
    notes: Notes, tmp_path: Path, name: str
) -> None:
    assert notes.take(put(tmp_path / "in", name, TWO)) == 0
    assert list(notes.pages) == ["2026-03-06-quay-days"]
    assert notes.page.startswith(
        "# Quay Days\n\n```{event}\n:date: 2026-03-06\n```\n\nWords first."
    )


def test_a_dated_page_of_obsidian_is_named_once(notes: Notes, tmp_path: Path) -> None:
    (tmp_path / "vault/.obsidian").mkdir(parents=True)
    put(tmp_path / "vault", "2026-03-06 Quay Days.md", TWO)
    assert notes.take(tmp_path / "vault") == 0
    assert list(notes.pages) == ["2026-03-06-quay-days"]
    assert notes.page.startswith("# Quay Days\n")


def test_the_only_talk_of_a_dated_file_is_one_of_its_event(notes: Notes, tmp_path: Path) -> None:
    assert notes.take(put(tmp_path, "2026-03-08-rope-night.md", ONE)) == 0
    assert notes.pages == {
        "2026-03-08-rope-night": "# Rope Night\n\n```{event}\n:date: 2026-03-08\n```\n\n"
        "Words first.\n\n## Tide tables\n\n```{talk}\n:speakers: Ada Miller\n```\n\nx\n"
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-03-08-tide-tables.md", ONE),
        ("2026-03-08-ada-miller.md", ONE),
        ("2026-03-08-notes.md", ONE),
        ("2026-03-08.md", ONE),
        ("2026-03-08-rope-night.md", ONE.replace("##", "#")),
    ],
)
def test_a_talk_in_a_file_of_its_own_has_the_day_of_the_file(
    notes: Notes, tmp_path: Path, name: str, text: str
) -> None:
    assert notes.take(put(tmp_path, name, text)) == 0
    (made,) = notes.pages.values()
    assert made.startswith(
        "# Tide tables\n\n```{talk}\n:speakers: Ada Miller\n:start: 2026-03-08\n```\n"
    )


def test_a_schedule_without_a_name_is_named_after_its_file(notes: Notes, tmp_path: Path) -> None:
    pytest.importorskip("markdownify", reason="the extra import is not installed")
    talk = {"guid": "1", "title": "Tide tables", "date": "2026-03-06T10:00:00+01:00"}
    days = [{"date": "2026-03-06", "rooms": {"Quay": [talk]}}]
    data = {"schedule": {"conference": {"title": "", "days": days}}}
    assert notes.take(put(tmp_path, "2026-03-06-quay-days.json", data)) == 0
    assert list(notes.pages) == ["2026-03-06-quay-days"]
    assert notes.page.startswith("# Quay Days\n")
