"""What a run shows while it goes on."""

from __future__ import annotations

import io

import pytest

from eventnotes.links.network import progress
from eventnotes.links.network.progress import Progress


class Terminal(io.StringIO):
    """A stream that lines can be written over on."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_terminal_shows_one_line_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    stream = Terminal()
    shown = Progress(stream)
    shown.show(1, 20, ["a.example", "b.example", "c.example"])
    shown.show(2, 20, [])
    shown.say("a word")
    shown.close()
    assert stream.getvalue() == (
        "1 of 20 links, waiting for a.example, …\r\x1b[K2 of 20 links\r\x1b[Ka word\n"
    )


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    shown = Progress(stream)
    monkeypatch.setattr(progress, "_NOW_AND_THEN", 1e9)
    shown.show(1, 20, ["a.example"])
    assert stream.getvalue() == ""
    monkeypatch.setattr(progress, "_NOW_AND_THEN", 0.0)
    shown.show(2, 20, ["a.example"])
    shown.close()
    assert stream.getvalue() == "2 of 20 links, waiting for a.example\n"
