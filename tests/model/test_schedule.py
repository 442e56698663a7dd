"""Where talks stand in a schedule, from records made by hand."""

from __future__ import annotations

from typing import Any

from noted import event, library, talk

from eventnotes.model.corpus import Corpus
from eventnotes.model.dates import Start
from eventnotes.model.library import Library
from eventnotes.model.profiles import Row
from eventnotes.model.query import Query
from eventnotes.model.records import Listing, PageNotes, Talk
from eventnotes.model.schedule import DAY, Day, Schedule, schedule

WEEK = event("week", "Week", "2025-03-17/2025-03-21")
MONDAY, TUESDAY = "2025-03-17", "2025-03-18"


def at(name: str, when: str = "", minutes: int = 0, room: str = "", **more: Any) -> Talk:
    """Return a talk on a day, at a time, or both."""
    day, _, time = when.rpartition(" ") if ":" in when else (when, "", "")
    start = Start(day, None, time) if when else None
    return talk(f"week/{name}", name, start=start, room=room, planned=minutes * 60 or None, **more)


def of(*talks: Talk) -> Schedule:
    """Return the schedule of an event with those talks."""
    return schedule(library([PageNotes(WEEK, talks)]).talks)


def named(rows: tuple[Row, ...]) -> str:
    return " ".join(row.record.title for row in rows)


def told(day: Day) -> dict[str, list[str]]:
    """Return by room what stands in each of its lanes: titles with minutes from hour to hour."""
    return {
        room.name: [
            " ".join(f"{each.row.record.title}:{each.start}-{each.end}" for each in lane)
            for lane in room.lanes
        ]
        for room in day.rooms
    }


def test_talks_stand_by_day_room_and_time() -> None:
    found = of(
        at("D", f"{TUESDAY} 09:00", 30, "Hall 10"),
        at("B", f"{MONDAY} 10:00", 45, "Hall 10"),
        at("A", f"{MONDAY} 09:00", 60, "Hall 10"),
        at("C", f"{MONDAY} 09:00", 60, "Hall 2"),
    )
    assert [day.start.day for day in found.days] == [MONDAY, TUESDAY]
    assert told(found.days[0]) == {"Hall 2": ["C:540-600"], "Hall 10": ["A:540-600 B:600-645"]}
    assert told(found.days[1]) == {"Hall 10": ["D:540-570"]}
    assert found.days[0].times == (540, 600)


def test_rooms_follow_each_other_as_people_count_and_talks_without_one_come_last() -> None:
    rooms = ("Saal 10", "", "saal 2", "Aula", "Saal 2")
    talks = [at(str(n), f"{MONDAY} {9 + n:02}:00", 30, room) for n, room in enumerate(rooms)]
    (day,) = of(*talks).days
    assert [room.name for room in day.rooms] == ["Aula", "saal 2", "Saal 10", ""]
    assert [len(room.lanes) for room in day.rooms] == [1, 1, 1, 1]


def test_talks_that_overlap_in_a_room_stand_side_by_side() -> None:
    (day,) = of(
        at("A", f"{MONDAY} 09:00", 60, "Hall"),
        at("B", f"{MONDAY} 09:30", 60, "Hall"),
        at("C", f"{MONDAY} 10:00", 15, "Hall"),
        at("D", f"{MONDAY} 09:00", 15, "Hall"),
    ).days
    assert told(day) == {"Hall": ["A:540-600 C:600-615", "D:540-555 B:570-630"]}


def test_a_talk_without_a_duration_ends_when_the_next_in_its_room_begins() -> None:
    (day,) = of(
        at("A", f"{MONDAY} 09:00", room="Hall"),
        at("Other", f"{MONDAY} 09:30", 30, "Hut"),
        at("B", f"{MONDAY} 11:00", actual=1500, room="Hall"),
        at("C", f"{MONDAY} 12:00", room="Hall"),
    ).days
    assert told(day) == {"Hall": ["A:540-660 B:660-685 C:720-721"], "Hut": ["Other:570-600"]}
    (hall, _) = day.rooms
    assert [each.is_known for each in hall.lanes[0]] == [False, True, False]


def test_a_break_of_all_rooms_is_a_time_of_its_own_and_one_of_a_room_is_not() -> None:
    (day,) = of(
        at("A", f"{MONDAY} 09:00", 90, "Hall"),
        at("B", f"{MONDAY} 09:00", 30, "Hut"),
        at("C", f"{MONDAY} 10:00", 60, "Hut"),
        at("D", f"{MONDAY} 12:30", 60, "Hall"),
    ).days
    assert day.times == (540, 600, 660, 750)  # C ends at 660; nothing begins before 750


def test_where_an_end_is_not_known_no_break_is_made_up() -> None:
    (day,) = of(at("A", f"{MONDAY} 09:00"), at("B", f"{MONDAY} 14:00", 30, "Hall")).days
    assert day.times == (540, 840)


def test_a_night_belongs_to_the_day_before() -> None:
    found = of(
        at("Show", f"{MONDAY} 23:30", 90, "Hall"),
        at("Later", f"{TUESDAY} 01:00", 60, "Hall"),
        at("Last", f"{TUESDAY} 04:30", room="Bar"),
        at("Breakfast", f"{TUESDAY} 08:00", 60, "Bar"),
    )
    monday, tuesday = found.days
    assert told(monday) == {
        "Bar": [f"Last:{DAY + 270}-{DAY + 271}"],
        "Hall": [f"Show:{DAY - 30}-{DAY + 60} Later:{DAY + 60}-{DAY + 120}"],
    }
    assert told(tuesday) == {"Bar": ["Breakfast:480-540"]}


def test_an_early_talk_is_not_of_the_day_before_where_that_was_over_long_ago() -> None:
    found = of(at("A", f"{MONDAY} 02:00", 60), at("B", f"{TUESDAY} 02:00", 60))
    assert [told(day) for day in found.days] == [{"": ["A:120-180"]}, {"": ["B:120-180"]}]
    apart = of(at("A", f"{MONDAY} 23:00", 60), at("B", "2025-03-19 00:30", 60))
    assert [day.start.day for day in apart.days] == [MONDAY, "2025-03-19"]


def test_no_talk_is_dropped_and_no_day_is_invented() -> None:
    weekday = talk("week/W", "W", start=Start("", 1, "10:00"))
    found = of(
        at("Timed", f"{MONDAY} 10:00"),
        at("Day", MONDAY),
        at("Other day", TUESDAY),
        at("Late", "16:00"),
        at("Early", "09:00"),
        at("Nothing"),
        weekday,
    )
    assert [day.start for day in found.days] == [Start(MONDAY), Start(TUESDAY), Start("", 1)]
    assert [named(day.untimed) for day in found.days] == ["Day", "Other day", ""]
    assert told(found.days[2]) == {"": ["W:600-601"]}
    assert (named(found.dayless), named(found.untimed)) == ("Early Late", "Nothing")


def test_all_talks_are_where_a_list_has_them_and_not_in_a_schedule() -> None:
    pages = {
        page: PageNotes(lists=(Listing(Query("talks", form), page, 1),))
        for page, form in (("a", "schedule"), ("b", "list"))
    }
    assert Library(Corpus(pages)).whole_lists == {"talks": "b"}
