"""Files are divided among processes, and a process that fails fails the whole."""

from __future__ import annotations

import os

import pytest

from eventnotes.leaks import shares

SIZES = {"a.html": 30, "b.json": 20, "c.html": 30, "d.xml": 40, "e.png": 0}


def test_files_are_divided_into_equal_shares_by_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "LEAST", 10)
    assert shares.divide(SIZES, 2) == [["b.json", "d.xml", "e.png"], ["a.html", "c.html"]]
    assert shares.divide(SIZES, 1) == [["b.json", "d.xml", "e.png", "a.html", "c.html"]]


def test_a_process_for_little_is_not_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "LEAST", 50)
    assert [len(share) for share in shares.divide(SIZES, 8)] == [3, 2]
    assert shares.divide({}, 8) == [[]]


def test_each_share_has_its_result() -> None:
    found = shares.work([["a"], ["b", "c"], []], lambda names: ("".join(names), os.getpid()))
    assert [said for said, _ in found] == ["a", "bc", ""]
    assert len({process for _, process in found}) == 3
    assert found[0][1] == os.getpid()


def test_a_process_that_fails_fails_the_whole() -> None:
    with pytest.raises(EOFError):
        shares.work([["a"], ["b"]], lambda names: {"a": 1}[names[0]])
    with pytest.raises(EOFError):
        shares.work([["a"], ["b"]], lambda names: os._exit(0) if names == ["b"] else None)
