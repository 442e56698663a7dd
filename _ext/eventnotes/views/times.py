"""The kinds of blocks whose parts stand in the order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from eventnotes.views.tree import Inline


class Slot(NamedTuple):
    """A talk as a line of its event's list."""

    time: Inline
    title: Inline
    score: Inline
    learned: str
    """What was learned, in a few words."""
    is_best: bool
    """Whether it stays where only the best are shown."""


class Day(NamedTuple):
    """The talks of one day."""

    label: Inline
    """Empty where there is one day, or none is known."""
    slots: tuple[Slot, ...]


class Programme(NamedTuple):
    """The talks of an event, which can be folded away where a format can do that."""

    summary: str
    anchor: str
    days: tuple[Day, ...]
    best: str
    """What shows the best alone; empty if that would narrow nothing."""
    is_open: bool
    """Whether they are to be seen at first. Where nothing folds, they are left out if not."""


class Booking(NamedTuple):
    """A talk in a schedule."""

    time: str
    """From when to when."""
    title: Inline
    who: Inline
    score: Inline
    room: str
    rows: int
    """The moments it lasts."""


class Moment(NamedTuple):
    """A time in a schedule, with what begins then."""

    time: Inline
    cells: tuple[Booking | None, ...]
    """By column; none where nothing is, and nothing at all where something goes on."""


class Schedule(NamedTuple):
    """The talks of a day by time and room."""

    rooms: tuple[tuple[str, int], ...]
    """The name of each room, and how many columns it takes; none if no talk says its room."""
    moments: tuple[Moment, ...]

    @property
    def bookings(self) -> tuple[Booking, ...]:
        """The talks one after the other."""
        return tuple(each for moment in self.moments for each in moment.cells if each)


class Dot(NamedTuple):
    """A rating in a plot, a link to what was rated."""

    x: float
    """From the first day of the plot, 0, to the last, 1."""
    y: float
    """From the lowest score of the plot, 0, to the best, 1."""
    page: str
    anchor: str
    said: str
    is_best: bool


class Plot(NamedTuple):
    """Ratings over time, for who can see them: the same stands below in words."""

    dots: tuple[Dot, ...]
    times: tuple[tuple[float, str], ...]
    """Where along the plot a month or a year begins, and what it is called."""
    scores: tuple[tuple[float, str], ...]
