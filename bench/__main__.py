"""Command line of the benchmark: ``python -m bench`` from the repository's root."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from bench import generate, report, words
from bench.build import BuildError, Sample, build, check_change, check_site
from bench.profiling import profile
from bench.report import Pair, Step
from bench.sites import FORMS, Form, Site

#: Idle builds and changes in each round: they are short, so one alone says little.
SHORT_BUILDS: Final = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 whatever the ratios are, 1 if a build fails or warns."""
    options = _parser().parse_args(argv)
    folder = nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory()
    try:
        with folder as name:
            for talks in options.talks:
                sites = _write_sites(Path(name).resolve(), talks, options.seed)
                if options.profile:
                    profile(sites[options.profile])
                else:
                    _compare(sites, talks, options)
    except BuildError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    if not options.profile:
        print(f"Machine: {report.machine()}")
    return 0


def _parser() -> argparse.ArgumentParser:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="What does a card cost?")
    parser.add_argument(
        "-n",
        "--talks",
        type=_count,
        nargs="+",
        default=[1000],
        metavar="N",
        help="talks of the site; several numbers for several sites (default: 1000)",
    )
    parser.add_argument(
        "--rounds", type=_count, default=3, metavar="N", help="clean builds of each (default: 3)"
    )
    parser.add_argument(
        "--jobs",
        type=lambda text: [_count(part) for part in text.split(",")],
        default=[1, 2],
        metavar="J,J",
        help="values of -j, joined by commas (default: 1,2)",
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="of the random site (default: 1)"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="leave the sites and what was built in DIR"
    )
    parser.add_argument(
        "--no-warmup",
        dest="warmup",
        action="store_false",
        help="measure at once, without a clean build of each site that also compiles the modules",
    )
    parser.add_argument(
        "--profile",
        choices=FORMS,
        help="instead of measuring: one clean build under cProfile, its most expensive functions",
    )
    return parser


def _count(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a whole number from 1: {text!r}")
    return int(text)


def _write_sites(folder: Path, talks: int, seed: int) -> dict[Form, Site]:
    """Write both forms of one generated site."""
    events = generate.site(talks, seed)
    root = folder / f"eventnotes-bench-{talks}"
    sites = {form: Site(form, root / form, events) for form in FORMS}
    for site in sites.values():
        site.write()
    return sites


def _compare(sites: dict[Form, Site], talks: int, options: argparse.Namespace) -> None:
    """Measure both forms with each ``-j`` and print the tables."""
    if options.warmup:
        for site in sites.values():
            _log("warm-up", site, build(site, jobs=1))
            check_site(site)
    for jobs in options.jobs:
        pairs: dict[Step, list[Pair]] = {"clean": [], "idle": [], "one word": []}
        for number in range(options.rounds):
            print(f"{talks:,} talks, -j {jobs}, round {number + 1}", file=sys.stderr)
            _round(sites, jobs, pairs)
        print(report.table(talks, jobs, pairs), end="\n\n", flush=True)


def _round(sites: dict[Form, Site], jobs: int, pairs: dict[Step, list[Pair]]) -> None:
    """Add one clean build of each form to *pairs*, then idle builds and changes.

    The two forms take turns, and take turns in going first.
    """

    def measure(step: Step) -> None:
        order = FORMS if len(pairs[step]) % 2 else FORMS[::-1]
        samples = {form: build(sites[form], jobs) for form in order}
        for form in order:
            _log(step, sites[form], samples[form])
        pairs[step].append((samples["cards"], samples["plain"]))

    for site in sites.values():
        site.clean()
    measure("clean")
    for site in sites.values():
        check_site(site)
    for _ in range(SHORT_BUILDS):
        measure("idle")
    for word in words.EDITS[:SHORT_BUILDS]:
        for site in sites.values():
            site.change_word(word)
        measure("one word")
        for site in sites.values():
            check_change(site, word)


def _log(step: str, site: Site, sample: Sample) -> None:
    """Tell how far it is."""
    print(
        f"  {step:8}  {site.form}  {sample.wall:6.2f} s  {sample.cpu:6.2f} s CPU"
        f"  {sample.peak / 1e6:5.0f} MB",
        file=sys.stderr,
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
