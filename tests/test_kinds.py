"""Each kind of object is stated once, and everything that goes by it has what it states."""

from __future__ import annotations

import pytest
from noted import ask

from eventnotes.diagnostics import Notice
from eventnotes.i18n import terms
from eventnotes.kinds.tables import FILTERS, KINDS, LISTS, OPTIONS
from eventnotes.model import records
from eventnotes.reading.plurals import options_of
from eventnotes.scope import NAMES
from eventnotes.views.cards import FACTS
from eventnotes.views.columns import COLUMNS

RECORDS = {
    "event": records.Event,
    "talk": records.Talk,
    "link": records.Link,
    "takeaway": records.Takeaway,
}
SETTLED_BEFORE = {"draft"}
"""What is read and not kept: it says whether the page is built at all."""


@pytest.mark.parametrize("kind", RECORDS)
def test_what_is_read_is_kept(kind: str) -> None:
    kept = set(RECORDS[kind]._fields)
    read = {option.name.replace("-", "_") for option in KINDS[kind].options}
    assert read - kept == SETTLED_BEFORE & read


@pytest.mark.parametrize("kind", RECORDS)
def test_each_fact_on_a_card_is_drawn(kind: str) -> None:
    assert sorted(KINDS[kind].facts) == sorted(FACTS.get(kind, ()))


@pytest.mark.parametrize("plural", [plural for plural, kind in LISTS.items() if kind.columns])
def test_each_column_is_drawn(plural: str) -> None:
    assert set(LISTS[plural].columns) == set(COLUMNS[plural])
    assert set(LISTS[plural].shown) <= set(LISTS[plural].columns)


@pytest.mark.parametrize("plural", LISTS)
def test_each_group_has_a_name_and_each_filter_an_option(plural: str) -> None:
    assert set(LISTS[plural].groups) <= terms.GROUPS.keys() & terms.NO_GROUP.keys()
    assert set(FILTERS) <= {option.name for option in options_of(plural)}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_is_one_that_something_can_fit(name: str) -> None:
    values = {"since": "2025", "until": "2025", "min-rating": "0.5"}
    values |= {"not-attended": "recording", "not-kind": "video"}  # of a fixed set
    value = values.get(name, "x")
    assert ask("talks", **{name: value}).shown < ask("talks").shown


def test_what_is_no_filter_fits_nothing() -> None:
    with pytest.raises(LookupError, match="'colour'"):
        ask("talks", colour="red")


def test_each_option_has_a_warning() -> None:
    lists = (option for plural in LISTS for option in options_of(plural))
    for option in (*lists, *(option for options in OPTIONS.values() for option in options)):
        assert Notice.of(option.notice).subtype == option.notice


def test_the_name_of_each_kind_and_list_makes_a_page_one_of_notes() -> None:
    assert KINDS.keys() | LISTS.keys() | OPTIONS.keys() <= set(NAMES)
