"""Writes the notes of forty events, as a site has them after some years: 299 talks, 143 people.

The same files each time. Each talk and each event follows from its number alone, so that a test can
say what has to be on a page. ``python tests/many_events.py FOLDER`` writes them down.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

EVENTS: Final = 40
PEOPLE: Final = 143
BIG: Final = 37
"""The number of the event with many talks, on several days with times."""
SIZES: Final = [60 if number == BIG else 5 + number % 3 for number in range(EVENTS)]
"""How many talks each event has; the first ones have one more, so that there are 299."""
for _at in range(299 - sum(SIZES)):
    SIZES[_at] += 1

_FIRST = "Ada Bo Chi Dana Emil Farah Goran Hana Ivo Jana Kofi Lena Mats"  # 13
_LAST = "Abel Brand Costa Dietz Evans Falk Greco Huber Ito Jansen Kurz"  # 11
_FIRSTS, _LASTS = _FIRST.split(), _LAST.split()
_ORGS = (
    *("Tensor Foundry", "Mako", "Northlight Compute", "Kernel & Sons", "Aster Institute"),
    *("Bluewater", "Quarry AI", "Lumen Labs", "Pike Street Systems", "Orchard"),
)
_PLACES = ("San Jose, California", "Berlin", "Kyoto", "Lisbon", "Tampere", "online")
_SERIES = ("GPU Mode Live", "Compiler Week", "Inference Meetup", "PyMeetup", "Systems Evening")
_TOPICS = ("GPU compilers", "inference", "attention kernels", "networks", "memory", "quantisation")
_SUBJECTS = (
    *("How we moved a training run off one vendor", "Reading what the compiler left out"),
    *("A scheduler for a thousand small models", "What a kernel costs before it starts"),
    *("Numbers that fit in four bits", "The network is the computer again"),
    *("Measuring a page of attention", "Tests that a driver update can't break"),
)
_FORMATS = ("keynote", "talk", "talk", "talk", "panel", "lightning", "workshop")
_LEARNED = (
    "The copy costs more than the kernel, and nobody measures it.",
    "A benchmark without its clock speed is an anecdote.",
    "Most of the work was to reproduce the quirks of the old compiler.",
)


class Noted(NamedTuple):
    """What the site says of one talk."""

    number: int
    title: str
    speakers: tuple[str, ...]
    org: str
    score: int
    """Out of five; 0 where it has none."""


def person(number: int) -> str:
    """Return the name of one of the people."""
    return f"{_FIRSTS[number % 13]} {_LASTS[number % 11]}"


def series(number: int) -> str:
    """Return the series of an event."""
    return _SERIES[number % len(_SERIES)]


def place(number: int) -> str:
    """Return the town of an event."""
    return _PLACES[number % len(_PLACES)]


def talk(number: int) -> Noted:
    """Return a talk: the first speaker of every twentieth is the same."""
    first = 0 if number % 20 == 7 else number
    speakers = (person(first % PEOPLE), *((person((number * 3 + 1) % PEOPLE),) * (number % 5 == 4)))
    title = f"{_SUBJECTS[number % 8]}, part {number // 8 + 1}"
    return Noted(
        number, title, speakers, _ORGS[number % 10], (4, 5, 3, 0, 4, 2, 3, 1, 3, 2)[number % 10]
    )


def talks_of(event: int) -> list[Noted]:
    """Return the talks of an event."""
    first = sum(SIZES[:event])
    return [talk(number) for number in range(first, first + SIZES[event])]


def page(event: int) -> str:
    """Return the name of an event's page."""
    return f"events/{2023 + event // 12}-{event % 12 + 1:02}-event-{event + 1}"


def files() -> Mapping[str, str]:
    """Return the source of each page."""
    events = {f"{page(event)}.md": _event(event) for event in range(EVENTS)}
    return {**events, **_PAGES}


def _event(number: int) -> str:
    year, month = 2023 + number // 12, number % 12 + 1
    days = f"{year}-{month:02}-10" + (f" to {year}-{month:02}-13" if number == BIG else "")
    head = f"""\
# {series(number)} {number + 1}

```{{event}}
:date: {days}
:place: {place(number)}
:series: {series(number)}
:host: {_ORGS[number % 7]}
:topics: {_TOPICS[number % 6]}
:attended: {"in person" if number % 3 else "online"}
:rating: {(3, 4, 2, 5)[number % 4]}/5 A sentence that says why it was worth the evening.
```

{_summary(number)}
"""
    return "\n".join([head, *(_talk(number, *found) for found in enumerate(talks_of(number)))])


def _summary(number: int) -> str:
    """Return the opening paragraph; that of one event goes on and on."""
    said = "An evening about what happens between a model and the machine that it runs on."
    return " ".join([said] * (40 if number == EVENTS - 1 else 1))


def _talk(event: int, at: int, noted: Noted) -> str:
    number = noted.number
    who = ", ".join(f"{name} ({noted.org})" for name in noted.speakers)
    lines = [
        f"## {noted.title}\n",
        "```{talk}",
        f":format: {_FORMATS[number % 7]}",
        f":speakers: {who}",
        f":topics: {_TOPICS[number % 6]}, {_TOPICS[(number + 2) % 6]}",
    ]
    if event == BIG:
        day, slot = divmod(at, 15)
        lines.append(f":start: 2026-02-{10 + day} {9 + slot // 2:02}:{slot % 2 * 30:02}")
    if number % 4:
        lines.append(f":recording: https://video.example.org/{number}")
    if noted.score:
        lines.append(f":rating: {noted.score}/5 The reason for the score, in a line or so.")
    lines += ["```\n", "What was said, in a paragraph that says it at the length of a paragraph.\n"]
    if number % 9 == 0:
        lines.append(f":::{{takeaway}}\n{_LEARNED[number // 9 % 3]}\n:::\n")
    return "\n".join(lines)


_HOME = """\
# Field notes

What was said, and what it was worth.

```{toctree}
:hidden:

events/index
talks
people
orgs
topics
links
takeaways
```

## Latest events

```{events}
:limit: 6
```

## Best talks

```{talks}
:as: list
:min-rating: 4
:sort: -rating
:limit: 5
```

The best of {year}`2026`.
"""
_PAGES: Final[Mapping[str, str]] = {
    "index.md": _HOME,
    "events/index.md": "# Events\n\n```{events}\n:as: timeline\n```\n\n"
    "```{toctree}\n:glob:\n:hidden:\n:reversed:\n\n*\n```\n",
    "talks.md": "# Talks\n\n```{ratings}\n```\n\n```{talks}\n```\n",
    "people.md": "# People\n\n```{people}\n```\n",
    "orgs.md": "# Organisations\n\n```{orgs}\n```\n",
    "topics.md": "# Topics\n\n```{topics}\n```\n",
    "links.md": "# Links\n\n```{links}\n```\n",
    "takeaways.md": "# Takeaways\n\n```{takeaways}\n```\n",
}

if __name__ == "__main__":
    for name, text in files().items():
        path = Path(sys.argv[1]) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
