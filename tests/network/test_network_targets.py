"""Which links are asked for: those that published pages cite."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from sites import write_site

from eventnotes.model.library import Library
from eventnotes.network.targets import Target, read_targets


class Place(NamedTuple):
    """A stand-in for a citing place."""

    page: str
    title: str
    section: str
    url: str


class Resource(NamedTuple):
    """A stand-in for an entry of the link index."""

    key: str
    url: str
    kind: str
    title: str
    private: bool
    places: tuple[Place, ...]


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    """Take back what Sphinx does to the loggers of a process."""
    yield
    logger = logging.getLogger("sphinx")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)


def test_targets_are_what_public_resources_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://example.org/a?utm_source=x"
    places = (
        Place("events/a", "A", "A", url),
        Place("events/a", "A", "Keynote", url),
        Place("events/a", "A", "Keynote", url),
    )
    resources = [
        Resource("https://example.org/b", "https://example.org/b", "video", "B", False, places[:1]),
        Resource("https://example.org/a", url, "article", "", False, places),
        Resource("https://example.org/p", "https://example.org/p", "article", "", True, ()),
    ]
    monkeypatch.setattr(Library, "resources", resources, raising=False)
    root = write_site(tmp_path / "site", {"A": [url]})
    assert read_targets(root, root, tmp_path / "doctrees") == [
        Target(
            "https://example.org/a",
            url,
            "article",
            "",
            ("events/a.md: A", "events/a.md: A › Keynote"),
        ),
        Target("https://example.org/b", "https://example.org/b", "video", "B", ("events/a.md: A",)),
    ]
    assert sorted(path.name for path in root.iterdir()) == ["conf.py", "events", "index.md"]


def test_mistakes_of_authors_are_shown_and_others_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Library, "resources", [], raising=False)
    root = write_site(tmp_path / "site", {"A": []})
    text = "# B\n\n```{event}\n:date: never\n```\n\n[](#nowhere)\n\n```{nonsense}\n```\n"
    (root / "events" / "b.md").write_text(text)
    assert read_targets(root, root, tmp_path / "doctrees") == []
    complaints = capsys.readouterr().err
    assert "[notes.date]" in complaints
    assert "nonsense" not in complaints
