"""One spelling for each resource: tables of addresses, written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventnotes.model.urls import canonical_url

HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _resources() -> list[list[str]]:
    blocks = "\n".join(_lines("spellings.txt")).split("\n\n")
    return [block.split() for block in blocks if block.strip()]


RESOURCES = _resources()
PAIRS = [line.split() for line in _lines("apart.txt") if line]


def test_the_tables_are_as_long_as_they_should_be() -> None:
    assert len(RESOURCES) >= 100
    assert sum(map(len, RESOURCES)) >= 300
    assert len(PAIRS) >= 60


@pytest.mark.parametrize("spellings", RESOURCES, ids=lambda found: found[0])
def test_all_spellings_of_a_resource_have_one_key(spellings: list[str]) -> None:
    assert {canonical_url(url) for url in spellings} == {canonical_url(spellings[0])}


def test_no_two_resources_have_the_same_key() -> None:
    keys: dict[str, str] = {}
    for first, *_ in RESOURCES:
        assert keys.setdefault(canonical_url(first), first) == first


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_what_only_looks_alike_stays_apart(first: str, second: str) -> None:
    assert canonical_url(first) != canonical_url(second)


@pytest.mark.parametrize("spellings", RESOURCES, ids=lambda found: found[0])
def test_a_key_is_its_own_key(spellings: list[str]) -> None:
    key = canonical_url(spellings[0])
    assert canonical_url(key) == key
