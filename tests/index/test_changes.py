"""What an edit changes of a page's notes, and which other pages it concerns."""

from __future__ import annotations

import pytest

from eventnotes.index.changes import Change, changes_of, concerns
from eventnotes.model.prose import Run
from eventnotes.model.query import Query
from eventnotes.model.records import Citation, Event, Listing, PageNotes, Talk

EVENT = Event("a-2025", "A", "events/2025-a", 3, "event-a-2025", summary=(Run("Words."),))
TALK = Talk("a-2025/one", "One", "events/2025-a", 9, "talk-a-2025-one", "a-2025")
CITE = Citation("talk", "b-2025/two", "One", "one", (Run("See "), Run("Two", style="here")))
NOTES = PageNotes(event=EVENT, talks=(TALK,), cites=(CITE,), title="A")
FACTS, SUMMARY, CITES, OWN = Change.FACTS, Change.SUMMARY, Change.CITES, Change.OWN


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (NOTES, set()),
        (NOTES._replace(event=EVENT._replace(line=7), talks=(TALK._replace(line=30),)), set()),
        (NOTES._replace(event=EVENT._replace(summary=(Run("Other."),))), {SUMMARY}),
        (NOTES._replace(event=EVENT._replace(summary=(), line=4)), {SUMMARY}),
        (NOTES._replace(event=EVENT._replace(summary=(), title="B")), {FACTS}),
        (NOTES._replace(event=None), {FACTS}),
        (NOTES._replace(talks=(TALK._replace(room="Hall"),)), {FACTS}),
        (NOTES._replace(talks=(TALK, TALK._replace(id="a-2025/two"))), {FACTS}),
        (NOTES._replace(title="B"), {FACTS}),
        (NOTES._replace(cites=()), {CITES}),
        (NOTES._replace(uses=(("talk", "b-2025/two"),)), {OWN}),
        (NOTES._replace(uses=(("talk", "b-2025/two"),), cites=()), {OWN, CITES}),
        (NOTES._replace(lists=(Listing(Query("talks", "table"), "events/2025-a", 2),)), {FACTS}),
        (None, {FACTS, SUMMARY, CITES, OWN}),
    ],
)
def test_what_has_changed_is_told_by_fields(after: PageNotes | None, expected: set[Change]) -> None:
    assert changes_of(NOTES, after) == expected


@pytest.mark.parametrize(
    ("query", "changes", "expected"),
    [
        (Query("events", "cards"), {SUMMARY}, True),
        (Query("events", "lead"), {SUMMARY}, True),
        (Query("events", "list"), {SUMMARY}, True),
        (Query("events", "timeline"), {SUMMARY}, True),
        (Query("talks", "cards"), {SUMMARY}, False),
        (Query("talks", "list", only="unrated"), {SUMMARY}, True),
        (Query("people", "list"), {SUMMARY, OWN}, False),
        (Query("talks", "table"), {SUMMARY, FACTS}, True),
        (Query("takeaways", "list"), {CITES}, True),
        (Query("events", "cards"), {OWN}, False),
        (Query("events", "cards"), set(), False),
    ],
)
def test_an_opening_paragraph_concerns_lists_of_events_and_those_that_others_add(
    query: Query, changes: set[Change], expected: bool
) -> None:
    assert concerns(changes, PageNotes(lists=(Listing(query, "lists", 3),))) is expected
    assert concerns(changes, PageNotes(examples=(query,))) is expected
