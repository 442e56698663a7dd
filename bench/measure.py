"""Rounds of builds: which sites are built in which order, and what is checked after each.

A machine's speed drifts, by more than a ratio should, within minutes. So the forms of a site take
turns, and only builds next to each other in time are compared: the last form, to which the others
are held, is built between them, and the order is turned round each time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from bench import generate, words
from bench.build import Sample, build
from bench.checks import check_new_talk, check_page, check_site, check_size
from bench.generate import Event
from bench.sites import FORMS, Form, Site

Step = Literal["clean", "idle", "one word", "opening word", "new talk"]
#: One build of each form, one after the other.
Turn = Mapping[Form, Sample]

#: Builds of each other step in each round: they are short, so one says little.
SHORT_BUILDS: Final = 3


@dataclass(frozen=True, slots=True)
class Flanked:
    """A clean build of a large site between two of a small one in the same form."""

    before: Sample
    large: Sample
    after: Sample


@dataclass(slots=True)
class Results:
    """What was measured of one number of talks with one ``-j``.

    `largest` is the largest page of the form with lists, after a clean build, with its bytes.
    """

    talks: int
    jobs: int
    forms: tuple[Form, ...]
    turns: dict[Step, list[Turn]] = field(
        default_factory=lambda: {step: [] for step in get_args(Step)}
    )
    flanked: dict[Form, list[Flanked]] = field(default_factory=dict)
    largest: tuple[str, int] | None = None


def warm_up(sites: Mapping[Form, Site]) -> None:
    """Build each of *sites* without measuring, which also compiles the modules, and check it."""
    for site in sites.values():
        _log("warm-up", site, build(site, jobs=1))
        check_site(site)


def measure(
    talks: int,
    sites: Mapping[Form, Site],
    jobs: int,
    rounds: int,
    small: Mapping[Form, Site] | None = None,
) -> Results:
    """Measure *rounds* rounds of *sites*, the forms of one site with *talks* talks.

    With *small*, the same forms of a smaller site, each clean build stands between two of these.
    Raises BuildError if a build fails, warns or leaves something out.
    """
    results = Results(talks, jobs, tuple(form for form in FORMS if form in sites))
    for number in range(rounds):
        print(f"{talks:,} talks, -j {jobs}, round {number + 1}", file=sys.stderr)
        _clean(sites, small, results)
        for _ in range(SHORT_BUILDS):
            _turn("idle", sites, results)
        _changes(sites, results)
    return results


def _clean(sites: Mapping[Form, Site], small: Mapping[Form, Site] | None, results: Results) -> None:
    """Build each form from nothing and check all of it."""
    for site in sites.values():
        site.clean()
    _turn("clean", sites, results, small)
    for site in sites.values():
        check_site(site)
    if "lists" in sites:
        results.largest = check_size(sites["lists"])


def _changes(sites: Mapping[Form, Site], results: Results) -> None:
    """Change the middle page: a word in a talk in each build, then one in the opening paragraph,
    then one more talk in each.
    """
    events = sites[results.forms[0]].events
    event = generate.middle(events)
    steps: tuple[tuple[Step, Callable[[Event, str], Event]], ...] = (
        ("one word", generate.with_word),
        ("opening word", generate.with_opening_word),
    )
    for step, change in steps:
        for word in words.EDITS[:SHORT_BUILDS]:
            event = change(generate.middle(events), word)
            for site in sites.values():
                site.change(event)
            _turn(step, sites, results)
            for site in sites.values():
                check_page(site, event)
    for talk in generate.new_talks(events, SHORT_BUILDS):
        event = generate.with_talk(event, talk)
        for site in sites.values():
            site.change(event)
        _turn("new talk", sites, results)
        for site in sites.values():
            check_new_talk(site, event, talk)


def _turn(
    step: Step,
    sites: Mapping[Form, Site],
    results: Results,
    small: Mapping[Form, Site] | None = None,
) -> None:
    """Build each form once, as it lies there, and add the samples to *results*."""
    *others, base = results.forms
    order = [*others[:1], base, *others[1:]]
    if len(results.turns[step]) % 2:
        order.reverse()
    turn: dict[Form, Sample] = {}
    for form in order:
        before = _small_build(small[form], results.jobs) if small else None
        turn[form] = build(sites[form], results.jobs)
        _log(step, sites[form], turn[form])
        if small and before:
            flanked = Flanked(before, turn[form], _small_build(small[form], results.jobs))
            results.flanked.setdefault(form, []).append(flanked)
    results.turns[step].append(turn)


def _small_build(site: Site, jobs: int) -> Sample:
    """One clean build of the smaller site."""
    site.clean()
    sample = build(site, jobs)
    _log("small", site, sample)
    return sample


def _log(step: str, site: Site, sample: Sample) -> None:
    """Tell how far it is."""
    print(
        f"  {step:12}  {site.form}  {sample.wall:6.2f} s  {sample.cpu:6.2f} s CPU"
        f"  {sample.peak / 1e6:5.0f} MB",
        file=sys.stderr,
        flush=True,
    )
