"""Ratios of measured builds, beside the targets, as a Markdown table that also reads as text."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Final

from bench.checks import LARGEST_PAGE
from bench.measure import Results
from bench.sites import Form

#: For each form beside plain and number of talks, the ratios to stay below by what is measured.
TARGETS: Final[Mapping[Form, Mapping[int, Mapping[str, float]]]] = {
    "cards": {
        1_000: {
            "clean": 0.50,
            "idle": 1.00,
            "one word": 0.95,
            "opening word": 0.95,
            "peak memory": 0.85,
        },
        5_000: {
            "clean": 0.30,
            "idle": 0.85,
            "one word": 0.80,
            "opening word": 0.80,
            "peak memory": 0.60,
        },
    },
    "lists": {
        1_000: {
            "clean": 0.65,
            "idle": 1.05,
            "one word": 1.05,
            "opening word": 1.05,
            "new talk": 1.50,
        },
        5_000: {
            "clean": 0.40,
            "idle": 1.05,
            "one word": 1.05,
            "opening word": 1.05,
            "new talk": 1.50,
        },
        10_000: {"idle": 1.05, "one word": 1.05, "opening word": 1.05, "new talk": 1.50},
    },
}
#: By form, smallest and largest number of talks, the growth of a talk's cost to stay below.
GROWTH_TARGETS: Final[Mapping[tuple[Form, int, int], float]] = {("lists", 1_000, 10_000): 1.15}

_PACKAGES: Final = ("Sphinx", "docutils", "myst-parser", "furo", "PyStemmer")


@dataclass(frozen=True, slots=True)
class Spread:
    """Several values of one thing: their median, least and greatest."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """The spread of *values*; of ratios each its own, not the ratio of two medians."""
        known = list(values)
        return cls(median(known), min(known), max(known))

    def cells(self, unit: str = "{:.2f}") -> tuple[str, str]:
        """The median, and the least to the greatest, each written as *unit* has it."""
        return unit.format(self.middle), f"{unit.format(self.least)} to {unit.format(self.most)}"


def machine() -> str:
    """One line: processor, cores, system, Python and the packages that take the time."""
    cores = os.cpu_count()
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    return (
        f"{_processor()}, {cores} core{'' if cores == 1 else 's'}, {platform.system()}; "
        f"Python {platform.python_version()}, {packages}"
    )


def tables(results: Results) -> str:
    """What was measured of one site: a table for each form beside the last, or of one alone."""
    *others, base = results.forms
    if not others:
        return _alone(results, base)
    return "\n\n".join(_ratios(results, form, base) for form in others)


def largest_page(results: Results) -> str:
    """One line: the largest page of the site with lists and its size in MB (10^6 bytes)."""
    if results.largest is None:
        return ""
    name, size = results.largest
    return (
        f"Largest page with lists, {results.talks:,} talks: {name}, {size / 1e6:.2f} MB"
        f" (at most {LARGEST_PAGE / 1e6:.2f} MB)"
    )


def growth(results: Sequence[Results]) -> str:
    """What a talk costs on sites of several sizes, built from nothing with the same ``-j``.

    *results* go from the smallest site to the largest. Times are medians of wall time in
    milliseconds for each talk, start-up included. The growth is that of the largest site's builds
    over the smallest site's just before and after, which also make the first column; the last
    column is the growth of processor time.
    """
    small, large = results[0], results[-1]
    rows: list[Sequence[str]] = [
        (
            f"clean, time per talk, -j {large.jobs}",
            *(f"{each.talks:,} talks" for each in results),
            "growth",
            "least to most",
            "target",
            "CPU growth",
        )
    ]
    scale = large.talks / small.talks
    for form, flanked in large.flanked.items():
        first = median((each.before.wall + each.after.wall) / 2 for each in flanked) / small.talks
        others = (median(_walls(each, form)) / each.talks for each in results[1:])
        wall = Spread.of(
            each.large.wall * 2 / (each.before.wall + each.after.wall) / scale for each in flanked
        )
        cpu = Spread.of(
            each.large.cpu * 2 / (each.before.cpu + each.after.cpu) / scale for each in flanked
        )
        target = GROWTH_TARGETS.get((form, small.talks, large.talks))
        costs = (f"{cost * 1e3:.2f} ms" for cost in (first, *others))
        rows.append((form, *costs, *wall.cells(), _target(target), f"{cpu.middle:.2f}"))
    return _markdown(rows)


def _ratios(results: Results, form: Form, base: Form) -> str:
    """A table of *form* over *base*: a line for each step and one for the memory.

    Times are wall times in seconds, then processor times, which say more on a busy machine. Memory
    is that of the clean build in MB (10^6 bytes).
    """
    targets = TARGETS.get(form, {}).get(results.talks, {}) if base == "plain" else {}
    rows: list[Sequence[str]] = [
        (
            f"{results.talks:,} talks, -j {results.jobs}",
            f"{form} / {base}",
            "least to most",
            "target",
            form,
            base,
            "CPU ratio",
            f"{form} CPU",
            f"{base} CPU",
        )
    ]
    for name, values, unit, cpu in _lines(results):
        spread = Spread.of(each[form] / each[base] for each in values)
        rows.append(
            (
                name,
                *spread.cells(),
                _target(targets.get(name)),
                unit.format(median(each[form] for each in values)),
                unit.format(median(each[base] for each in values)),
                f"{median(each[form] / each[base] for each in cpu):.2f}" if cpu else "",
                *(
                    unit.format(median(each[f] for each in cpu)) if cpu else ""
                    for f in (form, base)
                ),
            )
        )
    return _markdown(rows)


def _alone(results: Results, form: Form) -> str:
    """A table of *form* without another to hold it to: wall times, memory, processor times."""
    rows: list[Sequence[str]] = [
        (f"{results.talks:,} talks, -j {results.jobs}", form, "least to most", "CPU")
    ]
    for name, values, unit, cpu in _lines(results):
        spread = Spread.of(each[form] for each in values)
        time = unit.format(median(each[form] for each in cpu)) if cpu else ""
        rows.append((name, *spread.cells(unit), time))
    return _markdown(rows)


def _lines(
    results: Results,
) -> Iterator[tuple[str, list[Mapping[Form, float]], str, list[Mapping[Form, float]]]]:
    """What was measured, its values turn by turn, their unit, and the processor times beside."""
    for step, turns in results.turns.items():
        yield (
            step,
            [{form: sample.wall for form, sample in turn.items()} for turn in turns],
            "{:.2f} s",
            [{form: sample.cpu for form, sample in turn.items()} for turn in turns],
        )
    clean = results.turns["clean"]
    peak: list[Mapping[Form, float]] = [
        {form: sample.peak / 1e6 for form, sample in turn.items()} for turn in clean
    ]
    yield "peak memory", peak, "{:.0f} MB", []


def _walls(results: Results, form: Form) -> list[float]:
    """The wall times of the clean builds of *form* in seconds."""
    return [turn[form].wall for turn in results.turns["clean"]]


def _target(value: float | None) -> str:
    """A ratio to stay below, if there is one."""
    return "" if value is None else f"{value:.2f}"


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    """*rows*, the first of them the header, in columns of even width."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = []
    for first, *others in (rows[0], rule, *rows[1:]):
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _version(package: str) -> str:
    """The version of *package*, or a dash without it."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def _processor() -> str:
    """The processor's name as the system has it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())
