"""New pages: from the author's template or without one, under an id that nobody has."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventnotes.cli import main


def _new(root: Path, name: str, *options: str) -> int:
    return main(["new", name, "--into", str(root / "events"), *options])


def test_a_new_page_says_its_path_and_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _new(tmp_path, "Compiler Evening & *friends*", "--date", "2026-01-15") == 0
    path = tmp_path / "events/2026-01-15-compiler-evening-friends.md"
    assert capsys.readouterr().out == f"{path}\nid: compiler-evening-friends-2026\n"
    assert path.read_text(encoding="utf-8") == (
        "# Compiler Evening & \\*friends\\*\n\n```{event}\n:date: 2026-01-15\n```\n"
    )


def test_a_monthly_meetup_gets_its_month_then_its_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("2026-01-15", "2026-02-12", "2026-02-26")
    assert [_new(tmp_path, "PyMeetup", "--date", day) for day in days] == [0, 0, 0]
    said = capsys.readouterr().out.splitlines()[1::2]
    assert said == ["id: pymeetup-2026", "id: pymeetup-2026-02", "id: pymeetup-2026-02-26"]
    text = (tmp_path / "events/2026-02-12-pymeetup.md").read_text(encoding="utf-8")
    assert text == "# PyMeetup\n\n```{event}\n:id: pymeetup-2026-02\n:date: 2026-02-12\n```\n"


TEMPLATE = (
    "# {{ name }}\n\n```{event}\n:date: {{ date }}\n:series: {{series}}\n:host: Us\n```\n\nMine.\n"
)


def _template(root: Path, text: str) -> None:
    (root / "templates").mkdir()
    (root / "templates/event.md").write_text(text, encoding="utf-8")
    (root / "conf.py").write_text("", encoding="utf-8")


def test_the_authors_template_is_taken(tmp_path: Path) -> None:
    _template(tmp_path, TEMPLATE)
    (tmp_path / "events").mkdir()
    (tmp_path / "events/quay.md").write_text("# Quay\n\n```{event}\n```\n", encoding="utf-8")
    assert _new(tmp_path, "Quay", "--series", "Quays", "--into", str(tmp_path / "events/x")) == 0
    text = (tmp_path / "events/x/quay.md").read_text(encoding="utf-8")
    assert text == "# Quay\n\n```{event}\n:id: quay-2\n:series: Quays\n:host: Us\n```\n\nMine.\n"


@pytest.mark.parametrize(
    ("template", "options", "message"),
    [
        (
            "# {{ name }}\n\n{{ town }}\n",
            (),
            "event.md:3: {{ town }} is unknown; allowed: {{ name }}",
        ),
        ("# Fixed\n", (), "it has no {{ name }} for the title"),
        (TEMPLATE, ("--date", "9999-99-99"), "'9999-99-99' is no date; allowed: a day"),
    ],
)
def test_what_cannot_be_made_is_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    template: str,
    options: tuple[str, ...],
    message: str,
) -> None:
    _template(tmp_path, template)
    assert _new(tmp_path, "Quay", *options) == 1
    said = capsys.readouterr()
    assert message in said.err
    assert (said.err.count("\n"), said.out) == (1, "")
    assert not (tmp_path / "events").exists()


def test_a_page_that_exists_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "events/quay.md"
    path.parent.mkdir()
    path.write_text("mine", encoding="utf-8")
    assert _new(tmp_path, "Quay") == 1
    assert capsys.readouterr().err == f"{path}: it exists, and is left as it is\n"
    assert path.read_text(encoding="utf-8") == "mine"
