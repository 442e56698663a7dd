"""Ratios of measured builds, beside the targets, as a Markdown table that also reads as text."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Final, Literal

from bench.build import Sample

Step = Literal["clean", "idle", "one word"]
#: A build of each form, one after the other: cards, plain.
Pair = tuple[Sample, Sample]

#: By number of talks, the ratios to stay below: clean, idle, one word, peak memory.
TARGETS: Final[Mapping[int, tuple[float, float, float, float]]] = {
    1000: (0.50, 1.00, 0.95, 0.85),
    5000: (0.30, 0.85, 0.80, 0.60),
}

_PACKAGES: Final = ("Sphinx", "docutils", "myst-parser", "furo", "PyStemmer")


@dataclass(frozen=True, slots=True)
class Spread:
    """A ratio cards to plain over several pairs: its median, least and greatest."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, float]]) -> Spread:
        """The spread of the pairs' own ratios, not the ratio of their medians."""
        ratios = [cards / plain for cards, plain in pairs]
        return cls(median(ratios), min(ratios), max(ratios))


def machine() -> str:
    """One line: processor, cores, system, Python and the packages that take the time."""
    cores = os.cpu_count()
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    return (
        f"{_processor()}, {cores} core{'' if cores == 1 else 's'}, {platform.system()}; "
        f"Python {platform.python_version()}, {packages}"
    )


def table(talks: int, jobs: int, pairs: Mapping[Step, Sequence[Pair]]) -> str:
    """A table of one site's builds: a line for each step and one for the memory.

    Times are wall times in seconds; the last column is the ratio of processor times. Memory is
    that of the clean build in MB (10^6 bytes).
    """
    header = (
        f"{talks:,} talks, -j {jobs}",
        "cards / plain",
        "least to most",
        "target",
        "cards",
        "plain",
        "CPU ratio",
    )
    targets = iter(TARGETS.get(talks, ()))
    rows: list[Sequence[str]] = [header]
    for step, samples in pairs.items():
        wall = [(cards.wall, plain.wall) for cards, plain in samples]
        cpu = [(cards.cpu, plain.cpu) for cards, plain in samples]
        rows.append(
            _row(step, wall, next(targets, None), "{:.2f} s", f"{Spread.of(cpu).middle:.2f}")
        )
    peak = [(cards.peak / 1e6, plain.peak / 1e6) for cards, plain in pairs["clean"]]
    rows.append(_row("peak memory", peak, next(targets, None), "{:.0f} MB", ""))
    return _markdown(rows)


def _row(
    name: str,
    values: Sequence[tuple[float, float]],
    target: float | None,
    unit: str,
    cpu: str,
) -> Sequence[str]:
    """One line of the table: ratio, spread, target, and the medians of both forms in *unit*."""
    spread = Spread.of(values)
    cards, plain = zip(*values, strict=True)
    return (
        name,
        f"{spread.middle:.2f}",
        f"{spread.least:.2f} to {spread.most:.2f}",
        "" if target is None else f"{target:.2f}",
        unit.format(median(cards)),
        unit.format(median(plain)),
        cpu,
    )


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
