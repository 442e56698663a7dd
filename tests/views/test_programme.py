"""The list of an event's talks, from records made by hand."""

from __future__ import annotations

from noted import event, library, score, talk

from eventnotes.model.dates import Start
from eventnotes.model.records import PageNotes, Takeaway, Talk
from eventnotes.views.programme import programme
from eventnotes.views.times import Day, Programme, Slot
from eventnotes.views.tree import Ref, Score, Time

WEEK = event("week", "Week", "2025-03-17/2025-03-18")


def shown(*talks: Talk, **more: object) -> Programme | None:
    """Return the list of an event with those talks."""
    made = library([PageNotes(WEEK, talks, **more)])  # type: ignore[arg-type]  # as a test says
    found = programme(made, WEEK)
    assert all(isinstance(block, Programme) for block in found)
    return found[0] if found else None  # type: ignore[return-value]  # so it is


def at(name: str, day: str, time: str, fraction: float | None = None) -> Talk:
    """Return a talk at a time."""
    return talk(f"week/{name}", name, start=Start(day, None, time), rating=score(fraction))


def titles(found: Programme | None) -> list[list[str]]:
    """Return the titles of each day."""
    assert found is not None
    named = [[slot.title for slot in day.slots] for day in found.days]
    return [[each.shown for each in day if isinstance(each, Ref)] for day in named]  # type: ignore[misc]  # plain words


def test_talks_stand_by_day_and_time_with_what_was_learned() -> None:
    late, early = at("Late", "2025-03-17", "16:00", 0.8), at("Early", "2025-03-17", "09:00")
    next_day = at("Next", "2025-03-18", "10:00", 0.4)
    learned = Takeaway("", "It is the copy.", WEEK.page, 20, "", late.id)
    again = Takeaway("", "And more.", WEEK.page, 24, "", late.id)
    assert shown(late, next_day, early, takeaways=(learned, again)) == Programme(
        "3 talks",
        "talks-event-week",
        (
            Day(
                Time("2025-03-17", "17 March 2025"),
                (
                    Slot(
                        Time("09:00", "09:00"),
                        Ref(WEEK.page, "talk-week-Early", "Early"),
                        "",
                        "",
                        False,
                    ),
                    Slot(
                        Time("16:00", "16:00"),
                        Ref(WEEK.page, "talk-week-Late", "Late"),
                        Score(0.8),
                        "It is the copy.",
                        True,
                    ),
                ),
            ),
            Day(
                Time("2025-03-18", "18 March 2025"),
                (
                    Slot(
                        Time("10:00", "10:00"),
                        Ref(WEEK.page, "talk-week-Next", "Next"),
                        Score(0.4),
                        "",
                        False,
                    ),
                ),
            ),
        ),
        "4 and better",
        False,
    )


def test_talks_keep_the_order_of_the_page_where_not_all_times_of_a_day_are_known() -> None:
    untimed = talk("week/No", "No")
    found = shown(at("B", "2025-03-17", "16:00"), untimed, at("A", "2025-03-17", "09:00"))
    assert titles(found) == [["B", "No", "A"]]  # one day: it need not be said
    assert found is not None
    assert found.days[0].label == ""
    other = at("C", "2025-03-18", "09:00")
    assert titles(shown(untimed, other, at("A", "2025-03-17", "09:00"))) == [["A"], ["C"], ["No"]]


def test_few_talks_need_no_list_and_many_have_an_open_one() -> None:
    talks = [talk(f"week/{number}", str(number)) for number in range(12)]
    assert shown(*talks[:2]) is None
    few, many = shown(*talks[:11]), shown(*talks)
    assert few is not None
    assert many is not None
    assert [few.is_open, many.is_open] == [False, True]


def test_the_best_are_offered_only_where_that_leaves_some_out() -> None:
    best, other = at("A", "", "", 0.8), at("B", "", "", 0.7)
    some = shown(best, other, at("C", "", ""))
    every = shown(best, at("C", "", "", 1), at("D", "", "", 1))
    assert some is not None
    assert every is not None
    assert [some.best, every.best] == ["4 and better", ""]
    none = shown(other, at("C", "", ""), at("D", "", "", 0.2))
    assert none is not None
    assert none.best == ""


def test_an_event_that_is_only_drawn_has_none() -> None:
    made = library([PageNotes(WEEK, tuple(talk(f"week/{n}", str(n)) for n in range(5)))])
    assert programme(made, WEEK._replace(title="Another")) == ()
